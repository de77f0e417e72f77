"""What is said where a text has no answer: a question or a refusal, with what may be meant, and the hotline beneath."""

from __future__ import annotations

from nmtcli.echo import echo
from nmtcli.render.terminal import Fact, show, show_card
from nmtcli.render.text import hotline_facts, located, note_facts, region_names
from nmtcli.texts.answers import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.directory import Directory
    from nmtcli.model import Answer, Place
    from nmtcli.render.terminal import Screen


def show_with_help(facts: list[Fact], screen: Screen, directory: Directory, language: str) -> str:
    """A question or a refusal as text, and whom to call where no place is known."""
    if screen.width is None:
        return show([*facts, *hotline_facts(directory, language)], screen)
    from nmtcli.render.card import help_card

    return show(facts, screen) + show_card(help_card(directory, language), screen)


def candidate_facts(answer: Answer, directory: Directory, language: str, *, command: bool = True) -> list[Fact]:
    """The runners-up of an answer or the options of a question, each with what to type for it: a look-up, or a name."""
    facts = []
    for candidate in answer.resolution.candidates:
        place = candidate.place
        line = say(language, "ambiguous.line", name=located(place, directory),
                   region=region_names(place, directory))  # fmt: skip
        asked = say(language, "ambiguous.try" if command else "ambiguous.name", text=to_type(place, directory))
        facts.append(Fact("", f"  {line}  [{asked}]", "edge"))
    return facts


def to_type(place: Place, directory: Directory) -> str:
    """What to type for a place and no other: 'Jönköpings län', 'Habo kommun', 'Berg, Åtvidaberg'.

    Never a code: an operator who is taught to type 08 for Kalmar gets used to typing area codes.
    """
    if place.kind == "municipality":
        return f"{place.name} kommun"
    if place.kind == "postcode":
        return place.name[: len("981 31")]
    if place.kind == "locality" and place.municipality:
        return f"{place.name}, {directory.gazetteer.municipality_name(place.municipality)}"
    return place.name


def question(answer: Answer, directory: Directory, language: str) -> str:
    """What an ambiguous text leaves open, as a question."""
    query = echo(answer.resolution.query)
    first, *others = [located(c.place, directory) for c in answer.resolution.candidates] or [""]
    if any(name == "areacode" for name, _ in answer.resolution.notes):
        return say(language, "ambiguous.areacode", query=query, name=first, others=", ".join(others))
    kinds = {candidate.place.kind for candidate in answer.resolution.candidates}
    if kinds == {"county"} and answer.resolution.how == "position":
        return say(language, "ambiguous.position")
    if any(name == "one_letter" for name, _ in answer.resolution.notes):
        return say(language, "ambiguous.letter", name=first)
    return say(language, "ambiguous", query=query)


def question_facts(answer: Answer, directory: Directory, language: str, *, command: bool = True) -> list[Fact]:
    """What an ambiguous text may mean, each with what to type for it: a look-up, or a name."""
    facts = [Fact("", question(answer, directory, language), "head")]
    facts += candidate_facts(answer, directory, language, command=command)
    return [*facts, *note_facts(answer, language)]


def refusal_facts(answer: Answer, directory: Directory, language: str) -> list[Fact]:
    """That nothing was found, why, and what may have been meant."""
    query = echo(answer.resolution.query)
    facts = [Fact("", say(language, "not_found", query=query) if query else say(language, "empty"), "head")]
    facts += note_facts(answer, language)
    if names := [located(c.place, directory) for c in answer.resolution.candidates[:3]]:
        facts.append(Fact("", say(language, "not_found.near", names="; ".join(names)), "edge"))
    if query:
        facts.append(Fact("", say(language, "not_found.try"), "edge"))
    return facts
