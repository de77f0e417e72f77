"""Rows with positions: two columns in place of one, in every format, as a look-up reads them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest

from nmtcli.batch import Problem, Report, Source, Wanted, route_rows
from nmtcli.directory import Directory

DIRECTORY = Directory.load()
POINTS = [  # latitude, longitude, status, code
    ("59.3293", "18.0686", "resolved", "01"),
    ("59,3293", "18,0686", "resolved", "01"),
    ("18.0686", "59.3293", "resolved", "01"),
    ("6580822", "674032", "resolved", "01"),
    ("59°19.758'N", "18°4.116'E", "resolved", "01"),
    ("67.8558", "20.2253", "resolved", "25"),
    ("59.683", "17.78", "ambiguous", ""),
    ("56.036", "12.613", "not_found", ""),
    ("-33.9", "151.2", "not_found", ""),
    ("59", "18", "not_found", ""),
    ("59.3293", "", "not_found", ""),
    ("", "", "not_found", ""),
    ("Kiruna", "Malmö", "not_found", ""),
    ("59.3293", "Lund", "not_found", ""),
    ("59293", "18068", "not_found", ""),  # a spreadsheet took the point for one of thousands
    ("98131", "98131", "not_found", ""),
    ("08", "", "not_found", ""),
    ("N", "E", "not_found", ""),
    ("59 19 45", "18 4 7", "resolved", "01"),
    ("5.93293E+01", "1.80686E+01", "resolved", "01"),
    ("6 580 822", "674 032", "resolved", "01"),
]


class Gathered(list[bytes]):
    def whole(self):
        import contextlib

        return contextlib.nullcontext()

    write = list.append


def routed(data: str, source: str, target: str | None = None, **wanted):
    report, out = Report(), Gathered()
    stream = io.BytesIO(data.encode())
    route_rows(Source(stream.read), Wanted(source, target, **wanted), out, DIRECTORY, report)
    return b"".join(out).decode(), report


def table(delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["id", "Lat", "note", "Lon"])
    writer.writerows([number, lat, "x", lon] for number, (lat, lon, *_) in enumerate(POINTS))
    return out.getvalue()


@pytest.mark.parametrize("source", ["csv", "tsv"])
@pytest.mark.parametrize("columns", [("lat", "lon"), ("2", "4")])
def test_a_table_with_two_columns(source, columns):
    delimiter = "," if source == "csv" else "\t"
    out, report = routed(table(delimiter), source, position=columns)
    found = list(csv.DictReader(io.StringIO(out), delimiter=delimiter))
    assert [(row["Lat"], row["Lon"], row["nmt_status"], row["nmt_code"]) for row in found] == POINTS
    assert {row["nmt_how"] for row in found if row["nmt_status"] == "resolved"} == {"position"}
    assert report.count("resolved") == 9


def test_objects_with_numbers():
    data = "".join(
        json.dumps({"n": number, "la": lat, "lo": lon}) + "\n" for number, (lat, lon, *_) in enumerate(POINTS)
    )
    data += '{"la": 59.3293, "lo": 18.0686}\n{"la": 59.3293}\n'
    out, report = routed(data, "jsonl", position=("la", "lo"))
    found = [json.loads(line) for line in out.splitlines()]
    assert [(row["nmt_status"], row["nmt_code"] or "") for row in found] == [
        *(point[2:] for point in POINTS), ("resolved", "01"), ("not_found", ""),
    ]  # fmt: skip
    assert [(number, problem.message) for number, problem in report.problems] == [(len(POINTS) + 2, "key")]


def test_the_same_as_one_text():
    for latitude, longitude, status, code in POINTS:
        if latitude.startswith(("59.6", "67", "56", "6580822", "59°", "18")) or "," in latitude:
            found = DIRECTORY.resolve(f"{latitude}; {longitude}")
            assert (found.status, found.place.code if found.place else "") == (status, code), latitude


def test_lines_have_no_columns():
    with pytest.raises(Problem) as problem:
        routed("59.3293, 18.0686\n", "lines", position=("1", "2"))
    assert problem.value.message == "no_columns"


@pytest.mark.parametrize("arguments", [["--lat", "a"], ["--lon", "a"], ["--lat", "a", "--lon", "b", "--column", "c"]])
def test_both_columns_or_neither(arguments):
    done = subprocess.run(
        [sys.executable, "-m", "nmtcli", "batch", "--input-format", "csv", *arguments],
        input="a,b,c\n59.3293,18.0686,x\n", capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "--lat" in done.stderr and "--lon" in done.stderr


def test_the_command_routes_a_table_of_positions():
    done = subprocess.run(
        [sys.executable, "-m", "nmtcli", "batch", "--input-format", "csv", "--lat", "a", "--lon", "b", "--format", "tsv"],
        input="a,b\n59.3293,18.0686\n55.6050,13.0038\n", capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert [line.split("\t")[2:8] for line in done.stdout.splitlines()[1:]] == [
        ["resolved", "county", "01", "Stockholms län", "01", "stockholm"],
        ["resolved", "county", "12", "Skåne län", "12", "syd"],
    ]
