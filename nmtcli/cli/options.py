"""The options that several commands have, and the exit codes as their help tells them."""

from __future__ import annotations

import click

from nmtcli.cli.values import FILE

EXIT_CODES = """\b
Exit codes:
  0  answered
  1  unexpected failure
  2  wrong usage
  3  ambiguous: the candidates route differently
  4  not found
  5  the data or the contact list is broken or unreadable
  130  interrupted (Ctrl-C)"""

lang_option = click.option(
    "--lang",
    type=click.Choice(["sv", "en"]),
    help="Language of the text. Default: NMT_LANG, else the locale's, else en.",
)
color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour and links.",
)
exact_option = click.option("--exact", is_flag=True, help="No guessing: exact, alias and folded names and codes only.")
contacts_option = click.option("--contacts", type=FILE, metavar="FILE", help="Contact list to use before all others.")
serves_option = click.option(
    "--serves", type=click.Choice(["adults", "children"]), help="Only contacts who serve adults, or children."
)
max_age_option = click.option(
    "--max-age",
    type=click.IntRange(1, 1200),
    metavar="MONTHS",
    help="The hotline in place of a contact that was not attested within so many months.",
)
strict_option = click.option("--strict-contacts", is_flag=True, help="A broken own contact list is an error (exit 5).")
format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv", "tsv"]),
    default="text",
    show_default=True,
    help="Output format.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
