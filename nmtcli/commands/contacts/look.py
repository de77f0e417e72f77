"""Commands that change nothing: check, show, export, history, path."""

from __future__ import annotations

import os
from pathlib import Path

import click

from nmtcli import errors
from nmtcli.cli import color_option, contacts_option, lang_option
from nmtcli.commands.contacts import views
from nmtcli.commands.contacts.desk import (
    EXIT_CODES,
    Desk,
    name_option,
    read_list,
    sound_list,
    tell_remarks,
)
from nmtcli.contactbook import STALE_AFTER_MONTHS, ContactBook, is_stale, last_checked, today
from nmtcli.contacts.exchange import to_json, to_toml
from nmtcli.contacts.own import (
    OwnList,
    existing_lists,
    list_paths,
    overlay,
    user_list,
)
from nmtcli.contacts.problems import ListError
from nmtcli.contacts.socialjour import within
from nmtcli.contacts.store import Store
from nmtcli.contacts.table import to_csv
from nmtcli.echo import echo_path, plain
from nmtcli.errors import UsageError
from nmtcli.render.jsontext import contact_object, dumps
from nmtcli.render.terminal import show
from nmtcli.render.vcard import vcards
from nmtcli.streams import discard, flush, stdout, write

STALE = 3  # the exit code of `check --stale`


_CHECK_HELP = """Every problem of a list, by default of the own list in force, with line and entry.

\b
Examples:
  nmt contacts check kontakter.csv
  nmt contacts check --stale
"""


@click.command(help=_CHECK_HELP, epilog=EXIT_CODES)
@click.argument("file", required=False)
@click.option("--stale", is_flag=True, help="List the contacts to confirm, oldest first; exit 3 when there are any.")
@lang_option
@color_option
def check(file: str | None, stale: bool, lang: str | None, color: str) -> int:
    """Every problem of a list, by default of the own list in force, with line and entry."""
    desk = Desk(lang, color)
    lists = [("file", Path(file))] if file else existing_lists(os.environ)
    book, broken = desk.below() if file else desk.shipped, 0
    for scope, path in lists:
        try:
            own = read_list(desk, path, book, guarded=scope != "file")
        except ListError as error:
            desk.out("\n".join(error.texts(desk.language)))
            broken += len(error.found)
            continue
        before, book = book, overlay(book, own)
        regions = {contact.region for contact in own.contacts}
        if not stale:
            desk.out(
                desk.say("contacts.check.ok", name=echo_path(path), contacts=len(own.contacts), regions=len(regions))
            )
            if own.socialjour:
                towns = sum(len(service.municipalities) for service in own.socialjour)
                desk.out(desk.say("contacts.check.socialjour", count=towns))
            tell_remarks(desk, before, book, own)
    if broken:
        desk.remark(desk.say("contacts.check.problems", count=broken))
        return errors.BROKEN_DATA
    if stale:
        return _report_stale(desk, book)
    if not lists:
        desk.out(desk.say("contacts.check.none"))
    return errors.ANSWERED


def _report_stale(desk: Desk, book: ContactBook) -> int:
    months = book.stale_after_months
    numbered = [
        (last_checked(contact) or "", region, number, contact)
        for region in book.regions
        for number, contact in enumerate(book.serving(region, region.counties), 1)
        if is_stale(contact, today(), months)
    ]
    if not numbered:
        desk.out(desk.say("contacts.fresh", months=months))
        return errors.ANSWERED
    numbered.sort(key=lambda item: item[0])
    write(stdout(), views.stale(numbered, desk.language, desk.screen))
    desk.remark(desk.say("contacts.stale", count=len(numbered), months=months))
    return STALE


_SHOW_HELP = """What is in force, and from which list.

\b
Examples:
  nmt contacts show
  nmt contacts show Nord
"""


@click.command("show", help=_SHOW_HELP, epilog=EXIT_CODES)
@click.argument("region", required=False)
@click.option("--json", "as_json", is_flag=True, help="JSON, one object per contact.")
@lang_option
@color_option
@contacts_option
def show_command(region: str | None, as_json: bool, lang: str | None, color: str, contacts: str | None) -> int:
    """What is in force, and from which list."""
    desk = Desk(lang, color, contacts)
    book = desk.directory.book
    regions = [desk.region(region)] if region else list(book.regions)
    desk.tell_refused()
    if as_json:
        objects = [
            {"region": r.id, "number": number, **contact_object(contact, today(), book.stale_after_months)}
            for r in regions
            for number, contact in enumerate(book.serving(r, r.counties), 1)
        ]
        desk.out(dumps(objects, ascii_only="utf" not in (stdout().encoding or "").lower()))
    else:
        write(stdout(), show(views.in_force(regions, desk.directory, desk.language, today()), desk.screen))
    return errors.ANSWERED


_EXPORT_HELP = """The contacts in force as a file to edit and import again.

\b
Examples:
  nmt contacts export --format csv --excel -o kontakter.csv
  nmt contacts export --region Nord --format vcard -o nord.vcf
"""


@click.command(help=_EXPORT_HELP, epilog=EXIT_CODES)
@click.option("--region", metavar="REGION", help="Only this region.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["toml", "csv", "vcard", "json"]),
    default="toml",
    show_default=True,
    help="toml: a template with comments; csv: for a spreadsheet; vcard: for an address book.",
)
@click.option("--excel", is_flag=True, help="CSV as Excel in Swedish reads it: byte order mark, semicolons.")
@click.option("-o", "--output", metavar="FILE", help="Write to this file instead of standard output.")
@click.option("--force", is_flag=True, help="Replace the output file where there is one.")
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
    regions = [desk.region(region)] if region else list(book.regions)
    chosen = tuple(contact for r in regions for contact in book.serving(r, r.counties))
    if format_ == "vcard":
        text = "".join(vcards(book.serving(r, r.counties), r.name, desk.language) for r in regions)
    elif format_ == "csv":
        text = to_csv(chosen, desk.counties, excel=excel)
    else:
        name = plain(name or "") or (
            book.lists[0].rpartition(" ")[0] if book.lists else desk.say("contacts.name.default")
        )
        months = book.stale_after_months
        services = tuple(within(book.socialjour, (code for r in regions for code in r.counties)))
        own = OwnList(name, today(), chosen, book.regions if book.regions != desk.shipped.regions else (),
                      months if months != STALE_AFTER_MONTHS else None, socialjour=services)  # fmt: skip
        text = to_toml(own, book, desk.language) if format_ == "toml" else to_json(own)
    if output is None:
        _write_bytes(text)
        return errors.ANSWERED
    try:
        with Path(output).open("wb" if force else "xb") as file:
            file.write(text.encode())
    except FileExistsError:
        raise UsageError(desk.say("contacts.exists", path=echo_path(output))) from None
    desk.remark(desk.say("contacts.written", path=echo_path(output)))
    return errors.ANSWERED


def _write_bytes(text: str) -> None:
    """UTF-8 whatever the terminal's encoding: a file is to come of it, with the line ends that it has."""
    out = stdout()
    if out.isatty() or not hasattr(out, "buffer"):
        write(out, text)
    else:
        flush(out)
        try:
            out.buffer.write(text.encode())
            out.buffer.flush()
        except BrokenPipeError:
            discard(out)


_HISTORY_HELP = """The lists that were replaced, latest first: number, when (UTC), by whom, by what, what it was.

\b
Example:
  nmt contacts history
"""


@click.command(help=_HISTORY_HELP, epilog=EXIT_CODES)
@lang_option
@color_option
def history(lang: str | None, color: str) -> int:
    """The lists that were replaced, latest first: number, when (UTC), by whom, by what, what it was."""
    desk = Desk(lang, color)
    past = Store(user_list()).history()
    if not past:
        desk.out(desk.say("contacts.history.none"))
        return errors.ANSWERED
    rows = []
    for number, entry in enumerate(past, 1):
        own = sound_list(entry.content, Store(entry.path), desk.below())
        missing = "contacts.history.there_was_none" if entry.content is None else "contacts.history.broken"
        rows.append([str(number), entry.when, entry.who, entry.why, own.origin if own else desk.say(missing)])
    write(stdout(), views.table(("number", "when", "who", "why", "list"), rows, desk.language, desk.screen))
    return errors.ANSWERED


_PATH_HELP = """Where own lists are looked for, strongest first, and which of them there are.

\b
Example:
  nmt contacts path
"""


@click.command(help=_PATH_HELP, epilog=EXIT_CODES)
@lang_option
@color_option
def path(lang: str | None, color: str) -> int:
    """Where own lists are looked for, strongest first, and which of them there are."""
    desk = Desk(lang, color)
    for scope, place in reversed(list_paths(os.environ)):
        there = desk.say("contacts.path.there" if os.path.lexists(place) else "contacts.path.missing")
        name = desk.say(f"contacts.scope.{scope}")
        desk.out(f"{name}\t{plain(str(place))}\t{there}")
    return errors.ANSWERED
