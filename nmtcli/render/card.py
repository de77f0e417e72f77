"""An answer as a terminal shows it: the place in one line, then whom to call, the number first.

Within office hours the coordinator comes first, outside them what answers now. A pipe has the same facts a line each,
in an order that never changes (`render.text`). `render.drawing` draws the card.
"""

from __future__ import annotations

from nmtcli.contacts.book import as_of, e164, is_stale, last_checked, months_before
from nmtcli.echo import echo, plain
from nmtcli.model import Record, replaced
from nmtcli.render.jsontext import nobody, uncertainty
from nmtcli.render.out_of_hours import other_municipalities, socialjour_facts
from nmtcli.render.text import NEAREST, doubtful_notes, is_guess, kind_of_number, whom_to_ask_for
from nmtcli.texts import answers, pick
from nmtcli.texts.cards import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from nmtcli.directory import Directory
    from nmtcli.model import Answer, Contact, Place, Region

    Role = Literal["call", "plain", "warn", "faint"]

MOST_TWINS = 3  # of the places that it could be confused with, so that the number stays in sight
CHECK_MONTHS = 36  # a stale fact that is older is to be checked before it is used


class Entry(Record):
    """A number with whose it is, or a sentence below one ("")."""

    number: str
    text: str
    role: Role = "plain"
    link: str | None = None


class Block(Record):
    """Entries under one label. `urgent`: what answers day and night."""

    label: str
    entries: tuple[Entry, ...]
    urgent: bool = False


class Card(Record):
    """What is shown: a line with the place, how it was understood, warnings about that, numbers, and what goes last."""

    title: str
    aside: str
    remarks: tuple[str, ...]
    blocks: tuple[Block, ...]
    foot: tuple[str, ...]


def title(place: Place, region: Region, directory: Directory, language: str) -> str:
    """'Abisko, Kiruna kommun, Norrbottens län · region Nord'."""
    if place.kind == "region":
        counties = ", ".join(map(directory.gazetteer.county_short, region.counties))
        return say(language, "title.region", region=region.name, counties=counties)
    return say(language, "title", place=", ".join([place.name, *_lies(place, directory)]), region=region.name)


def _lies(place: Place, directory: Directory) -> list[str]:
    """The municipality, where the place is not itself one, and the counties."""
    if place.kind == "county":
        return []
    inside = place.municipality is not None and place.kind != "municipality"
    towns = [directory.gazetteer.official_name(place.municipality)] if inside and place.municipality else []
    return towns + [directory.gazetteer.county(code)[1] for code in place.counties]


def _age(contact: Contact, directory: Directory, language: str, day: str) -> Entry:
    """How old a contact is: a date, an age, or that it is to be checked and what to do where it is wrong."""
    date, since = as_of(contact), last_checked(contact)
    if date is None or since is None:
        note = pick(contact.published_note, language)
        text = say(language, "check.note", note=note) if note else say(language, "check.undated")
        return Entry("", text, "warn")
    months = 12 * (int(day[:4]) - int(since[:4])) + int(day[5:7]) - int(since[5:7]) - (day[8:] < since[8:])
    stale = is_stale(contact, day, directory.book.stale_after_months)
    if stale and since < months_before(day, CHECK_MONTHS):
        return Entry("", say(language, "check.years", count=months // 12, date=date), "warn")
    if stale:
        unit, count = ("year", months // 12) if months >= 12 else ("month", months)
        many = unit if count == 1 else f"{unit}s"
        return Entry("", say(language, f"age.{many}", count=count, date=date), "warn")
    if contact.confirmed:
        name = "age.confirmed_by" if contact.confirmed_by else "age.confirmed"
        return Entry("", say(language, name, date=contact.confirmed, by=contact.confirmed_by), "faint")
    return Entry("", say(language, "age.date", date=date), "faint")


def _contact(contact: Contact, place: Place, directory: Directory, language: str, day: str) -> Iterator[Entry]:
    """A contact: the number and whose it is, whom it serves, whom to ask for, how old the fact is."""
    whose = [kind_of_number(contact, language)]
    if contact.serves != "all":
        whose.insert(0, answers.say(language, f"serves.{contact.serves}"))
    if not set(place.counties) <= set(contact.counties):
        whose += map(directory.gazetteer.county_short, contact.counties)
    yield Entry(contact.phone, ", ".join(whose), "call", f"tel:{e164(contact.phone)}")
    names = whom_to_ask_for(contact, language, day)
    if contact.kind == "switchboard":
        yield Entry("", say(language, "ask.for", names=names) if names else say(language, "ask"))
    else:
        host = ", ".join(filter(None, (contact.host, contact.unit)))
        yield Entry("", f"{host} ({names})" if names else host)
    if contact.email:
        yield Entry("", say(language, "email", email=contact.email), "plain", f"mailto:{contact.email}")
    if remark := pick(contact.note, language):
        yield Entry("", remark)
    age = _age(contact, directory, language, day)
    yield replaced(age, text=say(language, "indicated", age=age.text)) if contact.confidence == "indicated" else age


def _hotline(directory: Directory, language: str, role: Role) -> Entry:
    line = directory.book.hotline
    phone = line.phone or ""
    text = say(language, "hotline", hours=pick(line.hours, language))
    return Entry(phone, text, role, f"tel:{e164(phone)}")


def _urgent(place: Place | None, directory: Directory, language: str) -> Iterator[Entry]:
    """What answers day and night, and the socialjour of the municipality."""
    for line in directory.book.urgent:
        if line.phone:
            yield Entry(line.phone, say(language, f"urgent.{line.id}"), "plain", f"tel:{e164(line.phone)}")
    facts = socialjour_facts(place, directory, language) if place else []
    for fact in facts:
        if fact.link:
            yield Entry(fact.text, say(language, "socialjour") + fact.tail, "plain", fact.link)
        elif fact.tail:  # reached through 112
            yield Entry("", f"{fact.text}{fact.tail}.")
    if not any(fact.link or fact.tail for fact in facts):
        yield Entry("", say(language, "socialjour.ask"))


def _remarks(answer: Answer, directory: Directory, language: str, closed: str) -> Iterator[str]:
    """What could make the answer the wrong one: a twin first. Then that nobody answers, and what else to know."""
    twins = answer.resolution.twins
    for twin in twins[:MOST_TWINS]:
        where = ", ".join(_lies(twin, directory))
        other = directory.region_of(twin.counties[0]).name
        name = say(language, "twin.place", place=twin.name, where=where, region=other) if where else twin.name
        yield say(language, "twin", name=name)
    if len(twins) > MOST_TWINS:
        yield say(language, "twins.more", count=len(twins) - MOST_TWINS)
    if closed:
        yield closed
    yield from doubtful_notes(answer, language)
    yield from other_municipalities(answer, directory, language)
    place, region = answer.resolution.place, answer.region
    if place and region:
        yield from uncertainty(region, place, directory.book.hotline, language)


def _sources(contacts: tuple[Contact, ...], language: str) -> str:
    """Where the contacts are from, and of which list they are."""
    by_list: dict[str, dict[str, None]] = {}
    for contact in contacts:
        by_list.setdefault(contact.origin, {})[contact.source] = None
    told = [f"{'; '.join(found)} ({answers.origin_text(origin, language)})" for origin, found in by_list.items()]
    return say(language, "sources", sources=", ".join(told))


def card_of(answer: Answer, directory: Directory, language: str, day: str, closed: str = "") -> Card:
    """A resolved answer as a card.

    Args:
        answer: the answer.
        directory: which gave it.
        language: "sv" or "en".
        day: today, by which ages are counted.
        closed: outside office hours the sentence that says so; what answers now then comes first.
    """
    place, region = answer.resolution.place, answer.region
    assert place is not None and region is not None
    query = echo(answer.resolution.query)
    aside = say(language, "read", query=query) if is_guess(answer) else ""
    if near := dict(answer.resolution.notes).get(NEAREST):
        aside = f"{answers.say(language, 'nearest')}: {near}"
    remarks = list(_remarks(answer, directory, language, closed))
    offices: list[list[Entry]] = [list(_contact(c, place, directory, language, day)) for c in answer.contacts]
    if answer.nobody:
        why = [Entry("", nobody(answer.nobody, language), "warn")]
        if (
            answer.nobody[0] == "unpublished"
            and not set(place.counties) & set(region.uncertain)
            and (remark := pick(region.note, language))
        ):
            why.append(Entry("", remark))
        offices = [[_hotline(directory, language, "call"), *why]]
    urgent = tuple(_urgent(place, directory, language))
    first = "weekday" if closed else "call"
    blocks = [Block(say(language, first), tuple(entries)) for entries in offices]
    if not answer.nobody:
        blocks.append(Block(say(language, "weekday" if closed else "else"), (_hotline(directory, language, "plain"),)))
    if closed:
        bold = tuple(Entry(e.number, e.text, "call" if e.number else e.role, e.link) for e in urgent)
        blocks.insert(0, Block(say(language, "now"), bold, True))
    else:
        blocks.append(Block(say(language, "urgent"), urgent, True))
    foot = [answers.say(language, "consent")]
    if answer.contacts:
        foot.append(_sources(answer.contacts, language))
    return _cleaned(Card(title(place, region, directory, language), aside, tuple(remarks), tuple(blocks), tuple(foot)))


def help_card(directory: Directory, language: str) -> Card:
    """Whom to call where no place is known: the hotline and what answers day and night, by the time of day.

    Raises:
        UsageError: NMT_NOW is not a time.
    """
    asleep = closed((), directory, language)
    hotline = Block(say(language, "weekday" if asleep else "call"), (_hotline(directory, language, "call"),))
    urgent = Block(say(language, "now" if asleep else "urgent"), tuple(_urgent(None, directory, language)), True)
    blocks = (urgent, hotline) if asleep else (hotline, urgent)
    return Card("", "", (asleep,) if asleep else (), blocks, ())


def closed(contacts: tuple[Contact, ...], directory: Directory, language: str) -> str:
    """Outside office hours the sentence that says so, else "".

    Args:
        contacts: who is called beside the hotline.
        directory: which has the holidays.
        language: "sv" or "en".

    Raises:
        UsageError: NMT_NOW is not a time.
    """
    from nmtcli.clock import now, office_open, why_closed

    moment, holidays = now(), directory.gazetteer.table("clock", "HOLIDAYS")
    if office_open(moment, holidays) is not False:
        return ""
    kinds = {contact.kind for contact in contacts}
    called = "switchboard" if "switchboard" in kinds else "coordinator" if kinds else "hotline"
    return why_closed(moment, holidays, called, language)


def _cleaned(card: Card) -> Card:
    """The card without control characters, which an own list could hold."""

    def clean(entry: Entry) -> Entry:
        return Entry(plain(entry.number), plain(entry.text), entry.role, entry.link and plain(entry.link))

    blocks = tuple(replaced(block, entries=tuple(map(clean, block.entries))) for block in card.blocks)
    remarks, foot = (tuple(map(plain, lines)) for lines in (card.remarks, card.foot))
    return Card(plain(card.title), plain(card.aside), remarks, blocks, foot)
