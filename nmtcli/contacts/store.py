"""Put an own list in force so that a power cut or a second import at any moment leaves the old or the new one, whole.

Beside contacts.toml stand a `history` folder, with each list that was replaced, and a lock file. What is new is written
to a file of its own, made durable (fsync), and only then renamed over what it replaces, as dpkg and git do it.
"""
# The calls of os are used so that each line is one system call, as the tests count them.

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nmtcli.contacts.listerror import ListError, Refused
from nmtcli.contacts.trusted import MAX_BYTES, read_bytes
from nmtcli.errors import blame
from nmtcli.model import Record
from nmtcli.system import put_in_place

LONGEST_NOTE = 2_000  # bytes before a list in its history file
LOCK_SECONDS = 30  # longer than any import holds the lock; then something is stuck, and waiting on helps nobody

_NOTE = re.compile(rb"# replaced (\S+) by ([^:\n]*): ([^\n]*)\n(# there was no list\n)?")


class Replaced(Record):
    """A list that was in force. `content` is None where there was none; `when` is UTC, "2026-11-23T16:55:01Z"."""

    path: Path
    when: str
    who: str
    why: str
    content: bytes | None
    broken: bool = False  # it is no file, or cannot be read


KEPT = 50  # lists that the history holds; older ones are removed


def _sync_folder(folder: Path) -> None:
    """Make a rename or a removal in the folder durable. Windows cannot open folders and does it by itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _make_folder(folder: Path, shared: bool = False) -> None:
    if not folder.is_dir():
        _make_folder(folder.parent, shared)
        with suppress(FileExistsError):  # another import made it meanwhile
            os.mkdir(folder, 0o755)
            if shared:  # whatever the umask took away
                os.chmod(folder, 0o755)
        _sync_folder(folder.parent)


def _durably(folder: Path) -> bool:
    """Make what was done in the folder durable. False where the disk does not say that it is."""
    try:
        _sync_folder(folder)
    except OSError:
        return False
    return True


def _write_whole(path: Path, content: bytes, shared: bool = False) -> bool:
    """Replace or make a file so that its name always means the old or the new content. Only under the lock.

    Returns:
        Whether the disk says that it is kept there for good; the file is the new one in any case.

    Raises:
        OSError: the file is still the old one.
    """
    new = path.with_name(path.name + ".new")
    try:
        _write_new(new, path, content, shared)
    except OSError as error:
        blame(error, path)
        raise
    return _durably(path.parent)


def _write_new(new: Path, path: Path, content: bytes, shared: bool) -> None:
    """Write a new file and rename it over another; what fails leaves no new one."""
    with suppress(FileNotFoundError):  # of an import that was killed
        os.unlink(new)
    # The mode is set by us: where the umask allows everyone to write, the list would be refused when it is read.
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    try:
        try:
            if shared:
                os.chmod(new, 0o644)
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        put_in_place(new, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(new)
        raise


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise Refused("link", path=path, target=os.readlink(path))


class Store:
    """The own list in one folder, with its history. Everything that writes is called inside `with store.locked():`.

    `shared`: a list for all users of the computer, who must be able to read it whatever the umask of who writes it.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        self.path = path
        self.shared = shared
        self.folder = path.parent
        self.past = path.parent / "history"

    def current(self) -> bytes | None:
        """The list in force, or None where there is none.

        Raises:
            ListError: it is no ordinary file, too large, or may not be read.
        """
        return read_bytes(self.path, guarded=False) if self.path.exists() else None

    @contextmanager
    def locked(self, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Keep other imports out. The operating system ends the lock when the process ends, however it ends.

        Raises:
            Refused: another import holds the lock for longer than `seconds`, or the list is a link to somewhere else.
        """
        _make_folder(self.folder, self.shared)
        if self.shared and (mode := self.folder.stat().st_mode & 0o777) & 0o055 != 0o055:
            os.chmod(self.folder, mode | 0o055)
        _refuse_link(self.path)
        descriptor = os.open(self.folder / "contacts.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            until = time.monotonic() + seconds
            while not _try_lock(descriptor):
                if time.monotonic() > until:
                    raise Refused("busy", folder=self.folder)
                time.sleep(0.02)
            yield
        finally:
            os.close(descriptor)

    def replace(self, content: bytes | None, who: str, why: str) -> bool:
        """Put a list in force (None: none), keeping the present one in the history.

        Args:
            content: a list that has been checked.
            who: the user or role, for the history.
            why: what was done, for the history.

        Returns:
            Whether the disk says that it is kept there for good; it is in force in any case.

        Raises:
            ListError: the present one cannot be read.
            OSError: the disk is full or may not be written to; the old list is then still in force.
        """
        current = self.current()
        if content == current:
            return True
        self._keep(current, who, why)
        if content is not None:
            return _write_whole(self.path, content, self.shared)
        os.unlink(self.path)
        return _durably(self.folder)

    def write_beside(self, name: str, content: bytes | None) -> None:
        """Put another file into the list's folder, whole, or take it away (None). It has no history.

        Raises:
            OSError: as for `replace`.
            Refused: it is a link to somewhere else.
        """
        path = self.path.with_name(name)
        _refuse_link(path)
        if content is not None:
            _write_whole(path, content, self.shared)
        elif path.exists():
            os.unlink(path)
            _durably(self.folder)

    def _keep(self, current: bytes | None, who: str, why: str) -> None:
        """Add the present list to the history. A copy that an import left which died before its rename is reused."""
        _make_folder(self.past, self.shared)
        latest = self._files()[:1]
        number = int(latest[0].stem) + 1 if latest else 1
        if latest and self._holds(latest[0], current):
            number -= 1
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        note = f"# replaced {when} by {_one_line(who).replace(':', ' ')}: {_one_line(why)}\n"
        note += "# there was no list\n" if current is None else ""
        _write_whole(self.past / f"{number:06d}.toml", note.encode() + (current or b""), self.shared)
        for old in self._files()[KEPT:]:
            with suppress(OSError):  # a folder that somebody put there
                os.unlink(old)

    def history(self) -> list[Replaced]:
        """The lists that were replaced, latest first, at most KEPT.

        The copy that an import left which failed before its rename is passed over: it is the list in force.
        """
        try:
            current = self.current()
        except ListError:
            current = b"?"  # as no list is
        files = self._files()
        if files and self._holds(files[0], current):
            del files[0]
        return [self._read(path) for path in files[:KEPT]]

    def _holds(self, path: Path, content: bytes | None) -> bool:
        entry = self._read(path)
        return not entry.broken and entry.content == content

    def _files(self) -> list[Path]:
        try:
            names = os.listdir(self.past)
        except FileNotFoundError:
            return []
        numbers = [int(found[1]) for found in map(re.compile(r"([0-9]{6,18})\.toml").fullmatch, names) if found]
        return [self.past / f"{number:06d}.toml" for number in sorted(numbers, reverse=True)]

    def _read(self, path: Path) -> Replaced:
        try:
            raw = read_bytes(path, guarded=False, limit=MAX_BYTES + LONGEST_NOTE)
        except ListError:
            return Replaced(path, "", "", "", None, broken=True)
        if (match := _NOTE.match(raw)) is None:  # put there by hand
            return Replaced(path, "", "", "", raw)
        when, who, why = (part.decode("utf-8", "replace") for part in match.groups()[:3])
        return Replaced(path, when, who, why, None if match[4] else raw[match.end() :])


def _one_line(text: str) -> str:
    """Fit for the first line of a history file: printable, and of a length that a table can show."""
    return "".join(c if c.isprintable() else " " for c in text)[:200].strip() or "?"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
