"""Text -> Resolution. The very name of one place is answered at once; all else is read, weighed and decided.

`tokens` and `numbers` take the text apart, `grammar` reads it, `evidence` says which places its names may mean, `guess`
what a name that no table has may be a slip of, `meaning` puts the parts together, and `decide` makes an answer, a
question or a refusal of it. docs/architecture.md shows the way of a text.
"""

from __future__ import annotations

from nmtcli.normalise import clean, key
from nmtcli.resolve.decide import Case
from nmtcli.resolve.evidence import Lexis

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from nmtcli.gazetteer import Gazetteer
    from nmtcli.model import Resolution

__all__ = ["resolve"]


def resolve(
    query: str, gazetteer: Gazetteer, routes: Mapping[str, str], exact: bool = False, explain: bool = True
) -> Resolution:
    """What place a text means.

    Args:
        query: what somebody typed; anything at all.
        gazetteer: the places.
        routes: county code -> the route's label; two counties with one label reach the same contacts.
        exact: no guessing: codes, names, aliases and folded names only.
        explain: fill in the steps.

    Returns:
        A resolution in one of three outcomes; never an exception for a text that is no place. For a list of places
        ("Kiruna, Malmö") its `parts` are the resolutions of each.
    """
    case = Case(query, gazetteer, routes, exact, explain)
    text = clean(query)
    name = key(text)
    case.step("text", text)
    case.step("key", name)
    own = gazetteer.find(name)
    if len(own) == 1 and name not in gazetteer.table("places", "CLOSE"):
        place, alias = own[0]
        plain = place.kind in ("municipality", "county") or (place.kind == "locality" and place.tier in "AB")
        if not alias and plain:
            return case.only(place, "exact")
    if any(not alias and place.kind in ("municipality", "county") for place, alias in own):
        case.step("name", name)
        return case.choose(Lexis(gazetteer).names(name))
    if not name:
        case.note("empty")
        return case.nothing()
    from nmtcli.resolve.meaning import understand

    return understand(case, text, name)
