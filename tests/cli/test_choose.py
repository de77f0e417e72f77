"""A question on a real terminal: a digit, another text, nothing; and where no question is asked."""

from __future__ import annotations

import fcntl
import os
import pty
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator

import pytest

from nmtcli.main import main

PROMPTS = ("avbryter): ", "ends): ")  # how every prompt ends
STREAMS = {"stdin": "r", "stdout": "w", "stderr": "w"}
PATIENCE = 120  # seconds until a program that says nothing counts as hanging


class Terminal:
    """A pseudo-terminal with somebody at it, who answers one prompt after the other. Only what is asked gets an answer."""

    def __init__(self, *answers: str | tuple[str, ...]) -> None:
        self.outer, self.inner = pty.openpty()
        self.shown = ""
        self.whole_lines: list[bool] = []  # at each prompt: whether the terminal waits for Enter, and echoes
        self._answers = list(answers)
        self._thread = threading.Thread(target=self._sit, daemon=True)
        self._thread.start()

    def _sit(self) -> None:
        shown = b""
        while True:
            try:
                shown += os.read(self.outer, 65536)
            except OSError:  # all have left
                return
            self.shown = shown.decode(errors="replace").replace("\r\n", "\n")
            if self.shown.endswith(PROMPTS):
                self.whole_lines.append(bool(termios.tcgetattr(self.outer)[3] & termios.ICANON))
                answer = self._answers.pop(0) if self._answers else "\x04"
                for keys in (answer,) if isinstance(answer, str) else answer:
                    os.write(self.outer, keys.encode())
                    time.sleep(0.1)

    def end(self) -> str:
        """What was shown, when nobody has the terminal open any more."""
        os.close(self.inner)
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        os.close(self.outer)
        assert not self._answers, "nobody asked"
        return self.shown


@pytest.fixture(autouse=True)
def plain_terminal(home, monkeypatch) -> Iterator[None]:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    before = sorted(home.rglob("*"))
    yield
    assert sorted(home.rglob("*")) == before  # what is typed is written nowhere


@pytest.fixture
def at_terminal(monkeypatch):
    """Runs nmt at a terminal: (exit code, what was shown, the terminal)."""

    def run(arguments: list[str], *answers: str | tuple[str, ...]) -> tuple[int, str, Terminal]:
        terminal = Terminal(*answers)
        before = termios.tcgetattr(terminal.inner)
        with monkeypatch.context() as patched:
            patched.setenv("NMT_NOW", "2026-11-27T10:00")  # within office hours
            for name, mode in STREAMS.items():
                patched.setattr(sys, name, os.fdopen(os.dup(terminal.inner), mode, encoding="utf-8"))
            code = main(arguments)
            for name in STREAMS:
                getattr(sys, name).close()
        assert termios.tcgetattr(terminal.inner) == before
        return code, terminal.end(), terminal

    return run


# what is asked, what is typed at each prompt (parts one after the other), the exit code, what the last answer shows
CHOSEN = [
    ("Småland", ["2"], 0, "Kronobergs län"),
    ("Sunby", ["1"], 0, "Sundby"),
    ("N", ["1"], 0, "Hallands län"),
    ("0980", ["2"], 0, "Kiruna"),
    ("Kiruna, Småland", ["2", "1"], 0, "Jönköpings län"),  # an area of two coordinators is asked about again
    ("Småland", ["\r"], 3, None),
    ("Småland", ["\n"], 3, None),
    ("Småland", ["\x04"], 3, None),
    ("Småland", ["  \r"], 3, None),
    ("Sunby", ["\r"], 4, None),
    ("Sunby", ["\x04"], 4, None),
    ("Småland", ["Kirunna\r"], 0, '"Kirunna"'),
    ("Småland", [("M", "a", "lmo\x7fö\r")], 0, "Malmö"),
    ("Småland", [("Lund", "\x15", "Malmö\r")], 0, "Malmö"),
    ("Småland", [("\x1b[A", "Lund", "\x1b[D", "\r")], 0, "Lund"),
    ("Småland", [("x", "\x7f\x7f", "3")], 0, "Kalmar län"),
    ("Småland", [("9", "81 31\r")], 0, "Kiruna"),  # there is no row 9
    ("Småland", [(" ", "2", "22 22\r")], 0, "Lund"),
    ("Småland", ["222 22\r"], 0, "Lund"),  # pasted
    ("Småland", [" 2\r"], 0, "Kronobergs län"),
    ("Småland", ["7\r", "0\r", "1"], 0, "Jönköpings län"),
    ("Småland", ["Hallsta\r", "3"], 0, "Ånge"),
    ("Småland", ["Sunby\r", "\r"], 4, None),
    ("Sunby", ["Småland\r", "\r"], 3, None),
    ("Sunby", ["Xyzzyq\r", "\r"], 4, None),
    ("Sunby", ["Xyzzyq\r", "1\r", "Lund\r"], 0, "Lund"),  # no row to choose there
    ("Småland", ["Kirunna, Berg\r"], 0, "Berg"),
    ("Småland", ["Kiruna, Hallsta\r"], 3, "Kiruna"),  # a list: nothing more is asked
    ("Småland", ["Kvinna från Rumänien, bor i Linköping, behöver hjälp i dag\r"], 0, "Linköping"),
    ("Småland", ["--json\r", "\r"], 4, None),  # no option
    ("Småland", [("2", "22 22\r")], 0, "Lund"),  # no choice: more digits follow at once
]


@pytest.mark.parametrize(("text", "typed", "code", "shown"), CHOSEN, ids=str)
def test_what_is_typed_at_a_question(at_terminal, text, typed, code, shown):
    found, screen, terminal = at_terminal(["lookup", text], *typed)
    assert found == code, screen
    answer = screen.rpartition(PROMPTS[0])[2]
    assert ("RING" in answer) == (shown is not None)
    if shown:
        assert shown in answer
    assert screen.count("020-39 00 00") >= len(typed) - screen.count("ingen rad")  # beneath every question
    assert terminal.whole_lines == [False] * len(typed)


@pytest.mark.parametrize(("text", "typed", "code", "shown"), [c for c in CHOSEN if "\x7f" not in str(c)][:10], ids=str)
@pytest.mark.parametrize("variable", [("TERM", "dumb"), ("ACCESSIBLE", "1")], ids="=".join)
def test_where_nothing_may_be_redrawn_every_answer_ends_with_enter(
    at_terminal, monkeypatch, variable, text, typed, code, shown
):
    monkeypatch.setenv(*variable)
    whole = [keys if keys[-1] in "\r\n\x04" else keys + "\r" for keys in typed]
    found, screen, terminal = at_terminal(["lookup", text], *whole)
    assert found == code, screen
    assert not {"\b", "\x1b"} & set(screen)
    assert terminal.whole_lines == [True] * len(typed)


def test_the_places_stand_with_what_tells_them_apart(at_terminal):
    screen = at_terminal(["lookup", "Småland"])[1]
    assert "  1  Jönköpings län  region Öst\n  2  Kronobergs län  region Syd\n" in screen
    assert screen.startswith("Småland hör till flera koordinatorer. Vilken del gäller det?\n")
    assert '\nFråga: "I vilken kommun är personen?"\n' in screen
    screen = at_terminal(["lookup", "Hallsta", "--lang", "en"])[1]
    assert "\n  3  Hallsta  locality in Ånge, Västernorrlands län · region Nord\n" in screen
    assert '\nAsk: "In which municipality is the person?"\n' in screen
    screen = at_terminal(["lookup", "Vallby"])[1]
    assert "\n  9  Vallby" in screen and " 10 " not in screen
    assert "\n     ... och 2 till: skriv kommunen eller länet\n" in screen
    screen = at_terminal(["lookup", "Sunby"])[1]
    assert 'för "Sunby".\nMenades kanske:\n  1  Sundby  ort, ' in screen and "Fråga:" not in screen


def test_below_sixty_columns_the_region_has_a_line_of_its_own(at_terminal, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    screen = at_terminal(["lookup", "Vallby"])[1]
    assert "\n  1  Vallby, ort, Enköpings kommun,\n     Uppsala län\n     region Mitt\n  2  Vallby" in screen
    assert "  1  Jönköpings län\n     region Öst\n" in at_terminal(["lookup", "Småland"])[1]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("columns", [20, 40, 60, 80])
def test_the_lines_of_a_question_fit_the_terminal(at_terminal, monkeypatch, columns, language):
    monkeypatch.setenv("COLUMNS", str(columns))
    for text in ("Småland", "Vallby", "Sunby", "0980"):
        assert max(map(len, at_terminal(["lookup", text, "--lang", language])[1].splitlines())) <= columns


# Neither prompt nor numbers.
UNASKED = [
    (["lookup", "Xyzzyq"], 4),
    (["lookup", "Petra Berg"], 4),
    (["lookup", "Kiruna"], 0),
    (["lookup", "Kiruna, Hallsta"], 3),
    (["lookup", "-p", "Småland", "-p", "Sunby"], 4),
    (["lookup", "Småland", "--no-input"], 3),
    (["lookup", "Småland", "--json"], 3),
    (["lookup", "Småland", "--get", "phone"], 3),
    (["lookup", "Småland", "--exact"], 3),
    (["lookup", "Småland", "--format", "csv"], 3),
]


@pytest.mark.parametrize(("arguments", "code"), UNASKED, ids=str)
def test_no_question_is_asked(at_terminal, arguments, code):
    found, screen, terminal = at_terminal(arguments)
    assert found == code
    assert terminal.whole_lines == [] and "  1  " not in screen


@pytest.mark.parametrize("arguments", [["lookup", "-p", "Småland"], ["Småland"], ["lookup", "Småland", "--candidates"]])
def test_a_question_is_asked_by_any_way_into_a_look_up(at_terminal, arguments):
    assert at_terminal(arguments, "1")[0] == 0


def test_the_contacts_are_those_asked_for(at_terminal):
    screen = at_terminal(["lookup", "Husby", "--serves", "children"], "1")[1]
    assert "08-508 437 26" in screen and "08-508 256 69" not in screen


@pytest.mark.parametrize("piped", ["stdin", "stdout", "stderr"])
def test_nothing_is_asked_where_one_of_the_streams_is_no_terminal(monkeypatch, piped):
    terminal = Terminal()
    with monkeypatch.context() as patched:
        for name, mode in STREAMS.items():
            where = os.open(os.devnull, os.O_RDWR) if name == piped else os.dup(terminal.inner)
            patched.setattr(sys, name, os.fdopen(where, mode, encoding="utf-8"))
        assert main(["lookup", "Småland"]) == 3
        for name in STREAMS:
            getattr(sys, name).close()
    assert "  1  " not in terminal.end()


@pytest.mark.parametrize("variable", ["ACCESSIBLE", "OTHER"])
def test_ctrl_c_is_130_and_leaves_the_terminal_as_it_was(variable, monkeypatch):
    monkeypatch.setenv(variable, "1")
    terminal = Terminal("\x03")
    before = termios.tcgetattr(terminal.inner)
    process = subprocess.Popen(
        [sys.executable, "-m", "nmtcli", "lookup", "Småland"],
        stdin=terminal.inner, stdout=terminal.inner, stderr=terminal.inner, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    assert process.wait(PATIENCE) == 130
    assert termios.tcgetattr(terminal.inner) == before
    assert "Traceback" not in terminal.end()
