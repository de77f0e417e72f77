"""Writing confirmations: beside the list, under its lock, whole. A look-up only reads them and imports none of this."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nmtcli.contacts.book import ContactBook
from nmtcli.contacts.confirmations import MOST, Confirmation, from_toml, path_beside, read, what_of
from nmtcli.contacts.exchange import toml_value
from nmtcli.contacts.store import Store

_HEADING = """\
# Confirmations of contacts (nmt contacts confirm). One applies as long as the list in force says the same.
schema = 1
"""


def with_new(old: Iterable[Confirmation], new: Iterable[Confirmation], book: ContactBook) -> tuple[Confirmation, ...]:
    """The old confirmations with the new ones in the place of those of the same contacts.

    At most MOST are kept: those that apply to nothing in the book go first, then the oldest.
    """
    new = tuple(new)
    renewed = {confirmation.what for confirmation in new}
    every = [*(c for c in old if c.what not in renewed), *new]
    in_force = set(map(what_of, book.contacts))
    kept = sorted(every, key=lambda c: (c.what in in_force, c.date), reverse=True)[:MOST]
    return tuple(c for c in every if c in kept) if len(every) > MOST else tuple(every)


def to_toml(confirmations: Iterable[Confirmation]) -> str:
    """The confirmations as their file holds them."""
    lines = [_HEADING]
    for confirmation in confirmations:
        lines.append("[[confirmation]]")
        for field in confirmation._fields:
            value = getattr(confirmation, field)
            if value:
                lines.append(f"{field} = {toml_value(list(value) if isinstance(value, tuple) else value)}")
        lines.append("")
    return "\n".join(lines)


def check(path: Path, confirmations: tuple[Confirmation, ...]) -> bytes:
    """The confirmations as the file that is to hold them.

    Raises:
        ListError: they could not be read again.
    """
    # Half a character in an argument is for the check to find.
    content = to_toml(confirmations).encode(errors="surrogatepass")
    from_toml(content, str(path))
    return content


def write(store: Store, confirmations: tuple[Confirmation, ...]) -> None:
    """Put the confirmations beside the store's list; without any the file is removed. Only under the store's lock.

    Raises:
        ListError: they could not be read again, so that nothing was written.
        OSError: as for `Store.replace`.
    """
    path = path_beside(store.path)
    content = check(path, confirmations)
    store.write_beside(path.name, content if confirmations else None)


def record(
    store: Store, content: bytes | None, said: list[Confirmation], book: ContactBook, who: str, why: str
) -> bool:
    """Put a list and confirmations of its contacts in force, each whole: first the list. Only under the store's lock.

    Args:
        content: a list that has been checked, None for none.
        said: confirmations to add to those that are there.
        book: with the list over it, as for `with_new`.
        who, why: for the history, as for `Store.replace`.

    Returns:
        As `Store.replace`: whether the disk says that it is kept.

    Raises:
        ListError: the confirmations that are there cannot be used, or the new ones; nothing was written.
        OSError: as for `Store.replace`.
    """
    path = path_beside(store.path)
    new = with_new(read(path), said, book) if said else ()
    check(path, new)
    durable = store.replace(content, who, why)
    if said:
        write(store, new)
    return durable
