"""The command `completion`, and what the shells ask when TAB is pressed, both by click's own completion.

Each shell matches and inserts what it is offered in a way of its own; the three classes here make names that differ
from what was typed in case and diacritics come through that.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from nmtcli import errors
from nmtcli.cli.options import EXIT_CODES, lang_option
from nmtcli.cli.values import folded
from nmtcli.cli.worded import argument, command
from nmtcli.normalise import key
from nmtcli.streams import stdout, write

VARIABLE = "_NMT_COMPLETE"  # what the scripts set; its value is "bash_complete" or the like


def at_odds(found: Sequence[CompletionItem], typed: str) -> bool:
    """Whether the offers differ in the very letters that are typed: Habo and Håbo, for "hab"."""
    return len({item.value[: len(typed)] for item in found}) > 1


def respelled(item: CompletionItem, found: Sequence[CompletionItem], typed: str) -> CompletionItem:
    """An offer that begins with the very letters that are typed, its name beside it: "vaxjo", Växjö.

    Where that would be another name on offer, Habo for Håbo, no letter is added. Typed out whole, "habo" is Habo.
    """
    plain = folded(item.value)
    taken = plain != key(item.value) and any(plain == key(other.value) for other in found)
    return CompletionItem(typed if taken else typed + plain[len(typed) :], help=item.value)


class Bash(BashComplete):
    """Bash inserts what it is offered as it is, and what all offers have in common in place of what is typed."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Without the "=" of "--place=vaxj", which bash makes a word of its own."""
        args, incomplete = super().get_completion_args()
        return [word for word in args if word != "="], incomplete

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """One more, of a space, where the offers have less in common than is typed: the typed letters then stay."""
        found = super().get_completions(args, incomplete)
        return [*found, CompletionItem(" ")] if incomplete != "=" and at_odds(found, incomplete) else found

    def format_completion(self, item: CompletionItem) -> str:
        """With spaces quoted unless a quotation mark is open, by two backslashes: the script's `read` takes one."""
        words = os.environ["COMP_WORDS"].split("\n")
        quoted = words[int(os.environ["COMP_CWORD"])].startswith(("'", '"'))
        if item.value != " " and not quoted:
            item.value = item.value.replace(" ", "\\\\ ")
        return super().format_completion(item)


class _WholeWords(ShellComplete):
    """A shell that takes "--place=vaxj" for one word, so that the option belongs to what is offered."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        option, equals, typed = incomplete.rpartition("=") if incomplete.startswith("-") else ("", "", incomplete)
        found = super().get_completions(args, incomplete)
        if any(item.help or item.type != "plain" for item in found):  # commands, options, files
            return found
        found = self.fitted(found, typed)
        for item in found:
            item.value = option + equals + item.value
        return found

    def fitted(self, found: list[CompletionItem], typed: str) -> list[CompletionItem]:
        """The offers in a spelling that the shell takes."""
        raise NotImplementedError


class Zsh(_WholeWords, ZshComplete):
    """Zsh puts what all offers have in common in place of what is typed, though it be less; it quotes by itself."""

    def fitted(self, found: list[CompletionItem], typed: str) -> list[CompletionItem]:
        return [respelled(item, found, typed) for item in found] if at_odds(found, typed) else found


class Fish(_WholeWords, FishComplete):
    """Fish shows only what begins with the typed letters, in any case; it quotes by itself."""

    def fitted(self, found: list[CompletionItem], typed: str) -> list[CompletionItem]:
        fits = all(item.value.casefold().startswith(typed.casefold()) for item in found)
        # All or none: beside an offer that only adds letters it drops those that change some.
        return found if fits else [respelled(item, found, typed) for item in found]


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def script(main: click.Command, shell: str) -> str:
    """The script for one of SHELLS that completes the commands of `main`.

    Not by click's `source`, which for bash starts bash to see its version.
    """
    found = SHELLS[shell](main, {}, "nmt", VARIABLE)
    return found.source_template % found.source_vars()


def answer(main: click.Command, instruction: str) -> int:
    """Answer a script on standard output: `instruction` is what it has set VARIABLE to. Returns the exit code.

    A press of TAB shows no message: whatever fails, nothing is offered.
    """
    shell = instruction.partition("_")[0]
    if shell not in SHELLS:
        return errors.FAILED
    try:
        write(stdout(), SHELLS[shell](main, {}, "nmt", VARIABLE).complete() + "\n")
    except Exception:
        if os.environ.get("NMT_DEBUG"):
            raise
        return errors.FAILED
    return errors.ANSWERED


@command(help="command.completion", epilog=EXIT_CODES)
@argument("shell", type=click.Choice(list(SHELLS)), metavar="SHELL")
@lang_option  # of its help
def completion(shell: str, lang: str | None) -> int:
    """Print the completion script for a shell: bash, zsh or fish."""
    write(stdout(), script(click.get_current_context().find_root().command, shell))
    return errors.ANSWERED
