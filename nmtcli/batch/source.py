"""Bytes of any origin -> blocks of whole rows in UTF-8, in constant memory."""

from __future__ import annotations

import codecs
import csv
import re
import sys
from collections.abc import Callable, Iterator
from itertools import chain

from nmtcli.batch.badrow import Problem
from nmtcli.echo import echo

BLOCK = 1 << 14  # bytes read at a time: larger blocks are no faster and take more memory
# Bytes of a row: what is beyond is left out. A quote must be closed within them, so that a stray one does not swallow
# the file.
MAX_ROW = 1 << 24
CUT = MAX_ROW - 4  # a row that is longer has been cut: at the end of a letter
BOM = codecs.BOM_UTF8

# csv.reader stops at these two: a return inside a line, and in Python 3.10 at a NUL.
# Text decoded from UTF-8 has no surrogates.
_STAND_INS = {"\r": "\udc0d", "\0": "\udc00"}


_PIECE = 1 << 20  # bytes of a long row that are decoded at a time
_NOT_CP1252 = b"\x81\x8d\x8f\x90\x9d"


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for begin in range(0, len(data), _PIECE):
            decoder.decode(data[begin : begin + _PIECE])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _line_as_utf8(line: bytes) -> bytes:
    if _is_utf8(line):
        return line
    # The five bytes that cp1252 leaves undefined are none of a text in cp1252.
    encoding = "cp1252" if len(line.translate(None, _NOT_CP1252)) == len(line) else "latin-1"
    pieces = range(0, len(line), _PIECE)
    return cut(b"".join(line[begin : begin + _PIECE].decode(encoding).encode() for begin in pieces))


def as_utf8(block: bytes) -> bytes:
    """Whole lines, those that are not UTF-8 read as cp1252: files put together from several mix them."""
    if _is_utf8(block):
        return block
    return b"\n".join(map(_line_as_utf8, block.split(b"\n")))


def cut(line: bytes) -> bytes:
    """At most MAX_ROW bytes of a line in UTF-8, whole letters."""
    if len(line) <= MAX_ROW:
        return line
    end = MAX_ROW
    while line[end] & 0xC0 == 0x80:  # not the first byte of a letter
        end -= 1
    return line[:end]


# What files begin with that are no text.
_SIGNATURES = {
    "workbook": (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),  # .xlsx and .ods, .xls
    "compressed": (b"\x1f\x8b", b"BZh91AY&SY", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c"),
    "binary": (b"%PDF-", b"\x89PNG", b"PAR1", b"SQLite format 3\x00", b"\x7fELF", b"\xff\xd8\xff"),
}
_TEXT = bytes(range(0x20, 0x7F)) + bytes(range(0x80, 0x100)) + b"\t\n\r\b\f\v\x1a\x1b"


def refuse_binary(first: bytes, encoding: str | None) -> None:
    """Look at the first block of an input.

    Raises:
        Problem: it is no text: a workbook, compressed, in UTF-16 without a byte order mark, or full of controls.
    """
    for kind, signatures in _SIGNATURES.items():
        if first.startswith(signatures):
            raise Problem(kind)
    if encoding is not None:
        return
    controls = len(first.translate(None, _TEXT))
    if controls < 4 or controls * 50 < len(first):
        return
    half = len(first) // 2
    for name, letters, zeros in (("utf-16-le", first[::2], first[1::2]), ("utf-16-be", first[1::2], first[::2])):
        if zeros.count(0) > 0.8 * half and letters.count(0) < 0.1 * half:
            raise Problem("utf_16", name=name)
    raise Problem("binary")


class Source:
    """Where the rows come from.

    Args:
        read: gives at most so many bytes, as soon as there are any, and b"" at the end.
        encoding: of the text; None is UTF-8 with or without BOM, where single lines may be cp1252.
        only_text: whether to refuse what is no text.

    `bom` says whether the text began with UTF-8's byte order mark; `taken` counts the bytes read so far.
    """

    def __init__(self, read: Callable[[int], bytes], encoding: str | None = None, *, only_text: bool = False) -> None:
        self._read = read
        self._encoding = encoding
        self._only_text = only_text
        self.bom = False
        self.taken = 0

    def _raw(self) -> Iterator[bytes]:
        while data := self._read(BLOCK):
            self.taken += len(data)
            yield data

    def _decoded(self, blocks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
        decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        try:
            for data in blocks:
                yield decoder.decode(data).encode("utf-8", "replace")
            yield decoder.decode(b"", True).encode("utf-8", "replace")
        except UnicodeError:  # UTF-16 and UTF-32 that do not say the order of their bytes
            raise Problem("byte_order", name=echo(encoding)) from None

    def blocks(self) -> Iterator[bytes]:
        """Blocks of whole lines in UTF-8, each ending in a newline, save perhaps the last.

        A line of more than MAX_ROW bytes is cut.

        Raises:
            Problem: it is no text, and text was asked for.
        """
        raw = self._raw()
        first = next(raw, b"")
        while len(first) < 4 and (more := next(raw, b"")):
            first += more
        encoding = self._encoding
        if encoding is None and first[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) and b"\0" in first[:200]:
            encoding = "utf-16"  # Excel's "Unicode text"
        if self._only_text:
            refuse_binary(first, encoding)
        raw = chain([first], raw)
        if encoding is not None:
            raw = self._decoded(raw, encoding)
        begun: list[bytes] = []  # of a line that goes on
        size = 0
        at_start = True
        for data in raw:
            if at_start and data:
                at_start = False
                if data.startswith(BOM):
                    self.bom = True
                    data = data[len(BOM) :]
            if size > MAX_ROW:  # all of this line that is kept
                begin = data.find(b"\n")
                if begin < 0:
                    continue
                data = data[begin:]
            end = data.rfind(b"\n") + 1
            if end and size > MAX_ROW:
                begun = [cut(as_utf8(b"".join(begun)))]
            if end:
                begun.append(data[:end])
                whole = b"".join(begun)
                begun, size = [], 0
                yield as_utf8(whole)
                del whole
            if end < len(data):
                begun.append(data[end:])
                size += len(data) - end
        if begun:
            yield cut(as_utf8(b"".join(begun)))


def sniff_delimiter(line: bytes) -> str:
    """The delimiter of a CSV file by its first line: comma, or semicolon as Swedish Excel writes, or tab."""
    outside = re.sub(rb'"[^"]*"', b"", line)
    return max(",;\t", key=lambda delimiter: outside.count(delimiter.encode()))


def text_lines(data: bytes) -> list[str]:
    """The lines of a block as csv.reader takes them."""
    text = data.decode()
    if not text.endswith("\n"):
        text += "\n"
    if "\r" in text or "\0" in text:
        for character, stand_in in _STAND_INS.items():
            text = text.replace(character, stand_in)
        text = text.replace(_STAND_INS["\r"] + "\n", "\r\n")
    return [line + "\n" for line in text.split("\n")][:-1]


def restored(cell: str) -> str:
    """A cell that csv.reader gave, with the characters that were kept from it."""
    if not cell.isascii():
        for character, stand_in in _STAND_INS.items():
            cell = cell.replace(stand_in, character)
    return cell


def records(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str] | None, bool]]:
    """(number of the line after it, cells, False) of each CSV record.

    Where the quotes of a record are out of order, its first line stands alone with None for cells: a stray quote must
    not swallow the rows up to the next one. True beside it: the quote is not closed in any of these lines.
    """
    csv.field_size_limit(sys.maxsize)
    begin = 0
    while begin < len(lines):
        rest = iter(lines[begin:] if begin else lines)
        reader = csv.reader(rest, delimiter=delimiter, strict=True)
        start = begin
        try:
            for cells in reader:
                begin = start + reader.line_num
                yield begin, cells, False
        except csv.Error:
            ended = next(rest, None) is None and start + reader.line_num == len(lines)
            is_open = ended and _is_open(lines[begin:], delimiter)
            begin += 1
            yield begin, None, is_open


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Whether a malformed record is malformed only in that its quote is not closed yet."""
    try:
        next(csv.reader([*lines, '"\n'], delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def closed_part(data: bytes, delimiter: str) -> int:
    """How many bytes of a block are whole CSV records: all, unless the last record's quote is still open."""
    if b'"' not in data:
        return len(data)
    begin = 0
    for end, _, is_open in records(text_lines(data), delimiter):
        if is_open:
            return sum(len(line) + 1 for line in data.split(b"\n")[:begin])
        begin = end
    return len(data)


def whole_records(blocks: Iterator[bytes], delimiter: str) -> Iterator[bytes]:
    """Blocks of whole CSV records; a line whose quote is never closed comes alone."""
    held = b""  # begins with an open record
    more: list[bytes] = []
    for block in blocks:
        more.append(block)
        if len(held) > BLOCK and sum(map(len, more)) < len(held):
            continue  # a long record: read as much again before looking again, so that the time stays linear
        held += b"".join(more)
        more = []
        while True:
            end = closed_part(held, delimiter)
            if end:
                yield held[:end]
            held = held[end:]
            if len(held) <= MAX_ROW:
                break
            end = held.index(b"\n") + 1
            yield held[:end]
            held = held[end:]
    held += b"".join(more)
    while held:
        end = closed_part(held, delimiter) or held.find(b"\n") + 1 or len(held)
        yield held[:end]
        held = held[end:]
