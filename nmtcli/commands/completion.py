"""The command `completion`: click's own definitions and the gazetteer's names -> a script for the user's shell."""

from __future__ import annotations

import click

from nmtcli import errors
from nmtcli.cli import EXIT_CODES
from nmtcli.completion import SHELLS, script
from nmtcli.completion.line import Command, Option, Value
from nmtcli.directory import Directory
from nmtcli.streams import stdout, write

# What the names that the help gives to values stand for.
OFFERS = {"FILE": "file", "PLACE": "place", "REGION": "region", "COUNTY": "county"}


def value_of(parameter: click.Parameter) -> Value:
    """What a parameter takes."""
    name = (parameter.metavar or parameter.name or "").strip("[]._").upper()
    choices = tuple(map(str, parameter.type.choices)) if isinstance(parameter.type, click.Choice) else ()
    return Value(name, "" if choices else OFFERS.get(name, ""), choices, parameter.nargs < 0)


def option_of(option: click.Option) -> Option:
    """An option with all its spellings, short ones first; click before 8.1.4 gives those of --help in any order."""
    value = None if option.is_flag or option.count else value_of(option)
    return Option(
        tuple(sorted([*option.opts, *option.secondary_opts], key=len)), option.help or "", value, option.multiple
    )


def command_of(command: click.Command, context: click.Context) -> Command:
    """A click command and all below it."""
    parameters = command.get_params(context)
    subcommands = []
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            sub = command.get_command(context, name)
            if sub is not None and not sub.hidden:
                subcommands.append(command_of(sub, click.Context(sub, parent=context, info_name=name)))
    return Command(
        context.command_path,
        command.get_short_help_str(limit=200),
        tuple(option_of(p) for p in parameters if isinstance(p, click.Option) and not p.hidden),
        tuple(value_of(p) for p in parameters if isinstance(p, click.Argument)),
        tuple(subcommands),
    )


def names() -> dict[str, tuple[tuple[str, str], ...]]:
    """The names to complete, each with what is offered for it: regions (their ids), counties, places of all kinds."""
    directory = Directory.load()
    towns, counties = ([place.name for place in directory.gazetteer.every(kind)] for kind in ("municipality", "county"))
    regions = directory.book.regions
    # "ost" and "vast" are words, and no names of regions.
    named = [region.name if region.name.isascii() else f"Region {region.name}" for region in regions]
    return {
        "region": tuple((region.name, region.id) for region in regions),
        "county": tuple((name, name) for name in counties),
        "place": tuple((name, name) for name in dict.fromkeys(towns + counties + named)),
    }


_COMPLETION_HELP = """Print the completion script for a shell: bash, zsh or fish.

It completes commands, options, and the names of municipalities, counties and regions, in any case and with or
without å, ä and ö: "malm" and TAB gives Malmö.

\b
Examples:
  eval "$(nmt completion bash)"
  nmt completion zsh > ~/.zfunc/_nmt
  nmt completion fish > ~/.config/fish/completions/nmt.fish
"""


@click.command(help=_COMPLETION_HELP, epilog=EXIT_CODES)
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
def completion(shell: str) -> int:
    """Print the completion script for a shell: bash, zsh or fish."""
    from nmtcli.cli import main

    root = command_of(main, click.Context(main, info_name="nmt", **main.context_settings))
    text = script(shell, root, names())
    out = stdout()
    if hasattr(out, "buffer"):
        out.flush()
        out.buffer.write(text.encode())  # UTF-8 whatever the terminal's encoding: the shell is to read it
    else:
        write(out, text)
    return errors.ANSWERED
