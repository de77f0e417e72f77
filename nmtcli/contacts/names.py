"""What people call counties, regions, columns and values, for messages about a list.

Written out here, so that a message about a list needs no gazetteer; a test holds the names to the data.
"""

from __future__ import annotations

from collections.abc import Iterable

COUNTIES: dict[str, str] = {
    "01": "Stockholm", "03": "Uppsala", "04": "Södermanland", "05": "Östergötland", "06": "Jönköping",
    "07": "Kronoberg", "08": "Kalmar", "09": "Gotland", "10": "Blekinge", "12": "Skåne", "13": "Halland",
    "14": "Västra Götaland", "17": "Värmland", "18": "Örebro", "19": "Västmanland", "20": "Dalarna",
    "21": "Gävleborg", "22": "Västernorrland", "23": "Jämtland", "24": "Västerbotten", "25": "Norrbotten",
}  # fmt: skip
REGIONS = {
    "bergslagen": "Bergslagen", "stockholm": "Stockholm", "mitt": "Mitt", "nord": "Nord", "syd": "Syd",
    "vast": "Väst", "ost": "Öst",
}  # fmt: skip

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

_AND = {"sv": "och", "en": "and"}
_OR = {"sv": "eller", "en": "or"}


def column(field: str, language: str) -> str:
    """The heading of a field: "phone" -> "telefon" in Swedish."""
    return COLUMNS.get(field, (field,))[0] if language == "sv" else field


def choice(field: str, value: str, language: str) -> str:
    """A value of a field that has a few: "switchboard" -> "växel" in Swedish."""
    return CHOICES[field].get(value, (value,))[0] if language == "sv" else value


def county(code: str) -> str:
    """'12' -> 'Skåne'; anything that is no county's code as it is."""
    return COUNTIES.get(code, code)


def listed(names: Iterable[str], language: str, *, either: bool = False) -> str:
    """'Södermanland, Östergötland och Jönköping'; `either`: 'eller' for the last."""
    *others, last = names
    joint = (_OR if either else _AND)[language]
    return f"{', '.join(others)} {joint} {last}" if others else last
