"""What `--help` shows of the commands on contact lists: a part of `texts.help`, in a file of its own for its length."""

from __future__ import annotations

from nmtcli.texts import Catalogue

TEXTS = Catalogue({
    "command.contacts": ("""\
Er egen kontaktlista över den medföljande.

\b
Exempel:
  nmt contacts export --format csv -o kontakter.csv
  nmt contacts import kontakter.csv
  nmt contacts confirm Nord --by socialjouren
""", """\
Your organisation's own contact list over the built-in one.

\b
Examples:
  nmt contacts export --format csv -o kontakter.csv
  nmt contacts import kontakter.csv
  nmt contacts confirm Nord --by socialjouren
"""),
    "command.contacts.check": ("""\
Alla fel i en lista, med rad och kontakt; utan FIL i er egen lista.

Om listorna i bruk visas också vilken av dem som skymmer vad en svagare säger om en region.

\b
Exempel:
  nmt contacts check kontakter.csv
  nmt contacts check --stale
""", """\
Every problem in a list, with line and entry; without FILE in your own list.

Of the lists in use it says too which of them hides what a weaker one says of a region.

\b
Examples:
  nmt contacts check kontakter.csv
  nmt contacts check --stale
"""),
    "check.stale": ("Visa kontakterna att bekräfta, äldst först; slutkod 3 om det finns några.",
                    "List the contacts to confirm, oldest first; exit 3 when there are any."),
    "command.contacts.show": ("""\
Vad som gäller nu, och ur vilken lista.

\b
Exempel:
  nmt contacts show
  nmt contacts show Nord
  nmt contacts show Kiruna
""", """\
What is in use, and from which list.

\b
Examples:
  nmt contacts show
  nmt contacts show Nord
  nmt contacts show Kiruna
"""),
    "show.json": ("JSON, ett objekt per kontakt.", "JSON, one object per contact."),
    "command.contacts.export": ("""\
Kontakterna i bruk som en fil att ändra och läsa in igen.

\b
Exempel:
  nmt contacts export --format csv --excel -o kontakter.csv
  nmt contacts export --region Nord --format vcard -o nord.vcf
""", """\
The contacts in use as a file to edit and import again.

\b
Examples:
  nmt contacts export --format csv --excel -o kontakter.csv
  nmt contacts export --region Nord --format vcard -o nord.vcf
"""),
    "export.region": ("Bara den här regionen.", "Only this region."),
    "export.format": ("toml: en mall med kommentarer; csv: för kalkylprogram; vcard: för adressböcker.",
                      "toml: a template with comments; csv: for a spreadsheet; vcard: for an address book."),
    "export.excel": ("CSV som svenskt Excel läser den: byteordningsmärke, semikolon.",
                     "CSV as Excel in Swedish reads it: byte order mark, semicolons."),
    "export.output": ("Skriv till den här filen i stället för standard ut.",
                      "Write to this file instead of standard output."),
    "export.force": ("Ersätt utdatafilen om den finns.", "Replace the output file where there is one."),
    "command.contacts.import": ("""\
Kontrollerar en lista (TOML, CSV eller JSON), visar vad den ändrar och tar den i bruk.

Listan ersätter hela er egen lista; den ersatta sparas (nmt contacts history). En tabell (CSV) behåller namnet och
inställningarna från listan som den ersätter.

\b
Exempel:
  nmt contacts import kontakter.csv
  nmt contacts import kontakter.csv --name "Länsstyrelsen X" --yes
  nmt contacts import kontakter.toml --machine --confirmed today
""", """\
Check a list (TOML, CSV or JSON), show what it changes, and start using it.

The list takes the place of your whole own list; the replaced one is kept (nmt contacts history). A table (CSV)
keeps the name and the settings of the list that it replaces.

\b
Examples:
  nmt contacts import kontakter.csv
  nmt contacts import kontakter.csv --name "Länsstyrelsen X" --yes
  nmt contacts import kontakter.toml --machine --confirmed today
"""),
    "import.yes": ("Ta listan i bruk utan fråga.", "Start using it without a question."),
    "import.personal": ("Tillåt personliga mobilnummer och brevlådor, som --yes ensamt inte gör.",
                        "Allow personal mobile numbers and mailboxes, which --yes alone does not."),
    "import.confirmed": ("Alla dess kontakter kontrollerades och stämde den här dagen, eller today (i dag).",
                         "All its contacts were checked and are right on this day, or today."),
    "import.machine": ("Listan för alla användare av datorn; kräver en administratör.",
                       "The list for all users of this computer; takes an administrator."),
    "import.name": ('Vem som har gjort listan, som i "Länsstyrelsen X".',
                    'Who made the list, as in "Länsstyrelsen X".'),
    "command.contacts.confirm": ("""\
Antecknar att kontakterna i en region är kontrollerade och stämmer.

Listorna ändras inte: bekräftelsen gäller det som de säger nu. När en lista säger något annat, till exempel ett nytt
nummer, räknas kontakten som obekräftad.

\b
Exempel:
  nmt contacts confirm Nord
  nmt contacts confirm Stockholm --contact 2 --by "Mikamottagningen"
  nmt contacts confirm Nord --undo
""", """\
Record that the contacts of a region were checked and are right.

The lists stay as they are: the confirmation holds for what they say now. When a list says something else, a new number
for instance, the contact counts as not confirmed.

\b
Examples:
  nmt contacts confirm Nord
  nmt contacts confirm Stockholm --contact 2 --by "Mikamottagningen"
  nmt contacts confirm Nord --undo
"""),
    "confirm.contact": ("Bara kontakt N (nmt contacts show).", "Only contact N (nmt contacts show)."),
    "confirm.on": ("Dagen då uppgiften kontrollerades. Förval: i dag.",
                   "The day on which it was checked. Default: today."),
    "confirm.by": ("Rollen som kontrollerade, inte en persons namn.",
                   "The role that checked it, not a person's name."),
    "confirm.undo": ("Ta tillbaka dina egna bekräftelser i regionen.",
                     "Take your own confirmations of the region back."),
    "command.contacts.review": ("""\
Går igenom kontakterna som inte har kontrollerats på länge, med telefonen i handen.

För var och en: j (rätt), n (fel), ett nytt nummer, Enter (hoppa över) eller q (sluta). Till sist visas vad som ändras,
och en fråga ställs; före den skrivs ingenting.

\b
Exempel:
  nmt contacts review
  nmt contacts review --by "socialjouren"
""", """\
Go through the contacts that have not been checked for long, with the telephone in hand.

For each: j (right), n (wrong), a new number, Enter (skip) or q (stop). At the end it shows what changes and asks once;
before that nothing is written.

\b
Examples:
  nmt contacts review
  nmt contacts review --by "socialjouren"
"""),
    "review.by": ("Rollen som kontrollerar, inte en persons namn.", "The role that checks, not a person's name."),
    "command.contacts.history": ("""\
Listorna som har ersatts, senaste först: nummer, när, av vem, genom vad, vad det var.

\b
Exempel:
  nmt contacts history
""", """\
The lists that were replaced, latest first: number, when, by whom, by what, what it was.

\b
Example:
  nmt contacts history
"""),
    "command.contacts.rollback": ("""\
Tar en tidigare lista i bruk igen: den senaste, eller nummer N i nmt contacts history.

Listan som den ersätter sparas också, så att även återgången kan ångras.

\b
Exempel:
  nmt contacts rollback
  nmt contacts rollback 3 --yes
""", """\
Start using an earlier list again: the latest, or number N of nmt contacts history.

The list that it replaces is kept as well, so that a rollback can itself be rolled back.

\b
Examples:
  nmt contacts rollback
  nmt contacts rollback 3 --yes
"""),
    "command.contacts.path": ("""\
Var egna listor söks, starkast först, och vilka av dem som finns.

Fem kolumner med tabb emellan: vilken lista, dess sökväg, om den finns, regionerna som den svarar för, och vad den
skymmer av svagare listor.

\b
Exempel:
  nmt contacts path
""", """\
Where own lists are looked for, strongest first, and which of them there are.

Five columns, with tabs between them: which list, its path, whether it is there, the regions for which it answers, and
what it hides of the weaker lists.

\b
Example:
  nmt contacts path
"""),
    "exit_codes.contacts": ("""\
\b
Slutkoder:
  0  klart
  1  inte gjort: ett fel som en full disk, eller svaret blev nej
  2  fel i anropet
  3  kontakter att bekräfta (check --stale), eller en plats i flera regioner
  4  ingen sådan region och ingen sådan plats
  5  listan är trasig eller går inte att läsa""", """\
\b
Exit codes:
  0  done
  1  not done: a failure such as a full disk, or the answer was no
  2  wrong usage
  3  contacts to confirm (check --stale), or a place in several regions
  4  no such region, and no such place
  5  the list is broken or unreadable"""),
})  # fmt: skip
