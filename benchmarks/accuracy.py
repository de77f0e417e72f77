"""How often a misspelled name is answered right, asked about, given up or silently sent to the wrong region.

Usage: python benchmarks/accuracy.py [--per-name N] [--sample N] [--seed N]

Misspells the 290 municipality names with a seeded error model, asks nmt and the usual ways of matching names the same
questions, and prints Markdown tables. A random tenth of the localities is left out of the gazetteer, ten times, and
asked for: a town that no table has must not be sent to another one's region.
"""

from __future__ import annotations

import argparse
import difflib
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from rapidfuzz import fuzz, process

from nmtcli.compile import make_tables
from nmtcli.fuzzy import use_rapidfuzz
from nmtcli.gazetteer import Gazetteer
from nmtcli.loader import Dataset, load_dataset
from nmtcli.normalise import fold, key
from nmtcli.resolve import resolve

Rule = Callable[[str], tuple[str, str | None]]  # text -> ("answer" | "asks" | "gives up", county code)
OUTCOMES = ("right", "asks", "gives up", "WRONG")
LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
NEIGHBOURS = {
    **dict(zip("qwertyuiopå", ("wa", "qes", "wrd", "etf", "ryg", "tuh", "yij", "uok", "ipl", "oåö", "päö"))),
    **dict(zip("asdfghjklöä", ("qsz", "adw", "sfe", "dgr", "fht", "gjy", "hku", "jli", "kö", "läp", "öå"))),
    **dict(zip("zxcvbnm", ("xa", "zcs", "xvd", "cbf", "vng", "bmh", "nj"))),
}
SOUNDS = (
    *(
        ("sk", "sj"),
        ("tj", "kj"),
        ("kö", "tjö"),
        ("ä", "e"),
        ("e", "ä"),
        ("å", "o"),
        ("o", "å"),
        ("ck", "k"),
        ("k", "ck"),
    ),
    *(("x", "ks"), ("ks", "x"), ("v", "w"), ("f", "v"), ("g", "j"), ("c", "k"), ("s", "z"), ("rg", "rj"), ("hj", "j")),
)
PLAIN = str.maketrans("åäöÅÄÖé", "aaoAAOe")
DIGRAPHS = str.maketrans({"å": "aa", "ä": "ae", "ö": "oe", "Å": "Aa", "Ä": "Ae", "Ö": "Oe"})
SUFFIXES = (" kommun", "s kommun", " stad", " centrum", " C", "s", ", Sverige", " station")


# --- The error model: each kind is a function (name, random source) -> misspelled name -----------------------------


def random_edit(name: str, source: random.Random) -> str:
    """A letter left out, put in or replaced."""
    at = source.randrange(len(name))
    kind = source.randrange(3)
    letter = source.choice(LETTERS)
    return name[:at] + ("" if kind == 0 else letter) + name[at + (kind < 2) :]


def transposition(name: str, source: random.Random) -> str:
    """Two neighbouring letters changed round."""
    at = source.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def keyboard(name: str, source: random.Random) -> str:
    """The key beside the right one."""
    at = source.randrange(len(name))
    near = NEIGHBOURS.get(name[at].lower())
    return name[:at] + source.choice(near) + name[at + 1 :] if near else random_edit(name, source)


def doubling(name: str, source: random.Random) -> str:
    """A consonant doubled, or a doubled one written once."""
    at = source.randrange(1, len(name))
    if name[at] == name[at - 1]:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at] + name[at:] if name[at].lower() not in "aeiouyåäö -" else transposition(name, source)


def sound_alike(name: str, source: random.Random) -> str:
    """Another spelling of the same sound."""
    fitting = [pair for pair in SOUNDS if pair[0] in name.lower()]
    if not fitting:
        return doubling(name, source)
    old, new = source.choice(fitting)
    at = name.lower().index(old)
    return name[:at] + new + name[at + len(old) :]


def no_diacritics(name: str, source: random.Random) -> str:
    """Å, ä and ö as a and o."""
    return name.translate(PLAIN)


def digraphs(name: str, source: random.Random) -> str:
    """Å, ä and ö as aa, ae and oe."""
    return name.translate(DIGRAPHS)


def suffix(name: str, source: random.Random) -> str:
    """A word or an ending after the name."""
    return name + source.choice(SUFFIXES)


def combination(name: str, source: random.Random) -> str:
    """A slip, and no diacritics or something after the name."""
    slip = source.choice((random_edit, transposition, keyboard, doubling, sound_alike))
    return source.choice((no_diacritics, digraphs, suffix))(slip(name, source), source)


ONE_SLIP = (random_edit, transposition, keyboard, doubling, sound_alike)
MODEL = (*ONE_SLIP, no_diacritics, digraphs, suffix, combination)


def misspelled(
    names: Iterable[tuple[str, str]], kinds: tuple[Callable[[str, random.Random], str], ...], per_name: int, seed: int
) -> Iterator[tuple[str, str]]:
    """(misspelled name, code) rows: every name `per_name` times, by a random kind."""
    source = random.Random(seed)
    for code, name in names:
        for _ in range(per_name):
            yield source.choice(kinds)(name, source), code


# --- Rules: nmt and the usual ways of matching names ----------------------------------------------------------------


def routes_of(data: Dataset) -> dict[str, str]:
    """County code -> a label; two counties with one label have the same contacts."""
    labels = {}
    for region in data.contacts["region"]:
        for county in region["counties"]:
            mine = [str(n) for n, c in enumerate(data.contacts["contact"]) if county in c["counties"]]
            labels[county] = f"{region['id']} {','.join(mine)}"
    return labels


def nmt_rule(gazetteer: Gazetteer, routes: dict[str, str]) -> Rule:
    """nmt as it is."""

    def rule(text: str) -> tuple[str, str | None]:
        found = resolve(text, gazetteer, routes)
        if found.place is not None:
            return "answer", found.place.counties[0]
        return ("asks" if found.status == "ambiguous" else "gives up"), None

    return rule


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


# --- Measuring ------------------------------------------------------------------------------------------------------


def outcome(rule: Rule, text: str, code: str, regions: dict[str, str]) -> str:
    """One of OUTCOMES; right means the right region, where the right coordinator is."""
    kind, county = rule(text)
    if kind != "answer" or county is None:
        return kind
    return "right" if regions[county] == regions[code[:2]] else "WRONG"


def real_names(gazetteer: Gazetteer) -> set[str]:
    """Every name that the gazetteer has, here or abroad, folded: a slip that spells one of them is no misspelling."""
    return {
        fold(name)
        for group, table in (("places", "NAMES"), ("elsewhere", "FOREIGN"))
        for name in gazetteer.table(group, table)
    }


def withheld(data: Dataset, seed: int, rounds: int = 10) -> Iterator[tuple[Gazetteer, list[tuple[str, str]]]]:
    """Gazetteers without a tenth of the localities' names each, and the (name, code) rows left out."""
    source = random.Random(seed)
    names = sorted({row["name"] for row in data.tables["localities"]})
    source.shuffle(names)
    for number in range(rounds):
        out = set(names[number::rounds])
        tables = dict(data.tables)
        for table, column in (("localities", "name"), ("other_names", "place")):
            tables[table] = [
                row for row in data.tables[table] if row[column] not in out or len(row.get("code", "")) == 2
            ]
        fewer = Dataset(data.counties, data.municipalities, data.contacts, tables, data.words, data.heads)
        gazetteer = Gazetteer(make_tables(fewer).__getitem__)
        rows = [(r["name"], r["municipality"]) for r in data.tables["localities"] if r["name"] in out]
        yield gazetteer, [row for row in rows if not gazetteer.find(key(row[0]))]


def table(title: str, rows: list[tuple[str, Counter[str]]]) -> str:
    """Counts as a Markdown table of percentages."""
    lines = [f"| {title} | rows | " + " | ".join(OUTCOMES) + " |", "|---" * (len(OUTCOMES) + 2) + "|"]
    for name, count in rows:
        total = sum(count.values())
        cells = " | ".join(f"{100 * count[outcome] / total:.2f} %" for outcome in OUTCOMES)
        lines.append(f"| {name} | {total} | {cells} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how safely misspelled place names are answered.")
    parser.add_argument("--per-name", type=int, default=40, help="misspellings of each municipality, for nmt")
    parser.add_argument("--sample", type=int, default=2000, help="of them, how many the other rules are asked")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    use_rapidfuzz()
    data = load_dataset()
    gazetteer = Gazetteer.load()
    routes = routes_of(data)
    regions = {county: region["id"] for region in data.contacts["region"] for county in region["counties"]}
    rule = nmt_rule(gazetteer, routes)
    towns = [(town["code"], town["name"]) for town in data.municipalities]
    known = real_names(gazetteer)

    print(f"Seed {options.seed}, {len(towns)} municipality names. Right: the right region.\n")
    one_slip = [
        row for row in misspelled(towns, ONE_SLIP, options.per_name, options.seed) if fold(key(row[0])) not in known
    ]
    mixed = list(misspelled(towns, MODEL, options.per_name, options.seed))
    sample = random.Random(options.seed).sample(mixed, min(options.sample, len(mixed)))
    rows = [
        ("one slip, no other real name", Counter(outcome(rule, t, c, regions) for t, c in one_slip)),
        ("all kinds and combinations", Counter(outcome(rule, t, c, regions) for t, c in mixed)),
    ]
    counts: Counter[str] = Counter()
    for fewer, left_out in withheld(data, options.seed):
        counts.update(outcome(nmt_rule(fewer, routes), name, code, regions) for name, code in left_out)
    rows.append(("localities that are in no table", counts))
    print(table("nmt", rows) + "\n")

    every = {"nmt": rule, **baselines({name: code for code, name in towns})}
    print(table("all kinds, the same rows", [
        (name, Counter(outcome(other, text, code, regions) for text, code in sample)) for name, other in every.items()
    ]) + "\n")  # fmt: skip
    absent = [
        (r["name"], r["municipality"])
        for r in data.tables["localities"]
        if fold(key(r["name"])) not in {fold(key(n)) for _, n in towns}
    ]
    absent = random.Random(options.seed).sample(absent, min(options.sample // 2, len(absent)))
    print(table("localities, which only nmt has", [
        (name, Counter(outcome(other, text, code, regions) for text, code in absent)) for name, other in every.items()
    ]))  # fmt: skip


if __name__ == "__main__":
    main()
