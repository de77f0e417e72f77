"""Where the counties lie: their borders as lines on the national grid, with the neighbours' land near Sweden.

Every line says what lies on its two sides, so that a shared border stands once: a point lies in an area when a ray from
it crosses that area's lines an odd number of times.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise
from math import sqrt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.gazetteer import Gazetteer

    Point = tuple[float, float]  # east and north, metres
    Side = tuple[float, float, float, float, tuple[str, ...]]  # from east, north; to east, north; the areas beside it

CELL = 10_000  # metres: the sides are kept by the squares and the bands of this size that they touch


class Outlines:
    """The outlines. Areas are counties, by their two digits, and countries: NO, DK, FI, AX."""

    def __init__(self, lines: Iterable[tuple[str, str, str]]) -> None:
        """Args: lines: area, other area or "", and points "east,north east,north ..." (data/outlines.tsv)."""
        self._lines: list[tuple[tuple[str, ...], list[Point]]] = []
        self._squares: dict[tuple[int, int], list[Side]] = {}
        self._bands: dict[int, list[Side]] = {}
        for area, other, text in lines:
            areas = (area, other) if other else (area,)
            numbers = text.replace(",", " ").split()
            points = list(zip(map(float, numbers[::2]), map(float, numbers[1::2])))
            self._lines.append((areas, points))
            for (e1, n1), (e2, n2) in pairwise(points):
                self._keep((e1, n1, e2, n2, areas))

    def _keep(self, side: Side) -> None:
        e1, n1, e2, n2, _ = side
        for north in range(int(min(n1, n2) // CELL), int(max(n1, n2) // CELL) + 1):
            self._bands.setdefault(north, []).append(side)
            for east in range(int(min(e1, e2) // CELL), int(max(e1, e2) // CELL) + 1):
                self._squares.setdefault((east, north), []).append(side)

    def holding(self, east: float, north: float) -> str:
        """The area in which a point lies, or "": at sea, or far away."""
        inside: set[str] = set()
        for e1, n1, e2, n2, areas in self._bands.get(int(north // CELL), ()):
            if (n1 > north) != (n2 > north) and east < e1 + (north - n1) / (n2 - n1) * (e2 - e1):
                inside.symmetric_difference_update(areas)
        return min(inside, default="")

    def near(self, east: float, north: float, within: float) -> dict[str, float]:
        """The areas whose outline is so near, each with the distance to it in metres."""
        found: dict[str, float] = {}
        seen: set[int] = set()
        for square_east in range(int((east - within) // CELL), int((east + within) // CELL) + 1):
            for square_north in range(int((north - within) // CELL), int((north + within) // CELL) + 1):
                for side in self._squares.get((square_east, square_north), ()):
                    if id(side) in seen:
                        continue
                    seen.add(id(side))
                    away = _distance(east, north, side)
                    if away <= within:
                        for area in side[4]:
                            if away < found.get(area, within + 1):
                                found[area] = away
        return found

    def rings(self, counties: Collection[str]) -> list[list[Point]]:
        """The closed rings (the last point is the first) around some counties together, without their inner borders.

        A ring within a ring is a great lake, so that a drawing fills by the rule "even-odd".
        """
        wanted = set(counties)
        found: list[list[Point]] = []
        at: dict[Point, list[int]] = {}  # where the lines that are not closed begin and end
        open_lines: dict[int, list[Point]] = {}
        for number, (areas, points) in enumerate(self._lines):
            if len(wanted.intersection(areas)) != 1:
                continue
            if points[0] == points[-1]:
                found.append(points)
                continue
            open_lines[number] = points
            at.setdefault(points[0], []).append(number)
            at.setdefault(points[-1], []).append(number)
        while open_lines:
            ring = open_lines.pop(next(iter(open_lines)))[:]
            while ring[0] != ring[-1]:
                line = open_lines.pop(next(number for number in at[ring[-1]] if number in open_lines))
                ring += (line if line[0] == ring[-1] else line[::-1])[1:]
            found.append(ring)
        return found


def _distance(east: float, north: float, side: Side) -> float:
    """From a point to a side, in metres."""
    e1, n1, e2, n2, _ = side
    along_e, along_n = e2 - e1, n2 - n1
    share = ((east - e1) * along_e + (north - n1) * along_n) / (along_e * along_e + along_n * along_n)
    share = 0.0 if share < 0 else 1.0 if share > 1 else share
    away_e, away_n = e1 + share * along_e - east, n1 + share * along_n - north
    return sqrt(away_e * away_e + away_n * away_n)


def outlines_of(gazetteer: Gazetteer) -> Outlines:
    """The shipped outlines, made once for a gazetteer."""
    found: Outlines | None = gazetteer.derived.get("outlines")
    if found is None:
        found = gazetteer.derived["outlines"] = Outlines(gazetteer.table("outlines", "LINES"))
    return found
