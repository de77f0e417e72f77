"""The time in Sweden, and whether an office there is open at it.

Swedish time comes from UTC by the EU's rule: importing zoneinfo takes longer than a look-up, and on Windows it has no
time zones.
"""

from __future__ import annotations

import os
import time

from nmtcli.errors import UsageError
from nmtcli.model import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Holidays = Mapping[str, tuple[str, str]]  # the table HOLIDAYS: ISO date -> Swedish and English name

OFFICE_HOURS = ("08:00", "17:00")  # outside these no office is taken to answer whose hours are not published
SATURDAY = 5


class Moment(Record):
    """A minute in Sweden: "2026-11-28", 5 (Monday is 0), "23:10"."""

    day: str
    weekday: int
    time: str


def _summer(utc: time.struct_time) -> bool:
    """Whether Sweden has summer time: from the last Sunday of March to that of October, 01:00 UTC."""
    if utc.tm_mon not in (3, 10):
        return 3 < utc.tm_mon < 10
    weekday_of_31st = (utc.tm_wday + 31 - utc.tm_mday) % 7
    last_sunday = 31 - (weekday_of_31st + 1) % 7
    return ((utc.tm_mday, utc.tm_hour) >= (last_sunday, 1)) == (utc.tm_mon == 3)


def in_sweden(seconds: float) -> Moment:
    """The minute in Sweden at a time as `time.time` counts it."""
    there = time.gmtime(seconds + (7200 if _summer(time.gmtime(seconds)) else 3600))
    return Moment(time.strftime("%Y-%m-%d", there), there.tm_wday, time.strftime("%H:%M", there))


class BadTime(UsageError):
    """NMT_NOW is not a time."""

    def text(self, language: str) -> str:
        """What it is, and how a time is written."""
        from nmtcli.echo import echo
        from nmtcli.texts.hours import say

        return say(language, "bad_now", value=echo(str(self.args[0])))

    def __str__(self) -> str:
        return self.text("en")


def _read(text: str) -> Moment:
    """The minute that NMT_NOW names.

    Raises:
        BadTime: it names none.
    """
    import re
    from datetime import date

    form = r"\d{4}-\d\d-\d\d[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?"
    try:
        if re.fullmatch(form, text, re.ASCII):
            return Moment(text[:10], date.fromisoformat(text[:10]).weekday(), text[11:16])
    except ValueError:  # a day that is not in the calendar
        pass
    raise BadTime(text)


def now() -> Moment:
    """The present minute in Sweden, wherever the computer is; NMT_NOW, where it is set, in its place.

    Raises:
        BadTime: NMT_NOW is not a time.
    """
    if wanted := os.environ.get("NMT_NOW"):
        return _read(wanted)
    return in_sweden(time.time())


def office_open(moment: Moment, holidays: Holidays, published: tuple[str, str] | None = None) -> bool | None:
    """Whether an office answers at a minute: `open_now` in JSON.

    Args:
        moment: the minute.
        holidays: the table HOLIDAYS of the group `clock`.
        published: the hours on weekdays that a source prints, as ("09:00", "15:00").

    Returns:
        False on Saturdays, Sundays, holidays and eves, and outside the hours; within them True where they are
        published and else None. None in a year that the table does not have.
    """
    if f"{moment.day[:4]}-01-01" not in holidays:  # New Year's Day is in every year of the table
        return None
    opens, closes = published or OFFICE_HOURS
    if moment.weekday >= SATURDAY or moment.day in holidays or not opens <= moment.time < closes:
        return False
    return True if published else None


def why_closed(moment: Moment, holidays: Holidays, called: str, language: str) -> str:
    """The sentence for a minute at which `office_open` is False: when it is, and who probably does not answer.

    Args:
        moment: the minute.
        holidays: the table HOLIDAYS of the group `clock`.
        called: whose number the answer gives beside the hotline's, "switchboard" or "coordinator"; "hotline": nobody's.
        language: "sv" or "en".
    """
    from nmtcli.texts import LANGUAGES
    from nmtcli.texts.hours import say

    hour, minute = moment.time.split(":")
    when = say(language, "time", weekday=say(language, f"weekday.{moment.weekday}"), hour=hour, minute=minute)
    if names := holidays.get(moment.day):
        when = say(language, "holiday", name=names[LANGUAGES.index(language)], time=when)
    return say(language, f"closed.{called}", time=when)
