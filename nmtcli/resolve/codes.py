"""Codes and numbers that stand alone: municipality, county, ISO 3166-2, NUTS, postal codes, telephone numbers."""

from __future__ import annotations

from nmtcli.model import Candidate, Place, Resolution
from nmtcli.resolve import numbers
from nmtcli.resolve.evidence import Found, weight_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.resolve.decide import Case
    from nmtcli.resolve.evidence import Lexis


def code_alone(case: Case, lexis: Lexis, text: str) -> Resolution | None:
    """'2584', '25', 'BD', 'SE-BD', 'SE332', '981 31', '0980', '0980-12 34 56', 'kommunkod 0980', 'riktnummer 0980'."""
    if county := _county(case, text):
        return county
    digits, words = _digits(text)
    if not digits:
        return None
    role = lexis.roles(words) if words else ""
    if words and not ("y" in role or "z" in role):
        return None
    if not words and digits in numbers.LINES:
        return case.refuse("line", numbers.LINES[digits], "a telephone line of its own")
    gazetteer = case.gazetteer
    known = {2: "COUNTIES", 4: "MUNICIPALITIES"}.get(len(digits))
    plain = "-" not in text and "/" not in text and " " not in text.strip()
    if known and digits in gazetteer.table("places", known) and "z" not in role and (plain or words):
        place = gazetteer.place(digits)
        case.step("code", digits)
        if not words:
            return _code_or_areacode(case, place, digits)
        return case.only(place, "code")
    if known and plain and "z" not in role and "y" in role:
        return case.nothing()
    areacodes = gazetteer.table("telephone", "AREACODES")
    if digits[0] == "0" and 2 <= len(digits) <= 4 and areacodes.get(digits, ""):
        return areacode(case, digits)
    return None if not (plain and len(digits) in (2, 4)) else case.nothing()


def _digits(text: str) -> tuple[str, str]:
    """('0980', 'riktnummer') of 'riktnummer 0980'; the digits are "" where the text is more than a code and a word."""
    from nmtcli.normalise import key

    words = text.replace(":", " ").split()
    bare = [word for word in words if not word.isalpha()]
    rest = " ".join(word for word in words if word.isalpha())
    if len(bare) == 1 and bare[0].isascii() and bare[0].isdigit() and words[-1] == bare[0]:
        return bare[0], key(rest)
    joined = "".join(bare)
    if not rest and all(word.isdigit() for word in bare) and joined in numbers.LINES:
        return joined, ""
    digits = text.replace(" ", "").replace("-", "")
    if digits.isascii() and digits.isdigit() and digits in numbers.LINES:
        return digits, ""
    return "", ""


def _county(case: Case, text: str) -> Resolution | None:
    """A county by its letters (capitals only, unless "SE-" stands before them) or its NUTS code."""
    compact = text.upper().replace(" ", "")
    letters = compact.removeprefix("SE-")
    for county, (letter, _, _, nuts) in case.gazetteer.table("places", "COUNTIES").items():
        if (letter == letters and (compact != letters or text == compact)) or nuts == compact:
            place = case.gazetteer.place(county)
            if len(text) == 1 and not case.exact:
                case.note("one_letter", text)
                case.step("one letter", place.name)
                return case.asks("code", [Candidate(place, 0.5)])
            return case.only(place, "code")
    return None


def _code_or_areacode(case: Case, place: Place, digits: str) -> Resolution:
    """A code; where it is also the area code of another route, a note and the other meaning beside it."""
    municipalities = case.gazetteer.table("telephone", "AREACODES").get(digits, "")
    others = [case.gazetteer.place(code) for code in municipalities.split(",") if code]
    if not others or case.exact or {r for p in others for r in case.routes_of(p)} <= case.routes_of(place):
        return case.only(place, "code")
    case.note("areacode", digits)
    return case.answer("code", [Found(place, "code", 1.0)], others, 1.0)


def areacode(case: Case, digits: str) -> Resolution:
    """Where a telephone line is: by the area code that the number begins with."""
    if digits in numbers.LINES:
        return case.refuse("line", numbers.LINES[digits], "a telephone line of its own")
    table = case.gazetteer.table("telephone", "AREACODES")
    prefix = numbers.areacode_of(digits, table)
    if not prefix:
        return case.refuse("phone_nowhere", "", "a number of no area")
    places = [case.gazetteer.place(code) for code in table[prefix].split(",")]
    case.step("area code", prefix)
    case.note("areacode_line", prefix)
    return case.choose([Found(place, "areacode", weight_of(place)) for place in places], "areacode", 0.9)


def postcode(case: Case, digits: str) -> list[Place]:
    """The place of a postal code: its municipality, or the counties of its first three digits."""
    written = f"{digits[:3]} {digits[3:]}"
    if entry := case.gazetteer.table("postal", "POSTCODES").get(digits):
        confidence, municipality, town = entry.split(" ", 2)
        if confidence != "high":
            case.note("postcode_border", written)
        found = [Place("postcode", municipality, f"{written} {town}", municipality, (municipality[:2],))]
        if confidence == "low":
            straddled = case.gazetteer.table("postal", "STRADDLING").get(town, "").split(",")
            found += [
                Place("postcode", county, f"{written} {town}", None, (county,))
                for county in straddled
                if county and county != municipality[:2]
            ]
        return found
    counties = case.gazetteer.table("postal", "PREFIXES").get(digits[:3], "")
    case.note("postcode_prefix" if counties else "unknown_postcode", written)
    return [Place("postcode", county, written, None, (county,)) for county in counties.split(",") if county]
