"""The map of the page: the outlines of the seven regions as SVG, each with its name and numbers beside it."""

from __future__ import annotations

from html import escape
from itertools import combinations, pairwise, product
from textwrap import wrap

from nmtcli.texts.paper import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nmtcli.brochure.leaflet import Leaflet, Sheet

    Ring = list[tuple[float, float]]
    # County codes -> closed rings in SWEREF 99 TM metres (east, north) around them, without the borders between them.
    Rings = Callable[[tuple[str, ...]], list[Ring]]

# The drawing is in kilometres of SWEREF 99 TM, north upwards. Beside the country there is room for words.
LEFT, RIGHT, TOP, BOTTOM = -145, 1215, 7690, 6100
NAME, NUMBER, ABOUT, GAP = 54, 47, 39, 24  # the heights of lines, and the least room between two regions' words
LONGEST = 18  # letters of a line below a number
MOST = 4  # numbers of one region on the map; all stand in the table
SHADES = 4  # with which neighbours can differ, see base.css
WEST, EAST = LEFT + 5, 825  # where words begin, west and east of the country
REACH = 245  # how far the words in the west go
IN_THE_WEST = ("nord", "bergslagen", "vast")  # whose words stand there, so that both sides have room

_SMALLEST = 25.0  # square kilometres: smaller islands would only be a blot
_SCANS = 120  # lines that are laid through a region
_STEP = 7  # tenths of a kilometre: a finer bend cannot be seen at this size


def _area(ring: Ring) -> float:
    """Square kilometres."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2e6


def _path(rings: Iterable[Ring]) -> str:
    """Rings as the data of a path: to a tenth of a kilometre, each point as seen from the one before."""
    pieces = []
    for ring in rings:
        if _area(ring) < _SMALLEST:
            continue
        points: list[tuple[int, int]] = []  # in tenths, so that no rounding adds up
        for east, north in ring:
            x, y = round(east / 100), round(10 * TOP - north / 100)
            if not points or abs(x - points[-1][0]) + abs(y - points[-1][1]) >= _STEP:
                points.append((x, y))
        first, *_ = points
        steps = [f"{(x2 - x1) / 10:g} {(y2 - y1) / 10:g}" for (x1, y1), (x2, y2) in pairwise(points)]
        pieces.append(f"M{first[0] / 10:g} {first[1] / 10:g}l{' '.join(steps)}z")
    return "".join(pieces)


def middle_of(rings: Iterable[Ring]) -> tuple[float, float]:
    """A point well inside the land: the middle of the longest line from west to east in it."""
    sides = [side for ring in rings for side in pairwise(ring)]
    heights = [north for _, (_, north) in sides]
    low, high = min(heights), max(heights)
    longest, found = -1.0, (0.0, 0.0)
    for step in range(1, _SCANS):
        north = low + (high - low) * (step - 0.5) / _SCANS
        crossings = sorted(
            e1 + (north - n1) / (n2 - n1) * (e2 - e1) for (e1, n1), (e2, n2) in sides if (n1 > north) != (n2 > north)
        )
        for west, east in zip(crossings[::2], crossings[1::2]):
            if east - west > longest:
                longest, found = east - west, ((west + east) / 2, north)
    return found


def shades_of(shapes: list[list[Ring]]) -> tuple[int, ...]:
    """A shade for each shape, so that neighbours, whose outlines have points in common, differ; as few as may be."""
    points = [{point for ring in rings for point in ring} for rings in shapes]
    beside = [(one, other) for one, other in combinations(range(len(shapes)), 2) if points[one] & points[other]]

    def clashes(shades: tuple[int, ...]) -> tuple[int, int]:
        return sum(shades[one] == shades[other] for one, other in beside), max(shades, default=0)

    return min(product(range(SHADES), repeat=len(shapes)), key=clashes)


_HEIGHTS = {"name": NAME, "number": NUMBER, "about": ABOUT}


def _lines(sheet: Sheet, hotline: str, language: str) -> list[tuple[str, str]]:
    """The words of a region as (class, line): its name, and each number with for whom or where it is."""
    lines = [("name", sheet.name)]
    whole = ", ".join(row.where for row in sheet.rows[:1])
    for row in sheet.rows[:MOST]:
        about = [say(language, "map.hotline")] if row.phone == hotline else []
        if row.switchboard:
            about.append(say(language, "map.switchboard"))
        if row.group != say(language, "group.all"):
            about.append(row.group)
        if any(row.where != whole for row in sheet.rows):
            about.append(row.where)
        lines.append(("number", row.phone + (" *" if row.stale else "")))
        lines += [("about", line) for line in wrap(", ".join(about), LONGEST)]
    if len(sheet.rows) > MOST:
        lines.append(("about", say(language, "map.more", count=len(sheet.rows) - MOST)))
    return lines


def _label(x: int, y: int, lines: list[tuple[str, str]], point: tuple[float, float]) -> str:
    """The words of a region from a height on, and the line from them to a point in the region."""
    px, py = round(point[0] / 1000), TOP - round(point[1] / 1000)
    start = x - 12 if x == EAST else REACH
    out = [
        f'<path class="lead" d="M{start} {y - 16}L{px} {py}"/><circle class="dot" cx="{px}" cy="{py}" r="9"/>',
        f'<text y="{y}">',
    ]
    for number, (kind, line) in enumerate(lines):
        down = _HEIGHTS[kind] if number else 0
        out.append(f'<tspan class="{kind}" x="{x}" dy="{down}">{escape(line)}</tspan> ')
    out.append("</text>")
    return "".join(out)


def _stacked(wanted: list[float], high: list[int], room: int) -> list[int]:
    """Where things so high begin that are to stand beneath each other: near where they are wanted, as far up as needed
    to stay within the room, and never over each other."""
    tops: list[int] = []
    bottom = room
    for top, tall in zip(reversed(wanted), reversed(high)):
        bottom = min(round(top), bottom - tall)
        tops.insert(0, bottom)
    free = 0
    for number, tall in enumerate(high):
        tops[number] = max(tops[number], free)
        free = tops[number] + tall
    return tops


def drawing(content: Leaflet, rings: Rings) -> str:
    """The map as an `<svg>`; regions differ by their borders, shades and words, not by colour.

    Args:
        content: the directory.
        rings: county codes -> the outlines of their union.
    """
    language = content.language
    width, height = RIGHT - LEFT, TOP - BOTTOM
    outlines = [rings(tuple(county.code for county in sheet.counties)) for sheet in content.sheets]
    shapes = [
        f'<path class="land land{shade}" fill-rule="evenodd" data-region="{sheet.id}" d="{_path(found)}"/>'
        for sheet, found, shade in zip(content.sheets, outlines, shades_of(outlines))
    ]
    words = []
    places = [(middle_of(found), sheet) for sheet, found in zip(content.sheets, outlines)]
    places.sort(key=lambda place: -place[0][1])
    for x in (WEST, EAST):
        here = [(point, _lines(sheet, content.hotline[0], language)) for point, sheet in places
                if (sheet.id in IN_THE_WEST) == (x == WEST)]  # fmt: skip
        high = [sum(_HEIGHTS[kind] for kind, _ in lines) + GAP for _, lines in here]
        tops = _stacked([TOP - point[1] / 1000 - tall / 3 for (point, _), tall in zip(here, high)], high, height)
        words += [_label(x, top + NAME, lines, point) for top, (point, lines) in zip(tops, here)]
        height = max([height, *(top + tall for top, tall in zip(tops, high))])
    return (
        f'<svg class="map" viewBox="{LEFT} 0 {width} {height}" role="img" aria-labelledby="map-name map-text">'
        f'<title id="map-name">{escape(say(language, "map"))}</title>'
        f'<desc id="map-text">{escape(say(language, "map.text"))}</desc>'
        f"{''.join(shapes)}{''.join(words)}</svg>"
    )
