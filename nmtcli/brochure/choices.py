"""The names that the search box of the page offers: a list to choose from, in which every name says where it lies."""

from __future__ import annotations

from nmtcli.model import Record
from nmtcli.texts.paper import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from nmtcli.directory import Directory
    from nmtcli.model import Place

# Sorts of places that are offered whatever is known of their people: travellers name them.
_ALWAYS = ("tatort", "postort", "resort", "airport")


class Choice(Record):
    """A name with what it is, where it lies, the key of its answer (`Leaflet.answers`), and its municipality or "".

    `kind` is "" where the name says what it is.
    """

    name: str
    kind: str
    where: str
    answer: str
    town: str


def _larger(place: Place) -> bool:
    return place.tier in ("A", "B") and (place.people > 0 or place.sort in _ALWAYS)


def _places(directory: Directory) -> Iterator[Place]:
    """Municipalities, counties and the larger localities, those with more people first."""
    gazetteer = directory.gazetteer
    yield from sorted(gazetteer.every("municipality"), key=lambda place: (-place.people, place.code))
    yield from gazetteer.every("county")
    larger = filter(_larger, gazetteer.every("locality"))
    yield from sorted(larger, key=lambda place: (-place.people, place.name, place.code))


def choices(directory: Directory, language: str) -> list[Choice]:
    """All names, those that are to stand first in front; no two of them alike in name, kind and place."""
    gazetteer = directory.gazetteer
    found: dict[Choice, None] = {}
    for place in _places(directory):
        county = place.counties[0]
        town = gazetteer.municipality_name(place.municipality) if place.municipality else ""
        region = say(language, "in_region", region=directory.region_of(county).name)
        where = region if place.kind == "county" else f"{gazetteer.county(county)[1]}, {region}"
        kind = "" if place.kind == "county" else say(language, f"kind.{place.kind}", municipality=town)
        if place.kind == "locality" and town == place.name:
            continue  # the town of a municipality of its name: that stands in the list already
        found[Choice(place.name, kind, where, county, place.municipality or "")] = None
    regions = [
        Choice(say(language, "region", region=one.name), "",
               ", ".join(map(gazetteer.county_short, one.counties)), one.id, "")
        for one in directory.book.regions
    ]  # fmt: skip
    return [*found, *regions]
