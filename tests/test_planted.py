"""A folder in which somebody has planted modules: no command imports one of them, nor do the processes that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Every name that could be imported: the standard library, our dependencies and theirs, what Python looks for at its start.
NAMES = sorted(
    {*sys.stdlib_module_names, "click", "rich", "tomli", "rapidfuzz", "platformdirs", "markdown_it", "mdurl", "pygments",
     "typing_extensions", "sitecustomize", "usercustomize", "nmtcli"}
)  # fmt: skip
# Leaves its name and hands over to the module that was meant.
PLANTED = """
import sys
with open({marker!r}, "a") as file:
    file.write({name!r} + "\\n")
path = sys.path[:]
sys.path[:] = [folder for folder in path if folder not in ("", {folder!r})]
del sys.modules[{name!r}]
__import__({name!r})
sys.path[:] = path
"""
COMMANDS = [
    ["batch", "places.txt", "--jobs", "2"],
    ["batch", "places.csv", "--jobs", "2", "-o", "out.csv", "--contacts", "own.toml", "--strict-contacts"],
    ["batch", "places.txt", "--summary"],
    ["lookup", "Kirunna"],
    ["lookup", "Kiruna", "--json"],
    ["lookup", "Kirunna", "--contacts", "own.toml", "--strict-contacts"],
    ["regions"],
    ["places", "--kind", "county"],
    ["hotline", "--all"],
    ["about"],
    ["contacts", "show"],
    ["contacts", "check", "own.toml"],
    ["contacts", "import", "own.toml", "--yes"],
    ["contacts", "history"],
    ["completion", "bash"],
    ["--help"],
    ["--nonsense"],
    ["nonsense"],
]
OWN = """
schema = 1
name = "X"
date = 2026-11-20
[[contact]]
region = "nord"
counties = ["22", "23", "24", "25"]
kind = "coordinator"
host = "Umeå kommun"
phone = "090-16 10 01"
source = "egen lista"
confidence = "confirmed"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two lists of places, a contact list and a planted module of every name."""
    folder = tmp_path / "planted"
    folder.mkdir()
    for name in NAMES:
        text = PLANTED.format(marker=str(tmp_path / "marker"), name=name, folder=str(folder))
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    (folder / "places.txt").write_text("Lund\nKiruna\n", encoding="utf-8")
    (folder / "places.csv").write_text("ort\nLund\nKiruna\n", encoding="utf-8")
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    return folder


def run(command: list[str], folder: Path) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """A call from the folder, and the names of the planted modules that ran."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder.parent), "LC_ALL": "C.UTF-8"}
    if "PYTHONPATH" in os.environ:
        environment["PYTHONPATH"] = os.environ["PYTHONPATH"]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=folder, env=environment, check=False, timeout=120
    )
    marker = folder.parent / "marker"
    ran = set(marker.read_text().split()) if marker.exists() else set()
    marker.unlink(missing_ok=True)
    return done, ran


def script(folder: Path) -> list[str]:
    """The command as an installation has it: a script in a folder of its own."""
    path = folder.parent / "bin" / "nmt"
    path.parent.mkdir(exist_ok=True)
    text = "import sys\nfrom nmtcli.main import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
    path.write_text(text, encoding="utf-8")
    return [sys.executable, str(path)]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_the_command_runs_nothing_of_the_current_folder(arguments, folder):
    done, ran = run([*script(folder), *arguments], folder)
    assert ran == set()
    assert done.returncode == {"--nonsense": 2, "nonsense": 4}.get(arguments[0], 0), done.stderr
    assert "Traceback" not in done.stderr


def test_the_workers_answer_from_the_same_relative_lists(folder):
    done, _ = run([*script(folder), "batch", "places.txt", "--jobs", "2", "--contacts", "own.toml"], folder)
    assert "090-16 10 01" in done.stdout


@pytest.mark.parametrize("flags", [["-E"], ["-X", "utf8"], ["-I"]], ids=" ".join)
def test_flags_of_the_interpreter_change_nothing(flags, folder):
    if flags[0] in ("-I", "-E") and "PYTHONPATH" in os.environ:
        pytest.skip("these flags leave PYTHONPATH aside")
    python, path = script(folder)
    done, ran = run([python, *flags, path, "batch", "places.txt", "--jobs", "2"], folder)
    assert (done.returncode, ran) == (0, set()), done.stderr


@pytest.mark.parametrize("arguments", [["batch", "places.txt", "--jobs", "2"], ["regions"], ["lookup", "Kirunna"]],
                         ids=" ".join)  # fmt: skip
def test_python_m_runs_no_more_of_it_than_python_itself_does(arguments, folder):
    (folder / "nmtcli.py").unlink()  # `python -m nmtcli` is told to run this one if there is one
    (folder / "nothing.py").write_text("", encoding="utf-8")
    _, by_python = run([sys.executable, "-m", "nothing"], folder)
    done, ran = run([sys.executable, "-m", "nmtcli", *arguments], folder)
    assert done.returncode == 0, done.stderr
    assert ran - by_python == set()
