"""A number into the clipboard: through the terminal, and by the system's own command where the terminal is local."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS = 2  # after which a command that hangs is given up


def osc52(text: str) -> str:
    """The escape sequence by which a terminal, a remote one too, is asked to take a text into the clipboard."""
    return f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"


def command(environ: Mapping[str, str]) -> list[str] | None:
    """The system's command that reads a text into the clipboard; None where there is none or the terminal is remote."""
    if environ.get("SSH_CONNECTION"):
        return None
    if sys.platform == "win32":  # by its full path: a bare name would be looked for in the current folder first
        return [os.path.join(environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "clip.exe")]
    commands = [["pbcopy"], ["clip.exe"]]
    if environ.get("WAYLAND_DISPLAY"):
        commands.append(["wl-copy"])
    if environ.get("DISPLAY"):
        commands.append(["xclip", "-selection", "clipboard"])
    for name, *arguments in commands:
        path = shutil.which(name, path=environ.get("PATH"))
        if path and os.path.isabs(path):
            return [path, *arguments]
    return None


def copy(text: str, environ: Mapping[str, str]) -> None:
    """Hand a text to the system's command. Nothing is said where it fails: the terminal was asked too."""
    found = command(environ)
    if found:
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(found, input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           timeout=SECONDS, check=False)  # fmt: skip
