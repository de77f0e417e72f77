"""Every text that a look-up shows, in Swedish and English, and the choice between the two.

A test holds the two languages to the same keys. Texts of the other commands: `commands/messages.py`.
"""

from __future__ import annotations

from nmtcli.echo import filled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("sv", "en")

MESSAGES: dict[str, dict[str, str]] = {
    "sv": {
        "guessed": 'Tolkade "{query}" som {name}.',
        "place": "Plats",
        "county": "Län",
        "region": "Region",
        "kind.municipality": "kommun",
        "kind.county": "län",
        "kind.region": "koordinatorsregion",
        "kind.locality": "ort i {municipality}",
        "kind.postcode": "postnummer i {municipality}",
        "kind.postcode_county": "postnummer",
        "kind.area": "område",
        "call": "Ring",
        "call.coordinator": "regionkoordinator",
        "call.switchboard": "{host} växel",
        "call.hotline": "nationella stödtelefonen, för yrkesverksamma",
        "serves.children": "barn och unga",
        "serves.adults": "vuxna",
        "answers": "Svarar",
        "ask_for": "Fråga efter",
        "ask_for.coordinator": "regionkoordinatorn mot prostitution och människohandel",
        "persons": "Namn",
        "email": "E-post",
        "email.reminder": "skicka inga personuppgifter",
        "asof": "Uppgiften",
        "asof.published": "publicerad {date}",
        "asof.confirmed": "bekräftad {date}",
        "asof.confirmed_by": "bekräftad {date} av {by}",
        "asof.undated": "odaterad",
        "asof.never_confirmed": "inte bekräftad sedan dess",
        "source": "Källa",
        "confidence.indicated": "ej bekräftad av myndighet",
        "origin": "Lista",
        "origin.own": "egen lista ({name}, {date})",
        "origin.bundled": "medföljande lista",
        "nobody.unpublished": "Regionkoordinatorns nummer är inte publicerat. Stödtelefonen hänvisar vidare.",
        "nobody.own_list": "Här har listan ingen kontakt: {value}. Stödtelefonen hänvisar vidare.",
        "nobody.group": "Listan har ingen kontakt för {value} här. Stödtelefonen hänvisar vidare.",
        "nobody.age": "Ingen kontakt är belagd de senaste {value} månaderna. Stödtelefonen hänvisar vidare.",
        "remark": "Obs",
        "hotline": "Stödtelefon",
        "hotline.name": "Nationella stödtelefonen för yrkesverksamma",
        "hotline.confirm": "Bekräfta genom stödtelefonen {phone}.",
        "abroad": "från utlandet {phone}",
        "urgent": "Akut",
        "urgent.text": "livsfara 112 · polis dygnet runt 114 14 · kommunens socialjour",
        "socialjour": "Socialjouren",
        "socialjour.none": "fråga kommunen eller ring 112.",
        "socialjour.sos": "Socialjouren nås genom 112",
        "socialjour.else": "annars 112",
        "socialjour.dated": "sidan daterad {date}",
        "socialjour.undated": "odaterad sida",
        "socialjour.no_hours": "tiderna är inte kända",
        "socialjour.unsure": "osäker uppgift",
        "socialjour.elsewhere": "Kan också vara {names}, med annan socialjour: fråga i vilken kommun personen är.",
        "consent": "Uppge inte namn eller personnummer utan samtycke.",
        "consent.label": "Samtycke",
        "twin": "Det finns också {name}, region {region}.",
        "twin_near": "Förväxla inte med {name}, region {region}.",
        "candidates": "Andra möjliga",
        "ambiguous": '"{query}" kan betyda flera platser som hör till olika koordinatorer. Vilken är det?',
        "ambiguous.letter": "Menas {name}?",
        "ambiguous.areacode": "{query}: kommun- eller länskod för {name} eller riktnummer för {others}?",
        "ambiguous.line": "{name}: region {region}",
        "ambiguous.try": "skriv: nmt lookup {text}",
        "not_found": 'Hittar ingen plats i Sverige för "{query}".',
        "not_found.try": "Pröva kommunens namn, ortens namn eller postnumret. Alla namn: nmt places",
        "not_found.near": "Menades kanske: {names}",
        "empty": "Ingen plats angiven.",
        "note.abroad": "Namnet finns utomlands: {value}.",
        "note.near_abroad": "Namnet liknar en ort utomlands ({value}).",
        "note.no_place": "Texten är inget ortnamn.",
        "note.person": "Texten ser ut som ett personnamn. Ange bara ortnamn.",
        "note.empty": "Ange en kommun, ett län, en ort eller ett postnummer.",
        "note.postcode_border": "Postnumret {value} ligger nära en kommungräns: fråga i vilken kommun personen är.",
        "note.postcode_prefix": "Postnumret {value} står inte i listan; länet följer av de tre första siffrorna.",
        "note.unknown_postcode": "Postnumret {value} finns inte i listan.",
        "note.unread": '"{value}" förstods inte.',
        "note.negation": "Texten säger att det inte gäller den platsen.",
        "note.doubtful": "Det är osäkert var {value} ligger. Ange kommunen.",
        "note.identity": "Det ser ut som ett personnummer. Ange aldrig personnummer här, bara ortnamn.",
        "note.position": "Koordinater förstås inte. Ange kommun, ort eller postnummer.",
        "note.line": "{value} är ett telefonnummer som inte hör till någon ort.",
        "note.one_letter": "En ensam bokstav kan vara en länsbokstav: skriv länets namn.",
        "note.areacode": "{value} är både en kommun- eller länskod och ett riktnummer.",
        "note.areacode_line": "{value} är ett riktnummer. Det visar var telefonen hör hemma, inte var personen är.",
        "note.phone_nowhere": "Numret hör inte till någon ort (mobil, frisamtal eller liknande).",
        "note.phone_abroad": "Det är ett telefonnummer utomlands.",
        "note.code_and_name_differ": "Koden {value} och namnet hör inte ihop.",
        "contacts.broken": "En kontaktlista kan inte användas och är överhoppad. I stället gäller: {lists}. {problem}",
        "note.contacts_broken": "En kontaktlista kan inte användas och är överhoppad: {value}",
        "note.twin": "Det finns också {value}.",
    },
    "en": {
        "guessed": 'Took "{query}" as {name}.',
        "place": "Place",
        "county": "County",
        "region": "Region",
        "kind.municipality": "municipality",
        "kind.county": "county",
        "kind.region": "coordinator region",
        "kind.locality": "locality in {municipality}",
        "kind.postcode": "postal code in {municipality}",
        "kind.postcode_county": "postal code",
        "kind.area": "area",
        "call": "Call",
        "call.coordinator": "regional coordinator",
        "call.switchboard": "switchboard of {host}",
        "call.hotline": "national hotline, for professionals",
        "serves.children": "children and young people",
        "serves.adults": "adults",
        "answers": "Answered by",
        "ask_for": "Ask for",
        "ask_for.coordinator": "the regional coordinator against prostitution and human trafficking",
        "persons": "Name",
        "email": "E-mail",
        "email.reminder": "send no personal data",
        "asof": "As of",
        "asof.published": "published {date}",
        "asof.confirmed": "confirmed {date}",
        "asof.confirmed_by": "confirmed {date} by {by}",
        "asof.undated": "undated",
        "asof.never_confirmed": "not confirmed since",
        "source": "Source",
        "confidence.indicated": "not confirmed by an authority",
        "origin": "List",
        "origin.own": "own list ({name}, {date})",
        "origin.bundled": "shipped list",
        "nobody.unpublished": "The regional coordinator's number is not published. The hotline will refer you.",
        "nobody.own_list": "The list has no contact here: {value}. The hotline will refer you.",
        "nobody.group": "The list has no contact for {value} here. The hotline will refer you.",
        "nobody.age": "No contact was attested within the last {value} months. The hotline will refer you.",
        "remark": "Note",
        "hotline": "Hotline",
        "hotline.name": "National hotline for professionals",
        "hotline.confirm": "Confirm through the hotline {phone}.",
        "abroad": "from abroad {phone}",
        "urgent": "Urgent",
        "urgent.text": "danger to life 112 · police 114 14, day and night · socialjour",
        "socialjour": "Socialjour",
        "socialjour.none": "ask the municipality or call 112.",
        "socialjour.sos": "The socialjour is reached through 112",
        "socialjour.else": "otherwise 112",
        "socialjour.dated": "page dated {date}",
        "socialjour.undated": "undated page",
        "socialjour.no_hours": "hours not known",
        "socialjour.unsure": "not certain",
        "socialjour.elsewhere": "May also be {names}, with another socialjour: ask in which municipality it is.",
        "consent": "Give no name or personal identity number without consent.",
        "consent.label": "Consent",
        "twin": "There is also {name}, region {region}.",
        "twin_near": "Not to be confused with {name}, region {region}.",
        "candidates": "Also possible",
        "ambiguous": '"{query}" may mean several places that belong to different coordinators. Which one is it?',
        "ambiguous.letter": "Is {name} meant?",
        "ambiguous.areacode": "{query}: municipal or county code of {name} or telephone area code of {others}?",
        "ambiguous.line": "{name}: region {region}",
        "ambiguous.try": "type: nmt lookup {text}",
        "not_found": 'No place in Sweden found for "{query}".',
        "not_found.try": "Try the municipality, the town or the postal code. All names: nmt places",
        "not_found.near": "Perhaps meant: {names}",
        "empty": "No place given.",
        "note.abroad": "The name is that of a place abroad: {value}.",
        "note.near_abroad": "The name is close to a place abroad ({value}).",
        "note.no_place": "The text is not the name of a place.",
        "note.person": "The text looks like a person's name. Give place names only.",
        "note.empty": "Give a municipality, a county, a town or a postal code.",
        "note.postcode_border": "Postal code {value} lies near a border: ask in which municipality the person is.",
        "note.postcode_prefix": "Postal code {value} is not in the list; its first three digits give the county.",
        "note.unknown_postcode": "Postal code {value} is not in the list.",
        "note.unread": '"{value}" was not understood.',
        "note.negation": "The text says that it is not about that place.",
        "note.doubtful": "It is uncertain where {value} lies. Give the municipality.",
        "note.identity": "It looks like a personal identity number. Never give one here, only names of places.",
        "note.position": "Positions are not understood. Give a municipality, a town or a postal code.",
        "note.line": "{value} is a telephone number that belongs to no place.",
        "note.one_letter": "A single letter may be a county's letter: type the county's name.",
        "note.areacode": "{value} is both a municipal or county code and a telephone area code.",
        "note.areacode_line": "{value} is an area code. It says where the telephone line is, not where the person is.",
        "note.phone_nowhere": "The number belongs to no place (mobile, freephone or the like).",
        "note.phone_abroad": "It is a telephone number abroad.",
        "note.code_and_name_differ": "The code {value} and the name do not belong together.",
        "contacts.broken": "A contact list cannot be used and is passed over. In its place: {lists}. {problem}",
        "note.contacts_broken": "A contact list cannot be used and is passed over: {value}",
        "note.twin": "There is also {value}.",
    },
}

# The countries that a Swedish place name is most often mistaken for; others are shown by their code.
COUNTRIES = {
    "sv": {"NO": "Norge", "DK": "Danmark", "FI": "Finland", "AX": "Åland", "IS": "Island", "FO": "Färöarna",
           "DE": "Tyskland", "PL": "Polen", "EE": "Estland", "LV": "Lettland", "LT": "Litauen", "GB": "Storbritannien",
           "US": "USA", "NL": "Nederländerna", "FR": "Frankrike", "ES": "Spanien", "IT": "Italien"},
    "en": {"NO": "Norway", "DK": "Denmark", "FI": "Finland", "AX": "Åland", "IS": "Iceland", "FO": "the Faroe Islands",
           "DE": "Germany", "PL": "Poland", "EE": "Estonia", "LV": "Latvia", "LT": "Lithuania", "GB": "Great Britain",
           "US": "USA", "NL": "the Netherlands", "FR": "France", "ES": "Spain", "IT": "Italy"},
}  # fmt: skip


def say(language: str, message: str, **values: object) -> str:
    """A message of the catalogue with its values filled in, without control characters.

    Raises:
        KeyError: the catalogue lacks the message or a value is missing.
    """
    return filled(MESSAGES[language][message], values)


def note(language: str, name: str, value: str) -> str:
    """One note of a resolution as a sentence."""
    if name in ("abroad", "near_abroad"):
        value = countries(language, value)
    return say(language, f"note.{name}", value=value)


def countries(language: str, codes: str) -> str:
    """'NO,DK' -> 'Norge, Danmark'."""
    return ", ".join(COUNTRIES[language].get(code, code) for code in codes.split(","))


def choose_language(option: str | None, environ: Mapping[str, str]) -> str:
    """--lang, else NMT_LANG, else the locale's language if it is one of the two, else English."""
    if option:
        return option
    if (wanted := environ.get("NMT_LANG", "").lower()[:2]) in LANGUAGES:
        return wanted
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "sv" if locale.lower().startswith("sv") else "en"


def pick(texts: tuple[tuple[str, str], ...], language: str) -> str | None:
    """The text in this language out of ((language, text), ...), else in any, else None."""
    found = dict(texts)
    return found.get(language) or next(iter(found.values()), None)


def origin_text(origin: str, language: str) -> str:
    """A contact's origin in words: 'Länsstyrelsen X 2026-11-01' -> 'egen lista (Länsstyrelsen X, 2026-11-01)'."""
    if origin == "bundled":
        return say(language, "origin.bundled")
    name, _, date = origin.rpartition(" ")
    return say(language, "origin.own", name=name, date=date)
