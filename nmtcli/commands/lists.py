"""The commands that list what the tool knows: regions, places, about."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from nmtcli import __version__, errors
from nmtcli.cli import EXIT_CODES, color_option, contacts_option, lang_option, strict_option
from nmtcli.commands.values import COUNTY, REGION
from nmtcli.contactbook import today
from nmtcli.directory import Directory
from nmtcli.echo import echo
from nmtcli.model import Contact, Place, Region
from nmtcli.normalise import clean, fold, key
from nmtcli.render import text
from nmtcli.render.jsontext import SCHEMA, contact_object, dumps
from nmtcli.render.tables import csv_text, rich_table, tsv
from nmtcli.render.terminal import NARROW, Fact, Screen, screen_of, show
from nmtcli.streams import stdout, tell, write
from nmtcli.texts import choose_language, pick
from nmtcli.texts.commands import say

format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv", "tsv"]),
    default="text",
    show_default=True,
    help="Output format.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Short for --format json.")


def print_rows(rows: list[list[str]], format_: str) -> None:
    """The rows as CSV or TSV on stdout."""
    write(stdout(), csv_text(rows) if format_ == "csv" else tsv(rows))


def print_json(value: Any) -> None:
    """The value as JSON on stdout, in ASCII where that is not UTF-8."""
    out = stdout()
    write(out, dumps(value, ascii_only="utf" not in (out.encoding or "").lower()) + "\n")


def screen_for(color: str) -> Screen:
    """What stdout can show."""
    return screen_of(stdout(), color, os.environ)


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


_PLACES_HELP = """The names that the tool knows, a line each: name, kind, code, county, region (tab-separated).

\b
Examples:
  nmt places --kind municipality
  nmt places --region nord --format csv
  nmt places --county BD --kind locality
"""


@click.command(help=_PLACES_HELP, epilog=EXIT_CODES)
@click.option(
    "--region", type=REGION, metavar="REGION", help="Only places in this region (nord, mitt, bergslagen, ...)."
)
@click.option("--county", type=COUNTY, metavar="COUNTY", help="Only places in this county: code, letter or name.")
@click.option("--kind", type=click.Choice(["municipality", "county", "locality"]), help="Only places of this kind.")
@format_option
@json_option
@lang_option
def places(
    region: str | None, county: str | None, kind: str | None, format_: str, as_json: bool, lang: str | None
) -> int:
    """The names that the tool knows, a line each: name, kind, code, county, region (tab-separated)."""
    directory = Directory.load()
    language = choose_language(lang, os.environ)
    counties = {code for r in directory.book.regions for code in r.counties}
    if region:
        found = find_region(directory, region)
        if found is None:
            known = ", ".join(r.name for r in directory.book.regions)
            raise click.BadParameter(
                say(language, "regions.unknown", name=echo(region), known=known), param_hint="--region"
            )
        counties &= set(found.counties)
    if county:
        resolution = directory.resolve(
            county if "län" in county.casefold() or len(county) < 3 else f"{county} län", exact=True
        )
        if resolution.place is None or resolution.place.kind != "county":
            raise click.BadParameter(say(language, "places.unknown_county", name=echo(county)), param_hint="--county")
        counties &= set(resolution.place.counties)
    rows = []
    for wanted in ("county", "municipality", "locality"):
        if kind not in (None, wanted):
            continue
        for place in directory.gazetteer.every(wanted):
            if set(place.counties) <= counties:
                name = directory.gazetteer.county(place.counties[0])[1]
                rows.append([place.name, place.kind, place.code, name, directory.region_of(place.counties[0]).id])
    head = ["name", "kind", "code", "county", "region_id"]
    if as_json or format_ == "json":
        print_json([dict(zip(head, row)) for row in rows])
    elif format_ == "text":
        write(stdout(), tsv(rows))
    else:
        print_rows([head, *rows], format_)
    return errors.ANSWERED


def _oldest(contacts: tuple[Contact, ...]) -> str:
    return min((c.published for c in contacts if c.published), default="?")


_ABOUT_HELP = """Version; date, source and licence of every data file; which contact list is in force.

\b
Examples:
  nmt about
  nmt about --json
"""


@click.command(help=_ABOUT_HELP, epilog=EXIT_CODES)
@json_option
@lang_option
@color_option
@contacts_option
@strict_option
def about(as_json: bool, lang: str | None, color: str, contacts: str | None, strict_contacts: bool) -> int:
    """Version; date, source and licence of every data file; which contact list is in force."""
    language = choose_language(lang, os.environ)
    directory = Directory.load(contacts, strict=strict_contacts, language="en" if as_json else language)
    heads = directory.gazetteer.table("about", "HEADS")
    counts = directory.gazetteer.table("about", "COUNTS")
    book = directory.book
    if as_json:
        files = {name: {**head, "count": counts[name]} for name, head in heads.items()}
        lists = [*book.lists, "bundled"]
        print_json({"schema": SCHEMA, "version": __version__, "files": files, "contact_lists": lists,
                     "problems": list(book.problems)})  # fmt: skip
        return errors.ANSWERED
    lists = [*book.lists, say(language, "about.bundled", date=book.date)]
    facts = [
        Fact("nmt", __version__, "head"),
        Fact(say(language, "about.contacts"), "; ".join(lists)),
        Fact(say(language, "about.oldest"), _oldest(book.contacts)),
    ]
    facts += [Fact("", "! " + problem, "warn") for problem in text.broken_lists(directory, language)]
    for name, head in heads.items():
        facts.append(Fact("", "", "blank"))
        facts.append(Fact("", name, "head"))
        facts.append(Fact(say(language, "about.count"), str(counts[name])))
        for field in ("date", "source", "licence"):
            facts.append(Fact(say(language, f"about.{field}"), head[field], "faint" if field != "date" else "plain"))
    write(stdout(), show(facts, screen_for(color)))
    return errors.ANSWERED
