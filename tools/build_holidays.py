"""Write data/holidays.tsv, the Swedish public holidays and the eves on which offices are closed, from holidays.

Usage: python tools/build_holidays.py [--from YEAR] [--to YEAR]    (with holidays installed: pip install holidays)
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version

from tablefile import rewrite

PROPER = ("Kristi",)  # first words that have a capital inside a sentence too


def days(first: int, last: int) -> list[tuple[str, str, str, str]]:
    """Date, Swedish name, kind and English name of each day, from the first year to the last."""
    from holidays import DE_FACTO, PUBLIC, country_holidays

    found = []
    for kind, category in (("holiday", PUBLIC), ("eve", DE_FACTO)):
        swedish, english = (
            country_holidays("SE", years=range(first, last + 1), categories=category, language=language)
            for language in ("sv", "en_US")
        )
        for day, name in swedish.items():
            written = name if name.startswith(PROPER) else name[0].lower() + name[1:]
            found.append((day.isoformat(), written, kind, english[day]))
    return sorted(found)


def main(arguments: list[str]) -> int:
    """Write the table."""
    parser = argparse.ArgumentParser(description="Write data/holidays.tsv from the package holidays.")
    parser.add_argument("--from", dest="first", type=int, default=2026, metavar="YEAR", help="by default 2026")
    parser.add_argument("--to", dest="last", type=int, default=2036, metavar="YEAR", help="by default 2036")
    years = parser.parse_args(arguments)
    if years.first > years.last:
        parser.error("--from is after --to")
    rewrite("holidays.tsv", days(years.first, years.last), {"holidays": version("holidays")})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
