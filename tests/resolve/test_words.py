"""What is no place is not answered: ordinary words, countries, negations, text that has lost its letters.

The tables are short; benchmarks/words.py measures whole word lists. A word that is itself the name of a municipality or of
a place of tier A or B ("Ed", "Vi") is a place here too and is passed over.
"""

from __future__ import annotations

import random
import time
import unicodedata

import pytest

from nmtcli.gazetteer import Gazetteer
from nmtcli.gazetteer.dataset import Dataset
from nmtcli.resolve import resolve

Routes = dict[str, str]
HANG = 2.0  # seconds, ten times what a text may take

WORDS = {
    "Swedish, once taken for places": "bostad ditt sitt bäst växt ska alle skadas mätt milt fäst vänt vest alls aloe skapas sparas samlas väntas vis foto vi as ed",
    "Swedish": """
        och att det som han hon inte var med den har för till men ett om hade de på av jag mig sig dem vad över än dig kan
        sina här ha mot alla under någon eller allt mycket sedan ju denna själv detta åt utan varit hur ingen  ni bli
        blev oss din dessa några deras blir mina samma vilken er sådan vår blivit dess inom mellan sådant varför varje
        vilka ditt vem vilket sitta sådana vart dina vars vårt våra ert era vilkas hjälp barn flicka kvinna pojke mamma
        polis läkare sjukhus skola arbete pengar telefon adress våld rädd sjuk hemma borta idag imorgon igår natt kväll
        morgon vecka månad timme bil buss tåg flyg båt dörr fönster rum kök säng stol bord hund katt häst ko gris får
        vatten bröd mjölk kaffe te mat äta dricka sova springa gå stå ligga sälja köpa hyra betala slå hota tvinga lova
        svara fråga ringa skriva läsa höra se tala vänta stanna åka komma resa flytta gömma hitta leta bästa största minsta
        liten stor gammal ung vacker ful snabb långsam varm kall våt torr ljus mörk röd blå grön gul svart vit brun grå
        ett två tre fyra fem sex sju åtta nio tio hundra tusen januari februari mars april maj juni juli augusti september
        oktober november december måndag tisdag onsdag torsdag fredag lördag söndag handen handeln bilen stranden marken
        trädet sången sidan salen sätet skadat väskan saken varan ring maj lov sal sak söka samtal brottet offer vittne
        kontakt namn okänd saknas hemlig person personer kund klient patient ärende nummer datum
    """,
    "English": """
        the and that have for not with you this but his from they say her she will one all would there their what about
        who get which when make can like time just him know take people into year your good some could them see other
        than then now look only come its over think also back after use two how our work first well way even new want
        because any these give day most help child woman girl police money phone address violence afraid sick home word
        kids save word hold mark late male sale mile area half skill born hair land order home model
    """,
    "Finnish": """
        ja on ei se että hän minä sinä me te he oli ovat mutta kun niin kuin myös vain jos tai nyt sitten vielä kaikki
        mitä missä miksi milloin kuka apua lapsi nainen tyttö poika poliisi raha puhelin osoite väkivalta koti tänään
        huomenna eilen yö ilta aamu viikko kuukausi tunti auto bussi juna vene ovi ikkuna sänky koira kissa vesi leipä
    """,
    "German": """
        und der die das ist nicht ein eine mit auf für von sich auch dem als war wie bei nach aus noch nur wenn hier kann
        hilfe kind frau mädchen polizei geld telefon gewalt angst krank haus heute morgen gestern nacht woche stunde
    """,
    "Russian": """
        и в не на я что он с как это по но они мы все она так его за был от ты мне когда быть помощь ребёнок женщина девушка
        полиция деньги телефон адрес насилие дом сегодня завтра вчера ночь неделя час машина поезд дверь вода хлеб ю
    """,
    "Polish, Romanian, Turkish": """
        nie jest się na to że do jak tak ale pomoc dziecko kobieta dziewczyna policja pieniądze telefon adres przemoc dom
        nu este și la că în de din cu pentru ajutor copil femeie fată poliție bani casă noapte
        ve bir bu da için ne yardım çocuk kadın kız polis para ev gece gün
    """,
}  # fmt: skip
COUNTRIES = (
    """
Казахстан|Kazakstan|Kasachstan|Kazakhstan|Kiina|Кина|Китай|Çin|Chiny|Kina|中国|الصين|İzlanda|Islanti|Исландия|Island|Fēru salas|Māršala salas
Zālamana salas|Kuka salas|Kaimanu salas|Farerų salos|Maršalo salos|Nigeria|Nigéria|Нигерия|نيجيريا|România|Rumänien|Румыния|Rumunia|Romanya
Ukraina|Україна|Ucraina|Thailand|Таиланд|ไทย|Turkiet|Türkiye|Турция|Turkki|Frankrike|Ranska|Франция|Tyskland|Saksa|Германия|Niemcy|Deutschland
Holland|Nederländerna|Alankomaat|Spanien|Espanja|Испания|Italien|Italia|Polen|Puola|Polska|Польша|Vietnam|Вьетнам|Việt Nam|Eritrea|Etiopien
Somalia|Сомали|الصومال|Syrien|سوريا|Сирия|Irak|العراق|Iran|ایران|Afghanistan|افغانستان|Georgien|Грузия|საქართველო|Armenien|Albanien|Shqipëria
Serbien|Србија|Bulgarien|България|Ungern|Magyarország|Unkari|Moldova|Moldavien|Беларусь|Vitryssland|Россия|Ryssland|Venäjä|Lietuva|Litauen
Latvija|Lettland|Eesti|Viro|Estland|Norge|Norja|Норвегия|Danmark|Tanska|Suomi|Finland|Ελλάδα|Kreikka|Grekland|Kanada|Mali|Marocko|Gambia|Kamerun
Kongo|Uganda|Kenya|Brasilien|Colombia|Chile|Kuba|Venezuela|Filippinerna|Kambodja|Mongoliet|Nepal|Indien|Pakistan|Bangladesh|Sri Lanka|Malta|Wales
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
NEGATIONS = (
    """
ej Stockholm|inte Kiruna|inte i Malmö|ej i Göteborg|ej Lund|icke Uppsala|inte Skåne län|utom Stockholm|förutom Malmö|inte längre i Umeå|aldrig varit i Lund
not Stockholm|not in Malmö|except Göteborg|Inte Gävle|EJ STOCKHOLM|varken Lund eller Malmö|utanför Sverige, inte Kiruna
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
# Words of five languages; a program that does not know their letters saves each as a question mark.
PHRASES = {
    "Russian": "помогите мне пожалуйста я не знаю где нахожусь меня держат в квартире позвоните мужчина забрал паспорт деньги хочу домой сестра боюсь работа обещали город улица дом большой вокзал поезд автобус ночью две девушки из",
    "Ukrainian": "допоможіть мені будь ласка я не знаю де я мене тримають у квартирі зателефонуйте чоловік забрав паспорт гроші хочу додому сестра боюся робота обіцяли місто вулиця будинок великий вокзал потяг автобус вночі дві дівчини з",
    "Greek": "βοήθεια παρακαλώ δεν ξέρω πού είμαι με κρατούν σε διαμέρισμα τηλέφωνο άντρας πήρε διαβατήριο χρήματα θέλω σπίτι αδελφή φοβάμαι δουλειά υποσχέθηκαν πόλη δρόμος μεγάλο σταθμός τρένο λεωφορείο νύχτα δύο κορίτσια από",
    "Arabic": "ساعدوني من فضلكم لا أعرف أين أنا يحتجزونني في شقة اتصلوا رجل أخذ جواز سفري المال أريد البيت أختي خائفة عمل وعدوني مدينة شارع منزل كبير محطة قطار حافلة ليلا فتاتان من",
    "Persian": "کمک کنید لطفا نمی دانم کجا هستم مرا در آپارتمان نگه داشته اند زنگ بزنید مرد گذرنامه گرفت پول خانه می خواهم خواهر می ترسم کار قول دادند شهر خیابان بزرگ ایستگاه قطار اتوبوس شب دو دختر از",
}  # fmt: skip
LATIN = ["5", "18", "2023", "tel", "nr", "A", "B", "x", "ok", "SMS", "3b", "24/7", "e", "de", "in"]
# Letters that stand alone for a county.
SINGLE = list("CDEFGHIKMNOSTUWXYZ")


def plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


@pytest.fixture(scope="module")
def names(dataset: Dataset) -> set[str]:
    """The names of municipalities and of places of tiers A and B, in small letters."""
    rows = dataset.tables["places"] if "places" in dataset.tables else dataset.tables["localities"]
    listed = {row["name"] for row in rows if row.get("tier", "A") in ("A", "B")}
    return {plain(name) for name in listed | {town["name"] for town in dataset.municipalities}}


def answered(texts: list[str], gazetteer: Gazetteer, routes: Routes) -> list[tuple[str, str, str]]:
    """The texts that are answered, each with the place and how it was found."""
    found = [(text, resolve(text, gazetteer, routes)) for text in texts]
    return [(text, r.place.name, r.how or "") for text, r in found if r.place is not None]


@pytest.mark.parametrize("written", [str, str.capitalize], ids=["small", "capital"])
@pytest.mark.parametrize("language", WORDS)
def test_an_ordinary_word_is_no_place(
    language: str, written: type[str], names: set[str], gazetteer: Gazetteer, routes: Routes
) -> None:
    words = list(dict.fromkeys(WORDS[language].split()))
    asked = [written(word) for word in words if plain(word) not in names]
    assert len(asked) > 0.9 * len(words) - 3
    assert answered(asked, gazetteer, routes) == []


def test_a_country_is_no_place_in_sweden(names: set[str], gazetteer: Gazetteer, routes: Routes) -> None:
    asked = [country for country in COUNTRIES if plain(country) not in names]
    assert len(asked) > 120
    assert answered(asked, gazetteer, routes) == []


def test_a_place_that_is_denied_is_not_answered(gazetteer: Gazetteer, routes: Routes) -> None:
    assert answered(NEGATIONS, gazetteer, routes) == []


@pytest.mark.parametrize("name", ["Nord", "Mitt", "Syd", "Väst", "Öst", "Bergslagen"])
def test_the_name_of_a_region_takes_no_guesses(name: str, gazetteer: Gazetteer, routes: Routes) -> None:
    letters = "abcdefghijklmnopqrstuvwxyzåäö"
    low = name.lower()
    slips = {low[:at] + letter + low[at + cut :] for at in range(len(low)) for letter in letters for cut in (0, 1)}
    slips |= {low[:at] + low[at + 1 :] for at in range(len(low))}
    found = {slip: resolve(slip, gazetteer, routes) for slip in sorted(slips - {low})}
    wrong = {slip: f.place.name for slip, f in found.items() if f.place is not None and f.place.kind == "region"}
    assert wrong == {}


@pytest.mark.parametrize("letter", SINGLE)
def test_one_capital_letter_is_a_question_that_names_the_county(
    letter: str, dataset: Dataset, gazetteer: Gazetteer, routes: Routes
) -> None:
    county = next(county["code"] for county in dataset.counties if county["letter"] == letter)
    found = resolve(letter, gazetteer, routes)
    assert found.status == "ambiguous"
    assert county in {candidate.place.code for candidate in found.candidates}
    assert resolve(letter.lower(), gazetteer, routes).status != "resolved"
    for text in (f"{letter} län", f"{letter}-län"):
        sure = resolve(text, gazetteer, routes)
        assert sure.place is not None and sure.place.counties == (county,), text
    exact = resolve(letter, gazetteer, routes, exact=True)
    assert exact.place is not None and exact.place.counties == (county,)


# --- Lost letters ---------------------------------------------------------------------------------------------------


def phrases() -> list[str]:
    """400 texts of words of a language in other letters, with one token that a Western encoding can save."""
    choice = random.Random(400)
    made = []
    for _ in range(400):
        words = choice.choices(choice.choice(list(PHRASES.values())).split(), k=choice.randint(2, 12))
        words.insert(choice.randint(0, len(words)), choice.choice(LATIN))
        made.append(" ".join(words) + choice.choice(["", "", "?", "!", "."]))
    return made


def lost(text: str, sign: str) -> str:
    """The text as it comes back from a file in a Western encoding."""
    return text.encode("cp1252", "replace").decode("cp1252").replace("?", sign)


@pytest.mark.parametrize("sign", ["?", "\ufffd", "\ufffd\ufffd"], ids=["question mark", "replacement", "two bytes"])
def test_a_foreign_phrase_that_lost_its_letters_is_no_place(sign: str, gazetteer: Gazetteer, routes: Routes) -> None:
    asked = [lost(text, sign) for text in phrases()]
    slow, wrong = [], []
    for text in asked:
        began = time.perf_counter()
        found = resolve(text, gazetteer, routes)
        if time.perf_counter() - began > HANG:
            slow.append(text)
        if found.place is not None:
            wrong.append((text, found.place.name))
    assert (len(wrong), wrong[:5], slow) == (0, [], [])


FEW_LETTERS = [
    *("?" * n for n in (1, 2, 3, 5, 8, 13, 30)),
    *("\ufffd" * n for n in (1, 2, 5, 17, 1000)),
    *("\ufffd" * n + "ta" for n in (1, 3, 5, 9)),
    *(
        "A ??? ?????",
        "??? ?? ????? ????? ???? ?? ???? ???????? ??? ????? A",
        "S????",
        "?????g",
        "? ? ?",
        "?a?",
        "??ö??",
    ),
]


@pytest.mark.parametrize("text", FEW_LETTERS, ids=lambda text: f"{len(text)}-{text[:12]}".replace("\ufffd", "_"))
def test_a_text_needs_letters_to_mean_a_place(text: str, gazetteer: Gazetteer, routes: Routes) -> None:
    assert resolve(text, gazetteer, routes).status != "resolved"


CRAFTED = {
    "a sentence in question marks": "? ?? ???? ??? ?????????? ???? ?????, ?? ???????? ???? ?? ???????? ?? ???? ? ??? 2023",
    "groups of question marks": " ".join(["?" * 15] * 12) + " q",
    "one letter between them": "?a" * 60,
    "replacement characters": "\ufffd a" * 150,
    "combining marks": "a" + "\u0301" * 999,
    "mojibake of mojibake": "Ãƒ" * 500,
    "numbers before a name": "1111 " * 150 + "Kiruna",
    "a list of places": "Kiruna, " * 400,
    "a list of slips": "Kirunna, Malmöö, " * 100,
    "near-words": "söder om " * 200 + "Lund",
    "kinds": "kommun län " * 300,
    "brackets": "(" * 400 + "Lund" + ")" * 400,
    "streets": "Storgatan 1, " * 200 + "Lund",
    "one long word": "köping" * 500,
    "one letter a word": "k i r u n a " * 150,
    "hyphens": "Lund-" * 400,
    "digits": "98131" * 400,
    "postal codes": "981 31 " * 300,
    "origins": "från Nigeria i " * 150 + "Lund",
    "abbreviations": "S:t " * 300,
    "percent signs": "%C3" * 500,
}


@pytest.mark.parametrize("kind", CRAFTED)
def test_no_text_takes_long(kind: str, gazetteer: Gazetteer, routes: Routes) -> None:
    resolve("Kirunna, Xyzzy", gazetteer, routes)  # the tables are made now
    began = time.perf_counter()
    resolve(CRAFTED[kind], gazetteer, routes)
    assert time.perf_counter() - began < HANG
