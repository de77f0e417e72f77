"""What kind of rows the input holds: format, delimiter, header, and which column names the place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from nmtcli.batch.badrow import Problem
from nmtcli.batch.routing import NAMES, PREFIX
from nmtcli.batch.rows import OURS, Layout, parse_json, split_cells, split_lines, write_row
from nmtcli.batch.source import sniff_delimiter, whole_records
from nmtcli.echo import echo

SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl"}

# A column of one of these names is taken when none is asked for.
PLACE_NAMES = ("place", "plats", "ort", "kommun", "municipality", "city", "town", "stad", "location", "query", "text")


@dataclass(frozen=True)
class Wanted:
    """What was asked for; None where it is to be found out. `position`: the columns of latitude and longitude."""

    source: str
    target: str | None = None
    column: str | None = None
    position: tuple[str, str] | None = None
    header: bool = True
    safe: bool = False
    on_error: str = "keep"


def format_of(name: str | None) -> str:
    """The format that a file's name ends in; lines for any other, and for a pipe."""
    return next((found for suffix, found in SUFFIXES.items() if name and name.lower().endswith(suffix)), "lines")


def arrange(wanted: Wanted, blocks: Iterator[bytes], bom: bytes) -> tuple[Layout, bytes, Iterator[bytes]]:
    """Look at the first rows.

    Args:
        wanted: what was asked for.
        blocks: of whole lines.
        bom: what a CSV or TSV file began with, to be written again.

    Returns:
        The layout, what is to be written before the first row, and the blocks of rows without the header.

    Raises:
        Problem: the column does not exist, or none was named and none suggests itself.
    """
    target = wanted.target or ("tsv" if wanted.source == "lines" else wanted.source)
    layout = Layout(wanted.source, target, safe=wanted.safe, on_error=wanted.on_error)
    if wanted.source == "lines":
        if wanted.position:
            raise Problem("no_columns")
        return layout, b"", blocks
    first = next(blocks, b"")
    if wanted.source == "jsonl":
        return _arrange_objects(wanted, layout, first, chain([first] if first else [], blocks))
    before = b""
    if wanted.source == "csv":
        line, newline, rest = first.partition(b"\n")
        delimiter = sniff_delimiter(line)
        if re.fullmatch(rb"(?i)sep=[,;\t|]\r?", line):  # a line for Excel alone
            delimiter, before, first = line.decode()[4], line + newline, rest
            first = first or next(blocks, b"")
        layout = replace(layout, delimiter=delimiter)
    blocks = chain([first] if first else [], blocks)
    if wanted.source == "csv":
        blocks = whole_records(blocks, layout.delimiter)
    data = next(blocks, b"")
    lines, ends, cells, _ = split_cells(data, layout)
    header = [cell.decode() for cell in cells[0]] if cells else []
    layout = replace(layout, width=len(header) or 1, names=tuple(header) if wanted.header else ())
    _refuse_ours(layout.names)
    column, *longitude = [_find_column(asked, header, named=wanted.header) for asked in _asked_for(wanted)]
    layout = replace(layout, column=column, longitude=longitude[0] if longitude else None)
    if layout.source == layout.target:
        before = bom + before
    else:
        before = b""
    if wanted.header and cells:
        end = ends[0] if ends else b"\n"
        data = data[len(lines[0]) + len(end) :]
        if layout.target != "jsonl":
            as_it_is = layout.source == layout.target and not layout.safe
            head = lines[0] if as_it_is else write_row(header, layout)
            before += head + _our_names(layout) + (end if as_it_is else b"\n")
    return layout, before, chain([data] if data else [], blocks)


def _refuse_ours(names: Sequence[str]) -> None:
    """No column is there twice under one name.

    Raises:
        Problem: the input has columns of ours, as what this has written already.
    """
    if ours := [name for name in names if name in OURS]:
        raise Problem("ours", names=", ".join(ours))


def _our_names(layout: Layout) -> bytes:
    return "".join(layout.written_delimiter + PREFIX + name for name in NAMES).encode()


def _find_column(asked: str | None, header: list[str], *, named: bool) -> int:
    """The place of the column among the cells.

    Raises:
        Problem: there is none.
    """
    plain = [name.strip().casefold() for name in header] if named else []
    if asked is None:
        if len(header) <= 1:
            return 0
        found = next((plain.index(name) for name in PLACE_NAMES if name in plain), None)
        if found is None:
            raise Problem("which_column", columns=_listed(header))
        return found
    if asked in header and named:
        return header.index(asked)
    if asked.strip().casefold() in plain:
        return plain.index(asked.strip().casefold())
    if asked.isdecimal() and 1 <= int(asked) <= max(1, len(header)):
        return int(asked) - 1
    raise Problem("no_column", name=echo(asked), columns=_listed(header))


def _asked_for(wanted: Wanted) -> tuple[str | None, ...]:
    """The columns that are asked for: one, or latitude and longitude."""
    return wanted.position or (wanted.column,)


def _listed(header: list[str]) -> str:
    return ", ".join(f"{number} {echo(name)}" for number, name in enumerate(header[:30], 1))


def _arrange_objects(
    wanted: Wanted, layout: Layout, first: bytes, blocks: Iterator[bytes]
) -> tuple[Layout, bytes, Iterator[bytes]]:
    names: list[str] = []
    for line in split_lines(first)[0]:
        try:
            value = parse_json(line)
        except Problem:
            continue
        if value is not None:
            names = list(value) if isinstance(value, dict) else []
            break
    _refuse_ours(names)
    column, *longitude = [
        names[_find_column(asked, names, named=True)]
        if names and (asked is None or (asked not in names and asked.isdecimal()))
        else asked
        for asked in _asked_for(wanted)
    ]
    if longitude and not names:
        raise Problem("no_columns")
    layout = replace(
        layout, column=column, longitude=longitude[0] if longitude else None, names=tuple(names), width=len(names)
    )
    before = b""
    if layout.target != "jsonl":
        if not names:
            layout = replace(layout, names=("nmt_row",), width=1)
        before = write_row(layout.names, layout) + _our_names(layout) + b"\n"
    return layout, before, blocks
