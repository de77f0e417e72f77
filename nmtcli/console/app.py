"""The console on a terminal: keys in, screens out, by prompt_toolkit on the alternate screen, which keeps no lines."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from functools import partial

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.utils import get_cwidth

from nmtcli.clock import now
from nmtcli.console.clipboard import copy, osc52
from nmtcli.console.finder import Finder
from nmtcli.console.frame import frame, numbers_of
from nmtcli.console.session import Session
from nmtcli.render.terminal import Screen, wants_colour
from nmtcli.streams import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.directory import Directory

IDLE = 180.0  # seconds without a key, after which the last call is cleared
NARROWEST, WIDEST = 20, 100  # columns that are drawn on
ESCAPE = 0.05  # seconds to wait for what may follow Esc in the sequence of another key
KEYS = {
    Keys.Enter: "enter", Keys.Escape: "esc", Keys.Backspace: "backspace", Keys.Up: "up", Keys.Down: "down",
    Keys.PageUp: "pageup", Keys.PageDown: "pagedown", Keys.Tab: "tab", Keys.BackTab: "backtab", Keys.F1: "f1",
    Keys.F2: "f2", Keys.F3: "f3", Keys.F4: "f4", Keys.ControlC: "c-c", Keys.SIGINT: "c-c", Keys.ControlD: "c-d",
    Keys.ControlL: "c-l", Keys.ControlU: "c-u", Keys.ControlW: "c-w",
}  # fmt: skip


class Console:
    """One run of the console."""

    def __init__(self, directory: Directory, language: str, idle: float) -> None:
        self._directory = directory
        self._idle = idle
        self._session = Session(Finder(directory), language, lambda answers, lang: numbers_of(answers, directory, lang))
        self._touched()
        self._cursor = Point(0, 0)
        self._colour = wants_colour("auto", sys.stdout, os.environ)
        control = FormattedTextControl(self._drawn, focusable=True, get_cursor_position=lambda: self._cursor)
        self._app: Application[None] = Application(
            layout=Layout(Window(control)),
            key_bindings=self._bindings(),
            full_screen=True,
            erase_when_done=True,
            color_depth=ColorDepth.DEPTH_4_BIT if self._colour else ColorDepth.DEPTH_1_BIT,
        )
        self._app.ttimeoutlen = ESCAPE

    def run(self) -> None:
        """Answer calls until the operator leaves. What is raised on the way is raised again, the terminal restored."""
        self._app.run(pre_run=self._begin)

    def _begin(self) -> None:
        if sys.platform != "win32":  # the answer of a call must not stay on the screen of a console that is ended
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._leave)
        self._app.create_background_task(self._watch())

    def _leave(self) -> None:
        self._session.clear()
        self._app.exit()

    async def _watch(self) -> None:
        """Clear what nobody looks at any more, and keep the clock right."""
        shown = now()
        while True:
            await asyncio.sleep(min(1.0, self._idle))
            # By both clocks: the one stands still while a computer sleeps, the other may be set.
            idle = max(time.monotonic() - self._last_key[0], time.time() - self._last_key[1])
            if self._session.used and idle >= self._idle:
                self._session.clear()
                self._app.invalidate()
            if shown != (shown := now()):
                self._app.invalidate()

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        for key, name in KEYS.items():
            bindings.add(key, eager=True)(partial(self._press, name))
        bindings.add(Keys.Any)(lambda event: self._press(event.data, event))
        bindings.add(Keys.BracketedPaste)(self._paste)
        return bindings

    def _touched(self) -> None:
        self._last_key = time.monotonic(), time.time()

    def _press(self, key: str, event: KeyPressEvent) -> None:
        self._touched()
        try:
            number = self._session.press(key)
            if number:
                self._copy(number)
        except Exception as error:
            event.app.exit(exception=error)
            return
        if key == "c-l":
            event.app.renderer.clear()
        if self._session.over:
            event.app.exit()

    def _paste(self, event: KeyPressEvent) -> None:
        self._touched()
        self._session.paste(event.data)

    def _copy(self, number: str) -> None:
        if sys.platform != "win32" or os.environ.get("WT_SESSION"):  # the old Windows console would show the sequence
            self._app.output.write_raw(osc52(number))
            self._app.output.flush()
        copy(number, os.environ)

    def _drawn(self) -> ANSI:
        """The screen. What is raised on the way ends the console; prompt_toolkit would print what was typed."""
        try:
            return self._screen()
        except Exception as error:
            self._session.clear()
            if not self._app.is_done:
                self._app.exit(exception=error)
            return ANSI("")

    def _screen(self) -> ANSI:
        size = self._app.output.get_size()
        screen = Screen(min(max(size.columns, NARROWEST), WIDEST), self._colour)
        shown = frame(self._session, self._directory, screen, size.rows)
        self._cursor = Point(get_cwidth(shown.cursor_behind), shown.cursor_line)
        return ANSI(nearest("\n".join(shown.lines), sys.stdout.encoding or "utf-8"))


def run(directory: Directory, language: str, idle: float = IDLE) -> None:
    """The console on this terminal, until the operator leaves.

    Args:
        directory: which answers.
        language: "sv" or "en".
        idle: seconds without a key, after which the last call is cleared.

    Raises:
        UsageError: NMT_NOW is not a time.
    """
    now()
    Console(directory, language, idle).run()
