"""Contacts -> vCard 4.0 (RFC 6350): an entry for a telephone's or a mail program's address book."""

from __future__ import annotations

from collections import Counter

from nmtcli.contacts.book import as_of, e164, is_stale, today
from nmtcli.render.text import age, kind_of_number, whom_to_ask_for, without_contact
from nmtcli.texts import pick
from nmtcli.texts.answers import origin_text, say
from nmtcli.texts.commands import say as say_of_regions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from nmtcli.directory import Directory
    from nmtcli.model import Contact, Line, Region

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
    return "/".join((region_name, *contact.counties, contact.kind, contact.serves, contact.host, contact.unit or ""))


def _uuid(role: str) -> str:
    import uuid

    return str(uuid.uuid5(uuid.NAMESPACE_OID, "nmtcli/" + role))


def _name(contact: Contact, region: Region, directory: Directory, language: str) -> str:
    """'NMT Nord (2018-06: kontrollera): Umeå kommuns växel'.

    What tells the cards of an address book apart, and how old this one is, stand where a short line still shows them.
    """
    who = [region.name]
    if not set(region.counties) <= set(contact.counties):
        for code in contact.counties:
            _, name = directory.gazetteer.county(code)
            short = directory.gazetteer.county_short(code)
            who.append(name if short == region.name else short)  # "Öst, Jönköping", but not "Stockholm, Stockholm"
    if contact.serves != "all":
        who.append(say(language, f"serves.{contact.serves}"))
    date = as_of(contact)
    aged = date[: len("2018-06")] if date else say(language, "asof.undated")
    if is_stale(contact, today(), directory.book.stale_after_months):
        aged = say(language, "vcard.check", age=aged)
    return say(language, "vcard.name", who=", ".join(who), age=aged, kind=kind_of_number(contact, language))


def _note(contact: Contact, directory: Directory, language: str) -> str:
    """That an old number is to be checked, whom to ask for, for which counties, how old the fact is and where it is
    from, the reminders about mail and consent, and when the card was written."""
    parts, day = [], today()
    stale = is_stale(contact, day, directory.book.stale_after_months)
    if stale:
        parts.append(say(language, "vcard.check_by", phone=directory.book.hotline.phone))
    persons = whom_to_ask_for(contact, language, day)
    if contact.kind == "switchboard":
        asked = say(language, "ask_for.coordinator") + (f" ({persons})" if persons else "")
        parts.append(f"{say(language, 'ask_for')}: {asked}")
    elif persons:
        parts.append(f"{say(language, 'persons')}: {persons}")
    counties = ", ".join(map(directory.gazetteer.county_short, contact.counties))
    parts.append(f"{say_of_regions(language, 'regions.counties')}: {counties}")
    if remark := pick(contact.note, language):
        parts.append(f"{say(language, 'remark')}: {remark}")
    dated = age(contact, language, stale)
    if contact.confidence == "indicated":
        dated += "; " + say(language, "confidence.indicated")
    parts.append(f"{say(language, 'asof')}: {dated}")
    parts.append(f"{say(language, 'source')}: {contact.source}")
    if contact.origin != "bundled":
        parts.append(f"{say(language, 'origin')}: {origin_text(contact.origin, language)}")
    if contact.email:
        parts.append(f"{say(language, 'email')}: {say(language, 'email.reminder')}")
    return "\n".join([*parts, say(language, "consent"), say(language, "vcard.written", day=day)])


def _card(identity: str, name: str, organisation: tuple[str | None, ...], phone: str, note: str, language: str,
          email: str | None = None) -> str:  # fmt: skip
    """One entry, with lines ended by CR LF."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        f"UID:urn:uuid:{_uuid(identity)}",
        f"REV:{today().replace('-', '')}T000000Z",
        f"FN:{_escaped(name)}",
        f"N:{_escaped(name)};;;;",  # or some address books show the organisation in place of the name
        "ORG:" + ";".join(_escaped(part) for part in organisation if part),
        # A text, not VALUE=uri: Outlook would show the "tel:" of a URI as part of the number.
        f"TEL;TYPE=work,voice:{e164(phone)}",
    ]
    if email:
        lines.append(f"EMAIL;TYPE=work:{_escaped(email)}")
    lines += ["CATEGORIES:NMT", f"NOTE;LANGUAGE={language}:{_escaped(note)}", "END:VCARD"]
    return "".join(map(_folded, lines))


def vcards(contacts: Iterable[Contact], region: Region, directory: Directory, language: str) -> str:
    """One vCard 4.0 for each contact of a region. "" where there is no contact.

    Args:
        contacts: contacts of one region, in the order wanted.
        region: that region; its name stands in the names of the entries.
        directory: what says how long a contact counts as fresh, and how its counties are called.
        language: "sv" or "en", of the texts around the facts.
    """
    cards, seen = "", Counter[str]()
    for contact in contacts:
        role, name = _identity(contact, region.name), _name(contact, region, directory, language)
        seen[role] += 1
        if seen[role] > 1:  # a second number of one role
            role, name = f"{role}/{seen[role]}", f"{name} {seen[role]}"
        cards += _card(role, name, (contact.host, contact.unit), contact.phone,
                       _note(contact, directory, language), language, contact.email)  # fmt: skip
    return cards


def hotline_vcard(hotline: Line, language: str, instead: str = "") -> str:
    """The card of the national hotline; `instead` names where nobody else is known, so that a search finds it there."""
    name = say(language, "hotline.name")
    hours, purpose = pick(hotline.hours, language) or "", pick(hotline.purpose, language) or ""
    note = [f"{hours[:1].upper()}{hours[1:]}. {purpose}"]
    if instead:
        note.append(say(language, "vcard.instead", where=instead))
    if hotline.published:
        note.append(f"{say(language, 'asof')}: {say(language, 'asof.published', date=hotline.published)}")
    note += [f"{say(language, 'source')}: {hotline.source}", say(language, "consent"),
             say(language, "vcard.written", day=today())]  # fmt: skip
    titled = say(language, "vcard.hotline", name=name, date=hotline.published or say(language, "asof.undated"))
    return _card("hotline", titled, (name,), hotline.phone or "", "\n".join(note), language)


def region_vcards(regions: Iterable[Region], directory: Directory, language: str, *, hotline: bool = False) -> str:
    """The cards of all contacts of some regions; the hotline's once, behind them, where somebody there has no contact.

    Args:
        regions: in the order wanted.
        directory: the contacts.
        language: "sv" or "en".
        hotline: give its card also where everybody has a contact.
    """
    book, cards, without = directory.book, "", []
    for region in regions:
        cards += vcards(book.serving(region, region.counties), region, directory, language)
        if found := without_contact(region, directory, language):
            without.append(f"{region.name} ({found})")
    return cards + (hotline_vcard(book.hotline, language, "; ".join(without)) if without or hotline else "")
