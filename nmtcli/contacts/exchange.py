"""Own lists in and out: TOML as a template with comments, and JSON. The table for a spreadsheet is in `table`.

What is written here is read back to the same list; a property test holds that.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from nmtcli.contacts.book import ContactBook, latest_day
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.own import OwnList, own_list_from, own_list_from_toml
from nmtcli.contacts.problem import problem
from nmtcli.contacts.rules import CONTACT_KEYS, REGION_KEYS
from nmtcli.contacts.socialjour import as_entry
from nmtcli.model import Record
from nmtcli.texts import LANGUAGES
from nmtcli.texts.legend import LEGEND


def entry_of(record: Record, keys: tuple[str, ...]) -> dict[str, Any]:
    """A contact or a region as the entry that it was made of; what is not known is left out."""
    entry: dict[str, Any] = {}
    for field in keys:
        stem, _, language = field.rpartition("_")
        if language in LANGUAGES:
            value = dict(getattr(record, stem)).get(language)
        else:
            value = getattr(record, field)
        if value:
            entry[field] = list(value) if isinstance(value, tuple) else value
    return entry


def as_table(own: OwnList) -> dict[str, Any]:
    """The list as plain data, as TOML and JSON hold it."""
    table: dict[str, Any] = {"schema": 1, "name": own.name, "date": own.date}
    for field in ("source", "licence", "stale_after_months"):
        if getattr(own, field):
            table[field] = getattr(own, field)
    if own.no_contact:
        table["no_contact"] = list(own.no_contact)
    if own.regions:
        table["override_regions"] = True
        table["region"] = [entry_of(region, REGION_KEYS) for region in own.regions]
    table["contact"] = [entry_of(contact, CONTACT_KEYS) for contact in own.contacts]
    if own.socialjour:
        table["socialjour"] = list(map(as_entry, own.socialjour))
    return table


def toml_value(value: object) -> str:
    """A checked value as TOML."""
    if isinstance(value, list):
        return f"[{', '.join(map(toml_value, value))}]"
    # A checked text is printable, and a printable text's JSON is also its TOML.
    return json.dumps(value, ensure_ascii=False)


def to_toml(own: OwnList, book: ContactBook, language: str) -> str:
    """The list as TOML under a legend in this language."""
    table = as_table(own)
    lines = [LEGEND[LANGUAGES.index(language)].format(regions=", ".join(f'"{r.id}"' for r in book.regions))]
    tables = ("region", "contact", "socialjour")
    lines += [f"{field} = {toml_value(value)}" for field, value in table.items() if field not in tables]
    names = {region.id: region.name for region in book.regions}
    last = None
    for kind in tables:
        for entry in table.get(kind, ()):
            lines.append("")
            if kind == "contact" and entry["region"] != last:
                last = entry["region"]
                lines.append(f"# ---- {names[last]} ----")
            lines.append(f"[[{kind}]]")
            lines += [f"{field} = {toml_value(value)}" for field, value in entry.items()]
    return "\n".join(lines) + "\n"


def to_json(own: OwnList) -> str:
    """The list as JSON, with the keys of the TOML."""
    return json.dumps(as_table(own), ensure_ascii=False, indent=2) + "\n"


def own_list_from_json(data: bytes, name: str, book: ContactBook, today: date | None = None) -> OwnList:
    """The list in a JSON object with the keys of the TOML.

    Raises:
        ListError: with every problem.
    """
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ListError(name, [problem("not_utf8")]) from None
    except RecursionError:
        raise ListError(name, [problem("nested")]) from None
    except json.JSONDecodeError as error:
        raise ListError(name, [problem("json", error.lineno, column=error.colno)]) from None
    except ValueError:  # a number of thousands of digits
        raise ListError(name, [problem("json_number")]) from None
    if not isinstance(raw, dict):
        raise ListError(name, [problem("json_object")])
    return own_list_from(raw, lambda *_: 0, name, book, today or latest_day())


def reader(name: str, data: bytes) -> Callable[..., OwnList] | None:
    """The reader for a file by its name: TOML or JSON, or None for a table, which needs a `Head` as well.

    Raises:
        ListError: it is a workbook (.xlsx, .ods), which no reader here reads.
    """
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ListError(name, [problem("workbook")])
    return {"toml": own_list_from_toml, "json": own_list_from_json}.get(name.rpartition(".")[2].lower())
