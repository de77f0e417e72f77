"""What somebody did who typed a text for a name: the edits between the two, each of a kind that has a cost.

Costs are in nats, minus the logarithm of how often such a slip happens. The common beginning and end are cut off first;
what is left is a single edit, which is told at a glance, or a few letters, which are aligned at the least cost.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

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


_CHANGED: dict[str, str] = {}  # pairs of letters that have been asked for


def _changed(name: str, typed: str) -> str:
    """The kind of edit that turns one letter into another."""
    kind = _CHANGED[name + typed] = _kind_of_change(name, typed)
    return kind


def _kind_of_change(name: str, typed: str) -> str:
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


def edits(name: str, typed: str, costs: Mapping[str, float]) -> tuple[str, ...] | None:
    """The kinds of the edits that turn a name into a text, at the least cost; None where the two are too far apart.

    >>> edits("kiruna", "kirunna", {})
    ('doubled',)
    """
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
            return (_CHANGED.get(left + right) or _changed(left, right),)
        return (_lost(name, start),) if many else (_put(typed, start),)
    if many == much == 2 and left == right[::-1]:
        return ("swap",)
    if many > LONGEST_MIDDLE or much > LONGEST_MIDDLE:
        return None
    return _aligned(name, typed, start, many, much, costs)


def _aligned(
    name: str, typed: str, start: int, many: int, much: int, costs: Mapping[str, float]
) -> tuple[str, ...] | None:
    """The cheapest row of edits between name[start : start + many] and typed[start : start + much]."""
    begin = max(0, start - 2)  # spellings reach back into what is the same in both
    lost = [_lost(name, start + at) for at in range(many)]
    put = [_put(typed, start + at) for at in range(much)]
    lost_costs = [costs.get(kind, USUAL) for kind in lost]
    put_costs = [costs.get(kind, USUAL) for kind in put]
    swap = costs.get("swap", USUAL)
    # least[i][j]: the cost of the first i letters of the one and j of the other; way[i][j]: by which edit, from where.
    least = [[0.0] * (much + 1) for _ in range(many + 1)]
    way: list[list[tuple[int, int, str]]] = [[(0, 0, "")] * (much + 1) for _ in range(many + 1)]
    for j in range(much):
        least[0][j + 1] = least[0][j] + put_costs[j]
        way[0][j + 1] = (0, j, put[j])
    for i in range(1, many + 1):
        row, above = least[i], least[i - 1]
        back = way[i]
        a = name[start + i - 1]
        gone, gone_kind = lost_costs[i - 1], lost[i - 1]
        row[0] = above[0] + gone
        back[0] = (i - 1, 0, gone_kind)
        for j in range(1, much + 1):
            b = typed[start + j - 1]
            if a == b:
                best, came = above[j - 1], (i - 1, j - 1, "")
            else:
                kind = _CHANGED.get(a + b) or _changed(a, b)
                best, came = above[j - 1] + costs.get(kind, USUAL), (i - 1, j - 1, kind)
                if i > 1 and j > 1 and a == typed[start + j - 2] and b == name[start + i - 2]:
                    total = least[i - 2][j - 2] + swap
                    if total < best:
                        best, came = total, (i - 2, j - 2, "swap")
            for one, other, kind in _BY_LAST.get(a + b, ()):
                if (
                    len(one) <= i and len(other) <= j
                    and name.endswith(one, begin, start + i) and typed.endswith(other, begin, start + j)
                ):  # fmt: skip
                    total = least[i - len(one)][j - len(other)] + costs.get(kind, USUAL)
                    if total < best:
                        best, came = total, (i - len(one), j - len(other), kind)
            total = above[j] + gone
            if total < best:
                best, came = total, (i - 1, j, gone_kind)
            total = row[j - 1] + put_costs[j - 1]
            if total < best:
                best, came = total, (i, j - 1, put[j - 1])
            row[j] = best
            back[j] = came
    found = []
    i, j = many, much
    while i or j:
        i, j, kind = way[i][j]
        if kind:
            found.append(kind)
    return tuple(reversed(found))
