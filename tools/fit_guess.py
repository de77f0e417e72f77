"""Fit data/weights.toml: what slips cost, and how likely the first guess at a misspelled name is right.

Usage: python tools/fit_guess.py [--seed N] [--per-name N] [--rounds N] [--check SEED]

Needs numpy and scikit-learn (the extra `fit`). The texts are the seeded slips of benchmarks/slips.py in the names of
this project's own tables, with seeds below 1000; names that are left out of the gazetteer (localities and hamlets),
names abroad and words that are left out of their tables; and names that are cut off. Measuring uses other seeds and
the other half of the names that are left out. `--check` prints what the fitted model does on rows of another seed and
writes nothing.

First the costs are fitted: those by which the name that is meant is cheapest, however the others are spelled. Then, on
the options that these costs rank, the two models.
"""

from __future__ import annotations

import argparse
import bisect
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import accuracy  # noqa: E402
import slips  # noqa: E402

from nmtcli.gazetteer import Gazetteer  # noqa: E402
from nmtcli.gazetteer.dataset import Dataset, load_dataset  # noqa: E402
from nmtcli.model import replaced  # noqa: E402
from nmtcli.normalise import fold, key  # noqa: E402
from nmtcli.resolve.decide import Case  # noqa: E402
from nmtcli.resolve.features import (  # noqa: E402
    KINDS,
    LEAD_OVER_ABROAD,
    MOST_LEAD,
    PEOPLE,
    TERMS,
    Option,
    chance,
    features,
)
from nmtcli.resolve.guess import Guesser  # noqa: E402

WEIGHTS = ROOT / "data" / "weights.toml"
# How many rows of each kind, against those of one slip.
SHARES = {"one slip": 1.0, "two slips": 0.7, "human slips": 0.6, "by ear": 0.4, "other keyboard": 0.7,
          "locality, one slip": 1.2, "locality, human slips": 0.6, "locality, by ear": 0.4}  # fmt: skip
AVERAGE, LARGEST = 36_000, 1_000_000  # people of a municipality
PRIOR_STEPS = 16  # in which the points of its people rise from the one to the other
SMALL_LOCALITIES = 1500  # rows
MOST_OPTIONS = 14  # of a text that are looked at
ABROAD_A_ROUND, WORDS_A_ROUND = 400, 300
# What a row counts in the models. Localities that are left out are few; hamlets are many and less like listed names.
COUNTS = {"withheld": 2.0, "hamlet": 0.3}
ROUNDS, RATE, LEAST_ROWS = 1500, 0.1, 30  # of boosting; rows on each side of a step
COST_ROUNDS = 3  # the slips between two names are read by the costs of the round before
DOUBT = 2.0  # how strongly a cost is held to that of the round before, so that a rare slip's does not run away


class Row(NamedTuple):
    """A text that reaches the guesser: its terms, whether the first name is meant, whether one of the first few is."""

    kind: str
    text: str
    terms: list[float]
    right: bool
    listed: bool
    answer: str  # "right", "asks" or "WRONG": what the places of the first name come to
    options: list[Option]  # the first few
    meant: list[bool]  # which of these


def row(
    kind: str, text: str, codes: str, gazetteer: Gazetteer, routes: dict[str, str], regions: dict[str, str]
) -> Row | None:
    """The row of a text, or None where it never reaches the guesser."""
    name = key(text)
    typed = name.replace(" ", "")
    if len(fold(typed)) < 4 or not fold(typed).isalpha() or not fold(typed).isascii():
        return None
    if gazetteer.find(name) or gazetteer.find_folded(fold(name)) or gazetteer.table("elsewhere", "FOREIGN").get(name):
        return None
    if gazetteer.table("words", "COMMON").get(name, ""):
        return None
    guesser: Guesser = gazetteer.derived.setdefault("guesser", Guesser(gazetteer))
    case = Case(text, gazetteer, routes, False, False)
    options = guesser.options(typed)
    if not options:
        return Row(kind, text, [], False, False, "gives up", [], [])
    terms = features(typed, options, case, guesser.letters)
    terms[LEAD_OVER_ABROAD] = max(min(guesser.abroad(typed)[0] - options[0].cost, MOST_LEAD), -MOST_LEAD) / 5
    meant = set(filter(None, codes.split(",")))

    def means(option: Option) -> bool:
        return any(p.code in meant or (p.kind in ("county", "area") and {c[:2] for c in meant} & set(p.counties))
                   for p in option.places)  # fmt: skip

    first = options[:MOST_OPTIONS]
    mean = list(map(means, first))
    close = [is_meant for option, is_meant in zip(first[:5], mean) if option.cost < first[0].cost + 4]
    found = Case(text, gazetteer, routes, False, False).choose(first[0].found("fuzzy"))
    if found.place is None:
        answer = "asks"
    else:
        answer = "right" if regions[found.place.counties[0]] in {regions[c[:2]] for c in meant} else "WRONG"
    return Row(kind, text, terms, mean[0], any(close), answer, first, mean)


def cut_off(data: Dataset, per_name: int, source: random.Random) -> Iterator[tuple[str, str]]:
    """Names of municipalities without their ends."""
    for code, name in accuracy.towns(data):
        for _ in range(per_name):
            least = max(4, len(name) // 2)
            if least < len(name) - 1:
                yield name[: source.randrange(least, len(name) - 1)], code


def without(data: Dataset, names: set[str], words: set[str]) -> Dataset:
    """The data without some names abroad and some words."""
    tables = dict(data.tables)
    tables["foreign"] = [r for r in tables["foreign"] if r["name"] not in names]
    tables["common_words"] = [r for r in tables["common_words"] if r["word"] not in words]
    return replaced(data, tables=tables)


def slip_rows(data: Dataset, seed: int, per_name: int) -> Iterator[Row]:
    """The rows of a seed in which a name is meant that is listed."""
    source = random.Random(f"{seed} fit")
    routes, regions = accuracy.routes_of(data), accuracy.regions_of(data)
    gazetteer = accuracy.gazetteer_of(data)
    names = accuracy.Names(data)
    for kind, share in SHARES.items():
        for text, code, _ in accuracy.rows_of(kind, data, max(1, round(per_name * share)), seed, names):
            if made := row(kind, text, code, gazetteer, routes, regions):
                yield made
    for text, code in cut_off(data, max(1, per_name // 4), source):
        if made := row("cut off", text, code, gazetteer, routes, regions):
            yield made
    small = [(r["name"], r["municipality"]) for r in data.tables["places"]
             if accuracy.is_target(r) and accuracy.population(r) <= accuracy.LARGE]  # fmt: skip
    for name, code in source.sample(small, min(len(small), SMALL_LOCALITIES)):
        text = slips.one_slip(name, source) or name
        if names.spells_another(text, name):
            continue
        if made := row("small", text, code, gazetteer, routes, regions):
            yield made


def unlisted_rows(data: Dataset, seed: int, rounds: int, half: int) -> Iterator[Row]:
    """The rows of a seed in which no listed name is meant: those of localities, hamlets, places abroad and words."""
    source = random.Random(f"{seed} unlisted")
    routes, regions = accuracy.routes_of(data), accuracy.regions_of(data)
    abroad = sorted({r["name"] for r in data.tables["foreign"]})
    words = sorted({r["word"] for r in data.tables["common_words"]})
    for listed in (abroad, words):
        source.shuffle(listed)
    for kind, hamlets in (("withheld", False), ("hamlet", True)):
        for number, (fewer, left_out) in enumerate(accuracy.withheld(data, seed, rounds, half=half, hamlets=hamlets)):
            for name, codes, _ in left_out:
                if made := row(kind, name, codes, fewer, routes, regions):
                    yield made._replace(right=False, listed=False)  # in the right region perhaps, by luck
            print(f"{kind}: round {number + 1} of {rounds}", file=sys.stderr)
    for number in range(rounds):
        out = set(abroad[number::rounds]), set(words[number::rounds])
        less = accuracy.gazetteer_of(without(data, *out))
        for kind, chosen, most in (("abroad", out[0], ABROAD_A_ROUND), ("word", out[1], WORDS_A_ROUND)):
            for name in source.sample(sorted(chosen), min(most, len(chosen))):
                if made := row(kind, name, "", less, routes, regions):
                    yield made
        print(f"abroad and words: round {number + 1} of {rounds}", file=sys.stderr)


def fitted_costs(found: list[Row], costs: dict[str, float]) -> dict[str, float]:
    """The costs by which the options that are meant are likeliest, as a share of e to the power of minus their costs.

    An option's cost is the sum of those of its slips, beside what it costs before a letter is typed; so this is a
    logistic regression over the options of each text (conditional logit). What is no slip keeps its cost: seeded slips
    do not know that people seldom miss a first letter, nor how often they stop in the middle of a name.
    """
    import numpy
    from scipy.optimize import minimize

    before = numpy.array([costs[kind] for kind in KINDS])
    texts = []
    for r in found:
        if any(r.meant) and not all(r.meant):
            kinds_of = [option.kinds or () for option in r.options]
            slips_of = numpy.array([[float(kinds.count(kind)) for kind in KINDS] for kinds in kinds_of])
            other = numpy.array([option.cost for option in r.options]) - slips_of @ before
            texts.append((slips_of, other, numpy.array(r.meant)))

    def unlikely(tried: Any) -> tuple[float, Any]:
        """Minus the logarithm of the likelihood, and how it changes with each cost."""
        total, slope = DOUBT * float((tried - before) @ (tried - before)), 2 * DOUBT * (tried - before)
        for slips_of, other, meant in texts:
            worth = -(slips_of @ tried + other)
            shares = numpy.exp(worth - worth.max())
            of_meant = shares * meant
            total += float(numpy.log(shares.sum()) - numpy.log(of_meant.sum()))
            slope += (of_meant / of_meant.sum() - shares / shares.sum()) @ slips_of
        return total, slope

    found_costs = minimize(unlikely, before, jac=True, method="L-BFGS-B").x
    return {**costs, **{kind: round(float(cost), 2) for kind, cost in zip(KINDS, found_costs)}}


class Score(NamedTuple):
    """A fitted model: the points to begin with, and of each term the points by the steps that its value has passed."""

    start: float
    steps: dict[str, tuple[list[float], list[float]]]  # term -> (thresholds, points)

    def chance(self, terms: list[float]) -> float:
        """As nmtcli.resolve.guess.chance, which the tests compare with it."""
        return chance(terms, self.start, [self.steps.get(term, ([], [0.0])) for term in TERMS])


def by_people(score: Score) -> Score:
    """The model with a large municipality counted by its people: each was misspelled equally often to fit it.

    A name that many people type is misspelled many times; so the log odds rise with the logarithm of the people, from
    those of an average municipality on.
    """
    at, of = score.steps.get("prior", ([], [0.0]))
    average, largest = (-math.log(people / PEOPLE) / 5 for people in (AVERAGE, LARGEST))  # as the term is
    more = [round(average - n * (average - largest) / PRIOR_STEPS, 3) for n in range(PRIOR_STEPS)]
    thresholds = sorted({*at, *more})
    points = []
    for below, above in zip([largest, *thresholds], [*thresholds, math.inf]):
        points.append(round(of[bisect.bisect_left(at, above)] + max(0.0, 5 * (average - (below + above) / 2)), 3))
    return Score(score.start, {**score.steps, "prior": (thresholds, points)})


def fitted(terms: Any, meant: Any, weights: Any, seed: int) -> Score:
    """Boosted steps: each round adds one step to one term, so that the sum of the terms' points is the log odds."""
    from sklearn.ensemble import GradientBoostingClassifier

    model = GradientBoostingClassifier(
        n_estimators=ROUNDS, learning_rate=RATE, max_depth=1, min_samples_leaf=LEAST_ROWS, random_state=seed
    ).fit(terms, meant, weights)
    share = float((meant * weights).sum() / weights.sum())
    start = math.log(share / (1 - share))
    jumps: dict[str, dict[float, float]] = {}
    for tree in (estimator.tree_ for estimator in model.estimators_[:, 0]):
        if tree.node_count < 3:
            start += RATE * float(tree.value[0][0][0])
            continue
        below, above = RATE * float(tree.value[1][0][0]), RATE * float(tree.value[2][0][0])
        start += below
        threshold = round(float(tree.threshold[0]), 3)
        of_term = jumps.setdefault(TERMS[tree.feature[0]], {})
        of_term[threshold] = of_term.get(threshold, 0.0) + above - below
    steps = {}
    for term, by_threshold in sorted(jumps.items(), key=lambda item: TERMS.index(item[0])):
        thresholds = sorted(by_threshold)
        points = [0.0]
        for threshold in thresholds:
            points.append(round(points[-1] + by_threshold[threshold], 3))
        steps[term] = thresholds, points
    return Score(round(start, 3), steps)


def written(head: str, score: Score) -> str:
    """A model as a section of weights.toml."""
    lines = [f"[{head}]", f"start = {score.start}"]
    for term, (thresholds, points) in score.steps.items():
        lines += [f'[{head}."{term}"]', f"steps = {thresholds}", f"points = {points}"]
    return "\n".join(lines) + "\n"


def report(found: list[Row], score: Score) -> None:
    """Right and WRONG of each kind at some thresholds, per cent."""
    totals = Counter(r.kind for r in found)
    print("threshold " + "  ".join(f"{kind} {count}" for kind, count in totals.items()))
    scored = [(score.chance(r.terms), r) for r in found if r.terms]
    for least in (0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.96):
        cells = []
        for kind, count in totals.items():
            taken = Counter(r.answer for likely, r in scored if r.kind == kind and likely >= least)
            cells.append(f"{kind} {100 * taken['right'] / count:.1f}/{100 * taken['WRONG'] / count:.2f}")
        print(f"{least:.2f}      " + "  ".join(cells))


def weighing(data: Dataset, costs: dict[str, float]) -> Dataset:
    """The data with other costs."""
    return replaced(data, weights={**data.weights, "costs": costs})


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of the guesser.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-name", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--check", type=int, help="measure the weights in force on another seed instead")
    options = parser.parse_args()
    import numpy

    data = load_dataset()
    if options.check is not None:
        found = list(slip_rows(data, options.check, options.per_name))
        found += unlisted_rows(data, options.check, options.rounds, half=1)
        table = data.weights["right"]
        steps = {term: (table[term]["steps"], table[term]["points"]) for term in TERMS if term in table}
        report(found, Score(table["start"], steps))
        return
    costs = data.weights["costs"]
    for _ in range(COST_ROUNDS):
        costs = fitted_costs(list(slip_rows(weighing(data, costs), options.seed, options.per_name)), costs)
        print(costs, file=sys.stderr)
    data = weighing(data, costs)
    found = list(slip_rows(data, options.seed, options.per_name))
    found += unlisted_rows(data, options.seed, options.rounds, half=0)
    used = [r for r in found if r.terms]
    terms = numpy.array([r.terms for r in used])
    weights = numpy.array([COUNTS.get(r.kind, 1.0) for r in used])
    right = by_people(fitted(terms, numpy.array([r.right for r in used]), weights, options.seed))
    listed = by_people(fitted(terms, numpy.array([r.listed for r in used]), weights, options.seed))
    report(found, right)
    head = WEIGHTS.read_text(encoding="utf-8").split("[costs]")[0]
    lines = "".join(f'"{name}" = {cost}\n' for name, cost in costs.items())
    WEIGHTS.write_text(
        f"{head}[costs]\n{lines}\n{written('right', right)}\n{written('listed', listed)}", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
