"""The operator's console: one caller after another on one screen, which keeps nothing of them.

`finder` finds the rows of a text, `session` says what the keys do, `frame` makes a screen of it, `app` shows that and
reads the keys; `plainlines` does without a screen.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def on_terminals() -> bool:
    """Whether somebody can type and read."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def has_cursor(environ: Mapping[str, str]) -> bool:
    """Whether the terminal can put its cursor anywhere, and the user is not served better by plain lines."""
    if environ.get("ACCESSIBLE"):
        return False
    if sys.platform == "win32":
        return True
    if environ.get("TERM", "") in ("", "dumb"):
        return False
    try:
        import curses

        curses.setupterm()
        return curses.tigetstr("cup") is not None
    except Exception:  # nothing is known of it: no curses, no description
        return True


def run(plain: bool, lang: str | None, contacts: str | None, strict: bool) -> None:
    """The console on this terminal, until the operator leaves.

    Args:
        plain: in lines, whatever the terminal can do.
        lang: "sv" or "en"; None: as the environment says.
        contacts: a contact list to use before all others.
        strict: whether a broken own list is an error.

    Raises:
        DataError: the data is broken, or an own list is and `strict` is set.
        UsageError: NMT_NOW is not a time.
    """
    from nmtcli.directory import Directory
    from nmtcli.texts import choose_language

    language = choose_language(lang, os.environ)
    directory = Directory.load(contacts, strict=strict, language=language)
    if plain or not has_cursor(os.environ):
        from nmtcli.console import plainlines

        plainlines.run(directory, language)
    else:
        from nmtcli.console import app

        app.run(directory, language)
