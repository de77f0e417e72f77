"""`nmt about`: six lines, and all of the data on request."""

from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize(
    ("language", "labels"),
    [("sv", ["nmt", "Kontaktlista", "Äldst", "Data", "Ring", "Källor, licenser"]),
     ("en", ["nmt", "Contact list", "Oldest", "Data", "Call", "Sources, licences"])],
)  # fmt: skip
def test_six_lines_say_what_matters_today(nmt, language, labels):
    code, out, err = nmt("about", "--lang", language)
    lines = out.splitlines()
    assert (code, err) == (0, "") and [line.partition(": ")[0] for line in lines] == labels
    assert "020-39 00 00" in lines[4] and lines[5].endswith("nmt about --all")


def test_the_age_of_the_contacts_in_force_is_told(nmt):
    assert "\nÄldst: 2017; 7 av 7 kontakter är äldre än 12 månader eller odaterade\n" in nmt("about")[1]
    for region in ("Nord", "Väst"):
        assert nmt("contacts", "confirm", region)[0] == 0
    assert "\nÄldst: 2018; 5 av 7 kontakter" in nmt("about")[1]


def test_the_list_in_force_stands_before_the_shipped_one(nmt, home):
    (home / "o.toml").write_text('name = "O"\ndate = 2026-11-01\nstale_after_months = 6\n', encoding="utf-8")
    out = nmt("about", "--contacts", "o.toml")[1]
    assert "Kontaktlista: O 2026-11-01; medföljande lista, " in out and "äldre än 6 månader" in out
    assert "! " in nmt("about", "--contacts", "none.toml")[1]


def test_all_adds_every_data_file_with_its_date_source_and_licence(nmt):
    files = json.loads(nmt("about", "--json")[1])["files"]
    out = nmt("about", "--all")[1]
    assert "nmt about --all" not in out and set(files) <= set(out.splitlines())
    assert out.count("\nLicens: ") == len(files) and "Licens" not in nmt("about")[1]


def test_json_has_everything_with_and_without_all(nmt):
    assert nmt("about", "--json")[1] == nmt("about", "--all", "--json")[1]
