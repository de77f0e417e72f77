"""The policy, in one place: when candidates are an answer, when they are a question, and every number that decides.

Candidates with one route are an answer, candidates with different routes are a question. Nothing here depends on the
order of the data or on chance.
"""

from __future__ import annotations

from nmtcli.model import Candidate, Place, Resolution, Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from typing import Any

    from nmtcli.gazetteer import Gazetteer
    from nmtcli.model import How

    Found = Sequence[tuple[Place, bool]]  # places of a name, each with whether the name is only an alias of it
    Routes = Mapping[str, str]

# A misspelling is taken for a name when it is at least this similar, and no name that routes elsewhere comes within the
# gap. A town that no table has must not be bent into one that is there; such towns look like names, slips seldom do:
# they make runs of letters that no name has ("Flwn"). A text with such runs is *odd*. All chosen on seeded errors and
# on towns left out of the gazetteer: benchmarks/accuracy.py prints both.
SIMILAR = 0.76
SIMILAR_ONE_EDIT = 0.74  # so that one edit in a name of four letters is within it
TWO_EDITS = 1.2  # from this distance on a text must be odd, for it may as well be another name
TWO_EDITS_LONG = 1.3  # the same for a long name
TWO_LETTERS = 1.8
SHOWN = 0.74  # what is this similar is named beside a refusal
HAMLET_SIMILAR = 0.885  # a locality: there are more of them, and more that are not listed
HAMLET_SIMILAR_ODD = 0.82  # when the text is very odd
ODD = 1  # runs of letters that no name has, from which a text counts as odd
VERY_ODD = 2
LONG_NAME = 7  # letters; a clear slip in so long a name need not be odd
LONG_NAME_TWO_EDITS = 9  # letters; a shorter locality is not taken at more than one edit
GAP = 0.08
HAMLET_DISCOUNT = 0.08  # what a locality counts less than a municipality or county, as a rival and as a candidate
ALIAS_DISCOUNT = 0.05  # what a misspelled alias counts less: "Rozenburg" is not Göteborg by way of "Gotenburg"
ABROAD_MARGIN = 0.08  # by which a name abroad must be more similar than a municipality to be preferred
ABROAD_MARGIN_HAMLET = -0.05
ABROAD_LACKING = 1  # letters of the text that a name abroad may lack: with two, likeness is chance rather than a slip
LOWEST = 0.66  # below this similarity nothing is worth showing
SHORTEST_FUZZY = 4  # letters; a shorter text is near to too many names
SHORTEST_PREFIX = 5
LONG_PREFIX = 7  # from this length a cut-off name need not be odd
PREFIX_SHARE = 0.6  # of the completed name must have been typed
PREFIX_SCORE = 0.76  # of a completion, to which the share that was typed adds
PREFIX_SHARE_SCORE = 0.2
SCRIPT_SIMILAR = 0.79  # of two names in one other script: one letter in five
SCRIPT_SIMILAR_BARE = 0.84  # the same where the script writes no vowels
SHORTEST_SCRIPT = 4
FOLDED_SCORE = 0.97
TEXT_SCORE = 0.95
DIFFERING_SCORE = 0.8
DAMAGED_SCORE = 0.9
MAX_CANDIDATES = 8
MAX_PARTS = 6  # of a text between commas; with more it is no place but a list or a story
MAX_WORDS = 60

RANK = {"municipality": 0, "county": 1, "region": 2, "area": 3, "locality": 4, "postcode": 5}
# How specific a kind is, when the parts of a text narrow each other down.
DEPTH = {"region": 0, "area": 1, "county": 2, "postcode": 3, "municipality": 4, "locality": 5}

JOINED = ("kommun", "kommunen", "trakten", "området")  # words beside a name that are also written together with it
SPELLED_RIGHT = ("kommun", "municipality")  # words beside a name that are recognised with one slip in them

NO_HINTS: frozenset[str] = frozenset()


class Search:
    """One question: the text, what it is asked of, and the account of how it was answered."""

    __slots__ = ("exact", "explain", "gazetteer", "near", "notes", "query", "routes", "steps")

    def __init__(self, query: str, gazetteer: Gazetteer, routes: Routes, exact: bool, explain: bool = True) -> None:
        self.query = query
        self.gazetteer = gazetteer
        self.routes = routes
        self.exact = exact
        self.explain = explain  # a step that is costly to word asks this first
        self.near: list[Candidate] = []  # what was not near enough to be an answer, but may be shown
        self.steps: list[Step] = []
        self.notes: list[tuple[str, str]] = []

    def step(self, rule: str, detail: str) -> None:
        """Put one line into the account."""
        if self.explain:
            self.steps.append(Step(rule, detail))

    def words(self, table: str) -> Mapping[str, str]:
        """A word list of data/words.toml, as keys."""
        listed: Mapping[str, str] = self.gazetteer.table("words", table)
        return listed

    def foreign(self, name: str) -> str:
        """The countries in which a place of this name lies, or ""."""
        countries: str = self.gazetteer.table("elsewhere", "FOREIGN").get(name, "")
        return countries

    def derived(self, name: str, make: Callable[[], Any]) -> Any:
        """Something computed from the tables once, kept with the gazetteer."""
        kept = self.gazetteer.derived
        if name not in kept:
            kept[name] = make()
        return kept[name]

    def routes_of(self, place: Place) -> frozenset[str]:
        """The routes that a place may lead to; a region asked for by its name is one route."""
        if place.kind == "region":
            return frozenset([place.code])
        return frozenset([self.routes[county] for county in place.counties])


def decide(search: Search, how: How, candidates: Iterable[Candidate], twins: Iterable[Place] = ()) -> Resolution:
    """An answer or a question.

    Args:
        search: the question.
        how: how the candidates were found.
        candidates: at least one.
        twins: places of the same name that the rules put behind the candidates; those that route elsewhere are named.
    """
    best: dict[Place, float] = {}
    for candidate in candidates:
        best[candidate.place] = max(best.get(candidate.place, 0.0), candidate.score)
    ranked = sorted(best.items(), key=lambda item: (-round(item[1], 3), *order(item[0])))[:MAX_CANDIDATES]
    routes = frozenset().union(*(search.routes_of(place) for place, _ in ranked))
    first, score = ranked[0]
    if len(routes) > 1:
        search.step("decision", f"{how}: {len(ranked)} candidates on {len(routes)} routes: a question")
        if len(ranked) == 1:  # an area that spans routes: the question is in which of its parts
            ranked = [(part, score) for part in search.gazetteer.parts(first)]
        asked = tuple(Candidate(place, round(similarity, 3)) for place, similarity in ranked)
        return Resolution(
            search.query, "ambiguous", None, how, round(score, 3), asked, (), tuple(search.notes), tuple(search.steps)
        )
    also = sorted({twin for twin in twins if not search.routes_of(twin) <= routes}, key=order)[:MAX_CANDIDATES]
    others = [c for c in ranked[1:] if c[0].code != first.code or c[0].kind == "locality"]
    if first.kind == "area" and not others:
        others = [(part, score) for part in search.gazetteer.parts(first)]
    if search.explain:
        search.step("decision", f"{how}: {first.name} ({first.kind} {first.code}), one route")
    beside = [Candidate(place, round(similarity, 3)) for place, similarity in others]
    beside += [Candidate(twin, 1.0) for twin in also]
    return Resolution(
        search.query,
        "resolved",
        first,
        how,
        round(score, 3),
        tuple(beside),
        tuple(also),
        tuple(search.notes),
        tuple(search.steps),
    )


def only(search: Search, place: Place, how: How) -> Resolution:
    """The one place of this very name, in one county and so on one route: what `choose` comes to, without the way."""
    search.step("decision", f"{how}: {place.name} ({place.kind} {place.code}), one route")
    return Resolution(search.query, "resolved", place, how, 1.0, (), (), (), tuple(search.steps))


def nothing(search: Search, candidates: Iterable[Candidate] = ()) -> Resolution:
    """Not found; the candidates are what could have been meant."""
    search.step("decision", "not found")
    near = tuple(candidates)[:MAX_CANDIDATES]
    return Resolution(search.query, "not_found", None, None, 0.0, near, (), tuple(search.notes), tuple(search.steps))


def refuse(search: Search, note: str, value: str, step: str, candidates: Iterable[Candidate] = ()) -> Resolution:
    """Not found, because the text is known to be something else: the note says what."""
    search.step(step, value)
    search.notes.append((note, value))
    return nothing(search, candidates)


def abroad(search: Search, name: str, countries: str, found: Found = ()) -> Resolution:
    """The name of a place abroad: no answer, but what it could have been meant as."""
    search.step("abroad", f"{name} ({countries})")
    search.notes.append(("abroad", countries))
    return nothing(search, [Candidate(place, DAMAGED_SCORE) for place, _ in found])


def order(place: Place) -> tuple[int, str, str]:
    """Municipalities before counties before hamlets; then by code and name."""
    return RANK[place.kind], place.code, place.name


def foremost(found: Found) -> list[Place]:
    """Of the places of one name those that are meant: own names before aliases, a municipality before a hamlet."""
    if len(found) == 1:
        return [found[0][0]]
    levels = [(alias, RANK[place.kind] > 3) for place, alias in found]
    level = min(levels)
    chosen = list(dict.fromkeys(place for (place, _), at in zip(found, levels) if at == level))
    # A region or a wider area of the same name as a county: the county is meant.
    narrow = [place for place in chosen if place.kind not in ("area", "region")]
    return narrow or [place for place in chosen if place.kind == "region"] or chosen


def choose(search: Search, found: Found, how: How, score: float = 1.0, also: Found = ()) -> Resolution:
    """One name, several places: decide on the foremost; the others, and those in `also`, are its twins."""
    chosen = foremost(found)
    if how == "exact" and all(alias for place, alias in found if place in chosen):
        how = "alias"
    behind = [place for place, _ in found if place not in chosen]
    behind += [place for place, alias in also if not alias and place not in chosen]
    twins = []
    for place in behind:
        if place.kind == "area":
            twins += [part for part in search.gazetteer.parts(place) if part not in chosen]
        elif place.kind != "region":
            twins.append(place)
    return decide(search, how, [Candidate(place, score) for place in chosen], twins)


def hinted(search: Search, found: Found, hints: Collection[str]) -> Found:
    """The places of the kind that the words beside the name call for, or all where there are none of it."""
    if "county" in hints:
        counties = [pair for pair in found if pair[0].kind == "county"]
        if not counties:  # "エレブルー県": the town's name is the county's as well
            counties = [(county, alias) for place, alias in found for county in namesakes(search, place)]
        return counties or found
    if "municipality" in hints or "station" in hints:
        return [pair for pair in found if pair[0].kind == "municipality"] or found
    return found


def namesakes(search: Search, place: Place) -> list[Place]:
    """The county that is named after this municipality."""
    if place.kind != "municipality":
        return []
    _, _, short, _ = search.gazetteer.table("places", "COUNTIES")[place.counties[0]]
    return [search.gazetteer.place(place.counties[0])] if short == place.name else []
