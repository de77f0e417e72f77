"""Text -> the columns that say where it routes, as bytes ready to be written. Equal texts are resolved once."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from json.encoder import encode_basestring

from nmtcli.batch.memory import MOST_AT_ONCE, SLOTS, Pieces, Slots
from nmtcli.directory import Directory
from nmtcli.fuzzy import use_rapidfuzz
from nmtcli.model import Candidate, Place, Resolution
from nmtcli.render.tables import FORMULA, no_formula
from nmtcli.resolve import resolve

__all__ = ["FORMULA", "NAMES", "PREFIX", "Outcome", "Router", "csv_cell", "tsv_cell"]

NAMES = ("status", "kind", "code", "name", "county", "region", "how", "score", "phone", "candidates")
PREFIX = "nmt_"  # of those names beside the input's own columns

KEPT_PIECES = 7_500  # of a kind; when there are more of one kind, all is forgotten

Outcome = tuple[str, str]  # status, region's id or ""


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


@dataclass
class Routed:
    """The columns of some texts, in two pieces that follow one another, and how often each outcome occurs."""

    places: list[bytes] = field(default_factory=list)
    ways: list[bytes] = field(default_factory=list)
    outcomes: Counter[Outcome] = field(default_factory=Counter)


class Router:
    """Routes texts, each only once while it is remembered.

    Args:
        directory: what answers.
        target: "csv", "tsv" or "jsonl".
        delimiter: between cells of CSV and TSV.
        prefix: of the JSON keys: PREFIX beside the input's own, else "".
        exact: no guessing.

    Texts are UTF-8. Columns begin with the delimiter (those of JSON with the key `status`) and end with a newline.
    """

    def __init__(self, directory: Directory, target: str, delimiter: str, prefix: str, exact: bool) -> None:
        use_rapidfuzz()
        for kind in ("municipality", "county", "locality"):  # made now, so that memory does not grow with the rows
            for _ in directory.gazetteer.every(kind):
                pass
        self._directory = directory
        self._target = target
        self._prefix = prefix
        self._delimiter = delimiter
        self._exact = exact
        # The columns in two pieces, since few of each kind make up many sets of columns: the place with its status; how
        # it was found, whom to call and the candidates. At a text's slot are the numbers of its pieces.
        self._seen = Slots()
        self._place_at, self._way_at = array("H", [0]) * SLOTS, array("H", [0]) * SLOTS
        self._places, self._ways = Pieces(), Pieces()
        self._outcome_of_place: list[Outcome] = []
        self._region = {county: region.id for region in directory.book.regions for county in region.counties}
        self._phones: dict[tuple[str, ...], str] = {}
        self._hotline = directory.book.hotline.phone or ""

    def route(self, texts: Sequence[bytes]) -> Routed:
        """The columns of each text, in order."""
        routed = Routed()
        for begin in range(0, len(texts), MOST_AT_ONCE):
            if self._seen.full or max(len(self._places.listed), len(self._ways.listed)) > KEPT_PIECES:
                for kept in (self._seen, self._places, self._ways, self._outcome_of_place):
                    kept.clear()
            slots = self._seen.of(texts[begin : begin + MOST_AT_ONCE], self._resolve)
            places = list(map(self._place_at.__getitem__, slots))
            routed.places += map(self._places.listed.__getitem__, places)
            routed.ways += map(self._ways.listed.__getitem__, map(self._way_at.__getitem__, slots))
            for place, count in Counter(places).items():
                routed.outcomes[self._outcome_of_place[place]] += count
        return routed

    def _resolve(self, slot: int, text: bytes) -> None:
        """Put the numbers of a text's pieces into its slot."""
        # Not `Directory.resolve`, which would keep every resolution a second time.
        found = resolve(
            text.decode("utf-8", "surrogatepass"),
            self._directory.gazetteer,
            self._directory.routes,
            self._exact,
            explain=False,
        )
        place, status, how, score, candidates = found.place, found.status, found.how, found.score, found.candidates
        phone = self._phone(found, place) if place else self._hotline
        number = self._places.number(place or status, lambda: self._place_piece(status, place).encode())
        if number == len(self._outcome_of_place):
            self._outcome_of_place.append((status, self._region[place.counties[0]] if place else ""))
        self._place_at[slot] = number
        way = self._way_piece(how or "", score, phone, candidates).encode()
        self._way_at[slot] = self._ways.number(way, lambda: way)

    def _phone(self, found: Resolution, place: Place) -> str:
        """The number of the first contact for the place that was found."""
        phone = self._phones.get(place.counties)
        if phone is None:
            contacts = self._directory.answer(found).contacts
            phone = self._phones[place.counties] = contacts[0].phone if contacts else self._hotline
        return phone

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
            listed = ", ".join(
                [
                    f'{{"code": {json_value(c.place.code)}, "region": "{self._region[c.place.counties[0]]}"}}'
                    for c in candidates
                ]
            )
            key = f'"{self._prefix}'
            return (
                f'{key}how": {json_value(how)}, {key}score": {known or "null"}, {key}phone": {json_value(phone)}, '
                f'{key}candidates": [{listed}]}}\n'
            )
        # A candidate without a code is an area of several counties.
        codes = " ".join([c.place.code or "+".join(c.place.counties) for c in candidates])
        return self._delimiter.join(("", how, known, self._cell(phone), codes)) + "\n"

    def _cell(self, cell: str) -> str:
        """A name or a phone as a cell that no spreadsheet runs."""
        cell = no_formula(cell)
        return csv_cell(cell, self._delimiter) if self._target == "csv" else tsv_cell(cell)
