"""The map of the page: the outlines of the seven regions as SVG, each with its name and numbers beside it."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from textwrap import wrap

from nmtcli.model import Record
from nmtcli.texts.paper import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nmtcli.brochure.leaflet import Leaflet, Sheet

    Ring = list[tuple[float, float]]
    # County codes -> closed rings in SWEREF 99 TM metres (east, north) around them, without the borders between them.
    Rings = Callable[[tuple[str, ...]], list[Ring]]

# The drawing is in kilometres of SWEREF 99 TM, north upwards. Beside the country there is room for words.
LEFT, RIGHT, TOP, BOTTOM = -145, 1170, 7690, 6110
NAME, NUMBER, ABOUT, GAP = 56, 48, 40, 38  # the heights of lines, and the least room between two regions' words
LONGEST = 16  # letters of a line below a number
MOST = 4  # numbers of one region on the map; all stand in the table


class Spot(Record):
    """Where the words of a region begin, and the point in the region to which a line leads; None: they stand on it."""

    x: int
    y: int
    anchor: str
    point: tuple[int, int] | None
    shade: int  # neighbours differ


SPOTS = {
    "nord": Spot(612, 7190, "middle", None, 0),
    "mitt": Spot(800, 7000, "start", (610, 6790), 1),
    "bergslagen": Spot(255, 6860, "end", (450, 6720), 2),
    "stockholm": Spot(800, 6830, "start", (680, 6600), 2),
    "ost": Spot(800, 6480, "start", (590, 6470), 0),
    "vast": Spot(235, 6600, "end", (370, 6440), 1),
    "syd": Spot(800, 6230, "start", (500, 6240), 2),
}
_SMALLEST = 25.0  # square kilometres: smaller islands would only be a blot
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


def _lines(sheet: Sheet, hotline: str, language: str) -> list[tuple[str, str]]:
    """The words of a region as (class, line): its name, and each number with for whom or where it is."""
    lines = [("name", sheet.name)]
    whole = ", ".join(row.where for row in sheet.rows[:1])
    for row in sheet.rows[:MOST]:
        about = [say(language, "map.hotline")] if row.phone == hotline else []
        if row.group != say(language, "group.all"):
            about.append(row.group)
        if any(row.where != whole for row in sheet.rows):
            about.append(row.where)
        lines.append(("number", row.phone))
        lines += [("about", line) for line in wrap(", ".join(about), LONGEST)]
    if len(sheet.rows) > MOST:
        lines.append(("about", say(language, "map.more", count=len(sheet.rows) - MOST)))
    return lines


_HEIGHTS = {"name": NAME, "number": NUMBER, "about": ABOUT}


def _label(spot: Spot, y: int, lines: list[tuple[str, str]]) -> str:
    """The words of a region from a height on, and the line to it."""
    out = []
    if spot.point:
        px, py = spot.point
        start = spot.x + (-12 if spot.anchor == "start" else 12)
        out.append(f'<path class="lead" d="M{start} {y - 16}L{px} {TOP - py}"/>')
        out.append(f'<circle class="dot" cx="{px}" cy="{TOP - py}" r="9"/>')
    out.append(f'<text text-anchor="{spot.anchor}" y="{y}">')
    for number, (kind, line) in enumerate(lines):
        down = _HEIGHTS[kind] if number else 0
        out.append(f'<tspan class="{kind}" x="{spot.x}" dy="{down}">{escape(line)}</tspan> ')
    out.append("</text>")
    return "".join(out)


def drawing(content: Leaflet, rings: Rings) -> str:
    """The map as an `<svg>`; regions differ by their borders, shades and words, not by colour.

    Args:
        content: the directory.
        rings: county codes -> the outlines of their union.
    """
    language = content.language
    width, height = RIGHT - LEFT, TOP - BOTTOM
    shapes, words = [], []
    free = {"start": 0, "end": 0, "middle": 0}  # from which height on a side is empty
    for sheet in sorted(content.sheets, key=lambda sheet: -SPOTS[sheet.id].y):
        spot = SPOTS[sheet.id]
        outline = _path(rings(tuple(county.code for county in sheet.counties)))
        shapes.append(f'<path class="land land{spot.shade}" d="{outline}"/>')
        lines = _lines(sheet, content.hotline[0], language)
        tall = sum(_HEIGHTS[kind] for kind, _ in lines)
        y = TOP - spot.y
        y = max(y, free[spot.anchor]) if spot.point else y - (tall - NAME - NUMBER) // 2
        words.append(_label(spot, y, lines))
        free[spot.anchor] = y + tall + GAP
    height = max(height, *(y - GAP for y in free.values()))
    return (
        f'<svg class="map" viewBox="{LEFT} 0 {width} {height}" role="img" aria-labelledby="map-name map-text">'
        f'<title id="map-name">{escape(say(language, "map"))}</title>'
        f'<desc id="map-text">{escape(say(language, "map.text"))}</desc>'
        f"{''.join(shapes)}{''.join(words)}</svg>"
    )
