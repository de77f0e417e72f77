"""Words that no table has: which of them may be misspelled names, and what is made of a guess."""

from __future__ import annotations

from nmtcli.model import Candidate, Resolution, replaced
from nmtcli.resolve.combine import agree
from nmtcli.resolve.decide import ANSWER, ASK, Case
from nmtcli.resolve.forms import Span
from nmtcli.resolve.mentions import Mention, Text
from nmtcli.resolve.tokens import joined

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from nmtcli.model import Place
    from nmtcli.resolve.features import Guess

MANY_WORDS = 4  # in a longer text a word is guessed at only where its form says that it is a name
MOST_GUESSES = 6
LONGEST_CORE = 4  # words of a misspelled name
RARE = 3.5  # Zipf; a commoner word is no beginning of a name
PART_OF_RUN = 0.97  # how likely one of several unknown words must be a slip of a name by itself
CONTRADICTS = 0.5  # how likely a slip of a place elsewhere must be to stand against a county or a code beside it
INSIDE = 3.0  # nats more than the nearest name that one costs which lies in the county beside it
BESIDE_ENOUGH = 0.3  # how likely one of the nearest names must be meant for that which lies in the county beside it


def joins(text: Text, span: Span) -> bool:
    """Whether a span may be a part of a longer, misspelled name."""
    if span.role == "name":
        return not span.value and all(
            one.place.kind in ("locality", "area") or one.how != "exact" for one in span.found
        )
    return (span.role == "unknown" and not span.value) or (
        span.role == "word" and span.value not in ("f", "m", "u", "V")
    )


def may_be_name(text: Text, run: list[Span]) -> bool:
    """Whether a run of words may be one name: one of them is unknown, or all have capitals or hyphens."""
    tokens = text.tokens[run[0].start : run[-1].end]
    return any(span.role == "unknown" for span in run) or (
        all(token.capital or token.gap == "-" for token in tokens) and not all(span.role == "name" for span in run)
    )


def cores(text: Text) -> list[Span]:
    """Each part between commas without the words beside a name, as one name: "uplands vsby kommun"."""
    cores = []
    run: list[Span] = []
    for span in [*text.spans, None]:
        part = span is not None and span.role != "name" and joins(text, span)
        if span is not None and part and not (run and text.tokens[span.start].breaks):
            run.append(span)
            continue
        first, last = (run[0].start, run[-1].end) if run else (0, 0)
        if run and last - first <= LONGEST_CORE and (len(run) < 3 or any(s.role == "unknown" for s in run)):
            cores.append(Span(first, last, "unknown", joined(text.tokens[first:last]), 0.0))
        run = [span] if span is not None and part else []
    return cores


def runs(text: Text, unknown: list[Span]) -> list[Span]:
    """Unknown words, before them those together with the words and small names that they stand directly beside."""
    spans = text.spans
    runs = []
    at = 0
    while at < len(spans):
        begin = at
        while at < len(spans) and joins(text, spans[at]) and (at == begin or not text.tokens[spans[at].start].breaks):
            at += 1
        run = spans[begin:at]
        if len(run) > 1 and may_be_name(text, run) and run[-1].end - run[0].start <= LONGEST_CORE:
            first, last = run[0].start, run[-1].end
            runs.append(Span(first, last, "unknown", joined(text.tokens[first:last]), 0.0))
        at = max(at, begin + 1)
    return runs + [span for span in unknown if span not in runs]


def worth_guessing(text: Text, span: Span) -> bool:
    """Whether a run of words may be a name: no common word, and in a long text only what looks like a name."""
    if span.end - span.start == 1 and (common := text.lexis.common(span.key)):
        return len(text.tokens) == 1 and common < RARE
    words = [s for s in text.spans if s.role in ("unknown", "word")]
    if len(words) <= MANY_WORDS:
        return True
    first = text.tokens[span.start]
    number = next((n for n, s in enumerate(text.spans) if s.start == span.start), 0)
    cued = number > 0 and text.spans[number - 1].role in ("around", "near", "origin", "kind")
    return (first.capital and span.start > 0) or cued


def hints_of(text: Text, span: Span) -> str:
    """The signs of the words for a kind directly beside a run of words."""
    before = next((s for s in text.spans if s.end == span.start), None)
    after = next((s for s in text.spans if s.start == span.end), None)
    return "".join(s.value for s in (before, after) if s is not None and s.role == "kind")


def guess_at(text: Text, name: str, hints: str = "") -> Guess | None:
    """What a key may be meant as."""
    from nmtcli.resolve.guess import guesser_of

    return guesser_of(text.case.gazetteer).guess(name, text.case, hints)


def guessed_name(text: Text, unknown: list[Span]) -> Resolution | None:
    """What the words that no table has are slips of: all of them as one name, else one by one."""
    tries: list[Span] = []
    for core in cores(text):
        tries.append(core)
    for run in unknown:
        if run not in tries:
            tries.append(run)
        if run.end - run.start > 1 and not run.value:
            tries += [Span(at, at + 1, "unknown", text.tokens[at].key, 0.0) for at in range(run.start, run.end)]
    best: tuple[float, Span, Guess] | None = None
    seen = set()
    for span in tries[: 2 * MOST_GUESSES]:
        if span.key in seen or not worth_guessing(text, span):
            continue
        seen.add(span.key)
        guess = guess_at(text, span.key, hints_of(text, span))
        if guess is None:
            continue
        if guess.right < PART_OF_RUN and any(r.start <= span.start < span.end <= r.end and r != span for r in unknown):
            continue
        if best is None or guess.right > best[0] + 0.02:
            best = (guess.right, span, guess)
        if guess.right >= ANSWER and span is tries[0]:
            break
    if best is None:
        return None
    return by_guess(text, best[1], best[2])


def by_guess(text: Text, span: Span, guess: Guess) -> Resolution | None:
    """An answer, a question or nothing, from what a name is a slip of."""
    case = text.case
    if case.explain:
        case.step("near", guess.told)
    if "g" in text.lexis.roles(span.key) or any(s.role == "person" for s in text.spans):
        case.near = list(guess.candidates)
        return None
    if text.lexis.common(span.key):  # a rare word: at most a question, and only as what a name begins with: "Karls"
        if guess.how != "prefix":
            if guess.right >= ANSWER:
                case.near = list(guess.candidates)
            return None
        guess = replaced(guess, right=0.0)
    return decide_guess(case, guess)


def decide_guess(case: Case, guess: Guess) -> Resolution | None:
    """An answer, a question or nothing, from what a name is a slip of."""
    found = guess.options[0].found(guess.how)
    if guess.right >= ANSWER:
        rivals = guess.rivals
        if rivals:
            return case.asks(guess.how, [Candidate(found[0].place, guess.right), *rivals])
        return case.choose(found, guess.how, round(guess.right, 3))
    case.near = list(guess.candidates)
    if guess.listed >= ASK and len({route for c in guess.candidates for route in case.routes_of(c.place)}) > 1:
        return case.asks(guess.how, guess.candidates)
    return None


def with_guesses(text: Text, mentions: list[Mention], unknown: list[Span]) -> list[Mention]:
    """The mentions with what unknown words beside them are slips of: "Linkopng, Skåne", "Bergs slussra"."""
    out = list(mentions)
    used: set[int] = set()
    for run in runs(text, unknown)[:MOST_GUESSES]:
        if not worth_guessing(text, run) or not used.isdisjoint(range(run.start, run.end)):
            continue
        guess = guess_at(text, run.key)
        if guess is None:
            continue
        within = [mention for mention in out if run.start <= mention.span.start and mention.span.end <= run.end]
        if within:  # the name is a part of what may be another name
            if guess.right >= ANSWER:
                used.update(range(run.start, run.end))
                out = [mention for mention in out if mention not in within]
                out.append(Mention(run, tuple(guess.options[0].found("fuzzy")), False, guess.right))
            continue
        others = [mention for mention in mentions if mention not in within]
        best = guess.options[0]
        inside = [
            kept
            for option in guess.options
            if option.cost < best.cost + INSIDE
            and (kept := [one for one in option.found("fuzzy") if agrees_with(one.place, others)])
        ]
        if guess.listed >= BESIDE_ENOUGH and inside:
            used.update(range(run.start, run.end))
            out.append(Mention(run, tuple(inside[0]), False, guess.right))
        elif guess.right >= CONTRADICTS:
            used.update(range(run.start, run.end))
            out.append(Mention(run, tuple(best.found("fuzzy")), False, guess.right))
    return out


def agrees_with(place: Place, mentions: Iterable[Mention]) -> bool:
    """Whether a place can be what all these names are about."""
    return all(agree(place, mention.found) for mention in mentions)
