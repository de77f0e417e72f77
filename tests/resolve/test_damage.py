"""Texts in which a program has lost letters."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.directory import Directory
from nmtcli.gazetteer import Gazetteer
from nmtcli.normalise import LOST, fold
from nmtcli.resolve import resolve
from nmtcli.resolve.damage import matching
from nmtcli.resolve.evidence import Lexis


@pytest.fixture(scope="module")
def lexis(gazetteer: Gazetteer) -> Lexis:
    return Lexis(gazetteer)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("g*teborg", "1480"), ("g**teborg", "1480"), ("v*xj*", "0780"), ("link*ping", "0580"), ("ume*", "2480"),
        ("*rnsk*ldsvik", "2284"), ("malm*", "1280"), ("upplands v*sby", "0114"),
    ],
)  # fmt: skip
def test_the_name_is_found_by_what_is_left(text: str, code: str, lexis: Lexis) -> None:
    assert code in {one.place.code for one in matching(lexis, text.replace("*", LOST))}


@pytest.mark.parametrize(
    "text", ["*", "**", "*r*", "a**", "****berg", "malmo", "ki*una", "lun*", "*k*l*l*n*g*a", "a b c d e f*g"]
)
def test_too_little_left_or_a_plain_letter_lost_is_nothing(text: str, lexis: Lexis) -> None:
    assert matching(lexis, text.replace("*", LOST)) == []


def test_every_municipality_is_among_what_its_damaged_name_may_be(dataset, lexis: Lexis) -> None:
    for town in dataset.municipalities:
        name = town["name"].lower().replace("-", " ")
        damaged = "".join(LOST if letter.isalpha() and fold(letter) != letter else letter for letter in name)
        lost = damaged.count(LOST)
        if lost and len(damaged.replace(" ", "")) - lost >= max(2, lost):
            assert town["code"] in {one.place.code for one in matching(lexis, damaged)}, name


@given(st.text(alphabet="abln " + LOST, max_size=30))
def test_any_damaged_text_gives_names_that_fit(lexis: Lexis, text: str) -> None:
    for one in matching(lexis, text):
        assert one.weight > 0


@pytest.mark.parametrize("text", [LOST, "?????? ????", "??????? ??? ??????", "??", LOST * 40, "? ? ? ?"])
def test_an_arabic_sentence_saved_as_question_marks_is_no_place(
    text: str, gazetteer: Gazetteer, routes: dict[str, str]
) -> None:
    found = resolve(text, gazetteer, routes)
    assert found.status == "not_found" and not found.candidates


@pytest.mark.parametrize("text", [f"a{LOST}" * 60, f"{LOST}a" * 60, "l" + LOST * 60 + "n", f"{LOST}an" * 40])
def test_a_crafted_text_does_not_hang(text: str, gazetteer: Gazetteer, routes: dict[str, str]) -> None:
    start = time.perf_counter()
    resolve(text, gazetteer, routes)
    assert time.perf_counter() - start < 2  # a bound against hanging: measured 0.02


def test_threads_that_share_a_directory_all_get_the_whole_answer():
    """The first to ask makes what the others read: none of them may see the half of it."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for _ in range(3):
            shared = Directory.load()
            with ThreadPoolExecutor(8) as pool:
                found = list(pool.map(shared.resolve, ["V?xj?", "H?rn?sand", "J?nk?ping", "Ume?"] * 2))
            alone = Directory.load()
            assert [one.status for one in found] == [alone.resolve(one.query).status for one in found]
    finally:
        sys.setswitchinterval(before)
