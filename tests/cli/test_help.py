"""The help of every command: an example that can be typed, the exit codes, and lines that a narrow terminal shows whole."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner
from every_command import walk

from nmtcli.cli.nmt import main

COMMANDS = [context.command_path for context in walk()]


def help_of(name: str) -> str:
    run = CliRunner().invoke(main, [*name.split()[1:], "--help"], prog_name="nmt", terminal_width=80)
    assert run.exit_code == 0, run.output
    return run.output


def examples(text: str) -> list[str]:
    """The lines under "Example:" or "Examples:"."""
    found = re.search(r"^  Examples?:\n((?:    \S.*\n)+)", text, re.M)
    return [line.strip() for line in found[1].splitlines()] if found else []


def parse(words: list[str], command: click.Command = main, context: click.Context | None = None) -> None:
    """Parse a command line without running it. Raises click.UsageError."""
    below = command.make_context(words[0], words[1:], parent=context)
    if isinstance(command, click.Group):
        held = vars(below)  # the name of the sub-command; click has it under either name
        rest = [*held.get("_protected_args", held.get("protected_args", [])), *below.args]
        _, sub, _ = command.resolve_command(below, rest)
        assert sub is not None
        parse(rest, sub, below)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_has_an_example_of_the_command(name):
    found = examples(help_of(name))
    assert any(name in example for example in found)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_of_the_help_can_be_typed(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for example in examples(help_of(name)):
        call = re.search(r"nmt [^|>)]*", example)
        assert call, example
        words = shlex.split(call[0])
        for file in words:
            if "." in file:
                (tmp_path / file).touch()
        parse(words)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_has_the_exit_codes(name):
    codes = re.search(r"^  Exit codes:\n((?:    \d+  \S.*\n)+)", help_of(name), re.M)
    assert codes
    assert {"0", "1", "2", "5"} <= {line.split()[0] for line in codes[1].splitlines()}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_fits_eighty_columns(name):
    assert max(map(len, help_of(name).splitlines())) <= 80


def test_the_overview_says_of_each_command_what_its_own_help_says_first():
    overview = help_of("nmt")
    for context in walk():
        if context.command_path.count(" ") == 1:
            assert re.search(rf"^  {context.info_name} +\S", overview, re.M), context.command_path
        assert context.command.help, context.command_path


def test_the_help_survives_an_interpreter_without_docstrings():
    script = """
import sys
from click.testing import CliRunner
from nmtcli.cli.nmt import main
for name in sys.argv[1:]:
    print(CliRunner().invoke(main, [*name.split()[1:], "--help"], prog_name="nmt", terminal_width=80).output)
"""
    run = subprocess.run(
        [sys.executable, "-OO", "-c", script, *COMMANDS], capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout == "".join(help_of(name) + "\n" for name in COMMANDS)
