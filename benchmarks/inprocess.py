"""Look-ups per second in one process, as ratios, and what a larger gazetteer costs.

    python benchmarks/inprocess.py

Exact: every name of a municipality, county or locality as it is written. Fuzzy: distinct names with one seeded slip.
The yardsticks, in the same run: a bare dictionary look-up, and rapidfuzz's extractOne over the same names.
"""

from __future__ import annotations

import random
import string
import time
from collections.abc import Callable, Iterable

from nmtcli import Directory
from nmtcli.fuzzy import use_rapidfuzz
from nmtcli.gazetteer import Gazetteer


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


def slip(name: str, rng: random.Random) -> str:
    """One random edit: a letter left out, put in, changed, or two swapped."""
    at = rng.randrange(1, len(name))
    letter = rng.choice(string.ascii_lowercase + "åäö")
    kind = rng.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + letter + name[at:]
    if kind == 2:
        return name[:at] + letter + name[at + 1 :]
    return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]


def main() -> None:
    """Print the tables."""
    from rapidfuzz import fuzz, process

    directory = Directory.load()
    gazetteer = directory.gazetteer
    names = [p.name for kind in ("municipality", "county", "locality") for p in gazetteer.every(kind)]
    rng = random.Random(2026)
    wrong = sorted({slip(name, rng) for name in names * 3 if len(name) > 4} - set(names))
    table = dict.fromkeys(names, 1)
    use_rapidfuzz()
    for name in names:  # the first look-up of a process loads the tables
        directory.resolve(name)
    bare = rate(table.get, names)
    exact = rate(directory.resolve, names)
    start = time.perf_counter()
    for text in wrong:
        directory.resolve(text)
    fuzzy = len(wrong) / (time.perf_counter() - start)
    sample = wrong[:200]
    start = time.perf_counter()
    for text in sample:
        process.extractOne(text, names, scorer=fuzz.WRatio)
    extract = len(sample) / (time.perf_counter() - start)
    print("| in one process | per second | ratio |")
    print("|---|---|---|")
    print(f"| dict.get of a name | {bare:,.0f} | 1 |")
    print(f"| nmt, exact ({len(names):,} distinct texts) | {exact:,.0f} | {exact / bare:.2f} of dict.get |")
    print(f"| rapidfuzz extractOne (WRatio, same names) | {extract:,.0f} | 1 |")
    print(f"| nmt, fuzzy ({len(wrong):,} distinct texts) | {fuzzy:,.0f} | {fuzzy / extract:.1f} x extractOne |")
    print("\n| gazetteer | names | exact per second | ratio |\n|---|---|---|---|")
    first = 0.0
    for times in (1, 10, 100):
        grown = enlarged(gazetteer, times)
        larger = Directory(grown, directory.book)
        speed = rate(larger.resolve, names)
        first = first or speed
        print(f"| {times} x | {len(grown.table('places', 'NAMES')):,} | {speed:,.0f} | {speed / first:.2f} |")


def enlarged(gazetteer: Gazetteer, times: int) -> Gazetteer:
    """The gazetteer with `times` as many names: each again with a number behind it."""
    names = gazetteer.table("places", "NAMES")
    more = {f"{name} {n}" if n else name: refs for n in range(times) for name, refs in names.items()}

    def group(name: str) -> dict[str, object]:
        tables = dict(gazetteer.group(name))
        return {**tables, "NAMES": more} if name == "places" else tables

    return Gazetteer(group)


if __name__ == "__main__":
    main()
