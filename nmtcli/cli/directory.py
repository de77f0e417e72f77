"""`nmt directory`: the whole directory as one file, for the wall, a wiki and a telephone."""

from __future__ import annotations

import os
import sys

import click

from nmtcli import errors
from nmtcli.batch.writing import FileOutput
from nmtcli.brochure.choices import choices
from nmtcli.brochure.leaflet import leaflet
from nmtcli.brochure.page import page
from nmtcli.brochure.wiki import wiki
from nmtcli.cli.options import EXIT_CODES, contacts_option, lang_option, strict_option
from nmtcli.cli.overwrite import check_overwrite
from nmtcli.cli.printing import print_file
from nmtcli.cli.values import FILE, REGION
from nmtcli.cli.whichregion import place_facts, refuse, tell_twins, which_region
from nmtcli.cli.worded import command, option
from nmtcli.contacts.book import today
from nmtcli.directory import Directory
from nmtcli.echo import echo_path
from nmtcli.position.outlines import outlines_of
from nmtcli.render.coordinator import source, what_a_coordinator_does
from nmtcli.render.terminal import screen_of, show
from nmtcli.render.text import broken_lists
from nmtcli.render.vcard import region_vcards
from nmtcli.streams import stdout, tell
from nmtcli.system import FileHeld
from nmtcli.texts import choose_language
from nmtcli.texts.commands import say as say_command
from nmtcli.texts.paper import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.model import Region

FORMATS = ("html", "md", "vcard")


def _content(format_: str, directory: Directory, language: str, region: Region | None) -> str:
    """The directory in one of the formats; of one region alone without what only all of them need."""
    if format_ == "vcard":
        return region_vcards([region] if region else directory.book.regions, directory, language, hotline=True)
    content = leaflet(directory, language, today(), region)
    guide = what_a_coordinator_does(language)
    if format_ == "md":
        return wiki(content, guide, source(language))
    names = [] if region else choices(directory, language, today())
    return page(content, names, outlines_of(directory.gazetteer).rings, guide, source(language))


@command(help="command.directory", epilog=EXIT_CODES)
@option("--format", "format_", type=click.Choice(FORMATS), default="html", show_default=True, help="directory.format")
@option("-o", "--output", type=FILE, metavar="FILE", help="directory.output")
@option("--force", is_flag=True, help="batch.force")
@option("--region", type=REGION, metavar="REGION", help="directory.region")
@lang_option
@contacts_option
@strict_option
def directory(
    format_: str,
    output: str | None,
    force: bool,
    region: str | None,
    lang: str | None,
    contacts: str | None,
    strict_contacts: bool,
) -> int:
    """The whole directory as one file: a page for browser, paper and telephone, Markdown, or address-book entries."""
    language = choose_language(lang, os.environ)
    if output is None and format_ == "html" and stdout().isatty():  # a wall of markup helps nobody; `-o -` is a wish
        raise errors.UsageError(say(language, "to_terminal"))
    found = Directory.load(contacts, strict=strict_contacts, language=language)
    which = which_region(found, region) if region is not None else None
    if which and which.region is None:
        return refuse(which, found, language, "auto")
    tell("".join(problem + "\n" for problem in broken_lists(found, language)))
    if which:
        tell(show(place_facts(which, found, language), screen_of(sys.stderr, "auto", os.environ)))
    to_file = output if output != "-" else None
    if to_file is not None:
        check_overwrite(to_file, force, language)
    text = _content(format_, found, language, which.region if which else None)
    if to_file is None:
        print_file(text)
    else:
        try:
            with FileOutput(to_file) as target:
                target.write(text.encode())
        except FileHeld:
            raise errors.NmtError(say_command(language, "batch.held", path=echo_path(to_file))) from None
        if format_ == "html":
            tell(say(language, "written", path=echo_path(to_file)) + "\n")
    if which:
        tell_twins(which, found, language, "auto")
    return errors.ANSWERED
