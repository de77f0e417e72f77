"""Check the files in data/: their form, their codes, that nothing stands twice, and what belongs together.

The one checker of the shipped data: the build, the tests, a checkout and tools/check_data.py all come here. An
organisation's own list is checked by `contacts.check`, whose rules for contacts hold for the shipped ones too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from nmtcli.contacts.shipped import check_contacts
from nmtcli.contacts.socialjour import check_table
from nmtcli.gazetteer.read import Row, entry_lines

Table = list[tuple[int, Row]]  # rows with the lines on which they stand
Lines = Callable[[str, int], int]  # (table, index of an entry) -> the line on which it begins

PLACE_KINDS = {
    *("tatort", "postort", "distrikt", "stadsdel", "station", "airport", "ferry", "island", "resort", "fjall"),
    *("hamlet", "other"),
}
TIERS = "ABCD"  # what a place may be used for: docs/data.md
# SCB, 2026-11-23: how many municipalities each county has. Changes only when the country's division does.
PER_COUNTY = {
    **{"01": 26, "03": 8, "04": 9, "05": 13, "06": 13, "07": 8, "08": 12, "09": 1, "10": 5, "12": 33, "13": 6},
    **{"14": 49, "17": 16, "18": 12, "19": 10, "20": 15, "21": 10, "22": 7, "23": 8, "24": 15, "25": 14},
}
# The days of each year on which offices are closed, by kind; beside them Saturdays and Sundays.
HOLIDAYS = {
    "holiday": {
        *("nyårsdagen", "trettondedag jul", "långfredagen", "påskdagen", "annandag påsk", "första maj"),
        *("Kristi himmelsfärdsdag", "pingstdagen", "nationaldagen", "midsommardagen", "alla helgons dag"),
        *("juldagen", "annandag jul"),
    },
    "eve": {"midsommarafton", "julafton", "nyårsafton"},
}
NEIGHBOURS = ("AX", "DK", "FI", "NO")  # whose land is drawn, to tell it from the sea off Sweden
# The columns of codes in each table, and whether a county's two digits will do.
CODES = {
    "places": {"municipality": False},
    "postcodes": {"municipality": False},
    "other_names": {"code": True},
    "former_names": {"code": True},
    "areacodes": {"municipalities": False},
    "areas": {"counties": True, "also_counties": True, "municipalities": False},
}
# The columns of which no two rows have the same values; in any other table its first.
KEYS = {
    "places": ("name", "municipality"),
    "outlines": ("area", "other", "points"),
    "postcodes": ("code",),
    "other_names": ("name", "code", "place"),
    "former_names": ("name", "code"),
    "foreign": ("name", "country"),
    "foreign_regions": ("name", "code", "country"),
    "common_words": ("word", "lang"),
}


def check_form(name: str, text: str) -> Iterator[str]:
    """How a file is written: lines that end with LF, one at the end, in normal form C, no blanks behind a line."""
    lines = text.split("\n")
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        yield f"{name}:{len(lines)}: must end with exactly one newline"
    for number, line in enumerate(lines, 1):
        if "\r" in line:
            yield f"{name}:{number}: carriage return: lines end with LF alone"
        if not unicodedata.is_normalized("NFC", line):
            yield f"{name}:{number}: not in Unicode normal form C"
        if name.endswith(".toml") and line != line.rstrip():
            yield f"{name}:{number}: blank behind the line"


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
        problems.append(f"{name}:1: date {raw.get('date')!r} is not a date (2026-11-23)")
    return {field: str(raw.get(field, "")) for field in ("schema", "date", "source", "licence")}


def _missing(entry: Mapping[str, Any], fields: Iterable[str]) -> list[str]:
    return [field for field in fields if not isinstance(entry.get(field), str) or not entry[field].strip()]


def check_all(
    parsed: Mapping[str, Mapping[str, Any]], texts: Mapping[str, str], tables: Mapping[str, Table], today: date
) -> list[str]:
    """Every problem of all files together, given by the stems of their names.

    Args:
        parsed: the TOML files.
        texts: the same as they are written, for line numbers.
        tables: the TSV files' rows with their lines.
        today: the date after which a date lies in the future.
    """
    problems: list[str] = []
    places = parsed["municipalities"]
    check_places(places, texts["municipalities"], "municipalities.toml", problems)
    counties = {str(c.get("code")) for c in places.get("county", ())}
    towns = {str(m.get("code")) for m in places.get("municipality", ())}
    for stem, table in tables.items():
        problems += check_table_form(stem, table)
    problems += check_codes(tables, towns, counties)
    problems += check_values(tables)
    problems += check_table(tables["socialjour"], towns, today)
    problems += check_contacts(parsed["regions"], texts["regions"], "regions.toml", counties, today)
    problems += check_languages("regions.toml", parsed["regions"], entry_lines(texts["regions"]))
    problems += check_words("words.toml", parsed["words"], texts["words"])
    return problems


def check_places(raw: Mapping[str, Any], text: str, name: str, problems: list[str]) -> None:
    """Counties and municipalities: keys, codes, uniqueness, and that each municipality lies in its code's county."""
    line = entry_lines(text)
    counties: dict[str, str] = {}
    for table, fields, digits in (
        ("county", ("code", "letter", "name", "short_name", "nuts3", "health_region"), 2),
        ("municipality", ("code", "name", "official_name", "county"), 4),
    ):
        codes: dict[str, int] = {}
        names: dict[str, int] = {}
        before = ""
        for index, entry in enumerate(raw.get(table, ())):
            where = f"{name}:{line(table, index)}: {table} {entry.get('code', '?')} {entry.get('name', '?')}"
            for field in _missing(entry, fields):
                problems.append(f'{where}: "{field}" is missing')
            code = str(entry.get("code", ""))
            if code < before:
                problems.append(f"{where}: out of order after {before}")
            before = code
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
                problems += check_words(name, entry.get("also", []), text, f"municipality {code} also")
    found = Counter(str(entry.get("code", ""))[:2] for entry in raw.get("municipality", ()))
    for county in sorted(PER_COUNTY.keys() | counties.keys()):
        if found[county] != PER_COUNTY.get(county) or county not in counties:
            problems.append(f"{name}:1: county {county}: {found[county]} municipalities, not {PER_COUNTY.get(county)}")


def check_table_form(stem: str, table: Table) -> Iterator[str]:
    """Cells without blanks at their edges, rows in order, and none twice."""
    seen: set[tuple[str, ...]] = set()
    before: tuple[str, ...] = ()
    for line, row in table:
        cells = tuple(row.values())
        where = f"{stem}.tsv:{line}: {cells[0]}"
        if any(cell != cell.strip() for cell in cells) or not cells[0]:
            yield f"{where}: blank at the edge of a cell, or no first cell"
        if cells[:2] < before[:2]:
            yield f"{where}: out of order after {before[0]}"
        before = cells
        unique = tuple(row[column] for column in KEYS.get(stem, tuple(row)[:1]))
        if unique in seen:
            yield f"{where}: stands there twice"
        seen.add(unique)


def check_codes(tables: Mapping[str, Table], towns: set[str], counties: set[str]) -> Iterator[str]:
    """Every code in the tables names a municipality or a county."""
    for stem, columns in CODES.items():
        for line, row in tables[stem]:
            where = f"{stem}.tsv:{line}: {next(iter(row.values()))}"
            for column, county in columns.items():
                known = counties if column.endswith("counties") else towns | counties if county else towns
                several = stem in ("areas", "areacodes")
                for code in filter(None, row[column].split(",")) if several else [row[column]]:
                    if code not in known:
                        lacks = f"{code!r} is not known"
                        yield f"{where}: {lacks if several else f'there is no municipality or county {code!r}'}"


def check_values(tables: Mapping[str, Table]) -> Iterator[str]:
    """Kinds, tiers, numbers and codes that are ones."""
    for line, row in tables["places"]:
        where = f"places.tsv:{line}: {row['name']}"
        if row["kind"] not in PLACE_KINDS:
            yield f"{where}: there is no kind {row['kind']!r} ({', '.join(sorted(PLACE_KINDS))} are)"
        if row["tier"] not in TIERS:
            yield f"{where}: there is no tier {row['tier']!r} ({', '.join(TIERS)} are)"
        if not re.fullmatch(r"(?:[1-9][0-9]*)?", row["population"], re.ASCII):
            yield f"{where}: {row['population']!r} is no number of people"
        if not row["sources"]:
            yield f"{where}: no source is named"
        if (row["lat"] or row["lon"]) and not _in_sweden(row["lat"], row["lon"]):
            yield f"{where}: {row['lat']!r}, {row['lon']!r} is no point in Sweden"
    for line, row in tables["postcodes"]:
        if not re.fullmatch(r"[1-9][0-9]{4}", row["code"], re.ASCII):
            yield f"postcodes.tsv:{line}: {row['code']!r} is no postal code"
    for line, row in tables["common_words"]:
        where = f"common_words.tsv:{line}: {row['word']}"
        if row["word"] != row["word"].lower() or not re.fullmatch("[a-z]{2}", row["lang"]):
            yield f"{where}: a word in lower case and a language of two letters are needed"
        if not re.fullmatch(r"[0-8]\.[0-9]", row["zipf"], re.ASCII):
            yield f"{where}: {row['zipf']!r} is no frequency (0.0 to 8.9)"
    for stem in ("foreign", "foreign_regions"):
        for line, row in tables[stem]:
            if not re.fullmatch("[A-Z]{2}", row["country"]) or row["country"] == "SE":
                yield f"{stem}.tsv:{line}: {row['name']}: {row['country']!r} is no country code of another land"
    shorts: dict[str, int] = {}
    for line, row in tables["areas"]:
        for short in filter(None, row["short"].casefold().split("|")):
            if short in shorts:
                yield f"areas.tsv:{line}: the short form {short!r} stands already on line {shorts[short]}"
            shorts[short] = line
    yield from check_areacodes(tables["areacodes"])
    yield from check_holidays(tables["holidays"])
    yield from check_outlines(tables["outlines"])


def _in_sweden(latitude: str, longitude: str) -> bool:
    """Whether two cells are degrees, within the rectangle around the country."""
    if not all(re.fullmatch(r"[0-9]{2}\.[0-9]{1,6}", cell, re.ASCII) for cell in (latitude, longitude)):
        return False
    return 55 < float(latitude) < 69.1 and 10.9 < float(longitude) < 24.2


def check_outlines(table: Table) -> Iterator[str]:
    """Lines of points between areas that are counties or neighbours, and around each area a closed outline."""
    ends: dict[str, Counter[str]] = {}
    for line, row in table:
        where = f"outlines.tsv:{line}: {row['area']}"
        points = row["points"].split(" ")
        if len(points) < 2 or not all(re.fullmatch(r"[0-9]{4,7},[0-9]{7}", point, re.ASCII) for point in points):
            yield f"{where}: points are east,north in metres, at least two"
        for area in filter(None, (row["area"], row["other"])):
            if area not in PER_COUNTY and area not in NEIGHBOURS:
                yield f"{where}: {area!r} is no county and no neighbour"
            ends.setdefault(area, Counter()).update((points[0], points[-1]))
    for area, count in ends.items():
        for point, times in count.items():
            if times % 2:
                yield f"outlines.tsv:1: {area}: the outline is open at {point}"
    for area in sorted({*PER_COUNTY, *NEIGHBOURS} - ends.keys()):
        yield f"outlines.tsv:1: {area} has no outline"


def check_areacodes(table: Table) -> Iterator[str]:
    """An area code is never the beginning of another: else nobody could tell where the number begins."""
    seen: dict[str, int] = {}
    for line, row in table:
        code = row["areacode"]
        if not re.fullmatch(r"0[1-9][0-9]{0,2}", code, re.ASCII) or not row["municipalities"]:
            yield f"areacodes.tsv:{line}: {code!r} is not a Swedish area code, or has no municipality"
        for length in range(2, len(code) + 1):
            if code[:length] in seen:
                yield f"areacodes.tsv:{line}: {code[:length]} stands already on line {seen[code[:length]]}"
        seen[code] = line


def check_holidays(table: Table) -> Iterator[str]:
    """Days of the calendar, and in every year from the first to the last each holiday and each eve once."""
    seen: dict[tuple[str, str], int] = {}
    for line, row in table:
        where = f"holidays.tsv:{line}: {row['date']}"
        if not _is_day(row["date"]):
            yield f"{where}: not a day of the calendar (2026-12-24)"
            continue
        if row["name"] not in HOLIDAYS.get(row["kind"], ()) or not row["name_en"]:
            yield f"{where}: there is no {row['kind']} {row['name']!r}, or its English name is missing"
        first = seen.setdefault((row["date"][:4], row["name"]), line)
        if first != line:
            yield f"{where}: {row['name']} stands already on line {first}"
    years = sorted({year for year, _ in seen})
    for year in years:
        if lacks := [name for names in HOLIDAYS.values() for name in sorted(names) if (year, name) not in seen]:
            yield f"holidays.tsv:1: {year} lacks {', '.join(lacks)}"
    for before, year in pairwise(years):
        if int(year) != int(before) + 1:
            yield f"holidays.tsv:1: {before} is followed by {year}"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def check_languages(name: str, raw: Mapping[str, Any], line: Lines) -> Iterator[str]:
    """A text in one language stands beside one in the other."""
    for table, value in raw.items():
        for index, entry in enumerate(value if isinstance(value, list) else [value]):
            for field in entry if isinstance(entry, dict) else ():
                twin = field[:-3] + {"_sv": "_en", "_en": "_sv"}.get(field[-3:], field[-3:])
                if twin not in entry:
                    yield f'{name}:{line(table, index)}: {table}: "{field}" without "{twin}"'


def check_words(name: str, value: object, text: str, where: str = "") -> Iterator[str]:
    """Every list of words, however deep: sorted, none twice, no blanks at the edges."""
    if isinstance(value, dict):
        for field, inner in value.items():
            yield from check_words(name, inner, text, f"{where}.{field}".lstrip("."))
    elif isinstance(value, list) and all(isinstance(word, str) for word in value):
        wrong = [(word, "repeated or with blanks") for word, count in Counter(value).items()
                 if count > 1 or word != word.strip() or not word]  # fmt: skip
        wrong += [(word, f"after {before!r}") for before, word in pairwise(value) if word < before]
        for word, what in wrong:
            line = text[: max(text.find(f'"{word}"'), 0)].count("\n") + 1
            yield f"{name}:{line}: {where}: {word!r} {what}"
    elif isinstance(value, list):
        for inner in value:
            yield from check_words(name, inner, text, where)
