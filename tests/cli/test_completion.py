"""TAB in real shells: what bash, zsh and fish make of a line."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from every_command import ROOT

from nmtcli.cli.completion import SHELLS
from nmtcli.cli.nmt import main
from nmtcli.gazetteer import Gazetteer

PATIENCE = 60  # seconds until a shell that says nothing counts as hanging
PROGRAM = f"""#!{sys.executable}
import sys
from nmtcli.main import main
sys.exit(main())
"""


def script_of(shell: str, **environment: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "nmtcli", "completion", shell],
        capture_output=True, check=True, env={**os.environ, **environment},
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nmt in bin/, the three scripts, and files to complete."""
    folder = tmp_path_factory.mktemp("completion")
    (folder / "bin").mkdir()
    (folder / "bin" / "nmt").write_text(PROGRAM, encoding="utf-8")
    (folder / "bin" / "nmt").chmod(0o755)
    for shell in SHELLS:
        (folder / f"nmt.{shell}").write_bytes(script_of(shell))
    (folder / "functions").mkdir()
    shutil.copy(folder / "nmt.zsh", folder / "functions" / "_nmt_completion")  # by that name, for zsh to load it once
    for name in ("clients 2026.csv", "own.toml", "Malmö"):
        (folder / name).touch()
    return folder


def environment(folder: Path) -> dict[str, str]:
    path = f"{folder / 'bin'}:/usr/bin:/bin"
    return {"PATH": path, "HOME": str(folder), "LC_ALL": "C.UTF-8", "TERM": "dumb", "COLUMNS": "200"}


def program(shell: str) -> str:
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    return path


class Terminal:
    """An interactive shell in which `nmt` shows the words that it was called with."""

    SHOW = "nmt() { printf 'RAN'; printf '<%s>' \"$@\"; printf '\\nEND\\n'; }; PS1='REA''DY> '"

    def __init__(self, words: list[str], setup: str, folder: Path) -> None:
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execve(words[0], words, environment(folder))
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
    if "fpath" in request.param and "loadautofunc" not in (folder / "nmt.zsh").read_text(encoding="utf-8"):
        pytest.skip("with this version of click the first TAB only loads the script")
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
    ("lookup OREB\t", ["lookup", "Örebro"]),  # and Örebro län: no space is added
    ("lookup hab\t", ["lookup", "hab"]),  # Habo and Håbo
    ("lookup Kiruna \t", ["lookup", "Kiruna"]),
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
    ("", ["lookup", "batch", "regions", "places", "hotline", "contacts", "doctor", "about", "completion"], ["check"]),
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


# The line, what fish offers (without descriptions), what it does not offer.
FISH = [
    ("nmt look", ["lookup"], ["batch"]),
    ("nmt lookup mal", ["Malmö", "Malå", "Malung-Sälen"], ["malmo", "mala"]),
    ("nmt lookup MAL", ["Malmö", "Malå"], []),
    ("nmt lookup vaxj", ["vaxjo"], ["Växjö"]),
    ("nmt lookup vax", ["vaxholm", "vaxjo"], []),
    ("nmt lookup växj", ["Växjö"], ["vaxjo"]),
    ("nmt lookup hab", ["habo", "hab"], []),
    ("nmt lookup håb", ["Håbo"], ["Habo"]),
    ("nmt lookup OREB", ["OREBro", "OREBro lan"], []),
    ("nmt lookup upplands v", ["Väsby"], ["Vara"]),
    ("nmt lookup 'upplands v", ["Upplands Väsby"], []),
    ("nmt lookup upplands\\ v", ["Upplands Väsby"], []),
    ("nmt lookup upplands-", ["upplands-bro", "upplands-vasby"], []),
    ("nmt lookup västra götalands ", ["län"], ["Malmö"]),
    ("nmt lookup ", ["Malmö", "Kiruna"], ["own.toml"]),
    ("nmt lookup ostr", ["ostra goinge"], []),
    ("nmt lookup --place vaxj", ["vaxjo"], []),
    ("nmt lookup --place=vaxj", ["--place=vaxjo"], []),
    ("nmt lookup --format ", ["text", "json", "csv", "tsv", "vcard"], ["own.toml", "Malmö"]),
    ("nmt lookup --get ph", ["phone", "phone_kind"], []),
    ("nmt lookup --serves ", ["adults", "children"], []),
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


def fish(folder: Path, commands: str, lines: str) -> str:
    run = subprocess.run(
        [program("fish"), "--no-config", "-c", f"source nmt.fish; {commands}"],
        input=lines, capture_output=True, encoding="utf-8", cwd=folder, check=True, env=environment(folder),
    )  # fmt: skip
    assert run.stderr == ""
    return run.stdout


def test_fish_offers_what_fits(folder):
    each = "while read -l line; complete -C $line; echo END; end"
    shown = fish(folder, each, "\n".join(line for line, _, _ in FISH) + "\n")
    for (line, there, missing), part in zip(FISH, shown.split("END\n")[:-1], strict=True):
        offered = [row.split("\t")[0] for row in part.splitlines()]
        assert set(there) <= set(offered), (line, offered)
        assert not set(missing) & set(offered), (line, offered)


def test_fish_shows_both_of_two_names_that_differ_in_their_marks(folder):
    assert fish(folder, "complete -C 'nmt lookup hab'", "").splitlines() == ["hab\tHåbo", "habo\tHabo"]
    assert fish(folder, "complete -C 'nmt lookup Kiruna '", "") == ""


def offers(shell: str, *words: str, **environment: str) -> list[str]:
    """What is offered for the last word, one a line, with the type before and what is shown beside it behind."""
    run = subprocess.run(
        [sys.executable, "-m", "nmtcli"], cwd="/", capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "_NMT_COMPLETE": f"{shell}_complete", "COMP_WORDS": "\n".join(["nmt", *words]),
             "COMP_CWORD": words[-1] if shell == "fish" else str(len(words)), **environment},
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.splitlines()


def test_nothing_is_offered_behind_a_finished_name():
    assert offers("bash", "lookup", "Kiruna", "") == [""]
    assert offers("bash", "lookup", "upplands", "") == ["plain,Väsby", "plain,Bro"]
    towns = offers("bash", "lookup", "")
    assert len(towns) == 290 and "plain,Upplands\\\\ Väsby" in towns


def test_every_name_is_offered_for_its_letters_without_diacritics():
    gazetteer = Gazetteer.load()
    names = [place.name for kind in ("municipality", "county") for place in gazetteer.every(kind)]
    assert len(names) == 290 + 21
    lookup = main.get_command(ROOT, "lookup")
    assert lookup is not None
    words = next(parameter for parameter in lookup.params if parameter.name == "words")
    for name in names:
        plain = name.lower().translate(str.maketrans("åäöé", "aaoe"))
        found = [item.value for item in words.shell_complete(click.Context(lookup, ROOT), plain)]
        assert name in found, (plain, found)


def test_a_broken_list_and_a_broken_call_show_nothing(tmp_path):
    broken = tmp_path / "contacts.toml"
    broken.write_text("kul", encoding="utf-8")
    assert offers("bash", "lookup", "malm", NMT_CONTACTS=str(broken)) == ["plain,Malmö"]
    assert offers("bash", "regions", "ö", NMT_CONTACTS=str(broken)) == ["plain,ost"]
    for asked in ("bash_complete", "zsh_complete", "fish_complete", "tcsh_complete", "x", "_"):
        run = subprocess.run(
            [sys.executable, "-m", "nmtcli"], cwd="/", capture_output=True, check=False,
            env={"PATH": os.environ["PATH"], "_NMT_COMPLETE": asked},
        )  # fmt: skip
        assert (run.returncode, run.stdout, run.stderr) == (1, b"", b""), asked


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_bring_no_traceback(closed):
    line = f"{sys.executable} -m nmtcli {closed}"
    run = subprocess.run(
        ["sh", "-c", line], cwd="/", capture_output=True, check=False,
        env={**os.environ, "_NMT_COMPLETE": "bash_complete", "COMP_WORDS": "nmt\nlookup\nmalm", "COMP_CWORD": "2"},
    )  # fmt: skip
    assert run.stderr == b""
    assert (run.stdout == "plain,Malmö\n".encode()) == (">&-" not in closed.replace("2>&-", ""))


def test_the_variable_is_heeded_only_where_a_script_asks():
    run = subprocess.run(
        [sys.executable, "-m", "nmtcli", "--version"], cwd="/", capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "_NMT_COMPLETE": "bash_complete"},
    )  # fmt: skip
    assert run.stdout.startswith("nmt ")


def test_tab_imports_nothing_that_draws_or_guesses():
    code = (
        "import os, sys; from nmtcli.main import main; "
        "os.environ.update(_NMT_COMPLETE='bash_complete', COMP_WORDS='nmt\\nlookup\\nmal', COMP_CWORD='2'); "
        "main([]); print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd="/", capture_output=True, encoding="utf-8", check=True)
    loaded = set(run.stderr.split())
    assert "nmtcli.cli.values" in loaded
    assert not {"rich", "rapidfuzz", "platformdirs", "tomli", "nmtcli.resolve.guess", "nmtcli.render.text"} & loaded


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_the_same_bytes_in_every_environment(shell, folder):
    text = (folder / f"nmt.{shell}").read_bytes()
    assert b"_NMT_COMPLETE" in text
    bare = {"PATH": "/dev/null/none", "PYTHONIOENCODING": "latin-1", "LC_ALL": "C", "NMT_LANG": "sv", "COLUMNS": "40"}
    assert script_of(shell, **bare) == text  # with no bash to ask for its version
