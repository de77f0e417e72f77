"""Where rows go: a stream or a file. Whole rows only, whatever ends the run."""

from __future__ import annotations

import os
import signal
import stat
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType

from nmtcli.errors import Ended, blame
from nmtcli.system import put_in_place

_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Output:
    """A file descriptor that is written to in blocks of whole rows."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._busy = False
        self._interrupted = False

    def interrupt(self, number: int, frame: FrameType | None) -> None:
        """A handler of SIGINT."""
        if self._busy and not self._interrupted:  # a second one does not wait for a reader that has stopped reading
            self._interrupted = True
        else:
            raise KeyboardInterrupt

    @contextmanager
    def whole(self) -> Iterator[None]:
        """What is written and counted inside is not parted by a Ctrl-C.

        Raises:
            KeyboardInterrupt: at the end, when Ctrl-C was pressed meanwhile.
        """
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
        if self._interrupted:
            raise KeyboardInterrupt

    def write(self, data: bytes) -> None:
        """Write all of it.

        Raises:
            OSError: it cannot be written.
        """
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]

    def end(self, number: int, frame: FrameType | None) -> None:
        """A handler of the signals that end a process.

        Raises:
            Ended: always.
        """
        raise Ended(number)

    def __enter__(self) -> Output:
        # A signal that is ignored (nohup), or that a program around this one handles, is left alone.
        handlers = {signal.SIGINT: self.interrupt, **dict.fromkeys(_ENDING, self.end)}
        usual = (signal.default_int_handler, signal.SIG_DFL)
        self._before = {number: signal.getsignal(number) for number in handlers}
        self._before = {number: handler for number, handler in self._before.items() if handler in usual}
        for number in self._before:
            signal.signal(number, handlers[number])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


class FileOutput(Output):
    """A file that appears whole or not at all: written beside its place under another name, then renamed.

    What is no regular file (a device, a named pipe) is written to directly.

    Raises:
        OSError: on entering: the folder cannot be written to.
    """

    def __init__(self, path: str) -> None:
        super().__init__(-1)
        self._given = path
        self._path = Path(path).resolve()
        self._temporary: Path | None = None

    def _open(self) -> None:
        try:
            mode = self._path.stat().st_mode
        except FileNotFoundError:
            umask = os.umask(0)
            os.umask(umask)
            mode = stat.S_IFREG | (0o666 & ~umask)
        self._mode = stat.S_IMODE(mode)
        if stat.S_ISREG(mode):  # readable by nobody else until it is complete
            self._descriptor, name = tempfile.mkstemp(prefix=f".{self._path.name}.", dir=self._path.parent)
            self._temporary = Path(name)
        else:
            self._descriptor = os.open(self._path, os.O_WRONLY)

    def _remove(self) -> None:
        if self._temporary:
            self._temporary.unlink(missing_ok=True)

    def end(self, number: int, frame: FrameType | None) -> None:
        """A handler of the signals that end a process: what was written is removed at once.

        Raises:
            Ended: always.
        """
        self._remove()
        super().end(number, frame)

    def __enter__(self) -> Output:
        # The handlers first; between the making of the file and its being known here no signal comes through.
        super().__enter__()
        try:
            with held(_ENDING):
                self._open()
        except BaseException as error:
            super().__exit__(None, None, None)
            if isinstance(error, OSError):
                blame(error, self._given)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            try:
                if kind is None and self._temporary:
                    self._temporary.chmod(self._mode)
                    os.fsync(self._descriptor)
            finally:
                os.close(self._descriptor)
            if kind is None and self._temporary:
                put_in_place(self._temporary, self._path)
        except OSError as failed:
            blame(failed, self._given)
            raise
        finally:
            self._remove()
            super().__exit__(kind, error, trace)


@contextmanager
def held(signals: Collection[signal.Signals]) -> Iterator[None]:
    """These signals wait until the end."""
    if sys.platform == "win32" or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
