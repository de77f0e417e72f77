"""Large tables that cost nothing to load: sorted lines in which a name is found by halving, until it is asked often.

Unmarshalling a dictionary of 20,000 names takes 8 ms, most of an interpreter's start, and one question needs one entry.
The lines are the bytes of a file that is mapped into memory: reading it, or decoding it all, would take as long.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from mmap import mmap

OFTEN = 256  # searches after which a dictionary has paid for itself


def mapped(name: str) -> bytes | mmap:
    """The bytes of a file of the package, of which only the pages that are looked at come into memory.

    Raises:
        OSError: the file is missing or unreadable.
    """
    from mmap import ACCESS_READ, mmap

    try:
        with open(os.path.join(os.path.dirname(os.path.dirname(__file__)), name), "rb") as file:
            return mmap(file.fileno(), 0, access=ACCESS_READ)
    except NotADirectoryError:  # the package is in an archive
        from pkgutil import get_data

        return get_data("nmtcli", name) or b""


class Lexicon:
    """A read-only mapping from text to text, made by `lexicon_lines`. Names hold no newline and no tab."""

    def __init__(self, lines: bytes | mmap) -> None:
        self._lines = lines
        self._searched = 0
        self._entries: dict[str, str] | None = None

    def get(self, name: str, default: str = "") -> str:
        """The value of a name, or the default."""
        if self._entries is not None:
            return self._entries.get(name, default)
        self._searched += 1
        if self._searched > OFTEN:
            return self.entries().get(name, default)
        try:
            wanted = name.encode() + b"\t"
        except UnicodeEncodeError:  # half of a character
            return default
        lines = self._lines
        low, high = 0, len(lines)
        while low < high:
            middle = (low + high) // 2
            start = lines.rfind(b"\n", 0, middle) + 1
            end = lines.find(b"\n", start)
            line = lines[start:end]
            if line.startswith(wanted):
                return line[len(wanted) :].decode()
            if line < wanted:
                low = end + 1
            else:
                high = start
        return default

    def entries(self) -> dict[str, str]:
        """All of it as a dictionary, kept from then on."""
        if self._entries is None:
            cells = self._lines[:-1].decode().replace("\n", "\t").split("\t") if self._lines else []
            known: dict[str, str] = {}  # one text of each value: of a hundred thousand words most are equally common
            self._entries = dict(zip(cells[::2], map(known.setdefault, cells[1::2], cells[1::2])))
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


def lexicon_lines(entries: Mapping[str, str]) -> bytes:
    """The lines from which a `Lexicon` of these entries is made.

    Raises:
        ValueError: a name or a value holds a newline or a tab.
    """
    for name, value in entries.items():
        if {"\n", "\t"} & set(name + value):
            raise ValueError(f"newline or tab in {name!r}: {value!r}")
    return b"".join(sorted(f"{name}\t{value}\n".encode() for name, value in entries.items()))
