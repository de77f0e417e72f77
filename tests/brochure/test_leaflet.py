"""What the directory says: every number of the list in force with its kind, its group and its age, and nothing else."""

from __future__ import annotations

import re

import pytest
from leaflets import LONG, STRANGE, directory_with

from nmtcli.brochure.choices import choices
from nmtcli.brochure.leaflet import Fact, check_before, leaflet, months_after
from nmtcli.contacts.book import e164
from nmtcli.directory import Directory
from nmtcli.model import Socialjour, replaced

DAY = "2026-11-29"
LANGUAGES = ("sv", "en")


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-11-25", 12, "2027-11-25"),
        ("2026-11-25", 1, "2026-12-25"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2026-01-31", 120, "2036-01-31"),
    ],
)
def test_months_are_counted_to_a_day_that_there_is(day, months, then):
    assert months_after(day, months) == then


@pytest.mark.parametrize(
    ("dates", "until"),
    [
        ([], "2027-11-29"),
        (["2026-11-29"], "2027-11-29"),
        (["2026-03-02", "2026-11-01"], "2027-03-02"),
        (["2018-06-20"], "2027-11-29"),  # stale already, which its own line says
        ([None], "2027-11-29"),
        (["2026-02"], "2027-02-01"),
        (["2026"], "2027-01-01"),
    ],
)
def test_a_print_holds_until_its_first_fact_grows_stale_and_no_longer_than_that_takes(dates, until):
    assert check_before([Fact("contact", date, 12) for date in dates], DAY, 12) == until


def _own(*contacts: str, months: int = 12) -> str:
    return f'schema = 1\nname = "X"\ndate = 2026-11-20\nstale_after_months = {months}\n' + "".join(contacts)


def _entry(region: str, counties: str, phone: str, serves: str = "all", published: str = "2026-11-01") -> str:
    return (
        f'[[contact]]\nregion = "{region}"\ncounties = {counties}\nphone = "{phone}"\nkind = "coordinator"\n'
        f'host = "K"\nsource = "s"\nconfidence = "confirmed"\nserves = "{serves}"\npublished = "{published}"\n'
    )


NORD = '["22", "23", "24", "25"]'


def test_who_has_nobody_is_told_by_county_and_group():
    own = _own(
        _entry("nord", '["22", "23"]', "090-11 11 11", "children"), _entry("nord", '["23"]', "090-22 22 22", "adults"),
        _entry("nord", '["24"]', "090-33 33 33"),
    )  # fmt: skip
    book = directory_with(own).book
    assert book.without_contact(book.region("nord")) == (("22", "adults"), ("25", None))


@pytest.mark.parametrize(("language", "adults"), [("sv", "vuxna"), ("en", "adults")])
def test_a_group_without_a_contact_is_given_the_hotline(language, adults):
    directory = directory_with(_own(_entry("nord", NORD, "090-11 11 11", "children")))
    content = leaflet(directory, language, DAY)
    nord = next(sheet for sheet in content.sheets if sheet.id == "nord")
    assert [(row.phone, row.group == adults) for row in nord.rows] == [("090-11 11 11", False), ("020-39 00 00", True)]
    assert len(nord.missing) == 4
    for key in ("22", "25", "nord"):
        told = [remark for remark in dict(content.answers)[key].remarks if adults in remark]
        assert told
        assert all("020-39 00 00" in remark for remark in told)


def test_numbers_of_an_own_list_are_marked_among_the_others():
    content = leaflet(directory_with(_own(_entry("nord", NORD, "090-11 11 11"))), "sv", DAY)
    marked = {row.phone for sheet in content.sheets for row in sheet.rows if "egen lista" in row.whose}
    assert marked == {"090-11 11 11"}


def test_old_facts_are_marked_alike_wherever_they_stand_and_named_in_the_footer():
    content = leaflet(directory_with(), "sv", DAY)
    for sheet in content.sheets:
        shown = [(row.age, row.stale) for row in sheet.rows] + [(one.details, one.stale) for one in sheet.services]
        assert all(told.startswith("Kontrollera: ") == stale for told, stale in shown)
        assert ("regionkoordinatorns nummer" in sheet.printed) == any(
            row.stale for row in sheet.rows if row.phone != "020-39 00 00"
        )
        assert ("socialjourens nummer" in sheet.printed) == any(one.stale for one in sheet.services)
        assert "stödtelefonens nummer" in sheet.printed  # of 2023
        assert not re.search("före 20", sheet.printed)
    assert all(row.stale for sheet in content.sheets for row in sheet.rows if row.phone == "020-39 00 00")


@pytest.mark.parametrize(
    ("months", "published"), [(60, "2023-01-01"), (12, "2025-01-01"), (12, "2020-01-01"), (60, "2020")]
)
def test_table_footer_and_card_agree_on_what_is_old(months, published):
    own = _own(_entry("nord", NORD, "090-11 11 11", published=published), months=months)
    nord = leaflet(directory_with(own), "sv", DAY).sheets[0]
    stale = nord.rows[0].stale
    assert stale == (published < ("2021" if months == 60 else "2025-11"))
    assert ("regionkoordinatorns nummer" in nord.printed) == stale
    age = nord.card.blocks[0].entries[-1]
    assert (age.role == "warn") == stale
    assert age.text.startswith("Uppgiften är från") != stale


@pytest.mark.parametrize("own", ["", STRANGE, LONG], ids=["shipped", "strange", "long"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_contact_stands_in_the_overview_and_on_its_sheet_with_all_that_is_to_be_known_of_it(language, own):
    directory = directory_with(own)
    content = leaflet(directory, language, DAY)
    assert [sheet.id for sheet in content.sheets] == [region.id for region in directory.book.regions]
    for sheet, region in zip(content.sheets, directory.book.regions):
        there = directory.book.serving(region, region.counties)
        numbers = [row for row in sheet.rows if row.phone != content.hotline[0]]
        assert [row.phone for row in numbers] == [one.phone for one in there]
        called = [entry.number for block in sheet.card.blocks for entry in block.entries if entry.role == "call"]
        assert called == [one.phone for one in there] or called == [content.hotline[0]]
        for row, one in zip(numbers, there):
            assert row.whose and row.age
            assert ("växel" in row.whose or "switchboard" in row.whose) == (one.kind == "switchboard")
            assert (row.group in ("alla", "everybody")) == (one.serves == "all")
            date = one.confirmed or one.published
            assert date is None or date in row.age
        # Every county of a region leads to somebody: a contact, or the hotline.
        assert {name for row in sheet.rows for name in row.where.split(", ")} == {
            directory.gazetteer.county_short(code) for code in region.counties
        }


def test_a_county_without_a_contact_is_given_the_hotline_in_words():
    sheets = {sheet.id: sheet for sheet in leaflet(directory_with(), "sv", DAY).sheets}
    for region, county in (("stockholm", "Gotland"), ("vast", "Halland")):
        row = next(row for row in sheets[region].rows if row.where == county)
        assert row.phone == "020-39 00 00"
        assert row.whose == "stödtelefonen: ingen källa nämner en koordinator här"
        assert sheets[region].missing == (
            f"{county}s län: Regionkoordinatorns nummer är inte publicerat. Stödtelefonen hänvisar vidare. "
            "Ring 020-39 00 00.",
        )
        assert any(
            f"ingen sida om regionkoordinatorerna nämner {county}" in said for said in sheets[region].card.remarks
        )
    assert sheets["mitt"].missing == ()  # its card says it of the whole region


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_seven_sheets_have_the_290_municipalities_once_each(language):
    directory = directory_with()
    towns = [
        town for sheet in leaflet(directory, language, DAY).sheets for county in sheet.counties for town in county.towns
    ]
    assert sorted(towns) == sorted(place.name for place in directory.gazetteer.every("municipality"))


def test_every_published_socialjour_stands_on_the_sheet_of_its_municipality_and_no_other_does():
    directory = directory_with()
    for sheet in leaflet(directory, "sv", DAY).sheets:
        found = {code: service for service in sheet.services for code in service.codes}
        for county in sheet.counties:
            for place in directory.gazetteer.every("municipality"):
                if place.counties != (county.code,):
                    continue
                published = directory.socialjour(place)
                assert (place.code in found) == bool(published), place.name
                if published:
                    assert found[place.code].phones == tuple(one.phone for one in published)
                    assert place.name in found[place.code].towns
        assert all(code[:2] in {county.code for county in sheet.counties} for code in found)


def test_the_list_in_force_is_named_with_its_date():
    assert leaflet(directory_with(), "sv", DAY).source == "Kontakter: medföljande lista, 2026-11-25."
    own = leaflet(directory_with(LONG), "sv", DAY).source
    assert "egen lista (En länsstyrelse med ett mycket långt namn, 2026-11-20)" in own
    assert "medföljande lista, 2026-11-25" in own


def test_an_own_list_that_has_nobody_is_said_to_have_nobody():
    own = 'schema = 1\nname = "X"\ndate = 2026-11-20\nno_contact = ["nord"]\n'
    nord = next(sheet for sheet in leaflet(directory_with(own), "sv", DAY).sheets if sheet.id == "nord")
    assert [row.phone for row in nord.rows] == ["020-39 00 00"]
    assert "Här har listan ingen kontakt: egen lista (X, 2026-11-20)." in str(nord.card)


def test_a_region_alone_is_one_sheet():
    directory = directory_with()
    content = leaflet(directory, "sv", DAY, directory.book.region("syd"))
    assert [sheet.id for sheet in content.sheets] == ["syd"]
    assert content.alone and "region Syd" in content.title


def test_no_name_is_offered_twice_alike_and_every_one_leads_to_the_answer_of_its_county():
    directory = directory_with()
    names = choices(directory, "sv", DAY)
    answers = dict(leaflet(directory, "sv", DAY).answers)
    shown = [(name.name, name.kind, name.where) for name in names]
    assert len(set(shown)) == len(shown) > 2500
    assert {name.answer for name in names} == set(answers)
    for name in names:
        assert name.town[:2] in ("", name.answer)
        region = directory.book.region(name.answer) if not name.answer.isdigit() else directory.region_of(name.answer)
        assert region.name in f"{name.name} {name.where}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_of_a_county_has_the_numbers_that_a_look_up_gives(language):
    directory = directory_with()
    for code, card in leaflet(directory, language, DAY).answers:
        if code.isdigit():
            answer = directory.route(directory.gazetteer.county(code)[1], exact=True)
            called = [entry.link for block in card.blocks for entry in block.entries if entry.role == "call"]
            wanted = [one.phone for one in answer.contacts] or [directory.book.hotline.phone or ""]
            assert called == [f"tel:{e164(phone)}" for phone in wanted]


def test_a_file_of_fresh_facts_alone_says_until_when_it_may_be_used():
    directory = directory_with()
    book = directory.book
    nord = replaced(book.region("nord"), counties=("25",))
    contacts = tuple(
        replaced(one, counties=("25",), published="2026-05-04") for one in book.contacts if one.region == "nord"
    )
    hotline = replaced(book.hotline, published="2026-11-01")
    towns = tuple(place.code for place in directory.gazetteer.every("municipality") if place.counties == ("25",))
    services = (Socialjour("", "112", "", "s", "2026-04-01", "H", towns, "own"),)
    fresh = replaced(book, regions=(nord,), contacts=contacts, hotline=hotline, socialjour=services)
    found = leaflet(Directory(directory.gazetteer, fresh), "sv", DAY, nord)
    assert found.printed == "Framställd 2026-11-29. Kontrollera före 2027-04-01."
    assert found.sheets[0].printed == found.printed
    assert found.until == "2027-04-01"
    shipped = leaflet(directory_with(), "sv", DAY)
    assert shipped.until == "2027-11-29"
    assert "2026-11-29" in shipped.too_old
