"""A desk for the tests of `nmt contacts`: a home without lists, the command, a keyboard, a spreadsheet."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nmtcli.cli.contacts import desk
from nmtcli.gazetteer import Gazetteer
from nmtcli.main import main

GAZETTEER = Gazetteer.load()
X = "Länsstyrelsen X"


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """An own home without lists, Swedish, no terminal; the tables of a checkout are made once."""
    (tmp_path / "user").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "site"))
    monkeypatch.delenv("NMT_CONTACTS", raising=False)
    monkeypatch.setenv("NMT_LANG", "sv")
    monkeypatch.setattr(Gazetteer, "load", lambda: GAZETTEER)
    monkeypatch.setattr(desk, "on_terminal", lambda: False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def nmt(home, capfdbinary):
    """Runs nmt: (exit code, stdout, stderr)."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


@pytest.fixture
def typing(monkeypatch):
    """Makes standard input a terminal on which these lines are typed."""

    def typed(*lines: str) -> None:
        monkeypatch.setattr(desk, "on_terminal", lambda: True)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(line + "\n" for line in lines)))

    return typed


@pytest.fixture
def nmt_process(tmp_path):
    """Runs nmt in a process and with a home of its own."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"),
                   "LC_ALL": "C.UTF-8", "PYTHONSAFEPATH": "1", "PYTHONPATH": os.environ.get("PYTHONPATH", "")}  # fmt: skip

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "nmtcli", *arguments], capture_output=True, encoding="utf-8",
                              env=environment, cwd=tmp_path, check=False)  # fmt: skip

    return run


def edited(path: str, old: str, new: str) -> None:
    """What a spreadsheet does: reads the cells, changes one and writes them all."""
    text = Path(path).read_text(encoding="utf-8-sig")
    assert old in text
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([[cell.replace(old, new) for cell in row] for row in rows])
    Path(path).write_text(out.getvalue(), encoding="utf-8-sig", newline="")


def in_force(nmt, old: str = "013-20 60 00", new: str = "013-20 61 99", *more: str) -> tuple[int, str, str]:
    """Export, change a number, import."""
    assert nmt("contacts", "export", "--format", "csv", "--excel", "--force", "-o", "k.csv")[0] == 0
    edited("k.csv", old, new)
    return nmt("contacts", "import", "k.csv", "--yes", "--name", X, *more)
