"""What the commands on contact lists share: the lists at hand, the language, questions and remarks."""

from __future__ import annotations

import errno
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from nmtcli.cli.ask import ask, on_terminal
from nmtcli.cli.whichregion import lies_in, which_region
from nmtcli.cli.worded import option
from nmtcli.contacts.book import ContactBook, from_table, latest_day, today
from nmtcli.contacts.difference import personal_data, personal_numbers, uncovered
from nmtcli.contacts.exchange import reader
from nmtcli.contacts.layers import below_machine, below_user
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.own import OwnList, machine_list, own_list_from_toml, user_list
from nmtcli.contacts.rules import check_date
from nmtcli.contacts.store import Store
from nmtcli.contacts.table import Head, own_list_from_csv
from nmtcli.contacts.trusted import read_bytes
from nmtcli.directory import Directory
from nmtcli.echo import echo, echo_path
from nmtcli.errors import DataError, NmtError, UsageError
from nmtcli.model import Record, Region
from nmtcli.render.terminal import Screen, screen_of
from nmtcli.render.text import broken_lists
from nmtcli.streams import read_line, stdout, tell, write
from nmtcli.system import FileHeld, on_windows
from nmtcli.texts import choose_language
from nmtcli.texts.lists import say

EXIT_CODES = "exit_codes.contacts"  # the key of their text

machine_option = option("--machine", is_flag=True, help="import.machine")
name_option = option("--name", metavar="NAME", help="import.name")


class Shelf(Record):
    """Where a list is put in force: its store, and the lists below it, on which it lies. `machine`: for all users."""

    store: Store
    below: ContactBook
    machine: bool = False


class Desk:
    """What every command here needs: the shipped list, the user's list on it, a language and a place to write."""

    def __init__(self, lang: str | None, color: str, contacts: str | None = None) -> None:
        self.language = choose_language(lang, os.environ)
        self.color = color
        self.directory = Directory.load(contacts, language=self.language)
        self.shipped = from_table(self.directory.gazetteer.table("contacts", "CONTACTS"))
        self.counties = self.directory.gazetteer.table("places", "COUNTIES")

    @property
    def screen(self) -> Screen:
        """What stdout can show."""
        return screen_of(stdout(), self.color, os.environ)

    @property
    def error_screen(self) -> Screen:
        """What stderr can show, where questions are asked."""
        return screen_of(sys.stderr, self.color, os.environ)

    def say(self, message: str, **values: object) -> str:
        """A message in the user's language."""
        return say(self.language, message, **values)

    def out(self, text: str) -> None:
        """A line of the answer, on stdout."""
        write(stdout(), text + "\n")

    def remark(self, text: str) -> None:
        """A line beside the answer, on stderr."""
        tell(text + "\n")

    def tell_refused(self) -> None:
        """That an own list is broken, so that what follows is from a weaker one."""
        for problem in broken_lists(self.directory, self.language):
            self.remark(problem)

    def below(self) -> ContactBook:
        """What the user's own list lies on."""
        return below_user(self.shipped, self.language)

    def shelf(self, machine: bool = False) -> Shelf:
        """The place of the user's own list, or of the list for all users.

        Raises:
            NmtError: there is none.
        """
        if machine and on_windows():
            raise NmtError(self.say("contacts.machine.windows"))
        if machine:
            return Shelf(Store(machine_list(), shared=True), below_machine(self.shipped, self.language), True)
        return Shelf(Store(user_list()), self.below())

    @contextmanager
    def allowed(self, shelf: Shelf) -> Iterator[None]:
        """Says who may change the list for all users, where this user may not."""
        try:
            if shelf.machine and not may_write(shelf.store.folder):
                raise PermissionError
            with self.worded():
                yield
        except OSError as error:
            if shelf.machine and (isinstance(error, PermissionError) or error.errno == errno.EROFS):
                raise NmtError(self.say("contacts.machine.denied", path=echo_path(shelf.store.path))) from None
            raise

    @contextmanager
    def worded(self) -> Iterator[None]:
        """Problems of a list, and of a file that is held open, in the user's language."""
        try:
            yield
        except FileHeld as error:
            raise NmtError(self.say("contacts.held", path=echo_path(error.filename))) from None
        except ListError as error:
            raise DataError(error.texts(self.language)) from error

    def region(self, name: str, option: str = "") -> Region:
        """The region that a text names. The name of a place only points to it: what changes a list guesses at nothing.

        Args:
            name: as typed.
            option: what stands before it in the command, " --region".

        Raises:
            UsageError: it is no region's name.
        """
        which = which_region(self.directory, name)
        if which.region and which.answer is None:
            return which.region
        if which.region and which.answer:
            command = f"{click.get_current_context().command_path}{option} {which.region.name}"
            raise UsageError(f"{lies_in(which.answer, self.directory, self.language)}: {command}")
        known = ", ".join(region.name for region in self.directory.book.regions)
        raise UsageError(self.say("contacts.no_region", name=echo(name), known=known))

    def ask(self, question: str) -> bool:
        """A question on stderr; only "y", "yes", "j" and "ja" mean yes."""
        return ask(question, self.language)

    def on_terminal(self) -> bool:
        """Whether somebody is there to be asked."""
        return on_terminal()

    def typed(self, question: str) -> str | None:
        """The line that is typed after a question on stderr; None where there is no more to read."""
        tell(question + " ")
        line = read_line()
        return line.strip() if line else None

    def count(self, what: str, number: int) -> str:
        """A number of things, singular or plural: count("contact", 1) -> "1 kontakt"."""
        return self.say(f"contacts.one.{what}" if number == 1 else f"contacts.many.{what}", count=number)

    def day(self, text: str | None) -> str:
        """The day on which somebody checked: an ISO date, today for None and "today".

        Raises:
            UsageError: it is no day, or in the future.
        """
        day = today() if text in (None, "today", "idag", "i dag") else str(text)
        if len(day) != 10 or check_date(day, latest_day()):
            raise UsageError(self.say("contacts.bad_date", value=echo(day)))
        return day

    def warn_of_stronger(self) -> None:
        """That NMT_CONTACTS names a list which takes precedence over what was just put in force."""
        if path := os.environ.get("NMT_CONTACTS"):
            text = self.say("contacts.stronger", scope="NMT_CONTACTS", path=path)
            self.remark(self.say("contacts.remark", text=text))


def user_name() -> str:
    """Who runs this, for the history; "?" where the system has no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in a container
        return "?"


def may_write(folder: Path) -> bool:
    """Whether this user may make files in the folder, or the folder itself in the nearest one that is there."""
    while not folder.exists():
        folder = folder.parent
    return os.access(folder, os.W_OK)


def read_list(desk: Desk, path: Path, below: ContactBook, *, guarded: bool = False) -> OwnList:
    """A list from a file: one in force (`guarded`), or one of any format that can be imported. Raises ListError."""
    data = read_bytes(path, guarded=guarded)
    if guarded:
        return own_list_from_toml(data, str(path), below)
    if read := reader(path.name, data):
        return read(data, str(path), below)
    return own_list_from_csv(data, str(path), below, desk.counties, Head("?", today()))


def sound_list(content: bytes | None, store: Store, below: ContactBook) -> OwnList | None:
    """The user's own list as it is; None where there is none or a broken one, which an import may well replace."""
    try:
        return None if content is None else own_list_from_toml(content, str(store.path), below)
    except ListError:
        return None


def tell_remarks(desk: Desk, before: ContactBook, after: ContactBook, own: OwnList) -> None:
    """What is no error but worth a look: counties left without anybody, personal data."""
    if counties := uncovered(before, after):
        names = ", ".join(desk.directory.gazetteer.county(code)[1] for code in counties)
        desk.remark(desk.say("contacts.remark", text=desk.say("contacts.uncovered", counties=names)))
    found = [(contact.host, personal_data(contact)) for contact in own.contacts]
    found += [(service.area or "socialjour", personal_numbers(service)) for service in own.socialjour]
    for host, personal in found:
        for kind, value in personal:
            text = desk.say(f"contacts.personal.{kind}", value=value, host=host)
            desk.remark(desk.say("contacts.remark", text=text))
