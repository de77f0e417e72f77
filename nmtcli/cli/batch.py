"""`nmt batch`: options -> `route_rows` -> what is said on stderr -> exit code."""

from __future__ import annotations

import codecs
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

import click

from nmtcli import errors
from nmtcli.batch import FORMATS, Asked, Loader, Problem, Report, Source, Wanted, format_of, route_rows
from nmtcli.batch.writing import FileOutput, Output
from nmtcli.cli.ask import END_KEYS, on_terminal
from nmtcli.cli.options import (
    EXIT_CODES,
    contacts_option,
    exact_option,
    lang_option,
    max_age_option,
    serves_option,
    strict_option,
)
from nmtcli.cli.overwrite import check_overwrite
from nmtcli.cli.values import FILE
from nmtcli.cli.worded import argument, command, option
from nmtcli.echo import echo, echo_path
from nmtcli.render.tables import rich_table
from nmtcli.render.terminal import screen_of
from nmtcli.render.text import broken_lists
from nmtcli.streams import stdout, tell
from nmtcli.system import FileHeld
from nmtcli.texts import choose_language
from nmtcli.texts.commands import say
from nmtcli.texts.prompts import say as say_prompt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.model import Group

_SHOWN_EVERY = 0.1  # seconds between two states of the progress bar


def open_input(file: str | None) -> FileIO:
    """The file, or standard input, unbuffered: what is there is answered at once.

    Raises:
        OSError: it cannot be read.
    """
    if file is not None and file != "-":
        return Path(file).open("rb", buffering=0)
    if sys.stdin is None:
        raise OSError(9, "standard input is closed")
    return open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)


def _check_output(output: str | None, stream: FileIO, force: bool, language: str) -> None:
    """Ask before a file is replaced, and never write into the input.

    Raises:
        UsageError: the output is the input, has no name, or exists already and nobody is there to be asked.
        NmtError: the answer was no.
        OSError: there is no standard output.
    """
    try:
        there = os.fstat(stdout().fileno()) if output is None or output == "-" else os.stat(output)
    except FileNotFoundError:
        pass
    else:
        read = os.fstat(stream.fileno())
        if stat.S_ISREG(there.st_mode) and (read.st_dev, read.st_ino) == (there.st_dev, there.st_ino):
            raise errors.UsageError(say(language, "batch.same_file"))
    if output is not None and output != "-":
        check_overwrite(output, force, language)


# Encodings of names of hosts and of Python's own source: none of a table.
_NO_ENCODINGS = {"idna", "punycode", "undefined", "unicode-escape", "unicode_escape", "raw-unicode-escape",
                 "raw_unicode_escape"}  # fmt: skip


def _check_encoding(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        "".encode(value)
        name = codecs.lookup(value).name
        codecs.getincrementaldecoder(value)(errors="replace")
    except (LookupError, ValueError):  # ValueError: a NUL or half a character in the name
        name = "undefined"
    if name in _NO_ENCODINGS:
        raise click.BadParameter(echo(value))
    return None if name in ("utf-8", "utf-8-sig") else value


@contextmanager
def _progress(source: Source, report: Report, stream: FileIO) -> Iterator[Callable[[], None]]:
    """A bar on stderr when that is a terminal and the input is a file, else nothing; gives what is to be called."""
    status = os.fstat(stream.fileno())
    if (
        sys.stderr is None
        or not sys.stderr.isatty()
        or not stat.S_ISREG(status.st_mode)
        or os.environ.get("TERM") == "dumb"
    ):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True, auto_refresh=False)
    task = bar.add_task("", total=status.st_size, rate="")
    began = shown = time.monotonic()
    there = True  # the terminal: it may be closed while the work goes on (nohup)

    def advance() -> None:
        nonlocal shown, there
        now = time.monotonic()
        if there and now - shown > _SHOWN_EVERY:
            shown = now
            try:
                bar.update(task, completed=source.taken, rate=f"{report.rows / (now - began):,.0f}/s", refresh=True)
            except OSError:
                there = False

    with suppress(OSError):
        bar.start()
    try:
        yield advance
    finally:
        with suppress(OSError):
            bar.stop()


def word(problem: Problem, language: str) -> str:
    """What is wrong with the input, as a sentence."""
    return say(language, f"batch.{problem.message}", **problem.values)


def _tell(report: Report, language: str, regions: Mapping[str, str] | None) -> None:
    """Problems and counts on stderr, and a table where the names of the regions are given for it."""
    for row, problem in report.problems:
        tell(say(language, "batch.row", row=row, problem=word(problem, language)) + "\n")
    if report.more_problems:
        message = "batch.more_problems.one" if report.more_problems == 1 else "batch.more_problems"
        tell(say(language, message, count=report.more_problems) + "\n")
    counts = {status: report.count(status) for status in ("resolved", "ambiguous", "not_found")}
    rows = sum(counts.values())
    tell(say(language, "batch.counts.one" if rows == 1 else "batch.counts", rows=rows, **counts) + "\n")
    if regions is not None:
        _tell_summary(report, language, regions)


def _tell_summary(report: Report, language: str, regions: Mapping[str, str]) -> None:
    """Outcomes by region: by its name on a screen, by its id for who reads on."""
    total = report.outcomes.total()
    rows = []
    for (status, region), count in sorted(report.outcomes.items(), key=lambda item: (-item[1], item[0])):
        rows.append([say(language, f"batch.status.{status}"), region, str(count), f"{100 * count / total:.1f} %"])
    head = [say(language, f"batch.head.{name}") for name in ("status", "region", "rows", "share")]
    screen = screen_of(sys.stderr, "auto", os.environ)
    if screen.width:
        tell(rich_table(head, [[status, regions.get(region, ""), *rest] for status, region, *rest in rows], screen))
    else:
        tell("".join("\t".join(cells) + "\n" for cells in [head, *rows]))


@command(help="command.batch", epilog=EXIT_CODES)
@argument("file", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="[FILE]")
@option("--input-format", type=click.Choice(FORMATS), help="batch.input_format")
@option("--column", metavar="NAME|N", help="batch.column")
@option("--lat", metavar="NAME|N", help="batch.lat")
@option("--lon", metavar="NAME|N", help="batch.lon")
@option("--no-header", is_flag=True, help="batch.no_header")
@option("--encoding", metavar="ENCODING", callback=_check_encoding, help="batch.encoding")
@option("--format", "format_", type=click.Choice(FORMATS[1:]), help="batch.format")
@option("-o", "--output", type=FILE, metavar="FILE", help="batch.output")
@option("--force", is_flag=True, help="batch.force")
@option("--force-text", is_flag=True, help="batch.force_text")
@option("--on-error", type=click.Choice(["stop", "skip", "keep"]), default="keep", show_default=True,
              help="batch.on_error")  # fmt: skip
@option("--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="batch.jobs")
@option("--line-buffered", is_flag=True, help="batch.line_buffered")
@option("--spreadsheet-safe", is_flag=True, help="batch.spreadsheet_safe")
@option("--summary", is_flag=True, help="batch.summary")
@exact_option
@serves_option
@max_age_option
@lang_option
@contacts_option
@strict_option
def batch(
    file: str | None,
    input_format: str | None,
    column: str | None,
    lat: str | None,
    lon: str | None,
    no_header: bool,
    encoding: str | None,
    format_: str | None,
    output: str | None,
    force: bool,
    force_text: bool,
    on_error: str,
    jobs: int,
    line_buffered: bool,
    spreadsheet_safe: bool,
    summary: bool,
    exact: bool,
    serves: Group | None,
    max_age: int | None,
    lang: str | None,
    contacts: str | None,
    strict_contacts: bool,
) -> int:
    """Route every row of FILE or of standard input: the same rows in the same order, our columns after them."""
    language = choose_language(lang, os.environ)
    loader = Loader(contacts, strict_contacts, language)
    directory = loader.load()
    tell("".join(problem + "\n" for problem in broken_lists(directory, language)))
    if (lat is None) != (lon is None) or (lat is not None and column is not None):
        raise errors.UsageError(say(language, "batch.lat_and_lon"))
    position = (lat, lon) if lat is not None and lon is not None else None
    rows = input_format or format_of(file)
    wanted = Wanted(rows, format_, column, position, not no_header, spreadsheet_safe, on_error)
    report, asked = Report(), Asked(exact, serves, max_age)
    regions = {region.id: region.name for region in directory.book.regions} if summary else None
    try:
        with open_input(file) as stream:
            _check_output(output, stream, force, language)
            if file in (None, "-") and on_terminal():
                tell(say_prompt(language, "batch.wait", keys=END_KEYS) + "\n")
            source = Source(stream.read, encoding, only_text=not force_text)
            target = Output(stdout().fileno()) if output is None or output == "-" else FileOutput(output)
            with target, _progress(source, report, stream) as advance:
                route_rows(source, wanted, target, directory, report, asked=asked, jobs=jobs, loader=loader,
                           hurry=line_buffered, progress=advance)  # fmt: skip
    except Problem as problem:
        if not report.problems:  # not of a row: the input as a whole
            raise errors.UsageError(word(problem, language)) from None
        _tell(report, language, regions)
        return errors.FAILED
    except FileHeld:
        raise errors.NmtError(say(language, "batch.held", path=echo_path(output))) from None
    except BrokenPipeError:  # nobody reads on: quietly, with the code of what was read
        return _exit_code(report)
    except errors.Ended:
        raise
    except KeyboardInterrupt:
        _tell(report, language, regions)
        raise
    _tell(report, language, regions)
    return _exit_code(report)


def _exit_code(report: Report) -> int:
    """That of the worst row."""
    if report.count("not_found"):
        return errors.NOT_FOUND
    return errors.AMBIGUOUS if report.count("ambiguous") else errors.ANSWERED
