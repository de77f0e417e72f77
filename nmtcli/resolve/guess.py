"""A misspelled or cut-off name: what it is near to, and whether that is near enough, and alone."""

from __future__ import annotations

from nmtcli.fuzzy import (
    FOLDED_COST,
    Spellings,
    clear_slip,
    letters_lacking,
    lost_in_cluster,
    osa,
    other_first_part,
    readings,
    trigrams,
    unlikely_slip,
    weak_sound,
)
from nmtcli.model import Candidate, Place
from nmtcli.normalise import fold, key
from nmtcli.resolve.names import core_of, lost_its_marks, whole
from nmtcli.resolve.policy import (
    ABROAD_LACKING,
    ABROAD_MARGIN,
    ABROAD_MARGIN_HAMLET,
    ALIAS_DISCOUNT,
    GAP,
    HAMLET_DISCOUNT,
    HAMLET_SIMILAR,
    HAMLET_SIMILAR_ODD,
    JOINED,
    LONG_NAME,
    LONG_NAME_TWO_EDITS,
    LONG_PREFIX,
    LOWEST,
    NO_HINTS,
    ODD,
    PREFIX_SCORE,
    PREFIX_SHARE,
    PREFIX_SHARE_SCORE,
    SHORTEST_FUZZY,
    SHORTEST_PREFIX,
    SHOWN,
    SIMILAR,
    SIMILAR_ONE_EDIT,
    SPELLED_RIGHT,
    TWO_EDITS,
    TWO_EDITS_LONG,
    TWO_LETTERS,
    VERY_ODD,
    decide,
    foremost,
    hinted,
    nothing,
    order,
    refuse,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.fuzzy import Readings
    from nmtcli.model import How, Resolution
    from nmtcli.resolve.policy import Search


def guess(search: Search, name: str) -> Resolution | None:
    """What a key is a misspelling or the beginning of, without its administrative words or with them."""
    if name.rpartition(" ")[2] in search.words("FIRMS"):  # "Norberg AB": what is inside it decides
        return None
    core, hints = core_of(search, name)
    if core == name and (right := _beside_spelled_right(name)):
        search.step("word beside the name", right)
        return whole(search, right, right) or guess(search, right)
    if not fold(core).isascii():
        from nmtcli.resolve.scripts import in_other_script

        return in_other_script(search, core, hints)
    found = near(search, core, hints)
    if found is None and core != name:
        found = near(search, name, NO_HINTS, shared=len(fold(name)) - len(fold(core)))
    if found is None and "county" in hints:
        from nmtcli.resolve.scripts import county_by_sound

        found = county_by_sound(search, core)
    if found is not None and found.status != "not_found" and name in search.words("GIVEN_NAMES"):
        meant = [found.place] if found.place else []
        meant += [candidate.place for candidate in found.candidates]
        return refuse(search, "person", "", "person", [Candidate(place, found.score) for place in meant])
    return found


def _beside_spelled_right(name: str) -> str:
    """'höör kommnu', 'kirunatrakten' -> 'höör kommun', 'kiruna trakten'; "" where the last word needs no mending."""
    head, _, last = name.rpartition(" ")
    if last.endswith(JOINED) and last not in JOINED:
        ending = next(ending for ending in JOINED if last.endswith(ending))
        return f"{name.removesuffix(ending)} {ending}"
    if not head:
        return ""
    near_words = [word for word in SPELLED_RIGHT if abs(len(word) - len(last)) < 2 and osa(word, last) == 1]
    return f"{head} {near_words[0]}" if near_words else ""


def _spellings(search: Search, group: str) -> Spellings:
    found: Spellings = search.derived(group, lambda: Spellings(search.gazetteer.table(group, "SPELLINGS")))
    return found


def near(
    search: Search, name: str, hints: frozenset[str], transcribed: bool = False, shared: int = 0
) -> Resolution | None:
    """What a key in Latin letters is near to: an answer, a question, a name abroad; None when to nothing.

    Args:
        search: the question.
        name: the key.
        hints: the kind of place that the words taken away from it call for.
        transcribed: from another script: then it is no name as it stands, and needs no proof of being a slip.
        shared: how many of its letters are such words all the same ("gamla enskde"). That a name has them too proves
            nothing: any two short names with "region" before them are alike.
    """
    text = readings(name)
    _, folded, _ = text
    if len(folded) < SHORTEST_FUZZY or not folded.isalpha():
        return None
    best = _nearest(search, text, hints, shared)
    typed = len(folded) - shared
    odd = len(trigrams(name) - search.derived("trigrams", lambda: _trigrams(search)))
    completed = _completions(search, name, folded, hints) if typed >= (SHORTEST_PREFIX if odd else LONG_PREFIX) else {}
    how: How = "fuzzy"
    longest = max(completed.values(), default=0.0)
    if longest > max(best.values(), default=0.0) and longest >= PREFIX_SCORE + PREFIX_SHARE_SCORE * PREFIX_SHARE:
        how = "prefix"
        best.update(completed)
    if not best:
        return None
    # A municipality that is nearly as near as a hamlet is the one that is meant.
    ranked = sorted(best.items(), key=lambda item: (-item[1] + _discount(item[0]), *order(item[0])))
    if search.explain:
        search.step("near", "; ".join(f"{place.name} {place.code} {score:.2f}" for place, score in ranked[:6]))
        search.step("odd runs of letters", str(odd))
    place, similarity = ranked[0]
    route = search.routes_of(place)
    counted = similarity - _discount(place)
    rivals = [
        (other, score)
        for other, score in ranked[1:]
        if score - _discount(other) > counted - GAP and search.routes_of(other) != route
    ]
    if rivals and search.explain:
        search.step("rivals", "; ".join(f"{other.name} {other.code} {score:.2f}" for other, score in rivals[:6]))
    if transcribed:
        enough = similarity >= SIMILAR
    elif how == "prefix":
        enough = place.kind != "locality"
    else:
        enough = _near_enough(name, folded, place, similarity, odd)
    if not enough and not (rivals and odd and similarity >= SIMILAR):
        search.near = search.near or [Candidate(p, round(s, 3)) for p, s in ranked[:3] if s > SHOWN]
        return None
    if countries := _abroad_is_nearer(search, name, text, place, similarity):
        search.notes.append(("near_abroad", countries))
        return nothing(search, [Candidate(other, score) for other, score in ranked[:3]])
    if rivals:
        return decide(search, how, [Candidate(p, s) for p, s in [ranked[0], *rivals]])
    beside = [(p, s) for p, s in ranked[1:] if search.routes_of(p) == route and s >= similarity - GAP / 2]
    return decide(search, how, [Candidate(place, similarity), *(Candidate(p, min(s, similarity)) for p, s in beside)])


def _nearest(search: Search, text: Readings, hints: frozenset[str], shared: int) -> dict[Place, float]:
    """The places that a text is nearest to, and those that may be their rivals, with their similarity."""
    size = len(text[1])
    best: dict[Place, float] = {}
    found: list[tuple[float, str, str]] = []
    # A name one letter off has no rival that is two letters off: mostly the first, small look is enough.
    for lacking in range(1, letters_lacking(size, SHOWN) + 1):
        found = _spellings(search, "fuzzy").nearest(text, LOWEST, lacking)
        if found and found[0][0] * size >= size - lacking - FOLDED_COST:
            break
    if shared:
        found = [row for row in found if _without(shared, row[0], max(size, len(row[1]))) >= SIMILAR]
    for similarity, _, refs in found:
        if similarity < found[0][0] - GAP - HAMLET_DISCOUNT:  # too far behind to be even a rival
            break
        if refs[0] == "~":  # a mere alias
            similarity -= ALIAS_DISCOUNT
        for place in foremost(hinted(search, search.gazetteer.places(refs), hints)):
            best[place] = max(best.get(place, 0.0), similarity)
    return best


def _without(shared: int, similarity: float, length: int) -> float:
    """The similarity of two texts of this length if so many letters that they share did not count."""
    return 1 - (1 - similarity) * length / max(length - shared, 1)


def _near_enough(name: str, folded: str, place: Place, similarity: float, odd: int) -> bool:
    """Whether a text is so like a place's name that it is a slip rather than a name of its own."""
    own = key(place.name)
    ours = fold(own)
    if ours == folded:  # "Vårberg", "Varberg": who writes the ring means it
        return False
    edits = (1 - similarity) * max(len(folded), len(ours))
    hamlet = place.kind in ("locality", "area")
    # Nobody adds a ring or dots by mistake; and "Örsås" is no genitive of Orsa.
    if (hamlet or edits > 1.01 or edits < 1.5 * FOLDED_COST) and _adds_marks(name, own):
        return False
    if hamlet:
        if len(own) >= LONG_NAME and (clear_slip(name, own) or lost_in_cluster(name, own)):
            return True
        if len(own) > LONG_NAME and weak_sound(name, own):
            return True
        if folded[0] != ours[0]:  # slips seldom begin a name: Uvberget is not Duvberget
            return False
        if edits > TWO_EDITS and len(own) <= LONG_NAME_TWO_EDITS:
            return False
        return odd >= ODD and similarity >= (HAMLET_SIMILAR_ODD if odd >= VERY_ODD else HAMLET_SIMILAR)
    if edits >= TWO_LETTERS and folded.endswith(("en", "et")) and folded[-2:] != ours[-2:]:
        return False  # the definite form: Mariastaden is not Mariestad
    if len(own) >= LONG_NAME and sorted(folded) == sorted(ours):  # the same letters in another order
        return similarity >= SIMILAR
    if edits >= (TWO_EDITS if len(own) < LONG_NAME else TWO_EDITS_LONG):
        return similarity >= SIMILAR and odd > 0 and not other_first_part(folded, ours)
    if not odd and (unlikely_slip(name, own) or (own[:-1] == name and own[-1] in "åäö")):
        return False
    return similarity >= (SIMILAR_ONE_EDIT if edits < 1.01 else SIMILAR)


def _adds_marks(name: str, own: str) -> bool:
    """Whether a key has more of å, ä or ö than the key of a place."""
    return not name.isascii() and any(name.count(letter) > own.count(letter) for letter in "åäö")


def _discount(place: Place) -> float:
    return HAMLET_DISCOUNT if place.kind == "locality" else 0.0


def _trigrams(search: Search) -> frozenset[str]:
    return frozenset(search.gazetteer.table("fuzzy", "TRIGRAMS").split(" "))


def _abroad_is_nearer(search: Search, name: str, text: Readings, place: Place, similarity: float) -> str:
    """The countries (or "word") of a name that is no Swedish place and nearer than the best one, else ""."""
    margin = ABROAD_MARGIN_HAMLET if place.kind == "locality" else ABROAD_MARGIN
    least = min(1.0, similarity + margin)
    if (1 - least) * (len(name) + 1) < FOLDED_COST:  # then only the very same spelling is nearer
        return "word" if name in search.words("NEAR") else search.foreign(name)
    for score, written, countries in _spellings(search, "abroad").nearest(text, least, ABROAD_LACKING)[:1]:
        search.step("near, not in Sweden", f"{written} ({countries}) {score:.2f}")
        return countries
    return ""


def _completions(search: Search, name: str, folded: str, hints: frozenset[str]) -> dict[Place, float]:
    """The places whose own names begin so, each with a score below that of a whole name."""
    found: dict[Place, float] = {}
    for form, refs in _spellings(search, "fuzzy").starting(folded):
        own = [pair for pair in search.gazetteer.places(refs) if not pair[1]]
        if not own or form.endswith("lan"):  # "Skånela" is not the beginning of "Skåne län"
            continue
        for place in foremost(hinted(search, own, hints)):
            if place.kind != "area" and lost_its_marks(name, place):  # "växhö" is not the beginning of Vaxholm
                score = PREFIX_SCORE + PREFIX_SHARE_SCORE * len(folded) / len(form)
                found[place] = max(found.get(place, 0.0), score)
    return found
