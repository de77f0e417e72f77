"""The README does what it says: its console examples are run and compared, its Python example too."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CLEAN = {
    "PATH": os.environ["PATH"],
    "HOME": "/dev/null/none",
    "LC_ALL": "C.UTF-8",
    "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
}


def console_examples() -> list[tuple[str, str]]:
    """(command, what a terminal shows: stdout, then stderr) of each `$` line in the console blocks."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", README, re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


@pytest.mark.parametrize(("command", "shown"), console_examples(), ids=lambda v: v[:40])
def test_a_console_example_shows_what_the_readme_shows(command, shown, commands, tmp_path):
    environment = {**CLEAN, "PATH": f"{commands}:{CLEAN['PATH']}"}
    run = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=tmp_path,
        check=False,
    )
    assert run.stdout + run.stderr == shown


def test_the_python_example_is_true():
    block = re.search(r"```python\n(.*?)```", README, re.S)
    assert block
    names: dict[str, object] = {}
    checked = 0
    for line in block[1].split("\n"):
        code, _, expected = line.partition("  # ")
        if expected and not expected.startswith('"resolved", '):
            assert eval(code, names) == eval(expected), line
            checked += 1
        elif code.strip() and not expected:
            exec(code, names)
    assert checked == 5


def test_the_two_commands_of_the_readme_stand_under_their_headings():
    for heading in ("Install and try", "Run the tests"):
        section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
        block = re.search(r"```sh\n(.*?)```", section, re.S)
        assert block
        assert block[1].count("\n") == 1  # one line does all the set-up


def test_the_readme_names_every_exit_code_and_every_field():
    from nmtcli import errors
    from nmtcli.fields import FIELDS

    for code in (
        errors.ANSWERED,
        errors.FAILED,
        errors.USAGE,
        errors.AMBIGUOUS,
        errors.NOT_FOUND,
        errors.BROKEN_DATA,
        errors.INTERRUPTED,
    ):
        assert f"| {code} | " in README
    for field in FIELDS:
        assert f"`{field}`" in README
