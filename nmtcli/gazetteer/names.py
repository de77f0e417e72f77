"""Which places a name reaches: own names with all their forms, former and other names, and which are worth guessing.

A *ref* is how a table names a place: "2584" a municipality, "25" a county, "nord" a region, "2584/Abisko/A/tatort/" a
locality, "@Öland" an area; several are joined by "|". A leading "~" marks a ref that the name reaches as an alias.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nmtcli.gazetteer.dataset import Dataset
from nmtcli.gazetteer.read import Row
from nmtcli.normalise import fold, key, undigraph, unspaced
from nmtcli.resolve.candidates import osa

MIN_FUZZY = 3  # letters of a folded name that a misspelling is compared with

# What people write before a region's name; the police regions are the same seven.
REGION_WORDS = ("region", "regionen", "polisregion", "polisregionen", "nmt", "nmt region", "nspm")


def genitive(name: str) -> str | None:
    """The Swedish genitive, where it differs from the name: "Stockholm" -> "Stockholms"; Borås has none."""
    return None if name[-1] in "sxzSXZ" else name + "s"


def _is_latin(text: str) -> bool:
    return fold(key(text)).isascii()


class Names:
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


def _administrative(names: Names, data: Dataset) -> None:
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
        for word in REGION_WORDS:
            names.add(f"{word} {name}", region["id"])
        names.add(name, region["id"])
        names.add(name + "regionen", region["id"], alias=True)
        if "former_name" in region:
            names.add("region " + region["former_name"], region["id"], alias=True)


def locality_ref(row: Row) -> str:
    """How the tables name a locality: '2584/Kiruna/A/tatort/17000', of which `Gazetteer.place` makes a place."""
    return f"{row['municipality']}/{row['name']}/{row['tier']}/{row['kind']}/{row['population']}"


def place_names(data: Dataset) -> tuple[Names, Names]:
    """All names: those of Swedish places in Latin letters, and the ones in other scripts."""
    names, scripts = Names(), Names()
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
        ref = refs[code, name] = locality_ref(row)
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


def _former(names: Names, name: str, ref: str) -> None:
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


def _bare_forms(names: Names, scripts: Names, data: Dataset) -> None:
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


def close_names(names: dict[str, str], known: Iterable[Mapping[str, str]]) -> dict[str, str]:
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


def distinct_names(
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
