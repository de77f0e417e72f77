"""What the directory for wall, wiki and telephone says."""

from __future__ import annotations

from nmtcli.texts import Catalogue

TEXTS = Catalogue({
    "title": ("Vem man ringer mot prostitution och människohandel",
              "Whom to call against prostitution and human trafficking"),
    "title.region": ("Region {region}: vem man ringer mot prostitution och människohandel",
                     "Region {region}: whom to call against prostitution and human trafficking"),
    "about": ("För yrkesverksamma. Sveriges sju regioner med regionkoordinator, och den nationella stödtelefonen.",
              "For professionals. Sweden's seven regions with a regional coordinator, and the national hotline."),
    "skip": ("Till alla nummer", "To all numbers"),
    "search.label": ("Sök kommun, län eller ort", "Find a municipality, county or town"),
    "search.hint": ("Skriv början av namnet, med eller utan å, ä och ö. Välj i listan med piltangenterna och Enter, "
                    "eller peka. Escape tömmer. Inget sparas eller skickas.",
                    "Type the beginning of the name, with or without å, ä and ö. Choose from the list with the arrow "
                    "keys and Enter, or by pointing. Escape clears. Nothing is kept or sent."),
    "search.scope": ("Här finns alla kommuner och län och de större orterna. Saknas namnet: fråga i vilken kommun "
                     "personen är nu.",
                     "All municipalities and counties are here, and the larger towns. If the name is missing: ask in "
                     "which municipality the person is now."),
    "search.list": ("Platser", "Places"),
    "search.none": ("Inget namn börjar så. Fråga i vilken kommun personen är.",
                    "No name begins like that. Ask in which municipality the person is."),
    "search.one": ("1 plats.", "1 place."),
    "search.some": ("{count} platser. Välj rätt plats.", "{count} places. Choose the right one."),
    "search.more": ("{count} platser, de {shown} första visas. Skriv mer.",
                    "{count} places, the first {shown} are shown. Type more."),
    "search.choose": ("Flera platser: välj med piltangenterna.", "Several places: choose with the arrow keys."),
    "search.answer": ("Svar", "Answer"),
    "search.same": ("Förväxla inte med:", "Not to be confused with:"),
    "kind.municipality": ("kommun", "municipality"),
    "kind.locality": ("ort i {municipality}", "in {municipality}"),
    "in_region": ("region {region}", "region {region}"),
    "region": ("Region {region}", "Region {region}"),
    "map": ("Karta över de sju regionerna", "Map of the seven regions"),
    "map.text": ("Sverige med de sju regionerna och deras nummer. Samma nummer står i tabellen.",
                 "Sweden with the seven regions and their numbers. The same numbers stand in the table."),
    "map.hotline": ("stödtelefonen", "the hotline"),
    "map.more": ("och {count} till", "and {count} more"),
    "numbers": ("Alla nummer", "All numbers"),
    "head.region": ("Region", "Region"),
    "head.counties": ("Gäller", "Serves"),
    "head.number": ("Nummer", "Number"),
    "head.whose": ("Vems nummer", "Whose number"),
    "head.group": ("För vem", "For whom"),
    "head.age": ("Uppgiften", "The fact"),
    "group.all": ("alla", "everybody"),
    "whose.switchboard": ("{whose}: be om regionkoordinatorn", "{whose}: ask for the regional coordinator"),
    "hotline.whose": ("stödtelefonen: koordinatorns nummer är inte känt",
                      "hotline: the coordinator's number is not known"),
    "stale": ("Kontrollera: {age}", "Check: {age}"),
    "county.nobody": ("{county}: {why}", "{county}: {why}"),
    "counties": ("Län och kommuner", "Counties and municipalities"),
    "head.county": ("Län", "County"),
    "head.towns": ("Kommuner", "Municipalities"),
    "uncertain": ("osäkert att länet hör hit", "not certain that the county belongs here"),
    "socialjour": ("Socialjouren (utanför kontorstid)", "Socialjour (social services out of hours)"),
    "socialjour.others": ("Socialjouren är kommunens, inte regionkoordinatorns. I andra kommuner: fråga kommunen eller "
                          "ring 112.",
                          "The socialjour is the municipality's, not the coordinator's. In other municipalities: ask "
                          "the municipality or call 112."),
    "socialjour.no_row": ("Socialjouren: fråga kommunen eller ring 112.",
                          "Socialjour (social services out of hours): ask the municipality or call 112."),
    "head.service": ("Uppgifter", "Details"),
    "qr": ("Rutkod som ringer {phone}", "QR code that calls {phone}"),
    "qr.none": ("Rutkoder saknas: installera nmtcli[directory] och gör filen på nytt.",
                "QR codes are missing: install nmtcli[directory] and make the file again."),
    "printed": ("Utskriven {day}. Kontrollera före {until}.", "Printed {day}. Check before {until}."),
    "printed.stale": ("Utskriven {day}. Kontrollera nu: minst en uppgift är odaterad eller äldre än {months} månader. "
                      "Byt bladet före {until}.",
                      "Printed {day}. Check now: at least one fact is undated or older than {months} months. "
                      "Replace this sheet before {until}."),
    "list.bundled": ("Kontakter: medföljande lista, {date}.", "Contacts: built-in list, {date}."),
    "list.own": ("Kontakter: {lists}; för övrigt medföljande lista, {date}.",
                 "Contacts: {lists}; beyond it the built-in list, {date}."),
    "renew": ("Ny fil: nmt directory -o FIL", "New file: nmt directory -o FILE"),
    "page": ("Blad {number} av {count}", "Sheet {number} of {count}"),
    "top": ("Till början", "To the top"),
    "regions.nav": ("Regioner", "Regions"),
    "to_terminal": ("HTML är för en webbläsare: nmt directory -o nmt.html",
                    "HTML is for a browser: nmt directory -o nmt.html"),
    "written": ("{path}: öppna filen i en webbläsare. Den går att skriva ut och dela; inget nätverk behövs.",
                "{path}: open the file in a browser. It can be printed and shared; no network is needed."),
})  # fmt: skip
say = TEXTS.say
