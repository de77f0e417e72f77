"""The map of the regions: what lies where, what it says beside it, and that it fits the terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.directory import Directory
from nmtcli.model import Region, replaced
from nmtcli.normalise import fold
from nmtcli.position.outlines import outlines_of
from nmtcli.position.sweref import to_grid
from nmtcli.render.cells import cells_of
from nmtcli.render.regionmap import letters_of, region_map, regions_map
from nmtcli.render.terminal import Screen

DIRECTORY = Directory.load()
BOOK = DIRECTORY.book
RINGS = outlines_of(DIRECTORY.gazetteer).rings
DAY = "2026-11-27"
ANSI = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m")
WHOLE = [point for ring in RINGS([code for r in BOOK.regions for code in r.counties]) for point in ring]
WEST, NORTH = min(east for east, _ in WHOLE), max(north for _, north in WHOLE)
SOUTH = min(north for _, north in WHOLE)


def shown(width: int | None = None, height: int | None = None, language: str = "sv", colour: bool = False) -> str:
    return regions_map(DIRECTORY, RINGS, language, DAY, Screen(width, colour, height))


def marked(region: str, words: str, width: int | None, height: int | None = None) -> str:
    return region_map(BOOK.region(region), lambda _: words, DIRECTORY, RINGS, "sv", Screen(width, False, height))


def test_each_region_has_a_letter_of_its_name():
    assert letters_of(BOOK.regions) == ["N", "M", "B", "S", "Ö", "Y", "V"]


@given(st.lists(st.text(st.characters(max_codepoint=0x24F), min_size=1), min_size=1, max_size=21))
def test_any_regions_have_letters_that_differ_without_their_dots(names):
    letters = letters_of([Region(str(number), name, (), "x") for number, name in enumerate(names)])
    plain = [fold(letter.lower()) for letter in letters]
    assert len(letters) == len(names) == len(set(plain)) and all(len(letter) == 1 for letter in letters)
    assert all("a" <= letter <= "z" for letter in plain)


TOWNS = [  # inland, or where the coast is drawn
    ("Kiruna", 67.86, 20.23, "N"), ("Umeå", 63.83, 20.24, "N"), ("Östersund", 63.17, 14.66, "N"),
    ("Uppsala", 59.86, 17.64, "M"), ("Bollnäs", 61.35, 16.39, "M"), ("Mora", 61.00, 14.54, "B"),
    ("Örebro", 59.28, 15.21, "B"), ("Visby", 57.55, 18.45, "s"), ("Linköping", 58.41, 15.62, "Ö"),
    ("Jönköping", 57.70, 14.20, "Ö"), ("Växjö", 56.88, 14.81, "Y"), ("Hässleholm", 56.16, 13.77, "Y"),
    ("Borås", 57.72, 12.94, "V"), ("Skövde", 58.39, 13.85, "V"), ("Oskarström", 56.80, 13.10, "v"),
]  # fmt: skip


@pytest.mark.parametrize(("town", "latitude", "longitude", "letter"), TOWNS, ids=[town[0] for town in TOWNS])
def test_the_letter_of_a_town_is_that_of_its_region(town, latitude, longitude, letter):
    rows = 34
    lines = shown(100, rows + 3).splitlines()[:rows]
    east, north = to_grid(latitude, longitude)
    high = (NORTH - SOUTH) / rows
    assert lines[int((NORTH - north) / high)][int((east - WEST) * 2 / high)] == letter


@pytest.mark.parametrize("rows", range(12, 35))
def test_each_region_and_each_uncertain_county_is_on_a_map_of_any_height(rows):
    parts = [p for r in BOOK.regions for p in (set(r.counties) - set(r.uncertain), r.uncertain) if p]
    cells = [cell for row in cells_of([RINGS(part) for part in parts], rows) for cell in row]
    assert {cell for cell in cells if cell is not None} == set(range(len(parts)))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_fits_a_terminal_of_80_by_24_with_every_number(language):
    text = shown(80, 24, language)
    lines = text.splitlines()
    assert len(lines) <= 24 - 2 and max(map(len, lines)) <= 80
    for contact in BOOK.contacts:
        assert contact.phone in text
    assert text.count("kontrollera" if language == "sv" else "check") >= len(BOOK.contacts)
    assert "020-39 00 00" in text and "114 14" in text


@pytest.mark.parametrize("width", range(20, 101))
def test_it_is_never_wider_than_the_terminal(width):
    for height in (16, 24, 50, None):
        text = shown(width, height)
        assert max(map(len, text.splitlines())) <= width
        assert all(label in re.sub(r"\s+", " ", text) for label in ("N Nord", "B Bergslagen", "Y Syd"))


def test_in_a_pipe_it_stands_behind_what_the_command_says_without_it(nmt):
    for words in ((), ("Nord",), ("Halmstad",)):
        plain, text = nmt("regions", *words)[1], nmt("regions", *words, "--map")[1]
        assert text.startswith(plain + "\n") and "\x1b" not in text
        assert not re.search(r"\d", text[len(plain) :])  # no number that stands in the map alone


def test_colour_is_an_addition():
    for width, height in ((80, 24), (40, 24), (20, 24), (None, None)):
        painted = shown(width, height, colour=True)
        assert "\x1b[" in painted
        stripped = [line.rstrip() for line in ANSI.sub("", painted).splitlines()]
        assert stripped == shown(width, height).splitlines()


def test_one_region_is_marked_and_the_others_are_dots():
    lines = marked("vast", "Ring 1\n", 80, 24).splitlines()
    chart = [line[:18] for line in lines]
    assert set("".join(chart)) == set(" .Vv") and lines[0].endswith("Ring 1")
    assert any(line.endswith(". övriga regioner") for line in lines)
    assert any("Liten bokstav (Halland):" in line for line in lines)
    assert not any("Gotland" in line for line in lines)


def test_the_number_of_one_region_stays_on_the_screen():
    words = "".join(f"word {number}\n" for number in range(22))
    on_screen = marked("nord", words, 80, 24)
    assert on_screen.endswith("\n\n" + words) and "N Nord" in on_screen  # the map first: what comes last is seen
    assert marked("nord", words, None).startswith(words + "\n")
    assert marked("nord", words, 80, 60).splitlines()[0].endswith("  word 0")


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii"])
def test_any_stream_can_show_it(encoding):
    run = subprocess.run([sys.executable, "-m", "nmtcli", "regions", "--map", "--lang", "sv"], capture_output=True,
                         check=True, env={**os.environ, "PYTHONIOENCODING": encoding})  # fmt: skip
    text = run.stdout.decode(encoding)
    east = "O" if encoding == "ascii" else "Ö"
    assert f"{east} {east}st\n" in text and f"BB{east}{east}{east}" in text and "?" not in text


FORMS = [("json", ["--json"]), *((name, ["--format", name]) for name in ("json", "csv", "tsv", "vcard"))]


@pytest.mark.parametrize(("form", "options"), FORMS)
@pytest.mark.parametrize(
    ("lang", "said"), [("sv", "--map ritas bara i texten"), ("en", "--map is drawn in the text only")]
)
def test_a_map_in_another_form_is_a_usage_error(nmt, form, options, lang, said):
    for words in ((), ("Nord",), ("Xyzzyq",)):
        code, out, err = nmt("regions", *words, "--map", *options, "--lang", lang)
        assert (code, out) == (2, "") and said in err and f" {form}." in err


def test_regions_of_an_own_list_are_drawn_as_it_divides_the_country():
    every = tuple(code for region in BOOK.regions for code in region.counties)
    one = Region("allt", "Allt", every, "x")
    directory = Directory(DIRECTORY.gazetteer, replaced(BOOK, regions=(one,), contacts=()))
    text = regions_map(directory, RINGS, "sv", DAY, Screen(80, False, 24))
    assert set("".join(line[:18] for line in text.splitlines())) == {" ", "A"}
    assert "Liten bokstav" not in text
