"""Add to data/foreign.tsv the countries that it lacks, by their names in Swedish, English, Finnish and at home.

Usage: python tools/build_countries.py    (with Babel installed: pip install babel)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import version

from tablefile import rewrite

from nmtcli.gazetteer.dataset import load_dataset

NO_COUNTRIES = {"SE", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}  # Sweden, and what CLDR lists besides countries


def countries() -> Iterator[tuple[str, str]]:
    """Every (name, code) of Unicode CLDR."""
    from babel import Locale, UnknownLocaleError
    from babel.languages import get_official_languages

    for code in map(str, Locale("en").territories):
        if len(code) == 2 and code not in NO_COUNTRIES:
            for language in ("sv", "en", "fi", *get_official_languages(code, de_facto=True)):
                try:
                    name = Locale.parse(language).territories.get(code)
                except UnknownLocaleError:
                    continue
                if name:
                    yield str(name), code


def main(arguments: list[str]) -> int:
    """Write the table."""
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    rows = {(row["name"], row["country"]): row["population"] for row in load_dataset().tables["foreign"]}
    for country in countries():
        rows.setdefault(country, "0")
    rewrite(
        "foreign.tsv", [(*country, population) for country, population in rows.items()], {"Babel": version("babel")}
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
