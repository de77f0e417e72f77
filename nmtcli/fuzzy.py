"""How near two spellings are: restricted Damerau-Levenshtein distance (OSA) over three readings of a name.

A reading is the name as written, the name folded (its diacritics cost a quarter of an edit) and the name as it sounds
(half an edit). Similarity is 1 - distance / longer length.

Thousands of names are not measured one by one. `Spellings` holds one integer for each letter and position, with a bit
for each name that has that letter there. Adding up the integers of a misspelled text's letters leaves the few names
that have nearly all of them in nearly their places; only those are measured. No name within reach is lost: an edit
changes one letter of the text and shifts the others by one place at most (two such shifts are allowed for).

For one question the distances are computed here, since importing rapidfuzz takes longer (25 ms) than everything else
together; `use_rapidfuzz` puts rapidfuzz's in their place for many questions. A test holds the two equal.
"""

from __future__ import annotations

from nmtcli.normalise import fold, sound

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    Readings = tuple[str, str, str]  # written, folded, sounded
    Row = tuple[str, str, str, int, str]  # a name's readings, the length of the folded one, refs

FOLDED_COST = 0.25
SOUND_COST = 0.5
SPELLED_SHARE = 0.4  # of the edits as spelled, that a distance by sound costs at least: "äxjö" is not Eksjö
BLOCK_COST = 0.75  # for another first part ("Tings-backa", "Kungs-backa"): slips seldom change adjacent letters
LEAST_HEAD = 0.6  # similarity of the first parts of names with the same last part, up to which they are two names
SHIFT = 2  # places by which a letter may have moved
LAST_PLACE = 23  # letters further on are counted at this place


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


_distance: Callable[[str, str], int] = osa
_within: Callable[[str, Sequence[str], int], list[tuple[int, int]]] = osa_within


def use_rapidfuzz() -> None:
    """Compute distances by rapidfuzz from now on: worth its import from about a hundred questions."""
    global _distance, _within
    from rapidfuzz.distance.OSA import distance
    from rapidfuzz.process import extract

    def within(text: str, others: Sequence[str], most: int) -> list[tuple[int, int]]:
        return [(at, far) for _, far, at in extract(text, others, scorer=distance, limit=None, score_cutoff=most)]

    _distance, _within = distance, within


def other_block(a: str, b: str) -> bool:
    """Whether two folded names differ in one block of adjacent letters with none in common: 'tingsby', 'kungsby'."""
    start, end = common_ends(a, b)
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    return len(left) > 1 and len(right) > 1 and set(left).isdisjoint(right)


def common_ends(a: str, b: str) -> tuple[int, int]:
    """How many letters two texts have in common at their beginning, and then at their end."""
    start = end = 0
    for one, other in zip(a, b):
        if one != other:
            break
        start += 1
    for one, other in zip(reversed(a[start:]), reversed(b[start:])):
        if one != other:
            break
        end += 1
    return start, end


def other_first_part(a: str, b: str) -> bool:
    """Whether two folded names share their last part and little of the first: 'istorp' and 'astorp'."""
    end, _ = common_ends(a[::-1], b[::-1])
    head, other = a[: len(a) - end], b[: len(b) - end]
    return end > 2 and bool(head and other) and 1 - _distance(head, other) / max(len(head), len(other), 1) <= LEAST_HEAD


_KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_BESIDE = {
    frozenset(pair)
    for row, below in zip(_KEYS, (*_KEYS[1:], ""))
    for pair in (*zip(row, row[1:], strict=False), *zip(row, below), *zip(row[1:], below))  # noqa: RUF007
}
_ALIKE = {
    frozenset(pair)
    for pair in ("äe", "åo", "ea", "ei", "iy", "öo", "åa", "äa", "ck", "vw", "sz", "kg", "dt", "bp", "vf", "gj", "uo")
}


def clear_slip(a: str, b: str) -> bool:
    """Whether two keys differ by two letters that changed places, or a letter doubled or not: no two names do that."""
    start, end = common_ends(a, b)
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    if len(left) == len(right) == 2:
        return left == right[::-1] and start > 0
    longer, at = (a, start) if len(a) > len(b) else (b, start)
    return len(left) + len(right) == 1 and at > 0 and longer[at] == longer[at - 1]


def lost_in_cluster(a: str, b: str) -> bool:
    """Whether one key lacks one of three or more consonants in a row: 'bjökliden' and 'björkliden'.

    An s counts only before a j: elsewhere it joins the parts of a name, and Kärrtorp and Kärrstorp are two places.
    """
    start, end = common_ends(a, b)
    if start == 0 or len(a) + len(b) - 2 * (start + end) != 1:
        return False
    longer = max(a, b, key=len)
    before, after = longer[:start], longer[start:]
    consonants = len(before) - len(before.rstrip(CONSONANTS)) + len(after) - len(after.lstrip(CONSONANTS))
    return consonants > 2 and after[0] in CONSONANTS and (after[0] != "s" or after[1:2] == "j")


def weak_sound(a: str, b: str) -> bool:
    """Whether a key differs from a name by what is hardly heard: the r of 'barkarby', the ending of 'trekanten'."""
    if b.endswith("en") and a == b[:-2] + "an":
        return True
    start, end = common_ends(a, b)
    lost = len(a) == start + end and b[start : len(b) - end] == "r"
    return lost and 0 < start < len(b) - 1 and b[start - 1] not in CONSONANTS and b[start + 1] in CONSONANTS


CONSONANTS = "bcdfghjklmnpqrstvwxz"
LONG_NAME = 8  # letters; a longer name with one letter changed is hardly another one


def unlikely_slip(a: str, b: str) -> bool:
    """Whether two keys differ by one letter as fingers and ears seldom err: 'högsbo' and 'högsby', 'varberga'."""
    start, end = common_ends(a, b)
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    if len(b) > LONG_NAME:
        return False
    if len(left) == len(right) == 1:
        return frozenset((left, right)) not in _BESIDE and frozenset((left, right)) not in _ALIKE
    return len(left) == 1 and not right and start == len(b) and left in "aens" and left != b[-1]


def readings(name: str) -> Readings:
    """A key as written (but for spaces), folded, and as it sounds."""
    return name.replace(" ", ""), fold(name), sound(name)


def trigrams(name: str) -> set[str]:
    """The runs of three letters of a name, its beginning and end included: 'hjo' -> {'^hj', 'hjo', 'jo$'}."""
    marked = "^" + name.replace(" ", "") + "$"
    return {marked[at : at + 3] for at in range(len(marked) - 2)}


def letter_table(folded_names: list[str]) -> dict[str, tuple[bytes, ...]]:
    """{letter: for each place the names with it there, a bit each}: little-endian, without the zeros at the end."""
    size = len(folded_names) // 8 + 1
    places: dict[str, list[bytearray]] = {}
    for number, name in enumerate(folded_names):
        byte, bit = number >> 3, 1 << (number & 7)
        for place, letter in enumerate(name[: LAST_PLACE + 1]):
            rows = places.setdefault(letter, [])
            while len(rows) <= place:
                rows.append(bytearray(size))
            rows[place][byte] |= bit
    return {letter: tuple(bytes(row).rstrip(b"\0") for row in rows) for letter, rows in sorted(places.items())}


def spelling_table(names: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What `Spellings` is made from, of keys and their refs: texts and bytes, so that it loads in no time."""
    rows = [(*readings(name), refs) for name, refs in names]
    # The longest first: names that are too short for a text then lie beyond the end, and cost nothing.
    rows.sort(key=lambda row: (-len(row[1]), row))
    folded_names = [folded for _, folded, _, _ in rows]
    lines = ["\t".join(row) + "\n" for row in rows]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return {
        "lines": "".join(lines),
        "starts": b"".join(start.to_bytes(4, "little") for start in starts),
        "letters": letter_table(folded_names),
        "at_least": tuple(
            sum(len(name) >= length for name in folded_names)
            for length in range(max(map(len, folded_names), default=0) + 1)
        ),
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


def letters_lacking(size: int, similarity: float) -> int:
    """How many letters of a text of this size a name that similar may lack, 2 or 3: one may stand for two ('exjö')."""
    return min(3, max(2, int((1 - similarity) * (size + 1) + 0.5)))


def _row_of(line: str) -> Row:
    written, folded, sounded, refs = line.split("\t")
    return written, folded, sounded, len(folded), refs


class Spellings:
    """The names that a misspelling is compared with.

    Built from a `spelling_table`: `lines` ("written folded sounded refs", one text, the longest folded name first),
    `starts` (where each begins, by four bytes), `letters` (what `letter_table` made of the folded names) and `at_least`
    (for each length how many names have at least so many letters).
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._lines: str = table["lines"]
        self._starts: bytes = table["starts"]
        self._letters: Mapping[str, tuple[bytes, ...]] = table["letters"]
        self._at_least: tuple[int, ...] = table["at_least"]
        self._rows: list[Row | None] = [None] * (len(self._starts) // 4 - 1)
        self._lacking: dict[str, list[int]] = {}
        self._there: dict[str, list[int]] = {}
        self._all = (1 << len(self._starts) // 4) - 1
        self._of_length: dict[tuple[int, int], int] = {}
        if _distance is not osa:  # many questions will come: the memory that they need is taken now, and never more
            self._rows[:] = map(_row_of, self._lines.split("\n")[:-1])
            for letter in self._letters:
                self._absent(letter)

    def _row(self, number: int) -> Row:
        """One name."""
        start = int.from_bytes(self._starts[4 * number : 4 * number + 4], "little")
        row = self._rows[number] = _row_of(self._lines[start : self._lines.index("\n", start)])
        return row

    def _absent(self, letter: str) -> list[int]:
        """For each place the names that do not have this letter there or up to SHIFT places from it."""
        rows = self._letters.get(letter, ())
        masks = []
        for place in range(LAST_PLACE + 1):
            found = 0
            for row in rows[max(0, place - SHIFT) : place + SHIFT + 1]:
                found |= int.from_bytes(row, "little")
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

    def starting(self, folded: str) -> list[tuple[str, str]]:
        """(folded name, refs) of every name that begins with a folded text and goes on, the shortest first."""
        near = -1
        for place, letter in enumerate(folded[: LAST_PLACE + 1]):
            at_place = self._there.get(letter)
            if at_place is None:
                masks = self._letters.get(letter, ())
                at_place = self._there[letter] = [int.from_bytes(mask, "little") for mask in masks]
            near &= at_place[place] if place < len(at_place) else 0
            if not near:
                return []
        rows = [self._rows[number] or self._row(number) for number in _numbers(near, 0)]
        return [(whole, refs) for _, whole, _, length, refs in rows if length > len(folded)]

    def nearest(self, text: Readings, lowest: float, lacking: int) -> list[tuple[float, str, str]]:
        """(similarity, written name, refs) of the names at least as similar as `lowest` to a text, best first.

        Only names that lack at most so many of the text's letters (1 to 3) are looked at: the fewer, the quicker.
        """
        written, folded, sounded = text
        size = len(folded)
        rows = [self._rows[number] or self._row(number) for number in self._reachable(folded, lacking)]
        furthest = int((1 - lowest) * (size + lacking) + 0.001) + 1
        found = []
        for at, edits in _within(folded, [row[1] for row in rows], furthest):
            other, plain, spoken, longer, refs = rows[at]
            if longer < size:
                longer = size
            most = (1 - lowest) * longer + 0.001
            if edits > most + 1:
                continue
            distance: float = edits
            # Without diacritics the two readings are one. As written, a name is never nearer than folded.
            if not edits or (edits <= most and (other != plain or written != folded)):
                distance = min(edits + FOLDED_COST, _distance(written, other))
            # One edit as spelled is half a one when it is not heard at all; any sound that differs costs more.
            if distance > SOUND_COST and (edits > 1 or sounded == spoken):
                by_sound = _distance(sounded, spoken) + SOUND_COST
                distance = min(distance, max(by_sound, SPELLED_SHARE * edits))
            if distance > most:
                continue
            if distance >= 2 and other_block(folded, plain):
                distance += BLOCK_COST
            similarity = 1 - distance / longer
            if similarity >= lowest:
                found.append((similarity, other, refs))
        found.sort(key=lambda item: (-item[0], item[1]))
        return found
