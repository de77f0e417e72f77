"""The console in plain lines, for terminals without a cursor and for screen readers: nothing is drawn again."""

from __future__ import annotations

import os

from nmtcli.clock import now
from nmtcli.console.finder import Finder, Found
from nmtcli.console.frame import cards_of, heading_facts, numbers_line, page, row_lines
from nmtcli.console.session import LONGEST, PAGES
from nmtcli.render.terminal import Fact, Screen, screen_of, show, show_card
from nmtcli.render.text import broken_lists
from nmtcli.streams import flush, read_line, stdout, write
from nmtcli.texts import LANGUAGES
from nmtcli.texts.console import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.directory import Directory
    from nmtcli.model import Answer


LEAVE = ("q", "quit", "exit", "sluta", "avsluta")


def run(directory: Directory, language: str) -> None:
    """Read places and answer them until the input ends.

    Raises:
        UsageError: NMT_NOW is not a time.
    """
    now()
    finder = Finder(directory)
    found = Found()
    _tell([say(language, "lines.start"), numbers_line(directory, language), *broken_lists(directory, language)])
    while line := _asked(say(language, "place")):
        text = line.strip()[:LONGEST]
        if text.casefold() in LEAVE:
            break
        if text.lower() == "f1":
            _tell([say(language, "lines.help"), say(language, "lines.start")])
        elif text.lower() in PAGES:
            write(stdout(), page(PAGES[text.lower()], directory, language, _screen()))
        elif text.lower() == "f4":
            language = LANGUAGES[1 - LANGUAGES.index(language)]
        elif text.isdecimal() and 1 <= int(text) <= len(found.rows):
            _answer(finder.answers(found.rows[int(text) - 1]), directory, language)
            found = Found()
        elif answers := finder.sure_answers(text):
            _answer(answers, directory, language)
            found = Found()
        elif text:
            found = finder.find(text)
            _list(found, directory, language)
    write(stdout(), "\n")
    flush(stdout())


def _screen() -> Screen:
    return Screen(screen_of(stdout(), "never", os.environ).width, False)


def _asked(label: str) -> str:
    write(stdout(), label)
    flush(stdout())
    return read_line()


def _tell(texts: list[str]) -> None:
    write(stdout(), show([Fact("", text, "edge") for text in texts], _screen()))


def _answer(answers: tuple[Answer, ...], directory: Directory, language: str) -> None:
    cards = cards_of(answers, directory, language)
    write(stdout(), "\n" + "\n".join(show_card(one, _screen()) for one in cards) + "\n")


def _list(found: Found, directory: Directory, language: str) -> None:
    screen = _screen()
    lines = [fact.text for fact in heading_facts(found, directory, language)]
    rows = row_lines(found, directory, language, screen)
    lines += [f"{number} {row}" for number, row in enumerate(rows, 1)]
    if found.more:
        lines.append(say(language, "more"))
    lines.append(say(language, "lines.choose") if rows else numbers_line(directory, language))
    _tell(lines)
