"""A process that is killed while it confirms, writes a review or rolls back leaves what was or what is to be, whole.

As in test_contactstore: at every system call, and at random moments (NMT_KILLS=200 for the full run).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from victims import KILL_AT

from nmtcli.contacts import confirmations, keeping
from nmtcli.contacts.confirmations import confirmation_of
from nmtcli.contacts.exchange import to_toml
from nmtcli.contacts.own import OwnList, own_list_from_toml
from nmtcli.contacts.store import Store
from nmtcli.directory import Directory
from nmtcli.model import replaced

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

BOOK = Directory.load().book
KILLS = int(os.environ.get("NMT_KILLS", "12"))
OLD = to_toml(OwnList("Old", "2026-11-01", BOOK.contacts), BOOK, "en").encode()
CORRECTED = tuple(replaced(c, phone="013-99 99 99") if c.region == "ost" else c for c in BOOK.contacts)
NEW = to_toml(OwnList("New", "2026-11-02", CORRECTED), BOOK, "en").encode()
OLD_SAID = tuple(confirmation_of(contact, "2026-11-01", "before") for contact in BOOK.contacts)
NEW_SAID = tuple(confirmation_of(contact, "2026-11-02", "after") for contact in BOOK.contacts)

# What is killed: the commands themselves but for their questions. Each goes from the old to the new state and, where it
# is killed at random moments, back again and so on.
VICTIM = (
    """
import os, signal, sys
from pathlib import Path
sys.path[:0] = sys.argv[5:]
import test_kills as t
from nmtcli.contacts import confirmations, keeping
from nmtcli.contacts.store import Store
store, number, when, act = Store(Path(sys.argv[1])), int(sys.argv[2]), sys.argv[3], sys.argv[4]
"""
    + KILL_AT
    + """print("ready", flush=True)
while True:
    for content, said in ((t.NEW, t.NEW_SAID), (t.OLD, t.OLD_SAID)):
        t.ACTS[act](store, content, said)
        if number >= 0:
            sys.exit(0)
"""
)


def confirm(store: Store, content: bytes, said: tuple) -> None:
    with store.locked():
        old = confirmations.read(confirmations.path_beside(store.path))
        keeping.write(store, keeping.with_new(old, said, BOOK))


def undo(store: Store, content: bytes, said: tuple) -> None:
    """All confirmations withdrawn, or made again."""
    with store.locked():
        keeping.write(store, () if said == NEW_SAID else said)


def review(store: Store, content: bytes, said: tuple) -> None:
    with store.locked():
        keeping.record(store, content, list(said), BOOK, "anna", "review")


def rollback(store: Store, content: bytes, said: tuple) -> None:
    """To the other of the two lists, as it stands in the history."""
    past = next(entry.content for entry in store.history() if entry.content not in (None, store.current()))
    with store.locked():
        keeping.record(store, past, [], BOOK, "anna", "rollback 1")


ACTS = {"confirm": confirm, "undo": undo, "review": review, "rollback": rollback}


@pytest.fixture
def store(tmp_path) -> Store:
    """With the old list and the old confirmations in force; the new list is in the history."""
    found = Store(tmp_path / "nmtcli" / "contacts.toml")
    with found.locked():
        found.replace(NEW, "anna", "import")
        found.replace(OLD, "anna", "import")
    reset(found)
    return found


def reset(store: Store) -> None:
    with store.locked():
        store.replace(OLD, "anna", "reset")
        keeping.write(store, OLD_SAID)


def victim(store: Store, number: int, when: str, act: str) -> subprocess.Popen[bytes]:
    arguments = [
        sys.executable,
        "-c",
        VICTIM,
        str(store.path),
        str(number),
        when,
        act,
        *(str(folder) for folder in Path(__file__).parents[:2]),
    ]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=store.path.parent)


def check_whole(store: Store, act: str) -> None:
    """What is there is old or new, and the next command of the same kind works."""
    path = confirmations.path_beside(store.path)
    assert store.current() in (OLD, NEW)
    assert confirmations.read(path) in (OLD_SAID, NEW_SAID, ())
    assert {entry.content for entry in store.history()} <= {OLD, NEW, None}
    if act == "review":  # the confirmations are of the new list's contacts, so the list is there before them
        assert (store.current(), confirmations.read(path)) != (OLD, NEW_SAID)
    if act in ("confirm", "undo"):
        assert store.current() == OLD
    if act == "rollback":
        assert confirmations.read(path) == OLD_SAID
    own_list_from_toml(store.current() or b"", "x", BOOK)
    ACTS[act](store, NEW, NEW_SAID)
    assert not list(store.folder.rglob("*.new"))
    reset(store)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("act", ACTS)
def test_a_process_killed_at_any_call_leaves_lists_and_confirmations_old_or_new(store, act, when):
    for number in range(150):
        process = victim(store, number, when, act)
        process.communicate()
        if process.returncode == 0:  # it made fewer calls than this
            break
        assert process.returncode == -signal.SIGKILL
        check_whole(store, act)
    assert 4 < number < 149


@pytest.mark.parametrize("act", ACTS)
def test_a_process_killed_at_a_random_moment_leaves_lists_and_confirmations_old_or_new(store, act):
    chance = random.Random(4)
    for _ in range(KILLS):
        process = victim(store, -1, "", act)
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        time.sleep(chance.random() / 30)
        process.kill()
        process.communicate()
        path = confirmations.path_beside(store.path)
        assert store.current() in (OLD, NEW)
        assert confirmations.read(path) in (OLD_SAID, NEW_SAID, ())
        ACTS[act](store, NEW, NEW_SAID)
        reset(store)
