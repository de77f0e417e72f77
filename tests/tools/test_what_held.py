"""The script of the attacks runs: a small share of some of them, here; all of them by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "tools" / "what_held.py"


def test_a_short_run_of_the_attacks_holds():
    names = ["texts", "lines", "order", "at once", "inputs", "threads", "completion"]
    only = [part for name in names for part in ("--only", name)]
    run = subprocess.run(
        [sys.executable, str(SCRIPT), "--share", "0.004", *only], capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    lines = run.stdout.splitlines()
    assert len(lines) == len(names)
    for line in lines:
        assert "held" in line or "passed over" in line
