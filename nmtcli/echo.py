"""What comes from outside, fit to be shown: nothing that a terminal obeys, no number of a person, and short.

Every message, table and answer for people passes foreign text through here: what was asked, names of columns and files,
keys, values of options, what a contact list says. JSON escapes instead (`render.jsontext.dumps`), and the input's own
columns in `batch` stay as they are: both are somebody's keys.
"""

from __future__ import annotations

from nmtcli.normalise import visible, whole_characters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN = 60  # characters of a value; what is longer is cut
SHOWN_PATH = 240

MASK = "*"
_FEWEST = 6  # digits in a row that may be a date of birth; a postal code has five


def plain(text: str) -> str:
    """Text on one line without control characters, escape sequences, bidirectional controls, halves of characters."""
    return text if text.isprintable() else visible(whole_characters(text))


def filled(message: str, values: Mapping[str, object]) -> str:
    """A message of a catalogue with its values filled in, each of them plain.

    Raises:
        KeyError: a value is missing.
    """
    shown = {name: value if isinstance(value, (int, float)) else plain(str(value)) for name, value in values.items()}
    return message.format(**shown)


def masked(text: str) -> str:
    """Text with asterisks for the digits of personal identity numbers, telephone numbers and other long numbers.

    Long is six digits in a row, or nine with single signs or up to three spaces between them; a date of eight digits,
    2026-11-23, and a postal code are not.
    """
    if sum(map(str.isdigit, text)) < _FEWEST:
        return text
    import re

    number = r"\d(?:[\s.:/+_\u2010-\u2015\u2212-]{0,3}\d){8,}|\d{6,}"
    return re.sub(number, lambda found: re.sub(r"\d", MASK, found[0]), text)


def echo(value: object, limit: int = SHOWN) -> str:
    """A foreign value as it is shown in a message: plain, masked, single spaces, cut when it is long."""
    text = masked(" ".join(plain(str(value)[: 16 * limit]).split()))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def echo_path(path: object) -> str:
    """The name of a file as it is shown in a message."""
    return echo(path, SHOWN_PATH)
