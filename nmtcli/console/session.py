"""What the keys do: the state between one key and the next. Nothing of a call that is over is kept."""

from __future__ import annotations

from nmtcli.console.finder import Found
from nmtcli.echo import plain
from nmtcli.texts import LANGUAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from nmtcli.console.finder import Finder, Row
    from nmtcli.model import Answer

LONGEST = 200  # characters of a text
PAGES = {"f1": "help", "f2": "lines", "f3": "regions"}
DIGITS = frozenset("12345678")
CODES = ("s", "se")  # the beginning of S-981 31, SE-98131, SE332


class Session:
    """The console of one operator.

    Attributes:
        text: what is typed.
        answers: what was chosen, the latest first; several where a call concerns several places.
        asking: whether a place is being typed; else the answers are shown.
        page: "help", "lines" or "regions" over all that, or "".
        scroll: lines that have gone off the top.
        copied: whether the number was copied just now.
        over: whether the operator wants to leave.
    """

    def __init__(self, finder: Finder, language: str, numbers: Callable[[tuple[Answer, ...], str], list[str]]) -> None:
        """Begin with an empty line.

        Args:
            finder: which finds the rows.
            language: "sv" or "en".
            numbers: the telephone numbers of answers, in the order in which they are shown in a language.
        """
        self._finder = finder
        self._numbers = numbers
        self.language = language
        self.over = False
        self._selected: int | None = None
        self._found: Found | None = None
        self.clear()

    def clear(self) -> None:
        """Forget the call: the next one finds an empty line."""
        self.answers: tuple[Answer, ...] = ()
        self._before: tuple[Answer, ...] = ()
        self.asking = True
        self.page = ""
        self._number = 0
        self.copied = False
        self._type("")

    @property
    def used(self) -> bool:
        """Whether there is anything to forget."""
        return bool(self.text or self.answers or self.page)

    @property
    def found(self) -> Found:
        """The rows of the text, found when they are first wanted."""
        if self._found is None:
            self._found = self._finder.find(self.text)
        return self._found

    @property
    def number(self) -> str:
        """The telephone number that `c` copies; "" where none is shown."""
        numbers = self._numbers(self.answers, self.language) if self.answers else []
        return numbers[self._number % len(numbers)] if numbers else ""

    @property
    def selected(self) -> int | None:
        """The row that Enter takes; None where one is to be marked first."""
        return 0 if self._selected is None and self.found.certain else self._selected

    def digits_choose(self) -> bool:
        """Whether a digit is a choice and not the next sign of a code, an address or a number."""
        if not self.text[-1:].isalpha() or self.text.lower() in CODES:
            return False
        return bool(self.found.rows) and not self._finder.may_be_street(self.text)

    def press(self, key: str) -> str:
        """Take a key: a character, or the name of a key ("enter", "esc", "f1", "c-w" ...).

        Returns:
            The telephone number to be copied, or "".
        """
        before, self.copied = self.copied, False
        if key in ("esc", "c-l"):
            self.clear()
        elif key in ("c-c", "c-d"):
            self.clear()
            self.over = True
        elif key in PAGES:
            self.page = "" if self.page == PAGES[key] else PAGES[key]
            self.scroll = 0
        elif key == "f4":
            self.language = LANGUAGES[1 - LANGUAGES.index(self.language)]
        elif key in ("pageup", "pagedown"):
            self._roll(-10 if key == "pageup" else 10)
        elif self.page and key in ("up", "down"):
            self._roll(-1 if key == "up" else 1)
        elif self.page and (not self.asking or len(key) > 1):
            self.page, self.scroll = "", 0
        elif self.asking:
            self.page = ""
            self._ask(key)
        else:
            return self._show(key, "c" if before else "")
        return ""

    def paste(self, text: str) -> None:
        """Take a pasted text: its line breaks and digits are text."""
        if not self.asking:  # the next call
            self.clear()
        self.page = ""
        self._type(self.text + plain(" ".join(text.split())))

    def _roll(self, lines: int) -> None:
        self.scroll = max(0, self.scroll + lines)

    def _type(self, text: str) -> None:
        self.text = text[:LONGEST]
        self._selected = None
        self._found = None
        self.scroll = 0

    def _ask(self, key: str) -> None:
        """A key while a place is typed."""
        if key == "enter":
            if self.selected is not None and self.selected < len(self.found.rows):
                self._choose(self.found.rows[self.selected])
        elif key in ("up", "down") and (last := len(self.found.rows) - 1) >= 0:
            at = -1 if self.selected is None else self.selected
            self._selected = min(last, max(0, at + (1 if key == "down" else -1)))
        elif key == "backspace" and not self.text:
            self.asking = not self.answers  # back to what is answered
        elif key == "backspace":
            self._type(self.text[:-1])
        elif key == "c-w":
            self._type(self.text.rstrip().rpartition(" ")[0])
        elif key == "c-u":
            self._type("")
        elif key in DIGITS and self.digits_choose() and int(key) <= len(self.found.rows):
            self._choose(self.found.rows[int(key) - 1])
        elif len(key) == 1 and key.isprintable():
            self._type(self.text + key)

    def _choose(self, row: Row) -> None:
        self._before = self.answers
        self.answers = self._finder.answers(row) + self._before
        self.asking = False
        self.scroll = self._number = 0

    def _show(self, key: str, copied: str) -> str:
        """A key while answers are shown. A letter begins the next call, behind a "c" that has just copied."""
        if key in ("c", "C") and not copied:
            self.copied = True
            return self.number
        if key in ("tab", "backtab"):
            self._number += 1 if key == "tab" else -1
        elif key in ("up", "down"):
            self._roll(-1 if key == "up" else 1)
        elif key == "+":
            self.asking = True
            self._type("")
        elif key == "backspace":  # back to the rows: it was the wrong one
            self.answers, self.asking = self._before, True
        elif len(key) == 1 and key.isprintable() and not key.isspace():
            self.clear()
            self._type(copied + key)
        return ""
