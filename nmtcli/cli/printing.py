"""What the listing commands put on standard output: rows, JSON, and what a screen can show."""

from __future__ import annotations

import os
from typing import Any

from nmtcli.render.jsontext import dumps
from nmtcli.render.tables import csv_text, tsv
from nmtcli.render.terminal import Screen, screen_of
from nmtcli.streams import discard, flush, stdout, write


def print_rows(rows: list[list[str]], format_: str) -> None:
    """The rows as CSV or TSV on stdout."""
    write(stdout(), csv_text(rows) if format_ == "csv" else tsv(rows))


def print_json(value: Any) -> None:
    """The value as JSON on stdout, in ASCII where that is not UTF-8."""
    out = stdout()
    write(out, dumps(value, ascii_only="utf" not in (out.encoding or "").lower()) + "\n")


def print_file(text: str) -> None:
    """UTF-8 whatever the terminal's encoding: a file is to come of it, with the line ends that it has."""
    out = stdout()
    if out.isatty() or not hasattr(out, "buffer"):
        write(out, text)
    else:
        flush(out)
        try:
            out.buffer.write(text.encode())
            out.buffer.flush()
        except BrokenPipeError:
            discard(out)


def screen_for(color: str) -> Screen:
    """What stdout can show."""
    return screen_of(stdout(), color, os.environ)
