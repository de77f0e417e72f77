"""What `--help` says of `nmt directory`: a part of the catalogue of `help`."""

from __future__ import annotations

from nmtcli.texts import Pair

TEXTS: dict[str, Pair] = {
    "overview.directory": ("Hela katalogen att skriva ut, dela eller lägga i en wiki.",
                           "The whole directory to print, to share or for a wiki."),
    "command.directory": ("""\
Hela katalogen som en fil, ur kontaktlistan som gäller.

html: en webbsida utan nätverk, med karta, sökruta och alla nummer, att dela eller öppna i telefonen. Utskriven blir den
åtta A4-blad: en översikt och ett blad för varje region. md: detsamma för en wiki. vcard: alla nummer till adressboken.

\b
Exempel:
  nmt directory -o nmt.html
  nmt directory --region Nord -o nord.html --lang sv
  nmt directory --format md > nmt.md
""", """\
The whole directory as one file, from the contact list in force.

html: a web page without a network, with a map, a search box and all numbers, to be shared or opened on a telephone.
Printed it is eight sheets of A4: an overview and a sheet for each region. md: the same for a wiki. vcard: all numbers
for an address book.

\b
Examples:
  nmt directory -o nmt.html
  nmt directory --region Nord -o nord.html --lang sv
  nmt directory --format md > nmt.md
"""),
    "directory.format": ("html, md (Markdown) eller vcard.", "html, md (Markdown) or vcard."),
    "directory.output": ("Skriv till FIL i stället för standard ut; html till en terminal kräver det (-o - går).",
                         "Write to FILE instead of standard output; html on a terminal needs it (-o - will do)."),
    "directory.region": ("Bara ett blad: regionen med det namnet, eller den som platsen ligger i.",
                         "One sheet only: of the region of this name, or of the one in which the place lies."),
}  # fmt: skip
