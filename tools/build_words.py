"""Write data/common_words.tsv, the common words of many languages: what a text may be instead of a slip.

Usage: python tools/build_words.py LANG=DICTIONARY ...

A dictionary tells words from names by the case of their letters. It is a list of words, one a line, as Debian's
packages wswedish, wamerican and so on have under /usr/share/dict, a file .dic of hunspell, or a folder of voikko's
morphology (for Finnish). A language may have several. docs/data.md has the whole command. The packages wordfreq,
rapidfuzz, numpy and anyascii must be installed; hunspell and voikkospell are run where a dictionary needs them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Set
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from tablefile import rewrite

from nmtcli.gazetteer.build import commonness
from nmtcli.gazetteer.dataset import Dataset, load_dataset
from nmtcli.normalise import fold, key

# How many of the commonest words of each language are looked at. sh: Serbian, Croatian and Bosnian, as wordfreq has it.
DEPTH = {"sv": 40_000, "en": 20_000, "fi": 15_000, "ru": 15_000} | dict.fromkeys(
    ("uk", "de", "nb", "da", "nl", "pl", "es", "fr", "it", "ro", "el", "tr", "hu", "cs", "bg", "sh"), 8_000
)
SHORTEST = 4  # shorter names have too many neighbours to say anything
# How people write Cyrillic and Greek letters in Swedish, where the international way differs.
AS_SWEDISH = (("shch", "sj"), ("sh", "sj"), ("zh", "sj"), ("kh", "h"), ("ch", "tj"), ("ts", "s"), ("yu", "u"),
              ("ya", "a"), ("yo", "o"), ("ye", "e"), ("y", "j"))  # fmt: skip


def plain(word: str) -> set[str]:
    """The ways to write a key in plain Latin letters without spaces."""
    from anyascii import anyascii

    if (folded := fold(word)).isascii():
        return {folded}
    letters = "".join(letter for letter in anyascii(folded).lower() if letter.isalnum())
    swedish = letters
    for sounds, spelled in AS_SWEDISH:
        swedish = swedish.replace(sounds, spelled)
    return {letters, swedish} - {""}


def ordinary(words: list[str], dictionary: Path) -> set[str]:
    """Those of the words, all in lower case, that the dictionary has as they stand: as no name."""
    text = "\n".join(words) + "\n"
    if dictionary.suffix == ".dic":
        command = ["hunspell", "-i", "utf-8", "-d", str(dictionary.with_suffix("")), "-G"]
        run = subprocess.run(command, input=text, capture_output=True, check=True, encoding="utf-8")
        return set(run.stdout.split("\n")) & set(words)
    if dictionary.is_dir():
        command = ["voikkospell", "-p", str(dictionary)]
        run = subprocess.run(command, input=text, capture_output=True, check=True, encoding="utf-8")
        return {line[3:] for line in run.stdout.split("\n") if line.startswith("C: ")}
    raw = dictionary.read_bytes()
    try:
        listed = raw.decode("utf-8")
    except UnicodeDecodeError:
        listed = raw.decode("latin-1")
    return set(listed.split()) & set(words)


def german_nouns(words: list[str], dictionary: Path) -> set[str]:
    """Those of the words that hunspell's German dictionary has as a noun: all its nouns have capitals, as names have.

    A noun has flags for a plural, a dative or compounds; a name has at most S (the genitive) and m.
    """
    entries = (line.partition("/") for line in dictionary.read_text(encoding="latin-1").split("\n"))
    nouns = {entry.lower() for entry, _, flags in entries if entry[:1].isupper() and set(flags) - {"S", "m"}}
    return nouns & set(words)


class Names(NamedTuple):
    """Keys of the gazetteer."""

    proper: Set[str]  # those that are no words without proof
    ruling: Set[str]  # municipalities and counties
    listed: Set[str]  # what a misspelled text may mean, and areas


def names(data: Dataset) -> Names:
    """The names that a word may be or resemble."""
    ruling = {key(town["name"]) for town in data.municipalities}
    ruling |= {key(county[field]) for county in data.counties for field in ("name", "short_name")}
    regions = {key(region["name"]) for region in data.contacts["region"]}
    places = data.tables["places"]
    aliases = {key(row["name"]) for table in ("other_names", "former_names") for row in data.tables[table]}
    aliases |= {key(name) for town in data.municipalities for name in town.get("also", ())}
    proper = ruling | aliases | {key(row["name"]) for row in data.tables["areas"]}
    proper |= {key(row["name"]) for row in places if row["tier"] in "ABC"}
    targets = ruling | regions | {key(row["name"]) for row in places if row["tier"] in "AB"}
    listed = targets | {key(row["name"]) for row in data.tables["areas"]}
    return Names(proper, ruling, listed)


def near(words: list[str], names: Iterable[str]) -> set[str]:
    """Those of the words (plain letters) that are within an edit of a name (keys)."""
    import numpy
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cdist

    folded = sorted({letters for name in names for letters in plain(name) if len(letters) >= SHORTEST})
    found: set[str] = set()
    for start in range(0, len(words), 2000):
        block = words[start : start + 2000]
        table = cdist(block, folded, scorer=OSA.distance, score_cutoff=1, dtype=numpy.uint8)
        found |= {block[row] for row in numpy.flatnonzero(table.min(axis=1) <= 1)}
    return found


def stem(word: str) -> str:
    """The word without the ending of a genitive."""
    return word[:-1] if word.endswith("s") and len(word) > SHORTEST else word


def main(arguments: list[str]) -> int:
    """Write the table."""
    dictionaries: dict[str, list[Path]] = {}
    for argument in arguments:
        language, _, path = argument.partition("=")
        if language not in DEPTH or not Path(path).exists():
            print(f"{__doc__}\n{argument}: no such language or file", file=sys.stderr)
            return 2
        dictionaries.setdefault(language, []).append(Path(path))
    if lacks := DEPTH.keys() - dictionaries.keys():
        print(f"{__doc__}\nno dictionary for {', '.join(sorted(lacks))}", file=sys.stderr)
        return 2
    from wordfreq import top_n_list, zipf_frequency

    known = names(load_dataset())
    proper, listed = ({fold(name) for name in keys} for keys in (known.proper, known.listed))
    rows: list[tuple[str, ...]] = []
    for language, depth in DEPTH.items():
        top = (word.removesuffix("σ") + "ς" * word.endswith("σ") for word in top_n_list(language, depth))
        words = [word for word in top if word.isalpha() and word == word.lower()]
        chosen = [word for word in words if commonness(language, zipf_frequency(word, language))]
        letters = {word: plain(key(word)) for word in chosen}
        close = near(sorted(set().union(*letters.values())), known.ruling)
        bare = {word: {fold(key(word)), fold(stem(key(word)))} for word in chosen}
        doubtful = [word for word in chosen if bare[word] & proper or letters[word] & close]
        proved: set[str] = set()
        for dictionary in dictionaries[language]:
            found = ordinary(doubtful, dictionary)
            if dictionary.suffix == ".dic" and language == "sv":
                # It builds words of words, and so the names of many towns ("älv" + "dalen").
                found = {word for word in found if not bare[word] & listed}
            if dictionary.suffix == ".dic" and language == "de":
                found |= german_nouns(doubtful, dictionary)
            proved |= found
        dropped = set(doubtful) - proved
        kept = [word for word in chosen if word not in dropped]
        rows += [(word, language, f"{zipf_frequency(word, language):.1f}") for word in kept]
        print(f"{language}: {len(words)} words, {len(kept)} kept, {len(dropped)} names and slips left out")
    # A word that several languages have counts where it is commonest; the other rows would say nothing.
    rank: dict[str, tuple[int, tuple[str, ...]]] = {}
    for row in rows:
        common = commonness(row[1], float(row[2]))
        if common > rank.get(key(row[0]), (0, ()))[0]:
            rank[key(row[0])] = common, row
    rows = [row for _, row in rank.values()]
    rewrite("common_words.tsv", rows, {"wordfreq": version("wordfreq")})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
