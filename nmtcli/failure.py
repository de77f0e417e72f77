"""What is said when something fails, and the exit code: one place for the fast path and for click."""

from __future__ import annotations

import os
import sys

from nmtcli import errors
from nmtcli.echo import echo, echo_path, plain
from nmtcli.streams import settle, tell


def report(error: BaseException) -> int:
    """Say what went wrong on stderr. Returns the exit code, whether or not it could be said."""
    if isinstance(error, errors.Ended):
        _end_by(error.signal)
    if isinstance(error, KeyboardInterrupt):
        return errors.INTERRUPTED
    if isinstance(error, errors.NmtError):
        tell("".join(f"{plain(line)}\n" for line in f"nmt: {error}".split("\n")))
        return error.exit_code
    settle(sys.stdout)
    if isinstance(error, OSError):
        name = f" ({echo_path(error.filename)})" if error.filename else ""
        what = error.strerror or str(error)
        tell(f"nmt: {what}{name}\n")
        return errors.FAILED
    if os.environ.get("NMT_DEBUG"):
        raise error
    what = f"{type(error).__name__}: {echo(error, 400)}"
    tell(f"nmt: unexpected failure: {what}. Set NMT_DEBUG=1 to see where, and report it.\n")
    return errors.FAILED


def _end_by(number: int) -> None:
    """End by a signal as it would have ended the process at once, now that all is cleared away."""
    import gc
    import signal

    gc.collect()  # what belongs to the processes of `batch --jobs` is given back to the system
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
