"""What a misspelled or cut-off name may be meant as, and how likely that is.

A noisy channel ranks: what it costs to type the text for a name, and how many people would mean the place. A fitted
model then says how likely the first name is right, by what kinds of slips it takes, how much the text looks like a name
of its own, and how far the rivals are behind: a name elsewhere, a name abroad. Costs are in nats; they and the weights
of the model stand in data/weights.toml, made by tools/fit_guess.py.
"""

from __future__ import annotations

from bisect import bisect_left
from math import exp

from nmtcli.model import Candidate, replaced
from nmtcli.normalise import fold
from nmtcli.resolve.candidates import Spellings
from nmtcli.resolve.channel import Channel
from nmtcli.resolve.decide import MOST_CANDIDATES, SHOW, Case
from nmtcli.resolve.evidence import of_kind
from nmtcli.resolve.features import LEAD_OVER_ABROAD, MOST_LEAD, TERMS, Guess, Option, chance, features, prior
from nmtcli.resolve.letters import LetterModel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from nmtcli.gazetteer import Gazetteer
    from nmtcli.model import How, Place
    from nmtcli.resolve.features import Model

SHORTEST = 4  # letters; a shorter text is near to too many names
LONGER, LONG = 4, 8  # letters from which a text may have two, and three, slips
MOST_FURTHER = 8  # names one edit further than the nearest that are weighed
SHORTEST_BEGINNING = 3
BEGINNING = 0.55  # of a name that is cut off
BESIDE_COUNTY = 6.0  # the same beside "län" where a county is near: there are no more than 21
# Countries whose places a caller may well mean; one far away would only surprise.
NEIGHBOURS = frozenset(("NO", "DK", "FI", "AX", "IS", "FO"))
SURE = 0.95  # how likely the first name must be for nobody to ask after the next ones
HOPEFUL = 0.2  # how likely a guess must be before names abroad are asked
CLOSE = 4.0  # nats behind the first, up to which a name is shown beside it
MOST_SHOWN = 5
LITTLE = 0.1  # what is shown for a text too short to be anything has this likelihood in all


class Guesser:
    """Made once for a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._names = Spellings(gazetteer.table("fuzzy", "SPELLINGS"))
        self.letters = LetterModel(gazetteer.table("fuzzy", "LETTERS"))
        self._costs: Mapping[str, float] = gazetteer.table("fuzzy", "COSTS")
        self._channel = Channel(self._costs)
        self._right: Model = gazetteer.table("fuzzy", "RIGHT")
        self._listed: Model = gazetteer.table("fuzzy", "LISTED")
        self._abroad: Spellings | None = None
        self._known: dict[str, tuple[tuple[Place, ...], float]] = {}

    def _places(self, refs: str) -> tuple[tuple[Place, ...], float]:
        """The places of a name, the likeliest first, and what the first costs before a letter is typed."""
        found = self._known.get(refs)
        if found is None:
            pairs = self._gazetteer.places(refs)
            mere = all(alias for _, alias in pairs)
            places = [place for place, alias in pairs if (mere or not alias) and place.kind != "region"]
            places.sort(key=lambda place: (prior(place), place.code, place.name))
            cost = prior(places[0]) + (self._costs["alias"] if mere else 0.0) if places else 0.0
            found = self._known[refs] = tuple(places), cost
        return found

    def options(self, typed: str) -> list[Option]:
        """The names that a key without spaces may be meant as, the likeliest first."""
        folded = fold(typed)
        channel = self._channel
        found = []
        for written, refs in self._near(folded):
            kinds = channel.edits(written, typed)
            places, before = self._places(refs)
            if kinds is not None and places:
                found.append(Option(written, places, channel.cost(written, typed, kinds) + before, before, kinds))
        cut_off = self._cut_off(typed, folded)
        found += [option for option in cut_off if not option.other]
        known = {option.place for option in found}
        found += [option for option in cut_off if option.other and option.place not in known and _enough(option)]
        found.sort(key=lambda option: (option.cost, option.name))
        return found

    def _cut_off(self, typed: str, folded: str) -> list[Option]:
        """The municipalities, counties and areas whose names begin with a key and go on."""
        found = []
        size, costs = len(folded), self._costs
        for written, whole, refs in self._names.starting(folded) if size >= SHORTEST_BEGINNING else ():
            missing = len(whole) - size
            if (missing < 2 and size >= SHORTEST) or (typed != folded and not written.startswith(typed)):
                continue
            places, before = self._places(refs)
            if places and places[0].kind != "locality":
                cost = costs["cut"] + costs["cut letter"] * missing + before
                other = all(ref[0] == "~" for ref in refs.split("|"))
                found.append(Option(written, places, cost, before, None, missing, other))
        return found

    def _near(self, folded: str) -> list[tuple[str, str]]:
        """(name, refs) of the names that are fewest edits away, of those one edit further the best known."""
        size = len(folded)
        if size < SHORTEST:
            return []
        rows = self._names.within(folded, 1 if size < LONGER else 2)
        if size >= LONG and not any(far < 2 for far, _ in rows):
            rows = self._names.within(folded, 3)
        least = min([far for far, _ in rows], default=0)
        near = [row for far, row in rows if far <= least]
        further = [row for far, row in rows if far == least + 1 and (far < 2 or len(row[1]) > SHORTEST)]
        if len(further) > MOST_FURTHER:
            further.sort(key=lambda row: self._places(row[2])[1])
        return [(written, refs) for written, _, refs in near + further[:MOST_FURTHER]]

    def _called_for(self, options: list[Option], hints: str) -> list[Option]:
        """The options with the places of the kind that the words beside the name call for."""
        if not hints:
            return options
        of = []
        for option in options:
            places = tuple(one.place for one in of_kind(self._gazetteer, option.found("fuzzy"), hints))
            of.append(replaced(option, places=places))
        counties = [option for option in of if option.place.kind == "county"] if "c" in hints else []
        return counties or of

    def abroad(self, typed: str) -> tuple[float, str]:
        """What the nearest name abroad costs, and its countries; a cost out of reach and "" where none is near."""
        if self._abroad is None:
            self._abroad = Spellings(self._gazetteer.table("abroad", "SPELLINGS"))
        folded = fold(typed)
        channel, dear = self._channel, self._costs["abroad"]
        least = 5 * MOST_LEAD, ""
        for _, (written, _, refs) in self._abroad.within(folded, 1 if len(folded) < 7 else 2):
            kinds = channel.edits(written, typed)
            if kinds is not None:
                least = min(least, (channel.cost(written, typed, kinds) + dear, refs))
        return least

    def guess(self, name: str, case: Case, hints: str = "") -> Guess | None:
        """What a key may be meant as; None where it is near to nothing or has no letters to go by."""
        typed = name.replace(" ", "")
        folded = fold(typed)
        if not folded.isascii():
            from nmtcli.resolve.scripts import in_other_script  # five tables that few texts need

            return in_other_script(self, case, name, hints)
        if len(folded) < SHORTEST_BEGINNING or not folded.isalpha():
            return None
        return self.guess_latin(typed, case, hints)

    def guess_latin(self, typed: str, case: Case, hints: str = "", unlikely: float = 0.0) -> Guess | None:
        """The same for a key in Latin letters, without spaces; `unlikely`: nats more as a name of its own."""
        options = self._called_for(self.options(typed), hints)
        if not options:
            return None
        if "c" in hints and options[0].place.kind == "county":
            unlikely += BESIDE_COUNTY
        terms = features(typed, options, case, self.letters, unlikely)
        right, told = chance(terms, *self._right), ""
        if right > HOPEFUL:  # only now are the names abroad worth asking
            cost, countries = self.abroad(typed)
            terms[LEAD_OVER_ABROAD] = max(min(cost - options[0].cost, MOST_LEAD), -MOST_LEAD) / 5
            right = chance(terms, *self._right)
            near = [country for country in countries.split(",") if country in NEIGHBOURS]
            if near and cost < options[0].cost:
                case.note("near_abroad", ",".join(near))
        listed = right if right > SURE else chance(terms, *self._listed)
        if options[0].other:
            right = 0.0
        if len(fold(typed)) < SHORTEST or (options[0].kinds is None and not _enough(options[0])):
            right = listed = 0.0
        if case.explain:
            told = self._account(typed, options, terms, right, listed)
        how: How = "fuzzy" if options[0].kinds is not None else "prefix"
        return Guess(
            tuple(options[: 4 * MOST_SHOWN]), right, max(right, listed), how,
            _rivals(typed, options, case, right, hints), _shown(options, case, max(right, listed, LITTLE)), told,
        )  # fmt: skip

    def _account(self, typed: str, options: list[Option], terms: list[float], right: float, listed: float) -> str:
        """The options with their slips, and the terms of the sum that say how likely the first is right."""
        lines = [
            f"{option.place.name} {option.place.code} {option.cost:.1f} ({', '.join(option.kinds or ['cut off'])})"
            for option in options[:5]
        ]
        start, steps = self._right
        points = [of[bisect_left(at, term)] for term, (at, of) in zip(terms, steps)]
        sums = [f"to begin with {start:+.1f}", *(f"{name} {worth:+.1f}" for name, worth in zip(TERMS, points) if worth)]
        own = f"as a name of its own {self.letters.cost(typed):.1f}"
        return f"{'; '.join(lines)}; {own}; {' '.join(sums)}: {right:.3f}, one of these {listed:.3f}"


def guesser_of(gazetteer: Gazetteer) -> Guesser:
    """The guesser of a gazetteer, made when the first name is misspelled."""
    found: Guesser | None = gazetteer.derived.get("guesser")
    if found is None:
        found = gazetteer.derived["guesser"] = Guesser(gazetteer)
    return found


def _enough(option: Option) -> bool:
    """Whether enough of a name has been typed to know it by its beginning."""
    size = len(option.name)
    return size - option.missing >= max(SHORTEST + 1, BEGINNING * size)


def _rivals(typed: str, options: list[Option], case: Case, right: float, hints: str) -> tuple[Candidate, ...]:
    """What a text may as well mean on another route: a municipality as near, a place whose genitive it is ("Bors").

    As near: with as few slips, or the text is its beginning. Of "Bors kommun" only a municipality is meant.
    """
    best = options[0]
    routes = case.routes_of(best.place)
    found: dict[Place, Candidate] = {}
    for option in options[1:]:
        near = option.slips <= best.slips if option.kinds is not None else best.kinds is None or best.slips > 0
        near = (near and option.place.kind == "municipality") or (typed == option.name + "s" and not hints)
        if near and case.routes_of(option.place) != routes:
            found.setdefault(option.place, Candidate(option.place, round(right * exp(best.cost - option.cost), 3)))
    return tuple(found.values())


def _shown(options: list[Option], case: Case, listed: float) -> tuple[Candidate, ...]:
    """The places to show beside a question or a refusal, each with its share of the likelihood."""
    close = [option for option in options if option.cost < options[0].cost + CLOSE]
    total = sum(exp(options[0].cost - option.cost) for option in close)
    shares: dict[Place, float] = {}
    for option in close:
        shares[option.place] = shares.get(option.place, 0.0) + listed * exp(options[0].cost - option.cost) / total
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0].code, item[0].name))
    if options[0].kinds is None:  # one beginning is as good as another
        return tuple(Candidate(place, round(share, 3)) for place, share in ranked[:MOST_CANDIDATES])
    return tuple(Candidate(place, round(share, 3)) for place, share in ranked[:MOST_SHOWN] if share >= SHOW * listed)
