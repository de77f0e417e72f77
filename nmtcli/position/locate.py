"""What lies at a position: a county, how surely, the sea, or another country; and the nearest known place."""

from __future__ import annotations

from math import hypot

from nmtcli.model import Record
from nmtcli.position.outlines import CELL, outlines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.gazetteer import Gazetteer
    from nmtcli.model import Place

ZONE = 3_000.0  # metres from a border within which the other side may be meant: borders are drawn that roughly
COAST = 20_000.0  # metres off the coast, or off an island that has a name, up to which the county is told
AROUND = 1_000.0  # metres around a town or village that are land, also where the outline has no island
FURTHEST = 100_000.0  # metres up to which a nearest place is looked for


class Located(Record):
    """What lies at a position.

    `counties`: the nearest first, then those whose border is so near that they may be meant; () where the position is
    not in Sweden. `countries`: those in or nearest to which it lies, or whose border is so near. `nearest` is the
    nearest town or village, `away` metres from there.
    """

    counties: tuple[str, ...]
    countries: tuple[str, ...]
    abroad: bool
    nearest: Place | None
    away: float


class Places:
    """The towns and villages by where they lie."""

    def __init__(self, lines: str, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._squares: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
        for line in lines.splitlines():
            point, _, ref = line.partition("\t")
            east, north = map(int, point.split(","))
            self._squares.setdefault((east // CELL, north // CELL), []).append((east, north, ref))

    def nearest(self, east: float, north: float) -> tuple[Place | None, float]:
        """The place that is nearest, and how many metres away it is; (None, FURTHEST) where there is none."""
        best, away = "", FURTHEST
        centre_e, centre_n = int(east // CELL), int(north // CELL)
        for ring in range(int(FURTHEST // CELL) + 1):
            if (ring - 1) * CELL > away:
                break
            for square_e in range(centre_e - ring, centre_e + ring + 1):
                edge = abs(square_e - centre_e) == ring
                for square_n in range(centre_n - ring, centre_n + ring + 1, 1 if edge or not ring else 2 * ring):
                    for its_e, its_n, ref in self._squares.get((square_e, square_n), ()):
                        distance = hypot(its_e - east, its_n - north)
                        if distance < away or (distance == away and ref < best):
                            best, away = ref, distance
        return (self._gazetteer.place(best), away) if best else (None, FURTHEST)


def locate(gazetteer: Gazetteer, east: float, north: float, error: float) -> Located:
    """What lies at a point.

    Args:
        gazetteer: the places.
        east: metres on the grid SWEREF 99 TM.
        north: the same.
        error: how far off the point may be, in metres.
    """
    outlines = outlines_of(gazetteer)
    places: Places | None = gazetteer.derived.get("points")
    if places is None:
        places = gazetteer.derived["points"] = Places(gazetteer.table("outlines", "POINTS"), gazetteer)
    nearest, away = places.nearest(east, north)
    inside = outlines.holding(east, north)
    doubt = ZONE + error
    distances = outlines.near(east, north, doubt if inside else 2 * COAST)
    if inside:
        distances[inside] = 0.0
    if nearest and not inside.isdecimal():
        county = nearest.counties[0]
        distances[county] = min(distances.get(county, away), max(away - AROUND, 0.0))
    # Swedish land before a neighbour's that is as near: the neighbours' is drawn more roughly.
    land = sorted(distances.items(), key=lambda item: (item[1], not item[0].isdecimal(), item[0]))
    if not land or land[0][1] > COAST:
        return Located((), (), True, nearest, away)
    may_be = [area for area, distance in land if distance - land[0][1] < doubt]
    abroad = not may_be[0].isdecimal()
    if nearest and away < AROUND and not abroad:  # the outlines are drawn more roughly than that
        may_be = list(dict.fromkeys([nearest.counties[0], *may_be]))
    counties = tuple(area for area in may_be if area.isdecimal())
    countries = tuple(area for area in may_be if not area.isdecimal())
    return Located(counties, countries, abroad, nearest, away)
