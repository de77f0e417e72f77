"""What can be wrong with the input, without the words for it."""

from __future__ import annotations

from typing import Any


class Problem(Exception):
    """What is wrong with one row, or with the input as a whole: a message's name and its values."""

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message, values)
        self.message = message
        self.values = values

    def __reduce__(self) -> tuple[Any, ...]:
        return _problem, (self.message, self.values)


def _problem(message: str, values: dict[str, object]) -> Problem:
    return Problem(message, **values)
