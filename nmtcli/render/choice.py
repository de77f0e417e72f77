"""A question or a near miss with its places numbered, to be chosen by a digit."""

from __future__ import annotations

from textwrap import wrap

from nmtcli.echo import echo
from nmtcli.normalise import key
from nmtcli.render.terminal import Fact
from nmtcli.render.text import note_facts, place_kind, region_names
from nmtcli.render.unanswered import question
from nmtcli.texts.answers import say as say_answer
from nmtcli.texts.prompts import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.directory import Directory
    from nmtcli.model import Answer, Place
    from nmtcli.render.terminal import Screen

MOST = 9  # a row for each digit
_INDENT = " " * len("  1  ")


def choices(answer: Answer) -> list[Place]:
    """The places that can be chosen, the first by the digit 1."""
    return [candidate.place for candidate in answer.resolution.candidates[:MOST]]


def choice_facts(answer: Answer, directory: Directory, language: str, screen: Screen) -> list[Fact]:
    """What is open, and the numbered places."""
    query = answer.resolution.query
    rows = _rows(answer, directory, language, screen)
    notes = note_facts(answer, language)
    if answer.resolution.status == "ambiguous":
        asked = _parts(query, directory, language) or question(answer, directory, language)
        facts = [Fact("", asked, "head"), *rows, Fact("", say(language, "choose.ask"), "edge"), *notes]
    else:
        missed = Fact("", say_answer(language, "not_found", query=echo(query)), "head")
        facts = [missed, *notes, Fact("", say(language, "choose.near"), "edge"), *rows]
    return facts


def _parts(query: str, directory: Directory, language: str) -> str | None:
    """The question for one area of several coordinators, such as Småland; None for all else."""
    areas = directory.gazetteer.table("places", "AREAS")
    name = next((name for name in areas if key(name) == key(query)), None)
    return name and say(language, "choose.part", name=name)


def _rows(answer: Answer, directory: Directory, language: str, screen: Screen) -> list[Fact]:
    """A row for each place, with the region on a line of its own where not every row has room for it."""
    places = choices(answer)
    width = screen.width or 80
    column = max(len(place.name) for place in places)
    where = [(place.name, _lies(place, directory, language), _region(place, directory, language)) for place in places]
    lines = [
        f"  {number}  {name.ljust(column)}  {' · '.join(filter(None, (lies, region)))}"
        for number, (name, lies, region) in enumerate(where, 1)
    ]
    if screen.narrow or max(map(len, lines)) > width:
        lines = []
        for number, (name, lies, region) in enumerate(where, 1):
            lines += _wrapped(", ".join(filter(None, (name, lies))), width, f"  {number}  ")
            lines += _wrapped(region, width)
    if more := len(answer.resolution.candidates) - len(places):
        lines += _wrapped(say(language, "choose.more", count=more), width)
    return [Fact("", line, "edge") for line in lines]


def _wrapped(text: str, width: int, first: str = _INDENT) -> list[str]:
    return wrap(text, width, initial_indent=first, subsequent_indent=_INDENT)


def _lies(place: Place, directory: Directory, language: str) -> str:
    """'kommun, Blekinge län'; "" where the name says it all."""
    if place.kind in ("county", "region"):
        return ""
    counties = (directory.gazetteer.county(code)[1] for code in place.counties)
    return ", ".join((place_kind(place, directory, language), *counties))


def _region(place: Place, directory: Directory, language: str) -> str:
    return say(language, "choose.region", region=region_names(place, directory))
