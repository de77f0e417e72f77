"""A name in another script that no table has: near to one that is there, or a Swedish name written as it sounds.

Alphabets with vowels (Cyrillic, Greek, Georgian, Armenian) are put into Latin letters and go to the fuzzy tier. Others
are compared by their consonants alone, in classes that transcriptions confuse (b and p, l and r). Letters are read from
their Unicode names ("KATAKANA LETTER KA"); only where those do not begin with the sound is there a table.
"""

from __future__ import annotations

from nmtcli.model import Candidate, Place
from nmtcli.normalise import fold, key, sound
from nmtcli.resolve.candidates import osa
from nmtcli.resolve.features import Guess, Option, prior

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.gazetteer import Gazetteer
    from nmtcli.model import Kind
    from nmtcli.resolve.decide import Case
    from nmtcli.resolve.guess import Guesser

SIMILAR = 0.79  # of two names in one other script: one letter in five
SIMILAR_BARE = 0.84  # the same where the script writes no vowels
GAP = 0.08  # behind the best, from which a name is no rival
SHORTEST = 4
TRANSCRIBED = 5.0  # nats more that a text from another script costs as a name of its own
LONGEST = 60  # letters; no name in any script has as many
HEARD = 0.95  # how likely a name is right that is heard and has no rival
# Consonants by class; what is not here (vowels, h, j) does not count.
_CLASSES = {
    letter: group
    for group, letters in {
        "p": "bp",
        "v": "vwf",
        "t": "td",
        "k": "kgqc",
        "s": "szx",
        "l": "lr",
        "m": "m",
        "n": "n",
    }.items()
    for letter in letters
}
# Letters as a Swede would write their sound; the second halves are vowels and signs.
_ALPHABETS = {
    **dict(zip("бвгґдђжзйјклљмнњпрстћфхцчџшщѓќѕ", "bvggddgsjjkllmnnprstkfhskksskks")),
    **dict(zip("аәеэёєиіїыоөуўүюя", "aaeeöeiiiyoöuuyyä")) | dict.fromkeys("ьъ’", ""),
    **dict(zip("βγδζθκλμνξπρσςτφχψ", "vgdstklmnsprsstfks")),
    **dict(zip("αάεέηήιίϊοόυύωώ", "aaeeiiiiiooyyoo")),
}
# Chinese characters that transcribe foreign names, by the consonants they stand for.
_CHINESE = {
    character: sounds
    for sounds, characters in {
        "": "阿埃艾奥厄恩伊于约雅耶叶尤延优因耀哈海赫霍胡黑亚",
        "p": "巴贝比博布邦柏拜波勃珀普佩皮帕庞坡堡伯",
        "pn": "班本宾平潘彭滨",
        "v": "瓦韦维沃乌伍弗夫福法菲费佛威",
        "vn": "万温文芬丰凡旺",
        "t": "达德迪杜代特塔蒂泰图托提岛多",
        "tn": "丹登丁顿坦滕廷通唐腾敦东",
        "k": "加盖格戈古卡凯科克库基吉考",
        "kn": "根甘坎康肯昆金贡",
        "s": "萨塞瑟斯苏索西希什沙舍谢雪夏许泽扎兹哲朱佐齐奇恰切许舒修施",
        "sn": "桑森松孙申辛欣新兴雄",
        "l": "尔拉莱劳勒雷里利卢鲁罗洛吕列律路",
        "ln": "兰朗林隆伦伦龙伦琳",
        "m": "马迈梅米莫姆默穆玛",
        "mn": "曼门明蒙",
        "n": "纳内尼诺努奈南宁农",
        "jn": "延扬英杨",
    }.items()
    for character in characters
}
# Bulgarian and Ukrainian write ö as ьо; ш before a soft vowel is how sk sounds there.
_PAIRS = (("ьо", "ё"), ("йо", "йё"), ("шё", "скё"), ("ше", "ске"), ("ши", "ски"))
LEAST_LIKENESS = 0.5  # with vowels, of names of the same consonants
LIKENESS_UNKNOWN = 0.67  # where the script writes no vowels
_SKIPPED = ("VIRAMA", "SMALL TU", "PROLONGED", "CHARACTER MAI", "THANTHAKHAT", "VOWEL", "SARA", "SIGN", "MARK",
            "ARABIC LETTER WAW", "ARABIC LETTER YEH", "ARABIC LETTER FARSI YEH", "ARABIC LETTER AIN")  # fmt: skip
_WITH_VOWELS = ("HANGUL", "KATAKANA", "HIRAGANA", "ETHIOPIC", "CHEROKEE")
_BY_FIRST_LETTER = ("GEORGIAN", "ARMENIAN")


def in_other_script(guesser: Guesser, case: Case, name: str, hints: str) -> Guess | None:
    """What a key in another script than the Latin may mean."""
    if len(name) > LONGEST:
        return None
    latin = spelled_out(name)
    if fold(latin).isascii():
        case.step("in Latin letters", latin)
        return guesser.guess_latin(key(latin).replace(" ", ""), case, hints, TRANSCRIBED)
    best = _listed(case, name, hints)
    for place, score in _spoken(case, name, hints).items():
        best[place] = max(best.get(place, 0.0), score)
    ranked = sorted(best.items(), key=lambda item: (-item[1], prior(item[0]), item[0].code, item[0].name))
    if not ranked or ranked[0][1] < SIMILAR:
        return None
    near = [(place, score) for place, score in ranked if score > ranked[0][1] - GAP]
    routes = {route for place, _ in near for route in case.routes_of(place)}
    options = tuple(Option(place.name, (place,), (1 - score) * 20, prior(place), ()) for place, score in near)
    shown = tuple(Candidate(place, round(score, 3)) for place, score in near[:8])
    told = "; ".join(f"{place.name} {place.code} {score:.2f}" for place, score in ranked[:6])
    return Guess(options, HEARD if len(routes) == 1 else 0.0, HEARD, "fuzzy", (), shown, told)


def spelled_out(text: str) -> str:
    """A text in an alphabet with vowels, in Latin letters: 'лидчёпинг' -> 'lidköping'; other scripts as they are."""
    import unicodedata

    out = ""
    for pair, one in _PAIRS:
        text = text.replace(pair, one)
    for letter in text:
        if letter in _ALPHABETS:
            out += _ALPHABETS[letter]
            continue
        name = unicodedata.name(letter, "")
        spoken = name.rpartition("LETTER ")[2].lower()
        out += (spoken[:1] if not spoken.startswith("vo") else "o") if name.startswith(_BY_FIRST_LETTER) else letter
    return out


def heard(text: str) -> str:
    """A text in another script as its letters sound, roughly: 'カルマル' -> 'karumaru', 'مالمو' -> 'mlm'."""
    import unicodedata

    out = ""
    for letter in text:
        if letter in _CHINESE:
            out += _CHINESE[letter]
            continue
        name = unicodedata.name(letter, "")
        if any(mark in name for mark in _SKIPPED):
            continue
        plain = name.replace("SMALL ", "").replace("CHARACTER", "LETTER").replace("SYLLABLE", "LETTER")
        spoken = plain.rpartition("LETTER ")[2].split(" ")[0].lower()
        out += spoken.replace("eu", "") if name.startswith(_WITH_VOWELS) else spoken[:1]
    return out


def _writes_vowels(text: str) -> bool:
    import unicodedata

    return unicodedata.name(text[0], "").startswith(_WITH_VOWELS)


def consonants(text: str, merge: bool = False) -> str:
    """The classes of a Latin text's consonants, doubled ones once; `merge`: of adjacent ones of a class the first."""
    out = ""
    last = before = ""
    for letter in text:
        group = _CLASSES.get(letter, "")
        if group and letter != before and not (merge and group == last):
            out += group
        before, last = letter, group
    return out


def swedish_consonants(name: str) -> dict[str, None]:
    """A name's consonants as spelled, as spoken (k, g soft before e, i, y, ä, ö), as in Chinese (no final r)."""
    written = key(name).replace("x", "ks")
    spoken = written.replace("stj", "s").replace("skj", "s").replace("sj", "s").replace("tj", "s").replace("kj", "s")
    for vowel in "eiyäö":
        spoken = spoken.replace("sk" + vowel, "s" + vowel).replace("k" + vowel, "s" + vowel).replace("g" + vowel, vowel)
    if spoken.endswith("rg"):
        spoken = spoken[:-1]
    clipped = written.replace("nd", "n")
    for consonant in "bdfghjklmnpstv":
        clipped = clipped.replace("r" + consonant, consonant)
    forms = [fold(form) for form in (written, spoken, clipped.removesuffix("r"))]
    return dict.fromkeys(consonants(form, merge) for form in forms for merge in (False, True))


def _listed(case: Case, core: str, hints: str) -> dict[Place, float]:
    """Names listed in that script that differ in vowels and signs only."""
    if len(core) < SHORTEST:
        return {}
    letters = set(core)
    sounds = consonants(heard(core))
    lowest = SIMILAR if _writes_vowels(core) else SIMILAR_BARE
    best: dict[Place, float] = {}
    for name, refs in case.gazetteer.table("scripts", "SCRIPTS").items():
        longer = max(len(name), len(core))
        if abs(len(name) - len(core)) > 2 or len(letters.intersection(name)) < len(letters) - 2:
            continue
        similarity = 1 - osa(core, name) / longer
        if similarity >= lowest and consonants(heard(name)) == sounds:
            for place in _meant(case.gazetteer, refs, hints):
                best[place] = max(best.get(place, 0.0), similarity)
    return best


def _meant(gazetteer: Gazetteer, refs: str, hints: str) -> list[Place]:
    """The places of a name in another script: the counties, or the rest."""
    places = [place for place, _ in gazetteer.places(refs)]
    counties = [place for place in places if place.kind == "county"]
    return counties if "c" in hints and counties else places


def _short(gazetteer: Gazetteer, place: Place) -> str:
    """A county's name without "län", any other place's name."""
    return str(gazetteer.table("places", "COUNTIES")[place.code][2]) if place.kind == "county" else place.name


def _spoken_names(gazetteer: Gazetteer) -> dict[str, list[Place]]:
    """Swedish names by their consonants."""
    rows: dict[str, list[Place]] = gazetteer.derived.get("spoken", {})
    if not rows:
        kinds: tuple[Kind, ...] = ("municipality", "county", "locality")
        for kind in kinds:
            for place in gazetteer.every(kind):
                if place.tier not in ("C", "D"):
                    for form in swedish_consonants(_short(gazetteer, place)):
                        rows.setdefault(form, []).append(place)
        gazetteer.derived["spoken"] = rows  # when it is whole: other threads read it
    return rows


def _foreign_names(gazetteer: Gazetteer) -> dict[str, list[str]]:
    """Names abroad by their consonants."""
    rows: dict[str, list[str]] = gazetteer.derived.get("spoken abroad", {})
    if not rows:
        for name in gazetteer.table("elsewhere", "FOREIGN"):
            for merge in (False, True):
                rows.setdefault(consonants(fold(name), merge), []).append(name)
        gazetteer.derived["spoken abroad"] = rows
    return rows


def _spoken(case: Case, core: str, hints: str) -> dict[Place, float]:
    """Swedish names with the consonants that the text sounds like, unless a name abroad sounds as like."""
    gazetteer = case.gazetteer
    sounds = heard(core)
    skeleton = consonants(sounds)
    vowels = _writes_vowels(core)
    county = "c" in hints
    least = 3 if county else 4 if vowels else 5
    if len(skeleton) < least:
        return {}
    best: dict[Place, float] = {}
    for place in _spoken_names(gazetteer).get(skeleton, ()):
        if county != (place.kind == "county") or (place.kind == "locality" and not vowels):
            continue
        likeness = _likeness(sounds, _short(gazetteer, place)) if vowels else LIKENESS_UNKNOWN
        if likeness > LEAST_LIKENESS:
            best[place] = likeness
    if best and not county:
        named = _foreign_names(gazetteer).get(skeleton, ())
        if named and (not vowels or max(_likeness(sounds, name) for name in named) >= max(best.values())):
            case.step("sounds like, not in Sweden", ", ".join(named[:3]))
            return {}
    return {place: 0.7 + 0.3 * likeness for place, likeness in best.items()}


def _likeness(sounds: str, name: str) -> float:
    """How alike a text and a name sound, vowels and all, where l and r are one and doubled letters count once."""
    a, b = (sound(word.replace("y", "j").replace("r", "l")) for word in (sounds, fold(key(name))))
    return 1 - osa(a, b) / max(len(a), len(b), 1)
