"""Text -> the columns that say where it routes, as bytes ready to be written. Equal texts are resolved once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from json.encoder import encode_basestring

from nmtcli.batch.memory import Numbers, Pieces
from nmtcli.directory import Directory
from nmtcli.fuzzy import use_rapidfuzz
from nmtcli.model import Place, Resolution
from nmtcli.resolve import resolve

NAMES = ("status", "kind", "code", "name", "county", "region", "how", "score", "phone", "candidates")
PREFIX = "nmt_"  # of those names beside the input's own columns
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that begins so

KEPT_TEXTS = 64_000  # at hand as they are written; many more are kept by number
KEPT_PIECES = 12_000  # when there are more different ones, all is forgotten
ROOM = 160  # bytes that a text, its columns and its place in the table take, about
LONGEST_KEPT = 200  # bytes of a text that is worth remembering

_MASK = (1 << 20) - 1

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


def _room() -> list[bytes]:
    """Memory for the texts to come, given back text by text: so that a long input needs no more than a short one."""
    return [bytes(ROOM) for _ in range(KEPT_TEXTS)]


class Router(dict[bytes, bytes]):
    """Remembers the columns of the texts seen last; indexing it with another text resolves that one.

    Args:
        directory: what answers.
        target: "csv", "tsv" or "jsonl".
        delimiter: between cells of CSV and TSV.
        prefix: of the JSON keys: PREFIX beside the input's own, else "".
        exact: no guessing.

    Texts are UTF-8. Columns begin with the delimiter (those of JSON with the key `status`) and end with a newline.
    """

    def __init__(self, directory: Directory, target: str, delimiter: str, prefix: str, exact: bool) -> None:
        super().__init__()
        use_rapidfuzz()
        for kind in ("municipality", "county", "locality"):  # made now, so that memory does not grow with the rows
            for _ in directory.gazetteer.every(kind):
                pass
        self._directory = directory
        self._target = target
        self._prefix = prefix
        self._delimiter = delimiter
        self._exact = exact
        # The columns in three pieces, since few of each kind make up many sets of columns: the place with its status;
        # how it was found; whom to call and the candidates. A text's number holds the numbers of its pieces.
        self._seen = Numbers()
        self._room = _room()
        self._places, self._ways, self._ends = Pieces(), Pieces(), Pieces()
        self._outcome_of_place: list[Outcome] = []
        # Of the texts at hand: number -> columns -> outcome.
        self._made: dict[int, bytes] = {}
        self._outcomes: dict[bytes, Outcome] = {}
        self._shared: dict[Outcome, Outcome] = {}
        self._region = {county: region.id for region in directory.book.regions for county in region.counties}
        self._reach: dict[tuple[str, ...], tuple[str, str, str]] = {}
        self._hotline = directory.book.hotline.phone or ""

    def __missing__(self, text: bytes) -> bytes:
        number = self._seen.get(text)
        if not number:
            number = self._resolve(text)
            self._seen.put(text, number)
        columns = self._made.get(number)
        if columns is None:
            columns = self._made[number] = self._joined(number)
        if len(text) <= LONGEST_KEPT:
            self[text] = columns
            if self._room:
                self._room.pop()
        return columns

    def _joined(self, number: int) -> bytes:
        place, way, end = (number >> 40) - 1, number >> 20 & _MASK, number & _MASK
        columns = self._places.listed[place] + self._ways.listed[way] + self._ends.listed[end]
        self._outcomes[columns] = self._outcome_of_place[place]
        return columns

    def route(self, texts: Iterable[bytes]) -> list[bytes]:
        """The columns of each text, in order."""
        if len(self) > KEPT_TEXTS or len(self._made) > KEPT_TEXTS:
            self.clear()
            self._made.clear()
            self._outcomes.clear()
            if max(len(self._places.listed), len(self._ends.listed)) > KEPT_PIECES:
                for kept in (self._seen, self._places, self._ways, self._ends, self._outcome_of_place):
                    kept.clear()
        return list(map(self.__getitem__, texts))

    def outcomes(self, routed: Iterable[bytes]) -> Counter[Outcome]:
        """How often each outcome occurs among the columns that `route` gave last."""
        counts: Counter[Outcome] = Counter()
        for columns, count in Counter(routed).items():
            counts[self._outcomes[columns]] += count
        return counts

    def _resolve(self, text: bytes) -> int:
        """The number of a text's columns: of its place from 1, how it was found and the rest, twenty bits each."""
        # Not `Directory.resolve`, which would keep every resolution a second time.
        directory = self._directory
        resolution = resolve(text.decode(), directory.gazetteer, directory.routes, self._exact)
        first, way, end = self._columns(resolution)
        place = self._places.number(first)
        if place == len(self._outcome_of_place):
            region = self._region[resolution.place.counties[0]] if resolution.place else ""
            outcome = (resolution.status, region)
            self._outcome_of_place.append(self._shared.setdefault(outcome, outcome))
        return place + 1 << 40 | self._ways.number(way) << 20 | self._ends.number(end)

    def _reached(self, resolution: Resolution, place: Place) -> tuple[str, str, str]:
        """County (where it is one), region and phone of a place."""
        reached = self._reach.get(place.counties)
        if reached is None:
            contacts = self._directory.answer(resolution).contacts
            phone = contacts[0].phone if contacts else self._hotline
            county = place.counties[0] if len(place.counties) == 1 else ""
            reached = self._reach[place.counties] = (county, self._region[place.counties[0]], phone)
        return reached

    def _columns(self, resolution: Resolution) -> tuple[str, str, str]:
        """The three pieces."""
        place, how = resolution.place, resolution.how or ""
        score = str(resolution.score) if how else ""
        if place is None:
            kind = code = name = county = region = ""
            phone = self._hotline
        else:
            kind, code, name = place.kind, place.code, place.name
            county, region, phone = self._reached(resolution, place)
        if self._target == "jsonl":
            key = f'"{self._prefix}'
            listed = ", ".join(
                f'{{"code": {json_value(c.place.code)}, "region": "{self._region[c.place.counties[0]]}"}}'
                for c in resolution.candidates
            )
            return (
                f'{key}status": "{resolution.status}", {key}kind": {json_value(kind)}, {key}code": {json_value(code)}, '
                f'{key}name": {json_value(name)}, {key}county": {json_value(county)}, '
                f'{key}region": {json_value(region)}, ',
                f'{key}how": {json_value(how)}, {key}score": {score or "null"}, ',
                f'{key}phone": {json_value(phone)}, {key}candidates": [{listed}]}}\n',
            )
        # A candidate without a code is an area of several counties.
        candidates = " ".join([c.place.code or "+".join(c.place.counties) for c in resolution.candidates])
        join = self._delimiter.join
        return (
            join(("", resolution.status, kind, code, self._cell(name), county, region)),
            join(("", how, score)),
            join(("", self._cell(phone), candidates)) + "\n",
        )

    def _cell(self, cell: str) -> str:
        """A name or a phone as a cell that no spreadsheet runs."""
        if cell.startswith("+"):  # an own list's +46...: 00 is dialled for the plus
            cell = "00" + cell[1:]
        if cell.startswith(FORMULA):
            cell = "'" + cell
        return csv_cell(cell, self._delimiter) if self._target == "csv" else tsv_cell(cell)
