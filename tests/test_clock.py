"""The time in Sweden, the table of holidays, and whether an office is open."""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import re
import subprocess
import sys
import time
import zoneinfo
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.clock import Moment, in_sweden, now, office_open, why_closed
from nmtcli.errors import UsageError
from nmtcli.gazetteer import Gazetteer
from nmtcli.gazetteer.dataset import Dataset
from nmtcli.gazetteer.read import TABLES, data_folder, read_tsv
from nmtcli.gazetteer.verify import HOLIDAYS, check_holidays

TOOLS = Path(__file__).parents[1] / "tools"
FILE = (data_folder() / "holidays.tsv").read_text(encoding="utf-8")
HEAD, ROWS = read_tsv(FILE, "holidays.tsv", TABLES["holidays"], [])
CLOSED = {row["date"]: (row["name"], row["name_en"]) for _, row in ROWS}
FIRST, LAST = (int(day[:4]) for day in (min(CLOSED), max(CLOSED)))
DAYS = st.dates(datetime.date(FIRST, 1, 1), datetime.date(LAST, 12, 31))


def moment(text: str) -> Moment:
    """'2026-11-27 16:59' as a moment."""
    there = datetime.datetime.fromisoformat(text)
    return Moment(text[:10], there.weekday(), text[11:])


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("2026-11-27 07:59", False),  # a Friday
        ("2026-11-27 08:00", None),
        ("2026-11-27 12:00", None),
        ("2026-11-27 16:59", None),
        ("2026-11-27 17:00", False),
        ("2026-11-27 00:00", False),
        ("2026-11-27 23:59", False),
        ("2026-11-28 12:00", False),  # Saturday
        ("2026-11-29 12:00", False),  # Sunday
        ("2026-11-30 08:00", None),  # Monday
        ("2026-12-23 12:00", None),
        ("2026-12-24 12:00", False),  # eve, a Thursday
        ("2026-12-25 12:00", False),
        ("2026-12-31 12:00", False),
        ("2027-01-01 12:00", False),
        ("2027-01-05 12:00", None),  # trettondagsafton: no eve in the table
        ("2027-01-06 12:00", False),
        ("2027-03-25 12:00", None),  # skärtorsdagen
        ("2027-03-26 12:00", False),
        ("2027-05-07 12:00", None),  # the day after Kristi himmelsfärdsdag
        ("2027-06-25 12:00", False),  # midsommarafton
        ("2026-03-29 12:00", False),  # the days on which the clocks change are Sundays
        ("2026-10-26 08:00", None),
        ("2036-12-30 12:00", None),
        ("2036-12-30 17:00", False),
        ("2036-12-31 12:00", False),
        ("2037-01-01 12:00", None),  # what is not in the table is not known, not even New Year's Day
        ("2037-01-03 12:00", None),  # a Saturday
        ("2037-01-05 03:00", None),
        ("2025-12-31 12:00", None),
        ("1970-01-01 01:00", None),  # a computer without a clock
    ],
)
def test_an_office_is_closed_outside_its_hours_and_else_nobody_knows(text: str, is_open: bool | None) -> None:
    assert office_open(moment(text), CLOSED) is is_open


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("2026-11-27 08:59", False),
        ("2026-11-27 09:00", True),
        ("2026-11-27 14:59", True),
        ("2026-11-27 15:00", False),
        ("2026-11-28 12:00", False),
        ("2026-12-24 12:00", False),
        ("2037-01-05 12:00", None),
    ],
)
def test_where_hours_are_published_an_office_is_known_to_be_open(text: str, is_open: bool | None) -> None:
    assert office_open(moment(text), CLOSED, ("09:00", "15:00")) is is_open


@given(DAYS)
def test_at_every_minute_of_a_day_it_is_closed_or_unknown_and_never_open(day: datetime.date) -> None:
    working = day.weekday() < 5 and str(day) not in CLOSED
    for hour in range(24):
        for minute in range(60):
            here = Moment(str(day), day.weekday(), f"{hour:02}:{minute:02}")
            found = office_open(here, CLOSED)
            assert found is (None if working and 8 <= hour < 17 else False)
            if found is False and minute == 0:
                for called in ("switchboard", "coordinator", "hotline"):
                    assert all(why_closed(here, CLOSED, called, language) for language in ("sv", "en"))


@pytest.mark.parametrize(
    ("text", "called", "swedish", "english"),
    [
        (
            "2026-11-28 23:10", "switchboard",
            "Det är lördag 23.10. Växeln och stödtelefonen svarar troligen inte.",
            "It is Saturday 23:10. Switchboard and hotline probably do not answer.",
        ),
        (
            "2026-01-01 10:15", "switchboard",
            "Det är nyårsdagen, torsdag 10.15. Växeln och stödtelefonen svarar troligen inte.",
            "It is New Year's Day, Thursday 10:15. Switchboard and hotline probably do not answer.",
        ),
        (
            "2026-05-14 07:05", "coordinator",
            "Det är Kristi himmelsfärdsdag, torsdag 07.05. Koordinatorn och stödtelefonen svarar troligen inte.",
            "It is Ascension Day, Thursday 07:05. Coordinator and hotline probably do not answer.",
        ),
        (
            "2026-06-19 09:00", "hotline",
            "Det är midsommarafton, fredag 09.00. Stödtelefonen svarar troligen inte.",
            "It is Midsummer Eve, Friday 09:00. The hotline probably does not answer.",
        ),
        (
            "2026-11-30 17:00", "hotline",
            "Det är måndag 17.00. Stödtelefonen svarar troligen inte.",
            "It is Monday 17:00. The hotline probably does not answer.",
        ),
    ],
)  # fmt: skip
def test_the_sentence_says_when_it_is_and_who_does_not_answer(
    text: str, called: str, swedish: str, english: str
) -> None:
    assert why_closed(moment(text), CLOSED, called, "sv") == swedish
    assert why_closed(moment(text), CLOSED, called, "en") == english


def there(seconds: int, zone: datetime.tzinfo) -> Moment:
    """The same as `in_sweden` by the time zones of the computer."""
    at = datetime.datetime.fromtimestamp(seconds, zone)
    return Moment(at.date().isoformat(), at.weekday(), f"{at:%H:%M}")


@pytest.fixture(scope="module")
def stockholm() -> datetime.tzinfo:
    try:
        return zoneinfo.ZoneInfo("Europe/Stockholm")
    except zoneinfo.ZoneInfoNotFoundError:
        pytest.skip("the computer has no time zones")


def test_every_hour_is_that_of_stockholm(stockholm: datetime.tzinfo) -> None:
    start, end = (int(datetime.datetime(year, 1, 1, tzinfo=datetime.timezone.utc).timestamp()) for year in (2026, 2038))
    for seconds in range(start, end, 3600):
        assert in_sweden(seconds) == there(seconds, stockholm)


def test_every_minute_around_a_change_is_that_of_stockholm(stockholm: datetime.tzinfo) -> None:
    for year in range(2026, 2038):
        for month in (3, 10):
            sunday = next(
                day
                for day in (datetime.datetime(year, month, day, tzinfo=datetime.timezone.utc) for day in range(25, 32))
                if day.weekday() == 6
            )
            for seconds in range(int(sunday.timestamp()) - 3600, int(sunday.timestamp()) + 3 * 3600, 60):
                assert in_sweden(seconds) == there(seconds, stockholm)


@pytest.mark.parametrize(
    ("utc", "swedish"),
    [
        ("2026-03-29 00:59", ("2026-03-29", 6, "01:59")),
        ("2026-03-29 01:00", ("2026-03-29", 6, "03:00")),
        ("2026-10-25 00:59", ("2026-10-25", 6, "02:59")),
        ("2026-10-25 01:00", ("2026-10-25", 6, "02:00")),
        ("2026-12-31 23:00", ("2027-01-01", 4, "00:00")),
        ("2026-07-31 22:00", ("2026-08-01", 5, "00:00")),
    ],
)
def test_the_clocks_change_at_one_oclock_utc(utc: str, swedish: tuple[str, int, str]) -> None:
    seconds = datetime.datetime.fromisoformat(utc + ":00+00:00").timestamp()
    assert in_sweden(seconds) == Moment(*swedish)


def shown(at: Moment) -> str:
    return f"{at.day} {at.weekday} {at.time}"


@pytest.mark.parametrize("text", ["2026-11-28T23:10", "2026-11-28 23:10", "2026-11-28T23:10:59", "2026-11-28 23:10:00"])
def test_nmt_now_takes_the_place_of_the_clock(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("NMT_NOW", text)
    assert now() == Moment("2026-11-28", 5, "23:10")


@pytest.mark.parametrize(
    "text",
    [
        "now", " ", "2026-11-28", "23:10", "2026-11-28T24:00", "2026-11-28T23:60", "2026-11-28T23:10:60", "2026-02-29T12:00",
        "2026-13-01T12:00", "2026-11-28T23", "2026-11-28T9:10", "2026-11-28T23:10Z", "2026-11-28T23:10+01:00",
        "2026-11-28  23:10", "2026-11-28t23:10", "2026-W48-6T23:10", "20261128T231000", "2026-11-28T23:10\n", "２026-11-28T23:10",
    ],
)  # fmt: skip
def test_a_bad_nmt_now_is_refused_with_how_to_write_it(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("NMT_NOW", text)
    with pytest.raises(UsageError, match=r"^NMT_NOW is .*\. Write .* like this: 2026-11-28T23:10\.$") as raised:
        now()
    assert re.match(r"NMT_NOW är .*\. Skriv .* så: 2026-11-28T23:10\.$", raised.value.text("sv"))


def test_an_empty_nmt_now_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NMT_NOW", "")
    before = shown(in_sweden(time.time()))
    assert before <= shown(now()) <= shown(in_sweden(time.time()))


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "UTC0", "XYZ-14", "nonsense"])
def test_the_time_is_that_in_sweden_wherever_the_computer_is(zone: str) -> None:
    script = "from nmtcli.clock import in_sweden, now; print(*now()); print(*in_sweden(1795903800))"
    environment = {name: value for name, value in os.environ.items() if name != "NMT_NOW"} | {"TZ": zone}
    before = shown(in_sweden(time.time()))
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    after = shown(in_sweden(time.time()))
    present, fixed = run.stdout.splitlines()
    assert before <= present <= after
    assert fixed == "2026-11-28 5 23:10"


def test_telling_the_time_imports_no_heavy_module() -> None:
    script = (
        "import sys; before = set(sys.modules); from nmtcli.clock import now, office_open; office_open(now(), {}); "
        "print(*sorted(set(sys.modules) - before))"
    )
    environment = {name: value for name, value in os.environ.items() if name != "NMT_NOW"}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    loaded = set(run.stdout.split())
    assert "nmtcli.clock" in loaded
    assert not {"datetime", "zoneinfo", "re", "calendar", "_strptime", "nmtcli.texts"} & loaded


def easter(year: int) -> datetime.date:
    """Easter Sunday, by the Gregorian reckoning of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, day + 1)


def saturday_from(year: int, month: int, day: int) -> datetime.date:
    first = datetime.date(year, month, day)
    return first + datetime.timedelta((5 - first.weekday()) % 7)


def by_law(year: int) -> dict[str, str]:
    """The days of a year by the rules of the law: ISO date -> name."""
    sunday, midsummer = easter(year), saturday_from(year, 6, 20)
    days = {
        datetime.date(year, 1, 1): "nyårsdagen",
        datetime.date(year, 1, 6): "trettondedag jul",
        sunday - datetime.timedelta(2): "långfredagen",
        sunday: "påskdagen",
        sunday + datetime.timedelta(1): "annandag påsk",
        datetime.date(year, 5, 1): "första maj",
        sunday + datetime.timedelta(39): "Kristi himmelsfärdsdag",
        sunday + datetime.timedelta(49): "pingstdagen",
        datetime.date(year, 6, 6): "nationaldagen",
        midsummer - datetime.timedelta(1): "midsommarafton",
        midsummer: "midsommardagen",
        saturday_from(year, 10, 31): "alla helgons dag",
        datetime.date(year, 12, 24): "julafton",
        datetime.date(year, 12, 25): "juldagen",
        datetime.date(year, 12, 26): "annandag jul",
        datetime.date(year, 12, 31): "nyårsafton",
    }
    return {str(day): name for day, name in days.items()}


def test_the_table_has_the_days_that_the_law_names() -> None:
    assert (FIRST, LAST) == (2026, 2036)
    lawful = {day: name for year in range(FIRST, LAST + 1) for day, name in by_law(year).items()}
    assert {day: names[0] for day, names in CLOSED.items()} == lawful
    assert CLOSED["2026-04-05"] == ("påskdagen", "Easter Sunday")
    assert CLOSED["2027-06-26"] == ("midsommardagen", "Midsummer Day")
    assert CLOSED["2026-10-31"] == ("alla helgons dag", "All Saints' Day")
    assert len(set(CLOSED.values())) == 16
    assert {row["name"] for _, row in ROWS if row["kind"] == "eve"} == HOLIDAYS["eve"]


def test_the_program_has_the_table_and_says_where_it_is_from(gazetteer: Gazetteer, dataset: Dataset) -> None:
    assert gazetteer.table("clock", "HOLIDAYS") == CLOSED
    assert gazetteer.table("about", "COUNTS")["holidays.tsv"] == len(ROWS)
    assert gazetteer.table("about", "HEADS")["holidays.tsv"]["source"] == HEAD["source"]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("2026-01-06\t", "2026-02-30\t", "2026-02-30: not a day of the calendar"),
        ("2026-01-06\t", "2026-1-6\t", "2026-1-6: not a day of the calendar"),
        ("2026-01-06\t", "20260106\t", "20260106: not a day of the calendar"),
        ("2026-01-06\t", "2026-W02-2\t", "2026-W02-2: not a day of the calendar"),
        ("2026-01-06\t", "2026-01-06 \t", "not a day of the calendar"),
        ("\ttrettondedag jul\t", "\ttrettondagen\t", "there is no holiday 'trettondagen'"),
        ("\tmidsommarafton\teve", "\tmidsommarafton\tholiday", "there is no holiday 'midsommarafton'"),
        ("\tmidsommarafton\teve", "\tmidsommarafton\tnight", "there is no night 'midsommarafton'"),
        ("\tEpiphany\n", "\t\n", "or its English name is missing"),
        ("2026-01-06\ttrettondedag jul", "2026-01-06\tnyårsdagen", "nyårsdagen stands already on line "),
        ("2026-01-06\ttrettondedag jul\tholiday\tEpiphany\n", "", ":1: 2026 lacks trettondedag jul"),
        ("2036-12-24\tjulafton\teve\tChristmas Eve\n", "", ":1: 2036 lacks julafton"),
        ("2036-12-31\tnyårsafton", "2038-12-31\tnyårsafton", "2036 is followed by 2038"),
    ],
)
def test_a_broken_table_is_reported_with_file_and_line(before: str, after: str, problem: str) -> None:
    assert before in FILE
    _, rows = read_tsv(FILE.replace(before, after, 1), "holidays.tsv", TABLES["holidays"], [])
    problems = list(check_holidays(rows))
    assert any(problem in found for found in problems), problems
    assert all(re.match(r"holidays\.tsv:\d+: ", found) for found in problems)


def test_the_shipped_table_has_no_problems_and_neither_has_an_empty_one() -> None:
    assert list(check_holidays(ROWS)) == list(check_holidays([])) == []


def named_version() -> str:
    """The version of holidays that the head names."""
    found = re.search(r"holidays (\d[\d.]*\d)", HEAD["source"])
    assert found
    return found[1]


def test_the_tool_makes_the_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("holidays")
    if importlib.metadata.version("holidays") != named_version():
        pytest.skip("another version of holidays than made the table")
    monkeypatch.syspath_prepend(str(TOOLS))
    import build_holidays

    table = tmp_path / "holidays.tsv"
    monkeypatch.setattr("tablefile.DATA", tmp_path)
    undated = re.compile(r"^# date: .*$", re.M)  # the tool writes today's
    for arguments in ([], ["--from", str(FIRST), "--to", str(LAST)]):
        table.write_text(FILE, encoding="utf-8", newline="")
        assert build_holidays.main(arguments) == 0
        assert undated.sub("", table.read_bytes().decode("utf-8")) == undated.sub("", FILE)
    once = table.read_bytes()
    build_holidays.main([])
    assert table.read_bytes() == once
    assert [day for day, *_ in build_holidays.days(2027, 2027)] == list(by_law(2027))
    with pytest.raises(SystemExit):
        build_holidays.main(["--from", "2027", "--to", "2026"])
