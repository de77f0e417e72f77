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


@given(VALUES, st.booleans())
def test_dumps_writes_what_json_writes(value, ascii_only):
    assert dumps(value, ascii_only=ascii_only) == json.dumps(value, ensure_ascii=ascii_only, indent=2)
    assert dumps(value, ascii_only=ascii_only, indent=None) == json.dumps(value, ensure_ascii=ascii_only)
