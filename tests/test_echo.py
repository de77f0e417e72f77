"""Nothing foreign reaches the terminal: no control characters in any message, table or answer, and no identity numbers."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import click
import hostile
import pytest
from every_command import options, walk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nmtcli import main as entry
from nmtcli.echo import SHOWN, echo, masked, plain
from nmtcli.failure import report
from nmtcli.gazetteer import Gazetteer

COMMANDS = [context.command_path for context in walk() if not isinstance(context.command, click.Group)]
NUMBER = "19121212-1212"
FOREIGN = st.text(
    st.sampled_from([*hostile.ESCAPES, *"abc,;é'\"={}%[]", "\U0001f600", "\ud83d", "\u0301"]), max_size=20
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (hostile.ESCAPES, "X Y"),
        ("a\nb\tc", "a b c"),
        ("Malm\udcf6", "Malmö"),
        ("x" * 100, "x" * (SHOWN - 1) + "…"),
        (NUMBER, "********-****"),
        ("121212-1212", "******-****"),
        ("121212+1212", "******+****"),
        ("191212121212 Lund", "************ Lund"),
        ("12 12 12 - 12 12", "** ** ** - ** **"),
        ("1912-12-12-1212", "****-**-**-****"),
        ("Lund, 070-123 45 67", "Lund, ***-*** ** **"),
        ("\u0661\u0669\u0661\u0662\u0661\u0662\u0661\u0662", "*" * 8),
        ("121212", "******"),
        ("981 31 Kiruna", "981 31 Kiruna"),
        ("98131, 2026-11-23", "98131, 2026-11-23"),
    ],
)
def test_what_is_shown_of_a_foreign_text(text, shown):
    assert echo(text) == shown


@given(st.text() | FOREIGN)
def test_no_text_brings_a_control_character_or_a_long_number(text):
    for shown in (plain(text), echo(text)):
        assert not hostile.FORBIDDEN & set(shown)
        assert "\n" not in shown
        assert "\t" not in shown
    assert len(echo(text)) <= SHOWN
    assert masked(masked(text)) == masked(text)


@pytest.fixture(scope="module")
def tables() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(autouse=True)
def clean(monkeypatch, tmp_path, tables):
    for name in list(os.environ):
        if name.startswith(("NMT_", "LC_", "LANG", "XDG_", "FORCE_COLOR", "NO_COLOR")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Gazetteer, "load", lambda: tables)  # a checkout would read all of data/ for each call
    Path("rows.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    Path("list.csv").write_text("region\nNord\n", encoding="utf-8")


def shown(*arguments: str) -> str:
    """All that a call shows, on stdout and stderr."""
    streams = sys.stdin, sys.stdout, sys.stderr
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True) for _ in range(2))
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(), out, err
    try:
        code = entry.main(list(arguments))
    except BaseException as error:
        code = report(error)
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
    assert code in (0, 1, 2, 3, 4, 5), arguments
    said = out.buffer.getvalue().decode() + err.buffer.getvalue().decode()
    assert "unexpected failure" not in said, said
    return said


def check(said: str) -> None:
    said = said.replace("\r\n", "\n")  # how the lines of a vCard end
    assert not hostile.FORBIDDEN & set(said), ascii(said)


# What else a command needs so that an option of it is read.
OTHERS = {
    "nmt lookup": ["Kirunna"],
    "nmt batch": ["rows.csv"],
    "nmt contacts import": ["list.csv"],
    "nmt contacts confirm": ["Nord"],
    "nmt completion": ["bash"],
}
VALUED = [
    (context.command_path, max(option.opts, key=len))
    for context in walk()
    if context.command_path in COMMANDS
    for option in options(context)
    if not option.is_flag
]


@pytest.mark.parametrize("text", [hostile.ESCAPES, NUMBER, f"/tmp/{hostile.ESCAPES}/{NUMBER}", "\udcf6%"], ids=ascii)
@pytest.mark.parametrize(("command", "option"), VALUED)
def test_no_option_brings_what_a_terminal_obeys(command: str, option: str, text):
    arguments = [*command.split()[1:], option, text, *OTHERS.get(command, [])]
    if command == "nmt batch" and option != "--output":
        arguments += ["-o", "out"]
    if command == "nmt directory" and option == "--contacts":  # the other sheets have 046-12 12 99
        arguments += ["--region", "Nord"]
    said = shown(*arguments)
    check(said)
    if command != "nmt contacts export":  # whose name becomes part of the file that is written
        assert "1212" not in said


@pytest.mark.parametrize("text", [hostile.ESCAPES, NUMBER, f"{hostile.ESCAPES}.csv", f"./{NUMBER}.toml"], ids=ascii)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_argument_does_either(command: str, text):
    said = shown(*command.split()[1:], "--", text)
    check(said)
    assert "1212" not in said


@pytest.mark.parametrize("form", ["text", "json", "csv", "tsv", "vcard"])
@pytest.mark.parametrize(
    "place", [f"{hostile.ESCAPES} Kirunna", f"{hostile.ESCAPES} Xyzzyq", f"{hostile.ESCAPES} Småland"]
)
def test_no_form_of_an_answer_does_and_json_keeps_the_value(place, form):
    said = shown("lookup", "-p", place, "--format", form, "--why")
    check(said)
    if form == "json":
        assert json.loads(said[: said.index("\n}") + 2])["query"] == place


def test_no_variable_of_the_environment_does(monkeypatch, tmp_path):
    hostile_path = str(tmp_path / hostile.ESCAPES.replace("/", ""))
    for name in ("NMT_CONTACTS", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "NMT_LANG", "COLUMNS"):
        monkeypatch.setenv(name, hostile_path)
        for call in (["lookup", "Kirunna"], ["contacts", "path"], ["contacts", "check"], ["contacts", "confirm", "Nord"],
                     ["contacts", "history"], ["contacts", "rollback", "--yes"], ["about"]):  # fmt: skip
            check(shown(*call))
        monkeypatch.delenv(name)


def test_json_and_tables_keep_somebodys_key_and_messages_mask_it():
    assert f'"query": "{NUMBER}"' in shown("lookup", NUMBER, "--json")
    assert f"\n{NUMBER}\t" in shown("lookup", NUMBER, "--format", "tsv")
    for arguments in ([], ["--get", "phone"], ["--why"], ["--lang", "sv"]):
        assert "1212" not in shown("lookup", NUMBER, *arguments)


def test_no_cell_of_a_look_up_is_a_formula():
    for form in ("csv", "tsv"):
        for start in "=+-@":
            row = shown("lookup", "-p", f'{start}cmd|"/c calc"!A1', "--format", form).splitlines()[1]
            assert row.lstrip('"').startswith(f"'{start}"), row


some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@some
@given(st.lists(FOREIGN, min_size=2, max_size=4), st.sampled_from([".csv", ".tsv", ".txt"]))
def test_no_header_of_a_table_does(names, suffix):
    path = Path(f"x{suffix}")
    path.write_text(f"{','.join(names)}\n1,2\n{NUMBER}\n", encoding="utf-8", errors="replace", newline="")
    check(shown("batch", str(path), "-o", os.devnull, "--summary"))
    check(shown("batch", str(path), "-o", os.devnull, "--column", names[0], "--input-format", "csv"))
    check(shown("contacts", "check", str(path)))


@some
@given(st.lists(st.dictionaries(FOREIGN, FOREIGN, min_size=1, max_size=3), min_size=1, max_size=4))
def test_no_key_of_an_object_does(objects):
    path = Path("x.jsonl")
    path.write_text("".join(json.dumps(thing) + "\n" for thing in objects), encoding="utf-8")
    for target in ("jsonl", "csv"):
        check(shown("batch", str(path), "-o", os.devnull, "--format", target))
        check(shown("batch", str(path), "-o", os.devnull, "--format", target, "--column", "1"))


@some
@given(FOREIGN)
def test_no_list_of_contacts_does(text):
    for name, content in (
        ("x.toml", f"name = {json.dumps(text)}\n{json.dumps(text)} = 1\n"),
        ("y.toml", text),
        ("x.json", json.dumps({"name": text, text: 1})),
        ("x.csv", f"region;{text}\n{text};1\n"),
    ):
        Path(name).write_text(content, encoding="utf-8", errors="replace", newline="")
        check(shown("contacts", "check", name))
        check(shown("lookup", "Kiruna", "--contacts", name))
