"""The socialjour (social services out of hours) as facts: beside the coordinators, never as one of them."""

from __future__ import annotations

from nmtcli.contacts.book import e164
from nmtcli.model import replaced
from nmtcli.render.terminal import Fact
from nmtcli.texts.answers import origin_text, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.directory import Directory
    from nmtcli.model import Answer, Place, Socialjour

SOS = "112"
LIKELY = 0.05  # the score from which another place may well be meant: not that of a single hamlet beside a town
# How the table says that a page gives no hours; of anything else the words are the page's.
NO_HOURS = "tider ej antecknade eller ej synliga"


def host(source: str) -> str:
    """'https://www.umea.se/socialjour' -> 'umea.se'; a source that is no address stays as it is."""
    _, scheme, rest = source.partition("://")
    return rest.partition("/")[0].removeprefix("www.") if scheme else source


def details(service: Socialjour, language: str) -> str:
    """Whose it is, the hours as printed, how old and how sure the fact is, and where it is from."""
    parts = [service.area, service.hours.replace(NO_HOURS, say(language, "socialjour.no_hours"))]
    if service.confidence == "M":
        parts.append(say(language, "socialjour.unsure"))
    if service.origin != "bundled":
        parts.append(origin_text(service.origin, language))
    if service.as_of:
        parts.append(say(language, "socialjour.dated", date=service.as_of))
    elif service.origin == "bundled":
        parts.append(say(language, "socialjour.undated"))
    return f"{'; '.join(filter(None, parts))}, {host(service.source)}"


def other_municipalities(answer: Answer, directory: Directory, language: str) -> list[str]:
    """That the place may lie in another municipality too, with the same coordinator but another socialjour; or nothing.

    A name is answered when all that it may mean is on one route; of the socialjour that says nothing.
    """
    found, place = answer.resolution, answer.resolution.place
    services = directory.socialjour(place)
    if place is None or not services or (place.kind == "municipality" and found.score == 1):
        return []
    phones = [service.phone for service in services]
    route = directory.routes[place.counties[0]]
    rivals = {
        (rival.name, rival.municipality): None
        for rival in (candidate.place for candidate in found.candidates if candidate.score >= LIKELY)
        if rival.municipality not in (None, place.municipality) and directory.routes[rival.counties[0]] == route
        if [s.phone for s in directory.socialjour(rival)] != phones  # rivals on another route are named anyway
    }
    if not rivals:
        return []
    town = directory.gazetteer.municipality_name
    names = "; ".join(f"{name} ({town(code)})" for name, code in rivals if code)
    return [say(language, "socialjour.elsewhere", names=names)]


def socialjour_facts(place: Place, directory: Directory, language: str) -> list[Fact]:
    """The numbers for a place in one municipality with 112 beside them, or that none is published.

    Nothing for a county, a region or an area: there it is each municipality's own.
    """
    if place.municipality is None or place.kind == "area":
        return []
    label = say(language, "socialjour")
    services = directory.socialjour(place)
    if not services:
        return [Fact(label, say(language, "socialjour.none"))]
    tail = f" ({details(services[-1], language)})"  # of all the numbers of one service
    if [service.phone for service in services] == [SOS]:
        return [Fact("", say(language, "socialjour.sos"), tail=tail)]
    facts = [Fact(label, service.phone, "call", f"tel:{e164(service.phone)}") for service in services]
    if services[-1].phone != SOS:
        tail = f", {say(language, 'socialjour.else')}{tail}"
    return [*facts[:-1], replaced(facts[-1], tail=tail)]
