"""What has been resolved already, in a fixed amount of memory."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Hashable, Sequence

SLOTS = 1 << 18
MOST_AT_ONCE = 1 << 14  # texts
KEPT_TEXTS = 160_000  # with more than these, all is forgotten; the slots never fill up

_EMPTY = -1  # no hash is -1


def long_hash(text: bytes) -> int:
    """63 bits of a hash, where Python's own has only 32."""
    from hashlib import blake2b  # imported where it is needed, which is seldom

    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little") >> 1  # never negative, so none is -1


class Slots:
    """Text -> the number of a slot, for the texts seen last, in eight bytes each: all taken at the start.

    A dict with the texts in it would take twelve times that. Here a text is known by its hash alone. That is 64 bits of
    a keyed hash (SipHash), another key in each process: the chance that among ten million different texts a single one
    is taken for another is less than one in ten million. Where Python's own hashes are shorter another function makes
    them.
    """

    def __init__(self) -> None:
        self._hash: Callable[[bytes], int] = hash if sys.hash_info.width >= 64 else long_hash
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._hashes = array("q", [_EMPTY]) * SLOTS
        self._used = 0

    @property
    def full(self) -> bool:
        """Whether to clear before more texts come."""
        return self._used > KEPT_TEXTS

    def of(self, texts: Sequence[bytes], fill: Callable[[int, bytes], None]) -> list[int]:
        """The slot of each text.

        Args:
            texts: at most MOST_AT_ONCE, while this is not full.
            fill: called for each new text, with its slot.
        """
        wanted = list(map(self._hash, texts))
        slots = [one & (SLOTS - 1) for one in wanted]
        found = list(map(self._hashes.__getitem__, slots))
        if found != wanted:
            for at, (there, one) in enumerate(zip(found, wanted)):
                if there != one:
                    slots[at] = self._probe(slots[at], one, texts[at], fill)
        return slots

    def _probe(self, slot: int, wanted: int, text: bytes, fill: Callable[[int, bytes], None]) -> int:
        """The slot in which the text is, from this one on, or the first empty one, which it then takes."""
        while (there := self._hashes[slot]) != wanted:
            if there == _EMPTY:
                fill(slot, text)
                self._hashes[slot] = wanted
                self._used += 1
                break
            slot = (slot + 1) & (SLOTS - 1)
        return slot


class Pieces:
    """Pieces of columns, each kept once, by number."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.listed: list[bytes] = []
        self._numbers: dict[Hashable, int] = {}

    def number(self, key: Hashable, make: Callable[[], bytes]) -> int:
        """The place in `listed` of the piece with this key, which is made if it is new."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.listed)
            self.listed.append(make())
        return number
