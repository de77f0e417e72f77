"""What people call the columns of a list and their values, in tables and in messages."""

from __future__ import annotations

from collections.abc import Iterable

from nmtcli.texts.problems import say

# What Swedish tables are likely to call the columns; the first is what messages say. English ones are the keys.
COLUMNS: dict[str, tuple[str, ...]] = {
    "counties": ("län",),
    "kind": ("typ", "slag"),
    "host": ("vem svarar", "värd", "kommun"),
    "unit": ("enhet",),
    "persons": ("namn", "personer"),
    "phone": ("telefon", "telefonnummer"),
    "email": ("e-post", "mejl"),
    "serves": ("gäller", "målgrupp"),
    "source": ("källa",),
    "published": ("publicerad",),
    "confidence": ("säkerhet",),
    "confirmed": ("bekräftad",),
    "confirmed_by": ("bekräftad av",),
    "note_sv": ("anmärkning",),
}
# Value -> what Swedish tables are likely to say for it, the first of them in messages.
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "kind": {"coordinator": ("regionkoordinator", "koordinator"), "switchboard": ("växel",)},
    "serves": {"all": ("alla",), "children": ("barn", "barn och unga"), "adults": ("vuxna",)},
    "confidence": {"confirmed": ("bekräftad",), "indicated": ("trolig",)},
}


def column(field: str, language: str) -> str:
    """The heading of a field: "phone" -> "telefon" in Swedish."""
    return COLUMNS.get(field, (field,))[0] if language == "sv" else field


def choice(field: str, value: str, language: str) -> str:
    """A value of a field that has a few: "switchboard" -> "växel" in Swedish."""
    return CHOICES[field].get(value, (value,))[0] if language == "sv" else value


def listed(names: Iterable[str], language: str, *, either: bool = False) -> str:
    """'Södermanland, Östergötland och Jönköping'; `either`: 'eller' for the last."""
    *others, last = list(names) or [""]
    joint = say(language, "or" if either else "and")
    return f"{', '.join(others)} {joint} {last}" if others else last
