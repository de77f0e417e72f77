"""Shapes as cells: north is up, every cell goes to who has most of it, the areas are right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.render.cells import cells_of, columns_of


def box(west: float, south: float, east: float, north: float) -> list[tuple[float, float]]:
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def drawn(shapes: list[list[list[tuple[float, float]]]], rows: int) -> str:
    return "\n".join(
        "".join(" " if cell is None else "ABC"[cell] for cell in row).rstrip() for row in cells_of(shapes, rows)
    )


CASES = [
    ("a square is twice as many columns as rows", [[box(0, 0, 10, 10)]], 2, "AAAA\nAAAA"),
    ("north is up", [[box(0, 10, 10, 20)], [box(0, 0, 10, 10)]], 2, "AA\nBB"),
    ("east is right", [[box(0, 0, 10, 20)], [box(10, 0, 20, 20)]], 2, "AABB\nAABB"),
    ("a hole is no land", [[box(0, 0, 40, 40), box(10, 10, 30, 30)]], 4, "AAAAAAAA\nAA    AA\nAA    AA\nAAAAAAAA"),
    ("an island is of its shape", [[box(0, 0, 10, 40), box(30, 0, 40, 10)]], 4, "AA\nAA\nAA\nAA    AA"),
    ("most of a cell decides", [[box(0, 0, 10, 14)], [box(0, 14, 10, 40)]], 2, "B\nA"),
    ("little land is none", [[box(0, 0, 10, 20), box(11, 0, 11.9, 20)]], 2, "AA\nAA"),
    ("but no shape is left out", [[box(0, 0, 20, 20)], [box(21, 0, 21.5, 1)]], 2, "AAAA\nAAAAB"),
    ("a triangle", [[[(0, 0), (40, 0), (0, 40), (0, 0)]]], 4, "A\nAAA\nAAAAA\nAAAAAAA"),
]


@pytest.mark.parametrize(("shapes", "rows", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_shapes_become_cells(shapes, rows, expected):
    assert drawn(shapes, rows) == expected


sides = st.integers(1, 60)


@given(sides, sides, st.integers(1, 40), st.floats(-1e6, 1e6), st.floats(-1e7, 1e7))
def test_a_box_is_full_wherever_it_lies(width, height, rows, east, north):
    shape = [[box(east, north, east + width * 1000, north + height * 1000)]]
    cells = cells_of(shape, rows)
    assert len(cells) == rows and {len(row) for row in cells} == {columns_of(shape, rows)}
    assert abs(len(cells[0]) - 2 * rows * width / height) <= 1 or len(cells[0]) == 1
    assert all(cell == 0 for row in cells for cell in row[:-1])  # the last column may hold little land


@given(st.integers(2, 30), st.integers(1, 29))
def test_two_halves_share_the_land_by_their_areas(rows, cut):
    border = 100 * min(cut, rows - 1)
    shapes = [[box(0, 0, 1000, border)], [box(0, border, 1000, rows * 100)]]
    cells = [cell for row in cells_of(shapes, rows) for cell in row]
    assert cells.count(0) * (rows * 100 - border) == cells.count(1) * border
