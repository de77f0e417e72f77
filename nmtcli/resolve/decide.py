"""When candidates are an answer, when they are a question: by route, and every number that decides.

Candidates of one route are an answer, candidates of different routes are a question, unless one route outweighs all the
others together. Nothing here depends on the order of the data or on chance.
"""

from __future__ import annotations

from nmtcli.model import Candidate, Place, Resolution, Step
from nmtcli.resolve.evidence import HAMLET, MERE_HAMLET, Found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nmtcli.gazetteer import Gazetteer
    from nmtcli.model import How

OUTWEIGHS = 10.0  # times all others together: then a namesake is named and not asked about
ASKED = 0.02  # of the heaviest candidate's weight, from which a candidate of a question is listed
ANSWER = 0.935  # a guess at least this likely is answered
ASK = 0.75  # a text that is this likely to be one of a few names of different routes is asked about
SHOW = 0.10  # what is this likely is named beside a refusal
MOST_CANDIDATES = 8

RANK = {"municipality": 0, "county": 1, "region": 2, "area": 3, "locality": 4, "postcode": 5}


def order(place: Place) -> tuple[int, str, str]:
    """Municipalities before counties before localities; then by code and name."""
    return RANK[place.kind], place.code, place.name


class Case:
    """One question: what it is asked of, and the account of how it is answered, which no code reads."""

    __slots__ = ("exact", "explain", "gazetteer", "near", "notes", "query", "routes", "steps")

    def __init__(self, query: str, gazetteer: Gazetteer, routes: Mapping[str, str], exact: bool, explain: bool) -> None:
        self.query = query
        self.gazetteer = gazetteer
        self.routes = routes
        self.exact = exact
        self.explain = explain
        self.notes: list[tuple[str, str]] = []
        self.near: list[Candidate] = []
        self.steps: list[Step] = []

    def step(self, rule: str, detail: str) -> None:
        """Put one line into the account."""
        if self.explain:
            self.steps.append(Step(rule, detail))

    def note(self, name: str, value: str = "") -> None:
        """Something that whoever asked should hear (a message's name and its value)."""
        if (name, value) not in self.notes:
            self.notes.append((name, value))

    def routes_of(self, place: Place) -> frozenset[str]:
        """The routes that a place may lead to; a region asked for by its name is one route."""
        if place.kind == "region":
            return frozenset([place.code])
        return frozenset([self.routes[county] for county in place.counties])

    # --- Outcomes -----------------------------------------------------------------------------------------------------

    def _outcome(
        self, status: str, place: Place | None, how: How | None, score: float,
        candidates: Sequence[Candidate] = (), twins: Sequence[Place] = (), parts: Sequence[Resolution] = (),
    ) -> Resolution:  # fmt: skip
        return Resolution(
            self.query, status, place, how, score, tuple(candidates), tuple(twins), tuple(self.notes),  # type: ignore[arg-type]
            tuple(self.steps), tuple(parts),
        )  # fmt: skip

    def only(self, place: Place, how: How, score: float = 1.0) -> Resolution:
        """The one place of this very name, in one county and so on one route."""
        self.step("decision", f"{how}: {place.name} ({place.kind} {place.code}), one route")
        return self._outcome("resolved", place, how, score)

    def nothing(self, candidates: Iterable[Candidate] = ()) -> Resolution:
        """Not found; the candidates are what could have been meant."""
        self.step("decision", "not found")
        return self._outcome("not_found", None, None, 0.0, tuple(candidates)[:MOST_CANDIDATES])

    def refuse(self, note: str, value: str, why: str, candidates: Iterable[Candidate] = ()) -> Resolution:
        """Not found, because the text is known to be something else: the note says what."""
        self.step("refused", why)
        self.note(note, value)
        return self.nothing(candidates)

    def asks(self, how: How, candidates: Iterable[Candidate], parts: Sequence[Resolution] = ()) -> Resolution:
        """A question between candidates of different routes."""
        best: dict[Place, float] = {}
        for candidate in candidates:
            best[candidate.place] = max(best.get(candidate.place, 0.0), candidate.score)
        ranked = sorted(best.items(), key=lambda item: (-round(item[1], 3), *order(item[0])))
        self.step("decision", f"{how}: {len(ranked)} candidates on different routes: a question")
        listed = [Candidate(place, round(score, 3)) for place, score in self._of_every_route(ranked)]
        return self._outcome("ambiguous", None, how, listed[0].score, listed, (), parts)

    def _of_every_route(self, ranked: list[tuple[Place, float]]) -> list[tuple[Place, float]]:
        """The first few, and with them the first of each route that they lack."""
        listed = ranked[:MOST_CANDIDATES]
        seen = {route for place, _ in listed for route in self.routes_of(place)}
        for place, score in ranked[MOST_CANDIDATES:]:
            if not self.routes_of(place) <= seen:
                seen |= self.routes_of(place)
                listed.append((place, score))
        return listed

    # --- By weight ----------------------------------------------------------------------------------------------------

    def by_route(self, found: Sequence[Found]) -> tuple[Sequence[Found], list[Found]]:
        """The places on the route that weighs most in all, and those on others."""
        routes = [self.routes_of(one.place) for one in found]
        sums: dict[frozenset[str], float] = {}
        for route, one in zip(routes, found):
            sums[route] = sums.get(route, 0.0) + one.weight
        if len(sums) == 1:
            return found, []
        first = min(sums, key=lambda route: (-sums[route], sorted(route)))
        mine = [one for route, one in zip(routes, found) if route == first]
        return mine, [one for route, one in zip(routes, found) if route != first]

    def contested(self, found: Sequence[Found]) -> bool:
        """Whether no route outweighs the others."""
        mine, others = self.by_route(found)
        return bool(others) and _heaviest(mine) <= OUTWEIGHS * _together(others)

    def choose(self, found: Sequence[Found], how: How | None = None, score: float = 1.0) -> Resolution:
        """The places of one name: the route that outweighs the others, or a question."""
        if len(found) == 1 and found[0].place.kind != "area" and found[0].place.tier != "D":
            return self.answer(how or found[0].how, found, (), round(score, 3))
        best: dict[Place, Found] = {}
        for one in found:
            if one.place not in best or one.weight > best[one.place].weight:
                best[one.place] = one
        kept, wider = self.narrowed(list(best.values()))
        kept = [part for one in kept for part in self._parts(one)]
        kept.sort(key=lambda one: (-one.weight, *order(one.place)))
        mine, others = self.by_route(kept)
        rest = _together(others)
        way = how or kept[0].how
        if all(one.place.tier == "D" for one in kept):
            self.note("doubtful", kept[0].place.name)
            return self.nothing(evenly(kept))
        if others and _heaviest(mine) <= OUTWEIGHS * rest:
            least = ASKED * kept[0].weight
            listed = [one for one in kept if one.weight >= least or _is_sure(one.place)]
            if not self.by_route(listed)[1]:
                listed = kept
            return self.asks(
                way, [Candidate(one.place, round(score * one.weight / kept[0].weight, 3)) for one in listed]
            )
        twins = [one.place for one in others if _is_sure(one.place)]
        routes = self.routes_of(mine[0].place)
        for place in wider:
            if place.kind == "area":
                twins += [part for part in self.gazetteer.parts(place) if not self.routes_of(part) <= routes]
        total = sum([one.weight for one in mine])
        return self.answer(way, mine, twins, round(score * total / (total + rest), 3))

    def _parts(self, one: Found) -> list[Found]:
        """A place, or, of an area that spans routes, its parts: the question is which of them."""
        if one.place.kind != "area" or len(self.routes_of(one.place)) == 1:
            return [one]
        return [Found(part, one.how, one.weight) for part in self.gazetteer.parts(one.place)]

    def answer(self, how: How, mine: Sequence[Found], twins: Iterable[Place], score: float) -> Resolution:
        """An answer: the likeliest place of one route, or the county where no single place has half of the weight."""
        place = self._common(mine)
        if self.explain:
            self.step("decision", f"{how}: {place.name} ({place.kind} {place.code}), one route")
        others = [
            one for one in mine if one.place != place and (one.place.code != place.code or one.place.kind == "locality")
        ]
        beside = [
            Candidate(one.place, round(score * one.weight / mine[0].weight, 3)) for one in others[:MOST_CANDIDATES]
        ]
        if place.kind == "area" and not others:
            beside = [Candidate(part, score) for part in self.gazetteer.parts(place)]
        named = sorted(set(twins), key=order)[:MOST_CANDIDATES]
        beside += [Candidate(twin, 1.0) for twin in named]
        return self._outcome("resolved", place, how, score, beside, named)

    def _common(self, mine: Sequence[Found]) -> Place:
        first = mine[0]
        total = sum(one.weight for one in mine)
        if first.place.kind == "locality" and first.weight < total / 2:
            counties = {one.place.counties for one in mine}
            if len(counties) == 1:
                return self.gazetteer.place(first.place.counties[0])
        return first.place

    def narrowed(self, found: list[Found]) -> tuple[list[Found], list[Place]]:
        """Without the regions and wider areas that are called as a county or a municipality is; and these apart."""
        names = {self.gazetteer.county_short(one.place.code) for one in found if one.place.kind == "county"}
        names |= {one.place.name for one in found if one.place.kind == "municipality"}
        regions = [one for one in found if one.place.kind == "region" and one.place.name not in names]
        wider = [
            one.place
            for one in found
            if (one.place.kind in ("area", "region") and one.place.name in names)
            or (one.place.kind == "area" and regions)
        ]
        return [one for one in found if one.place not in wider], wider


def evenly(found: Iterable[Found]) -> list[Candidate]:
    """Places to name beside a refusal, none likelier than another."""
    return [Candidate(one.place, 0.5) for one in found]


def _heaviest(found: Iterable[Found]) -> float:
    return max([one.weight for one in found])


def _together(others: Sequence[Found]) -> float:
    """The weight of all places on other routes. Beside more than mere hamlets of a name these weigh like any."""
    shared = any(_is_sure(one.place) and one.weight >= HAMLET for one in others)
    return sum([HAMLET if shared and one.weight == MERE_HAMLET else one.weight for one in others])


def _is_sure(place: Place) -> bool:
    """Whether a namesake is worth naming: all but hamlets that a single list has, and doubtful ones."""
    return place.tier not in ("C", "D")
