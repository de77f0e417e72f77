"""Commands that show what is in force and what was: show, export, history."""

from __future__ import annotations

import os
from datetime import datetime

import click

from nmtcli import errors
from nmtcli.batch.writing import FileOutput
from nmtcli.cli.contacts import views
from nmtcli.cli.contacts.desk import EXIT_CODES, Desk, machine_option, name_option, sound_list
from nmtcli.cli.options import color_option, contacts_option, lang_option
from nmtcli.cli.printing import print_file
from nmtcli.cli.values import FILE, REGION
from nmtcli.cli.whichregion import place_facts, refuse, tell_twins, which_region
from nmtcli.cli.worded import argument, command, option
from nmtcli.contacts.book import STALE_AFTER_MONTHS, today
from nmtcli.contacts.exchange import to_json, to_toml
from nmtcli.contacts.layers import unconfirmed
from nmtcli.contacts.own import OwnList
from nmtcli.contacts.socialjour import within
from nmtcli.contacts.store import Store
from nmtcli.contacts.table import to_csv
from nmtcli.echo import echo_path, plain
from nmtcli.errors import UsageError
from nmtcli.render.jsontext import contact_object, dumps
from nmtcli.render.terminal import show
from nmtcli.render.vcard import vcards
from nmtcli.streams import flush, stdout, tell, write


@command("show", help="command.contacts.show", epilog=EXIT_CODES)
@argument("region", nargs=-1, type=REGION, metavar="[REGION]...")
@option("--json", "as_json", is_flag=True, help="show.json")
@lang_option
@color_option
@contacts_option
def show_command(region: tuple[str, ...], as_json: bool, lang: str | None, color: str, contacts: str | None) -> int:
    """What is in force, and from which list."""
    desk = Desk(lang, color, contacts)
    book, which = desk.directory.book, None
    regions = list(book.regions)
    if region:
        which = which_region(desk.directory, " ".join(region))
        if which.region is None:
            return refuse(which, desk.directory, desk.language, color)
        regions = [which.region]
    desk.tell_refused()
    understood = place_facts(which, desk.directory, desk.language) if which else []
    if as_json:
        tell(show(understood, desk.error_screen))
        objects = [
            {"region": r.id, "number": number, **contact_object(contact, today(), book.stale_after_months)}
            for r in regions
            for number, contact in enumerate(book.serving(r, r.counties), 1)
        ]
        desk.out(dumps(objects, ascii_only="utf" not in (stdout().encoding or "").lower()))
    else:
        facts = views.in_force(regions, desk.directory, desk.language, today())
        write(stdout(), show(understood + facts, desk.screen))
    if which:
        flush(stdout())
        tell_twins(which, desk.directory, desk.language, color)
    return errors.ANSWERED


@command(help="command.contacts.export", epilog=EXIT_CODES)
@option("--region", type=REGION, metavar="REGION", help="export.region")
@option(
    "--format",
    "format_",
    type=click.Choice(["toml", "csv", "vcard", "json"]),
    default="toml",
    show_default=True,
    help="export.format",
)
@option("--excel", is_flag=True, help="export.excel")
@option("-o", "--output", type=FILE, metavar="FILE", help="export.output")
@option("--force", is_flag=True, help="export.force")
@name_option
@lang_option
@contacts_option
def export(region: str | None, format_: str, excel: bool, output: str | None, force: bool, name: str | None,
           lang: str | None, contacts: str | None) -> int:  # fmt: skip
    """The contacts in force as a file to edit and import again."""
    desk = Desk(lang, "never", contacts)
    if excel and format_ != "csv":
        raise UsageError(desk.say("contacts.excel_only"))
    book = desk.directory.book
    desk.tell_refused()
    regions = [desk.region(region, " --region")] if region else list(book.regions)
    # A confirmation is of what the lists say; in a file it would stay beside what somebody then changes.
    lists = unconfirmed(desk.shipped, contacts)
    chosen = tuple(contact for r in regions for contact in lists.serving(r, r.counties))
    if format_ == "vcard":
        text = "".join(vcards(book.serving(r, r.counties), r, desk.directory, desk.language) for r in regions)
    elif format_ == "csv":
        text = to_csv(chosen, desk.counties, excel=excel)
    else:
        name = plain(name or "") or (
            book.lists[0].rpartition(" ")[0] if book.lists else desk.say("contacts.name.default")
        )
        months = book.stale_after_months
        services = tuple(within(book.socialjour, (code for r in regions for code in r.counties)))
        own = OwnList(name, today(), chosen, book.regions if book.regions != desk.shipped.regions else (),
                      months if months != STALE_AFTER_MONTHS else None,
                      socialjour=services,
                      no_contact=tuple(r.id for r in regions if r.id in dict(book.emptied)))  # fmt: skip
        text = to_toml(own, book, desk.language) if format_ == "toml" else to_json(own)
    if output is None:
        print_file(text)
        return errors.ANSWERED
    if os.path.lexists(output) and not force:
        raise UsageError(desk.say("contacts.exists", path=echo_path(output)))
    # Whole or not at all: what it replaces may have been edited just now.
    with desk.worded(), FileOutput(output) as file:
        file.write(text.encode())
    desk.remark(desk.say("contacts.written", path=echo_path(output)))
    return errors.ANSWERED


@command(help="command.contacts.history", epilog=EXIT_CODES)
@machine_option
@lang_option
@color_option
def history(machine: bool, lang: str | None, color: str) -> int:
    """The lists that were replaced, latest first: number, when, by whom, by what, what it was."""
    desk = Desk(lang, color)
    shelf = desk.shelf(machine)
    past = shelf.store.history()
    if not past:
        desk.out(desk.say("contacts.history.none"))
        return errors.ANSWERED
    rows = []
    for number, entry in enumerate(past, 1):
        own = sound_list(entry.content, Store(entry.path), shelf.below)
        there_was_none = entry.content is None and not entry.broken
        missing = "contacts.history.there_was_none" if there_was_none else "contacts.history.broken"
        rows.append([str(number), _local(entry.when), entry.who, entry.why, own.origin if own else desk.say(missing)])
    write(stdout(), views.table(("number", "when", "who", "why", "list"), rows, desk.language, desk.screen))
    return errors.ANSWERED


def _local(when: str) -> str:
    """'2026-11-23T16:55:01Z' -> '2026-11-23 17:55' where the clock says so; what a hand has written as it is."""
    try:
        return f"{datetime.fromisoformat(when.replace('Z', '+00:00')).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return when
