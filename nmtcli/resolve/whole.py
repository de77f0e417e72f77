"""A whole text that is one name: its own, an alias, without rings and dots, in another script, abbreviated."""

from __future__ import annotations

from nmtcli.model import Candidate
from nmtcli.normalise import fold, key
from nmtcli.resolve.decide import evenly
from nmtcli.resolve.evidence import ADMINISTRATIVE, ALIAS, Found, weight_of
from nmtcli.resolve.mentions import heaviest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from nmtcli.model import Resolution
    from nmtcli.resolve.decide import Case
    from nmtcli.resolve.evidence import Lexis

EVERYDAY = 3.2  # Zipf; a word this common outweighs a place of which nobody says how many people it has
SWAPPED = 0.97  # how likely a capital in the second place tells of two letters that changed places
SHORTENED = 0.98  # how likely the only municipality that begins and ends so is meant


def whole_name(case: Case, lexis: Lexis, text: str, name: str) -> Resolution | None:
    """The whole text is a name: its own, an alias, without rings and dots, in another script."""
    found = lexis.names(name)
    if not found:
        return _late_capital(case, text) or _abbreviation(case, text)
    roles = lexis.roles(name)
    exact = [one for one in found if one.how == "exact"]
    weak = not exact and all(one.place.kind == "locality" or one.weight <= ALIAS * ADMINISTRATIVE for one in found)
    word = lexis.common(name)
    if weak and (countries := lexis.abroad(name)):
        return abroad(case, name, countries, found)
    if word and not exact and all(fold(name) != fold(key(one.place.name)) for one in found):  # "anges" is not Ånge's
        weak = True
    if weak and (word or set("Naj") & set(roles)):
        return case.refuse("no_place", "", "a word", evenly(found))
    if refused := rather_else(case, lexis, name, found):
        return refused
    if len(text) == 1 or (not exact and text[-2:-1] == " " and text[-1:].isupper()):  # "Berga O" is not Berga Ö
        return None
    case.step("name", name)
    if not exact and all(one.place.tier in ("C", "D") for one in found):  # it may as well be a place that no table has
        return case.nothing(evenly(found))
    rivals = (
        [] if exact or case.exact or any(one.place.kind != "locality" for one in found) else _as_near(case, found, name)
    )
    if rivals:
        return case.asks(found[0].how, evenly(heaviest(found)) + rivals)
    return case.choose(found)


def rather_else(case: Case, lexis: Lexis, name: str, found: Sequence[Found]) -> Resolution | None:
    """A small place's own name that is rather a place abroad, or a word: also in "i Danmark", "vid torget"."""
    exact = [one for one in found if one.how == "exact"]
    if not exact or any(one.place.kind != "locality" for one in exact) or case.contested(found):
        return None
    word = lexis.common(name)
    hamlets = all(one.place.tier in "CD" for one in exact)
    if lexis.abroad(name) and (hamlets or lexis.abroad_weight(name) > sum(one.weight for one in exact)):
        return abroad(case, name, lexis.abroad(name), found)
    if (hamlets and (word or lexis.roles(name))) or (word >= EVERYDAY and not any(one.place.people for one in exact)):
        return case.refuse("no_place", "", "a word", evenly(found))
    return None


def _as_near(case: Case, found: Sequence[Found], name: str) -> list[Candidate]:
    """Municipalities of other routes from which a text that only resembles a small place is one slip away: "Ronnby"."""
    from nmtcli.resolve.guess import guesser_of

    guess = guesser_of(case.gazetteer).guess(name, case)
    routes = {route for one in found for route in case.routes_of(one.place)}
    return [
        Candidate(option.place, 0.5)
        for option in (guess.options if guess else ())
        if option.place.kind == "municipality" and option.kinds is not None and option.slips <= 1
        and not case.routes_of(option.place) <= routes
    ]  # fmt: skip


def abroad(case: Case, name: str, countries: str, found: Sequence[Found] = ()) -> Resolution:
    """The name of a place abroad: no answer, but what it could have been meant as."""
    case.step("abroad", f"{name} ({countries})")
    case.note("abroad", countries)
    return case.nothing(evenly(found))


def no_place(case: Case, lexis: Lexis, name: str) -> Resolution | None:
    """Words that stand where a place should, and what has no letters."""
    roles = lexis.roles(name)
    if "N" in roles or (roles and set(roles) <= set("wkchtaroj")):
        return case.refuse("no_place", "", "no place")
    if not any(letter.isalpha() for letter in name) and not any(letter.isdigit() for letter in name):
        return case.refuse("no_place", "", "no letters")
    return None


def _late_capital(case: Case, text: str) -> Resolution | None:
    """'aNcka', 'fLaxå': a capital in the second place tells that the first two changed places, or one slipped in."""
    if case.exact or not (text[:1].islower() and text[1:2].isupper() and text[2:].islower()):
        return None
    found = [
        Found(place, "fuzzy", weight_of(place))
        for form in (text[1] + text[0] + text[2:], text[1:])
        for place, alias in case.gazetteer.find(key(form))
        if not alias
    ]
    case.step("capital in the second place", f"{len(found)} places")
    return case.choose(found, "fuzzy", SWAPPED) if found else None


def _abbreviation(case: Case, text: str) -> Resolution | None:
    """Everyday abbreviations such as "K-stad" and "M-ö": every municipality that begins and ends so."""
    head, dash, tail = text.casefold().replace("–", "-").partition("-")
    if not dash or len(head) not in (1, 2) or not tail.isalpha() or not head.isalpha():
        return None
    places = [
        place
        for place in case.gazetteer.every("municipality")
        if key(place.name).startswith(head) and key(place.name).endswith(tail) and len(place.name) > len(head + tail)
    ]
    if not places:
        return None
    case.step("abbreviation", f"{head}…{tail}: {len(places)} municipalities")
    # People shorten the names of large towns: "M-ö" is Malmö, and Mullsjö is named beside it.
    return case.choose([Found(place, "alias", float(place.people)) for place in places], "alias", SHORTENED)
