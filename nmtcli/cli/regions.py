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
    format_option,
    json_option,
    lang_option,
    strict_option,
)
from nmtcli.cli.printing import print_json, print_rows, screen_for
from nmtcli.cli.values import REGION
from nmtcli.contacts.book import today
from nmtcli.directory import Directory
from nmtcli.echo import echo
from nmtcli.model import Place, Region
from nmtcli.normalise import clean, fold, key
from nmtcli.render import text
from nmtcli.render.jsontext import contact_object
from nmtcli.render.tables import rich_table
from nmtcli.render.terminal import NARROW, Fact, screen_of, show
from nmtcli.streams import stdout, tell, write
from nmtcli.texts import choose_language, pick
from nmtcli.texts.commands import say


def find_region(directory: Directory, name: str) -> Region | None:
    """The region that a text names: its id, its name, or its name with "region" before it."""
    wanted = fold(key(clean(name)).removeprefix("region "))
    return next((r for r in directory.book.regions if wanted in (r.id, fold(key(r.name)))), None)


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


_REGIONS_HELP = """The seven regions; or one with its counties and contacts.

\b
Examples:
  nmt regions
  nmt regions Öst
  nmt regions --format csv
"""


@click.command(help=_REGIONS_HELP, epilog=EXIT_CODES)
@click.argument("region", nargs=-1, type=REGION)
@format_option
@json_option
@lang_option
@color_option
@contacts_option
@strict_option
def regions(
    region: tuple[str, ...],
    format_: str,
    as_json: bool,
    lang: str | None,
    color: str,
    contacts: str | None,
    strict_contacts: bool,
) -> int:
    """The seven regions; or one with its counties and contacts."""
    language = choose_language(lang, os.environ)
    format_ = "json" if as_json else format_
    worded = "en" if format_ == "json" else language  # JSON is English always
    directory = Directory.load(contacts, strict=strict_contacts, language=worded)
    day = today()
    chosen = list(directory.book.regions)
    if region:
        name = " ".join(region)
        found = find_region(directory, name)
        if found is None:
            known = ", ".join(r.name for r in chosen)
            facts = [Fact("", say(language, "regions.unknown", name=echo(name), known=known), "head")]
            facts += text.hotline_facts(directory, language)
            tell(show(facts, screen_of(sys.stderr, color, os.environ)))
            return errors.NOT_FOUND
        chosen = [found]
    tell("".join(problem + "\n" for problem in text.broken_lists(directory, worded)))
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
    elif region:
        write(stdout(), show(_region_facts(chosen[0], directory, language, day), screen_for(color)))
    else:
        _print_regions(chosen, directory, language, color)
    return errors.ANSWERED


def _print_regions(chosen: list[Region], directory: Directory, language: str, color: str) -> None:
    head = [say(language, f"regions.{name}") for name in ("region", "counties", "call")]
    rows = []
    for region in chosen:
        counties = ", ".join(
            directory.gazetteer.county_short(code) + ("*" if code in region.uncertain else "")
            for code in region.counties
        )
        contacts = directory.book.serving(region, region.counties)
        phones = ", ".join(c.phone for c in contacts) or say(language, "regions.hotline")
        rows.append([region.name, counties, phones])
    screen = screen_for(color)
    if screen.width and screen.width >= NARROW:
        write(stdout(), rich_table(head, rows, screen))
    else:
        write(stdout(), show([Fact(name, f"{counties}: {phones}") for name, counties, phones in rows], screen))
    foot = [Fact("", say(language, "regions.uncertain"), "faint"), *text.hotline_facts(directory, language)]
    write(stdout(), show(foot, screen))
