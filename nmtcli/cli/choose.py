"""A look-up by somebody at a terminal: where the answer is a question, a digit or another text answers it."""

from __future__ import annotations

import os
import sys
from textwrap import fill

from nmtcli.cli.keys import typed
from nmtcli.model import Resolution, replaced
from nmtcli.render.choice import choices
from nmtcli.render.terminal import screen_of
from nmtcli.request import Request, answers_to, directory_for, present
from nmtcli.streams import tell
from nmtcli.texts import choose_language
from nmtcli.texts.prompts import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.directory import Directory
    from nmtcli.model import Answer, Place

_COLUMNS = 80
_ROOM = 10  # columns that are left for what is typed


def run(request: Request) -> int:
    """Answer a request as `request.run` does, and ask as long as one text is open and somebody types.

    Returns:
        The exit code: that of the last question where nothing is chosen.

    Raises:
        DataError: as `request.run`.
        KeyboardInterrupt: Ctrl-C.
    """
    directory = directory_for(request)
    answers = answers_to(request, directory)
    asks = _is_open(answers) and answers[0].resolution.candidates  # and then to the end
    numbered = replaced(request, numbered=True)
    while asks and _is_open(answers):
        code = present(numbered, answers, directory)
        places = choices(answers[0])
        text = _asked(answers[0], choose_language(request.lang, os.environ))
        if not text:
            return code
        tell("\n")
        if len(text) == 1 and text.isdecimal():
            chosen = _chosen(places[int(text) - 1], directory)
            answers = [directory.answer(chosen, request.serves, request.max_age)]
        else:
            answers = answers_to(replaced(request, words=(text,), places=(), before=0), directory)
    return present(request, answers, directory)


def _is_open(answers: list[Answer]) -> bool:
    """Whether they are one answer, and that a question or a refusal."""
    return [answer.resolution.status != "resolved" for answer in answers] == [True]


def _asked(answer: Answer, language: str) -> str:
    """The digit of a place, another text, or "" for neither."""
    rows = len(choices(answer))
    if not rows:
        prompt = say(language, "choose.name")
    else:
        prompt = say(language, "choose.place" if answer.resolution.status == "ambiguous" else "choose.again")
    prompt = fill(prompt, (screen_of(sys.stderr, "never", os.environ).width or _COLUMNS) - _ROOM)
    while True:
        text = typed(prompt, rows)
        if len(text) != 1 or not text.isdecimal() or 1 <= int(text) <= rows:
            return text
        tell(say(language, "choose.no_row", number=text) + "\n")


def _chosen(place: Place, directory: Directory) -> Resolution:
    """The place as an answer; of an area with several coordinators the question which part is meant."""
    if place.kind == "area":
        return directory.resolve(place.name)
    return Resolution(place.name, "resolved", place, "exact", 1.0)
