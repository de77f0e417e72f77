"""Putting a list in force: whole at every moment, one at a time, with a complete history."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from victims import KILL_AT

from nmtcli.contacts import store as contactstore
from nmtcli.contacts.store import Store
from nmtcli.errors import NmtError

OLD, NEW, NEXT = b"# old\n" * 900, b"# new\n" * 1000, b"# next\n"
CALLS = ("open", "write", "fsync", "close", "replace", "unlink", "mkdir")
# Real kills at random moments; the full run is NMT_KILLS=200.
KILLS = int(os.environ.get("NMT_KILLS", "12"))

posix = pytest.mark.skipif(os.name != "posix", reason="signals and modes of POSIX")


def counted(act) -> dict[str, object]:
    """Stand-ins for the calls of `os`: each runs `act(number, name, call, arguments)`, numbered from 0."""
    counter = iter(range(10**6))

    def stand_in(name, call):
        return lambda *args: act(next(counter), name, call, args)

    return {name: stand_in(name, getattr(os, name)) for name in CALLS}


def put(store: Store, content: bytes | None) -> None:
    with store.locked(5):
        store.replace(content, "anna", "import list.csv")


def record(monkeypatch, run) -> list[tuple[str, tuple]]:
    calls = []

    def act(number, name, call, args):
        calls.append((name, args))
        return call(*args)

    with monkeypatch.context() as patch:
        for name, call in counted(act).items():
            patch.setattr(contactstore.os, name, call)
        run()
    return calls


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "nmtcli" / "contacts.toml")


def stored(store: Store) -> list[bytes | None]:
    return [entry.content for entry in store.history()]


def test_the_first_list_makes_the_folder_and_remembers_that_there_was_none(store):
    assert store.current() is None
    assert store.history() == []
    put(store, OLD)
    assert store.current() == OLD
    assert stored(store) == [None]


def test_the_history_says_what_was_replaced_when_by_whom_and_by_what(store):
    put(store, OLD)
    with store.locked():
        store.replace(NEW, "anna:\nroot", "import a\x1b[31m.csv\n# there was no list")
    entry = store.history()[0]
    assert entry.content == OLD
    assert entry.who == "anna  root"
    assert entry.why == "import a [31m.csv # there was no list"
    assert entry.when[:2] == "20" and entry.when[-1] == "Z"


def test_no_list_can_be_put_back_too(store):
    put(store, OLD)
    put(store, None)
    assert store.current() is None
    assert stored(store) == [OLD, None]


def test_the_same_list_again_changes_nothing(store):
    put(store, OLD)
    put(store, OLD)
    assert stored(store) == [None]


def test_a_list_put_there_by_hand_is_kept_when_it_is_replaced(store):
    put(store, OLD)
    store.path.write_bytes(b"by hand")
    put(store, NEW)
    assert stored(store) == [b"by hand", None]


def test_a_file_put_into_the_history_by_hand_is_an_entry_without_a_note(store):
    put(store, OLD)
    (store.past / "000009.toml").write_bytes(b"by hand\n")
    assert [(e.content, e.who) for e in store.history()] == [(b"by hand\n", ""), (None, "anna")]


def test_a_link_is_not_replaced_by_a_file(store, tmp_path):
    store.folder.mkdir()
    (tmp_path / "shared.toml").write_bytes(OLD)
    store.path.symlink_to(tmp_path / "shared.toml")
    with pytest.raises(NmtError, match="link"):
        put(store, NEW)
    assert (tmp_path / "shared.toml").read_bytes() == OLD


@posix
def test_nobody_else_may_write_to_the_list_whatever_the_umask(store):
    before = os.umask(0)
    try:
        put(store, OLD)
    finally:
        os.umask(before)
    assert all(path.stat().st_mode & 0o022 == 0 for path in (store.path, store.folder, store.past))


def test_a_second_import_waits_and_then_fails_clearly(store):
    with store.locked(), pytest.raises(NmtError, match="another import"), store.locked(0.05):
        pass


@posix
def test_what_is_renamed_is_durable_before_and_the_rename_after(store, monkeypatch):
    put(store, OLD)
    calls = record(monkeypatch, lambda: put(store, NEW))
    waiting, names = set(), [name for name, _ in calls]
    assert names.count("replace") == 2  # the history, then the list
    # Descriptors are looked at as they are used: a name opened, written, fsynced, closed and only then renamed.
    state, last_open = "", ""
    for name, args in calls:
        if name == "open":
            last_open = str(args[0])
        elif name == "write":
            state = "written"
        elif name == "fsync":
            state = "durable" if state == "written" else state
            waiting.discard(last_open)
        elif name == "replace":
            assert state == "durable" and str(args[0]) == last_open
            waiting.add(str(Path(args[1]).parent))
    assert not waiting, f"no fsync of {waiting} after a rename"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failure_of_any_call_leaves_the_old_or_the_new_list_and_the_next_import_works(tmp_path, monkeypatch, code):
    model = Store(tmp_path / "model" / "contacts.toml")
    put(model, OLD)
    total = len(record(monkeypatch, lambda: put(model, NEW)))
    assert total > 10
    for number in range(total):
        store = Store(tmp_path / str(number) / "contacts.toml")
        put(store, OLD)

        def act(count, name, call, args, number=number):
            if count != number:
                return call(*args)
            if name == "write":  # a full disk takes a part first
                call(args[0], bytes(args[1])[:100])
            if name == "close":  # the descriptor is gone all the same
                call(*args)
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patch:
            for name, call in counted(act).items():
                patch.setattr(contactstore.os, name, call)
            with suppress(OSError, NmtError):  # of what is only tidied away, a failure is nobody's concern
                put(store, NEW)
        assert store.current() in (OLD, NEW), number
        put(store, NEXT)
        assert store.current() == NEXT
        assert OLD in stored(store), number


VICTIM = (
    """
import os, signal, sys
from pathlib import Path
from nmtcli.contacts import store as contactstore
from nmtcli.contacts.store import Store
path, number, when = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
"""
    + KILL_AT
    + """store = Store(path)
print("ready", flush=True)
while True:
    for content in (b"# new\\n" * 1000, b"# old\\n" * 900):
        with store.locked():
            store.replace(content, "anna", "import list.csv")
        if number >= 0:
            sys.exit(0)
"""
)


def victim(path: Path, number: int, when: str) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, "-c", VICTIM, str(path), str(number), when]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=Path(contactstore.__file__).parent.parent)


def check_whole(store: Store) -> None:
    assert store.current() in (OLD, NEW)
    assert set(stored(store)) <= {OLD, NEW, NEXT, None}
    put(store, NEXT)
    assert store.current() == NEXT
    put(store, OLD)


@posix
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_process_killed_at_any_call_of_an_import_leaves_the_old_or_the_new_list(store, when):
    put(store, OLD)
    for number in range(100):
        process = victim(store.path, number, when)
        process.communicate()
        if process.returncode == 0:  # it made fewer calls than this
            break
        assert process.returncode == -signal.SIGKILL
        check_whole(store)
    assert 10 < number < 99


@posix
def test_a_process_killed_at_a_random_moment_leaves_the_old_or_the_new_list(store):
    put(store, OLD)
    chance = random.Random(4)
    for _ in range(KILLS):
        process = victim(store.path, -1, "")
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        time.sleep(chance.random() / 50)
        process.kill()
        process.communicate()
        check_whole(store)
