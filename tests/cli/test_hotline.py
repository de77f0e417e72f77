"""The national lines: each with its own source, and what is doubtful labelled so."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def nmt(nmt_process):
    return nmt_process


@pytest.mark.parametrize(
    ("lang", "label"),
    [("sv", "enligt en enda kommunsida, Skövde"), ("en", "according to one municipal page only, Skövde")],
)
def test_the_police_from_abroad_is_shown_as_from_one_municipal_page(nmt, lang, label):
    assert f"+46 77 114 14 00 ({label})" in nmt("hotline", "--lang", lang).stdout
    police = next(
        line for line in json.loads(nmt("hotline", "--json", "--lang", lang).stdout)["urgent"] if line["id"] == "police"
    )
    assert (police["phone_abroad"], police["phone_abroad_note"]) == ("+46 77 114 14 00", label)
    assert f'+46 77 114 14 00,"{label}"' in nmt("hotline", "--format", "csv", "--lang", lang).stdout


def test_both_numbers_of_kvinnofridslinjen_are_shown_the_older_as_such(nmt):
    told = nmt("hotline", "--all", "--lang", "sv").stdout
    assert "Kvinnofridslinjen: 116 016 (dygnet runt)" in told
    assert "Kvinnofridslinjen, äldre nummer som fortfarande svarar: 020-50 50 50 (dygnet runt)" in told
    others = json.loads(nmt("hotline", "--all", "--json").stdout)["other_lines"]
    assert [(line["phone"], line["source"]) for line in others[:2]] == [
        ("116 016", "regeringen.se, April 2025"), ("020-50 50 50", "nck.uu.se 2024-03-13"),
    ]  # fmt: skip
