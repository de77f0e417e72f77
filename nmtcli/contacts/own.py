"""An organisation's own contact list: where it can be, and how it lies over the weaker ones.

From weakest to strongest: the shipped list, the machine's (site), the user's, NMT_CONTACTS, the option --contacts. A
list replaces the contacts of the regions that it names and leaves the other regions alone.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import platformdirs
import tomli

from nmtcli.contacts.book import ContactBook, latest_day, make_contact, make_region, make_socialjour
from nmtcli.contacts.check import check_own_list
from nmtcli.contacts.listerror import ListError, Refused
from nmtcli.contacts.problem import problem, quoted
from nmtcli.contacts.rules import LIST_KEYS, MAX_ENTRIES
from nmtcli.contacts.socialjour import without
from nmtcli.contacts.where import FILE_NAME
from nmtcli.gazetteer.read import entry_lines
from nmtcli.model import Contact, Record, Region, Socialjour, replaced
from nmtcli.system import on_windows

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
    # Ids of regions in which, says the list, there is nobody to call: a weaker list's contacts there are wrong.
    no_contact: tuple[str, ...] = ()
    socialjour: tuple[Socialjour, ...] = ()

    @property
    def origin(self) -> str:
        """What its contacts carry as their origin: "Länsstyrelsen X 2026-11-01"."""
        return f"{self.name} {self.date}"


def user_list() -> Path:
    """The user's own list, whether or not there is one.

    Raises:
        Refused: the user has no home folder.
    """
    try:
        folder = Path(platformdirs.user_config_dir("nmtcli", appauthor=False))
        if not folder.is_absolute():  # older versions take XDG_CONFIG_HOME as it is: the current folder is anybody's
            folder = Path.home() / ".config" / "nmtcli"
        return folder / FILE_NAME
    except RuntimeError as error:
        raise Refused("no_home") from error


def machine_lists() -> list[Path]:
    """Where lists for all users of the computer may lie, strongest first, whether or not there are any."""
    site = platformdirs.site_config_dir("nmtcli", appauthor=False, multipath=True)
    # A relative folder would be another one for each user.
    return [Path(folder) / FILE_NAME for folder in site.split(os.pathsep) if os.path.isabs(folder)]


def machine_list() -> Path:
    """The strongest list for all users of the computer, whether or not there is one.

    Raises:
        Refused: no absolute path is configured for it.
    """
    for path in machine_lists():
        return path
    raise Refused("no_site", place=platformdirs.site_config_dir("nmtcli", appauthor=False, multipath=True))


def list_paths(environ: Mapping[str, str], option: str | Path | None = None) -> list[tuple[str, Path]]:
    """Where own lists are looked for, weakest first: ("site" | "user" | "environment" | "option", path)."""
    # On Windows any user may make files in the folder for all users, and nothing here can tell who made one.
    paths = [] if on_windows() else [("site", path) for path in reversed(machine_lists())]
    with suppress(Refused):
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


def parse_toml(data: bytes, name: str) -> tuple[dict[str, Any], Callable[[str, int], int]]:
    """The parsed list, and a function (table, index) -> the line of that entry.

    Raises:
        ListError: it is not UTF-8 or not TOML.
    """
    text = ""
    try:
        text = data.decode("utf-8-sig")
        if len(re.findall(r"^[ \t]*\[\[", text, re.MULTILINE)) > MAX_ENTRIES:  # before the costly reading
            raise ListError(name, [problem("many_entries", limit=MAX_ENTRIES)])
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
        elif isinstance(value, list) and field in (*LIST_KEYS, "uncertain", "no_contact"):
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
    empty = tuple(raw.get("no_contact", ()))
    services = tuple(make_socialjour(entry, origin) for entry in raw.get("socialjour", ()))
    return OwnList(raw["name"], str(raw["date"]), contacts, regions, no_contact=empty, socialjour=services, **text)


def own_list_from(
    raw: Mapping[str, Any], line: Callable[[str, int], int], name: str, book: ContactBook, today: date
) -> OwnList:
    """A parsed list, checked against the regions of the lists below it.

    Raises:
        ListError: with every problem.
    """
    if sum(len(entries) for entries in raw.values() if isinstance(entries, list)) > MAX_ENTRIES:
        raise ListError(name, [problem("many_entries", limit=MAX_ENTRIES)])
    raw = tidy(raw)
    if found := check_own_list(raw, line, counties_of(book), today):
        raise ListError(name, sorted(found, key=lambda p: p.line))
    return make_own_list(raw)


def own_list_from_toml(data: bytes, name: str, book: ContactBook, today: date | None = None) -> OwnList:
    """The list in these bytes. `name` is what problems call the file; `book` holds the lists below it.

    Raises:
        ListError: with every problem.
    """
    return own_list_from(*parse_toml(data, name), name, book, today or latest_day())


def overlay(book: ContactBook, own: OwnList) -> ContactBook:
    """The book with the list laid over it: its regions' contacts replace those of the book, whole.

    So do none where the list says that a region has nobody.
    So does its socialjour, municipality by municipality.
    """
    overriding = {region.id: region for region in own.regions}
    regions = tuple(overriding.get(region.id, region) for region in book.regions)
    counties = {region.id: set(region.counties) for region in regions}
    named = {contact.region for contact in own.contacts} | set(own.no_contact)
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
        emptied=(
            *((region, origin) for region, origin in book.emptied if region not in named),
            *((region, own.origin) for region in own.no_contact),
        ),
        socialjour=(*without(book.socialjour, own.socialjour), *own.socialjour),
    )
