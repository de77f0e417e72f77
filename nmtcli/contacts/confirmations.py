"""Confirmations: that a contact in force was checked on a day. They lie over the lists and change none of them.

A confirmation names what was checked. As soon as the list underneath says something else it no longer applies, so that
a correction always comes through, whoever has confirmed what stood there before.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from nmtcli.contacts.book import ContactBook, first_day, latest_day
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.own import list_paths, parse_toml, tidy
from nmtcli.contacts.problem import Problem, problem, quoted
from nmtcli.contacts.rules import REGION_IDS, check_date, check_fields
from nmtcli.contacts.trusted import read_bytes
from nmtcli.contacts.where import CONFIRMATIONS_NAME
from nmtcli.model import Contact, Record, replaced

MOST = 500  # confirmations in one file

_TOLD = ("region", "counties", "kind", "host", "serves", "phone")  # what a confirmation says is right

What = tuple[object, ...]


class Confirmation(Record):
    """That a contact was right on a day: `date` in ISO form, `by` the role that checked it."""

    region: str
    counties: tuple[str, ...]
    kind: str
    host: str
    serves: str
    phone: str
    date: str
    by: str | None = None

    @property
    def what(self) -> What:
        """What it says is right: equal to `what_of` of the contact to which it applies."""
        return tuple(getattr(self, field) for field in _TOLD)


def what_of(contact: Contact) -> What:
    """What a confirmation of this contact says is right."""
    return tuple(getattr(contact, field) for field in _TOLD)


def confirmation_of(contact: Contact, day: str, by: str | None = None) -> Confirmation:
    """That the contact was right on a day, checked by a role."""
    return Confirmation(contact.region, contact.counties, contact.kind, contact.host, contact.serves, contact.phone,
                        day, by)  # fmt: skip


def _check(raw: Mapping[str, Any], line: Callable[[str, int], int], today: date) -> list[Problem]:
    found = []
    for field in raw:
        if field not in ("schema", "confirmation"):
            found.append(problem("unknown", 1, field=quoted(field).strip('"'), known="schema, confirmation"))
    if raw.get("schema", 1) != 1 or isinstance(raw.get("schema"), bool):
        found.append(problem("schema", 1, value=quoted(raw["schema"])))
    entries = raw.get("confirmation", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return [*found, problem("entries", 1, field="confirmation")]
    if len(entries) > MOST:
        return [*found, problem("many", 1, field="confirmation", limit=MOST)]
    for index, entry in enumerate(entries):

        def say(message: str, index: int = index, **values: object) -> Problem:
            return problem(message, line("confirmation", index), None, **values)

        region, day = entry.get("region"), entry.get("date", "")
        found += check_fields({f: v for f, v in entry.items() if f != "date"}, (*_TOLD, "by"), _TOLD, say)
        if isinstance(region, str) and region and region not in REGION_IDS:
            found.append(say("no_region", value=quoted(region), known=", ".join(REGION_IDS)))
        if day == "":
            found.append(say("missing", field="date"))
        elif wrong := check_date(day, today) or ("day" if len(str(day)) != 10 else None):
            found.append(say(wrong, field="date", value=quoted(day)))
    return found


def from_toml(data: bytes, name: str, today: date | None = None) -> tuple[Confirmation, ...]:
    """The confirmations in these bytes. `name` is what problems call the file.

    Raises:
        ListError: with every problem.
    """
    raw, line = parse_toml(data, name)
    entries = raw.get("confirmation")
    if isinstance(entries, list):
        raw["confirmation"] = [tidy(entry) if isinstance(entry, dict) else entry for entry in entries]
    if found := _check(raw, line, today or latest_day()):
        raise ListError(name, sorted(found, key=lambda p: p.line))
    return tuple(
        Confirmation(**{**entry, "counties": tuple(entry["counties"]), "date": str(entry["date"])})
        for entry in raw.get("confirmation", ())
    )


def path_beside(path: Path) -> Path:
    """The confirmations that stand beside a list."""
    return path.with_name(CONFIRMATIONS_NAME)


def read(path: Path) -> tuple[Confirmation, ...]:
    """The confirmations in a file that is in force; none where there is no file.

    Raises:
        ListError: they cannot be used.
    """
    return from_toml(read_bytes(path, guarded=True), str(path)) if os.path.lexists(path) else ()


def files(environ: Mapping[str, str]) -> list[tuple[str, Path]]:
    """The confirmations that there are, beside the machine's lists and the user's, weakest first: (scope, path)."""
    places = [(scope, path_beside(path)) for scope, path in list_paths(environ) if scope in ("site", "user")]
    return [(scope, path) for scope, path in places if os.path.lexists(path)]


def _says_more(confirmation: Confirmation, contact: Contact) -> bool:
    """Whether it is later than what the contact says of itself."""
    if contact.confirmed and first_day(contact.confirmed) >= confirmation.date:
        return False
    return not contact.published or first_day(contact.published) <= confirmation.date


def apply(book: ContactBook, confirmations: Iterable[Confirmation]) -> ContactBook:
    """The book with each contact dated by its latest confirmation, if that is later than what the contact says."""
    latest: dict[What, Confirmation] = {}
    for confirmation in sorted(confirmations, key=lambda c: c.date):
        latest[confirmation.what] = confirmation
    if not latest:
        return book

    def dated(contact: Contact) -> Contact:
        found = latest.get(what_of(contact))
        if found is None or not _says_more(found, contact):
            return contact
        return replaced(contact, confirmed=found.date, confirmed_by=found.by)

    return replaced(book, contacts=tuple(map(dated, book.contacts)))
