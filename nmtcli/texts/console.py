"""What the console shows around the answers. The lines with keys fit forty columns in two or three lines."""

from __future__ import annotations

from nmtcli.texts import Catalogue

TEXTS = Catalogue({
    "place": ("Plats: ", "Place: "),
    "place.more": ("Plats till: ", "Also: "),
    "answered": ("Visad: {names}", "Shown: {names}"),
    "stale": ("{stale} av {all} uppgifter gamla", "{stale} of {all} contacts old"),
    "empty": ("Skriv kommun, ort, län, adress, postnummer eller telefonnummer.",
              "Type a municipality, town, county, address, postal code or telephone number."),
    "near": ("liknar", "similar"),
    "more": ("Det finns fler; skriv mer av namnet.", "There are more; type more of the name."),
    "below": ("Mer finns nedanför: pil ner.", "More below: arrow down."),
    "numbers.hotline": ("Stödtelefon {phone}", "Hotline {phone}"),
    "urgent.sos": ("Fara för liv {phone}", "Danger to life {phone}"),
    "urgent.police": ("Polisen {phone}", "Police {phone}"),
    "copied": ("Kopierat, om terminalen tillåter det: {number}", "Copied, if the terminal allows it: {number}"),
    "keys.row": ("Enter visar den markerade", "Enter shows the marked one"),
    "keys.pick": ("Välj med pil ner och Enter", "Choose with arrow down and Enter"),
    "keys.digit": ("siffra väljer", "a digit chooses"),
    "keys.search": ("Esc nästa samtal · F1 hjälp", "Esc next call · F1 help"),
    "keys.back": ("Backsteg tillbaka", "Backspace goes back"),
    "keys.copy": ("c kopierar {number}", "c copies {number}"),
    "keys.next": ("Tab nästa nummer", "Tab next number"),
    "keys.answer": ("+ en plats till · Backsteg ändra · Esc nästa samtal · F1 hjälp",
                    "+ another place · Backspace change · Esc next call · F1 help"),
    "keys.page": ("Enter tillbaka · Esc nästa samtal · Ctrl-C avslutar", "Enter back · Esc next call · Ctrl-C quits"),
    "help.head": ("Hjälp", "Help"),
    "help.type": ("Skriv", "Type"),
    "help.type.text": ("Kommun, ort, län, landskap, adress, postnummer, telefonnummer eller en mening. Å, ä och ö "
                       "behövs inte.",
                       "Municipality, town, county, province, address, postal code, telephone number or a sentence. "
                       "Å, ä and ö are not needed."),
    "help.choose": ("Välj", "Choose"),
    "help.choose.text": ("Enter visar den markerade raden. En siffra direkt efter en bokstav visar raden med den "
                         'siffran. Pil upp och ner markerar. Rader med "liknar" måste du markera själv.',
                         "Enter shows the marked row. A digit straight after a letter shows the row of that number. "
                         'Arrow up and down mark a row. Rows with "similar" you have to mark yourself.'),
    "help.copy": ("c, Tab", "c, Tab"),
    "help.copy.text": ("c kopierar numret; Tab går till nästa nummer.",
                       "c copies the number; Tab goes to the next one."),
    "help.plus": ("+", "+"),
    "help.plus.text": ("En plats till, när ärendet rör två regioner. Den nya visas överst.",
                       "Another place, when a case concerns two regions. The new one is shown on top."),
    "help.esc": ("Esc", "Esc"),
    "help.esc.text": ("Nästa samtal: allt om det förra rensas. Ctrl-L gör detsamma. Efter tre minuter utan en tangent "
                      "rensas det av sig självt.",
                      "Next call: everything about the last one is cleared. Ctrl-L does the same. After three minutes "
                      "without a key it is cleared by itself."),
    "help.pages": ("F2, F3, F4", "F2, F3, F4"),
    "help.pages.text": ("Alla nummer, de sju regionerna, svenska eller engelska.",
                        "All numbers, the seven regions, Swedish or English."),
    "help.quit": ("Ctrl-C", "Ctrl-C"),
    "help.quit.text": ("Avslutar. Inget av det du har skrivit sparas.", "Quits. Nothing that you typed is kept."),
    "lines.start": ("Skriv en plats och tryck Enter. f1 hjälp, f2 alla nummer, f3 regionerna, f4 English, Ctrl-D "
                    "avslutar.",
                    "Type a place and press Enter. f1 help, f2 all numbers, f3 the regions, f4 svenska, Ctrl-D quits."),
    "lines.choose": ("Skriv radens siffra, eller skriv platsen på nytt.",
                     "Type the number of a row, or the place again."),
    "lines.help": ("Skriv en plats och tryck Enter. Är svaret inte säkert visas numrerade rader: skriv radens siffra "
                   "och tryck Enter. Skriv komma mellan flera platser. Det du skriver står kvar i terminalen tills du "
                   "rensar den.",
                   "Type a place and press Enter. Where the answer is not certain, numbered rows are shown: type the "
                   "number of a row and press Enter. Put commas between several places. What you type stays in the "
                   "terminal until you clear it."),
})  # fmt: skip
say = TEXTS.say
