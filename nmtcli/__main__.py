"""`python -m nmtcli`: the same as the command `nmt`."""

from nmtcli.plain import main

if __name__ == "__main__":
    raise SystemExit(main())
