"""Commands that put a list in force: import, rollback."""

from __future__ import annotations

from pathlib import Path

import click

from nmtcli.cli.contacts.desk import EXIT_CODES, Desk, machine_option, name_option, sound_list
from nmtcli.cli.contacts.force import Answers, put_in_force
from nmtcli.cli.options import color_option, lang_option
from nmtcli.cli.values import FILE
from nmtcli.cli.worded import argument, command, option
from nmtcli.contacts.book import ContactBook, today
from nmtcli.contacts.exchange import reader, to_toml
from nmtcli.contacts.own import OwnList, own_list_from_toml
from nmtcli.contacts.table import Head, own_list_from_csv
from nmtcli.contacts.trusted import read_bytes
from nmtcli.echo import echo_path
from nmtcli.errors import DataError, UsageError
from nmtcli.model import replaced

yes_option = option("-y", "--yes", is_flag=True, help="import.yes")
personal_option = option("--allow-personal", is_flag=True, help="import.personal")


@command("import", help="command.contacts.import", epilog=EXIT_CODES)
@argument("file", type=FILE, metavar="FILE")
@yes_option
@personal_option
@option("--confirmed", "day", metavar="DATE", help="import.confirmed")
@machine_option
@name_option
@lang_option
@color_option
def import_command(file: str, yes: bool, allow_personal: bool, day: str | None, machine: bool, name: str | None,
                   lang: str | None, color: str) -> int:  # fmt: skip
    """Check a list (TOML, CSV or JSON), show what it changes, and start using it."""
    desk = Desk(lang, color)
    given = Answers(yes, allow_personal, desk.day(day) if day is not None else None)
    shelf, path = desk.shelf(machine), Path(file)
    with desk.allowed(shelf):
        current = shelf.store.current()
    with desk.worded():
        data = read_bytes(path, guarded=False)
        read = reader(path.name, data)
        if read is None:
            head = _head(sound_list(current, shelf.store, shelf.below))
            own = own_list_from_csv(data, file, shelf.below, desk.counties, head)
            # Asked for only now: whoever has a mistake to put right is not to answer anything before.
            name = name or head.name
            name = _name(desk) if name == _UNNAMED else name
        else:
            own = read(data, file, shelf.below)
    if read is own_list_from_toml and not name:
        content = data.removeprefix(b"\xef\xbb\xbf")  # as it stands: the comments in it are somebody's work
    else:
        if name:
            own = replaced(own, name=name)
        content = written(own, shelf.below, desk)
    return put_in_force(desk, shelf, current, content, f"import {path.name}", given, ask_checked=True)


def written(own: OwnList, below: ContactBook, desk: Desk) -> bytes:
    """The list as a file. What cannot be written (half a character in an argument) the check will find in it."""
    return to_toml(own, below, desk.language).encode(errors="surrogatepass")


_UNNAMED = "?"


def _head(old: OwnList | None) -> Head:
    """The head for a table: from the list that it replaces where there is one."""
    if old is None:
        return Head(_UNNAMED, today())
    return Head(old.name, today(), old.stale_after_months, old.regions, old.no_contact, old.socialjour)


def _name(desk: Desk) -> str:
    name = desk.typed(desk.say("contacts.name.ask")) if desk.on_terminal() else None
    if not name:
        raise UsageError(desk.say("contacts.name.need"))
    return name


@command(help="command.contacts.rollback", epilog=EXIT_CODES)
@argument("number", type=click.IntRange(1), default=1, metavar="[N]")
@yes_option
@personal_option
@machine_option
@lang_option
@color_option
def rollback(number: int, yes: bool, allow_personal: bool, machine: bool, lang: str | None, color: str) -> int:
    """Start using an earlier list again: the latest, or number N of nmt contacts history."""
    desk = Desk(lang, color)
    shelf = desk.shelf(machine)
    with desk.allowed(shelf):
        past = shelf.store.history()
    if number > len(past):
        raise UsageError(desk.say("contacts.history.no_such", number=number))
    chosen = past[number - 1]
    if chosen.broken:
        raise DataError([desk.say("contacts.history.unreadable", path=echo_path(chosen.path))])
    with desk.worded():
        current = shelf.store.current()
    given = Answers(yes, allow_personal)
    return put_in_force(desk, shelf, current, chosen.content, f"rollback {number}", given)
