"""The content of the directory, worded as the rest of the tool words it; `page` and `wiki` only lay it out."""

from __future__ import annotations

from calendar import monthrange

from nmtcli.contacts.book import as_of, e164, first_day, fresh_for, is_old, is_stale
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
    from nmtcli.model import Contact, Group, Region, Socialjour
    from nmtcli.render.card import Card


class County(Record):
    """A county of a sheet. `doubt`: that it belongs to the region is not certain."""

    code: str
    name: str
    doubt: bool
    towns: tuple[str, ...]


class Service(Record):
    """The socialjour of some municipalities, given with their codes and names; "112" where that is its number.

    `stale` as of a `Row`.
    """

    phones: tuple[str, ...]
    details: str
    codes: tuple[str, ...]
    towns: tuple[str, ...]
    stale: bool


class Row(Record):
    """A number in the overview. `stale`: the fact is undated, or older than the list in force allows. `switchboard`:
    who answers has to be asked for the coordinator."""

    region: str
    where: str
    phone: str
    whose: str
    group: str
    age: str
    stale: bool
    switchboard: bool = False


class Sheet(Record):
    """One region. `missing` says who has no contact here and what to do then; `printed` how long it may hang."""

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
    what they are for. `until`: the ISO date from which the file is too old, which `too_old` says. `alone`: it is of one
    region, without the overview.
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
    until: str
    too_old: str
    alone: bool = False


def _in_order(name: str) -> str:
    """By which Swedish names are sorted: å, ä and ö are the last letters."""
    return name.casefold().translate({0xE5: "{", 0xE4: "|", 0xF6: "}", 0xE9: "e"})


def months_after(day: str, months: int) -> str:
    """The ISO date so many months after an ISO date, the last of the month where that has no such day."""
    year, month = divmod(12 * int(day[:4]) + int(day[5:7]) - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}-{min(int(day[8:]), monthrange(year, month + 1)[1]):02d}"


class Fact(Record):
    """What a file rests on: "contact", "hotline" or "socialjour", its date, and for how many months it is fresh."""

    name: str
    date: str | None
    months: int


def check_before(facts: Iterable[Fact], day: str, months: int) -> str:
    """The day until which a file may be trusted as much as on `day`: when the first fact that is fresh grows stale.

    Args:
        facts: those that are stale already say so themselves.
        day: when it is made, an ISO date.
        months: for how long it holds at most: a fact may change on the next day.
    """
    fresh = [months_after(first_day(f.date), f.months) for f in facts if f.date and not is_old(f.date, day, f.months)]
    return min([months_after(day, months), *fresh])


def _facts(regions: Iterable[Region], directory: Directory) -> list[Fact]:
    book = directory.book
    months = book.stale_after_months
    shipped = fresh_for("bundled", months)
    found = [Fact("hotline", book.hotline.published, shipped)]
    for region in regions:
        found += [
            Fact("contact", as_of(one), fresh_for(one.origin, months)) for one in book.serving(region, region.counties)
        ]
        for place in directory.gazetteer.every("municipality"):
            if place.counties[0] in region.counties:
                found += [
                    Fact("socialjour", one.as_of, fresh_for(one.origin, months)) for one in directory.socialjour(place)
                ]
    return found


def _printed(facts: list[Fact], day: str, months: int, language: str) -> str:
    """When a file was made and until when it may be used; where facts are stale which they are, and no such promise."""
    stale = {fact.name for fact in facts if is_old(fact.date, day, fact.months)}
    if stale:
        what = ", ".join(
            say(language, f"fact.{name}") for name in ("contact", "hotline", "socialjour") if name in stale
        )
        return say(language, "printed.stale", day=day, what=what)
    return say(language, "printed", day=day, until=check_before(facts, day, months))


def _row(contact: Contact, region: Region, directory: Directory, language: str, day: str) -> Row:
    served = [code for code in region.counties if code in contact.counties]
    stale = is_stale(contact, day, directory.book.stale_after_months)
    age = as_of(contact) or pick(contact.published_note, language) or answers.say(language, "asof.undated")
    if contact.confidence == "indicated":
        age += "; " + answers.say(language, "confidence.indicated")
    whose = kind_of_number(contact, language)
    if contact.kind == "switchboard":
        whose = say(language, "whose.switchboard", whose=whose)
    if contact.origin != "bundled":
        whose = say(language, "whose.own", whose=whose)
    return Row(
        region.name,
        ", ".join(map(directory.gazetteer.county_short, served)),
        plain(contact.phone),
        plain(whose),
        _group(contact.serves, language),
        plain(say(language, "stale", age=age) if stale else age),
        stale,
        contact.kind == "switchboard",
    )


def _group(serves: str, language: str) -> str:
    return say(language, "group.all") if serves == "all" else answers.say(language, f"serves.{serves}")


def _rows(region: Region, directory: Directory, language: str, day: str) -> tuple[Row, ...]:
    """A row for each contact, and the hotline for the counties and groups that have none."""
    book = directory.book
    hotline = book.hotline
    rows = [_row(contact, region, directory, language, day) for contact in book.serving(region, region.counties)]
    stale = is_old(hotline.published, day, fresh_for("bundled", book.stale_after_months))
    age = hotline.published or answers.say(language, "asof.undated")
    told: dict[tuple[Group | None, str], list[str]] = {}
    for code, group in book.without_contact(region):
        told.setdefault((group, _why_hotline(group, code, region, directory)), []).append(code)
    for (group, why), there in told.items():
        rows.append(
                Row(region.name, ", ".join(map(directory.gazetteer.county_short, there)), hotline.phone or "",
                    say(language, f"hotline.{why}"), _group(group or "all", language),
                    say(language, "stale", age=age) if stale else age, stale)
            )  # fmt: skip
    return tuple(rows)


def _why_hotline(group: Group | None, county: str, region: Region, directory: Directory) -> str:
    """Why there is only the hotline: "group", "own_list", "nobody_named" (by no source) or "unpublished"."""
    if group:
        return "group"
    _, why = directory.book.whom_to_call(region, (county,))
    if why and why[0] == "own_list":
        return "own_list"
    return "nobody_named" if county in region.uncertain else "unpublished"


def _missing(region: Region, counties: tuple[str, ...], directory: Directory, language: str) -> tuple[str, ...]:
    """Who of these counties has nobody to call; () where nobody has, which the card itself says."""
    book = directory.book
    if not book.serving(region, counties):
        return ()
    out = []
    for code, group in book.without_contact(region):
        if code in counties:
            _, why = book.whom_to_call(region, (code,), group)
            assert why is not None
            county, phone = directory.gazetteer.county(code)[1], book.hotline.phone
            out.append(say(language, "county.nobody", county=county, why=nobody(why, language), phone=phone))
    return tuple(out)


def _services(towns: Iterable[str], directory: Directory, language: str, day: str) -> tuple[Service, ...]:
    """The published socialjour services of municipalities, those that share one together; with a number first."""
    gathered: dict[tuple[Socialjour, ...], list[str]] = {}
    for code in towns:
        found = directory.socialjour(directory.gazetteer.place(code))
        if found:
            alike = tuple(replaced(one, municipalities=()) for one in found)
            gathered.setdefault(alike, []).append(code)
    services = []
    months = directory.book.stale_after_months
    for found, codes in gathered.items():
        stale = any(is_old(one.as_of, day, fresh_for(one.origin, months)) for one in found)
        told = plain(details(found[-1], language))
        services.append(Service(
            tuple(plain(one.phone) for one in found),
            say(language, "stale", age=told) if stale else told,
            tuple(codes),
            tuple(sorted(map(directory.gazetteer.municipality_name, codes), key=_in_order)),
            stale,
        ))  # fmt: skip
    return tuple(sorted(services, key=lambda service: (service.phones == ("112",), _in_order(service.towns[0]))))


def _card(place: Place, directory: Directory, language: str, day: str) -> Card:
    answer = directory.answer(Resolution(place.name, "resolved", place, "exact", 1.0))
    return card_of(answer, directory, language, day)


def _sheet(region: Region, directory: Directory, language: str, day: str) -> Sheet:
    gazetteer, book = directory.gazetteer, directory.book
    towns = {code: [place for place in gazetteer.every("municipality") if place.counties == (code,)]
             for code in region.counties}  # fmt: skip
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
        _missing(region, region.counties, directory, language),
        counties,
        _services(codes, directory, language, day),
        _printed(_facts([region], directory), day, fresh_for("bundled", book.stale_after_months), language),
    )


def _dated(card: Card, sheet: Sheet, missing: tuple[str, ...]) -> Card:
    """The card of an answer, with who has no contact, and when the file was made."""
    return replaced(card, remarks=(*card.remarks, *missing), foot=(*card.foot, sheet.printed))


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
    found = []
    for sheet in () if region else sheets:
        there = book.region(sheet.id)
        for code in there.counties:
            card = _card(directory.gazetteer.place(code), directory, language, day)
            missing = _missing(there, (code,), directory, language)
            found.append((code, _dated(card, sheet, missing)))
        found.append((sheet.id, _dated(sheet.card, sheet, sheet.missing)))
    hotline = book.hotline
    text = cards.say(language, "hotline", hours=pick(hotline.hours, language))
    own = lists_in_words(book.lists, language)
    source = say(language, "list.own" if own else "list.bundled", **({"lists": own} if own else {}), date=book.date)
    facts = _facts([region] if region else book.regions, directory)
    months = fresh_for("bundled", book.stale_after_months)
    title = say(language, "title.region", region=region.name) if region else say(language, "title")
    return Leaflet(
        language,
        title,
        sheets,
        tuple(found),
        (hotline.phone or "", text),
        tuple((line.phone, pick(line.purpose, language) or "") for line in book.urgent if line.phone),
        answers.say(language, "consent"),
        plain(source),
        _printed(facts, day, months, language),
        check_before(facts, day, months),
        say(language, "too_old", day=day, phone=hotline.phone),
        region is not None,
    )  # fmt: skip


def tel(phone: str) -> str:
    """'090-16 10 00' -> 'tel:+4690161000'."""
    return f"tel:{e164(phone)}"
