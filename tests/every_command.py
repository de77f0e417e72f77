"""All commands of nmt by their whole names, as click has them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from nmtcli.cli.nmt import main

ROOT = click.Context(main, info_name="nmt", **main.context_settings)


def walk(context: click.Context = ROOT) -> Iterator[click.Context]:
    """The context of a command and of all below it; its `command_path` is the whole name."""
    yield context
    command = context.command
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            sub = command.get_command(context, name)
            if sub is not None and not sub.hidden:
                yield from walk(click.Context(sub, parent=context, info_name=name))


def options(context: click.Context) -> list[click.Option]:
    """The options of a command that its help shows, --help among them."""
    found = context.command.get_params(context)
    return [option for option in found if isinstance(option, click.Option) and not option.hidden]


def spellings(option: click.Option) -> list[str]:
    """Short ones first; click before 8.1.4 gives those of --help in any order."""
    return sorted([*option.opts, *option.secondary_opts], key=len)
