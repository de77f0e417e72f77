"""The rows of one input in several processes, order kept, with a bounded number of blocks under way."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context

from nmtcli.batch import Done, Loader, Worker
from nmtcli.batch.rows import Layout

AHEAD = 2  # tasks for each process: one at work, one waiting
BLOCKS_OF_TASK = 16  # handing over costs as much as routing a block

_worker: Worker


def _start(layout: Layout, loader: Loader, exact: bool) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends the others
    _worker = Worker(layout, loader.load(), exact)


def _work(task: list[bytes]) -> list[Done]:
    return list(map(_worker, task))


@contextmanager
def _sigint_held() -> Iterator[None]:
    """No Ctrl-C meanwhile; a process that is started meanwhile never gets one, also before `_start`."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def in_processes(
    layout: Layout, loader: Loader, exact: bool, chunks: Iterator[bytes], jobs: int, hurry: bool
) -> Iterator[Done]:
    """The results of the blocks, in order. `hurry`: each before the next block is asked for."""
    # "spawn" is the only way of starting that is safe beside threads and is the same on every system.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, (layout, loader, exact))
    waiting: deque[Future[list[Done]]] = deque()
    try:
        while task := list(islice(chunks, 1 if hurry else BLOCKS_OF_TASK)):
            with _sigint_held():
                waiting.append(pool.submit(_work, task))
            while len(waiting) >= (1 if hurry else AHEAD * jobs):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
