"""The lists in force, laid over one another from the weakest to the strongest, and the confirmations over them all."""

from __future__ import annotations

import os
from pathlib import Path

from nmtcli.contacts import confirmations
from nmtcli.contacts.book import ContactBook, last_checked
from nmtcli.contacts.confirmations import Confirmation
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.own import OwnList, existing_lists, machine_list, overlay, own_list_from_toml
from nmtcli.contacts.trusted import read_bytes
from nmtcli.errors import DataError
from nmtcli.model import Record, replaced
from nmtcli.texts.problems import say

Places = list[tuple[str, Path]]  # (scope, path), weakest first


class Layer(Record):
    """A list in its place. `own` is None where it cannot be used, and `error` says why."""

    scope: str
    path: Path
    own: OwnList | None
    error: ListError | None


class Shadow(Record):
    """That a list hides what a weaker one (`scope`; "bundled": the shipped one) says of a region.

    `newer` is the date of the weaker list's contact where that is later than all that the stronger says there.
    """

    region: str
    scope: str
    newer: str | None


def _read(scope: str, path: Path) -> bytes:
    return read_bytes(path, guarded=True, named=scope in ("environment", "option"))


def read_layers(book: ContactBook, places: Places) -> tuple[ContactBook, list[Layer]]:
    """The book with the lists in these places over it, and the lists, broken ones too."""
    layers = []
    for scope, path in places:
        try:
            own = own_list_from_toml(_read(scope, path), str(path), book)
        except ListError as error:
            layers.append(Layer(scope, path, None, error))
            continue
        layers.append(Layer(scope, path, own, None))
        book = overlay(book, own)
    return book, layers


def read_confirmations(places: Places) -> tuple[list[Confirmation], list[ListError]]:
    """The confirmations in these files, and what is wrong with those that cannot be used."""
    found: list[Confirmation] = []
    errors = []
    for _, path in places:
        try:
            found += confirmations.read(path)
        except ListError as error:
            errors.append(error)
    return found, errors


def _summary(error: ListError, language: str) -> str:
    first, *more = error.texts(language)
    return first + (say(language, "more", count=len(more)) if more else "")


def _laid(book: ContactBook, lists: Places, said: Places, strict: bool, language: str) -> ContactBook:
    book, layers = read_layers(book, lists)
    found, wrong = read_confirmations(said)
    errors = [layer.error for layer in layers if layer.error] + wrong
    if strict and errors:
        raise DataError(errors[0].texts(language)) from errors[0]
    problems = tuple(_summary(error, language) for error in errors)
    return confirmations.apply(replaced(book, problems=(*book.problems, *problems)), found)


def apply_own_lists(
    book: ContactBook, contacts: str | Path | None = None, *, strict: bool = False, language: str = "en"
) -> ContactBook:
    """The shipped book with all own lists over it, and the confirmations over them.

    Args:
        book: the shipped list.
        contacts: a list stronger than all others (the option --contacts).
        strict: a broken list is an error; else it is left out and `problems` of the result says what is wrong with it.
        language: of the problems.

    Raises:
        DataError: a list is broken and `strict` is set; with every problem.
    """
    return _laid(book, existing_lists(os.environ, contacts), confirmations.files(os.environ), strict, language)


def below_user(book: ContactBook, language: str = "en") -> ContactBook:
    """The shipped book with the machine's lists over it: what the user's own list lies on. Without confirmations."""
    lists = [(scope, path) for scope, path in existing_lists(os.environ) if scope == "site"]
    return _laid(book, lists, [], False, language)


def below_machine(book: ContactBook, language: str = "en") -> ContactBook:
    """The shipped book with the weaker of the machine's lists over it: what the strongest of them lies on."""
    strongest = machine_list()
    lists = [(scope, path) for scope, path in existing_lists(os.environ) if scope == "site" and path != strongest]
    return _laid(book, lists, [], False, language)


def unconfirmed(book: ContactBook, contacts: str | Path | None = None) -> ContactBook:
    """The shipped book with all lists that can be used over it, and no confirmations: what the lists say themselves."""
    return read_layers(book, existing_lists(os.environ, contacts))[0]


def confirmed(book: ContactBook) -> ContactBook:
    """A book with the confirmations that can be used over it."""
    return confirmations.apply(book, read_confirmations(confirmations.files(os.environ))[0])


def regions_of(own: OwnList) -> list[str]:
    """The ids of the regions for which a list answers, in its own order."""
    return list(dict.fromkeys([*(contact.region for contact in own.contacts), *own.no_contact]))


def hidden_by(layers: list[Layer], of: Layer) -> dict[str, Layer]:
    """The regions of a list for which a stronger one answers, each with the strongest that does."""
    if of.own is None:
        return {}
    stronger = [(layer, regions_of(layer.own)) for layer in layers[layers.index(of) + 1 :] if layer.own]
    return {region: layer for region in regions_of(of.own) for layer, regions in stronger if region in regions}


def is_shadowed(layers: list[Layer], of: Layer) -> bool:
    """Whether nothing that a list says comes through: stronger ones answer for all its regions."""
    if of.own is None or of.own.regions or of.own.socialjour or of.own.stale_after_months:
        return False
    return len(hidden_by(layers, of)) == len(regions_of(of.own))


def _newest(days: list[str | None]) -> str:
    return max((day for day in days if day), default="")


def shadows(book: ContactBook, layers: list[Layer], of: Layer) -> list[Shadow]:
    """What one of the lists hides of the weaker ones.

    Args:
        book: the shipped list.
        layers: the lists over it, weakest first.
        of: the list in question, one of them.
    """
    if of.own is None:
        return []
    weaker = [(layer.scope, layer.own) for layer in layers[: layers.index(of)] if layer.own][::-1]
    found = []
    for region in regions_of(of.own):
        mine = _newest([last_checked(c) for c in of.own.contacts if c.region == region]) or of.own.date
        for scope, own in weaker:
            if region in regions_of(own):
                found.append(Shadow(region, scope, None))
        theirs = [last_checked(contact) for contact in book.contacts if contact.region == region]
        if theirs:
            newest = _newest(theirs)
            found.append(Shadow(region, "bundled", newest if newest > mine else None))
    return found
