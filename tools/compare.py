"""What a change of the resolver or the data changes: about 40,000 texts and what becomes of them.

Usage: python tools/compare.py write FILE        ask every text, write class, text, wanted, status, region and code
       python tools/compare.py diff OLD NEW      the texts whose answer moved, counts first

Write once before a change and once after it. The texts are made from data/ and by seed, each from a seed of its own, so
that a text more or less moves no other: the case table, the 290 municipalities in many surroundings, misspelled or not,
with qualifiers that are right and wrong, names that several municipalities bear, localities, names withheld from the
tables (benchmarks/accuracy.py) and invented ones. wanted is the id of the region that is right, "ask" where only a
question is, "none" where no answer is, "" where the case table says what is wanted. diff reports texts in one file only
as a count.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from nmtcli.gazetteer import Gazetteer
from nmtcli.gazetteer.dataset import Dataset, load_dataset
from nmtcli.normalise import key
from nmtcli.resolve import resolve

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import accuracy  # noqa: E402  the withheld names are its own
import slips  # noqa: E402  and these the error models

Slip = Callable[[str, random.Random], str]

SURROUNDINGS = (
    "{} kommun", "{}s kommun", "{} komun", "{}sområdet", "{}strakten", "kommun {}", "region {}", "{} stad",
    "{} station", "{} centrum", "i {}", "till {}", "söder om {}", "({})", "{}?", "{} (kommun)", "{} / Sverige",
    "{}, Sverige", "{}, Storgatan", "Storgatan 3, {}", "{}, Vasavägen 12 B", "City of {}", "{} municipality, Sweden",
    "{} sjukhus",
    "bor i {} sedan 2019", "hej jag ringer från {}", "socialtjänsten i {}", "Socialjouren {}", "polisen {}", "📍{}",
    "ort={}", "kvinna från Nigeria i {}", "woman from Romania, currently in {}", "{}, 12 oktober", "12 oktober, {}",
    "{} 2026-05-03", "kl 22:22, {}", "3 personer, {}", "kvinna 25 år, {}",
)  # fmt: skip
# Beside the right county, letter, province, region or postal code; a text is left out where one of them is not known.
QUALIFIED = (
    "{name}, {county}", "{county}, {name}", "{name} ({county})", "{name} {county}", "{name}, {short}",
    "{name}, {letter}", "{name} ({letter})", "{name}, {province}", "{name}, region {region}",
    "{name} kommun, {county}", "{postal} {name}", "{name} {postal}", "SE-{postal} {name}",
    "Storgatan 7, {postal} {name}", "Storgatan 7, {name}, {county}",
)  # fmt: skip
ABROAD = ("{}, Norge", "{}, Tyskland", "{}, USA", "{}, Nebraska", "{}, Ontario", "{}, Bavaria", "{}, NE 69138")
INVENTED = 1500
LOCALITIES = 1500  # each as it is, and misspelled
SEED = "2026"


class Text(NamedTuple):
    """One text: its class, what is asked, the answer wanted."""

    group: str
    text: str
    wanted: str


class Row(NamedTuple):
    """A line of the file."""

    group: str
    text: str
    wanted: str
    status: str
    region: str
    code: str

    def verdict(self) -> str:
        """right, asks, gives up or WRONG; "" where the case table decides."""
        if not self.wanted:
            return ""
        if self.status == "ambiguous":
            return "right" if self.wanted == "ask" else "asks"
        if self.status == "not_found":
            return "right" if self.wanted == "none" else "gives up"
        return "right" if self.region == self.wanted else "WRONG"


def seeded(*parts: object) -> random.Random:
    """A source of its own for each text."""
    return random.Random("|".join((SEED, *map(str, parts))))


class Texts:
    """The texts, made from the data."""

    def __init__(self, data: Dataset) -> None:
        self.data = data
        self.regions = {county: region for region in data.contacts["region"] for county in region["counties"]}
        self.counties = {county["code"]: county for county in data.counties}
        self.towns = sorted((town["code"], town["name"]) for town in data.municipalities)
        provinces = defaultdict(list)
        for row in data.tables["areas"]:
            if row["kind"] == "landskap":
                for county in row["counties"].split(","):
                    provinces[county].append(row["name"])
        self.provinces = {county: names[0] for county, names in provinces.items() if len(names) == 1}
        self.postal = {(row["town"], row["municipality"]): row["code"] for row in reversed(data.tables["postcodes"])}
        # Every municipality in which a name lies; folding is left to the resolver.
        self.bearers: dict[str, dict[str, str]] = defaultdict(dict)
        for code, name in self.towns:
            self.bearers[key(name)][code] = name
        for row in data.tables["places"]:
            self.bearers[key(row["name"])].setdefault(row["municipality"], row["name"])

    def region(self, code: str) -> str:
        """The id of the region of a county or municipality."""
        return str(self.regions[code[:2]]["id"])

    def only_region(self, codes: str) -> str:
        """The id of the region of all these municipalities (joined by commas), "ask" where they have several."""
        found = {self.region(code) for code in codes.split(",")}
        return found.pop() if len(found) == 1 else "ask"

    def known(self, name: str, code: str) -> dict[str, str]:
        """What can stand beside a name in the municipality `code`."""
        county = self.counties[code[:2]]
        postal = self.postal.get((name, code), "")
        return {
            "name": name, "county": county["name"], "short": county["short_name"], "letter": county["letter"],
            "province": self.provinces.get(code[:2], ""), "region": self.regions[code[:2]]["name"],
            "postal": postal and f"{postal[:3]} {postal[3:]}",
        }  # fmt: skip

    def all(self) -> Iterator[Text]:
        """Every text but the withheld names, which need a gazetteer of their own."""
        yield from self.cases()
        yield from self.municipalities()
        yield from self.shared_names()
        yield from self.localities()
        yield from self.invented()

    def cases(self) -> Iterator[Text]:
        """The case table of the tests."""
        lines = (ROOT / "tests" / "cases.tsv").read_text(encoding="utf-8").split("\n")
        for row in csv.DictReader((n for n in lines if n[:1] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row["text"].encode("latin-1", "backslashreplace").decode("unicode_escape")
            yield Text(f"case: {row['class']}", text, "")

    def municipalities(self) -> Iterator[Text]:
        """The 290 names."""
        for code, name in self.towns:
            wanted = self.region(code)
            yield Text("name", name, wanted)
            for kind in slips.ALL_KINDS:
                for number in range(2):
                    slip = kind(name, seeded(kind.__name__, name, number)) or name
                    yield Text(f"slip: {kind.__name__}", slip, wanted)
            for number in range(4):
                source = seeded("two", name, number)
                first, second = source.sample(slips.ONE_SLIP, 2)
                yield Text("two slips", second(first(name, source), source), wanted)
            for form in SURROUNDINGS:
                yield Text("name in surroundings", form.format(name), wanted)
                if seeded(name, form).random() < 0.5:
                    yield Text("slip in surroundings", form.format(self.slip(name, form)), wanted)
            beside = self.known(name, code)
            for form in QUALIFIED:
                if all(value for field, value in beside.items() if f"{{{field}}}" in form):
                    yield Text("right qualifier", form.format(**beside), wanted)
                    wrong = {**beside, "name": self.slip(name, form)}
                    yield Text("right qualifier, slip", form.format(**wrong), wanted)
            for form in ABROAD:
                yield Text("place abroad", form.format(name), "none")
            yield from self.wrong_county(name, code)

    def slip(self, name: str, form: str) -> str:
        """One slip of the name, another one in each surrounding."""
        source = seeded("slip", name, form)
        return source.choice(slips.ONE_SLIP)(name, source)

    def wrong_county(self, name: str, code: str) -> Iterator[Text]:
        """Beside counties of other regions, where no place has the name."""
        held = {self.region(other) for other in self.bearers[key(name)]}
        others = [county for county in sorted(self.counties) if self.region(county) not in held]
        for county in seeded("wrong", name, code).sample(others, min(2, len(others))):
            named = self.counties[county]
            for form in (f"{{}}, {named['name']}", f"{named['name']}, {{}}", f"{{}} ({named['letter']})"):
                yield Text("wrong qualifier", form.format(name), "ask")
                yield Text("wrong qualifier, slip", form.format(self.slip(name, form)), "ask")

    def shared_names(self) -> Iterator[Text]:
        """Names of tiers A and B that lie in several regions: alone, and beside each right county and a wrong one."""
        strong = {key(row["name"]) for row in self.data.tables["places"] if row["tier"] in "AB"}
        for folded in sorted(strong):
            codes = self.bearers[folded]
            if len({self.region(code) for code in codes}) < 2:
                continue
            name = next(iter(codes.values()))
            yield Text("shared name", name, "")
            for code in sorted({code[:2]: code for code in sorted(codes)}.values()):
                yield Text("shared name, right county", f"{name}, {self.counties[code[:2]]['name']}", self.region(code))
            yield from list(self.wrong_county(name, ""))[:1]

    def localities(self) -> Iterator[Text]:
        """A sample of the places of over 200 people that lie in one region, as they are and misspelled."""
        rows = []
        for row in self.data.tables["places"]:
            if int(row["population"] or 0) > 200:
                regions = {self.region(code) for code in self.bearers[key(row["name"])]}
                rows += [(row["name"], regions.pop())] if len(regions) == 1 else []
        for name, wanted in seeded("localities").sample(rows, LOCALITIES):
            yield Text("locality", name, wanted)
            yield Text("locality, slip", self.slip(name, "locality"), wanted)

    def invented(self) -> Iterator[Text]:
        """The beginning of one name and the end of another: as names are that no table has."""
        halves = [name for _, name in self.towns if name.isalpha() and len(name) > 5]
        for number in range(INVENTED):
            source = seeded("invented", number)
            first, second = source.sample(halves, 2)
            text = first[: source.randrange(3, len(first))] + second[-source.randrange(3, len(second)) :]
            if key(text) not in self.bearers:
                yield Text("invented name", text, "none")


def ask(texts: Iterator[Text], gazetteer: Gazetteer, routes: dict[str, str]) -> Iterator[Row]:
    """What becomes of each text."""

    def regions(counties: tuple[str, ...]) -> set[str]:
        return {routes[county].split(" ")[0] for county in counties}

    for group, text, wanted in texts:
        found = resolve(text, gazetteer, routes)
        places = [found.place] if found.place else []
        if found.status == "ambiguous":
            places = [candidate.place for candidate in found.candidates]
        region = sorted({region for place in places for region in regions(place.counties)})
        codes = sorted({place.code for place in places})
        shown = "".join(c if c.isprintable() and c != "\\" else c.encode("unicode_escape").decode() for c in text)
        yield Row(group, shown, wanted, found.status, " ".join(region), " ".join(codes))


def write(path: Path) -> None:
    """Ask everything and write the file."""
    data = load_dataset()
    routes = accuracy.routes_of(data)
    texts = Texts(data)
    rows = dict.fromkeys(ask(texts.all(), Gazetteer.load(), routes))
    fewer, left_out = next(accuracy.withheld(data, seed=1))
    missing = (Text("withheld name", name, texts.only_region(codes)) for name, codes, _ in left_out)
    rows |= dict.fromkeys(ask(missing, fewer, routes))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        print(*Row._fields, sep="\t", file=file)
        for row in rows:
            print(*row, sep="\t", file=file)
    print(f"{path}: {len(rows)} texts")


def read(path: Path) -> dict[tuple[str, str, str], Row]:
    """The rows of a file by class, text and what is wanted."""
    lines = path.read_text(encoding="utf-8").split("\n")[1:-1]
    rows = (Row(*line.split("\t")) for line in lines)
    return {row[:3]: row for row in rows}


VERDICTS = ("right", "asks", "gives up", "WRONG")


def move(old: Row, new: Row) -> tuple[int, str]:
    """How grave a change is (small is grave), and its name."""
    if old.verdict() != new.verdict():
        grave = -VERDICTS.index(new.verdict()) if new.verdict() in VERDICTS else 0
        return (grave if grave < -2 else 1 + VERDICTS.index(old.verdict())), f"{old.verdict()} -> {new.verdict()}"
    if old.status != new.status:
        return 6, f"{old.status} -> {new.status}"
    return (5, "another region") if old.region != new.region else (7, "another place of the region")


def diff(before: Path, after: Path) -> None:
    """Print the texts that moved: counts, then the rows by class, the gravest change first."""
    old, new = read(before), read(after)
    both = [(old[name], new[name]) for name in old if name in new]
    moved = [(was, now) for was, now in both if was[3:] != now[3:]]
    print(f"{len(both)} texts in both, {len(moved)} moved; {len(old) - len(both)} only in {before}, "
          f"{len(new) - len(both)} only in {after}\n")  # fmt: skip
    print("class\tmoved\t" + "\t".join(VERDICTS))
    groups: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for was, now in both:
        groups[was.group.split(":")[0] if was.group.startswith("case") else was.group].append((was, now))
    for group, pairs in groups.items():
        counts = [(Counter(was.verdict() for was, _ in pairs), Counter(now.verdict() for _, now in pairs))]
        cells = [f"{a[v]} -> {b[v]}" if a[v] != b[v] else str(a[v]) for a, b in counts for v in VERDICTS]
        print(group, sum(was[3:] != now[3:] for was, now in pairs), *cells, sep="\t")
    kinds = Counter(move(was, now) for was, now in moved)
    print("\nchange\ttexts")
    for (_, kind), count in sorted(kinds.items()):
        print(kind, count, sep="\t")
    print("\nclass\tchange\ttext\twanted\tstatus\tregion\tcode")
    for was, now in sorted(moved, key=lambda pair: (pair[0].group, move(*pair), pair[0].text)):
        cells = [a if a == b else f"{a or '-'} -> {b or '-'}" for a, b in zip(was[3:], now[3:])]
        print(was.group, move(was, now)[1], was.text, was.wanted, *cells, sep="\t")


def main(arguments: list[str]) -> int:
    """Write or compare."""
    if len(arguments) == 2 and arguments[0] == "write":
        write(Path(arguments[1]))
    elif len(arguments) == 3 and arguments[0] == "diff":
        diff(Path(arguments[1]), Path(arguments[2]))
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
