"""The command `places`: the names that the tool knows."""

from __future__ import annotations

import os

import click

from nmtcli import errors
from nmtcli.cli.options import (
    EXIT_CODES,
    format_option,
    json_option,
    lang_option,
)
from nmtcli.cli.printing import print_json, print_rows
from nmtcli.cli.values import COUNTY, REGION
from nmtcli.cli.whichregion import find_region
from nmtcli.cli.worded import command, option
from nmtcli.directory import Directory
from nmtcli.echo import echo
from nmtcli.render.tables import tsv
from nmtcli.streams import stdout, write
from nmtcli.texts import choose_language
from nmtcli.texts.commands import say


@command(help="command.places", epilog=EXIT_CODES)
@option("--region", type=REGION, metavar="REGION", help="places.region")
@option("--county", type=COUNTY, metavar="COUNTY", help="places.county")
@option("--kind", type=click.Choice(["municipality", "county", "locality"]), help="places.kind")
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
