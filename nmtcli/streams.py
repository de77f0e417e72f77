"""The three standard streams: whole writes or an error, and a message that cannot be shown changes no exit code."""

from __future__ import annotations

import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def prepare() -> None:
    """Make the streams fit for `write`.

    A descriptor that is closed is taken by the null device, so that no file of ours gets its number. Where Python does
    not buffer standard output (PYTHONUNBUFFERED, -u) it takes no notice of a write that ended half-way on a full disk:
    then a buffer is put before it, which does.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free number
    if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        sys.stdout = open(  # noqa: SIM115
            sys.stdout.fileno(), "w", encoding=sys.stdout.encoding, errors=sys.stdout.errors, closefd=False
        )


def stdout() -> TextIO:
    """Standard output; a closed one is an error that says so.

    Raises:
        OSError: there is no standard output to write to.
    """
    if sys.stdout is None:
        raise OSError(9, "standard output is closed")
    return sys.stdout


def write(stream: TextIO, text: str) -> None:
    """Write text whatever the stream's encoding: what it cannot show is replaced by the nearest plain letters.

    When nobody reads the stream any more (a closed pipe) the rest is thrown away quietly.

    Raises:
        OSError: it cannot be written.
    """
    try:
        try:
            stream.write(text)
        except UnicodeEncodeError:
            stream.write(nearest(text, stream.encoding or "ascii"))
    except BrokenPipeError:
        discard(stream)


def flush(stream: TextIO) -> None:
    """Hand over what is buffered; quietly thrown away when nobody reads it any more.

    Raises:
        OSError: it cannot be written.
    """
    try:
        stream.flush()
    except BrokenPipeError:
        discard(stream)


def tell(text: str) -> None:
    """Write to standard error. Where that is closed or full nothing happens: the exit code says it too."""
    if sys.stderr is None:
        return
    try:
        write(sys.stderr, text)
        flush(sys.stderr)
    except (OSError, ValueError):  # ValueError: the stream object is closed
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Point a stream at nothing, so that the interpreter's own flush at exit does not fail again (exit code 120)."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
    except (OSError, ValueError):  # no descriptor, as in a test
        pass


def read_line() -> str:
    """A line of standard input with its end, "" at the end of the input; bytes that are no letters as "\ufffd"."""
    raw = getattr(sys.stdin, "buffer", None)
    if raw is None:  # a text without bytes in its place
        return sys.stdin.readline()
    line: bytes = raw.readline()
    return line.decode(sys.stdin.encoding or "utf-8", "replace")


def settle(stream: TextIO | None) -> None:
    """After an error: throw away what the stream cannot take."""
    if stream is not None:
        try:
            stream.flush()
        except (OSError, ValueError):
            discard(stream)


def nearest(text: str, encoding: str) -> str:
    """å -> a where the encoding has no å, – -> -, anything else -> ?."""
    from nmtcli.normalise import fold

    plain = {"·": "-", "–": "-", "—": "-", "’": "'", "…": "...", "”": '"', "“": '"', "→": "->"}
    out = []
    for letter in text:
        try:
            letter.encode(encoding)
        except UnicodeEncodeError:
            lower = fold(letter.lower()) if letter != " " else " "
            letter = plain.get(letter) or (lower.upper() if letter.isupper() else lower) or "?"
            letter = letter if letter.isascii() else "?"
        out.append(letter)
    return "".join(out)
