"""Texts in which a program has lost letters: 'G\ufffdteborg', 'V?xj?'."""

from __future__ import annotations

from nmtcli.normalise import LOST, fold, key
from nmtcli.resolve.evidence import of_kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.gazetteer import Gazetteer
    from nmtcli.model import Resolution
    from nmtcli.resolve.decide import Case
    from nmtcli.resolve.evidence import Found, Lexis

SURVIVING = 2  # letters that must be left, and no fewer than were lost
LIKELY = 0.95
MOST_WORDS = 4


def lost_letters(case: Case, lexis: Lexis, text: str) -> Resolution | None:
    """The names that a text with lost letters may be; a run of marks stands for as many letters or fewer.

    What a program loses is å, ä, ö and the like, never a plain letter.
    """
    if LOST not in text and not ("?" in text.strip("?") or (text.endswith("?") and text[:-1].isalpha())):
        return None
    name = key(text.replace("?", LOST))
    words = name.split(" ")
    hints = ""
    while len(words) > 1 and (roles := set(lexis.roles(words[-1])) & set("kctw")):
        hints += "".join(sorted(roles))
        words.pop()
    name = key(" ".join(words))
    found = matching(lexis, name)
    case.step("lost letters", f"{name}: {', '.join(one.place.name for one in found[:8])}")
    return case.choose(of_kind(case.gazetteer, found, hints), "folded", LIKELY) if found else None


def matching(lexis: Lexis, name: str) -> list[Found]:
    """The places whose names a key with lost letters may have been, or none where too little of it is left."""
    lost = name.count(LOST)
    if not lost or name.count(" ") >= MOST_WORDS or len(name.replace(" ", "")) - lost < max(SURVIVING, lost):
        return []
    pieces = [""]
    gaps: list[int] = []
    for letter in name:
        if letter != LOST:
            pieces[-1] += letter
        elif gaps and not pieces[-1]:
            gaps[-1] += 1
        else:
            gaps.append(1)
            pieces.append("")
    marked = _marked(lexis.gazetteer)
    first = pieces[0][:1]
    initials = (first,) if first else [initial for initial in marked if not initial.isascii()]
    hits = [listed for initial in initials for listed in marked.get(initial, ()) if _fits(listed, pieces, gaps)]
    return [one for hit in hits for one in lexis.names(hit)]


def _marked(gazetteer: Gazetteer) -> dict[str, list[str]]:
    """The names that can lose a letter, those with a mark, by their first letter."""
    found: dict[str, list[str]] | None = gazetteer.derived.get("marked")
    if found is None:
        found = {}
        for name in gazetteer.table("places", "NAMES"):
            if not name.isascii():
                found.setdefault(name[0], []).append(name)
        gazetteer.derived["marked"] = found  # when it is whole: other threads read it
    return found


def _fits(name: str, pieces: list[str], gaps: list[int]) -> bool:
    """Whether a name has these pieces in this order, with at most so many lost letters between them."""
    first, last = pieces[0], pieces[-1]
    if not name.startswith(first) or not name.endswith(last):
        return False
    ends = {len(first)}
    for piece, most in zip(pieces[1:], gaps):
        reached = set()
        for end in ends:
            for at in range(end + 1, min(end + most, len(name)) + 1):
                if fold(name[at - 1]) == name[at - 1]:  # a plain letter is not lost
                    break
                if name.startswith(piece, at):
                    reached.add(at + len(piece))
        ends = reached
        if not ends:
            return False
    return len(name) in ends
