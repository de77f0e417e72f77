"""Text -> Resolution. The tiers, in order; what they find is decided in policy.py.

Exact before codes before folded before damaged; then the parts of a text; then what is no Swedish place; then guesses;
a place inside other words comes last. Each tier is a module that is imported when it is needed.
"""

from __future__ import annotations

from nmtcli.normalise import LOST, clean, key
from nmtcli.resolve.policy import Search, choose, nothing, only

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.gazetteer import Gazetteer
    from nmtcli.model import Resolution
    from nmtcli.resolve.policy import Routes

__all__ = ["resolve"]


def resolve(query: str, gazetteer: Gazetteer, routes: Routes, exact: bool = False) -> Resolution:
    """What place a text means.

    Args:
        query: what somebody typed; anything at all.
        gazetteer: the places.
        routes: county code -> the route's label; two counties with one label reach the same contacts.
        exact: no guessing: codes, names, aliases and folded names only.

    Returns:
        A resolution in one of three outcomes; never an exception for a text that is no place.
    """
    search = Search(query, gazetteer, routes, exact)
    text = clean(query)
    name = key(text)
    search.step("text", text)
    search.step("key", name)
    own = gazetteer.find(name)
    if own and not own[0][1]:  # a name of its own, not a mere alias
        search.step("exact", name)
        twins = gazetteer.table("places", "TWINS").get(name, "")
        if len(own) == 1 and not twins and own[0][0].kind not in ("area", "region"):
            return only(search, own[0][0])
        return choose(search, own, "exact", also=[f for twin in twins.split("|") for f in gazetteer.find(twin)])
    if not name:
        search.notes.append(("empty", ""))
        return nothing(search)
    return _other_tiers(search, text, name)


def _other_tiers(search: Search, text: str, name: str) -> Resolution:
    from nmtcli.resolve import names

    if any(letter.isdigit() for letter in text) or len(text) < 6:
        from nmtcli.resolve.codes import code

        if found := code(search, text):
            return found
    if found := names.whole(search, text, name):
        return found
    if (LOST in text or "?" in text) and (found := names.lost_letters(search, text)):
        return found
    if search.exact:
        return names.not_a_place(search, name) or nothing(search)
    from nmtcli.resolve import inside

    if found := inside.segments(search, text) or names.not_a_place(search, name):
        return found
    from nmtcli.resolve.guess import guess

    return guess(search, name) or inside.inside(search, text) or nothing(search, search.near)
