"""`nmt doctor`: which list answers and why, what is hidden or broken, and the installation."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from nmtcli.cli import examine
from nmtcli.cli.examine import examine_command, examine_completion, examine_language, writers
from nmtcli.contacts import trusted
from nmtcli.contacts.where import CONFIRMATIONS_NAME
from nmtcli.render.terminal import Screen

posix = pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
ENTRY = """
[[contact]]
region = "{region}"
counties = [{counties}]
kind = "coordinator"
host = "H"
phone = "010-10 10 10"
source = "us"
confidence = "confirmed"
published = 2025-03-01
"""
COUNTIES = {"ost": '"04", "05", "06"', "syd": '"07", "08", "10", "12"', "mitt": '"03", "19", "21"'}


def list_text(name: str, *regions: str, head: str = "") -> str:
    entries = "".join(ENTRY.format(region=region, counties=COUNTIES[region]) for region in regions)
    return f'name = "{name}"\ndate = 2026-11-01\n{head}{entries}'


@pytest.fixture
def lists(home, monkeypatch):
    """Puts lists in their places: put(site=text, user=text, environment=text)."""

    def put(**texts: str) -> dict[str, Path]:
        paths = {"site": home / "site/nmtcli/contacts.toml", "user": home / "user/nmtcli/contacts.toml",
                 "environment": home / "e.toml"}  # fmt: skip
        for scope, text in texts.items():
            paths[scope].parent.mkdir(parents=True, exist_ok=True)
            paths[scope].write_text(text, encoding="utf-8")
        if "environment" in texts:
            monkeypatch.setenv("NMT_CONTACTS", str(paths["environment"]))
        return paths

    return put


# lists, exit code, states by list, the list that answers in Öst and what it goes before
CASES = [
    ({}, 0, {}, ("bundled", [])),
    ({"user": list_text("U", "ost")}, 0, {"user": "used"}, ("user", ["bundled"])),
    ({"site": list_text("S", "ost"), "user": list_text("U", "syd")}, 0, {"site": "used", "user": "used"},
     ("site", ["bundled"])),
    ({"site": list_text("S", "ost"), "user": list_text("U", "ost")}, 5, {"site": "shadowed", "user": "used"},
     ("user", ["site", "bundled"])),
    ({"site": list_text("S", "ost", "syd"), "user": list_text("U", "ost")}, 0, {"site": "used", "user": "used"},
     ("user", ["site", "bundled"])),
    ({"site": list_text("S", "ost", "syd"), "user": list_text("U", "ost"), "environment": list_text("E", "syd")}, 5,
     {"site": "shadowed", "user": "used", "environment": "used"}, ("user", ["site", "bundled"])),
    ({"site": list_text("S", "ost", head="stale_after_months = 6\n"), "user": list_text("U", "ost")}, 0,
     {"site": "used", "user": "used"}, ("user", ["site", "bundled"])),
    ({"site": list_text("S", "ost"), "user": "kul"}, 5, {"site": "used", "user": "broken"}, ("site", ["bundled"])),
    ({"user": list_text("U", head='no_contact = ["ost"]\n')}, 0, {"user": "used"}, ("user", ["bundled"])),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "code", "states", "ost"), CASES)
def test_the_lists_that_answer_and_those_that_are_hidden_or_broken(nmt, lists, texts, code, states, ost):
    lists(**texts)
    got, out, _ = nmt("doctor", "--json")
    found = json.loads(out)
    assert got == code
    assert {entry["list"]: entry["state"] for entry in found["lists"]} == states
    region = next(region for region in found["regions"] if region["id"] == "ost")
    assert (region["list"], region["over"]) == ost
    text = nmt("doctor")
    assert text[0] == code and text[1].startswith("Inga fel." if code == 0 else "! Minst en lista")


def test_it_is_told_by_whom_and_where_a_list_is_hidden_and_what_is_wrong_with_a_broken_one(nmt, lists):
    paths = lists(site=list_text("S", "ost", "syd"), user="kul\nkul", environment=list_text("E", "ost"))
    code, out, _ = nmt("doctor")
    assert code == 5
    assert f"listan för hela datorn: {paths['site']}\nanvänds; S, 2026-11-01\n" in out
    assert f"skyms i Öst av listan i NMT_CONTACTS: {paths['environment']}" in out
    assert "! går inte att använda\n" in out and "rad 1: raden går inte att läsa som TOML" in out
    assert (
        "Öst: egen lista (E, 2026-11-01); äldsta uppgift 2025-03-01; går före listan för hela datorn och den medföljande"
        in out
    )
    assert "Mitt: medföljande lista, " in out and "en lista går inte att använda, se nedan" in out


def test_a_list_of_the_option_counts_and_the_only_one_with_contacts_is_said_to_be_it(nmt, home):
    (home / "o.toml").write_text(list_text("O", "mitt"), encoding="utf-8")
    assert (
        "Mitt: egen lista (O, 2026-11-01); äldsta uppgift 2025-03-01; ingen annan lista"
        in nmt("doctor", "--contacts", "o.toml")[1]
    )
    assert nmt("doctor", "--contacts", "none.toml")[0] == 5


def test_broken_confirmations_are_found_too(nmt, lists):
    path = lists(user=list_text("U", "ost"))["user"].with_name(CONFIRMATIONS_NAME)
    assert nmt("contacts", "confirm", "Nord")[0] == 0
    assert nmt("doctor")[0] == 0 and f"bekräftelser, den egna listan: {path}\nanvänds" in nmt("doctor")[1]
    path.write_text("kul", encoding="utf-8")
    code, out, _ = nmt("doctor", "--lang", "en")
    assert code == 5 and "the line cannot be read as TOML" in out


@posix
@pytest.mark.parametrize(
    ("mode", "group", "everyone"), [(0o644, False, False), (0o664, True, False), (0o666, True, True)], ids=oct
)
def test_the_rights_of_a_list_and_its_folder(tmp_path, nmt, lists, mode, group, everyone):
    path = lists(user=list_text("U", "ost"))["user"]
    path.chmod(mode)
    found = writers(path)
    assert found is not None
    assert (found["group"] is not None, found["everyone"], found["mount"]) == (group, everyone, False)
    line = next(line for line in nmt("doctor")[1].splitlines() if line.startswith("filen kan ändras av "))
    assert found["owner"] in line and ("alla" in line) == everyone
    assert writers(tmp_path / "none") is None


@posix
def test_a_drive_without_rights_is_said_to_be_one(nmt, lists, monkeypatch):
    lists(user=list_text("U", "ost"))
    monkeypatch.setattr(examine, "without_rights", lambda _: True)
    monkeypatch.setattr(trusted, "without_rights", lambda _: True)
    assert "filen kan ändras av den som får det på enheten" in nmt("doctor")[1]


def test_on_windows_the_list_for_all_users_is_named_as_one_that_is_not_read(nmt, lists, monkeypatch):
    path = lists(site=list_text("S", "ost"))["site"]
    for module in ("nmtcli.cli.examine", "nmtcli.contacts.own"):
        monkeypatch.setattr(f"{module}.on_windows", lambda: True)
    code, out, _ = nmt("doctor")
    assert code == 0 and f"{path}\n! läses inte på Windows" in out and "Öst: medföljande lista" in out


@pytest.mark.parametrize(("folder", "path", "ours"), [("bin", True, False), ("none", False, False)])
def test_the_command_on_the_path_is_this_installation_or_another(tmp_path, folder, path, ours):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/nmt").write_text("#!/bin/sh\n")
    (tmp_path / "bin/nmt").chmod(0o755)
    found = examine_command({"PATH": str(tmp_path / folder)})
    assert (found["path"] is not None, found["this_installation"]) == (path, ours)


@posix
def test_a_link_to_the_command_of_this_installation_is_this_installation(tmp_path, monkeypatch):
    (tmp_path / "venv/bin").mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    for name in ("nmt", "python"):
        (tmp_path / "venv/bin" / name).write_text("")
        (tmp_path / "venv/bin" / name).chmod(0o755)
    (tmp_path / "bin/nmt").symlink_to(tmp_path / "venv/bin/nmt")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "venv/bin/python"))
    assert examine_command({"PATH": str(tmp_path / "bin")})["this_installation"]


COMPLETION = [
    ("/bin/bash", {}, ("bash", None)),
    ("/bin/bash", {".bashrc": 'eval "$(nmt completion bash)"\n'}, ("bash", ".bashrc")),
    ("/bin/bash", {".bashrc": "alias x=y\n"}, ("bash", None)),
    ("/bin/bash", {".local/share/bash-completion/completions/nmt": ""},
     ("bash", ".local/share/bash-completion/completions/nmt")),
    ("/usr/bin/zsh", {".zfunc/_nmt_completion": ""}, ("zsh", ".zfunc/_nmt_completion")),
    ("/usr/bin/zsh", {".zshrc": "source <(nmt completion zsh)"}, ("zsh", ".zshrc")),
    ("/usr/bin/zsh", {".bashrc": "nmt completion bash"}, ("zsh", None)),
    ("/usr/bin/fish", {".config/fish/completions/nmt.fish": ""}, ("fish", ".config/fish/completions/nmt.fish")),
    ("/bin/tcsh", {".bashrc": "nmt completion bash"}, (None, None)),
    ("", {}, (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("shell", "files", "expected"), COMPLETION)
def test_completion_is_seen_where_it_is_set_up_as_the_manual_says(tmp_path, shell, files, expected):
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    found = examine_completion({"SHELL": shell, "HOME": str(tmp_path)})
    assert found["shell"] == expected[0]
    assert found["seen"] == (str(tmp_path / expected[1]) if expected[1] else None)


@posix
def test_a_pipe_in_the_place_of_settings_makes_nobody_wait(tmp_path):
    os.mkfifo(tmp_path / ".bashrc")
    assert examine_completion({"SHELL": "/bin/bash", "HOME": str(tmp_path)})["seen"] is None


LANGUAGE = [
    ("sv", {"NMT_LANG": "en"}, "--lang"),
    (None, {"NMT_LANG": "sv", "LANG": "en_GB"}, "NMT_LANG"),
    (None, {"NMT_LANG": "de", "LC_ALL": "sv_SE.UTF-8"}, "LC_ALL"),
    (None, {"LC_ALL": "", "LANG": "sv_SE.UTF-8"}, "LANG"),
    (None, {}, None),
]


@pytest.mark.parametrize(("option", "environ", "source"), LANGUAGE)
def test_the_language_says_where_it_is_from(option, environ, source):
    assert examine_language(option, "sv", environ)["from"] == source


def test_without_a_word_on_the_language_it_is_said_that_nothing_says_so(nmt, monkeypatch):
    for name in ("NMT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert "Language: English, as nothing says otherwise" in nmt("doctor")[1]


def test_a_pipe_gets_lines_of_labels_and_values_and_old_facts_are_counted(nmt):
    out = nmt("doctor")[1]
    for label in ("Nord", "Version", "Kommandot", "Komplettering", "Språk", "Terminal", "Gamla uppgifter"):
        assert f"\n{label}: " in out
    assert "Terminal: ingen terminal, ingen färg" in out
    assert "Gamla uppgifter: 7 av 7 medföljande kontakter är äldre än 12 månader eller odaterade" in out


@pytest.mark.parametrize("width", [20, 40, 80])
def test_lines_fit_a_terminal(nmt, lists, monkeypatch, width):
    lists(site=list_text("S", "ost"), user=list_text("U", "ost"))
    monkeypatch.setattr("nmtcli.cli.doctor.screen_for", lambda _: Screen(width, False))
    code, out, _ = nmt("doctor")
    assert code == 5 and max(map(len, out.split("\n"))) <= width
