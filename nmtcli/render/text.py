"""Answers -> facts for people, in Swedish and English. The answer to "whom do I call?" comes first."""

from __future__ import annotations

from nmtcli.contacts.book import as_of, e164, is_stale, last_checked, months_before
from nmtcli.echo import echo
from nmtcli.render.jsontext import nobody, uncertainty
from nmtcli.render.out_of_hours import other_municipalities, socialjour_facts
from nmtcli.render.terminal import Fact
from nmtcli.texts import pick
from nmtcli.texts.answers import note, origin_text, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from nmtcli.directory import Directory
    from nmtcli.model import Answer, Contact, Place, Region


def place_kind(place: Place, directory: Directory, language: str) -> str:
    """'kommun', 'ort, Kiruna kommun', in English 'locality in Kiruna' ... Not of a county, whose name says it."""
    if place.kind == "postcode" and place.municipality is None:
        return say(language, "kind.postcode_county")
    named = directory.gazetteer.official_name if language == "sv" else directory.gazetteer.municipality_name
    town = named(place.municipality) if place.municipality else ""
    return say(language, f"kind.{place.kind}", municipality=town)


def located(place: Place, directory: Directory) -> str:
    """A name with where it lies, for telling it from others: 'Husby (Stockholm, Stockholms län)', 'Kalmar län'."""
    if place.kind == "county":
        return place.name
    lies = [directory.gazetteer.county(c)[1] for c in place.counties]
    if place.kind in ("locality", "postcode") and place.municipality:
        lies.insert(0, directory.gazetteer.municipality_name(place.municipality))
    return f"{place.name} ({', '.join(lies)})"


def region_names(place: Place, directory: Directory) -> str:
    """The region in which a place lies; of an area that is divided "Öst + Syd"."""
    return " + ".join(region.name for region in directory.regions_of(place))


def age(contact: Contact, language: str, stale: bool) -> str:
    """How old a contact is, in words: 'publicerad 2018-06-20, inte bekräftad sedan dess'."""
    if contact.published:
        parts = [say(language, "asof.published", date=contact.published)]
    else:
        parts = [pick(contact.published_note, language) or say(language, "asof.undated")]
    if contact.confirmed:
        name = "asof.confirmed_by" if contact.confirmed_by else "asof.confirmed"
        parts.append(say(language, name, date=contact.confirmed, by=contact.confirmed_by))
    elif stale:
        parts.append(say(language, "asof.never_confirmed"))
    return ", ".join(parts)


NAMES_HOLD_MONTHS = 36  # people change their work: an older name is shown with its year


def kind_of_number(contact: Contact, language: str) -> str:
    """Whose number it is: 'regionkoordinator', 'Umeå kommuns växel'."""
    host = contact.host
    if language == "sv" and host[-1:].isalpha() and host[-1:].lower() not in "sxz":
        host += "s"
    return say(language, f"call.{contact.kind}", host=host)


def whom_to_ask_for(contact: Contact, language: str, day: str) -> str:
    """Unit and persons as far as they are known, with the year where that is long ago: '2018: Eva Norlin'."""
    unit = contact.unit if contact.kind == "switchboard" else None
    names = ", ".join(filter(None, (unit, *contact.persons)))
    checked = last_checked(contact)
    if names and checked and checked < months_before(day, NAMES_HOLD_MONTHS):
        return f"{(as_of(contact) or checked)[:4]}: {names}"
    return names


def is_guess(answer: Answer) -> bool:
    """Whether the place is called otherwise than what was typed, so that people are told how it was read."""
    found = answer.resolution
    read = found.how in ("alias", "folded", "prefix", "fuzzy", "text")
    return read and found.place is not None and echo(found.query).casefold() != found.place.name.casefold()


def _understood(answer: Answer, directory: Directory, language: str) -> list[Fact]:
    resolution, place, region = answer.resolution, answer.resolution.place, answer.region
    assert place is not None and region is not None
    facts = []
    if is_guess(answer):
        facts.append(Fact("", say(language, "guessed", query=echo(resolution.query), name=place.name), "head"))
    text = place.name if place.kind == "county" else f"{place.name} ({place_kind(place, directory, language)})"
    facts.append(Fact(say(language, "place"), text, "head"))
    if place.kind != "county" and place.kind != "region":
        counties = ", ".join(directory.gazetteer.county(c)[1] for c in place.counties)
        facts.append(Fact(say(language, "county"), counties))
    if place.kind != "region":
        facts.append(Fact(say(language, "region"), region.name, "head"))
    return facts


def contact_facts(contact: Contact, place: Place, directory: Directory, language: str, day: str) -> list[Fact]:
    """Whom to call: the number first and what kind it is, who answers, how old the fact is and where it is from."""
    months = directory.book.stale_after_months
    stale = is_stale(contact, day, months)
    kind = kind_of_number(contact, language)
    if contact.serves != "all":
        kind += ", " + say(language, f"serves.{contact.serves}")
    if not set(place.counties) <= set(contact.counties):
        kind += ", " + ", ".join(map(directory.gazetteer.county_short, contact.counties))
    facts = [Fact(say(language, "call"), contact.phone, "call", f"tel:{e164(contact.phone)}", f" ({kind})")]
    persons = whom_to_ask_for(contact, language, day)
    if contact.kind == "switchboard":
        asked = say(language, "ask_for.coordinator")
        facts.append(Fact(say(language, "ask_for"), f"{asked} ({persons})" if persons else asked))
    else:
        facts.append(Fact(say(language, "answers"), ", ".join(filter(None, (contact.host, contact.unit)))))
        if persons:
            facts.append(Fact(say(language, "persons"), persons))
    if contact.email:
        reminder = say(language, "email.reminder")
        facts.append(Fact(say(language, "email"), contact.email, "plain", f"mailto:{contact.email}", f" ({reminder})"))
    if remark := pick(contact.note, language):
        facts.append(Fact(say(language, "remark"), remark))
    text = age(contact, language, stale)
    if contact.confidence == "indicated":
        text += "; " + say(language, "confidence.indicated")
    facts.append(Fact(say(language, "asof"), ("! " if stale else "") + text, "warn" if stale else "faint"))
    facts.append(Fact(say(language, "source"), contact.source, "faint"))
    if contact.origin != "bundled" or directory.book.problems:
        facts.append(Fact(say(language, "origin"), origin_text(contact.origin, language), "faint"))
    return facts


def lists_in_words(origins: Iterable[str], language: str) -> str:
    """Lists by their origins: 'egen lista (Länsstyrelsen X, 2026-11-01), medföljande lista'."""
    return ", ".join(origin_text(origin, language) for origin in dict.fromkeys(origins))


def broken_lists(directory: Directory, language: str, answers: Iterable[Answer] = ()) -> list[str]:
    """What is wrong with each list that cannot be used, and which one answers instead.

    Args:
        answers: those that are given; without any contact in them all the lists in force are named.
    """
    book = directory.book
    origins = [contact.origin for answer in answers for contact in answer.contacts] or [*book.lists, "bundled"]
    lists = lists_in_words(origins, language)
    return [say(language, "contacts.broken", problem=problem, lists=lists) for problem in book.problems]


def hotline_facts(directory: Directory, language: str) -> list[Fact]:
    """The hotline with its hours, and what to do at night; they stand under every outcome."""
    hotline = directory.book.hotline
    phone = hotline.phone or ""
    name = say(language, "call.hotline")
    return [
        Fact(say(language, "call"), phone, "call", f"tel:{e164(phone)}", f" ({name}, {pick(hotline.hours, language)})"),
        Fact(say(language, "urgent"), say(language, "urgent.text")),
    ]


def whom_to_call(
    region: Region,
    place: Place,
    contacts: tuple[Contact, ...],
    why_nobody: tuple[str, str] | None,
    directory: Directory,
    language: str,
    day: str,
) -> list[Fact]:
    """The contacts for a place, or why there are none; what is uncertain; the hotline; the reminder on consent."""
    facts = [Fact("", "", "blank")]
    for contact in contacts:
        facts += contact_facts(contact, place, directory, language, day)
        facts.append(Fact("", "", "blank"))
    doubts = uncertainty(region, place, directory.book.hotline, language)
    hotline = hotline_facts(directory, language)
    if why_nobody:  # then the hotline is whom to call
        facts += [hotline.pop(0), Fact("", "! " + nobody(why_nobody, language), "warn")]
        unpublished = why_nobody[0] == "unpublished"
        if unpublished and not doubts and (remark := pick(region.note, language)):
            facts.append(Fact(say(language, "remark"), remark, "faint"))
    facts += [Fact(say(language, "remark"), "! " + doubt, "warn") for doubt in doubts]
    hotline += socialjour_facts(place, directory, language)
    return [*facts, *hotline, Fact(say(language, "consent.label"), say(language, "consent"))]


def answer_facts(answer: Answer, directory: Directory, language: str, day: str) -> list[Fact]:
    """A resolved answer: what was understood, then whom to call."""
    region, place = answer.region, answer.resolution.place
    assert region is not None and place is not None
    facts = _understood(answer, directory, language)
    if where := dict(answer.resolution.notes).get(NEAREST):
        facts.append(Fact(say(language, "nearest"), where))
    facts += [Fact(say(language, "remark"), "! " + text, "warn") for text in doubtful_notes(answer, language)]
    doubts = other_municipalities(answer, directory, language)
    facts += [Fact(say(language, "remark"), "! " + doubt, "warn") for doubt in doubts]
    return facts + whom_to_call(region, place, answer.contacts, answer.nobody, directory, language, day)


def twin_facts(answer: Answer, directory: Directory, language: str) -> list[Fact]:
    """Places of the same or nearly the same name in other regions: the line that keeps Habo and Håbo apart."""
    found = answer.resolution.place
    facts = []
    for twin in answer.resolution.twins:
        same = found is not None and twin.name.casefold() == found.name.casefold()
        region = directory.region_of(twin.counties[0]).name
        message = "twin" if same else "twin_near"
        facts.append(Fact("", "! " + say(language, message, name=located(twin, directory), region=region), "edge"))
    return facts


def without_contact(region: Region, directory: Directory, language: str, besides: Collection[str] = ()) -> str:
    """For whom in a region nobody is known: 'Gotland'; 'Halland: vuxna'. "" where nobody is left out.

    `besides`: counties of which that is said elsewhere.
    """
    groups: dict[str | None, list[str]] = {}
    for county, group in directory.book.without_contact(region):
        if county in besides:
            continue
        groups.setdefault(group, []).append(directory.gazetteer.county_short(county))
    told = [", ".join(counties) + (f": {say(language, f'serves.{group}')}" if group else "")
            for group, counties in groups.items()]  # fmt: skip
    return "; ".join(told)


NEAREST = "position_near"  # the note that says what lies beside a position, and is no reason for doubt


def doubtful_notes(answer: Answer, language: str) -> list[str]:
    """The notes of an answer that are to be thought about, a sentence each."""
    return [note(language, name, value) for name, value in answer.resolution.notes if name != NEAREST]


def note_facts(answer: Answer, language: str) -> list[Fact]:
    """What the resolution says besides, a sentence each."""
    return [Fact("", note(language, name, value), "edge") for name, value in answer.resolution.notes]
