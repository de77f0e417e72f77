"""What must not change an answer, and what must: one relation after the other, tried on names and on slips of them.

No table of right answers is needed here. A text is asked as it is and with something before, behind or around it; the
two outcomes must stand in a relation: a street, a date or a country of origin changes nothing; the right county never
makes an answer worse; a wrong one is always asked about, wherever it stands and however the name is spelled.

Names are all 290 municipalities, and samples of localities by seed; slips are seeded too. NMT_METAMORPHIC=all asks
about everything: every locality, ten slips of each name, every county that contradicts.
"""

from __future__ import annotations

import os
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from typing import NamedTuple

import pytest
from rapidfuzz.distance import OSA

from nmtcli.gazetteer import Gazetteer
from nmtcli.gazetteer.dataset import Dataset
from nmtcli.model import Resolution
from nmtcli.resolve import resolve

# Texts that break a relation with good reason: text -> the reason. One that no longer does is to be taken out.
EXCEPTIONS: dict[str, str] = {}

EVERYTHING = os.environ.get("NMT_METAMORPHIC") == "all"
SEED = 7
SLIPS_OF_A_NAME = 10 if EVERYTHING else 1
SAMPLE = 10**6 if EVERYTHING else 290  # of localities, of shared names ...

# What says nothing of where a place is. {code} is a postal code of the same municipality, with and without a space.
NOTHING_CHANGES = {
    "street": ["Storgatan 12, {}", "{}, Storgatan 12", "Storgatan 12 {}", "{} Storgatan 12", "Kyrkogatan, {}"],
    "house number": ["Vasavägen 3 B, {}", "Storgatan 12 lgh 1102, {}", "Storgatan 12, 2 tr, {}", "Industrivägen 12-14, {}"],
    "care of": ["c/o Andersson, Storgatan 12, {}"],
    "postal code in front": ["{code} {}", "{code5} {}", "SE-{code} {}", "{code}, {}", "Storgatan 12, {code} {}", "Storgatan 12 {code5} {}"],
    "postal code behind": ["{} {code}", "{}, {code5}", "{} ({code})", "Storgatan 12, {}, {code}"],
    "Sweden": ["{}, Sverige", "{} Sverige", "Sverige, {}", "{} (Sverige)", "{}, Sweden", "{}/Sverige"],
    "date": ["12 oktober, {}", "{}, 12 oktober", "12 oktober {}", "{} 12 oktober", "3 mars 2025, {}", "2025-10-12 {}", "{} 2025-10-12", "{}, 12/10", "den 1 maj i {}"],
    "time": ["22:10, {}", "12:12 {}", "22:22, {}", "{} 08:15", "{} kl 22.10", "kl. 08.15, {}", "{}, kl 12"],
    "date and time": ["12 oktober 22:22, {}", "{} 2025-10-12 08:15"],
    "age": ["18 år, {}", "{}, 18 år", "kvinna 24 år i {}", "17-årig flicka i {}", "{}, kvinna, 25 år", "woman, 25 years old, {}"],
    "head-count": ["14 personer, {}", "{}, 14 personer", "3 kvinnor i {}", "två kvinnor i {}", "2 women in {}"],
    "origin": [
        "Kvinna från Nigeria i {}", "två män från Bulgarien, nu i {}", "From Romania, currently in {}", "Two women from Thailand in {}",
        "en tonåring från Vietnam i {}", "{}, kvinna från Ukraina", "från Rumänien, nu i {}", "nigeriansk kvinna i {}",
    ],
}  # fmt: skip
# What says where it is, as people write it.
QUALIFIED = {
    "county": ["{}, {county}", "{county}, {}", "{} ({county})", "{} i {county}", "{} {county}", "{county} {}"],
    "short name of the county": ["{}, {short}", "{} ({short})", "{short}, {}"],
    "letter": ["{}, {letter}", "{} ({letter})", "{}, {letter} län", "{letter} län, {}", "{} {letter}-län"],
    "municipality": ["{}, {town} kommun", "{town} kommun, {}", "{} ({town} kommun)", "{} i {town} kommun"],
    "province": ["{}, {province}", "{province}, {}", "{} ({province})", "{} i {province}"],
    "coordinator's region": ["{}, region {region}", "{} (region {region})", "region {region}, {}"],
    "postal code": ["{code} {}", "{} {code}", "{}, {code}", "{code}, {}", "Storgatan 1, {code} {}", "Storgatan 1, {}, {code}"],
}  # fmt: skip
# A town in each province, where the county alone does not say which.
PROVINCES = {
    "1280": "Skåne", "1080": "Blekinge", "0880": "Småland", "0680": "Småland", "0780": "Småland", "0885": "Öland", "0980": "Gotland",
    "0580": "Östergötland", "1480": "Västergötland", "1490": "Västergötland", "1485": "Bohuslän", "1492": "Dalsland", "1380": "Halland",
    "1880": "Närke", "0480": "Södermanland", "0484": "Södermanland", "0380": "Uppland", "0188": "Uppland", "1980": "Västmanland",
    "1780": "Värmland", "2062": "Dalarna", "2180": "Gästrikland", "2184": "Hälsingland", "2281": "Medelpad", "2280": "Ångermanland",
    "2380": "Jämtland", "2361": "Härjedalen", "2480": "Västerbotten", "2580": "Norrbotten", "2584": "Lappland",
}  # fmt: skip
# Counties that lie in one province, all of them.
WHOLE_PROVINCES = {"12": "Skåne", "10": "Blekinge", "07": "Småland", "09": "Gotland", "17": "Värmland", "20": "Dalarna"}
# "Bor i Leksand" is rather somebody who lives in Leksand than the village of Bor.
NAME_AND_VERB = {"bor"}

LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"


class Named(NamedTuple):
    """A spelling of a place's name, right or wrong, and where the place is."""

    text: str
    code: str  # of the municipality
    name: str


def bare(text: str) -> str:
    """A name as it may be confused with another: small letters, no marks, hyphens as spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\s-]+", " ", "".join(c for c in apart if not unicodedata.combining(c))).strip()


def place_rows(dataset: Dataset) -> list[dict[str, str]]:
    """The table of localities, under its new or its old name."""
    return dataset.tables["places"] if "places" in dataset.tables else dataset.tables["localities"]


def tier(row: dict[str, str]) -> str:
    return row.get("tier", "A")


def is_one_name(name: str) -> bool:
    """Whether a name is one that people write: not "Smögen, Kungshamn och Väjern", as statisticians do."""
    return not re.search(r",| och |/|\(", name) and bare(name) not in NAME_AND_VERB


def slip(name: str, choice: random.Random) -> str:
    """One slip of a hand: a letter left out, put in, doubled or changed, or two that changed places; seldom the first."""
    at = choice.randrange(1, len(name)) if len(name) > 2 else choice.randrange(len(name))
    letter = choice.choice(LETTERS)
    kind = choice.choices(range(5), (5, 2, 1, 1, 1))[0]
    head, tail = name[:at], name[at:]
    return (
        head + tail[1:],
        head + letter + tail,
        head + tail[:1] + tail,
        head + letter + tail[1:],
        head + tail[1:2] + tail[:1] + tail[2:],
    )[kind]


class World:
    """The places as the data have them, and what the resolver makes of texts."""

    def __init__(self, dataset: Dataset, gazetteer: Gazetteer, routes: dict[str, str]) -> None:
        self.dataset, self.gazetteer, self.routes = dataset, gazetteer, routes
        self.counties = {county["code"]: county for county in dataset.counties}
        self.towns = {town["code"]: town["name"] for town in dataset.municipalities}
        self.regions = {county: region for region in dataset.contacts["region"] for county in region["counties"]}
        self.rows = place_rows(dataset)

    # --- asking ---

    def ask(self, text: str) -> Resolution:
        return resolve(text, self.gazetteer, self.routes, explain=False)

    def route(self, found: Resolution) -> str | None:
        return self.routes[found.place.counties[0]] if found.place else None

    def leads(self, text: str, code: str) -> bool:
        """Whether a text leads where a place in this municipality leads."""
        return self.route(self.ask(text)) == self.routes[code[:2]]

    def region(self, county: str) -> str:
        region_id: str = self.regions[county]["id"]
        return region_id

    def asked_regions(self, found: Resolution) -> set[str]:
        """The regions that a question names."""
        return {self.region(county) for c in found.candidates for county in c.place.counties}

    def rank(self, found: Resolution, code: str) -> int:
        """How good an outcome is for somebody who means a place in this municipality: 0 wrong to 3 right."""
        if found.place:
            return 3 if self.region(found.place.counties[0]) == self.region(code[:2]) else 0
        return 2 if found.status == "ambiguous" and self.region(code[:2]) in self.asked_regions(found) else 1

    def on_several_routes(self, name: str, region: str) -> bool:
        """Whether a region's places of this name are on different routes."""
        counties = {row["municipality"][:2] for row in self.rows if bare(row["name"]) == bare(name)}
        return len({self.routes[county] for county in counties if self.regions[county]["name"] == region}) > 1

    # --- names ---

    @cached_property
    def bearers(self) -> dict[str, set[str]]:
        """Bare name -> the counties in which something is called so."""
        found: dict[str, set[str]] = defaultdict(set)
        for town in self.dataset.municipalities:
            for name in (town["name"], town["official_name"].rsplit(" ", 1)[0], *town.get("also", ())):
                found[bare(name)].add(town["code"][:2])
        for row in self.rows:
            found[bare(row["name"])].add(row["municipality"][:2])
            found[bare(row["name"] + "s")].add(row["municipality"][:2])
        for table in ("other_names", "former_names"):
            for row in self.dataset.tables[table]:
                found[bare(row["name"])].add(row["code"][:2])
        for county in self.counties.values():
            for name in (county["short_name"], county["name"].removesuffix(" län")):
                found[bare(name)].add(county["code"])
        return dict(found)

    @cached_property
    def elsewhere(self) -> set[str]:
        """Bare names that mean something else than places in Sweden, or more than one county."""
        areas = {bare(row["name"]) for row in self.dataset.tables["areas"]}
        regions = {bare(region["name"]) for region in self.dataset.contacts["region"]}
        return areas | regions | {bare(row["name"]) for row in self.dataset.tables["foreign"]}

    @cached_property
    def targets(self) -> dict[str, list[str]]:
        """County -> the bare names there that a misspelled text may be taken for."""
        found: dict[str, list[str]] = defaultdict(list)
        for code, name in self.towns.items():
            found[code[:2]].append(bare(name))
        for row in self.rows:
            if tier(row) in "AB":
                found[row["municipality"][:2]].append(bare(row["name"]))
        return dict(found)

    def near_in(self, county: str, text: str, most: int = 1) -> bool:
        """Whether a name of a county is so few edits away from a text that the text may be meant for it."""
        mine = bare(text)
        return any(OSA.distance(mine, other, score_cutoff=most) <= most for other in self.targets[county])

    def is_name(self, text: str) -> bool:
        """Whether a text spells a name that there is, so that it is no slip."""
        mine = bare(text)
        return mine in self.bearers or mine in self.elsewhere or bare(digraphs_undone(text)) in self.bearers

    @cached_property
    def municipalities(self) -> list[Named]:
        return [Named(name, code, name) for code, name in self.towns.items()]

    @cached_property
    def localities(self) -> list[Named]:
        """Localities of more than 200 people whose name is in one county only: a sample by seed."""
        listed = [
            Named(row["name"], row["municipality"], row["name"])
            for row in self.rows
            if tier(row) in "AB" and int(row["population"] or 0) > 200
            if len(self.bearers[bare(row["name"])]) == 1
            and bare(row["name"]) not in self.elsewhere
            and is_one_name(row["name"])
        ]
        return sample(listed, "localities")

    def slips(self, names: Iterable[Named], understood: bool = True) -> list[Named]:
        """Seeded slips of each name that spell no other name: those that alone lead to the right place, or the others."""
        found = []
        choice = random.Random(f"{SEED} slips")
        for named in names:
            mine: set[str] = set()
            for _ in range(8 * SLIPS_OF_A_NAME):
                text = slip(named.name, choice)
                if len(mine) == SLIPS_OF_A_NAME or len(text) < 3 or self.is_name(text):
                    continue
                if self.leads(text, named.code) == understood:
                    mine.add(text)
            found += [Named(text, named.code, named.name) for text in sorted(mine)]
        return found

    @cached_property
    def understood_slips(self) -> list[Named]:
        return self.slips(self.municipalities)

    @cached_property
    def other_slips(self) -> list[Named]:
        return self.slips(self.municipalities, understood=False)

    @cached_property
    def locality_slips(self) -> list[Named]:
        return self.slips(self.localities)

    def of(self, spelled: str) -> list[Named]:
        """The names and slips that the tests speak of."""
        found: list[Named] = getattr(self, spelled)
        return found

    # --- what stands beside a name ---

    @cached_property
    def postcodes(self) -> dict[str, str]:
        """Municipality -> one of its postal codes, sure and of a post town that lies in one county only."""
        counties: dict[str, set[str]] = defaultdict(set)
        codes: dict[str, list[str]] = defaultdict(list)
        for row in self.dataset.tables["postcodes"]:
            counties[row["town"]].add(row["municipality"][:2])
        for row in self.dataset.tables["postcodes"]:
            if row["confidence"] == "high" and len(counties[row["town"]]) == 1:
                codes[row["municipality"]].append(row["code"])
        choice = random.Random(f"{SEED} postal codes")
        return {town: choice.choice(of) for town, of in sorted(codes.items())}

    def provinces_of(self, county: str) -> set[str]:
        """Every province that has a part in a county."""
        return {
            row["name"]
            for row in self.dataset.tables["areas"]
            if row["kind"] == "landskap" and county in f"{row['counties']},{row['also_counties']}".split(",")
        }

    def beside(self, code: str) -> dict[str, str]:
        """What may be said of where a municipality lies; without what is not known for certain."""
        county = self.counties[code[:2]]
        said = {
            "county": county["name"],
            "short": county["short_name"],
            "letter": county["letter"],
            "town": self.towns[code],
        }
        if code[:2] != "09":  # "Region Stockholm" is also what the county calls itself, and that is without Gotland
            said["region"] = self.regions[code[:2]]["name"]
        if code in self.postcodes:
            digits = self.postcodes[code]
            said |= {"code5": digits, "code": f"{digits[:3]} {digits[3:]}"}
        province = PROVINCES.get(code) or WHOLE_PROVINCES.get(code[:2])
        return said | ({"province": province} if province else {})


def digraphs_undone(text: str) -> str:
    return re.sub("oe", "ö", re.sub("ae", "ä", re.sub("aa", "å", text.casefold())))


def sample(listed: list[Named], what: str, most: int = SAMPLE) -> list[Named]:
    return sorted(random.Random(f"{SEED} {what}").sample(listed, min(most, len(listed))))


def needs(form: str) -> set[str]:
    """The fields of a form that must be known: "{}, {county}" -> {"county"}."""
    return set(re.findall(r"\{(\w+)\}", form))


def forms(table: dict[str, list[str]]) -> list[str]:
    return [form for of in table.values() for form in of]


def hold(broken: Iterable[str], asked: Iterable[str]) -> None:
    """No text breaks a relation but the exceptions among those that were asked, which all do.

    Raises:
        AssertionError: with how many break it, and some of them.
    """
    broken = sorted(set(broken))
    asked = set(asked)
    unexpected = [text for text in broken if text not in EXCEPTIONS]
    assert not unexpected, f"{len(unexpected)} of {len(asked)} texts: {unexpected[:12]}"
    kept = [text for text in EXCEPTIONS if text in asked and text not in broken]
    assert not kept, f"no exceptions any more: {kept}"


def check(asked: Iterable[tuple[str, Callable[[], bool]]]) -> None:
    """Every (text, whether the relation holds for it)."""
    texts, broken = [], []
    for text, holds in asked:
        texts.append(text)
        if not holds():
            broken.append(text)
    assert texts, "nothing was asked"
    hold(broken, texts)


@pytest.fixture(scope="module")
def world(dataset: Dataset, gazetteer: Gazetteer, routes: dict[str, str]) -> World:
    return World(dataset, gazetteer, routes)


# --- The material itself ----------------------------------------------------------------------------------------------


def test_there_are_names_slips_and_postal_codes_to_ask_about(world: World) -> None:
    assert len(world.municipalities) == 290
    assert len(world.understood_slips) > 270 * SLIPS_OF_A_NAME // (3 if EVERYTHING else 1)
    assert len(world.localities) > 200 and len(world.locality_slips) > 100
    assert len(world.postcodes) > 285
    assert len(world.dataset.counties) == 21


def test_every_municipality_alone_is_itself(world: World) -> None:
    check((named.text, partial(world.leads, named.text, named.code)) for named in world.municipalities)


# --- What must not change an answer --------------------------------------------------------------------------------------


@pytest.mark.parametrize("spelled", ["municipalities", "understood_slips"])
@pytest.mark.parametrize("form", forms(NOTHING_CHANGES))
def test_what_says_nothing_of_the_place_changes_nothing(form: str, spelled: str, world: World) -> None:
    def holds(text: str, alone: str) -> bool:
        return world.route(world.ask(text)) == world.route(world.ask(alone))

    def asked() -> Iterator[tuple[str, Callable[[], bool]]]:
        for named in world.of(spelled):
            said = world.beside(named.code)
            if needs(form) <= said.keys():
                text = form.format(named.text, **said)
                yield text, partial(holds, text, named.text)

    check(asked())


def homonyms(world: World) -> dict[str, set[str]]:
    """Names of tiers A and B, no municipality's, that lie in several regions -> those regions."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in world.rows:
        if tier(row) in "AB":
            found[row["name"]].add(world.region(row["municipality"][:2]))
    own = {bare(name) for name in world.towns.values()} | world.elsewhere
    return {name: regions for name, regions in found.items() if len(regions) > 1 and bare(name) not in own}


QUESTION_KEPT = [
    form for kind in ("street", "house number", "Sweden", "date", "time", "age", "head-count", "origin")
    for form in NOTHING_CHANGES[kind][:3]
]  # fmt: skip


@pytest.mark.parametrize("form", QUESTION_KEPT)
def test_what_says_nothing_of_the_place_answers_no_question(form: str, world: World) -> None:
    names = random.Random(f"{SEED} homonyms").sample(sorted(homonyms(world)), min(60, SAMPLE))
    shared = [name for name in names if world.ask(name).status == "ambiguous"]

    def is_asked_about(text: str) -> bool:
        return world.ask(text).status == "ambiguous"

    check((text, partial(is_asked_about, text)) for text in map(form.format, shared))


# --- What must change it, or make it no worse ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spelled", ["municipalities", "understood_slips", "other_slips", "localities", "locality_slips"]
)
@pytest.mark.parametrize("form", forms(QUALIFIED))
def test_the_right_place_beside_a_name_never_makes_an_answer_worse(form: str, spelled: str, world: World) -> None:
    def no_worse(text: str, alone: Named) -> bool:
        return world.rank(world.ask(text), alone.code) >= world.rank(world.ask(alone.text), alone.code)

    def asked() -> Iterator[tuple[str, Callable[[], bool]]]:
        for named in world.of(spelled):
            said = world.beside(named.code)
            if needs(form) <= said.keys():
                text = form.format(named.text, **said)
                yield text, partial(no_worse, text, named)

    check(asked())


def shared_names(world: World) -> list[Named]:
    """Bearers, in different counties, of names that lie in several regions: a sample by seed.

    Tier D is doubtful and never an answer; a hamlet of tier C is none against a municipality's name.
    """
    regions: dict[str, set[str]] = defaultdict(set)
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, code, of in [
        *((row["name"], row["municipality"], tier(row)) for row in world.rows),
        *((name, code, "A") for code, name in world.towns.items()),
    ]:
        regions[name].add(world.region(code[:2]))
        bearers[name, code].add(of)
    own = set(world.towns.values())
    listed = [
        Named(name, code, name)
        for (name, code), tiers in bearers.items()
        if len(regions[name]) > 1
        and bare(name) not in world.elsewhere
        and is_one_name(name)
        and ("A" in tiers or "B" in tiers or ("C" in tiers and name not in own))
    ]
    return sample(listed, "shared names")


ORDERS = ("{0}, {1}", "{1}, {0}", "{0} ({1})")
SURE = ("{county}", "{short}", "{letter} län", "{town} kommun", "region {region}")


@pytest.mark.parametrize("beside", SURE)
def test_a_shared_name_with_the_right_place_is_answered_in_any_order(beside: str, world: World) -> None:
    def asked() -> Iterator[tuple[str, Callable[[], bool]]]:
        for named in shared_names(world):
            said = world.beside(named.code)
            if "{region}" in beside and world.on_several_routes(named.name, said.get("region", "")):
                continue  # the region has two coordinators, and a place of this name for each
            others = said_counties(world, beside, named.code) & world.bearers[bare(named.name)]
            if len({world.region(county) for county in others}) > 1:
                continue  # "Berga, Södermanland": the county or the province, which has another Berga
            for order in ORDERS if needs(beside) <= said.keys() else ():
                text = order.format(named.text, beside.format(**said))
                yield text, partial(world.leads, text, named.code)

    check(asked())


@pytest.mark.parametrize("order", ["{}, {letter}", "{} ({letter})", "{} {letter}"])
def test_a_shared_name_with_the_letter_of_its_county_is_answered(order: str, world: World) -> None:
    def asked() -> Iterator[tuple[str, Callable[[], bool]]]:
        for named in shared_names(world):
            if order == "{} {letter}" and named.code.startswith(("01", "03")):
                continue  # "Alby AB" may be a firm, "Alby C" the middle of Alby
            text = order.format(named.text, **world.beside(named.code))
            yield text, partial(world.leads, text, named.code)

    check(asked())


@pytest.mark.parametrize("beside", SURE)
def test_the_order_of_a_name_and_where_it_is_changes_nothing(beside: str, world: World) -> None:
    """Whatever comes of it, right, asked or not found: the same in each order, for names and slips of localities."""

    def same(texts: list[str]) -> bool:
        found = [world.ask(text) for text in texts]
        return len({(f.status, f.place and (f.place.kind, f.place.code, f.place.name)) for f in found}) == 1

    def asked() -> Iterator[tuple[str, Callable[[], bool]]]:
        for named in [*world.municipalities, *world.understood_slips, *world.localities, *world.locality_slips]:
            said = world.beside(named.code)
            if not needs(beside) <= said.keys():
                continue
            texts = [order.format(named.text, beside.format(**said)) for order in ORDERS]
            yield texts[0], partial(same, texts)

    check(asked())


# --- What contradicts is asked about ---------------------------------------------------------------------------------------


def said_counties(world: World, form: str, code: str) -> set[str]:
    """The counties that a form names when it speaks of a municipality.

    A province may reach into several, and so does a county's short name where a province is called the same.
    """
    said, county = world.beside(code), code[:2]
    if "{region}" in form:
        return set(world.regions[county]["counties"])
    called = {said.get("province") if "{province}" in form else said["short"] if "{short}" in form else None}
    areas = [row for row in world.dataset.tables["areas"] if row["name"] in called]
    return {county, *(c for row in areas for c in f"{row['counties']},{row['also_counties']}".split(",") if c)}


def contradicting(world: World, named: Named, form: str) -> Iterator[str]:
    """Municipalities of other regions in whose county nothing is called so: what is said of them contradicts.

    Left out are counties in which a name is so near that a misspelled one may be meant, names of provinces that reach
    into a county with such a name, counties that are called as a municipality is, and the letters of Stockholm county,
    which also make a firm of a name.
    """
    choice = random.Random(f"{SEED} {named.text}")
    codes = list(world.towns)
    choice.shuffle(codes)
    called = {bare(name) for name in world.towns.values()}
    slipped = named.text != named.name
    seen: set[str] = set()
    for code in codes:
        county = code[:2]
        if county in seen or world.region(county) == world.region(named.code[:2]):
            continue
        said = world.beside(code)
        if not needs(form) <= said.keys() or ("{short}" in form and bare(said["short"]) in called):
            continue
        if said["letter"] == "AB" and "{letter}" in form and "län" not in form:
            continue
        counties = said_counties(world, form, code)
        if named.code[:2] in counties or any(
            other in world.bearers.get(bare(named.text), set()) | world.bearers.get(bare(named.name), set())
            or (slipped and world.near_in(other, named.text))
            for other in counties
        ):
            continue
        seen.add(county)
        yield code
        if not EVERYTHING:
            return


def is_asked(world: World, text: str, regions: set[str]) -> bool:
    """Whether a text is a question that names these regions."""
    found = world.ask(text)
    return found.status == "ambiguous" and regions <= world.asked_regions(found)


@pytest.mark.parametrize("spelled", ["municipalities", "understood_slips"])
@pytest.mark.parametrize("form", forms(QUALIFIED))
def test_a_wrong_place_beside_a_name_is_always_asked_about(form: str, spelled: str, world: World) -> None:
    def asked() -> Iterator[tuple[str, Callable[[], bool]]]:
        for named in world.of(spelled):
            for code in contradicting(world, named, form):
                text = form.format(named.text, **world.beside(code))
                regions = {world.region(named.code[:2])}
                if "{province}" not in form:
                    regions.add(world.region(code[:2]))
                yield text, partial(is_asked, world, text, regions)

    check(asked())


def placed(world: World, least: int, most: int) -> list[Named]:
    """Localities of some size, each of a name in one county only."""
    listed = [
        Named(row["name"], row["municipality"], row["name"])
        for row in world.rows
        if tier(row) in "AB" and least <= int(row["population"] or 0) <= most
        if len(world.bearers[bare(row["name"])]) == 1
        and bare(row["name"]) not in world.elsewhere
        and is_one_name(row["name"])
    ]
    return sample(listed, f"placed {least}", min(SAMPLE, 150))


@pytest.mark.parametrize("form", QUALIFIED["county"] + QUALIFIED["letter"] + QUALIFIED["municipality"])
def test_a_town_of_over_a_thousand_people_with_a_wrong_place_is_asked_about(form: str, world: World) -> None:
    def asked() -> Iterator[tuple[str, Callable[[], bool]]]:
        for named in placed(world, 1001, 10**7):
            for code in contradicting(world, named, form):
                text = form.format(named.text, **world.beside(code))
                regions = {world.region(named.code[:2]), world.region(code[:2])}
                yield text, partial(is_asked, world, text, regions)

    check(asked())


@pytest.mark.parametrize("form", QUALIFIED["municipality"])
def test_a_named_municipality_wins_over_a_small_place_elsewhere(form: str, world: World) -> None:
    def asked() -> Iterator[tuple[str, Callable[[], bool]]]:
        for named in placed(world, 1, 1000):
            for code in contradicting(world, named, form):
                text = form.format(named.text, **world.beside(code))
                yield text, partial(world.leads, text, code)

    check(asked())


def test_a_slip_answers_no_question(world: World) -> None:
    """A name that is asked about is asked about or not found when it is misspelled: the slip knows no more."""
    choice = random.Random(f"{SEED} slips of homonyms")
    every = {name for names in world.targets.values() for name in names}

    def is_open(text: str) -> bool:
        return world.ask(text).status != "resolved"

    def asked() -> Iterator[tuple[str, Callable[[], bool]]]:
        for name in sorted(homonyms(world)):
            if len(name) < 4 or world.ask(name).status != "ambiguous":
                continue
            for _ in range(SLIPS_OF_A_NAME):
                text = slip(name, choice)
                mine = bare(text)
                others = every - {bare(name)}
                if not world.is_name(text) and not any(OSA.distance(mine, o, score_cutoff=1) < 2 for o in others):
                    yield text, partial(is_open, text)

    check(asked())
