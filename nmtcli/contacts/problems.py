"""What is wrong with a contact list and where, to be told to the person who wrote it. The words: `texts.problems`."""

from __future__ import annotations

from nmtcli.contacts import names
from nmtcli.echo import echo_path
from nmtcli.errors import DataError
from nmtcli.model import Record
from nmtcli.normalise import visible
from nmtcli.texts.problems import say

QUOTED_LENGTH = 60  # characters of a list's own text that a problem repeats


def _named(values: dict[str, str], language: str) -> dict[str, str]:
    """The values of a message as they are shown: what is kept by its key is named in the reader's language."""
    shown = dict(values)
    if "region" in shown:
        shown["region"] = names.region(shown["region"])
    if "county" in shown:
        code = shown["county"]
        name = names.county(code)
        shown["county"] = name if name != code else quoted(code)
        shown["counties"] = names.listed(map(names.county, shown["counties"].split()), language)
    if "columns" in shown:
        shown["columns"] = ", ".join(names.column(field, language) for field in shown["columns"].split())
    if "fields" in shown:
        shown["fields"] = names.listed([names.column(field, language) for field in shown["fields"].split()], language)
    if "choices" in shown:
        field = shown["choices"]
        known = [names.choice(field, value, language) for value in names.CHOICES[field]]
        shown["choices"] = names.listed(known, language, either=True)
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

    def text(self, name: str, language: str) -> str:
        """The problem in words, with the file's name and the line where there is one."""
        where = [echo_path(name)]
        if self.line:
            where.append(say(language, "line", line=self.line))
        if self.entry:
            kind, number, host = self.entry
            where.append(say(language, kind, number=number, host=host or say(language, "nameless")))
        return f"{', '.join(where)}: {say(language, self.message, **_named(dict(self.values), language))}"


def problem(message: str, line: int = 0, entry: tuple[str, int, str] | None = None, **values: object) -> Problem:
    """A problem; values are shown as they are, so quote with `quoted` what comes out of a list."""
    return Problem(line, message, tuple((field, str(value)) for field, value in values.items()), entry)


class ListError(DataError):
    """A contact list that cannot be used. `problems` are in English; `texts` gives them in either language."""

    def __init__(self, name: str, found: list[Problem]) -> None:
        super().__init__([p.text(name, "en") for p in found])
        self.name = name
        self.found = found

    def texts(self, language: str) -> list[str]:
        """Every problem in words."""
        return [p.text(self.name, language) for p in self.found]
