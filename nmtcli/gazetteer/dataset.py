"""Everything in data/, read and checked: what the index is built from.

Used by the build, by the tests and tools, and by a checkout that has no compiled index.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from nmtcli.errors import DataError
from nmtcli.gazetteer.read import TABLES, Row, data_folder, parse_toml, read_text, read_tsv
from nmtcli.gazetteer.verify import check_all, check_form, check_head
from nmtcli.model import Record


class Dataset(Record):
    """Everything in data/, checked, as plain rows; the head (date, source, licence) of each file by its name."""

    counties: list[dict[str, Any]]
    municipalities: list[dict[str, Any]]
    contacts: dict[str, Any]  # regions.toml as it stands: regions, contacts, hotline and other lines
    tables: dict[str, list[Row]]  # the TSV files, by the names in TABLES
    words: dict[str, Any]
    weights: dict[str, Any]  # weights.toml: what slips cost, what speaks for a guess
    heads: dict[str, dict[str, str]]


def load_dataset(folder: Path | None = None, today: date | None = None) -> Dataset:
    """Read and check every file in data/.

    Args:
        folder: the folder; by default the one that belongs to the program.
        today: the date after which a date counts as lying in the future.

    Raises:
        DataError: with every problem found.
    """
    folder = folder or data_folder()
    today = today or date.today()
    problems: list[str] = []
    heads: dict[str, dict[str, str]] = {}
    parsed: dict[str, dict[str, Any]] = {}
    texts: dict[str, str] = {}
    for stem in ("municipalities", "regions", "words", "weights"):
        name = f"{stem}.toml"
        texts[stem] = read_text(folder / name, problems)
        problems += check_form(name, texts[stem])
        parsed[stem] = parse_toml(texts[stem], name, problems)
        if texts[stem] and parsed[stem]:
            heads[name] = check_head(parsed[stem], name, problems, today)
    tables: dict[str, list[tuple[int, Row]]] = {}
    for stem, columns in TABLES.items():
        name = f"{stem}.tsv"
        text = read_text(folder / name, problems)
        problems += check_form(name, text)
        head, tables[stem] = read_tsv(text, name, columns, problems)
        heads[name] = check_head(head, name, problems, today)
    problems += check_all(parsed, texts, tables, today)
    if problems:
        raise DataError(problems)
    places = parsed["municipalities"]
    return Dataset(
        places["county"],
        places["municipality"],
        parsed["regions"],
        {stem: [row for _, row in rows] for stem, rows in tables.items()},
        parsed["words"],
        parsed["weights"],
        heads,
    )
