"""The reading of a text: what each span of it is, as the cheapest cover of all its tokens.

Every span that could be something has a role and a cost in nats (what is rare, or out of place, costs more); the
cheapest row of spans that covers the text is its reading. Commas, brackets and the order of the parts change costs,
never the way.
"""

from __future__ import annotations

from math import log

from nmtcli.normalise import LOST
from nmtcli.resolve.evidence import Found, Lexis
from nmtcli.resolve.features import PEOPLE, prior
from nmtcli.resolve.forms import Forms, Span
from nmtcli.resolve.tokens import Token, joined

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LONGEST_NAME = 5  # words
LONGEST_PHRASE = 4
# What a span costs, in nats.
PHRASE = 0.3  # a word with a task beside a name: "kommun", "i", "söder om"
SHARE = 0.25  # of the prior's cost that a name in a text costs: place names are what such texts are about
INDIRECT = {"exact": 0.0, "folded": 0.7, "alias": 0.9}
UNKNOWN = 3.0
WORD = 3.2  # a word that no list has, less what its frequency makes it cheaper
WORD_ZIPF = 0.45
LEAST_WORD = 0.4
OTHER = -0.5  # a name that a word beside it makes another one: less than the two apart
OF_TOWN = 1.5  # of the Zipf value of a word that is also a municipality's name
STATE = 1.4
SHORT_ABROAD = 1.0  # more for a word of three letters
HERE_TOO = 1.5  # more for a name abroad that is one here as well, and for one here that only resembles it
LONGER = 1.5  # what each further word of a name saves: "Västra Torup" is not "västra" and Torup
CAPITAL = 1.3  # what a capital letter within a text speaks for a name and against a word
CUE = 1.2  # what a word such as "i" or "kommun" beside it speaks for a name
ALL = 3.0  # what speaks for a name beside which nothing stands but such words
BREAK = 0.4  # a new span without a comma before it, between two names
SHORTEST_FOLDED = 4  # letters of a name in a text that is recognised without its rings and dots
SHORTEST_NAME = 2

FIRST_YEAR, LAST_YEAR = 1985, 2040
BESIDE = "kchtawqfr"  # signs of the words that stand beside a name
CUES = frozenset(("around", "near", "origin", "kind"))


_ROLE_OF = {
    "a": "around", "r": "near", "o": "origin", "n": "not", "L": "not", "B": "not", "j": "and", "w": "sweden",
    "k": "kind", "c": "kind", "h": "kind", "t": "kind", "q": "kind", "f": "word", "u": "word", "m": "word", "y": "word",
    "z": "word", "N": "word", "V": "word",
}  # fmt: skip


class Reader:
    """Reads texts. Made once for a gazetteer."""

    def __init__(self, lexis: Lexis) -> None:
        self._lexis = lexis
        self._forms = Forms(lexis)

    def read(self, tokens: list[Token]) -> list[Span]:
        """The spans of the cheapest cover of all tokens, in order."""
        shouted = all(token.text.isupper() or not token.text.isalpha() for token in tokens)
        taken = self._forms.fixed(tokens, shouted)
        size = len(tokens)
        content = [at for at, token in enumerate(tokens) if token.role == "" and not self._stands_beside(token.key)]
        # best[at]: for each role of the last span, the cost of the cheapest cover of the first `at` tokens, that span,
        # and the entry that it follows.
        best: list[dict[str, tuple[float, Span | None, Any]]] = [{} for _ in range(size + 1)]
        best[0][""] = (0.0, None, None)
        for at in range(size):
            if not best[at]:
                continue
            spans = [taken[at]] if at in taken else self._spans(tokens, at, taken, shouted, content)
            for entry in best[at].values():
                for span in spans:
                    cost = entry[0] + span.cost + self._transition(entry[1], span, tokens)
                    seen = best[span.end].get(span.role)
                    if seen is None or cost < seen[0] - 1e-9:
                        best[span.end][span.role] = (cost, span, entry)
        read: list[Span] = []
        entry = min(best[size].values(), key=lambda one: one[0])
        while entry[1] is not None:
            read.append(entry[1])
            entry = entry[2]
        read.reverse()
        return read

    def _transition(self, last: Span | None, span: Span, tokens: list[Token]) -> float:
        """What it costs, or saves, that a span follows another."""
        if last is None:
            return 0.0
        close = not tokens[span.start].breaks
        if span.role == "name":
            if last.role == "name":
                return BREAK if close else 0.0
            if close and (last.role in CUES or last.role == "not"):
                return -CUE
        elif last.role == "name" and close and span.role == "kind":
            return -CUE
        elif span.role == "abroad" and last.role == "origin":
            return -2 * CUE
        return 0.0

    def _spans(
        self, tokens: list[Token], at: int, taken: dict[int, Span], shouted: bool, content: list[int]
    ) -> list[Span]:
        """Everything that a span beginning here may be. `content`: the tokens that say more than where a name lies."""
        token = tokens[at]
        if token.role == "number":
            number = Span(at, at + 1, "number", token.key, 0.5, (), token.value)
            return (
                [Span(at, at + 1, "code", token.key, 0.3, (), token.value), number]
                if self._is_code(tokens, at)
                else [number]
            )
        lexis = self._lexis
        spans = []
        telling = token.capital and not shouted and (at > 0 or self._begins_name(tokens))
        for size in range(1, LONGEST_NAME + 1):
            end = at + size
            if end > len(tokens) or (size > 1 and (tokens[end - 1].breaks or end - 1 in taken or tokens[end - 1].role)):
                break
            name = joined(tokens[at:end])
            beside = lexis.roles(tokens[end].key) if end < len(tokens) and not tokens[end].breaks else ""
            found = self._names(name, size, "k" in beside)
            if "c" in beside and _hamlets(found):
                found = []  # "Skån län" is misspelled
            town = any(one.place.kind == "municipality" and one.how == "exact" for one in found)
            if size <= LONGEST_PHRASE:
                for sign in lexis.roles(name):
                    if role := _ROLE_OF.get(sign):
                        cost = PHRASE + (
                            OF_TOWN + CUE if town else CAPITAL / 2 if role == "kind" and telling and size == 1 else 0.0
                        )
                        spans.append(Span(at, end, role, name, cost, (), sign))
            countries = lexis.abroad(name)
            if found:
                likely = max(found, key=lambda one: one.weight)
                cost = SHARE * prior(likely.place) + INDIRECT[likely.how] - LONGER * (size - 1)
                if telling:
                    cost -= CAPITAL
                if tokens[at].breaks and (end == len(tokens) or tokens[end].breaks):
                    cost -= CUE  # a part of its own
                if all(at <= other < end for other in content):
                    cost -= ALL
                if countries and all(one.how != "exact" and one.place.kind == "locality" for one in found):
                    cost += HERE_TOO
                spans.append(Span(at, end, "name", name, cost, tuple(found)))
            if countries and not (size == 1 and len(name) < 3):
                weight = lexis.abroad_weight(name)
                cost = SHARE * -log(weight / PEOPLE) - LONGER * (size - 1) - (CAPITAL if telling else 0.0)
                cost += SHORT_ABROAD if len(name) < 4 else 0.0
                cost += HERE_TOO if any(one.how == "exact" for one in found) else 0.0
                spans.append(Span(at, end, "abroad", name, cost, (), countries))
            if tokens[at].breaks or at == 0 or tokens[at].capital:
                states = lexis.gazetteer.table("elsewhere", "REGIONS").get(name, "")
                if states and at:
                    here = any(one.how == "exact" and one.place.tier != "D" for one in found)
                    alone = tokens[at].breaks and (end == len(tokens) or tokens[end].breaks)
                    cost = STATE - (CUE if alone else 0.0) + (HERE_TOO if here else 0.0)
                    spans.append(Span(at, end, "state", name, cost, (), states))
            if size == 1:
                spans.append(self._word(token, at, telling, town and (telling or len(tokens) < 3)))
        spans += self._other(tokens, at)
        if len(token.text) in (1, 2) and token.text.isupper():
            spans += self._letters(tokens, at, shouted)
        short = lexis.gazetteer.table("words", "SHORTS").get(token.key, "")
        if short and at and (token.breaks or tokens[at - 1].key == "i") and (token.capital or len(tokens) < 4):
            place = lexis.gazetteer.place("@" + short)
            spans.append(Span(at, at + 1, "name", token.key, 0.2, (Found(place, "alias", 1.0),), "short"))
        return spans

    def _stands_beside(self, word: str) -> bool:
        """Whether a word says something of the name beside it and is no part of one: "kommun", but not "gamla"."""
        roles = set(self._lexis.roles(word))
        return not roles.isdisjoint(BESIDE) and roles.isdisjoint("dDe")

    def _is_code(self, tokens: list[Token], at: int) -> bool:
        """Whether a number is a municipality's code before its name: "2584 Kiruna"; a year is none."""
        token = tokens[at]
        if at or len(tokens) < 2 or tokens[1].breaks or tokens[1].role or len(token.value) != 4:
            return False
        return not FIRST_YEAR <= int(token.value) <= LAST_YEAR and token.value in self._lexis.gazetteer.table(
            "places", "MUNICIPALITIES"
        ) and bool(self._lexis.names(joined(tokens[1:2])))  # fmt: skip

    def _begins_name(self, tokens: list[Token]) -> bool:
        """Whether the first capital of a text is more than that of a sentence: no small word goes on from it."""
        if len(tokens) == 1 or tokens[1].breaks or tokens[1].capital or not tokens[1].key.isalpha():
            return True
        # "Bara i Svedala", "Kinda kl 22.10", "Nacka och Uppsala"
        return not set("akuj").isdisjoint(self._lexis.roles(tokens[1].key))

    def _names(self, name: str, size: int, cued: bool) -> list[Found]:
        """The places that a name in a text may mean: no region's bare name, no mere alias that is a word."""
        if len(name) < SHORTEST_NAME or (size == 1 and len(name) < 3 and name.isascii()):
            return []
        if LOST in name:
            from nmtcli.resolve.damage import matching

            return matching(self._lexis, name) if size == 1 else []
        found = self._lexis.names(name)
        if size > 1 and not any(one.how == "exact" for one in found):
            head, _, rest = name.partition(" ")
            whole = self._lexis.gazetteer.table("words", "INITIALS").get(head, "")  # "St Olof"
            for spelled in whole.split("|") if whole else ():
                found += [one for one in self._lexis.names(f"{spelled} {rest}") if one.how == "exact"]
        if size > 1 and name[-2] == " ":  # "Berga O" is not Berga Ö
            found = [one for one in found if one.how == "exact"]
        if not found:
            return []
        if size == 1:
            found = [one for one in found if one.place.kind != "region" or " " in name]
        common = self._lexis.common(name) if size == 1 else 0.0
        if common:
            least = 1000 if not cued else 100  # "salen kommun"
            found = [
                one
                for one in found
                if (one.how == "exact" and one.place.tier != "D") or (one.weight >= least and common < 4.0)
            ]
        elif len(name) < SHORTEST_FOLDED:  # "Gbg"
            found = [one for one in found if one.how != "folded"]
        return found

    def _word(self, token: Token, at: int, telling: bool, town: bool) -> Span:
        """The token as a word, common or unknown; of a municipality's name most mentions are the municipality's."""
        common = self._lexis.common(token.key) - (OF_TOWN if town else 0.0)  # "Vara"
        if common > 0:
            cost = max(LEAST_WORD, WORD - WORD_ZIPF * common) + (CAPITAL if telling else 0.0)
            return Span(at, at + 1, "word", token.key, cost)
        return Span(at, at + 1, "unknown", token.key, UNKNOWN)

    def _other(self, tokens: list[Token], at: int) -> list[Span]:
        """A name with a word that makes it another one, which no table has: "Lilla Malmö", "Herrestads bruk"."""
        lexis = self._lexis
        roles = lexis.roles(tokens[at].key)
        spans = []
        for size in range(1, LONGEST_NAME):
            end = at + 1 + size
            if end > len(tokens) or tokens[end - 1].breaks or tokens[end - 1].role:
                break
            before = "D" in roles or ("d" in roles and tokens[at].capital)
            inner = tokens[at + 1 : end] if before else tokens[at : end - 1]
            if not before and "e" not in lexis.roles(tokens[end - 1].key):
                continue
            if "k" in lexis.roles(tokens[end - 1].key) or lexis.gazetteer.find(joined(tokens[at:end])):
                continue
            found = [one for one in lexis.names(joined(inner)) if one.how == "exact" or one.weight >= 1000]
            if not found or ("D" not in roles and any(one.place.kind != "locality" for one in found)):
                continue
            spans.append(Span(at, end, "unknown", joined(tokens[at:end]), OTHER, (), "other"))
        return spans

    def _letters(self, tokens: list[Token], at: int, shouted: bool) -> list[Span]:
        """County letters behind a name, in brackets or before "län"; postal codes of states abroad behind a comma."""
        token = tokens[at]
        gazetteer = self._lexis.gazetteer
        spans = []
        follows = tokens[at + 1].key if at + 1 < len(tokens) else ""
        county = county_of_letters(gazetteer, token.text)
        lan = "c" in self._lexis.roles(follows)
        last = at + 1 == len(tokens)
        if county is not None and (
            lan
            or (
                at > 0
                and (token.breaks or (last and not shouted and not set("ct") & set(self._lexis.roles(token.key))))
            )
        ):
            cost = -CUE if lan else PHRASE / 2 if token.breaks else PHRASE - CUE
            spans.append(Span(at, at + 1, "name", token.key, cost, (Found(county, "code", 1.0),), "letter"))
        if (
            at
            and (token.breaks or (at + 1 < len(tokens) and tokens[at + 1].role == "postcode"))
            and len(token.text) == 2
        ):
            states = gazetteer.table("elsewhere", "CODES").get(token.text, "")
            if states and county is None:
                spans.append(Span(at, at + 1, "state", token.key, 0.6, (), states))
        return spans


def _hamlets(found: list[Found]) -> bool:
    """Whether a name is a hamlet's and nothing else's."""
    return all(one.place.tier in ("C", "D") for one in found)


def county_of_letters(gazetteer: Any, letters: str) -> Any:
    """The county of one or two capital letters."""
    for county, (letter, *_) in gazetteer.table("places", "COUNTIES").items():
        if letter == letters:
            return gazetteer.place(county)
    return None
