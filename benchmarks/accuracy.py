"""How often a misspelled or unlisted name is answered right, asked about, given up or sent to the wrong region.

Usage: python benchmarks/accuracy.py [--quick] [--seed N] [--per-name N] [--show N] [--rows FILE] [--only KIND ...]

Misspells the names of municipalities and localities with the seeded error models of slips.py, leaves a tenth of the
localities out of the gazetteer, ten times, and asks for them, and puts states and countries behind Swedish names.
Prints Markdown tables: the outcomes of each kind; of the answers that rest on a guess, how many were right, by the
score that was shown; what share is answered from a score on, and how much of that is wrong; and how the usual ways of
matching names do on a sample.

To fit weights, import `KINDS`, `rows_of` and `withheld` and give them seeds below 1000; measure with seeds from 1000 on
(the default is one). Of `withheld`, fit on one half of the names and measure on the other (`half`): the names left out
are the same ones under every seed.
"""

from __future__ import annotations

import argparse
import difflib
import functools
import importlib
import random
import re
import time
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process
from slips import (
    FIRST_MEASURING_SEED,
    Kind,
    Row,
    abroad,
    any_kind,
    by_ear,
    human,
    misspelled,
    one_slip,
    other_keyboard,
    two_slips,
)

from nmtcli.gazetteer import Gazetteer
from nmtcli.gazetteer.build import make_tables
from nmtcli.gazetteer.dataset import Dataset, load_dataset
from nmtcli.model import Resolution, replaced
from nmtcli.resolve import resolve

Rule = Callable[[str], tuple[str, str | None]]  # text -> ("answer" | "asks" | "gives up", county code)
Routes = Mapping[str, str]
Places = Sequence[tuple[str, str]]  # (municipality code, name)

OUTCOMES = ("right", "asks", "gives up", "WRONG")
GUESSES = ("fuzzy", "prefix", "text")  # `how` of an answer whose score says how sure a guess is
BUCKETS = (0.0, 0.85, 0.9, 0.95, 0.98, 0.99)  # where a row of the reliability table begins
THRESHOLDS = (0.999, 0.995, 0.99, 0.98, 0.97, 0.95, 0.93, 0.9, 0.85, 0.0)
LARGE = 200  # a locality of more people is one whose slips ought to be understood


# --- The names that there are -----------------------------------------------------------------------------------------


def place_rows(data: Dataset) -> list[dict[str, str]]:
    """The rows of the table of localities: name, municipality, kind, population; where it has tiers, tier."""
    return data.tables["places"] if "places" in data.tables else data.tables["localities"]


def is_target(row: Mapping[str, str]) -> bool:
    """Whether a place may be guessed at: tiers A and B, not the hamlets that are there for exact answers only."""
    return row.get("tier", "A") in ("A", "B")


def population(row: Mapping[str, str]) -> int:
    """How many people live there; 0 where the table does not say."""
    return int(row["population"] or 0)


def plain_key(text: str) -> str:
    """A name as names are compared: small letters, hyphens as spaces."""
    return re.sub(r"[\s\-\u2010-\u2015]+", " ", unicodedata.normalize("NFC", text).casefold()).strip()


def without_marks(text: str) -> str:
    """The same without å, ä, ö and other marks."""
    apart = unicodedata.normalize("NFKD", plain_key(text))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def listed_names(data: Dataset) -> Iterator[tuple[str, str]]:
    """Every (name, code) that the data have for a place in Sweden, genitives too.

    The code is that of the municipality or the county; a region has its id, an area its name.
    """
    for town in data.municipalities:
        official = town["official_name"]
        for name in (town["name"], official, official.rsplit(" ", 1)[0], *town.get("also", ())):
            yield name, town["code"]
    for county in data.counties:
        for name in (
            county["name"],
            county["short_name"],
            county["name"].removesuffix(" län"),
            county["health_region"],
        ):
            yield name, county["code"]
    for region in data.contacts["region"]:
        yield region["name"], region["id"]
    for row in data.tables["areas"]:
        yield row["name"], row["name"]
    for table in ("former_names", "other_names"):
        for row in data.tables[table]:
            yield row["name"], row["code"]
    for row in place_rows(data):
        yield row["name"], row["municipality"]
        if not row["name"].endswith(("s", "x", "z")):
            yield row["name"] + "s", row["municipality"]


class Names:
    """The names of a dataset and what they mean, so that a slip which spells another one is no misspelling."""

    def __init__(self, data: Dataset) -> None:
        self._keys: dict[str, set[str]] = {}
        self._bare: dict[str, set[str]] = {}
        abroad = ((row["name"], row["country"]) for row in data.tables["foreign"])
        for name, code in (*listed_names(data), *abroad):
            self._keys.setdefault(plain_key(name), set()).add(code)
            self._bare.setdefault(without_marks(name), set()).add(code)

    def spells_another(self, text: str, name: str) -> bool:
        """Whether a text that was meant as `name` is the name of another place, marks, digraphs or none."""
        key, bare = plain_key(text), without_marks(text)
        own = self._keys.get(plain_key(name), set())
        for read in {key, key.replace("aa", "å").replace("ae", "ä").replace("oe", "ö")} - {plain_key(name)}:
            if not self._keys.get(read, own) <= own:
                return True
        return bare != without_marks(name) and not self._bare.get(bare, own) <= own


def towns(data: Dataset) -> Places:
    """The municipalities."""
    return [(town["code"], town["name"]) for town in data.municipalities]


def large_localities(data: Dataset) -> Places:
    """Localities of more than LARGE people whose name, marks or none, is in one county only and no municipality's."""
    counties: dict[str, set[str]] = {}
    for row in place_rows(data):
        counties.setdefault(without_marks(row["name"]), set()).add(row["municipality"][:2])
    own = {without_marks(name) for _, name in towns(data)}
    return [
        (row["municipality"], row["name"])
        for row in place_rows(data)
        if is_target(row)
        and population(row) > LARGE
        and len(counties[without_marks(row["name"])]) == 1
        and without_marks(row["name"]) not in own
    ]


# --- Kinds of rows ----------------------------------------------------------------------------------------------------


class Sort(NamedTuple):
    """A kind of rows: how names are misspelled, whose, how many of each per `per_name`, and which texts count."""

    model: Kind
    places: Callable[[Dataset], Places]
    share: float = 1.0
    filtered: bool = True  # texts that spell another real name are left out


KINDS: dict[str, Sort] = {
    "one slip": Sort(one_slip, towns),
    "two slips": Sort(two_slips, towns),
    "human slips": Sort(human, towns),
    "by ear": Sort(by_ear, towns),
    "other keyboard": Sort(other_keyboard, towns),
    "all kinds": Sort(any_kind, towns, filtered=False),
    "locality, one slip": Sort(one_slip, large_localities, 0.1),
    "locality, human slips": Sort(human, large_localities, 0.1),
    "locality, by ear": Sort(by_ear, large_localities, 0.1),
}
WITHHELD, ABROAD = "withheld names", "foreign homonyms"


def rows_of(kind: str, data: Dataset, per_name: int, seed: int, names: Names | None = None) -> Iterator[Row]:
    """(text, municipality code, name) rows of one of KINDS.

    Args:
        kind: a key of KINDS.
        data: whose names are misspelled.
        per_name: rows of each municipality; of each locality a tenth, at least one.
        seed: below 1000 to fit, from 1000 on to measure.
        names: of the same data, where many kinds are asked for.
    """
    sort = KINDS[kind]
    names = names or Names(data)
    passed_over = names.spells_another if sort.filtered else (lambda text, name: False)
    count = max(1, round(per_name * sort.share))
    return misspelled(sort.places(data), sort.model, count, seed, passed_over=passed_over, changed=kind != "all kinds")


def gazetteer_of(data: Dataset) -> Gazetteer:
    """A gazetteer whose tables are made when the first is asked for, so that a caller can let go of the one before."""
    tables = functools.cache(lambda: make_tables(data))
    return Gazetteer(lambda group: tables()[group])


def half_of(name: str) -> int:
    """0 or 1: in which half of the names one belongs, whatever the seed."""
    return zlib.crc32(name.encode()) % 2


def withheld(
    data: Dataset,
    seed: int,
    rounds: int = 10,
    *,
    most: int | None = None,
    half: int | None = None,
    hamlets: bool = False,
) -> Iterator[tuple[Gazetteer, list[Row]]]:
    """Gazetteers that lack a tenth of the localities' names (tiers A and B) each, and the rows left out.

    One gazetteer is held at a time: loop over it, keep none. A name that something else is called too (a municipality,
    a hamlet of another tier, an old name, a genitive) is left out of the table but not among the rows.

    Args:
        data: the whole data.
        seed: of the parting; below 1000 to fit, from 1000 on to measure.
        rounds: into how many parts the names are parted.
        most: how many of them are done; all by default.
        half: only rows whose name `half_of` puts there.
        hamlets: leave out hamlets (tiers C and D) instead of localities.
    """
    source = random.Random(f"{seed} withheld")

    def taken(row: Mapping[str, str]) -> bool:
        return is_target(row) != hamlets

    names = sorted({row["name"] for row in place_rows(data) if taken(row)})
    source.shuffle(names)
    own = {name for _, name in towns(data)}
    for number in range(rounds if most is None else min(most, rounds)):
        out = set(names[number::rounds])
        tables = dict(data.tables)
        for table in {"places", "localities"} & tables.keys():
            tables[table] = [row for row in tables[table] if row["name"] not in out or not taken(row)]
        tables["other_names"] = [
            row
            for row in data.tables["other_names"]
            if row["place"] not in out or row["place"] in own or len(row["code"]) == 2
        ]
        fewer = replaced(data, tables=tables)
        left = {plain_key(name) for name, _ in listed_names(fewer)}
        codes: dict[str, list[str]] = {}
        for row in place_rows(data):
            name = row["name"]
            if name in out and plain_key(name) not in left and (half is None or half_of(name) == half):
                codes.setdefault(name, []).append(row["municipality"])
        yield gazetteer_of(fewer), [(name, ",".join(of), name) for name, of in codes.items()]


# --- Rules: nmt and the usual ways of matching names ------------------------------------------------------------------


def routes_of(data: Dataset) -> dict[str, str]:
    """County code -> a label; two counties with one label have the same contacts."""
    labels = {}
    for region in data.contacts["region"]:
        for county in region["counties"]:
            mine = [str(n) for n, c in enumerate(data.contacts["contact"]) if county in c["counties"]]
            labels[county] = f"{region['id']} {','.join(mine)}"
    return labels


def regions_of(data: Dataset) -> dict[str, str]:
    """County code -> the region's id."""
    return {county: region["id"] for region in data.contacts["region"] for county in region["counties"]}


def hurry() -> None:
    """Have distances computed for many questions, where that is a switch."""
    try:
        switch = getattr(importlib.import_module("nmtcli.fuzzy"), "use_rapidfuzz", None)
    except ImportError:
        return
    if switch is not None:
        switch()


def decided(found: Resolution) -> tuple[str, str | None]:
    """A resolution as a rule's answer."""
    if found.place is not None:
        return "answer", found.place.counties[0]
    return ("asks" if found.status == "ambiguous" else "gives up"), None


def nmt_rule(gazetteer: Gazetteer, routes: Routes) -> Rule:
    """nmt as it is."""
    return lambda text: decided(resolve(text, gazetteer, routes, explain=False))


def baselines(names: dict[str, str]) -> dict[str, Rule]:
    """Other rules over the same names (name -> code), each in a line."""
    listed = list(names)

    def answer(name: str | None) -> tuple[str, str | None]:
        return ("answer", names[name][:2]) if name else ("gives up", None)

    def best(scorer: Callable[..., float], cutoff: float) -> Rule:
        def rule(text: str) -> tuple[str, str | None]:
            hit = process.extractOne(text, listed, scorer=scorer, score_cutoff=cutoff)
            return answer(hit[0] if hit else None)

        return rule

    def close(text: str, cutoff: float = 0.6) -> tuple[str, str | None]:
        return answer(next(iter(difflib.get_close_matches(text, listed, 1, cutoff)), None))

    def name_inside_then_close(text: str) -> tuple[str, str | None]:
        low = text.lower()
        inside = next((name for name in listed if name.lower() in low), None)
        return answer(inside) if inside else close(text, 0.8)

    return {
        "rapidfuzz extractOne (WRatio)": best(fuzz.WRatio, 0),
        "rapidfuzz ratio >= 80": best(fuzz.ratio, 80),
        "difflib get_close_matches": close,
        "countryguess' rule (name inside, else difflib >= 0.8)": name_inside_then_close,
        "barangay's rule (token_sort_ratio >= 60)": best(fuzz.token_sort_ratio, 60),
    }


# --- Measuring --------------------------------------------------------------------------------------------------------


def outcome(answer: tuple[str, str | None], code: str, regions: Mapping[str, str]) -> str:
    """One of OUTCOMES; right means the right region, where the right coordinator is; for code "": no answer at all."""
    kind, county = answer
    if not code:
        return {"answer": "WRONG", "gives up": "right"}.get(kind, kind)
    if kind != "answer" or county is None:
        return kind
    return "right" if regions[county] in {regions[one[:2]] for one in code.split(",")} else "WRONG"


class Asked(NamedTuple):
    """A row and what came of it."""

    kind: str
    text: str
    code: str
    name: str
    outcome: str
    how: str
    score: float
    answer: str  # code and name of the place


def ask(
    kind: str, rows: Iterable[Row], gazetteer: Gazetteer, routes: Routes, regions: Mapping[str, str]
) -> list[Asked]:
    """Every row put to nmt."""
    asked = []
    for text, code, name in rows:
        found = resolve(text, gazetteer, routes, explain=False)
        place = f"{found.place.code} {found.place.name}" if found.place else ""
        asked.append(
            Asked(kind, text, code, name, outcome(decided(found), code, regions), found.how or "", found.score, place)
        )
    return asked


def table(title: str, rows: Iterable[tuple[str, Counter[str]]]) -> str:
    """Counts as a Markdown table of percentages."""
    lines = [f"| {title} | rows | " + " | ".join(OUTCOMES) + " |", "|---" * (len(OUTCOMES) + 2) + "|"]
    for name, count in rows:
        total = sum(count.values())
        cells = " | ".join(f"{100 * count[outcome] / max(total, 1):.2f} %" for outcome in OUTCOMES)
        lines.append(f"| {name} | {total} | {cells} |")
    return "\n".join(lines)


def bucket(score: float) -> float:
    """Where the row of the reliability table begins into which a score falls."""
    return max(low for low in BUCKETS if low <= max(score, 0.0))


def reliability(asked: Sequence[Asked], groups: Mapping[str, Callable[[Asked], bool]]) -> str:
    """Of the answers that rest on a guess, how many were right, by the score that was shown."""
    lines = [
        "| score of a guess | " + " | ".join(f"{name}: answers | mean score | right" for name in groups) + " |",
        "|---" * (3 * len(groups) + 1) + "|",
    ]
    guesses = [row for row in asked if row.how in GUESSES and row.outcome in ("right", "WRONG")]
    for low, high in zip(BUCKETS, (*BUCKETS[1:], 1.0)):
        cells = []
        for belongs in groups.values():
            mine = [row for row in guesses if bucket(row.score) == low and belongs(row)]
            right = sum(row.outcome == "right" for row in mine)
            if mine:
                mean = sum(row.score for row in mine) / len(mine)
                cells.append(f"{len(mine)} | {mean:.4f} | {100 * right / len(mine):.2f} %")
            else:
                cells.append("0 | | ")
        lines.append(f"| {low:g} to {high:g} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def risk_coverage(asked: Sequence[Asked], groups: Mapping[str, Callable[[Asked], bool]]) -> str:
    """Share of the rows that is answered with at least a score, and the share of these answers that is wrong."""
    lines = [
        "| answered from | " + " | ".join(f"{name}: covered | wrong" for name in groups) + " |",
        "|---" * (2 * len(groups) + 1) + "|",
    ]
    for threshold in THRESHOLDS:
        cells = []
        for belongs in groups.values():
            mine = [row for row in asked if belongs(row)]
            answered = [row for row in mine if row.outcome in ("right", "WRONG") and row.score >= threshold]
            wrong = sum(row.outcome == "WRONG" for row in answered)
            cells.append(
                f"{100 * len(answered) / max(len(mine), 1):.2f} % | {100 * wrong / max(len(answered), 1):.3f} %"
            )
        lines.append(f"| {threshold:g} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


GROUPS: dict[str, Callable[[Asked], bool]] = {
    "all": lambda row: row.kind != ABROAD,
    "municipalities": lambda row: row.kind in KINDS and not row.kind.startswith("locality"),
    "localities": lambda row: row.kind.startswith("locality"),
    "withheld": lambda row: row.kind == WITHHELD,
}


def measure(data: Dataset, seed: int, per_name: int, rounds: int, only: Sequence[str] = ()) -> list[Asked]:
    """All kinds of rows (or some), put to nmt."""
    gazetteer, routes, regions, names = gazetteer_of(data), routes_of(data), regions_of(data), Names(data)
    asked: list[Asked] = []
    for kind in KINDS:
        if not only or kind in only:
            asked += ask(kind, rows_of(kind, data, per_name, seed, names), gazetteer, routes, regions)
    if not only or ABROAD in only:
        asked += ask(ABROAD, abroad(towns(data), max(1, per_name // 10), seed), gazetteer, routes, regions)
    del gazetteer
    if not only or WITHHELD in only:
        for fewer, left_out in withheld(data, seed, most=rounds):
            asked += ask(WITHHELD, left_out, fewer, routes, regions)
    return asked


def peers(data: Dataset, seed: int, sample: int, per_name: int) -> str:
    """nmt beside the other rules, on rows of all kinds and on localities."""
    regions = regions_of(data)
    nmt = nmt_rule(gazetteer_of(data), routes_of(data))
    every = {"nmt": nmt, **baselines({name: code for code, name in towns(data)})}
    source = random.Random(f"{seed} peers")
    mixed = list(rows_of("all kinds", data, per_name, seed))
    own = {without_marks(name) for _, name in towns(data)}
    absent = [
        (row["name"], row["municipality"], row["name"])
        for row in place_rows(data)
        if is_target(row) and without_marks(row["name"]) not in own
    ]
    tables = []
    for title, rows in (
        ("all kinds, the same rows", source.sample(mixed, min(sample, len(mixed)))),
        ("localities, which only nmt has", source.sample(absent, min(sample // 2, len(absent)))),
    ):
        counted = [
            (name, Counter(outcome(rule(text), code, regions) for text, code, _ in rows))
            for name, rule in every.items()
        ]
        tables.append(table(title, counted))
    return "\n\n".join(tables)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how safely misspelled place names are answered.")
    parser.add_argument("--per-name", type=int, default=40, help="misspellings of each municipality")
    parser.add_argument("--rounds", type=int, default=10, help="of the ten parts of withheld names, how many are done")
    parser.add_argument("--sample", type=int, default=2000, help="rows that the other rules are asked; 0: none")
    parser.add_argument(
        "--seed", type=int, default=2026, help=f"from {FIRST_MEASURING_SEED} on; lower ones are to fit with"
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows, for a first look")
    parser.add_argument("--only", nargs="+", default=(), metavar="KIND", choices=(*KINDS, WITHHELD, ABROAD))
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N wrong rows of each kind")
    parser.add_argument("--rows", type=Path, metavar="FILE", help="write every row and what came of it, as TSV")
    options = parser.parse_args()
    if options.quick:
        options.per_name, options.rounds, options.sample = 4, 1, min(options.sample, 200)
    hurry()
    data = load_dataset()
    seed: int = options.seed
    print(f"Seed {seed}{' (one to fit with)' if seed < FIRST_MEASURING_SEED else ''}. Right: the right region.\n")
    began = time.perf_counter()
    asked = measure(data, seed, options.per_name, options.rounds, options.only)
    took = time.perf_counter() - began
    by_kind: dict[str, list[Asked]] = {}
    for row in asked:
        by_kind.setdefault(row.kind, []).append(row)
    print(table("nmt", [(kind, Counter(row.outcome for row in rows)) for kind, rows in by_kind.items()]) + "\n")
    print(reliability(asked, GROUPS) + "\n")
    print(risk_coverage(asked, GROUPS) + "\n")
    for kind, rows in by_kind.items():
        for row in [row for row in rows if row.outcome == "WRONG"][: options.show]:
            print(f"{kind}: {row.text!r}, {row.code} {row.name}: {row.answer}, {row.how} {row.score:g}")
    if options.rows:
        lines = ["\t".join(Asked._fields), *("\t".join(map(str, row)) for row in asked)]
        options.rows.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.sample and not options.only:
        print(peers(data, seed, options.sample, options.per_name) + "\n")
    print(f"{len(asked):,} rows in {took:.0f} seconds, the tables included")


if __name__ == "__main__":
    main()
