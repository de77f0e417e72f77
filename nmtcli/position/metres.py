"""Positions in metres on the national grid, SWEREF 99 TM, with or without letters: "6580822, 674032"."""

from __future__ import annotations

from nmtcli.position.lexemes import Lexeme, alone
from nmtcli.position.points import Position

NORTHS, EASTS = (6_000_000, 7_800_000), (200_000, 960_000)  # metres: Sweden and what lies around it
OLD_EASTS = (1_100_000, 2_000_000)  # of RT 90, the grid of older maps
LOCAL_EASTS = (90_000, 200_000)  # of the grids of single municipalities
ZONE, ZONES = 33, range(29, 39)  # of UTM: the one that is the same grid, and those of the north of Europe
_LABELS = ("n", "e", "x", "y", "ö", "o", "north", "nord", "öst", "ost", "east", "northing", "easting", "m", "mn", "me")
_GRID_NAMES = (
    *("sweref", "99", "tm", "sweref99", "99tm", "sweref99tm", ":", ",", "(", "koordinater", "koordinat"),
    *("utm", "zon", "zone", "33"),
)


def on_grid(text: str, lexemes: list[Lexeme], at: int) -> tuple[Position | None, int]:
    """Two numbers of metres from a lexeme on, and the lexeme behind: "6580822, 674032", "N 6580822 E 674032"."""
    first_at, labelled = at, False
    numbers: list[Lexeme] = []
    while at < len(lexemes) and len(numbers) < 2:
        lexeme = lexemes[at]
        digits = lexeme.text.replace(",", ".").partition(".")[0]
        if lexeme.number and 6 <= len(digits) <= 7 and text[lexeme.start - 1 : lexeme.start] not in ("-", "–", "_"):
            numbers.append(lexeme)
        elif lexeme.text in _LABELS:
            labelled = True
        elif at == first_at or lexeme.text not in (",", ";", ":", "=", ".", "|"):
            return None, at
        at += 1
    if len(numbers) < 2:
        return None, at
    while at < len(lexemes) and lexemes[at].text in _LABELS and lexemes[at].start - lexemes[at - 1].end < 2:
        labelled = True
        at += 1
    first, second = (float(number.text.replace(",", ".")) for number in numbers)
    zone = _zone(lexemes, first_at)
    sure = labelled
    while first_at and lexemes[first_at - 1].text in _GRID_NAMES:
        first_at -= 1
        sure = sure or lexemes[first_at].text.isalpha()
    span = (lexemes[first_at].start, lexemes[at - 1].end)
    sure = sure or alone(lexemes, first_at, at)
    for north, east in ((first, second), (second, first)):
        if not NORTHS[0] < north < NORTHS[1] or (not sure and (north, east) != (first, second)):
            continue
        if zone not in (0, ZONE):
            return Position(*span, "grid"), at
        if EASTS[0] < east < EASTS[1]:
            return Position(*span, "", east, north, 1.0), at
        if sure and (OLD_EASTS[0] < east < OLD_EASTS[1] or LOCAL_EASTS[0] < east < LOCAL_EASTS[1]):
            return Position(*span, "grid"), at
    return None, at


def _zone(lexemes: list[Lexeme], at: int) -> int:
    """The zone of UTM before two numbers of metres: "34V 333500 6580000"; 0 where none is told, -1 of a UTM without."""
    before = lexemes[max(0, at - 2) : at]
    if before and len(before[-1].text) == 1 and before[-1].text.isalpha():  # the letter of a belt
        del before[-1]
    if before and before[-1].text.isdecimal() and int(before[-1].text) in ZONES:
        return int(before[-1].text)
    return -1 if any(lexeme.text == "utm" for lexeme in lexemes[max(0, at - 4) : at]) else 0
