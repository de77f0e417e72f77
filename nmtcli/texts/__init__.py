"""Every text that people read, in Swedish and English, a file for each subject; and the choice between the two.

A text is a pair, so that none lacks a language. A subject's `say` gives a text of it with its values filled in.
"""

from __future__ import annotations

import sys

from nmtcli.echo import filled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LANGUAGES = ("sv", "en")
Pair = tuple[str, str]  # a text in each of LANGUAGES


class Catalogue(dict[str, Pair]):
    """The texts of one subject by their keys."""

    def say(self, language: str, key: str, /, **values: object) -> str:
        """The text with this key, its values filled in, without control characters.

        Raises:
            KeyError: there is no such text, or a value is missing.
        """
        return filled(self[key][LANGUAGES.index(language)], values)


def system_language() -> str:
    """What the system's settings say where they are not in the environment: "sv" or the like, "" for nothing."""
    if sys.platform in ("win32", "darwin"):
        from nmtcli.interface import interface_language

        return interface_language()
    return ""


def choose_language(option: str | None, environ: Mapping[str, str], system: Callable[[], str] = system_language) -> str:
    """--lang, else NMT_LANG, else the language of the locale or the system if it is one of the two, else English."""
    if option:
        return option
    if (wanted := environ.get("NMT_LANG", "").lower()[:2]) in LANGUAGES:
        return wanted
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "") or system()
    return "sv" if locale.lower().startswith("sv") else "en"


def language_of(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language of a command line before it is read, for help and errors: its last --lang, else as above."""
    option = None
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else "".join(arguments[number + 1 : number + 2])
            option = value if value in LANGUAGES else option
    return choose_language(option, environ)


def pick(texts: tuple[tuple[str, str], ...], language: str) -> str | None:
    """The text in this language out of ((language, text), ...), else in any, else None."""
    found = dict(texts)
    return found.get(language) or next(iter(found.values()), None)
