"""The error that ends a command whose contact list cannot be used."""

from __future__ import annotations

from nmtcli.contacts.geography import county, region
from nmtcli.contacts.problem import Problem
from nmtcli.errors import DataError


class ListError(DataError):
    """A contact list that cannot be used. `problems` are in English; `texts` gives them in either language."""

    def __init__(self, name: str, found: list[Problem]) -> None:
        super().__init__([p.text(name, "en", county, region) for p in found])
        self.name = name
        self.found = found

    def texts(self, language: str) -> list[str]:
        """Every problem in words."""
        return [p.text(self.name, language, county, region) for p in self.found]
