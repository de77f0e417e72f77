"""Contacts as a table (CSV): written for a spreadsheet, and read as people and spreadsheets leave it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from nmtcli.contacts.book import ContactBook, latest_day
from nmtcli.contacts.exchange import as_table, entry_of
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.own import OwnList, own_list_from
from nmtcli.contacts.problem import Problem, problem, quoted
from nmtcli.contacts.rules import CONTACT_KEYS, LIST_KEYS, MAX_ENTRIES, REQUIRED
from nmtcli.contacts.vocabulary import CHOICES, COLUMNS
from nmtcli.model import Contact, Record, Region, Socialjour
from nmtcli.normalise import fold, key

# Code -> (letter, full name, short name, ...) of the counties, as the gazetteer has them.
Counties = Mapping[str, tuple[str, ...]]

# Field -> what a cell may say -> the value.
_VALUES = {
    field: {word: value for value, words in values.items() for word in words} for field, values in CHOICES.items()
}
_COLUMNS = " ".join(CONTACT_KEYS)
# What a spreadsheet would run or turn into something else (a formula, a number without its zero, a month) is written
# with an apostrophe before it, which reading takes away; a text that begins with an apostrophe gets a second one.
_UNSAFE = re.compile("[=+@'-]|0[0-9 ]+$|[0-9]{4}-[0-9]{2}$")
_GUARDED = re.compile("'[=+@'0-9-]")
# Letters that cp1252 shows where a file is in another old encoding (Mac Roman, code page 850).
_NOT_SWEDISH = re.compile("[šŠŒœ€…†‡Žž„Ÿƒ\ufffd]|[^\\W\\d]”[^\\W\\d]")


class Head(Record):
    """What a table (CSV) cannot say about its list: it is taken from the list that it replaces, or asked for."""

    name: str
    date: str
    stale_after_months: int | None = None
    regions: tuple[Region, ...] = ()
    no_contact: tuple[str, ...] = ()
    socialjour: tuple[Socialjour, ...] = ()


LONGEST_CELL = 100_000  # characters; a longer one is a quote that was never closed


def to_csv(contacts: tuple[Contact, ...], counties: Counties, *, excel: bool = False) -> str:
    """The contacts as a table, one a row; lists joined by "; ", counties by name.

    Names of counties, because a spreadsheet makes 5 of the code 05; no cell is a formula. `excel`: as Excel in Swedish
    reads it, with a byte order mark and semicolons.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(CONTACT_KEYS)
    for contact in contacts:
        entry = entry_of(contact, CONTACT_KEYS)
        entry["counties"] = [counties[code][2] for code in entry["counties"]]
        cells = [entry.get(field, "") for field in CONTACT_KEYS]
        texts = ["; ".join(cell) if isinstance(cell, list) else cell for cell in cells]
        writer.writerow(["'" + text if _UNSAFE.match(text) else text for text in texts])
    return ("\ufeff" if excel else "") + out.getvalue()


def _decode_table(data: bytes, name: str) -> str:
    """Text as spreadsheets write it: UTF-8 with or without a mark, UTF-16 with one, else the old cp1252."""
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        if _NOT_SWEDISH.search(text):
            raise ListError(name, [problem("encoding")]) from None
        return text


def _known_columns() -> dict[str, str]:
    return {fold(key(name)): field for field in CONTACT_KEYS for name in (field, *COLUMNS.get(field, ()))}


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers as a spreadsheet counts them."""
    first = 1
    delimiter = None
    if text[:4].lower() == "sep=":  # how Excel is told the separator
        line, _, text = text.partition("\n")
        delimiter, first = line[4:5], 2
    if not delimiter or delimiter in '"\r':
        known = _known_columns()
        header = next((line for line in text.splitlines() if line.strip(";,\t ")), "")
        delimiter = max(";,\t", key=lambda mark: sum(fold(key(cell)) in known for cell in header.split(mark)))
    csv.field_size_limit(LONGEST_CELL)
    yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), first)


def _columns(header: list[str]) -> tuple[list[str | None], list[Problem]]:
    """The field of each column (None: an unnamed, empty one), and what is wrong with the headings."""
    known = _known_columns()
    # No row of headings at all is one mistake, not one a column. (The cell "confirmed" looks like a heading.)
    if sum(fold(key(cell)) in known for cell in header) < min(2, sum(map(bool, header))):
        return [], [problem("csv_heads", 1, columns=_COLUMNS)]
    fields: list[str | None] = []
    found = []
    for cell in header:
        field = known.get(fold(key(cell)))
        if field is None and cell.strip():
            found.append(problem("csv_column", 1, value=quoted(cell), columns=_COLUMNS))
        elif field in fields and field:
            found.append(problem("csv_double", 1, value=quoted(cell)))
        fields.append(field)
    if missing := [field for field in REQUIRED if field not in fields]:
        message = "csv_missing_several" if len(missing) > 1 else "csv_missing"
        found.append(problem(message, 1, fields=" ".join(missing)))
    return fields, found


def _as_headed(found: Problem, headings: Mapping[str, str]) -> Problem:
    """A problem of an entry in the words of the table: its heading for the field, its words for the choices."""
    values = dict(found.values)
    field = values.get("field", "")
    if found.message == "choice":
        return problem("cell_choice", found.line, found.entry, heading=quoted(headings[field]), value=values["value"],
                       choices=field)  # fmt: skip
    if field in headings:
        values["field"] = quoted(headings[field]).strip('"')
    return problem(found.message, found.line, found.entry, **values)


def _county_codes(cell: str, counties: Counties) -> list[str]:
    """'Östergötland; Södermanland', 'E D', '5, 4' -> ['05', '04']. What is unknown is left as it is, for the check."""
    known = {code: code for code in counties}
    for code, (letter, name, short, *_) in counties.items():
        for form in (letter, name, short, code.lstrip("0")):
            known[fold(key(form))] = code
    found = []
    for part in filter(None, (p.strip() for p in cell.replace(",", ";").split(";"))):
        whole = known.get(fold(key(part)))
        found += [whole] if whole else [known.get(fold(key(word)), word) for word in part.split()]
    return list(dict.fromkeys(found))


def _value(field: str, cell: str, counties: Counties, regions: Mapping[str, str]) -> Any:
    """A cell as the value of its field."""
    if field == "counties":
        return _county_codes(cell, counties)
    if field in LIST_KEYS:
        return [part for part in (p.strip() for p in cell.split(";")) if part]
    if field == "region":
        return regions.get(fold(key(cell).removeprefix("region ")), cell)
    return _VALUES.get(field, {}).get(key(cell), cell)


def own_list_from_csv(
    data: bytes, name: str, book: ContactBook, counties: Counties, head: Head, today: date | None = None
) -> OwnList:
    """The list in a table: comma, semicolon or tab between the cells, columns in any order.

    Raises:
        ListError: with every problem; lines are rows as a spreadsheet counts them.
    """
    text = _decode_table(data, name)
    regions = {fold(key(form)): region.id for region in book.regions for form in (region.name, region.id)}
    fields: list[str | None] = []
    headings: dict[str, str] = {}
    found: list[Problem] = []
    entries: list[tuple[int, dict[str, Any]]] = []
    number = 0
    try:
        for number, cells in _rows(text):
            cells = [" ".join(cell.split()) for cell in cells]
            if not any(cells):
                continue
            if not fields:
                fields, found = _columns(cells)
                headings = {field: cell for field, cell in zip(fields, cells) if field}
                if found:
                    break
                continue
            if len(entries) >= MAX_ENTRIES:
                found = [problem("many_entries", number, limit=MAX_ENTRIES)]
                break
            if any(cells[len(fields) :]):
                found.append(problem("csv_cells", number))
                continue
            plain = [cell[1:] if _GUARDED.match(cell) else cell for cell in cells]
            entry = {f: _value(f, cell, counties, regions) for f, cell in zip(fields, plain) if f and cell}
            entries.append((number, entry))
    except csv.Error as error:
        found.append(problem("csv", number + 1, why=error))
    if not fields and not found:
        found.append(problem("csv_empty", columns=_COLUMNS))
    if found:
        raise ListError(name, found)
    raw = as_table(OwnList(head.name, head.date, (), head.regions, head.stale_after_months, socialjour=head.socialjour))
    raw["contact"] = [entry for _, entry in entries]
    named = {entry.get("region") for _, entry in entries}
    if empty := [region for region in head.no_contact if region not in named]:
        raw["no_contact"] = empty

    def line(table: str, index: int) -> int:
        return entries[index][0] if table == "contact" and entries else 1

    try:
        return own_list_from(raw, line, name, book, today or latest_day())
    except ListError as error:
        raise ListError(name, [_as_headed(p, headings) for p in error.found]) from None
