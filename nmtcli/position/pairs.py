"""The positions among the numbers of a text, in degrees or in metres."""

from __future__ import annotations

from nmtcli.position.degrees import positions_of, run_of
from nmtcli.position.lexemes import lexemes_of
from nmtcli.position.metres import on_grid
from nmtcli.position.points import Position

TRIES = 4  # lexemes that may stand before a position and look like a part of it


def pairs_in(text: str) -> list[Position]:
    """The positions among the numbers of a text, in order."""
    lexemes = lexemes_of(text)
    found: list[Position] = []
    at = 0
    while at < len(lexemes):
        of_metres, after = on_grid(text, lexemes, at)
        if of_metres:
            found.append(of_metres)
            at = after
            continue
        run = run_of(text, lexemes, at)
        here = positions_of(text, lexemes, run)
        for later in range(at + 1, min(at + TRIES, run[-1].after if here else 0)):  # "Storgatan 12 59.3293 N 18.0686 E"
            if here[0].problem != "far":
                break
            run_there = run_of(text, lexemes, later)
            there = positions_of(text, lexemes, run_there)
            if there and not there[0].problem:
                run, here = run_there, there
        found += here
        at = run[-1].after if run else at + 1
    return found
