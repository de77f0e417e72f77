"""Whether an own contact list, or a confirmation, could be in force, for the cost of a few file look-ups."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_NAME = "contacts.toml"
CONFIRMATIONS_NAME = "confirmations.toml"  # beside it, or there alone


def own_list_may_exist(environ: Mapping[str, str]) -> bool:
    """False when there certainly is none; `contacts.own` then need not be imported, nor platformdirs (19 ms).

    On Linux and macOS platformdirs' folders are known here (a test holds this to them); elsewhere the answer is yes.
    Its versions differ in what they heed (XDG on macOS, relative paths): a folder that any of them looks in counts.
    """
    home = os.path.expanduser("~")
    mac = sys.platform == "darwin"
    known = mac or sys.platform.startswith("linux")
    if environ.get("NMT_CONTACTS") or not known or not environ.get("HOME", home).startswith("/"):
        return True
    settings = [environ.get("XDG_CONFIG_HOME", ""), *environ.get("XDG_CONFIG_DIRS", "").split(":")]
    folders = [f"{home}/.config", "/etc/xdg", *(folder for folder in settings if folder.startswith("/"))]
    if mac:
        support = "/Library/Application Support"
        folders += [home + support, support, "/opt/homebrew/share", "/usr/local/share"]
    names = (FILE_NAME, CONFIRMATIONS_NAME)
    return any(os.path.lexists(f"{folder}/nmtcli/{name}") for folder in folders for name in names)
