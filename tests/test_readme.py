"""The pages for users do what they say: their console and Python examples are run and compared, their other commands run."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAMES = ["README.md", "docs/contacts.md", "docs/scripts.md", "LÄSMIG.md"]
PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in NAMES}
README, CONTACTS, SCRIPTS, SWEDISH = PAGES.values()
CLEAN = {
    "PATH": os.environ["PATH"],
    "HOME": "/dev/null/none",
    "LC_ALL": "C.UTF-8",
    "NMT_NOW": "2026-11-27T10:00",  # within office hours
    "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
}


def shell(command: str, commands: Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command],
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", cwd=folder, check=False,
        env={**CLEAN, **environment, "PATH": f"{commands}:{CLEAN['PATH']}"},
    )  # fmt: skip


def console_examples() -> list[tuple[str, str, str]]:
    """(page, command, what a terminal shows: stdout, then stderr) of each `$` line in the console blocks."""
    found = []
    for name, page in PAGES.items():
        for block in re.findall(r"```console\n(.*?)```", page, re.S):
            for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
                command, _, shown = part.partition("\n")
                found.append((name, command, shown))
    return found


@pytest.mark.parametrize(("page", "command", "shown"), console_examples(), ids=lambda v: v[:40])
def test_a_console_example_shows_what_the_page_shows(page, command, shown, commands, tmp_path):
    run = shell(command, commands, tmp_path)
    assert run.stdout + run.stderr == shown


@pytest.mark.parametrize(("page", "count"), [("README.md", 2), ("docs/scripts.md", 9)])
def test_the_python_examples_are_true(page, count):
    names: dict[str, object] = {}
    checked = 0
    for block in re.findall(r"```python\n(.*?)```", PAGES[page], re.S):
        for line in block.split("\n"):
            code, _, expected = line.partition("  # ")
            if expected and not expected.startswith('"resolved", '):
                assert eval(code, names) == eval(expected), line
                checked += 1
            elif code.strip() and not expected:
                exec(code, names)
    assert checked == count


def test_the_other_commands_of_the_swedish_page_run_one_after_the_other(commands, tmp_path):
    typed = re.findall(r"(?:^\| |^\d\. |, om ett kommando: |allt: |^)`(nmt (?!contacts review)[^`]+)`", SWEDISH, re.M)
    assert len(typed) == 8 + 1 + 2 + 2
    for line in [*typed, "nmt contacts rollback"]:
        unasked = " --yes" if "import" in line or "rollback" in line else ""  # without a terminal nobody can be asked
        run = shell(line + unasked, commands, tmp_path, HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path / "lists"))
        assert run.returncode == 0, (line, run.stdout, run.stderr)


def test_the_two_commands_of_the_readme_stand_under_their_headings():
    for heading in ("Install and try", "Run the tests"):
        section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
        block = re.search(r"```sh\n(.*?)```", section, re.S)
        assert block
        assert block[1].count("\n") == 1  # one line does all the set-up


@pytest.mark.parametrize("page", ["README.md", "docs/scripts.md"])
def test_the_pages_name_every_exit_code(page):
    from nmtcli import errors

    for code in (
        errors.ANSWERED,
        errors.FAILED,
        errors.USAGE,
        errors.AMBIGUOUS,
        errors.NOT_FOUND,
        errors.BROKEN_DATA,
        errors.INTERRUPTED,
    ):
        assert f"| {code} | " in PAGES[page]


def test_the_page_on_scripts_names_every_field():
    from nmtcli.model import FIELDS

    listed = SCRIPTS.split("\nThe fields: ")[1].split(".\n")[0]
    assert [name.strip("`") for name in re.split(r",\s", listed)] == list(FIELDS)


@pytest.mark.parametrize("page", ["README.md", "docs/scripts.md"])
def test_the_example_of_batch_writes_its_file(page, commands, tmp_path):
    (tmp_path / "clients.csv").write_text("Nr,Ort\n1,Kirunna\n2,Malmö\n", encoding="utf-8")
    command = re.search(r"```sh\n(nmt batch .*)\n```", PAGES[page])
    assert command
    run = shell(command[1], commands, tmp_path)
    assert run.returncode == 0, run.stderr
    rows = (tmp_path / "routed.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[:4] for row in rows[1:]] == [
        ["1", "Kirunna", "resolved", "municipality"],
        ["2", "Malmö", "resolved", "municipality"],
    ]


def test_the_steps_of_an_own_list_and_what_follows_run_one_after_the_other(commands, tmp_path):
    steps = re.findall(r"^```sh\n(nmt .*?)```", CONTACTS, re.M | re.S)
    afterwards = CONTACTS.split("\n## Afterwards\n")[1].split("\n## ")[0]
    later = re.findall(r"`(nmt contacts [^`]*)`", afterwards)
    lines = [line for block in steps for line in block.splitlines()] + later
    assert len(lines) == 4 + 11
    for line in lines:
        task = line.split()[2]
        if task == "review":  # it asks about one contact after the other
            continue
        # Without a terminal nobody can be asked.
        unasked = " --yes" if task in ("import", "rollback") else ""
        run = shell(line + unasked, commands, tmp_path, HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path / "lists"))
        assert run.returncode == (3 if "--stale" in line else 0), (line, run.stdout, run.stderr)
        if line == "nmt lookup Linköping":
            assert "\nList: own list (Länsstyrelsen X, " in run.stdout


def test_the_example_of_a_socialjour_is_a_part_of_a_list_without_errors(commands, tmp_path):
    example = re.search(r"```toml\n(.*?)```", CONTACTS, re.S)
    assert example
    run = shell("nmt contacts export -o contacts.toml", commands, tmp_path)
    assert run.returncode == 0, run.stderr
    with (tmp_path / "contacts.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + example[1])
    run = shell("nmt contacts check contacts.toml", commands, tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("name", [*NAMES, "CONTRIBUTING.md", "docs/at-scale.md"])
def test_links_to_pages_and_headings_lead_somewhere(name):
    page = ROOT / name
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8")):
        linked = page.parent / target if target else page
        assert linked.is_file(), target
        if anchor:
            heads = re.findall(r"^#+ (.*)$", linked.read_text(encoding="utf-8"), re.M)
            assert anchor in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}, anchor
