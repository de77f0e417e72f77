"""Replace the rows of a table in data/ and keep its head: what the tools that refresh a table have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def rewrite(name: str, rows: Iterable[tuple[str, ...]], versions: Mapping[str, str]) -> None:
    """Write rows, sorted, under the head of data/`name`.

    Args:
        name: the file; its head (the lines up to the names of the columns) stays, save for the date, which is today's.
        rows: the cells of each row.
        versions: source -> its version, which replaces the number behind that word in the line "# source".
    """
    path = DATA / name
    head, columns = [], ""
    for columns in path.read_text(encoding="utf-8").split("\n"):
        if not columns.startswith("# "):
            break
        if columns.startswith("# date: "):
            columns = f"# date: {date.today()}"
        if columns.startswith("# source: "):
            for source, version in versions.items():
                columns = re.sub(rf"({re.escape(source)}) [0-9][0-9.]*", rf"\1 {version}", columns)
        head.append(columns)
    table = sorted(rows)
    lines = [*head, columns, *("\t".join(row) for row in table)]
    path.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))
    print(f"{name}: {len(table)} rows")
