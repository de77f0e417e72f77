"""Where systems differ: whether this is Windows, and putting a file in the place of another."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_PAUSES = (0.05, 0.1, 0.2, 0.4)  # seconds between two tries


class FileHeld(PermissionError):
    """A file that cannot be replaced because another program holds it open."""


def on_windows() -> bool:
    """Whether this is Windows."""
    return os.name == "nt"


def put_in_place(new: Path, path: Path) -> None:
    """Rename a file over another.

    Windows refuses that while a program has the file open. A virus scanner lets go of it at once, Excel does not.

    Raises:
        FileHeld: on Windows the file is held open, or write-protected.
        OSError: it cannot be done.
    """
    for pause in _PAUSES:
        try:
            os.replace(new, path)
            return
        except PermissionError:
            if not on_windows():
                raise
        time.sleep(pause)
    try:
        os.replace(new, path)
    except PermissionError as error:
        raise FileHeld(error.errno, error.strerror, str(path)) from error
