"""Read TOML and TSV files of data/ as they stand, with the lines of their entries. Their sense: `verify`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomli

Row = dict[str, str]
MAX_BYTES = 8_000_000  # no data file is near this; a larger one is a mistake, not a list

TABLES = {
    "places": ("name", "municipality", "kind", "tier", "population", "lat", "lon", "sources"),
    "outlines": ("area", "other", "points"),
    "other_names": ("name", "lang", "code", "place", "risk"),
    "former_names": ("name", "kind", "code", "date", "note"),
    "areas": ("name", "kind", "counties", "also_counties", "municipalities", "short"),
    "postcodes": ("code", "town", "municipality", "confidence"),
    "areacodes": ("areacode", "area", "municipalities"),
    "foreign": ("name", "country", "population"),
    "foreign_regions": ("name", "code", "country"),
    "common_words": ("word", "lang", "zipf"),
    "holidays": ("date", "name", "kind", "name_en"),
    "socialjour": (
        *("municipality_codes", "municipalities", "area", "phone", "hours_text", "source_url", "page_date"),
        *("published_by", "confidence", "note"),
    ),
}
UNDATED = "n.d."  # in a column of dates: the page carries none


def data_folder() -> Path:
    """Where the data files are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "data"
    return inside if (inside / "municipalities.toml").is_file() else package.parent / "data"


def read_text(path: Path, problems: list[str]) -> str:
    """The file's text, or "" with the reason added to `problems`."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.append(f"{path.name}: cannot be read: {error.strerror or error}")
        return ""
    if len(raw) > MAX_BYTES:
        problems.append(f"{path.name}: {len(raw)} bytes is too large (at most {MAX_BYTES})")
        return ""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(f"{path.name}:{line}: not UTF-8 text; save the file as UTF-8")
        return ""


def parse_toml(text: str, name: str, problems: list[str]) -> dict[str, Any]:
    """The parsed text, or {} with the reason added to `problems`."""
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        problems.append(f"{name}: not valid TOML: {error}")
    except RecursionError:
        problems.append(f"{name}: nested too deeply")
    return {}


def entry_lines(text: str) -> Callable[[str, int], int]:
    """A function (table, index) -> the line on which the index-th `[[table]]` (or `[table]`) of the text begins."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if match := re.match(r"\s*\[\[?\s*([A-Za-z0-9_-]+)\s*\]", line):
            found.setdefault(match[1], []).append(number)
    return lambda table, index: (found.get(table) or [1])[min(index, len(found.get(table, [1])) - 1)]


def read_tsv(text: str, name: str, columns: tuple[str, ...], problems: list[str]) -> tuple[Row, list[tuple[int, Row]]]:
    """The `# key: value` head of a table and its rows with their line numbers."""
    head: Row = {}
    rows: list[tuple[int, Row]] = []
    header_seen = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line:
            continue
        if not header_seen and line.startswith("# "):
            field, _, value = line[2:].partition(": ")
            head.setdefault(field, value)
        elif not header_seen:
            header_seen = True
            if tuple(line.split("\t")) != columns:
                problems.append(f"{name}:{number}: the columns must be {', '.join(columns)}")
                return head, []
        else:
            cells = line.split("\t")
            if len(cells) != len(columns):
                problems.append(f"{name}:{number}: {len(cells)} cells instead of {len(columns)}")
                continue
            rows.append((number, dict(zip(columns, cells))))
    return head, rows
