"""TAB in real shells: what bash, zsh and fish make of a line, with no program to start anywhere on the path."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from nmtcli import Directory
from nmtcli.cli import main
from nmtcli.commands.completion import command_of, names
from nmtcli.completion import SHELLS, script
from nmtcli.completion.line import Command, Option, Value, entry, walk

# Nothing can be started from this path: a completion that called nmt, Python or any other program would fail.
EMPTY = "/dev/null/none"
PATIENCE = 60  # seconds until a shell that says nothing counts as hanging


def script_of(shell: str, **environment: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "nmtcli", "completion", shell],
        capture_output=True, check=True, env={**os.environ, **environment},
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the three scripts, and files to complete."""
    folder = tmp_path_factory.mktemp("completion")
    for shell in SHELLS:
        (folder / f"nmt.{shell}").write_bytes(script_of(shell))
    (folder / "functions").mkdir()
    shutil.copy(folder / "nmt.zsh", folder / "functions" / "_nmt")
    for name in ("clients 2026.csv", "own.toml", "Malmö"):
        (folder / name).touch()
    return folder


def program(shell: str) -> str:
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    return path


class Terminal:
    """An interactive shell in which `nmt` shows the words that it was called with."""

    SHOW = "nmt() { printf 'RAN'; printf '<%s>' \"$@\"; printf '\\nEND\\n'; }; PS1='REA''DY> '"

    def __init__(self, words: list[str], setup: str, folder: Path) -> None:
        environment = {"PATH": EMPTY, "HOME": str(folder), "LC_ALL": "C.UTF-8", "TERM": "dumb", "COLUMNS": "200"}
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execve(words[0], words, environment)
        self.shown = b""  # and not yet read
        self.send(f"{setup}; {self.SHOW}\n")
        self.until("READY> ")

    def send(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def until(self, mark: str) -> str:
        """What the shell shows up to and with the mark."""
        while mark.encode() not in self.shown:
            ready, _, _ = select.select([self.terminal], [], [], PATIENCE)
            assert ready, f"the shell hangs after {self.shown.decode(errors='replace')!r}"
            self.shown += os.read(self.terminal, 65536)
        before, found, self.shown = self.shown.partition(mark.encode())
        return (before + found).decode()

    def type(self, keys: str) -> tuple[list[str], str]:
        """The words that nmt is called with when these keys and then Enter are pressed, and what was shown before."""
        self.send(f"nmt {keys}\r")
        shown = self.until("\nEND")
        self.until("READY> ")
        listed, _, ran = shown.rpartition("RAN")
        return re.findall("<(.*?)>", ran), listed

    def close(self) -> None:
        os.close(self.terminal)
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


BASH = "bind 'set bell-style none'; bind 'set completion-query-items 0'; bind 'set page-completions off'; . ./nmt.bash"
ZSH = "setopt no_beep; LISTMAX=10000; autoload -U compinit; {}compinit -u -D{}"
TERMINALS = {
    "bash": ("bash", ["--norc", "--noprofile", "-i"], BASH),
    "zsh, sourced": ("zsh", ["-f", "-i"], ZSH.format("", "; . ./nmt.zsh")),
    "zsh, from fpath": ("zsh", ["-f", "-i"], ZSH.format("fpath=(./functions $fpath); ", "")),
}


@pytest.fixture(scope="module", params=TERMINALS)
def terminal(request: pytest.FixtureRequest, folder: Path) -> Iterator[Terminal]:
    shell, options, setup = TERMINALS[request.param]
    terminal = Terminal([program(shell), *options], setup, folder)
    yield terminal
    terminal.close()


# keys, the words that nmt gets
TYPED = [
    ("look\tKiruna", ["lookup", "Kiruna"]),
    ("lookup malm\t", ["lookup", "Malmö"]),
    ("lookup MALM\t", ["lookup", "Malmö"]),
    ("lookup malmö\t", ["lookup", "Malmö"]),
    ("lookup vaxj\t", ["lookup", "Växjö"]),
    ("lookup åm\t", ["lookup", "Åmål"]),
    ("lookup ÅM\t", ["lookup", "Åmål"]),
    ("lookup am\t", ["lookup", "Åmål"]),
    ("lookup mal\t", ["lookup", "Mal"]),  # Malmö, Malå and Malung-Sälen
    ("lookup qqq\t", ["lookup", "qqq"]),
    ("lookup ostr\t", ["lookup", "Östra Göinge"]),
    ("lookup upplands\\ v\t", ["lookup", "Upplands Väsby"]),
    ("lookup 'upplands v\t", ["lookup", "Upplands Väsby"]),
    ('lookup "upplands v\t', ["lookup", "Upplands Väsby"]),
    ("lookup upplands v\t", ["lookup", "upplands", "Väsby"]),
    ("lookup upplands b\t", ["lookup", "upplands", "Bro"]),
    ("lookup upplands-b\t", ["lookup", "Upplands-Bro"]),
    ("lookup västra götalands \t", ["lookup", "västra", "götalands", "län"]),
    ('lookup "Västra Götalands" \t', ["lookup", "Västra Götalands", "län"]),
    ("lookup Kiruna, åm\t", ["lookup", "Kiruna,", "Åmål"]),
    ("lookup norrb\t", ["lookup", "Norrbottens län"]),
    ("lookup berg\t--json", ["lookup", "Berg--json"]),  # Berg and Bergslagen: no space is added
    ("lookup bergs\t", ["lookup", "Bergslagen"]),
    ("lookup -p vaxj\t", ["lookup", "-p", "Växjö"]),
    ("lookup --place vaxj\t", ["lookup", "--place", "Växjö"]),
    ("lookup --place=vaxj\t", ["lookup", "--place=Växjö"]),
    ("lookup --place=upplands\\ v\t", ["lookup", "--place=Upplands Väsby"]),
    ("lookup Kiruna --form\t", ["lookup", "Kiruna", "--format"]),
    ("lookup Kiruna --format=j\t", ["lookup", "Kiruna", "--format=json"]),
    ("lookup Kiruna --format js\t", ["lookup", "Kiruna", "--format", "json"]),
    ("lookup Kiruna --get phone_\t", ["lookup", "Kiruna", "--get", "phone_kind"]),
    ("lookup Kiruna --contacts ow\t", ["lookup", "Kiruna", "--contacts", "own.toml"]),
    ("lookup Kiruna --contacts=ow\t", ["lookup", "Kiruna", "--contacts=own.toml"]),
    ("lookup ow\t", ["lookup", "ow"]),  # a file is no place
    ("batch cli\t", ["batch", "clients 2026.csv"]),
    ("batch cli\t--on-error k\t", ["batch", "clients 2026.csv", "--on-error", "keep"]),
    ("regions o\t", ["regions", "ost"]),
    ("regions ös\t", ["regions", "ost"]),
    ("places --county nor\t", ["places", "--county", "Norrbottens län"]),
    ("places --region v\t--kind lo\t", ["places", "--region", "vast", "--kind", "locality"]),
    ("contacts ch\town\t", ["contacts", "check", "own.toml"]),
    ("contacts confirm ber\t", ["contacts", "confirm", "bergslagen"]),
    ("completion z\t", ["completion", "zsh"]),
    ("--vers\t", ["--version"]),
]


@pytest.mark.parametrize(("keys", "words"), TYPED)
def test_tab_completes_what_was_typed(terminal, keys, words):
    assert terminal.type(keys)[0] == words


# keys, what is listed, what is not; the typed letters stay as they are
LISTED = [
    ("lookup va", ["Vara", "Växjö", "Vadstena"], ["Malmö", "Kiruna"]),
    ("lookup vax", ["Vaxholm", "Växjö"], ["Vara"]),
    ("lookup hab", ["Habo", "Håbo"], ["Haparanda"]),
    ("regions ", ["bergslagen", "mitt", "nord", "ost", "stockholm", "syd", "vast"], ["Kiruna"]),
    ("contacts ", ["check", "export", "import", "path"], ["lookup"]),
    ("", ["lookup", "batch", "regions", "places", "hotline", "contacts", "about", "completion"], ["check"]),
    ("lookup --", ["--place", "--json", "--get", "--exact", "--help"], ["--county", "--on-error"]),
    ("lookup --get ", ["region_id", "county_code", "phone_kind", "hotline"], ["--get2"]),
]


@pytest.mark.parametrize(("keys", "there", "missing"), LISTED)
def test_tab_lists_what_is_possible(terminal, request, keys, there, missing):
    tabs = "\t\t" if "bash" in request.node.name else "\t"  # zsh lists at once
    words, shown = terminal.type(keys + tabs)
    for name in there:
        assert re.search(rf"(?<!\S){name}(?!\S)", shown), shown
    for name in missing:
        assert not re.search(rf"(?<!\S){name}(?!\S)", shown), shown
    assert words == (keys.split() or [""])


# Words, the last of which is completed; what is offered.
OFFERED = [
    (["lookup", "malm"], ["Malmö"]),
    (["lookup", "mal"], ["Malmö", "Malung-Sälen", "Malå"]),
    (["lookup", "vä", ""], None),
    (["lookup", "östra", "g"], ["Göinge"]),
    (["lookup", "--format", "=", "t"], ["text", "tsv"]),
    (["lookup", "--format", "="], ["text", "json", "csv", "tsv", "vcard"]),
    (["lookup", "--lang", ""], ["sv", "en"]),
    (["completion", ""], ["bash", "zsh", "fish"]),
    (["completion", "bash", ""], []),
    (["hotline", ""], []),
    (["contacts", "rollback", ""], []),
    (["places", "--county", "sk"], [r"Skåne\ län"]),
    (["qqq", ""], []),
]


def bash_offers(lines: list[list[str]], folder: Path) -> list[list[str]]:
    """What the completion function of bash puts into COMPREPLY for each line."""
    calls = "\n".join(
        f"COMP_WORDS=(nmt {shlex.join(words)}) COMP_CWORD={len(words)}; _nmt; printf '%s\\n' \"${{COMPREPLY[@]}}\" END"
        for words in lines
    )
    # compopt works only where bash itself calls the function.
    run = subprocess.run(
        [program("bash"), "--norc", "-c", f". ./nmt.bash; compopt() {{ :; }}\n{calls}"],
        capture_output=True, encoding="utf-8", cwd=folder, env={"PATH": EMPTY, "LC_ALL": "C.UTF-8"}, check=True,
    )  # fmt: skip
    assert run.stderr == ""
    return [[line for line in part.split("\n") if line] for part in run.stdout.split("END\n")[:-1]]


def test_the_function_of_bash_offers_what_fits(folder):
    for (words, expected), offered in zip(OFFERED, bash_offers([words for words, _ in OFFERED], folder), strict=True):
        if expected is not None:
            assert sorted(offered) == sorted(expected), words


def test_bash_offers_every_name_for_its_letters_without_diacritics(folder):
    places = [name for name, _ in names()["place"]]
    assert len(places) == len(set(places)) > 290 + 21
    lines = [["lookup", entry(name, name).split("|")[0]] for name in places]
    for name, offered in zip(places, bash_offers(lines, folder), strict=True):
        assert name.replace(" ", "\\ ") in offered


# The line, what fish offers (without descriptions), what it does not offer.
FISH = [
    ("nmt look", ["lookup"], ["batch"]),
    ("nmt lookup mal", ["Malmö", "Malå", "Malung-Sälen"], ["malmo", "mala"]),
    ("nmt lookup MAL", ["Malmö", "Malå"], []),
    ("nmt lookup vaxj", ["vaxjo"], ["Växjö"]),
    ("nmt lookup växj", ["Växjö"], ["vaxjo"]),
    ("nmt lookup hab", ["Habo"], ["habo", "Håbo"]),
    ("nmt lookup håb", ["Håbo"], ["Habo"]),
    ("nmt lookup upplands v", ["Väsby"], ["Vara"]),
    ("nmt lookup 'upplands v", ["Upplands Väsby"], []),
    ("nmt lookup upplands\\ v", ["Upplands Väsby"], []),
    ("nmt lookup upplands-", ["Upplands-Bro"], []),
    ("nmt lookup västra götalands ", ["län"], ["Malmö"]),
    ("nmt lookup ostr", ["ostra goinge"], []),
    ("nmt lookup --place vaxj", ["vaxjo"], []),
    ("nmt lookup --place=vaxj", ["--place=vaxjo"], []),
    ("nmt lookup --format ", ["text", "json", "csv", "tsv", "vcard"], ["own.toml", "Malmö"]),
    ("nmt lookup --get ph", ["phone", "phone_kind"], []),
    ("nmt lookup --contacts ow", ["own.toml"], []),
    ("nmt lookup ow", [], ["own.toml"]),
    ("nmt lookup --", ["--place", "--json", "--exact"], ["--county"]),
    ("nmt batch cli", ["clients 2026.csv"], []),
    ("nmt regions ", ["bergslagen", "mitt", "nord", "ost", "stockholm", "syd", "vast"], ["own.toml"]),
    ("nmt regions ö", ["öst"], []),
    ("nmt places --county nor", ["Norrbottens län"], []),
    ("nmt contacts ", ["check", "export", "import", "path"], ["lookup", "own.toml"]),
    ("nmt contacts check ow", ["own.toml"], []),
    ("nmt completion ", ["bash", "zsh", "fish"], []),
]


def test_fish_offers_what_fits(folder, tmp_path):
    each = "source nmt.fish; while read -l line; complete -C $line; echo END; end"
    run = subprocess.run(
        [program("fish"), "--no-config", "-c", each],
        input="\n".join(line for line, _, _ in FISH) + "\n",
        capture_output=True, encoding="utf-8", cwd=folder, check=True,
        env={"PATH": EMPTY, "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert run.stderr == ""
    for (line, there, missing), part in zip(FISH, run.stdout.split("END\n")[:-1], strict=True):
        offered = [row.split("\t")[0] for row in part.splitlines()]
        assert set(there) <= set(offered), (line, offered)
        assert not set(missing) & set(offered), (line, offered)


def test_a_spelling_without_diacritics_that_fish_offers_means_the_same_place():
    directory = Directory.load()
    places = [name for name, _ in names()["place"]]
    plain = [entry(name, name).split("|")[0] for name in places]
    for name, spelling in zip(places, plain, strict=True):
        if plain.count(spelling) == 1:
            found = directory.resolve(spelling, exact=True)
            assert found.place is not None, spelling
            meant = name.removeprefix("Region ")
            assert (found.place.name, found.place.code) == (meant, directory.resolve(name).place.code)


def test_every_command_and_option_is_in_every_script(folder):
    root = command_of(main, click.Context(main, info_name="nmt", **main.context_settings))
    for shell in SHELLS:
        text = (folder / f"nmt.{shell}").read_text(encoding="utf-8")
        for command in walk(root):
            assert command.word in text
            for option in command.options:
                long = option.spellings[-1].lstrip("-")
                assert re.search(rf"(?:--|-l ){long}\b", text), (shell, command.name, long)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_the_same_bytes_in_every_environment(shell, folder):
    text = (folder / f"nmt.{shell}").read_bytes()
    assert "Malmö" in text.decode("utf-8")
    assert script_of(shell, PYTHONIOENCODING="latin-1", LC_ALL="C", NMT_LANG="sv", COLUMNS="40") == text


@pytest.mark.parametrize("shell", SHELLS)
def test_a_help_text_cannot_break_out_of_a_script(shell):
    text = "It's [one]: $(touch broken) `touch broken` \\"
    options = (Option(("-a", "--all"), text), Option(("--one",), text, Value("IT'S", "", (), False)))
    root = Command("nmt", text, options, (), (Command("nmt x", text, options, ()),))
    made = script(shell, root, {"place": (("Malmö", "Malmö"),)})
    run = subprocess.run(
        [program(shell), "-n", "/dev/stdin"], input=made, capture_output=True, encoding="utf-8", check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
