"""Check the files in data/ against each other and print every problem with file and line.

Usage: python tools/check_data.py [--ambiguous] [DIR]    (DIR is the project's data/ unless given)

With --ambiguous and no problems it prints instead, as TSV, every name that lies in several coordinator regions: its
codes, and what it is in each. Nothing reads that list: the program works it out of the same tables.
Exit status: 0 no problems, 1 problems found (one a line on standard output), 2 wrong usage.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import tomli

# Columns whose values must name a known municipality (or county), by file.
CODES = {
    "places.tsv": ("municipality",),
    "other_names.tsv": ("code",),
    "former_names.tsv": ("code",),
    "postcodes.tsv": ("municipality",),
    "areacodes.tsv": ("municipalities",),
    "areas.tsv": ("counties", "also_counties", "municipalities"),
    "socialjour.tsv": ("municipality_codes",),
}
# The columns that make a row unique (any other file: its first column).
KEYS = {
    "areas.tsv": ("name",),
    "postcodes.tsv": ("code",),
    "places.tsv": ("name", "municipality"),
    "other_names.tsv": ("name", "code"),
    "former_names.tsv": ("name", "code"),
    "foreign.tsv": ("name", "country"),
    "foreign_regions.tsv": ("name", "code", "country"),
    "common_words.tsv": ("word", "lang"),
}
# What an entry of a TOML file cannot do without.
REQUIRED = {
    "county": ("code", "letter", "name", "short_name", "nuts3", "health_region"),
    "municipality": ("code", "name", "official_name", "county"),
    "region": ("id", "name", "counties", "source"),
    "contact": ("region", "counties", "kind", "host", "phone", "serves", "source", "confidence"),
    "urgent": ("id", "name_sv", "for_sv", "source"),
    "other_line": ("id", "name_sv", "phone", "for_sv", "hours_sv", "source"),
}
HEAD = ("schema", "date", "source", "licence")
# SCB, 2026-11-23: changes only when the country's division does.
PER_COUNTY = {
    **{"01": 26, "03": 8, "04": 9, "05": 13, "06": 13, "07": 8, "08": 12, "09": 1, "10": 5, "12": 33, "13": 6},
    **{"14": 49, "17": 16, "18": 12, "19": 10, "20": 15, "21": 10, "22": 7, "23": 8, "24": 15, "25": 14},
}


class Row(NamedTuple):
    """One row of a table: its line (from 1) and its cells by column name."""

    line: int
    cells: dict[str, str]


class Checker:
    """Everything that was read, and the problems found in it."""

    def __init__(self, folder: Path) -> None:
        """Start empty: read() fills it, a file at a time."""
        self.folder = folder
        self.problems: list[tuple[str, int, str]] = []
        self.lines: dict[str, list[str]] = {}
        self.tables: dict[str, list[Row]] = {}
        self.documents: dict[str, dict[str, Any]] = {}

    def add(self, name: str, line: int, message: str) -> None:
        """Note one problem."""
        self.problems.append((name, line, message))

    def line_of(self, name: str, text: str) -> int:
        """The first line of a file that holds the text, else 1: TOML readers give no line numbers."""
        return next((n for n, line in enumerate(self.lines.get(name, ()), 1) if text in line), 1)

    def read(self, path: Path) -> None:
        """Read one file and check what needs no other file."""
        name = path.name
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            return self.add(name, 1, f"not UTF-8: {error}")
        self.lines[name] = text.split("\n")
        if not text.endswith("\n") or text.endswith("\n\n"):
            self.add(name, len(self.lines[name]), "must end with exactly one newline")
        for number, line in enumerate(self.lines[name], 1):
            if "\r" in line:
                self.add(name, number, "carriage return: lines end with LF alone")
            if line != unicodedata.normalize("NFC", line):
                self.add(name, number, "not in Unicode normal form C")
            if path.suffix == ".toml" and line != line.rstrip():
                self.add(name, number, "trailing blank")
        if path.suffix == ".toml":
            try:
                self.documents[name] = tomli.loads(text)
            except tomli.TOMLDecodeError as error:
                return self.add(name, 1, f"not TOML: {error}")
            self.drop_incomplete(name)
            head = set(self.documents[name])
        else:
            self.read_table(name)
            head = {m[1] for line in self.lines[name] if (m := re.match(r"# (\w+): \S", line))}
        for key in HEAD:
            if key not in head:
                self.add(name, 1, f"the head lacks {key!r}")

    def drop_incomplete(self, name: str) -> None:
        """Report the entries that lack a key, and leave them out of the later checks."""
        for kind in REQUIRED.keys() & self.documents[name].keys():
            whole = []
            for number, entry in enumerate(self.documents[name][kind], 1):
                if lacks := [key for key in REQUIRED[kind] if not entry.get(key)]:
                    starts = [n for n, line in enumerate(self.lines[name], 1) if line.strip() == f"[[{kind}]]"]
                    self.add(name, starts[number - 1], f"{kind} {number} lacks {', '.join(lacks)}")
                else:
                    whole.append(entry)
            self.documents[name][kind] = whole

    def read_table(self, name: str) -> None:
        """Cells, order and duplicates of one TSV."""
        rows = [(n, line) for n, line in enumerate(self.lines[name][:-1], 1) if not line.startswith("#")]
        header = rows[0][1].split("\t") if rows else []
        table = self.tables[name] = []
        if lacks := {*CODES.get(name, ()), *KEYS.get(name, ())} - set(header):
            return self.add(name, 1, f"no column {', '.join(sorted(lacks))}")
        for number, line in rows[1:]:
            values = line.split("\t")
            if len(values) != len(header):
                self.add(name, number, f"{len(values)} cells, the header has {len(header)}")
                continue
            if any(value != value.strip() for value in values) or not values[0]:
                self.add(name, number, "blank at the edge of a cell, or no first cell")
            table.append(Row(number, dict(zip(header, values, strict=True))))
        keys = [tuple(row.cells.values())[:2] for row in table]
        for row, before, key in zip(table[1:], keys, keys[1:], strict=False):
            if key < before:
                self.add(name, row.line, f"out of order: {key[0]!r} after {before[0]!r}")
        seen: set[tuple[str, ...]] = set()
        for row in table:
            unique = tuple(row.cells.get(c, "") for c in KEYS.get(name, header[:1]))
            if unique in seen:
                self.add(name, row.line, f"a second row for {' '.join(unique)}")
            seen.add(unique)

    def check_words(self, name: str, value: object, where: str = "") -> None:
        """Every list of words: sorted, no duplicates, no blanks at the edges."""
        if isinstance(value, dict):
            for key, inner in value.items():
                self.check_words(name, inner, f"{where}.{key}".lstrip("."))
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            for word, count in Counter(value).items():
                if count > 1 or word != word.strip() or not word:
                    self.add(name, self.line_of(name, f'"{word}"'), f"{where}: {word!r} repeated or with blanks")
            for before, word in pairwise(value):
                if word < before:
                    self.add(name, self.line_of(name, f'"{word}"'), f"{where}: {word!r} after {before!r}")
        elif isinstance(value, list):
            for inner in value:
                self.check_words(name, inner, where)

    def check_places(self) -> set[str]:
        """Counties and municipalities; returns their codes."""
        name = "municipalities.toml"
        document = self.documents.get(name, {})
        counties = [str(c["code"]) for c in document.get("county", ())]
        codes = [str(m["code"]) for m in document.get("municipality", ())]
        for listed in (counties, codes):
            for before, code in pairwise(listed):
                if code <= before:
                    self.add(name, self.line_of(name, f'code = "{code}"'), f"{code} after {before}")
        for entry in document.get("municipality", ()):
            code, line = entry["code"], self.line_of(name, f'code = "{entry["code"]}"')
            if entry["county"] != code[:2] or entry["county"] not in counties:
                self.add(name, line, f"{code} {entry['name']}: county {entry['county']}")
            self.check_words(name, entry.get("also", []), f"{code} also")
        found = Counter(code[:2] for code in codes)
        for county in sorted(PER_COUNTY.keys() | found.keys() | set(counties)):
            if found[county] != PER_COUNTY.get(county) or county not in counties:
                line = self.line_of(name, f'code = "{county}"')
                self.add(name, line, f"county {county}: {found[county]} municipalities, not {PER_COUNTY.get(county)}")
        return {*counties, *codes}

    def check_regions(self, known: set[str]) -> dict[str, str]:
        """Regions and contacts; returns county code -> region id."""
        name = "regions.toml"
        document = self.documents.get(name, {})
        owner: dict[str, str] = {}
        for region in document.get("region", ()):
            line = self.line_of(name, f'id = "{region["id"]}"')
            for county in region["counties"]:
                if county not in known or county in owner:
                    self.add(name, line, f"{region['id']}: county {county} unknown or in two regions")
                owner[county] = region["id"]
            if not set(region.get("uncertain", ())) <= set(region["counties"]):
                self.add(name, line, f"{region['id']}: uncertain county outside the region")
        for county in sorted(code for code in known if len(code) == 2 and code not in owner):
            self.add(name, 1, f"county {county} is in no region")
        for contact in document.get("contact", ()):
            line = self.line_of(name, f'phone = "{contact.get("phone")}"')
            if any(owner.get(county) != contact["region"] for county in contact["counties"]):
                self.add(name, line, f"contact {contact.get('phone')}: a county outside {contact['region']}")
        entries = [e for v in document.values() for e in (v if isinstance(v, list) else [v]) if isinstance(e, dict)]
        for entry in entries:
            for key in entry:
                twin = key[:-3] + {"_sv": "_en", "_en": "_sv"}.get(key[-3:], key[-3:])
                if twin not in entry:
                    self.add(name, self.line_of(name, str(entry[key])), f"{key} without {twin}")
        return owner

    def check_codes(self, known: set[str]) -> None:
        """Every code in a table is a known county or municipality, and looks like what it is."""
        for name, columns in CODES.items():
            for row in self.tables.get(name, ()):
                for column in columns:
                    value = row.cells.get(column, "")
                    optional = column in ("also_counties", "municipalities") and name != "areacodes.tsv"
                    for code in value.split(",") if value or not optional else ():
                        if code not in known or (column == "municipality" and len(code) != 4):
                            self.add(name, row.line, f"{column}: unknown code {code!r}")
        for row in self.tables.get("postcodes.tsv", ()):
            if not re.fullmatch(r"[1-9]\d{4}", row.cells["code"]):
                self.add("postcodes.tsv", row.line, f"not a postal code: {row.cells['code']!r}")
        for name in ("foreign.tsv", "foreign_regions.tsv"):
            for row in self.tables.get(name, ()):
                if not re.fullmatch(r"[A-Z]{2}", row.cells.get("country", "")):
                    self.add(name, row.line, f"not a country code: {row.cells.get('country')!r}")

    def names(self) -> Iterator[tuple[str, str, str]]:
        """Every name that leads somewhere: name, code, what it is."""
        document = self.documents.get("municipalities.toml", {})
        for kind in ("county", "municipality"):
            for entry in document.get(kind, ()):
                fields = ("name", "short_name", "official_name", "health_region")
                for text in sorted({*(entry[field] for field in fields if field in entry), *entry.get("also", ())}):
                    yield text, entry["code"], kind
        for name in ("places.tsv", "other_names.tsv", "former_names.tsv"):
            for row in self.tables.get(name, ()):
                what = row.cells.get("kind") or f"other name of {row.cells['place']}"
                tier = row.cells.get("tier", "A")
                yield row.cells["name"], row.cells[CODES[name][0]], what if tier == "A" else f"{what} {tier}"

    def ambiguous(self, owner: dict[str, str]) -> Iterator[tuple[str, str, str]]:
        """The names that lie in several coordinator regions: name, codes, what and where each is."""
        document = self.documents.get("municipalities.toml", {})
        places = {e["code"]: e["name"] for kind in ("county", "municipality") for e in document.get(kind, ())}
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        spelled: dict[str, str] = {}
        for text, code, what in self.names():
            found[text.casefold()][code].append(what)
            spelled.setdefault(text.casefold(), text)
        for name, codes in sorted(found.items(), key=lambda item: spelled[item[0]]):
            if len({owner.get(code[:2]) for code in codes}) > 1:
                notes = (f"{' and '.join(dict.fromkeys(codes[c]))} in {places.get(c, c)}" for c in sorted(codes))
                yield spelled[name], ",".join(sorted(codes)), "; ".join(notes)


def main(arguments: list[str]) -> int:
    """Check one folder; return the exit status."""
    folders = [argument for argument in arguments if argument != "--ambiguous"]
    if len(folders) > 1 or any(folder.startswith("-") for folder in folders):
        print(__doc__, file=sys.stderr)
        return 2
    checker = Checker(Path(folders[0]) if folders else Path(__file__).parent.parent / "data")
    paths = sorted(p for p in checker.folder.glob("*") if p.suffix in (".toml", ".tsv"))
    for path in paths:
        checker.read(path)
    needed = {"municipalities.toml", "regions.toml", *CODES}
    for name in sorted(needed - {path.name for path in paths}):
        checker.add(name, 1, "no such file")
    owner: dict[str, str] = {}
    if {"municipalities.toml", "regions.toml"} <= checker.documents.keys():  # else everything would be "unknown"
        known = checker.check_places()
        owner = checker.check_regions(known)
        checker.check_codes(known)
    checker.check_words("words.toml", checker.documents.get("words.toml", {}))
    for name, line, message in sorted(checker.problems):
        print(f"{name}:{line}: {message}")
    if not checker.problems and folders != arguments:
        print("name\tcodes\tnote", *("\t".join(row) for row in checker.ambiguous(owner)), sep="\n")
    elif not checker.problems:
        print(f"data: {len(paths)} files, no problems")
    return 1 if checker.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
