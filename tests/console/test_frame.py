"""Whole screens of the console, kept in tests/screens/console.txt, and what holds of every one of them.

After a change that is meant: NMT_SCREENS=write pytest tests/console/test_drawing.py, and read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from nmtcli.console.finder import Finder
from nmtcli.console.frame import frame, numbers_of
from nmtcli.console.session import Session
from nmtcli.directory import Directory
from nmtcli.render.terminal import Screen

KEPT = Path(__file__).parents[1] / "screens" / "console.txt"
README = Path(__file__).parents[2] / "README.md"
DIRECTORY = Directory.load()
FINDER = Finder(DIRECTORY)
# What is typed, and the keys after it.
CASES: dict[str, tuple[str, list[str]]] = {
    "empty": ("", []),
    "beginning": ("karl", []),
    "one name": ("nora", []),
    "near": ("Karkrona", []),
    "question": ("0980", []),
    "refused": ("56.036, 12.613", []),
    "position": ("59.33, 18.06", ["enter"]),
    "marked": ("karl", ["down"]),
    "answer": ("kirun", ["enter"]),
    "copied": ("kirun", ["enter", "c"]),
    "another": ("kirun", ["enter", "+"]),
    "help": ("", ["f1"]),
}


@pytest.fixture(autouse=True)
def by_day(monkeypatch):
    monkeypatch.setenv("NMT_NOW", "2026-11-27T10:00")


def shown(name: str, width: int, language: str, height: int = 24) -> list[str]:
    """The lines of a case."""
    session = Session(FINDER, language, lambda answers, words: numbers_of(answers, DIRECTORY, words))
    text, keys = CASES[name]
    for key in [*text, *keys]:
        session.press(key)
    return list(frame(session, DIRECTORY, Screen(width, False), height).lines)


def test_the_screens_are_as_they_were_read():
    parts = []
    for name in CASES:
        for width, language in ((80, "sv"), (80, "en"), (40, "sv")):
            lines = "\n".join(line.rstrip() for line in shown(name, width, language))
            parts.append(f"--- {name}, {width} columns, {language}\n{lines}\n")
    text = "\n".join(parts)
    if os.environ.get("NMT_SCREENS") == "write":
        KEPT.write_text(text, encoding="utf-8")
    assert text == KEPT.read_text(encoding="utf-8")


def test_the_readme_shows_such_a_screen():
    lines = [line.rstrip() for line in shown("beginning", 80, "en", height=14)]
    assert "```text\n" + "\n".join(lines) + "\n```" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100])
@pytest.mark.parametrize("name", CASES)
def test_no_line_is_wider_than_the_screen_and_every_number_is_whole(name, width):
    numbers = [line.phone for line in (DIRECTORY.book.hotline, *DIRECTORY.book.urgent) if line.phone]
    for language in ("sv", "en"):
        lines = shown(name, width, language, height=99)
        assert max(map(len, lines)) <= width
        flat = re.sub(r"\s+", " ", " ".join(lines))
        for number in numbers:
            whole = rf"(?<![\d-]){re.escape(number)}(?![\d-])"
            assert len(re.findall(whole, flat)) == len(re.findall(whole, "\n".join(lines))), number


@pytest.mark.parametrize("height", [1, 3, 6, 10, 24])
@pytest.mark.parametrize("name", CASES)
def test_a_low_screen_is_filled_and_no_more(name, height):
    assert len(shown(name, 80, "sv", height)) == height


def test_a_long_answer_is_scrolled_to_its_end_and_back():
    session = Session(FINDER, "sv", lambda answers, words: numbers_of(answers, DIRECTORY, words))
    for key in [*"kirun", "enter"]:
        session.press(key)
    screen = Screen(80, False)
    assert any("pil ner" in line for line in frame(session, DIRECTORY, screen, 12).lines)
    for _ in range(50):
        session.press("down")
        last = frame(session, DIRECTORY, screen, 12).lines
    assert any(line.startswith("Källa:") for line in last)
    for _ in range(50):
        session.press("pageup")
    assert any("090-16 10 00" in line for line in frame(session, DIRECTORY, screen, 12).lines[2:6])


def test_equal_names_are_told_apart_at_forty_columns():
    assert any("Nora (Västernorrland)" in line for line in shown("one name", 40, "sv"))
    assert any(re.match(r">1 Nora \(Örebro\) +Bergslagen", line) for line in shown("one name", 40, "sv"))
    assert not any("(" in line for line in shown("beginning", 40, "sv"))


@pytest.mark.parametrize("now", ["2026-11-27T10:00", "2026-12-25T23:10"])
@pytest.mark.parametrize("text", ["Kiruna", "Göteborg", "Visby"])
def test_the_office_s_number_is_the_first_to_be_copied_at_any_hour(text, now, monkeypatch):
    monkeypatch.setenv("NMT_NOW", now)
    answer = DIRECTORY.route(text)
    phone = answer.contacts[0].phone if answer.contacts else DIRECTORY.book.hotline.phone
    assert numbers_of((answer,), DIRECTORY, "sv")[0] == phone
