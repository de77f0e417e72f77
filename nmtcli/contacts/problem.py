"""What is wrong with a contact list and where, to be told to the person who wrote it. The words: `texts.problems`."""

from __future__ import annotations

from collections.abc import Callable

from nmtcli.contacts.vocabulary import CHOICES, choice, column, listed
from nmtcli.echo import echo_path
from nmtcli.model import Record
from nmtcli.normalise import visible
from nmtcli.texts.failures import reason
from nmtcli.texts.problems import say

Naming = Callable[[str], str]  # a code -> a name

QUOTED_LENGTH = 60  # characters of a list's own text that a problem repeats


def _named(values: dict[str, str], language: str, county: Naming, region: Naming) -> dict[str, str]:
    """The values of a message as they are shown: what is kept by its key is named in the reader's language."""
    shown = dict(values)
    if "region" in shown:
        shown["region"] = region(shown["region"])
    if "county" in shown:
        code = shown["county"]
        name = county(code)
        shown["county"] = name if name != code else quoted(code)
        shown["counties"] = listed(map(county, shown["counties"].split()), language)
    if "why" in shown:
        shown["why"] = reason(shown["why"], language)
    if "columns" in shown:
        shown["columns"] = ", ".join(column(field, language) for field in shown["columns"].split())
    if "fields" in shown:
        shown["fields"] = listed([column(field, language) for field in shown["fields"].split()], language)
    if "choices" in shown:
        field = shown["choices"]
        known = [choice(field, value, language) for value in CHOICES[field]]
        shown["choices"] = listed(known, language, either=True)
    return shown


def quoted(value: object) -> str:
    """A value out of a list, fit to be shown: short, without control characters, nothing of what is nested in it."""
    if isinstance(value, (list, dict)):
        return "[...]" if isinstance(value, list) else "{...}"
    text = " ".join(visible(str(value)[: QUOTED_LENGTH + 1]).split())
    text = text if len(text) <= QUOTED_LENGTH else text[: QUOTED_LENGTH - 1] + "…"
    return f'"{text}"' if isinstance(value, str) else text


class Problem(Record):
    """One thing that is wrong: the line (0: the file as a whole), the entry it belongs to and the key of its text.

    `entry` is (kind, number, host): ("contact", 2, "Umeå kommun"); the kind "head" has neither. Regions, counties,
    columns and choices are kept by their keys, and named when the problem is put into words.
    """

    line: int
    message: str
    values: tuple[tuple[str, str], ...] = ()
    entry: tuple[str, int, str] | None = None

    def text(self, name: str, language: str, county: Naming = str, region: Naming = str) -> str:
        """The problem in words, with the file's name and the line where there is one.

        Args:
            name: of the file.
            language: "sv" or "en".
            county: what a county's code is called; the code itself while the data is checked that has the names.
            region: the same of a region's id.
        """
        where = [echo_path(name)]
        if self.line:
            where.append(say(language, "line", line=self.line))
        if self.entry:
            kind, number, host = self.entry
            where.append(say(language, kind, number=number, host=host or say(language, "nameless")))
        values = _named(dict(self.values), language, county, region)
        return f"{', '.join(where)}: {say(language, self.message, **values)}"


def problem(message: str, line: int = 0, entry: tuple[str, int, str] | None = None, **values: object) -> Problem:
    """A problem; values are shown as they are, so quote with `quoted` what comes out of a list."""
    return Problem(line, message, tuple((field, str(value)) for field, value in values.items()), entry)
