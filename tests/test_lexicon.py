"""A large table kept as one text answers as the dictionary that it was made from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.lexicon import OFTEN, Lexicon, lexicon_text

TEXT = st.text(alphabet="abåö 市", max_size=4)
NAME = st.text(alphabet="abåö 市", min_size=1, max_size=4)


@given(st.dictionaries(NAME, TEXT, min_size=1), st.lists(TEXT))
def test_a_lexicon_answers_as_its_dictionary_searched_or_unfolded(entries, others):
    lexicon = Lexicon(lexicon_text(entries))
    asked = [*entries, *others]
    for _ in range(2 + OFTEN // len(asked)):  # first the text is searched, later a dictionary is asked
        assert [lexicon.get(name, "none") for name in asked] == [entries.get(name, "none") for name in asked]
        assert [name in lexicon for name in asked] == [name in entries for name in asked]
    assert dict(lexicon.items()) == entries
    assert list(lexicon) == list(entries)


@pytest.mark.parametrize("entries", [{"a\tb": "c"}, {"a": "b\nc"}])
def test_what_would_break_the_text_is_refused(entries):
    with pytest.raises(ValueError, match="newline or tab"):
        lexicon_text(entries)
