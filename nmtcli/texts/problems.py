"""What can be wrong with a contact list, in words for the person who wrote it."""

from __future__ import annotations

from nmtcli.texts import Catalogue

TEXTS = Catalogue({
    "line": ("rad {line}", "line {line}"),
    "head": ("filens början", "the beginning of the file"),
    "contact": ("kontakt {number} ({host})", "contact {number} ({host})"),
    "region": ("region {number} ({host})", "region {number} ({host})"),
    "socialjour": ("socialjour {number} ({host})", "socialjour {number} ({host})"),
    "nameless": ("utan namn", "no name"),
    "unreadable": ("filen kan inte läsas: {why}", "the file cannot be read: {why}"),
    "no_file": ("filen finns inte", "there is no such file"),
    "not_a_file": ("detta är ingen vanlig fil", "this is not an ordinary file"),
    "workbook": ("det här är en Excel-fil (arbetsbok); spara den som ”CSV UTF-8” och läs in den filen",
                 "this is a spreadsheet's workbook; save it as \"CSV UTF-8\" and import that file"),
    "too_large": ("filen är för stor ({size} byte, högst {limit}); en kontaktlista är en liten fil",
                  "the file is too large ({size} bytes, at most {limit}); a contact list is a small file"),
    "not_utf8": ("filen är inte sparad som UTF-8; spara den igen med kodningen UTF-8",
                 "the file is not saved as UTF-8; save it again with the encoding UTF-8"),
    "encoding": ("bokstäverna å, ä och ö går inte att läsa säkert; spara filen som ”CSV UTF-8”",
                 'the letters å, ä and ö cannot be read with certainty; save the file as "CSV UTF-8"'),
    "world_writable": (
        "filen kan ändras av vem som helst på datorn och används därför inte; ta bort skrivrätten: chmod o-w {path}",
        "anyone on this computer can change the file, so it is not used; remove write permission: chmod o-w {path}"),
    "foreign_owner": (
        ("{path} tillhör en annan användare, som kan byta ut listan; den används därför inte. Den ska tillhöra dig "
         "eller root"),
        ("{path} belongs to another user, who could replace the list, so it is not used. It must belong to you or "
         "to root")),
    "open_folder": (
        ("filen ligger i en mapp där vem som helst kan byta ut den och används därför inte; ta bort skrivrätten: "
         "chmod o-w {path}"),
        ("the file is in a folder where anyone can replace it, so it is not used; remove write permission: chmod "
         "o-w {path}")),
    "no_rights": (
        ("{path} ligger på en enhet utan rättigheter (nätverksenhet, USB-minne), där filen kan ändras av andra; den "
         "används därför inte. Kopiera den till din hemmapp, eller ange den med --contacts eller NMT_CONTACTS"),
        ("{path} is on a drive without permissions (network drive, memory stick), where others can change it, so it is "
         "not used. Copy it to your home folder, or name it by --contacts or NMT_CONTACTS")),
    "toml": (
        ('raden går inte att läsa som TOML: {value}. Varje rad ska se ut som phone = "0XX-XX XX XX", med texten '
         "inom citattecken"),
        ('the line cannot be read as TOML: {value}. Each line must look like phone = "0XX-XX XX XX", with the text '
         "in quotes")),
    "json": ("här bryts JSON-formatet, vid tecken {column} på raden",
             "this is not valid JSON, at character {column} of the line"),
    "json_object": ("filen ska innehålla ett JSON-objekt: {{ ... }}", "the file must hold one JSON object: {{ ... }}"),
    "json_number": ("filen innehåller ett alldeles för långt tal", "the file has a number that is far too long"),
    "nested": ("filen är för djupt nästlad; en kontaktlista har bara korta rader",
               "the file is nested too deeply; a contact list has only short lines"),
    "csv": ("raden går inte att läsa som CSV: {why}", "the row cannot be read as CSV: {why}"),
    "csv_empty": ("tabellen är tom; första raden ska vara rubriker: {columns}",
                  "the table is empty; the first row must be the headings: {columns}"),
    "csv_heads": ("raden har ingen känd rubrik; tabellens första rad ska vara rubriker: {columns}",
                  "the row has no known heading; the first row of a table must be the headings: {columns}"),
    "csv_column": ("kolumnen {value} är okänd; kolumnerna är {columns}",
                   "the column {value} is not known; the columns are {columns}"),
    "csv_double": ("kolumnen {value} finns två gånger", "the column {value} appears twice"),
    "csv_missing": ('kolumnen "{fields}" saknas', 'the column "{fields}" is missing'),
    "csv_missing_several": ("kolumner saknas: {fields}", "columns are missing: {fields}"),
    "csv_cells": (
        "raden har fler celler än rubrikraden; en cell med skiljetecken i ska stå inom citattecken",
        "the row has more cells than the row of headings; a cell that contains the separator must stand in quotes"),
    "schema": ("schema {value} är okänt för den här versionen; skriv schema = 1",
               "schema {value} is not known to this version; write schema = 1"),
    "unknown": ('"{field}" är inget känt fält; kända fält är {known}',
                '"{field}" is not a known key; known are {known}'),
    "missing": ('"{field}" saknas', '"{field}" is missing'),
    "text": ('"{field}" ska vara text inom citattecken; ta bort raden om uppgiften saknas',
             '"{field}" must be text in quotes; leave the line out when nothing is known'),
    "list": ('"{field}" ska vara en lista, som i ["22", "23"]', '"{field}" must be a list, as in ["22", "23"]'),
    "entries": ('"{field}" ska skrivas som [[{field}]] på en egen rad, en gång för varje',
                '"{field}" must be written as [[{field}]] on a line of its own, once for each'),
    "choice": ("{field} är {value}; skriv något av: {known}", "{field} is {value}; write one of: {known}"),
    "cell_choice": ("i kolumnen {heading} står {value}; skriv {choices}",
                    "the column {heading} has {value}; write {choices}"),
    "long": ('"{field}" är för lång (högst {limit} tecken)', '"{field}" is too long (at most {limit} characters)'),
    "many": ('"{field}" har för många värden (högst {limit})', '"{field}" has too many values (at most {limit})'),
    "invisible": ('"{field}" innehåller ett osynligt eller otillåtet tecken ({value}); skriv texten på nytt för hand',
                  '"{field}" contains an invisible or forbidden character ({value}); type the text again by hand'),
    "marks": ('"{field}" har för många accenter över en bokstav; skriv texten på nytt för hand',
              '"{field}" has too many accents over one letter; type the text again by hand'),
    "mixed": ('"{field}": ordet {value} blandar bokstäver ur olika alfabet; skriv det på nytt för hand',
              '"{field}": the word {value} mixes letters of different alphabets; type it again by hand'),
    "damaged": ('"{field}" innehåller skadade bokstäver: {value}; spara filen som UTF-8 (i Excel: ”CSV UTF-8”)',
                '"{field}" contains damaged letters: {value}; save the file as UTF-8 (in Excel: "CSV UTF-8")'),
    "semicolon": ('ett namn i "{field}" innehåller semikolon; skriv varje namn för sig',
                  'a name in "{field}" contains a semicolon; write each name by itself'),
    "no_region": ("det finns ingen region {value}; regionerna är {known}",
                  "there is no region {value}; the regions are {known}"),
    "no_county": ("det finns inget län {value}; skriv länets namn, bokstav eller kod",
                  "there is no county {value}; write the county's name, letter or code"),
    "no_municipality": ('det finns ingen kommun {value}; skriv kommunens kod med fyra siffror, som "2480"',
                        'there is no municipality {value}; write its code of four digits, as "2480"'),
    "municipality_twice": ("kommunen {value} står två gånger (först i socialjour {first})",
                           "the municipality {value} appears twice (first in socialjour {first})"),
    "county": ("{county} hör inte till region {region}; dit hör {counties}",
               "{county} is not in region {region}, which consists of {counties}"),
    "no_contact": ("no_contact säger att region {region} inte har någon kontakt, men listan har en",
                   "no_contact says that region {region} has no contact, but the list has one"),
    "regions_twice": ('"{field}" nämner en region två gånger', '"{field}" names a region twice'),
    "phone": ("{value} är inget svenskt telefonnummer; skriv som 0XX-XX XX XX",
              "{value} is not a Swedish telephone number; write it as 0XX-XX XX XX"),
    "phone_charged": ("{value} är ett betalnummer; det får inte stå i en kontaktlista",
                      "{value} is a premium-rate number, which a contact list may not have"),
    "phone_number": ('telefonnumret {value} är ett tal; skriv det inom citattecken, som "0XX-XX XX XX"',
                     'the telephone number {value} is a number; write it in quotes, as "0XX-XX XX XX"'),
    "phone_scientific": (
        "telefonnumret har blivit {value} i kalkylprogrammet; gör om cellen till text och skriv numret på nytt",
        ("the spreadsheet has turned the telephone number into {value}; make the cell a text cell and type the "
         "number again")),
    "phone_zero": (
        ("telefonnumret {value} börjar inte med noll: kalkylprogrammet har tagit bort den; gör om cellen till text "
         "och skriv numret på nytt"),
        ("the telephone number {value} does not begin with a zero: the spreadsheet has removed it; make the cell a "
         "text cell and type the number again")),
    "email": ("{value} är ingen e-postadress", "{value} is not an e-mail address"),
    "date": ("{field}: {value} är inget datum; skriv 2026-11-23, 2026-11 eller 2026",
             "{field}: {value} is not a date; write 2026-11-23, 2026-11 or 2026"),
    "calendar": ("{field}: {value} finns inte i kalendern", "{field}: {value} is not in the calendar"),
    "future": ("{field}: {value} ligger i framtiden", "{field}: {value} lies in the future"),
    "day": ("{field}: {value} är inget datum; skriv det som 2026-11-23",
            "{field}: {value} is not a date; write it as 2026-11-23"),
    "months": ("stale_after_months ska vara ett helt tal från 1 till 120",
               "stale_after_months must be a whole number from 1 to 120"),
    "flag": ("override_regions ska vara true eller false (utan citattecken)",
             "override_regions must be true or false (without quotes)"),
    "name": ('"name" saknas; skriv vem som har gjort listan, som i name = "Länsstyrelsen X"',
             '"name" is missing; write who made the list, as in name = "Länsstyrelsen X"'),
    "list_date": ('"date" saknas; skriv listans datum, som i date = 2026-11-23',
                  "\"date\" is missing; write the list's date, as in date = 2026-11-23"),
    "empty": ("listan innehåller ingen kontakt", "the list has no contact"),
    "many_entries": ("listan har för många poster (högst {limit}); en kontaktlista är kort",
                     "the list has too many entries (at most {limit}); a contact list is short"),
    "twice": ("samma kontakt står två gånger (först som kontakt {first})",
              "the same contact appears twice (first as contact {first})"),
    "region_twice": ("regionen {value} står två gånger", "the region {value} appears twice"),
    "region_override": (
        ("en egen lista ändrar kontakter, inte regioner; skriv override_regions = true överst om länens indelning "
         "verkligen ska ändras"),
        ("your contact list changes contacts, not regions; write override_regions = true at the top if the division of "
         "the counties is really to change")),
    "two_regions": ("länet {value} finns i två regioner: {known}", "county {value} is in two regions: {known}"),
    "lost_county": ("länet {value} blir utan region", "county {value} would be in no region"),
    "link": ("{path} är en länk till {target}: ändra listan där",
             "{path} is a link to {target}: change the list there"),
    "busy": ("en annan import pågår i {folder}; försök igen om en stund",
             "another import is at work in {folder}; try again in a while"),
    "no_home": ("det framgår inte var din hemmapp är", "your home folder cannot be determined"),
    "no_site": ("ingen mapp för alla användare är inställd ({place})",
                "no folder for all users is configured ({place})"),
    "more": (" (och {count} fel till: nmt contacts check)", " (and {count} more: nmt contacts check)"),
    "and": ("och", "and"),
    "or": ("eller", "or"),
})  # fmt: skip
say = TEXTS.say
