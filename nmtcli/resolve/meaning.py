"""The way of a text that is not the very name of one place, from its letters to a resolution."""

from __future__ import annotations

from nmtcli.model import Record, Resolution
from nmtcli.normalise import LOST, key
from nmtcli.resolve import numbers
from nmtcli.resolve.against import denied as denied_names
from nmtcli.resolve.against import doubtful, elsewhere, other_name, place_abroad
from nmtcli.resolve.candidates import osa
from nmtcli.resolve.codes import areacode, code_alone
from nmtcli.resolve.combine import BESIDE_UNKNOWN, WITHIN, agree, combined
from nmtcli.resolve.decide import evenly
from nmtcli.resolve.evidence import Lexis
from nmtcli.resolve.forms import Span
from nmtcli.resolve.grammar import Reader
from nmtcli.resolve.mentions import Mention, Text, heaviest, mentions_of, mere_letter, unknown_words
from nmtcli.resolve.slips import guessed_name, with_guesses
from nmtcli.resolve.tokens import Token, closed_up, joined, spelled_out, tokenise, without_people
from nmtcli.resolve.whole import no_place, rather_else, whole_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.gazetteer import Gazetteer
    from nmtcli.resolve.decide import Case


class Tools(Record):
    """What is made once for a gazetteer."""

    lexis: Lexis
    reader: Reader


def _tools(gazetteer: Gazetteer) -> Tools:
    found: Tools | None = gazetteer.derived.get("tools")
    if found is None:
        lexis = Lexis(gazetteer)
        found = gazetteer.derived["tools"] = Tools(lexis, Reader(lexis))
    return found


def understand(case: Case, text: str, name: str, positions: bool = True) -> Resolution:
    """The resolution of a text that is not the very name of one place; `positions`: it may hold some."""
    tools = _tools(case.gazetteer)
    lexis, reader = tools.lexis, tools.reader
    digits = any(letter.isdigit() for letter in text)
    if (digits or len(text) <= 5) and (found := code_alone(case, lexis, text)):
        return found
    if positions and numbers.may_be_position(text):
        from nmtcli.position.reading import positions_in

        if found_there := positions_in(text):
            from nmtcli.resolve.coordinates import at_position

            return at_position(case, text, found_there, without_positions)
    text = closed_up(without_people(text))
    if not key(text):
        return case.refuse("no_place", "", "no letters")
    spoken = spelled_out(text, case.gazetteer.table("words", "ABBREVIATIONS"))
    tokens = tokenise(spoken, numbers.scan(spoken) if digits else [])
    parted = any(token.gap in (",", "–") for token in tokens[1:])  # a name does not go on over a comma
    if not parted and (whole := whole_name(case, lexis, text, key(spoken))) is not None:
        return whole
    if LOST in text or "?" in text:
        from nmtcli.resolve.damage import lost_letters

        if found := lost_letters(case, lexis, text):
            return found
    if refused := no_place(case, lexis, name):
        return refused
    if "?" in text:  # within a word it stands for a letter
        spoken = "".join(
            LOST if sign == "?" and spoken[at - 1 : at].isalpha() and spoken[at + 1 : at + 2].isalpha() else sign
            for at, sign in enumerate(spoken)
        )
        tokens = tokenise(spoken, numbers.scan(spoken) if digits else [])
    tokens = _split(tokens, lexis)
    if not tokens:
        return case.refuse("no_place", "", "no letters")
    if len(tokens) == 1 and not tokens[0].role and not case.exact and not lexis.names(tokens[0].key):
        spans = [_alone(lexis, tokens[0].key)]
    else:
        spans = reader.read(tokens)
    if case.explain:
        case.step("reading", "; ".join(f"{span.key}: {span.role}" for span in spans))
    return resolution(Text(case, lexis, tokens, spans))


def without_positions(case: Case, text: str, name: str) -> Resolution:
    """The resolution of what stands beside a position: what is put together there is none."""
    return understand(case, text, name, positions=False)


def resolution(text: Text) -> Resolution:
    """The outcome."""
    case, spans = text.case, text.spans
    roles = {span.role for span in spans}
    if "identity" in roles:
        return case.refuse("identity", "", "a personal identity number")
    mentions = mentions_of(text)
    if foreign := place_abroad(text, mentions):
        return foreign
    if denied := denied_names(text, mentions):
        mentions = [mention for mention in mentions if mention not in denied]
        if not mentions:
            return case.refuse("negation", "", "denied", evenly(one for m in denied for one in m.found))
    unknown = unknown_words(text)
    if not mentions:
        return without_names(text, unknown)
    if len(mentions) == 1 and not mentions[0].explicit:
        only = mentions[0]
        plain = only.span.role == "name" and not only.span.value
        if plain and (refused := rather_else(case, text.lexis, only.span.key, only.found)):
            return refused
        if other_name(text, only):
            return case.refuse("person", "", "person or firm", evenly(only.found))
    if len(mentions) == 1 and elsewhere(text, mentions[0]):
        return case.nothing(evenly(mentions[0].found))
    if not case.exact:
        mentions = with_guesses(text, mentions, unknown)
    if all(mere_letter(mention) for mention in mentions):
        return beside_letter(text, mentions)
    if len(mentions) < 3 and not mentions[0].explicit and any(doubtful(text, mention) for mention in mentions):
        return case.nothing(evenly(one for m in mentions for one in heaviest(m.found)))
    _tell_unread(text, mentions, unknown)
    understood = not unknown or any(mention.guessed for mention in mentions)
    return combined(text, mentions, 1.0 if text.bare or text.coded else WITHIN if understood else BESIDE_UNKNOWN)


def beside_letter(text: Text, mentions: list[Mention]) -> Resolution:
    """A county's letter says nothing by itself: "klient M", "Circle K". "Karl Gustav, N" is a place there."""
    letters = {mention.span.start for mention in mentions}
    rest = [token for at, token in enumerate(text.tokens) if at not in letters]
    named = text.lexis.names(joined(rest)) if rest else []
    there = [one for one in named if all(agree(one.place, mention.found) for mention in mentions)]
    if there:
        return text.case.choose(there, "text", WITHIN)
    return text.case.nothing(evenly(one for mention in mentions for one in mention.found))


def _tell_unread(text: Text, mentions: list[Mention], unknown: list[Span]) -> None:
    """Note the parts between commas of which nothing was understood: whoever asked may have meant something by them."""
    taken = {at for mention in mentions for at in range(mention.span.start, mention.span.end)}
    for run in unknown:
        last = run.end == len(text.tokens) or text.tokens[run.end].breaks
        if text.tokens[run.start].breaks and last and taken.isdisjoint(range(run.start, run.end)):
            text.case.note("unread", " ".join(token.text for token in text.tokens[run.start : run.end]))


def without_names(text: Text, unknown: list[Span]) -> Resolution:
    """The outcome of a text in which no listed name says where."""
    case = text.case
    roles = {span.role: span for span in text.spans}
    if "phone" in roles:
        return areacode(case, roles["phone"].value)
    if "foreign phone" in roles:
        return case.refuse("phone_abroad", "", "a number abroad")
    if streets := [span for span in text.spans if span.role == "street"]:
        for span in streets:  # "vid Odenplan": a square that is a place, where nothing else is
            found = text.lexis.names(span.key)
            if found and len(text.spans) <= 3:
                return case.choose(found, "text", WITHIN)
    if case.exact:
        return nothing_found(text, roles)
    if (guessed := guessed_name(text, unknown)) is not None:
        return guessed
    return nothing_found(text, roles)


def nothing_found(text: Text, roles: dict[str, Span]) -> Resolution:
    """Not found, and why, where that is known."""
    case = text.case
    if "person" in roles:
        return case.refuse("person", "", "person", case.near)
    if "firm" in roles:
        return case.refuse("no_place", "", "firm", case.near)
    wordy = {"word", "kind", "around", "near", "and", "not", "number", "sweden", "origin"}
    if roles.keys() <= wordy and not case.near:
        return case.refuse("no_place", "", "only words")
    return case.nothing(case.near)


def _alone(lexis: Lexis, name: str) -> Span:
    """A single word: there are no two ways to read it."""
    if countries := lexis.abroad(name):
        return Span(0, 1, "abroad", name, 0.0, (), countries)
    return Span(0, 1, "word" if lexis.common(name) else "unknown", name, 0.0)


def _split(tokens: list[Token], lexis: Lexis) -> list[Token]:
    """'kirunnatrakten' -> 'kirunna', 'trakten'; 'kommnu' -> 'kommun'."""
    joined = lexis.gazetteer.table("words", "ENDINGS")["joined"]  # words that are also written together with a name
    out: list[Token] = []
    for token in tokens:
        word = token.key
        if token.role or not word.isalpha() or lexis.roles(word):
            out.append(token)
            continue
        ending = next((e for e in joined if word.endswith(e) and len(word) > len(e) + 2), "")
        head = token.text[: len(token.text) - len(ending)]
        if ending and not lexis.names(word) and not (lexis.common(word) and not lexis.names(key(head))):
            out += [Token(head, word.removesuffix(ending), token.gap), Token(ending, ending, "")]
        elif len(tokens) > 1 and 4 < len(word) < 8 and osa(word, "kommun") == 1 and not lexis.names(word):
            out.append(Token(token.text, "kommun", token.gap))
        elif len(tokens) > 1 and len(word) > 10 and osa(word, "municipality") == 1:
            out.append(Token(token.text, "municipality", token.gap))
        else:
            out.append(token)
    return out
