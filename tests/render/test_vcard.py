"""The address-book entries: vCard 4.0 as RFC 6350 has it."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.contacts.book import e164
from nmtcli.directory import Directory
from nmtcli.model import Contact, replaced
from nmtcli.render.vcard import region_vcards, vcards

DIRECTORY = Directory.load()
BOOK = DIRECTORY.book
SYD = BOOK.region("syd")

CONTACT = Contact(
    region="syd", counties=("12",), kind="coordinator", host="Malmö stad; växeln, \\", phone="020-35 40 40",
    source="malmo.se", confidence="confirmed", unit="Evonhuset", email="evonhuset@malmo.se", persons=("A B",),
    serves="children", published="2026-01-02", origin="Länsstyrelsen X 2026-11-01",
)  # fmt: skip


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def values(text: str) -> dict[str, str]:
    """Property -> its value with the escapes undone."""
    found = {}
    for line in unfolded(text):
        name, _, value = line.partition(":")
        found[name.split(";")[0]] = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
    return found


def test_a_contact_is_an_entry_that_a_telephone_and_outlook_read():
    lines = unfolded(vcards([CONTACT], SYD, DIRECTORY, "sv"))
    assert lines[:3] == ["BEGIN:VCARD", "VERSION:4.0", "KIND:org"]
    assert lines[-1] == "END:VCARD"
    assert "TEL;TYPE=work,voice:+4620354040" in lines
    assert "EMAIL;TYPE=work:evonhuset@malmo.se" in lines
    assert r"ORG:Malmö stad\; växeln\, \\;Evonhuset" in lines
    found = values(vcards([CONTACT], SYD, DIRECTORY, "sv"))
    assert found["FN"] == "NMT Syd, Skåne, barn och unga (2026-01): regionkoordinator"
    for part in ("A B", "2026-01-02", "malmo.se", "egen lista (Länsstyrelsen X, 2026-11-01)", "samtycke"):
        assert part in found["NOTE"]
    assert "own list (Länsstyrelsen X, 2026-11-01)" in values(vcards([CONTACT], SYD, DIRECTORY, "en"))["NOTE"]


def test_every_shipped_contact_has_an_entry_and_its_own_identity():
    book = BOOK
    text = "".join(vcards(book.serving(r, r.counties), r, DIRECTORY, "en") for r in book.regions)
    assert text.count("BEGIN:VCARD\r\n") == text.count("END:VCARD\r\n") == len(book.contacts)
    identities = re.findall(r"UID:(urn:uuid:\S+)", text)
    assert len(set(identities)) == len(book.contacts)
    again = "".join(vcards(book.serving(r, r.counties), r, DIRECTORY, "en") for r in book.regions)
    assert again == text


def test_a_new_number_keeps_the_identity_so_that_the_entry_is_replaced():
    other = Contact(**{**{f: getattr(CONTACT, f) for f in CONTACT._fields}, "phone": "020-11 11 11"})
    assert (
        values(vcards([other], SYD, DIRECTORY, "sv"))["UID"] == values(vcards([CONTACT], SYD, DIRECTORY, "sv"))["UID"]
    )


def test_nobody_to_call_is_no_entry():
    assert vcards([], BOOK.region("mitt"), DIRECTORY, "sv") == ""


@pytest.mark.parametrize("phone", ["114 14", "112"])
def test_short_numbers_stay_short(phone):
    short = Contact("syd", ("12",), "switchboard", "X", phone, "x", "confirmed")
    assert values(vcards([short], SYD, DIRECTORY, "en"))["TEL"] == phone.replace(" ", "")


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_text_is_lost(host):
    text = vcards([Contact("syd", ("12",), "switchboard", host, "112", "x", "confirmed")], SYD, DIRECTORY, "sv")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert values(text)["ORG"] == host


PARAMETER = r";(?:TYPE=[a-z]+(?:,[a-z]+)*|LANGUAGE=(?:sv|en))"
LINE = re.compile(rf"([A-Z]+)(?:{PARAMETER})?:((?:[^\\\x00-\x1f\x7f]|\\[\\,;n])*)")
ONCE = ("VERSION", "KIND", "UID", "REV", "FN", "N", "ORG", "TEL", "CATEGORIES", "NOTE")


def cards_of(text: str) -> list[dict[str, str]]:
    """The cards, read as RFC 6350 has them: whole lines, known properties, each once, escapes undone."""
    assert text == "" or text.endswith("\r\n")
    found: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        match = LINE.fullmatch(line)
        assert match, line
        name, value = match[1], re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], match[2])
        if (name, value) == ("BEGIN", "VCARD"):
            assert not found or "END" in found[-1]
            found.append({})
            continue
        assert name not in found[-1] and "END" not in found[-1], line
        assert name in (*ONCE, "EMAIL", "END"), line
        found[-1][name] = value
    for card in found:
        assert set(ONCE) <= card.keys() and list(card)[:1] == ["VERSION"]
        assert (card["VERSION"], card["KIND"], card["END"]) == ("4.0", "org", "VCARD")
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", card["UID"]) and re.fullmatch(r"\d{8}T000000Z", card["REV"])
        assert card["N"] == f"{card['FN']};;;;" and card["CATEGORIES"] == "NMT"
    return found


ALL_NAMES = [
    "NMT Nord (2018-06: kontrollera): Umeå kommuns växel",
    "NMT Stockholm, Stockholms län, barn och unga (odaterad: kontrollera): regionkoordinator",
    "NMT Stockholm, Stockholms län, vuxna (odaterad: kontrollera): regionkoordinator",
    "NMT Öst, Södermanland, Östergötland (2023-03: kontrollera): Linköpings kommuns växel",
    "NMT Öst, Jönköping (2018-09: kontrollera): Jönköpings kommuns växel",
    "NMT Syd (odaterad: kontrollera): regionkoordinator",
    "NMT Väst, Västra Götaland (2017-07: kontrollera): Göteborgs Stads växel",
    "NMT: Nationella stödtelefonen för yrkesverksamma (2023)",
]


def test_all_cards_can_be_told_apart_are_found_by_nmt_and_say_how_old_they_are():
    cards = cards_of(region_vcards(BOOK.regions, DIRECTORY, "sv"))
    assert [card["FN"] for card in cards] == ALL_NAMES
    assert len({card["UID"] for card in cards}) == len(cards)
    assert [card["TEL"] for card in cards] == [e164(c.phone) for c in BOOK.contacts] + [e164(BOOK.hotline.phone or "")]
    for contact, card in zip(BOOK.contacts, cards):
        assert card["NOTE"].startswith("Kontrollera numret genom stödtelefonen 020-39 00 00.\n")
        assert contact.source in card["NOTE"] and "samtycke" in card["NOTE"]
        assert ("EMAIL" in card) == ("skicka inga personuppgifter" in card["NOTE"])
    assert "Kontrollera numret" not in cards[-1]["NOTE"] and "publicerad 2023\n" in cards[-1]["NOTE"]


REGIONS = [  # region, the beginnings of the names of its cards
    ("nord", ["NMT Nord ("]),
    ("mitt", ["NMT: "]),
    ("bergslagen", ["NMT: "]),
    ("stockholm", ["NMT Stockholm, Stockholms län, children and", "NMT Stockholm, Stockholms län, adults", "NMT: "]),
    ("ost", ["NMT Öst, Södermanland, Östergötland (", "NMT Öst, Jönköping ("]),
    ("syd", ["NMT Syd ("]),
    ("vast", ["NMT Väst, Västra Götaland (", "NMT: "]),
]


@pytest.mark.parametrize(("region", "names"), REGIONS)
def test_a_region_has_its_contacts_and_the_hotline_where_a_county_has_none(nmt, region, names):
    code, out, err = nmt("regions", region, "--format", "vcard", "--lang", "en")
    cards = cards_of(out)
    assert (code, err, len(cards)) == (0, "", len(names))
    assert all(card["FN"].startswith(name) for card, name in zip(cards, names))


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii"])
def test_the_cards_are_utf_8_whatever_the_stream_is(encoding):
    run = subprocess.run([sys.executable, "-m", "nmtcli", "regions", "--format", "vcard", "--lang", "sv"],
                         capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": encoding})  # fmt: skip
    assert [card["FN"] for card in cards_of(run.stdout.decode())] == ALL_NAMES


def test_a_card_looks_current_only_as_long_as_the_list_in_force_says(monkeypatch):
    monkeypatch.setenv("NMT_NOW", "2026-11-29T10:00")
    contact = replaced(BOOK.contacts[0], published="2026-08-01")
    for months, stale in ((12, False), (3, True)):
        directory = Directory(DIRECTORY.gazetteer, replaced(BOOK, stale_after_months=months))
        [card] = cards_of(vcards([contact], BOOK.region("nord"), directory, "en"))
        assert card["FN"].startswith(f"NMT Nord (2026-08{': check first' if stale else ''}): ")
        assert ("Check the number" in card["NOTE"]) == stale
        assert card["REV"] == "20261129T000000Z" and "written 2026-11-29" in card["NOTE"]


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=300))
def test_no_text_of_a_contact_breaks_a_card(text):
    contact = Contact("syd", ("12",), "switchboard", text, "112", text, "confirmed", unit=text, note=(("sv", text),))
    [card] = cards_of(vcards([contact], SYD, DIRECTORY, "sv"))
    assert card["ORG"] == f"{text};{text}" and f"Obs: {text}\n" in card["NOTE"]


def test_two_numbers_of_one_role_are_two_entries_that_can_be_told_apart():
    """An address book goes by the identity: with one for both it would keep one number."""
    second = replaced(CONTACT, phone="020-35 40 41")
    cards = cards_of(vcards([CONTACT, second], SYD, DIRECTORY, "sv"))
    assert len({card["UID"] for card in cards}) == len({card["FN"] for card in cards}) == 2
    assert cards[0]["UID"] == cards_of(vcards([CONTACT], SYD, DIRECTORY, "sv"))[0]["UID"]


def test_the_hotlines_card_names_where_nobody_else_is_known():
    """So that a search for "Bergslagen" or "Gotland" in an address book finds a number."""
    note = cards_of(region_vcards(BOOK.regions, DIRECTORY, "sv"))[-1]["NOTE"]
    assert all(name in note for name in ("Mitt", "Bergslagen", "Gotland", "Halland", "Dalarna"))
    assert "Skåne" not in note and "Nord" not in note


def test_who_has_a_contact_for_children_alone_gets_the_hotline_for_adults():
    contacts = tuple(replaced(c, serves="children") if c.region == "syd" else c for c in BOOK.contacts)
    directory = Directory(DIRECTORY.gazetteer, replaced(BOOK, contacts=contacts))
    [child, hotline] = cards_of(region_vcards([SYD], directory, "sv"))
    assert "barn och unga" in child["FN"]
    assert "Syd (Kronoberg, Kalmar, Blekinge, Skåne: vuxna)" in hotline["NOTE"]
    assert len(cards_of(region_vcards([SYD], DIRECTORY, "sv"))) == 1
    assert len(cards_of(region_vcards([SYD], DIRECTORY, "sv", hotline=True))) == 2
