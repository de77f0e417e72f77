"""Distances and the search for the nearest names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from nmtcli import fuzzy
from nmtcli.fuzzy import Spellings, clear_slip, osa, other_block, readings, spelling_table, unlikely_slip
from nmtcli.gazetteer import Gazetteer

WORDS = st.text(alphabet="abcdåäö", max_size=12)


@given(WORDS, WORDS)
def test_the_distance_is_rapidfuzz_osa(a: str, b: str) -> None:
    assert osa(a, b) == OSA.distance(a, b)


@given(st.text(max_size=90), st.text(max_size=90))
def test_the_distance_of_any_texts_is_rapidfuzz_osa(a: str, b: str) -> None:
    assert osa(a, b) == OSA.distance(a, b)


def spellings(*names: str) -> Spellings:
    return Spellings(spelling_table((name, name) for name in names))


@given(st.lists(st.text(alphabet="abcdeö", min_size=3, max_size=9), min_size=1, max_size=40, unique=True), st.data())
def test_no_name_one_slip_away_is_lost(names: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names))
    at = data.draw(st.integers(0, len(name) - 1))
    kind = data.draw(st.sampled_from(["drop", "add", "replace", "swap"]))
    slip = {
        "drop": name[:at] + name[at + 1 :],
        "add": name[:at] + "e" + name[at:],
        "replace": name[:at] + "a" + name[at + 1 :],
        "swap": name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
    }[kind]
    found = {other for _, other, _ in spellings(*names).nearest(readings(slip), 0.5, 1)}
    assert name in found


def test_the_nearest_comes_first_with_its_similarity() -> None:
    found = spellings("kiruna", "kinna", "karuna").nearest(readings("kirunna"), 0.66, 1)
    assert found[0][1] == "kiruna" and found[0][0] == pytest.approx(1 - 0.5 / 7)


def test_the_beginnings_of_names_are_found() -> None:
    assert spellings("kiruna", "kirunavaara", "kinna").starting("kirun") == [
        ("kiruna", "kiruna"),
        ("kirunavaara", "kirunavaara"),
    ]


def test_both_ways_of_computing_find_the_same(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    names = Spellings(gazetteer.table("fuzzy", "SPELLINGS"))
    texts = ("kirunna", "stokholm", "norrköpng", "vilhemina", "ostersnd")
    monkeypatch.setattr(fuzzy, "_distance", osa)  # another test may have asked for rapidfuzz
    monkeypatch.setattr(fuzzy, "_within", fuzzy.osa_within)
    by_hand = [names.nearest(readings(text), 0.66, 2) for text in texts]
    fuzzy.use_rapidfuzz()
    assert fuzzy._distance is OSA.distance
    assert [names.nearest(readings(text), 0.66, 2) for text in texts] == by_hand


@pytest.mark.parametrize(("a", "b", "differ"), [("tingsbacka", "kungsbacka", True), ("kirunna", "kiruna", False)])
def test_another_first_part_is_no_slip(a: str, b: str, differ: bool) -> None:
    assert other_block(a, b) is differ


def test_slips_are_told_from_names() -> None:
    assert clear_slip("saltjsöbaden", "saltsjöbaden") and clear_slip("haselfors", "hasselfors")
    assert not clear_slip("råsunda", "årsunda") and not clear_slip("furusund", "furulund")
    assert unlikely_slip("högsbo", "högsby") and unlikely_slip("varberga", "varberg")
    assert not unlikely_slip("värberg", "varberg") and not unlikely_slip("nora", "mora")
