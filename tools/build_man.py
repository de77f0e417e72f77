"""Write the man pages, docs/nmt.1 and docs/sv/nmt.1, from the definitions of the commands: `python tools/build_man.py`.

The pages are committed and go into the wheel as they are, so that a build needs no command-line packages; a test holds
them to the definitions. They are plain ASCII: å is written as the escape that both groff and mandoc know.
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import click

Say = Callable[[str], str]  # the key of WORDS -> its text
Terms = Callable[[dict[str, tuple[str, str]], Callable[[str], str]], str]
ROOT = Path(__file__).resolve().parent.parent
PAGES = {"en": ROOT / "docs" / "nmt.1", "sv": ROOT / "docs" / "sv" / "nmt.1"}

ESCAPES = str.maketrans({"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"})

# As nmtcli.texts has it: a pair is (Swedish, English).
WORDS = {
    "manual": ("Användarkommandon", "User Commands"),
    "NAME": ("NAMN", "NAME"),
    "SYNOPSIS": ("SYNOPSIS", "SYNOPSIS"),
    "DESCRIPTION": ("BESKRIVNING", "DESCRIPTION"),
    "OPTIONS": ("FLAGGOR", "OPTIONS"),
    "COMMANDS": ("KOMMANDON", "COMMANDS"),
    "EXIT STATUS": ("SLUTKODER", "EXIT STATUS"),
    "ENVIRONMENT": ("MILJÖVARIABLER", "ENVIRONMENT"),
    "FILES": ("FILER", "FILES"),
    "EXAMPLES": ("EXEMPEL", "EXAMPLES"),
    "PRIVACY": ("PERSONUPPGIFTER", "PRIVACY"),
    "SEE ALSO": ("SE ÄVEN", "SEE ALSO"),
    "exit codes": ("Slutkoder:", "Exit codes:"),
    "default": ("Förval: {}.", "Default: {}."),
    "command": ("KOMMANDO", "COMMAND"),
    "arguments": ("ARGUMENT", "ARGUMENTS"),
    "what": ("regionkoordinatorer mot prostitution och människohandel",
             "regional coordinators against prostitution and human trafficking"),
    "streams": (
        "Svaret står på standard ut, eller också är standard ut tomt; frågor, varningar och fel står på standard fel.",
        "The answer is on standard output, or standard output is empty; questions, warnings and errors are on standard "
        "error."),
    "worst": ("Av flera platser gäller den sämsta: 4 före 3 före 0. Ett stängt rör avslutar utan meddelande.",
              "Of several places the worst counts: 4 before 3 before 0. A closed pipe ends quietly."),
    "files note": (
        "XDG_CONFIG_HOME och XDG_CONFIG_DIRS flyttar dem; på macOS och Windows ligger de där program har sina "
        "inställningar. nmt contacts path visar var.",
        "XDG_CONFIG_HOME and XDG_CONFIG_DIRS move them; on macOS and Windows they lie where programs keep their "
        "settings there. nmt contacts path prints the places."),
    "example": ("Ett nummer till ett skript, och vad som görs när det inte finns något:",
                "A number for a script, and what to do when there is none:"),
    "privacy": (
        "Inget nätverk, ingen telemetri, ingen historik, ingen logg. Det som frågas skrivs ingenstans. Ange bara "
        "ortnamn, aldrig en persons namn eller personnummer. Tänk på att skalet kan spara det som skrivs i en egen "
        "historik: nmt lookup - läser platserna ur standard in.",
        "No network, no telemetry, no history, no log. What is asked is not written anywhere. Give place names only, "
        "never the name or the identity number of a person. Mind that a shell may keep what you type in a history of "
        "its own: nmt lookup - reads the places from standard input."),
    "see also": (
        "nmt completion skriver ut ett skript som kompletterar i vart och ett av dem. LÄSMIG.md i källkoden är en "
        "första sida på svenska; docs/scripts.md beskriver JSON och docs/contacts.md kontaktlistan, på engelska.",
        "nmt completion prints a completion script for each of them. Of the pages that come with the source, "
        "docs/scripts.md describes the JSON and docs/contacts.md the contact list."),
}  # fmt: skip
ENVIRONMENT = {
    "NMT_LANG": (
        "Textens språk, sv eller en, där --lang inte säger något. Annars språkmiljöns (LC_ALL, LC_MESSAGES, LANG), "
        "annars systemets på macOS och Windows, annars engelska.",
        "Language of the text, sv or en, where --lang does not say. Else the locale's (LC_ALL, LC_MESSAGES, LANG), "
        "else the system's on macOS and Windows, else English."),
    "NMT_CONTACTS": (
        "En kontaktlista som går före dem under FILER; --contacts går före den.",
        "A contact list that takes precedence over those under FILES; --contacts takes precedence over it."),
    "NMT_NOW": ("En svensk tid i stället för den nuvarande, för prov: 2026-11-28T23:10.",
                "A time in Sweden in place of the present one, for tests: 2026-11-28T23:10."),
    "NO_COLOR": ("Satt och inte tom: ingen färg och inga länkar, om inte --color säger always.",
                 "When set and not empty: no colour and no links, unless --color says always."),
    "FORCE_COLOR": ("Satt och inte tom: färg och länkar även i ett rör.",
                    "When set and not empty: colour and links in a pipe too."),
    "TERM": ("dumb: ingen färg och inga länkar; inget ritas om, och en siffra som väljer följs av Enter.",
             "dumb: no colour and no links; nothing is redrawn, and a digit that chooses takes Enter."),
    "ACCESSIBLE": ("Satt och inte tom: inget ritas om, och en siffra som väljer följs av Enter.",
                   "When set and not empty: nothing is redrawn, and a digit that chooses takes Enter."),
    "COLUMNS": ("Textens bredd på en terminal.", "Width of the text on a terminal."),
}  # fmt: skip
FILES = {
    "~/.config/nmtcli/contacts.toml": (
        "Er egen kontaktlista för den här användaren, över den medföljande.",
        "Your organisation's own contact list for this user, over the built-in one."),
    "/etc/xdg/nmtcli/contacts.toml": ("Den för alla användare av datorn; användarens egen går före. Inte på Windows.",
                                      "The same for all users of the machine; weaker than the user's. Not on Windows."),
    "confirmations.toml": ("Bredvid någon av dem: att kontakter är kontrollerade (nmt contacts confirm).",
                           "Beside either of them: that contacts were checked (nmt contacts confirm)."),
}  # fmt: skip
SHELL_EXAMPLE = """\
phone=$(nmt lookup "$place" --get phone) || code=$?
case ${code:-0} in
0) echo "Call $phone" ;;
3) echo "Which of them is it?" ;;
4) echo "No such place. Call $(nmt hotline --format csv | sed -n 2p | cut -d, -f2)" ;;
*) exit "$code" ;;
esac"""


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
        return re.sub(r"[][]|\.\.\.", "", parameter.metavar)
    kind = parameter.type.name if isinstance(parameter, click.Option) else parameter.name or ""
    return kind.upper()


def argument(parameter: click.Argument) -> str:
    """'PLACE...', '[FILE]' with the name in italics."""
    text = italic(metavar(parameter)) + ("..." if parameter.nargs < 0 else "")
    optional = not parameter.required and parameter.metavar != f"{metavar(parameter)}..."  # PLACE...: or -p
    return f"[{text}]" if optional else text


def option(parameter: click.Option, say: Say) -> tuple[str, str]:
    """An option as a term and its help."""
    value = "" if parameter.is_flag or parameter.count else f" {italic(metavar(parameter))}"
    spellings = ", ".join(bold(name) for name in sorted([*parameter.opts, *parameter.secondary_opts], key=len))
    default = " " + say("default").format(parameter.default) if parameter.show_default and not parameter.is_flag else ""
    return spellings + value, (parameter.help or "") + default


def synopsis(command: click.Command, context: click.Context, say: Say) -> str:
    """'nmt lookup [OPTIONS] PLACE...'."""
    arguments = [argument(p) for p in command.params if isinstance(p, click.Argument)]
    if isinstance(command, click.Group):
        arguments.append(f"{italic(say('command'))} [{italic(say('arguments'))}]")
    has_options = any(isinstance(p, click.Option) for p in command.params)
    return " ".join([bold(context.command_path), *([f"[{italic(say('OPTIONS'))}]"] if has_options else []), *arguments])


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


def page(language: str) -> str:
    """The man page in "sv" or "en"."""
    sys.path.insert(0, str(ROOT))
    try:
        from nmtcli import __version__
        from nmtcli.cli.nmt import main
        from nmtcli.cli.worded import speaking
        from nmtcli.gazetteer.dataset import load_dataset
        from nmtcli.texts import LANGUAGES
    finally:
        sys.path.remove(str(ROOT))
    column = LANGUAGES.index(language)

    def say(key: str) -> str:
        return WORDS[key][column]

    def terms(texts: dict[str, tuple[str, str]], font: Callable[[str], str]) -> str:
        return tagged([(font(name), pair[column]) for name, pair in texts.items()])

    # The date is that of the data, not of the day on which the page is written: it changes only with its content.
    date = max(str(head["date"]) for head in load_dataset(ROOT / "data").heads.values())
    with speaking(language):
        return _page(main, f'.TH NMT 1 "{date}" "nmt {__version__}" "{roff(say("manual"))}"', say, terms)


def _page(main: click.Group, title: str, say: Say, terms: Terms) -> str:
    root = click.Context(main, info_name="nmt", **main.context_settings)
    every = list(commands(main, root))
    first, *rest = paragraphs(main.help or "")
    codes = main.epilog or ""
    parts = [
        '.\\" Made by tools/build_man.py from the definitions of the commands. Do not edit.',
        title,
        f".SH {roff(say('NAME'))}\nnmt \\- {filled(say('what'))}",
        f".SH {roff(say('SYNOPSIS'))}",
        "\n.br\n".join(synopsis(c, x, say) for c, x in every if not isinstance(c, click.Group)),
        f".SH {roff(say('DESCRIPTION'))}",
        *(part.removeprefix(".PP\n") if part is first else part for part in (first, *rest)),
        ".PP\n" + filled(say("streams")),
        f".SH {roff(say('OPTIONS'))}",
        tagged([option(p, say) for p in main.get_params(root) if isinstance(p, click.Option)]),
        f".SH {roff(say('COMMANDS'))}",
    ]
    for command, context in every:
        parts.append(f".SS {synopsis(command, context, say)}")
        first, *rest = paragraphs(command.help or "")
        parts += [first.removeprefix(".PP\n"), *rest]
        parts.append(tagged([option(p, say) for p in command.get_params(context) if isinstance(p, click.Option)]))
        if command.epilog and command.epilog not in (codes, above(context)):
            parts.append(f".PP\n{roff(say('exit codes'))}")
            parts.append(tagged([(bold(code), meaning) for code, meaning in exit_codes(command.epilog)]))
    parts += [
        f".SH {roff(say('EXIT STATUS'))}",
        tagged([(bold(code), meaning) for code, meaning in exit_codes(codes)]),
        ".PP\n" + filled(say("worst")),
        f".SH {roff(say('ENVIRONMENT'))}",
        terms(ENVIRONMENT, bold),
        f".SH {roff(say('FILES'))}",
        terms(FILES, italic),
        ".PP\n" + filled(say("files note")),
        f".SH {roff(say('EXAMPLES'))}",
        filled(say("example")),
        f".PP\n.RS 4\n.nf\n{roff(SHELL_EXAMPLE)}\n.fi\n.RE",
        f".SH {roff(say('PRIVACY'))}",
        filled(say("privacy")),
        f".SH {roff(say('SEE ALSO'))}",
        ".BR bash (1),\n.BR zsh (1),\n.BR fish (1)\n.PP\n" + filled(say("see also")),
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    for language, path in PAGES.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(page(language), encoding="ascii", newline="\n")
