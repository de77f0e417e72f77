"""What a list changes: the contacts before and after, paired; and what in it calls for a question. Pure."""

from __future__ import annotations

import re

from nmtcli.contacts.book import ContactBook, e164
from nmtcli.model import Contact, Record, Socialjour
from nmtcli.normalise import fold, key

# Where people have private mailboxes.
_CONSUMER_MAIL = ("gmail", "hotmail", "outlook", "live", "yahoo", "icloud", "me", "telia", "msn", "proton")
# First or last words of function mailboxes of the form word.word@.
_ROLE_WORDS = {
    *("info", "kontakt", "kontaktcenter", "social", "socialjour", "socialtjanst", "stod", "registrator", "reception"),
    *("koordinator", "regionkoordinator", "enhet", "kommun", "kansli", "funktion", "nmt", "vaxel"),
}


class Change(Record):
    """One contact of one region: "+" new, "-" gone, "~" changed, with (field, before, after) for what is different."""

    sign: str
    region: str
    contact: Contact
    fields: tuple[tuple[str, str, str], ...] = ()


def _shown(contact: Contact) -> dict[str, str]:
    """Every field but the origin as text: a list that says the same in another place changes nothing."""
    fields = {field: getattr(contact, field) for field in contact._fields if field not in ("region", "origin")}
    return {
        field: "; ".join(v if isinstance(v, str) else v[1] for v in value) if isinstance(value, tuple) else value or ""
        for field, value in fields.items()
    }


_TELLING = ("host", "counties", "serves", "phone", "kind", "persons", "unit")  # that two contacts are the same one


def _likeness(one: Contact, other: Contact) -> int:
    return sum(getattr(one, field) == getattr(other, field) for field in _TELLING)


def differences(before: ContactBook, after: ContactBook) -> list[Change]:
    """The changes, region by region. Contacts are paired with the one most like them."""
    changes = []
    for region in after.regions:
        old = [c for c in before.contacts if c.region == region.id]
        new = [c for c in after.contacts if c.region == region.id]
        same = [(o, n) for o in old for n in new if _shown(o) == _shown(n)]
        for o, n in same:
            if o in old and n in new:
                old.remove(o)
                new.remove(n)
        for likeness in range(len(_TELLING), 1, -1):
            for n in list(new):
                if match := next((o for o in old if _likeness(o, n) >= likeness), None):
                    was, becomes = _shown(match), _shown(n)
                    fields = tuple((f, was[f], becomes[f]) for f in was if was[f] != becomes[f])
                    changes.append(Change("~", region.id, n, fields))
                    old.remove(match)
                    new.remove(n)
        changes += [Change("-", region.id, contact) for contact in old]
        changes += [Change("+", region.id, contact) for contact in new]
    return changes


def uncovered(before: ContactBook, after: ContactBook) -> list[str]:
    """The counties that lose everybody whom one could call."""
    return [
        county
        for region in after.regions
        for county in region.counties
        if not after.serving(region, (county,)) and before.serving(before.region_of(county), (county,))
    ]


def _is_mobile(phone: str) -> bool:
    # 07x are mobile and personal numbers, save 077, which organisations have.
    return bool(re.match(r"\+467(?!7)", e164(phone)))


def personal_numbers(service: Socialjour) -> list[tuple[str, str]]:
    """Which numbers of a socialjour look like one person's own: ("mobile", the number)."""
    return [("mobile", phone) for phone in service.phone.split("; ") if _is_mobile(phone)]


def personal_data(contact: Contact) -> list[tuple[str, str]]:
    """What looks like one person's own: ("mobile" | "mailbox", the value)."""
    found = []
    if _is_mobile(contact.phone):
        found.append(("mobile", contact.phone))
    if contact.email:
        local, _, domain = contact.email.lower().partition("@")
        words = [fold(key(word)) for word in re.split(r"[._]", local)]
        surnames = {fold(key(person.split()[-1])) for person in contact.persons if person.split()}
        named = len(words) > 1 and not _ROLE_WORDS & set(words) and all(re.fullmatch(r"[a-z-]+", w) for w in words)
        signed = any(name in fold(key(local)) for name in surnames if len(name) > 2)
        if named or signed or domain.split(".")[0] in _CONSUMER_MAIL:
            found.append(("mailbox", contact.email))
    return found
