"""Texts that nobody types: every plane of Unicode, halves of characters, controls, escapes, entities, broken encodings.

Shared by the tests and by tools/what_held.py.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

# What a terminal would obey or a reader be misled by: C0 and C1, DEL, the bidirectional controls, line and paragraph ends.
FORBIDDEN = frozenset(
    [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u061c\u200e\u200f\u2028\u2029", *map(chr, range(0x202A, 0x202F)),
     *map(chr, range(0x2066, 0x206A))]
) - {"\n", "\t"}  # fmt: skip

# Writes the clipboard, sets the title, changes the colour, opens a link, turns the direction, clears the screen.
ESCAPES = "X\x1b]52;c;ZXZpbA==\a\x1b]0;t\x1b\\\u202e\x9b31m\x1b[2J\x1b]8;;http://e/\x1b\\\x7f\x85\u2066\x08\rY"

_RANGES = ((0, 0x20), (0x20, 0x7F), (0x7F, 0x250), (0x300, 0x370), (0x370, 0x600), (0x2000, 0x2070), (0xD800, 0xE000),
           (0xE000, 0xF900), (0xFE00, 0x10000), (0x10000, 0x20000), (0x20000, 0x110000))  # fmt: skip
_PIECES = (
    "%", "%C3%B6", "%ED%A0%BD", "%00", "%zz", "\\u", "\\ud83d", "\\ude00", "\\u00f6", "\\u0000", "&", "&amp;", "&ouml;",
    "&#246;", "&#55357;", "&#xDE00;", "&#x110000;", "&#99999999999;", "&lt", "Ã¶", "ÃƒÂ¶", "Ã", "Г¶", "├╢", "ï¿½", "\ufffd",
    "\ud83d", "\udcf6", "\U0001f600", "\x1b[31m", "\x1b]52;c;QQ==\a", "\x9b2J", "\u202e", "\u2066", "\u200d", "\u0301", "\0",
    "\r\n", "\t", ",", "Kiruna", "Malmö", "981 31", "98131.0", "'98131", "=98131", "?", "län", "19121212-1212", "{", "}",
    "{name}", "59.3293, 18.0686", "https://x/@59.33,18.06", "geo:1,1", "1/", "°", "%s", "%(a)s", "[red]", "--json", "x" * 300,
)  # fmt: skip


def texts(seed: int, count: int) -> Iterator[str]:
    """So many texts, the same for the same seed."""
    choice = random.Random(seed)
    for _ in range(count):
        parts = []
        for _ in range(choice.randrange(1, 7)):
            if choice.random() < 0.6:
                parts.append(choice.choice(_PIECES))
            else:
                begin, end = choice.choice(_RANGES)
                parts.append("".join(chr(choice.randrange(begin, end)) for _ in range(choice.randrange(1, 8))))
        yield choice.choice(("", " ")).join(parts)
