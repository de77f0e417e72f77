"""Answers made ready when the wheel is built: the exact names of municipalities and counties, as JSON and as fields.

`make_instant` runs the ordinary look-up for every such name and keeps its output in pieces; `answer` puts the pieces
together. A ready-made answer is given only for the very texts that were looked up at build time, from the shipped
contact list, and only up to the day on which the first contact in it turns stale. Everything else goes the long way,
and a test compares the two for every name.
"""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from nmtcli.directory import Directory


def answer(text: str, get: str | None) -> str | None:
    """What stdout shows for `lookup TEXT --json` (or `--get FIELD`), or None where it must be worked out."""
    try:
        index: Any = __import__("nmtcli.index_instant", fromlist=["*"])
    except ImportError:  # a checkout
        return None
    found = index.NAMES.get(text)
    if found is None or not index.SINCE <= time.strftime("%Y-%m-%d") < index.UNTIL:
        return None
    from nmtcli.ownpath import own_list_may_exist

    if own_list_may_exist(os.environ) or sys.stdout is None or sys.stdout.encoding.lower() != "utf-8":
        return None
    if get is not None:
        value: str = index.FIELDS[found][index.FIELD_NAMES.index(get)]
        return value + "\n"
    head, middle, tail = index.JSON[found]
    return f"{head}{text}{index.PIECES[middle]}{index.PIECES[tail]}"


def _texts(directory: Directory) -> Iterator[str]:
    """The texts worth having ready: names as people and registers write them, and codes."""
    tables = directory.gazetteer
    for code, (name, official) in tables.table("places", "MUNICIPALITIES").items():
        yield from (code, name, name.lower(), name.upper(), official)
    for code, (letter, name, short, _) in tables.table("places", "COUNTIES").items():
        yield from (code, letter, f"SE-{letter}", name, name.lower(), short, short.lower())


def make_instant(directory: Directory, day: str) -> dict[str, Any]:
    """The tables of `index_instant`, made by the ordinary look-up as on the given day (ISO)."""
    from nmtcli.contactbook import is_stale, last_checked, months_before
    from nmtcli.fields import FIELDS
    from nmtcli.render.jsontext import answer_object, dumps
    from nmtcli.render.tables import field

    months = directory.book.stale_after_months
    # A contact that is fresh now turns stale on a known day; the answers hold until the first of them does.
    fresh = [c for c in directory.book.contacts if not is_stale(c, day, months)]
    until = min((months_before(last_checked(c) or day, -months) for c in fresh), default="9999-12-31")
    pieces: dict[str, int] = {}
    answers: dict[tuple[str, int, int], int] = {}
    fields: list[tuple[str, ...]] = []
    names: dict[str, int] = {}
    for text in _texts(directory):
        found = directory.route(text)
        if text in names or found.resolution.status != "resolved" or found.resolution.twins:
            continue  # a name with a twin in another region has a warning on stderr as well
        whole = dumps(answer_object(found, directory, day)) + "\n"
        before, _, after = whole.partition(f'"query": "{text}"')
        own, mark, rest = after.partition('"county": ')
        middle, tail = (pieces.setdefault(piece, len(pieces)) for piece in (f'"{own}', mark + rest))
        number = answers.setdefault((f'{before}"query": "', middle, tail), len(answers))
        if number == len(fields):
            fields.append(tuple(field(found, directory, name) for name in FIELDS))
        names[text] = number
    return {
        "SINCE": day,
        "UNTIL": until,
        "NAMES": names,
        "JSON": tuple(answers),
        "PIECES": tuple(pieces),
        "FIELD_NAMES": FIELDS,
        "FIELDS": tuple(fields),
    }
