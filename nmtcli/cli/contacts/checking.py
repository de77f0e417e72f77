"""Commands that look at the lists themselves: check, path."""

from __future__ import annotations

import os
from pathlib import Path

from nmtcli import errors
from nmtcli.cli.contacts import views
from nmtcli.cli.contacts.desk import EXIT_CODES, Desk, read_list, tell_remarks
from nmtcli.cli.options import color_option, lang_option
from nmtcli.cli.values import FILE
from nmtcli.cli.worded import argument, command, option
from nmtcli.contacts import confirmations
from nmtcli.contacts.book import ContactBook, today
from nmtcli.contacts.confirmations import what_of
from nmtcli.contacts.geography import region as region_name
from nmtcli.contacts.layers import Layer, Shadow, apply_own_lists, confirmed, read_layers, regions_of, shadows
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.own import OwnList, existing_lists, list_paths, overlay
from nmtcli.contacts.review import stale_contacts
from nmtcli.contacts.vocabulary import listed
from nmtcli.echo import echo_path, plain
from nmtcli.streams import stdout, write

STALE = 3  # the exit code of `check --stale`


@command(help="command.contacts.check", epilog=EXIT_CODES)
@argument("file", required=False, type=FILE, metavar="[FILE]")
@option("--stale", is_flag=True, help="check.stale")
@lang_option
@color_option
def check(file: str | None, stale: bool, lang: str | None, color: str) -> int:
    """Every problem of a list, by default of the own list in force, with line and entry."""
    desk = Desk(lang, color)
    book, broken = _check_file(desk, Path(file), stale) if file else _check_in_force(desk, stale)
    if broken:
        desk.remark(desk.count("problem", broken))
        return errors.BROKEN_DATA
    return _report_stale(desk, book) if stale else errors.ANSWERED


def _check_file(desk: Desk, path: Path, stale: bool) -> tuple[ContactBook, int]:
    """The book with the list in the file over those below it, and the number of its problems, which are told."""
    below = desk.below()
    try:
        own = read_list(desk, path, below)
    except ListError as error:
        desk.out("\n".join(error.texts(desk.language)))
        return below, len(error.found)
    book = overlay(below, own)
    if not stale:
        desk.out(_sound(desk, path, own))
        _tell_socialjour(desk, own)
        tell_remarks(desk, below, book, own)
    return confirmed(book), 0


def _check_in_force(desk: Desk, stale: bool) -> tuple[ContactBook, int]:
    """The same of the lists in force, with what they hide, and of the confirmations over them."""
    _, layers = read_layers(desk.shipped, existing_lists(os.environ))
    broken, below = 0, desk.shipped
    for layer in layers:
        if layer.own is None or layer.error:
            broken += _tell_problems(desk, layer.error)
            continue
        before, below = below, overlay(below, layer.own)
        if not stale:
            desk.out(_sound(desk, layer.path, layer.own))
            _tell_socialjour(desk, layer.own)
            for line in _hidden(desk, shadows(desk.shipped, layers, layer)):
                desk.out("  " + line)
            tell_remarks(desk, before, below, layer.own)
    files = confirmations.files(os.environ)
    for _, path in files:
        try:
            found = confirmations.read(path)
        except ListError as error:
            broken += _tell_problems(desk, error)
            continue
        applying = set(map(what_of, below.contacts))
        count = sum(c.what in applying for c in found)
        if not stale:
            desk.out(desk.say("contacts.check.confirmations", name=echo_path(path),
                              found=desk.count("confirmation", len(found)), count=count))  # fmt: skip
    if not layers and not files and not stale:
        desk.out(desk.say("contacts.check.none"))
    return apply_own_lists(desk.shipped, language=desk.language), broken


def _tell_problems(desk: Desk, error: ListError | None) -> int:
    if error is None:
        return 0
    desk.out("\n".join(error.texts(desk.language)))
    return len(error.found)


def _sound(desk: Desk, path: Path, own: OwnList) -> str:
    regions = regions_of(own)
    named = [region_name(region) for region in regions]
    return desk.say(
        "contacts.check.ok" if regions else "contacts.check.ok.empty",
        name=echo_path(path),
        contacts=desk.count("contact", len(own.contacts)),
        regions=desk.count("region", len(regions)),
        named=listed(named, desk.language) if named else "",
    )


def _tell_socialjour(desk: Desk, own: OwnList) -> None:
    if own.socialjour:
        towns = sum(len(service.municipalities) for service in own.socialjour)
        desk.out(desk.say("contacts.check.socialjour", municipalities=desk.count("municipality", towns)))


def _hidden(desk: Desk, found: list[Shadow]) -> list[str]:
    """'skymmer listan för hela datorn i Nord och Öst': by list, with a date where what is hidden is newer."""
    regions: dict[tuple[str, str | None], list[str]] = {}
    for shadow in found:
        regions.setdefault((shadow.scope, shadow.newer), []).append(region_name(shadow.region))
    return [
        desk.say("contacts.hides.newer" if newer else "contacts.hides", list=desk.say(f"contacts.hidden.{scope}"),
                 region=listed(named, desk.language), date=newer)
        for (scope, newer), named in regions.items()
    ]  # fmt: skip


def _report_stale(desk: Desk, book: ContactBook) -> int:
    months = book.stale_after_months
    found = stale_contacts(book, today())
    if not found:
        desk.out(desk.say("contacts.fresh", months=desk.count("month", months)))
        return errors.ANSWERED
    write(stdout(), views.stale(found, desk.language, desk.screen))
    old, limit = desk.count("old", len(found)), desk.count("month", months)
    desk.remark(desk.say("contacts.stale", contacts=old, months=limit))
    return STALE


@command(help="command.contacts.path", epilog=EXIT_CODES)
@lang_option
@color_option
def path(lang: str | None, color: str) -> int:
    """Where own lists are looked for, strongest first, and which of them there are."""
    desk = Desk(lang, color)
    _, layers = read_layers(desk.shipped, existing_lists(os.environ))
    at = {(layer.scope, layer.path): layer for layer in layers}
    for scope, place in reversed(list_paths(os.environ)):
        columns = [
            desk.say(f"contacts.scope.{scope}"),
            plain(str(place)),
            *_state(desk, at.get((scope, place)), layers),
        ]
        desk.out("\t".join(columns))
    return errors.ANSWERED


def _state(desk: Desk, layer: Layer | None, layers: list[Layer]) -> list[str]:
    """Whether the list is there and can be used, its regions, what it hides."""
    if layer is None or (layer.own is None and not os.path.lexists(layer.path)):
        return [desk.say("contacts.path.missing"), "", ""]
    if layer.own is None:
        return [desk.say("contacts.path.broken"), "", ""]
    regions = ", ".join(region_name(region) for region in regions_of(layer.own))
    hidden = "; ".join(_hidden(desk, shadows(desk.shipped, layers, layer)))
    return [desk.say("contacts.path.there"), regions, hidden]
