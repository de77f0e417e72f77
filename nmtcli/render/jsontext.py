"""Answers -> JSON objects, as the README lays them down, and plain data -> JSON text.

The writer is our own twenty lines because importing `json` (by way of `re`) takes 60 % of an interpreter's start, and
this runs in every scripted look-up. Strings are quoted by the same C function that `json` uses.
"""

from __future__ import annotations

from nmtcli.contacts.book import as_of, e164, is_stale
from nmtcli.texts import pick
from nmtcli.texts.answers import note, origin_text, say

try:
    from _json import encode_basestring as _quote
    from _json import encode_basestring_ascii as _quote_ascii
except ImportError:  # not CPython
    from json.encoder import encode_basestring as _quote
    from json.encoder import encode_basestring_ascii as _quote_ascii

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from nmtcli.directory import Directory
    from nmtcli.model import Answer, Candidate, Contact, Line, Place, Region, Socialjour

SCHEMA = "nmt/1"


def quoted(text: str, *, ascii_only: bool = False) -> str:
    """Text as a JSON string in which everything is printable. Its value is the text, to the letter."""
    written = _quote_ascii(text) if ascii_only else _quote(text)
    if written.isprintable():
        return written
    return "".join(letter if letter.isprintable() else _quote_ascii(letter)[1:-1] for letter in written).replace(
        "\x7f",
        "\\u007f",  # which is ASCII, so that the function leaves it as it is
    )


def dumps(value: Any, *, ascii_only: bool = False, indent: str | None = "\n") -> str:
    """JSON text of plain data (dict with text keys, list, tuple, str, int, float, bool, None); indented by two spaces.

    With `indent=None` on one line. As `json.dumps(value, ensure_ascii=ascii_only, indent=2)`, but that letters which a
    terminal would obey or nobody can see are escaped too: DEL, C1, directions, halves of characters.
    """
    if isinstance(value, str):
        return quoted(value, ascii_only=ascii_only)
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return repr(value)
    inner = None if indent is None else indent + "  "
    comma = ", " if inner is None else "," + inner
    if isinstance(value, dict):
        items = [
            f"{dumps(k, ascii_only=ascii_only)}: {dumps(v, ascii_only=ascii_only, indent=inner)}"
            for k, v in value.items()
        ]
        marks = "{}"
    else:
        items = [dumps(v, ascii_only=ascii_only, indent=inner) for v in value]
        marks = "[]"
    if not items:
        return marks
    return marks[0] + (inner or "") + comma.join(items) + (indent or "") + marks[1]


def contact_object(contact: Contact, day: str, months: int) -> dict[str, Any]:
    """One entry of `contacts`."""
    return {
        "kind": contact.kind,
        "host": contact.host,
        "unit": contact.unit,
        "persons": list(contact.persons),
        "phone": contact.phone,
        "phone_e164": e164(contact.phone),
        "email": contact.email,
        "serves": contact.serves,
        "counties": list(contact.counties),
        "source": contact.source,
        "published": contact.published,
        "confirmed": contact.confirmed,
        "as_of": as_of(contact),
        "confidence": contact.confidence,
        "stale": is_stale(contact, day, months),
        "origin": contact.origin,
    }


def hotline_object(hotline: Line, language: str = "en") -> dict[str, Any]:
    """The `hotline` of every object."""
    return {
        "phone": hotline.phone,
        "phone_e164": e164(hotline.phone or ""),
        "hours": pick(hotline.hours, language),
        "for": pick(hotline.purpose, language),
    }


def socialjour_object(service: Socialjour) -> dict[str, Any]:
    """One entry of `socialjour`."""
    return {"phone": service.phone, "hours": service.hours, "source": service.source, "as_of": service.as_of}


def _candidate_object(candidate: Candidate, directory: Directory) -> dict[str, Any]:
    place = candidate.place
    return {
        "kind": place.kind,
        "code": place.code or None,
        "name": place.name,
        "municipality": place.municipality,
        "county": place.counties[0] if len(place.counties) == 1 else None,
        "region": region_id(place, directory),
        "score": round(candidate.score, 3),
    }


def region_id(place: Place, directory: Directory) -> str | None:
    """The region in which a place lies; None for an area in several."""
    region, *others = directory.regions_of(place)
    return None if others else region.id


def _municipality_object(place: Place | None, directory: Directory) -> dict[str, Any] | None:
    if place is None or place.municipality is None:
        return None
    return {"code": place.municipality, "name": directory.gazetteer.municipality_name(place.municipality)}


def _county_object(place: Place | None, directory: Directory) -> dict[str, Any] | None:
    if place is None or len(place.counties) != 1:
        return None
    letter, name = directory.gazetteer.county(place.counties[0])
    return {"code": place.counties[0], "letter": letter, "name": name}


def notes_of(answer: Answer, directory: Directory) -> list[str]:
    """The notes of an answer as English sentences."""
    notes = [note("en", name, value) for name, value in answer.resolution.notes]
    for twin in answer.resolution.twins:
        region = directory.region_of(twin.counties[0])
        notes.append(say("en", "twin", name=twin.name, region=region.name))
    if answer.region and answer.resolution.place:
        notes += uncertainty(answer.region, answer.resolution.place, answer.hotline, "en")
    if answer.nobody:
        notes.append(nobody(answer.nobody, "en"))
    if answer.resolution.candidates:
        from nmtcli.render.out_of_hours import other_municipalities

        notes += other_municipalities(answer, directory, "en")
    notes += [say("en", "note.contacts_broken", value=problem) for problem in directory.book.problems]
    return notes


def nobody(reason: tuple[str, str], language: str) -> str:
    """Why there is no contact, in a sentence. `reason` as in `Answer.nobody`."""
    why, value = reason
    if why == "group":
        value = say(language, f"serves.{value}")
    elif why == "own_list":
        value = origin_text(value, language)
    return say(language, f"nobody.{why}", value=value)


def uncertainty(region: Region, place: Place, hotline: Line, language: str) -> list[str]:
    """Why the region of the place is not certain (Gotland, Halland), or nothing."""
    if set(place.counties) & set(region.uncertain):
        return [pick(region.uncertain_reason, language) or say(language, "hotline.confirm", phone=hotline.phone)]
    return []


def _open_now(directory: Directory) -> bool | None:
    """Whether the offices of the answer are open: False outside office hours, else unknown, as no source prints hours.

    Raises:
        UsageError: NMT_NOW is not a time.
    """
    from nmtcli.clock import now, office_open

    return office_open(now(), directory.gazetteer.table("clock", "HOLIDAYS"))


def answer_object(answer: Answer, directory: Directory, day: str) -> dict[str, Any]:
    """One look-up as the JSON object that the README documents (schema nmt/1)."""
    resolution, place, region = answer.resolution, answer.resolution.place, answer.region
    match = place and {
        "kind": place.kind,
        "code": place.code or None,
        "name": place.name,
        "how": resolution.how,
        "score": resolution.score,
    }
    return {
        "schema": SCHEMA,
        "query": resolution.query,
        "status": resolution.status,
        "match": match,
        "municipality": _municipality_object(place, directory),
        "county": _county_object(place, directory),
        "region": region and {"id": region.id, "name": region.name},
        "contacts": [contact_object(c, day, directory.book.stale_after_months) for c in answer.contacts],
        "hotline": hotline_object(answer.hotline),
        "socialjour": [socialjour_object(service) for service in directory.socialjour(place)],
        "open_now": _open_now(directory),
        "candidates": [_candidate_object(c, directory) for c in resolution.candidates],
        "notes": notes_of(answer, directory),
    }
