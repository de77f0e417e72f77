"""A text with a position in it: the county that lies there, a question near a border, a refusal abroad."""

from __future__ import annotations

from nmtcli.model import Candidate, Place, Resolution
from nmtcli.normalise import key
from nmtcli.position.locate import Located, locate
from nmtcli.resolve.decide import Case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from nmtcli.position.points import Position

    Understand = Callable[[Case, str, str], Resolution]

ROUGHEST = 15_000.0  # metres by which a position may be off and still be of use
# Why a position is of no use, for the account; each has a note of its own.
PROBLEMS = {
    "far": "a position that is not near Sweden",
    "link": "a link or a code that does not itself say where",
    "grid": "metres on another grid",
    "unread": "it is not clear which numbers are the position",
    "rough": "a position that is too rough",
}
# Of the places of the table that lie so near a border, 92 of 100 are in the county that is found first.
LIKELIEST, NEXT = 0.92, 0.08


def at_position(case: Case, text: str, positions: list[Position], read_rest: Understand) -> Resolution:
    """The resolution of a text that holds positions.

    What else it says is read like any text, by `read_rest`. It says nothing of where then, or something that the
    position agrees with; or else the two are a question.
    """
    beside = _beside(case, text, positions, read_rest)
    reasons = dict(beside.notes) if beside and beside.status == "not_found" else {}
    if "identity" in reasons:  # never passed over
        return case.refuse("identity", "", "a personal identity number")
    named = _named_by(beside)
    for position in positions:
        if position.problem or position.error > ROUGHEST:
            problem = position.problem or "rough"
            return case.refuse(f"position_{problem}", "", PROBLEMS[problem], _candidates(named))
    counties: list[str] = []
    told: list[Located] = []
    for position in positions:
        found = locate(case.gazetteer, position.east, position.north, position.error)
        case.step("position", _account(position, found))
        if found.abroad:
            return _abroad(case, found, named)
        told.append(found)
        counties += [county for county in found.counties if county not in counties]
    places = [case.gazetteer.place(county) for county in counties]
    routes = {route for place in places for route in case.routes_of(place)}
    for reason in ("abroad", "negation"):
        if reason in reasons:  # "ej Stockholm", "Oslo": then the position says something else
            return case.refuse(reason, reasons[reason], "what stands beside the position", _candidates(places))
    for found in told:
        _tell(case, found, borders=len(routes) == 1)
    contradicted = _contradicts(case, beside, routes)
    if contradicted or (len(routes) > 1 and len(positions) > 1):
        return case.asks("text", _candidates(list(dict.fromkeys(places + (named if contradicted else [])))))
    if len(routes) > 1:
        return case.asks("position", [Candidate(place, NEXT if at else LIKELIEST) for at, place in enumerate(places)])
    return case.only(places[0], "position")


def _beside(case: Case, text: str, positions: list[Position], read_rest: Understand) -> Resolution | None:
    """What the text says without its positions, and with the names that stand in links; None where it says nothing."""
    rest = text
    for position in reversed(positions):
        rest = f"{rest[: position.start]} | {position.text} | {rest[position.end :]}"
    if not (name := key(rest)):
        return None
    return read_rest(Case(rest, case.gazetteer, case.routes, case.exact, False), rest, name)


def _named_by(beside: Resolution | None) -> list[Place]:
    """The places that a text names, or asks about."""
    if beside is None or beside.status == "not_found":
        return []
    if beside.parts:
        return [place for part in beside.parts for place in _named_by(part)]
    return [beside.place] if beside.place else [candidate.place for candidate in beside.candidates]


def _contradicts(case: Case, beside: Resolution | None, routes: set[str]) -> bool:
    """Whether what stands beside a position names places, and they, or one of a list, lead elsewhere."""
    if beside is not None and beside.parts:
        return any(_contradicts(case, part, routes) for part in beside.parts)
    named = _named_by(beside)
    return bool(named) and not any(routes & case.routes_of(place) for place in named)


def _candidates(places: list[Place]) -> list[Candidate]:
    return [Candidate(place, 0.5) for place in places]


def _tell(case: Case, found: Located, *, borders: bool) -> None:
    """The nearest place, and what lies so near that it may be meant; counties where the question does not name them."""
    if found.nearest:
        case.note("position_near", f"{_named(case, found.nearest)}, {_distance(found.away)}")
    for county in found.counties[1:] if borders else ():
        case.note("position_border", case.gazetteer.place(county).name)
    for country in found.countries:
        case.note("position_country", country)


def _abroad(case: Case, found: Located, named: list[Place]) -> Resolution:
    near = _candidates([*(case.gazetteer.place(county) for county in found.counties), *named])
    if found.countries:
        return case.refuse("position_abroad", found.countries[0], "abroad, or at sea off another country", near)
    return case.refuse("position_far", "", PROBLEMS["far"], near)


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
    near = f"; {_distance(found.away)} from {found.nearest.name}" if found.nearest else ""
    return f"give or take {position.error:.0f} m, in or near {areas}{near}"
