"""The regions on a map of letters, with what they are called and whom to call beside it or before it.

Plain letters: a map of dots or blocks would be noise to a screen reader. Colour is an addition.
"""

from __future__ import annotations

from itertools import cycle, zip_longest

from rich.style import Style
from rich.text import Text

from nmtcli.contacts.book import e164
from nmtcli.normalise import fold
from nmtcli.render.cells import cells_of, columns_of
from nmtcli.render.overview import about, regions_text
from nmtcli.render.screen import UNLIMITED, console_of
from nmtcli.render.terminal import PROMPTS, Fact, Screen, show
from nmtcli.render.text import hotline_facts, without_contact
from nmtcli.texts import pick
from nmtcli.texts.commands import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from nmtcli.directory import Directory
    from nmtcli.model import Region
    from nmtcli.render.cells import Ring

    Rings = Callable[[Collection[str]], Sequence[Ring]]  # counties -> the rings around them, in metres

OTHERS = "."  # the land of regions that are not marked
# Letter and ground, so that each can be read on dark and on light terminals.
_STYLES = [
    Style(color=letter, bgcolor=ground)
    for letter, ground in (
        ("black", "cyan"), ("black", "yellow"), ("white", "magenta"), ("white", "red"), ("white", "blue"),
        ("black", "green"), ("black", "white"),
    )
]  # fmt: skip
_GROUND = Style()
_BLANK = Fact("", "", "blank")

_LEAST, _MOST = 12, 34  # rows of a map: with fewer it is no map, with more it is no clearer
_USUAL = 21  # rows where nothing tells the height: those of a terminal of 24
_SPARED = PROMPTS + 1
_GAP = 2  # columns between the map and what stands beside it
_WORDS = 48  # columns that a map of more rows than usual leaves beside it
_KEY = 18  # columns beside it, with fewer of which whose the letters are goes below
_FEWEST = 40  # columns beside it, with fewer of which the words go before the map
_ALWAYS = 18  # columns that the map may have on any terminal: it has those of `_USUAL` rows


def letters_of(regions: Sequence[Region]) -> list[str]:
    """A capital for each region: the first of its name that none before has; without å, ä and ö they differ too."""
    taken: set[str] = set()
    letters = []
    for region in regions:  # no more than counties, of which there are fewer than letters
        for letter in f"{region.name}ABCDEFGHIJKLMNOPQRSTUVWXYZ".upper():
            plain = fold(letter.lower())
            if len(plain) == 1 and "a" <= plain <= "z" and plain not in taken:
                taken.add(plain)
                letters.append(letter)
                break
    return letters


def regions_map(
    directory: Directory, rings: Rings, language: str, day: str, screen: Screen, closed: bool = False
) -> str:
    """All regions on the map, each with its letter, its name and its numbers beside it.

    Where that does not fit a screen the map and whose the letters are, then what `nmt regions` says; in a pipe the
    words first.

    Args:
        directory: the contacts and how counties are called.
        rings: counties -> the closed rings around them, in metres east and north.
        language: "sv" or "en".
        day: today, by which a contact is old.
        screen: what the output can show.
        closed: it is outside office hours; what answers then comes first.
    """
    chart = _Chart(directory, rings, language, screen)
    legend = []
    for label, region in zip(chart.labels, directory.book.regions):
        found = directory.book.serving(region, region.counties)
        for number, contact in enumerate(found):
            tail = f" ({about(contact, region, directory, language, day)})"
            legend.append(Fact("" if number else label, contact.phone, "call", f"tel:{e164(contact.phone)}", tail))
        # Of counties with small letters these say it.
        if without := without_contact(region, directory, language, region.uncertain if found else ()):
            tail = f" ({without})" if found else ""
            legend.append(Fact("" if found else label, say(language, "regions.hotline") + tail))
    hotline = directory.book.hotline
    hours = say(language, "hotline.closed") if closed else pick(hotline.hours, language)
    office = Fact(say(language, "hotline.name"), hotline.phone or "", "call", f"tel:{e164(hotline.phone or '')}",
                  f" ({hours})")  # fmt: skip
    urgent = hotline_facts(directory, language)[-1]
    legend += [*chart.small_letters(), _BLANK, *([urgent, office] if closed else [office, urgent])]
    if words := chart.beside(lambda right: show(legend, right)):
        return words
    # Where not all is seen at once, what is written last is: on a screen the numbers.
    parts = [regions_text(directory, language, day, screen), chart.with_key()]
    return "\n".join(reversed(parts) if screen.width else parts)


def region_map(
    region: Region, words: Callable[[Screen], str], directory: Directory, rings: Rings, language: str, screen: Screen
) -> str:
    """One region marked on the map, the land of the others as dots, beside its words; where that does not fit a screen
    the map before the words, so that the number is seen; in a pipe behind them.

    Args:
        region: which.
        words: a screen -> all that is said of the region on it.
        directory, rings, language, screen: as in `regions_map`.
    """
    chart = _Chart(directory, rings, language, screen, region)
    if beside := chart.beside(lambda right: words(right) + chart.key(right)):
        return beside
    parts = [words(screen), chart.with_key()]
    return "\n".join(reversed(parts) if screen.width else parts)


class _Chart:
    """The map for a screen: its lines, which have one length, and whose the letters are."""

    def __init__(
        self, directory: Directory, rings: Rings, language: str, screen: Screen, marked: Region | None = None
    ) -> None:
        regions = directory.book.regions
        letters = letters_of(regions)
        self.labels = [f"{letter} {region.name}" for letter, region in zip(letters, regions)]
        self._directory, self._language, self._screen, self._marked = directory, language, screen, marked
        self._shown = [marked] if marked else list(regions)
        shapes: list[Sequence[Ring]] = []
        marks: list[tuple[str, Style]] = []
        for region, letter, style in zip(regions, letters, cycle(_STYLES)):
            sure = [code for code in region.counties if code not in region.uncertain]
            for counties, sign in ((sure, letter), (region.uncertain, letter.lower())):
                if counties:
                    shapes.append(rings(counties))
                    marks.append((sign, style) if region in self._shown else (OTHERS, _GROUND))
        rows = min(max(screen.height - _SPARED, _LEAST), _MOST) if screen.height else _USUAL
        room = max(_ALWAYS, screen.width - _GAP - _WORDS) if screen.width else _ALWAYS
        while rows > _LEAST and columns_of(shapes, rows) > room:
            rows -= 1
        self._lines = [
            Text.assemble(*((" ", _GROUND) if cell is None else marks[cell] for cell in cells))
            for cells in cells_of(shapes, rows)
        ]
        self._columns = len(self._lines[0])

    def small_letters(self) -> list[Fact]:
        """What small letters say: that these counties rest on the police region alone."""
        short = self._directory.gazetteer.county_short
        counties = ", ".join(short(code) for region in self._shown for code in region.uncertain)
        return [_BLANK, Fact("", say(self._language, "regions.small", counties=counties), "edge")] if counties else []

    def key(self, screen: Screen) -> str:
        """Whose the letters are."""
        regions = self._directory.book.regions
        facts = [Fact("", label, "edge") for label, region in zip(self.labels, regions) if region in self._shown]
        if self._marked:
            facts = [_BLANK, *facts, Fact("", say(self._language, "regions.others", sign=OTHERS), "edge")]
        return show([*facts, *self.small_letters()], screen)

    def beside(self, words: Callable[[Screen], str]) -> str:
        """The map with these words beside it; "" where they do not fit the screen or there is none."""
        if self._screen.width is None or (room := self._screen.width - self._columns - _GAP) < _FEWEST:
            return ""
        lines = words(Screen(room, self._screen.colour)).splitlines()
        most = (self._screen.height or UNLIMITED) - PROMPTS
        if len(lines) > most:
            lines = [line for line in lines if line]
        return self._joined(lines) if len(lines) <= most else ""

    def with_key(self) -> str:
        """The map with whose the letters are beside it, or below it where the screen is narrow."""
        width = self._screen.width
        room = width - self._columns - _GAP if width else None
        if room is None or room >= _KEY:
            return self._joined(self.key(Screen(room, self._screen.colour)).splitlines())
        return self._joined([]) + "\n" + "".join(map(self._painted, self.key(self._screen).splitlines(keepends=True)))

    def _joined(self, words: list[str]) -> str:
        """The lines of the map, each with a line of the words behind it."""
        drawn = self._ansi(Text("\n").join(self._lines)).split("\n")
        found = []
        for row, line in zip_longest(drawn, map(self._painted, words)):
            row = " " * self._columns if row is None else row
            found.append(f"{row}{' ' * _GAP}{line or ''}".rstrip() + "\n")
        return "".join(found)

    def _painted(self, line: str) -> str:
        """A line of words: where it begins with a region's label, that letter is painted as on the map."""
        for label, style in zip(self.labels, cycle(_STYLES)):
            if line.startswith(label):
                return self._ansi(Text(label[0], style)) + line[1:]
        return line

    def _ansi(self, text: Text) -> str:
        console = console_of(self._screen)
        with console.capture() as capture:
            console.print(text, soft_wrap=True, end="")
        return capture.get()
