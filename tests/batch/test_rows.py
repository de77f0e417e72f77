"""Rows in, the same rows out with where they route: formats, damage, order, streams, exit codes."""

from __future__ import annotations

import bz2
import contextlib
import csv
import gzip
import io
import json
import lzma
import os
import pty
import random
import signal
import subprocess
import sys
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nmtcli import Directory, number_of
from nmtcli.batch import Problem, Report, Source, Wanted, format_of, route_rows
from nmtcli.batch.routing import FORMULA, NAMES, Asked, Router
from nmtcli.model import Number
from nmtcli.render.jsontext import answer_object

ENVIRONMENT = {"PYTHONSAFEPATH": "1", "PATH": os.environ["PATH"], "HOME": "/dev/null/none", "LC_ALL": "C.UTF-8"}
if "PYTHONPATH" in os.environ:
    ENVIRONMENT["PYTHONPATH"] = os.environ["PYTHONPATH"]
COMMAND = [sys.executable, "-m", "nmtcli", "batch"]
OURS = [
    "nmt_status",
    "nmt_kind",
    "nmt_code",
    "nmt_name",
    "nmt_county",
    "nmt_region",
    "nmt_how",
    "nmt_score",
    "nmt_phone",
    "nmt_candidates",
    "nmt_phone_kind",
    "nmt_serves",
    "nmt_as_of",
    "nmt_stale",
]
KEYS = ["query", "status", "kind", "code", "name", "county", "region", "how", "score", "phone", "candidates",
        "phone_kind", "serves", "as_of", "stale"]  # fmt: skip
DIRECTORY = Directory.load()


class Gathered(list[bytes]):
    write = list.append
    whole = staticmethod(contextlib.nullcontext)


def batch(data: bytes, source: str = "lines", target: str | None = None, *, read_size: int = 0, encoding: str | None = None,
          exact: bool = False, **wanted: Any) -> tuple[bytes, Report]:  # fmt: skip
    """What a run in this process writes, and its report."""
    stream = io.BytesIO(data)
    report, out = Report(), Gathered()
    source_of_rows = Source(lambda size: stream.read(read_size or size), encoding)
    route_rows(source_of_rows, Wanted(source, target, **wanted), out, DIRECTORY, report, asked=Asked(exact))
    return b"".join(out), report


def nmt(*arguments: str, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a pipe."""
    return subprocess.run(
        [*COMMAND, *arguments], input=data, capture_output=True, env={**ENVIRONMENT, **environment}, check=False
    )


def ours(out: bytes, delimiter: str = "\t") -> list[list[str]]:
    """Our columns of each row of TSV."""
    return [line.split(delimiter)[-len(NAMES) :] for line in out.decode().split("\n")[:-1]]


# --- What comes out ---------------------------------------------------------------------------------------------------


def test_lines_to_json_have_exactly_these_keys_whatever_the_outcome():
    out, report = batch("Kirunna\nSmåland\nOslo\n\nBerg\n".encode(), target="jsonl")
    found = [json.loads(line) for line in out.decode().splitlines()]
    assert [list(row) for row in found] == [KEYS] * 5
    assert found[0] == {
        "query": "Kirunna", "status": "resolved", "kind": "municipality", "code": "2584", "name": "Kiruna", "county": "25",
        "region": "nord", "how": "fuzzy", "score": found[0]["score"], "phone": "090-16 10 00", "candidates": [],
        "phone_kind": "switchboard", "serves": "all", "as_of": "2018-06-20", "stale": True,
    }  # fmt: skip
    assert 0.8 < found[0]["score"] < 1
    assert [row["status"] for row in found] == ["resolved", "ambiguous", "not_found", "not_found", "resolved"]
    assert {"code": "08", "region": "syd"} in found[1]["candidates"]
    assert found[1]["code"] is found[1]["region"] is found[2]["how"] is found[2]["score"] is None
    assert {row["phone"] for row in found[1:4]} == {"020-39 00 00"}
    assert report.outcomes["resolved", "nord"] == 2
    assert (report.count("resolved"), report.count("ambiguous"), report.count("not_found")) == (2, 1, 2)


def test_columns_agree_with_a_look_up_in_every_format():
    texts = ["Kirunna", "Småland", "Oslo", "981 31", "Gotland", "Skåne", "Region Öst", "  hAbo ", "GÃ¶teborg"]
    data = "\n".join(texts).encode()
    rows = [dict(zip(OURS, row)) for row in ours(batch(data)[0])]
    from_csv = list(csv.reader(io.StringIO(batch(data, target="csv")[0].decode())))
    objects = [json.loads(line) for line in batch(data, target="jsonl")[0].splitlines()]
    for text, row, cells, found in zip(texts, rows, from_csv, objects):
        answer = DIRECTORY.route(text)
        place = answer.resolution.place
        assert row["nmt_status"] == answer.resolution.status
        assert row["nmt_code"] == (place.code if place else "")
        assert row["nmt_region"] == (answer.region.id if answer.region else "")
        assert row["nmt_phone"] == number_of(answer).phone
        assert cells == [text, *row.values()]
        assert [found[name.removeprefix("nmt_")] or "" for name in OURS[:7]] == list(row.values())[:7]
        assert found["query"] == text
        assert [c["code"] for c in found["candidates"]] == [c.place.code or None for c in answer.resolution.candidates]


HEAD = ",".join(OURS)
NORD, SYD = "resolved,municipality,2584,Kiruna,25,nord", "resolved,municipality,1280,Malmö,12,syd"
NOT_FOUND = "not_found,,"
# input format, bytes in, what was asked for, how each row out begins, problems by row
TABLES = [
    ("csv", "id,ort\n1,Kiruna\n", {}, [f"id,ort,{HEAD}", f"1,Kiruna,{NORD}"], {}),
    ("csv", "id,Ort\n1,Kiruna", {"column": "ort"}, [f"id,Ort,{HEAD}", f"1,Kiruna,{NORD}"], {}),
    ("csv", "a,b\nMalmö,Kiruna\n", {"column": "2"}, [f"a,b,{HEAD}", f"Malmö,Kiruna,{NORD}"], {}),
    ("csv", "1,2\nMalmö,Kiruna\n", {"column": "1"}, [f"1,2,{HEAD}", f"Malmö,Kiruna,{SYD}"], {}),
    ("csv", "Malmö,Kiruna\n", {"column": "2", "header": False}, [f"Malmö,Kiruna,{NORD}"], {}),
    ("csv", "ort\n\n\nKiruna\n", {}, ["ort,", ",not_found,", ",not_found,", f"Kiruna,{NORD}"], {}),
    ("csv", "id;ort\r\n1;Kiruna\r\n", {}, [f"id;ort;{HEAD}\r".replace(",", ";"), f"1;Kiruna;{NORD}".replace(",", ";")], {}),
    ("csv", "sep=;\r\nid;ort\r\n1;Malmö\r\n", {}, ["sep=;\r", "id;ort;nmt_status", f"1;Malmö;{SYD}".replace(",", ";")], {}),
    ("csv", 'a,ort\n"x, ""y""\nz",Kiruna\n', {}, ["a,", '"x, ""y""', f'z",Kiruna,{NORD}'], {}),
    ("csv", 'a,ort\n"x\r\nz","Kiruna"\r\n', {}, ["a,", '"x\r', f'z","Kiruna",{NORD}'], {}),
    ("csv", 'a,ort\n1,"Kiruna\n2,Malmö\n3,"Kiruna"\n', {}, ["a,", f'1,"Kiruna,{NORD}', f"2,Malmö,{SYD}", f'3,"Kiruna",{NORD}'], {2: "quote"}),
    ("csv", 'a,ort\n1,"Kiruna\n2,Malmö\n', {}, ["a,", f'1,"Kiruna,{NORD}', f"2,Malmö,{SYD}"], {2: "quote"}),
    ("csv", 'a,ort\n5" rör,Kiruna\n', {}, ["a,", f'5" rör,Kiruna,{NORD}'], {}),
    ("csv", 'a,ort\n"x" y,Kiruna\n', {}, ["a,", f'"x" y,Kiruna,{NORD}'], {2: "quote"}),
    ("csv", "a,ort\nx\rz,Kiruna\n1,\0Malmö\n", {}, ["a,", f"x\rz,Kiruna,{NORD}", f"1,\0Malmö,{SYD}"], {}),
    ("csv", 'a,ort\n"x\rz\0","Kiruna"\n', {}, ["a,", f'"x\rz\0","Kiruna",{NORD}'], {}),
    ("csv", "a,ort,c\n1,Kiruna\n\n2,Malmö,x,y\n", {}, ["a,", f"1,Kiruna,,{NORD}", f",,,{NOT_FOUND}", f"2,Malmö,x,y,{SYD}"], {2: "short", 4: "long"}),
    ("csv", "a,ort,c\n1,Kiruna\n2,Malmö,x\n", {"on_error": "skip"}, ["a,", f"2,Malmö,x,{SYD}"], {2: "short"}),
    ("csv", "ort,text\nKiruna,=1+1\n@x,-y\n", {"safe": True, "column": "1"}, ["ort,", f"Kiruna,'=1+1,{NORD}", "'@x,'-y,"], {}),
    ("csv", 'ort,"=a"\nKiruna,"\tx"\n', {"safe": True}, [f"ort,'=a,{HEAD}", f"Kiruna,'\tx,{NORD}"], {}),
    ("csv", "a,ort\n1\t2,Kiruna\n", {"target": "tsv"}, ["a\tort\tnmt_status", f"1 2\tKiruna\t{NORD}".replace(",", "\t")], {}),
    ("tsv", 'id\tort\n"1\tKiruna\n', {}, ["id\tort\tnmt_status", f'"1\tKiruna\t{NORD}'.replace(",", "\t")], {}),
    ("tsv", "a\tort\n1,2\tKiruna\n", {"target": "csv"}, [f"a,ort,{HEAD}", f'"1,2",Kiruna,{NORD}'], {}),
    ("tsv", "id\tort\n", {}, ["id\tort\tnmt_status"], {}),
    ("lines", "Kiruna, Norrland\n", {"target": "csv"}, ['"Kiruna, Norrland",resolved,'], {}),
    ("lines", "Kiruna\r\nMalmö\r\n", {}, [f"Kiruna\t{NORD}".replace(",", "\t"), f"Malmö\t{SYD}".replace(",", "\t")], {}),
    ("lines", "\ufeffKiruna\n", {}, [f"Kiruna\t{NORD}".replace(",", "\t")], {}),
    ("lines", "=1+1\n", {"safe": True}, ["'=1+1\tnot_found"], {}),
    ("jsonl", '{"ort": "Kiruna", "x": [1]}\n', {}, ['{"ort": "Kiruna", "x": [1], "nmt_status": "resolved", '], {}),
    ("jsonl", '{"a":1,"b":"Kiruna" } \r\n{}\n', {"column": "2"}, ['{"a":1,"b":"Kiruna", "nmt_status"', '{"nmt_status": "not_found"'], {2: "key"}),
    ("jsonl", '"Kiruna"\nnull\n\n[1]\n{"a"\n', {}, ['{"nmt_row": "Kiruna", "nmt_status": "resolved"', '{"nmt_row": null, ', '{"nmt_row": null, ', '{"nmt_row": [1], ', '{"nmt_row": "{\\"a\\"", '], {4: "value", 5: "json"}),
    ("jsonl", '{"ort": 98131}\n{"ort": true}\n', {}, ['{"ort": 98131, "nmt_status": "resolved"', '{"ort": true, "nmt_status": "not_found"'], {2: "value"}),
    ("jsonl", '{"ort": "Kiruna", "n": 1}\n{"ort": "Malmö", "z": 2}\n', {"target": "csv"}, [f"ort,n,{HEAD}", f"Kiruna,1,{NORD}", f"Malmö,,{SYD}"], {2: "more_keys"}),
    ("csv", "a,b,a\n1,Kiruna,2\n", {"target": "jsonl", "column": "b"}, ['{"a": "1", "b": "Kiruna", "a_3": "2", "nmt_status": "resolved"'], {}),
    ("csv", "a%,ort\n1,Kiruna,2\n3,Malmö\n", {"target": "jsonl"}, ['{"a%": "1", "ort": "Kiruna", "nmt_extra": ["2"], "nmt_status"', '{"a%": "3", "ort": "Malmö", "nmt'], {2: "long"}),
    ("csv", "a%,ort\n3,Malmö\n", {"target": "jsonl"}, ['{"a%": "3", "ort": "Malmö", "nmt_status": "resolved"'], {}),
    ("csv", "1,Malmö\n", {"target": "jsonl", "header": False, "column": "2"}, ['{"column_1": "1", "column_2": "Malmö", "nmt_status"'], {}),
]  # fmt: skip


@pytest.mark.parametrize(("source", "data", "wanted", "begins", "problems"), TABLES)
def test_rows_come_out_first_and_unchanged_with_our_columns_behind(source, data, wanted, begins, problems):
    out, report = batch(data.encode(), source, **wanted)
    lines = out.decode().split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(begins)
    for line, begin in zip(lines, begins):
        assert line.startswith(begin)
    assert {row: problem.message for row, problem in report.problems} == problems


@pytest.mark.parametrize("source", ["csv", "tsv"])
def test_a_byte_order_mark_is_kept_for_the_program_that_needs_it(source):
    data = b"\xef\xbb\xbfort\nKiruna\n"
    assert batch(data, source)[0].startswith(b"\xef\xbb\xbfort")
    assert batch(data, source, "jsonl")[0].startswith(b'{"ort": "Kiruna"')


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Göteborg\n".encode() + "Malmö\n".encode("cp1252") + "Umeå – Ö\n".encode("cp1252") + "Borås\n".encode(), None),
        ("Göteborg\nMalmö\nUmeå – Ö\nBorås\n".encode("utf-16"), None),
        ("Göteborg\nMalmö\nUmeå – Ö\nBorås\n".encode("utf-16-le"), "utf-16-le"),
        ("Göteborg\nMalmö\nUmeå – Ö\nBorås\n".encode("cp1252"), "cp1252"),
        ("Göteborg\nMalmö\nUmeå – Ö\nBorås\n".encode("utf-8-sig"), None),
    ],
)
def test_rows_in_several_encodings_are_read_right_and_written_in_utf_8(data, encoding):
    out, _ = batch(data, encoding=encoding)
    assert [line.split("\t")[0] for line in out.decode().splitlines()] == ["Göteborg", "Malmö", "Umeå – Ö", "Borås"]
    assert [row[2] for row in ours(out)] == ["1480", "1280", "2480", "1490"]


def test_a_row_of_ten_megabytes_is_a_row():
    long = b"x" * 10_000_000
    out, _ = batch(b"Kiruna\n" + long + b"\nMalm\xc3\xb6\n")
    assert [row[0] for row in ours(out)] == ["resolved", "not_found", "resolved"]
    assert out.split(b"\n")[1].startswith(long)
    quoted = b'a,ort\n"' + b"xxxxxxxxxxxxxxxxxxx\n" * 500_000 + b'",Kiruna\n2,Malm\xc3\xb6\n'
    out, report = batch(quoted, "csv")
    assert out.startswith(b"a,ort,nmt_status")
    assert b'\n",Kiruna,resolved,' in out
    assert (report.rows, report.problems) == (2, [])


def test_a_quote_that_is_never_closed_takes_no_more_than_its_row(monkeypatch):
    monkeypatch.setattr("nmtcli.batch.source.MAX_ROW", 100_000)
    out, report = batch(b'a,ort\n1,"Kiruna\n' + b"1,Kiruna\n" * 100_000, "csv")
    assert report.rows == 100_001
    assert out.count(b"\n") == 100_002
    assert [(row, problem.message) for row, problem in report.problems] == [(2, "quote")]


@pytest.mark.parametrize("read_size", [0, 7])
@pytest.mark.parametrize("source", ["lines", "tsv", "csv", "jsonl"])
@pytest.mark.parametrize("letter", [b"x", "é".encode(), "\U0001f600".encode(), b"\xe9"])
def test_a_row_that_is_too_long_is_cut_and_reported(monkeypatch, source, letter, read_size):
    monkeypatch.setattr("nmtcli.batch.source.MAX_ROW", 1000)
    monkeypatch.setattr("nmtcli.batch.rows.MAX_ROW", 1000)
    monkeypatch.setattr("nmtcli.batch.rows.CUT", 996)
    head, good, bad = {
        "lines": (b"", b"Kiruna", b"Malm\xc3\xb6 "),
        "tsv": (b"ort\tb\n", b"Kiruna\t1", b"Malm\xc3\xb6\t1"),
        "csv": (b"ort,b\n", b"Kiruna,1", b"Malm\xc3\xb6,1"),
        "jsonl": (b"", b'{"ort": "Kiruna"}', b'{"ort": "'),
    }[source]
    data = head + b"\n".join([good, bad + letter * 30_000, good, letter * 30_000, good, b"", bad + letter * 30_000])
    out, report = batch(data, source, read_size=read_size)
    first = 2 if source in ("tsv", "csv") else 1
    cut = [(row, problem.message) for row, problem in report.problems if problem.message == "cut"]
    assert cut == [(first + 1, "cut"), (first + 3, "cut"), (first + 6, "cut")]
    assert report.rows == 7
    lines = out.split(b"\n")[first - 1 :]
    assert [lines[at].count(b"resolved") for at in (0, 2, 4)] == [1, 1, 1]
    for at in (1, 3, 6):
        assert 990 < len(lines[at]) < 2 * 1000 + 400
        lines[at].decode()


def test_a_row_without_an_end_takes_bounded_memory():
    data = b"Kiruna\n" + b"x" * 40_000_000
    run = subprocess.run([sys.executable, "-c", PEAK], input=data, capture_output=True, env=ENVIRONMENT, check=True)
    assert run.stdout.count(b"\n") == 2
    assert len(run.stdout) < 17_000_000
    assert b"Row 2: the row is longer than 16 MB" in run.stderr
    if sys.platform == "linux":
        assert int(run.stderr.split()[-1]) < 200_000  # kilobytes


def workbook() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (workbook(), "CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "CSV UTF-8"),
        (gzip.compress("Göteborg\n".encode() * 50), "zcat"),
        (bz2.compress(b"Kiruna\n"), "compressed"),
        (lzma.compress(b"Kiruna\n"), "compressed"),
        (b"%PDF-1.7\n%\xe2\xe3", "--force-text"),
        (random.Random(1).randbytes(20_000), "--force-text"),
        (bytes(20_000), "--force-text"),
        ("Göteborg\nMalmö\n".encode("utf-16-le") * 20, "--encoding utf-16-le"),
        ("Göteborg\nMalmö\n".encode("utf-16-be") * 20, "--encoding utf-16-be"),
    ],
    ids=["xlsx", "xls", "gzip", "bzip2", "xz", "pdf", "random", "zeros", "utf-16-le", "utf-16-be"],
)
def test_what_is_no_text_is_refused_with_a_sentence(data, said, tmp_path):
    for suffix, more in (("txt", []), ("csv", ["--column", "1"]), ("txt", ["-o", str(tmp_path / "out")])):
        file = tmp_path / f"x.{suffix}"
        file.write_bytes(data)
        run = nmt(str(file), *more)
        assert (run.returncode, run.stdout) == (2, b"")
        assert said in run.stderr.decode()
        assert run.stderr.count(b"\n") == 1
    assert not (tmp_path / "out").exists()
    run = nmt("--force-text", data=data)
    assert run.returncode in (0, 3, 4)
    assert run.stdout.count(b"\n") >= data.count(b"\n")


@pytest.mark.parametrize(
    "data", [b"Kiruna\0\n", b"\x1b[31mKiruna\x1b[0m\n" * 9, b"Ki\x08iruna\x0c\n" * 9, b"Kiruna\x07\n", b"PK\n", b"\x1a",
             "Göteborg\n".encode("cp1252") * 9, "Ђћ\n".encode("cp1251") * 99, "Göteborg\n".encode("utf-16")],
)  # fmt: skip
def test_text_is_never_refused(data):
    assert nmt(data=data).returncode in (0, 3, 4)


@pytest.mark.parametrize(
    ("data", "source", "target"),
    [
        ("ort,nmt_status\nKiruna,x\n", "csv", None),
        ("ort,nmt_phone\nKiruna,x\n", "csv", "jsonl"),
        ("ort\tnmt_row\nKiruna\tx\n", "tsv", None),
        ('{"ort": "Kiruna", "nmt_status": "x"}\n', "jsonl", None),
        ('{"ort": "Kiruna", "nmt_extra": "x"}\n', "jsonl", "csv"),
    ],
)
def test_an_input_that_has_our_columns_already_is_refused(data, source, target):
    with pytest.raises(Problem) as problem:
        batch(data.encode(), source, target, column="ort")
    assert problem.value.message == "ours"


def test_a_later_row_with_our_keys_keeps_them_and_has_none_twice():
    data = b'{"ort": "Kiruna"}\n{"ort": "Malm\xc3\xb6", "nmt_status": "x", "nmt\\u005fcode": 1}\n'
    out, report = batch(data, "jsonl")
    assert [(row, problem.message) for row, problem in report.problems] == [(2, "ours_in_row")]
    pairs = json.loads(out.splitlines()[1], object_pairs_hook=list)
    assert len(dict(pairs)) == len(pairs)
    assert pairs[0] == ("nmt_row", [("ort", "Malmö"), ("nmt_status", "x"), ("nmt_code", 1)])
    assert dict(pairs)["nmt_code"] == "1280"
    assert batch(data, "jsonl", on_error="skip")[1].rows == 2
    assert batch(data, "jsonl", "csv")[1].problems[0][1].message == "more_keys"


@pytest.mark.parametrize(
    ("data", "source", "column", "message"),
    [
        ("a,b\n1,2\n", "csv", None, "which_column"),
        ("a,b\n1,2\n", "csv", "c", "no_column"),
        ("a,b\n1,2\n", "csv", "3", "no_column"),
        ("a\tb\n1\t2\n", "tsv", "0", "no_column"),
        ('{"a": 1, "b": 2}\n', "jsonl", None, "which_column"),
    ],
)
def test_a_column_that_cannot_be_found_is_said_before_anything_is_written(data, source, column, message):
    with pytest.raises(Problem) as problem:
        batch(data.encode(), source, column=column)
    assert problem.value.message == message


def test_nothing_in_is_nothing_out():
    for source in ("lines", "csv", "tsv", "jsonl"):
        for target in ("csv", "tsv", "jsonl"):
            out, report = batch(b"", source, target)
            assert report.rows == 0
            assert b"not_found" not in out


@pytest.mark.parametrize(
    ("name", "format_"),
    [("a.csv", "csv"), ("A.CSV", "csv"), ("x/y.tsv", "tsv"), ("y.tab", "tsv"), ("b.jsonl", "jsonl"), ("b.ndjson", "jsonl"),
     ("c.txt", "lines"), ("csv", "lines"), (None, "lines"), ("-", "lines")],
)  # fmt: skip
def test_the_format_is_guessed_from_the_name(name, format_):
    assert format_of(name) == format_


# --- Promises ---------------------------------------------------------------------------------------------------------

some = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
UNREAD = "" if sys.version_info >= (3, 11) else "\0"  # by the csv module, with which the tests read what is written
cell = st.text(st.characters(codec="utf-8", exclude_characters=UNREAD), max_size=12) | st.sampled_from(
    ["Kiruna", "Malmö", "Habo", '"', "=1+1", "a\nb"]
)
places = st.sampled_from(["Kiruna", "Kirunna", "malmö", "Småland", "Oslo", "", "Habo", "98131"])


@some
@given(
    st.binary(max_size=200),
    st.sampled_from(["lines", "csv", "tsv", "jsonl"]),
    st.sampled_from(["csv", "tsv", "jsonl"]),
    st.booleans(),
)
def test_any_bytes_in_any_format_give_a_row_for_each_row(data, source, target, safe):
    # A known header first, so that the column is there.
    data = {"lines": b"", "jsonl": b'{"ort": "x"}\n'}.get(source, b"ort\n") + data
    out, report = batch(data, source, target, safe=safe)
    lines = len(data.split(b"\n")) - data.endswith(b"\n") if data else 0
    header = source in ("csv", "tsv")
    assert report.outcomes.total() == report.rows
    if source != "csv":
        assert report.rows == lines - header
    if target != "csv" and not (source == "csv" and target == "csv"):
        assert out.count(b"\n") == report.rows + (target != "jsonl" and source != "lines")


@some
@given(st.binary(max_size=300), st.integers(1, 9), st.sampled_from(["lines", "csv", "tsv", "jsonl"]))
def test_how_the_bytes_arrive_makes_no_difference(data, read_size, source):
    data = b"ort\nKiruna\n" + data if source != "jsonl" else b'{"ort": "Malm\xc3\xb6"}\n' + data
    assert batch(data, source, read_size=read_size)[0] == batch(data, source)[0]


@some
@given(st.lists(places | cell.filter(lambda text: "\n" not in text)))
def test_lines_of_utf_8_are_unchanged_to_the_byte_in_their_order(texts):
    lines = [text.removesuffix("\r").encode() for text in texts]
    out, _ = batch(b"x\n" + b"".join(line + b"\n" for line in lines))
    for line, got in zip(lines, out.split(b"\n")[1:]):
        assert got.rsplit(b"\t", len(NAMES))[0] == line
    objects = [
        json.loads(line)["query"]
        for line in batch(b"x\n" + b"".join(line + b"\n" for line in lines), target="jsonl")[0].splitlines()
    ]
    assert [text.encode() for text in objects[1:]] == lines


@some
@given(
    st.lists(st.tuples(places | cell, cell, cell)),
    st.sampled_from(",;"),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_csv_of_any_text_comes_back_cell_by_cell(rows, delimiter, end, quote_all):
    # csv.writer leaves a return outside quotes, where it cannot be told from a part of the line end.
    dropped = {0: None} if quote_all else {0: None, 13: None}
    rows = [("ort", "b", "c"), *(tuple(cell.translate(dropped) for cell in row) for row in rows)]
    text = io.StringIO()
    csv.writer(
        text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    ).writerows(rows)
    out, report = batch(text.getvalue().encode(), "csv")
    got = list(csv.reader(io.StringIO(out.decode(), newline=""), delimiter=delimiter))
    assert [tuple(row[: -len(NAMES)]) for row in got] == rows
    assert not report.problems
    objects = [json.loads(line) for line in batch(text.getvalue().encode(), "csv", "jsonl")[0].splitlines()]
    assert [(row["ort"], row["b"], row["c"]) for row in objects] == rows[1:]


@some
@given(st.lists(st.dictionaries(cell, cell | st.integers() | st.none() | st.booleans() | st.lists(cell)), max_size=5))
def test_json_objects_keep_what_they_had(objects):
    objects = [{"ort": "Kiruna", **thing} for thing in objects]
    data = "".join(json.dumps(thing, ensure_ascii=False) + "\n" for thing in objects).encode()
    got = [json.loads(line) for line in batch(data, "jsonl", column="ort")[0].splitlines()]
    assert [{name: value for name, value in row.items() if name not in OURS} for row in got] == objects


@some
@given(st.lists(places | cell, min_size=1), st.sampled_from(["csv", "tsv"]))
def test_no_cell_of_ours_is_a_formula_and_with_the_option_none_at_all(texts, target):
    rows = "".join(json.dumps({"ort": text, "x": text}) + "\n" for text in texts).encode()
    for safe in (False, True):
        out, _ = batch(rows, "jsonl", target, column="ort", safe=safe)
        text = io.StringIO(out.decode(), newline="")
        read = list(csv.reader(text)) if target == "csv" else [line.rstrip("\n").split("\t") for line in text]
        for row in read:
            for found in row if safe else row[-len(NAMES) :]:
                assert not found.startswith(FORMULA), row


def test_a_phone_with_a_plus_in_an_own_list_is_no_formula(tmp_path):
    class Plus(Router):
        def _number(self, found, place):
            return self._number_pieces(Number("+46 90 16 10 00", "coordinator"))

    assert b"\t0046 90 16 10 00\t" in Plus(DIRECTORY, "tsv", "\t", "", Asked()).route([b"Kiruna"])[0].written
    assert b'"phone": "+46 90 16 10 00"' in Plus(DIRECTORY, "jsonl", ",", "", Asked()).route([b"Kiruna"])[0].written


def test_what_is_remembered_is_what_is_answered_anew():
    names = [place.name for kind in ("municipality", "locality") for place in DIRECTORY.gazetteer.every(kind)]
    choice = random.Random(5)
    texts = [f"{choice.choice(names)}{choice.choice(['', ' kommun', 'x'])}" for _ in range(30_000)]
    data = "".join(text + "\n" for text in texts).encode()
    lines = batch(data)[0].split(b"\n")
    for number in range(0, len(texts), 97):
        anew = Router(DIRECTORY, "tsv", "\t", "", Asked()).route([texts[number].encode()])[0].written
        assert texts[number].encode() + anew == lines[number] + b"\n"


def test_memory_of_results_is_bounded_and_forgetting_changes_nothing(monkeypatch):
    monkeypatch.setattr("nmtcli.batch.routing.KEPT_TEXTS", 7)
    data = "".join(f"{place.name}\n" for place in DIRECTORY.gazetteer.every("municipality")).encode() * 20
    small = batch(data)[0]
    router = Router(DIRECTORY, "tsv", "\t", "", Asked())
    router.route(data.splitlines())
    assert len(router._known) <= 7
    assert len(router._same) <= 7
    router.route([b"x" * 5000, b"x" * 5001])
    assert max(map(len, router._known)) <= 100
    monkeypatch.undo()
    assert small == batch(data)[0]


def test_a_long_text_means_in_batch_what_it_means_in_a_look_up():
    for text in ("Kiruna " * 1000, "\U0001f600" * 999 + " Kiruna", "é" * 5000, " " * 990 + "Malmö, Kiruna"):
        for piece in (text, text[:1000]):
            assert ours(batch(piece.encode())[0])[0][0] == DIRECTORY.route(text).resolution.status


# Rows whose hashes fall into one place in a thousand of a table, where Python's hash is without a secret (as Spark sets it).
CROWDED = """
import sys, time
from nmtcli import Directory
from nmtcli.batch.routing import Asked, Router
router = Router(Directory.load(), "tsv", "\t", "", Asked(exact=True))
router._resolve = lambda text, made=router._resolve(b"x"): made  # the time of the memory alone
texts, number = {True: [], False: []}, 0
while len(texts[True]) < 3000:
    number += 1
    text = b"%d" % number
    crowded = hash(text) % 2**18 < 2**8
    if crowded or len(texts[False]) < 3000:
        texts[crowded].append(text)
times = []
for kind in (False, True):
    router._known.clear()
    began = time.perf_counter()
    for _ in range(5):
        router.route(texts[kind])
    times.append(time.perf_counter() - began)
print(*times)
"""


def test_rows_that_crowd_one_corner_of_a_hash_table_take_no_longer():
    environment = {**ENVIRONMENT, "PYTHONHASHSEED": "0"}
    run = subprocess.run([sys.executable, "-c", CROWDED], capture_output=True, text=True, env=environment, check=True)
    usual, crowded = map(float, run.stdout.split())
    assert crowded < 10 * usual  # a table with one place for each 3,000 would take hundreds of times as long


def test_exact_guesses_nothing():
    assert [row[0] for row in ours(batch(b"Kirunna\nKiruna\n", exact=True)[0])] == ["not_found", "resolved"]


@pytest.mark.parametrize(("arguments", "distinct"), [(["--exact"], 100_000), ([], 5_000)])
def test_a_hundred_thousand_rows_of_random_bytes_are_a_hundred_thousand_rows(arguments, distinct):
    choice = random.Random(3)
    rows = [choice.randbytes(choice.randrange(12)).replace(b"\n", b"") for _ in range(distinct)] * (100_000 // distinct)
    run = nmt("--format", "jsonl", "--force-text", *arguments, data=b"".join(row + b"\n" for row in rows))
    assert run.returncode in (3, 4)
    assert b"Traceback" not in run.stderr
    assert sum(1 for line in run.stdout.splitlines() if json.loads(line).keys() == set(KEYS)) == 100_000


# --- The command ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [("Kiruna\n", 0), ("", 0), ("Kiruna\nSmåland\n", 3), ("Småland\nOslo\nKiruna\n", 4), ("Kiruna\n\n", 4)],
)
def test_the_exit_code_is_that_of_the_worst_row(data, code):
    run = nmt(data=data.encode())
    assert run.returncode == code
    count = data.count("\n")
    assert run.stderr.decode().startswith("1 row:" if count == 1 else f"{count} rows:")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere.csv"], 2, "nowhere.csv"),
        ([".", "--column", "1"], 2, "directory"),
        (["--encoding", "klingon"], 2, "klingon"),
        (["--encoding", "base64"], 2, "base64"),
        (["--encoding", "undefined"], 2, "undefined"),
        (["--encoding", "idna"], 2, "idna"),
        (["--encoding", "punycode"], 2, "punycode"),
        (["--encoding", "unicode_escape"], 2, "unicode_escape"),
        (["--encoding", ""], 2, "--encoding"),
        (["--encoding", "utf_16"], 2, "utf_16-le"),
        (["--encoding", "utf-32"], 2, "utf-32-le"),
        (["--jobs", "0"], 2, "--jobs"),
        (["--input-format", "csv"], 2, "1 a, 2 b"),
        (["--input-format", "csv", "--column", "Ort", "--lang", "sv"], 2, "Kolumnerna är"),
        (["--output", "/dev/null/none/x"], 1, "/dev/null/none"),
        (["--contacts", "/dev/null/none/x", "--strict-contacts"], 5, "/dev/null/none"),
    ],
)  # fmt: skip
def test_wrong_usage_is_said(arguments, code, said):
    run = nmt(*arguments, data=b"a,b\n1,2\n")
    assert (run.returncode, run.stdout) == (code, b"")
    assert said in run.stderr.decode()
    assert b"Traceback" not in run.stderr


def test_stop_ends_before_the_bad_row_with_exit_1():
    run = nmt("--input-format", "csv", "--column", "ort", "--on-error", "stop", data=b"a,ort\n1,Kiruna\n2\n3,Kiruna\n")
    assert run.returncode == 1
    assert run.stdout.count(b"\n") == 2
    assert b"Row 3: " in run.stderr


def test_problems_are_told_by_row_and_counted(tmp_path):
    file = tmp_path / "x.csv"
    file.write_bytes(b"a,ort\n" + b"1\n" * 50)
    for arguments in ([], ["--jobs", "2"]):
        run = nmt(str(file), *arguments)
        assert b"Row 2: 1 of 2 cells;" in run.stderr
        assert b"30 more rows" in run.stderr


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "... och 1 rad till med fel.\n"), ("en", "... and 1 more row with")]
)
def test_one_more_problem_is_one_row(language, said):
    run = nmt("--lang", language, "--input-format", "csv", "--column", "ort", data=b"a,ort\n" + b"1\n" * 21)
    assert said in run.stderr.decode()


def test_summary_is_a_table_on_stderr():
    run = nmt("--summary", data="Kiruna\nKiruna\nSmåland\nOslo\n".encode())
    assert b"resolved\tnord\t2\t50.0 %\n" in run.stderr
    assert run.stdout.count(b"\n") == 4


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of 30,000 rows."""
    file = tmp_path_factory.mktemp("batch") / "big.tsv"
    choice = random.Random(1)
    names = [place.name for place in DIRECTORY.gazetteer.every("municipality")]
    file.write_text("id\tort\n" + "".join(f"{n}\t{choice.choice(names)}\n" for n in range(30_000)), encoding="utf-8")
    return file


def test_several_processes_give_the_same_bytes(big):
    one, three = nmt(str(big)), nmt(str(big), "--jobs", "3")
    assert one.stdout == three.stdout
    assert one.stderr == three.stderr
    assert one.returncode == three.returncode == 0
    assert [int(line.split(b"\t")[0]) for line in one.stdout.splitlines()[1:]] == list(range(30_000))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_closed_pipe_ends_quietly(big, jobs):
    run = subprocess.run(
        f"{' '.join(COMMAND)} {big} --jobs {jobs} | head -2; exit ${{PIPESTATUS[0]}}", shell=True, executable="/bin/bash",
        capture_output=True, env=ENVIRONMENT, check=False,
    )  # fmt: skip
    assert run.returncode == 0
    assert run.stdout.count(b"\n") == 2
    assert run.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("to", ["> /dev/full", "--output /dev/full"])
def test_a_full_disk_is_said_and_exits_1(big, to):
    run = subprocess.run(
        f"{' '.join(COMMAND)} {big} {to}", shell=True, capture_output=True, env=ENVIRONMENT, check=False
    )
    assert run.returncode == 1
    assert run.stderr.startswith(b"nmt: No space left")
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize("closed", [">&-", "<&-"])
def test_a_closed_stream_is_said_and_exits_1(closed):
    run = subprocess.run(f"{' '.join(COMMAND)} {closed}", shell=True, capture_output=True, env=ENVIRONMENT, check=False)
    assert run.returncode == 1
    assert b"closed" in run.stderr or b"Bad file descriptor" in run.stderr
    assert b"Traceback" not in run.stderr


def test_a_closed_stderr_is_no_failure():
    run = subprocess.run(
        f"{' '.join(COMMAND)} 2>&-", shell=True, input=b"Kiruna\n", stdout=subprocess.PIPE, env=ENVIRONMENT, check=False
    )
    assert run.returncode == 0
    assert run.stdout.startswith(b"Kiruna\tresolved")


@pytest.mark.parametrize("arguments", [[], ["--line-buffered", "--jobs", "2"]])
def test_a_row_is_answered_before_the_next_is_read(arguments):
    with subprocess.Popen([*COMMAND, *arguments], stdin=-1, stdout=-1, stderr=-1, env=ENVIRONMENT) as process:
        assert process.stdin and process.stdout
        for _ in range(3):
            process.stdin.write(b"Kiruna\n")
            process.stdin.flush()
            assert process.stdout.readline().startswith(b"Kiruna\tresolved")
        process.stdin.close()
        assert process.wait() == 0


def test_a_file_appears_whole_or_not_at_all(tmp_path, big):
    target = tmp_path / "out.tsv"
    target.write_text("before")
    target.chmod(0o640)
    run = nmt(str(big), "--output", str(target), "--force", "--column", "nope")
    assert (run.returncode, target.read_text()) == (2, "before")
    bad = nmt(
        "-o",
        str(target),
        "--force",
        "--input-format",
        "csv",
        "--column",
        "1",
        "--on-error",
        "stop",
        data=b"a,b\n1,2\n3\n",
    )
    assert (bad.returncode, target.read_text()) == (1, "before")
    run = nmt(str(big), "-o", str(target), "--force")
    assert (run.returncode, run.stdout) == (0, b"")
    assert target.read_bytes() == nmt(str(big)).stdout
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["out.tsv"]
    link = tmp_path / "link"
    link.symlink_to(target)
    assert nmt("-o", str(link), "--force", data=b"Kiruna\n").returncode == 0
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"Kiruna\tresolved")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_whole_rows_and_exits_130(jobs):
    source, feeding = os.pipe()
    with subprocess.Popen(
        [*COMMAND, "--jobs", jobs], stdin=source, stdout=-1, stderr=-1, env=ENVIRONMENT, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:  # fmt: skip
        os.close(source)
        assert process.stdout and process.stderr

        def feed() -> None:
            with contextlib.suppress(BrokenPipeError), os.fdopen(feeding, "wb") as pipe:
                while True:
                    pipe.write(b"Kiruna\nMalm\xc3\xb6\n" * 1000)

        threading.Thread(target=feed, daemon=True).start()
        out = process.stdout.read(300_000)
        os.killpg(process.pid, signal.SIGINT)
        out += process.stdout.read()
        said = process.stderr.read()
        assert process.wait() == 130
    assert out.endswith(b"\n")
    assert {line.count(b"\t") for line in out.splitlines()} == {len(NAMES)}
    assert b"Traceback" not in said
    assert f"{out.count(bytes([10]))} rows".encode() in said


def test_a_progress_bar_on_a_terminal_and_none_elsewhere(tmp_path, big):
    file = tmp_path / "bigger.tsv"
    file.write_bytes(big.read_bytes() * 8)
    main, side = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, str(file), "-o", str(tmp_path / "out.tsv")],
        stderr=side,
        env={**ENVIRONMENT, "TERM": "xterm-256color"},
    ) as process:
        os.close(side)
        said = b""
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
        process.wait()
    os.close(main)
    assert b"/s" in said
    assert b"%" in said
    assert b"/s" not in nmt(str(file), "-o", os.devnull).stderr


# Reports its own peak: what a parent is told of a child includes the size of the parent.
PEAK = """
import sys
sys.path = [folder for folder in sys.path if folder]  # the installed package, not a checkout
from nmtcli.main import main
main(["batch"])
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")), file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read as Linux reports it")
def test_many_times_as_many_rows_take_no_more_memory():
    choice = random.Random(2)
    names = [place.name for place in DIRECTORY.gazetteer.every("locality")]
    pool = [choice.choice(names) + choice.choice(["", " kommun", " län", "x"]) for _ in range(10_000)]

    def peak(rows: int) -> int:
        data = "".join(f"{choice.choice(pool)}\n" for _ in range(rows)).encode() + "\n".join(pool).encode()
        run = subprocess.run([sys.executable, "-c", PEAK], input=data, capture_output=True, env=ENVIRONMENT, check=True)
        return int(run.stderr.split()[-1])

    many = peak(200_000)
    assert many - peak(10_000) < 5_000  # kilobytes
    assert many < 100_000


def test_the_python_example_of_at_scale_runs():
    page = (Path(__file__).parents[2] / "docs" / "at-scale.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec(page.partition("<!-- python -->\n```python\n")[2].partition("```")[0], names)
    answer = names["answer"]
    assert (answer.resolution.place.name, answer.resolution.how, answer.region.id) == ("Kiruna", "fuzzy", "nord")
    assert answer.hotline.phone == "020-39 00 00"


def test_an_area_of_two_coordinators_has_no_one_region_among_the_candidates():
    """Kalmar, which is in Småland, is Syd's: neither here nor in `lookup` may it be called Öst's."""
    (row,) = map(json.loads, batch("Kiruna, Småland\n".encode(), target="jsonl")[0].splitlines())
    found = answer_object(DIRECTORY.route("Kiruna, Småland"), DIRECTORY, "2026-11-27")["candidates"]
    assert [one["region"] for one in row["candidates"]] == [one["region"] for one in found] == ["nord", None]
