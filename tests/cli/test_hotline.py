"""The national lines: each with its own source, and what is doubtful labelled so."""

from __future__ import annotations

import io
import json
import re
import sys

import pytest

from nmtcli.main import main
from nmtcli.render.coordinator import DOES, source, what_a_coordinator_does


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


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_a_coordinator_does_stands_below_the_numbers_and_is_an_added_key_of_json(nmt, lang):
    sections = what_a_coordinator_does(lang)
    told = [*(line for heading, lines in sections for line in (heading, *lines)), source(lang)]
    out = nmt("hotline", "--lang", lang).stdout.splitlines()
    assert out[-len(told) :] == told and any("114 14" in line for line in out[: -len(told)])
    assert nmt("hotline", "--all", "--lang", lang).stdout.splitlines()[-len(told) :] == told
    found = json.loads(nmt("hotline", "--json", "--lang", lang).stdout)
    assert found["regional_coordinator"] == [{"heading": heading, "lines": lines} for heading, lines in sections]
    assert found["regional_coordinator_source"] == source(lang)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_role_is_eight_sentences_and_nothing_cites_a_law_or_a_number(lang):
    (_, does), *rest = what_a_coordinator_does(lang)
    lines = [*does, *(line for _, found in rest for line in found)]
    assert len(does) == len(DOES) == 8
    assert not [line for line in lines if re.search(r"\d|§|kap\.|\blag|\bact\b", line, re.I) or not line.endswith(".")]


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_role_never_pushes_a_number_off_the_screen(monkeypatch, columns, lang):
    def shown(lines: int, *options: str) -> list[str]:
        terminal = Terminal()
        for name, value in {"COLUMNS": str(columns), "LINES": str(lines), "NMT_NOW": "2026-11-27T10:00"}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stdout", terminal)
        main(["hotline", "--lang", lang, "--color", "never", *options])
        return terminal.getvalue().splitlines()

    numbers, whole = shown(5), shown(500)
    headings = {heading for heading, _ in what_a_coordinator_does(lang)}
    assert not headings & set(numbers) and headings & set(whole) and whole[: len(numbers)] == numbers
    for lines in range(5, len(whole) + 5):
        found = shown(lines)
        assert found[: len(numbers)] == numbers
        assert len(found) <= max(len(numbers), lines - 2)
        assert (found == whole) == (lines - 2 >= len(whole))
    assert headings & set(shown(5, "--all"))
