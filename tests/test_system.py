"""Windows without a Windows: files held open, the machine's list, file systems without rights, no escapes by hand."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

import nmtcli
from nmtcli import system
from nmtcli.cli.contacts import desk
from nmtcli.contacts import own, trusted
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.trusted import read_bytes, without_rights

PACKAGE = Path(nmtcli.__file__).parent
posix = pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")


@pytest.fixture
def windows(monkeypatch):
    """What asks whether this is Windows hears yes, and waits no longer than it must."""
    for module in (system, own, desk):
        monkeypatch.setattr(module, "on_windows", lambda: True)
    monkeypatch.setattr(system.time, "sleep", lambda _: None)


@pytest.fixture
def held(monkeypatch):
    """Files cannot be replaced for so many tries; gives the number of tries."""
    tries: list[int] = []

    def hold(times: int) -> list[int]:
        def replace(new, path, real=os.replace):
            tries.append(1)
            if len(tries) <= times:
                raise PermissionError(13, "Permission denied")
            real(new, path)

        monkeypatch.setattr(system.os, "replace", replace)
        return tries

    return hold


@pytest.fixture
def files(tmp_path) -> tuple[Path, Path]:
    for name in ("new", "old"):
        (tmp_path / name).write_text(name)
    return tmp_path / "new", tmp_path / "old"


@pytest.mark.parametrize("times", [0, 1, 4])
def test_a_file_that_is_let_go_of_is_replaced(windows, held, files, times):
    tries = held(times)
    system.put_in_place(*files)
    assert files[1].read_text() == "new" and len(tries) == times + 1


def test_a_file_that_stays_held_is_an_error_of_its_own_that_names_it(windows, held, files):
    tries = held(99)
    with pytest.raises(system.FileHeld) as caught:
        system.put_in_place(*files)
    assert caught.value.filename == str(files[1]) and len(tries) == 5
    assert files[1].read_text() == "old"


def test_elsewhere_the_first_refusal_is_the_answer(held, files):
    tries = held(99)
    with pytest.raises(PermissionError):
        system.put_in_place(*files)
    assert len(tries) == 1


@pytest.mark.parametrize(("language", "close"), [("sv", "Stäng filen i Excel"), ("en", "Close the file in Excel")])
def test_who_holds_the_output_open_is_asked_to_close_it(nmt, home, windows, held, language, close):
    (home / "in.txt").write_text("Kiruna\n")
    (home / "out.csv").write_text("old\n")
    assert nmt("contacts", "export", "--name", "X", "-o", "k.toml")[0] == 0
    held(99)
    calls = (
        ("batch", "in.txt", "-o", "out.csv", "--force"),
        ("contacts", "export", "--force", "-o", "out.csv"),
        ("contacts", "import", "k.toml", "--yes", "--allow-personal"),
        ("contacts", "confirm", "Nord"),
    )
    for call in calls:
        code, _, err = nmt(*call, "--lang", language)
        assert code == 1 and close in err, call
    assert (home / "out.csv").read_text() == "old\n"
    assert sorted(path.name for path in home.iterdir() if path.is_file()) == ["in.txt", "k.toml", "out.csv"]
    assert not list(home.rglob("contacts.toml"))


def test_on_windows_a_list_for_all_users_is_read_only_where_it_is_named(nmt, home, windows, monkeypatch):
    assert nmt("contacts", "export", "--name", "X", "-o", "k.toml")[0] == 0
    planted = home / "site/nmtcli/contacts.toml"
    planted.parent.mkdir(parents=True)
    planted.write_text((home / "k.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert nmt("lookup", "Kiruna", "--get", "origin")[1] == "bundled\n"
    assert "site" not in nmt("contacts", "path")[1]
    code, _, err = nmt("contacts", "import", "k.toml", "--machine", "--yes")
    assert code == 1 and "NMT_CONTACTS" in err
    monkeypatch.setenv("NMT_CONTACTS", str(planted))
    assert nmt("lookup", "Kiruna", "--get", "origin")[1].startswith("X ")


MOUNTS = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 21 0:53 / /mnt/dela\\040ut rw,relatime - cifs //server/x rw,vers=3
41 21 0:54 / /mnt/c rw - 9p C:\\134 rw
42 21 8:17 / /media/stick rw - vfat /dev/sdb1 rw
a line of another kind
"""
DEVICES = [((8, 1), False), ((0, 53), True), ((0, 54), True), ((8, 17), True), ((0, 99), False)]


@posix
@pytest.mark.parametrize(("numbers", "expected"), DEVICES, ids=str)
def test_the_mounts_say_which_file_system_has_no_rights(tmp_path, monkeypatch, numbers, expected):
    (tmp_path / "mountinfo").write_text(MOUNTS)
    monkeypatch.setattr(trusted, "_MOUNTS", tmp_path / "mountinfo")
    assert without_rights(os.makedev(*numbers)) is expected


@posix
def test_without_a_list_of_mounts_every_file_system_has_rights(tmp_path, monkeypatch):
    monkeypatch.setattr(trusted, "_MOUNTS", tmp_path / "none")
    assert not without_rights(os.stat(tmp_path).st_dev)


@posix
@pytest.mark.parametrize("rights", [True, False])
@pytest.mark.parametrize("named", [True, False])
def test_where_chmod_changes_nothing_it_is_not_advised_and_a_list_that_is_named_is_read(
    tmp_path, monkeypatch, rights, named
):
    path = tmp_path / "contacts.toml"
    path.write_text("x")
    path.chmod(0o777)
    monkeypatch.setattr(trusted, "without_rights", lambda _: not rights)
    if named and not rights:
        assert read_bytes(path, guarded=True, named=named) == b"x"
        return
    with pytest.raises(ListError) as caught:
        read_bytes(path, guarded=True, named=named)
    for language, copy in (("sv", "Kopiera den"), ("en", "Copy it")):
        said = caught.value.texts(language)[0]
        assert ("chmod o-w" in said, copy in said and "NMT_CONTACTS" in said) == (rights, not rights)


@posix
def test_a_list_on_a_share_is_used_by_its_name_and_by_nothing_else(nmt, home, monkeypatch):
    monkeypatch.setattr(trusted, "without_rights", lambda _: True)
    assert nmt("contacts", "export", "--name", "X", "-o", "k.toml")[0] == 0
    (home / "k.toml").chmod(0o777)
    assert nmt("lookup", "Kiruna", "--get", "origin", "--contacts", "k.toml")[1].startswith("X ")
    (home / "user/nmtcli").mkdir()
    (home / "user/nmtcli/contacts.toml").write_bytes((home / "k.toml").read_bytes())
    (home / "user/nmtcli/contacts.toml").chmod(0o777)
    code, out, err = nmt("lookup", "Kiruna", "--get", "origin")
    assert (code, out) == (0, "bundled\n") and "Kopiera den till din hemmapp" in err and "chmod" not in err


def test_no_module_writes_an_escape_sequence_by_hand():
    """What is drawn is drawn by rich, which knows the old Windows console. The console alone writes one to copy a number."""
    reading = {"normalise.py", "batch/source.py", "console/frame.py", "cli/keys.py"}  # know escapes in what they read
    reading.add("console/clipboard.py")
    for path in PACKAGE.rglob("*.py"):
        if path.relative_to(PACKAGE).as_posix() in reading or path.name.startswith("index_"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
                assert "\x1b" not in ascii(node.value) and "\\x1b" not in ascii(node.value), path
