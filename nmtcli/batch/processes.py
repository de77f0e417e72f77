"""The rows of one input in several processes, order kept, with a bounded number of blocks under way."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import get_context

from nmtcli.batch.routing import Asked
from nmtcli.batch.rows import Layout
from nmtcli.batch.worker import Done, Loader, Worker
from nmtcli.batch.writing import held

AHEAD = 2  # tasks for each process: one at work, one waiting
BLOCKS_OF_TASK = 16  # handing over costs as much as routing a block

_worker: Worker


def _start(layout: Layout, loader: Loader, asked: Asked, folder: str | None) -> None:
    global _worker
    if folder is not None:  # relative paths in options and variables are meant from here
        os.chdir(folder)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends the others
    _worker = Worker(layout, loader.load(), asked)


def _work(task: list[bytes]) -> list[Done]:
    return list(map(_worker, task))


def _current_folder() -> str | None:
    """The current folder; None where it has been removed, and nothing can lie in it."""
    with suppress(OSError):
        return os.getcwd()
    return None


def _trusted_folder() -> str:
    """A folder from which Python imports anyway: that of the standard library."""
    folders = [os.path.dirname(os.__file__), sys.prefix, os.path.dirname(sys.executable)]
    return next(folder for folder in folders if os.path.isdir(folder))


@contextmanager
def _starting(folder: str | None) -> Iterator[None]:
    """Processes that are started inside import nothing from the current folder, and never get a Ctrl-C.

    They are started as `python -c`, which looks for modules in its current folder first: a client list beside a planted
    struct.py would be enough to run that. PYTHONSAFEPATH helps from Python 3.11 only, and not beside -E; so they begin
    in another folder, and `_start` goes back when sys.path is that of this process.

    Args:
        folder: the current folder.
    """
    with held([signal.SIGINT]):
        try:
            os.chdir(_trusted_folder())
            yield
        finally:
            if folder is not None:
                os.chdir(folder)


def in_processes(
    layout: Layout, loader: Loader, asked: Asked, chunks: Iterator[bytes], jobs: int, hurry: bool
) -> Generator[Done, None, None]:
    """The results of the blocks, in order. `hurry`: each before the next block is asked for."""
    # "spawn" is the only way of starting that is safe beside threads and is the same on every system.
    folder = _current_folder()
    with _starting(folder):
        pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, (layout, loader, asked, folder))
    waiting: deque[Future[list[Done]]] = deque()
    try:
        while task := list(islice(chunks, 1 if hurry else BLOCKS_OF_TASK)):
            with _starting(folder):
                waiting.append(pool.submit(_work, task))
            while len(waiting) >= (1 if hurry else AHEAD * jobs):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
