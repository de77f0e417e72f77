"""The command `lookup`: click options -> one request."""

from __future__ import annotations

import click

from nmtcli.cli.options import (
    EXIT_CODES,
    color_option,
    contacts_option,
    exact_option,
    lang_option,
    max_age_option,
    serves_option,
    strict_option,
)
from nmtcli.cli.values import PLACE
from nmtcli.model import FIELDS
from nmtcli.request import FORMATS, Request, run

_LOOKUP_HELP = """A place -> its region, whom to call, the hotline.

PLACE is a municipality, county, town, district, postal code or code, however it is spelled. Words are joined;
several places are separated by commas or given with -p.

\b
Examples:
  nmt lookup Kirunna
  nmt lookup Kiruna, Malmö --json
  nmt lookup 981 31 --get phone
"""


class InOrder(click.Command):
    """A command that remembers how many `-p` stood before the first word: the answers come in the order typed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta["nmtcli.before"] = self._before_words(args)
        return super().parse_args(ctx, args)

    def _before_words(self, args: list[str]) -> int:
        named = {name: option for option in self.params if isinstance(option, click.Option) for name in option.opts}
        before, rest = 0, iter(args)
        for arg in rest:
            if arg == "--" or not arg.startswith("-") or arg == "-":
                break
            name = arg.partition("=")[0] if arg.startswith("--") else arg[:2]
            option = named.get(name)
            before += option is not None and option.name == "places"
            if option is not None and not option.is_flag and arg == name:
                next(rest, None)
        return before


@click.command(help=_LOOKUP_HELP, epilog=EXIT_CODES, cls=InOrder)
@click.argument("words", nargs=-1, type=PLACE, metavar="PLACE...")
@click.option(
    "-p", "--place", "places", multiple=True, type=PLACE, metavar="PLACE", help="One place as a whole; may be repeated."
)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="Output format."
)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option(
    "--get", type=click.Choice(FIELDS), metavar="FIELD", help=f"Print one value per place: {', '.join(FIELDS)}."
)
@exact_option
@serves_option
@max_age_option
@click.option("--candidates", is_flag=True, help="Always list the runners-up.")
@click.option("--why", is_flag=True, help="Print how the answer was found, on stderr.")
@lang_option
@color_option
@contacts_option
@strict_option
def lookup(words: tuple[str, ...], places: tuple[str, ...], format_: str, as_json: bool, **options: object) -> int:
    """A place -> its region, whom to call, the hotline."""
    if not words and not places:
        raise click.UsageError("Name a place: nmt lookup Kiruna")
    before = click.get_current_context().meta["nmtcli.before"]
    return run(Request(words, places, "json" if as_json else format_, before=before, **options))  # type: ignore[arg-type]
