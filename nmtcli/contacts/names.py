"""What people call counties, regions, columns and values, for messages about a list.

Those of counties and regions are the gazetteer's, read when a message first needs one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from nmtcli.texts.problems import say

if TYPE_CHECKING:
    from nmtcli.gazetteer import Gazetteer

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


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer. Once: a checkout makes its own anew for each that asks."""
    from nmtcli.gazetteer import Gazetteer

    return Gazetteer.load()


def county(code: str) -> str:
    """'12' -> 'Skåne'; anything that is no county's code as it is."""
    known = gazetteer().table("places", "COUNTIES")
    return gazetteer().county_short(code) if code in known else code


def region(region_id: str) -> str:
    """'ost' -> 'Öst'; anything that is no region's id as it is."""
    return str(gazetteer().table("places", "REGIONS").get(region_id, region_id))


def listed(names: Iterable[str], language: str, *, either: bool = False) -> str:
    """'Södermanland, Östergötland och Jönköping'; `either`: 'eller' for the last."""
    *others, last = names
    joint = say(language, "or" if either else "and")
    return f"{', '.join(others)} {joint} {last}" if others else last
