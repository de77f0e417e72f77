"""A terminal for a program under test: keys in, and the screen as somebody before it sees it."""

from __future__ import annotations

import os
import pty
import select
import struct
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence

import pyte

STILL = 0.03  # seconds without a sign after which a screen is drawn
LONGEST = 30.0  # seconds that anything may take on a busy machine

ENTER, ESC, DOWN, UP, TAB, BACKSPACE = "\r", "\x1b", "\x1b[B", "\x1b[A", "\t", "\x7f"
CTRL_C, CTRL_D, CTRL_L = "\x03", "\x04", "\x0c"
F1, F2, F3, F4 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"


class PseudoTerminal:
    """Runs a program on a new pseudo-terminal. `raw` is all that it has written."""

    def __init__(self, command: Sequence[str], columns: int, lines: int, environ: Mapping[str, str], cwd: str) -> None:
        self.raw = ""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._ours, theirs = pty.openpty()
        self.resize(columns, lines)
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, cwd=cwd, start_new_session=True
        )
        os.close(theirs)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as a window manager does."""
        import fcntl
        import signal
        import termios

        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._screen.resize(lines, columns)
        if hasattr(self, "process"):
            self.process.send_signal(signal.SIGWINCH)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    @property
    def text(self) -> str:
        """The screen, without what is empty on the right and below."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    @property
    def cursor(self) -> tuple[int, int]:
        """Line and column of the cursor."""
        return self._screen.cursor.y, self._screen.cursor.x

    def wait(self, holds: str | Callable[[str], bool], but_not: str = "\0") -> str:
        """The screen as soon as it has a text, or something holds of it; and it has not the other text.

        What is being drawn is waited for: a screen comes in several pieces.
        """
        wanted = (lambda shown: holds in shown) if isinstance(holds, str) else holds
        end = time.monotonic() + LONGEST
        while True:
            shown = wanted(self.text) and but_not not in self.text
            if shown and self._is_still():
                return self.text
            if time.monotonic() > end or not self._read(0.2):
                assert wanted(self.text) and but_not not in self.text, f"{holds!r} was not shown:\n{self.text}"
                return self.text

    def _is_still(self) -> bool:
        """Whether nothing more is being written."""
        return not select.select([self._ours], [], [], STILL)[0]

    def end(self) -> int:
        """The exit code, when the program has ended."""
        end = time.monotonic() + LONGEST
        while self._read(0.2):
            assert time.monotonic() < end, self.text
        code = self.process.wait(LONGEST)
        os.close(self._ours)
        return code

    def _read(self, seconds: float) -> bool:
        """Take what has been written; False when there will be no more."""
        if select.select([self._ours], [], [], seconds)[0]:
            try:
                written = os.read(self._ours, 65536)
            except OSError:  # the other side is closed
                return False
            self.raw += written.decode(errors="replace")
            self._stream.feed(written)
            return bool(written)
        return True
