"""A large table kept as sorted lines answers as the dictionary that it was made from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.lexicon import OFTEN, Lexicon, lexicon_lines

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
