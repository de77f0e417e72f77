"""The command that shows the hotline, what to do out of hours, and the lines of other organisations."""

from __future__ import annotations

import os
from typing import Any

from nmtcli import errors
from nmtcli.cli.options import EXIT_CODES, color_option, format_option, json_option, lang_option
from nmtcli.cli.printing import print_json, print_rows, screen_for
from nmtcli.cli.worded import command, option
from nmtcli.contacts.book import e164
from nmtcli.directory import Directory
from nmtcli.model import Line
from nmtcli.render.card import closed
from nmtcli.render.coordinator import source, what_a_coordinator_does
from nmtcli.render.jsontext import SCHEMA, hotline_object
from nmtcli.render.overview import about_the_coordinator, lines_of_help, where_the_role_is_told
from nmtcli.render.terminal import PROMPTS, Screen, show
from nmtcli.streams import stdout, write
from nmtcli.texts import choose_language, pick


def _line_object(line: Line, language: str) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": pick(line.name, language),
        "phone": line.phone,
        "phone_e164": e164(line.phone) if line.phone else None,
        "for": pick(line.purpose, language),
        "hours": pick(line.hours, language),
        "source": line.source,
        "published": line.published,
        "phone_abroad": line.phone_abroad,
        "phone_abroad_note": pick(line.phone_abroad_note, language),
    }


def _role(numbers: str, language: str, screen: Screen, *, whole: bool) -> str:
    """What is said of the coordinators below the numbers.

    Who looks here wants a number: unless the `whole` is asked for, what would push one off the screen is left out.
    """
    role = show(about_the_coordinator(language), screen)
    if whole or screen.height is None:
        return role
    room = screen.height - PROMPTS - numbers.count("\n")
    return next(
        (text for text in (role, show(where_the_role_is_told(language), screen)) if text.count("\n") <= room), ""
    )


@command(help="command.hotline", epilog=EXIT_CODES)
@option("--all", "all_lines", is_flag=True, help="hotline.all")
@format_option
@json_option
@lang_option
@color_option
def hotline(all_lines: bool, format_: str, as_json: bool, lang: str | None, color: str) -> int:
    """The hotline, what to do outside office hours, and what a regional coordinator does."""
    directory = Directory.load()
    book = directory.book
    language = choose_language(lang, os.environ)
    others = book.other_lines if all_lines else ()
    if as_json or format_ == "json":
        print_json(
            {
                "schema": SCHEMA,
                "hotline": {
                    **hotline_object(book.hotline, language),
                    "phone_abroad": book.hotline.phone_abroad,
                    "for": pick(book.hotline.purpose, language),
                    "source": book.hotline.source,
                    "published": book.hotline.published,
                },
                "urgent": [_line_object(line, language) for line in book.urgent],
                "other_lines": [_line_object(line, language) for line in others],
                "regional_coordinator": [
                    {"heading": heading, "lines": lines} for heading, lines in what_a_coordinator_does(language)
                ],
                "regional_coordinator_source": source(language),
            }
        )
    elif format_ in ("csv", "tsv"):
        rows = [["id", "phone", "phone_e164", "hours", "source", "published", "phone_abroad", "phone_abroad_note"]]
        for line in (book.hotline, *book.urgent, *others):
            rows.append([line.id, line.phone or "", e164(line.phone) if line.phone else "",
                         pick(line.hours, language) or "", line.source, line.published or "",
                         line.phone_abroad or "", pick(line.phone_abroad_note, language) or ""])  # fmt: skip
        print_rows(rows, format_)
    else:
        screen = screen_for(color)
        asleep = closed((), directory, language) if screen.width else ""  # the order in a pipe never changes
        numbers = show(lines_of_help(book, language, others=all_lines, closed=asleep), screen)
        write(stdout(), numbers + _role(numbers, language, screen, whole=all_lines))
    return errors.ANSWERED
