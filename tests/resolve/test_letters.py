"""How much a text looks like a place name."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.gazetteer import Gazetteer
from nmtcli.resolve.letters import LetterModel, letter_table

TOWNS = ["kiruna", "lund", "lunda", "luleå", "malmö", "mora", "nora", "sala"]


@pytest.fixture(scope="module")
def small() -> LetterModel:
    return LetterModel(letter_table(TOWNS))


def test_names_that_were_seen_are_cheaper_than_their_letters_in_another_order(small: LetterModel) -> None:
    for name in TOWNS:
        assert small.cost(name) < small.cost(name[::-1])


def test_what_may_follow_shares_one_whole(small: LetterModel) -> None:
    """The costs of every next letter are those of probabilities that add up to no more than one."""
    letters = {letter for name in TOWNS for letter in name} | {"$"}
    for before in ("", "l", "lu", "lun", "xx"):
        known = small.cost(before) - _end(small, before)
        total = sum(exp(-(_upto(small, before + letter) - known)) for letter in letters)
        assert 0.3 < total < 1.02, before


def _upto(model: LetterModel, text: str) -> float:
    """What a text costs without its end; with it where it ends in "$"."""
    return model.cost(text[:-1]) if text.endswith("$") else model.cost(text) - _end(model, text)


def _end(model: LetterModel, text: str) -> float:
    """What the end costs behind a text: what the text costs more with it than in a longer one."""
    run = ("^^^" + text)[-3:] + "$"
    table = model._table
    total = 0.0
    while run not in table:
        total += int(table.get(run[:-1] + "+", "0"))
        run = run[1:]
    return (total + int(table[run])) / 100


@given(st.text(max_size=40))
def test_any_text_costs_something(small: LetterModel, text: str) -> None:
    assert small.cost(text) > 0


def test_a_longer_text_costs_more(small: LetterModel) -> None:
    assert small.cost("qqqqqq") > small.cost("qqq") > small.cost("lun") > 0


def test_the_table_does_not_depend_on_the_order_of_the_names() -> None:
    assert list(letter_table(TOWNS).items()) == list(letter_table(TOWNS[::-1]).items())


def test_swedish_names_are_cheaper_by_the_letter_than_other_texts(gazetteer: Gazetteer) -> None:
    model = LetterModel(gazetteer.table("fuzzy", "LETTERS"))
    swedish = [model.cost(name) / len(name) for name in ("lindesberga", "norrstad", "kvarnsund", "hagaby")]
    other = [model.cost(name) / len(name) for name in ("xqzwvk", "szczecin", "qwertyq", "zzzzzz")]
    assert max(swedish) < min(other)
