"""How many ordinary words are taken for places: word lists in, one word a line, counts and examples out.

Usage: python benchmarks/words.py FILE... [--top N] [--show N] [--column N]

The files are not part of the project: commonest words by language, as packages of word frequencies have them. Blank
lines, lines that begin with # and repeated words are passed over. A word that is itself the name of a municipality, a
county, an area or a place of tier A or B is a place as well ("mark", "ed"); so is its genitive, and a municipality's or
county's name in other words ("goteborg", "gbg", "Tukholma"). What is left are words that are bent into a name, or that
only a hamlet of the other tiers is called by: they are listed by how they were found.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from accuracy import hurry, is_target, place_rows, plain_key, routes_of, without_marks

from nmtcli.gazetteer import Gazetteer
from nmtcli.gazetteer.dataset import Dataset, load_dataset
from nmtcli.resolve import resolve


class Taken(NamedTuple):
    """A word that was answered."""

    word: str
    how: str
    kind: str  # of the place
    place: str
    score: float


def words_of(path: Path, column: int, top: int | None) -> list[str]:
    """The words of a file, each once, the first `top` of them."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    cells = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
    words = dict.fromkeys(of[column - 1].strip() for of in cells if len(of) >= column)
    return list(words)[:top]


def own_names(data: Dataset) -> Iterator[str]:
    """The names that a word may be with good reason, and their genitives."""
    names = {town["name"] for town in data.municipalities} | {row["name"] for row in data.tables["areas"]}
    names |= {town["official_name"].rsplit(" ", 1)[0] for town in data.municipalities}
    for county in data.counties:
        names |= {county["short_name"], county["name"], county["name"].removesuffix(" län")}
    names |= {region["name"] for region in data.contacts["region"]}
    names |= {row["name"] for row in place_rows(data) if is_target(row)}
    for name in names:
        yield plain_key(name)
        yield plain_key(name + "s")


def other_spellings(data: Dataset) -> Iterator[str]:
    """Names of municipalities and counties without marks, shortened, and in other languages."""
    for town in data.municipalities:
        yield without_marks(town["name"])
        yield from map(plain_key, town.get("also", ()))
    for county in data.counties:
        yield without_marks(county["short_name"])
    towns = {town["code"]: town["name"] for town in data.municipalities}
    for row in data.tables["other_names"]:
        if not row["risk"] and (len(row["code"]) == 2 or row["place"] == towns[row["code"]]):
            yield plain_key(row["name"])


def main() -> None:
    parser = argparse.ArgumentParser(description="Count the ordinary words that are answered as places.")
    parser.add_argument("files", nargs="+", type=Path, help="word lists, UTF-8, one word a line")
    parser.add_argument("--top", type=int, help="only so many words of each file, from the first on")
    parser.add_argument("--column", type=int, default=1, help="of a file with tabs, the column of the word")
    parser.add_argument("--show", type=int, default=12, help="examples of each kind")
    options = parser.parse_args()
    hurry()
    data = load_dataset()
    gazetteer, routes = Gazetteer.load(), routes_of(data)
    own, other = set(own_names(data)), set(other_spellings(data))
    print(
        "| words | asked | own names | other spellings | answered otherwise | of all | questions |\n" + "|---" * 7 + "|"
    )
    taken: dict[str, list[Taken]] = {}
    for path in options.files:
        counts: Counter[str] = Counter()
        mine = taken[path.name] = []
        words = words_of(path, options.column, options.top)
        for word in words:
            found = resolve(word, gazetteer, routes, explain=False)
            counts[found.status] += 1
            if found.place is not None:
                if plain_key(word) in own:
                    counts["own"] += 1
                elif plain_key(word) in other:
                    counts["other"] += 1
                else:
                    mine.append(Taken(word, found.how or "", found.place.kind, found.place.name, found.score))
        share = 100 * len(mine) / max(len(words), 1)
        cells = (
            path.name,
            len(words),
            counts["own"],
            counts["other"],
            len(mine),
            f"{share:.2f} %",
            counts["ambiguous"],
        )
        print("| " + " | ".join(map(str, cells)) + " |")
    for name, of in taken.items():
        by_kind: dict[tuple[str, str], list[Taken]] = defaultdict(list)
        for each in of:
            by_kind[each.how, each.kind].append(each)
        for (how, kind), listed in sorted(by_kind.items(), key=lambda item: -len(item[1])):
            shown = ", ".join(f"{t.word} ({t.place} {t.score:g})" for t in listed[: options.show])
            print(f"\n{name}, {how}, {kind}: {len(listed)}: {shown}")


if __name__ == "__main__":
    main()
