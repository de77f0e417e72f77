"""Lines of an answer -> what a screen or a pipe shows: wrapping, colour that is never the only sign, hyperlinks.

Written by hand because importing rich's console alone takes five interpreter starts, and an answer is a dozen lines;
rich renders the tables of the other commands (render/tables.py).
"""

from __future__ import annotations

import os

from nmtcli.echo import plain
from nmtcli.model import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal, TextIO

    Role = Literal["head", "plain", "call", "warn", "faint", "edge", "blank"]

# SGR codes that read on dark and light grounds: weight and the two hues that both show.
_SGR = {"head": "1", "call": "1;32", "warn": "31", "faint": "2"}
_LABEL_WIDTH = 13
NARROW = 60  # columns; below it a label stands on the same line without a column of its own
_WIDEST = 100


class Fact(Record):
    """One line of an answer: a label, what it says, the role that gives its weight, a link ("tel:+46..."), and a tail
    that is shown behind it without weight or link."""

    label: str
    text: str
    role: Role = "plain"
    link: str | None = None
    tail: str = ""


class Screen(Record):
    """What the output can show. `width` is None where nothing is to be wrapped: a pipe or a file."""

    width: int | None
    colour: bool


def wants_colour(choice: str, stream: TextIO, environ: Mapping[str, str]) -> bool:
    """--color always|never; on auto: NO_COLOR, then FORCE_COLOR, then TERM=dumb and whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    return bool(environ.get("FORCE_COLOR")) or (environ.get("TERM") != "dumb" and stream.isatty())


def screen_of(stream: TextIO | None, choice: str, environ: Mapping[str, str]) -> Screen:
    """What a stream can show; None is one that is closed."""
    width = None
    if stream is None:
        return Screen(width, False)
    if stream.isatty():
        try:
            width = int(environ.get("COLUMNS") or os.get_terminal_size(stream.fileno()).columns)
        except (OSError, ValueError):
            width = 80
        width = min(max(width, 20), _WIDEST)
    return Screen(width, wants_colour(choice, stream, environ))


def wrap(text: str, width: int, first: int = 0) -> list[str]:
    """Lines of at most `width` characters, broken at spaces; the first one begins `first` characters in."""
    lines, line, room = [], "", max(width - first, 1)
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > room:
            lines.append(line)
            line, room = word, width
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def show(facts: list[Fact], screen: Screen) -> str:
    """The facts as text: in a pipe one a line, on a screen wrapped, labels in a column where there is room.

    Control characters are left out here, so that no fact can bring one.
    """
    out = []
    for fact in map(_plain, facts):
        if fact.role == "blank":
            out += [""] if screen.width else []
        elif screen.width is None:
            label = f"{fact.label}: " if fact.label else ""
            out.append(label + _painted(fact.text + fact.tail, fact, screen))
        else:
            out += _on_screen(fact, screen, screen.width)
    return "\n".join(out) + "\n"


def _plain(fact: Fact) -> Fact:
    link = plain(fact.link) if fact.link else None
    return Fact(plain(fact.label), plain(fact.text), fact.role, link, plain(fact.tail))


def _on_screen(fact: Fact, screen: Screen, width: int) -> list[str]:
    """One fact wrapped to the width: its label in a column of its own, or before it on a narrow screen."""
    if width < NARROW:
        label, indent = f"{fact.label}: " if fact.label else "", "  "
    else:
        column = len(fact.label) < _LABEL_WIDTH
        label = fact.label.ljust(_LABEL_WIDTH) if fact.label and column else f"{fact.label}: " if fact.label else ""
        # A sentence without a label that opens an answer stands at the left edge; a remark stands under its fact.
        label = label or ("" if fact.role in ("head", "edge") else " " * _LABEL_WIDTH)
        indent = "" if not label else " " * _LABEL_WIDTH
    lines = wrap(fact.text + fact.tail, width - len(indent), len(label) - len(indent))
    return [(indent if number else label) + _painted(line, fact, screen, number) for number, line in enumerate(lines)]


def _painted(text: str, fact: Fact, screen: Screen, number: int = 0) -> str:
    """The text in its role's weight, with its link; of a fact with a tail only what stands before the tail."""
    if not screen.colour:
        return text
    tail = ""
    if fact.tail:
        if number:
            return text
        text, tail = text[: len(fact.text)], text[len(fact.text) :]
    if fact.link:
        text = f"\x1b]8;;{fact.link}\x1b\\{text}\x1b]8;;\x1b\\"
    code = _SGR.get(fact.role)
    return (f"\x1b[{code}m{text}\x1b[0m" if code else text) + tail
