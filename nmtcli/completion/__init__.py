"""Completion scripts for bash, zsh and fish: the commands and the names of places, written out in the shell's language.

The scripts are static, so that a press of TAB starts no Python. A name is completed from what people type: in any case,
with or without å, ä and ö, and word by word ("upplands v" -> "Väsby").
"""

from __future__ import annotations

from nmtcli.completion import bash, fish, zsh
from nmtcli.completion.line import Command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.completion.line import Names

_SHELLS = {"bash": bash.script, "zsh": zsh.script, "fish": fish.script}
SHELLS = tuple(_SHELLS)


def script(shell: str, root: Command, names: Names) -> str:
    """The completion script.

    Args:
        shell: one of SHELLS.
        root: the command line.
        names: for each kind of name that a `Value` offers pairs of the name and what is offered for it.
    """
    return _SHELLS[shell](root, names)
