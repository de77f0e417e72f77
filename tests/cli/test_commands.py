"""The command as a script and a person meet it: streams, exit codes, languages, terminals."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

ENVIRONMENT = {
    "PYTHONSAFEPATH": "1",
    "PATH": os.environ["PATH"],
    "HOME": "/dev/null/none",
    "LC_ALL": "C.UTF-8",
    "PYTHONUTF8": "1",
}
if "PYTHONPATH" in os.environ:
    ENVIRONMENT["PYTHONPATH"] = os.environ["PYTHONPATH"]


def nmt(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "nmtcli", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**ENVIRONMENT, **environment},
        check=False,
    )


# arguments, exit code, text on stdout (None: nothing at all), texts on stderr
OUTCOMES = [
    (["lookup", "Kiruna"], 0, "090-16 10 00", []),
    (["lookup", "Kirunna"], 0, 'Read "Kirunna" as Kiruna.', []),
    (["lookup", "kiruna", "kommun"], 0, "Region: Nord", []),
    (["lookup", "habo"], 0, "Region: Öst", ["Håbo", "Mitt"]),
    (["lookup", "Oslo"], 4, None, ["020-39 00 00", "Norway"]),
    (["lookup", "Storgatan 3, Lund"], 0, "Region: Syd", []),
    (["lookup", "Kungsgatan, Kirunna"], 0, "Region: Nord", []),
    (["lookup", "Kiruna, qqqqqqq"], 0, "qqqqqqq", []),  # one place, and a part of the text that says nothing
    (["lookup", "-p", "Kiruna", "-p", "qqqqqqq"], 4, "Region: Nord", ["qqqqqqq"]),
    (["lookup", "Enköpping"], 0, "Region: Mitt", []),
    (["lookup", "qqqqqqq"], 4, None, ["020-39 00 00", "112"]),
    (["lookup", "Småland"], 3, None, ["020-39 00 00", "Kalmar län", "Jönköpings län"]),
    (["lookup", ""], 4, None, ["020-39 00 00"]),
    (["lookup", "   "], 4, None, ["020-39 00 00"]),
    (["lookup", "--", "--x"], 4, None, ["020-39 00 00"]),
    (["lookup", "\x1b[31mNowhere\x1b[0m"], 4, None, ["020-39 00 00"]),
    (["lookup", "[red]Nowhere[/red]"], 4, None, ["020-39 00 00"]),
    (["lookup", "--x"], 2, None, ["--x"]),
    (["lookup"], 2, None, ["Name a place"]),
    (["lookup", "Kiruna", "--get", "colour"], 2, None, ["colour"]),
    (["lookup", "Oslo", "--get", "phone"], 4, None, ["020-39 00 00"]),
    (["lookup", "Småland", "--get", "phone"], 3, None, ["020-39 00 00"]),
    (["lookup", "Kirunna", "--exact"], 4, None, ["020-39 00 00"]),
    (["lookup", "Kiruna", "--get", "phone"], 0, "090-16 10 00\n", []),
    (["lookup", "Falun", "--get", "phone"], 0, "020-39 00 00\n", []),
    (["lookup", "Falun", "--get", "phone_kind"], 0, "hotline\n", []),
    (["lookup", "Gotland"], 0, "Confirm through the hotline", []),
    (["lookup", "Halmstad"], 0, "Confirm through the hotline", []),
    (["regions"], 0, "Bergslagen", []),
    (["regions", "öst"], 0, "013-20 60 00", []),
    (["regions", "Region Öst"], 0, "036-10 50 00", []),
    (["regions", "Sydpolen"], 4, None, ["Bergslagen", "020-39 00 00"]),
    (["hotline"], 0, "114 14", []),
    (["hotline", "--all"], 0, "116 111", []),
    (["places", "--kind", "county"], 0, "Norrbottens län\tcounty\t25", []),
    (["places", "--region", "norr"], 2, None, ["Bergslagen"]),
    (["about"], 0, "Oldest: 2017; ", []),
    (["about", "--all"], 0, "municipalities.toml", []),
    (["--nonsense"], 2, None, ["nonsense"]),
    (["nonsense"], 4, None, ["nonsense", "020-39 00 00"]),
]


@pytest.mark.parametrize(("arguments", "code", "out", "err"), OUTCOMES, ids=lambda v: str(v)[:40])
def test_each_outcome_has_its_exit_code_and_streams(arguments, code, out, err):
    run = nmt(*arguments)
    assert run.returncode == code, run.stderr
    if out is None:
        assert run.stdout == ""
    else:
        assert out in run.stdout
    for text in err:
        assert text in run.stderr
    assert "Traceback" not in run.stderr
    assert "\x1b" not in run.stdout + run.stderr


@pytest.mark.parametrize("place", ["Kiruna", "Oslo", "Småland", "habo", ""])
def test_json_is_one_object_with_the_hotline_in_every_outcome(place):
    run = nmt("lookup", place, "--json")
    found = json.loads(run.stdout)
    assert list(found) == [
        "schema", "query", "status", "match", "municipality", "county", "region", "contacts", "hotline", "socialjour", "open_now",
        "candidates", "notes",
    ]  # fmt: skip
    assert found["hotline"]["phone_e164"] == "+4620390000"
    assert {"resolved": 0, "ambiguous": 3, "not_found": 4}[found["status"]] == run.returncode
    assert found["query"] == place


def test_several_places_are_a_list_and_the_worst_exit_code_counts():
    run = nmt("lookup", "Kiruna,", "Malmö", "--json")
    assert [o["region"]["id"] for o in json.loads(run.stdout)] == ["nord", "syd"]
    run = nmt("lookup", "-p", "Kiruna", "-p", "Oslo", "-p", "Småland", "--get", "region_id")
    assert run.stdout == "nord\n\n\n"
    assert run.returncode == 4


def test_a_place_with_its_county_after_a_comma_is_one_place():
    run = nmt("lookup", "Berg, Jämtland", "--json")
    assert json.loads(run.stdout)["match"]["code"] == "2326"


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_tables_have_a_head_and_a_row_for_each_place(form):
    run = nmt("lookup", "-p", "Kiruna", "-p", "Oslo", "--format", form)
    rows = list(csv.reader(io.StringIO(run.stdout), delimiter="," if form == "csv" else "\t"))
    assert len(rows) == 3
    assert len({len(row) for row in rows}) == 1
    assert rows[1][:2] == ["Kiruna", "resolved"]
    assert rows[2][:2] == ["Oslo", "not_found"]


def test_the_language_follows_option_variable_and_locale():
    assert "Ring: 090" in nmt("lookup", "Kiruna", "--lang", "sv").stdout
    assert "Ring: 090" in nmt("lookup", "Kiruna", NMT_LANG="sv").stdout
    assert "Ring: 090" in nmt("lookup", "Kiruna", LC_ALL="sv_SE.UTF-8").stdout
    assert "Call: 090" in nmt("lookup", "Kiruna", LC_ALL="de_DE.UTF-8").stdout
    assert "Call: 090" in nmt("lookup", "Kiruna", "--lang", "en", NMT_LANG="sv").stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp850"])
def test_plain_output_never_fails_on_a_narrow_stream(encoding):
    for arguments in (["lookup", "Malmö", "--lang", "sv"], ["lookup", "Östersund", "--json"], ["regions"], ["about"]):
        run = nmt(*arguments, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert run.returncode == 0, run.stderr
        assert run.stdout


def test_what_is_echoed_has_no_control_characters_and_no_markup():
    run = nmt("lookup", "[bold]\x1b[31m\u202eaaaaaaa\u202c\x07\x9b2J")
    assert "aaaaaaa" in run.stderr
    assert not set(run.stderr) & {"\x1b", "\u202e", "\u202c", "\x07", "\x9b"}


def test_a_closed_pipe_ends_quietly():
    run = subprocess.run(
        f"{sys.executable} -m nmtcli places | head -1",
        shell=True,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        check=False,
    )
    assert run.returncode == 0
    assert run.stdout.count("\n") == 1
    assert run.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said_and_exits_1():
    for arguments in ("lookup Kiruna", "lookup Kiruna --json", "places", "hotline"):
        run = subprocess.run(
            f"{sys.executable} -m nmtcli {arguments} > /dev/full",
            shell=True,
            capture_output=True,
            text=True,
            env=ENVIRONMENT,
            check=False,
        )
        assert run.returncode == 1, arguments
        assert run.stderr.startswith("nmt: No space left"), run.stderr
        assert "Traceback" not in run.stderr


def test_a_closed_stdout_is_said_and_exits_1():
    run = subprocess.run(
        f"{sys.executable} -m nmtcli lookup Kirunna >&-",
        shell=True,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        check=False,
    )
    assert run.returncode == 1
    assert "closed" in run.stderr or "Bad file descriptor" in run.stderr


DAY, NIGHT = "2026-11-27T10:00", "2026-12-25T23:10"


def on_a_terminal(*arguments: str, columns: int, **environment: str) -> str:
    """What a terminal of this width receives."""
    main, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "nmtcli", *arguments],
        stdin=subprocess.DEVNULL, stdout=side, stderr=side,
        env={**ENVIRONMENT, "TERM": "xterm-256color", "COLUMNS": str(columns), "NMT_NOW": DAY, **environment},
    )  # fmt: skip
    os.close(side)
    out = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    process.wait()
    os.close(main)
    return out.decode().replace("\r\n", "\n")


def plain(text: str) -> str:
    return re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("columns", [20, 40, 60, 80])
@pytest.mark.parametrize("place", ["Kiruna", "Region Öst", "Gotland", "Stockholm", "Småland", "Oslo"])
def test_lines_fit_the_terminal(place, columns, language):
    text = plain(on_a_terminal("lookup", place, "--lang", language, columns=columns))
    assert "020-39 00 00" in text
    for line in text.split("\n"):
        assert len(line) <= columns, line


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("region", ["nord", "mitt", "bergslagen", "stockholm", "öst", "syd", "väst"])
def test_the_answer_of_a_region_fits_a_screen_of_24_lines(region, language):
    for arguments in (["lookup", "Region", region], ["regions", region]):
        for now in (DAY, NIGHT):
            text = on_a_terminal(*arguments, "--lang", language, columns=80, NMT_NOW=now)
            assert text.count("\n") <= 23, text  # the 24th is the prompt's


def test_colour_and_links_on_a_terminal_and_their_switches():
    shown = on_a_terminal("lookup", "Kiruna", columns=80)
    link = re.search(r"\x1b\]8;[^;]*;tel:\+4690161000\x1b\\(.*?)\x1b\]8;;\x1b\\", shown)
    assert link and link[1] == "\x1b[1m090-16 10 00\x1b[0m"  # bold in the terminal's own colour
    assert "\x1b[31mCheck: " in shown
    assert "\x1b" not in on_a_terminal("lookup", "Kiruna", columns=80, NO_COLOR="1")
    assert "\x1b" not in on_a_terminal("lookup", "Kiruna", columns=80, TERM="dumb")
    assert "\x1b" not in on_a_terminal("lookup", "Kiruna", "--color", "never", columns=80)
    assert "\x1b" in nmt("lookup", "Kiruna", "--color", "always").stdout
    assert "\x1b" in nmt("lookup", "Kiruna", FORCE_COLOR="1").stdout
    assert "\x1b" not in nmt("lookup", "Kiruna", FORCE_COLOR="1", NO_COLOR="1").stdout


def test_nothing_is_written_anywhere(tmp_path):
    nmt("lookup", "Kiruna", HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path / "c"), XDG_CACHE_HOME=str(tmp_path / "k"))
    nmt("lookup", "Kirunna", "--json", HOME=str(tmp_path), XDG_STATE_HOME=str(tmp_path / "s"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command", ["lookup", "regions", "places", "hotline", "about", "contacts", "batch", "completion", "doctor"]
)
def test_help_of_each_command_names_the_exit_codes(command):
    run = nmt(command, "--help")
    assert run.returncode == 0, run.stderr
    assert "Exit codes:" in run.stdout
