"""What `--help` shows: of a command ("command."), in the overview ("overview."), of an option; and words for values.

\\b before a paragraph keeps its lines as they are.
"""

from __future__ import annotations

from nmtcli.model import FIELDS
from nmtcli.texts import Catalogue, listhelp, paperhelp

_FIELDS = ", ".join(FIELDS)

TEXTS = Catalogue({
    **listhelp.TEXTS,
    **paperhelp.TEXTS,
    "overview.lookup": ("En plats -> dess region, vem man ringer, stödtelefonen.",
                        "A place -> its region, whom to call, the hotline."),
    "overview.batch": ("Slår upp varje rad i en fil eller ur standard in.",
                       "Route every row of a file or of standard input."),
    "overview.regions": ("De sju regionerna; eller en, med län och kontakter.",
                         "The seven regions; or one with its counties and contacts."),
    "overview.places": ("Namnen som verktyget känner till, ett per rad.",
                        "The names that the tool knows, a line each."),
    "overview.hotline": ("Stödtelefonen, och vad man gör utanför kontorstid.",
                         "The hotline and what to do outside office hours."),
    "overview.contacts": ("Er egen kontaktlista över den medföljande.",
                          "Your organisation's own contact list over the built-in one."),
    "overview.doctor": ("Vad som används här: listor, rättigheter, kommando, språk.",
                        "What is in use here: lists, their rights, command, completion, language."),
    "overview.about": ("Version, kontaktlistan i bruk, hur gammal den är.",
                       "Version, the contact list in use, how old it is; with --all the data files."),
    "overview.completion": ("Skriver ut skriptet som kompletterar i ett skal.",
                            "Print the completion script for a shell."),
    "command.nmt": ("""\
Vem man ringer mot prostitution och människohandel, var som helst i Sverige.

\b
Exempel:
  nmt lookup Kirunna

Ett första ord som inte är ett kommando är en plats: nmt Kirunna gör detsamma. Utan ord, på en terminal: operatörens
konsol, för den ena uppringaren efter den andra.

Nationella stödtelefonen, för yrkesverksamma: 020-39 00 00 (vardagar på kontorstid). Fara för liv: 112.
""", """\
Whom to call against prostitution and human trafficking, anywhere in Sweden.

\b
Example:
  nmt lookup Kirunna

A first word that is no command is a place: nmt Kirunna does the same. Without a word, on a terminal: the operator's
console, for one caller after another.

National hotline: 020-39 00 00 (office hours on weekdays). Danger to life: 112.
"""),
    "nmt.plain": ("Konsolen i vanliga rader, för skärmläsare.", "The console in plain lines, for screen readers."),
    "command.lookup": ("""\
En plats -> dess region, vem man ringer, stödtelefonen.

PLATS är en kommun, ett län, en ort, en stadsdel, ett postnummer eller en kod, hur den än stavas. Orden läses som en
text; flera platser skiljs åt med komma, anges med -p, eller läses ur standard in, en per rad, för "-".

På en terminal frågar det vilken plats som menas där det är oklart: en siffra väljer genast, allt annat är en ny text,
och bara Enter avslutar. Skriv en text som börjar med en siffra (981 31) efter ett mellanslag.

\b
Exempel:
  nmt lookup Kirunna
  nmt lookup Kiruna, Malmö --json
  nmt lookup 981 31 --get phone
  cut -f2 table.tsv | nmt lookup - --json
""", """\
A place -> its region, whom to call, the hotline.

PLACE is a municipality, county, town, district, postal code or code, however it is spelled. Words are joined;
several places are separated by commas, given with -p, or read from standard input, one a line, for "-".

On a terminal it asks which place is meant where that is open: a digit chooses at once, anything else is a new text,
and Enter alone ends. Type a text that begins with a digit (981 31) behind a space.

\b
Examples:
  nmt lookup Kirunna
  nmt lookup Kiruna, Malmö --json
  nmt lookup 981 31 --get phone
  cut -f2 table.tsv | nmt lookup - --json
"""),
    "lookup.place": ("En plats som en hel text; kan anges flera gånger.", "One place as a whole; may be repeated."),
    "lookup.get": (f"Skriv ett värde per plats: {_FIELDS}.", f"Print one value per place: {_FIELDS}."),
    "lookup.candidates": ("Visa alltid de andra tänkbara platserna.", "Always list the runners-up."),
    "lookup.why": ("Skriv på standard fel hur svaret kom till.", "Print how the answer was found, on stderr."),
    "lookup.no_input": ("Ställ inga frågor på en terminal.", "Ask no questions on a terminal."),
    "command.batch": ("""\
Slår upp varje rad i FIL eller ur standard in: samma rader i samma ordning, med våra kolumner efter dem.

Kolumnerna: nmt_status, nmt_kind, nmt_code, nmt_name, nmt_county, nmt_region, nmt_how, nmt_score, nmt_phone,
nmt_candidates, nmt_phone_kind, nmt_serves, nmt_as_of, nmt_stale. En rad som nämner flera platser med olika
koordinatorer är oklar. Slutkoden är den sämsta radens.

\b
Exempel:
  nmt batch clients.csv --column Ort -o routed.csv
  cut -f2 table.tsv | nmt batch --format jsonl
""", """\
Route every row of FILE or of standard input: the same rows in the same order, our columns after them.

The columns: nmt_status, nmt_kind, nmt_code, nmt_name, nmt_county, nmt_region, nmt_how, nmt_score, nmt_phone,
nmt_candidates, nmt_phone_kind, nmt_serves, nmt_as_of, nmt_stale. A row that names several places with different
coordinators is ambiguous. The exit code is that of the worst row.

\b
Examples:
  nmt batch clients.csv --column Ort -o routed.csv
  cut -f2 table.tsv | nmt batch --format jsonl
"""),
    "batch.input_format": ("Förval: efter filens namn; lines ur ett rör.",
                           "Default: by the file's name; lines for a pipe."),
    "batch.column": ("Kolumnen där platsen står, med namn eller nummer (från 1).",
                     "The column that names the place, by name or number (from 1)."),
    "batch.lat": ("Kolumnen med latitud i stället för en plats, eller med nord i SWEREF 99 TM. Tillsammans med --lon.",
                  "The column of latitudes in place of a place, or of norths on SWEREF 99 TM. Together with --lon."),
    "batch.lon": ("Kolumnen med longitud, eller med öst.", "The column of longitudes, or of easts."),
    "batch.no_header": ("Första raden i CSV eller TSV är en rad som de andra.",
                        "The first row of CSV or TSV is a row like the others."),
    "batch.encoding": ("Teckenkodning. Förval: UTF-8, där rader i cp1252 känns igen.",
                       "Default: UTF-8, in which rows of cp1252 are recognised."),
    "batch.format": ("Förval: som indata; tsv för lines.", "Default: like the input; tsv for lines."),
    "batch.output": ("Skriv till FIL, som syns först när den är färdig.",
                     "Write to FILE, which appears when it is complete."),
    "batch.force": ("Ersätt utdatafilen om den finns, utan att fråga.",
                    "Replace the output file where there is one, without a question."),
    "batch.force_text": ("Läs indata som text fast det inte ser ut som text.",
                         "Read the input as text although it does not look like text."),
    "batch.on_error": ("Vad som görs med en felaktig rad; den anmäls i varje fall.",
                       "What to do with a row that is malformed; it is reported in each case."),
    "batch.jobs": ("Antal processer; ordningen behålls.", "Processes; order is kept."),
    "batch.line_buffered": ("Besvara varje rad så snart den är läst, även med --jobs.",
                            "Answer each row as soon as it is read, with --jobs too."),
    "batch.spreadsheet_safe": ("Sätt ' före celler som ett kalkylprogram skulle köra som formler.",
                               "Put ' before cells that a spreadsheet would run as a formula."),
    "batch.summary": ("En tabell över utfallen per region, på standard fel.",
                      "A table of the outcomes by region, on stderr."),
    "command.regions": ("""\
De sju regionerna; eller en, med län och kontakter, efter dess namn eller en plats i den.

\b
Exempel:
  nmt regions
  nmt regions Öst
  nmt regions Kiruna --map
  nmt regions --format csv
  nmt regions --format vcard > nmt.vcf
""", """\
The seven regions; or one with its counties and contacts, by its name or that of a place in it.

\b
Examples:
  nmt regions
  nmt regions Öst
  nmt regions Kiruna --map
  nmt regions --format csv
  nmt regions --format vcard > nmt.vcf
"""),
    "regions.map": ("Även en karta, ritad med bokstäver.", "A map too, drawn with letters."),
    "command.places": ("""\
Namnen som verktyget känner till, ett per rad: namn, slag, kod, län, region (med tabb emellan).

\b
Exempel:
  nmt places --kind municipality
  nmt places --region nord --format csv
  nmt places --county BD --kind locality
""", """\
The names that the tool knows, a line each: name, kind, code, county, region (tab-separated).

\b
Examples:
  nmt places --kind municipality
  nmt places --region nord --format csv
  nmt places --county BD --kind locality
"""),
    "places.region": ("Bara platser i den här regionen (nord, mitt, bergslagen, ...).",
                      "Only places in this region (nord, mitt, bergslagen, ...)."),
    "places.county": ("Bara platser i det här länet: kod, bokstav eller namn.",
                      "Only places in this county: code, letter or name."),
    "places.kind": ("Bara platser av det här slaget: kommun, län eller ort.", "Only places of this kind."),
    "command.hotline": ("""\
Stödtelefonen, vad man gör utanför kontorstid, och vad en regionkoordinator gör.

\b
Exempel:
  nmt hotline
  nmt hotline --all --lang sv
""", """\
The hotline, what to do outside office hours, and what a regional coordinator does.

\b
Examples:
  nmt hotline
  nmt hotline --all --lang sv
"""),
    "hotline.all": ("Även andra organisationers stödlinjer, och allt som annars inte ryms på skärmen.",
                    "Helplines of other organisations too, and all that the screen would have no room for."),
    "command.doctor": ("""\
Vad som används här: vilken lista som svarar för varje region och varför, vilka som är dolda eller trasiga, vem som kan
ändra dem; kommandot, komplettering, språk, terminal, gamla uppgifter. Slutkod 5 där en lista är trasig eller helt dold.

\b
Exempel:
  nmt doctor
  nmt doctor --json
""", """\
What is in use here: which list answers for each region and why, which are hidden or broken, who can
change them; the command, completion, language, terminal, old facts. Exit 5 where a list is broken or hidden entirely.

\b
Examples:
  nmt doctor
  nmt doctor --json
"""),
    "doctor.json": ("JSON.", "JSON."),
    "about.all": ("Även datum, källa, licens och antal för varje datafil.",
                  "Date, source, licence and counts of every data file too."),
    "command.about": ("""\
Version, kontaktlistan i bruk, hur gammal den är; med --all datum, källa och licens för varje datafil.

\b
Exempel:
  nmt about
  nmt about --all
  nmt about --json
""", """\
Version, contact list in use, how old it is; with --all every data file's date, source and licence.

\b
Examples:
  nmt about
  nmt about --all
  nmt about --json
"""),
    "command.completion": ("""\
Skriver ut skriptet som kompletterar i ett skal: bash, zsh eller fish.

Det kompletterar kommandon, flaggor och namn på kommuner, län och regioner, med stora eller små bokstäver och med
eller utan å, ä och ö: "malm" och TAB ger Malmö.

\b
Exempel:
  eval "$(nmt completion bash)"
  nmt completion zsh > ~/.zfunc/_nmt_completion
  nmt completion fish > ~/.config/fish/completions/nmt.fish
""", """\
Print the completion script for a shell: bash, zsh or fish.

It completes commands, options, and the names of municipalities, counties and regions, in any case and with or
without å, ä and ö: "malm" and TAB gives Malmö.

\b
Examples:
  eval "$(nmt completion bash)"
  nmt completion zsh > ~/.zfunc/_nmt_completion
  nmt completion fish > ~/.config/fish/completions/nmt.fish
"""),
    "option.help": ("Visa den här hjälpen.", "Show this message and exit."),
    "option.version": ("Visa versionen.", "Show the version and exit."),
    "option.lang": ("Textens språk. Förval: NMT_LANG, annars systemets, annars en.",
                    "Language of the text. Default: NMT_LANG, else the system's, else en."),
    "option.color": ("Färg och länkar.", "Colour and links."),
    "option.exact": ("Gissa inte: bara namn, alias, koder och stavningar utan å, ä, ö.",
                     "No guessing: exact, alias and folded names and codes only."),
    "option.contacts": ("Kontaktlista som går före alla andra.", "Contact list to use before all others."),
    "option.serves": ("Bara kontakter för vuxna, eller för barn.", "Only contacts who serve adults, or children."),
    "option.max_age": ("Stödtelefonen i stället för en kontakt som inte är belagd inom så många månader.",
                       "The hotline in place of a contact that was not attested within so many months."),
    "option.strict": ("En trasig egen kontaktlista är ett fel (slutkod 5).",
                      "A broken contact list of your own is an error (exit 5)."),
    "option.format": ("Svarets form.", "Output format."),
    "option.json": ("Kort för --format json.", "Short for --format json."),
    "exit_codes": ("""\
\b
Slutkoder:
  0  besvarat
  1  oväntat fel
  2  fel i anropet
  3  oklart: de tänkbara platserna hör till olika koordinatorer
  4  ingen träff
  5  data eller kontaktlistan är trasig eller går inte att läsa
  130  avbrutet (Ctrl-C)""", """\
\b
Exit codes:
  0  answered
  1  unexpected failure
  2  wrong usage
  3  ambiguous: the candidates route differently
  4  not found
  5  the data or the contact list is broken or unreadable
  130  interrupted (Ctrl-C)"""),
    # Words for values, under the English ones.
    "[OPTIONS]": ("[FLAGGOR]", "[OPTIONS]"),
    "[COMMAND] [ARGS]...": ("[KOMMANDO] [ARGUMENT]...", "[COMMAND] [ARGS]..."),
    "COMMAND [ARGS]...": ("KOMMANDO [ARGUMENT]...", "COMMAND [ARGS]..."),
    "PLACE": ("PLATS", "PLACE"),
    "PLACE...": ("PLATS...", "PLACE..."),
    "[REGION]...": ("[REGION]...", "[REGION]..."),
    "REGION": ("REGION", "REGION"),
    "COUNTY": ("LÄN", "COUNTY"),
    "FIELD": ("FÄLT", "FIELD"),
    "FILE": ("FIL", "FILE"),
    "[FILE]": ("[FIL]", "[FILE]"),
    "NAME|N": ("NAMN|N", "NAME|N"),
    "NAME": ("NAMN", "NAME"),
    "ENCODING": ("KODNING", "ENCODING"),
    "MONTHS": ("MÅNADER", "MONTHS"),
    "DATE": ("DATUM", "DATE"),
    "ROLE": ("ROLL", "ROLE"),
    "SHELL": ("SKAL", "SHELL"),
    "N": ("N", "N"),
    "[N]": ("[N]", "[N]"),
})  # fmt: skip
say = TEXTS.say
