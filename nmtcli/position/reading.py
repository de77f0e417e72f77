"""Positions in a text, as telephones send them, as maps show them, and as links to maps hold them.

Understood are degrees with decimals, with minutes, and with minutes and seconds, `geo:` links (RFC 5870), links of map
sites, and metres on the national grid SWEREF 99 TM. The order does not matter: no latitude of Sweden is a longitude.
"""

from __future__ import annotations

from nmtcli.model import Record
from nmtcli.position.sweref import to_grid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

METRES = 111_200.0  # a degree of latitude; one of longitude is half of that in Sweden
LATITUDES, LONGITUDES = (54.0, 71.0), (9.0, 27.0)  # degrees: Sweden and what lies around it
NORTHS, EASTS = (6_000_000, 7_800_000), (200_000, 960_000)  # metres: the same on the grid
OLD_EASTS = (1_100_000, 2_000_000)  # of RT 90, the grid of older maps
FAR_DECIMALS = 3  # two numbers with so many decimals each are a position even where no Swedish one is


class Position(Record):
    """A position in a text, from `start` to `end`.

    `east` and `north` are metres on the grid SWEREF 99 TM, and `error` how far off the position may be as it is
    written, in metres. `problem` is "", or why there is no point: "far" (nowhere near Sweden), "link" (a link that does
    not itself say where, or names several places), "grid" (metres on another grid, such as RT 90).
    """

    start: int
    end: int
    problem: str
    east: float = 0.0
    north: float = 0.0
    error: float = 0.0


class Half(Record):
    """A latitude or a longitude, in degrees; `axis` is "N" or "E", or "" where nothing says which."""

    degrees: float
    error: float
    axis: str
    marked: bool  # whether a sign or a letter says that these are degrees
    decimals: int


_AXES = {  # what stands beside a number -> the axis and the sign
    **dict.fromkeys(("lat", "latitude", "latitud", "n", "nord", "north", "norr"), ("N", 1)),
    **dict.fromkeys(("lon", "long", "lng", "longitude", "longitud"), ("E", 1)),
    **dict.fromkeys(("e", "ö", "o", "öst", "ost", "east"), ("E", 1)),
    **dict.fromkeys(("s", "syd", "south"), ("N", -1)),
    **dict.fromkeys(("w", "v", "väst", "west"), ("E", -1)),
}
_DEGREES = ("°", "º", "˚", "deg", "grader")
_MINUTES = ("'", "’", "′", "´", "min")
_SECONDS = ('"', "”", "″", "''", "’’", "′′", "sek", "sec")
_METRE_WORDS = ("n", "e", "x", "y", "m")
_BETWEEN = (",", ";", "/", "|")

# Numbers (two of the grid may be joined by a comma), words, pairs of apostrophes, signs. Nothing to go back over.
_LEXEMES = r"(\d{6,7}(?=[.,]\d{6,7}(?!\d))|\d+(?:[.,]\d+)?)|([^\W\d_]+)|(''|’’|′′)|(\S)"
_NUMBER = r"-?\d{1,3}\.\d{1,15}"
_GEO = rf"\bgeo:({_NUMBER}|-?\d{{1,3}}),({_NUMBER}|-?\d{{1,3}})([^\s]*)"
# In a link, the surest first: a pin, what is asked for, a place of the path, the middle of the map.
_IN_LINKS = (
    rf"!3d({_NUMBER})!4d({_NUMBER})",
    rf"[?&#;]m?lat(?:itude)?=({_NUMBER})&m?(?:lon|lng|long|longitude)=({_NUMBER})",
    rf"[=:.]({_NUMBER})[,~_+ ]{{1,3}}({_NUMBER})",
    rf"/({_NUMBER}),[+ ]?({_NUMBER})",
    rf"[@~]({_NUMBER}),({_NUMBER})",
    rf"/({_NUMBER})/({_NUMBER})",
)
_GRID_LINK = r"[?&#](?:e|x)=(\d{6})(?:\.\d+)?&(?:n|y)=(\d{7})"
# Short links of map sites, and what3words: where they point is known to their makers alone.
_SHORT = (
    r"(?:maps\.app\.goo\.gl|goo\.gl/maps|g\.co/maps|maps\.apple/p|osm\.org/go|kartor\.eniro\.se/m|w3w\.co"
    r"|what3words\.com)/|(?<![:/])///[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]"
)

_patterns: dict[str, Any] = {}  # made on first use: importing `re` takes half of an interpreter's start


def _pattern(name: str) -> Any:
    if not _patterns:
        import re

        sources = {"lexemes": _LEXEMES, "geo": _GEO, "short": _SHORT, "grid link": _GRID_LINK, "chunks": r"\S+",
                   "uncertainty": r";u=(\d{1,6}(?:\.\d+)?)", "inner": rf"[?&]q=({_NUMBER}),({_NUMBER})"}  # fmt: skip
        made: dict[str, Any] = {key: re.compile(source, re.IGNORECASE) for key, source in sources.items()}
        made["in links"] = [re.compile(source) for source in _IN_LINKS]
        _patterns.update(made)
    return _patterns[name]


def positions_in(text: str) -> list[Position]:
    """The positions of a cleaned text, in order; what is no position is left to other readers."""
    if not any(letter.isdigit() for letter in text):
        return [] if "/" not in text else list(_links(text))
    linked = list(_links(text))
    taken = [(found.start, found.end) for found in linked]
    return sorted([*linked, *_pairs(text, taken)], key=lambda found: found.start)


def as_position(latitude: str, longitude: str) -> str:
    """A text that `positions_in` reads, of two cells of a table: degrees in any form, or north and east on the grid."""
    halves = [cell.strip().replace("−", "-") for cell in (latitude, longitude)]
    plain = [half.replace(",", ".") for half in halves]
    numbers = [_number(half) for half in plain]
    if all(number is not None and abs(number) <= 180 for number in numbers):
        return "geo:" + ",".join(plain)
    return "; ".join(half for half in halves if half)


def _number(text: str) -> float | None:
    if not text.lstrip("-+").replace(".", "", 1).isdecimal() or not text.isascii():
        return None
    return float(text)


# --- Links ------------------------------------------------------------------------------------------------------------


def _links(text: str) -> list[Position]:
    found: list[Position] = []
    for chunk in _pattern("chunks").finditer(text):
        start, end = chunk.span()
        if found and start < found[-1].end:
            continue
        if geo := _pattern("geo").search(text, start, end):
            inner = _pattern("inner").search(geo[3]) if geo[1].strip("-0.") == "" else None  # Android's geo:0,0?q=...
            given = _pattern("uncertainty").search(geo[3])
            pair = (inner[1], inner[2]) if inner else (geo[1], geo[2])
            found.append(_of_degrees(geo.start(), end, *pair, float(given[1]) if given else 0.0))
        elif "/" in chunk[0] and (position := _link(text, start, end)):
            found.append(position)
    return found


def _link(text: str, start: int, end: int) -> Position | None:
    """The position of a link from `start` to `end`; beyond, where a space of the link was written as %20."""
    if on_grid := _pattern("grid link").search(text, start, end):
        return Position(start, end, "", float(on_grid[1]), float(on_grid[2]), 1.0)
    for pattern in _pattern("in links"):
        pairs = [match for match in pattern.finditer(text, start) if match.start() < end]
        if pairs:
            end = max(end, pairs[-1].end())
            if len({match.groups() for match in pairs}) > 1:  # the way from one place to another
                return Position(start, end, "link")
            found = _of_degrees(start, end, pairs[0][1], pairs[0][2])
            exact = min(len(number.partition(".")[2]) for number in pairs[0].groups()) >= FAR_DECIMALS
            return found if exact or not found.problem else None
    return Position(start, end, "link") if _pattern("short").search(text, start, end) else None


def _of_degrees(start: int, end: int, first: str, second: str, known: float = 0.0) -> Position:
    """The position of two decimal numbers; `known` is the error that the sender gives, in metres."""
    error = max(_error_of(first), _error_of(second), known)
    return _placed(start, end, float(first), float(second), error)


def _error_of(number: str) -> float:
    """How far off a number of degrees may be that is rounded to its decimals, in metres."""
    return METRES * 0.5 * 10.0 ** -len(number.partition(".")[2])


def _placed(start: int, end: int, first: float, second: float, error: float) -> Position:
    """The position of two numbers of degrees, whichever is the latitude."""
    for latitude, longitude in ((first, second), (second, first)):
        if LATITUDES[0] < latitude < LATITUDES[1] and LONGITUDES[0] < longitude < LONGITUDES[1]:
            return Position(start, end, "", *to_grid(latitude, longitude), error)
    return Position(start, end, "far")


# --- Pairs of numbers -------------------------------------------------------------------------------------------------


class Lexeme(Record):
    """A number, a word or a sign of a text."""

    text: str
    start: int
    end: int
    number: bool


def _pairs(text: str, taken: list[tuple[int, int]]) -> list[Position]:
    lexemes = [
        Lexeme(match[0].lower(), match.start(), match.end(), match[1] is not None)
        for match in _pattern("lexemes").finditer(text)
        if not any(start <= match.start() < end for start, end in taken)
    ]
    found: list[Position] = []
    at = 0
    while at < len(lexemes):
        position, after = _grid(text, lexemes, at)
        if position is None:
            position, after = _pair(text, lexemes, at)
        if position is not None:
            found.append(position)
            at = after
        else:
            at += 1
    return found


def _grid(text: str, lexemes: list[Lexeme], at: int) -> tuple[Position | None, int]:
    """Two numbers of metres, and where the next lexeme is: "6580822, 674032", "N 6580822 E 674032"."""
    numbers: list[Lexeme] = []
    start = at
    while at < len(lexemes) and len(numbers) < 2:
        lexeme = lexemes[at]
        digits = lexeme.text.partition(".")[0].partition(",")[0]
        if lexeme.number and 6 <= len(digits) <= 7 and not text[lexeme.start - 1 : lexeme.start].isdigit():
            numbers.append(lexeme)
        elif not (lexeme.text in _METRE_WORDS or (lexeme.text in (*_BETWEEN, ":", "=", ".") and at > start)):
            break
        at += 1
    if len(numbers) < 2:
        return None, at
    while at < len(lexemes) and lexemes[at].text in _METRE_WORDS and lexemes[at].start - lexemes[at - 1].end < 2:
        at += 1
    first, second = (float(number.text.replace(",", ".")) for number in numbers)
    span = (numbers[0].start, lexemes[at - 1].end)
    for north, east in ((first, second), (second, first)):
        if NORTHS[0] < north < NORTHS[1]:
            if EASTS[0] < east < EASTS[1]:
                return Position(*span, "", east, north, 1.0), at
            if OLD_EASTS[0] < east < OLD_EASTS[1] or east < EASTS[0]:
                return Position(*span, "grid"), at
    return None, at


def _pair(text: str, lexemes: list[Lexeme], at: int) -> tuple[Position | None, int]:
    """Two halves, and where the next lexeme is."""
    start = at
    first, at = _half(text, lexemes, at)
    if first is None:
        return None, at
    while at < len(lexemes) and lexemes[at].text in _BETWEEN:
        at += 1
    second, at = _half(text, lexemes, at)
    if second is None or (first.axis and first.axis == second.axis):
        return None, at
    if at < len(lexemes) and lexemes[at].start == lexemes[at - 1].end and lexemes[at].text in (".", ",", "-", "/"):
        follows = lexemes[at + 1] if at + 1 < len(lexemes) else None
        if follows and follows.number and follows.start == lexemes[at].end:
            return None, at  # "12.50,13.75,14": a list of numbers, a version, a date
    marked = first.marked and second.marked
    if not marked and min(first.decimals, second.decimals) < 2:
        return None, at
    latitude, longitude = (second, first) if first.axis == "E" or second.axis == "N" else (first, second)
    span = (lexemes[start].start, lexemes[at - 1].end)
    error = max(first.error, second.error)
    position = _placed(*span, latitude.degrees, longitude.degrees, error)
    axes = first.axis or second.axis
    if axes and not (LATITUDES[0] < latitude.degrees < LATITUDES[1]):
        position = Position(*span, "far")
    if position.problem and not marked and min(first.decimals, second.decimals) < FAR_DECIMALS:
        return None, at
    return position, at


def _half(text: str, lexemes: list[Lexeme], at: int) -> tuple[Half | None, int]:
    """A latitude or a longitude, and where the next lexeme is."""
    axis, sign, lettered = "", 1, False
    if at < len(lexemes) and lexemes[at].text in _AXES:
        axis, sign = _AXES[lexemes[at].text]
        lettered = True
        at += 1
        while at < len(lexemes) and lexemes[at].text in (":", "=", "."):
            at += 1
    if at < len(lexemes) and lexemes[at].text in ("-", "−", "+"):
        if text[lexemes[at].start - 1 : lexemes[at].start].isdigit():
            return None, at  # from one number to another
        sign *= 1 if lexemes[at].text == "+" else -1
        at += 1
    if at >= len(lexemes) or not lexemes[at].number:
        return None, at
    parts: list[str] = []
    marked = False
    for unit, signs in ((1, _DEGREES), (60, _MINUTES), (3600, _SECONDS)):
        if at >= len(lexemes) or not lexemes[at].number or (parts and lexemes[at - 1].text in _BETWEEN):
            break
        follows = lexemes[at + 1].text if at + 1 < len(lexemes) else ""
        has_sign = follows in signs
        if parts and not has_sign and not (lettered or _letter_after(lexemes, at + 1)):
            break
        if parts and not parts[-1].isdecimal():
            break  # "59.33 18.06": the number behind decimals is the next half
        parts.append(lexemes[at].text.replace(",", "."))
        marked = marked or has_sign
        at += 1 + has_sign
        if unit == 1 and not has_sign and not lettered and not _letter_after(lexemes, at, further=True):
            break
    if at < len(lexemes) and lexemes[at].text in _AXES and not lettered:
        axis, turn = _AXES[lexemes[at].text]
        sign, lettered = sign * turn, True
        at += 1
    decimals = len(parts[-1].partition(".")[2])
    values = [float(part) for part in parts]
    if any(value >= 60 for value in values[1:]) or values[0] > 180:
        return None, at
    degrees = sign * sum(value / 60**power for power, value in enumerate(values))
    error = METRES * 0.5 * 10.0**-decimals / 60.0 ** (len(parts) - 1)
    return Half(degrees, error, axis, marked or (lettered and (decimals > 0 or len(parts) > 1)), decimals), at


def _letter_after(lexemes: list[Lexeme], at: int, further: bool = False) -> bool:
    """Whether a letter of a direction stands there; with `further` behind one or two more numbers."""
    for _ in range(2 if further else 0):
        at += at < len(lexemes) and lexemes[at].number
    return at < len(lexemes) and lexemes[at].text in _AXES
