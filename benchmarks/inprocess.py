"""Look-ups per second in one process, as ratios, and what a larger table costs.

    python benchmarks/inprocess.py [--texts 20000]

Exact: every name of a municipality, county or locality as it is written, each asked again and again. Different: each
text once, so that nothing is remembered: names with one seeded slip, names in surroundings, words that are no place.
The yardsticks, in the same run: a bare dictionary look-up, and rapidfuzz's extractOne over the same names. The full
table is what is shipped; the larger ones have every locality again under names of the same letters.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from accuracy import gazetteer_of, hurry, is_target, place_rows, plain_key, towns
from rapidfuzz import fuzz, process
from slips import human, one_slip

from nmtcli import Directory
from nmtcli.gazetteer.dataset import Dataset, load_dataset
from nmtcli.model import replaced

LEAST_RATE, LEAST_RATIO = 5_000, 20  # different misspelled texts a second, and as a multiple of extractOne
TIMES = (1, 2, 4)
SURROUNDINGS = ("Storgatan 3, {}", "{} kommun", "socialtjänsten i {}", "12 oktober, {}", "Kvinna från Nigeria i {}")


def rate(work: Callable[[str], object], texts: Iterable[str], least: float = 1.0) -> float:
    """Texts per second; the texts are repeated until `least` seconds are over."""
    texts = list(texts)
    done = 0
    start = time.perf_counter()
    while (took := time.perf_counter() - start) < least:
        for text in texts:
            work(text)
        done += len(texts)
    return done / took


def once(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Texts per second, each asked one time; the better of two halves, since the machine is shared."""
    rates = []
    for half in (texts[::2], texts[1::2]):
        start = time.perf_counter()
        for text in half:
            work(text)
        rates.append(len(half) / (time.perf_counter() - start))
    return max(rates)


def slips(names: Sequence[str], count: int, seed: int = 2026) -> list[str]:
    """Different texts, each a name with one slip: half of them uniform, half as people make them."""
    source = random.Random(seed)
    known = {plain_key(name) for name in names}
    long = [name for name in names if len(name) > 4]
    found: dict[str, None] = {}
    while len(found) < count:
        text = source.choice((one_slip, human))(source.choice(long), source)
        if plain_key(text) not in known:
            found[text] = None
    return list(found)


def nonsense(count: int, seed: int = 2026) -> list[str]:
    """Different texts of random letters."""
    source = random.Random(f"{seed} nonsense")
    letters = "aaeeiioouyåäöbdfghjkllmnnprrssttv"
    return list({"".join(source.choices(letters, k=source.randint(5, 12))): None for _ in range(count)})


def enlarged(data: Dataset, times: int) -> Dataset:
    """The data with `times` as many localities: each again with its letters from the second on in another order."""
    source = random.Random(times)
    table = "places" if "places" in data.tables else "localities"

    def shuffled(name: str) -> str:
        inside = list(name[1:])
        source.shuffle(inside)
        return name[0] + "".join(inside)

    def rows() -> Iterator[dict[str, str]]:
        yield from data.tables[table]
        for _ in range(times - 1):
            for row in data.tables[table]:
                yield {**row, "name": shuffled(row["name"])}

    distinct = {(row["name"], row["municipality"]): row for row in rows()}
    return replaced(data, tables={**data.tables, table: list(distinct.values())})


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Look-ups per second in one process, beside the usual ways.")
    parser.add_argument("--texts", type=int, default=20_000, help="different misspelled texts")
    options = parser.parse_args()
    hurry()
    directory, data = Directory.load(), load_dataset()
    names = sorted({name for _, name in towns(data)} | {row["name"] for row in place_rows(data) if is_target(row)})
    own = [*(name for _, name in towns(data)), *(row["name"] for row in place_rows(data))]
    wrong = slips(names, options.texts)
    around = [SURROUNDINGS[n % len(SURROUNDINGS)].format(name) for n, name in enumerate(names[: options.texts // 4])]
    for text in (*names[:100], *slips(names, 100, 1), "Xyzzyq, Storgatan 3"):  # the first look-ups load the tables
        directory.resolve(text)
    bare = rate(dict.fromkeys(names, 1).get, names)
    exact = rate(directory.resolve, names[:5000])
    extract = once(lambda text: process.extractOne(text, names, scorer=fuzz.WRatio), wrong[:200])
    plain = once(lambda text: process.extractOne(text, names, scorer=fuzz.ratio), wrong[:200])
    fuzzy = once(directory.resolve, wrong)
    surrounded, unknown = once(directory.resolve, around), once(directory.resolve, nonsense(options.texts // 4))

    print(f"{len(names):,} names that may be meant, {len(own):,} in all.\n")
    print("| in one process | per second | ratio |\n|---|---|---|")
    print(f"| dict.get of a name | {bare:,.0f} | 1 |")
    print(f"| nmt, exact, asked again | {exact:,.0f} | {exact / bare:.2f} of dict.get |")
    print(f"| rapidfuzz extractOne (WRatio, same names) | {extract:,.0f} | 1 |")
    print(f"| rapidfuzz extractOne (ratio, same names) | {plain:,.0f} | {plain / extract:.1f} x WRatio |")
    print(f"| nmt, {len(wrong):,} different slips | {fuzzy:,.0f} | {fuzzy / extract:.1f} x extractOne |")
    print(f"| nmt, {len(around):,} names in surroundings | {surrounded:,.0f} | {surrounded / extract:.1f} x |")
    print(f"| nmt, different words that are no place | {unknown:,.0f} | {unknown / extract:.1f} x |")
    held = fuzzy >= LEAST_RATE and fuzzy / extract >= LEAST_RATIO
    print(f"\nSlips: at least {LEAST_RATE:,} a second and {LEAST_RATIO} x extractOne: {'held' if held else 'MISSED'}\n")

    print("| table | localities | a name anew, per second | ratio | different slips per second | ratio |")
    print("|---|---|---|---|---|---|")
    first = (0.0, 0.0)
    for times in TIMES:
        grown = enlarged(data, times)
        larger = Directory(gazetteer_of(grown), directory.book)
        for text in (*names[:20], *slips(names, 20, 1)):
            larger.resolve(text)
        # Not asked before, so that nothing is remembered: the names in capitals, then each slip once.
        rates = (
            once(larger.resolve, [name.upper() for name in names]),
            once(larger.resolve, wrong[: options.texts // 4]),
        )
        first = first if first[0] else rates
        count = len(place_rows(grown))
        cells = (f"{times} x", f"{count:,}", *(f"{now:,.0f} | {now / then:.2f}" for now, then in zip(rates, first)))
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
