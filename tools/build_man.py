"""Write docs/nmt.1, the man page, from the definitions of the commands: `python tools/build_man.py`.

The page is committed and goes into the wheel as it is, so that a build needs no command-line packages; a test holds it
to the definitions. It is plain ASCII: å is written as the escape that both groff and mandoc know.
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "nmt.1"

ESCAPES = str.maketrans({"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"})

ENVIRONMENT = [
    ("NMT_LANG", "Language of the text, sv or en, where --lang does not say. Else the locale's, else English."),
    ("NMT_CONTACTS", "A contact list that is stronger than those under FILES; --contacts is stronger still."),
    ("NO_COLOR", "When set and not empty: no colour and no links, unless --color says always."),
    ("FORCE_COLOR", "When set and not empty: colour and links in a pipe too."),
    ("TERM", "dumb: no colour and no links."),
    ("COLUMNS", "Width of the text on a terminal."),
]
FILES = [
    ("~/.config/nmtcli/contacts.toml", "Your organisation's own contact list for this user, over the shipped one."),
    ("/etc/xdg/nmtcli/contacts.toml", "The same for all users of the machine; weaker than the user's."),
    ("confirmations.toml", "Beside either of them: that contacts were checked (nmt contacts confirm)."),
]
FILES_NOTE = (
    "XDG_CONFIG_HOME and XDG_CONFIG_DIRS move them; on macOS and Windows they lie where programs keep their settings "
    "there. nmt contacts path prints the places."
)
SHELL_EXAMPLE = """\
phone=$(nmt lookup "$place" --get phone) || code=$?
case ${code:-0} in
0) echo "Call $phone" ;;
3) echo "Which of them is it?" ;;
4) echo "No such place. Call $(nmt hotline --format csv | sed -n 2p | cut -d, -f2)" ;;
*) exit "$code" ;;
esac"""
PRIVACY = (
    "No network, no telemetry, no history, no log. What is asked is not written anywhere. Give place names only, never "
    "the name or the identity number of a person. Mind that a shell may keep what you type in a history of its own."
)


def roff(text: str) -> str:
    """Text as roff prints it: ASCII, and nothing in it that roff would read as a command or make typographic."""
    text = text.translate(ESCAPES)
    text = "".join(letter if letter.isascii() else f"\\[u{ord(letter):04X}]" for letter in text)
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.M)


def filled(text: str) -> str:
    """Text as roff, in lines of fewer than 80 characters."""
    lines = textwrap.wrap(roff(" ".join(text.split())), 78, break_long_words=False, break_on_hyphens=False)
    return re.sub(r"^(?=[.'])", r"\\&", "\n".join(lines), flags=re.M)


def bold(text: str) -> str:
    return f"\\fB{roff(text)}\\fR"


def italic(text: str) -> str:
    return f"\\fI{roff(text)}\\fR"


def paragraphs(text: str) -> Iterator[str]:
    """A help text; paragraphs that begin with \\b keep their lines."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        head, _, rest = paragraph.partition("\n")
        if head.strip() != "\b":
            yield f".PP\n{filled(paragraph)}"
            continue
        title, _, body = rest.partition("\n")
        yield f".PP\n{roff(title)}\n.PP\n.RS 4\n.nf\n{roff(inspect.cleandoc(body))}\n.fi\n.RE"


def tagged(items: list[tuple[str, str]]) -> str:
    """A list of terms (roff already) and plain texts."""
    return "\n".join(f".TP\n{term}\n{filled(text)}" for term, text in items)


def metavar(parameter: click.Parameter) -> str:
    """'FILE', 'text|json': the value of a parameter as the synopsis shows it."""
    if isinstance(parameter.type, click.Choice) and not parameter.metavar:
        return "|".join(map(str, parameter.type.choices))
    if parameter.metavar:
        return parameter.metavar.strip("[]").removesuffix("...")
    kind = parameter.type.name if isinstance(parameter, click.Option) else parameter.name or ""
    return kind.upper()


def argument(parameter: click.Argument) -> str:
    """'PLACE...', '[FILE]' with the name in italics."""
    text = italic(metavar(parameter)) + ("..." if parameter.nargs < 0 else "")
    optional = not parameter.required and not (parameter.metavar or "").endswith("...")
    return f"[{text}]" if optional else text


def option(parameter: click.Option) -> tuple[str, str]:
    """An option as a term and its help."""
    value = "" if parameter.is_flag or parameter.count else f" {italic(metavar(parameter))}"
    spellings = ", ".join(bold(name) for name in sorted([*parameter.opts, *parameter.secondary_opts], key=len))
    default = f" Default: {parameter.default}." if parameter.show_default and not parameter.is_flag else ""
    return spellings + value, (parameter.help or "") + default


def synopsis(command: click.Command, context: click.Context) -> str:
    """'nmt lookup [OPTIONS] PLACE...'."""
    arguments = [argument(p) for p in command.params if isinstance(p, click.Argument)]
    if isinstance(command, click.Group):
        arguments.append(f"{italic('COMMAND')} [{italic('ARGUMENTS')}]")
    has_options = any(isinstance(p, click.Option) for p in command.params)
    return " ".join([bold(context.command_path), *([f"[{italic('OPTIONS')}]"] if has_options else []), *arguments])


def commands(command: click.Command, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """All commands that are no groups, and groups below the first, in the order of the help."""
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(context):
        sub = command.get_command(context, name)
        if sub is not None and not sub.hidden:
            below = click.Context(sub, parent=context, info_name=name)
            yield sub, below
            yield from commands(sub, below)


def above(context: click.Context) -> str | None:
    """The epilog of the group that a command belongs to."""
    return context.parent.command.epilog if context.parent else None


def exit_codes(epilog: str) -> list[tuple[str, str]]:
    """The lines of an epilog "Exit codes:", as (code, meaning)."""
    return re.findall(r"^ +(\d+) +(.+)$", epilog, re.M)


def page() -> str:
    """The man page."""
    sys.path.insert(0, str(ROOT))
    try:
        from nmtcli import __version__
        from nmtcli.cli.nmt import main
        from nmtcli.cli.options import EXIT_CODES
        from nmtcli.gazetteer.dataset import load_dataset
    finally:
        sys.path.remove(str(ROOT))
    root = click.Context(main, info_name="nmt", **main.context_settings)
    # The date is that of the data, not of the day on which the page is written: it changes only with its content.
    date = max(str(head["date"]) for head in load_dataset(ROOT / "data").heads.values())
    every = list(commands(main, root))
    first, *rest = paragraphs(main.help or "")
    codes = exit_codes(EXIT_CODES)
    parts = [
        '.\\" Made by tools/build_man.py from the definitions of the commands. Do not edit.',
        f'.TH NMT 1 "{date}" "nmt {__version__}" "User Commands"',
        ".SH NAME\nnmt \\- " + filled("regional coordinators against prostitution and human trafficking"),
        ".SH SYNOPSIS",
        "\n.br\n".join(synopsis(c, x) for c, x in every if not isinstance(c, click.Group)),
        ".SH DESCRIPTION",
        *(part.removeprefix(".PP\n") if part is first else part for part in (first, *rest)),
        ".PP\n"
        + filled(
            "The answer is on standard output, or standard output is empty; questions, warnings and errors are on "
            "standard error."
        ),
        ".SH OPTIONS",
        tagged([option(p) for p in main.get_params(root) if isinstance(p, click.Option)]),
        ".SH COMMANDS",
    ]
    for command, context in every:
        parts.append(f".SS {synopsis(command, context)}")
        first, *rest = paragraphs(command.help or "")
        parts += [first.removeprefix(".PP\n"), *rest]
        parts.append(tagged([option(p) for p in command.get_params(context) if isinstance(p, click.Option)]))
        if command.epilog and command.epilog not in (EXIT_CODES, above(context)):
            parts.append(".PP\nExit codes:")
            parts.append(tagged([(bold(code), meaning) for code, meaning in exit_codes(command.epilog)]))
    parts += [
        ".SH EXIT STATUS",
        tagged([(bold(code), meaning) for code, meaning in codes]),
        ".PP\n" + filled("Of several places the worst counts: 4 before 3 before 0. A closed pipe ends quietly."),
        ".SH ENVIRONMENT",
        tagged([(bold(name), text) for name, text in ENVIRONMENT]),
        ".SH FILES",
        tagged([(italic(name), text) for name, text in FILES]),
        ".PP\n" + filled(FILES_NOTE),
        ".SH EXAMPLES",
        "A number for a script, and what to do when there is none:",
        f".PP\n.RS 4\n.nf\n{roff(SHELL_EXAMPLE)}\n.fi\n.RE",
        ".SH PRIVACY",
        filled(PRIVACY),
        ".SH SEE ALSO",
        ".BR bash (1),\n.BR zsh (1),\n.BR fish (1)\n.PP\n"
        + filled(
            "nmt completion prints a completion script for each of them. Of the pages that come with the source, "
            "docs/scripts.md describes the JSON and docs/contacts.md the contact list."
        ),
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="ascii", newline="\n")
