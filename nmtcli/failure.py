"""What is said when something fails, and the exit code: one place for the fast path and for click."""

from __future__ import annotations

import errno
import os
import sys

from nmtcli import errors


def report(error: BaseException) -> int:
    """Say what went wrong on stderr; a closed pipe ends quietly. Returns the exit code."""
    if isinstance(error, BrokenPipeError):
        _discard_stdout()
        return errors.ANSWERED
    if isinstance(error, KeyboardInterrupt):
        return errors.INTERRUPTED
    if isinstance(error, errors.NmtError):
        _say(f"nmt: {error}")
        return error.exit_code
    if isinstance(error, OSError):
        name = f" ({error.filename})" if error.filename else ""
        what = os.strerror(error.errno) if error.errno else str(error)
        _say(f"nmt: {what}{name}")
        if error.errno in (errno.ENOSPC, errno.EBADF, errno.EIO):
            _discard_stdout()
        return errors.FAILED
    if os.environ.get("NMT_DEBUG"):
        raise error
    _say(f"nmt: unexpected failure: {type(error).__name__}: {error}. Set NMT_DEBUG=1 to see where, and report it.")
    return errors.FAILED


def _say(text: str) -> None:
    if sys.stderr is not None:
        from nmtcli.render.terminal import write

        write(sys.stderr, text + "\n")


def _discard_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's own flush at exit does not fail again."""
    import contextlib

    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
