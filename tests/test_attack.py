"""What others may put in the way of own lists: pipes, devices, folders that are open, crafted entries, a wrong clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from nmtcli.contacts import book as contactbook
from nmtcli.contacts import store as contactstore
from nmtcli.contacts.book import NOT_BEFORE, is_stale, latest_day, today
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.own import list_paths, own_list_from_toml
from nmtcli.contacts.rules import MAX_ENTRIES, is_charged, is_phone
from nmtcli.contacts.store import KEPT, Store
from nmtcli.contacts.trusted import read_bytes
from nmtcli.contacts.where import own_list_may_exist
from nmtcli.directory import Directory

DIRECTORY = Directory.load()
BOOK = DIRECTORY.book
posix = pytest.mark.skipif(os.name != "posix", reason="pipes, owners and modes of POSIX")
root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may give files away")

LIST = """name = "Länsstyrelsen X"
date = 2026-11-01

[[contact]]
region = "ost"
counties = ["04", "05", "06"]
kind = "coordinator"
host = "{host}"
phone = "{phone}"
source = "us"
confidence = "confirmed"
"""


def own(host: str = "Ours", phone: str = "010-10 10 10", more: str = "") -> str:
    return LIST.format(host=host, phone=phone) + more


@pytest.fixture
def home(tmp_path) -> Path:
    (tmp_path / "user" / "nmtcli").mkdir(parents=True)
    return tmp_path


def nmt(home: Path, *arguments: str, **environ: str) -> tuple[int, str]:
    """The command in a process of its own, which may not take more than a minute: exit code and all that was said."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(home), "XDG_CONFIG_HOME": str(home / "user"), "NMT_LANG": "en",
        "XDG_CONFIG_DIRS": str(home / "site"), "LC_ALL": "C.UTF-8", "PYTHONSAFEPATH": "1",
        **{name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}, **environ,
    }  # fmt: skip
    run = subprocess.run([sys.executable, "-m", "nmtcli", *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                         encoding="utf-8", env=environment, cwd=home, timeout=60, check=False)  # fmt: skip
    return run.returncode, run.stdout + run.stderr


# --- Files that are none ----------------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("what", ["pipe", "device", "folder"])
@pytest.mark.parametrize("command", ["import list.toml --yes", "confirm Öst", "rollback --yes"])
def test_what_is_no_file_in_the_place_of_the_list_ends_a_command_with_a_sentence(home, what, command):
    (home / "list.toml").write_text(own(), encoding="utf-8")
    path = home / "user" / "nmtcli" / "contacts.toml"
    past = path.parent / "history"
    past.mkdir()
    (past / "000001.toml").write_text(own("Earlier"), encoding="utf-8")
    if what == "pipe":
        os.mkfifo(path)
    elif what == "device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    code, said = nmt(home, "contacts", *command.split())
    assert code in (1, 5) and ("not an ordinary file" in said or "is a link" in said), said


@posix
def test_one_bad_file_in_the_history_stops_nothing(home):
    (home / "list.toml").write_text(own(), encoding="utf-8")
    past = home / "user" / "nmtcli" / "history"
    past.mkdir()
    os.mkfifo(past / "000003.toml")
    (past / "000002.toml").mkdir()
    (past / "000001.toml").write_text(own("Earlier"), encoding="utf-8")
    code, said = nmt(home, "contacts", "history")
    assert code == 0 and said.count("cannot be read") == 2 and "Länsstyrelsen X" in said
    assert nmt(home, "contacts", "rollback", "1", "--yes")[0] == 5
    assert nmt(home, "contacts", "import", "list.toml", "--yes")[0] == 0
    assert nmt(home, "contacts", "rollback", "4", "--yes")[0] == 0
    assert "Earlier" in nmt(home, "lookup", "Linköping")[1]


def put(store: Store, content: bytes | None) -> bool:
    with store.locked(5):
        return store.replace(content, "anna", "import list.csv")


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "nmtcli" / "contacts.toml")


def test_the_history_holds_the_newest_and_no_more(store):
    for number in range(KEPT + 5):
        put(store, b"# %d\n" % number)
    kept = [entry.content for entry in store.history()]
    assert kept == [b"# %d\n" % number for number in range(KEPT + 3, 3, -1)]
    assert len(list(store.past.iterdir())) == KEPT


def test_a_number_that_was_planted_at_the_end_overwrites_nothing(store):
    put(store, b"# one\n")
    (store.past / "999999.toml").write_bytes(b"# planted\n")
    for content in (b"# two\n", b"# three\n", b"# four\n"):
        put(store, content)
    assert [entry.content for entry in store.history()] == [b"# three\n", b"# two\n", b"# one\n", b"# planted\n", None]


def test_an_import_that_failed_leaves_no_entry_of_its_own(store, monkeypatch):
    put(store, b"# one\n")
    put(store, b"# two\n")
    with monkeypatch.context() as patch:
        patch.setattr(contactstore, "_write_whole", lambda path, *rest: full(path, *rest))
        with pytest.raises(OSError, match="full"):
            put(store, b"# three\n")
    assert store.current() == b"# two\n"
    assert [entry.content for entry in store.history()] == [b"# one\n", None]
    put(store, b"# four\n")
    assert [entry.content for entry in store.history()] == [b"# two\n", b"# one\n", None]


whole = contactstore._write_whole


def full(path: Path, content: bytes, shared: bool = False) -> bool:
    """The history is written, and then there is no room for the list."""
    if path.name == "contacts.toml":
        raise OSError(28, "full")
    return whole(path, content, shared)


def test_a_list_in_force_that_the_disk_does_not_promise_to_keep_is_told_of_and_no_failure(store, monkeypatch):
    put(store, b"# one\n")

    def sync(folder: Path) -> None:
        raise OSError(5, "cannot")

    monkeypatch.setattr(contactstore, "_sync_folder", sync)
    assert put(store, b"# two\n") is False
    assert store.current() == b"# two\n"


# --- Who could swap it ------------------------------------------------------------------------------------------------


def refused(path: Path) -> str:
    with pytest.raises(ListError) as caught:
        read_bytes(path, guarded=True)
    return caught.value.texts("en")[0]


@posix
@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_every_folder_up_to_the_root_counts(tmp_path, depth):
    path = tmp_path / "a" / "b" / "c" / "d" / "contacts.toml"
    path.parent.mkdir(parents=True)
    path.write_text(own(), encoding="utf-8")
    assert read_bytes(path, guarded=True)
    list(path.parents)[depth].chmod(0o777)
    assert "a folder where anyone can replace it" in refused(path)
    assert str(list(path.parents)[depth]) in refused(path)
    assert read_bytes(path, guarded=False)


@posix
@pytest.mark.parametrize("absolute", [True, False])
def test_the_folder_of_a_link_in_the_middle_of_a_chain_counts(tmp_path, absolute):
    for name in ("first", "middle", "last"):
        (tmp_path / name).mkdir()
    (tmp_path / "last" / "x.toml").write_text(own(), encoding="utf-8")
    (tmp_path / "middle" / "x.toml").symlink_to(tmp_path / "last" / "x.toml" if absolute else "../last/x.toml")
    (tmp_path / "first" / "x.toml").symlink_to(tmp_path / "middle" / "x.toml" if absolute else "../middle/x.toml")
    assert read_bytes(tmp_path / "first" / "x.toml", guarded=True)
    (tmp_path / "middle").chmod(0o777)
    assert str(tmp_path / "middle") in refused(tmp_path / "first" / "x.toml")


@posix
def test_links_that_go_round_are_refused(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert "cannot be read" in refused(tmp_path / "a")


@root
@pytest.mark.parametrize("whose", ["file", "folder", "link"])
def test_what_belongs_to_somebody_else_is_refused(tmp_path, whose):
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "contacts.toml"
    path.write_text(own(), encoding="utf-8")
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    os.chown({"file": path, "folder": folder, "link": link}[whose], 65534, 65534, follow_symlinks=False)
    assert "belongs to another user" in refused(link)


@posix
def test_a_group_may_keep_a_list_together(tmp_path):
    (tmp_path / "shared").mkdir(mode=0o775)
    (tmp_path / "shared").chmod(0o2775)
    path = tmp_path / "shared" / "contacts.toml"
    path.write_text(own(), encoding="utf-8")
    path.chmod(0o664)
    assert read_bytes(path, guarded=True)


# --- Where lists are looked for ---------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("environ", [
    {"XDG_CONFIG_DIRS": "{site}:"}, {"XDG_CONFIG_DIRS": ":.:{site}"}, {"XDG_CONFIG_DIRS": "relative:{site}"},
    {"XDG_CONFIG_HOME": "relative"}, {"XDG_CONFIG_HOME": "."}, {"XDG_CONFIG_HOME": ""},
], ids=str)  # fmt: skip
def test_no_list_is_ever_looked_for_in_the_current_folder(tmp_path, monkeypatch, environ):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("NMT_CONTACTS", raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value.format(site=tmp_path / "site"))
    assert all(path.is_absolute() for _, path in list_paths(os.environ))
    (tmp_path / "nmtcli").mkdir()
    (tmp_path / "nmtcli" / "contacts.toml").write_text(own("EVIL"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "EVIL" not in {contact.host for contact in Directory.load().book.contacts}


@posix
def test_a_folder_with_a_colon_in_its_name_is_one_folder(home):
    (home / "a:b" / "nmtcli").mkdir(parents=True)
    (home / "a:b" / "nmtcli" / "contacts.toml").write_text(own("Colon"), encoding="utf-8")
    assert own_list_may_exist({"XDG_CONFIG_HOME": str(home / "a:b"), "HOME": str(home)})
    assert "Colon" in nmt(home, "lookup", "Linköping", XDG_CONFIG_HOME=str(home / "a:b"))[1]


# --- The clock --------------------------------------------------------------------------------------------------------


def test_the_day_before_which_no_clock_is_believed_is_that_of_the_data():
    assert BOOK.date == NOT_BEFORE


def at(monkeypatch, moment: str, ahead: int = 0) -> None:
    """A clock that shows this moment (UTC) and is so many hours ahead of it here."""
    seconds = date.fromisoformat(moment[:10]).toordinal() * 86400 + int(moment[11:13]) * 3600 + int(moment[14:]) * 60
    seconds -= date(1970, 1, 1).toordinal() * 86400
    fields = time.strftime
    monkeypatch.setattr(contactbook.time, "time", lambda: seconds)
    monkeypatch.setattr(
        contactbook.time, "strftime", lambda form, when=None: fields(form, when or time.gmtime(seconds + 3600 * ahead))
    )


def test_a_clock_of_long_ago_makes_no_contact_look_fresh(monkeypatch):
    at(monkeypatch, "1999-01-01 12:00")
    assert today() == NOT_BEFORE and str(latest_day()) == NOT_BEFORE
    assert all(is_stale(contact, today()) for contact in BOOK.contacts)
    assert own_list_from_toml(own().encode(), "x", BOOK).date == "2026-11-01"


def test_a_list_of_today_in_sweden_is_none_of_the_future_on_a_machine_in_utc(monkeypatch):
    at(monkeypatch, "2027-06-25 22:30")
    listed = own().replace("2026-11-01", "2027-06-26").encode()
    assert own_list_from_toml(listed, "x", BOOK).date == "2027-06-26"
    with pytest.raises(ListError, match="future"):
        own_list_from_toml(listed.replace(b"06-26", b"06-27"), "x", BOOK)
    at(monkeypatch, "2027-06-25 21:30")
    with pytest.raises(ListError, match="future"):
        own_list_from_toml(listed, "x", BOOK)
    at(monkeypatch, "2027-06-25 21:30", ahead=9)  # in Japan it is the 26th already
    assert own_list_from_toml(listed, "x", BOOK)


# --- Entries ----------------------------------------------------------------------------------------------------------


def told(text: str) -> str:
    with pytest.raises(ListError) as caught:
        own_list_from_toml(text.encode(), "x", BOOK)
    return "\n".join(caught.value.texts("en"))


@pytest.mark.parametrize("name", ["x.toml", "x.json", "x.csv"])
def test_a_list_of_too_many_entries_is_refused_at_once(home, name):
    entry = own().partition("\n\n")[2]
    fields = dict(line.split(" = ") for line in entry.splitlines() if " = " in line)
    texts = {
        "x.toml": 'name = "X"\ndate = 2026-11-01\n' + "[[contact]]\n" * 30_000,
        "x.json": json.dumps({"name": "X", "date": "2026-11-01", "contact": [{}] * 80_000}),
        "x.csv": ",".join(fields) + "\n" + "ost,E,coordinator,A,013-20 60 00,x,confirmed\n" * (MAX_ENTRIES + 1),
    }
    (home / name).write_text(texts[name], encoding="utf-8")
    code, said = nmt(home, "contacts", "check", name)
    assert code == 5 and f"too many entries (at most {MAX_ENTRIES})" in said and said.count("\n") == 2, said[:500]


def test_a_list_of_as_many_entries_as_may_be_is_read():
    entry = own().partition("\n\n")[2]
    entries = [entry.replace("Ours", f"Host {number}") for number in range(MAX_ENTRIES)]
    assert len(
        own_list_from_toml((own().partition("\n\n")[0] + "\n" + "\n".join(entries)).encode(), "x", BOOK).contacts
    )
    assert "too many entries" in told(own() + "\n" + "\n".join(entries))


MAILBOXES = {
    True: ["evonhuset@malmo.se", "social.jour@umeå.se", "a-b_c+d@x-y.se", "o'hara@x.se"],
    False: ["a?bcc=spy%40evil.se&x=@kommun.se", "a%0ABcc%3Ax@b.se", "a@b..se", ".a@b.se", "a.@b.se", "a..b@c.se", "a@b",
            "a@-b.se", "a@b.se?subject=x", "a/b@c.se", "a#b@c.se", "a=b@c.se", "a&b@c.se", "a\\b@c.se", "a b@c.se"],
}  # fmt: skip


@pytest.mark.parametrize(("address", "good"), [(a, good) for good, found in MAILBOXES.items() for a in found])
def test_an_address_can_carry_nothing_but_itself(address, good):
    text = own(more=f"email = '''{address}'''\n")
    if good:
        assert own_list_from_toml(text.encode(), "x", BOOK).contacts[0].email == address
    else:
        assert "e-mail address" in told(text)


@pytest.mark.parametrize(
    "phone", ["0900-123 45 67", "0939-123456", "0944-123456", "+46 939 12 34 56", "118118", "118 118"]
)
def test_a_number_that_costs_extra_is_refused(phone):
    assert is_charged(phone)
    assert "premium-rate" in told(own(phone=phone)) or not is_phone(phone)


@pytest.mark.parametrize(
    "phone", ["020-39 00 00", "0771-14 14 00", "090-16 10 00", "112", "1177", "0930-123 45", "0940-123 45"]
)
def test_no_other_number_is_refused(phone):
    assert own_list_from_toml(own(phone=phone).encode(), "x", BOOK).contacts[0].phone == phone


HOSTS = {
    "\u3164": "invisible", "\u2800": "invisible", "\u115f": "invisible", "Ume\u1160å": "invisible", "\uffa0x": "invisible",
    "Linköpings" + "\u0301" * 400: "accents", "L\u0456nköpings kommun": "mixes letters", "Malmö st\u03b1d": "mixes letters",
}  # fmt: skip


@pytest.mark.parametrize(("host", "said"), HOSTS.items(), ids=[ascii(host)[:20] for host in HOSTS])
def test_a_host_that_cannot_be_seen_or_looks_like_another_is_refused(host, said):
    assert said in told(own(host))


@pytest.mark.parametrize("host", ["Umeå kommun", "Región Örebro län", "Čápek & Søn", "Бюро помощи", "1177 Vårdguiden"])
def test_a_host_in_any_one_script_is_accepted(host):
    assert own_list_from_toml(own(host).encode(), "x", BOOK).contacts[0].host == host


# --- Export -----------------------------------------------------------------------------------------------------------


@posix
def test_an_export_is_whole_or_not_at_all(home):
    target = home / "k.csv"
    target.write_text("edited just now", encoding="utf-8")
    limited = 'ulimit -f 1; exec "$@"'
    command = ["sh", "-c", limited, "sh", sys.executable, "-m", "nmtcli", "contacts", "export", "--format", "json"]
    environ = {**os.environ, "XDG_CONFIG_HOME": str(home), "PYTHONSAFEPATH": "1"}
    for more in (["-o", str(target), "--force"], ["-o", str(home / "new.json")]):
        run = subprocess.run([*command, *more], env=environ, capture_output=True, check=False)
        assert run.returncode == 1, run.stderr
    assert target.read_text(encoding="utf-8") == "edited just now"
    assert sorted(path.name for path in home.iterdir()) == ["k.csv", "user"]
