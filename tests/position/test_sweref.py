"""Degrees -> the national grid, beside what PROJ 9.5.1 makes of them (EPSG:4326 -> EPSG:3006)."""

from __future__ import annotations

import pytest

from nmtcli.position.sweref import to_grid

POINTS = (
    ("Stockholm", 59.3293, 18.0686, 674571.87, 6580743.01),
    ("Treriksröset", 69.06, 20.5486, 721049.28, 7671058.71),
    ("Smygehuk", 55.3369, 13.3594, 395939.41, 6133507.9),
    ("Strömstad", 58.9356, 11.1712, 279692.68, 6539190.06),
    ("Haparanda", 65.8355, 24.1368, 916177.9, 7331936.2),
    ("on the meridian", 62.0, 15.0, 500000.0, 6874180.15),
)


@pytest.mark.parametrize(("name", "latitude", "longitude", "east", "north"), POINTS)
def test_degrees_on_the_grid(name, latitude, longitude, east, north):
    assert to_grid(latitude, longitude) == pytest.approx((east, north), abs=0.006), name
