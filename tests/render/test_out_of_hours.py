"""The socialjour of a place: only what its municipality publishes, beside the coordinators, and an own list over it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nmtcli import model
from nmtcli.directory import Directory
from nmtcli.gazetteer.read import data_folder
from nmtcli.render.jsontext import answer_object
from nmtcli.render.out_of_hours import host
from nmtcli.render.terminal import Screen, show
from nmtcli.render.text import answer_facts

DIRECTORY = Directory.load()
DAY = "2026-11-28"
NUMBER = re.compile(r"\+?[0-9][0-9 -]{6,}[0-9]")


def rows() -> list[dict[str, str]]:
    lines = (data_folder() / "socialjour.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    head, *cells = [line.split("\t") for line in lines if not line.startswith("# ")]
    return [dict(zip(head, row, strict=True)) for row in cells]


ROWS = {code: row for row in rows() for code in row["municipality_codes"].split(",")}


def shown(text: str, language: str = "sv", directory: Directory = DIRECTORY, width: int | None = None) -> str:
    return show(answer_facts(directory.route(text), directory, language, DAY), Screen(width, False))


def numbers(text: str, directory: Directory = DIRECTORY) -> list[str]:
    return [service.phone for service in directory.socialjour(directory.route(text).resolution.place)]


# What is asked -> the numbers.
CASES = [
    ("Umeå", ["090-16 30 50"]),
    ("2480", ["090-16 30 50"]),
    ("Umeo", ["090-16 30 50"]),
    ("Holmsund", ["090-16 30 50"]),
    ("903 26", ["090-16 30 50"]),
    ("Vännäs", ["090-16 30 50"]),
    ("Karlstad", ["054-540 50 54", "054-540 54 14"]),
    ("Nybro", ["020-45 39 00"]),
    ("Falun", ["112"]),
    ("Jönköping", ["112"]),
    ("Heby", ["018-15 00 00"]),
    ("Uppsala", []),
    ("Stockholm", []),
    ("Malmö", []),
    ("Kiruna", []),
    ("Abisko", []),
    ("Skåne län", []),
    ("Gotlands län", []),
    ("Region Nord", []),
    ("Öland", []),
    ("Småland", []),
    ("Oslo", []),
    ("Xyzzyq", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_place_in_one_municipality_has_its_numbers_and_all_else_none(text, expected):
    assert numbers(text) == expected
    answer = DIRECTORY.route(text)
    found = answer_object(answer, DIRECTORY, DAY)["socialjour"]
    assert [entry["phone"] for entry in found] == expected
    assert all(list(entry) == ["phone", "hours", "source", "as_of"] for entry in found)


def test_nothing_at_all_has_no_socialjour():
    assert DIRECTORY.socialjour(None) == ()


def test_there_are_54_municipalities_with_a_number_and_42_that_answer_through_112():
    assert len(ROWS) == 96
    assert sum(row["phone"] == "112" for row in ROWS.values()) == 42


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_municipality_of_the_table_is_reached_with_its_own_facts_and_every_other_shows_no_number(language):
    for place in DIRECTORY.gazetteer.every("municipality"):
        services = DIRECTORY.socialjour(place)
        told = shown(place.code, language)
        lines = [line for line in told.split("\n") if "ocialjour" in line.partition(":")[0]]
        row = ROWS.get(place.code)
        if row is None:
            assert services == ()
            assert len(lines) == 1 and "112" in lines[0] and not NUMBER.search(lines[0])
            continue
        assert "; ".join(service.phone for service in services) == row["phone"]
        for service in services:
            assert (service.area, service.hours, service.source) == (row["area"], row["hours_text"], row["source_url"])
            assert (service.as_of or "n.d.", service.confidence) == (row["page_date"], row["confidence"])
        last = lines[-1]
        assert len(lines) == len(services)
        assert "112" in last and host(row["source_url"]) in last and row["area"] in last
        assert row["page_date"] in last or {"sv": "odaterad sida", "en": "undated page"}[language] in last
        known = row["hours_text"].removeprefix("tider ej antecknade eller ej synliga")
        assert known in last and "ej antecknade" not in last
        said = {found[0].strip() for line in lines for found in NUMBER.finditer(line.split(" (")[0])}
        assert said <= set(row["phone"].split("; "))


@pytest.mark.parametrize(
    ("text", "language", "line"),
    [
        ("Kiruna", "sv", "Socialjouren: fråga kommunen eller ring 112."),
        ("Kiruna", "en", "Socialjour: ask the municipality or call 112."),
        (
            "Umeå",
            "sv",
            "Socialjouren: 090-16 30 50, annars 112 (mån–tor 16–00; fre 16–01; lör–sön 14–01; övrig tid 112; odaterad sida, umea.se)",
        ),
        (
            "Nybro",
            "en",
            "Socialjour: 020-45 39 00, otherwise 112 (Sydostjouren; utanför kontorstid; page dated 2023-09-29, vastervik.se)",
        ),
        (
            "Linköping",
            "sv",
            "Socialjouren: 013-20 75 26, annars 112 (Sociala jouren Linköping; kvällar och helger; eller 112; osäker uppgift; sidan daterad 2016-03-10, linkoping.se)",
        ),
        ("Karlstad", "sv", "Socialjouren: 054-540 50 54"),
        (
            "Karlstad",
            "sv",
            "Socialjouren: 054-540 54 14, annars 112 (sön–tor 16.30–24; fre–lör 16–01.30; övrig tid 112; sidan daterad 2023, karlstad.se)",
        ),
        (
            "Falun",
            "sv",
            "Socialjouren nås genom 112 (Socialjouren Dalarna; tiderna är inte kända; odaterad sida, smedjebacken.se)",
        ),
        (
            "Falun",
            "en",
            "Out-of-hours social services (socialjour) are reached through 112 (Socialjouren Dalarna; hours not known; undated page, smedjebacken.se)",
        ),
    ],
)
def test_it_is_shown_in_plain_words_between_the_urgent_lines_and_the_consent(text, language, line):
    lines = shown(text, language).rstrip("\n").split("\n")
    at = lines.index(line)
    urgent = next(n for n, one in enumerate(lines) if one.startswith(("Akut: ", "Urgent: ")))
    assert urgent < at < len(lines) - 1
    assert all(
        one.startswith(("Samtycke", "Consent", "Socialjour", "Out-of-hours social services (socialjour)"))
        for one in lines[at:]
    )
    assert line.split(" (")[0] not in "\n".join(lines[:urgent])  # never among the coordinators


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Ersmark", "Ersmark (Skellefteå)"),
        ("Björkekärr", "Björkekärr (Alingsås)"),
        ("Ersmark, Umeå", None),
        ("Holmsund", None),
        ("Umeå", None),
        ("Hållsta", None),  # both through 112
        ("Dörby", None),  # the other one has the same socialjour
        ("Forsbacka", None),  # the other one has another coordinator too, so that it is named anyway
        ("Abisko", None),  # no number that could be the wrong one
    ],
)
def test_a_name_that_may_be_in_another_municipality_of_the_same_coordinator_is_asked_about(text, other):
    said = f"Obs: ! Kan också vara {other}, med annan socialjour: fråga i vilken kommun personen är.\n"
    told = shown(text)
    notes = answer_object(DIRECTORY.route(text), DIRECTORY, DAY)["notes"]
    if other:
        assert said in told
        assert [
            note
            for note in notes
            if note.startswith(f"May also be {other}, with other out-of-hours social services (socialjour): ")
        ]
    else:
        assert "Kan också vara" not in told
        assert not [note for note in notes if note.startswith("May also be")]


@pytest.mark.parametrize("text", ["Skåne län", "Region Nord"])
def test_a_county_or_a_region_shows_none(text):
    assert not [line for line in shown(text).split("\n") if line.startswith("Socialjouren")]


def test_a_number_is_a_link_of_its_own():
    facts = answer_facts(DIRECTORY.route("Karlstad"), DIRECTORY, "sv", DAY)
    links = [fact.link for fact in facts if fact.label == "Socialjouren"]
    assert links == ["tel:+46545405054", "tel:+46545405414"]


@pytest.mark.skipif(
    not Path(model.__file__).with_name("index_socialjour.py").exists(), reason="a checkout has no index"
)
def test_one_field_and_places_without_a_municipality_do_not_read_the_table():
    script = (
        "import sys; from nmtcli.main import main; main(sys.argv[1:]); "
        "print('nmtcli.index_socialjour' in sys.modules, file=sys.stderr)"
    )
    for arguments, read in (
        (["lookup", "Umeå", "--exact", "--get", "phone"], False),
        (["lookup", "Skåne län"], False),
        (["lookup", "Umeå", "--json"], True),
    ):
        run = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, cwd="/",
                             env=dict(os.environ), check=False)  # fmt: skip
        assert run.stderr.split()[-1] == str(read), arguments
