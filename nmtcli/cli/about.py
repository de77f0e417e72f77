"""The command `about`: version, the contact list in force, how old its facts are; all data files on request."""

from __future__ import annotations

import os

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
from nmtcli.cli.worded import command, option
from nmtcli.contacts.book import ContactBook, as_of, e164, first_day, is_stale, today
from nmtcli.directory import Directory
from nmtcli.render import text
from nmtcli.render.jsontext import SCHEMA
from nmtcli.render.terminal import Fact, show
from nmtcli.streams import stdout, write
from nmtcli.texts import choose_language
from nmtcli.texts.answers import say as say_answer
from nmtcli.texts.commands import say


def _age(book: ContactBook, language: str) -> str:
    """'2017; 7 av 7 kontakter är äldre än 12 månader eller odaterade'."""
    day, months = today(), book.stale_after_months
    oldest = min(filter(None, map(as_of, book.contacts)), key=first_day, default="?")[:4]
    old = sum(is_stale(contact, day, months) for contact in book.contacts)
    message = "about.old.one" if len(book.contacts) == 1 else "about.old"
    return f"{oldest}; {say(language, message, old=old, count=len(book.contacts), months=months)}"


@command(help="command.about", epilog=EXIT_CODES)
@option("--all", "everything", is_flag=True, help="about.all")
@json_option
@lang_option
@color_option
@contacts_option
@strict_option
def about(everything: bool, as_json: bool, lang: str | None, color: str, contacts: str | None,
          strict_contacts: bool) -> int:  # fmt: skip
    """Version, contact list in force, how old its facts are; with --all the data files."""
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
    hotline, name = book.hotline.phone or "", say_answer(language, "call.hotline")
    lists = [*book.lists, say(language, "about.bundled", date=book.date)]
    facts = [
        Fact("nmt", __version__, "head"),
        Fact(say(language, "about.contacts"), "; ".join(lists)),
        Fact(say(language, "about.oldest"), _age(book, language)),
        Fact(say(language, "about.data"), max(head["date"] for head in heads.values())),
        Fact(say_answer(language, "call"), hotline, "call", f"tel:{e164(hotline)}", f" ({name})"),
    ]
    if not everything:
        facts.append(Fact(say(language, "about.more"), "nmt about --all", "faint"))
    facts += [Fact("", "! " + problem, "warn") for problem in text.broken_lists(directory, language)]
    for file, head in heads.items() if everything else ():
        facts.append(Fact("", "", "blank"))
        facts.append(Fact("", file, "head"))
        facts.append(Fact(say(language, "about.count"), str(counts[file])))
        for field in ("date", "source", "licence"):
            facts.append(Fact(say(language, f"about.{field}"), head[field], "faint" if field != "date" else "plain"))
    write(stdout(), show(facts, screen_for(color)))
    return errors.ANSWERED
