"""No text whatever raises, and none brings a control character into an answer."""

from __future__ import annotations

import contextlib
import io
import json

import hostile
import pytest

from nmtcli import Directory
from nmtcli.batch import Report, Source, Wanted, route_rows

DIRECTORY = Directory.load()
STATUSES = {"resolved", "ambiguous", "not_found"}


class Gathered(list[bytes]):
    write = list.append
    whole = staticmethod(contextlib.nullcontext)


def batch(data: bytes, source: str, target: str) -> tuple[bytes, Report]:
    report, out = Report(), Gathered()
    route_rows(Source(io.BytesIO(data).read), Wanted(source, target), out, DIRECTORY, report)
    return b"".join(out), report


def check(texts: list[str]) -> None:
    """Each text by route; all of them by batch, as JSON and as lines of bytes, with the same outcome."""
    texts = [json.loads(json.dumps(text)) for text in texts]  # halves side by side are one character then
    objects = "".join(json.dumps({"ort": text}) + "\n" for text in texts)
    out, report = batch(objects.encode(), "jsonl", "jsonl")
    rows = [json.loads(line) for line in out.decode().splitlines()]
    assert not report.problems
    assert [row["ort"] for row in rows] == texts
    for text, row in zip(texts, rows, strict=True):
        found = DIRECTORY.route(text).resolution
        assert found.status in STATUSES, ascii(text)
        assert row["nmt_status"] == found.status, ascii(text)
    lines = "".join(text.replace("\n", " ") + "\n" for text in texts).encode("utf-8", "surrogatepass")
    assert batch(lines, "lines", "jsonl")[1].rows == len(texts)


def test_no_text_raises_and_batch_answers_as_a_look_up_does():
    check(list(hostile.texts(1, 1500)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 22))
def test_no_text_of_a_hundred_thousand_raises(seed):
    check(list(hostile.texts(seed, 5000)))


@pytest.mark.parametrize("text", [r"100% \ud83d\ude00", r"100% \ud83d", "%\ud83d", "%&#55357;", "\udcf6%"])
def test_half_a_character_beside_a_percent_sign_is_no_failure(text):
    assert DIRECTORY.route(text).resolution.status == "not_found"
    out, _ = batch(b"Kiruna\n" + text.encode("utf-8", "surrogatepass") + b"\nLund\n", "lines", "tsv")
    assert [line.split("\t")[-14] for line in out.decode().splitlines()] == ["resolved", "not_found", "resolved"]


def test_half_a_character_is_no_lost_letter():
    found = DIRECTORY.route("Mal\ud83d").resolution
    same = DIRECTORY.route("Mal").resolution
    assert (found.status, found.place, found.candidates) == (same.status, same.place, same.candidates)


def test_a_directory_remembers_no_long_text():
    directory = Directory(DIRECTORY.gazetteer, DIRECTORY.book)
    for text in ("Kiruna", "x" * 1000, "x" * 1001, "Kiruna" + " " * 1_000_000):
        directory.route(text)
        directory.route(text, exact=True)
    assert sorted(map(len, directory._resolved)) == [6, 1000]
