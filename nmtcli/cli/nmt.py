"""The command line: which commands there are, and a run of one through click."""

from __future__ import annotations

import importlib
import io
import os
from collections.abc import Sequence
from gettext import gettext as _

import click

from nmtcli import __version__, errors
from nmtcli.cli.options import EXIT_CODES, contacts_option, lang_option, strict_option
from nmtcli.cli.worded import Group, Option, group, language, option, speaking
from nmtcli.echo import echo, masked, plain
from nmtcli.resolve.candidates import osa
from nmtcli.streams import discard, flush, stdout, tell
from nmtcli.texts import language_of
from nmtcli.texts.help import say
from nmtcli.texts.prompts import say as prompt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# Sub-commands, imported only when they are called: name -> module. The overview: "overview." in texts.help.
COMMANDS = {
    "lookup": "nmtcli.cli.lookup",
    "batch": "nmtcli.cli.batch",
    "regions": "nmtcli.cli.regions",
    "places": "nmtcli.cli.places",
    "hotline": "nmtcli.cli.hotline",
    "contacts": "nmtcli.cli.contacts",
    "directory": "nmtcli.cli.directory",
    "doctor": "nmtcli.cli.doctor",
    "about": "nmtcli.cli.about",
    "completion": "nmtcli.cli.completion",
}


class LazyGroup(Group):
    """A group that imports a sub-command when it is called, and lists them without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
            return command if isinstance(command, click.Command) else None
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A first word that is neither a command nor an option is a place: `nmt Kiruna` is `nmt lookup Kiruna`."""
        word = args[0]
        if word in COMMANDS or (word.startswith("-") and word != "-"):
            return super().resolve_command(ctx, args)
        if not ctx.resilient_parsing and (name := _meant(word)):
            raise click.UsageError(prompt(language(), "no_command", word=echo(word), name=name), ctx)
        return "lookup", self.get_command(ctx, "lookup"), args

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl(self._overview())

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=text) for name, text in self._overview() if name.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def _overview(self) -> list[tuple[str, str]]:
        return [(name, say(language(), f"overview.{name}")) for name in COMMANDS]


def _meant(word: str) -> str | None:
    """The command that a word is within one edit of, unless the word is the name of a place."""
    name = next((name for name in COMMANDS if osa(word.casefold(), name) <= 1), None)
    if name is None:
        return None
    from nmtcli.directory import Directory

    return name if Directory.load().resolve(word, exact=True).status == "not_found" else None


@group(
    help="command.nmt",
    cls=LazyGroup,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(__version__, prog_name="nmt", message="%(prog)s %(version)s", help="option.version", cls=Option)
@option("--plain", is_flag=True, help="nmt.plain")
@lang_option
@contacts_option
@strict_option
@click.pass_context
def main(
    context: click.Context, plain: bool, lang: str | None, contacts: str | None, strict_contacts: bool
) -> int | None:
    """Whom to call against prostitution and human trafficking, anywhere in Sweden; alone the console."""
    if context.invoked_subcommand is not None:
        given = [("--plain", plain), ("--contacts", contacts), ("--strict-contacts", strict_contacts)]
        if misplaced := [name for name, value in given if value]:
            key = "misplaced.plain" if plain else "misplaced"
            raise click.UsageError(prompt(language(), key, option=misplaced[0]))
        return None
    from nmtcli import console

    if not console.on_terminals():
        tell(context.get_help() + "\n")
        return errors.USAGE
    console.run(plain, language(), contacts, strict_contacts)
    return errors.ANSWERED


def run_click(arguments: Sequence[str]) -> int:
    """Run the command line through click; returns the exit code. Errors other than click's own are raised."""
    with speaking(language_of(arguments, os.environ)):
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
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
