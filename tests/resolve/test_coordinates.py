"""Positions among other words, for every municipality: what says nothing of the place changes nothing, the right name
beside one neither, and a wrong one is always asked about."""

from __future__ import annotations

import pytest

from nmtcli.gazetteer import Gazetteer
from nmtcli.gazetteer.dataset import Dataset
from nmtcli.resolve import resolve

FORMS = [
    "{lat:.4f}, {lon:.4f}",
    "{lon:.5f},{lat:.5f}",
    "geo:{lat:.5f},{lon:.5f}",
    "https://maps.google.com/?q={lat:.5f},{lon:.5f}",
    "https://www.openstreetmap.org/?mlat={lat:.5f}&mlon={lon:.5f}#map=15/59.0000/18.0000",
    "kl 14.05 {lat:.4f}, {lon:.4f}",
    "12 oktober, {lat:.4f} {lon:.4f}, 3 personer",
    "kvinna från Nigeria, {lat:.4f} {lon:.4f}",
    "Sverige {lat:.4f}, {lon:.4f}",
    "{lat:.4f}, {lon:.4f}, 112 m",
    "{lat:.4f}, {lon:.4f} ±30 m",
]
BESIDE = [
    "{name} {lat:.4f}, {lon:.4f}",
    "{lat:.4f}, {lon:.4f} ({name})",
    "{name}: geo:{lat:.4f},{lon:.4f}",
    "{name} kommun, {lat:.4f} {lon:.4f}",
]


@pytest.fixture(scope="module")
def towns(dataset: Dataset) -> dict[str, tuple[str, float, float]]:
    """Municipality -> its name and the point of its largest town."""
    names = {town["code"]: town["name"] for town in dataset.municipalities}
    found: dict[str, tuple[int, float, float]] = {}
    for row in dataset.tables["places"]:
        if row["lat"] and row["population"]:
            one = (int(row["population"]), float(row["lat"]), float(row["lon"]))
            found[row["municipality"]] = max(found.get(row["municipality"], (0, 0.0, 0.0)), one)
    return {code: (names[code], lat, lon) for code, (_, lat, lon) in found.items()}


def test_there_are_towns_to_ask_about(towns):
    assert len(towns) > 280


@pytest.mark.parametrize("form", FORMS)
def test_what_says_nothing_of_the_place_changes_nothing(form, towns, gazetteer: Gazetteer, routes):
    asked = 0
    for code, (_, lat, lon) in towns.items():
        alone = resolve(f"{lat:.4f}, {lon:.4f}", gazetteer, routes)
        found = resolve(form.format(lat=lat, lon=lon), gazetteer, routes)
        assert (found.status, found.place, [c.place for c in found.candidates]) == (
            alone.status, alone.place, [c.place for c in alone.candidates],
        ), form.format(lat=lat, lon=lon)  # fmt: skip
        if alone.place:
            assert routes[alone.place.code] == routes[code[:2]]
        else:
            asked += 1
            assert code[:2] in {candidate.place.code for candidate in alone.candidates}
    assert asked < 15


@pytest.mark.parametrize("form", BESIDE)
def test_the_right_name_beside_a_position_changes_nothing(form, towns, gazetteer: Gazetteer, routes):
    for name, lat, lon in towns.values():
        alone = resolve(f"{lat:.4f}, {lon:.4f}", gazetteer, routes)
        found = resolve(form.format(name=name, lat=lat, lon=lon), gazetteer, routes)
        assert (found.status, found.place) == (alone.status, alone.place), form.format(name=name, lat=lat, lon=lon)


@pytest.mark.parametrize("form", BESIDE)
def test_a_wrong_name_beside_a_position_is_asked_about(form, towns, gazetteer: Gazetteer, routes):
    others = list(towns.items())
    for (code, (_, lat, lon)), (other, (name, _, _)) in zip(others, others[97:] + others[:97]):
        text = form.format(name=name, lat=lat, lon=lon)
        alone = resolve(name, gazetteer, routes)
        if not alone.place or alone.place.code != other:
            continue  # a name that is asked about by itself
        found = resolve(text, gazetteer, routes)
        if routes[code[:2]] != routes[other[:2]]:
            assert found.status == "ambiguous", text
        else:
            assert found.status in ("resolved", "ambiguous"), text
