"""How much a text looks like a Swedish place name: a model of letters, each in the light of the three before it.

Trained on every name of the gazetteer. What a text costs by this model is what it costs that it is a name which no
table has, the strongest rival of "a slip of a name that is there".
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BEFORE = 3  # letters that a letter is judged by
SEEN = 20  # letters that are reckoned with at least, for one that no name has
UNIT = 100.0  # of the costs in the table
MOST_KNOWN = 20_000  # runs that are remembered, some two megabytes


def letter_table(names: Iterable[str]) -> dict[str, str]:
    """Runs of letters -> what the last one costs after those before it (Witten-Bell), in hundredths of a nat.

    A run with "+" at its end has the cost of looking at fewer letters before. "^" begins a name, "$" ends it.
    """
    from math import log

    counts: dict[str, int] = {}
    for name in names:
        marked = "^" * BEFORE + name + "$"
        for at in range(BEFORE, len(marked)):
            for size in range(BEFORE + 1):
                run = marked[at - size : at + 1]
                counts[run] = counts.get(run, 0) + 1
    followed: dict[str, list[int]] = {}  # what stands before -> how often, by how many different letters
    for run, times in counts.items():
        entry = followed.setdefault(run[:-1], [0, 0])
        entry[0] += times
        entry[1] += 1
    shares: dict[str, float] = {}
    for run in sorted(counts, key=len):
        total, kinds = followed[run[:-1]]
        fewer = shares[run[1:]] if len(run) > 1 else 1 / (len(followed.get("", [0, 0])) + SEEN)
        shares[run] = (counts[run] + kinds * fewer) / (total + kinds)
    table = {run: str(round(-log(share) * UNIT)) for run, share in shares.items()}
    for before, (total, kinds) in followed.items():
        table[before + "+"] = str(round(-log(kinds / (total + kinds)) * UNIT))
    return dict(sorted(table.items()))


class LetterModel:
    """What a text costs as a name, by a table that `letter_table` made."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table
        self._unseen = round(4.0 * UNIT)
        self._known: dict[str, int] = {}

    def cost(self, text: str) -> float:
        """Minus the logarithm of the text's likelihood as a name, in nats."""
        return sum(self.costs(text)) / UNIT

    def costs(self, text: str) -> list[int]:
        """What each letter of a text costs, and its end, in hundredths of a nat."""
        known = self._known
        marked = "^" * BEFORE + text + "$"
        costs = []
        for end in range(BEFORE + 1, len(marked) + 1):
            run = marked[end - BEFORE - 1 : end]
            cost = known.get(run)
            if cost is None:
                cost = self._last(run)
                if len(known) < MOST_KNOWN:
                    known[run] = cost
            costs.append(cost)
        return costs

    def _last(self, run: str) -> int:
        """What the last letter of a run costs after those before it."""
        get = self._table.get
        cost = 0
        while True:
            found = get(run, "")
            if found:
                return cost + int(found)
            if len(run) == 1:
                return cost + self._unseen
            fewer = get(run[:-1] + "+", "")
            if fewer:
                cost += int(fewer)
            run = run[1:]
