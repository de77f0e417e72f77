"""What a guess is weighed by: terms worked out of the slips, the prior and the rivals, and the model's sum of them.

The weights stand in data/weights.toml; tools/fit_guess.py fits them on the same terms.
"""

from __future__ import annotations

from bisect import bisect_left
from math import exp, log

from nmtcli.model import Record
from nmtcli.resolve.evidence import Found, weight_of
from nmtcli.resolve.letters import UNIT, LetterModel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from nmtcli.model import Candidate, How, Place
    from nmtcli.resolve.decide import Case

    Steps = tuple[Sequence[float], Sequence[float]]  # thresholds; the points below the first, ..., above the last
    Model = tuple[float, Sequence[Steps]]

KINDS = (
    "lost", "undoubled", "cluster", "put", "put by key", "doubled", "key", "sound", "other", "swap", "mark lost",
    "mark added", "mark changed", "spelling", "digraph",
)  # fmt: skip
FREE = frozenset(("mark lost", "digraph"))  # how a name is typed on another keyboard: no slips
PEOPLE = 10.6e6
MOST_LEAD = 12.0  # nats; a rival further behind is none


def prior(place: Place) -> float:
    """Minus the logarithm of the share of people who would mean a place before a letter of it is typed, in nats."""
    if place.kind == "municipality":
        people = max(place.people * 1.1, 8000.0)
    elif place.kind == "county":
        people = 200_000.0
    elif place.kind == "locality":
        people = float(max(place.people, 100 if place.sort == "hamlet" else 200))
    else:
        people = 20_000.0
    return -log(people / PEOPLE)


class Option(Record):
    """A name that a text may be meant as, with its places, and what that costs in nats.

    `kinds` are the slips between the two; None where the text is the beginning of the name, with `missing` letters to
    come. `prior` is the part of the cost that the likeliest of the places has before a letter is typed.
    """

    name: str
    places: tuple[Place, ...]  # the likeliest first
    cost: float
    prior: float
    kinds: tuple[str, ...] | None
    missing: int = 0
    other: bool = False  # the beginning of a name in another language or of old ("Gothenb"): shown, never answered

    @property
    def place(self) -> Place:
        """The likeliest place."""
        return self.places[0]

    @property
    def slips(self) -> int:
        """How many slips lie between the name and the text; 0 for a beginning."""
        return sum(kind not in FREE for kind in self.kinds or ())

    def found(self, how: How) -> list[Found]:
        """The places with their weights."""
        return [Found(place, how, weight_of(place)) for place in self.places]


class Guess(Record):
    """What a text may be a slip of.

    `right`: how likely the first option's name is the one that is meant; `listed`: how likely it is one of the first
    few; `rivals`: municipalities of other routes that are as near; `candidates`: what to show, the likeliest first.
    """

    options: tuple[Option, ...]
    right: float
    listed: float
    how: How
    rivals: tuple[Candidate, ...]
    candidates: tuple[Candidate, ...]
    told: str


TERMS = (
    *KINDS, "first letter", "last letter", "slips a letter", "two slips", "three slips", "prior", "locality",
    "locality and slips", "own name", "own name less channel", "locality and own name", "lead", "locality and lead",
    "lead in letters", "locality and lead in letters", "a municipality as near", "lead over abroad", "same beginning",
    "same end", "short", "long", "cut off", "missing letters", "missing share", "typed plain", "put at the end",
    "definite form", "strangest letter", "locality and strangest letter", "own name less that of the name",
)  # fmt: skip


LEAD_OVER_ABROAD = TERMS.index("lead over abroad")


def features(typed: str, options: list[Option], case: Case, letters: LetterModel, unlikely: float = 0.0) -> list[float]:
    """The terms of the model, in the order of TERMS; as if no name abroad were near."""
    costs = letters.costs(typed)
    own, strangest = sum(costs) / UNIT + unlikely, max(costs) / UNIT
    best = options[0]
    name = best.name
    kinds = best.kinds or ()
    routes = case.routes_of(best.place)
    size = len(typed)
    lead = ahead = MOST_LEAD
    channel = best.cost - best.prior
    near = 0.0
    count = best.slips
    for option in options[1:]:
        if case.routes_of(option.place) == routes:
            continue
        lead = min(lead, option.cost - best.cost)
        ahead = min(ahead, option.cost - option.prior - channel)
        if option.place.kind == "municipality" and option.slips <= count:
            near = 1.0
    local = 1.0 if best.place.kind == "locality" else 0.0
    start = end = 0
    for a, b in zip(name, typed):
        if a != b:
            break
        start += 1
    for a, b in zip(reversed(name), reversed(typed)):
        if a != b:
            break
        end += 1
    whole = best.kinds is not None
    first = float(name[0] != typed[0] and kinds[:1] != ("mark lost",))
    return [
        *[float(kinds.count(kind)) for kind in KINDS], first, float(whole and name[-1] != typed[-1]), count / size,
        float(count == 2), float(count > 2), best.prior / 5, local, local * count, own / 10, (own - channel) / 10,
        local * own / 10, lead / 5, local * lead / 5, ahead / 5, local * ahead / 5, near, MOST_LEAD / 5,
        start / size,
        end / size, float(size < 5), float(size > 9), float(not whole), best.missing / 5,
        best.missing / (size + best.missing), float(typed.isascii() and not name.isascii()),
        float(size > len(name) and typed.startswith(name)),
        float(typed.endswith(("en", "et")) and not name.endswith(("en", "et"))), strangest / 5,
        local * strangest / 5, (own - letters.cost(name)) / 10,
    ]  # fmt: skip


def chance(terms: Sequence[float], start: float, steps: Sequence[Steps]) -> float:
    """The probability that a model gives: each term has points by the steps that it has passed, the log odds in sum."""
    total = start
    for term, (thresholds, points) in zip(terms, steps):
        total += points[bisect_left(thresholds, term)]
    return 1 / (1 + exp(-total)) if total > -30 else 0.0
