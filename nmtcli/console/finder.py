"""The text so far -> the rows that it may mean, best first: names from a table, all else as the resolver reads it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate

from nmtcli.gazetteer.packed import Lexicon
from nmtcli.model import Record, Resolution
from nmtcli.normalise import clean, fold, key
from nmtcli.request import as_question
from nmtcli.resolve import resolve
from nmtcli.resolve.candidates import rapidfuzz_within
from nmtcli.resolve.decide import ASK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from nmtcli.directory import Directory
    from nmtcli.gazetteer import Gazetteer
    from nmtcli.model import Answer, Place

SHOWN = 8  # rows: those that a digit can choose at a glance
SHORTEST_INSIDE = 3  # letters from which on a name is found by its middle too
NO_NAME = frozenset("0123456789,;()[]/")  # signs of texts that are more than the beginning of a name

# How a name has the text in it; what the place is; where that puts it. The least is the best. An exact locality stands
# before municipalities that only begin so ("Bor", Borås), a hamlet of one source behind them ("Hult", Hultsfred).
EXACT, FOLDED, ALIAS, BEGINNING, ALIAS_BEGINNING, WORD, MIDDLE = range(7)
BIG, WIDE, SMALL, HAMLET = range(4)
BIG_EXACT, SMALL_EXACT, BIG_BEGINNING, EXACT_HAMLET, SMALL_BEGINNING, INSIDE = range(6)


class Row(Record):
    """A line that can be chosen.

    `places` are several for a list of places. `alias` is the name that was found where the place is called otherwise.
    `near`: the place is only like what was typed. `read` are the resolver's own readings, where it made the row.
    """

    places: tuple[Place, ...]
    alias: str = ""
    near: bool = False
    read: tuple[Resolution, ...] = ()


class Found(Record):
    """The rows of a text.

    `more`: there are others. `certain`: Enter takes the first row, if no other is selected. `reading` is the resolver's
    answer, where it says more than the rows: why nothing was found, or what it asks.
    """

    rows: tuple[Row, ...] = ()
    more: bool = False
    certain: bool = False
    reading: Answer | None = None


class Name(Record):
    """A name as it is searched: folded without and with its spaces, its key, and the place that it is of."""

    joined: str
    spaced: str
    key: str
    ref: str
    alias: bool
    size: int
    people: int


class Hit(Record):
    """A name that has the text in it. `order`: group, level, size, people (negative), length; the least is the best."""

    order: tuple[int, ...]
    key: str
    ref: str
    alias: bool

    @property
    def group(self) -> int:
        """Where it stands before all else: BIG_EXACT to INSIDE."""
        return self.order[0]


def names_of(gazetteer: Gazetteer) -> list[Name]:
    """All names of places, but for hamlets that are never an answer (tier D) and areas that are a county as well."""
    towns = {ref: row[2] for ref, row in gazetteer.table("places", "MUNICIPALITIES").items()}
    names = []
    for name, refs in gazetteer.table("places", "NAMES").items():
        spaced = " ".join(map(fold, name.split()))
        joined = spaced.replace(" ", "")
        listed = refs.split("|")
        for ref in listed:
            alias, ref = ref[0] == "~", ref.lstrip("~")
            size, people = (BIG, towns[ref]) if ref in towns else (WIDE, 0)
            if "/" in ref:
                _, tier, _, lived = ref.rsplit("/", 3)
                size, people = HAMLET if tier == "C" else SMALL, int(lived or 0)
                if tier == "D":
                    continue
            elif ref[0] == "@" and any(other.isdigit() for other in listed):
                continue
            names.append(Name(joined, spaced, name, ref, alias, size, people))
    return names


def level_of(name: Name, typed: str, wanted: str) -> int | None:
    """How a name has the text in it; None where it has not, or has it with other marks than were typed.

    Args:
        name: the name.
        typed: the key of the text. A letter without its mark stands for any, one with a mark for itself.
        wanted: the same, folded.
    """
    with_spaces = " " in typed
    folded, marked = (name.spaced, name.key) if with_spaces else (name.joined, name.key.replace(" ", ""))

    def fits(at: int) -> bool:
        return folded.startswith(wanted, at) and (
            typed.isascii() or all(a.isascii() or a == b for a, b in zip(typed, marked[at:]))
        )

    if fits(0):
        if len(folded) == len(wanted):
            return ALIAS if name.alias else EXACT if name.key == typed else FOLDED
        return ALIAS_BEGINNING if name.alias else BEGINNING
    if name.alias:
        return None
    words = name.spaced.split(" ")
    starts = [at + number * with_spaces for number, at in enumerate(accumulate(map(len, words[:-1])), 1)]
    if any(map(fits, starts)):
        return WORD
    return MIDDLE if any(map(fits, range(1, len(folded)))) else None


def is_near(found: Resolution) -> bool:
    """Whether the resolver took a text for a place that is only like it."""
    if found.place is None or found.how in ("fuzzy", "prefix"):
        return True
    return found.how == "text" and fold(key(found.place.name)) not in fold(key(found.query))


class Finder:
    """Finds rows. Its table is made in the background, so that the first screen is there at once."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._gazetteer = directory.gazetteer
        worker = ThreadPoolExecutor(1)
        self._names = worker.submit(self._prepare)
        worker.shutdown(wait=False)

    def _prepare(self) -> tuple[list[Name], list[str], list[str]]:
        """The names, and for speed their forms without and with spaces by themselves."""
        self._read("Kirunna")  # loads what guesses are made of
        rapidfuzz_within()  # which the resolver imports after many guesses: not between two keys
        for group in ("places", "loose", "words"):  # whose large tables become dictionaries after many searches
            for table in self._gazetteer.group(group).values():
                if isinstance(table, Lexicon):
                    table.entries()
        names = names_of(self._gazetteer)
        return names, [name.joined for name in names], [name.spaced for name in names]

    def find(self, text: str) -> Found:
        """The rows for a text, at most SHOWN of them."""
        typed = key(clean(text))
        if not typed:
            return Found()
        hits = [] if NO_NAME.intersection(text) else self._hits(typed)
        rows = [row for hit in hits[:SHOWN] for row in self._rows_of(hit)]
        more = len(hits) > SHOWN
        if hits and hits[0].group == BIG_BEGINNING and not self._parts(self._gazetteer.place(hits[0].ref)):
            return Found(tuple(rows[:SHOWN]), more, True)
        reading = as_question(self._directory.answer(self._read(text)))
        begin = sum(hit.group < INSIDE for hit in hits[:SHOWN])
        exact = sum(hit.group < BIG_BEGINNING for hit in hits[:SHOWN])
        known = {row.places for row in rows}
        # Beside names that begin with the text, what it resembles is shown if it is likely enough to be asked about.
        found = _rows_of_reading(reading.resolution, ASK if begin else 0)
        read = [row for one in found for row in self._divided(one) if row.places not in known]
        rows[exact:exact] = read
        place = reading.resolution.place
        listed = any(len(row.places) > 1 for row in read)
        doubt = place is None and not listed and bool(not begin or read or exact or reading.resolution.notes)
        whole = bool(hits) and hits[0].group in (BIG_EXACT, SMALL_EXACT, EXACT_HAMLET)
        if whole and place:  # of the places that are called so the one that a look-up answers with
            rows.sort(key=lambda row: row.places != (place,))
        doubt = doubt or (whole and place is None)
        certain = bool(rows) and not rows[0].near and not doubt
        return Found(tuple(rows[:SHOWN]), more, certain, reading if doubt else None)

    def answers(self, row: Row) -> tuple[Answer, ...]:
        """What choosing a row answers."""
        return tuple(map(self._directory.answer, row.read or map(self._by_name, row.places)))

    def sure_answers(self, text: str) -> tuple[Answer, ...]:
        """The answers to a whole text, or to a list of places, where the resolver has no doubt; else none."""
        found = self._read(text)
        answers = tuple(as_question(self._directory.answer(part)) for part in found.parts or (found,))
        return () if any(is_near(answer.resolution) for answer in answers) else answers

    def may_be_street(self, text: str) -> bool:
        """Whether a house number may follow straight behind: "Storgatan"."""
        return key(text).endswith(tuple(self._gazetteer.table("words", "ENDINGS")["streets"]))

    def _read(self, text: str) -> Resolution:
        """As `Directory.resolve`, which remembers what it was asked."""
        return resolve(text, self._gazetteer, self._directory.routes, explain=False)

    def _by_name(self, place: Place) -> Resolution:
        """The place by its own name, with the notes and the look-alikes that this has."""
        found = self._read(place.name)
        return found if found.place == place else Resolution(place.name, "resolved", place, "exact", 1.0)

    def _hits(self, typed: str) -> list[Hit]:
        """The best name of each place that has the text in it, the best first; inside only where few begin so."""
        wanted = " ".join(map(fold, typed.split()))
        names, joined, spaced = self._names.result()
        having = [at for at, form in enumerate(spaced if " " in wanted else joined) if wanted in form]
        best: dict[str, Hit] = {}
        begin = [at for at in having if (names[at].spaced if " " in wanted else names[at].joined).startswith(wanted)]
        if len(wanted) == 1:  # thousands begin so
            begin = [at for at in begin if names[at].size <= WIDE or names[at].joined == wanted]
        _keep_best(best, [names[at] for at in begin], typed, wanted)
        if len(best) < SHOWN and len(wanted) >= SHORTEST_INSIDE:
            _keep_best(best, [names[at] for at in having], typed, wanted)
        return sorted(best.values(), key=lambda hit: (hit.order, hit.key, hit.ref))

    def _rows_of(self, hit: Hit) -> Iterator[Row]:
        """The row of a name; of an area that is divided between coordinators one for each part."""
        place = self._gazetteer.place(hit.ref)
        yield from self._divided(Row((place,), hit.key.title() if hit.alias else ""))

    def _divided(self, row: Row) -> Iterator[Row]:
        """A row; in place of that of an area with several coordinators one for each of its parts."""
        parts = self._parts(row.places[0]) if len(row.places) == 1 else []
        if parts:
            yield from (Row((part,), row.places[0].name, row.near) for part in parts)
        else:
            yield row

    def _parts(self, place: Place) -> list[Place]:
        """The parts of an area that is divided between coordinators; none of any other place."""
        if place.kind != "area":
            return []
        found = self._read(place.name)
        return [one.place for one in found.candidates] if found.status == "ambiguous" else []


def _keep_best(best: dict[str, Hit], names: list[Name], typed: str, wanted: str) -> None:
    """Put the best of these names for each place into `best`."""
    for name in names:
        level = level_of(name, typed, wanted)
        if level is not None:
            order = (_group(level, name.size), level, name.size, -name.people, len(name.key))
            if name.ref not in best or order < best[name.ref].order:
                best[name.ref] = Hit(order, name.key, name.ref, name.alias)


def _group(level: int, size: int) -> int:
    """Where a hit stands among the others, before all else."""
    if level <= ALIAS:
        return BIG_EXACT if size <= WIDE else EXACT_HAMLET if size == HAMLET else SMALL_EXACT
    if level == BEGINNING and size <= WIDE:
        return BIG_BEGINNING
    return SMALL_BEGINNING if level <= ALIAS_BEGINNING else INSIDE


def _rows_of_reading(found: Resolution, least: float) -> Iterator[Row]:
    """The places that the resolver reads in a text: one, those of a list, or those that it may be a slip of.

    Args:
        found: the reading.
        least: what is only near is left out below this score.
    """
    if found.parts and all(part.place for part in found.parts):
        places = tuple(part.place for part in found.parts if part.place)
        yield Row(places, near=any(map(is_near, found.parts)), read=found.parts)
    for part in found.parts or (found,):
        if part.place:
            yield Row((part.place,), near=is_near(part), read=(part,))
        else:
            asked = part.status == "ambiguous" and part.how != "fuzzy"
            yield from (Row((one.place,), near=not asked) for one in part.candidates if asked or one.score >= least)
