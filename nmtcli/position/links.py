"""Positions in links: `geo:` (RFC 5870, and as Android writes it) and the links of map sites, as pasted.

A pin is a position; the middle of a map is as rough as the map is wide; the way from one place to another is none.
"""

from __future__ import annotations

from nmtcli.position.degrees import SURE
from nmtcli.position.pairs import pairs_in
from nmtcli.position.points import Position, error_of, placed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match
    from typing import Any

WORLD = 40_000_000.0  # metres: as wide as a map is at zoom 0
TOGETHER = 500.0  # metres within which two positions of a link are one
_NUMBER = r"-?\d{1,3}\.\d{1,15}"
_ROUND = r"-?\d{1,3}(?:\.\d{1,15})?"
_SOURCES = {
    "chunks": r"\S+",
    "geo": r"\bgeo:(?:(" + _ROUND + r"),(" + _ROUND + r")(?![\d.])(\S*)|(?=\S))",
    "inner": rf"[?&]q=({_NUMBER}),({_NUMBER})",
    "grid": r"[?&#](?:e|x)=(\d{6})(?:\.\d+)?&(?:n|y)=(\d{7})",
    # The site, or the first step on it, is one of maps: "kartor.eniro.se", "google.com/maps"; not "malmo.se/kartor".
    "maps": (
        r"(?:^|//)(?:[^/]*(?:\bmaps?\b|mapy|streetmap|osm\.|kart|waze|hitta\.se|here\.com|goo\.gl)|[^/]+/maps?\b)"
    ),
    "way": r"/dir/|/directions\?(?!to=ll)|[?&](?:saddr|route|to|origin)=(?!ll\.)",
    "zoom": r"[,&?/](?:z|zoom|lvl)=(\d{1,2})|,(\d{1,2}(?:\.\d+)?)z\b|map=(\d{1,2})/|#(\d{1,2})/",
    "wide": r",(\d{1,7})m\b",
    "words": r"/(?:place|search)/([^/@?&]{1,200})|[?&](?:q|query|where1)=([^&,@]{1,200})(?=&|$|,)",
    # Where these point is known to their makers alone: short links, what3words.
    "short": (
        r"(?:maps\.app\.goo\.gl|goo\.gl/maps|g\.co/maps|maps\.apple/p|osm\.org/go|eniro\.se/m|w3w\.co|what3words\.com"
        r"|plus\.codes)/|(?<![:/])///[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]"
    ),
}
# Plus codes, and squares of the MGRS.
_CODES = (
    r"(?<![\w+])[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)"
    r"|(?<!\w)\d{2}[C-HJ-NP-X][A-HJ-NP-Z]{2}\s?\d{3,5}\s?\d{3,5}(?!\w)"
)
# In a link, the surest first. The middle of a map, the last two, is as sure as the map is narrow.
_PINS = (
    rf"!3d({_NUMBER})!4d({_NUMBER})",
    rf"[?&#;]m?lat(?:itude)?=({_NUMBER})&m?(?:lon|lng|long|longitude)=({_NUMBER})",
    rf"[?&](?:x|lon|lng)=({_NUMBER})&(?:y|lat)=({_NUMBER})",
    rf"(?<!spn)(?<!sll)[=:.]({_NUMBER})\\?[,~_+ ]{{1,3}}({_NUMBER})",
    rf"/({_NUMBER}),[+ ]?({_NUMBER})",
)
_MIDDLES = (rf"[@~]({_NUMBER}),({_NUMBER})", rf"/({_NUMBER})/({_NUMBER})")
_OF_THE_MIDDLE = r"[?&](?:c|cp|center|centre|sll)="  # parameters that are the middle, too

_patterns: dict[str, Any] = {}  # made on first use: importing `re` takes half of an interpreter's start


def _pattern(name: str) -> Any:
    if not _patterns:
        import re

        made: dict[str, Any] = {key: re.compile(source, re.IGNORECASE) for key, source in _SOURCES.items()}
        made["codes"] = re.compile(_CODES)  # in capitals only
        made["pins"] = [re.compile(source, re.IGNORECASE) for source in _PINS]
        made["middles"] = [re.compile(source, re.IGNORECASE) for source in _MIDDLES]
        made["of the middle"] = re.compile(_OF_THE_MIDDLE, re.IGNORECASE)
        _patterns.update(made)
    return _patterns[name]


def links_in(text: str) -> list[Position]:
    """The positions of the links and codes in a text, in order."""
    found: list[Position] = []
    for chunk in _pattern("chunks").finditer(text):
        start, end = chunk.span()
        if found and start < found[-1].end:
            continue
        geo = "geo:" in chunk[0].lower()
        position = _geo(text, start, end) if geo else _link(text, start, end) if "/" in chunk[0] else None
        if position:
            found.append(position)
    codes = [Position(code.start(), code.end(), "link") for code in _pattern("codes").finditer(text)]
    return sorted([*found, *(code for code in codes if not any(one.start <= code.start < one.end for one in found))],
                  key=lambda position: position.start)  # fmt: skip


def _geo(text: str, start: int, end: int) -> Position | None:
    """A `geo:` link. What it holds is meant as a position: where it is none, that is said."""
    geo = _pattern("geo").search(text, start, end)
    if not geo:
        return None
    plain = geo[1] is not None and max(abs(float(geo[1])), abs(float(geo[2]))) <= 180  # degrees with decimals
    if not plain:
        inside = geo.end() if geo[1] is None else geo.start(1)
        pairs = pairs_in(text[inside:])
        if len(pairs) == 1:
            one = pairs[0]
            return Position(geo.start(), len(text), one.problem, one.east, one.north, one.error)
        return Position(geo.start(), len(text), "unread")
    if not geo[1].strip("-0.") and not geo[2].strip("-0."):  # Android's geo:0,0?q=...
        inner = _pattern("inner").search(geo[3])
        return placed(geo.start(), end, float(inner[1]), float(inner[2]), _error(inner)) if inner else None
    return placed(geo.start(), end, float(geo[1]), float(geo[2]), _error(geo))


def _error(pair: Match[str]) -> float:
    return max(error_of(len(number.partition(".")[2])) for number in (pair[1], pair[2]))


def _link(text: str, start: int, end: int) -> Position | None:
    """The position of a link from `start` to `end`; beyond, where a space of the link was written as %20."""
    link = text[start:end]
    of_maps = _pattern("maps").search(link) is not None
    if _pattern("short").search(text, start, end):
        return Position(start, end, "link")
    if on_grid := _pattern("grid").search(link):
        return Position(start, end, "", float(on_grid[1]), float(on_grid[2]), 1.0)
    if of_maps and _pattern("way").search(link):
        return Position(start, end, "link")
    words = _words(link)
    if of_maps and ("°" in link or words[:1] in ("N", "S")):
        spelled = [pair for pair in pairs_in(link.replace("+", " ")) if not pair.problem]
        if len(spelled) == 1:
            one = spelled[0]
            return Position(start, end, "", one.east, one.north, one.error)
    for sure, patterns in ((True, _pattern("pins")), (False, _pattern("middles"))):
        for pattern in patterns:
            pairs = [match for match in pattern.finditer(text, start) if match.start() < end]
            fewest = min((len(number.partition(".")[2]) for pair in pairs for number in pair.groups()), default=0)
            if not pairs or (fewest < SURE and not of_maps):
                continue
            end = max(end, pairs[-1].end())
            middle = not sure or _pattern("of the middle").search(text, start, pairs[0].start() + 1) is not None
            return _of_pairs(start, end, pairs, _rough(link) if middle else 0.0, words)
    return Position(start, end, "link") if of_maps and "://" in link and not words else None


def _words(link: str) -> str:
    """The name that a link asks for: "/place/Lund/", "?q=Lund"; "" where it is a position itself."""
    named = _pattern("words").search(link)
    words = (named[1] or named[2] or "").replace("+", " ").strip() if named else ""
    return "" if words[:1].isdigit() or words.startswith(("-", "loc:")) else words


def _rough(link: str) -> float:
    """How far from the middle of a map what is meant may be: half of what is seen of it, in metres."""
    if wide := _pattern("wide").search(link):
        return float(wide[1])
    zoom = _pattern("zoom").search(link)
    return WORLD / 2.0 ** float(next(filter(None, zoom.groups()))) if zoom else 0.0


def _of_pairs(start: int, end: int, pairs: list[Match[str]], rough: float, words: str) -> Position:
    """The position that the pairs of a link agree on, or that they do not."""
    found = [placed(start, end, float(pair[1]), float(pair[2]), max(_error(pair), rough), words) for pair in pairs]
    first = found[0]
    if any(abs(one.east - first.east) > TOGETHER or abs(one.north - first.north) > TOGETHER for one in found[1:]):
        return Position(start, end, "link")
    return first
