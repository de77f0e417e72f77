"""The command `contacts confirm`: contacts were checked and are right. It changes no list."""

from __future__ import annotations

import click

from nmtcli import errors
from nmtcli.cli.contacts.desk import EXIT_CODES, Desk
from nmtcli.cli.options import color_option, lang_option
from nmtcli.cli.values import REGION
from nmtcli.cli.worded import argument, command, option
from nmtcli.contacts import confirmations, keeping
from nmtcli.contacts.book import ContactBook
from nmtcli.contacts.confirmations import Confirmation, confirmation_of, what_of
from nmtcli.contacts.layers import apply_own_lists
from nmtcli.contacts.own import own_list_from_toml
from nmtcli.contacts.store import Store
from nmtcli.errors import UsageError
from nmtcli.model import Contact, Region


@command(help="command.contacts.confirm", epilog=EXIT_CODES)
@argument("region", type=REGION, metavar="REGION")
@option("--contact", "number", type=click.IntRange(1), metavar="N", help="confirm.contact")
@option("--on", "day", metavar="DATE", help="confirm.on")
@option("--by", "role", metavar="ROLE", help="confirm.by")
@option("--undo", is_flag=True, help="confirm.undo")
@lang_option
@color_option
def confirm(region: str, number: int | None, day: str | None, role: str | None, undo: bool, lang: str | None,
            color: str) -> int:  # fmt: skip
    """Record that the contacts of a region were checked and are right."""
    desk = Desk(lang, color)
    found, day = desk.region(region), desk.day(day)
    shelf = desk.shelf()
    path = confirmations.path_beside(shelf.store.path)
    with shelf.store.locked(), desk.worded():
        if (own := shelf.store.current()) is not None:  # who confirms what a broken list hides is told of it
            own_list_from_toml(own, str(shelf.store.path), shelf.below)
        old = confirmations.read(path)
        book = apply_own_lists(desk.shipped, language=desk.language)
        if undo:
            return _undo(desk, shelf.store, old, found, _chosen(desk, book, found, number) if number else None)
        chosen = _chosen(desk, book, found, number)
        new = [confirmation_of(contact, day, role) for contact in chosen]
        keeping.write(shelf.store, keeping.with_new(old, new, book))
    applied = apply_own_lists(desk.shipped, language=desk.language).contacts
    for contact in chosen:
        date = next((c.confirmed for c in applied if what_of(c) == what_of(contact)), None)
        message = "contacts.confirmed" if date == day else "contacts.confirmed.no_news"
        desk.out(desk.say(message, host=contact.host, phone=contact.phone, date=day))
    desk.remark(desk.say("contacts.confirmed.undo", region=found.name))
    return errors.ANSWERED


def _chosen(desk: Desk, book: ContactBook, region: Region, number: int | None) -> tuple[Contact, ...]:
    """Contact N of the region as `nmt contacts show` counts them, or all of them.

    Raises:
        UsageError: there is none.
    """
    served = book.serving(region, region.counties)
    if not served:
        raise UsageError(desk.say("contacts.nobody", region=region.name))
    if number and number > len(served):
        raise UsageError(desk.say("contacts.no_such", region=region.name, count=len(served), number=number))
    return served[number - 1 : number] if number else served


def _undo(desk: Desk, store: Store, old: tuple[Confirmation, ...], region: Region,
          chosen: tuple[Contact, ...] | None) -> int:  # fmt: skip
    """Takes the confirmations of these contacts (None: all of the region, those that no longer apply too) back."""
    named = None if chosen is None else set(map(what_of, chosen))
    gone = [c for c in old if c.region == region.id and (named is None or c.what in named)]
    if gone:
        keeping.write(store, tuple(c for c in old if c not in gone))
        for c in gone:
            desk.out(desk.say("contacts.confirmed.undone", host=c.host, phone=c.phone, date=c.date))
    else:
        desk.out(desk.say("contacts.confirmed.none", region=region.name))
    return errors.ANSWERED
