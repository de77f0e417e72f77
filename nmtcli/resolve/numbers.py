"""Numbers: postal codes, municipal and county codes, telephone numbers and area codes, and what is none of these.

A date, a time, an age, a count, a house number or an organisation's number says nothing of where. A personal identity
number is refused. Positions are read before: `nmtcli.position`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# Numbers that one calls and that lie nowhere.
LINES = {"112": "112", "11414": "114 14", "116016": "116 016", "116111": "116 111", "116000": "116 000",
         "020390000": "020-39 00 00", "020505050": "020-50 50 50", "11313": "113 13", "1177": "1177"}  # fmt: skip
# Beginnings of Swedish numbers that belong to no area: mobile, free, shared, premium.
NOWHERE = ("010", "020", "070", "071", "072", "073", "074", "075", "076", "077", "078", "079", "0900", "0939", "0944")
LONGEST_AREACODE = 4


def _is_date(digits: str) -> bool:
    """Whether the last six digits are year, month and day; a day of 61 to 91 is that of a coordination number."""
    month, day = int(digits[-4:-2]), int(digits[-2:])
    return 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)


def _luhn(digits: str) -> bool:
    total = 0
    for at, digit in enumerate(digits[-10:]):
        value = int(digit) * (2 - at % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


_patterns: list[tuple[str, object]] = []  # made on first use: importing `re` takes half of an interpreter's start


_RULES = (
    ("identity", (
        r"(?<!\d)(?:\d{2})?(\d{6})\s?[-+–]\s?\d{4}(?!\d)",
        r"(?<!\d)(?:19|20)\d{10}(?!\d)",
        r"(?<!\d)\d{10}(?!\d)",
    )),
    ("phone", (
        r"(?:\+|(?<!\d)00)\s?\d{1,3}[-\s./()]*(?:\(0\))?[\d][-\s./()\d]{5,}\d",
        r"(?<![\d.,:+])0\d{1,3}\s?[-/–]\s?\d[\d \-]{3,}\d",
        r"(?<![\d.,:+])0\d{1,3} \d{2,3}[ \d-]{2,}\d",
        r"(?<![\d.,:+])0\d{7,9}(?!\d)",
    )),
    ("date", (
        r"(?<!\d)(?:19|20)\d{2}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?!\d)",
        r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])(?:[./-](?:\d{2}){1,2})?(?!\d)",
        r"(?<!\d)(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[:.][0-5]\d)?(?:\s?[-–]\s?(?:[01]?\d|2[0-4])[:.][0-5]\d)?(?!\d)",
    )),
    ("number", (r"(?<!\d)\d{6}(?:\d{2})?(?!\d)",)),
    ("postcode", (
        r"(?:(?<![^\W\d_])[sS][eE]?[- ]?)?(?<![\d.,])'?([1-9]\d{2})[ -]?(\d{2})(?:\.0)?(?!\d|[.,]\d)",
    )),
)  # fmt: skip


def _rules() -> list[tuple[str, object]]:
    if not _patterns:
        import re

        _patterns.extend((role, re.compile("|".join(patterns))) for role, patterns in _RULES)
    return _patterns


def _in_address(text: str, at: int) -> bool:
    """Whether what stands here is a part of a web or mail address, whose numbers are those of pages and people."""
    end = text.find(" ", at)
    word = text[text.rfind(" ", 0, at) + 1 : end if end > 0 else len(text)]
    return any(sign in word for sign in ("://", "www.", "@", ".se/"))


def scan(text: str) -> list[tuple[int, int, str, str]]:
    """The numbers of a cleaned text that are more than a run of digits: (start, end, role, digits), in order."""
    found: list[tuple[int, int, str, str]] = []
    for role, pattern in _rules():
        for match in pattern.finditer(text):  # type: ignore[attr-defined]
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end, _, _ in found):
                continue
            digits = "".join([c for c in match[0] if c.isdigit()])
            what = role
            if role == "identity":
                body = digits[-10:]
                if len(match[0]) == len(digits) and len(digits) == 10 and (body[0] == "0" or not _luhn(body)):
                    continue  # ten digits together: a telephone number or any other
                what = "identity" if _is_date(body[:6]) else "number"
            elif role == "phone" and match[0].lstrip("+0").startswith("46") and match[0][0] in "+0":
                if match[0].startswith(("+", "00")):
                    national = digits.removeprefix("00").removeprefix("46").removeprefix("0")
                    digits = "0" + national
            elif role == "phone" and match[0].startswith(("+", "00")):
                what, digits = "foreign phone", digits
            elif role == "date":
                what = "number"
            elif role == "postcode":
                digits = match[1] + match[2]  # not the nought of a spreadsheet's "98131.0"
            if what in ("postcode", "phone", "foreign phone") and _in_address(text, start):
                what = "number"
            found.append((start, end, what, digits))
    return sorted(found)


# From so many digits, or numbers, a text may be a position in whole numbers: "6580822 674032", "59 19 N 18 4 E".
POSITION_DIGITS, POSITION_NUMBERS = 8, 4
POSITION_SIGNS = frozenset("/:°º˚+")


def may_be_position(text: str) -> bool:
    """Whether it is worth while to look for a position: what does so takes longer to load than a look-up takes."""
    if not POSITION_SIGNS.isdisjoint(text):
        return True
    digits = [letter.isdigit() for letter in text]
    if not any(digits):
        return False
    if sum(digits) >= POSITION_DIGITS:
        return True
    begun = sum(here and not before for before, here in zip([False, *digits], digits))
    return begun >= POSITION_NUMBERS or any(
        text[at] in ".," and digits[at - 1] and digits[at + 1] for at in range(1, len(text) - 1)
    )


def areacode_of(digits: str, table: Mapping[str, str]) -> str:
    """The area code that a national number begins with, or "": '0980123456' -> '0980'."""
    if digits.startswith(NOWHERE):
        return ""
    for size in range(LONGEST_AREACODE, 1, -1):
        if table.get(digits[:size], ""):
            return digits[:size]
    return ""
