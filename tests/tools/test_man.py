"""The man pages: in step with the commands, complete, and without a complaint from the programs that print them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from every_command import options, spellings, walk

from nmtcli.cli.nmt import main

ROOT = Path(__file__).parents[2]
PAGES = {"en": ROOT / "docs" / "nmt.1", "sv": ROOT / "docs" / "sv" / "nmt.1"}
COMMANDS = list(walk())

CHECKS = [
    ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"],
    ["groff", "-ww", "-man", "-Tutf8", "-Z"],
    ["mandoc", "-Tlint", "-Wwarning"],
]


both = pytest.mark.parametrize("language", PAGES)


@both
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check[0])
def test_no_formatter_complains(check, language):
    if shutil.which(check[0]) is None:
        pytest.skip(f"{check[0]} is not installed")
    run = subprocess.run([*check, str(PAGES[language])], capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.returncode == 0, run.stdout


@both
def test_the_page_is_in_step_with_the_commands(language):
    script = "import sys; sys.path.insert(0, 'tools'); import build_man; sys.stdout.write(build_man.page(sys.argv[1]))"
    run = subprocess.run(
        [sys.executable, "-c", script, language], capture_output=True, encoding="utf-8", cwd=ROOT, check=True
    )
    assert run.stdout == PAGES[language].read_text(encoding="ascii"), "run: python tools/build_man.py"


def test_the_page_has_its_sections():
    english, swedish = (re.findall(r"^\.SH (.+)$", page.read_text(encoding="ascii"), re.M) for page in PAGES.values())
    assert len(swedish) == len(english)
    assert english == ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS", "ENVIRONMENT", "FILES",
                        "EXAMPLES", "PRIVACY", "SEE ALSO"]  # fmt: skip


def shown(language: str = "en") -> str:
    """The page as a reader sees it, in lines that are not wrapped."""
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    run = subprocess.run(
        ["groff", "-man", "-Tutf8", "-P-cbou", "-rLL=1000n", str(PAGES[language])],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return run.stdout


@both
def test_the_page_shows_every_command_and_option_and_every_exit_code(language):
    text = shown(language)
    codes, environment = ("EXIT STATUS", "ENVIRONMENT") if language == "en" else ("SLUTKODER", "MILJÖVARIABLER")
    for context in COMMANDS[1:]:
        name = context.command_path
        start = re.search(rf"^   {name}\b.*$", text, re.M)
        assert start, name
        block = re.split(r"^ {0,3}\S", text[start.end() :], maxsplit=1, flags=re.M)[0]
        for option in options(context):
            assert re.search(rf"^ +{', '.join(spellings(option))}(?: |$)", block, re.M), (name, option.opts)
    status = text.split(f"\n{codes}\n")[1].split(f"\n{environment}\n")[0]
    assert re.findall(r"^ +(\d+) ", status, re.M) == ["0", "1", "2", "3", "4", "5", "130"]
    for name in ("NMT_LANG", "NMT_CONTACTS", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"):
        assert re.search(rf"^ +{name}\b", text.split(f"\n{environment}\n")[1], re.M), name
    assert "nmt lookup Kiruna, Malmö --json" in text


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the page shows where the lists lie on Linux")
def test_the_files_are_where_the_page_says(monkeypatch):
    monkeypatch.setenv("HOME", "/home/u")
    for name in ("XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "NMT_CONTACTS"):
        monkeypatch.delenv(name, raising=False)
    text = shown().split("\nFILES\n")[1]
    run = CliRunner().invoke(main, ["contacts", "path"])
    paths = [line.split("\t")[1] for line in run.output.splitlines()]
    assert len(paths) == 2
    for path in paths:
        assert path.replace("/home/u", "~") in text
