"""Which region a text names: by its own name, or as a place that lies in one."""

from __future__ import annotations

import os
import sys

from nmtcli import errors
from nmtcli.directory import Directory
from nmtcli.echo import echo
from nmtcli.model import Answer, Record, Region
from nmtcli.normalise import clean, fold, key
from nmtcli.render import text, unanswered
from nmtcli.render.terminal import Fact, screen_of, show
from nmtcli.request import as_question
from nmtcli.streams import tell
from nmtcli.texts.answers import say as say_answer
from nmtcli.texts.commands import say


class Which(Record):
    """The region that is meant, None where that is not known; `answer` is what was understood of any other name."""

    region: Region | None
    answer: Answer | None = None


def find_region(directory: Directory, name: str) -> Region | None:
    """The region that a text names: its id, its name, or its name with "region" before it."""
    wanted = fold(key(clean(name)).removeprefix("region "))
    return next((r for r in directory.book.regions if wanted in (r.id, fold(key(r.name)))), None)


def which_region(directory: Directory, name: str) -> Which:
    """The region of this name, else the one in which the place of this name lies."""
    if region := find_region(directory, name):
        return Which(region)
    answer = as_question(directory.route(name))
    return Which(answer.region, answer)


def lies_in(answer: Answer, directory: Directory, language: str) -> str:
    """'Kiruna ligger i region Nord'; of a place that shares its name with others, where it is."""
    place, region = answer.resolution.place, answer.region
    assert place is not None and region is not None
    name = place.name if place.kind == "municipality" else text.located(place, directory)
    return say(language, "regions.lies_in", name=name, region=region.name)


def place_facts(which: Which, directory: Directory, language: str) -> list[Fact]:
    """How a name was understood that is no region's: a guess is told, then in which region the place lies."""
    if which.answer is None:
        return []
    resolution, facts = which.answer.resolution, []
    assert resolution.place is not None
    if text.is_guess(which.answer):
        read = say_answer(language, "guessed", query=echo(resolution.query), name=resolution.place.name)
        facts.append(Fact("", read, "head"))
    facts.append(Fact("", lies_in(which.answer, directory, language) + ".", "head"))
    facts += text.note_facts(which.answer, language)
    return facts


def tell_twins(which: Which, directory: Directory, language: str, color: str) -> None:
    """On stderr the places of nearly the same name in other regions."""
    if which.answer is not None:
        facts = text.twin_facts(which.answer, directory, language)
        tell(show(facts, screen_of(sys.stderr, color, os.environ)))


def refuse(which: Which, directory: Directory, language: str, color: str) -> int:
    """Say on stderr why no region is meant: a question, or that there is no such region and no such place.

    Returns:
        The exit code.
    """
    assert which.answer is not None
    resolution = which.answer.resolution
    if resolution.status == "ambiguous":
        facts = unanswered.question_facts(which.answer, directory, language, command=False)
        code = errors.AMBIGUOUS
    else:
        known = ", ".join(region.name for region in directory.book.regions)
        unknown = say(language, "regions.unknown", name=echo(resolution.query), known=known)
        facts = [Fact("", unknown, "head"), *unanswered.refusal_facts(which.answer, directory, language)]
        code = errors.NOT_FOUND
    tell(unanswered.show_with_help(facts, screen_of(sys.stderr, color, os.environ), directory, language))
    return code
