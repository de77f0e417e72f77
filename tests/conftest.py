"""What many tests need: the data, the gazetteer made from it, the routes of the contact list, the case table."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from pathlib import Path

import pytest
from contacts_desk import home, nmt, nmt_process, typing  # noqa: F401 # fixtures
from hypothesis import settings

from nmtcli.gazetteer import Gazetteer
from nmtcli.gazetteer.build import make_tables
from nmtcli.gazetteer.dataset import Dataset, load_dataset

# The installed package is tested: `python -m` and `python -c` do not look into the current folder, where a checkout is.
os.environ["PYTHONSAFEPATH"] = "1"
# How long an example takes is measured in benchmarks/, not by a test that a busy machine could fail.
settings.register_profile("nmtcli", deadline=None)
settings.load_profile("nmtcli")

CASES = Path(__file__).parent / "cases.tsv"


def read_cases() -> list[dict[str, str]]:
    """The rows of cases.tsv, with escapes in the text resolved."""
    lines = [line for line in CASES.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    cases = [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]
    for case in cases:
        case["text"] = case["text"].encode("latin-1", "backslashreplace").decode("unicode_escape")
    return cases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `case` is run for every row of the case table."""
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", read_cases(), ids=lambda case: f"{case['class']}: {case['text']!r}")


@pytest.fixture(autouse=True)
def ctrl_c() -> None:
    """Every process that a test starts obeys Ctrl-C.

    A shell has it ignored in what it runs in the background, and so has `main` when it ends, which some tests call here.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return load_dataset()


@pytest.fixture(scope="session")
def gazetteer(dataset: Dataset) -> Gazetteer:
    return Gazetteer(make_tables(dataset).__getitem__)


@pytest.fixture(scope="session")
def routes(dataset: Dataset) -> dict[str, str]:
    """County -> a label; two counties with one label have the same contacts."""
    labels = {}
    for region in dataset.contacts["region"]:
        for county in region["counties"]:
            mine = [str(n) for n, c in enumerate(dataset.contacts["contact"]) if county in c["counties"]]
            labels[county] = f"{region['id']} {','.join(mine)}"
    return labels


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the command nmt as the environment of the tests has it."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "nmt"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m nmtcli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder
