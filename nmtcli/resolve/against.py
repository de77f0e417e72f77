"""What speaks against the names of a text: a place abroad, a denial, a person, a longer name around them."""

from __future__ import annotations

from nmtcli.normalise import key
from nmtcli.resolve.mentions import Mention, Text, cue_before
from nmtcli.resolve.whole import abroad

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.model import Resolution
    from nmtcli.resolve.forms import Span

TOWN = 1000  # people from which a place stands against an unknown word, or against "Y kommun", beside it
DENIED = 4  # words on from "not", within which a name is denied
# Roles of what a label denies: a name, or an address with one.
OF_ADDRESS = frozenset(("around", "kind", "name", "postcode", "code", "street", "number"))
FAR = 50  # kilometres; so far away another region is as likely
ONE = frozenset(("en", "ett", "one", "a", "an"))
SEVERAL = 5.0  # as many as a distance is that is no number: "flera mil", "fem timmar"
WIDE = frozenset(("county", "region", "area"))  # kinds of places of which it is told when somebody is outside


def place_abroad(text: Text, mentions: list[Mention]) -> Resolution | None:
    """A place abroad that is neither where somebody comes from nor the other half of a twin town."""
    for number, span in enumerate(text.spans):
        if span.role not in ("abroad", "state"):
            continue
        if span.role == "state" and not any(s.role in ("name", "unknown", "abroad") for s in text.spans[:number]):
            continue
        if cue_before(text, number) == "origin" or after_origin(text, number):
            continue
        if number and text.spans[number - 1].role == "not":  # "left Nigeria"
            continue
        if span.role == "abroad" and mentions and twin(text, number):
            continue
        found = [one for mention in mentions for one in mention.found]
        return abroad(text.case, span.key, span.value, found)
    return None


def after_origin(text: Text, number: int) -> bool:
    """Whether a list of countries goes on: "från Nigeria och Ghana"."""
    at = number - 1
    while at > 0 and text.spans[at].role in ("and", "abroad"):
        at -= 1
    return at >= 0 and at < number - 1 and text.spans[at].role == "origin"


def twin(text: Text, number: int) -> bool:
    """Whether a name abroad is tied to a Swedish one by a slash or a dash: "Haparanda/Torneå"."""
    for one, other in ((number - 1, number), (number, number + 1)):
        if one < 0 or other == len(text.spans):
            continue
        halves = {text.spans[one].role, text.spans[other].role}
        if halves == {"name", "abroad"} and text.tokens[text.spans[other].start].gap in ("/", "-", "–"):
            return True
    return False


def denied(text: Text, mentions: list[Mention]) -> list[Mention]:
    """The names of which the text says that they are not meant: "ej Stockholm", "gammal adress: Umeå", "Umeå (fel)"."""
    denied = []
    for number, span in enumerate(text.spans):
        if span.role != "not":
            continue
        signs = text.lexis.roles(span.key)
        label = "L" in signs
        ahead: list[Mention] = []
        for other in text.spans[number + 1 :] if label or "n" in signs else ():
            if label and other.role not in OF_ADDRESS:
                break
            if label and other.role == "name" and any(mention.span.role == "name" for mention in ahead):
                break
            if not label and (text.tokens[other.start].breaks or other.start > span.end + DENIED):
                break
            if ahead and "M" in text.lexis.roles(other.key):  # "inte Malmö utan Lund"
                break
            ahead += [mention for mention in mentions if mention.span == other]
        last = number + 1 == len(text.spans) or text.tokens[text.spans[number + 1].start].breaks
        if "B" in signs and last and not ahead:  # "Kiruna, fel på telefonen" denies nothing
            ahead = [mention for mention in mentions if mention.span.end == span.start]
        denied += ahead
    return denied


def elsewhere(text: Text, mention: Mention) -> bool:
    """Whether the place that is meant lies beside the only one named, maybe in another region.

    So it is outside of a county or region ("utanför Skåne"), and far from a town ("fem timmar från Umeå").
    """
    number = next((n for n, span in enumerate(text.spans) if span == mention.span), 0)
    cue = cue_before(text, number)
    if not cue:
        return False
    if cue == "near" and all(one.place.kind in WIDE for one in mention.found):
        return True
    distances = text.lexis.gazetteer.table("words", "DISTANCES")
    for at in range(1, mention.span.start):
        unit = text.tokens[at].key
        if unit in distances:
            count = text.tokens[at - 1]
            many = float(count.value) if count.role == "number" else 1.0 if count.key in ONE else SEVERAL
            return many * float(distances[unit]) >= FAR
    return False


def other_name(text: Text, mention: Mention) -> bool:
    """Whether the only name that was found belongs to a person or a firm."""
    roles = {span.role for span in text.spans}
    if not roles & {"person", "firm"}:
        return False
    return all(one.place.kind == "locality" for one in mention.found) and "person" in roles


def doubtful(text: Text, mention: Mention) -> bool:
    """Whether a word that nobody knows stands directly beside the one small name: "Råda Xyzby" is not Råda."""
    number = next((n for n, span in enumerate(text.spans) if span.start == mention.span.start), 0)
    if hanging(text, mention, number) or in_compound(text, mention, number) or _others_region(text, mention, number):
        return True
    if any(one.place.kind != "locality" or one.weight >= TOWN for one in mention.found) or mention.guessed:
        return False
    for at, next_to in ((number - 1, number), (number + 1, number + 1)):
        if not 0 <= at < len(text.spans) or text.spans[at].role != "unknown":
            continue
        named = text.tokens[text.spans[at].start].capital or len(text.tokens) == 2
        if named and not text.tokens[text.spans[next_to].start].breaks:
            return True
    return False


def _others_region(text: Text, mention: Mention, number: int) -> bool:
    """Whether a region is that of somebody who divides the country in another way: "Trafikverket Region Mitt"."""
    if not number or any(one.place.kind != "region" for one in mention.found) or text.tokens[mention.span.start].breaks:
        return False
    before = text.spans[number - 1]
    return before.role == "unknown" or (before.role == "word" and "N" in text.lexis.roles(before.key))


def hanging(text: Text, mention: Mention, number: int) -> bool:
    """Whether a genitive stands behind a word and before nothing: the islands of "Fēru salas" are not Sala's."""
    last = number + 1 == len(text.spans) or text.tokens[text.spans[number + 1].start].breaks
    behind = (
        number > 0 and not text.tokens[mention.span.start].breaks and text.spans[number - 1].role in ("word", "unknown")
    )
    return last and behind and is_genitive(text, mention.span)


def in_compound(text: Text, mention: Mention, number: int) -> bool:
    """Whether a name is a part of a longer one that no table has: "Tidö-Lindö", "Hallands Väderö", "Bergs slussar"."""
    spans, tokens = text.spans, text.tokens
    if mention.guessed:
        return False
    if number and tokens[mention.span.start].gap == "-":
        before = spans[number - 1]
        if before.role in ("unknown", "word") or (
            before.role == "name" and _all_small(before) and _all_small(mention.span)
        ):
            return True
    named = mention.span.role == "name"  # and no postal code: "Alingsås 441 81"
    if number and named and tokens[mention.span.start].gap == " " and _owns(text, spans[number - 1]):
        return True
    if number + 1 == len(spans) or spans[number + 1].role not in ("unknown", "word") or mention.explicit:
        return False
    following = tokens[spans[number + 1].start]
    if following.gap == "-" and mention.span.value == "":
        return True
    name = mention.span.key
    return (
        is_genitive(text, mention.span)
        and following.gap == " "
        and (following.capital or text.lexis.common(name[:-1]) > 0)
    )


def is_genitive(text: Text, span: Span) -> bool:
    """Whether a name stands in the genitive: "Bergs"; Borås does not."""
    return span.key.endswith("s") and all(key(one.place.name) != span.key for one in span.found)


def _owns(text: Text, span: Span) -> bool:
    """Whether a name, or a word that may be one, stands in the genitive before another: "Ljungs Berg"."""
    if span.role == "name":
        return is_genitive(text, span)
    return span.role == "unknown" and span.key.endswith("s") and text.tokens[span.start].capital


def _all_small(span: Span) -> bool:
    """Whether a name is no municipality's and no county's."""
    return all(one.place.kind == "locality" for one in span.found)
