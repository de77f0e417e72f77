"""The few names, out of thousands, that a misspelled text may be meant as.

Names are not measured one by one. `Spellings` holds one integer for each letter and place, with a bit for each name
that has that letter there. Adding up the integers of a text's letters leaves the few names that have nearly all of
them in nearly their places; only those are measured, by restricted Damerau-Levenshtein distance (OSA) without
diacritics. No name within reach is lost: an edit changes one letter of the text and shifts the others by one place at
most (two such shifts are allowed for).

One question is measured by the lines below, since importing rapidfuzz takes longer (25 ms) than everything else
together; when many come, rapidfuzz measures. A test holds the two equal.
"""

from __future__ import annotations

from nmtcli.normalise import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    Row = tuple[str, str, str]  # a name as written (without spaces), folded, and its refs
    Within = Callable[[str, Sequence[str], int], list[tuple[int, int]]]

SHIFT = 2  # places by which a letter may have moved
LAST_PLACE = 23  # letters further on are counted at this place
MANY = 64  # questions after which importing rapidfuzz has paid for itself


def osa(a: str, b: str) -> int:
    """Restricted Damerau-Levenshtein distance, bit-parallel (Hyyrö 2003): one machine-word step for a letter of b."""
    if not a or not b:
        return len(a) + len(b)
    masks: dict[str, int] = {}
    bit = 1
    for letter in a:
        masks[letter] = masks.get(letter, 0) | bit
        bit <<= 1
    full, last, distance = bit - 1, bit >> 1, len(a)
    positive, negative, diagonal, before = full, 0, 0, 0
    for letter in b:
        mask = masks.get(letter, 0)
        swapped = (((~diagonal) & mask) << 1) & before
        diagonal = ((((mask & positive) + positive) ^ positive) | mask | negative | swapped) & full
        up = (negative | ~(diagonal | positive)) & full
        down = diagonal & positive
        if up & last:
            distance += 1
        elif down & last:
            distance -= 1
        up = (up << 1 | 1) & full
        positive = (down << 1 | ~(diagonal | up)) & full
        negative = up & diagonal
        before = mask
    return distance


def osa_within(text: str, others: Sequence[str], most: int) -> list[tuple[int, int]]:
    """(place in the list, distance) of the others that are at most so far away, in any order."""
    found = []
    for at, other in enumerate(others):
        distance = osa(text, other)
        if distance <= most:
            found.append((at, distance))
    return found


def rapidfuzz_within() -> Within:
    """`osa_within` as rapidfuzz does it, whose import takes longer than one question."""
    from rapidfuzz.distance.OSA import distance
    from rapidfuzz.process import extract

    def within(text: str, others: Sequence[str], most: int) -> list[tuple[int, int]]:
        return [(at, far) for _, far, at in extract(text, others, scorer=distance, limit=None, score_cutoff=most)]

    return within


def _planes(folded_names: list[str]) -> tuple[bytes, dict[str, tuple[int, ...]]]:
    """The names that have a letter at a place, a bit each, little-endian and without the zeros at the end.

    Returns the bytes of all planes, and for each letter where its planes begin, and where the last ends.
    """
    size = len(folded_names) // 8 + 1
    places: dict[str, list[bytearray]] = {}
    for number, name in enumerate(folded_names):
        byte, bit = number >> 3, 1 << (number & 7)
        for place, letter in enumerate(name[: LAST_PLACE + 1]):
            rows = places.setdefault(letter, [])
            while len(rows) <= place:
                rows.append(bytearray(size))
            rows[place][byte] |= bit
    planes = bytearray()
    letters = {}
    for letter, rows in sorted(places.items()):
        begins = [len(planes)]
        for row in rows:
            planes += row.rstrip(b"\0")
            begins.append(len(planes))
        letters[letter] = tuple(begins)
    return bytes(planes), letters


def spelling_table(names: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What `Spellings` is made from, of keys and their refs: texts and bytes, so that it loads in no time."""
    rows = [(name.replace(" ", ""), fold(name), refs) for name, refs in names]
    # The longest first: names that are too short for a text then lie beyond the end, and cost nothing.
    rows.sort(key=lambda row: (-len(row[1]), row))
    lines = [("\t".join(row) + "\n").encode() for row in rows]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    longest = max((len(folded) for _, folded, _ in rows), default=0)
    planes, letters = _planes([folded for _, folded, _ in rows])
    return {
        "lines": b"".join(lines),
        "starts": b"".join(start.to_bytes(4, "little") for start in starts),
        "planes": planes,
        "letters": letters,
        "at_least": tuple(sum(len(row[1]) >= length for row in rows) for length in range(longest + 1)),
    }


def _numbers(mask: int, first: int) -> list[int]:
    """The places of a mask's ones, highest first, where those below `first` are zeros."""
    bits = bin(mask >> first)
    last = len(bits) - 1 + first
    numbers = []
    at = bits.find("1", 2)
    while at > 0:
        numbers.append(last - at)
        at = bits.find("1", at + 1)
    return numbers


class Spellings:
    """The names that a misspelling is compared with, out of a table that `spelling_table` made.

    `lines` holds "written folded refs" of each name, the longest first; `starts` where each begins, by four bytes;
    `planes` which folded names have a letter at a place, `letters` where its planes are (see `_planes`); `at_least` for
    each length how many names have at least so many letters.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._lines: bytes = table["lines"]
        self._starts: bytes = table["starts"]
        self._planes: bytes = table["planes"]
        self._letters: Mapping[str, tuple[int, ...]] = table["letters"]
        self._at_least: tuple[int, ...] = table["at_least"]
        self._rows: list[Row | None] = [None] * (len(self._starts) // 4 - 1)
        self._lacking: dict[str, list[int]] = {}
        self._there: dict[str, list[int]] = {}
        self._all = (1 << len(self._starts) // 4) - 1
        self._of_length: dict[tuple[int, int], int] = {}
        self._asked = 0
        self._within: Within = osa_within

    def _row(self, number: int) -> Row:
        """One name."""
        start, end = (
            int.from_bytes(self._starts[at : at + 4], "little") for at in (4 * number, 4 * number + 4)
        )  # fmt: skip
        written, folded, refs = self._lines[start : end - 1].decode().split("\t")
        row = self._rows[number] = written, folded, refs
        return row

    def _present(self, letter: str) -> list[int]:
        """For each place the names that have this letter there."""
        rows = self._there.get(letter)
        if rows is None:
            begins = self._letters.get(letter, ())
            planes = self._planes
            rows = [int.from_bytes(planes[begins[at] : begins[at + 1]], "little") for at in range(len(begins) - 1)]
            self._there[letter] = rows
        return rows

    def _absent(self, letter: str) -> list[int]:
        """For each place the names that do not have this letter there or up to SHIFT places from it."""
        rows = self._present(letter)
        masks = []
        for place in range(LAST_PLACE + 1):
            found = 0
            for row in rows[max(0, place - SHIFT) : place + SHIFT + 1]:
                found |= row
            masks.append(self._all ^ found)
        self._lacking[letter] = masks
        return masks

    def _count(self, length: int) -> int:
        """How many names have at least so many letters: they are the first ones."""
        return self._at_least[max(length, 0)] if length < len(self._at_least) else 0

    def _length_from(self, shortest: int, longest: int) -> int:
        """The names whose folded form has at least and at most so many letters."""
        found = self._of_length.get((shortest, longest))
        if found is None:
            found = (1 << self._count(shortest)) - (1 << self._count(longest + 1))
            self._of_length[shortest, longest] = found
        return found

    def _reachable(self, folded: str, within: int) -> list[int]:
        """The numbers of the names that lack at most `within` (1 to 3) of the text's letters."""
        size = len(folded)
        of_length = self._length_from(size - within, size + within)
        absent = self._lacking
        # The names, all at once, that lack at least one of the text's letters, at least two, three, too many. (No
        # "& ~": a negative number is costly to make and to combine.)
        one = two = three = over = 0
        for place, letter in enumerate(folded[: LAST_PLACE + 1]):
            lacking = of_length & (absent.get(letter) or self._absent(letter))[place]
            if within == 1:
                over |= one & lacking
            else:
                if within == 2:
                    over |= two & lacking
                else:
                    over |= three & lacking
                    three |= two & lacking
                two |= one & lacking
            one |= lacking
        # Besides, a name that lacks letters and is longer has more letters of its own than edits can add.
        over |= one & self._length_from(size + within, size + within)
        if within > 1:
            over |= two & self._length_from(size + within - 1, size + within - 1)
        return _numbers(of_length ^ over, self._count(size + within + 1)) if over != of_length else []

    def starting(self, folded: str) -> list[Row]:
        """Every name that begins with a folded text and goes on, the shortest first."""
        near = -1
        for place, letter in enumerate(folded[: LAST_PLACE + 1]):
            at_place = self._there.get(letter) or self._present(letter)
            near &= at_place[place] if place < len(at_place) else 0
            if not near:
                return []
        rows = [self._rows[number] or self._row(number) for number in _numbers(near, 0)]
        return [row for row in rows if len(row[1]) > len(folded)]

    def within(self, folded: str, most: int) -> list[tuple[int, Row]]:
        """(edits, name) of the names at most `most` (1 to 3) edits from a folded text."""
        self._asked += 1
        if self._asked == MANY:
            self._within = rapidfuzz_within()
        rows = [self._rows[number] or self._row(number) for number in self._reachable(folded, most)]
        return [(far, rows[at]) for at, far in self._within(folded, [row[1] for row in rows], most)]
