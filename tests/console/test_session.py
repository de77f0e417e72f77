"""What the keys do, and that no keys can break it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmtcli.console.finder import Finder
from nmtcli.console.frame import frame, numbers_of
from nmtcli.console.session import PAGES, Session
from nmtcli.directory import Directory
from nmtcli.render.terminal import Screen

DIRECTORY = Directory.load()
FINDER = Finder(DIRECTORY)


def begin(*keys: str, language: str = "sv") -> Session:
    """A session after these keys; a text of several characters is typed, in "<>" it is the name of a key."""
    session = Session(FINDER, language, lambda answers, words: numbers_of(answers, DIRECTORY, words))
    press(session, *keys)
    return session


def press(session: Session, *keys: str) -> None:
    for key in keys:
        for one in [key[1:-1]] if key.startswith("<") else key:
            session.press(one)


def places(session: Session) -> list[str]:
    return [answer.resolution.place.name for answer in session.answers if answer.resolution.place]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["karl", "<enter>"], ["Karlstad"]),
        (["karl", "3"], ["Karlskoga"]),
        (["karl", "<down>", "<enter>"], ["Karlskrona"]),
        (["karl", "<down>", "<down>", "<up>", "<enter>"], ["Karlskrona"]),
        (["karl", "<up>", "<enter>"], ["Karlstad"]),
        (["Karkrona", "<enter>"], []),
        (["Karkrona", "1"], ["Karlskrona"]),
        (["Karkrona", "<down>", "<enter>"], ["Karlskrona"]),
        (["0980", "<enter>"], []),
        (["0980", "<down>", "<down>", "<enter>"], ["Kiruna"]),
        (["Kiruna, Malmö", "<enter>"], ["Kiruna", "Malmö"]),
        (["kirun", "<enter>", "+", "malmö", "<enter>"], ["Malmö", "Kiruna"]),
        (["kirun", "<enter>", "+", "<backspace>"], ["Kiruna"]),
        (["kirun", "<enter>", "<backspace>"], []),
        (["kirun", "<enter>", "<esc>"], []),
        (["kirun", "<enter>", "<c-l>"], []),
        (["Xyzzyq", "<enter>"], []),
        (["<enter>", "<down>", "<up>"], []),
    ],
    ids=str,
)
def test_what_is_answered(keys, chosen):
    assert places(begin(*keys)) == chosen


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["981 31"], "981 31"),
        (["Storgatan 3"], "Storgatan 3"),
        (["Storgatan3"], "Storgatan3"),
        (["Kungsvägen1"], "Kungsvägen1"),
        (["se332"], "se332"),
        (["SE-98131"], "SE-98131"),
        (["s1"], "s1"),
        (["karl 1"], "karl 1"),
        (["karl9"], "karl9"),
        (["karl0"], "karl0"),
        (["Xyzzyq1"], "Xyzzyq1"),
        (["+46"], "+46"),
        (["karl", "<c-u>"], ""),
        (["upplands v", "<c-w>"], "upplands"),
        (["karl", "<backspace>"], "kar"),
        (["<left>", "<f9>", "\x07", "\x1b[D"], ""),
    ],
    ids=str,
)
def test_what_is_text(keys, text):
    session = begin(*(key for key in keys if key not in ("\x07", "\x1b[D")))
    for key in keys:
        if key in ("\x07", "\x1b[D"):
            session.press(key)
    assert session.text == text
    assert session.answers == ()


def test_digits_of_a_pasted_text_choose_nothing():
    session = begin()
    session.paste("karl1\nLund")
    assert session.text == "karl1 Lund"
    assert session.answers == ()


def test_copying_and_the_next_number():
    session = begin("kirun", "<enter>")
    first = DIRECTORY.route("Kiruna").contacts[0].phone
    numbers = numbers_of(session.answers, DIRECTORY, "sv")
    assert first in numbers
    assert session.press("c") == numbers[0]
    assert session.copied
    assert session.press("tab") == ""
    assert not session.copied
    assert session.press("C") == numbers[1]
    press(session, "<backtab>", "<backtab>")
    assert session.press("c") == numbers[-1]


def test_a_page_stands_over_what_was_there_and_goes_away():
    for key, page in PAGES.items():
        session = begin("karl", f"<{key}>")
        assert session.page == page
        press(session, "<enter>")
        assert (session.page, session.text, session.answers) == ("", "karl", ())
        press(session, f"<{key}>", f"<{key}>")
        assert session.page == ""
        press(session, f"<{key}>", "s")
        assert (session.page, session.text) == ("", "karls")
        press(session, "<enter>", f"<{key}>", "c")
        assert (session.page, session.copied) == ("", False)


def test_esc_forgets_everything():
    session = begin("kirun", "<enter>", "+", "malm", "<f1>", "<esc>")
    assert not session.used
    assert (session.text, session.answers, session.page, session.asking) == ("", (), "", True)
    press(session, "<backspace>", "<up>", "<enter>")
    assert not session.used


NAMED = [
    "enter",
    "esc",
    "backspace",
    "up",
    "down",
    "pageup",
    "pagedown",
    "tab",
    "backtab",
    *PAGES,
    "f4",
    "c-l",
    "c-u",
    "c-w",
]
KEYS = st.one_of(st.sampled_from([*NAMED, "", " ", "+", "c", *"12345678"]), st.characters())
WORDS = st.sampled_from(["kirun", "Karkrona", "småland", "0980", "981 31", "Kirunna, Malmö", "storgatan", "xyzzyq"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(KEYS, WORDS.map(list)), max_size=14), st.sampled_from([20, 40, 80]), st.integers(1, 30))
def test_no_keys_break_it_and_no_bare_enter_takes_a_near_row(keys, width, height):
    session = begin()
    for key in [one for some in keys for one in (some if isinstance(some, list) else [some])]:
        untouched = session._selected is None and session.asking and not session.page
        near = untouched and session.found.rows[:1] and session.found.rows[0].near
        before = session.answers
        session.press(key)
        if key == "enter" and near:
            assert session.answers == before
    shown = frame(session, DIRECTORY, Screen(width, False), height)
    assert len(shown.lines) <= height
    assert all(session.number in numbers_of(session.answers, DIRECTORY, "sv") for _ in session.answers)
