"""A text as a row of words and numbers, each with what stands before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.normalise import clean
from nmtcli.resolve.numbers import scan
from nmtcli.resolve.tokens import MOST_TOKENS, joined, spelled_out, tokenise, without_people

# A text, and its tokens: what stands before each, its key.
TEXTS = [
    ("Malmö", [(",", "malmö")]),
    ("Norra Åsum", [(",", "norra"), (" ", "åsum")]),
    ("Upplands-Väsby", [(",", "upplands"), ("-", "väsby")]),
    ("lilla_edet", [(",", "lilla"), ("-", "edet")]),
    ("Malmö - Lund", [(",", "malmö"), ("–", "lund")]),
    ("Haparanda/Torneå", [(",", "haparanda"), ("/", "torneå")]),
    ("Nora, Y", [(",", "nora"), (",", "y")]),
    ("Lund (M)", [(",", "lund"), (",", "m")]),
    ("ort=Sala", [(",", "ort"), (",", "sala")]),
    ("Nora. Sala", [(",", "nora"), (",", "sala")]),
    ("St. Olof", [(",", "st"), (" ", "olof")]),
    ("O'Hara", [(",", "ohara")]),
    ("📍Malmö", [(",", "malmö")]),
    ("Storgatan 5 B", [(",", "storgatan"), (" ", "5"), (" ", "b")]),
    ("Kil2", [(",", "kil"), ("", "2")]),
    ("", []),
    ("...", []),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_the_tokens_of_a_text(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(token.gap, token.key) for token in tokenise(clean(text))] == wanted


def test_a_number_that_was_recognised_is_one_token() -> None:
    text = "Storgatan 5, SE-981 31 Kiruna"
    tokens = tokenise(text, scan(text))
    assert [(t.text, t.role, t.value) for t in tokens] == [
        ("Storgatan", "", ""), ("5", "number", "5"), ("SE-981 31", "postcode", "98131"), ("Kiruna", "", ""),
    ]  # fmt: skip
    assert [token.breaks for token in tokens] == [True, False, True, False]
    assert [token.capital for token in tokens if not token.role] == [True, True]


@given(st.text(max_size=60))
def test_any_text_has_tokens_that_stand_in_it_in_order(text: str) -> None:
    cleaned = clean(text)
    at = 0
    for token in tokenise(cleaned, scan(cleaned)):
        at = cleaned.index(token.text, at) + len(token.text)
        assert token.key and " " not in token.key
        assert token.gap in ("", " ", "-", "–", "/", ",")


@given(st.lists(st.sampled_from(["Kiruna", "Norra", "Åsum", "berg", "i", "5"]), min_size=1, max_size=8))
def test_words_with_spaces_between_are_themselves(words: list[str]) -> None:
    tokens = tokenise(" ".join(words))
    assert [token.text for token in tokens] == words
    assert joined(tokens) == " ".join(words).casefold()


def test_a_story_is_read_up_to_a_bound() -> None:
    assert len(tokenise("a " * (MOST_TOKENS + 50))) == MOST_TOKENS


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("nora.berg@gmail.com", ""),
        ("kund@lund.com, Kiruna", " Kiruna"),
        ("Skriv till <info@kiruna.se>, Malmö", "Skriv till kiruna.se>, Malmö"),
        ("@Malmö", "Malmö"),
        ("Malmö@", ""),
        ("811218-9876@x.se", "811218-9876@x.se"),
        ("Malmö", "Malmö"),
    ],
)
def test_who_an_address_belongs_to_is_no_place(text: str, kept: str) -> None:
    assert without_people(text) == kept


def test_abbreviations_are_spelled_out() -> None:
    short = {"v:a": "västra", "s:t": "sankt"}
    assert spelled_out("V:a Torup", short) == "västra Torup"
    assert spelled_out("S:t Olof", short) == "sankt Olof"
    assert spelled_out("kl 12:30", short) == "kl 12:30" and spelled_out("Malmö", short) == "Malmö"
