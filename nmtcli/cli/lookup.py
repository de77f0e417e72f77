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
from nmtcli.cli.worded import Command, argument, command, language, option
from nmtcli.model import FIELDS, replaced
from nmtcli.request import FORMATS, Request, may_ask, run
from nmtcli.texts.commands import say
from nmtcli.texts.prompts import say as prompt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class InOrder(Command):
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


@command(help="command.lookup", epilog=EXIT_CODES, cls=InOrder)
@argument("words", nargs=-1, type=PLACE, metavar="PLACE...")
@option("-p", "--place", "places", multiple=True, type=PLACE, metavar="PLACE", help="lookup.place")
@option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="option.format")
@option("--json", "as_json", is_flag=True, help="option.json")
@option("--get", type=click.Choice(FIELDS), metavar="FIELD", help="lookup.get")
@exact_option
@serves_option
@max_age_option
@option("--candidates", is_flag=True, help="lookup.candidates")
@option("--why", is_flag=True, help="lookup.why")
@lang_option
@color_option
@contacts_option
@strict_option
@option("--no-input", is_flag=True, help="lookup.no_input")
def lookup(words: tuple[str, ...], places: tuple[str, ...], format_: str, as_json: bool, no_input: bool,
           **options: Any) -> int:  # fmt: skip
    """A place -> its region, whom to call, the hotline."""
    if not words and not places:
        raise click.UsageError(say(language(), "lookup.no_place"))
    asked = Request(words, places, "json" if as_json else format_, **options)
    asked = replaced(asked, before=click.get_current_context().meta["nmtcli.before"])
    if "-" in (words[:1] + words[-1:]):  # between words it is a dash
        if len(words) > 1 or places:
            raise click.UsageError(prompt(language(), "lines.alone"))
        from nmtcli.cli.lines import places_from_stdin

        return run(replaced(asked, words=(), places=places_from_stdin(language()), listed=True))
    if no_input or not may_ask(asked):
        return run(asked)
    from nmtcli.cli import choose

    return choose.run(asked)
