"""The numbers, words and signs of a text in which a position may stand."""

from __future__ import annotations

from nmtcli.model import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Pattern

# Words that may stand beside a pair of numbers and say nothing else than that it is a position.
FILLERS = (
    *(
        "position",
        "positionen",
        "pos",
        "koordinat",
        "koordinater",
        "koordinaterna",
        "coordinates",
        "gps",
        "wgs",
        "wgs84",
    ),
    *("84", "plats", "location", "latlon", "latlng", "karta", "map"),
)
# Numbers (two of the grid may be joined by a comma), words, pairs of apostrophes, signs. Nothing to go back over.
_LEXEMES = r"(\d{6,7}(?=[.,]\d{6,7}(?!\d))|\d+(?:[.,]\d+)?)|([^\W\d_]+)|(''|’’|′′)|(\S)"

_pattern: list[Pattern[str]] = []  # made on first use: importing `re` takes half of an interpreter's start


class Lexeme(Record):
    """A number, a word or a sign of a text, in lower case."""

    text: str
    start: int
    end: int
    number: bool


def lexemes_of(text: str) -> list[Lexeme]:
    """The numbers, words and signs of a text."""
    if not any(letter.isdigit() for letter in text):
        return []
    if not _pattern:
        import re

        _pattern.append(re.compile(_LEXEMES))
    return [Lexeme(m[0].lower(), m.start(), m.end(), bool(m[1])) for m in _pattern[0].finditer(text)]


def alone(lexemes: list[Lexeme], start: int, after: int) -> bool:
    """Whether nothing else is said than what stands from one lexeme to before another."""
    rest = lexemes[:start] + lexemes[after:]
    return all(lexeme.text in FILLERS or not (lexeme.number or lexeme.text.isalpha()) for lexeme in rest)
