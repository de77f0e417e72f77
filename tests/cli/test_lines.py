"""Less typing: `nmt Kiruna`; places from standard input; what is said to who waits before an empty terminal."""

from __future__ import annotations

import json
import os
import pty
import sys
import threading
import time

import pytest

from nmtcli.cli.nmt import COMMANDS
from nmtcli.main import main
from nmtcli.normalise import MAX_LENGTH

WORDS = [
    ["Kiruna"],
    ["Kirunna", "--json"],
    ["Småland", "--get", "phone"],
    ["Xyzzyq"],
    ["upplands", "väsby", "--get", "region"],
    ["Kiruna,", "Malmö", "--format", "csv"],
    ["981", "31", "--lang", "en"],
    [""],
    ["Lund", "-", "Malmö"],
    ["Berg", "-p", "Kiruna", "--get", "region"],
    ["Kiruna", "--nonsense"],
    ["batchar"],
    ["\x1b[31mNowhere"],
]


@pytest.mark.parametrize("words", WORDS, ids=str)
def test_a_first_word_that_is_no_command_is_a_place(nmt, words):
    assert nmt(*words) == nmt("lookup", *words)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("regoins", "regions"), ("hotlin", "hotline"), ("Regions", "regions"), ("ABOUT", "about"), ("aboutt", "about"),
     ("plaes", "places"), ("regionsk", "regions"), ("lokup", "lookup")],
)  # fmt: skip
def test_a_misspelled_command_is_no_place(nmt, word, meant):
    for more in ([], ["--json"], ["Öst"]):
        code, out, err = nmt(word, *more)
        assert (code, out) == (2, "")
        assert err.startswith("Användning: nmt ") and f'kommando "{word}". Menas "{meant}"?' in err


def test_a_place_that_is_called_nearly_like_a_command_is_a_place(nmt, monkeypatch):
    monkeypatch.setitem(COMMANDS, "kirunaa", COMMANDS["about"])
    assert nmt("Kiruna") == nmt("lookup", "Kiruna")
    code, _, err = nmt("Kirunaas")
    assert code == 2 and '"kirunaa"' in err


@pytest.fixture
def piped(nmt, tmp_path, monkeypatch):
    """Runs nmt with these bytes on standard input."""

    def run(data: bytes, *arguments: str) -> tuple[int, str, str]:
        (tmp_path / "in").write_bytes(data)
        with monkeypatch.context() as patched, (tmp_path / "in").open(encoding="utf-8") as stdin:
            patched.setattr(sys, "stdin", stdin)
            return nmt(*arguments)

    return run


# standard input, the options, the same as places
LINES = [
    (b"Kiruna\n", []),
    ("Kirunna\nBerg, Jämtland\nSmåland\n".encode(), []),
    ("Kirunna\nBerg, Jämtland\nSmåland\nXyzzyq".encode(), ["--get", "phone"]),
    ("\n  \nKiruna\r\n\r\nMalmö\n\n".encode(), ["--json"]),
    ("\ufeffMalmö\n".encode(), ["--get", "region"]),
    ("Malmö\nVäxjö\n".encode("cp1252"), ["--format", "csv"]),
    ("Malmö\nVäxjö\n".encode("utf-16"), ["--format", "tsv"]),
    ("Malmö\r\n".encode(), ["--exact", "--format", "vcard"]),
    (b"-\n--json\n", []),
    ("å".encode() * MAX_LENGTH + b"\nKiruna\n", []),
    (b"", []),
    (b"\n\n", ["--get", "phone"]),
]


@pytest.mark.parametrize(("data", "options"), LINES, ids=lambda v: str(v)[:20])
def test_each_line_is_a_text_as_a_whole(piped, nmt, data, options):
    encoding = "utf-16" if data[:2] == b"\xff\xfe" else "cp1252" if b"V\xe4" in data else "utf-8-sig"
    texts = [line.strip() for line in data.decode(encoding).split("\n") if line.strip()]
    found = piped(data, "lookup", "-", *options)
    assert piped(data, "-", *options) == found
    code, out, err = nmt("lookup", *(f"--place={text}" for text in texts or [""]), *options)
    if "--json" in options and len(texts) == 1:
        out = json.dumps([json.loads(out)], ensure_ascii=False, indent=2) + "\n"
    if "--get" in options and not texts:
        out = "\n"  # a line for each answer
    assert found == (code, out, err)


@pytest.mark.parametrize("places", [["Kiruna"], ["Kiruna", "Malmö"], ["Småland"], []])
def test_json_is_a_list_always(piped, places):
    code, out, _ = piped("\n".join(places).encode(), "lookup", "-", "--json")
    assert [found["query"] for found in json.loads(out)] == (places or [""])
    assert code == {"Småland": 3, "": 4}.get((places or [""])[0], 0)


REFUSED = [
    (b"Kiruna\n" * 10_001, ["-"], "Mer än 10000 rader. Använd nmt batch"),
    (b"\n" * 10_001, ["-"], "Mer än 10000 rader."),
    (b"Kiruna\n" + b"x" * (MAX_LENGTH + 1), ["-"], "Rad 2 är längre än 1000 tecken"),
    (b"x" * 20_000_000, ["-"], "Rad 1 är längre än 1000 tecken"),
    (b"PK\x03\x04abc", ["-"], "arbetsbok"),
    (b"\0" * 5000, ["-"], "nmt: "),
    (b"Kiruna\n", ["-", "Malmö"], "nmt lookup -"),
    (b"Kiruna\n", ["Malmö", "-"], "nmt lookup -"),
    (b"Kiruna\n", ["-", "-p", "Malmö"], "nmt lookup -"),
    (b"Kiruna\n", ["-", "-"], "nmt lookup -"),
]


@pytest.mark.parametrize(("data", "words", "said"), REFUSED, ids=lambda v: str(v)[:20])
def test_what_is_too_much_or_two_ways_at_once_is_refused(piped, data, words, said):
    code, out, err = piped(data, "lookup", *words)
    assert (code, out) == (2, "") and said in err


def test_as_many_lines_as_may_be_are_answered(piped):
    code, out, _ = piped(b"Kiruna\n" * 10_000, "lookup", "-", "--get", "region")
    assert (code, out) == (0, "Nord\n" * 10_000)


@pytest.mark.parametrize(
    ("arguments", "sv", "en", "code"),
    [
        (["lookup", "-"], "En plats per rad; avsluta med Ctrl-D.\n", "One place a line; end with Ctrl-D.\n", 3),
        (
            ["batch"],
            "Väntar på rader från tangentbordet; avsluta med Ctrl-D.",
            "Waiting for rows from the keyboard;",
            3,
        ),
    ],
    ids=str,
)
def test_on_a_terminal_it_says_what_it_waits_for(nmt, monkeypatch, arguments, sv, en, code):
    for language, said in (("sv", sv), ("en", en)):
        outer, inner = pty.openpty()

        def type_(outer: int = outer) -> None:
            os.write(outer, "Kiruna\nSmåland\n".encode())
            time.sleep(0.2)
            os.write(outer, b"\x04")

        typist = threading.Thread(target=type_)
        with monkeypatch.context() as patched, os.fdopen(inner, encoding="utf-8") as stdin:
            patched.setattr(sys, "stdin", stdin)
            typist.start()
            found, out, err = nmt(*arguments, "--lang", language)
        typist.join()
        os.close(outer)
        assert found == code and err.startswith(said) and said not in out
        assert "Kiruna" in out


def test_in_a_pipe_batch_and_lookup_say_nothing_of_waiting(piped):
    for arguments in (["lookup", "-"], ["batch"], ["batch", "-"]):
        assert piped(b"Kiruna\n", *arguments)[2].count("Ctrl") == 0


def test_nothing_waits_where_standard_input_is_closed(nmt, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["lookup", "-"]) == 1
