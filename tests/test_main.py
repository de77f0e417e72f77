"""Both ways into a look-up, with click and without, give the same bytes and exit code for any arguments."""

from __future__ import annotations

import importlib.util
import io
import os
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nmtcli import main as plain
from nmtcli.cli.nmt import run_click
from nmtcli.failure import report


def outcome(call, given_arguments) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a call."""
    streams = sys.stdout, sys.stderr
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
    sys.stdout, sys.stderr = out, err
    try:
        try:
            code = call()
        except BaseException as error:
            code = report(error, given_arguments)
    finally:
        sys.stdout, sys.stderr = streams
    return code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()


WORDS = st.sampled_from(
    [
        "Kiruna",
        "Kirunna",
        "kiruna",
        "2584",
        "BD",
        "Habo",
        "Malmö",
        "Malmö,",
        "Oslo",
        "Småland",
        "",
        " ",
        "Nora",
        "Lund",
        "-",
        "Kiruna kommun",
    ]
)
OPTIONS = st.sampled_from(
    ["--json", "--exact", "--get", "phone", "region", "--lang", "sv", "en", "de", "--", "--why", "--candidates", "--format", "csv",
     "-p", "--get=phone", "--lang=sv", "--help", "-h", "--nonsense", "--colour", "--jso", "--color", "never"]
)  # fmt: skip
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch, tmp_path):
    for name in list(os.environ):
        if name.startswith(("NMT_", "LC_", "LANG", "XDG_", "FORCE_COLOR", "NO_COLOR")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))


# A checkout reads all of data/ for each call.
EXAMPLES = 400 if importlib.util.find_spec("nmtcli.index_places") else 30


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(WORDS, OPTIONS, ANY_TEXT), max_size=6))
def test_with_and_without_click_are_the_same(arguments):
    given_arguments = ["lookup", *arguments]
    assert outcome(lambda: plain.main(given_arguments), given_arguments) == outcome(
        lambda: run_click(given_arguments), given_arguments
    )
