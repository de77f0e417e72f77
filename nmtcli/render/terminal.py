"""The lines of an answer, what the output can show, and the form for a pipe; `render.screen` draws that for a screen.

Colour is never the only sign.
"""

from __future__ import annotations

import os

from nmtcli.echo import plain
from nmtcli.model import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal, TextIO

    from nmtcli.render.card import Card

    Role = Literal["head", "plain", "call", "warn", "faint", "edge", "blank"]

NARROW = 60  # columns; below it a label stands on the same line without a column of its own
_WIDEST = 100
PROMPTS = 2  # rows of a terminal for what was typed and for the next prompt


class Fact(Record):
    """One line of an answer: a label, what it says, the role that gives its weight, a link ("tel:+46..."), and a tail
    that is shown behind it without weight or link."""

    label: str
    text: str
    role: Role = "plain"
    link: str | None = None
    tail: str = ""


class Screen(Record):
    """What the output can show. `width` is None where nothing is to be wrapped: a pipe or a file; `height`, in rows, is
    None there and where a terminal does not tell."""

    width: int | None
    colour: bool
    height: int | None = None

    @property
    def narrow(self) -> bool:
        """Whether there is no room for a column of labels."""
        return self.width is None or self.width < NARROW


def wants_colour(choice: str, stream: TextIO, environ: Mapping[str, str]) -> bool:
    """--color always|never; on auto: NO_COLOR, then FORCE_COLOR, then TERM=dumb and whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    return bool(environ.get("FORCE_COLOR")) or (environ.get("TERM") != "dumb" and stream.isatty())


def screen_of(stream: TextIO | None, choice: str, environ: Mapping[str, str]) -> Screen:
    """What a stream can show; None is one that is closed."""
    width = height = None
    if stream is None:
        return Screen(width, False)
    if stream.isatty():
        width = min(max(_size("COLUMNS", stream, environ) or 80, 20), _WIDEST)
        height = _size("LINES", stream, environ) or None
    return Screen(width, wants_colour(choice, stream, environ), height)


def _size(name: Literal["COLUMNS", "LINES"], stream: TextIO, environ: Mapping[str, str]) -> int:
    """The columns or the rows of a terminal: what the environment says, else the terminal; 0 where it does not tell."""
    try:
        if environ.get(name):
            return int(environ[name])
        size = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return 0
    return size.columns if name == "COLUMNS" else size.lines


def show(facts: list[Fact], screen: Screen) -> str:
    """The facts as text: in a pipe one a line, on a screen or in colour as `render.screen` draws them.

    Control characters are left out here, so that no fact can bring one.
    """
    facts = list(map(_plain, facts))
    if screen.width is not None or screen.colour:
        from nmtcli.render.screen import drawn  # importing rich takes four interpreter starts: not for a pipe

        return drawn(facts, screen)
    labels = (f"{fact.label}: " if fact.label else "" for fact in facts)
    return "".join(f"{label}{fact.text}{fact.tail}\n" for label, fact in zip(labels, facts) if fact.role != "blank")


def show_card(card: Card, screen: Screen) -> str:
    """An answer as a terminal shows it."""
    from nmtcli.render.drawing import drawn_card

    return drawn_card(card, screen)


def _plain(fact: Fact) -> Fact:
    link = plain(fact.link) if fact.link else None
    return Fact(plain(fact.label), plain(fact.text), fact.role, link, plain(fact.tail))
