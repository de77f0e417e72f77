"""What lies at a position: the county, its borders, the sea and the neighbours; measured on every place with a point."""

from __future__ import annotations

import pytest

from nmtcli.position.locate import AROUND, COAST, ZONE, locate
from nmtcli.position.sweref import to_grid

KNOWN = [  # what, latitude, longitude, counties, countries, abroad
    ("Stockholm", 59.3293, 18.0686, ("01",), (), False),
    ("Haparanda", 65.835, 24.137, ("25",), ("FI",), False),
    ("Tornio", 65.848, 24.147, ("25",), ("FI",), True),
    ("Helsingør", 56.036, 12.613, (), ("DK",), True),
    ("Helsingborg", 56.046, 12.694, ("12",), (), False),
    ("Copenhagen", 55.676, 12.568, (), ("DK",), True),
    ("Ven, an island that the outline has not", 55.906, 12.690, ("12",), (), False),
    ("Rønne on Bornholm", 55.1, 14.7, (), ("DK",), True),
    ("Mariehamn", 60.097, 19.935, (), ("AX",), True),
    ("Halden, just behind the border", 59.123, 11.387, ("14",), ("NO",), True),
    ("Oslo", 59.913, 10.752, (), ("NO",), True),
    ("Riksgränsen", 68.426, 18.126, ("25",), ("NO",), False),
    ("Utklippan, far out", 55.95, 15.7, ("10",), (), False),
    ("Stora Karlsö", 57.28, 17.97, ("09",), (), False),
    ("the middle of the Baltic Sea", 57.5, 20.5, (), (), True),
    ("London", 54.1, 9.1, (), (), True),
    ("between Uppsala's and Stockholm's county", 59.683, 17.78, ("01", "03"), (), False),
]


@pytest.mark.parametrize(
    ("what", "latitude", "longitude", "counties", "countries", "abroad"), KNOWN, ids=[k[0] for k in KNOWN]
)
def test_known_points(gazetteer, what, latitude, longitude, counties, countries, abroad):
    found = locate(gazetteer, *to_grid(latitude, longitude), 5)
    assert (tuple(sorted(found.counties)), found.countries, found.abroad) == (counties, countries, abroad)


def test_every_place_lies_in_its_county(dataset, gazetteer):
    """All rows of places.tsv that have a point: of those that are answered one is in another county (99.9 % are asked for)."""
    wrong, abroad, asked, right = [], [], 0, 0
    for row in dataset.tables["places"]:
        if not row["lat"]:
            continue
        found = locate(gazetteer, *to_grid(float(row["lat"]), float(row["lon"])), 6)
        county = row["municipality"][:2]
        if found.abroad:
            abroad.append((row["name"], row["tier"], found.counties))
        elif len(found.counties) > 1:
            asked += 1
            wrong += [row["name"]] * (county not in found.counties)
        else:
            right += found.counties == (county,)
            wrong += [row["name"]] * (found.counties != (county,))
    # Of a district in two parts the table has the middle, which lies in another county.
    assert wrong == ["Trosa-Vagnhärad"]
    # Hamlets on the border rivers, whose points are rough: not answered, and named as perhaps meant.
    assert len(abroad) < 10 and all(tier in "CD" and len(counties) == 1 for _, tier, counties in abroad)
    assert right > 25_000 and asked < 0.08 * right


def test_a_border_is_asked_about_on_both_sides_and_no_further(gazetteer):
    """Along a line that crosses the border of Halland and Kronoberg the question is as wide as the zone says."""
    north = 6_262_000.0
    counties = [locate(gazetteer, east, north, 0).counties for east in range(398_000, 412_000, 100)]
    asked = [len(found) > 1 for found in counties]
    first, last = asked.index(True), len(asked) - asked[::-1].index(True)
    assert all(asked[first:last]) and 2 * ZONE - 200 <= 100 * (last - first) < 2.5 * ZONE
    assert counties[first - 1] != counties[last]


def test_a_rough_position_is_asked_about_further_from_the_border(gazetteer):
    point = to_grid(59.86, 17.64)  # Uppsala, some 20 km from the next county
    assert locate(gazetteer, *point, 5).counties == ("03",)
    assert set(locate(gazetteer, *point, 25_000).counties) > {"03"}


def test_off_the_coast_the_nearest_county_and_then_nothing(gazetteer):
    """Eastwards from Simrishamn: Skåne up to the limit, nothing beyond."""
    told = [locate(gazetteer, *to_grid(55.5566, 14.35 + step / 100), 5).counties for step in range(60)]
    assert told[0] == ("12",) and told[-1] == ()
    out = told.index(())
    assert set(told[:out]) == {("12",)} and set(told[out:]) == {()}
    assert COAST / 64_000 * 100 <= out <= (COAST + AROUND) / 60_000 * 100 + 2


def test_the_nearest_place_is_named(gazetteer):
    found = locate(gazetteer, *to_grid(67.8558, 20.2253), 5)
    assert found.nearest is not None and found.nearest.municipality == "2584" and found.away < 2_000
