"""A text with a position in it: the county that lies there, a question near a border, a refusal abroad."""

from __future__ import annotations

from nmtcli.model import Candidate, Place, Resolution
from nmtcli.normalise import key
from nmtcli.position.locate import Located, locate
from nmtcli.resolve.decide import Case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from nmtcli.position.reading import Position

    Understand = Callable[[Case, str, str], Resolution]

ROUGHEST = 15_000.0  # metres by which a position may be off and still be of use
# Why a position is of no use, for the account; each has a note of its own.
PROBLEMS = {
    "far": "a position that is not near Sweden",
    "link": "a link that does not itself say where",
    "grid": "metres on another grid",
    "rough": "a position that is too rough",
}
LIKELIEST = 0.6  # the score of the county in which a position near a border lies; the other side is less likely
NEXT = 0.4


def at_position(case: Case, text: str, positions: list[Position], understand: Understand) -> Resolution:
    """The resolution of a text that holds positions.

    What else it says is read like any text (by `understand`): it names no place then, or one that the position agrees
    with; or else the two are a question.
    """
    rest = text
    for position in reversed(positions):
        rest = rest[: position.start] + ", " + rest[position.end :]
    beside: Resolution | None = None
    if name := key(rest):
        beside = understand(Case(rest, case.gazetteer, case.routes, case.exact, False), rest, name)
        if any(note == "identity" for note, _ in beside.notes):  # never passed over
            return case.refuse("identity", "", "a personal identity number")
    for position in positions:
        if position.problem or position.error > ROUGHEST:
            problem = position.problem or "rough"
            return case.refuse(f"position_{problem}", "", PROBLEMS[problem])
    counties: list[str] = []
    told: list[Located] = []
    for position in positions:
        found = locate(case.gazetteer, position.east, position.north, position.error)
        case.step("position", _account(position, found))
        if found.abroad:
            return _abroad(case, found)
        told.append(found)
        counties += [county for county in found.counties if county not in counties]
    places = [case.gazetteer.place(county) for county in counties]
    routes = {route for place in places for route in case.routes_of(place)}
    for found in told:
        _tell(case, found, borders=len(routes) == 1)
    if len(routes) > 1:
        return case.asks("position", [Candidate(places[0], LIKELIEST), *(Candidate(p, NEXT) for p in places[1:])])
    if beside and beside.place and not routes & case.routes_of(beside.place):
        return case.asks("position", [Candidate(places[0], LIKELIEST), Candidate(beside.place, NEXT)])
    return case.only(places[0], "position")


def _tell(case: Case, found: Located, *, borders: bool) -> None:
    """The nearest place, and what lies so near that it may be meant; counties where the question does not name them."""
    if found.nearest:
        case.note("position_near", f"{_named(case, found.nearest)}, {_distance(found.away)}")
    for county in found.counties[1:] if borders else ():
        case.note("position_border", case.gazetteer.place(county).name)
    for country in found.countries:
        case.note("position_country", country)


def _abroad(case: Case, found: Located) -> Resolution:
    near = [Candidate(case.gazetteer.place(county), 0.5) for county in found.counties]
    if found.countries:
        return case.refuse("position_abroad", found.countries[0], "abroad, or at sea off another country", near)
    return case.refuse("position_far", "", PROBLEMS["far"])


def _named(case: Case, place: Place) -> str:
    """ "Abisko, Kiruna kommun"; the municipality's own town without more."""
    town = place.municipality or ""
    own = place.name == case.gazetteer.municipality_name(town)
    return place.name if own else f"{place.name}, {case.gazetteer.official_name(town)}"


def _distance(metres: float) -> str:
    """As people say it: to a hundred metres, from a kilometre on to kilometres."""
    return f"{max(100, round(metres / 100) * 100)} m" if metres < 950 else f"{max(1, round(metres / 1000))} km"


def _account(position: Position, found: Located) -> str:
    areas = ", ".join((*found.counties, *found.countries)) or "nothing"
    return f"E {position.east:.0f} N {position.north:.0f} (SWEREF 99 TM), give or take {position.error:.0f} m: {areas}"
