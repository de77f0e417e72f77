"""Each number that decides is held by named texts: moved up or down, it would decide another way."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from nmtcli.gazetteer import Gazetteer
from nmtcli.resolve import decide, guess, resolve, slips

# number, where it is read, how it is moved, a text, its outcome as it is, and with the number moved.
# An outcome is the status, and how many candidates are named.
MOVED = [
    ("OUTWEIGHS", decide, 5.0, "Backe", ("ambiguous", 5), ("resolved", 4)),
    ("OUTWEIGHS", decide, 20.0, "Anderstorp", ("resolved", 2), ("ambiguous", 2)),
    ("ASKED", decide, 0.002, "Hestra", ("ambiguous", 3), ("ambiguous", 7)),
    ("ASKED", decide, 0.2, "Husby", ("ambiguous", 8), ("ambiguous", 6)),
    ("ANSWER", slips, 0.88, "Götese", ("not_found", 1), ("resolved", 0)),
    ("ANSWER", slips, 0.88, "Lintöjping", ("not_found", 1), ("resolved", 0)),
    ("ANSWER", slips, 0.97, "Anneby", ("resolved", 0), ("not_found", 1)),
    ("ASK", slips, 0.6, "Slala", ("not_found", 2), ("ambiguous", 2)),
    ("ASK", slips, 0.85, "åkelbo", ("ambiguous", 2), ("not_found", 2)),
    ("SHOW", guess, 0.02, "Tolsbj kommun", ("not_found", 1), ("not_found", 2)),
    ("SHOW", guess, 0.4, "Marak", ("not_found", 2), ("not_found", 1)),
    ("MOST_CANDIDATES", decide, 4, "Fagerhult", ("ambiguous", 8), ("ambiguous", 4)),
    ("MOST_CANDIDATES", decide, 20, "Husby", ("ambiguous", 8), ("ambiguous", 13)),
]


@pytest.mark.parametrize(("number", "module", "moved", "text", "as_it_is", "then"), MOVED)
def test_a_number_moved_decides_another_way(
    monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer, routes: Mapping[str, str],
    number: str, module: object, moved: float, text: str, as_it_is: tuple[str, int], then: tuple[str, int],
) -> None:  # fmt: skip
    def outcome() -> tuple[str, int]:
        found = resolve(text, gazetteer, routes)
        return found.status, len(found.candidates)

    assert outcome() == as_it_is
    monkeypatch.setattr(module, number, moved)
    assert outcome() == then


def test_every_number_of_decide_is_moved() -> None:
    numbers = {name for name, value in vars(decide).items() if name.isupper() and isinstance(value, (int, float))}
    own = numbers - {"HAMLET", "MERE_HAMLET", "TYPE_CHECKING"}  # the first two are weights of `evidence`
    assert {row[0] for row in MOVED} == own
