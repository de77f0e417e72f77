"""`nmt regions`, and the commands that take a region and are given a place."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys

import pytest

# what is typed, the exit code, what stdout begins with, what stderr says
PLACES = [
    (("Nord",), 0, "Region: Nord\n", ""),
    (("region", "öst"), 0, "Region: Öst\n", ""),
    (("Stockholm",), 0, "Region: Stockholm\n", ""),  # the region's own name goes first
    (("Kiruna",), 0, "Kiruna ligger i region Nord.\nRegion: Nord\n", ""),
    (("Kirunna",), 0, 'Tolkade "Kirunna" som Kiruna.\nKiruna ligger i region Nord.\n', ""),
    (("Upplands", "Väsby"), 0, "Upplands Väsby ligger i region Stockholm.\n", ""),
    (("Abisko",), 0, "Abisko (Kiruna, Norrbottens län) ligger i region Nord.\n", ""),
    (("Skåne län",), 0, "Skåne län ligger i region Syd.\n", ""),
    (("981 31",), 0, "981 31 Kiruna (Kiruna, Norrbottens län) ligger i region Nord.\n", ""),
    (("habo",), 0, "Habo ligger i region Öst.\n", "! Förväxla inte med Håbo"),
    (("Småland",), 3, "", "Jönköpings län"),
    (("0980",), 3, "", "riktnummer"),
    (("Kiruna,", "Malmö"), 3, "", "020-39 00 00"),
    (("Xyzzyq",), 4, "", "Regionerna är Nord, Mitt"),
    (("Oslo",), 4, "", "Norge"),
    (("\x1b[31mNarnia",), 4, "", "020-39 00 00"),
]


@pytest.mark.parametrize("command", [("regions",), ("contacts", "show")], ids=" ".join)
@pytest.mark.parametrize(("typed", "code", "out", "err"), PLACES, ids=lambda value: ascii(value)[:30])
def test_a_place_gives_the_region_in_which_it_lies(nmt, command, typed, code, out, err):
    got, said, beside = nmt(*command, *typed)
    assert (got, said[: len(out)]) == (code, out) and err in beside
    assert bool(said) == (code == 0) and "\x1b" not in said + beside
    if code:
        assert "020-39 00 00" in beside


@pytest.mark.parametrize(("command", "key"), [(("regions",), "id"), (("contacts", "show"), "region")], ids=str)
def test_json_of_a_place_is_that_of_its_region(nmt, command, key):
    code, out, err = nmt(*command, "Kirunna", "--json")
    assert code == 0 and out == nmt(*command, "Nord", "--json")[1]
    assert "Nord" in err and "Kirunna" in err
    found = json.loads(out)
    assert (found if isinstance(found, dict) else found[0])[key] == "nord"


def test_csv_keeps_its_columns_and_the_remark_is_beside_it(nmt):
    code, out, err = nmt("regions", "Kiruna", "--format", "csv")
    assert code == 0 and out.startswith("region_id,region,county_code,county_letter,county,uncertain\nnord,Nord,22,")
    assert err == "Kiruna ligger i region Nord.\n"


CHANGING = [
    (("contacts", "confirm", "Kiruna"), "Kiruna ligger i region Nord: nmt contacts confirm Nord"),
    (("contacts", "confirm", "Kirunna"), "Kiruna ligger i region Nord: nmt contacts confirm Nord"),
    (("contacts", "confirm", "Abisko", "--undo"), "i region Nord: nmt contacts confirm Nord"),
    (("contacts", "export", "--region", "Kiruna"), "Kiruna ligger i region Nord: nmt contacts export --region Nord"),
    (("contacts", "confirm", "Småland"), 'Det finns ingen region "Småland".'),
    (("contacts", "confirm", "Xyzzyq"), 'Det finns ingen region "Xyzzyq".'),
]


@pytest.mark.parametrize(("arguments", "said"), CHANGING, ids=lambda value: ascii(value)[:40])
def test_what_changes_something_only_points_to_the_region(nmt, home, arguments, said):
    code, out, err = nmt(*arguments)
    assert (code, out) == (2, "") and said in err
    assert not list(home.rglob("*.toml"))


LISTED = {
    "Nord": "090-16 10 00 (Umeå kommuns växel; 2018: kontrollera)",
    "Mitt": "stödtelefonen",
    "Stockholm": "08-508 437 26 (regionkoordinator, barn och unga, Stockholm; odaterad: kontrollera), 08-508 256 69 (",
    "Öst": "036-10 50 00 (Jönköpings kommuns växel, Jönköping; 2018: kontrollera)",
    "Väst": "Halland*, Västra Götaland: 031-365 00 00 (",
}


@pytest.mark.parametrize("region", LISTED)
def test_each_number_says_whose_it_is_whom_it_serves_and_how_old_it_is(nmt, region):
    lines = nmt("regions")[1].splitlines()
    assert LISTED[region] in next(line for line in lines if line.startswith(f"{region}: "))


def test_a_number_that_was_checked_carries_its_year_alone(nmt):
    assert nmt("contacts", "confirm", "Nord")[0] == 0
    line = nmt("regions")[1].splitlines()[0]
    assert re.search(r"090-16 10 00 \(Umeå kommuns växel; 20\d\d\)$", line)


AT_WIDTHS = """
import os, sys
from nmtcli.gazetteer import Gazetteer
gazetteer = Gazetteer.load()
Gazetteer.load = lambda: gazetteer
from nmtcli.main import main
for width in range(20, 133):
    os.environ["COLUMNS"] = str(width)
    print("WIDTH", width)
    main(["regions"])
"""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_number_is_broken_on_a_terminal_of_any_width(nmt, tmp_path, language):
    numbers = sorted(re.findall(r"\d{2,3}-[\d ]*\d", nmt("regions")[1]))
    main, side = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "NMT_LANG": language, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    with subprocess.Popen([sys.executable, "-c", AT_WIDTHS], stdin=side, stdout=side, env=environment):
        os.close(side)
        out = b""
        with pytest.raises(OSError):  # the end of a terminal
            while piece := os.read(main, 65536):
                out += piece
    os.close(main)
    text = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", out.decode().replace("\r\n", "\n"))
    screens = text.split("WIDTH ")[1:]
    assert len(screens) == 113
    for screen in screens:
        width, _, drawn = screen.partition("\n")
        assert sorted(re.findall(r"\d{2,3}-[\d ]*\d", drawn)) == numbers, drawn
        assert max(map(len, drawn.split("\n"))) <= int(width), drawn
        assert ("───" in drawn) == (int(width) >= 72)
        if int(width) >= 30:  # no word is broken
            words = ["Västernorrland", "Östergötland", "Norrbotten"]
            assert all(word in drawn for word in words), drawn


def test_counties_without_a_contact_are_given_the_hotline_by_name(nmt):
    """On a terminal and in a pipe: Gotland is in region Stockholm, whose numbers do not serve it."""
    code, out, _ = nmt("regions", "--lang", "sv")
    assert code == 0
    told = {line.partition(":")[0]: line for line in out.splitlines()}
    assert told["Stockholm"].endswith("stödtelefonen (Gotland)") and told["Väst"].endswith("stödtelefonen (Halland)")
    assert told["Mitt"].endswith(": stödtelefonen") and "stödtelefonen" not in told["Syd"]


def test_a_question_says_what_to_type_in_this_command(nmt):
    code, out, err = nmt("regions", "Dalby", "--lang", "sv")
    assert (code, out) == (3, "")
    assert "[skriv: Dalby, Lund]" in err and "nmt lookup" not in err
