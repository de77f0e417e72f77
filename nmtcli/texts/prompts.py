"""What is asked and waited for on a terminal."""

from __future__ import annotations

from nmtcli.texts import Catalogue

TEXTS = Catalogue({
    "choose.part": ("{name} hör till flera koordinatorer. Vilken del gäller det?",
                    "{name} belongs to several coordinators. Which part is it?"),
    "choose.near": ("Menades kanske:", "Perhaps meant:"),
    "choose.region": ("region {region}", "region {region}"),
    "choose.more": ("... och {count} till: skriv kommunen eller länet", "... and {count} more: type the municipality"),
    "choose.ask": ('Fråga: "I vilken kommun är personen?"', 'Ask: "In which municipality is the person?"'),
    "choose.place": ("Siffra, eller skriv kommun eller ort (Enter avbryter):",
                     "Number, or type a municipality or town (Enter ends):"),
    "choose.again": ("Siffra, eller skriv namnet på nytt (Enter avbryter):",
                     "Number, or type the name again (Enter ends):"),
    "choose.name": ("Skriv namnet på nytt (Enter avbryter):", "Type the name again (Enter ends):"),
    "choose.no_row": ("Det finns ingen rad {number}.", "There is no line {number}."),
    "lines.wait": ("En plats per rad; avsluta med {keys}.", "One place a line; end with {keys}."),
    "lines.alone": ('"-" läser platserna från standard in, en per rad, och står ensamt. Skriv antingen "nmt lookup -" '
                    "eller platserna.",
                    '"-" reads the places from standard input, one a line, and stands alone. Type either '
                    '"nmt lookup -" or the places.'),
    "lines.many": ("Mer än {most} rader. Använd nmt batch, som tar hur många som helst.",
                   "More than {most} lines. Use nmt batch, which takes any number."),
    "lines.long": ("Rad {row} är längre än {most} tecken: ge en plats per rad.",
                   "Line {row} is longer than {most} characters: give one place a line."),
    "batch.wait": ("Väntar på rader från tangentbordet; avsluta med {keys}. En fil läses så: nmt batch FIL",
                   "Waiting for rows from the keyboard; end with {keys}. To read a file: nmt batch FILE"),
    "misplaced.plain": ("--plain gäller bara konsolen: nmt --plain", "--plain is for the console alone: nmt --plain"),
    "misplaced": ("{option} före ett kommando gäller konsolen. Skriv den efter kommandot.",
                  "{option} before a command is for the console. Give it after the command."),
    "no_command": ('Det finns inget kommando "{word}". Menas "{name}"? En plats skrivs så: nmt lookup {word}',
                   'There is no command "{word}". Is "{name}" meant? For a place: nmt lookup {word}'),
})  # fmt: skip
say = TEXTS.say
