"""Check the files in data/ and print every problem with file and line.

Usage: python tools/check_data.py [--ambiguous] [DIR]    (DIR is the project's data/ unless given)

The checks are nmtcli's own, which each build makes too. With --ambiguous and no problems it prints instead, as TSV,
every name that lies in several coordinator regions: its codes, and what it is in each. Nothing reads that list: the
program works it out of the same tables.
Exit status: 0 no problems, 1 problems found (one a line on standard output), 2 wrong usage.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the checkout's package, not one that is installed
from nmtcli.errors import DataError  # noqa: E402
from nmtcli.gazetteer.dataset import Dataset, load_dataset  # noqa: E402


def names(data: Dataset) -> Iterator[tuple[str, str, str]]:
    """Every name that leads somewhere: name, code, what it is."""
    for kind, entries in (("county", data.counties), ("municipality", data.municipalities)):
        for entry in entries:
            fields = ("name", "short_name", "official_name", "health_region")
            for text in sorted({*(entry[field] for field in fields if field in entry), *entry.get("also", ())}):
                yield text, entry["code"], kind
    for table, column in (("places", "municipality"), ("other_names", "code"), ("former_names", "code")):
        for row in data.tables[table]:
            what = row.get("kind") or f"other name of {row['place']}"
            tier = row.get("tier", "A")
            yield row["name"], row[column], what if tier == "A" else f"{what} {tier}"


def ambiguous(data: Dataset) -> Iterator[tuple[str, str, str]]:
    """The names that lie in several coordinator regions: name, codes, what and where each is."""
    owner = {county: region["id"] for region in data.contacts["region"] for county in region["counties"]}
    places = {entry["code"]: entry["name"] for entry in (*data.counties, *data.municipalities)}
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    spelled: dict[str, str] = {}
    for text, code, what in names(data):
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
    try:
        data = load_dataset(Path(folders[0]) if folders else ROOT / "data")
    except DataError as error:
        print(*sorted(error.problems), sep="\n")
        return 1
    if folders != arguments:
        print("name\tcodes\tnote", *("\t".join(row) for row in ambiguous(data)), sep="\n")
    else:
        print(f"data: {len(data.heads)} files, no problems")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
