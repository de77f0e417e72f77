"""Help, usage errors and failures follow the language of the call, and nothing is left changed behind."""

from __future__ import annotations

import ast
import gettext
import os
import re
from pathlib import Path

import click
import pytest
from contacts_desk import GAZETTEER
from every_command import walk

from nmtcli import interface as system_module
from nmtcli.cli.worded import DOMAIN, LOCALE, speaking
from nmtcli.gazetteer import Gazetteer
from nmtcli.main import main
from nmtcli.texts import LANGUAGES, choose_language, help, language_of

NAMES = [context.command_path.split()[1:] for context in walk()]


@pytest.fixture
def nmt(monkeypatch, tmp_path, capsys):
    """Runs nmt without any setting of a language: (exit code, stdout and stderr)."""
    for name in ("NMT_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Gazetteer, "load", lambda: GAZETTEER)  # a checkout makes its tables for each call

    def run(*arguments: str) -> tuple[int, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return run


ENGLISH = {"Usage", "Example", "Examples", "Options", "Commands", "Exit codes"}


def headings(text: str) -> set[str]:
    return set(re.findall(r"^ {0,2}(\w[\w ]*):(?= nmt|$)", text, re.M))


@pytest.mark.parametrize("name", NAMES, ids=" ".join)
def test_the_help_is_in_the_language_wherever_it_stands(nmt, name):
    swedish = nmt("--lang", "sv", *name, "--help")
    assert swedish[0] == 0
    assert headings(swedish[1]) >= {"Användning", "Flaggor", "Slutkoder"}
    ways = [
        [*name, "--lang", "sv", "--help"],
        [*name, "--help", "--lang=sv"],
        ["--lang", "en", *name, "--lang=sv", "--help"],
    ]
    assert [nmt(*way) for way in ways] == [swedish] * len(ways)
    assert not headings(swedish[1]) & ENGLISH
    english = nmt(*name, "--help")
    assert headings(english[1]) >= {"Usage", "Options", "Exit codes"}


@pytest.mark.parametrize("name", NAMES, ids=" ".join)
def test_the_swedish_help_has_no_english_line_and_fits_eighty_columns(nmt, name, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = nmt("--lang", "sv", *name, "--help")[1].splitlines()
    assert max(map(len, lines)) <= 80
    english = re.compile(r"\b(the|of|is|and|with|which|that|default|show|only)\b", re.I)
    for line in lines:
        assert not english.search(re.sub(r"(nmt| --?)\S* .*|\[.*\]|^  \w+  +", "", line)), line


ERRORS = [
    (("lookup",), "Fel: Ange en plats: nmt lookup Kiruna"),
    (("lookup", "x", "--jso"), "Fel: Det finns ingen flagga"),
    (("lookup", "x", "--get"), "Fel: Flaggan '--get' kräver ett värde."),
    (("lookup", "x", "--get", "y"), "Fel: Ogiltigt värde för '--get': 'y' är inget av 'region', "),
    (("lookup", "x", "--max-age", "0"), "Fel: Ogiltigt värde för '--max-age': 0 ligger utanför gränserna 1<=x<=1200."),
    (("batch", "none.csv"), "Fel: Ogiltigt värde för '[FIL]': 'none.csv' finns inte."),
    (("batch", "--jobs", "x"), "Fel: Ogiltigt värde för '--jobs': 'x' är inget heltal."),
    (("batch", "--encoding", "x"), "Fel: Ogiltigt värde för '--encoding': x"),
    (("batch", "--no-header=1"), "Fel: Flaggan '--no-header' tar inget värde."),
    (("regoins",), 'Fel: Det finns inget kommando "regoins". Menas "regions"?'),
    (("completion",), "Fel: Det saknas ett argument: 'SKAL'. Välj något av:"),
    (("completion", "bash", "zsh"), "Fel: Ett argument för mycket: zsh"),
    (("contacts", "import"), "Fel: Det saknas ett argument: 'FIL'."),
    (("contacts", "path", "--on"), "Fel: Det finns ingen flagga"),
    (("places", "--county", "x"), 'Fel: Ogiltigt värde för --county: Det finns inget län "x".'),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), ERRORS, ids=lambda value: " ".join(value)[:30])
def test_a_usage_error_is_in_swedish(nmt, arguments, said):
    code, text = nmt("--lang", "sv", *arguments)
    assert code == 2
    assert said in text
    assert not re.search(r"\b(Error|Usage|Try|OPTIONS|for help|Did you mean)\b", text)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("batch", "in.txt", "-o", "none/out.txt"), "nmt: Filen eller mappen finns inte (none/out.txt)\n"),
        (("contacts", "export", "-o", "none/k.csv"), "nmt: Filen eller mappen finns inte (none/k.csv)\n"),
        (("contacts", "check", "broken.json"), "broken.json, rad 1: här bryts JSON-formatet, vid tecken 7 på raden\n"),
        (("contacts", "check", "list.json"), "list.json: filen ska innehålla ett JSON-objekt: { ... }\n"),
        (("contacts", "check", "number.json"), "number.json: filen innehåller ett alldeles för långt tal\n"),
    ],
)
def test_a_failure_is_in_swedish_and_names_no_temporary_file(nmt, arguments, said, tmp_path):
    for name, content in [
        ("in.txt", "Kiruna"),
        ("broken.json", '{"a": }'),
        ("list.json", "[1]"),
        ("number.json", "9" * 9999),
    ]:
        (tmp_path / name).write_text(content)
    if arguments[-1] == "number.json" and not hasattr(__import__("sys"), "get_int_max_str_digits"):
        pytest.skip("this Python reads any number")
    assert said in nmt(*arguments, "--lang", "sv")[1]


def test_the_nearest_to_the_end_wins(nmt):
    assert "Plats: " in nmt("--lang", "en", "lookup", "Kiruna", "--lang", "sv")[1]
    assert "Place: " in nmt("--lang", "sv", "lookup", "Kiruna", "--lang", "en")[1]
    assert "Plats: " in nmt("--lang", "sv", "lookup", "Kiruna")[1]
    assert "listan för hela datorn" in nmt("contacts", "--lang", "sv", "path")[1]
    assert "listan för hela datorn" in nmt("--lang", "en", "contacts", "--lang", "sv", "path")[1]


def test_nothing_is_left_changed(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "de")
    before = dict(os.environ), gettext.textdomain()
    with pytest.raises(RuntimeError), speaking("sv"):
        assert gettext.gettext("Commands") == "Kommandon"
        raise RuntimeError
    assert (dict(os.environ), gettext.textdomain()) == before
    monkeypatch.delenv("LANGUAGE")
    with speaking("en"):
        assert gettext.gettext("Commands") == "Commands"
    assert "LANGUAGE" not in os.environ


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--lang", "sv", "lookup"], "sv"),
        (["lookup", "--lang=sv", "--lang", "en"], "en"),
        (["lookup", "--lang", "de"], "en"),
        (["--lang", "sv", "lookup", "--lang", "de"], "sv"),
        (["lookup", "--", "--lang", "sv"], "en"),
        (["lookup", "--lang"], "en"),
        ([], "en"),
    ],
)
def test_the_language_of_a_command_line(arguments, language):
    assert language_of(arguments, {}) == language


@pytest.mark.parametrize(
    ("environ", "system", "language"),
    [
        ({}, "sv-SE", "sv"),
        ({}, "", "en"),
        ({}, "de", "en"),
        ({"LANG": "en_GB.UTF-8"}, "sv-SE", "en"),
        ({"LANG": "sv_SE.UTF-8"}, "en", "sv"),
        ({"LC_ALL": "C", "LANG": "sv_SE"}, "sv-SE", "en"),
        ({"NMT_LANG": "en"}, "sv-SE", "en"),
        ({"NMT_LANG": "Svenska"}, "", "sv"),
        ({"NMT_LANG": "de"}, "sv-SE", "sv"),
    ],
)
def test_the_system_counts_where_nothing_else_says(environ, system, language):
    assert choose_language(None, environ, lambda: system) == language
    assert choose_language("sv", environ, lambda: system) == "sv"


@pytest.mark.parametrize(("number", "language"), [(0x041D, "sv"), (0x081D, "sv"), (0x0409, ""), (0x0414, "")])
def test_the_language_of_windows(number, language):
    class Kernel:
        @staticmethod
        def GetUserDefaultUILanguage() -> int:
            return number

    assert system_module.of_windows(Kernel) == language


class Foundation:
    """CoreFoundation as far as it is asked."""

    def __init__(self, *languages: str) -> None:
        self.released = 0

        def copy():
            return 7

        def count(array):
            return len(languages)

        def value_at(array, index):
            return index + 100

        def c_string(string, buffer, size, encoding):
            buffer.value = languages[string - 100].encode()
            return True

        def release(array):
            self.released += array

        self.CFLocaleCopyPreferredLanguages, self.CFArrayGetCount, self.CFArrayGetValueAtIndex = copy, count, value_at
        self.CFStringGetCString, self.CFRelease = c_string, release


@pytest.mark.parametrize("languages", [("sv-SE", "en"), ("en",), ()])
def test_the_language_of_a_mac(languages):
    foundation = Foundation(*languages)
    assert system_module.of_mac(foundation) == "".join(languages[:1])
    assert foundation.released == 7


# Said to who writes a program with click, or by what nmt does not use.
NOT_SHOWN = {
    "%(prog)s, version %(version)s", "(Deprecated) {text}", "{text} {deprecated_message}", "deprecated",
    "DeprecationWarning: The command {name!r} is deprecated.",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}", "Name '{name}' defined twice",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to pass"
    " '--{name}'?", "Invalid start character for option ({option})", "Choice({choices})",
    "Do you want to continue?", "Confirm the action without prompting.", "Aborted!", "Unknown standard stream '{name}'",
    "Couldn't detect Bash version, shell completion is not supported.",
    "Shell completion is not supported for Bash versions older than 4.4.",
    "{value!r} is not a valid UUID.", "{value!r} is not a valid boolean.",
    "{value!r} is not a valid boolean. Recognized values: {states}", "{value!r} does not match the format {format}.",
    "{len_type} values are required, but {len_value} was given.", "Takes {nargs} values but 1 was given.",
    "Value must be an iterable.", "{name} {filename!r} is not executable.", "file", "directory", "path",
}  # fmt: skip


def test_every_sentence_of_click_that_can_be_shown_has_a_swedish_one():
    if tuple(map(int, re.findall(r"\d+", click_version())[:2])) > (8, 5):
        pytest.skip("newer than the catalogue, which may lack some: they are then shown in English")
    swedish = gettext.translation(DOMAIN, LOCALE, ["sv"])
    shown = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        if path.stem in ("termui", "_termui_impl", "_winconsole", "testing"):  # prompts, pagers, editors: not used
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                shown |= {
                    part.value
                    for part in node.args[:1]
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    lacking = {text for text in shown if text == swedish.gettext(text) == swedish.ngettext(text, "", 1)}
    assert lacking - NOT_SHOWN == set()


def click_version() -> str:
    from importlib.metadata import version

    return version("click")


def test_a_sentence_that_the_catalogue_lacks_is_in_english():
    with speaking("sv"):
        assert gettext.gettext("Something new in click.") == "Something new in click."


def test_every_text_of_the_help_keeps_its_lines_in_both_languages():
    for key, pair in help.TEXTS.items():
        marks = [text.count("\b") for text in pair]
        assert marks[0] == marks[1], key
        if key.startswith("command."):
            examples = [re.findall(r"^  nmt .*", text, re.M) for text in pair]
            assert examples[0] == examples[1], key
    assert len(LANGUAGES) == 2
