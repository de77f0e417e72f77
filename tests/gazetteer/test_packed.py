"""A large table kept as sorted lines answers as the dictionary that it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.gazetteer.packed import OFTEN, Lexicon, lexicon_lines, mapped

LETTERS = "abåö 市"
VALUE = st.text(alphabet=LETTERS, max_size=4)
NAME = st.text(alphabet=LETTERS, min_size=1, max_size=4)
# Whatever may be asked for, also what no name can be: half of a character, a tab, a newline, nothing.
ASKED = st.text(alphabet=LETTERS + "\t\n\ud800", max_size=4)


@given(st.dictionaries(NAME, VALUE), st.lists(ASKED, min_size=1))
def test_a_lexicon_answers_as_its_dictionary_searched_or_unfolded(entries: dict[str, str], others: list[str]) -> None:
    lexicon = Lexicon(lexicon_lines(entries))
    asked = [*entries, *others]
    for _ in range(2 + OFTEN // len(asked)):  # first the lines are halved, later a dictionary is asked
        assert [lexicon.get(name, "none") for name in asked] == [entries.get(name, "none") for name in asked]
        assert [name in lexicon for name in asked] == [name in entries for name in asked]
    assert dict(lexicon) == dict(lexicon.items()) == entries
    assert list(lexicon) == sorted(entries) and len(lexicon) == len(entries)
    assert sorted(lexicon.values()) == sorted(entries.values())


@given(st.dictionaries(NAME, VALUE, min_size=1))
def test_the_lines_do_not_depend_on_the_order_of_the_entries(entries: dict[str, str]) -> None:
    assert lexicon_lines(entries) == lexicon_lines(dict(reversed(entries.items())))


def test_an_unknown_name_is_a_key_error_by_brackets_and_nothing_by_get() -> None:
    lexicon = Lexicon(lexicon_lines({"a": "b"}))
    assert lexicon["a"] == "b" and lexicon.get("ab") == "" and lexicon.get("") == ""
    with pytest.raises(KeyError):
        lexicon["b"]


@pytest.mark.parametrize("entries", [{"a\tb": "c"}, {"a": "b\nc"}, {"a\nb": "c"}, {"a": "b\tc"}])
def test_what_would_break_the_lines_is_refused(entries: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="newline or tab"):
        lexicon_lines(entries)


def test_a_file_of_lines_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    entries = {f"name {number}": str(number) for number in range(3 * OFTEN)}
    path = tmp_path / "lines"
    path.write_bytes(lexicon_lines(entries))
    lexicon = Lexicon(mapped(str(path)))
    assert [lexicon.get(name) for name in [*entries, "none"]] == [*entries.values(), ""]
    assert dict(lexicon) == entries


def test_a_missing_file_of_lines_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        mapped(str(tmp_path / "missing"))
