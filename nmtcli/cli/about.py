"""The command `about`: version, data files, the contact list in force."""

from __future__ import annotations

import os

import click

from nmtcli import __version__, errors
from nmtcli.cli.options import (
    EXIT_CODES,
    color_option,
    contacts_option,
    json_option,
    lang_option,
    strict_option,
)
from nmtcli.cli.printing import print_json, screen_for
from nmtcli.directory import Directory
from nmtcli.model import Contact
from nmtcli.render import text
from nmtcli.render.jsontext import SCHEMA
from nmtcli.render.terminal import Fact, show
from nmtcli.streams import stdout, write
from nmtcli.texts import choose_language
from nmtcli.texts.commands import say


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
