"""What somebody did who typed a text for a name: the kinds of edits."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nmtcli.gazetteer import Gazetteer
from nmtcli.resolve.channel import LONGEST_MIDDLE, Channel, common_ends
from nmtcli.resolve.features import KINDS

TEXT = st.text(alphabet="abeknsåäöxj", max_size=14)
# A name, a text, the edits between the two.
PAIRS = """
kil kil
kiruna kirunna doubled
kiruna kiuna lost
norrköping norköping undoubled
kalmar kallmar doubled
alingsås alinsås cluster
karlskrona karlkrona cluster
malmö malmo mark_lost
malmo malmö mark_added
borås boräs mark_changed
malmö malmoe digraph
enköping enkoeping digraph
boraas borås digraph
mora måra spelling
växjö vexjö spelling
växjö väksjö spelling
eksjö exjö spelling
vara wara spelling
skövde sjövde spelling
hjo jo spelling
lund kund key
lund lubd key
lund lkund put_by_key
lund luxnd put
avesta avestab put
skara zkara sound
tibro tipro sound
sala slaa swap
göteborg gotheborg mark_lost+spelling
laxå laksåx spelling+put
"""


@pytest.mark.parametrize("line", PAIRS.strip().split("\n"))
def test_each_slip_has_its_kind(line: str, gazetteer: Gazetteer) -> None:
    name, typed, *kinds = line.split(" ")
    wanted = tuple(kinds[0].replace("_", " ").split("+")) if kinds else ()
    assert Channel(gazetteer.table("fuzzy", "COSTS")).edits(name, typed) == wanted


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_have_edits_of_known_kinds_or_none(name: str, typed: str) -> None:
    kinds = Channel({}).edits(name, typed)
    assert kinds is None or set(kinds) <= set(KINDS)
    assert (kinds == ()) == (name == typed)
    start, end = common_ends(name, typed)
    longest = max(len(name), len(typed)) - start - end
    assert (kinds is None) <= (longest > LONGEST_MIDDLE)


@given(TEXT, st.data())
def test_a_single_edit_is_one_kind(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name)))
    head, tail = name[:at], name[at:]
    letter = data.draw(st.sampled_from("abeknsåäöxj"))
    typed = data.draw(st.sampled_from([head + tail[1:], head + letter + tail, head + letter + tail[1:]]))
    assume(typed != name)
    assert len(Channel({}).edits(name, typed) or ()) == 1
    turned = head + tail[:2][::-1] + tail[2:]
    assume(turned != name)
    assert len(Channel({}).edits(name, turned) or ()) == 1


@given(TEXT, TEXT)
def test_no_more_edits_than_letters(name: str, typed: str) -> None:
    assert len(Channel({}).edits(name, typed) or ()) <= max(len(name), len(typed))


def test_the_cheapest_way_is_taken() -> None:
    assert Channel({"sound": 1.0, "swap": 9.0}).edits("ystad", "ysdat") == ("sound", "sound")
    assert Channel({"other": 1.0, "lost": 9.0, "put": 9.0, "swap": 9.0, "key": 1.0}).edits("abxyz", "abzyx") is not None


def test_every_kind_has_a_cost(gazetteer: Gazetteer) -> None:
    costs = gazetteer.table("fuzzy", "COSTS")
    assert set(KINDS) <= costs.keys()
    assert all(costs[kind] > 0 for kind in KINDS)


@pytest.mark.parametrize(("a", "b", "ends"), [("", "", (0, 0)), ("aa", "a", (1, 0)), ("abc", "abxc", (2, 1))])
def test_ends_do_not_overlap(a: str, b: str, ends: tuple[int, int]) -> None:
    assert common_ends(a, b) == common_ends(b, a) == ends
