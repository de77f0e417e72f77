"""The console as operators have it: through a real pseudo-terminal, one caller after another, and nothing left of them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest

from nmtcli.directory import Directory

if sys.platform == "win32":
    pytest.skip("pseudo-terminals of POSIX", allow_module_level=True)

from pseudo_terminal import (
    BACKSPACE,
    CTRL_C,
    CTRL_D,
    CTRL_L,
    DOWN,
    ENTER,
    ESC,
    F1,
    F2,
    F3,
    F4,
    LONGEST,
    TAB,
    UP,
    PseudoTerminal,
)

NMT = [sys.executable, "-P", "-m", "nmtcli"] if sys.version_info >= (3, 11) else [sys.executable, "-m", "nmtcli"]
BOOK = Directory.load().book
HOTLINE = BOOK.hotline.phone or ""
EMPTY = "Skriv kommun"  # begins the line that an empty console shows


def number_for(place: str) -> str:
    """The number that an answer begins with."""
    answer = Directory.load().route(place)
    return answer.contacts[0].phone if answer.contacts else HOTLINE


@pytest.fixture
def open_console(tmp_path):
    """Opens consoles; those that a test leaves open are ended."""
    opened = []

    def opener(*arguments: str, columns: int = 80, lines: int = 24, **environ: str) -> PseudoTerminal:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        base = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
        base = {name: value for name, value in base.items() if not name.startswith(("NMT_", "XDG_", "SSH_"))}
        own = {"HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "NMT_LANG": "sv",
               "NMT_NOW": "2026-11-27T10:00", "PATH": "/usr/bin:/bin", "DISPLAY": "", "WAYLAND_DISPLAY": "",
               **environ}  # fmt: skip
        command = list(arguments) if arguments and arguments[0].startswith("/") else [*NMT, *arguments]
        terminal = PseudoTerminal(command, columns, lines, {**base, **own}, str(tmp_path))
        opened.append(terminal)
        return terminal

    yield opener
    for terminal in opened:
        if terminal.process.poll() is None:
            terminal.process.kill()
            terminal.process.wait()


# What a caller says as it is typed; what is seen before the choice; the keys that choose; what is seen after it.
CALLERS = {
    "misspelled": ("Karkrona", "liknar", "1", [number_for("Karlskrona"), "Karlskrona, Blekinge län"]),
    "beginning": ("kirun", ">1 Kiruna", ENTER, [number_for("Kiruna")]),
    "ambiguous": ("småla", "Kronobergs län", "2", [number_for("Kronobergs län"), "Kronobergs län"]),
    "address": ("Storgatan 3, Lund", ">1 Lund", ENTER, [number_for("Lund"), "Lund, Skåne län"]),
    "sentence": ("kvinna från Nigeria i Uppsala", "Uppsala", ENTER, [number_for("Uppsala")]),
    "postal code": ("981 31", "981 31 Kiruna", ENTER, [number_for("981 31")]),
    "telephone": ("0980-12 34 56", "Kiruna", ENTER, [number_for("Kiruna")]),
    "code": ("0980", "Gotland", DOWN + DOWN + ENTER, [number_for("Kiruna")]),
    "twin": ("habo", "Håbo", "2", ["Håbo, Uppsala län"]),
    "two at once": ("Kiruna, Malmö", "Kiruna + Malmö", ENTER, [number_for("Kiruna"), "Kiruna, Norrbottens län"]),
    "unknown": ("Xyzzyq", "Hittar ingen plats", ENTER, [HOTLINE]),
    "position": ("59.33, 18.06", "Stockholms län", ENTER, [number_for("Stockholms län")]),
    "abroad": ("Oslo", "Norge", ENTER, [HOTLINE]),
}


@pytest.mark.parametrize("columns", [80, 40])
def test_caller_after_caller_is_answered_and_nothing_of_them_is_left(columns, open_console, tmp_path):
    console = open_console(columns=columns)
    console.wait(EMPTY)
    for text, before, keys, after in CALLERS.values():
        console.type(text)
        console.wait(lambda shown, text=text, before=before: f": {text}" in shown and before in shown)
        console.type(keys)
        for shown in after:
            console.wait(shown)
        console.type(ESC)
        console.wait(EMPTY, but_not=text)
    console.type(CTRL_C)
    assert console.end() == 0
    assert console.text == ""
    assert console.raw.count("\x1b[?1049h") == console.raw.count("\x1b[?1049l") == 1
    assert list((tmp_path / "home").iterdir()) == []


def test_a_second_place_stands_above_the_first(open_console):
    console = open_console(lines=50)
    console.wait(EMPTY)
    console.type("kirun" + ENTER)
    console.wait(number_for("Kiruna"))
    console.type("+")
    console.wait("Plats till:")
    console.type("malmö" + ENTER)
    shown = console.wait("Malmö, Skåne län")
    assert shown.index("Malmö, Skåne län") < shown.index("Kiruna, Norrbottens län")
    console.type("+" + BACKSPACE)  # back without another one
    console.wait("Malmö, Skåne län")
    console.type(BACKSPACE)
    console.wait("Visad: Kiruna")


def test_copying_asks_the_terminal_and_says_so(open_console):
    console = open_console()
    console.wait(EMPTY)
    console.type("kirun" + ENTER)
    console.wait(f"c kopierar {number_for('Kiruna')}")
    console.type("c")
    console.wait(f"Kopierat, om terminalen tillåter det: {number_for('Kiruna')}")
    assert "\x1b]52;c;MDkwLTE2IDEwIDAw\x07" in console.raw
    console.type(TAB)
    console.wait(f"c kopierar {HOTLINE}")


def test_the_pages_the_language_and_the_way_back(open_console):
    console = open_console(lines=60)
    console.wait(EMPTY)
    console.type("kirun")
    console.wait(">1 Kiruna")
    for key, text in ((F1, "Nästa samtal:"), (F2, "Andra stödlinjer"), (F3, "Bergslagen")):
        console.type(key)
        console.wait(text, but_not=">1 Kiruna")
        console.type(ENTER)
        console.wait(">1 Kiruna", but_not=text)
    console.type(F4)
    console.wait("Place: kirun")
    console.type(CTRL_L)
    console.wait("Type a municipality", but_not="kirun")


@pytest.mark.parametrize("columns", [80, 40])
def test_another_size_is_drawn_at_once(columns, open_console):
    console = open_console(columns=120 - columns)
    console.wait(EMPTY)
    console.type("karl")
    console.wait("Karlstad")
    console.resize(columns, 24)
    shown = console.wait(lambda text: f">1 Karlstad{'Bergslagen':>{columns - 11}}" in text if columns == 40 else
                         "kommun, Värmlands län" in text)  # fmt: skip
    assert "Karlskrona" in shown


def test_the_cursor_stands_where_the_next_letter_goes(open_console):
    console = open_console()
    console.wait(EMPTY)
    console.type("Öst")
    console.wait("Östersund")
    console.wait(lambda _: console.cursor == (0, len("Plats: Öst")))  # which moves there after the rows are drawn


def test_without_colour_no_colour_is_used(open_console):
    console = open_console(NO_COLOR="1")
    console.wait(EMPTY)
    console.type("kirun" + ENTER)
    console.wait(number_for("Kiruna"))
    assert not re.search(r"\x1b\[[\d;]*3[0-79]", console.raw)


def test_a_console_that_is_ended_leaves_nothing_on_the_screen(open_console):
    console = open_console()
    console.wait(EMPTY)
    console.type("kirun" + ENTER)
    console.wait(number_for("Kiruna"))
    console.process.send_signal(signal.SIGTERM)
    console.end()
    assert console.text == ""


def test_a_call_that_nobody_attends_to_is_cleared(open_console):
    script = ("from nmtcli.console import app; from nmtcli.directory import Directory; "
              "app.run(Directory.load(), 'sv', idle=1.0)")  # fmt: skip
    console = open_console(sys.executable, "-c", script)
    console.wait(EMPTY)
    console.type("xyzzyq")
    console.wait("Plats: xyzzyq")
    console.wait(EMPTY, but_not="xyzzyq")


def test_a_typed_text_is_no_history_for_the_next_one(open_console):
    console = open_console()
    console.wait(EMPTY)
    console.type("xyzzyq")
    console.wait("Plats: xyzzyq")
    console.type(ESC)
    console.wait(EMPTY)
    console.type(UP + UP + DOWN + "kirun")
    assert "xyzzyq" not in console.wait(">1 Kiruna")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_no_file_is_written(open_console, tmp_path):
    trace = tmp_path / "trace"
    calls = "open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,connect,execve"
    strace = [shutil.which("strace") or "", "-f", "-qq", "-e", f"trace=?{calls.replace(',', ',?')}", "-o", str(trace)]
    counted = dict.fromkeys(("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START"), "")  # which would write its own
    console = open_console(*strace, *NMT, PYTHONDONTWRITEBYTECODE="1", **counted)
    console.wait(EMPTY)
    console.type("kirun" + ENTER)
    console.wait(number_for("Kiruna"))
    console.type("c" + ESC + CTRL_C)
    assert console.end() == 0
    changes = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^\d+ +(creat|mkdir|rename|link|symlink|connect)")
    written = [line for line in trace.read_text(errors="replace").splitlines() if changes.search(line)]
    written = [line for line in written if '"/dev/' not in line]
    assert written == []
    assert "Kirun" not in trace.read_text(errors="replace")


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_nothing_is_in_the_scrollback(tmp_path):
    tmux = ["tmux", "-L", f"nmt{os.getpid()}", "-f", "/dev/null"]

    def captured(*arguments: str) -> str:
        return subprocess.run(
            [*tmux, "capture-pane", "-p", *arguments], capture_output=True, encoding="utf-8", check=True
        ).stdout

    def wait(text: str) -> None:
        end = time.monotonic() + LONGEST
        while text not in captured():
            assert time.monotonic() < end, captured()
            time.sleep(0.1)

    environ = {**os.environ, "NMT_LANG": "sv", "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)}
    shell = f"{' '.join(NMT)}; echo ENDED; exec cat"
    subprocess.run([*tmux, "new-session", "-d", "-x", "80", "-y", "24", shell], env=environ, check=True)
    try:
        wait(EMPTY)
        for text in ("kirun", "Karkrona", "xyzzyq", "Småland"):
            subprocess.run([*tmux, "send-keys", "-l", text], check=True)
            wait(f"Plats: {text}")
            subprocess.run([*tmux, "send-keys", "Enter", "Escape"], check=True)
            wait(EMPTY)
        subprocess.run([*tmux, "send-keys", "C-c"], check=True)
        wait("ENDED")
        assert captured("-S", "-").strip() == "ENDED"
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


@pytest.mark.parametrize(
    ("arguments", "environ"), [([], {"TERM": "dumb"}), ([], {"ACCESSIBLE": "1"}), (["--plain"], {})], ids=str
)
def test_in_lines_nothing_is_drawn_again(arguments, environ, open_console):
    console = open_console(*arguments, lines=100, **environ)
    console.wait("Ctrl-D avslutar.")
    console.wait(lambda shown: shown.endswith("Plats:"))
    console.type("Kiruna\n")
    console.wait(number_for("Kiruna"))
    console.type("Karkrona\n")
    console.wait("1 Karlskrona")
    console.type("1\n")
    console.wait("Karlskrona, Blekinge län")
    console.type("1\n")  # no list is open any more
    console.wait('Hittar ingen plats i Sverige för "1"')
    console.type("Kirunna, Malmö\n")
    console.wait("1 Kiruna + Malmö")
    console.type("f4\n")
    console.wait("Place:")
    console.type("f2\n")
    console.wait("Other helplines")
    console.type("f1\n")
    console.wait("Put commas between several")
    console.type(CTRL_D)
    assert console.end() == 0
    assert "\x1b" not in console.raw


def test_options_of_the_console(open_console):
    console = open_console("--lang", "en")
    console.wait("Type a municipality")
    console = open_console("--contacts", "/nonexistent", "--strict-contacts")
    assert console.end() == 5
    console = open_console(NMT_NOW="yesterday")
    console.wait("NMT_NOW")
    assert console.end() == 2


def test_in_a_pipe_there_is_the_help_and_no_console():
    for arguments in ([], ["--plain"]):
        run = subprocess.run([*NMT, *arguments], input="", capture_output=True, encoding="utf-8", check=False)
        assert run.returncode == 2
        assert run.stdout == ""
        assert run.stderr.startswith("Usage: ")
    run = subprocess.run([*NMT, "--contacts", "x", "hotline"], capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 2
    assert "after the command" in run.stderr
