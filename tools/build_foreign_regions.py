"""Write data/foreign_regions.tsv, the states and provinces abroad, from Unicode CLDR.

Usage: python tools/build_foreign_regions.py COMMON    (COMMON is the folder common/ of a CLDR release)

The Debian package unicode-cldr-core has the folder as /usr/share/unicode/cldr/common. Only the first level of each
country counts (Italian regions, not their provinces), by its names in English, in Swedish and in the country's official
languages, where those are written in Latin letters. Names that are Swedish names as well are left out, and printed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from tablefile import rewrite

from nmtcli.gazetteer.dataset import Dataset, load_dataset
from nmtcli.normalise import fold, key

POSTAL = {"US", "CA", "AU"}  # people write the code of the state or province in addresses
KEPT = {"US", "CA", "AU", "DE", "IT"}  # kept even where a Swedish municipality has the name: people write "X, Region"


def first_level(common: Path) -> dict[str, list[str]]:
    """Country -> the codes of its first-level subdivisions ("US" -> ["usak", ...])."""
    root = ElementTree.parse(common / "supplemental" / "subdivisions.xml").getroot()
    return {
        group.attrib["type"]: group.attrib["contains"].split()
        for group in root.iter("subgroup")
        if re.fullmatch("[A-Z]{2}", group.attrib["type"]) and group.attrib["type"] != "SE"
    }


def official_languages(common: Path) -> dict[str, list[str]]:
    """Country -> its official languages, by their CLDR codes."""
    root = ElementTree.parse(common / "supplemental" / "supplementalData.xml").getroot()
    return {
        territory.attrib["type"]: [
            language.attrib["type"]
            for language in territory.iter("languagePopulation")
            if language.attrib.get("officialStatus") in ("official", "de_facto_official")
        ]
        for territory in root.iter("territory")
        if "population" in territory.attrib
    }


def names_in(common: Path, language: str) -> dict[str, str]:
    """Subdivision -> its name in one language; empty where CLDR has no file for it."""
    path = common / "subdivisions" / f"{'no' if language in ('nb', 'nn') else language}.xml"
    if not path.is_file():
        return {}
    found = ElementTree.parse(path).getroot().iter("subdivision")
    return {entry.attrib["type"]: entry.text or "" for entry in found}


def latin(name: str) -> bool:
    """Whether every letter folds to a plain one."""
    return bool(name) and fold(key(name)).isascii()


def subdivisions(common: Path) -> Iterator[tuple[str, str, str]]:
    """Every (name, code, country)."""
    spoken = official_languages(common)
    known: dict[str, dict[str, str]] = {}
    for country, codes in first_level(common).items():
        for language in {"en": 0, "sv": 0, **dict.fromkeys(spoken.get(country, ()))}:
            if language not in known:
                known[language] = names_in(common, language)
            for code in codes:
                name = re.sub(r"\s*\(.*\)", "", known[language].get(code, "")).strip()
                if latin(name) and len(name) > 1:
                    yield name, code[2:].upper() if country in POSTAL else "", country


def swedish(data: Dataset) -> set[str]:
    """The keys of the counties, provinces, coordinator regions and municipalities."""
    names = [name for county in data.counties for name in (county["name"], county["short_name"])]
    names += [town["name"] for town in data.municipalities]
    names += [row["name"] for row in data.tables["areas"]]
    names += [region["name"] for region in data.contacts["region"]]
    return {key(name) for name in names}


def main(arguments: list[str]) -> int:
    """Write the table; print what was left out."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    common = Path(arguments[0])
    data = load_dataset()
    ours = swedish(data)
    dtd = (common / "dtd" / "ldml.dtd").read_text(encoding="utf-8")
    version = re.search(r'cldrVersion CDATA #FIXED "([0-9.]+)"', dtd)
    rows = set()
    for name, code, country in sorted(set(subdivisions(common))):
        if key(name) in ours and country not in KEPT:
            print(f"left out: {name} ({country})")
        else:
            rows.add((name, code, country))
    rewrite("foreign_regions.tsv", rows, {"Unicode CLDR": version[1] if version else "?"})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
