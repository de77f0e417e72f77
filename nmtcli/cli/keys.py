"""One digit, or a line, from a terminal. What is typed is kept nowhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nmtcli.normalise import MAX_LENGTH
from nmtcli.streams import read_line, tell

_BACKSPACE, _KILL_LINE = "\x7f\b", "\x15"
NEXT_KEY = 0.35  # seconds within which the next key of a number follows


def typed(prompt: str, rows: int) -> str:
    """What is typed after a prompt on stderr.

    A digit that numbers one of the rows is taken at once where it is the first key and no other follows it as fast as
    people type, so that behind a space, and in a postal code, it begins a text.
    Where nothing may be redrawn it takes Enter, as any text does.

    Returns:
        The digit or the text; "" for a bare Enter and at the end of the input.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    if os.environ.get("TERM") == "dumb" or os.environ.get("ACCESSIBLE"):
        tell(f"{prompt} ")
        return read_line().strip()
    digits = {str(number) for number in range(1, rows + 1)}
    with _keyboard() as pressed:
        tell(f"{prompt} ")
        try:
            return _line(pressed, digits, _more_follows)
        finally:
            tell("\n")


def _line(pressed: Callable[[], str], at_once: set[str], more_follows: Callable[[], bool]) -> str:
    """One of the keys `at_once` if it comes first and alone, else what is typed until Enter, as the screen shows it."""
    text = ""
    while keys := pressed():
        if not text and keys in at_once and not more_follows():
            tell(keys)
            return keys
        if keys.startswith("\x1b"):  # an arrow or the like
            continue
        for letter in keys:
            if letter in "\r\n":
                return text.strip()
            if letter == "\x03":
                raise KeyboardInterrupt
            if letter == "\x04":  # Ctrl-D
                return ""
            if letter in _BACKSPACE and text:
                _erase(text[-1])
                text = text[:-1]
            elif letter == _KILL_LINE:
                _erase(text)
                text = ""
            elif letter.isprintable() and len(text) < MAX_LENGTH:
                tell(letter)
                text += letter
    return ""


def _more_follows() -> bool:
    """Whether another key comes within the time that people need for the next one."""
    if sys.platform == "win32":
        import msvcrt
        import time

        time.sleep(NEXT_KEY)
        return bool(msvcrt.kbhit())
    import select

    return bool(select.select([sys.stdin.fileno()], [], [], NEXT_KEY)[0])


def _erase(text: str) -> None:
    """Take letters off the screen, some of which are two columns wide."""
    from rich.cells import cell_len

    tell("\b \b" * cell_len(text))


@contextmanager
def _keyboard() -> Iterator[Callable[[], str]]:
    """The terminal without echo, and what waits for keys: gives those that came together, "" at the end of the input.

    What was typed before is thrown away, since it cannot be an answer to the question.
    """
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
        yield _pressed_on_windows
    else:
        # Not click.getchar, which throws away what is typed between two calls.
        import codecs
        import termios
        import tty

        terminal = sys.stdin.fileno()
        decoder = codecs.getincrementaldecoder(sys.stdin.encoding)("replace")

        def pressed() -> str:
            while data := os.read(terminal, 1024):
                if text := decoder.decode(data):  # not half a letter
                    return text
            return ""

        before = termios.tcgetattr(terminal)
        tty.setcbreak(terminal)
        try:
            yield pressed
        finally:
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)  # the rest is for no shell


if sys.platform == "win32":

    def _pressed_on_windows() -> str:
        import msvcrt

        import click

        try:
            keys = click.getchar()
            if keys[0] in "\0\xe0":  # an arrow or the like
                return "\x1b"
            while msvcrt.kbhit() and (more := click.getchar())[0] not in "\0\xe0":
                keys += more
        except EOFError:  # Ctrl-Z
            return ""
        return keys
