"""What is said when something fails, and the exit code: one place for the fast path and for click."""

from __future__ import annotations

import os
import sys

from nmtcli import errors
from nmtcli.echo import echo, echo_path, plain
from nmtcli.streams import settle, tell
from nmtcli.texts import language_of
from nmtcli.texts.failures import reason, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def report(error: BaseException, arguments: Sequence[str] = ()) -> int:
    """Say what went wrong on stderr, in the language of the command line.

    Returns:
        The exit code, whether or not it could be said.
    """
    if isinstance(error, errors.Ended):
        _end_by(error.signal)
    if isinstance(error, KeyboardInterrupt):
        return errors.INTERRUPTED
    language = language_of(arguments, os.environ)
    if isinstance(error, errors.NmtError):
        tell("".join(f"{plain(line)}\n" for line in f"nmt: {error.text(language)}".split("\n")))
        return error.exit_code
    settle(sys.stdout)
    if isinstance(error, OSError):
        name = f" ({echo_path(error.filename)})" if error.filename else ""
        what = reason(error.strerror or str(error), language)
        tell(f"nmt: {what}{name}\n")
        return errors.FAILED
    if os.environ.get("NMT_DEBUG"):
        raise error
    what = f"{type(error).__name__}: {echo(error, 400)}"
    tell(f"nmt: {say(language, 'unexpected', what=what)}\n")
    return errors.FAILED


def _end_by(number: int) -> None:
    """End by a signal as it would have ended the process at once, now that all is cleared away."""
    import gc
    import signal

    gc.collect()  # what belongs to the processes of `batch --jobs` is given back to the system
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
