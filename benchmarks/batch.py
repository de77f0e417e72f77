"""How many rows a second `nmt batch` routes on one core, beside a bare copy of the rows and a plain fuzzy search.

    python benchmarks/batch.py [--rows 200000] [--memory-rows 1000000]

The rows are a real-life mix: 90 % known spellings, 9 % misspelled, 1 % nonsense; one in ten is a text of its own. Each
figure is that of a whole run of the command, its start included. Yardsticks of the same run: csv.reader -> csv.writer
over the same rows (other rows are set beside it too), and rapidfuzz.process.extractOne over the same names. Memory is
the peak of the whole process with ten thousand rows and with --memory-rows, of the mix and of rows that are all
different; it stays below a bound, whatever the number (try 10000000).
"""

from __future__ import annotations

import argparse
import csv
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from accuracy import is_target, place_rows, plain_key, towns
from rapidfuzz.process import extractOne

from nmtcli.gazetteer.dataset import load_dataset

LEAST_OF_COPY = 0.15  # of the rows a second of a bare copy that the mix is to reach
MOST_MB = 100  # whatever the number of rows
LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
# A run of the command that reports its own peak: what a parent is told would include the parent's size.
RUN = """
import sys
sys.path = [folder for folder in sys.path if folder]  # the installed package, not a checkout
import runpy
sys.argv = ["nmt", "batch", *sys.argv[1:]]
try:
    runpy.run_module("nmtcli", run_name="__main__")
except SystemExit as end:
    assert end.code in (None, 0, 3, 4), end.code
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")), file=sys.stderr)
"""


def misspelled(name: str, choice: random.Random) -> str:
    """The name with one letter lost, added, replaced or swapped with the next."""
    at = choice.randrange(len(name))
    letter = choice.choice(LETTERS)
    slips = [
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
    ]
    return choice.choice(slips)


def texts(names: list[str], count: int, choice: random.Random) -> list[str]:
    """So many different texts of the mix, or nearly: two spellings may happen to be the same."""
    written = [form for name in names for form in (name, name.upper(), name.title(), f" {name.capitalize()}.")]
    known = choice.sample(written, min(len(written), count * 90 // 100))
    slips = [misspelled(choice.choice(names), choice) for _ in range(count * 9 // 100)]
    nonsense = ["".join(choice.choices(LETTERS, k=choice.randint(5, 15))) for _ in range(count // 100)]
    return known + slips + nonsense


def rows(names: list[str], count: int) -> Iterator[str]:
    """The mix: known spellings, slips and nonsense as 90 to 9 to 1, each text ten times on average."""
    choice = random.Random(11)
    pool = texts(names, count // 10, choice)
    slips, nonsense = count // 10 * 9 // 100, count // 10 // 100
    known = len(pool) - slips - nonsense
    groups = [pool[:known], pool[known : known + slips], pool[known + slips :]]
    for _ in range(count):
        yield choice.choice(choice.choices(groups, (90, 9, 1))[0])


def write_table(path: Path, names: list[str], count: int) -> None:
    """A TSV table with the places in its second column."""
    with path.open("w", encoding="utf-8") as file:
        file.write("id\tort\tnote\n")
        for number, text in enumerate(rows(names, count)):
            file.write(f"{number}\t{text}\tnote {number % 97}\n")


def write_positions(path: Path, places: list[tuple[str, str]], count: int) -> None:
    """A TSV table of different positions, each a little off a place that has one."""
    choice = random.Random(13)
    with path.open("w", encoding="utf-8") as file:
        file.write("id\tlat\tlon\n")
        for number in range(count):
            latitude, longitude = choice.choice(places)
            near = choice.uniform(-0.05, 0.05)
            file.write(f"{number}\t{float(latitude) + near:.6f}\t{float(longitude) - near:.6f}\n")


def run(*arguments: str) -> tuple[float, float]:
    """(seconds, peak in MB) of a run of the command."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments, "-o", "/dev/null"], stderr=subprocess.PIPE, text=True, check=True
    )
    return time.perf_counter() - began, int(done.stderr.split()[-1]) / 1024


def copy(path: Path) -> float:
    """Seconds of a bare csv.reader -> csv.writer over the table."""
    began = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as file, Path("/dev/null").open("w", encoding="utf-8") as out:
        csv.writer(out, delimiter="\t").writerows(csv.reader(file, delimiter="\t"))
    return time.perf_counter() - began


def search(names: list[str], slips: list[str]) -> float:
    """Rows a second of a loop of extractOne."""
    began = time.perf_counter()
    for slip in slips:
        extractOne(slip, names)
    return len(slips) / (time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--memory-rows", type=int, default=1_000_000)
    options = parser.parse_args()
    data = load_dataset()
    listed = {name for _, name in towns(data)} | {row["name"] for row in place_rows(data) if is_target(row)}
    names = sorted({plain_key(name) for name in listed})
    choice = random.Random(12)
    slips = sorted({misspelled(choice.choice(names), choice) for _ in range(22_000)})[:20_000]
    choice.shuffle(slips)
    with tempfile.TemporaryDirectory() as folder:
        table, lines, wrong, points = (
            Path(folder, name) for name in ("table.tsv", "lines.txt", "slips.txt", "points.tsv")
        )
        placed = [(row["lat"], row["lon"]) for row in data.tables["places"] if row["lat"]]
        write_positions(points, placed, options.rows // 4)
        write_table(table, names, options.rows)
        lines.write_text("".join(text + "\n" for text in rows(names, options.rows)), encoding="utf-8")
        wrong.write_text("".join(slip + "\n" for slip in slips), encoding="utf-8")
        copied = options.rows / min(copy(table) for _ in range(3))
        searched = search(names, slips[:300])
        print(f"{options.rows:,} rows, {len(names):,} names, Python {sys.version.split()[0]}\n")
        print(f"{'':<34}{'rows/s':>12}{'of csv copy':>14}{'of extractOne':>16}")
        runs = [
            ("TSV table", (str(table),), options.rows),
            ("TSV table to JSON lines", (str(table), "--format", "jsonl"), options.rows),
            ("lines to TSV", (str(lines),), options.rows),
            ("lines to JSON lines", (str(lines), "--format", "jsonl"), options.rows),
            ("lines to TSV, two processes", (str(lines), "--jobs", "2"), options.rows),
            ("different positions, --lat --lon", (str(points), "--lat", "lat", "--lon", "lon"), options.rows // 4),
            ("different misspelled lines", (str(wrong),), len(slips)),
        ]
        figures = [("csv.reader -> csv.writer", copied), ("rapidfuzz.process.extractOne", searched)]
        figures += [(name, count / min(run(*arguments)[0] for _ in range(2))) for name, arguments, count in runs]
        for name, rate in figures:
            print(f"{name:<34}{rate:>12,.0f}{rate / copied:>14.2f}{rate / searched:>16,.0f}")
        mix = dict(figures)["TSV table"] / copied
        print(f"\nTSV table: at least {LEAST_OF_COPY} of the copy: {'held' if mix >= LEAST_OF_COPY else 'MISSED'}")
        print("\npeak memory, MB")
        highest = 0.0
        for form in ("tsv", "jsonl"):
            peaks = []
            for count in (10_000, options.memory_rows):
                write_table(table, names, count)
                peaks.append(run(str(table), "--format", form)[1])
            few, many = peaks
            highest = max(highest, *peaks)
            print(f"{form:<6} 10,000 rows {few:.1f}; {options.memory_rows:,} rows {many:.1f}: {many - few:+.1f}")
        different = [f"{text} {number}" for number, text in enumerate(rows(names, options.memory_rows // 5))]
        lines.write_text("".join(text + "\n" for text in different), encoding="utf-8")
        peak = run(str(lines))[1]
        print(f"lines  {len(different):,} different rows {peak:.1f}")
        print(f"at most {MOST_MB} MB: {'held' if max(highest, peak) <= MOST_MB else 'MISSED'}")


if __name__ == "__main__":
    main()
