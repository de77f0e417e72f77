"""The command line to complete, and what the scripts of all shells have in common."""

from __future__ import annotations

from nmtcli.model import Record
from nmtcli.normalise import key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Names = Mapping[str, tuple[tuple[str, str], ...]]


class Value(Record):
    """What can stand in one place of a command line: a `name` as the help shows it, and what to offer there.

    `offer` is "file", one of the lists of names ("place", "county", "region"), or "" for nothing; `choices` are words.
    """

    name: str
    offer: str = ""
    choices: tuple[str, ...] = ()
    many: bool = False


class Option(Record):
    """An option: its spellings, its help, and the value that it takes, if any."""

    spellings: tuple[str, ...]
    help: str
    value: Value | None = None
    many: bool = False


class Command(Record):
    """A command by its whole name ("nmt contacts check"), with its sub-commands."""

    name: str
    help: str
    options: tuple[Option, ...]
    arguments: tuple[Value, ...]
    commands: tuple[Command, ...] = ()

    @property
    def word(self) -> str:
        """The last word of the name."""
        return self.name.rsplit(" ", 1)[-1]


def walk(command: Command) -> Iterator[Command]:
    """The command and all below it."""
    yield command
    for sub in command.commands:
        yield from walk(sub)


_PLAIN = str.maketrans("åäöé", "aaoe")


def entry(name: str, offered: str) -> str:
    """What may be typed for a name, then what is offered for it: ('Växjö', 'Växjö') -> 'vaxjo|växjö|Växjö'."""
    typed = str(key(name))
    plain = typed.translate(_PLAIN)
    return "|".join([*dict.fromkeys(form for form in (plain, typed) if form != offered), offered])


def quoted(text: str) -> str:
    """In single quotes, as all three shells read them. Backslashes are left out: fish alone reads them there."""
    return "'" + text.replace("\\", "").replace("'", "’") + "'"


def lists(names: Names, form: str) -> str:
    """One assignment for each list of names."""
    return "\n".join(
        form.format(kind, " ".join(quoted(entry(*pair)) for pair in found)) for kind, found in names.items()
    )
