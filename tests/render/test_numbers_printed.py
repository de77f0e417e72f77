"""No outcome of any command prints a telephone number that is in no list and not in the user's own text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nmtcli import Directory
from nmtcli.contacts.book import e164
from nmtcli.gazetteer.dataset import load_dataset
from nmtcli.main import main
from nmtcli.render.terminal import Fact, Screen, show
from nmtcli.render.text import answer_facts
from nmtcli.render.unanswered import question_facts, refusal_facts

DIRECTORY = Directory.load()
BOOK = DIRECTORY.book
DATA = load_dataset()

# What may be a telephone number: a + or a 0 before the digits of a number, or a short number as it is written.
# Dates, codes, postal codes and scores are none.
_LONG = re.compile(r"(?<![\w.:/-])(?:\+46[ -]?|0)[1-9][0-9]{0,2}[- ]?[0-9]{2,3}(?: ?[0-9]{2,3}){1,3}(?![\w-])")
_SHORT = re.compile(r"(?<![\w.+-])1(?:12|1[0-9][ -]?[0-9]{2,3})(?![\w.-])")


_CODES = re.compile(r"(?:[0-9]{2}|[0-9]{4})(?: (?:[0-9]{2}|[0-9]{4}))*")  # of candidates, in a cell


def digits(number: str) -> str:
    """A number as it is dialled from abroad, so that "090-16 10 00" and "+4690161000" are one."""
    return e164(number.replace(" ", ""))


def known_numbers() -> set[str]:
    lines = [BOOK.hotline, *BOOK.urgent, *BOOK.other_lines]
    phones = [line.phone for line in lines] + [line.phone_abroad for line in lines]
    phones += [contact.phone for contact in BOOK.contacts]
    for row in DATA.tables.get("socialjour", ()):
        phones += row["phone"].split("; ")
    return {digits(phone) for phone in phones if phone}


KNOWN = known_numbers()


def numbers_in(text: str) -> Iterator[str]:
    plain = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", text)
    for pattern in (_LONG, _SHORT):
        yield from (found[0] for found in pattern.finditer(plain) if not _CODES.fullmatch(found[0]))


def test_the_patterns_find_the_numbers_of_every_list_and_no_date_or_code():
    for contact in BOOK.contacts:
        assert [digits(found) for found in numbers_in(f"Ring: {contact.phone} (x)")] == [digits(contact.phone)]
        assert [digits(found) for found in numbers_in(f'"{e164(contact.phone)}"')] == [digits(contact.phone)]
    assert list(numbers_in("112 · 114 14 · 116 016")) == ["112", "114 14", "116 016"]
    assert list(numbers_in("2018-06-20 2584 981 31 0.951 0180 2017-07 01 06 07 08")) == []


def stranger(said: str, asked: str) -> list[str]:
    """The numbers in what was said that nobody knows and nobody typed."""
    typed = re.sub(r"\D", "", asked)
    return [n for n in numbers_in(said) if digits(n) not in KNOWN and re.sub(r"\D", "", n) not in typed]


WORDS = st.sampled_from(
    ["Kiruna", "Stockholm", "Öst", "Falun", "Habo", "Småland", "Karkrona", "Oslo", "981 31", "0980", "08", "Visby",
     "riktnummer 0980", "0980-12 34 56", "+46 980 123 45", "112", "070-123 45 67", "19121212-1212", "Umeå", "Malmö, Lund"]
) | st.sampled_from([place.name for place in DIRECTORY.gazetteer.every("municipality")]) | st.text(max_size=12)  # fmt: skip
FORMS = st.sampled_from(
    [(), ("--json",), ("--format", "csv"), ("--format", "tsv"), ("--format", "vcard"), ("--get", "phone"), ("--get", "phones"),
     ("--serves", "adults"), ("--serves", "children", "--get", "phone"), ("--max-age", "12"), ("--candidates",), ("--why",),
     ("--color", "always")]
)  # fmt: skip


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, FORMS, st.sampled_from(["sv", "en"]))
@example("0980-12 34 56", (), "sv")
@example("Umeå", ("--json",), "en")
def test_a_look_up_prints_no_number_of_its_own(capsys, monkeypatch, text, form, language):
    monkeypatch.setattr(Directory, "load", lambda *_, **__: DIRECTORY)
    main(["lookup", "-p", text, "--lang", language, *form])
    said = capsys.readouterr()
    assert stranger(said.out + said.err, text) == []


COMMANDS = [
    ("regions",), ("regions", "--json"), ("regions", "Stockholm"), ("regions", "Öst", "--json"), ("hotline",),
    ("hotline", "--all"), ("hotline", "--all", "--json"), ("hotline", "--all", "--format", "csv"), ("about",),
    ("about", "--all"), ("doctor",), ("doctor", "--json"),
    ("contacts", "show"), ("contacts", "show", "--json"), ("contacts", "check", "--stale"), ("contacts", "check"),
    ("contacts", "export", "--format", "json"), ("contacts", "export", "--format", "vcard"), ("contacts", "path"),
    ("lookup",), ("nothing",), ("batch", "missing.csv"), ("contacts", "confirm", "Mitt"),
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_other_command_prints_a_number_of_its_own(capsys, monkeypatch, tmp_path, command, language):
    monkeypatch.setenv("NMT_LANG", language)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    main(list(command))
    said = capsys.readouterr()
    assert stranger(said.out + said.err, "") == []


def test_batch_prints_no_number_of_its_own(capsys, tmp_path):
    names = [place.name for kind in ("municipality", "county") for place in DIRECTORY.gazetteer.every(kind)]
    (tmp_path / "p.txt").write_text("\n".join([*names, "Småland", "qqq", "Öst"]), encoding="utf-8")
    for form in (("--format", "csv"), ("--format", "jsonl"), ("--serves", "adults"), ("--max-age", "24")):
        main(["batch", str(tmp_path / "p.txt"), "-o", str(tmp_path / "out"), "--force", *form])
        said = capsys.readouterr()
        written = (tmp_path / "out").read_text(encoding="utf-8")
        assert stranger(written.replace("\t", " | ") + said.err, "") == []


CHANGED = {"013-20 60 00": "010-555 01 01", "08-508 437 26": "010-555 01 02", "031-365 00 00": "010-555 01 03"}
BROKEN = [
    'name = "X"', "kul", '[[contact]]\nphone = 13', '[[contact]]\nphone = "1,3E+08"', '[[contact]]\nphone = "132060000"',
    '[[contact]]\nphone = "x"', '[[contact]]\nphone = "0939-12 34 56"', '[[socialjour]]\nphone = "x"',
]  # fmt: skip


def spoken_by(*lists: str) -> set[str]:
    """What may be said beside an own list: what is known, save the numbers that it has replaced."""
    replaced = {digits(number) for number in CHANGED}
    return (KNOWN - replaced) | {digits(found) for text in lists for found in numbers_in(text)}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("broken", BROKEN, ids=ascii)
def test_a_number_that_an_own_list_has_replaced_is_said_nowhere(capsys, monkeypatch, tmp_path, language, broken):
    monkeypatch.setenv("NMT_LANG", language)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.chdir(tmp_path)
    main(["contacts", "export", "--name", "X", "-o", "own.toml"])
    own = Path("own.toml").read_text(encoding="utf-8")
    for old, new in CHANGED.items():
        assert old in own
        own = own.replace(old, new)
    Path("own.toml").write_text(own, encoding="utf-8")
    Path("broken.toml").write_text(f"{broken}\n", encoding="utf-8")
    main(["contacts", "import", "own.toml", "--machine", "--yes"])
    capsys.readouterr()
    allowed = spoken_by(own, broken)
    for command in (
        ("lookup", "Linköping"), ("lookup", "Öst", "--json"), ("lookup", "Stockholm", "--format", "csv"), ("regions",),
        ("lookup", "Göteborg", "--contacts", "broken.toml"), ("lookup", "Göteborg", "--format", "vcard"),
        ("contacts", "check"), ("contacts", "check", "broken.toml"), ("contacts", "import", "broken.toml", "--yes"),
        ("contacts", "show"), ("contacts", "export"), ("contacts", "export", "--format", "csv"), ("contacts", "path"),
        ("contacts", "history", "--machine"), ("contacts", "check", "--stale"), ("contacts", "confirm", "Öst"),
        ("lookup", "Linköping", "--get", "phones"), ("contacts", "confirm", "Öst", "--undo"),
    ):  # fmt: skip
        main(list(command))
        said = capsys.readouterr()
        found = [n for n in numbers_in(said.out + said.err) if digits(n) not in allowed]
        assert not found, (command, found)


WIDTHS = [20, 21, 23, 26, 30, 37, 40, 47, 59, 60, 66, 80, 100]
SHOWN = ["Region Nord", "Region Mitt", "Bergslagen", "Region Stockholm", "Region Öst", "Region Syd", "Region Väst", "Umeå",
         "Kiruna", "Karlstad", "Falun", "Uppsala", "Oslo", "Småland"]  # fmt: skip


def in_order(text: str) -> list[str]:
    return sorted(found for found in numbers_in(text))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_number_of_an_answer_is_broken_over_two_lines(width, language):
    for text in SHOWN:
        answer = DIRECTORY.route(text)
        status = answer.resolution.status
        if status == "resolved":
            facts = answer_facts(answer, DIRECTORY, language, "2026-11-28")
        else:
            facts = (question_facts if status == "ambiguous" else refusal_facts)(answer, DIRECTORY, language)
        drawn = show(facts, Screen(width, False))
        assert in_order(drawn) == in_order(show(facts, Screen(None, False))), drawn
        assert max(map(len, drawn.split("\n"))) <= width, drawn


@pytest.mark.parametrize("width", range(20, 101))
def test_no_number_of_any_list_is_broken_at_any_width(width):
    lines = [BOOK.hotline, *BOOK.urgent, *BOOK.other_lines]
    numbers = {n for line in lines for n in (line.phone, line.phone_abroad) if n} | {c.phone for c in BOOK.contacts}
    for number in sorted(numbers):
        for before in ("", "x", "xx xxx", "(", "Tel:", "x" * 30, "word " * (width // 5)):
            facts = [
                Fact("Ring", f"{before}{number}", "call", "tel:1", " (växel)"),
                Fact("", f"{before} {number}, {number}."),
            ]
            drawn = show(facts, Screen(width, True))
            plain = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", drawn)
            assert plain.count(number) == 3, plain
            assert max(map(len, plain.split("\n"))) <= width, plain


@pytest.mark.parametrize(
    "command", [("hotline", "--all"), ("regions",), ("regions", "Stockholm"), ("contacts", "show")], ids=" ".join
)
@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_number_of_another_command_is_broken(capsys, monkeypatch, tmp_path, command, width):
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.setenv(name, str(tmp_path))
    main(list(command))
    known = in_order(capsys.readouterr().out)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    main(list(command))
    assert in_order(capsys.readouterr().out) == known


def test_nothing_in_a_fact_is_read_as_markup_or_emoji_or_highlighted():
    text = "[bold]x[/bold] :smile: 112 'a' http://e.se \\ [link=x]y[/link]"
    assert show([Fact("", text, "edge")], Screen(100, True)) == f"{text}\n"
    assert show([Fact("", text, "edge")], Screen(None, True)) == f"{text}\n"
    assert show([Fact("A", "[red]", "warn")], Screen(100, True)) == "A            \x1b[31m[red]\x1b[0m\n"


def test_the_old_windows_console_gets_no_escape(monkeypatch):
    monkeypatch.setattr("nmtcli.render.screen.detect_legacy_windows", lambda: True)
    facts = [Fact("Ring", "020-39 00 00", "call", "tel:1"), Fact("", "! x", "warn")]
    assert "\x1b" not in show(facts, Screen(80, True))
