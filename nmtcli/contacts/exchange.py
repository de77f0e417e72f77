"""Own lists in and out: TOML as a template with comments, and JSON. The table for a spreadsheet is in `table`.

What is written here is read back to the same list; a property test holds that.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from nmtcli.contactbook import ContactBook, latest_day
from nmtcli.contacts.check import CONTACT_KEYS, REGION_KEYS
from nmtcli.contacts.own import OwnList, own_list_from, own_list_from_toml
from nmtcli.contacts.problems import ListError, problem
from nmtcli.contacts.socialjour import as_entry
from nmtcli.model import Record

LEGEND = {
    "sv": """\
# Egen kontaktlista för nmt. Texter står inom citattecken. Rader som börjar med # är kommentarer.
# Kontrollera efter en ändring: nmt contacts check FIL     Ta i bruk: nmt contacts import FIL
#
# Listan ersätter kontakterna i de regioner som den nämner. Varje kontakt börjar med [[contact]] och har:
#   region        {regions}
#   counties      länskoder, t.ex. ["04", "05"]
#   kind          "coordinator" (regionkoordinator) eller "switchboard" (växel)
#   host          vem som svarar, t.ex. "Linköpings kommun"
#   phone         t.ex. "0XX-XX XX XX". Inga privata mobilnummer: ett funktionsnummer lever längre och skyddar personen
#   source        varifrån uppgiften kommer
#   confidence    "confirmed" (bekräftad) eller "indicated" (trolig)
# och vid behov:
#   unit          enhet            persons       namn, t.ex. ["Förnamn Efternamn"]
#   email         funktionsbrevlåda, ingen personlig adress
#   serves        "all", "children" (barn och unga) eller "adults" (vuxna)
#   published     när källan är daterad: "2026-11-23", "2026-11" eller "2026"
#   confirmed     när uppgiften senast kontrollerades     confirmed_by  av vilken roll
#   note_sv, note_en, published_note_sv, published_note_en   anmärkningar
# Finns ingen att ringa i en region: no_contact = ["nord"] på en rad före den första kontakten.
#
# Socialjouren i en kommun, i stället för den medföljande uppgiften. Varje uppgift börjar med [[socialjour]] och har:
#   municipalities   kommunkoder, t.ex. ["2480", "2460"]
#   phone            t.ex. "0XX-XX XX XX", "112" om den nås så; flera nummer med "; " mellan
#   hours            tiderna, t.ex. "mån-tor 16-00"       source     varifrån uppgiften kommer
# och vid behov:
#   area             tjänstens namn                       published  när källan är daterad
""",
    "en": """\
# Own contact list for nmt. Texts stand in quotes. Lines that begin with # are comments.
# Check after a change: nmt contacts check FILE     Put in force: nmt contacts import FILE
#
# The list replaces the contacts of the regions that it names. Each contact begins with [[contact]] and has:
#   region        {regions}
#   counties      county codes, as in ["04", "05"]
#   kind          "coordinator" or "switchboard"
#   host          who answers, as in "Linköpings kommun"
#   phone         as in "0XX-XX XX XX". No personal mobile numbers: a role's number lives longer and protects the person
#   source        where the fact is from
#   confidence    "confirmed" or "indicated"
# and where needed:
#   unit          the unit         persons       names, as in ["First Last"]
#   email         a role's mailbox, no personal address
#   serves        "all", "children" (and young people) or "adults"
#   published     the date of the source: "2026-11-23", "2026-11" or "2026"
#   confirmed     when the fact was last checked          confirmed_by  by which role
#   note_sv, note_en, published_note_sv, published_note_en   remarks
# Where there is nobody to call in a region: no_contact = ["nord"] on a line before the first contact.
#
# The socialjour (social services out of hours) of a municipality, instead of what is shipped. Each begins with
# [[socialjour]] and has:
#   municipalities   municipal codes, as in ["2480", "2460"]
#   phone            as in "0XX-XX XX XX", "112" where it is reached so; several numbers with "; " between them
#   hours            the hours, as in "mån-tor 16-00"     source     where the fact is from
# and where needed:
#   area             the name of the service              published  the date of the source
""",
}


def entry_of(record: Record, keys: tuple[str, ...]) -> dict[str, Any]:
    """A contact or a region as the entry that it was made of; what is not known is left out."""
    entry: dict[str, Any] = {}
    for field in keys:
        stem, _, language = field.rpartition("_")
        if language in ("sv", "en"):
            value = dict(getattr(record, stem)).get(language)
        else:
            value = getattr(record, field)
        if value:
            entry[field] = list(value) if isinstance(value, tuple) else value
    return entry


def as_table(own: OwnList) -> dict[str, Any]:
    """The list as plain data, as TOML and JSON hold it."""
    table: dict[str, Any] = {"schema": 1, "name": own.name, "date": own.date}
    for field in ("source", "licence", "stale_after_months"):
        if getattr(own, field):
            table[field] = getattr(own, field)
    if own.no_contact:
        table["no_contact"] = list(own.no_contact)
    if own.regions:
        table["override_regions"] = True
        table["region"] = [entry_of(region, REGION_KEYS) for region in own.regions]
    table["contact"] = [entry_of(contact, CONTACT_KEYS) for contact in own.contacts]
    if own.socialjour:
        table["socialjour"] = list(map(as_entry, own.socialjour))
    return table


def toml_value(value: object) -> str:
    """A checked value as TOML."""
    if isinstance(value, list):
        return f"[{', '.join(map(toml_value, value))}]"
    # A checked text is printable, and a printable text's JSON is also its TOML.
    return json.dumps(value, ensure_ascii=False)


def to_toml(own: OwnList, book: ContactBook, language: str) -> str:
    """The list as TOML under a legend in this language."""
    table = as_table(own)
    lines = [LEGEND[language].format(regions=", ".join(f'"{r.id}"' for r in book.regions))]
    tables = ("region", "contact", "socialjour")
    lines += [f"{field} = {toml_value(value)}" for field, value in table.items() if field not in tables]
    names = {region.id: region.name for region in book.regions}
    last = None
    for kind in tables:
        for entry in table.get(kind, ()):
            lines.append("")
            if kind == "contact" and entry["region"] != last:
                last = entry["region"]
                lines.append(f"# ---- {names[last]} ----")
            lines.append(f"[[{kind}]]")
            lines += [f"{field} = {toml_value(value)}" for field, value in entry.items()]
    return "\n".join(lines) + "\n"


def to_json(own: OwnList) -> str:
    """The list as JSON, with the keys of the TOML."""
    return json.dumps(as_table(own), ensure_ascii=False, indent=2) + "\n"


def own_list_from_json(data: bytes, name: str, book: ContactBook, today: date | None = None) -> OwnList:
    """The list in a JSON object with the keys of the TOML.

    Raises:
        ListError: with every problem.
    """
    try:
        raw = json.loads(data.decode("utf-8-sig"))
        if not isinstance(raw, dict):
            raise ValueError("{ ... } expected")
    except UnicodeDecodeError:
        raise ListError(name, [problem("not_utf8")]) from None
    except RecursionError:
        raise ListError(name, [problem("nested")]) from None
    except ValueError as error:
        raise ListError(name, [problem("json", getattr(error, "lineno", 0), why=error)]) from None
    return own_list_from(raw, lambda *_: 0, name, book, today or latest_day())


def reader(name: str, data: bytes) -> Callable[..., OwnList] | None:
    """The reader for a file by its name: TOML or JSON, or None for a table, which needs a `Head` as well.

    Raises:
        ListError: it is a workbook (.xlsx, .ods), which no reader here reads.
    """
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ListError(name, [problem("workbook")])
    return {"toml": own_list_from_toml, "json": own_list_from_json}.get(name.rpartition(".")[2].lower())
