"""Files that others may have put there: only ordinary ones of bounded size, and in force only what nobody can swap."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.problem import Problem, problem

MAX_BYTES = 500_000  # far above any list of contacts
_MOST_LINKS = 40  # on the way to a file, as Linux has it

# File systems whose files all have the owner and the mode of the mount: network shares, memory sticks, the Windows
# drives of WSL. Who may write there is decided elsewhere.
_WITHOUT_RIGHTS = ("9p", "cifs", "drvfs", "exfat", "fuseblk", "ntfs", "ntfs3", "smb3", "smbfs", "vboxsf", "vfat")
_MOUNTS = Path("/proc/self/mountinfo")


def read_bytes(path: Path, *, guarded: bool, named: bool = False, limit: int = MAX_BYTES) -> bytes:
    """The content of a list.

    Args:
        path: of the file.
        guarded: refuse a file that others can change or swap, as for every list that is in force; a file to import may
            lie on a memory stick, where nothing can be guarded, and is shown before it is used.
        named: by --contacts or NMT_CONTACTS; it may then lie on a file system without rights.
        limit: of its size, in bytes.

    Raises:
        ListError: it cannot be read, is no ordinary file, too large, or open to tampering.
    """
    name = str(path)
    try:
        # A pipe or a device in the place of the list must not make a look-up wait: O_NONBLOCK opens them at once.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise ListError(name, [problem("not_a_file")])
            if guarded and (found := _tampering(path, named)):
                raise ListError(name, [found])
            if status.st_size > limit:
                raise ListError(name, [problem("too_large", size=status.st_size, limit=limit)])
            return file.read(limit)
    except (FileNotFoundError, NotADirectoryError):
        raise ListError(name, [problem("no_file")]) from None
    except IsADirectoryError:
        raise ListError(name, [problem("not_a_file")]) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise ListError(name, [problem("unreadable", why=getattr(error, "strerror", None) or error)]) from error


def _tampering(path: Path, named: bool) -> Problem | None:
    """What would let somebody else change the file or put another in its place, as ssh looks at its own files."""
    if sys.platform == "win32":  # owners and modes of POSIX
        return None
    trusted = (0, os.geteuid())
    for place, status in _way_to(path):
        found = _open_to_others(place, status, trusted)
        if found is None:
            continue
        if not without_rights(status.st_dev):
            return found
        if not named:
            return problem("no_rights", path=path)
    return None


def _open_to_others(place: Path, status: os.stat_result, trusted: tuple[int, int]) -> Problem | None:
    if status.st_uid not in trusted:
        return problem("foreign_owner", path=place)
    if stat.S_ISLNK(status.st_mode) or not status.st_mode & stat.S_IWOTH:  # the mode of a link says nothing
        return None
    if not stat.S_ISDIR(status.st_mode):
        return problem("world_writable", path=place)
    # In a folder like /tmp nobody can rename what is another's.
    return None if status.st_mode & stat.S_ISVTX else problem("open_folder", path=place)


def without_rights(device: int) -> bool:
    """Whether a file system has no rights of its own, so that chmod changes nothing. Known on Linux only."""
    if sys.platform == "win32":
        return False
    number = f"{os.major(device)}:{os.minor(device)}"
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return False
    # "36 35 98:0 /root /where options - type source options"
    kinds = [line.partition(" - ")[2].split(" ")[0] for line in lines if f" {number} " in line.partition(" - ")[0]]
    return bool(kinds) and kinds[-1] in _WITHOUT_RIGHTS


def _way_to(path: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Every folder and link from the root to a file, and the file: where it is and what the system says of it.

    Raises:
        OSError: it cannot be looked at, or the links go round in a circle.
    """
    absolute = path.absolute()
    here, rest, links = Path(absolute.anchor), list(absolute.parts[1:]), 0
    yield here, os.lstat(here)
    while rest:
        name = rest.pop(0)
        if name == "..":
            here = here.parent
            continue
        there = here / name
        status = os.lstat(there)
        yield there, status
        if not stat.S_ISLNK(status.st_mode):
            here = there
            continue
        links += 1
        if links > _MOST_LINKS:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        target = Path(os.readlink(there))
        here = Path(target.anchor) if target.is_absolute() else here
        rest = [*(target.parts[1:] if target.is_absolute() else target.parts), *rest]
