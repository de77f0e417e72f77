"""Text -> the columns that say where it routes, as bytes ready to be written. Equal texts are resolved once."""

from __future__ import annotations

from collections.abc import Sequence
from json.encoder import encode_basestring

from nmtcli.contacts.book import number_of
from nmtcli.directory import Directory
from nmtcli.model import Candidate, Number, Place, Record, Resolution
from nmtcli.normalise import MAX_LENGTH
from nmtcli.render.jsontext import region_id
from nmtcli.render.tables import FORMULA, about, no_formula
from nmtcli.resolve import resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.model import Group

__all__ = ["FORMULA", "NAMES", "PREFIX", "Asked", "Outcome", "Router", "csv_cell", "tsv_cell"]

NAMES = (
    *("status", "kind", "code", "name", "county", "region", "how", "score", "phone", "candidates"),
    *("phone_kind", "serves", "as_of", "stale"),  # since 0.2
)
PREFIX = "nmt_"  # of those names beside the input's own columns

KEPT_TEXTS = 100_000  # when there are more, all is forgotten: with what belongs to them some 30 MB
LONGEST_KEPT = 100  # bytes of a text that is remembered: a longer one is seldom met twice
LONGEST = 4 * MAX_LENGTH  # bytes of a text that are read: so many letters are never more

Outcome = tuple[str, str]  # status, region's id or ""


class Asked(Record):
    """What answers are to be like: without guesses; with contacts for one group; with none that is older (months)."""

    exact: bool = False
    serves: Group | None = None
    max_age: int | None = None


def csv_cell(cell: str, delimiter: str) -> str:
    """A cell of CSV, in quotes where it needs them."""
    if delimiter in cell or '"' in cell or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def tsv_cell(cell: str) -> str:
    """A cell of TSV, which has no quotes: tabs and line ends become spaces."""
    return cell.replace("\t", " ").replace("\n", " ").replace("\r", " ")


def json_value(text: str) -> str:
    """Text as a JSON string, "" as null."""
    return encode_basestring(text) if text else "null"


class Columns:
    """Our columns of a row, ready to be written, and the outcome. Told apart by identity: equal ones are one object."""

    __slots__ = ("outcome", "written")

    def __init__(self, written: bytes, outcome: Outcome) -> None:
        self.written = written
        self.outcome = outcome


class Router:
    """Routes texts, each only once while it is remembered.

    Args:
        directory: what answers.
        target: "csv", "tsv" or "jsonl".
        delimiter: between cells of CSV and TSV.
        prefix: of the JSON keys: PREFIX beside the input's own, else "".
        asked: what the answers are to be like.

    Texts are UTF-8. Columns begin with the delimiter (those of JSON with the key `status`) and end with a newline.
    """

    def __init__(self, directory: Directory, target: str, delimiter: str, prefix: str, asked: Asked) -> None:
        self._directory = directory
        self._target = target
        self._prefix = prefix
        self._delimiter = delimiter
        self._asked = asked
        # Python's dict is slow for keys whose whole hashes are equal, and nobody can make many such: its hash of bytes
        # (SipHash) has 64 bits, also where its key is known (PYTHONHASHSEED=0). Half-equal ones part after a few steps.
        self._known: dict[bytes, Columns] = {}
        self._same: dict[bytes, Columns] = {}
        self._region = {county: region.id for region in directory.book.regions for county in region.counties}
        self._numbers: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
        self._no_number = self._number_pieces(Number(directory.book.hotline.phone or "", "hotline"))

    def route(self, texts: Sequence[bytes]) -> list[Columns]:
        """The columns of each text, in order."""
        found = list(map(self._known.get, texts))
        return [columns or self._route(text) for columns, text in zip(found, texts)]

    def _route(self, text: bytes) -> Columns:
        """The columns of a text that was not known before this block."""
        text = text[:LONGEST]
        if columns := self._known.get(text):
            return columns
        columns = self._resolve(text)
        if len(self._known) >= KEPT_TEXTS:
            self._known.clear()
            self._same.clear()
        columns = self._same.setdefault(columns.written, columns)
        if len(text) <= LONGEST_KEPT:
            self._known[text] = columns
        return columns

    def _resolve(self, text: bytes) -> Columns:
        # Not `Directory.resolve`, which would keep every resolution a second time.
        query = text.decode("utf-8", "surrogatepass" if len(text) < LONGEST else "ignore")
        found = resolve(query, self._directory.gazetteer, self._directory.routes, self._asked.exact, explain=False)
        place, status = found.place, found.status
        phone, about_it = self._number(found, place) if place else self._no_number
        way = self._way_piece(found.how or "", found.score, phone, found.candidates)
        written = (self._place_piece(status, place) + way + about_it).encode()
        return Columns(written, (status, self._region[place.counties[0]] if place else ""))

    def _number(self, found: Resolution, place: Place) -> tuple[str, str]:
        """The number for the place that was found, and what is to be known of it, ready to be written."""
        where = (place.kind, place.counties)
        pieces = self._numbers.get(where)
        if pieces is None:
            answer = self._directory.answer(found, self._asked.serves, self._asked.max_age)
            pieces = self._numbers[where] = self._number_pieces(number_of(answer))
        return pieces

    def _number_pieces(self, number: Number) -> tuple[str, str]:
        months = self._directory.book.stale_after_months
        serves, as_of, stale = (about(number.contacts, name, months) for name in ("serves", "as_of", "stale"))
        if self._target == "jsonl":
            key = f', "{self._prefix}'
            return json_value(number.phone), (
                f'{key}phone_kind": "{number.kind}"{key}serves": {json_value(serves)}{key}as_of": {json_value(as_of)}'
                f'{key}stale": {stale or "null"}}}\n'
            )
        return self._cell(number.phone), self._delimiter.join(
            ("", number.kind, *map(self._cell, (serves, as_of, stale)))
        ) + "\n"

    def _place_piece(self, status: str, place: Place | None) -> str:
        kind = code = name = county = region = ""
        if place is not None:
            kind, code, name = place.kind, place.code, place.name
            county = place.counties[0] if len(place.counties) == 1 else ""
            region = self._region[place.counties[0]]
        if self._target == "jsonl":
            key = f'"{self._prefix}'
            return (
                f'{key}status": "{status}", {key}kind": {json_value(kind)}, {key}code": {json_value(code)}, '
                f'{key}name": {json_value(name)}, {key}county": {json_value(county)}, '
                f'{key}region": {json_value(region)}, '
            )
        return self._delimiter.join(("", status, kind, code, self._cell(name), county, region))

    def _way_piece(self, how: str, score: float, phone: str, candidates: Sequence[Candidate]) -> str:
        known = str(score) if how else ""
        if self._target == "jsonl":
            regions = [json_value(region_id(c.place, self._directory) or "") for c in candidates]
            listed = ", ".join(
                [
                    f'{{"code": {json_value(c.place.code)}, "region": {region}}}'
                    for c, region in zip(candidates, regions)
                ]
            )
            key = f'"{self._prefix}'
            return (
                f'{key}how": {json_value(how)}, {key}score": {known or "null"}, {key}phone": {phone}, '
                f'{key}candidates": [{listed}]'
            )
        # A candidate without a code is an area of several counties.
        codes = " ".join([c.place.code or "+".join(c.place.counties) for c in candidates])
        return self._delimiter.join(("", how, known, phone, codes))

    def _cell(self, cell: str) -> str:
        """A name or a phone as a cell that no spreadsheet runs."""
        cell = no_formula(cell)
        return csv_cell(cell, self._delimiter) if self._target == "csv" else tsv_cell(cell)
