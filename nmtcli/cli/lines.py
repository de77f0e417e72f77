"""Places from standard input, one a line."""

from __future__ import annotations

from nmtcli.batch import Problem, Source
from nmtcli.cli.ask import END_KEYS, on_terminal
from nmtcli.cli.batch import open_input, word
from nmtcli.errors import UsageError
from nmtcli.normalise import MAX_LENGTH
from nmtcli.streams import tell
from nmtcli.texts.prompts import say

MOST = 10_000  # lines; they are all read before the first is answered


def places_from_stdin(language: str) -> tuple[str, ...]:
    """Every line of standard input that is not empty, read as `nmt batch` reads lines.

    Raises:
        UsageError: there are too many lines, one is too long, or it is no text.
        OSError: there is no standard input.
    """
    if on_terminal():
        tell(say(language, "lines.wait", keys=END_KEYS) + "\n")
    places = []
    row = 0
    try:
        with open_input(None) as stream:
            for block in Source(stream.read, only_text=True).blocks():
                for line in block.decode().removesuffix("\n").split("\n"):
                    row += 1
                    text = line.strip()
                    if row > MOST:
                        raise UsageError(say(language, "lines.many", most=MOST))
                    if len(text) > MAX_LENGTH:
                        raise UsageError(say(language, "lines.long", row=row, most=MAX_LENGTH))
                    if text:
                        places.append(text)
    except Problem as problem:
        raise UsageError(word(problem, language)) from None
    return tuple(places)
