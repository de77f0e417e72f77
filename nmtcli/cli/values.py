"""What a value on the command line names, so that TAB can complete it: a place, a region, a county, a file.

The types check nothing: what a text means is for the resolver to say, and whether a file can be read for who opens it.
"""

from __future__ import annotations

import re

import click

from nmtcli.normalise import fold, key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from click.shell_completion import CompletionItem

    from nmtcli.gazetteer import Gazetteer


def folded(name: str) -> str:
    """A key without diacritics whose words are kept apart: "Upplands-Väsby" -> "upplands vasby"."""
    return " ".join(map(fold, key(name).split()))


def begins(name: str, typed: str) -> bool:
    """Whether a name begins with what is typed, in any case; å, ä and ö may be typed as a and o, not the reverse."""
    space = " " * (typed != typed.rstrip())  # of words that are complete: "upplands " begins no "Upplandsbro"
    return key(name).startswith(key(typed) + space) or folded(name).startswith(key(typed) + space)


def rest(name: str, words: int) -> str:
    """A name without so many of its first words: ("Upplands-Bro", 1) -> "Bro"."""
    return re.split("[ -]", name, maxsplit=words)[-1] if words else name


class Named(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.5
    """A value that is one of the names of the gazetteer, in one word or in several."""

    def names(self, gazetteer: Gazetteer, typed: str) -> Iterable[tuple[str, str]]:
        """All names, each with what is offered for it."""
        raise NotImplementedError

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names that begin with what is typed.

        Words typed before belong to the name where there is such a name: "upplands v" offers "Väsby". Nothing is
        offered for no letter at all behind words that begin no longer name.
        """
        from click.shell_completion import CompletionItem

        from nmtcli.gazetteer import Gazetteer

        words = list(ctx.params.get(param.name or "") or ()) if param.nargs < 0 else []
        names = list(self.names(Gazetteer.load(), " ".join([*words, incomplete])))
        for start in range(len(words) + 1):
            before = words[start:]
            if not incomplete and words and not before:
                break
            typed = " ".join([*before, incomplete])
            found = [offered for name, offered in names if begins(name, typed)]
            if found:
                return [CompletionItem(rest(name, len(key(" ".join(before)).split()))) for name in found]
        return []


class PlaceName(Named):
    """A municipality, a county or a region; municipalities alone while nothing is typed."""

    name = "place"

    def names(self, gazetteer: Gazetteer, typed: str) -> Iterable[tuple[str, str]]:
        names = [place.name for place in gazetteer.every("municipality")]
        if typed:
            names += [place.name for place in gazetteer.every("county")]
            # "ost" and "vast" are words, and no names of regions.
            regions = gazetteer.table("places", "REGIONS").values()
            names += [name if name.isascii() else f"Region {name}" for name in regions]
        return ((name, name) for name in dict.fromkeys(names))


class RegionName(Named):
    """A region, offered by its id."""

    name = "region"

    def names(self, gazetteer: Gazetteer, typed: str) -> Iterable[tuple[str, str]]:
        return ((name, id_) for id_, name in gazetteer.table("places", "REGIONS").items())


class CountyName(Named):
    """A county."""

    name = "county"

    def names(self, gazetteer: Gazetteer, typed: str) -> Iterable[tuple[str, str]]:
        return ((place.name, place.name) for place in gazetteer.every("county"))


class FileName(click.ParamType):  # type: ignore[type-arg]
    """A file; that it is there is checked by who opens it."""

    name = "file"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The shell completes names of files itself."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


PLACE, REGION, COUNTY, FILE = PlaceName(), RegionName(), CountyName(), FileName()
