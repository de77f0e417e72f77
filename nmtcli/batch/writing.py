"""Where rows go: a stream or a file. Whole rows only, whatever ends the run."""

from __future__ import annotations

import os
import signal
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType


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
        yield
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

    def __enter__(self) -> Output:
        self._handled = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # else it is ignored (nohup)
        if self._handled:
            signal.signal(signal.SIGINT, self.interrupt)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handled:
            signal.signal(signal.SIGINT, signal.default_int_handler)


class FileOutput(Output):
    """A file that appears whole or not at all: written beside its place under another name, then renamed.

    What is no regular file (a device, a named pipe) is written to directly.

    Raises:
        OSError: the folder cannot be written to.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path).resolve()
        try:
            mode = self._path.stat().st_mode
        except FileNotFoundError:
            umask = os.umask(0)
            os.umask(umask)
            mode = stat.S_IFREG | (0o666 & ~umask)
        self._temporary: Path | None = None
        if stat.S_ISREG(mode):
            descriptor, name = tempfile.mkstemp(prefix=f".{self._path.name}.", dir=self._path.parent)
            self._temporary = Path(name)
            self._temporary.chmod(stat.S_IMODE(mode))
        else:
            descriptor = os.open(self._path, os.O_WRONLY)
        super().__init__(descriptor)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        try:
            if kind is None and self._temporary:
                os.fsync(self._descriptor)
        finally:
            os.close(self._descriptor)
            if self._temporary:
                if kind is None:
                    self._temporary.replace(self._path)
                else:
                    self._temporary.unlink()
