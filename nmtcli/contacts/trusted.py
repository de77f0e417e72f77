"""Files that others may have put there: only ordinary ones of bounded size, and in force only what nobody can swap."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.problem import Problem, problem

MAX_BYTES = 500_000  # far above any list of contacts
_MOST_LINKS = 40  # on the way to a file, as Linux has it


def read_bytes(path: Path, *, guarded: bool, limit: int = MAX_BYTES) -> bytes:
    """The content of a list.

    Args:
        path: of the file.
        guarded: refuse a file that others can change or swap, as for every list that is in force; a file to import may
            lie on a memory stick, where nothing can be guarded, and is shown before it is used.
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
            if guarded and (found := _tampering(path)):
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


def _tampering(path: Path) -> Problem | None:
    """What would let somebody else change the file or put another in its place, as ssh looks at its own files."""
    if sys.platform == "win32":  # owners and modes of POSIX
        return None
    trusted = (0, os.geteuid())
    for place, status in _way_to(path):
        if status.st_uid not in trusted:
            return problem("foreign_owner", path=place)
        if stat.S_ISLNK(status.st_mode):  # the mode of a link says nothing
            continue
        if status.st_mode & stat.S_IWOTH:
            if not stat.S_ISDIR(status.st_mode):
                return problem("world_writable", path=place)
            if not status.st_mode & stat.S_ISVTX:  # in a folder like /tmp nobody can rename what is another's
                return problem("open_folder", path=place)
    return None


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
            raise OSError(40, "too many links")
        target = Path(os.readlink(there))
        here = Path(target.anchor) if target.is_absolute() else here
        rest = [*(target.parts[1:] if target.is_absolute() else target.parts), *rest]
