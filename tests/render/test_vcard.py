"""The address-book entries: vCard 4.0 as RFC 6350 has it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.directory import Directory
from nmtcli.model import Contact
from nmtcli.render.vcard import vcards

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
    lines = unfolded(vcards([CONTACT], "Syd", "sv"))
    assert lines[:3] == ["BEGIN:VCARD", "VERSION:4.0", "KIND:org"]
    assert lines[-1] == "END:VCARD"
    assert "TEL;TYPE=work,voice:+4620354040" in lines
    assert "EMAIL;TYPE=work:evonhuset@malmo.se" in lines
    assert r"ORG:Malmö stad\; växeln\, \\;Evonhuset" in lines
    found = values(vcards([CONTACT], "Syd", "sv"))
    assert found["FN"] == "Region Syd: regionkoordinator, barn och unga (Malmö stad; växeln, \\)"
    for part in ("A B", "2026-01-02", "malmo.se", "egen lista (Länsstyrelsen X, 2026-11-01)", "samtycke"):
        assert part in found["NOTE"]
    assert "own list (Länsstyrelsen X, 2026-11-01)" in values(vcards([CONTACT], "Syd", "en"))["NOTE"]


def test_every_shipped_contact_has_an_entry_and_its_own_identity():
    book = Directory.load().book
    text = "".join(vcards(book.serving(r, r.counties), r.name, "en") for r in book.regions)
    assert text.count("BEGIN:VCARD\r\n") == text.count("END:VCARD\r\n") == len(book.contacts)
    identities = re.findall(r"UID:(urn:uuid:\S+)", text)
    assert len(set(identities)) == len(book.contacts)
    again = "".join(vcards(book.serving(r, r.counties), r.name, "en") for r in book.regions)
    assert again == text


def test_a_new_number_keeps_the_identity_so_that_the_entry_is_replaced():
    other = Contact(**{**{f: getattr(CONTACT, f) for f in CONTACT._fields}, "phone": "020-11 11 11"})
    assert values(vcards([other], "Syd", "sv"))["UID"] == values(vcards([CONTACT], "Syd", "sv"))["UID"]


def test_nobody_to_call_is_no_entry():
    assert vcards([], "Mitt", "sv") == ""


@pytest.mark.parametrize("phone", ["114 14", "112"])
def test_short_numbers_stay_short(phone):
    short = Contact("syd", ("12",), "switchboard", "X", phone, "x", "confirmed")
    assert values(vcards([short], "Syd", "en"))["TEL"] == phone.replace(" ", "")


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_text_is_lost(host):
    text = vcards([Contact("syd", ("12",), "switchboard", host, "112", "x", "confirmed")], "Syd", "sv")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert values(text)["ORG"] == host
