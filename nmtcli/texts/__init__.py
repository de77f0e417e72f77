"""Every text that people read, in Swedish and English, a file for each subject; and the choice between the two.

A text is a pair, so that none lacks a language. A subject's `say` gives a text of it with its values filled in.
"""

from __future__ import annotations

from nmtcli.echo import filled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

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


def choose_language(option: str | None, environ: Mapping[str, str]) -> str:
    """--lang, else NMT_LANG, else the locale's language if it is one of the two, else English."""
    if option:
        return option
    if (wanted := environ.get("NMT_LANG", "").lower()[:2]) in LANGUAGES:
        return wanted
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "sv" if locale.lower().startswith("sv") else "en"


def pick(texts: tuple[tuple[str, str], ...], language: str) -> str | None:
    """The text in this language out of ((language, text), ...), else in any, else None."""
    found = dict(texts)
    return found.get(language) or next(iter(found.values()), None)
