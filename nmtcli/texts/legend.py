"""What stands above a contact list that is exported as TOML: how it is written, as comments."""

from __future__ import annotations

from nmtcli.texts import Pair

LEGEND: Pair = (
    """\
# Er kontaktlista för nmt. Texter står inom citattecken. Rader som börjar med # är kommentarer.
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
    """\
# Your contact list for nmt. Texts stand in quotes. Lines that begin with # are comments.
# Check after a change: nmt contacts check FILE     Start using it: nmt contacts import FILE
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
# The socialjour (social services out of hours) of a municipality, instead of the built-in facts. Each begins with
# [[socialjour]] and has:
#   municipalities   municipal codes, as in ["2480", "2460"]
#   phone            as in "0XX-XX XX XX", "112" where it is reached so; several numbers with "; " between them
#   hours            the hours, as in "mån-tor 16-00"     source     where the fact is from
# and where needed:
#   area             the name of the service              published  the date of the source
""",
)
