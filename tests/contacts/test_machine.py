"""The list for all users of a computer: where it goes, who can read it, and who may not write it."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from contacts_desk import X

from nmtcli.contacts import own, store
from nmtcli.contacts.own import machine_list
from nmtcli.errors import NmtError

posix = pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")


@pytest.fixture
def exported(nmt) -> Path:
    assert nmt("contacts", "export", "--name", X, "-o", "k.toml")[0] == 0
    return Path("k.toml")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.parametrize("umask", [0o077, 0o000, 0o022])
def test_everybody_can_read_the_list_whatever_the_umask(nmt, home, exported, umask):
    before = os.umask(umask)
    try:
        assert nmt("contacts", "import", "k.toml", "--machine", "--yes", "--confirmed", "today")[0] == 0
        exported.write_text(exported.read_text(encoding="utf-8") + "# again\n", encoding="utf-8")
        assert nmt("contacts", "import", "k.toml", "--machine", "--yes")[0] == 0
    finally:
        os.umask(before)
    folder = home / "site/nmtcli"
    found = {path.relative_to(home / "site"): path for path in (home / "site").rglob("*")}
    assert {mode(path) for path in found.values() if path.is_dir()} == {0o755} and mode(home / "site") == 0o755
    assert {mode(path) for path in found.values() if path.suffix == ".toml"} == {0o644}
    assert {path.name for path in folder.glob("*.toml")} == {"contacts.toml", "confirmations.toml"}
    assert (folder / "contacts.toml").stat().st_uid == os.geteuid()
    assert not list((home / "user").rglob("*.toml"))


@posix
def test_a_folder_that_others_could_not_read_is_opened_to_them(nmt, home, exported):
    (home / "site/nmtcli").mkdir(parents=True)
    (home / "site/nmtcli").chmod(0o700)
    assert nmt("contacts", "import", "k.toml", "--machine", "--yes")[0] == 0
    assert mode(home / "site/nmtcli") == 0o755


def test_the_list_for_all_users_is_in_force_and_has_a_history_of_its_own(nmt, exported):
    code, out, err = nmt("contacts", "import", "k.toml", "--machine", "--yes")
    assert code == 0 and "site/nmtcli/contacts.toml" in out and "nmt contacts rollback --machine" in err
    found = json.loads(nmt("contacts", "show", "--json")[1])
    assert {c["origin"].rpartition(" ")[0] for c in found} == {X}
    assert nmt("contacts", "history")[1] == "Inga tidigare listor.\n"
    assert "import k.toml" in nmt("contacts", "history", "--machine")[1]
    assert nmt("contacts", "rollback", "--yes")[0] == 2
    assert nmt("contacts", "rollback", "--machine", "--yes")[0] == 0
    assert {c["origin"] for c in json.loads(nmt("contacts", "show", "--json")[1])} == {"bundled"}


def test_a_broken_list_is_not_installed(nmt, home, exported):
    exported.write_text("kul", encoding="utf-8")
    assert nmt("contacts", "import", "k.toml", "--machine", "--yes")[0] == 5
    assert not (home / "site/nmtcli/contacts.toml").exists()


@pytest.mark.parametrize("call", ["open", "mkdir"])
@pytest.mark.parametrize(
    "error", [PermissionError(13, "denied"), OSError(30, "read-only")], ids=["denied", "read-only"]
)
def test_without_the_right_to_write_an_administrator_is_asked_for(nmt, home, exported, monkeypatch, call, error):
    def refused(path, *more, **named):
        if "site" in str(path):
            raise error
        return real(path, *more, **named)

    real = getattr(os, call)
    if call == "open":
        (home / "site/nmtcli").mkdir(parents=True)
    monkeypatch.setattr(store.os, call, refused)
    code, _, err = nmt("contacts", "import", "k.toml", "--machine", "--yes")
    assert code == 1 and "administratör (sudo)" in err and "site/nmtcli/contacts.toml" in err


def test_the_right_is_looked_at_before_anything_is_asked(nmt, exported, typing, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    typing("j", "j")
    code, _, err = nmt("contacts", "import", "k.toml", "--machine")
    assert code == 1 and "[j/N]" not in err


def test_another_failure_is_told_as_it_is(nmt, exported, monkeypatch):
    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(store.Store, "replace", full)
    code, _, err = nmt("contacts", "import", "k.toml", "--machine", "--yes")
    assert code == 1 and "Disken är full" in err


@posix
def test_only_an_absolute_folder_is_one_for_all_users(home, monkeypatch):
    monkeypatch.setattr(own.platformdirs, "site_config_dir", lambda *_, **__: f"relative:{home}/b:{home}/c")
    assert machine_list() == home / "b/contacts.toml"
    monkeypatch.setattr(own.platformdirs, "site_config_dir", lambda *_, **__: "relative")
    with pytest.raises(NmtError, match="no folder for all users"):
        machine_list()
