"""What a misspelled name may be meant as, how likely, and against whom."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.gazetteer import Gazetteer
from nmtcli.gazetteer.dataset import Dataset
from nmtcli.resolve import resolve
from nmtcli.resolve.decide import Case
from nmtcli.resolve.features import KINDS, TERMS, chance, features, prior
from nmtcli.resolve.guess import LITTLE, Guesser

NUMBER = st.floats(-50, 50)
STEPS = st.lists(NUMBER, max_size=4, unique=True).flatmap(
    lambda at: st.tuples(st.just(sorted(at)), st.lists(NUMBER, min_size=len(at) + 1, max_size=len(at) + 1))
)


@pytest.fixture(scope="module")
def guesser(gazetteer: Gazetteer) -> Guesser:
    return Guesser(gazetteer)


@pytest.fixture
def asked(gazetteer: Gazetteer, routes: dict[str, str]) -> Case:
    return Case("", gazetteer, routes, exact=False, explain=True)


@given(st.lists(st.tuples(NUMBER, STEPS), max_size=6), NUMBER)
def test_a_chance_is_the_sum_of_the_points_as_a_probability(
    pairs: list[tuple[float, tuple[list[float], list[float]]]], start: float
) -> None:
    total = start
    for term, (thresholds, points) in pairs:
        total += points[sum(threshold < term for threshold in thresholds)]
    found = chance([term for term, _ in pairs], start, [steps for _, steps in pairs])
    assert 0 <= found <= 1
    assert found == pytest.approx(1 / (1 + exp(-max(total, -700))), abs=1e-12)


@pytest.mark.parametrize("model", ["RIGHT", "LISTED"])
def test_the_model_has_steps_for_each_term(model: str, gazetteer: Gazetteer) -> None:
    _, steps = gazetteer.table("fuzzy", model)
    assert len(steps) == len(TERMS) == len(set(TERMS))
    assert all(list(at) == sorted(at) and len(points) == len(at) + 1 for at, points in steps)


TYPED = st.text(alphabet="abdeikmnorsuåäö", min_size=3, max_size=12)


@given(TYPED)
def test_any_guess_is_a_probability_with_its_options_in_order(
    guesser: Guesser, gazetteer: Gazetteer, routes: dict[str, str], typed: str
) -> None:
    case = Case(typed, gazetteer, routes, exact=False, explain=True)
    guess = guesser.guess(typed, case)
    if guess is None:
        return
    assert 0 <= guess.right <= guess.listed <= 1
    costs = [option.cost for option in guess.options]
    assert costs == sorted(costs) and all(cost > 0 for cost in costs)
    assert all(set(option.kinds or ()) <= set(KINDS) for option in guess.options)
    assert sum(candidate.score for candidate in guess.candidates) <= max(guess.listed, LITTLE) + 0.01
    assert len(features(typed, list(guess.options), case, guesser.letters)) == len(TERMS)
    first = case.routes_of(guess.options[0].place)
    assert all(case.routes_of(rival.place) != first for rival in guess.rivals)
    assert guess.told


@given(TYPED)
def test_the_answer_to_a_slip_carries_a_probability(gazetteer: Gazetteer, routes: dict[str, str], typed: str) -> None:
    found = resolve(typed, gazetteer, routes)
    assert 0 <= found.score <= 1
    assert all(0 <= candidate.score <= 1 for candidate in found.candidates)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("kirunna", "kiruna"), ("stokholm", "stockholm"), ("vilhemina", "vilhelmina"), ("gotheborg", "göteborg")],
)
def test_a_plain_slip_is_surely_its_name(typed: str, name: str, guesser: Guesser, asked: Case) -> None:
    guess = guesser.guess(typed, asked)
    assert guess is not None and guess.options[0].name == name and guess.right > 0.9
    assert guess.how == "fuzzy" and not guess.rivals and name in guess.told.casefold()


def test_a_name_that_is_cut_off_is_a_beginning(guesser: Guesser, asked: Case) -> None:
    guess = guesser.guess("stockho", asked)
    assert guess is not None and guess.how == "prefix" and guess.options[0].missing == 2


def test_a_municipality_of_another_region_as_near_is_a_rival(guesser: Guesser, asked: Case) -> None:
    guess = guesser.guess("limköping", asked)
    assert guess is not None
    named = {option.place.code for option in guess.options[:1]} | {rival.place.code for rival in guess.rivals}
    assert {"0580", "1494"} <= named


@pytest.mark.parametrize("text", ["Bors", "Alves", "Östh", "Kark"])
def test_with_a_rival_as_near_nothing_is_answered(text: str, gazetteer: Gazetteer, routes: dict[str, str]) -> None:
    assert resolve(text, gazetteer, routes).status != "resolved"


@pytest.mark.parametrize(("text", "code"), [("gothenb", "1480"), ("Christia", "1290")])
def test_the_beginning_of_a_name_in_another_language_is_shown_and_not_answered(
    text: str, code: str, gazetteer: Gazetteer, routes: dict[str, str]
) -> None:
    found = resolve(text, gazetteer, routes)
    assert found.status == "not_found"
    assert [candidate.place.code for candidate in found.candidates] == [code]


def test_the_genitive_of_a_locality_is_no_slip_of_a_name_elsewhere(
    dataset: Dataset, gazetteer: Gazetteer, routes: dict[str, str]
) -> None:
    counties: dict[str, set[str]] = {}
    for row in dataset.tables["places"]:
        if row["tier"] in ("A", "B") and row["name"][-1] not in "sxz":
            counties.setdefault(row["name"], set()).add(row["municipality"][:2])
    understood, elsewhere = 0, []
    for name, its in counties.items():
        found = resolve(name + "s", gazetteer, routes, explain=False)
        if found.place:
            own = not {routes[county] for county in its}.isdisjoint(routes[county] for county in found.place.counties)
            understood += own
            if not own and found.how in ("fuzzy", "prefix"):  # a folded name is no slip: "Vallas" is Vallås too
                elsewhere.append(f"{name}s: {found.place.name}")
    assert understood > 6000
    assert elsewhere == []


@pytest.mark.parametrize("text", ["", "a", "ab", "12345", "qqqqqqqq", "x" * 300])
def test_what_is_near_to_nothing_is_no_guess(text: str, guesser: Guesser, asked: Case) -> None:
    guess = guesser.guess(text, asked)
    assert guess is None or guess.right < 0.1


def test_more_people_are_likelier_meant(gazetteer: Gazetteer) -> None:
    stockholm, kiruna, bjurholm = (gazetteer.place(code) for code in ("0180", "2584", "2403"))
    assert 0 < prior(stockholm) < prior(kiruna) < prior(bjurholm)
