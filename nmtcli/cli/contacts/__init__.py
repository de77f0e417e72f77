"""The commands for an organisation's own contact list: look at it, exchange it, put it in force, go back."""

from __future__ import annotations

import click

from nmtcli.cli.contacts.change import import_command, rollback
from nmtcli.cli.contacts.checking import check, path
from nmtcli.cli.contacts.confirming import confirm
from nmtcli.cli.contacts.desk import EXIT_CODES
from nmtcli.cli.contacts.look import export, history, show_command
from nmtcli.cli.contacts.reviewing import review

_CONTACTS_HELP = """Your organisation's own contact list over the built-in one.

\b
Examples:
  nmt contacts export --format csv -o kontakter.csv
  nmt contacts import kontakter.csv
  nmt contacts confirm Nord --by socialjouren
"""


@click.group(help=_CONTACTS_HELP, epilog=EXIT_CODES)
def contacts() -> None:
    """Your organisation's own contact list over the built-in one."""


for command in (check, show_command, export, import_command, confirm, review, history, rollback, path):
    contacts.add_command(command)
