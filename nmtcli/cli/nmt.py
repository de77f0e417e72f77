"""The command line: which commands there are, and a run of one through click."""

from __future__ import annotations

import importlib
import io
import os
from collections.abc import Sequence

import click

from nmtcli import __version__, errors
from nmtcli.cli.options import EXIT_CODES
from nmtcli.echo import masked, plain
from nmtcli.streams import discard, flush, stdout, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# Sub-commands, imported only when they are called: name -> (module, short help for the overview).
COMMANDS = {
    "lookup": ("nmtcli.cli.lookup", "A place -> its region, whom to call, the hotline."),
    "batch": ("nmtcli.cli.batch", "Route every row of a file or of standard input."),
    "regions": ("nmtcli.cli.regions", "The seven regions; or one with its counties and contacts."),
    "places": ("nmtcli.cli.places", "The names that the tool knows, a line each."),
    "hotline": ("nmtcli.cli.hotline", "The hotline and what to do outside office hours."),
    "contacts": ("nmtcli.cli.contacts", "Your organisation's own contact list over the built-in one."),
    "about": ("nmtcli.cli.about", "Version, data files with their dates, the contact list in force."),
    "completion": ("nmtcli.cli.completion", "Print the completion script for a shell."),
}


class LazyGroup(click.Group):
    """A group that imports a sub-command when it is called, and lists them without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

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
        return [(name, text) for name, (_, text) in COMMANDS.items()]


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


def run_click(arguments: Sequence[str]) -> int:
    """Run the command line through click; returns the exit code. Errors other than click's own are raised."""
    if not arguments and (asked := os.environ.get("_NMT_COMPLETE")):  # by the script of `nmt completion`
        from nmtcli.cli.completion import answer

        return answer(main, asked)
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
