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

LONGEST_CODE = 5  # letters of a code without digits: "SE-BD"


def resolve(query: str, gazetteer: Gazetteer, routes: Routes, exact: bool = False, explain: bool = True) -> Resolution:
    """What place a text means.

    Args:
        query: what somebody typed; anything at all.
        gazetteer: the places.
        routes: county code -> the route's label; two counties with one label reach the same contacts.
        exact: no guessing: codes, names, aliases and folded names only.
        explain: fill in the steps; without them a misspelling takes a tenth less time.

    Returns:
        A resolution in one of three outcomes; never an exception for a text that is no place.
    """
    search = Search(query, gazetteer, routes, exact, explain)
    text = clean(query)
    name = key(text)
    search.step("text", text)
    search.step("key", name)
    if own := gazetteer.find(name):
        twins = gazetteer.table("places", "TWINS").get(name, "")
        place, alias = own[0]
        alone = len(own) == 1 and not twins and place.kind not in ("area", "region")
        if not alias:  # a name of its own
            search.step("exact", name)
            if alone:
                return only(search, place, "exact")
            return choose(search, own, "exact", also=[f for twin in twins.split("|") for f in gazetteer.find(twin)])
        if alone and len(name) > LONGEST_CODE and not search.foreign(name) and name not in search.words("ORDINARY"):
            search.step("alias", name)
            return only(search, place, "alias")
    if not name:
        search.notes.append(("empty", ""))
        return nothing(search)
    return _other_tiers(search, text, name)


def _other_tiers(search: Search, text: str, name: str) -> Resolution:
    from nmtcli.resolve import names

    if len(text) <= LONGEST_CODE or (not text.isalpha() and any(letter.isdigit() for letter in text)):
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
