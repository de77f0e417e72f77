"""What the system and Python's own readers say when something fails, under their English words.

Only what is common: anything else is shown as it is said.
"""

from __future__ import annotations

from nmtcli.texts import Catalogue

TEXTS = Catalogue({
    "No such file or directory": ("Filen eller mappen finns inte", "No such file or directory"),
    "Permission denied": ("Du har inte behörighet", "Permission denied"),
    "Operation not permitted": ("Det är inte tillåtet", "Operation not permitted"),
    "File exists": ("Filen finns redan", "File exists"),
    "Is a directory": ("Det är en mapp", "Is a directory"),
    "Not a directory": ("Det är ingen mapp", "Not a directory"),
    "Directory not empty": ("Mappen är inte tom", "Directory not empty"),
    "No space left on device": ("Disken är full", "No space left on device"),
    "Disk quota exceeded": ("Ditt utrymme på disken är slut", "Disk quota exceeded"),
    "File too large": ("Filen är för stor", "File too large"),
    "File name too long": ("Filnamnet är för långt", "File name too long"),
    "Read-only file system": ("Disken är skrivskyddad", "Read-only file system"),
    "Input/output error": ("Läs- eller skrivfel", "Input/output error"),
    "Too many levels of symbolic links": ("Länkarna leder i cirkel", "Too many levels of symbolic links"),
    "Too many open files": ("För många öppna filer", "Too many open files"),
    "Cannot allocate memory": ("Minnet räcker inte", "Cannot allocate memory"),
    "Device or resource busy": ("Filen eller enheten är upptagen", "Device or resource busy"),
    "Bad file descriptor": ("Filen eller strömmen är stängd", "Bad file descriptor"),
    "No such device or address": ("Enheten finns inte", "No such device or address"),
    "Stale file handle": ("Nätverksdisken svarar inte längre", "Stale file handle"),
    "Connection timed out": ("Nätverksdisken svarar inte", "Connection timed out"),
    "Invalid argument": ("Systemet godtar inte värdet", "Invalid argument"),
    # Our own.
    "standard output is closed": ("standard ut är stängd", "standard output is closed"),
    "standard input is closed": ("standard in är stängd", "standard input is closed"),
    "unexpected": ("oväntat fel: {what}. Sätt NMT_DEBUG=1 för att se var, och anmäl det.",
                   "unexpected failure: {what}. Set NMT_DEBUG=1 to see where, and report it."),
    # Python's.
    "embedded null byte": ("namnet innehåller ett nolltecken", "embedded null byte"),
    "line contains NUL": ("raden innehåller ett nolltecken", "line contains NUL"),
    "field larger than field limit (131072)": ("en cell är längre än 131 072 tecken",
                                               "field larger than field limit (131072)"),
})  # fmt: skip
say = TEXTS.say


def reason(text: str, language: str) -> str:
    """What was said, in this language where there are words for it."""
    return say(language, text) if text in TEXTS else text
