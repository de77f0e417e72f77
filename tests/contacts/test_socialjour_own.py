"""An organisation's own socialjour over the shipped one: checked, laid over, out and in again, by the commands too."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmtcli.contacts.exchange import own_list_from_json, to_json, to_toml
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.own import OwnList, overlay, own_list_from_toml
from nmtcli.contacts.socialjour import changes, within
from nmtcli.contacts.table import Head, own_list_from_csv, to_csv
from nmtcli.directory import Directory
from nmtcli.render.jsontext import answer_object
from nmtcli.render.terminal import Screen, show
from nmtcli.render.text import answer_facts

DIRECTORY = Directory.load()
BOOK = DIRECTORY.book
TODAY = date(2026, 11, 28)
DAY = "2026-11-28"


def numbers(text: str, directory: Directory) -> list[str]:
    return [service.phone for service in directory.socialjour(directory.route(text).resolution.place)]


def shown(text: str, language: str, directory: Directory) -> str:
    return show(answer_facts(directory.route(text), directory, language, DAY), Screen(None, False))


HEAD = 'name = "Länsstyrelsen X"\ndate = 2026-11-01\n'
ENTRY = """
[[socialjour]]
municipalities = ["2480", "0180"]
phone = "090-11 11 11; 112"
hours = "dygnet runt"
source = "vår lista"
"""


def read(text: str, below=BOOK) -> OwnList:
    return own_list_from_toml(text.encode(), "own.toml", below, TODAY)


def over(*texts: str) -> Directory:
    """The directory with these lists over it, the last one strongest."""
    book = BOOK
    for text in texts:
        book = overlay(book, read(text, book))
    return Directory(DIRECTORY.gazetteer, book)


def test_an_own_list_replaces_the_shipped_facts_of_the_municipalities_that_it_names():
    own = over(HEAD + ENTRY)
    for text in ("Umeå", "Holmsund", "Stockholm"):
        assert numbers(text, own) == ["090-11 11 11", "112"]
    assert numbers("Vännäs", own) == ["090-16 30 50"]
    assert numbers("Kiruna", own) == []
    assert answer_object(own.route("Umeå"), own, DAY)["socialjour"] == [
        {"phone": phone, "hours": "dygnet runt", "source": "vår lista", "as_of": None}
        for phone in ("090-11 11 11", "112")
    ]
    assert own.book.contacts == BOOK.contacts  # such a list says nothing of the coordinators
    told = shown("Umeå", "sv", own)
    assert "Socialjouren: 090-11 11 11\n" in told
    assert "Socialjouren: 112, annars 112" not in told
    assert "egen lista (Länsstyrelsen X, 2026-11-01)" in told and "090-16 30 50" not in told


def test_a_stronger_list_takes_its_municipalities_and_leaves_the_others_to_the_weaker():
    strong = ENTRY.replace('"2480", "0180"', '"0180", "1280"').replace("090-11 11 11; 112", "08-22 22 22")
    own = over(HEAD + ENTRY, HEAD + strong + 'area = "Vår jour"\npublished = "2026-10"\n')
    assert numbers("Stockholm", own) == numbers("Malmö", own) == ["08-22 22 22"]
    assert numbers("Umeå", own) == ["090-11 11 11", "112"]
    assert "Vår jour; dygnet runt; egen lista (Länsstyrelsen X, 2026-11-01); sidan daterad 2026-10, vår lista" in shown(
        "Malmö", "sv", own
    )
    assert [service.municipalities for service in own.book.socialjour] == [("2480",), ("0180", "1280")]


# What is changed in the list -> what is said.
WRONG = [
    (ENTRY.replace('"0180"', '"0181x"'), 'there is no municipality "0181x"; write its code of four digits'),
    (ENTRY.replace('"0180"', '"Umeå"'), 'there is no municipality "Umeå"'),
    (ENTRY.replace('"0180"', '"2480"'), 'the municipality "2480" appears twice (first in socialjour 1)'),
    (ENTRY + ENTRY, 'the municipality "2480" appears twice (first in socialjour 1)'),
    (ENTRY.replace('["2480", "0180"]', "[2480]"), '"municipalities" must be a list'),
    (ENTRY.replace('["2480", "0180"]', "[]"), '"municipalities" is missing'),
    (ENTRY.replace('municipalities = ["2480", "0180"]\n', ""), '"municipalities" is missing'),
    (ENTRY.replace("; 112", "; 9"), '"9" is not a Swedish telephone number'),
    (ENTRY.replace("; 112", " eller 112"), "is not a Swedish telephone number"),
    (ENTRY.replace('"090-11 11 11; 112"', "901"), "the telephone number 901 is a number"),
    (ENTRY.replace("dygnet runt", ""), '"hours" is missing'),
    (ENTRY.replace("dygnet runt", "dygnet\\u202erunt"), "invisible or forbidden character"),
    (ENTRY.replace("source", "sauce"), '"sauce" is not a known key'),
    (ENTRY.replace("source", "sauce"), '"source" is missing'),
    (ENTRY + "published = 2999-01-01\n", "lies in the future"),
    (ENTRY + 'published = "i fjol"\n', "is not a date"),
    ("socialjour = 3\n", "must be written as [[socialjour]]"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[said[:40] for _, said in WRONG])
def test_each_mistake_is_told_with_its_line_in_both_languages(text, said):
    with pytest.raises(ListError) as caught:
        read(HEAD + text)
    assert any(said in line for line in caught.value.texts("en")), caught.value.texts("en")
    assert all(
        re.match(r"own\.toml, rad \d+, (socialjour \d|filens början)", line) for line in caught.value.texts("sv")
    )


def test_a_list_with_a_socialjour_alone_is_not_empty():
    own = read(HEAD + ENTRY)
    assert own.contacts == () and len(own.socialjour) == 1


CODES = sorted(place.code for place in DIRECTORY.gazetteer.every("municipality"))
WORDS = st.from_regex(r"[a-zåäöA-Z0-9\"\\#='.,-]{1,12}( [a-zåäö0-9]{1,5})?", fullmatch=True)
SERVICE = st.fixed_dictionaries(
    {
        "phone": st.sampled_from(["112", "090-16 30 50", "054-540 50 54; 054-540 54 14"]),
        "hours": WORDS,
        "source": WORDS,
    },
    optional={"area": WORDS, "published": st.sampled_from(["2023", "2023-09", "2023-09-29"])},
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(CODES), min_size=1, max_size=6, unique=True), SERVICE, SERVICE)
def test_any_sound_list_comes_back_the_same_from_toml_and_json(codes, first, second):
    entries = [{"municipalities": [code], **service} for code, service in zip(codes, (first, second), strict=False)]
    raw = {"name": "X", "date": "2026-11-01", "socialjour": entries}
    own = own_list_from_json(json.dumps(raw).encode(), "x.json", BOOK, TODAY)
    assert len(own.socialjour) == len(entries)
    for language in ("sv", "en"):
        assert own_list_from_toml(to_toml(own, BOOK, language).encode(), "x.toml", BOOK, TODAY) == own
    assert own_list_from_json(to_json(own).encode(), "x.json", BOOK, TODAY) == own


def test_a_table_keeps_the_socialjour_of_the_list_that_it_replaces():
    own = read(HEAD + ENTRY)
    counties = DIRECTORY.gazetteer.table("places", "COUNTIES")
    head = Head(own.name, own.date, socialjour=own.socialjour)
    again = own_list_from_csv(to_csv(BOOK.contacts, counties).encode(), "k.csv", BOOK, counties, head, TODAY)
    assert again.socialjour == own.socialjour and len(again.contacts) == len(BOOK.contacts)


def test_an_import_shows_what_changes_municipality_by_municipality():
    was = read(HEAD + ENTRY).socialjour
    becomes = read(HEAD + ENTRY.replace('"2480", "0180"', '"0180", "1280"').replace("; 112", "")).socialjour
    assert changes(was, was) == []
    assert changes(was, becomes) == [
        ("0180", "090-11 11 11; 112", "090-11 11 11"),
        ("1280", "", "090-11 11 11"),
        ("2480", "090-11 11 11; 112", ""),
    ]
    assert [service.municipalities for service in within(was, ("24",))] == [("2480",)]


@pytest.fixture
def nmt(nmt_process):
    return nmt_process


def test_the_commands_import_show_export_and_look_up_an_own_socialjour(nmt, tmp_path):
    (tmp_path / "own.toml").write_text(HEAD + ENTRY, encoding="utf-8")
    check = nmt("contacts", "check", "own.toml")
    assert check.returncode == 0 and "Out-of-hours social services (socialjour): 2 municipalities." in check.stdout
    done = nmt("contacts", "import", "own.toml", "--yes")
    assert done.returncode == 0, done.stderr
    assert "Socialjour\tUmeå\tphone: - → 090-11 11 11; 112" in done.stdout
    assert "090-11 11 11" in nmt("lookup", "Umeå").stdout
    listed = nmt("contacts", "show")
    for town in ("Umeå", "Stockholm"):
        assert (
            f"Socialjour: {town}: 090-11 11 11; 112\ndygnet runt; own list (Länsstyrelsen X, 2026-11-01)"
            in listed.stdout
        )
    assert "090-11 11 11" not in nmt("contacts", "show", "Väst").stdout
    for format_, region, codes in (("toml", [], ["2480", "0180"]), ("json", ["--region", "nord"], ["2480"])):
        text = nmt("contacts", "export", "--format", format_, *region).stdout
        own = (own_list_from_toml if format_ == "toml" else own_list_from_json)(text.encode(), "x", BOOK)
        assert [service.municipalities for service in own.socialjour] == [tuple(codes)]


def test_a_personal_mobile_number_is_asked_about_once_more(nmt, tmp_path):
    (tmp_path / "own.toml").write_text(HEAD + ENTRY.replace("090-11 11 11", "070-123 45 67"), encoding="utf-8")
    refused = nmt("contacts", "import", "own.toml", "--yes")
    assert refused.returncode == 2 and "070-123 45 67" in refused.stderr
    assert nmt("contacts", "import", "own.toml", "--yes", "--allow-personal").returncode == 0
