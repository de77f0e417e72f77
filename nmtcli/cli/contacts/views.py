"""Contact lists -> facts and tables: what is in force, what an import changes, what is to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from nmtcli.contacts.book import ContactBook
from nmtcli.contacts.difference import Change
from nmtcli.contacts.geography import county
from nmtcli.contacts.review import Stale
from nmtcli.contacts.socialjour import within
from nmtcli.contacts.vocabulary import CHOICES, choice
from nmtcli.directory import Directory
from nmtcli.model import Contact, Place, Region
from nmtcli.render.out_of_hours import details
from nmtcli.render.tables import rich_table, tsv
from nmtcli.render.terminal import NARROW, Fact, Screen, show
from nmtcli.render.text import contact_facts
from nmtcli.texts.answers import origin_text
from nmtcli.texts.answers import say as say_answer
from nmtcli.texts.lists import say


def table(columns: Sequence[str], rows: list[list[str]], language: str, screen: Screen) -> str:
    """A table with a head on a screen, a block a row on a narrow one, tab-separated lines in a pipe.

    `columns`: keys of the messages.
    """
    if screen.width is None:
        return tsv(rows)
    head = [say(language, f"contacts.{name}") for name in columns]
    if screen.width >= NARROW:
        return rich_table(head, rows, screen)
    facts = []
    for cells in rows:
        for name, cell in zip(head, cells):
            first, *more = cell.split("\n")
            facts += [Fact(name, first), *(Fact("", line) for line in more)]
        facts.append(Fact("", "", "blank"))
    return show(facts, screen)


def in_force(regions: list[Region], directory: Directory, language: str, day: str) -> list[Fact]:
    """Each region's contacts, numbered as `confirm --contact N` counts them, with the list they are from.

    And the socialjour of own lists; the shipped one is seen place by place.
    """
    facts: list[Fact] = []
    for region in regions:
        served = directory.book.serving(region, region.counties)
        facts.append(Fact(say(language, "contacts.region"), region.name, "head"))
        if not served:
            facts.append(
                Fact(
                    "", say_answer(language, "nobody.unpublished") + " " + (directory.book.hotline.phone or ""), "warn"
                )
            )
        for number, contact in enumerate(served, 1):
            counties = ", ".join(directory.gazetteer.county(code)[1] for code in contact.counties)
            facts.append(Fact(f"{say(language, 'contacts.contact')} {number}", counties, "head"))
            # As for a place in the contact's own counties: the line above names them.
            place = Place("region", region.id, region.name, None, contact.counties)
            facts += contact_facts(contact, place, directory, language, day)
            if contact.origin == "bundled":
                facts.append(Fact(say_answer(language, "origin"), origin_text("bundled", language), "faint"))
        for service in within(directory.book.socialjour, region.counties):
            towns = ", ".join(map(directory.gazetteer.municipality_name, service.municipalities))
            facts.append(Fact(say(language, "contacts.socialjour"), f"{towns}: {service.phone}", "head"))
            facts.append(Fact("", details(service, language), "faint"))
        facts.append(Fact("", "", "blank"))
    return facts[:-1]


def changes(found: list[Change], book: ContactBook, language: str, screen: Screen) -> str:
    """What an import changes, a row for each contact and field. The sign says it without colour."""
    rows = []
    for change in found:
        contact = change.contact
        region = book.region(change.region).name
        sign = say(language, f"contacts.sign.{change.sign}")
        lines = [_changed(field, was, becomes, language) for field, was, becomes in change.fields]
        rows.append([sign, region, _who(contact, language), "\n".join(lines) or contact.phone])
    return table(("change", "region", "contact", "what"), rows, language, screen)


def socialjour(found: list[tuple[str, str, str]], directory: Directory, language: str, screen: Screen) -> str:
    """What an import changes in the own list's socialjour, a row for each municipality; "-" is the shipped fact."""
    name = directory.gazetteer.municipality_name
    rows = [
        [
            say(language, "contacts.sign.~"),
            say(language, "contacts.socialjour"),
            name(code),
            _changed("phone", was, becomes, language),
        ]
        for code, was, becomes in found
    ]
    return table(("change", "region", "contact", "what"), rows, language, screen)


def _who(contact: Contact, language: str) -> str:
    """'Stockholms stad (Stockholm, barn och unga)': what tells it from another contact of the same host."""
    told = [county(code) for code in contact.counties]
    if contact.serves != "all":
        told.append(say(language, f"contacts.group.{contact.serves}"))
    return f"{contact.host} ({', '.join(told)})"


def _changed(field: str, was: str, becomes: str, language: str) -> str:
    """'telefon: 013-20 60 00 → 013-20 61 99'."""
    was, becomes = (_value(field, value, language) for value in (was, becomes))
    name = say(language, f"contacts.field.{field}")
    return f"{name}: {was or '-'} → {becomes or '-'}"


def _value(field: str, value: str, language: str) -> str:
    if field == "counties":
        return ", ".join(map(county, value.split("; ")))
    return choice(field, value, language) if field in CHOICES else value


def stale(found: list[Stale], language: str, screen: Screen) -> str:
    """The contacts to confirm, with the number that `confirm` takes."""
    rows = [
        [checked or say(language, "contacts.never"), region.name, str(number), contact.host, contact.phone]
        for checked, region, number, contact in found
    ]
    return table(("checked", "region", "number", "host", "phone"), rows, language, screen)
