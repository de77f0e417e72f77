"""Lists out and in again: TOML, JSON, CSV; what spreadsheets do to a table; what an import changes."""

from __future__ import annotations

import csv
import io
import os
import random
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmtcli.contacts.check import check_own_list
from nmtcli.contacts.difference import differences, personal_data, uncovered
from nmtcli.contacts.exchange import own_list_from_json, reader, to_json, to_toml
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.own import OwnList, make_own_list, overlay, own_list_from_toml
from nmtcli.contacts.table import Head, own_list_from_csv, to_csv
from nmtcli.directory import Directory
from nmtcli.model import Contact, replaced

TODAY = date(2026, 11, 24)
DIRECTORY = Directory.load()
BOOK = DIRECTORY.book
COUNTIES = DIRECTORY.gazetteer.table("places", "COUNTIES")
HEAD = Head("Länsstyrelsen X", "2026-11-01")
OWN = OwnList(HEAD.name, HEAD.date, tuple(replaced(c, origin="Länsstyrelsen X 2026-11-01") for c in BOOK.contacts))
MUTATIONS = int(os.environ.get("NMT_MUTATIONS", "400"))

COLUMNS = "region,counties,kind,host,phone,source,confidence"
ROW = "ost,Östergötland,coordinator,Linköpings kommun,013-20 60 00,linkoping.se,confirmed"


def from_csv(text: str | bytes) -> OwnList:
    data = text.encode() if isinstance(text, str) else text
    return own_list_from_csv(data, "k.csv", BOOK, COUNTIES, HEAD, TODAY)


def told(text: str | bytes, language: str = "en") -> list[str]:
    with pytest.raises(ListError) as caught:
        from_csv(text)
    return caught.value.texts(language)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_in_force_comes_back_the_same_from_every_format(language):
    assert own_list_from_toml(to_toml(OWN, BOOK, language).encode(), "x.toml", BOOK, TODAY) == OWN
    assert own_list_from_json(to_json(OWN).encode(), "x.json", BOOK, TODAY) == OWN
    assert from_csv(to_csv(OWN.contacts, COUNTIES)) == OWN
    assert from_csv(to_csv(OWN.contacts, COUNTIES, excel=True)) == OWN


TEXT = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from("  ='+-@\";,\\"), min_size=1, max_size=30)
REGIONS = {region.id: region.counties for region in BOOK.regions}
ENTRIES = st.sampled_from(sorted(REGIONS)).flatmap(
    lambda region: st.fixed_dictionaries(
        {
            "region": st.just(region),
            "counties": st.lists(st.sampled_from(REGIONS[region]), min_size=1, unique=True),
            "kind": st.sampled_from(["coordinator", "switchboard"]),
            "host": TEXT,
            "phone": st.sampled_from(["013-20 60 00", "+46 20 39 00 00", "08 508 437 26", "0850843726", "112", "1177"]),
            "source": TEXT,
            "confidence": st.sampled_from(["confirmed", "indicated"]),
        },
        optional={
            "unit": TEXT,
            "persons": st.lists(TEXT.map(lambda t: t.replace(";", "")), min_size=1, max_size=3),
            "email": st.sampled_from(["info@x.se", "-a@x.se", "+a@x.se", "=a@x.se"]),
            "serves": st.sampled_from(["all", "children", "adults"]),
            "published": st.sampled_from(["2017", "2017-07", "2017-07-01"]),
            "confirmed": st.dates(date(2000, 1, 1), TODAY).map(str),
            "confirmed_by": TEXT,
            "note_sv": TEXT,
            "note_en": TEXT,
            "published_note_sv": TEXT,
        },
    )
)
LISTS = st.builds(
    lambda name, months, entries: {"name": name, "date": "2026-11-01", **months, "contact": entries},
    TEXT,
    st.sampled_from([{}, {"stale_after_months": 6}]),
    st.lists(ENTRIES, min_size=1, max_size=5),
)


@settings(deadline=None)
@given(LISTS)
def test_any_sound_list_comes_back_the_same_from_every_format(raw):
    from nmtcli.contacts.own import tidy

    raw = tidy(raw)
    if check_own_list(raw, lambda *_: 1, {k: set(v) for k, v in REGIONS.items()}, TODAY):
        return  # a text that was only spaces, or looks damaged
    own = make_own_list(raw)
    assert own_list_from_toml(to_toml(own, BOOK, "sv").encode(), "x.toml", BOOK, TODAY) == own
    assert own_list_from_json(to_json(own).encode(), "x.json", BOOK, TODAY) == own
    head = Head(own.name, own.date, own.stale_after_months)
    for excel in (False, True):
        text = to_csv(own.contacts, COUNTIES, excel=excel)
        assert own_list_from_csv(text.encode(), "x.csv", BOOK, COUNTIES, head, TODAY) == own
        rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";" if excel else ",")
        cells = [cell for row in rows for cell in row]
        assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
        # What a spreadsheet would take for a number and rob of its zero.
        assert not [c for c in cells if re.fullmatch(r"0[0-9 ]+", c)]


def test_a_mistake_in_a_table_is_told_with_its_own_headings_and_the_reader_s_words():
    table = f"Region,Län,Typ,Vem svarar,Telefonnummer,Källa,Säkerhet\n{ROW.replace('coordinator', 'koordinatorn')}\n"
    at = "k.csv, {} 2, {} 1 (Linköpings kommun): "
    sv, en = at.format("rad", "kontakt"), at.format("line", "contact")
    assert told(table, "sv") == [sv + 'i kolumnen "Typ" står "koordinatorn"; skriv regionkoordinator eller växel']
    assert told(table) == [en + 'the column "Typ" has "koordinatorn"; write coordinator or switchboard']
    assert told(table.replace("koordinatorn", "växel").replace("013-20 60 00", ""), "sv") == [
        sv + '"Telefonnummer" saknas'
    ]
    wrong = table.replace("koordinatorn", "växel").replace("Östergötland", "Skåne")
    assert told(wrong, "sv") == [
        sv + "Skåne hör inte till region Öst; dit hör Södermanland, Östergötland och Jönköping"
    ]


@pytest.mark.parametrize("table", ["kul", "a,b,c,d,e,f,g\n1,2,3,4,5,6,7", ROW, f"{ROW}\n{ROW}"])
def test_a_table_without_headings_has_one_mistake(table):
    assert len(told(table)) == 1 and "headings" in told(table)[0]


def test_several_missing_columns_are_one_mistake_in_the_reader_s_words():
    assert told("Region;Län;Typ\nÖst;E;växel", "sv") == [
        "k.csv, rad 1: kolumner saknas: vem svarar, telefon, källa och säkerhet"
    ]


def test_regions_without_anybody_come_back_the_same_and_a_table_keeps_them():
    own = replaced(OWN, contacts=tuple(c for c in OWN.contacts if c.region != "nord"), no_contact=("nord",))
    assert own_list_from_toml(to_toml(own, BOOK, "sv").encode(), "x.toml", BOOK, TODAY) == own
    assert own_list_from_json(to_json(own).encode(), "x.json", BOOK, TODAY) == own
    head = Head(own.name, own.date, no_contact=own.no_contact)
    assert own_list_from_csv(to_csv(own.contacts, COUNTIES).encode(), "x.csv", BOOK, COUNTIES, head, TODAY) == own


def test_a_list_that_overrides_regions_comes_back_the_same():
    own = replaced(OWN, regions=BOOK.regions, source="us", licence="CC0", stale_after_months=3)
    assert own_list_from_toml(to_toml(own, BOOK, "en").encode(), "x.toml", BOOK, TODAY) == own
    assert own_list_from_json(to_json(own).encode(), "x.json", BOOK, TODAY) == own


SAME = from_csv(f"{COLUMNS}\n{ROW}\n")
# Tables that say the same, as people and spreadsheets write them.
TABLES = {
    "semicolons": f"{COLUMNS}\n{ROW}\n".replace(",", ";"),
    "tabs": f"{COLUMNS}\n{ROW}\n".replace(",", "\t"),
    "byte order mark": f"\ufeff{COLUMNS}\n{ROW}\n",
    "cp1252": f"{COLUMNS}\n{ROW}\n".encode("cp1252"),
    "UTF-16": f"{COLUMNS}\n{ROW}\n".replace(",", "\t").encode("utf-16"),
    "separator named": f"sep=;\r\n{COLUMNS}\r\n{ROW}\r\n".replace(",", ";"),
    "line ends of Windows": f"{COLUMNS}\r\n{ROW}\r\n",
    "line ends of old Macs": f"{COLUMNS}\r{ROW}\r",
    "no last line end": f"{COLUMNS}\n{ROW}",
    "empty rows and cells": f"\n{COLUMNS},,\n,,,,,,,,\n\n{ROW},,\n",
    "code without its zero": f"{COLUMNS}\n{ROW.replace('Östergötland', '5')}\n",
    "code": f"{COLUMNS}\n{ROW.replace('Östergötland', '05')}\n",
    "letter": f"{COLUMNS}\n{ROW.replace('Östergötland', 'e')}\n",
    "full name": f"{COLUMNS}\n{ROW.replace('Östergötland', 'Östergötlands län')}\n",
    "name of the region": f"{COLUMNS}\n{ROW.replace('ost', 'Region Öst', 1)}\n",
    "Swedish headings": f"Region,Län,Typ,Värd,Telefon,Källa,Säkerhet\n{ROW}\n",
    "Swedish values": f"{COLUMNS}\n{ROW}\n".replace("coordinator", "Regionkoordinator").replace(
        ",confirmed", ",Bekräftad"
    ),
    "another order": "phone,region,kind,host,counties,source,confidence\n"
    "013-20 60 00,ost,coordinator,Linköpings kommun,E,linkoping.se,confirmed\n",
    "spaces": f"{COLUMNS.replace(',', ' , ')}\n{ROW.replace(',', ' , ')}\n",
    "line break in a cell": f"{COLUMNS}\n{ROW}\n".replace("Linköpings kommun", '"Linköpings\nkommun"'),
    "dash": f"{COLUMNS}\n{ROW.replace('013-20', '013–20')}\n",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_tables_are_read_as_people_and_spreadsheets_write_them(table):
    assert from_csv(table) == SAME


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("Västra Götaland; Halland", ("14", "13")),
        ("O N", ("14", "13")),
        ("14 13", ("14", "13")),
        ("14, Hallands län", ("14", "13")),
        ("vastra gotalands lan", ("14",)),
        ("14; O", ("14",)),
    ],
)
def test_counties_are_given_by_name_letter_or_code(cell, codes):
    table = f"{COLUMNS}\n{ROW}".replace(",", "\t").replace("\nost", "\nVäst").replace("Östergötland", cell)
    assert from_csv(table).contacts[0].counties == codes


# What is wrong -> what is said, with the row as a spreadsheet counts it.
WRONG = [
    (
        f"{COLUMNS}\n{ROW.replace('013-20 60 00', '132060000')}",
        "line 2, contact 1 (Linköpings kommun): the telephone number",
    ),
    (f"{COLUMNS}\n{ROW.replace('013-20 60 00', '8.50843726E8')}", "the spreadsheet has turned the telephone number"),
    (
        f"{COLUMNS}\n\n\n{ROW}\n{ROW.replace('Östergötland', 'Skåne')}",
        "line 5, contact 2 (Linköpings kommun): Skåne is not in region Öst, which consists of Södermanland, "
        "Östergötland and Jönköping",
    ),
    (f"{COLUMNS}\n{ROW.replace('Östergötland', 'Narnia')}", '"Narnia" is not in region Öst'),
    (f"{COLUMNS}\n{ROW.replace('ost', 'east', 1)}", 'there is no region "east"'),
    (f"{COLUMNS},colour\n{ROW},red", 'line 1: the column "colour" is not known; the columns are region, counties'),
    (f"{COLUMNS},Telefon\n{ROW},1", 'the column "Telefon" appears twice'),
    (f"{COLUMNS.replace(',phone', '')}\n{ROW}", 'line 1: the column "phone" is missing'),
    (f"{COLUMNS.replace(',phone,source', '')}\n{ROW}", "line 1: columns are missing: phone and source"),
    (f"{COLUMNS}\n{ROW},more", "the row has more cells than the row of headings"),
    (f"{COLUMNS}\n{ROW.replace('linkoping.se', '')}", '"source" is missing'),
    (f"{COLUMNS},published\n{ROW},jul-17", 'published: "jul-17" is not a date'),
    (f"{COLUMNS}\n", "the list has no contact"),
    ("", "the table is empty"),
    ("\n\n", "the table is empty"),
    ("kul", "line 1: the row has no known heading; the first row of a table must be the headings: region, counties"),
    (f"{COLUMNS}\n{ROW}".encode("mac-roman"), 'save the file as "CSV UTF-8"'),
    (f"{COLUMNS}\n{ROW}".encode("cp850"), 'save the file as "CSV UTF-8"'),
    (f"{COLUMNS}\n{ROW}".encode().decode("cp1252").encode(), "damaged letters"),
    (f'{COLUMNS}\n"{"x" * 200_000}"', "cannot be read as CSV"),
]


@pytest.mark.parametrize(("table", "said"), WRONG, ids=[said[:40] for _, said in WRONG])
def test_each_mistake_in_a_table_is_told_in_words(table, said):
    assert any(said in line for line in told(table)), told(table)
    assert len(told(table, "sv")) == len(told(table))


@pytest.mark.parametrize("start", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"])
def test_a_workbook_is_told_from_a_table(start):
    with pytest.raises(ListError, match='save it as "CSV UTF-8"'):
        reader("kontakter.xlsx", start)


@pytest.mark.parametrize(
    "data", [b"[]", b"{", b'{"name": "\xff"}', b"[" * 100_000, b"NaN", b'{"name": ' + b"9" * 5000 + b"}"]
)
def test_json_that_is_no_list_is_refused_in_words(data):
    with pytest.raises(ListError) as caught:
        own_list_from_json(data, "x.json", BOOK, TODAY)
    assert caught.value.texts("sv")


def test_a_half_character_in_json_is_refused():
    text = to_json(OWN).replace("Umeå kommun", "Ume\\ud800")
    with pytest.raises(ListError, match=r"U\+D800"):
        own_list_from_json(text.encode(), "x.json", BOOK, TODAY)


def test_a_table_with_bytes_changed_at_random_is_refused_or_says_something_sound():
    chance = random.Random(2026)
    whole = to_csv(OWN.contacts, COUNTIES, excel=True).encode()
    passed = 0
    for _ in range(MUTATIONS):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 2, 5, 50))):
            at = chance.randrange(len(data))
            if chance.random() < 0.5:
                data[at] = chance.randrange(256)
            else:
                data[at : at + chance.choice((0, 1, 30))] = bytes(chance.choices(b'";,\n\r0159\xe5\xff\0', k=2))
        try:
            own = from_csv(bytes(data))
        except ListError as error:
            assert error.problems and error.texts("sv")
            continue
        passed += 1
        for contact in own.contacts:
            assert set(contact.counties) <= set(REGIONS[contact.region])
            assert set(contact.phone) <= set("0123456789 -+") and contact.host.isprintable()
    assert passed


def with_contacts(*contacts: Contact):
    return overlay(BOOK, replaced(OWN, contacts=contacts))


def test_an_import_shows_what_is_new_gone_and_changed():
    linkoping, jonkoping = BOOK.serving(BOOK.region("ost"), ("04", "06"))
    moved = replaced(linkoping, phone="013-11 11 11", persons=())
    new = replaced(
        jonkoping,
        host="Region Jönköpings län",
        phone="010-24 10 00",
        persons=("A B",),
        counties=("06",),
        kind="coordinator",
    )
    changes = differences(BOOK, with_contacts(moved, new))
    assert [(c.sign, c.region, c.contact.host) for c in changes] == [
        ("~", "ost", "Linköpings kommun"),
        ("~", "ost", "Region Jönköpings län"),
    ]
    assert ("phone", "013-20 60 00", "013-11 11 11") in changes[0].fields
    assert ("persons", "Yvonne Magnusson", "") in changes[0].fields
    assert [c.sign for c in differences(BOOK, with_contacts(moved))] == ["~", "-"]
    assert [c.sign for c in differences(with_contacts(moved), BOOK)] == ["~", "+"]


def test_the_same_facts_from_another_list_are_no_difference():
    assert differences(BOOK, overlay(BOOK, OWN)) == []


def test_counties_that_lose_everybody_are_named_and_those_that_had_nobody_are_not():
    linkoping = BOOK.serving(BOOK.region("ost"), ("04",))[0]
    assert uncovered(BOOK, with_contacts(linkoping)) == ["06"]
    assert uncovered(BOOK, overlay(BOOK, OWN)) == []


@pytest.mark.parametrize(
    ("phone", "email", "persons", "found"),
    [
        ("013-20 60 00", "info@linkoping.se", (), []),
        ("070-123 45 67", None, (), ["mobile"]),
        ("+46 73 123 45 67", None, (), ["mobile"]),
        ("0771-114 114", None, (), []),
        ("010-10 10 10", None, (), []),
        ("112", "anna.berg@x.se", (), ["mailbox"]),
        ("112", "anna_berg@x.se", (), ["mailbox"]),
        ("112", "info.social@x.se", (), []),
        ("112", "regionkoordinator.ost@x.se", (), []),
        ("112", "aberg@x.se", ("Anna Berg",), ["mailbox"]),
        ("112", "evonhuset@x.se", ("Anna Berg",), []),
        ("112", "teamet@gmail.com", (), ["mailbox"]),
        ("0701234567", "anna.berg@x.se", (), ["mobile", "mailbox"]),
    ],
)
def test_personal_numbers_and_mailboxes_are_told_from_those_of_a_role(phone, email, persons, found):
    contact = Contact("ost", ("04",), "coordinator", "X", phone, "x", "confirmed", email=email, persons=persons)
    assert [kind for kind, _ in personal_data(contact)] == found
