"""Whether an organisation's own contact list could be in force, for the cost of a few file look-ups."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_NAME = "contacts.toml"


def own_list_may_exist(environ: Mapping[str, str]) -> bool:
    """False when there is certainly no own list; `contacts.own` then need not be imported, nor platformdirs (19 ms).

    On Linux and macOS platformdirs' folders are known here (a test holds this to them); elsewhere the answer is yes.
    Its versions differ in what they heed (XDG on macOS, relative paths): a folder that any of them looks in counts.
    """
    home = os.path.expanduser("~")
    mac = sys.platform == "darwin"
    known = mac or sys.platform.startswith("linux")
    if environ.get("NMT_CONTACTS") or not known or not environ.get("HOME", home).startswith("/"):
        return True
    settings = f"{environ.get('XDG_CONFIG_HOME', '')}:{environ.get('XDG_CONFIG_DIRS', '')}"
    folders = [f"{home}/.config", "/etc/xdg", *filter(None, settings.split(":"))]
    if mac:
        support = "/Library/Application Support"
        folders += [home + support, support, "/opt/homebrew/share", "/usr/local/share"]
    return any(os.path.lexists(f"{folder}/nmtcli/{FILE_NAME}") for folder in folders)
