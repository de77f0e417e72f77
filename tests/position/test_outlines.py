"""The outlines: closed rings, each point in at most one area, distances as they are."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.position.outlines import Outlines, outlines_of
from nmtcli.position.sweref import to_grid

# Two squares of 10 km side by side, and a triangle of another country.
SQUARES = (
    ("01", "03", "110000,6100000 110000,6110000"),
    ("01", "", "110000,6100000 100000,6100000 100000,6110000 110000,6110000"),
    ("03", "", "110000,6110000 120000,6110000 120000,6100000 110000,6100000"),
    ("NO", "", "60000,6100000 60000,6110000 70000,6105000 60000,6100000"),
)
SEATS = {  # where the county's administration sits, roughly
    **{"01": (59.33, 18.06), "03": (59.86, 17.64), "04": (58.75, 17.01), "05": (58.41, 15.62), "06": (57.78, 14.16)},
    **{"07": (56.88, 14.81), "08": (56.66, 16.32), "09": (57.63, 18.30), "10": (56.18, 15.60), "12": (55.60, 13.02)},
    **{"13": (56.69, 12.88), "14": (57.71, 11.99), "17": (59.41, 13.52), "18": (59.28, 15.21), "19": (59.61, 16.55)},
    **{"20": (60.61, 15.64), "21": (60.67, 17.12), "22": (62.64, 17.91), "23": (63.17, 14.66), "24": (63.83, 20.24)},
    "25": (65.60, 22.13),
}


@pytest.fixture(scope="module")
def outlines(gazetteer):
    return outlines_of(gazetteer)


def test_a_point_lies_in_one_square_or_in_none():
    squares = Outlines(SQUARES)
    assert [squares.holding(e, 6_105_000.0) for e in (99_000.0, 101_000.0, 111_000.0, 121_000.0, 61_000.0)] == [
        "", "01", "03", "", "NO",
    ]  # fmt: skip


def test_distances_to_the_sides():
    near = Outlines(SQUARES).near(105_000.0, 6_109_000.0, 7_000.0)
    assert near == {"01": 1_000.0, "03": 5_000.0}
    assert Outlines(SQUARES).near(113_000.0, 6_114_000.0, 5_000.0) == {"03": 4_000.0, "01": 5_000.0}
    assert Outlines(SQUARES).near(105_000.0, 6_105_000.0, 4_000.0) == {}


def test_the_ring_of_both_squares_has_no_inner_border():
    (ring,) = Outlines(SQUARES).rings(["01", "03"])
    assert ring[0] == ring[-1] and len(ring) == 7 and (110_000.0, 6_105_000.0) not in ring


@pytest.mark.parametrize(("county", "seat"), SEATS.items())
def test_every_county_holds_its_seat(outlines, county, seat):
    near = outlines.near(*to_grid(*seat), 3_000.0)
    assert outlines.holding(*to_grid(*seat)) == county or min(near, key=near.get) == county


def _area(ring):
    return abs(sum(e1 * n2 - e2 * n1 for (e1, n1), (e2, n2) in pairwise(ring))) / 2


def test_rings_are_closed_and_together_the_country(outlines):
    rings = outlines.rings(SEATS)
    assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in rings)
    apart = sum(_area(ring) for county in SEATS for ring in outlines.rings([county])) / 1e6
    together = sum(map(_area, rings)) / 1e6
    assert 430_000 < apart < 450_000  # square kilometres, without the great lakes
    assert 8_000 < (together - apart) / 2 < 10_000  # these, counted twice over: rings within rings


@given(st.floats(260_000, 920_000), st.floats(6_130_000, 7_680_000), st.floats(100, 40_000))
def test_the_nearest_side_is_found_whatever_the_radius(outlines, east, north, within):
    near = outlines.near(east, north, within)
    assert all(0 <= away <= within for away in near.values())
    wide = outlines.near(east, north, 2 * within)
    assert near == {area: away for area, away in wide.items() if away <= within}
    corner = min((hypot(e - east, n - north) for ring in outlines.rings(SEATS) for e, n in ring), default=0)
    if corner <= within - 0.001:
        assert min(near.values()) <= corner + 0.001  # rounding
