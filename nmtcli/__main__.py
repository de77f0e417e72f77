"""`python -m nmtcli`: the same as the command `nmt`."""

import sys


def _leave_current_folder() -> None:
    """`-m` puts the current folder first on sys.path: what comes after the package is not imported from there."""
    from os.path import dirname, samefile

    if getattr(sys.flags, "safe_path", False) or sys.flags.isolated or not sys.path:
        return
    first = sys.path.pop(0)
    try:
        if samefile(first, dirname(dirname(__file__))):  # a checkout: its own folder, but after all others
            sys.path.append(first)
    except OSError:  # the folder is gone
        pass


if __name__ == "__main__":
    _leave_current_folder()
    from nmtcli.main import main

    raise SystemExit(main())
