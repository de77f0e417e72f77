"""The whole text is a name: with "kommun" or "station", folded, abbreviated, in another script, damaged."""

from __future__ import annotations

from nmtcli.model import Candidate
from nmtcli.normalise import LOST, fold, key, undigraph, unspaced, with_marks
from nmtcli.resolve.policy import (
    DAMAGED_SCORE,
    FOLDED_SCORE,
    NO_HINTS,
    TEXT_SCORE,
    abroad,
    choose,
    decide,
    hinted,
    refuse,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from nmtcli.model import Place, Resolution
    from nmtcli.resolve.policy import Found, Search


SHORTEST_GENITIVE = 5  # letters of a name abroad and its s; a shorter one is one only before "kommun" and the like
SHORTEST_JOINED = 3  # letters of a word that may be a part of a name written as one word


def whole(search: Search, text: str, name: str) -> Resolution | None:
    """The text is a name, with or without administrative, station and country words around it."""
    if found := lookup(search, name):
        return found
    for core, hints in stripped(search, name):
        search.step("without words beside it", f"{core} ({', '.join(sorted(hints))})")
        if found := lookup(search, core, hints):
            return found
    return _late_capital(search, text) or _abbreviation(search, text)


def lookup(search: Search, name: str, hints: frozenset[str] = NO_HINTS) -> Resolution | None:
    """A key in the tables: own names and aliases, then folded, then in other scripts."""
    gazetteer = search.gazetteer
    if found := hinted(search, gazetteer.find(name), hints):
        search.step("exact", name)
        if all(alias for _, alias in found):
            if countries := search.foreign(name):
                return abroad(search, name, countries, found)
            if name in search.words("ORDINARY"):  # "söder": every town has one
                return refuse(search, "no_place", "", "ordinary word", [Candidate(p, DAMAGED_SCORE) for p, _ in found])
        near = gazetteer.table("places", "TWINS").get(name, "") if not hints - {"municipality"} else ""
        also = [pair for twin in near.split("|") for pair in hinted(search, gazetteer.find(twin), hints)]
        return choose(search, found, "exact", also=also)
    folded = fold(name)
    if not folded.isascii():
        in_script = gazetteer.places(gazetteer.table("scripts", "SCRIPTS").get(name, ""))
        if found := hinted(search, in_script, hints):
            search.step("other script", name)
            return choose(search, found, "alias")
        return None
    if (marked := with_marks(name)) != name and (found := hinted(search, gazetteer.find(marked), hints)):
        search.step("digraphs", marked)
        return choose(search, found, "folded", FOLDED_SCORE)
    forms = [(folded, name)]
    if (plain := undigraph(name)) != name:
        forms.append((fold(plain), marked))
    for form, typed in forms:
        in_tables = [pair for pair in gazetteer.find_folded(form) if lost_its_marks(typed, pair[0])]
        if not in_tables:
            continue
        words = name.split(" ")
        # "Karl Holm" is not Karlholm.
        if not joinable(search, words) or (len(words) > 1 and words[0] in search.words("GIVEN_NAMES")):
            in_tables = [pair for pair in in_tables if " " in key(pair[0].name)]
        if found := hinted(search, in_tables, hints):
            search.step("folded", form)
            if is_weak(found) and (countries := search.foreign(name)):
                return abroad(search, name, countries, found)
            if is_weak(found) and name in search.words("NEAR"):  # "person" is seldom Persön
                return refuse(search, "no_place", "", "ordinary word", [Candidate(p, FOLDED_SCORE) for p, _ in found])
            return choose(search, found, "folded", FOLDED_SCORE)
    return None


def is_weak(found: Found) -> bool:
    """Whether places that were not found by their very names give way to a place abroad, or a word, of that name."""
    return all(place.kind == "locality" or alias for place, alias in found)


def joinable(search: Search, words: list[str]) -> bool:
    """Whether words may be parts of one name written apart: "Holm A/S" is not Holma, "Berg ASA" not Bergåsa."""
    if len(words) == 1:
        return True
    return min(map(len, words)) >= SHORTEST_JOINED and words[-1] not in search.words("FIRMS")


def lost_its_marks(name: str, place: Place) -> bool:
    """Whether a key can be a place's name without its rings and dots: "hällnäs" cannot be Hållnäs.

    Who writes some å, ä and ö has them on the keyboard; a hamlet's name that lacks only some of them is another one.
    """
    marks = [letter for letter in name if letter in "åäö"]
    left = [letter for letter in place.name.casefold() if letter in "åäö"]
    if marks and place.kind == "locality" and len(marks) < len(left):
        return False
    return all(marks.count(letter) <= left.count(letter) for letter in marks)


def stripped(search: Search, name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """A key without words such as "kommun", "station", "sverige" at its ends, one by one, and what kind they call for.

    >>> list(stripped(search, "kommun kalmar län"))
    [('kommun kalmar', {'county'}), ('kalmar', {'county', 'municipality'})]
    """
    beside = search.words("BESIDE")
    words = name.split(" ")
    hints = NO_HINTS
    while len(words) > 1:
        for size in range(min(4, len(words) - 1), 0, -1):
            last, rest = " ".join(words[-size:]), " ".join(words[:-size])
            if (hint := beside.get(last)) and not (rest in beside and search.gazetteer.find(last)):  # "i Köping"
                words = words[:-size]
                break
            if hint := beside.get(" ".join(words[:size])):
                words = words[size:]
                break
        else:
            break
        hints |= {hint}
        yield " ".join(words), hints
    core = words[0]
    if len(words) == 1 and unspaced(core):
        yield from _unaffixed(search, core, hints)


def _unaffixed(search: Search, core: str, hints: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Scripts that write the word for county or town together with the name: カルマル県."""
    for word, hint in search.words("BESIDE").items():
        if hint in ("county", "municipality", "station") and unspaced(word) and len(word) < len(core) - 1:
            if core.endswith(word):
                yield core.removesuffix(word), hints | {hint}
            elif core.startswith(word):
                yield core.removeprefix(word), hints | {hint}


def core_of(search: Search, name: str) -> tuple[str, frozenset[str]]:
    """The barest form of a key and what kind the words that were taken away call for."""
    barest = name, NO_HINTS
    if " " not in name and not unspaced(name):
        return barest
    for form in stripped(search, name):
        barest = form
    return barest


def _late_capital(search: Search, text: str) -> Resolution | None:
    """'aNcka', 'fLaxå': a capital in the second place tells that the first two changed places, or one slipped in."""
    if search.exact or not (text[:1].islower() and text[1:2].isupper() and text[2:].islower()):
        return None
    found = [
        place
        for form in (text[1] + text[0] + text[2:], text[1:])
        for place, alias in search.gazetteer.find(key(form))
        if not alias
    ]
    search.step("capital in the second place", f"{len(found)} places")
    return decide(search, "fuzzy", [Candidate(place, DAMAGED_SCORE) for place in found]) if found else None


def _abbreviation(search: Search, text: str) -> Resolution | None:
    """Everyday abbreviations such as "K-stad" and "M-ö": every municipality that begins and ends so."""
    head, dash, tail = text.casefold().replace("–", "-").partition("-")
    if not dash or len(head) not in (1, 2) or not tail.isalpha() or not head.isalpha():
        return None
    places = [
        place
        for place in search.gazetteer.every("municipality")
        if key(place.name).startswith(head) and key(place.name).endswith(tail) and len(place.name) > len(head + tail)
    ]
    if not places:
        return None
    search.step("abbreviation", f"{head}…{tail}: {len(places)} municipalities")
    return decide(search, "alias", [Candidate(place, TEXT_SCORE) for place in places])


def lost_letters(search: Search, text: str) -> Resolution | None:
    """'G\ufffdteborg', 'V?xj?': each mark stands for a letter, a run of them for as many or fewer."""
    if LOST not in text and not ("?" in text.strip("?") or (text.endswith("?") and text[:-1].isalpha())):
        return None
    core, hints = core_of(search, key(text.replace("?", LOST)))
    import re

    letter = "[^\\W\\d_]"
    pattern = re.sub(f"{LOST}+", lambda run: f"{letter}{{1,{len(run[0])}}}", re.escape(core).replace("\\ ", " ?"))
    lost = re.compile(pattern)
    hits = [name for name in search.gazetteer.table("places", "NAMES") if lost.fullmatch(name)]
    # What a program loses is å, ä, ö and the like, seldom a plain letter.
    accented = [hit for hit in hits if fold(hit) != hit.replace(" ", "")]
    found = [pair for name in accented or hits for pair in search.gazetteer.find(name)]
    search.step("lost letters", f"{pattern}: {', '.join((accented or hits)[:8])}")
    own = hinted(search, [pair for pair in found if not pair[1]] or found, hints)
    return choose(search, own, "folded", DAMAGED_SCORE) if own else None


def not_a_place(search: Search, name: str) -> Resolution | None:
    """Words that stand where a place should, names of places abroad, persons."""
    phrases = search.words("NOT_A_PLACE")
    beside = search.words("BESIDE")
    core, _ = core_of(search, name)
    forms = [name, *(form for form, _ in stripped(search, name))] if core != name else [name]
    if core[-1:] == "s" and (core != name or len(core) > SHORTEST_GENITIVE):
        forms.append(core[:-1])  # "Oslos kommun"
    wordless = not core.isalpha() and not any(letter.isalpha() for letter in name)
    if wordless or core in phrases or core in beside or name in phrases:
        return refuse(search, "no_place", "", "no place")
    for form in forms:
        if countries := search.foreign(form):
            return abroad(search, form, countries)
    if " " in name and any(f" {word} " in f" {name} " for word in search.words("FOREIGN_WORDS")):
        return refuse(search, "no_place", "", "foreign word")
    first, _, rest = name.partition(" ")
    if rest and first in search.words("GIVEN_NAMES") and not search.gazetteer.find(first):
        return refuse(search, "person", "", "person")
    return None
