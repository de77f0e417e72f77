"""A block of rows -> what is to be written for it, in this process or in another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from nmtcli.batch.badrow import Problem
from nmtcli.batch.routing import PREFIX, Asked, Outcome, Router
from nmtcli.batch.rows import Layout, read_rows
from nmtcli.directory import Directory


@dataclass
class Done:
    """A block as it is to be written. `rows` counts those read; the problems are by place in the block."""

    written: bytes
    rows: int
    outcomes: Counter[Outcome]
    problems: dict[int, Problem]


@dataclass(frozen=True)
class Loader:
    """How to load the directory, here and in other processes."""

    contacts: str | None = None
    strict: bool = False
    language: str = "en"  # of what is wrong with a list

    def load(self) -> Directory:
        """The directory.

        Raises:
            DataError: see `Directory.load`.
        """
        return Directory.load(self.contacts, strict=self.strict, language=self.language)


class Worker:
    """Turns blocks of rows into what is to be written."""

    def __init__(self, layout: Layout, directory: Directory, asked: Asked) -> None:
        self.layout = layout
        prefix = "" if layout.source == "lines" else PREFIX
        self.router = Router(directory, layout.target, layout.written_delimiter, prefix, asked)

    def __call__(self, data: bytes) -> Done:
        rows = read_rows(data, self.layout)
        count = len(rows.heads)
        problems = rows.problems
        if problems and self.layout.on_error != "keep":
            if self.layout.on_error == "stop":
                first = min(problems)
                problems = {first: problems[first]}
                rows.cut(first)
            else:
                rows.without_problems()
        routed = self.router.route(rows.texts)
        pieces: list[bytes] = [b""] * (2 * len(routed))
        pieces[::2], pieces[1::2] = rows.heads, [columns.written for columns in routed]
        if rows.ends is not None:
            pieces[1::2] = [columns.written[:-1] + end for columns, end in zip(routed, rows.ends)]
        outcomes: Counter[Outcome] = Counter()
        for columns, times in Counter(routed).items():
            outcomes[columns.outcome] += times
        return Done(b"".join(pieces), count, outcomes, problems)
