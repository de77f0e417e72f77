"""The numbers in a text: what is a personal identity number, a telephone, a date, a postal code."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmtcli.gazetteer import Gazetteer
from nmtcli.normalise import clean
from nmtcli.position.reading import positions_in
from nmtcli.resolve.numbers import areacode_of, may_be_position, scan

IDENTITY = """811218-9876
8112189876
19811218-9876
198112189876
811278-9873
811218+9876
811218–9876
811218 - 9876"""
NUMBERS = [
    *[(text, "identity", "".join(filter(str.isdigit, text))) for text in IDENTITY.split("\n")],
    ("556703-7485", "number", "5567037485"),  # an organisation's: its "month" is 70
    ("0980-12 34 56", "phone", "0980123456"),
    ("08-123 456 78", "phone", "0812345678"),
    ("08 123 456 78", "phone", "0812345678"),
    ("+46 980 123 45", "phone", "098012345"),
    ("+46 (0)980-123 45", "phone", "098012345"),
    ("+46(0)980-12345", "phone", "098012345"),
    ("0046980123456", "phone", "0980123456"),
    ("0701234567", "phone", "0701234567"),
    ("070-123 45 67", "phone", "0701234567"),
    ("020-39 00 00", "phone", "020390000"),
    ("+47 22 12 34 56", "foreign phone", "4722123456"),
    ("0047 22 12 34 56", "foreign phone", "004722123456"),
    ("2026-05-03", "number", "20260503"),
    ("20260503", "number", "20260503"),
    ("260503", "number", "260503"),
    ("12.10.2026", "number", "12102026"),
    ("3/5", "number", "35"),
    ("22:22", "number", "2222"),
    ("22.15-23.30", "number", "22152330"),
    ("981 31", "postcode", "98131"),
    ("98131", "postcode", "98131"),
    ("981-31", "postcode", "98131"),
    ("981  31", "postcode", "98131"),
    ("981\u00a031", "postcode", "98131"),
    ("98131.0", "postcode", "98131"),  # pandas read the column as numbers
    ("'98131", "postcode", "98131"),  # a spreadsheet was told that it is a text
    ("SE-98131", "postcode", "98131"),
    ("SE98131", "postcode", "98131"),
    ("se41516", "postcode", "41516"),
    ("s-981 31", "postcode", "98131"),
    ("S 981 31", "postcode", "98131"),
]
NOTHING = [
    "",
    "5",
    "25",
    "2584",
    "9813",
    "0981 31",
    "98131,5",
    "12.98131",
    "Storgatan 5",
    "3 personer",
    "12 B",
    "1 234 567",
]


@pytest.mark.parametrize(("text", "role", "digits"), NUMBERS, ids=lambda value: str(value))
def test_a_number_is_known_by_its_form(text: str, role: str, digits: str) -> None:
    cleaned = clean(text)
    assert [(what, value) for _, _, what, value in scan(cleaned)] == [(role, digits)]


@pytest.mark.parametrize(("text", "role", "digits"), NUMBERS, ids=lambda value: str(value))
def test_the_words_around_a_number_do_not_change_it(text: str, role: str, digits: str) -> None:
    cleaned = clean(f"hej {text} i Kiruna")
    found = scan(cleaned)
    assert [(what, value) for _, _, what, value in found] == [(role, digits)]
    start, end, _, _ = found[0]
    assert cleaned[:start].rstrip(" '") == "hej"
    assert cleaned[end:].strip() == "i Kiruna"


@pytest.mark.parametrize("text", NOTHING)
def test_a_mere_number_is_none_of_these(text: str) -> None:
    assert scan(text) == []


NOISE = st.text(alphabet="0123456789 -+./:,()°'NEse–", max_size=60)


@pytest.mark.parametrize("text", ["https://x.se/98131", "www.x.se/?id=21119", "a-98131@x.se", "kiruna.se/0980-123456"])
def test_the_numbers_of_an_address_are_no_codes(text: str) -> None:
    assert {role for _, _, role, _ in scan(text)} == {"number"}
    assert [role for _, _, role, _ in scan(f"98131 {text}")] == ["postcode", "number"]
    assert scan("https://x.se/811218-9876")[0][2] == "identity"


@given(st.one_of(NOISE, st.text(max_size=60)))
def test_numbers_stand_in_order_and_apart(text: str) -> None:
    end = 0
    for start, stop, role, value in scan(text):
        assert end <= start < stop <= len(text)
        assert role and any(c.isdigit() for c in text[start:stop])
        assert value == "" or value.lstrip("0").isdigit() or value.strip("0") == ""
        end = stop


@given(st.dates(), st.integers(0, 9999))
def test_every_birthday_with_four_digits_is_refused(born, last: int) -> None:
    for text in (
        f"{born:%y%m%d}-{last:04}",
        f"{born:%y%m%d}+{last:04}",
        f"{max(born.year, 1900)}{born:%m%d}-{last:04}",
    ):
        assert [role for _, _, role, _ in scan(text)] == ["identity"], text


@pytest.mark.parametrize(
    ("digits", "prefix"),
    [
        ("0980123456", "0980"), ("08123456", "08"), ("0701234567", ""), ("0771123456", ""), ("020390000", ""),
        ("0900123456", ""), ("09001234", ""), ("090123456", "090"), ("0311234567", "031"), ("", ""), ("0", ""),
        ("0999999", ""),
    ],
)  # fmt: skip
def test_the_area_code_of_a_number(digits: str, prefix: str, gazetteer: Gazetteer) -> None:
    assert areacode_of(digits, gazetteer.table("telephone", "AREACODES")) == prefix


@pytest.mark.parametrize("text", [
    "59.3293, 18.0686", "59,33 18,06", "59.3, 18.1", "59 19 45 N 18 4 7 E", "59 1 N 18 4 E", "59°N 18°E", "6580822 674032", "geo:Kiruna",
    "maps.app.goo.gl/x", "9FFW83Q8+8F", "33VXF 74032 80822", "///a.b.c",
])  # fmt: skip
def test_no_position_is_passed_over(text: str) -> None:
    assert positions_in(text)
    assert may_be_position(text)


@pytest.mark.parametrize(
    "text", ["Kiruna", "98131", "981 31", "Storgatan 3, 222 22 Lund", "0980", "2584", "12 oktober, Rån, Umeå"]
)
def test_for_most_texts_no_position_is_looked_for(text: str) -> None:
    assert not may_be_position(text)


@settings(max_examples=2000)
@given(st.text("0123456789.,; 'NEÖ-", max_size=30))
def test_where_no_position_is_looked_for_there_is_none(text: str) -> None:
    assert may_be_position(text) or not positions_in(text)
