"""A text as a row of tokens: words and numbers, each with what stands before it.

A comma, a bracket or a slash is a mark on the token behind it and no more: the same grammar reads the text with and
without it.
"""

from __future__ import annotations

from nmtcli.model import Record
from nmtcli.normalise import LOST, key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_TOKENS = 120  # a longer text is a story; what stands behind is not read

_BREAKS = frozenset(",;()[]{}<>|—•·،、，（）：:=\t\n。؛")
SHORT = 3  # letters of a word with a full stop that may be an abbreviation: "St. Olof"


class Token(Record):
    """A word or a number.

    `gap` is what stands before it: "" nothing ("SE" and "98131" of "SE98131"), " " a space, "-" a hyphen or an
    underscore, "–" a dash between spaces, "/" a slash, "," whatever parts one thing from the next. `role` and `value`
    are set for numbers that were recognised: "postcode" with "98131".
    """

    text: str
    key: str
    gap: str
    role: str = ""
    value: str = ""

    @property
    def breaks(self) -> bool:
        """Whether a name cannot go on over what stands before this token."""
        return self.gap in (",", "/", "–")

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def without_people(text: str) -> str:
    """'nora.berg@gmail.com' -> '', 'info@kiruna.se' -> 'kiruna.se', '@Malmö' -> 'Malmö'.

    Before the sign stands a person or a desk, and only Swedish addresses tell a place. Numbers stay, to be refused.
    """
    if "@" not in text:
        return text
    return " ".join([word if "@" not in word or any(map(str.isdigit, word)) else _host(word) for word in text.split()])


def closed_up(text: str) -> str:
    """'G Ö T E B O R G' -> 'GÖTEBORG': letters one by one are a word that is spelled out."""
    words = text.split(" ")
    spelled = len(words) > SHORT and all(len(word) == 1 and word.isalpha() for word in words)
    return "".join(words) if spelled else text


def _host(word: str) -> str:
    host = word.rpartition("@")[2]
    return host if host and ("." not in host or ".se" in host) else ""


def spelled_out(text: str, abbreviations: Mapping[str, str]) -> str:
    """'V:a Torup', 'S:t Olof' -> 'västra Torup', 'sankt Olof'."""
    if ":" not in text:
        return text
    words = text.split(" ")
    return " ".join([abbreviations.get(word.casefold(), word) for word in words])


def _gap(between: str, before: str) -> str:
    """The mark for what stands between two tokens."""
    if not between:
        return ""
    if not _BREAKS.isdisjoint(between):
        return ","
    marks = between.strip()
    if not marks:
        return " "
    if " " in between and ("-" in marks or "–" in marks):  # "Malmö - Lund"
        return "–" if between.startswith(" ") and between.endswith(" ") else "-"
    if "/" in marks:
        return "/"
    if marks[0] in ".!?…" and " " in between:
        return " " if marks[0] == "." and len(before) <= SHORT else ","
    if marks[0] in "-_‐‑‒–―":
        return "-"
    return " "


def tokenise(text: str, numbers: list[tuple[int, int, str, str]] | None = None) -> list[Token]:
    """The tokens of a cleaned text.

    Args:
        text: what `normalise.clean` gave.
        numbers: (start, end, role, value) of the numbers in it that were recognised, in order.
    """
    tokens: list[Token] = []
    known = {start: (end, role, value) for start, end, role, value in numbers or ()}
    at = end = 0
    size = len(text)
    before = ""
    while at < size and len(tokens) < MOST_TOKENS:
        letter = text[at]
        if at in known:
            stop, role, value = known[at]
            tokens.append(Token(text[at:stop], value, _gap(text[end:at], before) if tokens else ",", role, value))
        elif letter.isdecimal():
            stop = at + 1
            while stop < size and text[stop].isdecimal() and stop not in known:
                stop += 1
            word = text[at:stop]
            tokens.append(Token(word, word, _gap(text[end:at], before) if tokens else ",", "number", word))
        elif letter.isalpha() or letter == LOST or (not letter.isascii() and _is_mark(letter)):
            stop = at + 1
            while stop < size and stop not in known and _in_word(text, stop):
                stop += 1
            word = text[at:stop]
            normal = key(word).replace(" ", "")
            if not normal:
                at = stop
                continue
            tokens.append(Token(word, normal, _gap(text[end:at], before) if tokens else ","))
        else:
            at += 1
            continue
        before, at, end = tokens[-1].text, stop, stop
    return tokens


def _is_mark(letter: str) -> bool:
    import unicodedata

    return unicodedata.category(letter)[0] == "M"


def _in_word(text: str, at: int) -> bool:
    letter = text[at]
    if letter.isalpha() or letter == LOST:
        return True
    if letter in "'’ʼ":
        return at + 1 < len(text) and text[at + 1].isalpha()
    return not letter.isascii() and not letter.isdecimal() and _is_mark(letter)


def joined(tokens: list[Token]) -> str:
    """The key of some tokens as one name."""
    return " ".join([token.key for token in tokens]) if len(tokens) > 1 else tokens[0].key
