"""The names that a text mentions, each with the places that it may mean, and the words that say how it is meant."""

from __future__ import annotations

from nmtcli.model import Record
from nmtcli.resolve.codes import postcode
from nmtcli.resolve.evidence import Found, Lexis, of_kind
from nmtcli.resolve.forms import Span
from nmtcli.resolve.tokens import Token, joined

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from nmtcli.resolve.decide import Case

MOST_MENTIONS = 12  # names of a text that are weighed against each other
A_POSTCODE = 1000.0  # what a postal code weighs


class Text(Record):
    """A text that has been read: its tokens and spans, what it is asked of, and the account of how it is answered."""

    case: Case
    lexis: Lexis
    tokens: list[Token]
    spans: list[Span]

    @property
    def bare(self) -> bool:
        """Whether nothing but a name is there and what belongs to it."""
        roles = [span.role for span in self.spans]
        return roles.count("name") < 2 and set(roles) <= {"name", "kind", "around", "near", "sweden"}

    @property
    def coded(self) -> bool:
        """Whether nothing but a code is there and the name that it belongs to."""
        roles = {span.role for span in self.spans}
        return bool(roles & {"postcode", "code"}) and roles <= {"postcode", "code", "name", "kind", "sweden"}


class Mention(Record):
    """A name in a text with the places that it may mean; `explicit` where "kommun" or "län" stands beside it."""

    span: Span
    found: tuple[Found, ...]
    explicit: bool = False
    guessed: float = 0.0  # how likely the name is a slip of this one; 0 where it is spelled right


def mentions_of(text: Text) -> list[Mention]:
    """The names that say where, with the places of the kind that is called for."""
    spans, tokens = text.spans, text.tokens
    names = [number for number, span in enumerate(spans) if span.role in ("name", "postcode", "code")]
    overall = "".join(
        span.value
        for number, span in enumerate(spans)
        if span.role == "kind" and span.value in "ck" and tokens[span.start].breaks and apart(text, number)
    )
    kept: list[Mention] = []
    dropped: list[Mention] = []
    for number in names:
        span = spans[number]
        if span.role == "code":
            kept.append(Mention(span, (Found(text.case.gazetteer.place(span.value), "code", A_POSTCODE),)))
            continue
        if span.role == "postcode":
            places = postcode(text.case, span.value)
            if places:
                kept.append(Mention(span, tuple(Found(place, "postcode", A_POSTCODE) for place in places)))
            continue
        hints = hints_beside(text, number)
        found = of_kind(text.case.gazetteer, list(span.found), hints + overall)
        own = "".join(text.lexis.roles(word) for word in span.key.split(" ")[1:])  # "Köpings kommun"
        mention = Mention(span, tuple(found), any(sign in hints + own for sign in "ckh"))
        before = cue_before(text, number)
        (dropped if before in ("near", "origin") else kept).append(mention)
    kept = list({(m.span.key, m.found): m for m in reversed(kept)}.values())[::-1][:MOST_MENTIONS]
    if all("g" in text.lexis.roles(mention.span.key) for mention in kept):  # "Nora från Göteborg"
        return kept + dropped
    return kept


def mere_letter(mention: Mention) -> bool:
    """Whether a single letter is all that tells of a county, without "län" beside it."""
    return mention.span.value == "letter" and not mention.explicit and len(mention.span.key) == 1


def apart(text: Text, number: int) -> bool:
    """Whether a word for a kind stands alone between commas or at the end."""
    following = text.spans[number + 1 : number + 2]
    return not following or text.tokens[following[0].start].breaks


def hints_beside(text: Text, number: int) -> str:
    """The signs of the words for a kind directly beside a name."""
    hints = ""
    at = number + 1
    while at < len(text.spans) and text.spans[at].role == "kind" and not (
        text.tokens[text.spans[at].start].breaks and not apart(text, at)
    ):  # fmt: skip
        hints += text.spans[at].value
        at += 1
    at = number - 1
    while at >= 0 and text.spans[at].role in ("kind", "around") and not text.tokens[text.spans[at + 1].start].breaks:
        if text.spans[at].role == "kind":
            hints += text.spans[at].value
        at -= 1
    return hints


def cue_before(text: Text, number: int) -> str:
    """The nearest word before a name that says how it is meant: near, origin, or ""."""
    at = number - 1
    while at > 0 and text.spans[at].role == "and" and text.spans[at - 1].role == "name":
        at -= 2  # "från Nacka och Uppsala"
    while at >= 0 and not text.tokens[text.spans[at + 1].start].breaks:
        role = text.spans[at].role
        if role in ("near", "origin"):
            return role
        if role not in ("around", "kind"):
            return ""
        at -= 1
    return ""


def unknown_words(text: Text) -> list[Span]:
    """Runs of words that are no name that a table has, each as one span."""
    runs: list[list[Span]] = []
    open_run = False
    for span in text.spans:
        if span.role == "unknown":
            if open_run and not span.value and not text.tokens[span.start].breaks:
                runs[-1].append(span)
            else:
                runs.append([span])
            open_run = True
        else:
            open_run = False
    return [
        Span(
            run[0].start, run[-1].end, "unknown", joined(text.tokens[run[0].start : run[-1].end]), 0.0, (), run[0].value
        )
        for run in runs
    ]


def heaviest(found: Sequence[Found]) -> list[Found]:
    """The places that a name most likely means, out of all."""
    most = max(one.weight for one in found)
    return [one for one in found if one.weight >= most / 10]
