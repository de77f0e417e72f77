"""The rows of a text: what stands first, what is only near, and what a bare Enter may take."""

from __future__ import annotations

import random

import pytest

from nmtcli.console.finder import SHOWN, Finder, names_of
from nmtcli.directory import Directory
from nmtcli.normalise import fold, key


@pytest.fixture(scope="module")
def directory():
    return Directory.load()


@pytest.fixture(scope="module")
def finder(directory):
    return Finder(directory)


def rows(found):
    """'kommun Karlstad' ... by kind and name, with "~" before what is only near."""
    return ["~" * row.near + " + ".join(f"{place.kind} {place.name}" for place in row.places) for row in found.rows]


# The text so far, and what its rows begin with.
FIRST = [
    ("karl", ["municipality Karlstad", "municipality Karlskrona", "municipality Karlskoga"]),
    ("karls", ["municipality Karlstad", "municipality Karlskrona", "municipality Karlskoga"]),
    ("stockholm", ["municipality Stockholm", "county Stockholms län", "region Stockholm"]),
    ("malmo", ["municipality Malmö"]),
    ("MALMÖ", ["municipality Malmö"]),
    ("upplands v", ["municipality Upplands Väsby"]),
    ("upplandsväs", ["municipality Upplands Väsby"]),
    ("väsby", ["municipality Upplands Väsby", "locality Väsby"]),
    ("habo", ["municipality Habo", "municipality Håbo"]),
    ("bor", ["locality Bor", "municipality Borås"]),
    ("abis", ["locality Abisko"]),
    ("ö", ["municipality Örebro", "municipality Östersund"]),
    ("gothenb", ["municipality Göteborg"]),
    ("småla", ["county Jönköpings län", "county Kronobergs län", "county Kalmar län"]),
    ("nord", ["region Nord", "municipality Nordmaling"]),
    ("st olof", ["locality Sankt Olof"]),
    ("Karkrona", ["~municipality Karlskrona"]),
    ("bors", ["~municipality Borås"]),
    ("ronnby", ["locality Rönnby", "municipality Ronneby"]),
    ("Storgatan 3, Lund", ["municipality Lund"]),
    ("bor i Linkopng", ["~municipality Linköping"]),
    ("98131", ["postcode 981 31 Kiruna"]),
    ("0980-12 34 56", ["municipality Kiruna"]),
    ("0980", ["municipality Gotland", "municipality Kiruna"]),
    ("Kiruna, Malmö", ["municipality Kiruna + municipality Malmö", "municipality Kiruna", "municipality Malmö"]),
    ("Kirunna, Malmö", ["~municipality Kiruna + municipality Malmö", "~municipality Kiruna", "municipality Malmö"]),
    ("59.33, 18.06", ["county Stockholms län"]),
    ("56.036, 12.613", []),
    ("Xyzzyq", []),
    ("", []),
    (" - ", []),
]


@pytest.mark.parametrize(("text", "first"), FIRST, ids=[repr(text) for text, _ in FIRST])
def test_what_stands_first(text, first, finder):
    found = finder.find(text)
    assert rows(found)[: len(first)] == first
    assert bool(found.rows) == bool(first)
    assert len(found.rows) <= SHOWN


def test_a_mark_that_is_typed_counts(finder):
    assert "municipality Habo" not in rows(finder.find("håb"))
    assert {"municipality Habo", "municipality Håbo"} <= set(rows(finder.find("hab")))


def test_exact_before_beginning_before_inside(finder):
    found = rows(finder.find("nora"))
    names = [row.split(" ", 1)[1] for row in found]
    assert found[0] == "municipality Nora"
    assert names == sorted(names, key=lambda name: name != "Nora")
    inside = [row.split(" ", 1)[1].lower() for row in rows(finder.find("gotl"))]
    assert inside == sorted(inside, key=lambda name: not name.startswith(("gotl", "götl")))


@pytest.mark.parametrize("text", ["karl", "bor", "Kiruna", "Storgatan 3, Lund", "981 31", "Kiruna, Malmö", "abis"])
def test_enter_may_take_the_first_row(text, finder):
    assert finder.find(text).certain


@pytest.mark.parametrize(
    "text", ["Karkrona", "bors", "ronnby", "hult", "0980", "polen", "oslo", "hemma", "Kirunna, Malmö", "Xyzzyq", ""]
)
def test_enter_may_not_take_what_is_near_asked_or_refused(text, finder):
    assert not finder.find(text).certain


def test_no_hamlet_that_is_never_an_answer_is_found_by_its_name(directory):
    assert not [name for name in names_of(directory.gazetteer) if "/D/" in name.ref]


def test_every_municipality_is_among_the_rows_of_its_name_however_it_is_typed(finder, directory):
    from nmtcli.normalise import fold, key

    for place in directory.gazetteer.every("municipality"):
        for text in (place.name, place.name.upper(), fold(key(place.name))):
            assert any(place in row.places for row in finder.find(text).rows), text


def test_what_is_chosen_is_answered_as_lookup_answers_it(finder, directory):
    for text in ("Kiruna", "Göteborg", "Habo", "Skåne län", "981 31"):
        (answer,) = finder.answers(finder.find(text).rows[0])
        expected = directory.route(text)
        assert (answer.region, answer.contacts, answer.resolution.twins, answer.resolution.notes) == (
            expected.region, expected.contacts, expected.resolution.twins, expected.resolution.notes
        )  # fmt: skip


def test_a_row_of_one_name_among_many_is_that_place(finder, directory):
    for row in finder.find("berg").rows:
        (answer,) = finder.answers(row)
        assert answer.resolution.place == row.places[0]
        assert answer.region == directory.region_of(row.places[0].counties[0])


def test_only_a_whole_text_without_doubt_is_answered_in_lines(finder):
    assert [answer.region.name for answer in finder.sure_answers("Kiruna, Malmö")] == ["Nord", "Syd"]
    for text in ("Karkrona", "0980", "Småland", "Xyzzyq", "Kirunna, Malmö", "bor i Linkopng"):
        assert finder.sure_answers(text) == ()


def test_nothing_that_was_asked_is_remembered():
    directory = Directory.load()
    finder = Finder(directory)
    finder.answers(finder.find("Karkrona").rows[0])
    assert directory._resolved == {}


# Whole names that a look-up asks about, refuses or takes for another place than the first that is called so.
SHARED = ["småland", "norrland", "marsta", "habo municipality", "hede", "järna", "lunda", "orsha", "staden", "billa"]


def test_enter_takes_a_whole_name_only_as_a_look_up_answers_it(directory, finder):
    names = sorted(directory.gazetteer.table("places", "NAMES"))
    for name in [*SHARED, *random.Random(15).sample(names, 600)]:
        found, meant = finder.find(name), directory.resolve(name)
        first = fold(key(found.rows[0].places[0].name)) if found.certain else ""
        if found.certain and not (first.startswith(fold(name)) and len(first) > len(name)):  # more is to be typed
            assert meant.place is not None, name
            assert finder.answers(found.rows[0])[0].region == directory.answer(meant).region, name
