"""The commands for an organisation's own contact list: look at it, exchange it, put it in force, go back."""

from __future__ import annotations

import click

from nmtcli.cli.contacts.change import import_command, rollback
from nmtcli.cli.contacts.checking import check, path
from nmtcli.cli.contacts.confirming import confirm
from nmtcli.cli.contacts.desk import EXIT_CODES
from nmtcli.cli.contacts.look import export, history, show_command
from nmtcli.cli.contacts.reviewing import review
from nmtcli.cli.options import lang_option
from nmtcli.cli.worded import group


@group(help="command.contacts", epilog=EXIT_CODES)
@lang_option
def contacts(lang: str | None) -> None:
    """Your organisation's own contact list over the built-in one."""


_COMMANDS: tuple[click.Command, ...] = (
    check, show_command, export, import_command, confirm, review, history, rollback, path,
)  # fmt: skip
for command in _COMMANDS:
    contacts.add_command(command)
