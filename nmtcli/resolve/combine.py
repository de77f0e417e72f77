"""The parts of a text narrow each other down, make a list, or contradict each other."""

from __future__ import annotations

from nmtcli.model import Place, Resolution, replaced
from nmtcli.resolve.against import TOWN
from nmtcli.resolve.decide import Case, evenly
from nmtcli.resolve.evidence import Found, weight_of
from nmtcli.resolve.mentions import Mention, Text, heaviest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from nmtcli.model import How
    from nmtcli.resolve.forms import Span

# How specific a kind is, when the parts of a text narrow each other down.
DEPTH = {"region": 0, "area": 1, "county": 2, "municipality": 3, "postcode": 4, "locality": 5}
BETWEEN = frozenset(("around", "kind", "name", "postcode", "code", "street", "number", "sweden"))
WITHIN = 0.98  # of the score of a name among other words
UNLISTED = 0.6  # how likely the county of a postal code is that no list has: most numbers look like one
BESIDE_UNKNOWN = 0.93  # the same where another part is not understood


def combined(text: Text, mentions: list[Mention], score: float) -> Resolution:
    """What the names of a text mean together; `score` is how well the rest of the text is understood."""
    case = text.case
    if len(mentions) == 1:
        mention = mentions[0]
        found = mention.found
        if text.spans[-1].value == "t" and text.tokens[-1].text == "C" and case.contested(found):
            here = [one for one in found if one.place.counties == ("03",)]  # the central station, or Uppsala's letter
            return case.choose(here or found, "text", score)
        if mention.span.role == "postcode":
            listed = any(one.place.municipality for one in found)
            return case.choose(found, _way(text), score if listed else UNLISTED)
        return case.choose(found, None if text.bare else "text", score)
    mentions = [
        Mention(m.span, tuple(case.narrowed(_without_hamlets(list(m.found)))[0]), m.explicit, m.guessed)
        for m in mentions
    ]
    mentions = [_unless_apart(text, mention, mentions) for mention in mentions]
    agreeing: list[Found] = []
    for number, mention in enumerate(mentions):
        others = mentions[:number] + mentions[number + 1 :]
        agreeing += [one for one in mention.found if all(agree(one.place, other.found) for other in others)]
    if agreeing:
        return most_specific(text, agreeing, mentions, score)
    return differing(text, mentions)


def _unless_apart(text: Text, mention: Mention, mentions: list[Mention]) -> Mention:
    """A municipality's name means a namesake only where the other name stands beside it.

    "Mora, Stockholm" may be a hamlet; "bor i Stockholm men är i Mora", "Stockholm och Mora" and "Stockholm/Mora" not.
    """
    towns = [one for one in mention.found if one.place.kind == "municipality" and one.how == "exact"]
    others = [other for other in mentions if other is not mention and any(_town(one) for one in other.found)]
    if not towns:
        return mention
    if all(_beside(text, mention.span, other.span) for other in others):
        # Beside another town's name a small namesake of a town is meant only in that town: "Mora, Stockholm" are two.
        codes = {one.place.municipality for other in others for one in other.found if one.place.kind == "municipality"}
        if not codes:
            return mention
        kept = [one for one in mention.found if _large(one) or one.place.municipality in codes]
        return replaced(mention, found=tuple(kept))
    return replaced(mention, found=tuple(one for one in mention.found if one.place.kind != "locality"))


def _town(one: Found) -> bool:
    return one.place.kind in ("municipality", "locality")


def _large(one: Found) -> bool:
    return one.place.kind != "locality" or one.weight > TOWN


def _beside(text: Text, one: Span, other: Span) -> bool:
    """Whether one name may say where the other lies: nothing but such words and signs stand between them."""
    first, last = sorted((one, other), key=lambda span: span.start)
    between = {span.role for span in text.spans if first.end <= span.start < last.start}
    return between <= BETWEEN and text.tokens[last.start].gap not in ("-", "–", "/")


def _way(text: Text) -> How:
    """How a text with a code in it was understood: by the code, or as a text."""
    roles = [span.role for span in text.spans]
    if not text.coded:
        return "text"
    return "postcode" if "postcode" in roles else "code"


def most_specific(text: Text, agreeing: list[Found], mentions: list[Mention], score: float) -> Resolution:
    """The most specific of the places that all parts agree with."""
    case = text.case
    towns = {one.place.name for one in agreeing if one.place.kind == "municipality"}
    kept = [one for one in agreeing if one.place.kind != "locality" or one.place.name not in towns]
    depth = max(DEPTH[one.place.kind] for one in kept)
    kept = [one for one in kept if DEPTH[one.place.kind] == depth]
    guessed = [mention.guessed for mention in mentions if mention.guessed]
    if case.explain:
        case.step("parts agree", ", ".join(f"{one.place.name} {one.place.code}" for one in kept))
    return case.choose(kept, _way(text), score * (min(guessed) if guessed else 1.0))


def differing(text: Text, mentions: list[Mention]) -> Resolution:
    """A list of places, or a name and something that contradicts it."""
    case = text.case
    case.step("parts differ", " / ".join(mention.found[0].place.name for mention in mentions))
    explicit = [m for m in mentions if m.explicit and any(f.place.kind == "municipality" for f in m.found)]
    if len(explicit) == 1 and len(mentions) == 2:  # "Harg (Norrtälje kommun)": the surest that one can write
        other = next(m for m in mentions if m is not explicit[0])
        local = [one for one in other.found if one.place.kind == "locality"]
        small = bool(local) and all(
            weight_of(one.place) <= TOWN if one in local else one.how == "alias" for one in other.found
        )
        if small and not other.guessed:
            return case.choose(explicit[0].found, "text", BESIDE_UNKNOWN)
    parts = listed_places(text, mentions)
    listed = evenly(one for mention in mentions for one in heaviest(mention.found))
    routes = {route for candidate in listed for route in case.routes_of(candidate.place)}
    likely = [one.place for mention in mentions for one in heaviest(mention.found)]
    small = all(place.kind == "locality" for place in likely) and len({place.municipality for place in likely}) > 1
    if small and any(span.role == "unknown" for span in text.spans):
        return case.nothing(listed)  # "Solberg, Hagen och Evensen" are people
    if small and not parts and not any(_parted(text, m) for m in mentions[1:]):
        return case.nothing(listed)  # "Brunnby Vik" is one name, which no table has
    if len(routes) == 1 and listed:
        counties = tuple(sorted({county for c in listed for county in c.place.counties}))
        name = ", ".join(dict.fromkeys(c.place.name for c in listed))
        place = case.gazetteer.place(counties[0]) if len(counties) == 1 else Place("area", "", name, None, counties)
        found = case.answer("text", [Found(place, "text", 1.0)], (), WITHIN)
        return Resolution(
            found.query, "resolved", found.place, found.how, found.score, tuple(listed), (), found.notes, found.steps,
            tuple(parts),
        )  # fmt: skip
    if digits := next((m.span.value for m in mentions if m.span.role in ("postcode", "code")), ""):
        case.note("code_and_name_differ", digits)
    return case.asks(_way(text), listed, parts)


def listed_places(text: Text, mentions: list[Mention]) -> list[Resolution]:
    """The resolutions of each place of a list, or nothing where the text is not one."""
    kinds = {"locality" if one.place.kind in ("municipality", "locality") else one.place.kind
             for mention in mentions for one in heaviest(mention.found)[:1]}  # fmt: skip
    if len(kinds) != 1 or kinds & {"postcode"} or any(span.role == "postcode" for span in text.spans):
        return []
    starts = sorted(mention.span.start for mention in mentions)
    for start in starts[1:]:
        number = next(n for n, span in enumerate(text.spans) if span.start <= start < span.end)
        begin = number
        while (
            begin
            and text.spans[begin - 1].role in ("around", "kind")
            and not text.tokens[text.spans[begin].start].breaks
        ):
            begin -= 1
        before = text.spans[begin - 1].role if begin else ""
        if not (
            text.tokens[text.spans[begin].start].breaks
            or before == "and"
            or text.tokens[text.spans[begin].start].gap == "-"
        ):
            return []
    case = text.case
    parts = []
    ordered = sorted(mentions, key=lambda mention: mention.span.start)
    for mention in ordered:
        written = " ".join(token.text for token in text.tokens[mention.span.start : mention.span.end])
        one = Case(written, case.gazetteer, case.routes, case.exact, case.explain)
        if mention.guessed:
            parts.append(one.choose(mention.found, "fuzzy", mention.guessed))
        else:
            parts.append(one.choose(mention.found))
    return parts


def _parted(text: Text, mention: Mention) -> bool:
    """Whether anything but a space stands before a name."""
    start = mention.span.start
    return text.tokens[start].breaks or not any(span.role == "name" and span.end == start for span in text.spans)


def _without_hamlets(found: list[Found]) -> list[Found]:
    """The places of a name beside others: a county's name is no hamlet's, and no doubtful place counts."""
    wide = any(one.place.kind in ("county", "area", "region") and one.how != "alias" for one in found)
    kept = [one for one in found if one.place.tier != "D" and not (wide and one.place.tier == "C")]
    return kept or found


def agree(place: Place, others: Sequence[Found]) -> bool:
    """Whether a place is one of these, lies in one of them, or one of them lies in it."""
    for one in others:
        other = one.place
        if place == other or _lies_in(place, other) or _lies_in(other, place):
            return True
    return False


def _lies_in(place: Place, whole: Place) -> bool:
    if whole.kind == "locality":
        return (
            bool(place.municipality)
            and place.kind in ("postcode", "municipality")
            and place.municipality == whole.municipality
        )
    if whole.municipality:
        return place.municipality == whole.municipality
    return bool(set(place.counties) & set(whole.counties))
