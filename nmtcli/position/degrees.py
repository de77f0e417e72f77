"""Positions in degrees: with decimals, with minutes, with minutes and seconds, with and without letters and signs.

A number alone says little, and prices, times and versions come in pairs too. So two bare numbers are a position only
with three decimals or more, or where nothing else is said; a sign or a letter (59°19' N) says by itself what it is.
Where more than two numbers stand side by side, it must be clear which two are meant.
"""

from __future__ import annotations

from nmtcli.model import Record, replaced
from nmtcli.position.lexemes import Lexeme, alone
from nmtcli.position.points import Position, error_of, near_sweden, placed

SURE, FAR = 3, 4  # decimals from which two bare numbers are a position in Sweden; one anywhere
HEIGHT = 4  # digits of a height at most: a postal code may follow a position, too

_AXES = {  # what stands beside a number -> the axis and the sign
    **dict.fromkeys(("lat", "latitude", "latitud", "latituden", "breddgrad", "bredd"), ("N", 1)),
    **dict.fromkeys(("n", "nord", "north", "norr", "nordlig", "northing"), ("N", 1)),
    **dict.fromkeys(("lon", "long", "lng", "longitude", "longitud", "longituden", "längdgrad", "längd"), ("E", 1)),
    **dict.fromkeys(("e", "ö", "o", "öst", "ost", "east", "öster", "östlig", "easting"), ("E", 1)),
    **dict.fromkeys(("s", "syd", "south", "söder", "sydlig"), ("N", -1)),
    **dict.fromkeys(("w", "v", "väst", "west", "väster", "västlig"), ("E", -1)),
}
_UNITS = (
    ("°", "º", "˚", "deg", "degrees", "gr", "grad", "grader"),
    ("'", "’", "′", "´", "min", "minuter", "minutes"),
    ('"', "”", "″", "''", "’’", "′′", "s", "sek", "sekunder", "sec", "seconds"),
)
_JUNK = (":", "=", ".", '"')  # between a word and its number
_BETWEEN = (",", ";", "/", "|", '"', "}", "&", "\\", "och", "and")
_MONEY = ("kr", "kronor", "sek", "€", "$", "euro", "eur", "dkk", "nok", "%", "procent")


class Half(Record):
    """A latitude or a longitude in degrees, from the lexeme `first` to before `after`.

    `axis` is "N" or "E", or "" where nothing says which; `marked`: a sign or a letter says that these are degrees.
    """

    first: int
    after: int
    degrees: float
    error: float
    axis: str
    marked: bool
    decimals: int
    round: bool  # its decimals are noughts, as of 15.000 kronor


def run_of(text: str, lexemes: list[Lexeme], at: int) -> list[Half]:
    """The halves that follow each other from a lexeme on."""
    run: list[Half] = []
    while (half := _half(text, lexemes, at, not run)) is not None:
        run.append(half)
        at = half.after
        while at < len(lexemes) and (lexemes[at].text in _BETWEEN or _is_dash(text, lexemes[at])):
            at += 1
    return run


def _is_dash(text: str, lexeme: Lexeme) -> bool:
    """Whether a hyphen or dash stands between two things, not before a number: with a space behind it."""
    return lexeme.text in ("-", "–", "—", "−") and text[lexeme.end : lexeme.end + 1] == " "


def _half(text: str, lexemes: list[Lexeme], at: int, begins: bool) -> Half | None:
    """The latitude or longitude that begins with a lexeme; `begins`: no other half stands before it."""
    first, size = at, len(lexemes)
    axis, sign = "", 1
    if begins and at and (lexemes[at - 1].number or lexemes[at - 1].text in _UNITS[0]) and lexemes[at].text in _AXES:
        return None  # of a heading: "273° V 59°19'45\" N"
    while at < size and lexemes[at].text in _AXES:
        its, turn = _AXES[lexemes[at].text]
        if axis and its != axis:
            return None
        axis, sign = its, sign * turn
        at += 1
        while at < size and lexemes[at].text in _JUNK:
            at += 1
    if at < size and lexemes[at].text in ("-", "−", "+"):
        before = text[lexemes[at].start - 1 : lexemes[at].start]
        if before.isdigit() or _is_dash(text, lexemes[at]):
            return None  # from one number to another
        sign *= 1 if lexemes[at].text == "+" else -1
        at += 1
    parts: list[str] = []
    signed = colon = False
    while at < size and lexemes[at].number and len(parts) < len(_UNITS):
        follows = lexemes[at + 1].text if at + 1 < size else ""
        if parts and (follows in _UNITS[0] or (colon and lexemes[at - 1].text != ":")):
            break  # the degrees of the next half, or what follows a time
        unit = _UNITS[len(parts)]
        parts.append(lexemes[at].text.replace(",", "."))
        at += 1
        if follows in unit:
            signed = True
            at += 1
        elif follows == ":" and at + 1 < size and lexemes[at + 1].number:
            colon = True
            at += 1
        elif "." in parts[-1]:
            break
    if not parts:
        return None
    lettered = bool(axis)
    while at < size and lexemes[at].text in _AXES and axis in ("", _AXES[lexemes[at].text][0]):
        axis, turn = _AXES[lexemes[at].text]
        sign, lettered = sign * turn, True
        at += 1
    decimals = len(parts[-1].partition(".")[2])
    values = [float(part) for part in parts]
    if any("." in part for part in parts[:-1]) or any(value >= 60 for value in values[1:]) or values[0] > 180:
        return None
    marked = signed or (lettered and (decimals > 0 or len(parts) > 1))
    if not marked and not (decimals and len(parts) == 1):
        return None
    degrees = sign * sum(value / 60**power for power, value in enumerate(values))
    error = error_of(decimals, len(parts))
    noughts = parts[-1].partition(".")[2].endswith("00") and decimals == SURE
    return Half(first, at, degrees, error, axis, marked, decimals, noughts)


def positions_of(text: str, lexemes: list[Lexeme], run: list[Half]) -> list[Position]:
    """The positions of halves that follow each other: which two belong together must be clear."""
    found = [_position(text, lexemes, run, at) for at in range(len(run) - 1)]
    near = [position for position in found if position and not position.problem]
    if not near:
        return [position for position in found if position][:1]
    if len(near) > 1 and len(run) % 2 == 0 and all(position in near for position in found[::2]):
        return [position for position in found[::2] if position]
    if len(near) > 1:
        tuple_of_map = len(run) == 3 and " " not in text[near[0].start : near[-1].end]  # longitude,latitude,height
        if not tuple_of_map:
            return [Position(near[0].start, near[-1].end, "unread")]
    position = near[0]
    end = lexemes[run[-1].after - 1].end if len(run) == 3 else _with_height(lexemes, run[-1].after, position.end)
    return [replaced(position, end=end)]


def _with_height(lexemes: list[Lexeme], at: int, end: int) -> int:
    """Where a position ends behind which a height or a map's zoom stands: "59.3293,18.0686,15z"."""
    third = lexemes[at : at + 3]
    if len(third) < 2 or third[0].text != "," or not third[1].number or len(third[1].text) > HEIGHT:
        return end
    unit = len(third) == 3 and third[2].text in ("z", "m", "meter", "möh")
    return third[-1].end if unit else third[1].end if len(third) == 2 or not third[2].text.isalnum() else end


def _position(text: str, lexemes: list[Lexeme], run: list[Half], at: int) -> Position | None:
    """What two halves of a run are."""
    first, second = run[at], run[at + 1]
    if first.axis and first.axis == second.axis:
        return None
    start, after = first.first, second.after
    span = (lexemes[start].start, lexemes[after - 1].end)
    turned = first.axis == "E" or second.axis == "N"
    latitude, longitude = (second, first) if turned else (first, second)
    marked = first.marked and second.marked
    error = max(first.error, second.error)
    if not marked:
        if (first.round and second.round) or (after < len(lexemes) and lexemes[after].text in _MONEY):
            return None
        fewest = min(first.decimals, second.decimals)
        if len(run) > 2 and (fewest < SURE or (first.decimals != second.decimals and fewest < FAR)):
            return None
        if fewest < SURE and not (
            alone(lexemes, start, after)
            and "/" not in text[slice(*span)]
            and near_sweden(latitude.degrees, longitude.degrees)
        ):
            return None
    either_way = not first.axis and not second.axis
    if either_way or near_sweden(latitude.degrees, longitude.degrees):
        position = placed(*span, latitude.degrees, longitude.degrees, error)
    else:
        position = Position(*span, "far")
    if position.problem and not marked and min(first.decimals, second.decimals) < FAR:
        return None
    return position
