"""Distances, and the search for the names within reach of a misspelled text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from nmtcli.gazetteer import Gazetteer
from nmtcli.resolve.candidates import MANY, Spellings, osa, osa_within, rapidfuzz_within, spelling_table

WORDS = st.text(alphabet="abcdåäö", max_size=12)
NAMES = st.lists(st.text(alphabet="abcde", min_size=3, max_size=9), min_size=1, max_size=40, unique=True)


@given(WORDS, WORDS)
def test_the_distance_is_rapidfuzz_osa(a: str, b: str) -> None:
    assert osa(a, b) == OSA.distance(a, b)


@given(st.text(max_size=90), st.text(max_size=90))
def test_the_distance_of_any_texts_is_rapidfuzz_osa(a: str, b: str) -> None:
    assert osa(a, b) == OSA.distance(a, b)


@given(WORDS, st.lists(WORDS, max_size=20), st.integers(1, 3))
def test_both_ways_of_measuring_find_the_same(text: str, others: list[str], most: int) -> None:
    assert sorted(osa_within(text, others, most)) == sorted(rapidfuzz_within()(text, others, most))


def spellings(*names: str) -> Spellings:
    return Spellings(spelling_table((name, name) for name in names))


def found(of: Spellings, text: str, most: int) -> dict[str, int]:
    return {refs: far for far, (_, _, refs) in of.within(text, most)}


def slipped(name: str, data: st.DataObject) -> str:
    at = data.draw(st.integers(0, len(name) - 1))
    return data.draw(
        st.sampled_from(
            [
                name[:at] + name[at + 1 :],
                name[:at] + "e" + name[at:],
                name[:at] + "a" + name[at + 1 :],
                name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
            ]
        )
    )


@pytest.mark.parametrize("slips", [1, 2, 3])
@given(names=NAMES, data=st.data())
def test_no_name_within_reach_is_lost(slips: int, names: list[str], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(names))
    for _ in range(slips):
        text = slipped(text, data) if text else text
    # Each edit shifts the letters behind it by one place; two such shifts are allowed for.
    must = {name: far for name in names if (far := osa(text, name)) <= min(slips, 2)}
    of_all = found(spellings(*names), text, slips)
    assert must.items() <= of_all.items()
    assert all(far == osa(text, name) <= slips for name, far in of_all.items())


def test_what_is_found_does_not_change_when_rapidfuzz_takes_over(gazetteer: Gazetteer) -> None:
    names = Spellings(gazetteer.table("fuzzy", "SPELLINGS"))
    texts = ("kirunna", "stokholm", "norrkopng", "vilhemina", "ostersnd", "goteborrg")
    first = [sorted(names.within(text, 2)) for text in texts]
    assert all(first)
    for _ in range(MANY):
        names.within("kirunna", 1)
    assert names._within is not osa_within
    assert [sorted(names.within(text, 2)) for text in texts] == first


def test_the_beginnings_of_names_are_found_the_shortest_first() -> None:
    begun = spellings("kirunavaara", "kinna", "kiruna", "kirun").starting("kirun")
    assert [refs for _, _, refs in begun] == ["kiruna", "kirunavaara"]


@given(NAMES, st.text(alphabet="abcdeö", min_size=1, max_size=4))
def test_the_beginnings_found_are_all_there_are(names: list[str], text: str) -> None:
    begun = [refs for _, _, refs in spellings(*names).starting(text)]
    assert sorted(begun) == sorted(name for name in names if name.startswith(text) and name != text)


def test_a_name_is_kept_as_written_and_without_its_marks() -> None:
    (far, row), *rest = Spellings(spelling_table([("upplands väsby", "0114")])).within("upplandsvasbi", 1)
    assert (far, row, rest) == (1, ("upplandsväsby", "upplandsvasby", "0114"), [])


@pytest.mark.parametrize("text", ["", "a" * 500, "ö", "\ud800", "市市市", "abcd efgh"])
def test_any_text_can_be_searched_for(text: str) -> None:
    few = spellings("kiruna", "malmo")
    assert few.within(text, 3) == []
    assert few.starting(text or "x") == []
