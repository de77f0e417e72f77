"""Texts of many parts: the table cases_text.tsv, which says what must come of each at least."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmtcli.gazetteer import Gazetteer
from nmtcli.resolve import resolve

TABLE = Path(__file__).parent.parent / "cases_text.tsv"


def rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['class']}: {row['text']!r}")
def test_a_text_means_what_the_table_says(row: dict[str, str], gazetteer: Gazetteer, routes: dict[str, str]) -> None:
    found = resolve(row["text"], gazetteer, routes)
    assert found.status == row["status"]
    named = {candidate.place.code for candidate in found.candidates} | {twin.code for twin in found.twins}
    if found.status == "ambiguous":
        assert set(filter(None, row["code"].split(","))) <= named
    elif found.place and row["code"]:
        assert found.place.code in row["code"].split("|")
        assert row["kind"] in ("", "*", found.place.kind)
        assert row["how"] in ("", found.how)
    assert set(filter(None, row["twins"].split(","))) <= named


def test_no_text_stands_twice() -> None:
    texts = [row["text"] for row in rows()]
    assert len(texts) == len(set(texts))
