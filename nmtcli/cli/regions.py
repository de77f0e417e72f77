"""The command `regions`: the seven regions, or one with its counties and contacts."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from nmtcli import errors
from nmtcli.cli.options import (
    EXIT_CODES,
    color_option,
    contacts_option,
    json_option,
    lang_option,
    strict_option,
)
from nmtcli.cli.printing import print_file, print_json, print_rows, screen_for
from nmtcli.cli.values import REGION
from nmtcli.cli.whichregion import Which, place_facts, refuse, tell_twins, which_region
from nmtcli.cli.worded import argument, command, option
from nmtcli.contacts.book import today
from nmtcli.directory import Directory
from nmtcli.model import Place, Region, Resolution
from nmtcli.position.outlines import outlines_of
from nmtcli.render import text
from nmtcli.render.card import Card, card_of, closed
from nmtcli.render.jsontext import contact_object
from nmtcli.render.overview import regions_text
from nmtcli.render.terminal import Fact, Screen, screen_of, show, show_card
from nmtcli.render.vcard import region_vcards
from nmtcli.request import FORMATS
from nmtcli.streams import flush, stdout, tell, write
from nmtcli.texts import choose_language, pick
from nmtcli.texts.commands import say


def _region_object(region: Region, directory: Directory, day: str) -> dict[str, Any]:
    months = directory.book.stale_after_months
    counties = [(code, *directory.gazetteer.county(code)) for code in region.counties]
    return {
        "id": region.id,
        "name": region.name,
        "counties": [{"code": code, "letter": letter, "name": name} for code, letter, name in counties],
        "uncertain": list(region.uncertain),
        "source": region.source,
        "contacts": [contact_object(c, day, months) for c in directory.book.serving(region, region.counties)],
        "note": pick(region.note, "en"),
    }


def _region_facts(region: Region, directory: Directory, language: str, day: str) -> list[Fact]:
    place = Place("region", region.id, region.name, None, region.counties)
    names = ", ".join(directory.gazetteer.county(code)[1] for code in region.counties)
    facts = [Fact(say(language, "regions.region"), region.name, "head"), Fact(say(language, "regions.counties"), names)]
    contacts, nobody = directory.book.whom_to_call(region, region.counties)
    return facts + text.whom_to_call(region, place, contacts, nobody, directory, language, day)


def _region_card(region: Region, directory: Directory, language: str, day: str) -> Card:
    place = Place("region", region.id, region.name, None, region.counties)
    answer = directory.answer(Resolution(region.name, "resolved", place, "exact", 1.0))
    return card_of(answer, directory, language, day, closed(answer.contacts, directory, language))


def _text(which: Which | None, directory: Directory, language: str, day: str, screen: Screen, *, as_map: bool) -> str:
    """The regions or the one that is meant for people, with the map where that is asked for."""
    if which is None or which.region is None:
        if not as_map:
            return regions_text(directory, language, day, screen)
        from nmtcli.render.regionmap import regions_map

        asleep = bool(screen.width and closed((), directory, language))  # the order in a pipe never changes
        return regions_map(directory, outlines_of(directory.gazetteer).rings, language, day, screen, asleep)
    region, before = which.region, place_facts(which, directory, language)

    def words(screen: Screen) -> str:
        if screen.width is None:
            return show(before + _region_facts(region, directory, language, day), screen)
        return show(before, screen) + show_card(_region_card(region, directory, language, day), screen)

    if not as_map:
        return words(screen)
    from nmtcli.render.regionmap import region_map

    return region_map(region, words, directory, outlines_of(directory.gazetteer).rings, language, screen)


@command(help="command.regions", epilog=EXIT_CODES)
@argument("region", nargs=-1, type=REGION, metavar="[REGION]...")
@option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="option.format")
@json_option
@option("--map", "as_map", is_flag=True, help="regions.map")
@lang_option
@color_option
@contacts_option
@strict_option
def regions(
    region: tuple[str, ...],
    format_: str,
    as_json: bool,
    as_map: bool,
    lang: str | None,
    color: str,
    contacts: str | None,
    strict_contacts: bool,
) -> int:
    """The seven regions; or one with its counties and contacts."""
    language = choose_language(lang, os.environ)
    format_ = "json" if as_json else format_
    if as_map and format_ != "text":
        raise click.UsageError(say(language, "regions.map_alone", format=format_))
    worded = "en" if format_ == "json" else language  # JSON is English always
    directory = Directory.load(contacts, strict=strict_contacts, language=worded)
    day = today()
    chosen, which = list(directory.book.regions), None
    if region:
        which = which_region(directory, " ".join(region))
        if which.region is None:
            return refuse(which, directory, language, color)
        chosen = [which.region]
    tell("".join(problem + "\n" for problem in text.broken_lists(directory, worded)))
    if which and format_ != "text":
        tell(show(place_facts(which, directory, worded), screen_of(sys.stderr, color, os.environ)))
    if format_ == "json":
        objects = [_region_object(r, directory, day) for r in chosen]
        print_json(objects[0] if region else objects)
    elif format_ in ("csv", "tsv"):
        rows = [["region_id", "region", "county_code", "county_letter", "county", "uncertain"]]
        for r in chosen:
            for code in r.counties:
                rows.append(
                    [r.id, r.name, code, *directory.gazetteer.county(code), "yes" if code in r.uncertain else ""]
                )
        print_rows(rows, format_)
    elif format_ == "vcard":
        print_file(region_vcards(chosen, directory, language))
    else:
        write(stdout(), _text(which, directory, language, day, screen_for(color), as_map=as_map))
    if which:
        flush(stdout())
        tell_twins(which, directory, worded, color)
    return errors.ANSWERED
