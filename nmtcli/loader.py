"""Read the files in data/ and check them. Every problem is reported at once, with its file and entry.

Used by the build that compiles the index, by the tests, and by a checkout that has no compiled index.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import tomli

from nmtcli.errors import DataError
from nmtcli.model import Record

Row = dict[str, str]
MAX_BYTES = 8_000_000  # no data file is near this; a larger one is a mistake, not a list

TABLES = {
    "places": ("name", "municipality", "kind", "tier", "population", "sources"),
    "other_names": ("name", "lang", "code", "place", "risk"),
    "former_names": ("name", "kind", "code", "date", "note"),
    "areas": ("name", "kind", "counties", "also_counties", "municipalities", "short"),
    "postcodes": ("code", "town", "municipality", "confidence"),
    "areacodes": ("areacode", "area", "municipalities"),
    "foreign": ("name", "country", "population"),
    "foreign_regions": ("name", "code", "country"),
    "common_words": ("word", "lang", "zipf"),
    "socialjour": (
        *("municipality_codes", "municipalities", "area", "phone", "hours_text", "source_url", "page_date"),
        *("published_by", "confidence", "note"),
    ),
}
PLACE_KINDS = {
    *("tatort", "postort", "distrikt", "stadsdel", "station", "airport", "ferry", "island", "resort", "fjall"),
    *("hamlet", "other"),
}
UNDATED = "n.d."  # in a column of dates: the page carries none
TIERS = "ABCD"  # what a place may be used for: docs/data.md


class Dataset(Record):
    """Everything in data/, checked, as plain rows; the head (date, source, licence) of each file by its name."""

    counties: list[dict[str, Any]]
    municipalities: list[dict[str, Any]]
    contacts: dict[str, Any]  # regions.toml as it stands: regions, contacts, hotline and other lines
    tables: dict[str, list[Row]]  # the TSV files, by the names in TABLES
    words: dict[str, Any]
    weights: dict[str, Any]  # weights.toml: what slips cost, what speaks for a guess
    heads: dict[str, dict[str, str]]


def data_folder() -> Path:
    """Where the data files are: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).parent / "data"
    return inside if (inside / "municipalities.toml").is_file() else Path(__file__).parent.parent / "data"


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


def check_head(raw: Mapping[str, Any], name: str, problems: list[str], today: date) -> dict[str, str]:
    """schema, date, source and licence of a file, each required."""
    for field in ("schema", "date", "source", "licence"):
        if field not in raw:
            problems.append(f'{name}:1: the head lacks "{field}"')
    if str(raw.get("schema", "1")) != "1":
        problems.append(f"{name}:1: schema {raw['schema']!r} is not known to this version (1 is)")
    try:
        dated = raw.get("date", today)
        if (dated if isinstance(dated, date) else date.fromisoformat(str(dated))) > today:
            problems.append(f"{name}:1: date {dated} lies in the future")
    except ValueError:
        problems.append(f"{name}:1: date {raw.get('date')!r} is no date (2026-11-23)")
    return {field: str(raw.get(field, "")) for field in ("schema", "date", "source", "licence")}


def read_tsv(path: Path, columns: tuple[str, ...], problems: list[str]) -> tuple[Row, list[tuple[int, Row]]]:
    """The `# key: value` head of a table and its rows with their line numbers."""
    head: Row = {}
    rows: list[tuple[int, Row]] = []
    header_seen = False
    for number, line in enumerate(read_text(path, problems).split("\n"), 1):
        if not line:
            continue
        if not header_seen and line.startswith("# "):
            field, _, value = line[2:].partition(": ")
            head.setdefault(field, value)
        elif not header_seen:
            header_seen = True
            if tuple(line.split("\t")) != columns:
                problems.append(f"{path.name}:{number}: the columns must be {', '.join(columns)}")
                return head, []
        else:
            cells = line.split("\t")
            if len(cells) != len(columns):
                problems.append(f"{path.name}:{number}: {len(cells)} cells instead of {len(columns)}")
                continue
            rows.append((number, dict(zip(columns, cells))))
    return head, rows


def _missing(entry: Mapping[str, Any], fields: Iterable[str]) -> list[str]:
    return [field for field in fields if not isinstance(entry.get(field), str) or not entry[field].strip()]


def check_places(raw: Mapping[str, Any], text: str, name: str, problems: list[str]) -> None:
    """Counties and municipalities: keys, codes, uniqueness, and that each municipality lies in its code's county."""
    line = entry_lines(text)
    counties: dict[str, str] = {}
    for table, fields, digits in (
        ("county", ("code", "letter", "name", "short_name"), 2),
        ("municipality", ("code", "name", "official_name", "county"), 4),
    ):
        codes: dict[str, int] = {}
        names: dict[str, int] = {}
        for index, entry in enumerate(raw.get(table, ())):
            where = f"{name}:{line(table, index)}: {table} {entry.get('code', '?')} {entry.get('name', '?')}"
            for field in _missing(entry, fields):
                problems.append(f'{where}: "{field}" is missing')
            code = str(entry.get("code", ""))
            if not re.fullmatch(rf"[0-9]{{{digits}}}", code):
                problems.append(f"{where}: the code must have {digits} digits")
            for seen, value in ((codes, code), (names, str(entry.get("name", "")))):
                if value in seen:
                    problems.append(f"{where}: {value!r} stands already on line {seen[value]}")
                seen[value] = line(table, index)
            if table == "county":
                counties[code] = str(entry.get("name"))
            else:
                county = str(entry.get("county", ""))
                if county not in counties:
                    problems.append(f"{where}: there is no county {county!r}")
                if code[:2] != county:
                    problems.append(f"{where}: the first two digits of the code are not its county {county!r}")


def check_rows(
    tables: Mapping[str, list[tuple[int, Row]]], codes: set[str], counties: set[str], problems: list[str]
) -> None:
    """Every code in the TSV files names a municipality or a county, and no row is there twice."""
    for table, field in (("places", "municipality"), ("postcodes", "municipality"), ("other_names", "code"),
                         ("former_names", "code")):  # fmt: skip
        seen: set[tuple[str, ...]] = set()
        for number, row in tables[table]:
            where = f"{table}.tsv:{number}: {row.get('name') or row.get('code')}"
            if row[field] not in codes and (field == "municipality" or row[field] not in counties):
                problems.append(f"{where}: there is no municipality or county {row[field]!r}")
            unique = (row["code"],) if table == "postcodes" else (row["name"], row[field], row.get("place", ""))
            if unique in seen:
                problems.append(f"{where}: stands there twice")
            seen.add(unique)
    for number, row in tables["places"]:
        where = f"places.tsv:{number}: {row['name']}"
        if row["kind"] not in PLACE_KINDS:
            problems.append(f"{where}: there is no kind {row['kind']!r} ({', '.join(sorted(PLACE_KINDS))} are)")
        if row["tier"] not in TIERS:
            problems.append(f"{where}: there is no tier {row['tier']!r} ({', '.join(TIERS)} are)")
        if not re.fullmatch(r"(?:[1-9][0-9]*)?", row["population"], re.ASCII):
            problems.append(f"{where}: {row['population']!r} is no number of people")
        if not row["sources"]:
            problems.append(f"{where}: no source is named")
    for table, fields in (
        ("areas", {"counties": counties, "also_counties": counties, "municipalities": codes}),
        ("areacodes", {"municipalities": codes}),
    ):
        for number, row in tables[table]:
            where = f"{table}.tsv:{number}: {row.get('name') or row['areacode']}"
            for field, known in fields.items():
                problems += [
                    f"{where}: {code!r} is not known" for code in row[field].split(",") if code not in {"", *known}
                ]
    shorts: dict[str, int] = {}
    for number, row in tables["areas"]:
        for short in filter(None, row["short"].casefold().split("|")):
            if short in shorts:
                problems.append(f"areas.tsv:{number}: the short form {short!r} stands already on line {shorts[short]}")
            shorts[short] = number
    areacodes: dict[str, int] = {}
    for number, row in tables["areacodes"]:
        code = row["areacode"]
        if not re.fullmatch(r"0[1-9][0-9]{0,2}", code, re.ASCII) or not row["municipalities"]:
            problems.append(f"areacodes.tsv:{number}: {code!r} is no Swedish area code, or has no municipality")
        # An area code is never the beginning of another: else nobody could tell where the number begins.
        for length in range(2, len(code) + 1):
            if code[:length] in areacodes:
                problems.append(
                    f"areacodes.tsv:{number}: {code[:length]} stands already on line {areacodes[code[:length]]}"
                )
        areacodes[code] = number
    words = set()
    for number, row in tables["common_words"]:
        where = f"common_words.tsv:{number}: {row['word']}"
        if row["word"] != row["word"].lower() or not re.fullmatch("[a-z]{2}", row["lang"]):
            problems.append(f"{where}: a word in lower case and a language of two letters are needed")
        if not re.fullmatch(r"[0-8]\.[0-9]{2}", row["zipf"], re.ASCII):
            problems.append(f"{where}: {row['zipf']!r} is no frequency (0.00 to 8.99)")
        if (entry := (row["word"], row["lang"])) in words:
            problems.append(f"{where}: stands there twice")
        words.add(entry)
    for table in ("foreign", "foreign_regions"):
        seen = set()
        for number, row in tables[table]:
            if not re.fullmatch("[A-Z]{2}", row["country"]) or row["country"] == "SE":
                problems.append(
                    f"{table}.tsv:{number}: {row['name']}: {row['country']!r} is no country code of another land"
                )
            unique = (row["name"], row["country"], row.get("code", ""))
            if unique in seen:
                problems.append(f"{table}.tsv:{number}: {row['name']}: stands there twice")
            seen.add(unique)


def load_dataset(folder: Path | None = None, today: date | None = None) -> Dataset:
    """Read and check every file in data/.

    Args:
        folder: the folder; by default the one that belongs to the program.
        today: the date after which a date counts as lying in the future.

    Raises:
        DataError: with every problem found.
    """
    from nmtcli.contacts.check import check_contacts
    from nmtcli.contacts.socialjour import check_table

    folder = folder or data_folder()
    today = today or date.today()
    problems: list[str] = []
    heads: dict[str, dict[str, str]] = {}
    parsed: dict[str, dict[str, Any]] = {}
    texts: dict[str, str] = {}
    for stem in ("municipalities", "regions", "words", "weights"):
        name = f"{stem}.toml"
        texts[stem] = read_text(folder / name, problems)
        parsed[stem] = parse_toml(texts[stem], name, problems)
        if texts[stem] and parsed[stem]:
            heads[name] = check_head(parsed[stem], name, problems, today)
    tables: dict[str, list[tuple[int, Row]]] = {}
    for stem, columns in TABLES.items():
        head, tables[stem] = read_tsv(folder / f"{stem}.tsv", columns, problems)
        heads[f"{stem}.tsv"] = check_head(head, f"{stem}.tsv", problems, today)
    places = parsed["municipalities"]
    check_places(places, texts["municipalities"], "municipalities.toml", problems)
    counties = {str(c.get("code")) for c in places.get("county", ())}
    codes = {str(m.get("code")) for m in places.get("municipality", ())}
    check_rows(tables, codes, counties, problems)
    problems += check_table(tables["socialjour"], codes, today)
    problems += check_contacts(parsed["regions"], texts["regions"], "regions.toml", counties, today)
    if problems:
        raise DataError(problems)
    return Dataset(
        places["county"],
        places["municipality"],
        parsed["regions"],
        {stem: [row for _, row in rows] for stem, rows in tables.items()},
        parsed["words"],
        parsed["weights"],
        heads,
    )
