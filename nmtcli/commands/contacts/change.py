"""Commands that put a list in force: import, confirm, rollback."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from nmtcli import errors
from nmtcli.cli import color_option, lang_option
from nmtcli.commands.ask import on_terminal
from nmtcli.commands.contacts import views
from nmtcli.commands.contacts.desk import (
    EXIT_CODES,
    Desk,
    name_option,
    sound_list,
    tell_remarks,
    user_name,
)
from nmtcli.contactbook import ContactBook, today
from nmtcli.contacts.check import check_date
from nmtcli.contacts.difference import differences, personal_data, personal_numbers
from nmtcli.contacts.exchange import reader, to_toml
from nmtcli.contacts.own import (
    OwnList,
    overlay,
    own_list_from_toml,
    read_bytes,
    user_list,
)
from nmtcli.contacts.socialjour import changes as socialjour_changes
from nmtcli.contacts.store import Store
from nmtcli.contacts.table import Head, own_list_from_csv
from nmtcli.echo import echo
from nmtcli.errors import NmtError, UsageError
from nmtcli.model import replaced
from nmtcli.streams import stdout, tell, write

yes_option = click.option("-y", "--yes", is_flag=True, help="Put in force without a question.")
personal_option = click.option(
    "--allow-personal", is_flag=True, help="Allow personal mobile numbers and mailboxes, which --yes alone does not."
)


_IMPORT_HELP = """Check a list (TOML, CSV or JSON), show what it changes, and put it in force.

The list takes the place of your whole own list; the replaced one is kept (nmt contacts history). A table (CSV)
keeps the name and the settings of the list that it replaces.

\b
Examples:
  nmt contacts import kontakter.csv
  nmt contacts import kontakter.csv --name "Länsstyrelsen X" --yes
"""


@click.command("import", help=_IMPORT_HELP, epilog=EXIT_CODES)
@click.argument("file")
@yes_option
@personal_option
@name_option
@lang_option
@color_option
def import_command(file: str, yes: bool, allow_personal: bool, name: str | None, lang: str | None, color: str) -> int:
    """Check a list (TOML, CSV or JSON), show what it changes, and put it in force."""
    desk = Desk(lang, color)
    store, below, path = Store(user_list()), desk.below(), Path(file)
    current = store.current()
    with desk.worded():
        data = read_bytes(path, guarded=False)
        read = reader(path.name, data)
        if read is None:
            head = _head(desk, sound_list(current, store, below), name)
            own = own_list_from_csv(data, file, below, desk.counties, head)
        else:
            own = read(data, file, below)
    if read is own_list_from_toml and not name:
        content = data.removeprefix(b"\xef\xbb\xbf")  # as it stands: the comments in it are somebody's work
    else:
        if name:
            own = replaced(own, name=name)
        content = _written(own, below, desk)
    return _put_in_force(desk, store, current, content, f"import {path.name}", yes=yes, allow_personal=allow_personal)


def _written(own: OwnList, below: ContactBook, desk: Desk) -> bytes:
    """The list as a file. What cannot be written (half a character in an argument) the check will find in it."""
    return to_toml(own, below, desk.language).encode(errors="surrogatepass")


def _head(desk: Desk, old: OwnList | None, name: str | None) -> Head:
    """The head for a table: a name from the option, else of the list that it replaces, else asked for."""
    if not name and old:
        name = old.name
    if not name and on_terminal():
        tell(desk.say("contacts.name.ask") + " ")
        name = sys.stdin.readline().strip()
    if not name:
        raise UsageError(desk.say("contacts.name.need"))
    if old is None:
        return Head(name, today())
    return Head(name, today(), old.stale_after_months, old.regions, old.socialjour)


def _put_in_force(
    desk: Desk, store: Store, current: bytes | None, content: bytes | None, why: str, *, yes: bool, allow_personal: bool
) -> int:
    """Show what changes, ask what must be asked, and put the content (None: no own list) in force."""
    below = desk.below()
    with desk.worded():
        own = None if content is None else own_list_from_toml(content, str(store.path), below)
    if content == current:
        desk.out(desk.say("contacts.nothing"))
        return errors.ANSWERED
    old = sound_list(current, store, below)
    before, after = (overlay(below, list_) if list_ else below for list_ in (old, own))
    changes = differences(before, after)
    services = socialjour_changes(before.socialjour, after.socialjour)
    if changes:
        write(stdout(), views.changes(changes, after, desk.language, desk.screen))
    if services:
        write(stdout(), views.socialjour(services, desk.directory, desk.language, desk.screen))
    if not changes and not services:
        desk.out(desk.say("contacts.same"))
    stdout().flush()
    if own:
        tell_remarks(desk, before, after, own)
    personal = own and (any(map(personal_data, own.contacts)) or any(map(personal_numbers, own.socialjour)))
    if personal and not allow_personal:
        desk.remark(desk.say("contacts.personal.why"))
        if not on_terminal():
            raise UsageError(desk.say("contacts.personal.need"))
        if not desk.ask(desk.say("contacts.personal.ask")):
            desk.remark(desk.say("contacts.no"))
            return errors.FAILED
    if not yes:
        if not on_terminal():
            raise UsageError(desk.say("contacts.need_yes"))
        if not desk.ask(desk.say("contacts.ask")):
            desk.remark(desk.say("contacts.no"))
            return errors.FAILED
    with store.locked():
        if not yes and store.current() != current:  # what was shown and agreed to is no longer what would happen
            raise NmtError(desk.say("contacts.meanwhile"))
        store.replace(content, user_name(), why)
    if content:
        with desk.worded():  # a folder that is open to everyone makes the list useless, however it got there
            read_bytes(store.path, guarded=True)
    desk.out(desk.say("contacts.done", path=store.path) if content else desk.say("contacts.removed"))
    desk.remark(desk.say("contacts.done.undo"))
    _warn_of_stronger(desk)
    return errors.ANSWERED


def _warn_of_stronger(desk: Desk) -> None:
    if path := os.environ.get("NMT_CONTACTS"):
        desk.remark(desk.say("contacts.remark", text=desk.say("contacts.stronger", scope="NMT_CONTACTS", path=path)))


_CONFIRM_HELP = """Record that the contacts of a region were checked and are right.

A shipped contact that is confirmed becomes part of your own list. The file is written anew: comments of your own in
it stay only in the history.

\b
Examples:
  nmt contacts confirm Nord
  nmt contacts confirm Stockholm --contact 2 --by "Mikamottagningen"
"""


@click.command(help=_CONFIRM_HELP, epilog=EXIT_CODES)
@click.argument("region")
@click.option("--contact", "number", type=click.IntRange(1), metavar="N", help="Only contact N (nmt contacts show).")
@click.option("--on", "day", metavar="DATE", help="The day on which it was checked. Default: today.")
@click.option("--by", "role", metavar="ROLE", help="The role that checked it, not a person's name.")
@lang_option
@color_option
def confirm(region: str, number: int | None, day: str | None, role: str | None, lang: str | None, color: str) -> int:
    """Record that the contacts of a region were checked and are right."""
    desk = Desk(lang, color)
    found, day = desk.region(region), day or today()
    if len(day) != 10 or check_date(day, date.today()):
        raise UsageError(desk.say("contacts.bad_date", value=echo(day)))
    store, below = Store(user_list()), desk.below()
    with store.locked(), desk.worded():
        current = store.current()
        old = own_list_from_toml(current, str(store.path), below) if current is not None else None
        book = overlay(below, old) if old else below
        served = book.serving(found, found.counties)
        if not served:
            raise UsageError(desk.say("contacts.nobody", region=found.name))
        if number and number > len(served):
            raise UsageError(desk.say("contacts.no_such", region=found.name, count=len(served), number=number))
        chosen = [c for n, c in enumerate(served, 1) if number in (None, n)]
        renewed = tuple(
            replaced(contact, confirmed=day, confirmed_by=role) if contact in chosen else contact for contact in served
        )
        rest = tuple(contact for contact in old.contacts if contact.region != found.id) if old else ()
        base = old or OwnList(desk.say("contacts.name.confirm"), today(), ())
        own = replaced(base, date=today(), contacts=rest + renewed)
        content = _written(own, below, desk)
        own_list_from_toml(content, str(store.path), below)  # nothing is put in force that could not be read again
        store.replace(content, role or user_name(), f"confirm {found.id}" + (f" --contact {number}" if number else ""))
    for contact in chosen:
        desk.out(desk.say("contacts.confirmed", host=contact.host, phone=contact.phone, date=day))
    _warn_of_stronger(desk)
    return errors.ANSWERED


_ROLLBACK_HELP = """Put an earlier list in force again: the latest, or number N of nmt contacts history.

The list that it replaces is kept as well, so that a rollback can itself be rolled back.

\b
Examples:
  nmt contacts rollback
  nmt contacts rollback 3 --yes
"""


@click.command(help=_ROLLBACK_HELP, epilog=EXIT_CODES)
@click.argument("number", type=click.IntRange(1), default=1, metavar="[N]")
@yes_option
@personal_option
@lang_option
@color_option
def rollback(number: int, yes: bool, allow_personal: bool, lang: str | None, color: str) -> int:
    """Put an earlier list in force again: the latest, or number N of nmt contacts history."""
    desk = Desk(lang, color)
    store = Store(user_list())
    past = store.history()
    if number > len(past):
        raise UsageError(desk.say("contacts.history.no_such", number=number))
    content, why = past[number - 1].content, f"rollback {number}"
    return _put_in_force(desk, store, store.current(), content, why, yes=yes, allow_personal=allow_personal)
