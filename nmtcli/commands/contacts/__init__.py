"""The commands for an organisation's own contact list: look at it, exchange it, put it in force, go back."""

from __future__ import annotations

import click

from nmtcli.commands.contacts import change, look
from nmtcli.commands.contacts.desk import EXIT_CODES

_CONTACTS_HELP = """Your organisation's own contact list over the shipped one.

\b
Examples:
  nmt contacts export --format csv -o kontakter.csv
  nmt contacts import kontakter.csv
  nmt contacts confirm Nord --by socialjouren
"""


@click.group(help=_CONTACTS_HELP, epilog=EXIT_CODES)
def contacts() -> None:
    """Your organisation's own contact list over the shipped one."""


for command in (look.check, look.show_command, look.export, change.import_command, change.confirm, look.history,
                change.rollback, look.path):  # fmt: skip
    contacts.add_command(command)
