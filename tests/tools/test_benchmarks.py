"""The parts of the benchmarks on which figures rest: error models that do what they say, names that are truly left out."""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from nmtcli.gazetteer.dataset import Dataset
from nmtcli.resolve import resolve

FOLDER = Path(__file__).parents[2] / "benchmarks"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="there are no benchmarks beside the tests")


@pytest.fixture(scope="module")
def slips() -> Any:
    return _imported("slips")


@pytest.fixture(scope="module")
def accuracy() -> Any:
    return _imported("accuracy")


def _imported(name: str) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        __import__(name)
        return sys.modules[name]


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(accuracy: Any, dataset: Dataset) -> None:
    for kind in accuracy.KINDS:
        rows = list(accuracy.rows_of(kind, dataset, 1, 1000))
        assert rows == list(accuracy.rows_of(kind, dataset, 1, 1000)), kind
        other = list(accuracy.rows_of(kind, dataset, 1, 1001))
        assert sum(row in other for row in rows) < len(rows) / 2, kind
        assert len(rows) > 0.9 * len(accuracy.KINDS[kind].places(dataset)), kind


def test_a_slip_spells_no_other_name(accuracy: Any, dataset: Dataset) -> None:
    names = accuracy.Names(dataset)
    assert names.spells_another("Habo", "Håbo")
    assert names.spells_another("sala", "Malå")
    assert not names.spells_another("Goteborg", "Göteborg")
    assert not names.spells_another("Kirunna", "Kiruna")
    for kind in ("one slip", "two slips", "human slips", "by ear", "locality, one slip"):
        for text, _, name in accuracy.rows_of(kind, dataset, 1, 1000, names):
            assert text.lower() != name.lower()
            assert not names.spells_another(text, name), text


def test_human_slips_have_the_shares_that_were_counted(slips: Any) -> None:
    """Of one slip in a name of eight letters: half lose a letter, and one in a hundred is in the first."""
    source = random.Random(5)
    name = "Bdfghjlv"
    found = [slips._human_once(name, source) for _ in range(20_000)]
    lengths = Counter(len(text) - len(name) for text in found)
    total = sum(slips.HUMAN_KINDS[kind] for kind in slips.HUMAN_KINDS if kind not in ("undoubled", "mark"))
    assert abs(lengths[-1] / len(found) - slips.HUMAN_KINDS["left out"] / total) < 0.02
    added = slips.HUMAN_KINDS["put in"] + slips.HUMAN_KINDS["doubled"]
    assert abs(lengths[1] / len(found) - added / total) < 0.02
    lost = [text for text in found if len(text) < len(name)]
    assert 0.003 < sum(text == name[1:] for text in lost) / len(lost) < 0.02
    assert 0.18 < sum(text == name[:-1] for text in lost) / len(lost) < 0.24


def test_two_slips_are_of_two_kinds(slips: Any) -> None:
    source = random.Random(5)
    assert len({slips.two_slips("Kiruna", source) for _ in range(500)}) > 300


def test_withheld_names_are_in_no_table_and_each_is_left_out_once(
    accuracy: Any, dataset: Dataset, routes: dict[str, str]
) -> None:
    rounds = [rows for _, rows in accuracy.withheld(dataset, 1000)]
    left_out = Counter(name for rows in rounds for _, _, name in rows)
    targets = {row["name"] for row in accuracy.place_rows(dataset) if accuracy.is_target(row)}
    assert set(left_out) <= targets and set(left_out.values()) == {1}
    assert len(left_out) > 0.75 * len(targets)
    halves = Counter(accuracy.half_of(name) for name in left_out)
    assert min(halves.values()) > 0.45 * len(left_out)
    fewer, rows = next(accuracy.withheld(dataset, 1000))
    words = [name for name, _, _ in rows if " " not in name]  # "Göteborg C" has a name within it that is listed
    found = [resolve(name, fewer, routes, exact=True) for name in words[:300]]
    assert sum(f.how == "exact" for f in found) == 0


def test_an_outcome_is_right_in_any_region_where_the_name_is(accuracy: Any) -> None:
    regions = {"25": "nord", "12": "syd", "13": "vast"}
    assert accuracy.outcome(("answer", "25"), "2584", regions) == "right"
    assert accuracy.outcome(("answer", "12"), "1380,1283", regions) == "right"
    assert accuracy.outcome(("answer", "12"), "2584", regions) == "WRONG"
    assert accuracy.outcome(("asks", None), "2584", regions) == "asks"
    assert accuracy.outcome(("gives up", None), "", regions) == "right"
    assert accuracy.outcome(("answer", "25"), "", regions) == "WRONG"
