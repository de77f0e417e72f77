"""Many texts at once: rows in, the same rows out with where each routes. Reads, routes in chunks, writes; no click."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

from nmtcli.batch.badrow import Problem
from nmtcli.batch.layout import Wanted, arrange, format_of
from nmtcli.batch.routing import PREFIX, Asked, Outcome
from nmtcli.batch.rows import FORMATS, Layout
from nmtcli.batch.source import BOM, Source
from nmtcli.batch.worker import Done, Loader, Worker
from nmtcli.directory import Directory

__all__ = ["FORMATS", "PREFIX", "Asked", "Loader", "Problem", "Report", "Source", "Wanted", "format_of", "route_rows"]

EVERYTHING = Asked()
ORDINARY = Loader()
TOLD = 20  # problems that are told one by one


@dataclass
class Report:
    """What came of a run so far: rows by (status, region), and the first problems, by row number."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    rows: int = 0
    problems: list[tuple[int, Problem]] = field(default_factory=list)
    more_problems: int = 0

    def count(self, status: str) -> int:
        """The rows with this status."""
        return sum(count for (found, _), count in self.outcomes.items() if found == status)


class Sink(Protocol):
    """Where the rows go."""

    def write(self, data: bytes) -> None:
        """Write all of it."""

    def whole(self) -> AbstractContextManager[None]:
        """What happens inside is not parted by a Ctrl-C."""


def route_rows(
    source: Source,
    wanted: Wanted,
    sink: Sink,
    directory: Directory,
    report: Report,
    *,
    asked: Asked = EVERYTHING,
    jobs: int = 1,
    loader: Loader = ORDINARY,
    hurry: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> None:
    """Route every row of a source and write it to a sink, in order.

    Args:
        source: the bytes.
        wanted: formats, column, what to do with bad rows.
        sink: where the rows go.
        directory: what answers.
        report: filled in as the rows are written, so that it is right also when this ends by an exception.
        asked: what the answers are to be like.
        jobs: processes; 1 does the work in this one.
        loader: makes the same directory in the others.
        hurry: answer each block before the next is read, also with several processes.
        progress: called after each block.

    Raises:
        Problem: the columns are not as asked for; or, with on_error="stop", the row of `report.problems[-1]` is bad.
    """
    blocks = source.blocks()
    first = next(blocks, b"")
    bom = BOM if source.bom and wanted.source in ("csv", "tsv") else b""
    layout, before, chunks = arrange(wanted, chain([first] if first else [], blocks), bom)
    number = 1 if layout.names and layout.source in ("csv", "tsv") else 0
    if jobs > 1:
        from nmtcli.batch.processes import in_processes

        results = in_processes(layout, loader, asked, chunks, jobs, hurry)
    else:
        results = _in_this_process(Worker(layout, directory, asked), chunks)
    if before:
        sink.write(before)
    with closing(results):  # processes end here, not when the memory is tidied up
        _write_all(results, sink, report, layout, number, progress)


def _in_this_process(worker: Worker, chunks: Iterator[bytes]) -> Generator[Done, None, None]:
    yield from map(worker, chunks)


def _write_all(
    results: Iterator[Done], sink: Sink, report: Report, layout: Layout, number: int, progress: Callable[[], None]
) -> None:
    for done in results:
        with sink.whole():
            try:
                sink.write(done.written)
            finally:  # also when the reader has gone: some of these rows it has read
                report.outcomes += done.outcomes
            report.rows += done.rows
            _tell(report, done, number)
            number += done.rows
        if done.problems and layout.on_error == "stop":
            raise report.problems[-1][1]
        progress()


def _tell(report: Report, done: Done, number: int) -> None:
    for place in sorted(done.problems):
        if len(report.problems) < TOLD:
            report.problems.append((number + place + 1, done.problems[place]))
        else:
            report.more_problems += 1
