"""A place among other words: between commas and brackets, or in running text. The parts narrow each other down."""

from __future__ import annotations

from nmtcli.model import Candidate, Place
from nmtcli.normalise import fold, key, undigraph, with_marks
from nmtcli.resolve.names import core_of, is_weak, joinable, lost_its_marks, stripped
from nmtcli.resolve.policy import (
    DEPTH,
    DIFFERING_SCORE,
    MAX_PARTS,
    MAX_WORDS,
    NO_HINTS,
    TEXT_SCORE,
    Search,
    abroad,
    choose,
    decide,
    hinted,
    nothing,
    refuse,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from nmtcli.model import Resolution

_BETWEEN = str.maketrans(dict.fromkeys(",;()[]{}|/—•·،、，（）：:", "\0"))
_JOINED = str.maketrans(dict.fromkeys("-_–", " "))
LONGEST_NAME = 5  # words
SHORT_TEXT = 6  # words; in a longer one a capital letter proves little
SHORTEST_FOLDED = 5  # letters of a name that is recognised without its diacritics
# Beside the name of a locality these make it another place: Stora Herrestad is not Herrestad.
_DISTINGUISHING = frozenset(
    [
        "stora",
        "lilla",
        "norra",
        "södra",
        "östra",
        "västra",
        "övre",
        "nedre",
        "gamla",
        "nya",
        "store",
        "lille",
        "yttre",
        "inre",
        "nordre",
        "söndre",
        "stor",
        "lill",
        "bohus",
        "dala",
        "dals",
        "gotlands",
        "gästrike",
        "hisings",
        "hälsinge",
        "medelpads",
        "närkes",
        "roslags",
        "skåne",
        "skånes",
        "smålands",
        "torna",
        "upplands",
        "värmlands",
        "västgöta",
        "västmanlands",
        "ölands",
        "östgöta",
    ]
)
_DISTINGUISHING_AFTER = frozenset(
    (
        "bruk",
        "glasbruk",
        "gruva",
        "hage",
        "hamn",
        "höjd",
        "kyrkby",
        "park",
        "sjöstad",
        "strand",
        "udde",
        "villastad",
        "ängar",
    )
)
_DIRECTIONS = ("norr", "söder", "öster", "väster", "nord", "syd", "sydost", "north", "south", "east", "west")
_NEARNESS = frozenset(
    ("utanför", "outside", "near", "nära", "närheten", "omkring", "kring", "bortom", "beyond", "close")
)
_STREETS = ("gata", "gatan", "väg", "vägen", "gränd", "gränden", "stig", "stigen", "torg", "torget", "allé", "allén")
Mentions = list[list[Place]]


def _is_nearness(words: str) -> bool:
    """Whether words say where something is near, not where it is in: 'south of', 'en bit utanför'."""
    listed = words.split()
    return bool(_NEARNESS.intersection(listed)) or (len(listed) > 1 and any(w.startswith(_DIRECTIONS) for w in listed))


# --- Between commas and brackets --------------------------------------------------------------------------------------


def segments(search: Search, text: str) -> Resolution | None:
    """'Berg, Jämtland', 'Nora (Örebro län)', 'Mehedeby, south of Gävle', 'Storgatan 5, 981 31 Kiruna, Sweden'."""
    if text.isalpha():  # one word: this only saves time
        return None
    divided = text.translate(_BETWEEN).replace(" - ", "\0")
    if "\0" not in divided:
        return None
    parts = [part.strip() for part in divided.split("\0") if key(part)]
    if not 2 <= len(parts) <= MAX_PARTS:
        return None
    beside = search.words("BESIDE")
    overall = frozenset(beside.get(key(part), "") for part in parts) & {"county", "municipality"}
    mentions: Mentions = []
    unknown: list[str] = []
    for part in parts:
        name = key(part)
        if name in beside or name in search.words("NOT_A_PLACE"):
            continue
        core, hints = core_of(search, name)
        if mentions and _is_nearness(name.removesuffix(core)):
            continue
        found = _postal(search, part) or _mention(search, name, overall)
        if not found:
            for core, hints in stripped(search, name):
                if found := _mention(search, core, hints | overall):
                    break
        if found and unknown and _is_nearness(name.removesuffix(core)):
            search.near = [Candidate(place, DIFFERING_SCORE) for place in found]  # near an unknown place is not in it
            return None
        if found:
            mentions.append(found)
        elif core in beside:
            continue
        elif countries := search.foreign(name) or search.foreign(core):
            return abroad(search, core, countries)
        else:
            unknown.append(part)
    if not mentions:
        return _guessed(search, unknown) if len(unknown) < len(parts) else None
    surname = len(mentions) == 1 and unknown and any(key(part) in search.words("SURNAMES") for part in parts)
    if surname and any(part[0].isupper() and not is_address(part) for part in unknown):  # "Solberg, Hagen og Evensen"
        return refuse(search, "person", "", "person or firm")
    if _has_person(search, unknown) and all(place.kind == "locality" for place in mentions[0]):
        return refuse(search, "person", "", "person")
    return _combine(search, mentions)


def is_address(part: str) -> bool:
    """Whether a part of a text is a street: it ends like one, or has words and a number."""
    numbered = any(letter.isdigit() for letter in part) and any(letter.isalpha() for letter in part)
    return numbered or key(part).endswith(_STREETS)


def _postal(search: Search, part: str) -> list[Place]:
    """The place of a postal code at the head of a part: '981 31 Kiruna'."""
    digits = part[:6].replace(" ", "")[:5]
    if len(digits) < 5 or not (digits.isascii() and digits.isdigit()):
        return []
    from nmtcli.resolve.codes import postcode

    return postcode(search, digits)


def _guessed(search: Search, unknown: list[str]) -> Resolution | None:
    """No part is a name: the first that is near to one."""
    from nmtcli.resolve.guess import guess

    for part in unknown[:2]:
        if _has_person(search, [part]):
            return None
        found = guess(search, key(part))
        if found and found.status != "not_found":
            return found
    return None


def _has_person(search: Search, parts: Iterable[str]) -> bool:
    given = search.words("GIVEN_NAMES")
    return any(word in given for part in parts for word in key(part).split(" ")[:1])


def _mention(search: Search, name: str, hints: frozenset[str] = NO_HINTS) -> list[Place]:
    """All places that a part of a text may name, exactly or folded; a mere alias only where it is alone."""
    gazetteer = search.gazetteer
    found = list(gazetteer.find(name))
    if not any(not alias for _, alias in found) and joinable(search, name.split(" ")):
        folded = gazetteer.find_folded(fold(name)) or gazetteer.find_folded(fold(undigraph(name)))
        found += [pair for pair in folded if not pair[1]]
        if is_weak(found) and (search.foreign(name) or name in search.words("NEAR")):
            return []
    if not found and not name.isascii():
        found = gazetteer.places(gazetteer.table("scripts", "SCRIPTS").get(name, ""))
    own = [pair for pair in found if not pair[1]] or found
    return [place for place, _ in hinted(search, own, hints)]


# --- The parts narrow each other down ---------------------------------------------------------------------------------


def same(place: Place, others: Iterable[Place]) -> bool:
    """Whether a place lies in the municipality of one of the others."""
    return any(place.municipality and place.municipality == other.municipality for other in others)


def within(place: Place, wholes: Iterable[Place]) -> bool:
    """Whether a place lies in one of these municipalities, counties, areas or regions."""
    for whole in wholes:
        if whole.kind == "locality":
            continue
        if whole.municipality:
            if place.municipality == whole.municipality:
                return True
        elif set(place.counties) & set(whole.counties):
            return True
    return False


def _combine(search: Search, mentions: Mentions) -> Resolution:
    """The most specific mention that the others agree with; where none agrees, a question."""
    if len(mentions) == 1:
        return choose(search, [(place, False) for place in mentions[0]], "text", TEXT_SCORE)
    agreeing: list[Place] = []
    for index, options in enumerate(mentions):
        others = mentions[:index] + mentions[index + 1 :]
        agreeing += [place for place in options if all(_agrees(place, other) for other in others)]
    if not agreeing:
        search.step("parts differ", " / ".join(options[0].name for options in mentions))
        listed = [place for options in mentions for place in options if place.kind != "region"]
        return decide(search, "text", [Candidate(place, DIFFERING_SCORE) for place in listed])
    # A locality is more specific than its municipality, save the town that bears the municipality's name.
    towns = {place.name for place in agreeing if place.kind == "municipality"}
    kept = [place for place in agreeing if place.kind != "locality" or place.name not in towns]
    depth = max(DEPTH[place.kind] for place in kept)
    kept = [place for place in kept if DEPTH[place.kind] == depth]
    search.step("parts agree", ", ".join(f"{place.name} {place.code}" for place in kept))
    return decide(search, "text", [Candidate(place, TEXT_SCORE) for place in kept])


def _agrees(place: Place, others: list[Place]) -> bool:
    return place in others or within(place, others) or same(place, others) or any(within(o, [place]) for o in others)


# --- In running text --------------------------------------------------------------------------------------------------


def inside(search: Search, text: str) -> Resolution | None:
    """'the forest outside Hovmantorp', 'Northvolt Skellefteå': whole words that are a place's own name."""
    raw = [word for word in text.translate(_BETWEEN).replace("\0", " ").translate(_JOINED).split() if key(word)]
    words: list[str] = [key(word) for word in raw]
    if not 2 <= len(words) <= MAX_WORDS:
        return None
    taken, mentions = _mentions(search, raw, words)
    if not mentions:
        return None
    for size in range(min(LONGEST_NAME, len(words)), 1, -1):  # "Nørre Broby" is not Broby
        for start in (start for start in range(len(words) - size + 1) if any(taken[start : start + size])):
            piece = " ".join(words[start : start + size])
            if (countries := search.foreign(piece)) and not search.gazetteer.find(piece):
                return abroad(search, piece, countries, [(place, False) for options in mentions for place in options])
    for word in (word for word, used in zip(words, taken) if not used):
        if word in search.words("BESIDE") or word in search.words("ORDINARY"):
            continue
        if word in search.words("FOREIGN_WORDS"):
            return refuse(search, "no_place", "", "foreign word")
        if word in search.words("GIVEN_NAMES"):
            return refuse(search, "person", "", "person")
        if len(word) > 3 and (countries := search.foreign(word)):
            return abroad(search, word, countries, [(place, False) for options in mentions for place in options])
    search.step("inside", "; ".join(options[0].name for options in mentions))
    if len(mentions) == 1 and _is_name_of_another(search, raw, words, taken):
        return refuse(search, "person", "", "person or firm", [Candidate(p, DIFFERING_SCORE) for p in mentions[0]])
    if doubtful := _doubtful(search, raw, words, taken, mentions):
        return nothing(search, [Candidate(place, DIFFERING_SCORE) for place in doubtful])
    return _combine(search, mentions)


def _is_name_of_another(search: Search, raw: list[str], words: list[str], taken: list[bool]) -> bool:
    """Whether the one place found is part of a person's or a firm's name: 'Nora Isaksen', 'Hansson & Berg HB'."""
    at = taken.index(True)
    if taken.count(True) > 1 or (at and words[at - 1] in _PREPOSITIONS):
        return False
    beside = search.words("BESIDE")
    firms = search.words("FIRMS")
    rest = [number for number, used in enumerate(taken) if not used]
    unknown = [number for number in rest if words[number] not in beside or words[number] in firms]
    if words[at] in search.words("SURNAMES"):
        return any(raw[number][0].isupper() or words[number] in firms for number in unknown)
    return at == 0 and at + 1 in unknown and words[at] in search.words("GIVEN_NAMES") and raw[at + 1][0].isupper()


_PREPOSITIONS = frozenset(("i", "på", "från", "till", "vid", "in", "at", "from", "to", "near"))


def _mentions(search: Search, raw: list[str], words: list[str]) -> tuple[list[bool], Mentions]:
    """Which words name places, and the places, longest names first; what only says where it is near is left out."""
    taken = [False] * len(words)
    spotted: list[tuple[int, list[Place]]] = []
    for size in range(min(LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            if any(taken[start : start + size]):
                continue
            if found := _named(search, raw[start : start + size], words[start : start + size], len(words)):
                taken[start : start + size] = [True] * size
                spotted.append((start, found))
    spotted.sort(key=lambda item: item[0])
    mentions = [spotted[0][1]] if spotted else []
    for (before, _), (start, found) in zip(spotted, spotted[1:]):  # noqa: RUF007 - itertools is an import
        if not _is_nearness(" ".join(words[before + 1 : start])):
            mentions.append(found)
    return taken, mentions


def _named(search: Search, raw: list[str], words: list[str], of: int) -> list[Place]:
    """The places that these words name; none for an ordinary word, a region's bare name, a mere alias."""
    piece = " ".join(words)
    plain = fold(piece)
    if len(plain) < 3:
        return []
    if len(words) == 1 and piece in search.words("ORDINARY") and not (raw[0][0].isupper() and of < SHORT_TEXT):
        return []
    gazetteer = search.gazetteer
    found = [place for place, alias in gazetteer.find(piece) if not alias and place.kind != "region"]
    if not found and piece.isascii() and len(plain) >= SHORTEST_FOLDED and piece not in _DISTINGUISHING:
        if not joinable(search, words):
            return []
        for form, typed in ((plain, piece), (fold(undigraph(piece)), with_marks(piece))):
            in_tables = [place for place, alias in gazetteer.find_folded(form) if not alias and place.kind != "region"]
            found = found or [place for place in in_tables if lost_its_marks(typed, place)]
        if is_weak([(place, False) for place in found]) and (search.foreign(piece) or piece in search.words("NEAR")):
            return []
    if not found and not plain.isascii():
        found = [place for place, _ in gazetteer.places(gazetteer.table("scripts", "SCRIPTS").get(piece, ""))]
    return found


def _doubtful(search: Search, raw: list[str], words: list[str], taken: list[bool], mentions: Mentions) -> list[Place]:
    """The localities that a word beside them makes other ones: 'Stora Herrestad', 'Råda Mosse', 'Hammarby sjöstad'."""
    if len(mentions) > 1 or any(place.kind != "locality" for place in mentions[0]):
        return []
    first = taken.index(True)
    after = first + taken.count(True)
    if first and words[first - 1] in _DISTINGUISHING:
        return mentions[0]
    if after < len(words) and words[after] in _DISTINGUISHING_AFTER:
        return mentions[0]
    beside = search.words("BESIDE")
    names = [
        word for word, key_, used in zip(raw, words, taken) if not used and key_ not in beside and word[0].isupper()
    ]
    return mentions[0] if len(words) == after - first + 1 and names else []
