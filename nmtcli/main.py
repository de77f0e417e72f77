"""The entry point. Look-ups as scripts make them are answered here without click; all else goes to `cli`.

`nmt lookup WORDS... [--json] [--get FIELD] [--exact] [--serves GROUP] [--lang LANG]`: what this does not understand to
the letter it leaves to click, so that there is one place for every message and every other option. A property test
holds the two to the same bytes and exit codes.
"""

from __future__ import annotations

import io
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


def parse(arguments: Sequence[str]) -> dict[str, Any] | None:
    """The fields of the `Request` that these arguments make, or None where click is to read them."""
    if len(arguments) < 2 or arguments[0] != "lookup":
        return None
    words: list[str] = []
    request: dict[str, Any] = {}
    rest = iter(arguments[1:])
    for argument in rest:
        if not argument.startswith("-"):
            words.append(argument)
        elif argument == "--json":
            request["format"] = "json"
        elif argument == "--exact":
            request["exact"] = True
        elif argument == "--get":
            from nmtcli.model import FIELDS

            request["get"] = next(rest, None)
            if request["get"] not in FIELDS:
                return None
        elif argument == "--lang" and (value := next(rest, None)) in ("sv", "en"):
            request["lang"] = value
        elif argument == "--serves" and (value := next(rest, None)) in ("adults", "children"):
            request["serves"] = value
        else:
            return None
    return {"words": tuple(words), **request} if words else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `nmt`; returns the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        code = _run(given)
    except (Exception, KeyboardInterrupt) as error:
        if arguments is None:
            _end_of_interrupts()
        from nmtcli.failure import report

        return report(error, given)
    if arguments is None:
        _end_of_interrupts()
    return code


def _run(given: Sequence[str]) -> int:
    if None in (sys.stdin, sys.stdout, sys.stderr) or isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        from nmtcli.streams import prepare

        prepare()
    request = parse(given)
    if request is None:
        from nmtcli.cli.nmt import run_click

        code = run_click(given)
    else:
        from nmtcli.request import Request, may_ask, run

        asked = Request(**request)
        if may_ask(asked):
            from nmtcli.cli.choose import run
        code = run(asked)
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except BrokenPipeError:  # nobody reads the answer any more
            from nmtcli.streams import discard

            discard(sys.stdout)
    return code


def _end_of_interrupts() -> None:
    """All is said and done, or about to be: a Ctrl-C while Python ends would only bring its own traceback."""
    try:  # without the cost of enum
        from _signal import SIG_IGN, SIGINT, default_int_handler, getsignal, signal  # type: ignore[import-not-found]
    except ImportError:  # not CPython
        from signal import SIG_IGN, SIGINT, default_int_handler, getsignal, signal
    try:
        if getsignal(SIGINT) is default_int_handler:
            signal(SIGINT, SIG_IGN)
    except ValueError:  # not in the main thread
        pass
