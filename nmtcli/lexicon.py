"""Large tables that cost nothing to load: a text that is searched as it stands, until it is asked often.

Unmarshalling a dictionary of 20,000 names takes 8 ms, most of an interpreter's start, and one question needs one entry.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OFTEN = 64  # searches after which a dictionary has paid for itself


class Lexicon:
    """A read-only mapping from text to text, made by `lexicon_text`. Names hold no newline and no tab."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._searched = 0
        self._entries: dict[str, str] | None = None

    def get(self, name: str, default: str = "") -> str:
        """The value of a name, or the default."""
        if self._entries is not None:
            return self._entries.get(name, default)
        self._searched += 1
        if self._searched > OFTEN:
            return self.entries().get(name, default)
        start = self._text.find(f"\n{name}\t")
        if start < 0:
            return default
        start += len(name) + 2
        return self._text[start : self._text.index("\n", start)]

    def entries(self) -> dict[str, str]:
        """All of it as a dictionary, kept from then on."""
        if self._entries is None:
            lines = self._text[1:-1].split("\n")
            self._entries = dict(line.split("\t") for line in lines)
        return self._entries

    def __getitem__(self, name: str) -> str:
        return self.entries()[name]

    def __contains__(self, name: str) -> bool:
        return self.get(name, "\t") != "\t"

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries())

    def __len__(self) -> int:
        return len(self.entries())

    def keys(self) -> Iterator[str]:
        """The names; with `__getitem__`, what `dict(lexicon)` needs."""
        return iter(self.entries())

    def items(self) -> Iterator[tuple[str, str]]:
        """The entries."""
        return iter(self.entries().items())

    def values(self) -> Iterator[str]:
        """The values."""
        return iter(self.entries().values())


def lexicon_text(entries: Mapping[str, str]) -> str:
    """The text from which a `Lexicon` of these entries is made.

    Raises:
        ValueError: a name or a value holds a newline or a tab.
    """
    for name, value in entries.items():
        if {"\n", "\t"} & set(name + value):
            raise ValueError(f"newline or tab in {name!r}: {value!r}")
    return "\n" + "".join(f"{name}\t{value}\n" for name, value in entries.items())
