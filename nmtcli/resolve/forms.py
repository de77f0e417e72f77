"""The spans of a text that are certain from their form: streets, persons, firms. Told by more than one word."""

from __future__ import annotations

from nmtcli.model import Record
from nmtcli.resolve.evidence import Found, Lexis
from nmtcli.resolve.tokens import Token, joined

MOST_NAMES = 3  # of one person that was announced
SMALL_WORDS = frozenset("arojnwkcth")  # signs of words that begin no person's name


class Span(Record):
    """A part of a text and its role.

    `role`: name, kind (of the place beside it: "kommun"), around, near, origin, not, and, sweden, street, postcode,
    number, phone, abroad, state, person, firm, word, unknown. `found`: the places of a name. `value`: the countries of
    a name abroad, the digits of a number, the sign of a word.
    """

    start: int
    end: int
    role: str
    key: str
    cost: float
    found: tuple[Found, ...] = ()
    value: str = ""


class Forms:
    """Finds them. Made once for a gazetteer."""

    def __init__(self, lexis: Lexis) -> None:
        self._lexis = lexis
        endings = lexis.gazetteer.table("words", "ENDINGS")
        self._streets = tuple(endings["streets"])
        self._definite = tuple(endings["streets_definite"])  # of these a word is a street without a number, too
        self._surnames = tuple(endings["surnames"])

    def fixed(self, tokens: list[Token], shouted: bool) -> dict[int, Span]:
        """The spans that are certain from their form, by where they begin."""
        fixed: dict[int, Span] = {}
        size = len(tokens)
        used: set[int] = set()

        def put(start: int, end: int, role: str, cost: float, value: str = "") -> None:
            if used.isdisjoint(range(start, end)):
                used.update(range(start, end))
                fixed[start] = Span(start, end, role, joined(tokens[start:end]), cost, (), value)

        for at, token in enumerate(tokens):
            if token.role in ("postcode", "phone", "foreign phone", "identity"):
                put(at, at + 1, token.role, 0.3, token.value)
        for at in range(size):
            if self._is_street(tokens, at):
                start, end = self._street(tokens, at)
                put(start, end, "street", 0.5)
        for at, token in enumerate(tokens[1:], 1):
            roles = self._lexis.roles(joined(tokens[at - 1 : at + 1]))
            if token.gap == "/" and at > 1 and not tokens[at - 1].breaks and ("b" in roles or "x" in roles):
                put(at - 2, at + 1, "firm", 1.0)  # "Holm A/S"
        for at, token in enumerate(tokens):
            roles = self._lexis.roles(token.key)
            letters = (
                token.text.isupper() and at + 1 < size and "c" in self._lexis.roles(tokens[at + 1].key)
            )  # "AB-län"
            if ("b" in roles or "x" in roles) and at not in used and not letters:
                start = at
                while start and not tokens[start].breaks and start - 1 not in used:
                    start -= 1
                if start < at or size == 1:
                    put(start, at + 1, "firm", 1.0)
        for at in range(size - 1):
            if end := self._called(tokens, at):
                put(at, end, "person", 1.0)
        if not shouted or size == 2:
            for at in range(size - 1):
                if end := self._person(tokens, at):
                    put(at, end, "person", 1.0)
        return fixed

    def _is_street(self, tokens: list[Token], at: int) -> bool:
        token = tokens[at]
        if len(tokens) == 1 or not token.key.isalpha():
            return False
        follows = tokens[at + 1] if at + 1 < len(tokens) else None
        numbered = follows is not None and follows.text.isdigit() and len(follows.text) < 4 and follows.gap in (" ", "")
        if numbered and at + 2 < len(tokens) and set("mu") & set(self._lexis.roles(tokens[at + 2].key)):
            numbered = False  # "Nordanstig 12 oktober"
        if "v" in self._lexis.roles(token.key):
            return numbered or (at > 0 and not token.breaks and tokens[at - 1].capital and tokens[at - 1].key.isalpha()
                                and not self._lexis.names(joined(tokens[at - 1 : at + 1])))  # fmt: skip
        if len(token.key) > 5 and token.key.endswith(self._streets):
            found = self._lexis.names(token.key)
            if numbered:
                return not any(one.place.kind == "municipality" for one in found)
            return not found and token.key.endswith(self._definite)
        return False

    def _street(self, tokens: list[Token], at: int) -> tuple[int, int]:
        """Where a street begins and ends, its number and the floor included: "Norra Vägen 12 B, 3 tr"."""
        start, end = at, at + 1
        alone = "v" in self._lexis.roles(tokens[at].key)
        while start and not tokens[start].breaks and at - start < 3:
            before = tokens[start - 1]
            if "d" in self._lexis.roles(before.key) or (alone and before.capital and before.role == ""):
                start -= 1
                if "d" not in self._lexis.roles(before.key) and not tokens[at].text[0].isupper():
                    continue
            else:
                break
        while end < len(tokens):
            token = tokens[end]
            one_letter = len(token.key) == 1 and token.key.isalpha() and tokens[end - 1].role == "number"
            if (
                (
                    token.role == "number"
                    and (
                        not token.breaks
                        or "V" in self._lexis.roles(tokens[end + 1].key if end + 1 < len(tokens) else "")
                    )
                )
                or (one_letter and not token.breaks)
                or ("V" in self._lexis.roles(token.key) and tokens[end - 1].role == "number")
                or ("V" in self._lexis.roles(token.key) and end + 1 < len(tokens) and tokens[end + 1].role == "number")
            ):
                end += 1
            else:
                break
        return start, end

    def _called(self, tokens: list[Token], at: int) -> int:
        """Where the name of a person ends that a word at this place announces, or 0: "heter Nora", "Mvh, Lund"."""
        lexis = self._lexis
        for size in (1, 2):
            name = at + size
            if name >= len(tokens) or (size > 1 and tokens[at + 1].breaks):
                return 0
            roles = lexis.roles(joined(tokens[at:name]))
            if ("P" not in roles and "A" not in roles) or not tokens[name].key.isalpha():
                continue
            if at and "a" in lexis.roles(joined(tokens[at - 1 : at + 1])):  # "orten heter Nora"
                return 0
            if not SMALL_WORDS.isdisjoint(lexis.roles(tokens[name].key)):  # "hälsningar från Malmö"
                return 0
            if "P" not in roles and (tokens[name].breaks or not self._surname(tokens[name])):
                return 0
            end = name + 1
            while end < len(tokens) and end < name + MOST_NAMES and self._goes_on(tokens, end):
                end += 1
            return end
        return 0

    def _goes_on(self, tokens: list[Token], at: int) -> bool:
        """Whether a person's name that was announced goes on with this word: "heter Nora Lund"."""
        roles = self._lexis.roles(tokens[at].key)
        return not tokens[at].breaks and ("s" in roles or "g" in roles or self._surname(tokens[at]))

    def _surname(self, token: Token) -> bool:
        """Whether a word with a capital is a surname, or ends as one."""
        return token.capital and ("s" in self._lexis.roles(token.key) or token.key.endswith(self._surnames))

    def _person(self, tokens: list[Token], at: int) -> int:
        """Where a person's name that begins here ends, or 0: "Petra Berg", "Fru Lund", "c/o Nora Ek"."""
        lexis, first, second = self._lexis, tokens[at], tokens[at + 1]
        if second.breaks or not second.key.isalpha() or not first.key.isalpha() or len(second.key) < 3:
            return 0
        both = joined(tokens[at : at + 2])
        if lexis.abroad(both) or lexis.gazetteer.table("elsewhere", "REGIONS").get(both, ""):
            return 0
        roles = lexis.roles(first.key)
        lower = not first.capital and not second.capital
        if lower and len(tokens) > 2:
            return 0
        if (
            "p" in roles
            and second.capital
            and "g" in lexis.roles(second.key) + lexis.roles(tokens[min(at + 2, len(tokens) - 1)].key)
        ):
            end = at + 2
        elif "g" in roles and (first.capital or lower):
            named = lexis.roles(second.key)
            is_place = any(f.how != "alias" and f.weight >= 1000 for f in lexis.names(second.key))
            if any(f.how == "exact" and f.weight >= 1000 for f in lexis.names(joined(tokens[at : at + 2]))):
                return 0
            surname = "s" in named or second.key.endswith(self._surnames)
            if not surname and (not second.capital or is_place or set(named) & set("kcthawjnd")):
                return 0
            if not surname and lexis.names(first.key) and lexis.names(second.key):
                return 0
            if lower and not surname:
                return 0
            end = at + 2
        elif first.capital and second.capital and "s" in lexis.roles(first.key) and "b" in lexis.roles(second.key):
            end = at + 2
        else:
            return 0
        while end < len(tokens) and not tokens[end].breaks and tokens[end].capital and (
            "s" in lexis.roles(tokens[end].key) or tokens[end].key.endswith(self._surnames)
        ):  # fmt: skip
            end += 1
        return end
