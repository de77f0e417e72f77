"""The shell examples of the pages for users: each ```sh block before a ```text block is run and compared, in bash and dash."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from nmtcli import errors

ROOT = Path(__file__).parent.parent
PAGES = {
    name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/contacts.md", "docs/scripts.md")
}
EXAMPLES = [
    example
    for page in PAGES.values()
    for example in re.findall(r"^```sh\n((?:(?!^```).)*)^```\n```text\n(.*?)^```$", page, re.S | re.M)
]


@pytest.mark.parametrize("shell", ["bash", "dash"])
@pytest.mark.parametrize(("script", "shown"), EXAMPLES, ids=lambda text: text.strip().splitlines()[-1][:50])
def test_a_shell_example_shows_what_the_page_shows(shell, script, shown, commands, tmp_path):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    if "/dev/full" in script and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    file = tmp_path / "example.sh"
    file.write_text(script, encoding="utf-8")
    environment = {
        "PATH": f"{commands}:{os.environ['PATH']}",
        "HOME": "/dev/null/none",
        "LC_ALL": "C.UTF-8",
        "NMT_LANG": "en",
    }
    if "PYTHONPATH" in os.environ:
        environment["PYTHONPATH"] = os.environ["PYTHONPATH"]
    run = subprocess.run(
        [shell, str(file)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", env=environment, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert run.stdout == shown


def test_the_page_on_scripts_has_an_example_for_every_exit_code():
    section = PAGES["docs/scripts.md"].split("\n## Fields and exit codes\n")[1].split("\n## ")[0]
    found = {int(code) for code in re.findall(r"^\*\*(\d+), ", section, re.M)}
    names = ("ANSWERED", "FAILED", "USAGE", "AMBIGUOUS", "NOT_FOUND", "BROKEN_DATA", "INTERRUPTED")
    assert found == {getattr(errors, name) for name in names}
    assert len(EXAMPLES) > len(found)
