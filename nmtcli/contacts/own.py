"""An organisation's own contact list: where it can be, whether it may be trusted, and how it lies over the weaker ones.

From weakest to strongest: the shipped list, the machine's (site), the user's, NMT_CONTACTS, the option --contacts. A
list replaces the contacts of the regions that it names and leaves the other regions alone.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import platformdirs
import tomli

from nmtcli.contactbook import ContactBook, make_contact, make_region, make_socialjour
from nmtcli.contacts.check import LIST_KEYS, check_own_list
from nmtcli.contacts.problems import ListError, problem, quoted
from nmtcli.contacts.socialjour import without
from nmtcli.errors import DataError, NmtError
from nmtcli.loader import entry_lines
from nmtcli.model import Contact, Record, Region, Socialjour, replaced
from nmtcli.ownpath import FILE_NAME

MAX_BYTES = 1_000_000

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


class OwnList(Record):
    """A checked own list. `date` is an ISO date; `regions` is filled only where the list overrides the regions."""

    name: str
    date: str
    contacts: tuple[Contact, ...]
    regions: tuple[Region, ...] = ()
    stale_after_months: int | None = None
    source: str | None = None
    licence: str | None = None
    socialjour: tuple[Socialjour, ...] = ()

    @property
    def origin(self) -> str:
        """What its contacts carry as their origin: "Länsstyrelsen X 2026-11-01"."""
        return f"{self.name} {self.date}"


def user_list() -> Path:
    """The user's own list, whether or not there is one.

    Raises:
        NmtError: the user has no home folder.
    """
    try:
        return Path(platformdirs.user_config_dir("nmtcli", appauthor=False)) / FILE_NAME
    except RuntimeError as error:
        raise NmtError(str(error)) from error


def list_paths(environ: Mapping[str, str], option: str | Path | None = None) -> list[tuple[str, Path]]:
    """Where own lists are looked for, weakest first: ("site" | "user" | "environment" | "option", path)."""
    site = platformdirs.site_config_dir("nmtcli", appauthor=False, multipath=True)
    paths = [("site", Path(folder) / FILE_NAME) for folder in reversed(site.split(os.pathsep))]
    with suppress(NmtError):
        paths.append(("user", user_list()))
    if environ.get("NMT_CONTACTS"):
        paths.append(("environment", Path(environ["NMT_CONTACTS"])))
    if option is not None:
        paths.append(("option", Path(option)))
    return paths


def existing_lists(environ: Mapping[str, str], option: str | Path | None = None) -> list[tuple[str, Path]]:
    """Those of `list_paths` that are there, and those that someone has named, there or not."""
    return [
        (scope, path)
        for scope, path in list_paths(environ, option)
        if scope in ("environment", "option") or os.path.lexists(path)
    ]


def _open_folder(path: Path) -> Path | None:
    """A folder of the file in which anyone could replace it: writable by all and not sticky as /tmp is."""
    for folder in {path.absolute().parent, path.resolve().parent}:
        mode = folder.stat().st_mode
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            return folder
    return None


def read_bytes(path: Path, *, guarded: bool) -> bytes:
    """The content of a list.

    Args:
        guarded: refuse a file that others can write to, as for every list that is in force; a file to import may lie
            on a memory stick, where nothing can be guarded, and is shown before it is used.

    Raises:
        ListError: it cannot be read, is no ordinary file, too large, or open to tampering.
    """
    name = str(path)
    try:
        # A pipe or a device in the place of the list must not make a look-up wait: O_NONBLOCK opens them at once.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise ListError(name, [problem("not_a_file")])
            if guarded and os.name == "posix":
                if status.st_mode & stat.S_IWOTH:
                    raise ListError(name, [problem("world_writable", path=name)])
                if folder := _open_folder(path):
                    raise ListError(name, [problem("open_folder", path=folder)])
            if status.st_size > MAX_BYTES:
                raise ListError(name, [problem("too_large", size=status.st_size, limit=MAX_BYTES)])
            return file.read(MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        raise ListError(name, [problem("no_file")]) from None
    except IsADirectoryError:
        raise ListError(name, [problem("not_a_file")]) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise ListError(name, [problem("unreadable", why=getattr(error, "strerror", None) or error)]) from error


def parse_toml(data: bytes, name: str) -> tuple[dict[str, Any], Callable[[str, int], int]]:
    """The parsed list, and a function (table, index) -> the line of that entry.

    Raises:
        ListError: it is not UTF-8 or not TOML.
    """
    text = ""
    try:
        text = data.decode("utf-8-sig")
        return tomli.loads(text), entry_lines(text)
    except UnicodeDecodeError as error:
        raise ListError(name, [problem("not_utf8", data[: error.start].count(b"\n") + 1)]) from None
    except RecursionError:
        raise ListError(name, [problem("nested")]) from None
    except ValueError as error:  # TOMLDecodeError is one; a number of thousands of digits is another
        at = re.search(r"at line ([0-9]+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise ListError(name, [problem("toml", line, value=quoted(text.split("\n")[line - 1]))]) from None


def _tidy_text(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def tidy(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A parsed list or entry with what people and word processors add without meaning it taken away.

    Spaces around and doubled, composed letters, the dashes in telephone numbers. All else is left for the check.
    """
    clean: dict[str, Any] = {}
    for field, value in raw.items():
        if isinstance(value, str):
            clean[field] = _tidy_text(value)
            if field == "phone":
                clean[field] = clean[field].translate(_DASHES)
        elif isinstance(value, list) and field in ("region", "contact", "socialjour"):
            clean[field] = [tidy(item) if isinstance(item, dict) else item for item in value]
        elif isinstance(value, list) and field in (*LIST_KEYS, "uncertain"):
            clean[field] = [_tidy_text(item) if isinstance(item, str) else item for item in value]
        else:
            clean[field] = value
    return clean


def counties_of(book: ContactBook) -> dict[str, set[str]]:
    """Region id -> its counties."""
    return {region.id: set(region.counties) for region in book.regions}


def make_own_list(raw: Mapping[str, Any]) -> OwnList:
    """A checked list as a record."""
    text = {field: raw.get(field) for field in ("source", "licence", "stale_after_months")}
    origin = f"{raw['name']} {raw['date']}"
    contacts = tuple(make_contact(entry, origin) for entry in raw.get("contact", ()))
    regions = tuple(map(make_region, raw.get("region", ())))
    services = tuple(make_socialjour(entry, origin) for entry in raw.get("socialjour", ()))
    return OwnList(raw["name"], str(raw["date"]), contacts, regions, **text, socialjour=services)


def own_list_from(
    raw: Mapping[str, Any], line: Callable[[str, int], int], name: str, book: ContactBook, today: date
) -> OwnList:
    """A parsed list, checked against the regions of the lists below it.

    Raises:
        ListError: with every problem.
    """
    raw = tidy(raw)
    if found := check_own_list(raw, line, counties_of(book), today):
        raise ListError(name, sorted(found, key=lambda p: p.line))
    return make_own_list(raw)


def own_list_from_toml(data: bytes, name: str, book: ContactBook, today: date | None = None) -> OwnList:
    """The list in these bytes. `name` is what problems call the file; `book` holds the lists below it.

    Raises:
        ListError: with every problem.
    """
    return own_list_from(*parse_toml(data, name), name, book, today or date.today())


def overlay(book: ContactBook, own: OwnList) -> ContactBook:
    """The book with the list laid over it: its regions' contacts replace those of the book, whole.

    So does its socialjour, municipality by municipality.
    """
    overriding = {region.id: region for region in own.regions}
    regions = tuple(overriding.get(region.id, region) for region in book.regions)
    counties = {region.id: set(region.counties) for region in regions}
    named = {contact.region for contact in own.contacts}
    contacts = [c for c in book.contacts if c.region not in named]
    if own.regions:  # a contact below may serve a county that has moved to another region
        kept = [(c, tuple(county for county in c.counties if county in counties[c.region])) for c in contacts]
        contacts = [replaced(contact, counties=members) for contact, members in kept if members]
    return replaced(
        book,
        regions=regions,
        contacts=(*contacts, *own.contacts),
        stale_after_months=own.stale_after_months or book.stale_after_months,
        lists=(own.origin, *book.lists),
        socialjour=(*without(book.socialjour, own.socialjour), *own.socialjour),
    )


_MORE = {
    "sv": " (och {count} fel till: nmt contacts check)",
    "en": " (and {count} more: nmt contacts check)",
}


def _lay(book: ContactBook, path: Path, strict: bool, language: str) -> ContactBook:
    """The book with the list in the file over it, or with the reason why not among its problems."""
    try:
        return overlay(book, own_list_from_toml(read_bytes(path, guarded=True), str(path), book))
    except ListError as error:
        if strict:
            raise DataError(error.texts(language)) from error
        first, *more = error.texts(language)
        summary = first + (_MORE[language].format(count=len(more)) if more else "")
        return replaced(book, problems=(*book.problems, summary))


def _apply(book: ContactBook, paths: list[Path], strict: bool, language: str) -> ContactBook:
    for path in paths:
        book = _lay(book, path, strict, language)
    return book


def apply_own_lists(
    book: ContactBook, contacts: str | Path | None = None, *, strict: bool = False, language: str = "en"
) -> ContactBook:
    """The shipped book with all own lists over it.

    Args:
        book: the shipped list.
        contacts: a list stronger than all others (the option --contacts).
        strict: a broken list is an error; else it is left out and `problems` of the result says what is wrong with it.
        language: of the problems.

    Raises:
        DataError: a list is broken and `strict` is set; with every problem.
    """
    return _apply(book, [path for _, path in existing_lists(os.environ, contacts)], strict, language)


def below_user(book: ContactBook, language: str = "en") -> ContactBook:
    """The shipped book with the machine's lists over it: what the user's own list lies on."""
    return _apply(book, [path for scope, path in existing_lists(os.environ) if scope == "site"], False, language)
