"""Names that several regions have: asked about, or answered with the namesakes named where one bearer stands out.

Computed from the shipped tables. A bearer counts as strong when it is a municipality, or of tier A or B: everything but
hamlets that one list alone knows. One stands out when it is a municipality, or has more than ten times as many people as
all bearers in other regions together.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import NamedTuple

import pytest

from nmtcli.gazetteer import Gazetteer
from nmtcli.gazetteer.dataset import Dataset
from nmtcli.model import Resolution
from nmtcli.resolve import resolve

WITHOUT_FIGURE = 300  # people of a district, a station ... of which no table has a figure
OF_A_HAMLET = 30
TIMES = 10
SHOWN = 15  # names that a failure lists


class Bearer(NamedTuple):
    code: str  # of the municipality it is or lies in
    region: str
    kind: str
    people: int
    strong: bool


def place_rows(dataset: Dataset) -> list[dict[str, str]]:
    """The table of localities, under its new or its old name."""
    return dataset.tables["places"] if "places" in dataset.tables else dataset.tables["localities"]


def same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().replace("-", " ")


class Homonym(NamedTuple):
    name: str
    bearers: tuple[Bearer, ...]

    @property
    def regions(self) -> set[str]:
        """The regions with a strong bearer."""
        return {bearer.region for bearer in self.bearers if bearer.strong}

    @property
    def municipality(self) -> Bearer | None:
        return next((bearer for bearer in self.bearers if bearer.kind == "municipality"), None)

    @property
    def outstanding(self) -> Bearer | None:
        """The bearer with more than ten times as many people as all those in other regions together."""
        largest = max(self.bearers, key=lambda bearer: bearer.people)
        others = sum(bearer.people for bearer in self.bearers if bearer.region != largest.region)
        return largest if largest.people > TIMES * others else None


def homonyms_of(dataset: Dataset) -> list[Homonym]:
    """Every name with strong bearers in two regions or more; but for names that mean a county or an area as well."""
    region_of = {county: region["id"] for region in dataset.contacts["region"] for county in region["counties"]}
    found: dict[str, list[Bearer]] = defaultdict(list)
    spelled: dict[str, str] = {}
    for town in dataset.municipalities:
        spelled[same(town["name"])] = town["name"]
        found[same(town["name"])].append(Bearer(town["code"], region_of[town["code"][:2]], "municipality", 0, True))
    for row in place_rows(dataset):
        tier = row.get("tier", "A")
        if tier == "D":  # doubtful rows, never an answer
            continue
        figure = OF_A_HAMLET if row["kind"] == "hamlet" else WITHOUT_FIGURE
        code = row["municipality"]
        bearer = Bearer(code, region_of[code[:2]], row["kind"], int(row["population"] or 0) or figure, tier in "AB")
        spelled.setdefault(same(row["name"]), row["name"])
        found[same(row["name"])].append(bearer)
    other = {same(row["name"]) for row in dataset.tables["areas"]}
    other |= {same(region["name"]) for region in dataset.contacts["region"]}
    other |= {same(county["short_name"]) for county in dataset.counties}
    towns = {same(town["name"]) for town in dataset.municipalities}
    homonyms = (
        Homonym(spelled[key], tuple(bearers)) for key, bearers in found.items() if key in towns or key not in other
    )
    return sorted(homonym for homonym in homonyms if len(homonym.regions) > 1)


@pytest.fixture(scope="module")
def homonyms(dataset: Dataset) -> list[Homonym]:
    return homonyms_of(dataset)


@pytest.fixture(scope="module")
def region_of(dataset: Dataset) -> dict[str, str]:
    return {county: region["id"] for region in dataset.contacts["region"] for county in region["counties"]}


def named(found: Resolution, region_of: dict[str, str]) -> set[str]:
    """The regions of everything that an outcome names."""
    places = [*found.twins, *(candidate.place for candidate in found.candidates)]
    places += [found.place] if found.place else []
    return {region_of[county] for place in places for county in place.counties}


def test_there_are_homonyms(homonyms: list[Homonym]) -> None:
    assert len(homonyms) > 100
    assert sum(homonym.municipality is not None for homonym in homonyms) > 4
    assert {"Nora", "Berg", "Fagerhult", "Adolfsberg"} <= {homonym.name for homonym in homonyms}


def test_a_municipality_wins_and_its_namesakes_are_named(
    homonyms: list[Homonym], gazetteer: Gazetteer, routes: dict[str, str], region_of: dict[str, str]
) -> None:
    wrong = []
    for homonym in homonyms:
        if homonym.municipality:
            found = resolve(homonym.name, gazetteer, routes)
            right = found.place is not None and found.place.code == homonym.municipality.code
            if not right or not homonym.regions <= named(found, region_of):
                wrong.append((homonym.name, found.status, sorted(homonym.regions - named(found, region_of))))
    assert not wrong, f"{len(wrong)}: {wrong[:SHOWN]}"


def test_a_name_of_several_regions_is_asked_about(
    homonyms: list[Homonym], gazetteer: Gazetteer, routes: dict[str, str], region_of: dict[str, str]
) -> None:
    """The question names every region with a strong bearer."""
    wrong = []
    asked = [homonym for homonym in homonyms if not homonym.municipality and not homonym.outstanding]
    for homonym in asked:
        found = resolve(homonym.name, gazetteer, routes)
        if found.status != "ambiguous" or not homonym.regions <= named(found, region_of):
            place = found.place and f"{found.place.code} {found.place.name}"
            wrong.append((homonym.name, found.status, place, sorted(homonym.regions - named(found, region_of))))
    assert not wrong, f"{len(wrong)} of {len(asked)}: {wrong[:SHOWN]}"


def test_one_bearer_that_stands_out_is_asked_about_or_answered_with_the_others_named(
    homonyms: list[Homonym], gazetteer: Gazetteer, routes: dict[str, str], region_of: dict[str, str]
) -> None:
    wrong = []
    ones = [homonym for homonym in homonyms if not homonym.municipality and homonym.outstanding]
    for homonym in ones:
        found = resolve(homonym.name, gazetteer, routes)
        right = found.status == "ambiguous" or (
            found.place is not None
            and homonym.outstanding is not None
            and region_of[found.place.counties[0]] == homonym.outstanding.region
        )
        if not right or not homonym.regions <= named(found, region_of):
            wrong.append((homonym.name, found.status, sorted(homonym.regions - named(found, region_of))))
    assert not wrong, f"{len(wrong)} of {len(ones)}: {wrong[:SHOWN]}"


@pytest.mark.parametrize("form", ["Storgatan 1, {}", "{} 12 oktober", "{}, Sverige", "bor i {}", "{}?"])
def test_no_surroundings_choose_between_namesakes(
    form: str, homonyms: list[Homonym], gazetteer: Gazetteer, routes: dict[str, str], region_of: dict[str, str]
) -> None:
    """Words that say nothing of where it is answer no question."""
    wrong = []
    for homonym in homonyms:
        if homonym.municipality or homonym.outstanding:
            continue
        found = resolve(form.format(homonym.name), gazetteer, routes)
        if found.place is not None:
            wrong.append((form.format(homonym.name), f"{found.place.code} {found.place.name}"))
    assert not wrong, f"{len(wrong)}: {wrong[:SHOWN]}"
