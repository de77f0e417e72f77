"""What has been resolved already, in a fixed amount of memory."""

from __future__ import annotations

import sys
from array import array

SLOTS = 1 << 18


class Numbers:
    """Text -> a number from 1 to 2**63 - 1, for the texts seen last, in sixteen bytes each: all taken at the start.

    A dict with the texts in it would take six times that. Here a text is known by its hash alone. That is 64 bits of a
    keyed hash (SipHash), another key in each process: the chance that among ten million rows a single one is taken for
    another text is one in a million million. Where Python's hashes are shorter nothing is remembered.
    """

    def __init__(self) -> None:
        self._usable = sys.hash_info.width >= 64
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._hashes = array("q", bytes(8 * SLOTS))
        self._numbers = array("q", bytes(8 * SLOTS))

    def get(self, text: bytes) -> int:
        """The text's number, 0 where there is none."""
        wanted = hash(text)
        slot = wanted & (SLOTS - 1)
        if self._hashes[slot] == wanted:
            return self._numbers[slot]
        slot ^= 1
        return self._numbers[slot] if self._hashes[slot] == wanted else 0

    def put(self, text: bytes, number: int) -> None:
        """Remember a number, in the place of another text's where both slots are taken."""
        if self._usable:
            wanted = hash(text)
            slot = wanted & (SLOTS - 1)
            if self._numbers[slot]:
                slot ^= 1
            self._hashes[slot], self._numbers[slot] = wanted, number


class Pieces:
    """Pieces of columns, each kept once, by number."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.listed: list[bytes] = []
        self._numbers: dict[bytes, int] = {}

    def number(self, piece: str) -> int:
        """The place of a piece in `listed`, where it is put if it is new."""
        coded = piece.encode()
        number = self._numbers.get(coded)
        if number is None:
            number = self._numbers[coded] = len(self.listed)
            self.listed.append(coded)
        return number
