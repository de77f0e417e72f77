"""The errors that end a command on a contact list: one that cannot be used, and one that cannot be changed."""

from __future__ import annotations

from nmtcli.contacts.geography import county, region
from nmtcli.contacts.problem import Problem
from nmtcli.errors import DataError, NmtError
from nmtcli.texts.problems import say


class ListError(DataError):
    """A contact list that cannot be used. `problems` are in English; `texts` gives them in either language."""

    def __init__(self, name: str, found: list[Problem]) -> None:
        super().__init__([p.text(name, "en", county, region) for p in found])
        self.name = name
        self.found = found

    def texts(self, language: str) -> list[str]:
        """Every problem in words."""
        return [p.text(self.name, language, county, region) for p in self.found]


class Refused(NmtError):
    """A list that cannot be changed as things are; the key of the reason, worded when it is shown."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self._reason = reason
        self._values = values

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: str) -> str:
        """The reason in words."""
        return say(language, self._reason, **self._values)
