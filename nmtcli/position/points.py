"""A position in a text, and whether two numbers of degrees are one in or near Sweden."""

from __future__ import annotations

from nmtcli.model import Record
from nmtcli.position.sweref import to_grid

METRES = 111_200.0  # a degree of latitude; one of longitude is half of that in Sweden
LATITUDES, LONGITUDES = (54.0, 71.0), (9.0, 27.0)  # degrees: Sweden and what lies around it


class Position(Record):
    """A position in a text, from `start` to `end`.

    `east` and `north` are metres on the grid SWEREF 99 TM, and `error` how far off the position may be as it is
    written, in metres. `problem` is "", or why there is no point: "far" (nowhere near Sweden), "link" (a link or a code
    that does not itself say where, or names several places), "grid" (metres on another grid, such as RT 90), "unread"
    (what should be a position is none, or it is not clear which numbers are). `text` is what a link says in words.
    """

    start: int
    end: int
    problem: str
    east: float = 0.0
    north: float = 0.0
    error: float = 0.0
    text: str = ""


def placed(start: int, end: int, first: float, second: float, error: float, text: str = "") -> Position:
    """The position of two numbers of degrees, whichever is the latitude: none of Sweden is a longitude there."""
    for latitude, longitude in ((first, second), (second, first)):
        if near_sweden(latitude, longitude):
            return Position(start, end, "", *to_grid(latitude, longitude), error, text)
    return Position(start, end, "far", text=text)


def near_sweden(latitude: float, longitude: float) -> bool:
    """Whether that is in Sweden or around it."""
    return LATITUDES[0] < latitude < LATITUDES[1] and LONGITUDES[0] < longitude < LONGITUDES[1]


def error_of(decimals: int, parts: int = 1) -> float:
    """How far off a number of degrees may be that is rounded, in metres; `parts` 2 with minutes, 3 with seconds."""
    return float(METRES * 0.5 * 10.0**-decimals / 60.0 ** (parts - 1))
