"""Positions in a text, as telephones send them, as maps show them, and as links to maps hold them."""

from __future__ import annotations

from nmtcli.model import replaced
from nmtcli.position.links import links_in
from nmtcli.position.pairs import pairs_in
from nmtcli.position.points import Position

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Pattern

NEARBY = 24  # letters between a position and how exact it is said to be
_ACCURACY = (
    r"(?:±|\+/-|\+-|noggrannhet|osäkerhet|felmarginal|accuracy|precision|radie|radius|;u=)\D{0,12}"
    r"(\d{1,6}(?:[.,]\d+)?)\s?(km|m|meter|kilometer)?(?![^\W_])"
)
_accuracy: list[Pattern[str]] = []  # made on first use: importing `re` takes half of an interpreter's start


def positions_in(text: str) -> list[Position]:
    """The positions of a cleaned text, in order; what is no position is left to other readers."""
    linked = links_in(text)
    exactness = list(_accuracies(text)) if any(sign.isdigit() for sign in text) else []
    bare = text
    for start, end in [*((one.start, one.end) for one in linked), *((start, end) for start, end, _ in exactness)]:
        bare = bare[:start] + "#" * (end - start) + bare[end:]  # what stands there is no number of the text
    found = sorted([*linked, *pairs_in(bare)], key=lambda position: position.start)
    return [_as_exact(position, exactness) for position in found]


def _accuracies(text: str) -> Iterator[tuple[int, int, float]]:
    """Where a text says how exact a position is, and in metres: "± 35 m"."""
    if not _accuracy:
        import re

        _accuracy.append(re.compile(_ACCURACY, re.IGNORECASE))
    for said in _accuracy[0].finditer(text):
        metres = float(said[1].replace(",", ".")) * (1000 if (said[2] or "m").lower().startswith("k") else 1)
        yield said.start(), said.end(), metres


def _as_exact(position: Position, exactness: list[tuple[int, int, float]]) -> Position:
    """A position, as exact as is said behind it, or in its link (";u=35": RFC 5870)."""
    for start, end, metres in exactness:
        if position.start <= start <= position.end + NEARBY:
            return replaced(position, end=max(position.end, end), error=max(position.error, metres))
    return position


def as_position(latitude: str, longitude: str) -> str:
    """Two cells of a table as a text that is a position or nothing: degrees in any form, or metres on the grid."""
    cells = [_tidy(cell) for cell in (latitude, longitude)]
    return "geo:" + ",".join(cells) if any(cells) else ""


def _tidy(cell: str) -> str:
    """A cell without what spreadsheets put around a number, with a decimal point."""
    cell = cell.strip(" \t'\"").replace("−", "-")
    plain = cell.replace("\u00a0", "").replace(" ", "")
    if plain.lstrip("+-").replace(".", "").replace(",", "").isdecimal() and plain.isascii():
        parts = cell.split()
        if len(parts) in (2, 3) and parts[0].isdecimal() and len(parts[0]) < 3 and len(plain) < 7:  # 59 19 45
            return "".join(part + sign for part, sign in zip(parts, "°'\""))
        return plain.replace(",", ".")
    if "e" in plain.lower():  # 5.93293E+01
        try:
            return f"{float(plain.replace(',', '.')):.10f}".rstrip("0")
        except ValueError:
            pass
    return cell
