"""The content of the directory, worded as the rest of the tool words it; `page` and `wiki` only lay it out."""

from __future__ import annotations

from calendar import monthrange

from nmtcli.contacts.book import as_of, e164, is_stale, last_checked
from nmtcli.echo import plain
from nmtcli.model import Place, Record, Resolution, replaced
from nmtcli.render.card import card_of
from nmtcli.render.jsontext import nobody
from nmtcli.render.out_of_hours import details
from nmtcli.render.text import kind_of_number, lists_in_words
from nmtcli.texts import answers, cards, pick
from nmtcli.texts.paper import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from nmtcli.directory import Directory
    from nmtcli.model import Contact, Region, Socialjour
    from nmtcli.render.card import Card


class County(Record):
    """A county of a sheet. `doubt`: that it belongs to the region is not certain."""

    code: str
    name: str
    doubt: bool
    towns: tuple[str, ...]


class Service(Record):
    """The socialjour of some municipalities, given with their codes and names; "112" where that is its number."""

    phones: tuple[str, ...]
    details: str
    codes: tuple[str, ...]
    towns: tuple[str, ...]


class Row(Record):
    """A number in the overview. `stale`: the fact is undated, or older than the list in force allows."""

    region: str
    where: str
    phone: str
    whose: str
    group: str
    age: str
    stale: bool


class Sheet(Record):
    """One region. `missing` says of each county without a contact what to do there; `printed` how long it may hang."""

    id: str
    name: str
    rows: tuple[Row, ...]
    card: Card
    missing: tuple[str, ...]
    counties: tuple[County, ...]
    services: tuple[Service, ...]
    printed: str


class Leaflet(Record):
    """The whole directory in one language.

    `answers` has the card of every county, and of every region by its id, for who searches. `urgent` are numbers with
    what they are for. `alone`: it is of one region, without the overview.
    """

    language: str
    title: str
    sheets: tuple[Sheet, ...]
    answers: tuple[tuple[str, Card], ...]
    hotline: tuple[str, str]
    urgent: tuple[tuple[str, str], ...]
    consent: str
    source: str
    printed: str
    alone: bool = False


def _in_order(name: str) -> str:
    """By which Swedish names are sorted: å, ä and ö are the last letters."""
    return name.casefold().translate({0xE5: "{", 0xE4: "|", 0xF6: "}", 0xE9: "e"})


def months_after(day: str, months: int) -> str:
    """The ISO date so many months after an ISO date, the last of the month where that has no such day."""
    year, month = divmod(12 * int(day[:4]) + int(day[5:7]) - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}-{min(int(day[8:]), monthrange(year, month + 1)[1]):02d}"


def check_before(contacts: Iterable[Contact], day: str, months: int) -> str:
    """The day until which a print may be trusted as much as on `day`: when the first fact that is fresh grows stale.

    Facts that are stale already say so themselves. Nothing holds for longer than `months`: a contact may have changed
    on the day after it was printed.
    """
    fresh = [checked for c in contacts if (checked := last_checked(c)) and not is_stale(c, day, months)]
    return min(months_after(first, months) for first in [day, *fresh])


def _printed(contacts: tuple[Contact, ...], day: str, months: int, language: str) -> str:
    until = check_before(contacts, day, months)
    if any(is_stale(contact, day, months) for contact in contacts):
        return say(language, "printed.stale", day=day, until=until, months=months)
    return say(language, "printed", day=day, until=until)


def _row(contact: Contact, region: Region, directory: Directory, language: str, day: str) -> Row:
    served = [code for code in region.counties if code in contact.counties]
    stale = is_stale(contact, day, directory.book.stale_after_months)
    age = as_of(contact) or pick(contact.published_note, language) or answers.say(language, "asof.undated")
    if contact.confidence == "indicated":
        age += "; " + answers.say(language, "confidence.indicated")
    whose = kind_of_number(contact, language)
    if contact.kind == "switchboard":
        whose = say(language, "whose.switchboard", whose=whose)
    return Row(
        region.name,
        ", ".join(map(directory.gazetteer.county_short, served)),
        plain(contact.phone),
        plain(whose),
        say(language, "group.all") if contact.serves == "all" else answers.say(language, f"serves.{contact.serves}"),
        plain(say(language, "stale", age=age) if stale else age),
        stale,
    )


def _rows(region: Region, directory: Directory, language: str, day: str) -> tuple[Row, ...]:
    """A row for each contact, and the hotline for the counties that have none."""
    rows = [_row(contact, region, directory, language, day)
            for contact in directory.book.serving(region, region.counties)]  # fmt: skip
    bare = [code for code in region.counties if not directory.book.serving(region, (code,))]
    if bare:
        hotline = directory.book.hotline
        where = ", ".join(map(directory.gazetteer.county_short, bare))
        rows.append(
            Row(region.name, where, hotline.phone or "", say(language, "hotline.whose"), say(language, "group.all"),
                hotline.published or "", False)
        )  # fmt: skip
    return tuple(rows)


def _services(towns: Iterable[str], directory: Directory, language: str) -> tuple[Service, ...]:
    """The published socialjour services of municipalities, those that share one together; with a number first."""
    gathered: dict[tuple[Socialjour, ...], list[str]] = {}
    for code in towns:
        found = directory.socialjour(directory.gazetteer.place(code))
        if found:
            alike = tuple(replaced(one, municipalities=()) for one in found)
            gathered.setdefault(alike, []).append(code)
    services = [
        Service(
            tuple(plain(one.phone) for one in found),
            plain(details(found[-1], language)),
            tuple(codes),
            tuple(sorted(map(directory.gazetteer.municipality_name, codes), key=_in_order)),
        )
        for found, codes in gathered.items()
    ]
    return tuple(sorted(services, key=lambda service: (service.phones == ("112",), _in_order(service.towns[0]))))


def _card(place: Place, directory: Directory, language: str, day: str) -> Card:
    answer = directory.answer(Resolution(place.name, "resolved", place, "exact", 1.0))
    return card_of(answer, directory, language, day)


def _sheet(region: Region, directory: Directory, language: str, day: str) -> Sheet:
    gazetteer, book = directory.gazetteer, directory.book
    towns = {code: [place for place in gazetteer.every("municipality") if place.counties == (code,)]
             for code in region.counties}  # fmt: skip
    contacts, _ = book.whom_to_call(region, region.counties)
    missing = []
    for code in region.counties if contacts else ():
        _, why = book.whom_to_call(region, (code,))
        if why:
            missing.append(say(language, "county.nobody", county=gazetteer.county(code)[1], why=nobody(why, language)))
    counties = tuple(
        County(
            code,
            gazetteer.county(code)[1],
            code in region.uncertain,
            tuple(sorted((place.name for place in towns[code]), key=_in_order)),
        )
        for code in region.counties
    )
    place = Place("region", region.id, region.name, None, region.counties)
    codes = [place.code for there in towns.values() for place in there]
    return Sheet(
        region.id,
        region.name,
        _rows(region, directory, language, day),
        _card(place, directory, language, day),
        tuple(missing),
        counties,
        _services(codes, directory, language),
        _printed(contacts, day, book.stale_after_months, language),
    )


def leaflet(directory: Directory, language: str, day: str, region: Region | None = None) -> Leaflet:
    """The directory as of a day.

    Args:
        directory: with the contact list in force.
        language: "sv" or "en".
        day: today, an ISO date: it is printed, and ages are counted by it.
        region: the only one that is wanted; None: all.
    """
    book = directory.book
    sheets = tuple(_sheet(one, directory, language, day) for one in ([region] if region else book.regions))
    found = [(code, _card(directory.gazetteer.place(code), directory, language, day))
             for one in book.regions for code in one.counties]  # fmt: skip
    hotline = book.hotline
    text = cards.say(language, "hotline", hours=pick(hotline.hours, language))
    own = lists_in_words(book.lists, language)
    source = say(language, "list.own" if own else "list.bundled", **({"lists": own} if own else {}), date=book.date)
    title = say(language, "title.region", region=region.name) if region else say(language, "title")
    return Leaflet(
        language,
        title,
        sheets,
        () if region else (*found, *((sheet.id, sheet.card) for sheet in sheets)),
        (hotline.phone or "", text),
        tuple((line.phone, pick(line.purpose, language) or "") for line in book.urgent if line.phone),
        answers.say(language, "consent"),
        plain(source),
        _printed(tuple(c for c in book.contacts if not region or c.region == region.id), day,
                 book.stale_after_months, language),
        region is not None,
    )  # fmt: skip


def tel(phone: str) -> str:
    """'090-16 10 00' -> 'tel:+4690161000'."""
    return f"tel:{e164(phone)}"
