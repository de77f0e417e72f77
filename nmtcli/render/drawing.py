"""The card of an answer on a screen, drawn by rich: labels, numbers and words in columns where there is room."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from nmtcli.render.screen import STYLES, console_of, joined, separated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from nmtcli.render.card import Block, Card, Entry
    from nmtcli.render.terminal import Screen

INDENT = "  "
GAP = "    "  # between a number and whose it is
TALLEST = 23  # lines of a terminal of 24, the last of which is the prompt's; a longer card goes without empty ones
NO_ROOM = 24  # columns of words, with fewer of which they go below the number


def drawn_card(card: Card, screen: Screen) -> str:
    """The card as lines, none of them wider than the screen and no number on two of them."""
    console = console_of(screen)
    width = screen.width or console.width
    lines = list(_lines(card, width, screen.narrow, console))
    if len(lines) > TALLEST and not screen.narrow:
        lines = [line for line in lines if line]
    for line in lines:
        line.rstrip()
    with console.capture() as capture:
        console.print(Text("\n").join(lines), soft_wrap=True)
    return separated(capture.get())


def _lines(card: Card, width: int, narrow: bool, console: Console) -> Iterator[Text]:
    if card.title:
        yield from _head(card, width, console)
    for remark in card.remarks:
        yield from _wrapped(remark, STYLES["warn"], width, console)
    entries = [entry for block in card.blocks for entry in block.entries]
    label = max(len(block.label) for block in card.blocks) + len(INDENT)
    number = max(len(entry.number) for entry in entries) + len(GAP)
    left = len(INDENT) + label
    for block in card.blocks:
        if narrow or block.label != _before(card, block):
            yield Text()
        if narrow or width - left - number < NO_ROOM:
            yield from _below(block, width, console)
        else:
            yield from _beside(block, left, number, width, console)
    if card.foot:
        yield Text()
    for line in card.foot:
        yield from _wrapped(line, STYLES["faint"], width, console)


def _before(card: Card, block: Block) -> str:
    """The label of the block before one of a kind that needs no empty line between: the office numbers of a night."""
    at = next(number for number, one in enumerate(card.blocks) if one is block)
    single = at > 0 and max(len(card.blocks[at - 1].entries), len(block.entries)) == 1
    return card.blocks[at - 1].label if single else ""


def _head(card: Card, width: int, console: Console) -> Iterator[Text]:
    """The place, and on the right of it how the text was read."""
    aside = f"({card.aside})" if card.aside else ""
    room = width - len(card.title) - len(aside)
    if aside and room >= len(GAP):
        yield Text(card.title, STYLES["head"]) + Text(" " * room) + Text(aside)
        return
    yield from _wrapped(card.title, STYLES["head"], width, console)
    yield from _wrapped(aside, Style(), width, console)


def _beside(block: Block, left: int, number: int, width: int, console: Console) -> Iterator[Text]:
    """The numbers in a column, whose they are in another; sentences begin below the numbers."""
    label = block.label
    for entry in block.entries:
        first = Text(INDENT) + Text(label.ljust(left - len(INDENT)), STYLES["head"])
        if entry.number:
            first.append_text(_number(entry)).append(" " * (number - len(entry.number)))
            lines = _wrapped(entry.text, Style(), width - left - number, console)
            indent = left + number
        else:
            lines = _wrapped(entry.text, _style(entry), width - left, console)
            indent = left
        for line in lines:
            yield first + line
            first = Text(" " * indent)
        label = ""


def _below(block: Block, width: int, console: Console) -> Iterator[Text]:
    """Everything from the left edge; what does not fit beside a number goes below it."""
    before = f"{block.label}  "
    for entry in block.entries:
        if not entry.number:
            yield from _wrapped(entry.text, _style(entry), width, console)
        else:
            line = Text(before, STYLES["head"]) + _number(entry)
            if len(line) > width:
                yield Text(before.rstrip(), STYLES["head"])
                line = _number(entry)
            if len(line) + 2 + len(entry.text) <= width:
                yield line + Text(f"  {entry.text}")
            else:
                yield line
                yield from _wrapped(entry.text, Style(), width, console)
        before = ""


def _number(entry: Entry) -> Text:
    """A number, never broken."""
    return Text(joined(entry.number), _style(entry) + Style(link=entry.link))


def _style(entry: Entry) -> Style:
    return STYLES.get(entry.role, Style())


def _wrapped(text: str, style: Style, width: int, console: Console) -> list[Text]:
    """The text in lines of at most so many columns, telephone numbers whole; none for no text."""
    if not text:
        return []
    return list(Text(joined(text, width), style).wrap(console, width, overflow="fold"))
