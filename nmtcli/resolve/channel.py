"""What somebody did who typed a text for a name: the edits between the two, each of a kind that has a cost.

Costs are in nats, minus the logarithm of how often such a slip happens. The common beginning and end are cut off first;
what is left is a single edit, which is told at a glance, or a few letters, which are aligned at the least cost.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Way = tuple[str, "Way"] | None  # the last edit of a row of them, and those before it
    # What it costs to type one letter for another, of which kind that is, and the spellings that end in the two.
    Pair = tuple[float, str, tuple[tuple[str, str, float, str], ...]]

VOWELS = "aeiouyåäö"
_MARKS = {"å": "a", "ä": "a", "ö": "o", "é": "e", "è": "e", "ü": "u", "á": "a", "š": "s"}
_KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_BESIDE = {
    frozenset(pair)
    for row, below in zip(_KEYS, (*_KEYS[1:], ""))
    for pair in (*zip(row, row[1:], strict=False), *zip(row, below), *zip(row[1:], below))  # noqa: RUF007
}
_ALIKE = {
    frozenset(pair)
    for pair in ("äe", "åo", "ea", "ei", "iy", "öo", "ck", "vw", "sz", "kg", "dt", "bp", "vf", "gj", "uo", "mn", "oa")
}
_MARKED = {frozenset(pair) for pair in ("åä", "åö", "äö")}
# What is spelled in two ways and sounds the same; read in both directions.
_SPELLINGS = (
    "x ks", "x gs", "ck k", "c k", "v w", "f ph", "kv qu", "kv q", "sj sk", "sj stj", "sj sch", "sk sch", "tj k",
    "tj kj",
    "hj j", "lj j", "dj j", "gj j", "g j", "dt t", "rg rj", "th t", "hv v", "ts s", "rs s", "e ä", "å o", "hålm holm",
    "gn ng", "ou u", "ö oo", "ff v", "ai aj", "ei ej",
)  # fmt: skip
_DIGRAPHS = "å aa", "ä ae", "ö oe", "ü ue", "ö eu"


def _pairs() -> dict[tuple[str, str], str]:
    pairs = {}
    for kind, listed in (("spelling", _SPELLINGS), ("digraph", _DIGRAPHS)):
        for line in listed:
            one, other = line.split(" ")
            pairs[one, other] = pairs[other, one] = kind
    return pairs


PAIRS = _pairs()
_BY_LAST: dict[str, list[tuple[str, str, str]]] = {}  # by the last letters of both
for (_one, _other), _kind in PAIRS.items():
    _BY_LAST.setdefault(_one[-1] + _other[-1], []).append((_one, _other, _kind))
USUAL = 5.0  # nats; what an edit costs of which nothing is known
LONGEST_MIDDLE = 16  # letters; texts that differ in more are not compared


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


def _changed(name: str, typed: str) -> str:
    """The kind of edit that turns one letter into another."""
    if _MARKS.get(name) == typed:
        return "mark lost"
    if _MARKS.get(typed) == name:
        return "mark added"
    pair = frozenset((name, typed))
    if pair in _MARKED:
        return "mark changed"
    if pair in _ALIKE:
        return "sound"
    return "key" if pair in _BESIDE else "other"


def _lost(name: str, at: int) -> str:
    """The kind of edit that leaves out the letter of a name at this place."""
    letter = name[at]
    before, after = name[at - 1 : at], name[at + 1 : at + 2]
    if letter in (before, after):
        return "undoubled"
    if before and after and letter not in VOWELS and before not in VOWELS and after not in VOWELS:
        return "cluster"
    return "lost"


def _put(typed: str, at: int) -> str:
    """The kind of edit that puts in the letter of a text at this place."""
    letter = typed[at]
    before, after = typed[at - 1 : at], typed[at + 1 : at + 2]
    if letter in (before, after):
        return "doubled"
    if frozenset((before, letter)) in _BESIDE or frozenset((letter, after)) in _BESIDE:
        return "put by key"
    return "put"


def _respelled(before: str, left: str, right: str, after: str) -> str | None:
    """The kind where two letters for one sound stand for each other, with a letter on either side that they share."""
    for one, other in (
        (left, right),
        (before + left, before + right),
        (left + after, right + after),
        (before + left + after, before + right + after),
    ):
        if kind := PAIRS.get((one, other)):
            return kind
    return None


class Channel:
    """What somebody does who types a text for a name, by what each kind of edit costs in nats.

    >>> Channel({}).edits("kiruna", "kirunna")
    ('doubled',)
    """

    def __init__(self, costs: Mapping[str, float]) -> None:
        self._costs = costs
        self._pairs: dict[str, Pair] = {}  # those that have been asked for

    def cost(self, name: str, typed: str, kinds: tuple[str, ...]) -> float:
        """What these edits between a name and a text cost; the first letter is seldom another."""
        costs = self._costs
        total = sum([costs[kind] for kind in kinds])
        return total + costs["first"] if name[0] != typed[0] and kinds[:1] != ("mark lost",) else total

    def edits(self, name: str, typed: str) -> tuple[str, ...] | None:
        """The kinds of the edits that turn a name into a text at the least cost; None where they are too far apart."""
        start, end = common_ends(name, typed)
        left, right = name[start : len(name) - end], typed[start : len(typed) - end]
        many, much = len(left), len(right)
        if many < 2 and much < 2:
            if not many and not much:
                return ()
            at_end = len(name) - end
            kind = _respelled(name[start - 1 : start], left, right, name[at_end : at_end + 1])
            if kind:
                return (kind,)
            if many and much:
                return ((self._pairs.get(left + right) or self._pair(left, right))[1],)
            return (_lost(name, start),) if many else (_put(typed, start),)
        if many == much == 2 and left == right[::-1]:
            return ("swap",)
        if many > LONGEST_MIDDLE or much > LONGEST_MIDDLE:
            return None
        lost = [_lost(name, at) for at in range(start, start + many)]
        put = [_put(typed, at) for at in range(start, start + much)]
        return self._aligned(left, right, lost, put)

    def _pair(self, a: str, b: str) -> Pair:
        """Remember what is to be known of two letters."""
        cost_of = self._costs.get
        kind = _changed(a, b) if a != b else ""
        spelled = tuple((one, other, cost_of(how, USUAL), how) for one, other, how in _BY_LAST.get(a + b, ()))
        pair = self._pairs[a + b] = cost_of(kind, USUAL) if kind else 0.0, kind, spelled
        return pair

    def _aligned(self, left: str, right: str, lost: list[str], put: list[str]) -> tuple[str, ...]:
        """The cheapest row of edits between two texts; `lost`, `put`: the kinds if a letter were left out or put in."""
        pairs, cost_of = self._pairs, self._costs.get
        swap = cost_of("swap", USUAL)
        put_costs = [cost_of(kind, USUAL) for kind in put]
        # least[i][j]: the cost of the first i letters of the one and j of the other; ways[i][j]: its last edit and the
        # way before that, or None.
        above = [0.0]
        above_way: list[Way] = [None]
        for kind, cost in zip(put, put_costs):
            above_way.append((kind, above_way[-1]))
            above.append(above[-1] + cost)
        least, ways = [above], [above_way]
        for i, (a, gone_kind) in enumerate(zip(left, lost), 1):
            gone = cost_of(gone_kind, USUAL)
            row = [above[0] + gone]
            way: list[Way] = [(gone_kind, above_way[0])]
            for j, b in enumerate(right, 1):
                cost, kind, spelled = pairs.get(a + b) or self._pair(a, b)
                best = above[j - 1] + cost
                came = above_way[j - 1]
                if kind:
                    came = kind, came
                    if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                        total = least[i - 2][j - 2] + swap
                        if total < best:
                            best, came = total, ("swap", ways[i - 2][j - 2])
                for one, other, cost, how in spelled:
                    if left.endswith(one, 0, i) and right.endswith(other, 0, j):
                        total = least[i - len(one)][j - len(other)] + cost
                        if total < best:
                            best, came = total, (how, ways[i - len(one)][j - len(other)])
                total = above[j] + gone
                if total < best:
                    best, came = total, (gone_kind, above_way[j])
                total = row[-1] + put_costs[j - 1]
                if total < best:
                    best, came = total, (put[j - 1], way[-1])
                row.append(best)
                way.append(came)
            least.append(row)
            ways.append(way)
            above, above_way = row, way
        found: list[str] = []
        back = above_way[-1]
        while back:
            kind, back = back
            found.append(kind)
        return tuple(reversed(found))
