"""Our JSON text is the text that the standard library writes."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from nmtcli.render.jsontext import dumps

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def is_plain(value: object) -> bool:
    """Whether every text in it is printable, or ASCII that JSON escapes anyway."""
    if isinstance(value, str):
        return all(letter.isprintable() or letter < " " for letter in value)
    if isinstance(value, dict):
        return all(map(is_plain, value.keys())) and all(map(is_plain, value.values()))
    return not isinstance(value, list) or all(map(is_plain, value))


@given(VALUES, st.booleans())
def test_dumps_writes_what_json_writes_and_nothing_that_a_terminal_obeys(value, ascii_only):
    written = dumps(value, ascii_only=ascii_only)
    on_one_line = dumps(value, ascii_only=ascii_only, indent=None)
    assert json.loads(written) == json.loads(on_one_line) == value
    assert all(line.isprintable() for line in written.split("\n"))
    if is_plain(value):
        assert written == json.dumps(value, ensure_ascii=ascii_only, indent=2)
        assert on_one_line == json.dumps(value, ensure_ascii=ascii_only)


def test_controls_directions_and_halves_are_escaped_and_keep_their_value():
    text = "a\x7f\x85\x9b31m\u202e\u2066\u2028\ud83d\U000e0001b"
    assert dumps(text) == '"a\\u007f\\u0085\\u009b31m\\u202e\\u2066\\u2028\\ud83d\\udb40\\udc01b"'
    assert json.loads(dumps(text)) == text
