"""How place names are misspelled: seeded error models, and texts in which a name stands. Nothing here knows nmt.

A *kind* is a function (name, random source) -> misspelled name. `uniform` kinds treat all slips alike; `human` follows
the shares that were counted in real texts; `by_ear` writes what somebody heard.

Seeds: 1 to 999 are for fitting, from 1000 on for measuring, so that no figure rests on a text that a weight has seen.
Each kind of row draws from a source of its own, so that more rows of one kind change no other.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator

Kind = Callable[[str, random.Random], str]
Row = tuple[str, str, str]  # text, municipality code (several joined by commas; "" where no answer is right), name

FIRST_MEASURING_SEED = 1000
LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
VOWELS = "aeiouyåäö"
NEIGHBOURS = {
    **dict(zip("qwertyuiopå", ("wa", "qes", "wrd", "etf", "ryg", "tuh", "yij", "uok", "ipl", "oåö", "päö"))),
    **dict(zip("asdfghjklöä", ("qsz", "adw", "sfe", "dgr", "fht", "gjy", "hku", "jli", "kö", "läp", "öå"))),
    **dict(zip("zxcvbnm", ("xa", "zcs", "xvd", "cbf", "vng", "bmh", "nj"))),
}
SOUNDS = (
    *(
        ("sk", "sj"),
        ("tj", "kj"),
        ("kö", "tjö"),
        ("ä", "e"),
        ("e", "ä"),
        ("å", "o"),
        ("o", "å"),
        ("ck", "k"),
        ("k", "ck"),
    ),
    *(("x", "ks"), ("ks", "x"), ("v", "w"), ("f", "v"), ("g", "j"), ("c", "k"), ("s", "z"), ("rg", "rj"), ("hj", "j")),
)
# What a name sounds like to somebody who has not seen it written, Swede or not.
HEARD = (
    *SOUNDS,
    *(("skö", "schö"), ("sjö", "schö"), ("sjö", "shö"), ("stj", "sj"), ("tj", "ch"), ("kö", "shö"), ("kä", "tjä")),
    *(("lj", "j"), ("dj", "j"), ("gj", "j"), ("rs", "sch"), ("rd", "r"), ("dt", "t"), ("ds", "s"), ("gn", "ngn")),
    *(("ö", "u"), ("ö", "o"), ("y", "i"), ("y", "u"), ("u", "y"), ("å", "oo"), ("ä", "a"), ("å", "a"), ("qu", "kv")),
    *(("d", "t"), ("t", "d"), ("b", "p"), ("g", "k"), ("k", "g"), ("h", ""), ("v", "f"), ("ng", "n"), ("kv", "qu")),
    *(("nn", "n"), ("ll", "l"), ("tt", "t"), ("mm", "m"), ("ss", "s"), ("rr", "r"), ("pp", "p"), ("bb", "b")),
)
PLAIN = str.maketrans("åäöÅÄÖé", "aaoAAOe")
DIGRAPHS = str.maketrans({"å": "aa", "ä": "ae", "ö": "oe", "Å": "Aa", "Ä": "Ae", "Ö": "Oe"})
SUFFIXES = (" kommun", "s kommun", " stad", " centrum", " C", "s", ", Sverige", " station")


# --- Slips of which all are equally likely ----------------------------------------------------------------------------


def random_edit(name: str, source: random.Random) -> str:
    """A letter left out, put in or replaced."""
    at = source.randrange(len(name))
    kind = source.randrange(3)
    letter = source.choice(LETTERS)
    return name[:at] + ("" if kind == 0 else letter) + name[at + (kind < 2) :]


def transposition(name: str, source: random.Random) -> str:
    """Two neighbouring letters changed round."""
    if len(name) < 2:
        return random_edit(name, source)
    at = source.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def keyboard(name: str, source: random.Random) -> str:
    """The key beside the right one."""
    at = source.randrange(len(name))
    near = NEIGHBOURS.get(name[at].lower())
    return name[:at] + source.choice(near) + name[at + 1 :] if near else random_edit(name, source)


def doubling(name: str, source: random.Random) -> str:
    """A consonant doubled, or a doubled one written once."""
    if len(name) < 2:
        return random_edit(name, source)
    at = source.randrange(1, len(name))
    if name[at] == name[at - 1]:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at] + name[at:] if name[at].lower() not in VOWELS + " -" else transposition(name, source)


def sound_alike(name: str, source: random.Random) -> str:
    """Another spelling of the same sound."""
    return _respelled(name, SOUNDS, source) or doubling(name, source)


def _respelled(name: str, table: Iterable[tuple[str, str]], source: random.Random) -> str | None:
    """The name with one of the pairs of a table put in at a random place, or None where none fits."""
    low = name.lower()
    fitting = [(old, new, at) for old, new in table for at in range(len(low)) if low.startswith(old, at)]
    if not fitting:
        return None
    old, new, at = source.choice(fitting)
    return name[:at] + new + name[at + len(old) :]


def no_diacritics(name: str, source: random.Random) -> str:
    """Å, ä and ö as a and o."""
    return name.translate(PLAIN)


def digraphs(name: str, source: random.Random) -> str:
    """Å, ä and ö as aa, ae and oe."""
    return name.translate(DIGRAPHS)


def suffix(name: str, source: random.Random) -> str:
    """A word or an ending after the name."""
    return name + source.choice(SUFFIXES)


ONE_SLIP: tuple[Kind, ...] = (random_edit, transposition, keyboard, doubling, sound_alike)


def one_slip(name: str, source: random.Random) -> str:
    """One slip of any kind."""
    return source.choice(ONE_SLIP)(name, source)


def two_slips(name: str, source: random.Random) -> str:
    """Slips of two kinds, one after the other."""
    first, second = source.sample(ONE_SLIP, 2)
    return second(first(name, source) or name, source)


def other_keyboard(name: str, source: random.Random) -> str:
    """One slip by somebody whose keyboard has no å, ä and ö."""
    return source.choice((no_diacritics, digraphs))(one_slip(name, source), source)


def combination(name: str, source: random.Random) -> str:
    """A slip, and no diacritics or something after the name."""
    return source.choice((no_diacritics, digraphs, suffix))(one_slip(name, source), source)


ALL_KINDS: tuple[Kind, ...] = (*ONE_SLIP, no_diacritics, digraphs, suffix, combination)


def any_kind(name: str, source: random.Random) -> str:
    """One of everything above but two slips."""
    return source.choice(ALL_KINDS)(name, source)


# --- Slips as people at a keyboard make them --------------------------------------------------------------------------

# Of 154 slips in municipality names in texts of the Swedish police, read by hand: what was done, and where.
HUMAN_KINDS = {
    "left out": 50,
    "undoubled": 4,
    "put in": 19,
    "doubled": 5,
    "other letter": 11,
    "swapped": 10,
    "mark": 1,
}
HUMAN_PLACES = {"first": 1, "inside": 78, "last": 21}
HUMAN_TWICE = 0.12  # two slips in one name
MARKS = {"å": "a", "ä": "a", "ö": "o", "a": "åä", "o": "ö"}


def _human_place(at: list[int], length: int, source: random.Random) -> int:
    """One of the places `at`, drawn by whether it is the name's first, last or another letter."""
    groups = {"first": [n for n in at if n == 0], "last": [n for n in at if n and n >= length - 1]}
    groups["inside"] = [n for n in at if 0 < n < length - 1]
    filled = [name for name, places in groups.items() if places]
    return source.choice(groups[source.choices(filled, [HUMAN_PLACES[name] for name in filled])[0]])


def _human_letter(beside: str, source: random.Random) -> str:
    """A letter that slipped in: as often the neighbouring key as any letter (that share was not counted)."""
    return source.choice(NEIGHBOURS.get(beside.lower(), LETTERS) if source.random() < 0.5 else LETTERS)


def _human_once(name: str, source: random.Random) -> str:
    low, size = name.lower(), len(name)
    doubled = [n for n in range(1, size) if low[n] == low[n - 1]]
    marked = [n for n in range(size) if low[n] in MARKS]
    fitting = [k for k in HUMAN_KINDS if (k != "undoubled" or doubled) and (k != "mark" or marked)]
    kind = source.choices(fitting, [HUMAN_KINDS[k] for k in fitting])[0]
    if kind == "undoubled":
        at = source.choice(doubled)
        return name[:at] + name[at + 1 :]
    if kind == "mark":
        at = source.choice(marked)
        return name[:at] + source.choice(MARKS[low[at]]) + name[at + 1 :]
    at = _human_place(list(range(size)), size, source)
    if kind == "left out":
        return name[:at] + name[at + 1 :]
    if kind == "put in":
        letter = _human_letter(name[at], source)
        return name[: at + 1] + letter + name[at + 1 :] if at else letter + name
    if kind == "doubled":
        return name[: at + 1] + low[at] + name[at + 1 :]
    if kind == "other letter":
        return name[:at] + _human_letter(name[at], source) + name[at + 1 :]
    at = max(min(at, size - 2), 0)
    return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]


def human(name: str, source: random.Random) -> str:
    """A slip, seldom two, by the shares of HUMAN_KINDS and HUMAN_PLACES."""
    text = _human_once(name, source)
    return _human_once(text, source) if source.random() < HUMAN_TWICE and text else text


def by_ear(name: str, source: random.Random) -> str:
    """The name as it may be written by somebody who heard it: one sound spelled otherwise, or two."""
    text = _respelled(name, HEARD, source) or doubling(name, source)
    return (_respelled(text, HEARD, source) or text) if source.random() < 0.3 and text else text


# --- Rows -------------------------------------------------------------------------------------------------------------

TRIES = 20  # draws after which a name gives no row: "Å" cannot be misspelled in many ways


def misspelled(
    names: Iterable[tuple[str, str]],
    kind: Kind,
    per_name: int,
    seed: int,
    *,
    passed_over: Callable[[str, str], bool] = lambda text, name: False,
    changed: bool = True,
) -> Iterator[Row]:
    """Every (code, name) `per_name` times, misspelled by a kind.

    Args:
        names: (municipality code, name) pairs.
        kind: the error model.
        per_name: rows of each name; fewer where hardly any text is left.
        seed: of the random source; the kind's name is part of it.
        passed_over: says of (text, name) that it is none to ask about; another is drawn.
        changed: whether a text must differ from the name by more than capitals.
    """
    source = random.Random(f"{seed} {getattr(kind, '__name__', kind)}")
    for code, name in names:
        for _ in range(per_name):
            for _ in range(TRIES):
                text = kind(name, source)
                if (
                    len(text.strip()) > 1
                    and not (changed and text.lower() == name.lower())
                    and not passed_over(text, name)
                ):
                    yield text, code, name
                    break


# --- Towns abroad -----------------------------------------------------------------------------------------------------

# Towns outside Sweden that bear the name of a Swedish place, with their state, province or country.
ABROAD = (
    *("Stockholm, Wisconsin", "Stockholm, Maine", "Stockholm, South Dakota", "Malmo, Nebraska", "Malmo, Minnesota"),
    *("Gothenburg, Nebraska", "Gothenburg, NE 69138", "Upsala, Minnesota", "Mora, Minnesota", "Mora, New Mexico"),
    *("Falun, Kansas", "Falun, Wisconsin", "Karlstad, Minnesota", "Karlstad, MN 56732", "Lund, Nevada", "Lund, Utah"),
    *("Ronneby, Minnesota", "Nora, Illinois", "Salem, Oregon", "Salem, OR 97301", "Salem, Massachusetts"),
    *("Salem, Tamil Nadu", "Lima, Ohio", "Lima, Peru", "Dalby, Queensland", "Falkenberg, Bavaria", "Berg, Bavaria"),
    *("Falkenberg, Brandenburg", "Boden, Rheinland-Pfalz", "Mora, Spain", "Kalmar Township, Minnesota"),
    *("Vasa, Finland", "Kil, Norge", "Ås, Norge", "Vik, Norge", "Nora, Sardinia", "Sala, Latvia", "Boden, Germany"),
    *("Mark, Illinois", "Upsala, Ontario"),
)
# What says of any name before it that it lies abroad. Swedish county letters are not among the codes.
FOREIGN_REGIONS = (
    *(", Minnesota", ", Wisconsin", ", Nebraska", ", Texas", ", Kansas", ", MN 56732", ", TX 75001", ", Ontario"),
    *(", British Columbia", ", Queensland", ", New South Wales", ", Bavaria", ", Bayern", ", Niedersachsen"),
    *(
        ", Schleswig-Holstein",
        ", Andalusia",
        ", Lombardia",
        ", Bretagne",
        ", Scotland",
        ", Norge",
        ", Germany",
        ", USA",
    ),
)


def abroad(names: Iterable[tuple[str, str]], per_name: int, seed: int) -> Iterator[Row]:
    """The towns of ABROAD, and each name `per_name` times with something of FOREIGN_REGIONS behind it; code is ""."""
    source = random.Random(f"{seed} abroad")
    for text in ABROAD:
        yield text, "", text
    for _, name in names:
        for region in source.sample(FOREIGN_REGIONS, per_name):
            yield name + region, "", name
