"""Contacts -> vCard 4.0 (RFC 6350): an entry for a telephone's or a mail program's address book."""

from __future__ import annotations

from nmtcli.contacts.book import e164, is_stale, today
from nmtcli.render.text import age, kind_of_number, whom_to_ask_for
from nmtcli.texts import pick
from nmtcli.texts.answers import origin_text, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from nmtcli.model import Contact, Line

_FOLD = 75  # octets of a line, the line break not counted


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, each but the first after a space; no letter is cut in two."""
    pieces, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _FOLD:
            pieces.append("")
            size = 1
        pieces[-1] += letter
        size += octets
    return "\r\n ".join(pieces) + "\r\n"


def _identity(contact: Contact, region_name: str) -> str:
    """The same for the same role in every export, so that an address book replaces the entry instead of doubling it."""
    role = "/".join((region_name, *contact.counties, contact.kind, contact.serves, contact.host, contact.unit or ""))
    return f"urn:uuid:{_uuid(role)}"


def _uuid(role: str) -> str:
    import uuid

    return str(uuid.uuid5(uuid.NAMESPACE_OID, "nmtcli/" + role))


def _note(contact: Contact, language: str) -> str:
    """Whom to ask for, how old the fact is and where it is from, and the reminder about consent."""
    parts = []
    persons = whom_to_ask_for(contact, language, today())
    if contact.kind == "switchboard":
        asked = say(language, "ask_for.coordinator") + (f" ({persons})" if persons else "")
        parts.append(f"{say(language, 'ask_for')}: {asked}")
    elif persons:
        parts.append(f"{say(language, 'persons')}: {persons}")
    dated = age(contact, language, is_stale(contact, today()))
    if contact.confidence == "indicated":
        dated += "; " + say(language, "confidence.indicated")
    parts.append(f"{say(language, 'asof')}: {dated}")
    parts.append(f"{say(language, 'source')}: {contact.source}")
    if contact.origin != "bundled":
        parts.append(f"{say(language, 'origin')}: {origin_text(contact.origin, language)}")
    parts.append(say(language, "consent"))
    return "\n".join(parts)


def vcards(contacts: Iterable[Contact], region_name: str, language: str) -> str:
    """One vCard 4.0 for each contact of a region, with lines ended by CR LF. "" where there is no contact.

    Args:
        contacts: contacts of one region, in the order wanted.
        region_name: the region's name, "Nord"; stands in the name of the entry.
        language: "sv" or "en", of the texts around the facts.
    """
    out = []
    for contact in contacts:
        kind = kind_of_number(contact, language)
        if contact.serves != "all":
            kind += f", {say(language, f'serves.{contact.serves}')}"
        host = "" if contact.kind == "switchboard" else f" ({contact.host})"
        name = f"{say(language, 'region')} {region_name}: {kind}{host}"
        lines = [
            "BEGIN:VCARD",
            "VERSION:4.0",
            "KIND:org",
            f"UID:{_identity(contact, region_name)}",
            f"FN:{_escaped(name)}",
            "ORG:" + ";".join(_escaped(part) for part in (contact.host, contact.unit) if part),
            # A text, not VALUE=uri: Outlook would show the "tel:" of a URI as part of the number.
            f"TEL;TYPE=work,voice:{e164(contact.phone)}",
        ]
        if contact.email:
            lines.append(f"EMAIL;TYPE=work:{_escaped(contact.email)}")
        lines += [f"NOTE;LANGUAGE={language}:{_escaped(_note(contact, language))}", "END:VCARD"]
        out += [_folded(line) for line in lines]
    return "".join(out)


def hotline_vcard(hotline: Line, language: str) -> str:
    """The card of the national hotline, for a region that has no contact."""
    phone = hotline.phone or ""
    hours, purpose = pick(hotline.hours, language) or "", pick(hotline.purpose, language) or ""
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        f"UID:urn:uuid:{_uuid('hotline')}",
        f"FN:{_escaped(say(language, 'hotline.name'))}",
        f"ORG:{_escaped(say(language, 'hotline.name'))}",
        f"TEL;TYPE=work,voice:{e164(phone)}",
        f"NOTE;LANGUAGE={language}:{_escaped(f'{hours}. {purpose}')}",
        "END:VCARD",
    ]
    return "".join(map(_folded, lines))
