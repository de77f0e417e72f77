"""Codes: municipality, county, ISO 3166-2, NUTS, county letters, postal codes, each alone or before a name."""

from __future__ import annotations

from nmtcli.model import Candidate, Place
from nmtcli.resolve.policy import DIFFERING_SCORE, decide, nothing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.model import How, Resolution
    from nmtcli.resolve.policy import Search


def code(search: Search, text: str) -> Resolution | None:
    """'2584', '25', 'BD', 'SE-BD', 'SE332', '981 31', 'S-981 31 Kiruna', '2584 Kiruna'."""
    if county := _county(search, text):
        return decide(search, "code", [Candidate(county, 1.0)])
    digits, rest = _split(text)
    if not digits:
        return None
    if len(digits) == 5:
        places = postcode(search, digits)
        if not places:
            search.notes.append(("unknown_postcode", f"{digits[:3]} {digits[3:]}"))
    else:
        known = search.gazetteer.table("places", "MUNICIPALITIES" if len(digits) == 4 else "COUNTIES")
        places = [search.gazetteer.place(digits)] if digits in known else []
    how: How = "postcode" if len(digits) == 5 else "code"
    if rest:
        return _with_name(search, digits, rest, places, how)
    return decide(search, how, [Candidate(place, 1.0) for place in places]) if places else nothing(search)


def _county(search: Search, text: str) -> Place | None:
    """A county by its letters (capitals only, unless "SE-" stands before them) or its NUTS code."""
    compact = text.upper().replace(" ", "")
    letters = compact.removeprefix("SE-")
    for county, (letter, _, _, nuts) in search.gazetteer.table("places", "COUNTIES").items():
        if (letter == letters and (compact != letters or text == compact)) or nuts == compact:
            return search.gazetteer.place(county)
    return None


def _split(text: str) -> tuple[str, str]:
    """('98131', 'Kiruna') of 'S-981 31 Kiruna'; the digits are "" when the text begins with no code."""
    rest = text.lstrip()
    for start in ("SE-", "S-", "SE ", "s-", "se-"):
        if rest.startswith(start) and rest[len(start) : len(start) + 3].isdigit():
            rest = rest[len(start) :]
    words = rest.replace(",", " ").replace("-", " ").replace(":", " ").split()
    digits = words[0] if words else ""
    rest = rest[len(digits) :]
    if len(digits) == 3 and len(words) > 1 and len(words[1]) == 2 and words[1].isdigit():
        digits += words[1]
        rest = rest.lstrip(" -")[2:]
    if (
        not (digits.isascii() and digits.isdigit())
        or len(digits) not in (1, 2, 4, 5)
        or (len(digits) == 1 and rest.strip())
    ):
        return "", ""
    return digits, rest.strip(" ,-:")


def _with_name(search: Search, digits: str, rest: str, places: list[Place], how: How) -> Resolution | None:
    """A code and a name: both must mean the same; where they do not it is a question."""
    from nmtcli.resolve import resolve
    from nmtcli.resolve.inside import same, within

    named = resolve(rest, search.gazetteer, search.routes, search.exact)
    search.steps += named.steps
    if not places:  # an unknown postal code says nothing against the name; other digits are no code at all
        return _again(search, named) if len(digits) == 5 else None
    if named.status == "not_found":  # "90210 Beverly Hills": the digits alone prove nothing
        if len(digits) < 5:
            return None
        search.notes += named.notes
        return nothing(search, [Candidate(place, DIFFERING_SCORE) for place in places])
    options = [named.place, *named.twins] if named.place else [candidate.place for candidate in named.candidates]
    agreed = [place for place in options if within(place, places) or same(place, places)]
    search.step("code and name", f"{digits} with {rest}: {len(agreed)} agree")
    if agreed and len(places) == 1:
        return decide(search, how, [Candidate(places[0], 1.0)])
    if agreed:
        return decide(search, how, [Candidate(place, 1.0) for place in agreed])
    search.notes.append(("code_and_name_differ", digits))
    return decide(search, how, [Candidate(place, 1.0) for place in [*places, *options[:1]]])


def _again(search: Search, named: Resolution) -> Resolution:
    """The name's own resolution, as the answer to the whole text."""
    from nmtcli.model import Resolution

    notes = (*search.notes, *named.notes)
    return Resolution(search.query, named.status, named.place, named.how, named.score, named.candidates, named.twins,
                      notes, tuple(search.steps))  # fmt: skip


def postcode(search: Search, digits: str) -> list[Place]:
    """The place of a postal code: its municipality, or the counties of its first three digits."""
    written = f"{digits[:3]} {digits[3:]}"
    if entry := search.gazetteer.table("postal", "POSTCODES").get(digits):
        confidence, municipality, town = entry.split(" ", 2)
        if confidence != "high":
            search.notes.append(("postcode_border", written))
        found = [Place("postcode", municipality, f"{written} {town}", municipality, (municipality[:2],))]
        if confidence == "low":
            straddled = search.gazetteer.table("postal", "STRADDLING").get(town, "").split(",")
            found += [
                Place("postcode", county, f"{written} {town}", None, (county,))
                for county in straddled
                if county and county != municipality[:2]
            ]
        return found
    counties = search.gazetteer.table("postal", "PREFIXES").get(digits[:3], "")
    if counties:
        search.notes.append(("postcode_prefix", written))
    return [Place("postcode", county, written, None, (county,)) for county in counties.split(",") if county]
