"""The options that several commands have, and the exit codes as their help tells them."""

from __future__ import annotations

import click

from nmtcli.cli.values import FILE
from nmtcli.cli.worded import option

EXIT_CODES = "exit_codes"  # the key of their text


def _nearest(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """--lang of the command, else of the nearest group before it."""
    if value:
        context.meta["nmtcli.lang"] = value
    found: str | None = context.meta.get("nmtcli.lang")
    return found


lang_option = option(
    "--lang",
    type=click.Choice(["sv", "en"]),
    callback=_nearest,
    help="option.lang",
)
color_option = option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="option.color",
)
exact_option = option("--exact", is_flag=True, help="option.exact")
contacts_option = option("--contacts", type=FILE, metavar="FILE", help="option.contacts")
serves_option = option("--serves", type=click.Choice(["adults", "children"]), help="option.serves")
max_age_option = option(
    "--max-age",
    type=click.IntRange(1, 1200),
    metavar="MONTHS",
    help="option.max_age",
)
strict_option = option("--strict-contacts", is_flag=True, help="option.strict")
format_option = option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv", "tsv"]),
    default="text",
    show_default=True,
    help="option.format",
)
json_option = option("--json", "as_json", is_flag=True, help="option.json")
