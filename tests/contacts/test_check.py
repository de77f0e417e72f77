"""What the check of a contact list finds, in words; and that nothing wrong ever passes it."""

from __future__ import annotations

import os
import random
from datetime import date

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nmtcli.contacts.check import check_own_list
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.own import own_list_from_toml
from nmtcli.contacts.problem import quoted
from nmtcli.contacts.rules import CHOICES, is_phone
from nmtcli.contacts.shipped import check_contacts
from nmtcli.directory import Directory
from nmtcli.gazetteer.read import data_folder

TODAY = date(2026, 11, 24)
BOOK = Directory.load().book
COUNTIES = {region.id: set(region.counties) for region in BOOK.regions}
# The full run is NMT_MUTATIONS=10000.
MUTATIONS = int(os.environ.get("NMT_MUTATIONS", "400"))

HEAD = 'name = "Länsstyrelsen X"\ndate = 2026-11-01\n'
CONTACT = """
[[contact]]
region = "ost"
counties = ["04", "05"]
kind = "switchboard"
host = "Linköpings kommun"
phone = "013-20 60 00"
source = "linkoping.se"
confidence = "confirmed"
"""
LIST = HEAD + CONTACT


def problems(text: str, language: str = "en") -> list[str]:
    try:
        own_list_from_toml(text.encode(), "own.toml", BOOK, TODAY)
    except ListError as error:
        return error.texts(language)
    return []


def test_a_sound_list_has_no_problem():
    assert problems(LIST) == []
    full = CONTACT + 'unit = "Växeln"\npersons = ["A B", "C D"]\nemail = "info@linkoping.se"\nserves = "adults"\n'
    full += 'published = 2026-10-01\nconfirmed = "2026-11"\nconfirmed_by = "jouren"\nnote_sv = "x"\n'
    assert problems("schema = 1\nsource = 'us'\nlicence = 'CC0'\nstale_after_months = 6\n" + HEAD + full) == []


def test_the_shipped_list_has_no_problem():
    text = (data_folder() / "regions.toml").read_text(encoding="utf-8")
    counties = set().union(*COUNTIES.values())
    assert check_contacts(tomli.loads(text), text, "regions.toml", counties, TODAY) == []


def test_a_problem_names_the_file_the_line_and_the_entry_in_the_reader_s_language():
    bad = LIST + CONTACT.replace("013-20 60 00", "013-20")
    assert problems(bad) == [
        "own.toml, line 13, contact 2 (Linköpings kommun): "
        '"013-20" is not a Swedish telephone number; write it as 0XX-XX XX XX'
    ]
    assert problems(bad, "sv") == [
        "own.toml, rad 13, kontakt 2 (Linköpings kommun): "
        '"013-20" är inget svenskt telefonnummer; skriv som 0XX-XX XX XX'
    ]


@pytest.mark.parametrize("counties", ["[]", "[25]", '[""]'])
def test_a_region_without_counties_is_told_and_nothing_fails(counties):
    region = f'[[region]]\nid = "nord"\nname = "Nord"\ncounties = {counties}\nsource = "x"\n'
    contact = CONTACT.replace('"ost"', '"nord"').replace('["04", "05"]', '["25"]')
    for language in ("sv", "en"):
        assert problems(HEAD + "override_regions = true\n" + region + contact, language)


def test_every_problem_is_told_at_once_in_the_order_of_the_lines():
    bad = HEAD + CONTACT.replace("013-20 60 00", "13") + CONTACT.replace('"04"', '"44"').replace("switchboard", "vx")
    told = problems(bad)
    assert len(told) == 3
    assert [line.split(",")[1] for line in told] == [" line 4", " line 13", " line 13"]


# What is changed in the list -> what is said.
WRONG = [
    (LIST.replace(HEAD, ""), '"name" is missing'),
    (LIST.replace(HEAD, ""), '"date" is missing'),
    (LIST.replace('"Länsstyrelsen X"', "7"), '"name" must be text'),
    (LIST.replace('"Länsstyrelsen X"', '""'), '"name" is missing'),
    (LIST.replace("2026-11-01", "2026-12-01"), "lies in the future"),
    (LIST.replace("2026-11-01", '"2026-02-30"'), "not in the calendar"),
    (LIST.replace("2026-11-01", "2026"), "write it as 2026-11-23"),
    (LIST.replace("2026-11-01", "2026-11-01T10:00:00"), "write it as 2026-11-23"),
    ("schema = 2\n" + LIST, "schema 2 is not known"),
    ("colour = 'red'\n" + LIST, '"colour" is not a known key'),
    ("stale_after_months = 0\n" + LIST, "whole number from 1 to 120"),
    ("stale_after_months = true\n" + LIST, "whole number from 1 to 120"),
    ("override_regions = 'yes'\n" + LIST, "true or false"),
    (HEAD, "the list has no contact"),
    ('no_contact = ["nord"]\n' + HEAD, None),
    ('no_contact = ["nord"]\n' + LIST, None),
    ("no_contact = []\n" + HEAD, "the list has no contact"),
    ('no_contact = "nord"\n' + HEAD, '"no_contact" must be a list'),
    ('no_contact = ["north"]\n' + HEAD, 'there is no region "north"'),
    ('no_contact = ["ost"]\n' + LIST, "no_contact says that region Öst has no contact, but the list has one"),
    ('no_contact = ["nord", "nord"]\n' + HEAD, '"no_contact" names a region twice'),
    (HEAD + "contact = 3\n", "must be written as [[contact]]"),
    (HEAD + "[contact]\nregion = 'ost'\n", "must be written as [[contact]]"),
    (HEAD + "[[contacts]]\nregion = 'ost'\n", '"contacts" is not a known key'),
    (LIST + CONTACT, "the same contact appears twice (first as contact 1)"),
    (LIST.replace("kind =", "knid ="), '"knid" is not a known key'),
    (LIST.replace("kind =", "knid ="), '"kind" is missing'),
    (LIST.replace("switchboard", "växel"), 'kind is "växel"; write one of: coordinator, switchboard'),
    (LIST.replace('"switchboard"', "['a']"), '"kind" must be text'),
    (LIST.replace("confirmed", "sure"), 'confidence is "sure"'),
    (LIST + 'serves = "pets"\n', 'serves is "pets"'),
    (LIST.replace('"ost"', '"east"'), 'there is no region "east"'),
    (
        LIST.replace('["04", "05"]', '["04", "14"]'),
        "Västra Götaland is not in region Öst, which consists of Södermanland, Östergötland and Jönköping",
    ),
    (LIST.replace('["04", "05"]', "[4, 5]"), '"counties" must be a list'),
    (LIST.replace('["04", "05"]', '"04"'), '"counties" must be a list'),
    (LIST.replace('["04", "05"]', "[]"), '"counties" is missing'),
    (LIST.replace('["04", "05"]', '["04", ""]'), '"counties" must be a list'),
    (LIST.replace('"013-20 60 00"', "132060"), "the telephone number 132060 is a number"),
    (LIST.replace("013-20 60 00", "8.50843726E8"), "the spreadsheet has turned the telephone number"),
    (LIST.replace("013-20 60 00", "8,50843726E+08"), "the spreadsheet has turned the telephone number"),
    (LIST.replace("013-20 60 00", "850843726"), "does not begin with a zero"),
    (LIST.replace("013-20 60 00", "013-20 60 00 "), None),
    (LIST.replace("013-20 60 00", "013–20 60 00"), None),
    (LIST.replace("013-20 60 00", "013-20\\u00a060 00"), None),
    (LIST.replace("013-20 60 00", "013-20\\u001b[31m60 00"), "invisible or forbidden character (U+001B)"),
    (LIST.replace("013-20 60 00", "٠١٣-٢٠ ٦٠ ٠٠"), "is not a Swedish telephone number"),
    (LIST.replace("013-20 60 00", "+47 22 20 60 00"), "is not a Swedish telephone number"),
    (LIST.replace("013-20 60 00", "=1+2"), "is not a Swedish telephone number"),
    (LIST.replace("Linköpings kommun", "Link\u202eöpings"), "invisible or forbidden character (U+202E)"),
    (LIST.replace("Linköpings kommun", "LinkÃ¶pings kommun"), "damaged letters"),
    (LIST.replace("Linköpings kommun", "Link\ufffdpings kommun"), "damaged letters"),
    (LIST.replace("Linköpings kommun", "x" * 501), "too long (at most 500 characters)"),
    (LIST.replace("Linköpings kommun", "  "), '"host" is missing'),
    (LIST + f"persons = {['A B'] * 51}\n".replace("'", '"'), "too many values"),
    (LIST + 'persons = ["A; B"]\n', "contains a semicolon"),
    (LIST + 'persons = "A B"\n', '"persons" must be a list'),
    (LIST + 'email = "info at x"\n', "is not an e-mail address"),
    (LIST + 'email = "a@b.se, c@d.se"\n', "is not an e-mail address"),
    (LIST + 'unit = ""\n', '"unit" must be text'),
    (LIST + "published = 2027-01-01\n", "published: 2027-01-01 lies in the future"),
    (LIST + 'published = "jul-17"\n', 'published: "jul-17" is not a date'),
    (LIST + "confirmed = true\n", "confirmed: True is not a date"),
    (LIST + "confirmed = [1]\n", "confirmed: [...] is not a date"),
    (LIST + "published = 10:00:00\n", "is not a date"),
    (LIST + '[[region]]\nid = "ost"\n', "your contact list changes contacts, not regions"),
    (
        "override_regions = true\n"
        + LIST
        + '[[region]]\nid = "ost"\nname = "Öst"\nsource = "x"\ncounties = ["04", "05"]\n',
        "county 06 would be in no region",
    ),
    (
        "override_regions = true\n" + LIST + '[[region]]\nid = "ost"\nname = "Öst"\nsource = "x"\n'
        'counties = ["04", "05", "06", "07"]\n',
        "county 07 is in two regions: ost, syd",
    ),
    (
        "override_regions = true\n" + LIST + '[[region]]\nid = "ost"\nname = "Öst"\nsource = "x"\n'
        'counties = ["04", "05", "06", "99"]\n',
        'there is no county "99"',
    ),
    (
        "override_regions = true\n" + LIST + '[[region]]\nid = "x"\nname = "Öst"\nsource = "x"\ncounties = []\n',
        'id is "x"',
    ),
    ("override_regions = true\n" + LIST + "[[region]]\nid = []\n", '"id" is missing'),
    (LIST.replace('"013-20 60 00"', "013-20 60 00"), "line 9: the line cannot be read as TOML"),
    (LIST + 'unit = "abc', "cannot be read as TOML"),
    ("a = " + "[" * 5000 + "]" * 5000 + "\n" + LIST, "nested too deeply"),
    ("a = " + "9" * 5000 + "\n" + LIST, "cannot be read as TOML"),
    (LIST + "unit = " + "[" * 50 + "]" * 50, '"unit" must be text'),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[str(said)[:40] for _, said in WRONG])
def test_each_mistake_is_told_in_words(text, said):
    told = problems(text)
    assert any(said in line for line in told) if said else not told, told
    assert len(problems(text, "sv")) == len(told)
    assert all(line.isprintable() and len(line) < 500 for line in told)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\x1b[31mb", '"ab"'),
        ("x" * 99, f'"{"x" * 59}…"'),
        ([[1]], "[...]"),
        ({"a": 1}, "{...}"),
        (5, "5"),
        ("a\nb", '"a b"'),
    ],
)
def test_what_a_list_says_is_repeated_short_and_without_control_characters(value, shown):
    assert quoted(value) == shown


PHONES = [
    "013-20 60 00",
    "08-508 437 26",
    "+46 20 39 00 00",
    "112",
    "114 14",
    "1177",
    "116 111",
    "0498-26 90 00",
    "0771-114 114",
]


@pytest.mark.parametrize("phone", PHONES)
def test_swedish_numbers_are_recognised(phone):
    assert is_phone(phone)


def sound(contact) -> bool:
    """Whether a contact that has passed may be shown: written anew here, not with the check's own code."""
    digits = [c for c in contact.phone if c in "0123456789"]
    texts = [contact.host, contact.source, contact.phone, *contact.persons, contact.unit or "x", contact.email or "x@"]
    return (
        contact.counties
        and set(contact.counties) <= COUNTIES[contact.region]
        and set(contact.phone) <= set("0123456789 -+")
        and 3 <= len(digits) <= 12
        and all(text and text.isprintable() and len(text) <= 500 for text in texts)
        and "@" in (contact.email or "x@")
        and all(getattr(contact, field) in allowed for field, allowed in CHOICES.items())
        and all(d is None or "1000" <= d[:4] <= "2026" for d in (contact.published, contact.confirmed))
    )


def passes(data: bytes) -> bool:
    """Reads a damaged list: it is refused with words, or what it says may be shown and is what the file says."""
    try:
        own = own_list_from_toml(data, "own.toml", BOOK, TODAY)
    except ListError as error:
        assert error.problems and all(line.isprintable() for line in error.problems)
        assert len(error.texts("sv")) == len(error.problems)
        return False
    assert all(map(sound, own.contacts)), data
    raw = tomli.loads(data.decode("utf-8-sig"))
    assert [c.host for c in own.contacts] == [" ".join(e["host"].split()) for e in raw.get("contact", [])]
    return True


SHIPPED = (
    LIST
    + "".join((data_folder() / "regions.toml").read_text(encoding="utf-8").partition("[[contact]]")[1:]).partition(
        "[hotline]"
    )[0]
)


def test_what_is_mutated_below_is_itself_sound():
    assert passes(SHIPPED.encode())


def test_a_list_with_bytes_changed_at_random_is_refused_or_still_says_what_it_says():
    chance = random.Random(2026)
    passed = 0
    for _ in range(MUTATIONS):
        data = bytearray(SHIPPED.encode())
        for _ in range(chance.choice((1, 1, 2, 5, 50))):
            at = chance.randrange(len(data))
            how = chance.randrange(4)
            if how == 0:
                data[at] = chance.randrange(256)
            elif how == 1:
                del data[at : at + chance.choice((1, 1, 10, 300))]
            elif how == 2:
                data[at:at] = bytes(chance.choices(b'"[]{}=#\\,.\n0159-ee@ \xc3\xa5\xff', k=chance.choice((1, 2, 9))))
            else:
                data[at:at] = data[: chance.randrange(400)]
        passed += passes(bytes(data))
    assert 0 < passed < MUTATIONS


SCALARS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [*PHONES, "ost", "syd", "04", "05", "12", "coordinator", "all", "confirmed", "x@y.se", "2026-11-01", ""]
    ),
    st.integers(),
    st.booleans(),
    st.floats(),
    st.dates(),
    st.none(),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
)
GOOD = tomli.loads(CONTACT)["contact"][0]
ENTRIES = st.builds(
    lambda changed, gone: {**{k: v for k, v in GOOD.items() if k not in gone}, **changed},
    st.dictionaries(
        st.sampled_from([*GOOD, "unit", "persons", "email", "serves", "published", "confirmed", "note_sv", "x"]),
        VALUES,
        max_size=3,
    ),
    st.sets(st.sampled_from(sorted(GOOD)), max_size=1),
)
TABLES = st.builds(
    lambda head, changed, entries: {**head, **changed, "contact": entries},
    st.just({"name": "X", "date": date(2026, 11, 1)}),
    st.dictionaries(
        st.sampled_from(["name", "date", "schema", "stale_after_months", "override_regions", "region", "no_contact"]),
        VALUES,
        max_size=1,
    ),
    st.lists(ENTRIES | VALUES, max_size=3) | VALUES,
)


@settings(max_examples=MUTATIONS, deadline=None, suppress_health_check=list(HealthCheck))
@given(TABLES)
def test_a_list_of_any_shape_is_checked_without_a_traceback_and_nothing_wrong_passes(raw):
    from nmtcli.contacts.own import make_own_list, tidy

    clean = tidy(raw)
    found = check_own_list(clean, lambda *_: 1, COUNTIES, TODAY)
    assert all(p.text("x", language) for p in found for language in ("sv", "en"))
    if not found:
        assert all(map(sound, make_own_list(clean).contacts))
