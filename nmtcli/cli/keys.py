"""One digit, or a line, from a terminal. What is typed is kept nowhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nmtcli.normalise import MAX_LENGTH
from nmtcli.streams import tell

_BACKSPACE, _KILL_LINE = "\x7f\b", "\x15"


def typed(prompt: str, rows: int) -> str:
    """What is typed after a prompt on stderr.

    A digit that numbers one of the rows is taken at once where it is the first key, so that behind a space, say, and in
    what is pasted it begins a text. Where nothing may be redrawn it takes Enter, as any text does.

    Returns:
        The digit or the text; "" for a bare Enter and at the end of the input.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    if os.environ.get("TERM") == "dumb" or os.environ.get("ACCESSIBLE"):
        tell(f"{prompt} ")
        return sys.stdin.buffer.readline().decode(sys.stdin.encoding, "replace").strip()
    digits = {str(number) for number in range(1, rows + 1)}
    with _keyboard() as pressed:
        tell(f"{prompt} ")
        try:
            return _line(pressed, digits)
        finally:
            tell("\n")


def _line(pressed: Callable[[], str], at_once: set[str]) -> str:
    """One of the keys `at_once` if it comes first, else what is typed until Enter, as it then stands on the screen."""
    text = ""
    while keys := pressed():
        if not text and keys in at_once:
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
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)


if sys.platform == "win32":

    def _pressed_on_windows() -> str:
        import msvcrt

        import click

        keys = click.getchar()
        if len(keys) == 2 and keys[0] in "\0\xe0":
            return "\x1b"
        while msvcrt.kbhit():
            keys += click.getchar()
        return keys
