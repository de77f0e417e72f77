"""The main job: places -> answers -> one text for stdout, one for stderr, and an exit code. No click, no rich."""

from __future__ import annotations

import os
import sys

from nmtcli import errors
from nmtcli.directory import Directory
from nmtcli.model import Candidate, Record, replaced
from nmtcli.texts import choose_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from nmtcli.model import Answer, Group, Resolution

STEP_SHOWN = 200  # characters of a step of --why
FORMATS = ("text", "json", "csv", "tsv", "vcard")


class Request(Record):
    """A look-up as asked for on the command line. `places` are whole texts; `words` are one text, maybe a list."""

    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    format: str = "text"
    get: str | None = None
    exact: bool = False
    candidates: bool = False
    why: bool = False
    lang: str | None = None
    color: str = "auto"
    contacts: str | None = None
    strict_contacts: bool = False
    serves: Group | None = None
    max_age: int | None = None
    before: int = 0  # how many of `places` were typed before the words
    listed: bool = False  # whether the answers are a list, be it of one
    numbered: bool = False  # whether what a text may mean is numbered, to be chosen from


def as_question(answer: Answer) -> Answer:
    """A number that is a code and also the area code of another route, as people are asked about it."""
    found = answer.resolution
    if not found.place or not any(name == "areacode" for name, _ in found.notes):
        return answer
    asked = replaced(found, status="ambiguous", place=None, twins=(), score=0.5,
                     candidates=tuple(Candidate(place, 0.5) for place in (found.place, *found.twins)))  # fmt: skip
    return replaced(answer, resolution=asked, region=None, contacts=(), nobody=None)


def exit_code(answers: list[Answer]) -> int:
    """0 when all were resolved, else 4 (some not found) before 3 (some ambiguous)."""
    statuses = {answer.resolution.status for answer in answers}
    if "not_found" in statuses:
        return errors.NOT_FOUND
    return errors.AMBIGUOUS if "ambiguous" in statuses else errors.ANSWERED


def may_ask(request: Request) -> bool:
    """Whether a look-up may ask which place is meant: in text for people, who are at all three streams."""
    if request.format != "text" or request.get or request.exact or request.listed:
        return False
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def run(request: Request) -> int:
    """Answer a request on stdout and stderr.

    Returns:
        The exit code.

    Raises:
        DataError: the data is broken, or an own contact list is and `strict_contacts` is set.
    """
    directory = directory_for(request)
    return present(request, answers_to(request, directory), directory)


def directory_for(request: Request) -> Directory:
    """The directory with the contact lists that are asked for. Raises DataError: see `run`."""
    return Directory.load(request.contacts, strict=request.strict_contacts, language=_worded(request))


def _worded(request: Request) -> str:
    """The language of messages: JSON is English always."""
    return "en" if request.format == "json" else choose_language(request.lang, os.environ)


def answers_to(request: Request, directory: Directory) -> list[Answer]:
    """The answer to each place of a request, in the order in which they were typed."""
    asked: Any = {"exact": request.exact, "serves": request.serves, "max_age": request.max_age}
    answers = [directory.route(place, **asked) for place in request.places]
    if request.words or not answers:
        answers[request.before : request.before] = directory.route_each(" ".join(request.words), **asked)
    if request.format == "text" and not request.get and not request.exact:
        answers = list(map(as_question, answers))
    return answers


def present(request: Request, answers: list[Answer], directory: Directory) -> int:
    """Write the answers to stdout, and what belongs beside them to stderr. Returns the exit code."""
    from nmtcli.contacts.book import today
    from nmtcli.streams import flush, stdout, tell, write

    language, worded = choose_language(request.lang, os.environ), _worded(request)
    day = today()
    out = stdout()
    asides: list[str] = []
    on_cards = False
    if request.get:
        from nmtcli.render.tables import field

        values = [field(answer, directory, request.get) for answer in answers]
        if len(answers) > 1 or request.listed or exit_code(answers) == errors.ANSWERED:
            write(out, "".join(value + "\n" for value in values))
    elif request.format == "json":
        from nmtcli.render.jsontext import answer_object, dumps

        objects = [answer_object(answer, directory, day) for answer in answers]
        plain = "utf" not in (out.encoding or "").lower()
        write(out, dumps(objects if len(objects) > 1 or request.listed else objects[0], ascii_only=plain) + "\n")
    elif request.format in ("csv", "tsv"):
        from nmtcli.render.tables import COLUMNS, csv_text, row, tsv

        rows = [list(COLUMNS), *(row(answer, directory) for answer in answers)]
        write(out, csv_text(rows) if request.format == "csv" else tsv(rows))
    elif request.format == "vcard":
        from nmtcli.render.vcard import hotline_vcard, vcards

        for answer in answers:
            if answer.region:
                cards = vcards(answer.contacts, answer.region, directory, language)
                write(out, cards or hotline_vcard(answer.hotline, language))
    else:
        from nmtcli.render import text
        from nmtcli.render.terminal import screen_of, show, show_card

        screen = screen_of(out, request.color, os.environ)
        on_cards = screen.width is not None
        resolved = [a for a in answers if a.resolution.status == "resolved"]

        def shown(answer: Answer) -> str:
            if not on_cards:
                return show(text.answer_facts(answer, directory, language, day), screen)
            from nmtcli.render.card import card_of, closed

            asleep = closed(answer.contacts, directory, language)
            return show_card(card_of(answer, directory, language, day, asleep), screen)

        for index, answer in enumerate(resolved):
            write(out, ("\n" if index else "") + shown(answer))
    if directory.book.problems:
        from nmtcli.render.terminal import Fact, screen_of, show
        from nmtcli.render.text import broken_lists

        told = [Fact("", text, "edge") for text in broken_lists(directory, worded, answers)]
        asides.append(show(told, screen_of(sys.stderr, request.color, os.environ)))
    if request.format == "text" or request.get or request.format == "vcard":
        asides += _asides(answers, request, directory, language, twins=not on_cards)
    if request.why:
        asides += [_explanation(answer) for answer in answers]
    flush(out)
    for aside in asides:
        tell(aside)
    return exit_code(answers)


def _asides(answers: list[Answer], request: Request, directory: Directory, language: str, *, twins: bool) -> list[str]:
    """What belongs on stderr: questions, refusals, and look-alikes in other regions unless the answers show them."""
    if not any(_calls_for_asides(answer.resolution, request) for answer in answers):
        return []
    from nmtcli.render import text, unanswered
    from nmtcli.render.terminal import Fact, screen_of, show
    from nmtcli.texts.answers import say

    screen = screen_of(sys.stderr, request.color, os.environ)
    asides = []
    for answer in answers:
        if answer.resolution.status == "resolved":
            facts = text.twin_facts(answer, directory, language) if twins else []
            if request.get:  # as text the notes are a part of the answer
                facts = text.note_facts(answer, language) + facts
            if request.candidates and answer.resolution.candidates:
                facts.append(Fact("", say(language, "candidates") + ":", "edge"))
                facts += unanswered.candidate_facts(answer, directory, language)
            if facts:
                asides.append(show(facts, screen))
            continue
        if request.numbered and answer.resolution.candidates:
            from nmtcli.render.choice import choice_facts

            facts = choice_facts(answer, directory, language, screen)
        elif answer.resolution.status == "ambiguous":
            facts = unanswered.question_facts(answer, directory, language)
        else:
            facts = unanswered.refusal_facts(answer, directory, language)
        asides.append(unanswered.show_with_help(facts, screen, directory, language))
    return asides


def _calls_for_asides(found: Resolution, request: Request) -> bool:
    """Whether something belongs on stderr; most answers of a script need none, nor what words it."""
    return found.status != "resolved" or bool(found.twins or (request.get and found.notes) or request.candidates)


def _explanation(answer: Answer) -> str:
    """The steps of `--why`, one a line."""
    from nmtcli.echo import echo

    width = max((len(step.rule) for step in answer.resolution.steps), default=0)
    return "".join(f"{step.rule.ljust(width)}  {echo(step.detail, STEP_SHOWN)}\n" for step in answer.resolution.steps)
