"""The errors that end a command, each with its exit code. Nothing here imports anything."""

from __future__ import annotations

# The exit codes are a contract with scripts (README, "Exit codes"): they are added to, never changed.
ANSWERED = 0
FAILED = 1
USAGE = 2
AMBIGUOUS = 3
NOT_FOUND = 4
BROKEN_DATA = 5
INTERRUPTED = 130


class NmtError(Exception):
    """An error that a person can act on; its text is shown as it is."""

    exit_code = FAILED

    def text(self, language: str) -> str:
        """What is shown."""
        return str(self)


class UsageError(NmtError):
    """The call itself is wrong."""

    exit_code = USAGE


class DataError(NmtError):
    """Data files or a contact list that cannot be used; carries every problem found, not only the first."""

    exit_code = BROKEN_DATA

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def blame(error: OSError, path: object) -> None:
    """Let an error name the file that is meant, not the temporary one that is written in its place."""
    if error.filename is not None:
        error.filename, error.filename2 = str(path), None


class Ended(KeyboardInterrupt):
    """Like a Ctrl-C, a signal that asks the process to end: SIGTERM, SIGHUP. Raised so that all is cleared away."""

    def __init__(self, signal: int) -> None:
        super().__init__(signal)
        self.signal = signal
