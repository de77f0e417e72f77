"""The socialjour (social services out of hours) in data/ and in own lists: checked, laid over, compared."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from nmtcli.contacts.problem import Problem, problem, quoted
from nmtcli.contacts.rules import SOCIALJOUR_KEYS, SOCIALJOUR_REQUIRED, check_date, check_fields, check_phone, is_phone
from nmtcli.gazetteer.read import UNDATED, Row
from nmtcli.model import Socialjour, replaced

BETWEEN = "; "  # several numbers of one service
CONFIDENCES = ("H", "M")


def check_table(rows: Iterable[tuple[int, Row]], codes: set[str], today: date) -> list[str]:
    """The problems of the rows of data/socialjour.tsv, given with their lines. `codes`: of the municipalities."""
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, row in rows:
        where = f"socialjour.tsv:{number}: {row['municipalities']}"
        towns = row["municipality_codes"].split(",")
        for code in towns:
            if code not in codes:
                problems.append(f"{where}: there is no municipality {code!r}")
            if (first := seen.setdefault(code, number)) != number or towns.count(code) > 1:
                problems.append(f"{where}: {code!r} stands already on line {first}")
        if len(row["municipalities"].split(", ")) != len(towns):
            problems.append(f"{where}: {len(towns)} codes and another number of names")
        problems += [
            f"{where}: {phone!r} is not a Swedish telephone number"
            for phone in row["phone"].split(BETWEEN)
            if not is_phone(phone)
        ]
        if row["page_date"] != UNDATED and (wrong := check_date(row["page_date"], today)):
            problems.append(problem(wrong, field="page_date", value=quoted(row["page_date"])).text(where, "en"))
        problems += [f'{where}: "{field}" is missing' for field in ("hours_text", "source_url") if not row[field]]
        if row["confidence"] not in CONFIDENCES:
            problems.append(f"{where}: the confidence must be one of {', '.join(CONFIDENCES)}")
    return problems


def by_municipality(rows: Iterable[Row]) -> dict[str, tuple[str | None, ...]]:
    """'2480' -> area, phone, hours, source, date of the page or None, confidence: as a `Socialjour` begins."""
    found: dict[str, tuple[str | None, ...]] = {}
    for row in rows:
        as_of = None if row["page_date"] == UNDATED else row["page_date"]
        fields = (row["area"], row["phone"], row["hours_text"], row["source_url"], as_of, row["confidence"])
        found |= dict.fromkeys(row["municipality_codes"].split(","), fields)
    return dict(sorted(found.items()))


def check_entries(
    entries: Iterable[tuple[int, Mapping[str, Any]]], known: Container[str], today: date
) -> Iterator[Problem]:
    """The problems of the `[[socialjour]]` entries of an own list, given with the line on which each begins.

    `known`: the codes of the municipalities.
    """
    seen: dict[str, int] = {}
    for number, (line, entry) in enumerate(entries, 1):
        listed = entry.get("municipalities")
        towns = [code for code in listed if isinstance(code, str)] if isinstance(listed, list) else []
        where = ("socialjour", number, quoted(", ".join(towns)).strip('"') or "?")

        def say(message: str, line: int = line, where: tuple[str, int, str] = where, **values: object) -> Problem:
            return problem(message, line, where, **values)

        yield from check_fields(entry, SOCIALJOUR_KEYS, SOCIALJOUR_REQUIRED, say)
        for at, code in enumerate(towns):
            if code.strip() and code not in known:
                yield say("no_municipality", value=quoted(code))
            elif (first := seen.setdefault(code, number)) != number or code in towns[:at]:
                yield say("municipality_twice", value=quoted(code), first=first)
        if isinstance(entry.get("phone"), str) and entry["phone"]:
            for phone in entry["phone"].split(BETWEEN):
                yield from check_phone(phone, say)
        if "published" in entry and (wrong := check_date(entry["published"], today)):
            yield say(wrong, field="published", value=quoted(entry["published"]))


def without(below: Iterable[Socialjour], above: Iterable[Socialjour]) -> Iterator[Socialjour]:
    """What a weaker list says of the municipalities that a stronger one leaves alone."""
    taken = {code for service in above for code in service.municipalities}
    for service in below:
        if kept := tuple(code for code in service.municipalities if code not in taken):
            yield replaced(service, municipalities=kept)


def within(services: Iterable[Socialjour], counties: Iterable[str]) -> Iterator[Socialjour]:
    """The services of the municipalities in these counties alone."""
    wanted = set(counties)
    for service in services:
        if kept := tuple(code for code in service.municipalities if code[:2] in wanted):
            yield replaced(service, municipalities=kept)


def as_entry(service: Socialjour) -> dict[str, Any]:
    """A service as the `[[socialjour]]` entry that it was made of."""
    values = {
        "municipalities": list(service.municipalities),
        "area": service.area,
        "phone": service.phone,
        "hours": service.hours,
        "source": service.source,
        "published": service.as_of,
    }
    return {field: value for field, value in values.items() if value}


def changes(before: Iterable[Socialjour], after: Iterable[Socialjour]) -> list[tuple[str, str, str]]:
    """(municipality, number before, number after) wherever two lists differ in what they say; "" where nothing."""
    tables: list[dict[str, Socialjour]] = [
        {
            code: replaced(service, municipalities=(), origin="")
            for service in services
            for code in service.municipalities
        }
        for services in (before, after)
    ]
    was, becomes = tables
    return [
        (code, was[code].phone if code in was else "", becomes[code].phone if code in becomes else "")
        for code in sorted(was.keys() | becomes.keys())
        if was.get(code) != becomes.get(code)
    ]
