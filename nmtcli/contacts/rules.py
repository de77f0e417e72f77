"""What a contact, a number, a date and a text of a list may be, in data/regions.toml and in own lists alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from nmtcli.contacts.book import first_day
from nmtcli.contacts.problem import Problem, problem, quoted
from nmtcli.normalise import LOST, repair_encoding

KINDS = ("coordinator", "switchboard")
SERVES = ("all", "children", "adults")
CONFIDENCES = ("confirmed", "indicated")
REGION_IDS = ("bergslagen", "stockholm", "mitt", "nord", "syd", "vast", "ost")

CHOICES = {"kind": KINDS, "serves": SERVES, "confidence": CONFIDENCES}
REQUIRED = ("region", "counties", "kind", "host", "phone", "source", "confidence")
# The keys of a [[contact]], in the order in which they are written.
CONTACT_KEYS = (
    *("region", "counties", "kind", "host", "unit", "persons", "phone", "email", "serves", "source", "published"),
    *("published_note_sv", "published_note_en", "confidence", "confirmed", "confirmed_by", "note_sv", "note_en"),
)
# The keys of a [[socialjour]], and those that it cannot do without.
SOCIALJOUR_KEYS = ("municipalities", "area", "phone", "hours", "source", "published")
SOCIALJOUR_REQUIRED = ("municipalities", "phone", "hours", "source")
LIST_KEYS = ("counties", "persons", "municipalities")
DATE_KEYS = ("published", "confirmed")
REGION_KEYS = (
    *("id", "name", "counties", "source", "uncertain", "uncertain_reason_sv", "uncertain_reason_en"),
    *("note_sv", "note_en"),
)
HEAD_KEYS = (
    *("schema", "name", "date", "source", "licence", "stale_after_months", "no_contact", "override_regions"),
    *("region", "contact", "socialjour"),
)

MAX_ENTRIES = 500  # of all kinds in one list
MAX_TEXT = 500  # characters of one value
MAX_VALUES = 50  # values of one list
MAX_MONTHS = 120

Say = Callable[..., Problem]  # (message, **values) -> a problem of the entry in hand

# Swedish numbers: 112 and other short numbers, or an area code and 5 to 8 more digits; or the same with +46.
_PHONE = re.compile(
    r"(?:112|11[0-9]{1,4}|116\s?[0-9]{3}|11[0-9]\s?[0-9]{2}|(?:\+46\s?|0)[1-9][0-9]{0,2}[-\s]?[0-9 ]{5,11})"
)


# Numbers that cost the caller extra: premium rate (0900, 0939, 0944) and directory enquiries (118...).
_CHARGED = re.compile(r"0(?:900|939|944)|118")


# No character that has a meaning in a link (? & % = # /): `mailto:` must carry an address and nothing else.
_ATOM = r"[\w+'~!$*^-]+"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[A-Za-z]{{2,}}")


def is_charged(text: str) -> bool:
    """Whether a call to the number costs extra. No authority has one; a planted list might."""
    return _CHARGED.match(re.sub(r"\D", "", text.replace("+46", "0"))) is not None


def is_phone(text: object) -> bool:
    """Whether the text is a telephone number in Swedish form: "013-20 60 00", "+46 20 39 00 00", "114 14"."""
    if not isinstance(text, str) or not _PHONE.fullmatch(text):
        return False
    digits = re.sub(r"\D", "", text.replace("+46", "0"))
    return text.startswith("11") or 7 <= len(digits) <= 10


def check_date(value: object, today: date) -> str | None:
    """What is wrong with a date (a TOML date, or text "2017-07" or "2017"): a message of the catalogue, or None."""
    text = str(value)
    if isinstance(value, (list, dict, bool, datetime)) or not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        return "date"
    try:
        first = date.fromisoformat(first_day(text))
    except ValueError:
        return "calendar"
    return "future" if first > today else None


def check_text(field: str, text: str, say: Say) -> Iterator[Problem]:
    """A text is short, of one line, and has nothing invisible in it that could make it look like another."""
    if len(text) > MAX_TEXT:
        yield say("long", field=field, limit=MAX_TEXT)
    elif LOST in text or repair_encoding(text) != text:
        yield say("damaged", field=field, value=quoted(text))
    elif unseen := next((c for c in text if not c.isprintable() or c in _UNSEEN), None):
        yield say("invisible", field=field, value=f"U+{ord(unseen):04X}")
    elif _PILED.search("".join("m" if unicodedata.combining(c) else "." for c in text)):
        yield say("marks", field=field)
    elif field in _NAMING and (word := next(filter(_mixes_scripts, text.split()), None)):
        yield say("mixed", field=field, value=quoted(word))


_UNSEEN = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by name, blank on every screen
_PILED = re.compile("mmm")  # combining marks over one letter: they hide the lines above
_NAMING = ("host", "unit", "persons", "name", "area")


def _mixes_scripts(word: str) -> bool:
    """Whether a word has Latin letters beside those of another script, which look alike: Cyrillic і in Lіnköpings."""
    scripts = {unicodedata.name(c, "?").split(" ")[0] for c in word if c.isalpha()}
    scripts -= {"FEMININE", "MASCULINE", "MODIFIER"}  # ª, º
    return len(scripts) > 1 and "LATIN" in scripts


def check_fields(
    entry: Mapping[str, Any], known: tuple[str, ...], required: Iterable[str], say: Say
) -> Iterator[Problem]:
    """Keys that are known, required ones that are there, and the type of each value."""
    for field in entry:
        if field not in known:
            yield say("unknown", field=quoted(field).strip('"'), known=", ".join(known))
    for field in required:
        if field not in entry or entry[field] in ("", []):
            yield say("missing", field=field)
    for field in known:
        value = entry.get(field)
        if field not in entry or field in DATE_KEYS or (value in ("", []) and field in required):
            continue
        if field in LIST_KEYS or field == "uncertain":
            if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
                yield say("list", field=field)
            elif len(value) > MAX_VALUES:
                yield say("many", field=field, limit=MAX_VALUES)
            else:
                for item in value:
                    yield from check_text(field, item, say)
                    if ";" in item:  # separates the names in a table cell
                        yield say("semicolon", field=field)
        elif field == "phone" and isinstance(value, (int, float)):
            yield say("phone_number", value=quoted(value))
        elif not isinstance(value, str) or not value.strip():
            yield say("text", field=field)
        else:
            yield from check_text(field, value, say)


def check_phone(phone: str, say: Say) -> Iterator[Problem]:
    """What is wrong with a telephone number, and what a spreadsheet may have done to it."""
    if is_phone(phone):
        if is_charged(phone):
            yield say("phone_charged", value=quoted(phone))
        return
    if re.fullmatch(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+", phone):
        yield say("phone_scientific", value=quoted(phone))
    elif re.fullmatch(r"[1-9][0-9]{6,9}([.,]0)?", phone):
        yield say("phone_zero", value=quoted(phone))
    else:
        yield say("phone", value=quoted(phone))


def check_contact(
    entry: Mapping[str, Any], say: Say, regions: Mapping[str, set[str]], today: date
) -> Iterator[Problem]:
    """The problems of one `[[contact]]` entry. `regions`: the counties of each region; `say` makes a problem of it."""
    found = list(check_fields(entry, CONTACT_KEYS, REQUIRED, say))
    yield from found
    for field, allowed in CHOICES.items():
        if isinstance(entry.get(field), str) and entry[field] not in ("", *allowed):
            yield say("choice", field=field, value=quoted(entry[field]), known=", ".join(allowed))
    region, counties = entry.get("region"), entry.get("counties")
    if isinstance(region, str) and region and region not in regions:
        yield say("no_region", value=quoted(region), known=", ".join(regions))
    elif isinstance(region, str) and region and isinstance(counties, list):
        for county in counties:
            if isinstance(county, str) and county not in regions[region]:
                yield say("county", county=county, region=region, counties=" ".join(sorted(regions[region])))
    if isinstance(entry.get("phone"), str) and entry["phone"]:
        yield from check_phone(entry["phone"], say)
    email = entry.get("email")
    if isinstance(email, str) and not _EMAIL.fullmatch(email):
        yield say("email", value=quoted(email))
    for field in DATE_KEYS:
        if field in entry and (wrong := check_date(entry[field], today)):
            yield say(wrong, field=field, value=quoted(entry[field]))


def entries_of(raw: Mapping[str, Any], table: str) -> list[dict[str, Any]]:
    """The entries of an array of tables; [] where there is something else, which the caller reports."""
    found = raw.get(table, [])
    return found if isinstance(found, list) and all(isinstance(e, dict) for e in found) else []


def check_contact_entries(
    entries: Iterable[tuple[int, Mapping[str, Any]]], regions: Mapping[str, set[str]], today: date
) -> Iterator[Problem]:
    """The problems of all contacts, given with the line on which each begins."""
    seen: dict[str, int] = {}
    for number, (line, entry) in enumerate(entries, 1):
        host = entry.get("host")
        where = ("contact", number, quoted(host).strip('"') if isinstance(host, str) else "")

        def say(message: str, line: int = line, where: tuple[str, int, str] = where, **values: object) -> Problem:
            return problem(message, line, where, **values)

        wrong = list(check_contact(entry, say, regions, today))
        yield from wrong
        if not wrong and (first := seen.setdefault(repr(sorted(entry.items())), number)) != number:
            yield say("twice", first=first)
