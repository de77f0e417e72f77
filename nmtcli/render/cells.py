"""Shapes on the national grid -> cells of a terminal: which shape has most of each cell. No letters, no colour."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Ring = Sequence[tuple[float, float]]  # east and north in metres; the last point is the first

HIGH = 2.0  # the height of a cell of a terminal, measured in its widths
_SCANS = 6  # lines that are laid through a row of cells
_LAND = 0.4  # the share of a cell from which it is drawn: less makes the country fat, more breaks its islands


def columns_of(shapes: Sequence[Sequence[Ring]], rows: int) -> int:
    """How many columns these shapes take when they are `rows` high."""
    west, south, east, north = _box(shapes)
    return max(1, ceil((east - west) / ((north - south) / rows / HIGH)))


def cells_of(shapes: Sequence[Sequence[Ring]], rows: int) -> list[list[int | None]]:
    """Rows of cells from north to south: the number of the shape that has most of a cell, None where there is no land.

    Each shape has one cell at least: where it has most.

    Args:
        shapes: the rings of each, which do not overlap; what a shape encloses twice (a hole) is not of it.
        rows: how high the drawing is; its width follows, see `columns_of`.
    """
    west, south, _, north = _box(shapes)
    high = (north - south) / rows
    columns = columns_of(shapes, rows)
    shares = [_shares(rings, west, north, high, rows, columns) for rings in shapes]
    cells: list[list[int | None]] = [[None] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            here = [share.get((row, column), 0.0) for share in shares]
            if sum(here) >= _LAND:
                cells[row][column] = here.index(max(here))
    for number, share in enumerate(shares):
        if share and not any(number in row for row in cells):
            row, column = max(share, key=lambda cell: share[cell])
            cells[row][column] = number
    return cells


def _box(shapes: Sequence[Sequence[Ring]]) -> tuple[float, float, float, float]:
    """West, south, east and north of all shapes."""
    points = [point for rings in shapes for ring in rings for point in ring]
    easts, norths = [east for east, _ in points], [north for _, north in points]
    return min(easts), min(norths), max(easts), max(norths)


def _shares(
    rings: Sequence[Ring], west: float, north: float, high: float, rows: int, columns: int
) -> dict[tuple[int, int], float]:
    """(row, column) -> the share of that cell within the rings, from 0 to 1; measured along scan lines."""
    apart = high / _SCANS
    crossings: list[list[float]] = [[] for _ in range(rows * _SCANS)]  # in columns from the west
    for ring in rings:
        for (e1, n1), (e2, n2) in pairwise(ring):
            # The lines through the middles of the strips that the side reaches; the upper end is not of it.
            top, bottom = (north - max(n1, n2)) / apart - 0.5, (north - min(n1, n2)) / apart - 0.5
            for line in range(max(0, ceil(top)), min(len(crossings), ceil(bottom))):
                at = north - (line + 0.5) * apart
                crossings[line].append((e1 + (at - n1) / (n2 - n1) * (e2 - e1) - west) * HIGH / high)
    shares: dict[tuple[int, int], float] = {}
    for line, found in enumerate(crossings):
        found.sort()
        for start, end in zip(found[::2], found[1::2]):
            for column in range(max(0, int(start)), min(columns, ceil(end))):
                within = min(end, column + 1) - max(start, column)
                cell = (line // _SCANS, column)
                shares[cell] = shares.get(cell, 0.0) + within / _SCANS
    return shares
