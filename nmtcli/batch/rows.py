"""A block of rows -> for each row what is written before our columns, and the text that is to be routed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nmtcli.batch.badrow import Problem
from nmtcli.batch.routing import FORMULA, NAMES, PREFIX, csv_cell, tsv_cell
from nmtcli.batch.source import CUT, MAX_ROW, records, restored, text_lines
from nmtcli.echo import echo
from nmtcli.position.reading import as_position
from nmtcli.render.jsontext import quoted

OURS = frozenset((*(PREFIX + name for name in NAMES), "nmt_row", "nmt_extra"))  # names of columns that we may write
FORMATS = ("lines", "csv", "tsv", "jsonl")

# Bytes that JSON does not take as they are, but for newlines.
_ESCAPED_IN_JSON = bytes(range(0x0A)) + bytes(range(0x0B, 0x20)) + b'"\\\x7f'
# And what a terminal would obey, in UTF-8: C1, soft hyphen, directions, line and paragraph ends, a byte order mark.
_UNSEEN = re.compile(rb"\xc2[\x80-\x9f\xad]|\xd8\x9c|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf")


@dataclass(frozen=True)
class Layout:
    """What the rows look like and what is to become of them.

    `column` is the place of the text among a row's cells, or its key in a JSON object (None: each row is the text);
    where positions are routed, it is the latitude's, and `longitude` the other column.
    `names` are the columns' names, () where the input has no header; `width` is the number of cells of a good row.
    """

    source: str
    target: str
    delimiter: str = "\t"
    column: int | str | None = 0
    longitude: int | str | None = None
    names: tuple[str, ...] = ()
    width: int = 1
    safe: bool = False
    on_error: str = "keep"

    @property
    def written_delimiter(self) -> str:
        """Between the cells that are written: as in the input where both are CSV."""
        if self.target == "tsv":
            return "\t"
        return self.delimiter if self.source == "csv" else ","


@dataclass
class Rows:
    """Rows side by side: what comes before our columns, the text, the line end; and what is wrong, by place."""

    heads: list[bytes]
    texts: list[bytes]
    ends: list[bytes] | None = None  # None: a newline after each
    problems: dict[int, Problem] = field(default_factory=dict)

    def cut(self, number: int) -> None:
        """Drop the row of this place and all after it."""
        for column in (self.heads, self.texts, self.ends):
            if column is not None:
                del column[number:]

    def without_problems(self) -> None:
        """Drop the rows that have one."""
        for number in sorted(self.problems, reverse=True):
            for column in (self.heads, self.texts, self.ends):
                if column is not None:
                    del column[number]


def split_lines(data: bytes) -> tuple[list[bytes], list[bytes] | None]:
    """The lines of a block without their ends, and the ends where they are not all plain newlines."""
    lines = data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    if b"\r" not in data:
        return lines, None
    ends = [b"\r\n" if line.endswith(b"\r") else b"\n" for line in lines]
    return [line[:-1] if line.endswith(b"\r") else line for line in lines], ends


Cells = list[list[bytes]]


def split_cells(data: bytes, layout: Layout) -> tuple[list[bytes], list[bytes] | None, Cells, list[int]]:
    """The rows of a CSV or TSV block as they stand, their ends, their cells; and the places of those misquoted."""
    lines, ends = split_lines(data)
    delimiter = layout.delimiter.encode()
    if layout.source == "tsv" or b'"' not in data:
        return lines, ends, [line.split(delimiter) for line in lines], []
    rows: list[bytes] = []
    cells: Cells = []
    row_ends: list[bytes] = []
    misquoted = []
    begin = 0
    pieces = data.split(b"\n")
    for end, record, _ in records(text_lines(data), layout.delimiter):
        row = b"\n".join(pieces[begin:end])
        row_ends.append(b"\n")
        if row.endswith(b"\r"):
            row = row[:-1]
            row_ends[-1] = b"\r\n"
        if record is None:
            misquoted.append(len(rows))
            cells.append(row.split(delimiter))
        else:
            cells.append([restored(cell).encode() for cell in record] or [b""])
        rows.append(row)
        begin = end
    return rows, row_ends if ends else None, cells, misquoted


def read_rows(data: bytes, layout: Layout) -> Rows:
    """The rows of a block."""
    rows = _rows(data, layout)
    if len(data) > CUT:
        for number, line in enumerate(split_cells(data, layout)[0] if layout.source == "csv" else split_lines(data)[0]):
            if len(line) > CUT:
                rows.problems[number] = Problem("cut", size=MAX_ROW >> 20)
    return rows


def _rows(data: bytes, layout: Layout) -> Rows:
    if layout.source == "lines":
        return _lines(data, layout)
    if layout.source == "jsonl":
        return _objects(data, layout)
    lines, ends, cells, misquoted = split_cells(data, layout)
    width, column = layout.width, layout.column
    assert isinstance(column, int)
    problems: dict[int, Problem] = {}
    texts = _column(cells, column)
    if layout.longitude is not None:
        assert isinstance(layout.longitude, int)
        texts = list(map(_position, texts, _column(cells, layout.longitude)))
    for number, row in enumerate(cells):
        if len(row) != width:
            if lines[number]:
                problems[number] = Problem("short" if len(row) < width else "long", found=len(row), expected=width)
            if len(row) < width:
                missing = width - len(row)
                row += [b""] * missing
                lines[number] += layout.delimiter.encode() * missing
    problems.update((number, Problem("quote")) for number in misquoted)
    if layout.source == layout.target and not layout.safe:
        return Rows(lines, texts, ends, problems)
    if layout.target == "jsonl" and not problems and _is_plain(data.replace(layout.delimiter.encode(), b"")):
        form = b", ".join(json_text(name.encode()).replace(b"%", b"%%") + b': "%b"' for name in json_names(layout))
        form = b"{" + form + b", "
        return Rows([form % tuple(row) for row in cells], texts, None, problems)
    return Rows(_rewritten(cells, layout), texts, None, problems)


def _column(cells: Cells, column: int) -> list[bytes]:
    """One cell of each row, empty where the row is too short."""
    try:
        return [row[column] for row in cells]
    except IndexError:
        return [row[column] if column < len(row) else b"" for row in cells]


def _position(latitude: bytes, longitude: bytes) -> bytes:
    """The two cells of a position as one text."""
    return as_position(latitude.decode(), longitude.decode()).encode()


def _is_plain(data: bytes) -> bool:
    """Whether the texts in a block can stand in JSON as they are."""
    return len(data.translate(None, _ESCAPED_IN_JSON)) == len(data) and not _UNSEEN.search(data)


def _lines(data: bytes, layout: Layout) -> Rows:
    lines, ends = split_lines(data)
    if layout.target == "jsonl":
        if _is_plain(data):
            return Rows([b'{"query": "' + line + b'", ' for line in lines], lines)
        return Rows([b'{"query": ' + json_text(line) + b", " for line in lines], lines)
    if layout.target == "tsv" and not layout.safe:
        return Rows(lines, lines, ends)
    return Rows(_rewritten([[line] for line in lines], layout), lines)


def _rewritten(cells: Sequence[Sequence[bytes]], layout: Layout) -> list[bytes]:
    """Rows in the target's form, without a line end."""
    if layout.target == "jsonl":
        names = [json_text(name.encode()) + b": " for name in json_names(layout)]
        return [_object(row, names) for row in cells]
    return [write_row([cell.decode() for cell in row], layout) for row in cells]


def json_names(layout: Layout) -> list[str]:
    """The input's columns as keys: numbered where there is no header, equal names told apart."""
    names: list[str] = []
    for number in range(layout.width):
        name = layout.names[number] if layout.names else f"column_{number + 1}"
        while name in names:
            name += f"_{number + 1}"
        names.append(name)
    return names


def json_text(text: bytes) -> bytes:
    """UTF-8 text as a JSON string."""
    return quoted(text.decode()).encode()


def _object(row: Sequence[bytes], names: Sequence[bytes]) -> bytes:
    items = [name + json_text(cell) for name, cell in zip(names, row)]
    if len(row) > len(names):
        items.append(b'"nmt_extra": [' + b", ".join(map(json_text, row[len(names) :])) + b"]")
    return b"{" + b", ".join(items) + b", "


def write_row(cells: Sequence[str], layout: Layout) -> bytes:
    """A row of CSV or TSV without a line end."""
    if layout.safe:
        cells = ["'" + cell if cell.startswith(FORMULA) else cell for cell in cells]
    if layout.target == "csv":
        delimiter = layout.written_delimiter
        return delimiter.join([csv_cell(cell, delimiter) for cell in cells]).encode("utf-8", "replace")
    return "\t".join(map(tsv_cell, cells)).encode("utf-8", "replace")


# --- JSON lines -------------------------------------------------------------------------------------------------------


def parse_json(line: bytes) -> Any:
    """The value of a line, None where it is empty.

    Raises:
        Problem: it is no JSON, or nested too deeply.
    """
    if not line.strip():
        return None
    try:
        return json.loads(line.decode())
    except (ValueError, RecursionError):
        raise Problem("json") from None


def _plain(value: Any) -> str:
    """A JSON value as the text of a cell."""
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _text(value: Any, column: int | str | None) -> str:
    """The text to be routed.

    Raises:
        Problem: the object lacks it, or it is neither text nor number.
    """
    if isinstance(value, dict):
        if column not in value:
            raise Problem("key", name=echo(column))
        value = value[column]
    if value is not None and (isinstance(value, bool) or not isinstance(value, (str, int, float))):
        raise Problem("value")
    return _plain(value)


def _objects(data: bytes, layout: Layout) -> Rows:
    rows = Rows([], [])
    for number, line in enumerate(split_lines(data)[0]):
        value, text = None, ""
        try:
            value = parse_json(line)
            text = _text(value, layout.column)
            if layout.longitude is not None:
                text = as_position(text, _text(value, layout.longitude))
            if layout.target == "jsonl" and isinstance(value, dict) and (ours := OURS & value.keys()):
                raise Problem("ours_in_row", names=", ".join(sorted(ours)))
        except Problem as problem:
            rows.problems[number] = problem
        if layout.target == "jsonl":
            head = _open_object(line, value, number in rows.problems)
        else:
            cells = [_plain(value.get(name)) if isinstance(value, dict) else "" for name in layout.names]
            if isinstance(value, dict) and number not in rows.problems and (more := value.keys() - set(layout.names)):
                rows.problems[number] = Problem("more_keys", names=", ".join(map(echo, sorted(more)[:30])))
            if not isinstance(value, dict) and cells:
                cells[0] = line.decode()
            head = write_row(cells, layout)
        rows.heads.append(head)
        rows.texts.append(text.encode("utf-8", "surrogatepass"))
    return rows


def _open_object(line: bytes, value: Any, bad: bool) -> bytes:
    """The line without its closing brace; a line that is no object, or that has our keys, becomes a value of one."""
    if isinstance(value, dict) and OURS.isdisjoint(value):
        return line.rstrip()[:-1].rstrip() + b", " if value else b"{"
    if value is None and bad:  # no JSON at all
        return b'{"nmt_row": ' + json_text(line) + b", "
    return b'{"nmt_row": ' + (line.strip() or b"null") + b", "
