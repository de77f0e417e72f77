"""The names that the search box of the page offers: a list to choose from, in which every name says where it lies.

The page has no resolver. So each name is put to it here, and the page keeps what came of that: whether Enter alone may
take the name, which rows must stand beside it, and what is said with the answer.
"""

from __future__ import annotations

from nmtcli.model import Candidate, Place, Record, Resolution
from nmtcli.render.card import card_of
from nmtcli.render.text import doubtful_notes
from nmtcli.render.unanswered import to_type
from nmtcli.texts.paper import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from nmtcli.directory import Directory

# Sorts of places that are offered whatever is known of their people: travellers name them.
_ALWAYS = ("tatort", "postort", "resort", "airport")
_KINDS = ("municipality", "county", "locality")  # an area has no one municipality to ask in

# What Enter takes when all of the name is typed: nothing, the only row, the only row of that name (without marks too).
NEVER, ONLY_ROW, ONLY_NAME = 0, 1, 2


class Choice(Record):
    """A name with what it is, where it lies, the key of its answer (`Leaflet.answers`), and its municipality or "".

    `kind` is "" where the name says what it is. `enter` says when Enter takes it although nobody chose it; `forms` are
    other names that mean this place and no other; `notes` are said with its answer: what else may be meant.
    """

    name: str
    kind: str
    where: str
    answer: str
    town: str
    enter: int
    forms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def _larger(place: Place) -> bool:
    return place.tier in ("A", "B") and (place.people > 0 or place.sort in _ALWAYS)


def _places(directory: Directory) -> list[Place]:
    """Municipalities, counties and the larger localities, those with more people first; then what these names may also
    mean on another route, and what the names of those may mean."""
    gazetteer = directory.gazetteer
    found = dict.fromkeys([*gazetteer.every("municipality"), *gazetteer.every("county")])
    for place in filter(_larger, gazetteer.every("locality")):
        # The town of a municipality of its name stands in the list already.
        if place.municipality is None or gazetteer.municipality_name(place.municipality) != place.name:
            found[place] = None
    todo = list(found)
    while todo:
        place = todo.pop()
        asked = directory.resolve(place.name)
        named = [one.place for one in asked.candidates if asked.status == "ambiguous" and one.place.kind in _KINDS]
        new = [one for one in [*_meant(place, directory), *named] if one not in found]
        found.update(dict.fromkeys(new))
        todo += new
    order = {kind: number for number, kind in enumerate(_KINDS)}
    return sorted(found, key=lambda place: (order[place.kind], -place.people, place.name, place.code))


def _meant(place: Place, directory: Directory) -> list[Place]:
    """What the name of a place may mean to the resolver on another route than the place's."""
    resolution, routes = directory.resolve(place.name), directory.routes
    named = [*resolution.twins, *(candidate.place for candidate in resolution.candidates)]
    if resolution.place:
        named.insert(0, resolution.place)
    route = routes[place.counties[0]]
    return list(dict.fromkeys(
        one for one in named if one.kind in _KINDS and {routes[code] for code in one.counties} != {route}
    ))  # fmt: skip


def _answered(place: Place, directory: Directory) -> Resolution:
    """What the resolver makes of the name, with the place as its answer and all that it may mean elsewhere named."""
    asked = directory.resolve(place.name)
    if asked.place == place:
        return asked
    rivals = asked.candidates
    if asked.place:
        rivals = (Candidate(asked.place, 1.0), *rivals)
    return Resolution(place.name, "resolved", place, "exact", asked.score, rivals, tuple(_meant(place, directory)))


def _notes(place: Place, directory: Directory, language: str, day: str) -> Iterator[str]:
    """What a look-up says of the place beyond what it says of its county; and why a name alone is refused."""
    asked = directory.resolve(place.name)
    if asked.status == "not_found":
        yield say(language, "search.refused")
        if any(name == "abroad" for name, _ in asked.notes):
            yield from doubtful_notes(directory.answer(asked), language)
    county = directory.gazetteer.place(place.counties[0])
    known = Resolution(county.name, "resolved", county, "exact", 1.0)
    said, more = (
        card_of(directory.answer(found), directory, language, day).remarks
        for found in (known, _answered(place, directory))
    )
    yield from (remark for remark in more if remark not in said)


def _own_names(directory: Directory) -> dict[str, list[str]]:
    """The names of the gazetteer that are a municipality's or a county's own, by its code."""
    found: dict[str, list[str]] = {}
    for name, refs in directory.gazetteer.table("places", "NAMES").items():
        for ref in refs.split("|"):
            if ref.isdigit():
                found.setdefault(ref, []).append(name)
    return found


def _forms(place: Place, own: dict[str, list[str]], directory: Directory) -> Iterator[str]:
    """Other ways to write a name, of which the resolver finds this place and no other."""
    written = [to_type(place, directory), *own.get(place.code, ())] if place.kind in ("municipality", "county") else []
    first, _, rest = place.name.partition(" ")
    words = directory.gazetteer.group("words")
    for short, whole in [*words["ABBREVIATIONS"].items(), *words["INITIALS"].items()]:  # "S:t Olof", "St Olof"
        if rest and whole == first.casefold() and len(short) > 1:  # a letter runs into the name: "L Edet"
            written.append(f"{short} {rest}")
    for form in {form.casefold(): form for form in written}.values():
        found = directory.resolve(form)
        if form.casefold() != place.name.casefold() and found.place == place and not found.twins and not found.notes:
            yield form


def _enter(place: Place, directory: Directory) -> int:
    asked = directory.resolve(place.name)
    if asked.status != "resolved" or asked.twins or _meant(place, directory):
        return NEVER
    return ONLY_ROW if place.kind == "locality" else ONLY_NAME


def choices(directory: Directory, language: str, day: str) -> list[Choice]:
    """All names, those that are to stand first in front; no two of them alike in name, kind and place.

    Args:
        directory: with the contact list in force, by whose routes two places are one answer or a question.
        language: "sv" or "en".
        day: today, by which ages are counted.
    """
    gazetteer = directory.gazetteer
    own = _own_names(directory)
    found: dict[tuple[str, str, str], Choice] = {}
    for place in _places(directory):
        county = place.counties[0]
        town = gazetteer.municipality_name(place.municipality) if place.municipality else ""
        region = say(language, "in_region", region=directory.region_of(county).name)
        where = region if place.kind == "county" else f"{gazetteer.county(county)[1]}, {region}"
        kind = "" if place.kind == "county" else say(language, f"kind.{place.kind}", municipality=town)
        found.setdefault((place.name, kind, where), Choice(
            place.name, kind, where, county, place.municipality or "", _enter(place, directory),
            tuple(_forms(place, own, directory)), tuple(_notes(place, directory, language, day)),
        ))  # fmt: skip
    return [*found.values(), *_regions(directory, language)]


def _regions(directory: Directory, language: str) -> Iterator[Choice]:
    """The regions of the coordinators: by "Region X" too where that means nothing else (Region Stockholm is care)."""
    for region in directory.book.regions:
        forms = []
        for form in (region.name, f"Region {region.name}"):
            asked = directory.resolve(form)
            if asked.place and asked.place.kind == "region" and asked.place.code == region.id and not asked.twins:
                forms.append(form)
        counties = ", ".join(map(directory.gazetteer.county_short, region.counties))
        name = say(language, "region", region=region.name)
        yield Choice(name, "", counties, region.id, "", ONLY_NAME, tuple(forms))
