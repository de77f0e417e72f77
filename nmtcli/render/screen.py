"""The facts of an answer on a screen, drawn by rich: wrapped to the width, weight and colour, hyperlinks."""

from __future__ import annotations

import io
import re

from rich.console import Console, detect_legacy_windows
from rich.style import Style
from rich.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from nmtcli.render.terminal import Fact, Screen

# What reads on dark and on light grounds: weight, and the one hue that shows on both.
STYLES = {
    "head": Style(bold=True),
    "call": Style(bold=True),
    "warn": Style(color="red"),
    "faint": Style(dim=True),
}
_PLAIN = Style()
_LABEL_WIDTH = 13
UNLIMITED = 1_000_000  # columns of a pipe, where nothing is wrapped

# rich breaks lines at every space, the no-break space too; a sign that is in no text stands for those within numbers.
_JOINT = "\ue000"
_NUMBER = re.compile(r"\+?(?<!\d)\d[\d-]*(?: \d[\d-]*)*")
_LONGEST = 18  # characters of a telephone number, which the narrowest screen has room for
_SHORTEST = 3  # 112


def joined(text: str, room: int = UNLIMITED) -> str:
    """Text in which no line is broken within a telephone number; `separated` makes the result readable again.

    A word with a number in it that is longer than the room is broken before the number.
    """
    text = _NUMBER.sub(lambda found: found[0].replace(" ", _JOINT) if len(found[0]) <= _LONGEST else found[0], text)
    return " ".join(_broken(word) if len(word) > room else word for word in text.split(" "))


def _broken(word: str) -> str:
    number = rf"(?<=.)\+?(?<!\d)\d[\d{_JOINT}-]{{{_SHORTEST - 1},}}"
    return re.sub(number, r"\n\g<0>", word)


def separated(drawn: str) -> str:
    """The spaces of `joined` put back."""
    return drawn.replace(_JOINT, " ")


def console_of(screen: Screen) -> Console:
    """A console for text that `streams.write` then hands to the stream; on the old Windows console without colour.

    What may be shown was decided by `screen_of`: the environment is not asked again.
    """
    colour = screen.colour and not detect_legacy_windows()
    return Console(file=io.StringIO(), width=screen.width or UNLIMITED, height=25, force_terminal=colour,
                   color_system="standard" if colour else None, no_color=False, highlight=False, markup=False,
                   emoji=False)  # fmt: skip


def drawn(facts: list[Fact], screen: Screen) -> str:
    """The facts as lines, labels in a column where there is room."""
    if not facts:
        return ""
    console = console_of(screen)
    lines = [line for fact in facts for line in _lines(fact, screen, console)]
    for line in lines:
        line.rstrip()
    with console.capture() as capture:
        console.print(Text("\n").join(lines), soft_wrap=True)
    return separated(capture.get())


def _lines(fact: Fact, screen: Screen, console: Console) -> Iterator[Text]:
    """One fact: in lines of at most the width, the first of which begins with the label."""
    width = screen.width
    if fact.role == "blank":
        yield from [Text()] if width else []
        return
    label, indent = _label(fact, screen.narrow)
    room = width - indent if width else UNLIMITED
    text = Text(label)
    text.append(joined(fact.text, room), STYLES.get(fact.role, _PLAIN) + Style(link=fact.link))
    text.append(joined(fact.tail, room))
    if width is None:
        yield text
        return
    first = text.wrap(console, width, overflow="fold")[0]
    yield first
    rest = text[len(first) :]
    while rest.plain.startswith((" ", "\n")):
        rest = rest[1:]
    if rest:
        for line in rest.wrap(console, room, overflow="fold"):
            yield Text(" " * indent) + line


def _label(fact: Fact, narrow: bool) -> tuple[str, int]:
    """What stands before a fact, and how far in its further lines begin."""
    inline = f"{fact.label}: " if fact.label else ""
    if narrow:
        return inline, 2
    if fact.label:
        return fact.label.ljust(_LABEL_WIDTH) if len(fact.label) < _LABEL_WIDTH else inline, _LABEL_WIDTH
    # A sentence without a label that opens an answer stands at the left edge; a remark stands under its fact.
    return ("", 0) if fact.role in ("head", "edge") else (" " * _LABEL_WIDTH, _LABEL_WIDTH)
