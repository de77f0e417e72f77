"""The shipped data, and the loader that checks it."""

from __future__ import annotations

import collections
import datetime
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nmtcli.errors import DataError
from nmtcli.gazetteer.dataset import load_dataset
from nmtcli.gazetteer.read import TABLES, data_folder
from nmtcli.normalise import fold, key

PER_COUNTY = {
    "AB": 26, "C": 8, "D": 9, "E": 13, "F": 13, "G": 8, "H": 12, "I": 1, "K": 5, "M": 33, "N": 6, "O": 49, "S": 16, "T": 12,
    "U": 10, "W": 15, "X": 10, "Y": 7, "Z": 8, "AC": 15, "BD": 14,
}  # fmt: skip
REGIONS = {
    "nord": {"22", "23", "24", "25"},
    "mitt": {"03", "19", "21"},
    "bergslagen": {"17", "18", "20"},
    "stockholm": {"01", "09"},
    "ost": {"04", "05", "06"},
    "syd": {"07", "08", "10", "12"},
    "vast": {"13", "14"},
}


@pytest.fixture(scope="module")
def data():
    return load_dataset()


def test_there_are_290_municipalities_21_counties_and_7_regions(data):
    assert len(data.municipalities) == 290
    assert len(data.counties) == 21
    assert len(data.contacts["region"]) == 7


def test_each_county_has_its_number_of_municipalities(data):
    letters = {county["code"]: county["letter"] for county in data.counties}
    assert collections.Counter(letters[town["county"]] for town in data.municipalities) == PER_COUNTY


def test_each_region_has_its_counties(data):
    assert {region["id"]: set(region["counties"]) for region in data.contacts["region"]} == REGIONS


def test_municipalities_and_counties_are_sorted_by_code(data):
    for entries in (data.municipalities, data.counties):
        codes = [entry["code"] for entry in entries]
        assert codes == sorted(codes)


def test_every_file_names_its_date_source_and_licence(data):
    by_hand = {"municipalities.toml", "regions.toml", "words.toml", "weights.toml"}
    assert data.heads.keys() == {f"{table}.tsv" for table in TABLES} | by_hand
    for head in data.heads.values():
        assert datetime.date.fromisoformat(head["date"]) <= datetime.date.today()
        assert len(head["source"]) > 10 and head["licence"]


def test_every_municipality_has_places_and_every_tier_is_used(data):
    places = data.tables["places"]
    assert {row["municipality"] for row in places} == {town["code"] for town in data.municipalities}
    assert {row["tier"] for row in places} == set("ABCD")
    assert all((row["kind"] == "hamlet") == (row["tier"] != "A") for row in places)


def test_no_place_stands_twice_in_a_municipality_in_two_spellings(data):
    spellings = collections.Counter((key(row["name"]), row["municipality"]) for row in data.tables["places"])
    assert [name for name, rows in spellings.items() if rows > 1] == []


def test_states_and_provinces_abroad_have_the_codes_that_people_write(data):
    rows = {(row["name"], row["code"], row["country"]) for row in data.tables["foreign_regions"]}
    for name, code, country in (
        ("Nebraska", "NE", "US"), ("Oregon", "OR", "US"), ("Wisconsin", "WI", "US"), ("Ontario", "ON", "CA"),
        ("Québec", "QC", "CA"), ("New South Wales", "NSW", "AU"), ("Bayern", "", "DE"), ("Bavaria", "", "DE"),
        ("Lombardia", "", "IT"), ("Lombardiet", "", "IT"),
    ):  # fmt: skip
        assert (name, code, country) in rows
    codes = collections.Counter(country for code, country in {(c, land) for _, c, land in rows if c})
    assert codes.keys() == {"US", "CA", "AU"} and codes["US"] >= 51 and codes["CA"] == 13 and codes["AU"] == 8


def test_every_province_has_a_short_form_but_for_a_second_name(data):
    provinces = {row["name"] for row in data.tables["areas"] if row["kind"] == "landskap" and not row["short"]}
    assert provinces == {"Sörmland"}


SOURCES = Path(__file__).parents[2] / "tools" / "sources"


def hand_written(data):
    """(name, municipality) of every place in tools/sources."""
    codes = {town["name"]: town["code"] for town in data.municipalities}
    for line in (SOURCES / "places_by_hand.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _, town, names = line.split(";")
            yield from ((name, codes[town]) for name in names.split(", "))
    lines = (SOURCES / "places_airports.tsv").read_text(encoding="utf-8").splitlines()
    for line in [line for line in lines if not line.startswith("#")][1:]:
        name, code, town, *_ = line.split("\t")
        assert codes[town] == code
        yield name, code


def test_every_place_written_by_hand_is_in_the_table(data):
    curated = {
        (key(row["name"]), row["municipality"])
        for row in data.tables["places"]
        if "curated" in row["sources"].split(",")
    }
    written = {(key(name), code) for name, code in hand_written(data)}
    assert written == curated


def test_the_tool_prints_the_names_that_lie_in_several_regions(data):
    run = subprocess.run(
        [sys.executable, Path(__file__).parents[2] / "tools" / "check_data.py", "--ambiguous"],
        capture_output=True, check=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    head, *rows = [line.split("\t") for line in run.stdout.splitlines()]
    assert head == ["name", "codes", "note"]
    owner = {county: region for region, counties in REGIONS.items() for county in counties}
    printed = {name.casefold(): set(codes.split(",")) for name, codes, _ in rows}
    assert all(len({owner[code[:2]] for code in codes}) > 1 for codes in printed.values())
    assert {"0331", "1884", "2282"} <= printed["nora"]
    places = collections.defaultdict(set)
    for row in data.tables["places"]:
        places[row["name"].casefold()].add(row["municipality"])
    split = {name for name, codes in places.items() if len({owner[code[:2]] for code in codes}) > 1}
    assert len(split) > 1500 and all(places[name] <= printed[name] for name in split)


def test_common_words_are_words_and_no_names_or_slips(data):
    words = {row["word"] for row in data.tables["common_words"]}
    assert words >= {"handen", "trädet", "lund", "berg", "mark", "maj", "ring", "bostad", "ditt", "bäst", "växt", "ska"}
    names = {key(town["name"]) for town in data.municipalities} | {
        key(county["short_name"]) for county in data.counties
    }
    assert words & names == {
        "ale", "berg", "boden", "dalarna", "grums", "kil", "kinda", "klippan", "köping", "lomma", "lund", "mark", "mora",
        "nacka", "sala", "skara", "skåne", "trosa", "vara", "ydre",
    }  # fmt: skip
    assert len({key(word) for word in words}) == len(words) == len(data.tables["common_words"])
    assert not words & {fold(name) for name in names if len(name) > 6} - names
    assert not words & {"kiruna", "ystad", "göteborg", "goteborg", "malmo", "orebro", "helsingborgs", "stockholms"}


def test_every_country_is_known_by_its_names(data):
    abroad = {(row["name"], row["country"]) for row in data.tables["foreign"]}
    for name, country in (
        ("Frankrike", "FR"), ("France", "FR"), ("Ranska", "FR"), ("Turkiet", "TR"), ("Türkiye", "TR"), ("Kiina", "CN"),
        ("Казахстан", "KZ"), ("Қазақстан", "KZ"), ("Danmark", "DK"), ("Україна", "UA"), ("România", "RO"),
    ):  # fmt: skip
        assert (name, country) in abroad


def test_no_contact_is_a_mobile_number(data):
    assert not [c for c in data.contacts["contact"] if c["phone"].startswith("07")]


def test_unknown_facts_are_absent_and_not_blank(data):
    for table in ("region", "contact", "urgent", "other_line"):
        for entry in data.contacts[table]:
            assert all(value != "" for value in entry.values())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_folder(), tmp_path / "data"))


@pytest.mark.parametrize(
    ("file", "before", "after", "problem"),
    [
        ("municipalities.toml", 'name = "Kiruna"\n', "", 'municipality 2584 ?: "name" is missing'),
        ("municipalities.toml", 'code = "2584"', 'code = "1484"', "first two digits of the code are not its county"),
        ("municipalities.toml", 'name = "Kiruna"', 'name = "Malmö"', "'Malmö' stands already on line"),
        ("municipalities.toml", 'code = "2584"', 'code = "2580"', "'2580' stands already on line"),
        ("municipalities.toml", 'county = "25"', 'county = "26"', "there is no county '26'"),
        ("municipalities.toml", "schema = 1", "schema = 2", "schema 2 is not known"),
        ("municipalities.toml", "date = 2026-11-23", "date = 2999-01-01", "lies in the future"),
        ("municipalities.toml", "date = 2026-11-23", "date = ", "not valid TOML"),
        ("regions.toml", 'counties = ["03", "19", "21"]', 'counties = ["03", "19"]', "county 21 is in no region"),
        (
            "regions.toml",
            'counties = ["03", "19", "21"]',
            'counties = ["03", "19", "21", "25"]',
            "county 25 is also in",
        ),
        ("regions.toml", 'phone = "090-16 10 00"', 'phone = "90 16"', "is not a Swedish telephone number"),
        (
            "regions.toml",
            'phone_abroad = "+46 77 114 14 00"',
            'phone_abroad = "+46 7"',
            "is not a Swedish telephone number",
        ),
        ("regions.toml", "published = 2018-06-20", "published = 2999-06-20", "2999-06-20 lies in the future"),
        ("regions.toml", 'kind = "switchboard"\nhost', 'kind = "person"\nhost', '"person"'),
        ("places.tsv", "Abisko\t2584", "Abisko\t2599", "there is no municipality or county '2599'"),
        ("places.tsv", "Abbekås\t1264\ttatort", "Abbekås\t1264\ttown", "there is no kind 'town'"),
        ("places.tsv", "Aapua\t2518\thamlet\tB", "Aapua\t2518\thamlet\tE", "there is no tier 'E'"),
        ("places.tsv", "tatort\tA\t851", "tatort\tA\t0851", "'0851' is no number of people"),
        ("places.tsv", "851\t55.398\t13.5963\tscb20,wofqs", "851\t55.398\t13.5963\t", "no source is named"),
        ("places.tsv", "851\t55.398\t13.5963", "851\t13.5963\t55.398", "'13.5963', '55.398' is no point in Sweden"),
        ("outlines.tsv", "\n01\t03\t", "\n02\t03\t", "'02' is no county and no neighbour"),
        ("outlines.tsv", "630230,6572120 631290", "630230,657212 631290", "points are east,north in metres"),
        (
            "outlines.tsv",
            "\n01\t03\t645040,6605430 ",
            "\n01\t03\t645040,6605440 ",
            "the outline is open at 645040,6605440",
        ),
        ("areacodes.tsv", "0980\tKiruna\t2584", "0980\tKiruna\t2599", "'2599' is not known"),
        ("areacodes.tsv", "0980\tKiruna\t2584", "0980\tKiruna\t", "has no municipality"),
        ("areacodes.tsv", "0980\tKiruna", "980\tKiruna", "'980' is not a Swedish area code"),
        ("areacodes.tsv", "0911\tPiteå", "090\tPiteå", "090 stands already"),
        ("areacodes.tsv", "0911\tPiteå", "0901\tPiteå", "090 stands already"),
        ("areas.tsv", "Sk\n", "Sk|Bl\n", "the short form 'bl' stands already"),
        ("socialjour.tsv", "2480\tUmeå", "2499\tUmeå", "there is no municipality '2499'"),
        ("socialjour.tsv", "2480\tUmeå", "2480,2480\tUmeå, Umeå", "'2480' stands already on line"),
        ("socialjour.tsv", "2480\tUmeå", "2460\tUmeå", "'2460' stands already on line"),
        ("socialjour.tsv", "2480\tUmeå", "2480,2401\tUmeå", "2 codes and another number of names"),
        ("socialjour.tsv", "054-540 54 14", "54", "'54' is not a Swedish telephone number"),
        ("socialjour.tsv", "054-540 50 54; 054", "054-540 50 54;054", "is not a Swedish telephone number"),
        ("socialjour.tsv", "\t2023-09-29\t", "\tundated\t", 'page_date: "undated" is not a date'),
        ("socialjour.tsv", "\t2023-09-29\t", "\t2023-02-30\t", "is not in the calendar"),
        ("socialjour.tsv", "\t2023-09-29\t", "\t2999-09-29\t", "lies in the future"),
        ("socialjour.tsv", "\tutanför kontorstid\t", "\t\t", '"hours_text" is missing'),
        ("socialjour.tsv", "\town\tH\t", "\town\tsure\t", "the confidence must be one of H, M"),
        ("foreign_regions.tsv", "Alabama\tAL\tUS", "Alabama\tAL\tUSA", "'USA' is no country code"),
        ("foreign_regions.tsv", "Alaska\tAK\tUS", "Alabama\tAL\tUS", "Alabama: stands there twice"),
        ("common_words.tsv", "bostad\tsv", "Bostad\tsv", "a word in lower case"),
        ("common_words.tsv", "bostad\tsv\t", "bostad\tsv\t1", "is no frequency"),
        ("common_words.tsv", "handen\tsv", "hand\tsv", "hand: stands there twice"),
        ("postcodes.tsv", "10005\t", "10004\t", "stands there twice"),
        ("areas.tsv", "# licence: ", "# license: ", 'the head lacks "licence"'),
        ("areas.tsv", "name\tkind\t", "name\tsort\t", "the columns must be name, kind"),
    ],
)
def test_a_broken_file_is_reported_with_file_and_line(folder, file, before, after, problem):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_dataset(folder)
    found = [p for p in caught.value.problems if problem in p]
    assert found, caught.value.problems
    assert all(p.startswith(file) for p in found)


def test_all_problems_are_reported_at_once(folder):
    for file, before, after in (
        ("municipalities.toml", 'code = "2584"', 'code = "258"'),
        ("regions.toml", 'phone = "090-16 10 00"', 'phone = "12"'),
        ("places.tsv", "Abisko\t2584", "Abisko\t9999"),
    ):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_dataset(folder)
    for file in ("municipalities.toml", "regions.toml", "places.tsv"):
        assert any(problem.startswith(file) for problem in caught.value.problems), file


def test_a_missing_file_and_one_that_is_not_utf8_are_reported(folder):
    (folder / "areas.tsv").unlink()
    (folder / "regions.toml").write_bytes(b"schema = 1\n# \xff\n")
    with pytest.raises(DataError) as caught:
        load_dataset(folder)
    text = str(caught.value)
    assert "areas.tsv: cannot be read" in text
    assert "regions.toml:2: not UTF-8" in text


NOTICE = (Path(__file__).parents[2] / "NOTICE").read_text(encoding="utf-8")
# Who made what came by way of the packages.
MAKERS = ("GeoNames", "Statistics Sweden", "Unicode CLDR")
# A licence that asks for its text to go along, as the heads write it, and a sentence of that text.
LICENCES = {
    "MIT": "The above copyright notice and this permission notice shall be included in all copies or substantial portions",
    "ISC": "provided that the above copyright notice and this permission notice appear in all copies",
    "Unicode License v3": "this copyright and permission notice appear with all copies of the Data",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0": "CC0",
}


def test_the_notice_names_every_source_with_its_holder_and_every_licence_with_its_text(dataset):
    for name, head in dataset.heads.items():
        said = f"{head['source']} {head['licence']}"
        packages = re.findall(r"([A-Za-z][\w.-]+) (\d+\.\d+[\w.]*)", head["source"])
        for package, version in packages:
            line = re.search(rf"^  {re.escape(package)} {re.escape(version.rstrip('.'))} +(\S.*)$", NOTICE, re.M)
            assert line, f"{name}: {package} {version}"
            short = re.match(r"MIT|ISC", line[1])
            if short:  # with a holder
                assert len(line[1]) > len(short[0]) + 5, line[0]
        for maker in MAKERS:
            assert maker not in said or maker in NOTICE, f"{name}: {maker}"
        for licence, sentence in LICENCES.items():
            assert licence not in said or sentence in " ".join(NOTICE.split()), f"{name}: {licence}"
    assert len(re.findall(r"^  \S+ \d+\.\d+", NOTICE, re.M)) >= 17
