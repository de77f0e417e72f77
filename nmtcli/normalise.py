"""The only text surgery: what people and broken programs write -> a name that can be looked up.

A pipeline of small steps, each a pure function from text to text. `clean` undoes damage (broken encodings, entities,
invisible characters); `key` gives the form that names are compared in (å, ä and ö kept: Håbo and Habo are two
municipalities); `fold` drops diacritics and separators; `sound` writes Swedish sound-alikes alike. Nothing here knows a
place.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.model import NormalisedName

LOST = "\ufffd"  # stands for a letter that an earlier program could not write
MAX_LENGTH = 1000  # a longer text is no place name; reading on would only cost time

_SWEDISH = "åäöÅÄÖéÉèÈüÜøØæÆáÁíÍóÓšŠčČđĐŋŊ\u2013\u2019"


_damaged: list[tuple[str, str]] = []  # what a letter has become -> the letter, longest first; made on first use


def _breakage() -> list[tuple[str, str]]:
    """Every way in which one Swedish letter looks when its UTF-8 was read as another encoding, once or twice."""
    table: dict[str, str] = {}

    def broken(text: str, encoding: str) -> str | None:
        try:
            return text.encode("utf-8").decode(encoding)
        except UnicodeDecodeError:
            return None

    for letter in _SWEDISH + LOST:
        for encoding in ("cp1252", "latin-1", "cp1251", "mac-roman", "cp437", "cp850"):
            once = broken(letter, encoding)
            if once is None:
                continue
            table[once] = letter
            for second in ("cp1252", "latin-1") if encoding in ("cp1252", "latin-1") else (encoding,):
                twice = broken(once, second)
                if twice is not None:
                    table[twice] = letter
    # What a later lower-casing made of it: "gã¶teborg".
    for damaged, letter in list(table.items()):
        if damaged[0] in "ÃÂÅГР" and damaged.lower() not in table:
            table[damaged.lower()] = letter.lower()
    return sorted(table.items(), key=lambda item: -len(item[0]))


# First characters of damaged letters. A text without them is not touched, so that the table is seldom built.
_LEADS = frozenset("ÃãÂâГгРрВв├√┬Ðï")


def repair_encoding(text: str) -> str:
    """ "GÃ¶teborg", "GГ¶teborg", "GÃƒÂ¶teborg" -> "Göteborg". A lead whose second half is lost becomes LOST."""
    if _LEADS.isdisjoint(text):
        return text
    if not _damaged:
        _damaged.extend(_breakage())
    for damaged, letter in _damaged:
        if damaged in text:
            text = text.replace(damaged, letter)
    return text.replace("Ã", LOST)


def unescape(text: str) -> str:
    """HTML entities ("&ouml;", "&amp;#246;"), percent-encoding ("%C3%B6") and "\\u00f6" -> the characters."""
    if "\\u" in text:
        import re

        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda escape: chr(int(escape[1], 16)), text)
    if "&" in text:
        import html

        for _ in range(2):
            text = html.unescape(_halves_of_entities(text))
    text = whole_characters(text)  # "\\ud83d\\ude00" is one character
    if "%" in text:
        from urllib.parse import unquote_to_bytes

        raw = unquote_to_bytes(text)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
    return text


def _halves_of_entities(text: str) -> str:
    """ "&#55357;&#56832;", an emoji as programs write it that count in UTF-16, -> its halves; not HTML."""
    if "&#" not in text:
        return text
    import re

    def half(entity: re.Match[str]) -> str:
        number = int(entity[1], 16) if entity[1] else int(entity[2])
        return chr(number) if 0xD800 <= number <= 0xDFFF else entity[0]

    pattern = r"&#(?:[xX]0*([dD][89a-fA-F][0-9a-fA-F]{2})(?![0-9a-fA-F])|0*(5[5-7][0-9]{3})(?![0-9]));?"
    return re.sub(pattern, half, text)


_HALVES: dict[int, str | None] = {}  # what becomes of each half of a character; made on first use


def whole_characters(text: str) -> str:
    """Without halves of characters (surrogates): pairs joined; bytes that the system could not read, as cp1252.

    What is left stands for no letter that was lost, and is left out.
    """
    if text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    if not _HALVES:
        # As Python keeps bytes that it could not read (PEP 383). All at once: other threads read it.
        read = {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or None for byte in range(0x80, 0x100)}
        _HALVES.update({**dict.fromkeys(range(0xD800, 0xE000)), **read})
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass").translate(_HALVES)


_RANGES = ((0, 0x20), (0x7F, 0xA0), (0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0xFE00, 0xFE10))
_UNSEEN: dict[int, str | None] = dict.fromkeys((0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB))
for _first, _end in _RANGES:
    _UNSEEN.update(dict.fromkeys(range(_first, _end)))
_UNSEEN.update(
    dict.fromkeys((*range(9, 14), 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000), " ")
)


def visible(text: str) -> str:
    """Without control characters, ANSI escape sequences, bidirectional overrides and other invisible characters."""
    if "\x1b" in text or "\x9b" in text:
        import re

        text = re.sub(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-_]?", "", text)
    return text.translate(_UNSEEN)


def compose(text: str) -> str:
    """In Unicode's composed form (NFC); full-width letters, as Japanese keyboards give them, as plain ones."""
    import unicodedata

    if any("\uff00" <= letter <= "\uffef" for letter in text):
        text = unicodedata.normalize("NFKC", text)
    return unicodedata.normalize("NFC", text)


# A text of these alone holds nothing to undo.
_HARMLESS = frozenset(map(chr, range(0x20, 0x7F))) - frozenset("&%\\") | frozenset("åäöÅÄÖéÉ")


def clean(text: str) -> str:
    """The text as its writer meant it: damage undone, composed (NFC), single spaces. What is echoed is this."""
    text = text[:MAX_LENGTH]
    if not _HARMLESS.issuperset(text):
        text = whole_characters(text)
        before = ""
        while text != before:  # each layer that is undone makes the text shorter, so that this ends
            before = text
            text = compose(visible(repair_encoding(unescape(text))))
    text = " ".join(text.split())
    return _plain_code(text) if text[-2:] in (".0", ",0") or text[:1] in ("'", "=") else text


def _plain_code(text: str) -> str:
    """98131.0 (a column of numbers with a gap in it), '98131 and ="98131" (a text for a spreadsheet) -> 98131."""
    import re

    code = re.fullmatch(r"""=?["']?([0-9]{4,5}|[0-9]{3} [0-9]{2})(?:[.,]0)?["']?""", text)
    return code[1] if code else text


# Ø and æ are how Danes and Norwegians write ö and ä; no Swedish name has them.
_LETTERS = str.maketrans(
    {"ø": "ö", "æ": "ä", "ı": "i", "\u0307": None, "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "đ": "d"}
)
_LETTERS.update(dict.fromkeys(map(ord, "-‐‑‒–—―−_·./\\'’‘ʼ`´\"“”„«»!*#:;,+~^=|@<>()[]{}¿¡?"), " "))


def key(text: str) -> NormalisedName:
    """The form in which names are compared: lower case, å/ä/ö kept, hyphens and punctuation as spaces.

    >>> key("Upplands-Väsby"), key("  HÅBO ")
    ('upplands väsby', 'håbo')
    """
    return " ".join(text.casefold().translate(_LETTERS).split())  # type: ignore[return-value]


_PLAIN: dict[int, str | None] = {
    ord(accented): plain
    for plain, letters in {
        "a": "åäáàâãāăą", "c": "çčćċ", "d": "ďđ", "e": "éèêëēėęě", "g": "ğģġ", "h": "ħ", "i": "íìîïīįĩ", "k": "ķ",
        "l": "łľļĺ", "n": "ñńňņŋ", "o": "öóòôõōőŏ", "r": "řŕ", "s": "šśşșŝ", "t": "ťțţŧ", "u": "üúùûūůűųŭ", "y": "ýÿ",
        "z": "žźż",
    }.items()
    for accented in letters
}  # fmt: skip
_PLAIN[ord(" ")] = None


def fold(name: str) -> str:
    """A key without diacritics and separators: 'upplands väsby' -> 'upplandsvasby'."""
    if name.isascii():
        return name.replace(" ", "")
    folded = name.translate(_PLAIN)
    if not folded.isascii():
        import unicodedata

        folded = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    return folded


def unspaced(text: str) -> bool:
    """Whether the text ends in a script that writes words together: Thai, Chinese, Japanese, Korean."""
    return "\u0e00" <= text[-1:] <= "\u0eff" or "\u1100" <= text[-1:] <= "\u11ff" or "\u3005" <= text[-1:] <= "\ud7ff"


def with_marks(name: str) -> str:
    """A key with aa, ae and oe as the letters they stand for: 'haabo' -> 'håbo', which is not Habo."""
    return name.replace("aa", "å").replace("ae", "ä").replace("oe", "ö")


def undigraph(name: str) -> str:
    """A key with ae, oe, aa and ue read as one letter: 'goeteborg' -> 'goteborg'."""
    return name.replace("ae", "a").replace("oe", "o").replace("aa", "a").replace("ue", "u")


_SOUNDS = (
    ("stj", "sj"), ("skj", "sj"), ("sch", "sj"), ("sh", "sj"), ("ch", "k"), ("ck", "k"), ("qu", "kv"), ("q", "k"),
    ("ph", "f"), ("th", "t"), ("dt", "t"), ("hj", "j"), ("gj", "j"), ("lj", "j"), ("dj", "j"), ("hv", "v"), ("w", "v"),
    ("z", "s"), ("x", "ks"), ("gs", "ks"), ("c", "k"), ("tj", "k"), ("kj", "k"), ("ä", "e"), ("å", "o"), ("y", "i"),
    ("rg", "rj"),
)  # fmt: skip


def sound(name: str) -> str:
    """A key as it sounds, roughly: 'tjörn' and 'kjörn', 'wästerås' and 'vesteros' come out alike."""
    for spelling, spoken in _SOUNDS:
        if spelling in name:
            name = name.replace(spelling, spoken)
    out = ""
    for letter in fold(name):
        if not out or out[-1] != letter:
            out += letter
    return out
