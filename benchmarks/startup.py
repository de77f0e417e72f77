"""How long a whole call of nmt takes, as a ratio to the bare interpreter, beside the peers that are installed.

    python benchmarks/startup.py [--rounds 25]

Every command is run once a round, in turn, so that a change of the machine's speed meets all of them; medians are
printed. Run it by the Python in whose environment nmtcli is installed as a wheel (a checkout has no compiled index).
The launcher is measured as installed, and as written by older pips, which import `re`.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NMT = Path(sys.executable).with_name("nmt")
OLD_LAUNCHER = f"""#!{sys.executable}
# -*- coding: utf-8 -*-
import re
import sys
from nmtcli.main import main
if __name__ == '__main__':
    sys.argv[0] = re.sub(r'(-script\\.pyw|\\.exe)?$', '', sys.argv[0])
    sys.exit(main())
"""
LIMITS = {"exact": 2.0, "fuzzy": 3.0, "not found": 3.0, "exact on a terminal": 8.0, "--help": 6.0}
# Module to import and the look-up to run, for the peers that happen to be installed.
PEERS = {
    "countryguess": "from countryguess import guess_country; guess_country('Swedn')",
    "pycountry": "import pycountry; pycountry.countries.search_fuzzy('Sweden')",
    "barangay": "from barangay import search; search('Tongmageng, Tawi-Tawi')",
    "sqlite_utils": "import sys; sys.argv = ['sqlite-utils', '--version']; from sqlite_utils.cli import cli; cli()",
}
ENVIRONMENT = {**os.environ, "TERM": "xterm-256color"}


def commands(folder: Path) -> dict[str, list[str]]:
    """What is timed, by name; the first is the yardstick."""
    old = folder / "nmt-old"
    old.write_text(OLD_LAUNCHER)
    old.chmod(0o755)
    nmt, python = str(NMT), sys.executable
    found = {
        "python -c pass": [python, "-c", "pass"],
        'python -c "import click"': [python, "-c", "import click"],
        "exact": [nmt, "lookup", "Kiruna", "--json"],
        "exact, older launcher": [str(old), "lookup", "Kiruna", "--json"],
        "exact, one field": [nmt, "lookup", "Kiruna", "--get", "phone"],
        "exact, text": [nmt, "lookup", "Kiruna"],
        "locality": [nmt, "lookup", "Abisko", "--json"],
        "postal code": [nmt, "lookup", "98131", "--json"],
        "fuzzy": [nmt, "lookup", "Kirunna", "--json"],
        "not found": [nmt, "lookup", "Xyzzyq", "--json"],
        "exact on a terminal": [nmt, "lookup", "Kiruna"],
        "--help": [nmt, "--help"],
    }
    for module, code in PEERS.items():
        if importlib.util.find_spec(module):
            found[f"peer: {module}"] = [python, "-c", code]
    return found


def once(command: list[str], terminal: bool) -> float:
    """Seconds that one run takes, its output thrown away; on a terminal of its own where asked."""
    if not terminal:
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT, cwd="/")
        return time.perf_counter() - start
    if sys.platform == "win32":
        raise NotImplementedError("Windows has no terminal of this kind")
    ours, theirs = pty.openpty()
    start = time.perf_counter()
    subprocess.run(command, stdin=theirs, stdout=theirs, stderr=theirs, check=False, env=ENVIRONMENT, cwd="/")
    took = time.perf_counter() - start
    os.close(ours)
    os.close(theirs)
    return took


def peak_memory(arguments: list[str]) -> float:
    """The largest resident size of a look-up in MB, as the process itself sees it; of a bare interpreter for []."""
    code = (
        "import sys\nif sys.argv[1:]:\n    from nmtcli.main import main\n    main(sys.argv[1:])\n"
        "lines = open('/proc/self/status')\n"
        "print(next(line.split()[1] for line in lines if line.startswith('VmHWM')), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, cwd="/")
    return int(run.stderr.split()[-1]) / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        timed = commands(Path(folder))
        took: dict[str, list[float]] = {name: [] for name in timed}
        for _ in range(rounds):
            for name, command in timed.items():
                took[name].append(once(command, name == "exact on a terminal"))
        bare = statistics.median(took["python -c pass"])
        print(f"Python {sys.version.split()[0]}, {rounds} rounds, medians\n")
        print("| call | ms | ratio to the bare interpreter | at most | MB above it |")
        print("|---|---|---|---|---|")
        bare_memory = peak_memory([])
        for name, command in timed.items():
            median = statistics.median(took[name])
            # Not of --help, which ends by an exception, nor of other programs.
            ours = command[0] == str(NMT) and command[1] == "lookup" and Path("/proc/self/status").exists()
            more = f"{peak_memory(command[1:]) - bare_memory:.1f}" if ours else ""
            limit = LIMITS.get(name, "")
            print(f"| {name} | {median * 1000:.1f} | {median / bare:.2f} | {limit} | {more} |")


if __name__ == "__main__":
    main()
