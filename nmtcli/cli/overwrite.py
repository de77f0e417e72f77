"""Whether a file may be replaced by what a command writes."""

from __future__ import annotations

import os
import stat

from nmtcli import errors
from nmtcli.cli.ask import ask, on_terminal
from nmtcli.echo import echo_path
from nmtcli.texts.commands import say


def check_overwrite(path: str, force: bool, language: str) -> None:
    """Ask before a file is replaced. A device or a pipe is written to without a question, and so is a new file.

    Raises:
        UsageError: the file exists already and nobody is there to be asked, or the path is empty.
        NmtError: the answer was no.
        OSError: the path cannot be looked at.
    """
    if path == "":
        raise errors.UsageError(say(language, "batch.no_output"))
    try:
        there = os.stat(path)
    except FileNotFoundError:
        return
    if not stat.S_ISREG(there.st_mode) or force:
        return
    shown, protected = echo_path(path), not there.st_mode & 0o222
    if not on_terminal():
        raise errors.UsageError(say(language, "batch.protected" if protected else "batch.exists", path=shown))
    if not ask(say(language, "batch.replace_protected" if protected else "batch.replace", path=shown), language):
        raise errors.NmtError(say(language, "batch.kept"))
