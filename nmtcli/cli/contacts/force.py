"""Putting a list in force: what changes is shown, what must be asked is asked, and only then something is written."""

from __future__ import annotations

from nmtcli import errors
from nmtcli.cli.contacts import views
from nmtcli.cli.contacts.desk import Desk, Shelf, sound_list, tell_remarks, user_name
from nmtcli.contacts.book import ContactBook, is_stale, last_checked, today
from nmtcli.contacts.confirmations import Confirmation, confirmation_of
from nmtcli.contacts.difference import differences, personal_data, personal_numbers
from nmtcli.contacts.keeping import record
from nmtcli.contacts.layers import confirmed
from nmtcli.contacts.own import OwnList, overlay, own_list_from_toml
from nmtcli.contacts.socialjour import changes as socialjour_changes
from nmtcli.contacts.trusted import read_bytes
from nmtcli.errors import NmtError, UsageError
from nmtcli.model import Record
from nmtcli.streams import stdout, write


class Answers(Record):
    """What the options of a command answer beforehand. `confirmed`: the day on which all contacts were checked."""

    yes: bool
    allow_personal: bool
    confirmed: str | None = None


def put_in_force(desk: Desk, shelf: Shelf, current: bytes | None, content: bytes | None, why: str, given: Answers,
                 *, ask_checked: bool = False) -> int:  # fmt: skip
    """Show what changes, ask what must be asked, and put a list in force.

    Args:
        current: the list that the caller has seen in force; where it is another by then, nothing is put in its place.
        content: the new list, None for none.
        why: what was done, for the history.
        ask_checked: ask whether old facts in the list were checked today.

    Raises:
        DataError: the list is broken.
        UsageError: there is something to ask and nobody to answer.
        NmtError: the list was changed meanwhile, or may not be written.
    """
    store, below = shelf.store, shelf.below
    with desk.worded():
        own = None if content is None else own_list_from_toml(content, str(store.path), below)
    if content == current and not (given.confirmed and own):
        desk.out(desk.say("contacts.nothing"))
        return errors.ANSWERED
    old = sound_list(current, store, below)
    before, after = (overlay(below, list_) if list_ else below for list_ in (old, own))
    services = socialjour_changes(before.socialjour, after.socialjour)
    if changes := differences(before, after):
        write(stdout(), views.changes(changes, after, desk.language, desk.screen))
    if services:
        write(stdout(), views.socialjour(services, desk.directory, desk.language, desk.screen))
    if not changes and not services:
        desk.out(desk.say("contacts.same"))
    stdout().flush()
    if own:
        tell_remarks(desk, before, after, own)
        if not agreed_to_personal(desk, own, given.allow_personal):
            return errors.FAILED
    checked = given.confirmed
    if own and not checked and ask_checked and not given.yes and desk.on_terminal():
        checked = today() if _has_old(own, confirmed(after)) and desk.ask(desk.say("contacts.checked.ask")) else None
    if not given.yes:
        if not desk.on_terminal():
            raise UsageError(desk.say("contacts.need_yes"))
        if not desk.ask(desk.say("contacts.ask")):
            desk.remark(desk.say("contacts.no"))
            return errors.FAILED
    said = []
    if own and checked:
        said = [confirmation_of(c, checked) for c in own.contacts if (last_checked(c) or "") < checked]
    durable = write_down(desk, shelf, content, said, after, why, agreed=() if given.yes else (current,))
    if content is not None:
        with desk.worded():  # a folder that is open to everyone makes the list useless, however it got there
            read_bytes(store.path, guarded=True)
    if content != current:
        _tell_done(desk, shelf, content is None)
    elif not said:
        desk.out(desk.say("contacts.nothing"))
    if not durable:
        desk.remark(desk.say("contacts.not_durable"))
    if said:
        desk.out(desk.say("contacts.checked.done", contacts=desk.count("contact", len(said)), date=checked))
    return errors.ANSWERED


def write_down(desk: Desk, shelf: Shelf, content: bytes | None, said: list[Confirmation], book: ContactBook, why: str,
               *, who: str | None = None, agreed: tuple[bytes | None, ...] = ()) -> bool:  # fmt: skip
    """Put a list and confirmations in force, under the lock. See `keeping.record`.

    Args:
        agreed: the list to which somebody said yes; where another is in force by now, nothing is written.

    Raises:
        NmtError: the list was changed meanwhile, or may not be written.
    """
    with desk.allowed(shelf), shelf.store.locked(), desk.worded():
        if agreed and shelf.store.current() not in agreed:
            raise NmtError(desk.say("contacts.meanwhile"))
        return record(shelf.store, content, said, book, who or user_name(), why)


def agreed_to_personal(desk: Desk, own: OwnList, allowed: bool) -> bool:
    """Whether the list has no personal data, or somebody says that they are to be in the list.

    Raises:
        UsageError: nobody is there to be asked.
    """
    if allowed or not (any(map(personal_data, own.contacts)) or any(map(personal_numbers, own.socialjour))):
        return True
    desk.remark(desk.say("contacts.personal.why"))
    if not desk.on_terminal():
        raise UsageError(desk.say("contacts.personal.need"))
    if desk.ask(desk.say("contacts.personal.ask")):
        return True
    desk.remark(desk.say("contacts.no"))
    return False


def _has_old(own: OwnList, book: ContactBook) -> bool:
    regions = {contact.region for contact in own.contacts}
    return any(is_stale(c, today(), book.stale_after_months) for c in book.contacts if c.region in regions)


def _tell_done(desk: Desk, shelf: Shelf, removed: bool) -> None:
    desk.out(desk.say("contacts.removed") if removed else desk.say("contacts.done", path=shelf.store.path))
    option = " --machine" if shelf.machine else ""
    desk.remark(desk.say("contacts.done.undo", option=option))
    if not shelf.machine:
        desk.warn_of_stronger()
