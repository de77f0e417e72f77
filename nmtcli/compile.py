"""Make the look-up tables from the data files: names with all their forms, postal codes, foreign names.

The tables are plain dictionaries of strings, so that the wheel can carry them ready-made (see tools/build_index.py) and
a checkout can make the same ones in memory. A *ref* is how a table names a place: "2584" a municipality, "25" a county,
"nord" a region, "2584/Abisko" a locality, "@Öland" an area; several are joined by "|". A leading "~" marks a ref that
the name reaches as an alias.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from nmtcli.fuzzy import osa, spelling_table, trigrams
from nmtcli.loader import Dataset
from nmtcli.normalise import fold, key, undigraph, unspaced

Tables = dict[str, Any]


def genitive(name: str) -> str | None:
    """The Swedish genitive, where it differs from the name: "Stockholm" -> "Stockholms"; Borås has none."""
    return None if name[-1] in "sxzSXZ" else name + "s"


def _is_latin(text: str) -> bool:
    return fold(key(text)).isascii()


class _Names:
    """Collects which refs a name reaches; a collision is kept, never overwritten."""

    def __init__(self) -> None:
        self.refs: dict[str, dict[str, bool]] = {}

    def add(self, name: str, ref: str, alias: bool = False) -> None:
        normal = key(name)
        if normal:
            seen = self.refs.setdefault(normal, {})
            seen[ref] = seen.get(ref, True) and alias

    def table(self) -> dict[str, str]:
        return {
            name: "|".join(("~" if alias else "") + ref for ref, alias in sorted(refs.items(), key=_rank))
            for name, refs in sorted(self.refs.items())
        }


def _rank(item: tuple[str, bool]) -> tuple[bool, int, str]:
    """Own names before aliases; municipality, county, region, area, locality."""
    ref, alias = item
    if "/" in ref:
        kind = 4
    elif ref[0] == "@":
        kind = 3
    elif ref.isdigit():
        kind = 0 if len(ref) == 4 else 1
    else:
        kind = 2
    return alias, kind, ref


def _administrative(names: _Names, data: Dataset) -> None:
    """Municipalities, counties and regions with every form of their own names."""
    for town in data.municipalities:
        code, name, official = town["code"], town["name"], town["official_name"]
        names.add(name, code)
        names.add(official, code)
        stem = official.rsplit(" ", 1)[0]  # "Falu" of "Falu kommun", "Stockholms" of "Stockholms stad"
        if official.endswith((" kommun", " stad", " Stad")):
            names.add(stem, code)
        for form in filter(None, (genitive(name),)):
            names.add(form, code)
        for other in town.get("also", ()):
            names.add(other, code, alias=True)
    for county in data.counties:
        code, name, short = county["code"], county["name"], county["short_name"]
        names.add(short, code)
        names.add(name, code)
        stem = name.removesuffix(" län")
        names.add(stem, code)
        for form in filter(None, (genitive(short), genitive(stem))):
            names.add(form, code)
        health = county["health_region"]
        names.add(health, code)
        names.add("landstinget " + health.removeprefix("Region "), code, alias=True)
    for region in data.contacts["region"]:
        name = region["name"]
        names.add("region " + name, region["id"])
        names.add(name, region["id"])
        names.add(name + "regionen", region["id"], alias=True)
        if "former_name" in region:
            names.add("region " + region["former_name"], region["id"], alias=True)


def _places(data: Dataset) -> tuple[_Names, _Names]:
    """All names: those of Swedish places in Latin letters, and the ones in other scripts."""
    names, scripts = _Names(), _Names()
    _administrative(names, data)
    towns = {town["code"]: town for town in data.municipalities}
    known = {row["name"] for row in data.tables["localities"]}
    for row in data.tables["localities"]:
        ref = f"{row['municipality']}/{row['name']}"
        names.add(row["name"], ref)
        if form := genitive(row["name"]):
            names.add(form, ref, alias=True)
        province, _, bare = row["name"].replace("-", " ").partition(" ")
        if province in PROVINCES and bare in known:  # at home Dala-Husby is Husby, as is the one in Stockholm
            names.add(bare, ref)
    for row in data.tables["areas"]:
        names.add(row["name"], "@" + row["name"])
    for row in data.tables["former_names"]:
        _former(names, row["name"].split(" (")[0], row["code"])
    for row in data.tables["other_names"]:
        code, place = row["code"], row["place"]
        own = len(code) == 2 or place == towns[code]["name"]
        target = names if _is_latin(row["name"]) else scripts
        target.add(row["name"], code if own else f"{code}/{place}", alias=True)
    _bare_forms(names, scripts, data)
    return names, scripts


# What stands before a name to tell it from the same name in another province.
PROVINCES = frozenset(
    [
        "Bohus",
        "Dala",
        "Dals",
        "Gotlands",
        "Gästrike",
        "Hisings",
        "Hälsinge",
        "Jämt",
        "Medelpads",
        "Närkes",
        "Roslags",
        "Skåne",
        "Skånes",
        "Smålands",
        "Södermanlands",
        "Torna",
        "Upplands",
        "Värmlands",
        "Västgöta",
        "Västmanlands",
        "Ölands",
        "Östgöta",
    ]
)


SHORT_STEM = 6  # letters; the stem of "Ströms kommun" is a surname and a dozen streams


def _former(names: _Names, name: str, ref: str) -> None:
    """A former county or municipality: "Kopparbergs län" is also "Kopparbergs", "Hedesunda kommun" also "Hedesunda"."""
    names.add(name, ref, alias=True)
    for word in (" kommun", " köping", " stad", " län"):
        if not name.endswith(word):
            continue
        stem = name.removesuffix(word)
        # A bare genitive is how counties are listed ("Värmlands"): it is the county's own name as well.
        names.add(stem, ref, alias=word != " län" or not stem.endswith("s"))
        if len(stem) > SHORT_STEM:
            names.add(stem.removesuffix("s"), ref, alias=True)


def _bare_forms(names: _Names, scripts: _Names, data: Dataset) -> None:
    """Other names without their word for county or municipality, where unknown: "カルマル市" -> "カルマル"."""
    lists = data.words["administrative"]
    beside = {key(word) for group in ("county", "municipality") for word in lists[group]}
    glued = tuple(word for word in beside if word and unspaced(word))
    towns = {town["code"]: town["name"] for town in data.municipalities}
    for row in data.tables["other_names"]:
        name, code = key(row["name"]), row["code"]
        if len(code) == 4 and row["place"] != towns[code]:
            continue
        first, _, after = name.partition(" ")
        before, _, last = name.rpartition(" ")
        bare = [after] if first in beside else [before] if last in beside else []
        if unspaced(name):
            bare += [name.removesuffix(word) for word in glued if name.endswith(word)]
        for form in bare:
            target = names if _is_latin(form) else scripts
            if len(fold(form)) > 2 and form not in target.refs and form not in beside:  # "Köpings kommun": no "kommun"
                target.add(form, code, alias=True)


def _postcodes(data: Dataset) -> dict[str, str]:
    """'98131' -> 'high 2584 Kiruna': confidence, municipality, post town."""
    return {row["code"]: f"{row['confidence']} {row['municipality']} {row['town']}" for row in data.tables["postcodes"]}


def _prefixes(data: Dataset) -> dict[str, str]:
    """'981' -> '25' : the counties in which the listed postal codes of a three-digit prefix lie, commonest first."""
    counts: dict[str, dict[str, int]] = {}
    for row in data.tables["postcodes"]:
        counties = counts.setdefault(row["code"][:3], {})
        county = row["municipality"][:2]
        counties[county] = counties.get(county, 0) + 1
    return {
        prefix: ",".join(sorted(counties, key=lambda c: (-counties[c], c)))
        for prefix, counties in sorted(counts.items())
    }


def _straddling(data: Dataset) -> dict[str, str]:
    """'Kvicksund' -> '04,19': the counties of the post towns whose postal codes lie in more than one."""
    counties: dict[str, set[str]] = {}
    for row in data.tables["postcodes"]:
        counties.setdefault(row["town"], set()).add(row["municipality"][:2])
    return {town: ",".join(sorted(found)) for town, found in sorted(counties.items()) if len(found) > 1}


def _foreign(data: Dataset) -> dict[str, str]:
    """Key of a name abroad -> its countries, joined by commas."""
    found: dict[str, set[str]] = {}
    for row in data.tables["foreign"]:
        if name := key(row["name"]):
            found.setdefault(name, set()).add(row["country"])
    return {name: ",".join(sorted(countries)) for name, countries in sorted(found.items())}


def _folded(names: dict[str, str], genitives: set[str]) -> dict[str, str]:
    """Folded name -> the keys that fold to it, where that says more than the key itself; no hamlet's mere genitive."""
    found: dict[str, list[str]] = {}
    for name, refs in names.items():
        if name in genitives and refs[0] == "~":
            continue
        found.setdefault(fold(name), []).append(name)
    return {folded: "|".join(keys) for folded, keys in sorted(found.items()) if keys != [folded]}


def _twins(names: dict[str, str]) -> dict[str, str]:
    """Name -> the other names that fold to the same, so that an exact answer can name them: 'habo' -> 'håbo'."""
    folded: dict[str, list[str]] = {}
    for name in names:
        folded.setdefault(fold(name), []).append(name)
    return {
        name: "|".join(other for other in group if other != name)
        for group in folded.values()
        if len({ref.lstrip("~") for name in group for ref in names[name].split("|")}) > 1
        for name in group
    }


SHORTEST_ALIAS = 7  # letters of a folded alias whose misspellings are recognised
ALIAS_LIKENESS = 0.5  # of an alias to the place's own name, at which a misspelling of it is recognised


def _with_kommun(name: str, names: Mapping[str, str], beside: Mapping[str, str]) -> bool:
    """Whether a name is a shorter one of the same place with "kommun" or the like beside it: "höörs kommun"."""
    places = set(names[name].replace("~", "").split("|"))
    words = name.split(" ")
    for at in range(1, len(words)):
        head, tail = " ".join(words[:at]), " ".join(words[at:])
        for word, core in ((tail, head), (tail, head.removesuffix("s")), (head, tail)):
            same = not places.isdisjoint(names.get(core, "").replace("~", "").split("|"))
            if beside.get(word) == "municipality" and same:
                return True
    return False


def _distinct(
    data: Dataset, names: dict[str, str], risky: set[str], beside: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The names worth comparing: own names, and aliases that look like them but are not mere copies without diacritics.

    A misspelled "Gothenburg" is recognised; a text near a town's name of 1740 is not. Nor is "kus kommun" likened to
    "kils kommun": the word that they share would make any two short names alike.
    """
    called = {
        entry["code"]: fold(key(entry.get("short_name", entry["name"])))
        for entry in [*data.counties, *data.municipalities]
    }
    own = {fold(name) for name, refs in names.items() if refs[0] != "~"}
    for name, refs in names.items():
        folded = fold(name)
        if name in risky or len(folded) < MIN_FUZZY or _with_kommun(name, names, beside):
            continue
        if refs[0] == "~":
            if folded in own or fold(undigraph(name)) in own:
                continue
            if len(folded) < SHORTEST_ALIAS:
                continue
            ref = refs.split("|")[0][1:]
            if "/" in ref or (" " in name and len(name.split(" ")[0]) < 3):  # a hamlet's; "Ö-sund"
                continue
            its_own = called.get(ref) or fold(key(ref.partition("/")[2]))
            edits = osa(folded, its_own)
            if edits < 2 or 1 - edits / max(len(folded), len(its_own)) < ALIAS_LIKENESS:
                continue  # one edit away, it would only bring in what is two edits away from the name
        yield name, refs


USUAL = 1  # names that must have a run of letters before it counts as one that names have


def _trigrams(data: Dataset) -> str:
    """The runs of three letters that are usual in Swedish names, joined by spaces."""
    listed = {row["name"] for row in data.tables["localities"]} | {town["name"] for town in data.municipalities}
    counts: Counter[str] = Counter()
    for name in listed:
        counts.update(trigrams(key(name)))
    return " ".join(sorted(run for run, times in counts.items() if times >= USUAL))


def _words(data: Dataset) -> dict[str, dict[str, str]]:
    """The word lists as keys. BESIDE says of a word beside a name what kind of word it is."""
    lists = data.words
    beside: dict[str, str] = {}
    for hint, listed in (
        ("around", lists["around"]["words"]),
        ("sweden", lists["countries_sweden"]["words"]),
        ("station", lists["station"]["words"]),
        ("county", lists["administrative"]["health"]),
        ("county", lists["administrative"]["county"]),
        ("municipality", lists["administrative"]["municipality"]),
    ):
        beside.update((key(word), hint) for word in listed)
    beside.pop("", None)

    def keys(group: str, name: str) -> dict[str, str]:
        return dict.fromkeys(sorted({key(word) for word in lists[group][name]} - {""}), "")

    return {
        "BESIDE": beside,
        "NOT_A_PLACE": keys("not_a_place", "phrases"),
        "GIVEN_NAMES": keys("given_names", "names") | keys("given_names", "also_places"),
        "FOREIGN_WORDS": keys("foreign_words", "words"),
        "SURNAMES": keys("surnames", "names"),
        "FIRMS": keys("firms", "words"),
        "NEAR": keys("near_words", "words"),
        "ORDINARY": keys("ordinary_words", "words"),
    }


MIN_FUZZY = 3  # letters of a folded name that a misspelling is compared with


def make_tables(data: Dataset) -> dict[str, Tables]:
    """All tables, grouped as the program needs them: one group is one module of the compiled index."""
    latin, scripts = _places(data)
    names = latin.table()
    risky: set[str] = {key(row["name"]) for row in data.tables["other_names"] if row["risk"]}
    foreign = _foreign(data)
    near_words: dict[str, str] = {key(word): "word" for word in data.words["near_words"]["words"]}
    words = _words(data)
    return {
        "places": {
            "COUNTIES": {c["code"]: (c["letter"], c["name"], c["short_name"], c["nuts3"]) for c in data.counties},
            "MUNICIPALITIES": {t["code"]: (t["name"], t["official_name"]) for t in data.municipalities},
            "REGIONS": {r["id"]: r["name"] for r in data.contacts["region"]},
            "AREAS": {
                row["name"]: (row["counties"], row["also_counties"], row["municipalities"])
                for row in data.tables["areas"]
            },
            "NAMES": names,
            "TWINS": _twins(names),
        },
        "loose": {
            "FOLDED": _folded(
                names, {key(form) for row in data.tables["localities"] if (form := genitive(row["name"]))}
            )
        },
        "fuzzy": {
            "SPELLINGS": spelling_table(_distinct(data, names, risky, words["BESIDE"])),
            "TRIGRAMS": _trigrams(data),
        },
        "abroad": {
            "SPELLINGS": spelling_table(
                (name, countries)
                for name, countries in {**near_words, **foreign}.items()
                if name not in names and len(fold(name)) >= MIN_FUZZY
            )
        },
        "elsewhere": {"FOREIGN": foreign},
        "scripts": {"SCRIPTS": scripts.table()},
        "words": words,
        "postal": {"POSTCODES": _postcodes(data), "PREFIXES": _prefixes(data), "STRADDLING": _straddling(data)},
        "about": {
            "HEADS": data.heads,
            "COUNTS": _counts(data),
        },
        "contacts": {"CONTACTS": _jsonable(data.contacts)},
    }


def _counts(data: Dataset) -> dict[str, int]:
    """How many entries each data file has."""
    counts = {
        "municipalities.toml": len(data.municipalities),
        "regions.toml": len(data.contacts["contact"]),
        "words.toml": sum(len(v) for lists in data.words.values() if isinstance(lists, dict) for v in lists.values()),
    }
    return counts | {f"{name}.tsv": len(rows) for name, rows in data.tables.items()}


def _jsonable(value: Any) -> Any:
    """TOML's dates as ISO text, so that the tables hold only strings, numbers, lists and dictionaries."""
    if isinstance(value, dict):
        return {k: _jsonable(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_jsonable(v) for v in value]
    return value if isinstance(value, (str, int, bool)) else str(value)
