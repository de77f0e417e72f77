"""The command line: click options -> one call -> render -> exit code. Nothing else."""

from __future__ import annotations

import importlib
import io
import os
from collections.abc import Sequence

import click

from nmtcli import __version__, errors
from nmtcli.commands.values import FILE, PLACE
from nmtcli.echo import masked, plain
from nmtcli.fields import FIELDS
from nmtcli.lookup import FORMATS, Request, run
from nmtcli.streams import discard, flush, stdout, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

EXIT_CODES = """\b
Exit codes:
  0  answered
  1  unexpected failure
  2  wrong usage
  3  ambiguous: the candidates route differently
  4  not found
  5  the data or the contact list is broken or unreadable
  130  interrupted (Ctrl-C)"""

# Sub-commands, imported only when they are called: name -> (module, short help for the overview).
COMMANDS = {
    "batch": ("nmtcli.commands.batch", "Route every row of a file or of standard input."),
    "regions": ("nmtcli.commands.lists", "The seven regions; or one with its counties and contacts."),
    "places": ("nmtcli.commands.lists", "The names that the tool knows, a line each."),
    "hotline": ("nmtcli.commands.hotline", "The hotline and what to do outside office hours."),
    "contacts": ("nmtcli.commands.contacts", "Your organisation's own contact list over the built-in one."),
    "about": ("nmtcli.commands.lists", "Version, data files with their dates, the contact list in force."),
    "completion": ("nmtcli.commands.completion", "Print the completion script for a shell."),
}


class LazyGroup(click.Group):
    """A group that imports a sub-command when it is called, and lists them without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return ["lookup", *COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), cmd_name)
            return command if isinstance(command, click.Command) else None
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(self._overview())

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=text) for name, text in self._overview() if name.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def _overview(self) -> list[tuple[str, str]]:
        rows = [("lookup", "A place -> its region, whom to call, the hotline.")]
        return rows + [(name, text) for name, (_, text) in COMMANDS.items()]


# The texts of the help are no docstrings, which `python -OO` has none of.
_MAIN_HELP = """Whom to call against prostitution and human trafficking, anywhere in Sweden.

\b
Example:
  nmt lookup Kirunna

National hotline: 020-39 00 00 (office hours on weekdays). Danger to life: 112.
"""


@click.group(
    help=_MAIN_HELP, cls=LazyGroup, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="nmt", message="%(prog)s %(version)s")
def main() -> None:
    """Whom to call against prostitution and human trafficking, anywhere in Sweden."""


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


@main.command(help=_LOOKUP_HELP, epilog=EXIT_CODES, cls=InOrder)
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


def run_click(arguments: Sequence[str]) -> int:
    """Run the command line through click; returns the exit code. Errors other than click's own are raised."""
    if not arguments and (asked := os.environ.get("_NMT_COMPLETE")):  # by the script of `nmt completion`
        from nmtcli.commands.completion import answer

        return answer(asked)
    try:
        # Not `main.main`, which takes any closed pipe, that of stderr too, for exit code 1.
        with main.make_context("nmt", list(arguments)) as context:
            code = main.invoke(context)
    except click.exceptions.Exit as error:
        if error.exit_code == errors.ANSWERED:  # --help or --version
            flush(stdout())
        return error.exit_code
    except BrokenPipeError:  # click's own help: all other writing is by `streams`
        discard(stdout())
        return errors.ANSWERED
    except AttributeError:  # older versions of click, where standard output is closed
        stdout()
        raise
    except click.exceptions.Abort:
        return errors.INTERRUPTED
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        tell("".join(f"{masked(plain(line))}\n" for line in said.getvalue().splitlines()))
        return errors.USAGE if isinstance(error, click.UsageError) else error.exit_code
    return code if isinstance(code, int) else errors.ANSWERED
