"""Which command of the system is handed a number, and that none of them can do harm."""

from __future__ import annotations

import base64
import sys

import pytest

from nmtcli.console.clipboard import command, copy, osc52

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there it is clip.exe by its full path")


def program(folder, name, script="cat > copied"):
    folder.joinpath(name).write_text(f"#!/bin/sh\ncd {folder} && {script}\n", encoding="utf-8")
    folder.joinpath(name).chmod(0o755)


def test_the_sequence_holds_the_number():
    assert base64.b64decode(osc52("090-16 10 00").removeprefix("\x1b]52;c;").removesuffix("\x07")) == b"090-16 10 00"


@pytest.mark.parametrize(
    ("name", "environ"),
    [("pbcopy", {}), ("clip.exe", {}), ("wl-copy", {"WAYLAND_DISPLAY": "wayland-0"}), ("xclip", {"DISPLAY": ":0"})],
)
def test_the_command_of_the_system_where_the_terminal_is_local(name, environ, tmp_path):
    here = {"PATH": str(tmp_path), **environ}
    assert command(here) is None
    program(tmp_path, name)
    assert (command(here) or [""])[0] == str(tmp_path / name)
    assert command({**here, "SSH_CONNECTION": "a b c d"}) is None
    assert command({**environ, "PATH": "."}) is None  # the current folder may be anybody's
    if environ:
        assert command({"PATH": str(tmp_path)}) is None


def test_a_number_is_handed_over(tmp_path):
    program(tmp_path, "pbcopy", "/bin/cat > copied")
    copy("090-16 10 00", {"PATH": str(tmp_path)})
    assert tmp_path.joinpath("copied").read_text(encoding="utf-8") == "090-16 10 00"


@pytest.mark.parametrize("script", ["exit 1", "exec 0<&-; exit 0"])
def test_a_command_that_fails_is_passed_over(script, tmp_path):
    program(tmp_path, "pbcopy", script)
    copy("112", {"PATH": str(tmp_path)})
    copy("112", {"PATH": ""})
