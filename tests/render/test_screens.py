"""Whole screens, as people see them, kept in tests/screens: by day and at night, at 80 and at 40 columns, sv and en.

After a change that is meant: NMT_SCREENS=write pytest tests/render/test_screens.py, and read the difference.
"""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path

import pytest

from nmtcli.directory import Directory
from nmtcli.main import main

FOLDER = Path(__file__).parent.parent / "screens"
DAY, NIGHT = "2026-11-27T10:00", "2026-12-25T23:10"
WIDTHS = (80, 60, 40, 20)
CASES = {
    "right": "Kiruna",
    "misspelled": "Kirunna",
    "locality": "Abisko",
    "county": "Skåne län",
    "region": "Region Öst",
    "postcode": "981 31",
    "areacode": "0980-12 34 56",
    "twin": "Habo",
    "several": "Stockholm",
    "children": "Stockholm --serves children",
    "nobody": "Falun",
    "uncertain": "Visby",
    "socialjour": "Göteborg",
    "sos": "Gnesta",
    "old": "Karlstad --max-age 12",
    "ambiguous": "Småland",
    "code": "0980",
    "near": "Karkrona",
    "not-found": "Xyzzyq",
    "abroad": "Oslo",
    "list": "Kiruna, Falun",
}
OTHERS = {  # whole commands; the numbers of lookups are tested below for CASES
    "hotline": "nmt hotline",
    "hotline-short": "nmt hotline --lines 24",
    "map": "nmt regions --map --lines 24",
    "map-high": "nmt regions --map --lines 60",
    "map-region": "nmt regions syd --map --lines 24",
    "map-place": "nmt regions Halmstad --map --lines 24",
}


class Terminal(io.StringIO):
    """A stream that takes itself for a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def screen(text: str, width: int, language: str, now: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a terminal of so many columns shows, both streams in the order in which they are written."""
    terminal = Terminal()
    with monkeypatch.context() as patch:
        environ = {"COLUMNS": str(width), "LINES": "100", "NMT_NOW": now, "TERM": "xterm", "NO_COLOR": "1"}
        for name, value in environ.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdout", terminal)
        patch.setattr(sys, "stderr", terminal)
        words, *options = text.split(" --")
        if options and options[-1].startswith("lines "):  # no option: those of the terminal
            patch.setenv("LINES", options.pop().split()[1])
        command = words.split()[1:] if words.startswith("nmt ") else ["lookup", words]
        main([*command, *(word for option in options for word in f"--{option}".split()), "--lang", language])
    return terminal.getvalue()


def screens(name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """All screens of a case."""
    found, case = [], {**CASES, **OTHERS}[name]
    for width in (80, 40):
        for language in ("sv", "en"):
            for when, now in (("day", DAY), ("night", NIGHT)):
                shown = screen(case, width, language, now, monkeypatch)
                found.append(f"--- {case}, {width} columns, {language}, {when}\n{shown}")
    return "\n".join(found)


@pytest.mark.parametrize("name", [*CASES, *OTHERS])
def test_the_screens_are_as_they_were_read(name, monkeypatch):
    path = FOLDER / f"{name}.txt"
    shown = screens(name, monkeypatch)
    if os.environ.get("NMT_SCREENS") == "write":
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "which", "command"),
    [("README.md", "en, day", "nmt lookup Kirunna"), ("LÄSMIG.md", "sv, day", "nmt lookup Kirunna --lang sv")],
)
def test_the_pages_show_such_a_screen(page, which, command):
    text = Path(__file__).parents[2].joinpath(page).read_text(encoding="utf-8")
    kept = FOLDER.joinpath("misspelled.txt").read_text(encoding="utf-8")
    shown = kept.partition(f"--- Kirunna, 80 columns, {which}\n")[2].partition("\n--- ")[0].rstrip()
    assert shown and f"```text\n$ {command}\n{shown}\n```" in text


BOOK = Directory.load().book
LINES = [line.phone for line in (BOOK.hotline, *BOOK.urgent)]
NUMBERS = [number for number in (*LINES, *(contact.phone for contact in BOOK.contacts)) if number]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*CASES, *OTHERS])
def test_nothing_is_wider_than_the_terminal_and_every_number_is_whole(name, width, monkeypatch):
    for language in ("sv", "en"):
        for now in (DAY, NIGHT):
            shown = screen({**CASES, **OTHERS}[name], width, language, now, monkeypatch)
            assert max(map(len, shown.split("\n"))) <= width
            flat = re.sub(r"\s+", " ", shown)
            for number in NUMBERS:
                whole = rf"(?<![\d-]){re.escape(number)}(?![\d-])"
                assert len(re.findall(whole, flat)) == len(re.findall(whole, shown)), number


@pytest.mark.parametrize("name", ["right", "misspelled", "several", "nobody", "socialjour"])
def test_by_day_the_first_number_is_whom_to_call_and_at_night_what_answers(name, monkeypatch):
    number = re.compile(r"\b(?:112|0\d{1,3}-[\d ]{5,})")
    answer = Directory.load().route(CASES[name])
    by_day = screen(CASES[name], 80, "sv", DAY, monkeypatch)
    first = number.search(by_day)
    expected = answer.contacts[0].phone if answer.contacts else BOOK.hotline.phone
    assert first and first[0].strip() == expected
    assert by_day[: first.start()].count("\n") <= 3
    at_night = number.search(screen(CASES[name], 80, "sv", NIGHT, monkeypatch))
    assert at_night and at_night[0] == "112"
