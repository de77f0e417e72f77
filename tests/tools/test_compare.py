"""The tool that shows what a change of the resolver moves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "compare.py"
HEAD = "group\ttext\twanted\tstatus\tregion\tcode\n"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, TOOL, *arguments], capture_output=True, encoding="utf-8", check=False, env=environment
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compare") / "now.tsv"
    assert run("write", path).returncode == 0
    return path


def test_it_asks_tens_of_thousands_of_texts_of_every_class(written: Path) -> None:
    head, *lines = written.read_text(encoding="utf-8").splitlines()
    assert head + "\n" == HEAD
    assert all(line.count("\t") == 5 for line in lines)
    groups = Counter(line.split("\t")[0].split(":")[0] for line in lines)
    assert len(lines) > 40_000
    assert groups.keys() >= {
        "case", "name", "slip", "two slips", "name in surroundings", "slip in surroundings", "right qualifier",
        "wrong qualifier", "shared name", "shared name, right county", "place abroad", "locality", "locality, slip",
        "withheld name", "invented name",
    }  # fmt: skip
    assert groups["name"] == 290


def test_the_same_code_moves_nothing(written: Path) -> None:
    shown = run("diff", written, written).stdout
    assert " in both, 0 moved; 0 only in " in shown


def test_what_moved_is_counted_and_shown_gravest_first(tmp_path: Path) -> None:
    old, new = tmp_path / "old.tsv", tmp_path / "new.tsv"
    rows = {
        "Kiruna": ("resolved\tnord\t2584", "resolved\tsyd\t1280"),
        "Malmø": ("not_found\t\t", "resolved\tsyd\t1280"),
        "Lund": ("resolved\tsyd\t1281", "resolved\tsyd\t1281"),
        "Ystad": ("resolved\tsyd\t1286", "ambiguous\tsyd vast\t1286 1480"),
    }
    for path, side in ((old, 0), (new, 1)):
        wanted = {"Kiruna": "nord"}
        lines = [f"name\t{text}\t{wanted.get(text, 'syd')}\t{found[side]}\n" for text, found in rows.items()]
        path.write_text(HEAD + "".join(lines), encoding="utf-8")
    with new.open("a", encoding="utf-8") as file:
        file.write("name\tSala\tmitt\tresolved\tmitt\t1981\n")
    done = run("diff", old, new)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("4 texts in both, 3 moved; 0 only in ") and ", 1 only in " in lines[0]
    assert "name\t3\t3 -> 2\t0 -> 1\t1 -> 0\t0 -> 1" in lines
    assert lines[-3:] == [
        "name\tright -> WRONG\tKiruna\tnord\tresolved\tnord -> syd\t2584 -> 1280",
        "name\tright -> asks\tYstad\tsyd\tresolved -> ambiguous\tsyd -> syd vast\t1286 -> 1286 1480",
        "name\tgives up -> right\tMalmø\tsyd\tnot_found -> resolved\t- -> syd\t- -> 1280",
    ]


@pytest.mark.parametrize("arguments", [(), ("write",), ("diff", "one"), ("--help",)])
def test_wrong_usage_prints_the_usage(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and "python tools/compare.py write FILE" in done.stderr
