"""Make the look-up tables from the data files: names with all their forms, postal codes, foreign names.

The tables are plain dictionaries of strings, so that the wheel can carry them ready-made (see tools/build_index.py) and
a checkout can make the same ones in memory. Which places a name reaches is worked out in `names`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from nmtcli.contacts.socialjour import by_municipality
from nmtcli.gazetteer.dataset import Dataset
from nmtcli.gazetteer.names import MIN_FUZZY, close_names, distinct_names, locality_ref, place_names
from nmtcli.normalise import fold, key
from nmtcli.position.sweref import to_grid
from nmtcli.resolve.candidates import spelling_table
from nmtcli.resolve.features import TERMS
from nmtcli.resolve.letters import letter_table
from nmtcli.texts.countries import COUNTRIES

Tables = dict[str, Any]


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


NORDIC = frozenset(("NO", "DK", "FI", "AX", "IS", "FO", "EE"))
A_COUNTRY, A_PLACE = 50_000_000, 1_000  # people reckoned with where the table has no figure


def _foreign(data: Dataset) -> dict[str, str]:
    """Key of a name abroad -> its countries and how many people it has: 'NO,DK/61906'.

    Of the names without a figure those outside the Nordic countries are countries; there, where the table has every
    post town, the country is known by its name.
    """
    countries = {key(name) for names in COUNTRIES.values() for name in names}
    people: dict[str, int] = {}
    for row in data.tables["foreign"]:
        name = key(row["name"])
        country = row["country"] not in NORDIC or name in countries
        figure = int(row["population"] or 0) or (A_COUNTRY if country else A_PLACE)
        people[name] = max(people.get(name, 0), figure)
    found = _grouped((key(row["name"]), row["country"]) for row in data.tables["foreign"])
    return {name: f"{codes}/{people[name]}" for name, codes in found.items()}


# The word lists by what their words do in a text, each with its sign in the table ROLES.
ROLE_LISTS = (
    ("a", "around", "words"), ("r", "near", "words"), ("w", "countries_sweden", "words"), ("t", "station", "words"),
    ("h", "administrative", "health"), ("c", "administrative", "county"), ("k", "administrative", "municipality"),
    ("q", "parish", "words"),
    ("o", "origin", "words"), ("n", "negation", "words"), ("j", "joiners", "words"), ("p", "titles", "words"),
    ("P", "titles", "announcing"), ("A", "titles", "professions"), ("L", "negation", "labels"),
    ("B", "negation", "behind"), ("M", "negation", "until"),
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
        if rate := commonness(row["lang"], float(row["zipf"])):
            common[key(row["word"])] = rate  # each word has one row
    return {
        "ROLES": dict(sorted(roles.items())),
        "COMMON": {word: str(rate) for word, rate in sorted(common.items()) if word},
        "ABBREVIATIONS": dict(entry.split("=") for entry in data.words["abbreviations"]["words"]),
        "ENDINGS": data.words["endings"],
        "DISTANCES": dict(entry.split("=") for entry in data.words["distances"]["words"]),
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


def commonness(language: str, zipf: float) -> int:
    """Ten times the Zipf value with which a language's word is typed here, 0 where it is hardly ever."""
    rate = round(10 * (zipf - FURTHER.get(language, FURTHEST)))
    return rate if rate >= LEAST_COMMON else 0


def make_tables(data: Dataset) -> dict[str, Tables]:
    """All tables, grouped as the program needs them: one group is one module of the compiled index."""
    latin, scripts = place_names(data)
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
            "CLOSE": close_names(names, (foreign, words["COMMON"], words["ROLES"])),
        },
        "loose": {
            "FOLDED": _folded(names),
        },
        "fuzzy": {
            "SPELLINGS": spelling_table(distinct_names(data, names, risky, words["ROLES"])),
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
        "clock": {"HOLIDAYS": {row["date"]: (row["name"], row["name_en"]) for row in data.tables["holidays"]}},
        "outlines": {
            "LINES": [(row["area"], row["other"], row["points"]) for row in data.tables["outlines"]],
            "POINTS": _points(data),
        },
        "about": {
            "HEADS": data.heads,
            "COUNTS": _counts(data),
        },
        "contacts": {"CONTACTS": _jsonable(data.contacts)},
        "socialjour": {"SOCIALJOUR": by_municipality(data.tables["socialjour"])},
    }


def _points(data: Dataset) -> str:
    """The places that are told as the nearest one, a line each: east and north in metres, a tab, the ref of the place.

    A district is left out, since its middle is no place, and so are mere hamlets, which nobody who is asked knows.
    """
    lines = []
    for row in data.tables["places"]:
        if row["lat"] and row["tier"] in "AB" and row["kind"] != "distrikt":
            east, north = to_grid(float(row["lat"]), float(row["lon"]))
            lines.append(f"{east:.0f},{north:.0f}\t{locality_ref(row)}\n")
    return "".join(lines)


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
