"""Make the look-up tables from the data files: names with all their forms, postal codes, foreign names.

The tables are plain dictionaries of strings, so that the wheel can carry them ready-made (see tools/build_index.py) and
a checkout can make the same ones in memory. A *ref* is how a table names a place: "2584" a municipality, "25" a county,
"nord" a region, "2584/Abisko" a locality, "@Öland" an area; several are joined by "|". A leading "~" marks a ref that
the name reaches as an alias.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nmtcli.contacts.socialjour import by_municipality
from nmtcli.loader import Dataset
from nmtcli.messages import COUNTRIES
from nmtcli.normalise import fold, key, undigraph, unspaced
from nmtcli.resolve.candidates import osa, spelling_table
from nmtcli.resolve.guess import TERMS
from nmtcli.resolve.letters import letter_table

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
    known = {row["name"] for row in data.tables["places"]}
    provinces = set(data.words["distinguishing"]["provinces"])
    refs: dict[tuple[str, str], str] = {}
    for row in data.tables["places"]:
        name, code = row["name"], row["municipality"]
        if key(name) == key(towns[code]["name"]):
            refs[code, name] = code
            continue
        ref = refs[code, name] = f"{code}/{name}/{row['tier']}/{row['kind']}/{row['population']}"
        for form in {name, *name.split("/")}:  # "Hemavan/Bierke"
            names.add(form, ref)
        province, _, bare = name.replace("-", " ").partition(" ")
        if province.casefold() in provinces and bare in known:  # at home Dala-Husby is Husby
            names.add(bare, ref)
    for row in data.tables["areas"]:
        names.add(row["name"], "@" + row["name"])
    for row in data.tables["former_names"]:
        _former(names, row["name"].split(" (")[0], row["code"])
    for row in data.tables["other_names"]:
        code, place = row["code"], row["place"]
        own = len(code) == 2 or place == towns[code]["name"]
        target = names if _is_latin(row["name"]) else scripts
        target.add(row["name"], code if own else refs.get((code, place), code), alias=True)
    _bare_forms(names, scripts, data)
    return names, scripts


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


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """First -> all its seconds, joined by commas: a name abroad and its countries."""
    found: dict[str, set[str]] = {}
    for first, second in pairs:
        if first:
            found.setdefault(first, set()).add(second)
    return {first: ",".join(sorted(seconds)) for first, seconds in sorted(found.items())}


def _folded(names: dict[str, str]) -> dict[str, str]:
    """Folded name -> the keys that fold to it, where that says more than the key itself."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(fold(name), []).append(name)
    return {folded: "|".join(keys) for folded, keys in sorted(found.items()) if keys != [folded]}


def _close(names: dict[str, str], known: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The names that are not answered at once, each with those that differ from it in rings and dots only, and itself.

    Another is as near, or it is a word or lies abroad.
    """
    folded: dict[str, list[str]] = {}
    for name in names:
        folded.setdefault(fold(name), []).append(name)
    close = {
        name: "|".join(group)
        for group in folded.values()
        if len({ref.lstrip("~") for name in group for ref in names[name].split("|") if _is_target(ref)}) > 1
        for name in group
    }
    elsewhere = {name: name for table in known for name in table if "/" in names.get(name, "")}
    return dict(sorted({**elsewhere, **close}.items()))


NORDIC = frozenset(("NO", "DK", "FI", "AX", "IS", "FO", "EE"))
A_COUNTRY, A_PLACE = 50_000_000, 1_000  # people reckoned with where the table has no figure


def _foreign(data: Dataset) -> dict[str, str]:
    """Key of a name abroad -> its countries and how many people it has: 'NO,DK/61906'.

    Of the names without a figure those outside the Nordic countries are countries; there, where the table has every
    post town, the country is known by its name.
    """
    countries = {key(name) for names in COUNTRIES.values() for name in names.values()}
    people: dict[str, int] = {}
    for row in data.tables["foreign"]:
        name = key(row["name"])
        country = row["country"] not in NORDIC or name in countries
        figure = int(row["population"] or 0) or (A_COUNTRY if country else A_PLACE)
        people[name] = max(people.get(name, 0), figure)
    found = _grouped((key(row["name"]), row["country"]) for row in data.tables["foreign"])
    return {name: f"{codes}/{people[name]}" for name, codes in found.items()}


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
            if "k" in beside.get(word, "") and same:
                return True
    return False


def _is_target(ref: str) -> bool:
    """Whether misspellings of a place are recognised: not of a region ("ditt" is not Mitt), nor of a mere hamlet."""
    ref = ref.lstrip("~")
    return ref.rsplit("/", 3)[1] in "AB" if "/" in ref else ref[0] in "@0123456789"


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
        if (name in risky and refs[0] == "~") or len(folded) < MIN_FUZZY or _with_kommun(name, names, beside):
            continue
        if not any(_is_target(ref) for ref in refs.split("|")):
            continue
        if refs[0] == "~":
            if folded in own or fold(undigraph(name)) in own:
                continue
            if len(folded) < SHORTEST_ALIAS:
                continue
            ref = refs.split("|")[0][1:]
            if "/" in ref or (" " in name and len(name.split(" ")[0]) < 3):  # a hamlet's; "Ö-sund"
                continue
            its_own = called.get(ref) or fold(key(ref.partition("/")[2].rsplit("/", 3)[0] if "/" in ref else ref))
            edits = osa(folded, its_own)
            if edits < 2 or 1 - edits / max(len(folded), len(its_own)) < ALIAS_LIKENESS:
                continue  # one edit away, it would only bring in what is two edits away from the name
        yield name, refs


# The word lists by what their words do in a text, each with its sign in the table ROLES.
ROLE_LISTS = (
    ("a", "around", "words"), ("r", "near", "words"), ("w", "countries_sweden", "words"), ("t", "station", "words"),
    ("h", "administrative", "health"), ("c", "administrative", "county"), ("k", "administrative", "municipality"),
    ("q", "parish", "words"),
    ("o", "origin", "words"), ("n", "negation", "words"), ("j", "joiners", "words"), ("p", "titles", "words"),
    ("u", "units", "words"), ("m", "months", "words"), ("v", "streets", "words"), ("V", "streets", "after_number"),
    ("D", "distinguishing", "sizes"), ("d", "distinguishing", "before"), ("d", "distinguishing", "provinces"),
    ("e", "distinguishing", "after"), ("g", "given_names", "names"),
    ("g", "given_names", "also_places"), ("s", "surnames", "names"), ("b", "firms", "words"),
    ("x", "foreign_words", "words"), ("f", "fillers", "words"), ("N", "not_a_place", "phrases"),
    ("y", "codes", "municipal"), ("z", "codes", "area"),
)  # fmt: skip


PLAIN = str.maketrans("åäö", "aao")


def _words(data: Dataset) -> dict[str, Any]:
    """What words do in a text (ROLES), and how common they are as words (COMMON, ten times their Zipf value)."""
    roles: dict[str, str] = {}
    for sign, group, name in ROLE_LISTS:
        for word in data.words[group][name]:
            for normal in {key(word), key(word).translate(PLAIN)} if sign == "N" else {key(word)}:
                if normal and sign not in roles.get(normal, ""):
                    roles[normal] = roles.get(normal, "") + sign
    common: dict[str, int] = {}
    for row in data.tables["common_words"]:
        word = key(row["word"])
        rate = round(10 * (float(row["zipf"]) - FURTHER.get(row["lang"], FURTHEST)))
        if rate >= LEAST_COMMON:
            common[word] = max(common.get(word, 0), rate)
    return {
        "ROLES": dict(sorted(roles.items())),
        "COMMON": {word: str(rate) for word, rate in sorted(common.items()) if word},
        "ABBREVIATIONS": dict(entry.split("=") for entry in data.words["abbreviations"]["words"]),
        "ENDINGS": data.words["endings"],
        "INITIALS": dict(entry.split("=") for entry in data.words["abbreviations"]["initials"]),
        "SHORTS": {
            key(short): row["name"] for row in data.tables["areas"] for short in row["short"].split("|") if short
        },
    }


# By how much rarer a word is typed here than in its own language, in tenfolds: people ask in Swedish or English. Of the
# other languages only the very commonest words remain.
FURTHER = {"sv": 0.0, "en": 0.0, "fi": 2.0, "ru": 2.0, "uk": 2.0, "de": 2.0, "nb": 2.0, "da": 2.0}
FURTHEST = 3.0
LEAST_COMMON = 15


MIN_FUZZY = 3  # letters of a folded name that a misspelling is compared with


def make_tables(data: Dataset) -> dict[str, Tables]:
    """All tables, grouped as the program needs them: one group is one module of the compiled index."""
    latin, scripts = _places(data)
    names = latin.table()
    risky: set[str] = {key(row["name"]) for row in data.tables["other_names"] if row["risk"]}
    foreign = _foreign(data)
    words = _words(data)
    people = _people(data)
    return {
        "places": {
            "COUNTIES": {c["code"]: (c["letter"], c["name"], c["short_name"], c["nuts3"]) for c in data.counties},
            "MUNICIPALITIES": {
                t["code"]: (t["name"], t["official_name"], people.get(t["code"], 0)) for t in data.municipalities
            },
            "REGIONS": {r["id"]: r["name"] for r in data.contacts["region"]},
            "AREAS": {
                row["name"]: (row["counties"], row["also_counties"], row["municipalities"])
                for row in data.tables["areas"]
            },
            "NAMES": names,
            "CLOSE": _close(names, (foreign, words["COMMON"], words["ROLES"])),
        },
        "loose": {
            "FOLDED": _folded(names),
        },
        "fuzzy": {
            "SPELLINGS": spelling_table(_distinct(data, names, risky, words["ROLES"])),
            "COSTS": data.weights["costs"],
            "RIGHT": _model(data.weights["right"]),
            "LISTED": _model(data.weights["listed"]),
            "LETTERS": letter_table(
                {key(row["name"]).replace(" ", "") for row in data.tables["places"]}
                | {key(town["name"]).replace(" ", "") for town in data.municipalities}
            ),
        },
        "abroad": {
            "SPELLINGS": spelling_table(
                (name, countries.partition("/")[0])
                for name, countries in foreign.items()
                if name not in names and len(fold(name)) >= MIN_FUZZY
            )
        },
        "elsewhere": {
            "FOREIGN": foreign,
            "REGIONS": _grouped((key(row["name"]), row["country"]) for row in data.tables["foreign_regions"]),
            "CODES": _grouped((r["code"], r["country"]) for r in data.tables["foreign_regions"] if r["code"]),
        },
        "scripts": {"SCRIPTS": scripts.table()},
        "words": words,
        "postal": {"POSTCODES": _postcodes(data), "PREFIXES": _prefixes(data), "STRADDLING": _straddling(data)},
        "telephone": {"AREACODES": {row["areacode"]: row["municipalities"] for row in data.tables["areacodes"]}},
        "about": {
            "HEADS": data.heads,
            "COUNTS": _counts(data),
        },
        "contacts": {"CONTACTS": _jsonable(data.contacts)},
        "socialjour": {"SOCIALJOUR": by_municipality(data.tables["socialjour"])},
    }


def _model(fitted: Mapping[str, Any]) -> tuple[float, list[tuple[list[float], list[float]]]]:
    """What the guesser begins with, and the steps and points of each of its terms, in their order."""
    none: dict[str, list[float]] = {"steps": [], "points": [0.0]}
    terms = [fitted.get(term, none) for term in TERMS]
    return fitted["start"], [(term["steps"], term["points"]) for term in terms]


def _people(data: Dataset) -> dict[str, int]:
    """How many people the largest urban area of each municipality has: what a guess at its name weighs by."""
    largest: dict[str, int] = {}
    for row in data.tables["places"]:
        if row["population"]:
            largest[row["municipality"]] = max(largest.get(row["municipality"], 0), int(row["population"]))
    return largest


def _counts(data: Dataset) -> dict[str, int]:
    """How many entries each data file has."""
    weights = [
        data.weights["costs"],
        *(of.get("steps", ()) for m in ("right", "listed") for of in data.weights[m].values() if isinstance(of, dict)),
    ]
    counts = {
        "weights.toml": sum(map(len, weights)),
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
