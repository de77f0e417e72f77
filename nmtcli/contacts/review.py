"""Going through old contacts on the telephone: which ones, and what the answers make of the user's own list. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from nmtcli.contacts.book import ContactBook, is_stale, last_checked
from nmtcli.contacts.confirmations import what_of
from nmtcli.contacts.own import OwnList
from nmtcli.model import Contact, Record, Region, replaced

Stale = tuple[str, Region, int, Contact]  # when it was last attested ("": undated), its region, its number there, it


class Verdict(Record):
    """What was heard of a contact: that it is right (`right`), that it has another number, or (None) no known one."""

    contact: Contact
    right: bool
    phone: str | None = None


def stale_contacts(book: ContactBook, day: str) -> list[Stale]:
    """The contacts in force to be confirmed, oldest first, with the numbers that `confirm --contact` takes."""
    found = [
        (last_checked(contact) or "", region, number, contact)
        for region in book.regions
        for number, contact in enumerate(book.serving(region, region.counties), 1)
        if is_stale(contact, day, book.stale_after_months)
    ]
    return sorted(found, key=lambda item: item[0])


def _corrected(contact: Contact, phone: str, day: str, source: str) -> Contact:
    """The contact with the number that was heard: what older sources said of its date says nothing of this one."""
    return replaced(contact, phone=phone, source=source, published=day, published_note=(), confirmed=None,
                    confirmed_by=None)  # fmt: skip


def corrected_list(
    old: OwnList | None, name: str, lists: ContactBook, verdicts: Sequence[Verdict], day: str, source: str
) -> OwnList | None:
    """The user's list with the regions in which a number was wrong as they are in force, but for those numbers.

    Args:
        old: the user's own list, whose other regions stay as they are.
        name: of the list, where there is no old one.
        lists: the lists in force, without confirmations: these are no part of a list.
        verdicts: what was heard; those that are right change nothing.
        day, source: what a corrected contact says of itself.

    Returns:
        The list, or None where every number was right.
    """
    # By what was heard of, not by contact: two persons behind one number have one answer.
    wrong = {what_of(verdict.contact): verdict.phone for verdict in verdicts if not verdict.right}
    regions = {verdict.contact.region for verdict in verdicts if not verdict.right}
    if not wrong:
        return None
    contacts: list[Contact] = []
    for contact in lists.contacts:
        if contact.region not in regions:
            continue
        if what_of(contact) not in wrong:
            contacts.append(contact)
        elif phone := wrong[what_of(contact)]:
            contacts.append(_corrected(contact, phone, day, source))
    left = {contact.region for contact in contacts}
    base = old or OwnList(name, day, ())
    kept = tuple(contact for contact in base.contacts if contact.region not in regions)
    empty = [region for region in base.no_contact if region not in regions] + sorted(regions - left)
    return replaced(base, date=day, contacts=(*kept, *contacts), no_contact=tuple(empty))
