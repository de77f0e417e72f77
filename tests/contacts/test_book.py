"""Whoever is shown serves the county and the group asked about, and looks as old as it is: in every format."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import shlex

import pytest

from nmtcli import Directory, number_of
from nmtcli.contacts.book import as_of, is_stale, months_before
from nmtcli.main import main
from nmtcli.model import Answer, Contact, replaced
from nmtcli.render.tables import field
from nmtcli.request import Request, run

DIRECTORY = Directory.load()
BOOK = DIRECTORY.book
MUNICIPALITIES = [f"{place.name} kommun" for place in DIRECTORY.gazetteer.every("municipality")]
PLACES = [*MUNICIPALITIES, *(f"region {region.name}" for region in BOOK.regions)]
GROUPS = (None, "adults", "children")
HOTLINE = BOOK.hotline.phone


@pytest.fixture(autouse=True)
def _one_directory(monkeypatch):
    monkeypatch.setattr(Directory, "load", lambda *_, **__: DIRECTORY)


def printed(capsys, *arguments: str) -> str:
    main(["lookup", *arguments])
    return capsys.readouterr().out


def counties_of(answer: Answer) -> set[str]:
    place = answer.resolution.place
    assert place is not None and answer.region is not None
    return set(answer.region.counties if place.kind == "region" else place.counties)


def contact_of(phone: str, answer: Answer) -> Contact:
    """The contact in force that has this number, among those for the region."""
    assert answer.region is not None
    return next(c for c in BOOK.contacts if c.region == answer.region.id and c.phone == phone)


def is_right(phone: str, answer: Answer, serves: str | None, *, whole: bool = False) -> Contact:
    """The contact of a number that is shown, which serves the county and the group (`whole`: all that was asked)."""
    contact = contact_of(phone, answer)
    counties = counties_of(answer)
    assert counties <= set(contact.counties) if whole else counties & set(contact.counties)
    allowed = (
        ("all",) if whole and serves is None else ("all", "adults", "children") if serves is None else ("all", serves)
    )
    assert contact.serves in allowed
    return contact


def test_there_are_290_municipalities_and_7_regions():
    assert len(MUNICIPALITIES) == 290 and len(PLACES) == 297


@pytest.mark.parametrize("serves", GROUPS)
def test_the_one_number_for_scripts_serves_all_that_was_asked_and_its_age_is_told(capsys, serves):
    columns = ("status", "phone", "phone_kind", "phones", "serves", "as_of", "stale", "origin", "confidence")
    answers = {text: DIRECTORY.route(text, serves=serves) for text in PLACES}
    option = {} if serves is None else {"serves": serves}
    run(Request(places=tuple(PLACES), format="csv", **option))
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == len(PLACES)
    for (_, answer), row in zip(answers.items(), rows):
        status, phone, kind, phones, group, date, stale, origin, confidence = (row[name] for name in columns)
        assert status == "resolved"
        for name in columns[1:]:
            assert row[name] == field(answer, DIRECTORY, name)
        assert [p for p in phones.split("; ") if p] == [c.phone for c in answer.contacts]
        for shown in filter(None, phones.split("; ")):
            is_right(shown, answer, serves)
        if kind in ("hotline", "several"):
            assert phone == HOTLINE and (kind == "several") == bool(answer.contacts)
        else:
            contact = is_right(phone, answer, serves, whole=True)
            assert (kind, group, date, origin) == (contact.kind, contact.serves, as_of(contact) or "", contact.origin)
            assert confidence == contact.confidence
            assert stale == ("true" if is_stale(contact, BOOK.date) else "false")


@pytest.mark.parametrize("serves", GROUPS)
def test_batch_says_the_same_as_a_look_up(tmp_path, capsys, serves):
    source, target = tmp_path / "places.txt", tmp_path / "routed.csv"
    source.write_text("\n".join(PLACES), encoding="utf-8")
    option = [] if serves is None else ["--serves", serves]
    for format_ in ("csv", "jsonl"):
        main(["batch", str(source), "--format", format_, "-o", str(target), "--force", *option])
        capsys.readouterr()
        lines = target.read_text(encoding="utf-8").splitlines()
        for text, line in zip(PLACES, lines, strict=True):
            answer = DIRECTORY.route(text, serves=serves)
            if format_ == "csv":
                phone, _, kind, group, date, stale = next(csv.reader([line]))[-6:]
            else:
                row = json.loads(line)
                phone, kind, group, date = (row[name] or "" for name in ("phone", "phone_kind", "serves", "as_of"))
                stale = {True: "true", False: "false", None: ""}[row["stale"]]
            names = ("phone", "phone_kind", "serves", "as_of", "stale")
            assert [phone, kind, group, date, stale] == [field(answer, DIRECTORY, name) for name in names]


@pytest.mark.parametrize("serves", GROUPS)
def test_every_contact_in_json_text_and_cards_serves_the_place_and_shows_its_age_and_origin(capsys, serves):
    option = [] if serves is None else ["--serves", serves]
    for text in PLACES:
        answer = DIRECTORY.route(text, serves=serves)
        found = json.loads(printed(capsys, *shlex.split(text), "--json", *option))
        for entry in found["contacts"]:
            contact = is_right(entry["phone"], answer, serves)
            assert entry["counties"] == list(contact.counties) and entry["serves"] == contact.serves
            assert entry["as_of"] == as_of(contact) and entry["origin"] == "bundled" and entry["confidence"]
            assert entry["stale"] == is_stale(contact, BOOK.date)
        cards = printed(capsys, *shlex.split(text), "--format", "vcard", *option).replace("\r\n ", "")
        numbers = re.findall(r"TEL;[^:]*:(\S+)", cards)
        assert numbers == ([entry["phone_e164"] for entry in found["contacts"]] or [found["hotline"]["phone_e164"]])
        said = printed(capsys, *shlex.split(text), "--lang", "en", *option)
        for entry in found["contacts"]:
            block = said[said.index(f"Call: {entry['phone']}") :]
            block = block[: block.index("Source: ") + 200]
            assert "As of: " in block and entry["source"] in block
            if entry["serves"] != "all":
                assert {"children": "children and young people", "adults": "adults"}[entry["serves"]] in block.split(
                    "\n"
                )[0]
            if not counties_of(answer) <= set(entry["counties"]):
                names = [DIRECTORY.gazetteer.county_short(code) for code in entry["counties"]]
                assert ", ".join(names) in block.split("\n")[0]


CASES = [
    ("Stockholm --get phone", HOTLINE),
    ("Stockholm --get phone_kind", "several"),
    ("Stockholm --get phones", "08-508 437 26; 08-508 256 69"),
    ("Stockholm --get serves", "children; adults"),
    ("Stockholm --get phone --serves children", "08-508 437 26"),
    ("Stockholm --get phone --serves adults", "08-508 256 69"),
    ("Stockholm --get serves --serves adults", "adults"),
    ("Stockholm --get email --serves adults", ""),
    ("Öst --get phone", HOTLINE),
    ("Öst --get phone_kind", "several"),
    ("Öst --get phone --serves adults", HOTLINE),
    ("Linköping --get phone", "013-20 60 00"),
    ("Jönköping --get phone", "036-10 50 00"),
    ("Väst --get phone", HOTLINE),  # Halland has nobody
    ("Väst --get phone_kind", "several"),
    ("Göteborg --get phone", "031-365 00 00"),
    ("Göteborg --get as_of", "2017-07"),
    ("Göteborg --get stale", "true"),
    ("Göteborg --get confidence", "indicated"),
    ("Göteborg --get origin", "bundled"),
    ("Göteborg --get phone --max-age 12", HOTLINE),
    ("Göteborg --get phone_kind --max-age 12", "hotline"),
    ("Göteborg --get phone --max-age 1200", "031-365 00 00"),
    ("Malmö --get phone --max-age 1200", HOTLINE),  # undated: nothing shows that it is recent
    ("Falun --get phone", HOTLINE),
    ("Falun --get phone_kind", "hotline"),
    ("Falun --get as_of", ""),
    ("Falun --get stale", ""),
    ("Visby --get phone", HOTLINE),
]


@pytest.mark.parametrize(("arguments", "value"), CASES, ids=[arguments for arguments, _ in CASES])
def test_single_fields(capsys, arguments, value):
    assert printed(capsys, *shlex.split(arguments)) == f"{value}\n"


def test_what_is_unresolved_has_the_hotline_in_tables_as_in_batch(capsys):
    run(Request(places=("Småland", "qqqqq"), format="csv"))
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["status"], row["phone"], row["phone_kind"]) for row in rows] == [
        ("ambiguous", HOTLINE, "hotline"),
        ("not_found", HOTLINE, "hotline"),
    ]


def test_a_limit_of_age_is_told_of_and_leaves_the_others_in(capsys):
    months = 12 * (int(BOOK.date[:4]) - 2020)
    assert months_before(BOOK.date, months) > "2018-09-24"
    assert "No contact was attested within the last" in printed(
        capsys, "Kiruna", "--max-age", str(months), "--lang", "en"
    )
    assert "013-20 60 00" in printed(capsys, "Öst", "--max-age", str(months))
    assert "036-10 50 00" not in printed(capsys, "Öst", "--max-age", str(months))
    found = json.loads(printed(capsys, "Kiruna", "--max-age", str(months), "--json"))
    assert found["contacts"] == [] and any("attested" in note for note in found["notes"])


def test_the_number_of_a_switchboard_says_whose_it_is_and_old_names_their_year(capsys):
    said = printed(capsys, "Kiruna", "--lang", "sv")
    assert "Ring: 090-16 10 00 (Umeå kommuns växel)" in said and "(2018: Eva Norlin)" in said
    assert "Göteborgs Stads växel" in printed(capsys, "Göteborg", "--lang", "sv")
    assert "020-39 00 00 (nationella stödtelefonen, för yrkesverksamma" in said


def test_a_region_without_contacts_gives_the_card_of_the_hotline(capsys):
    card = printed(capsys, "Falun", "--format", "vcard", "--lang", "sv")
    assert "TEL;TYPE=work,voice:+4620390000\r\n" in card and card.count("BEGIN:VCARD") == 1
    assert printed(capsys, "qqqqq", "--format", "vcard") == ""


ORDERS = [
    (["Kiruna", "-p", "Lund"], ["Kiruna", "Lund"]),
    (["-p", "Lund", "Kiruna"], ["Lund", "Kiruna"]),
    (["-pLund", "Kiruna,", "Malmö", "--place", "Falun"], ["Lund", "Kiruna", "Malmö", "Falun"]),
    (["--place=Lund", "--exact", "--serves", "adults", "Kiruna", "-p", "Falun"], ["Lund", "Kiruna", "Falun"]),
    (["--color", "never", "-p", "Falun", "--", "Kiruna"], ["Falun", "Kiruna"]),
]


@pytest.mark.parametrize(("arguments", "names"), ORDERS, ids=str)
def test_answers_come_in_the_order_in_which_the_places_were_typed(capsys, arguments, names):
    found = json.loads(printed(capsys, "--json", *arguments))
    assert [one["match"]["name"] for one in found] == names


def test_nobody_has_two_contacts_of_one_kind_for_one_group_and_county_in_the_shipped_list():
    for one, other in itertools.combinations(BOOK.contacts, 2):
        if one.region == other.region and set(one.counties) & set(other.counties):
            assert one.serves != other.serves and "all" not in (one.serves, other.serves)
    assert number_of(DIRECTORY.route("Stockholm")).kind == "several"


OWN = """name = "Länsstyrelsen X"
date = 2026-11-01
{more}
[[contact]]
region = "ost"
counties = ["04"]
kind = "coordinator"
host = "Ours"
phone = "010-10 10 10"
source = "us"
confidence = "confirmed"
"""


def test_what_an_own_list_leaves_out_is_not_called_unpublished(capsys, tmp_path, monkeypatch):
    monkeypatch.undo()  # the directory is loaded anew, with the list
    assert HOTLINE is not None
    path = tmp_path / "own.toml"
    path.write_text(OWN.format(more='no_contact = ["nord"]'), encoding="utf-8")
    for place in ("Jönköping", "Kiruna"):
        said = printed(capsys, place, "--contacts", str(path), "--lang", "en")
        assert "The list has no contact here: own list (Länsstyrelsen X, 2026-11-01)" in said
        assert "not published" not in said and HOTLINE in said
        found = json.loads(printed(capsys, place, "--contacts", str(path), "--json"))
        assert any("Länsstyrelsen X" in note for note in found["notes"]) and found["contacts"] == []
    assert "is not published" in printed(capsys, "Falun", "--contacts", str(path), "--lang", "en")


def test_a_list_that_trusts_its_contacts_for_longer_does_not_make_the_shipped_ones_look_current():
    shipped = next(c for c in BOOK.contacts if c.published == "2018-06-20")
    own = replaced(shipped, origin="Länsstyrelsen X 2026-11-01")
    assert [is_stale(contact, "2026-11-29", 120) for contact in (shipped, own)] == [True, False]
    assert [is_stale(replaced(contact, published="2026-08-01"), "2026-11-29", 3) for contact in (shipped, own)] == [
        True,
        True,
    ]


def test_who_has_nobody_to_call():
    found = {region.id: BOOK.without_contact(region) for region in BOOK.regions}
    assert found["stockholm"] == (("09", None),) and found["vast"] == (("13", None),)
    assert found["mitt"] == (("03", None), ("19", None), ("21", None))
    assert found["syd"] == found["nord"] == found["ost"] == ()
    children = replaced(
        BOOK, contacts=tuple(replaced(c, serves="children") for c in BOOK.contacts if c.region == "syd")
    )
    assert children.without_contact(BOOK.region("syd")) == tuple(
        (county, "adults") for county in ("07", "08", "10", "12")
    )
