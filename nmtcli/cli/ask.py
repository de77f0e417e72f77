"""Questions on a terminal."""

from __future__ import annotations

import os
import sys

from nmtcli.streams import read_line, tell
from nmtcli.texts.commands import say

END_KEYS = "Ctrl-Z, Enter" if os.name == "nt" else "Ctrl-D"  # what ends standard input on a terminal


def on_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: str, language: str) -> bool:
    """A question on stderr; only "y", "yes", "j" and "ja" mean yes."""
    tell(f"{question} {say(language, 'ask.yes')} ")
    return read_line().strip().lower() in ("y", "yes", "j", "ja")
