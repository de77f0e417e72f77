"""What can be wrong with a contact list, in words for the person who wrote it, in Swedish and English."""

from __future__ import annotations

from nmtcli.contacts import names
from nmtcli.echo import echo_path, filled
from nmtcli.errors import DataError
from nmtcli.model import Record
from nmtcli.normalise import visible

QUOTED_LENGTH = 60  # characters of a list's own text that a problem repeats

TEXTS: dict[str, dict[str, str]] = {
    "sv": {
        "line": "rad {line}",
        "head": "filens början",
        "contact": "kontakt {number} ({host})",
        "region": "region {number} ({host})",
        "socialjour": "socialjour {number} ({host})",
        "nameless": "utan namn",
        "unreadable": "filen kan inte läsas: {why}",
        "no_file": "filen finns inte",
        "not_a_file": "detta är ingen vanlig fil",
        "workbook": "detta är en arbetsbok från ett kalkylprogram; spara den som ”CSV UTF-8” och läs in den filen",
        "too_large": "filen är för stor ({size} byte, högst {limit}); en kontaktlista är en liten fil",
        "not_utf8": "filen är inte sparad som UTF-8; spara den igen med kodningen UTF-8",
        "encoding": "bokstäverna å, ä och ö går inte att läsa säkert; spara filen som ”CSV UTF-8”",
        "world_writable": (
            "filen kan ändras av vem som helst på datorn och används därför inte; ta bort skrivrätten: chmod o-w {path}"
        ),
        "foreign_owner": (
            "{path} tillhör en annan användare, som kan byta ut listan; den används därför inte. Den ska tillhöra dig "
            "eller root"
        ),
        "open_folder": (
            "filen ligger i en mapp där vem som helst kan byta ut den och används därför inte; ta bort "
            "skrivrätten: chmod o-w {path}"
        ),
        "toml": (
            'raden går inte att läsa som TOML: {value}. Varje rad ska se ut som phone = "0XX-XX XX XX", med '
            "texten inom citattecken"
        ),
        "json": "filen följer inte JSON-formatet: {why}",
        "nested": "filen är för djupt nästlad; en kontaktlista har bara korta rader",
        "csv": "raden går inte att läsa som CSV: {why}",
        "csv_empty": "tabellen är tom; första raden ska vara rubriker: {columns}",
        "csv_heads": "raden har ingen känd rubrik; tabellens första rad ska vara rubriker: {columns}",
        "csv_column": "kolumnen {value} är okänd; kolumnerna är {columns}",
        "csv_double": "kolumnen {value} finns två gånger",
        "csv_missing": 'kolumnen "{fields}" saknas',
        "csv_missing_several": "kolumner saknas: {fields}",
        "csv_cells": "raden har fler celler än rubrikraden; en cell med skiljetecken i ska stå inom citattecken",
        "schema": "schema {value} är okänt för den här versionen; skriv schema = 1",
        "unknown": '"{field}" är inget känt fält; kända fält är {known}',
        "missing": '"{field}" saknas',
        "text": '"{field}" ska vara text inom citattecken; ta bort raden om uppgiften saknas',
        "list": '"{field}" ska vara en lista, som i ["22", "23"]',
        "entries": '"{field}" ska skrivas som [[{field}]] på en egen rad, en gång för varje',
        "choice": "{field} är {value} men ska vara något av: {known}",
        "cell_choice": "i kolumnen {heading} står {value}; skriv {choices}",
        "long": '"{field}" är för lång (högst {limit} tecken)',
        "many": '"{field}" har för många värden (högst {limit})',
        "invisible": (
            '"{field}" innehåller ett osynligt eller otillåtet tecken ({value}); skriv texten på nytt för hand'
        ),
        "marks": '"{field}" har för många accenter över en bokstav; skriv texten på nytt för hand',
        "mixed": '"{field}": ordet {value} blandar bokstäver ur olika alfabet; skriv det på nytt för hand',
        "damaged": '"{field}" innehåller skadade bokstäver: {value}; spara filen som UTF-8 (i Excel: ”CSV UTF-8”)',
        "semicolon": 'ett namn i "{field}" innehåller semikolon; skriv varje namn för sig',
        "no_region": "det finns ingen region {value}; regionerna är {known}",
        "no_county": "det finns inget län {value}; skriv länets namn, bokstav eller kod",
        "no_municipality": 'det finns ingen kommun {value}; skriv kommunens kod med fyra siffror, som "2480"',
        "municipality_twice": "kommunen {value} står två gånger (först i socialjour {first})",
        "county": "{county} hör inte till region {region}; dit hör {counties}",
        "no_contact": "no_contact säger att region {region} inte har någon kontakt, men listan har en",
        "regions_twice": '"{field}" nämner en region två gånger',
        "phone": "{value} är inget svenskt telefonnummer; skriv som 0XX-XX XX XX",
        "phone_charged": "{value} är ett betalnummer; det får inte stå i en kontaktlista",
        "phone_number": 'telefonnumret {value} är ett tal; skriv det inom citattecken, som "0XX-XX XX XX"',
        "phone_scientific": (
            "telefonnumret har blivit {value} i kalkylprogrammet; gör om cellen till text och skriv numret på nytt"
        ),
        "phone_zero": (
            "telefonnumret {value} börjar inte med noll: kalkylprogrammet har tagit bort den; gör om cellen till "
            "text och skriv numret på nytt"
        ),
        "email": "{value} är ingen e-postadress",
        "date": "{field}: {value} är inget datum; skriv 2026-11-23, 2026-11 eller 2026",
        "calendar": "{field}: {value} finns inte i kalendern",
        "future": "{field}: {value} ligger i framtiden",
        "day": "{field}: {value} är inget datum; skriv det som 2026-11-23",
        "months": "stale_after_months ska vara ett helt tal från 1 till 120",
        "flag": "override_regions ska vara true eller false (utan citattecken)",
        "name": '"name" saknas; skriv vem som har gjort listan, som i name = "Länsstyrelsen X"',
        "list_date": '"date" saknas; skriv listans datum, som i date = 2026-11-23',
        "empty": "listan innehåller ingen kontakt",
        "many_entries": "listan har för många poster (högst {limit}); en kontaktlista är kort",
        "twice": "samma kontakt står två gånger (först som kontakt {first})",
        "region_twice": "regionen {value} står två gånger",
        "region_override": (
            "en egen lista ändrar kontakter, inte regioner; skriv override_regions = true överst om länens "
            "indelning verkligen ska ändras"
        ),
        "two_regions": "länet {value} finns i två regioner: {known}",
        "lost_county": "länet {value} blir utan region",
    },
    "en": {
        "line": "line {line}",
        "head": "the beginning of the file",
        "contact": "contact {number} ({host})",
        "region": "region {number} ({host})",
        "socialjour": "socialjour {number} ({host})",
        "nameless": "no name",
        "unreadable": "the file cannot be read: {why}",
        "no_file": "there is no such file",
        "not_a_file": "this is not an ordinary file",
        "workbook": 'this is a spreadsheet\'s workbook; save it as "CSV UTF-8" and import that file',
        "too_large": "the file is too large ({size} bytes, at most {limit}); a contact list is a small file",
        "not_utf8": "the file is not saved as UTF-8; save it again with the encoding UTF-8",
        "encoding": 'the letters å, ä and ö cannot be read with certainty; save the file as "CSV UTF-8"',
        "world_writable": (
            "anyone on this computer can change the file, so it is not used; take the right to write away: chmod "
            "o-w {path}"
        ),
        "foreign_owner": (
            "{path} belongs to another user, who could replace the list, so it is not used. It must belong to you or "
            "to root"
        ),
        "open_folder": (
            "the file is in a folder where anyone can replace it, so it is not used; take the right to write "
            "away: chmod o-w {path}"
        ),
        "toml": (
            'the line cannot be read as TOML: {value}. Each line must look like phone = "0XX-XX XX XX", with the '
            "text in quotes"
        ),
        "json": "the file is not valid JSON: {why}",
        "nested": "the file is nested too deeply; a contact list has only short lines",
        "csv": "the row cannot be read as CSV: {why}",
        "csv_empty": "the table is empty; the first row must be the headings: {columns}",
        "csv_heads": "the row has no known heading; the first row of a table must be the headings: {columns}",
        "csv_column": "the column {value} is not known; the columns are {columns}",
        "csv_double": "the column {value} is there twice",
        "csv_missing": 'the column "{fields}" is missing',
        "csv_missing_several": "columns are missing: {fields}",
        "csv_cells": (
            "the row has more cells than the row of headings; a cell that contains the separator must stand in quotes"
        ),
        "schema": "schema {value} is not known to this version; write schema = 1",
        "unknown": '"{field}" is not a known key; known are {known}',
        "missing": '"{field}" is missing',
        "text": '"{field}" must be text in quotes; leave the line out when nothing is known',
        "list": '"{field}" must be a list, as in ["22", "23"]',
        "entries": '"{field}" must be written as [[{field}]] on a line of its own, once for each',
        "choice": "{field} is {value} but must be one of: {known}",
        "cell_choice": "the column {heading} has {value}; write {choices}",
        "long": '"{field}" is too long (at most {limit} characters)',
        "many": '"{field}" has too many values (at most {limit})',
        "invisible": '"{field}" contains an invisible or forbidden character ({value}); type the text anew by hand',
        "marks": '"{field}" has too many accents over one letter; type the text again by hand',
        "mixed": '"{field}": the word {value} mixes letters of different alphabets; type it again by hand',
        "damaged": '"{field}" contains damaged letters: {value}; save the file as UTF-8 (in Excel: "CSV UTF-8")',
        "semicolon": 'a name in "{field}" contains a semicolon; write each name by itself',
        "no_region": "there is no region {value}; the regions are {known}",
        "no_county": "there is no county {value}; write the county's name, letter or code",
        "no_municipality": 'there is no municipality {value}; write its code of four digits, as "2480"',
        "municipality_twice": "the municipality {value} is there twice (first in socialjour {first})",
        "county": "{county} is not in region {region}, which consists of {counties}",
        "no_contact": "no_contact says that region {region} has no contact, but the list has one",
        "regions_twice": '"{field}" names a region twice',
        "phone": "{value} is no Swedish telephone number; write it as 0XX-XX XX XX",
        "phone_charged": "{value} is a premium-rate number, which a contact list may not have",
        "phone_number": 'the telephone number {value} is a number; write it in quotes, as "0XX-XX XX XX"',
        "phone_scientific": (
            "the spreadsheet has turned the telephone number into {value}; make the cell a text cell and type "
            "the number anew"
        ),
        "phone_zero": (
            "the telephone number {value} does not begin with a zero: the spreadsheet has removed it; make the "
            "cell a text cell and type the number anew"
        ),
        "email": "{value} is no e-mail address",
        "date": "{field}: {value} is no date; write 2026-11-23, 2026-11 or 2026",
        "calendar": "{field}: {value} is not in the calendar",
        "future": "{field}: {value} lies in the future",
        "day": "{field}: {value} is no date; write it as 2026-11-23",
        "months": "stale_after_months must be a whole number from 1 to 120",
        "flag": "override_regions must be true or false (without quotes)",
        "name": '"name" is missing; write who made the list, as in name = "Länsstyrelsen X"',
        "list_date": '"date" is missing; write the list\'s date, as in date = 2026-11-23',
        "empty": "the list has no contact",
        "many_entries": "the list has too many entries (at most {limit}); a contact list is short",
        "twice": "the same contact is there twice (first as contact {first})",
        "region_twice": "the region {value} is there twice",
        "region_override": (
            "an own list changes contacts, not regions; write override_regions = true at the top if the division "
            "of the counties is really to change"
        ),
        "two_regions": "county {value} is in two regions: {known}",
        "lost_county": "county {value} would be in no region",
    },
}


def _named(values: dict[str, str], language: str) -> dict[str, str]:
    """The values of a message as they are shown: what is kept by its key is named in the reader's language."""
    shown = dict(values)
    if "region" in shown:
        shown["region"] = names.region(shown["region"])
    if "county" in shown:
        code = shown["county"]
        name = names.county(code)
        shown["county"] = name if name != code else quoted(code)
        shown["counties"] = names.listed(map(names.county, shown["counties"].split()), language)
    if "columns" in shown:
        shown["columns"] = ", ".join(names.column(field, language) for field in shown["columns"].split())
    if "fields" in shown:
        shown["fields"] = names.listed([names.column(field, language) for field in shown["fields"].split()], language)
    if "choices" in shown:
        field = shown["choices"]
        known = [names.choice(field, value, language) for value in names.CHOICES[field]]
        shown["choices"] = names.listed(known, language, either=True)
    return shown


def quoted(value: object) -> str:
    """A value out of a list, fit to be shown: short, without control characters, nothing of what is nested in it."""
    if isinstance(value, (list, dict)):
        return "[...]" if isinstance(value, list) else "{...}"
    text = " ".join(visible(str(value)[: QUOTED_LENGTH + 1]).split())
    text = text if len(text) <= QUOTED_LENGTH else text[: QUOTED_LENGTH - 1] + "…"
    return f'"{text}"' if isinstance(value, str) else text


class Problem(Record):
    """One thing that is wrong: the line (0: the file as a whole), the entry it belongs to and the message of TEXTS.

    `entry` is (kind, number, host): ("contact", 2, "Umeå kommun"); the kind "head" has neither. Regions, counties,
    columns and choices are kept by their keys, and named when the problem is put into words.
    """

    line: int
    message: str
    values: tuple[tuple[str, str], ...] = ()
    entry: tuple[str, int, str] | None = None

    def text(self, name: str, language: str) -> str:
        """The problem in words, with the file's name and the line where there is one."""
        texts = TEXTS[language]
        where = [echo_path(name)]
        if self.line:
            where.append(texts["line"].format(line=self.line))
        if self.entry:
            kind, number, host = self.entry
            where.append(texts[kind].format(number=number, host=host or texts["nameless"]))
        return f"{', '.join(where)}: {filled(texts[self.message], _named(dict(self.values), language))}"


def problem(message: str, line: int = 0, entry: tuple[str, int, str] | None = None, **values: object) -> Problem:
    """A problem; values are shown as they are, so quote with `quoted` what comes out of a list."""
    return Problem(line, message, tuple((field, str(value)) for field, value in values.items()), entry)


class ListError(DataError):
    """A contact list that cannot be used. `problems` are in English; `texts` gives them in either language."""

    def __init__(self, name: str, found: list[Problem]) -> None:
        super().__init__([p.text(name, "en") for p in found])
        self.name = name
        self.found = found

    def texts(self, language: str) -> list[str]:
        """Every problem in words."""
        return [p.text(self.name, language) for p in self.found]
