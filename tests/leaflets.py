"""What the tests of the directory for wall and wiki share: own lists that are hard to show, and a country of squares."""

from __future__ import annotations

from nmtcli.contacts.book import from_table
from nmtcli.contacts.own import overlay, own_list_from_toml
from nmtcli.directory import Directory
from nmtcli.gazetteer import Gazetteer

_GAZETTEER = Gazetteer.load()
_HEAD = 'schema = 1\nname = "{name}"\ndate = 2026-11-20\n'


def _contact(region: str, counties: str, phone: str, **more: str) -> str:
    """A `[[contact]]`; texts are written as TOML's literal strings."""
    fields = {"kind": "coordinator", "host": "Kommunen", "source": "egen", "confidence": "confirmed", **more}
    lines = [f"{name} = '''{value}'''" for name, value in fields.items()]
    return "\n".join(
        ["[[contact]]", f'region = "{region}"', f"counties = {counties}", f'phone = "{phone}"', *lines, ""]
    )


_NORD = '["22", "23", "24", "25"]'
# Markup of HTML and of Markdown, in every text that a list may hold.
STRANGE = _HEAD.format(name="X | <b>fet</b> & Co") + "".join([
    _contact("nord", _NORD, "090-11 11 11", host="<script>planted=1</script>", unit='"><img src=x onerror=planted=1>',
             note_sv="a|b `kod` [länk](https://example.org) <iframe src=//example.org> *stjärna* _streck_",
             source="</template></script><script>planted=1</script>", serves="adults"),
    _contact("nord", _NORD, "090-22 22 22", kind="switchboard", host="O'Hara & <b>Söner</b>" + "x" * 200,
             serves="children", confidence="indicated", published="2026-11-01"),
])  # fmt: skip
_TEXT = "En lång anmärkning om vem som svarar, när det går att ringa och vad den som ringer ska ha till hands. "
# Many contacts with long texts in one region, and in another.
LONG = _HEAD.format(name="En länsstyrelse med ett mycket långt namn") + "".join(
    _contact(region, counties, f"0{number}0-12 34 {number}", host=f"Kommun {number}", unit="Enheten för stöd " * 4,
             note_sv=_TEXT * 4, note_en=_TEXT * 4, published="2026-11-01", serves=serves)
    for region, counties in (("nord", _NORD), ("vast", '["13", "14"]'), ("ost", '["04", "05", "06"]'))
    for number, serves in enumerate(("all", "adults", "children", "all"), 40)
)  # fmt: skip


def directory_with(own: str = "") -> Directory:
    """The directory with the text of an own list over the shipped one; "": without any."""
    book = from_table(_GAZETTEER.table("contacts", "CONTACTS"))
    if own:
        book = overlay(book, own_list_from_toml(own.encode(), "own.toml", book))
    return Directory(_GAZETTEER, book)


def squares(counties: tuple[str, ...]) -> list[list[tuple[float, float]]]:
    """Outlines of a country in which every county is a square of 60 km, as `Outlines.rings` gives them."""
    rings = []
    for county in counties:
        east, north = 300_000.0 + 65_000 * (int(county) % 5), 6_200_000.0 + 65_000 * (int(county) // 2)
        far, top = east + 60_000, north + 60_000
        rings.append([(east, north), (far, north), (far, top), (east, top), (east, north)])
    return rings
