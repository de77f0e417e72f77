"""Confirmations: they hold for what the list says, hide no correction, and a broken file of them is told."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from contacts_desk import X, in_force

from nmtcli.contacts import confirmations
from nmtcli.contacts.book import from_table
from nmtcli.contacts.confirmations import MOST, confirmation_of, from_toml
from nmtcli.contacts.geography import county, region
from nmtcli.contacts.keeping import to_toml, with_new
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.rules import REGION_IDS
from nmtcli.contacts.vocabulary import listed
from nmtcli.directory import Directory
from nmtcli.gazetteer import Gazetteer
from nmtcli.model import replaced

TODAY = date(2026, 11, 24)
GAZETTEER = Gazetteer.load()
BOOK = from_table(GAZETTEER.table("contacts", "CONTACTS"))
OST = next(contact for contact in BOOK.contacts if contact.region == "ost")

MACHINE = """name = "Länsstyrelsen X"
date = {date}

[[contact]]
region = "ost"
counties = ["04", "05", "06"]
kind = "coordinator"
host = "Linköpings kommun"
phone = "{phone}"
source = "vår egen lista"
confidence = "confirmed"
"""


@pytest.fixture
def machine(home):
    """Writes the list for the whole machine."""

    def written(phone: str, day: str = "2026-11-01") -> None:
        path = home / "site/nmtcli/contacts.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MACHINE.format(phone=phone, date=day), encoding="utf-8")

    return written


def ost(nmt, place: str = "Linköping") -> dict[str, str]:
    return json.loads(nmt("lookup", place, "--json")[1])["contacts"][0]


def test_a_colleague_s_confirmation_never_hides_what_the_administrator_changes(nmt, machine):
    machine("013-26 36 37")
    assert nmt("contacts", "confirm", "Öst")[0] == 0
    seen = ost(nmt)
    assert seen["phone"] == "013-26 36 37" and seen["confirmed"] and seen["origin"] == f"{X} 2026-11-01"
    machine("013-99 99 99", "2026-11-20")
    seen = ost(nmt)
    assert seen["phone"] == "013-99 99 99" and seen["confirmed"] is None and seen["origin"] == f"{X} 2026-11-20"
    assert "1 bekräftelse, varav 0 gäller" in nmt("contacts", "check")[1]


def test_a_correction_in_the_shipped_list_comes_through_a_confirmation(nmt, monkeypatch):
    assert nmt("contacts", "confirm", "Öst")[0] == 0
    assert ost(nmt)["confirmed"]
    table = GAZETTEER.table("contacts", "CONTACTS")
    contacts = [{**c, "phone": "013-99 99 99"} if c["phone"] == "013-20 60 00" else c for c in table["contact"]]
    tables = GAZETTEER.table
    monkeypatch.setattr(
        GAZETTEER, "table", lambda *of: {**table, "contact": contacts} if of[0] == "contacts" else tables(*of)
    )
    monkeypatch.setattr(Gazetteer, "load", lambda: GAZETTEER)
    found = Directory.load().route("Linköping").contacts[0]
    assert (found.phone, found.confirmed, found.origin) == ("013-99 99 99", None, "bundled")
    jonkoping = Directory.load().route("Jönköping").contacts[0]
    assert jonkoping.confirmed  # what stayed as it was is still confirmed


@pytest.mark.parametrize(
    "changed",
    [
        {"counties": ("05",)},
        {"kind": "coordinator"},
        {"host": "Norrköpings kommun"},
        {"serves": "adults"},
        {"phone": "013-20 60 01"},
        {"region": "syd"},
    ],
    ids=str,
)
def test_a_confirmation_applies_only_while_what_it_confirmed_is_the_same(changed):
    said = [confirmation_of(OST, "2026-11-20", "jouren")]
    assert confirmations.apply(BOOK, said).contacts != BOOK.contacts
    other = replaced(BOOK, contacts=tuple(replaced(c, **changed) if c == OST else c for c in BOOK.contacts))
    assert confirmations.apply(other, said).contacts == other.contacts


@pytest.mark.parametrize("changed", [{"source": "x"}, {"persons": ()}, {"email": "a@b.se"}, {"unit": None}], ids=str)
def test_what_a_telephone_call_does_not_show_leaves_a_confirmation_as_it_is(changed):
    contact = replaced(OST, **changed)
    book = replaced(BOOK, contacts=(contact,))
    found = confirmations.apply(book, [confirmation_of(OST, "2026-11-20", "jouren")]).contacts[0]
    assert found == replaced(contact, confirmed="2026-11-20", confirmed_by="jouren")


@pytest.mark.parametrize(
    ("dates", "applies"),
    [
        ({}, True),
        ({"confirmed": "2026-11-19"}, True),
        ({"confirmed": "2026-11-20"}, False),
        ({"confirmed": "2026-11-21"}, False),
        ({"confirmed": "2026-12"}, False),
        ({"published": "2026-11-20"}, True),
        ({"published": "2026-11-21"}, False),
        ({"published": "2026"}, True),
    ],
    ids=str,
)
def test_a_confirmation_counts_only_where_it_is_later_than_what_the_list_says(dates, applies):
    contact = replaced(OST, **{"published": None, **dates})
    book = replaced(BOOK, contacts=(contact,))
    found = confirmations.apply(book, [confirmation_of(contact, "2026-11-20", "jouren")]).contacts[0]
    assert (found != contact) == applies


def test_the_latest_of_several_confirmations_counts():
    said = [
        confirmation_of(OST, day, by) for day, by in (("2026-11-20", "b"), ("2026-11-21", "c"), ("2026-11-19", "a"))
    ]
    found = next(c for c in confirmations.apply(BOOK, said).contacts if c.phone == OST.phone)
    assert (found.confirmed, found.confirmed_by) == ("2026-11-21", "c")


def test_what_is_written_is_read_again_the_same():
    said = tuple(confirmation_of(contact, "2026-11-20", 'jouren "natt"') for contact in BOOK.contacts)
    assert from_toml(to_toml(said).encode(), "x", TODAY) == said
    assert from_toml(to_toml(()).encode(), "x", TODAY) == ()


def test_at_most_five_hundred_are_kept_and_those_that_apply_outlive_the_others():
    applying = [confirmation_of(contact, "2019-01-01") for contact in BOOK.contacts]
    gone = [confirmation_of(replaced(OST, host=f"Host {n}"), f"2020-01-{n % 28 + 1:02d}") for n in range(MOST)]
    new = [confirmation_of(replaced(OST, host="New"), "2026-11-20")]
    kept = with_new([*applying, *gone], new, BOOK)
    assert len(kept) == MOST
    assert set(applying) <= set(kept) and set(new) <= set(kept)
    dates = sorted(c.date for c in gone)
    assert sorted(c.date for c in kept if c in gone) == dates[-(MOST - len(applying) - 1) :]


def test_a_new_confirmation_takes_the_place_of_the_one_of_the_same_contact():
    old = [confirmation_of(contact, "2025-01-01") for contact in BOOK.contacts]
    new = [confirmation_of(OST, "2026-11-20", "jouren")]
    kept = with_new(old, new, BOOK)
    assert len(kept) == len(old) and kept[-1] == new[0]


ENTRY = (
    to_toml([confirmation_of(OST, "2026-11-20")])
    .split("schema = 1\n")[1]
    .replace('date = "2026-11-20"', "date = {day}")
)
GOOD = ENTRY.replace("{day}", "2026-11-20")
WRONG = {
    "not TOML": ("kul", "cannot be read as TOML"),
    "schema": ("schema = 2\n" + GOOD, "schema 2 is not known"),
    "key of the head": ("x = 1\n" + GOOD, '"x" is not a known key'),
    "key": (GOOD.replace("host =", "hots ="), '"hots" is not a known key'),
    "missing": (GOOD.replace("phone =", "by ="), '"phone" is missing'),
    "no date": (GOOD.replace("date = 2026-11-20\n", ""), '"date" is missing'),
    "region": (GOOD.replace('"ost"', '"east"'), 'there is no region "east"'),
    "future": (ENTRY.replace("{day}", "2026-12-24"), "lies in the future"),
    "no day": (ENTRY.replace("{day}", '"2026-11"'), "write it as 2026-11-23"),
    "calendar": (ENTRY.replace("{day}", '"2026-02-30"'), "not in the calendar"),
    "unseen": (GOOD.replace("kommun", "kom\u202emun"), "invisible or forbidden"),
    "table": ("confirmation = 3\n", "must be written as [[confirmation]]"),
    "too many": (GOOD * (MOST + 1), "too many entries"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_each_mistake_in_a_file_of_confirmations_is_told_in_words(text, said):
    with pytest.raises(ListError) as caught:
        from_toml(text.encode(), "confirmations.toml", TODAY)
    assert any(said in line for line in caught.value.texts("en")), caught.value.texts("en")
    assert len(caught.value.texts("sv")) == len(caught.value.texts("en"))


def test_a_broken_file_of_confirmations_is_told_and_never_written_over(nmt, home):
    path = home / "user/nmtcli/confirmations.toml"
    path.parent.mkdir()
    path.write_text("kul", encoding="utf-8")
    code, out, err = nmt("lookup", "Linköping")
    assert code == 0 and "013-20 60 00" in out and str(path) in err
    found = json.loads(nmt("lookup", "Linköping", "--json")[1])
    assert any(str(path) in note for note in found["notes"])
    assert nmt("lookup", "Linköping", "--strict-contacts")[0] == 5
    code, out, _ = nmt("contacts", "check")
    assert code == 5 and str(path) in out
    for words in (("confirm", "Nord"), ("confirm", "Nord", "--undo")):
        assert nmt("contacts", *words)[0] == 5
    nmt("contacts", "export", "--name", X, "-o", "k.toml")
    assert nmt("contacts", "import", "k.toml", "--yes", "--confirmed", "today")[0] == 5
    assert not (home / "user/nmtcli/contacts.toml").exists()
    assert path.read_text(encoding="utf-8") == "kul"


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_confirmations_that_anyone_may_write_are_refused_with_the_reason(nmt, home):
    nmt("contacts", "confirm", "Nord")
    (home / "user/nmtcli/confirmations.toml").chmod(0o666)
    assert "vem som helst" in nmt("lookup", "Umeå")[2]
    assert json.loads(nmt("lookup", "Umeå", "--json")[1])["contacts"][0]["confirmed"] is None


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_in_the_place_of_the_confirmations_is_not_replaced(nmt, home):
    (home / "user/nmtcli").mkdir()
    (home / "elsewhere.toml").write_text(to_toml(()), encoding="utf-8")
    (home / "user/nmtcli/confirmations.toml").symlink_to(home / "elsewhere.toml")
    assert nmt("contacts", "confirm", "Nord")[0] == 1
    assert (home / "elsewhere.toml").read_text(encoding="utf-8") == to_toml(())


def test_a_confirmation_can_be_withdrawn_for_a_contact_or_a_region(nmt, home):
    path = home / "user/nmtcli/confirmations.toml"
    nmt("contacts", "confirm", "Stockholm")
    nmt("contacts", "confirm", "Nord")
    assert "bekräftelsen 20" in nmt("contacts", "confirm", "Stockholm", "--contact", "1", "--undo")[1]
    found = {(c["region"], c["number"]): c["confirmed"] for c in json.loads(nmt("contacts", "show", "--json")[1])}
    assert found["stockholm", 1] is None and found["stockholm", 2] and found["nord", 1]
    assert nmt("contacts", "confirm", "Stockholm", "--undo")[0] == 0
    assert len(from_toml(path.read_bytes(), "x")) == 1
    assert nmt("contacts", "confirm", "Nord", "--undo")[0] == 0
    assert not path.exists()
    code, out, _ = nmt("contacts", "confirm", "Nord", "--undo")
    assert code == 0 and "inga bekräftelser" in out


def test_an_export_has_what_the_lists_say_and_no_confirmation_that_would_outlive_a_change(nmt):
    nmt("contacts", "confirm", "Nord", "--by", "natthjälpen")
    for format_ in ("toml", "csv", "json"):
        assert "natthjälpen" not in nmt("contacts", "export", "--format", format_)[1]
    assert in_force(nmt, "090-16 10 00", "090-16 10 01")[0] == 0
    found = json.loads(nmt("lookup", "Umeå", "--json")[1])["contacts"][0]
    assert (found["phone"], found["confirmed"]) == ("090-16 10 01", None)


def test_a_file_is_checked_for_age_with_the_confirmations_over_it(nmt):
    nmt("contacts", "export", "--name", X, "-o", "k.toml")
    assert "Nord" in nmt("contacts", "check", "k.toml", "--stale")[1]
    nmt("contacts", "confirm", "Nord")
    assert "Nord" not in nmt("contacts", "check", "k.toml", "--stale")[1]


def test_a_confirmation_that_says_nothing_new_says_so(nmt):
    nmt("contacts", "confirm", "Nord")
    assert "listan har redan" in nmt("contacts", "confirm", "Nord", "--on", "2017-01-31")[1]


def test_confirmations_beside_the_machine_s_list_count_for_everybody(nmt, home, machine):
    machine("013-26 36 37")
    own = Directory.load().book.serving(BOOK.region("ost"), ("05",))[0]
    text = to_toml([confirmation_of(own, "2026-11-20", "länsstyrelsen")])
    (home / "site/nmtcli/confirmations.toml").write_text(text, encoding="utf-8")
    assert ost(nmt)["confirmed"] == "2026-11-20"
    nmt("contacts", "confirm", "Öst", "--on", "2026-11-19", "--by", "jouren")
    assert ost(nmt)["confirmed"] == "2026-11-20"


OLD_STYLE = MACHINE.replace("Länsstyrelsen X", "egna bekräftelser").format(date="2024-05-01", phone="013-26 36 37") + (
    'confirmed = "2024-05-01"\n'
)


def test_what_a_list_hides_is_said_region_by_region(nmt, home, machine):
    machine("013-99 99 99")
    path = home / "user/nmtcli/contacts.toml"
    path.parent.mkdir()
    path.write_text(OLD_STYLE, encoding="utf-8")
    out = nmt("contacts", "check")[1].splitlines()
    assert out[0].endswith("site/nmtcli/contacts.toml: inga fel. 1 kontakt i 1 region: Öst.")
    assert out[1] == "  skymmer den medföljande listan i Öst"
    assert out[2].endswith("user/nmtcli/contacts.toml: inga fel. 1 kontakt i 1 region: Öst.")
    assert out[3:] == ["  skymmer listan för hela datorn i Öst", "  skymmer den medföljande listan i Öst"]
    lines = nmt("contacts", "check", "--lang", "en")[1].splitlines()
    assert lines[3:] == ["  hides the machine's list in Öst", "  hides the built-in list in Öst"]
    rows = [line.split("\t") for line in nmt("contacts", "path")[1].splitlines()]
    hidden = "skymmer listan för hela datorn i Öst; skymmer den medföljande listan i Öst"
    assert rows[0] == ["egen lista", str(path), "finns", "Öst", hidden]
    assert rows[1][2:] == ["finns", "Öst", "skymmer den medföljande listan i Öst"]


def test_a_hidden_contact_of_the_shipped_list_that_is_newer_is_pointed_out(nmt, home):
    path = home / "user/nmtcli/contacts.toml"
    path.parent.mkdir()
    path.write_text(OLD_STYLE.replace("2024-05-01", "2021-05-01"), encoding="utf-8")
    assert (
        "skymmer den medföljande listan i Öst, där den har en nyare uppgift (2023-03-17)" in nmt("contacts", "check")[1]
    )


def test_a_broken_list_is_said_by_path_to_be_of_no_use(nmt, home):
    in_force(nmt)
    (home / "user/nmtcli/contacts.toml").write_text("kul", encoding="utf-8")
    rows = [line.split("\t") for line in nmt("contacts", "path")[1].splitlines()]
    assert [row[2] for row in rows] == ["går inte att använda", "finns inte"]


def test_names_of_counties_and_regions_are_those_of_the_data():
    assert {code: names[2] for code, names in GAZETTEER.table("places", "COUNTIES").items()} == {
        code: county(code) for one in BOOK.regions for code in one.counties
    }
    assert {one.id: one.name for one in BOOK.regions} == {known: region(known) for known in REGION_IDS}
    assert county("12") == "Skåne" and county("99") == "99" and region("ost") == "Öst" and region("x") == "x"


def test_names_are_listed_as_one_says_them():
    assert listed("a", "sv") == "a" and listed("ab", "en") == "a and b" and listed("abc", "sv") == "a, b och c"
    assert listed("ab", "sv", either=True) == "a eller b"


def test_the_file_says_what_it_is_and_can_be_read_by_everybody(nmt, home):
    nmt("contacts", "confirm", "Nord", "--by", "jouren")
    text = Path(home / "user/nmtcli/confirmations.toml").read_text(encoding="utf-8")
    assert text.startswith("# Confirmations of contacts") and 'by = "jouren"' in text
