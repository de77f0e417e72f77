"""Commands, options and arguments whose help is a key of `texts.help`, worded when it is shown; click's own sentences.

A new option is one line, `@option("--name", help="lookup.name")`, and one pair of texts with that key. What is no key
is shown as it is.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import click

from nmtcli.texts import choose_language
from nmtcli.texts.help import TEXTS, say

F = TypeVar("F", bound="Callable[..., Any] | click.Command")
C = TypeVar("C", bound=click.Command)

DOMAIN = "nmtcli"  # click's sentences: locale/sv/LC_MESSAGES/nmtcli.po, from which tools/build_mo.py makes the .mo
LOCALE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "locale")
_LANGUAGE: ContextVar[str | None] = ContextVar("_LANGUAGE", default=None)


def language() -> str:
    """The language of the call at hand."""
    return _LANGUAGE.get() or choose_language(None, os.environ)


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Help and click's own sentences are in this language. Afterwards all is as before.

    click asks gettext, which has no other way to be told a language than LANGUAGE.
    """
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = wanted
    token = _LANGUAGE.set(wanted)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def _worded(key: str) -> str:
    return say(language(), key) if key in TEXTS else key


class _Text:
    """An attribute that is set to a key and read as its text."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_key_of_{name}"

    def __get__(self, thing: object, owner: type | None = None) -> Any:
        key = getattr(thing, self._name, None)
        return key and _worded(key)

    def __set__(self, thing: object, key: str | None) -> None:
        setattr(thing, self._name, key)


class Command(click.Command):
    """A command whose texts are keys."""

    help: Any = _Text()
    short_help: Any = _Text()
    epilog: Any = _Text()
    options_metavar: Any = _Text()

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """That of click, which may have made it in another language."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _worded("option.help")
        return found


class Group(Command, click.Group):
    """A group of commands whose texts are keys."""

    subcommand_metavar: Any = _Text()


class Option(click.Option):
    """An option whose texts are keys."""

    help: Any = _Text()
    metavar: Any = _Text()


class Argument(click.Argument):
    """An argument whose texts are keys."""

    metavar: Any = _Text()


def command(name: str | None = None, *, cls: type[C] = Command, **settings: Any) -> Callable[[Callable[..., Any]], C]:  # type: ignore[assignment]
    """click's decorator for a Command."""
    return click.command(name, cls=cls, **settings)


def group(name: str | None = None, *, cls: type[C] = Group, **settings: Any) -> Callable[[Callable[..., Any]], C]:  # type: ignore[assignment]
    """click's decorator for a Group."""
    return click.command(name, cls=cls, **settings)


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """click's decorator for an Option."""
    return click.option(*names, cls=Option, **settings)


def argument(name: str, **settings: Any) -> Callable[[F], F]:
    """click's decorator for an Argument."""
    return click.argument(name, cls=Argument, **settings)
