"""`nmt directory`: where it writes, what it refuses, and that it is the list in force."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from contacts_desk import in_force
from pseudo_terminal import PseudoTerminal

HEADS = {"html": "<!DOCTYPE html>", "md": "# ", "vcard": "BEGIN:VCARD"}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("format_", HEADS)
def test_every_format_goes_to_standard_output_and_to_a_file(nmt, home, format_, language):
    code, out, err = nmt("directory", "--format", format_, "--lang", language)
    assert (code, err) == (0, "")
    assert out.startswith(HEADS[format_])
    assert nmt("directory", "--format", format_, "--lang", language, "-o", "f")[0] == 0
    assert Path("f").read_bytes().decode() == out


def test_html_is_the_default_and_a_file_is_told_of(nmt, home):
    code, out, err = nmt("directory", "-o", "nmt.html")
    assert (code, out) == (0, "")
    assert err == "nmt.html: öppna filen i en webbläsare. Den går att skriva ut och dela; inget nätverk behövs.\n"
    assert Path("nmt.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_file_that_is_there_is_replaced_only_by_force(nmt, home):
    Path("f").write_text("kept", encoding="utf-8")
    code, out, err = nmt("directory", "-o", "f")
    assert (code, out) == (2, "")
    assert "f finns redan; ange en annan fil eller lägg till --force." in err
    assert Path("f").read_text(encoding="utf-8") == "kept"
    assert nmt("directory", "-o", "f", "--force")[0] == 0
    assert Path("f").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_an_empty_name_is_no_file(nmt):
    code, _, err = nmt("directory", "-o", "")
    assert code == 2
    assert "-o behöver ett filnamn." in err


@pytest.mark.parametrize("format_", HEADS)
def test_a_region_alone_has_its_contacts_and_no_other(nmt, format_):
    code, out, err = nmt("directory", "--format", format_, "--region", "Öst")
    assert (code, err) == (0, "")
    flat = out.replace("\r\n ", "")
    assert ("013-20 60 00" in flat or "+4613206000" in flat) and ("090-16 10 00" not in flat)
    assert "+4690161000" not in flat


def test_a_place_means_its_region_and_is_told(nmt):
    code, out, err = nmt("directory", "--format", "md", "--region", "Kiruna")
    assert code == 0
    assert out.startswith("# Regionkoordinator: region Nord")
    assert "Kiruna ligger i region Nord." in err


@pytest.mark.parametrize(("name", "code"), [("Xyzzyq", 4), ("Småland", 3), ("", 4)])
def test_what_is_no_region_writes_nothing(nmt, home, name, code):
    found, out, err = nmt("directory", "--region", name, "-o", "f")
    assert (found, out) == (code, "")
    assert "020-39 00 00" in err
    assert not Path("f").exists()


def test_the_contacts_are_those_in_force(nmt):
    assert in_force(nmt)[0] == 0
    for format_, number in (("html", "013-20 61 99"), ("md", "013-20 61 99"), ("vcard", "+4613206199")):
        code, out, _ = nmt("directory", "--format", format_)
        assert code == 0
        assert number in out
        assert "013-20 60 00" not in out
        assert "Länsstyrelsen X" in out


def test_a_broken_list_is_told_of_and_refused_where_that_is_asked(nmt, home):
    Path("broken.toml").write_text("schema = ", encoding="utf-8")
    code, out, err = nmt("directory", "--contacts", "broken.toml", "--format", "md")
    assert code == 0
    assert "kontaktlista kan inte användas" in err
    assert "090-16 10 00" in out
    code, out, _ = nmt("directory", "--contacts", "broken.toml", "--strict-contacts", "--format", "md")
    assert (code, out) == (5, "")


def test_the_address_book_has_every_contact_and_the_hotline_once(nmt):
    code, out, _ = nmt("directory", "--format", "vcard")
    assert code == 0
    assert out.count("BEGIN:VCARD\r\n") == out.count("END:VCARD\r\n") == 8
    ids = [line for line in out.splitlines() if line.startswith("UID:")]
    assert len(set(ids)) == 8
    assert out.count("+4620390000") == 1


def run(*arguments: str, **more) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "nmtcli", "directory", *arguments], capture_output=True, check=False, **more
    )


def test_a_pipe_gets_utf_8_whatever_the_locale():
    given = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1", "NMT_LANG": "sv"}
    found = run("--format", "md", env=given)
    assert found.returncode == 0
    assert "Öst" in found.stdout.decode("utf-8")


def test_a_reader_that_stops_reading_is_no_failure(tmp_path):
    command = f'"{sys.executable}" -m nmtcli directory 2>"{tmp_path}/err" | head -c 10; echo "${{PIPESTATUS[0]}}"'
    found = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert found.stdout.decode().endswith("0\n")
    assert (tmp_path / "err").read_bytes() == b""


@pytest.mark.parametrize(
    ("arguments", "code", "holds"),
    [
        ([], 2, "nmt directory -o nmt.html"),
        (["-o", "-"], 0, "</html>"),
        (["--format", "md"], 0, "region Syd"),
    ],
)
def test_on_a_terminal_html_is_only_shown_where_that_is_asked_for(tmp_path, arguments, code, holds):
    environment = {**os.environ, "HOME": str(tmp_path), "NMT_LANG": "sv", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "nmtcli", "directory", *arguments]
    terminal = PseudoTerminal(command, 100, 40, environment, str(tmp_path))
    assert terminal.end() == code
    assert holds in terminal.raw
    assert ("<!DOCTYPE" in terminal.raw) == (arguments == ["-o", "-"])
