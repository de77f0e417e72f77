"""Check an organisation's own list: every problem, with its line and entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from nmtcli.contacts.geography import municipalities
from nmtcli.contacts.problem import Problem, problem, quoted
from nmtcli.contacts.rules import (
    HEAD_KEYS,
    MAX_MONTHS,
    MAX_VALUES,
    REGION_IDS,
    REGION_KEYS,
    Say,
    check_contact_entries,
    check_date,
    check_fields,
    check_text,
    entries_of,
)
from nmtcli.contacts.socialjour import check_entries


def _check_head(raw: Mapping[str, Any], today: date) -> Iterator[Problem]:
    """The head of an own list: who made it and when, and the two settings."""

    def say(message: str, **values: object) -> Problem:
        return problem(message, 1, ("head", 0, ""), **values)

    for field in raw:
        if field not in HEAD_KEYS:
            yield say("unknown", field=quoted(field).strip('"'), known=", ".join(HEAD_KEYS))
    if raw.get("schema", 1) != 1 or isinstance(raw.get("schema"), bool):
        yield say("schema", value=quoted(raw["schema"]))
    if "name" not in raw or raw["name"] == "":
        yield say("name")
    for field in ("name", "source", "licence"):
        if field in raw and raw[field] != "":
            if not isinstance(raw[field], str) or not raw[field].strip():
                yield say("text", field=field)
            else:
                yield from check_text(field, raw[field], say)
    if "date" not in raw:
        yield say("list_date")
    elif len(str(raw["date"])) != 10 or check_date(raw["date"], today) == "date":
        yield say("day", field="date", value=quoted(raw["date"]))
    elif wrong := check_date(raw["date"], today):
        yield say(wrong, field="date", value=quoted(raw["date"]))
    months = raw.get("stale_after_months", 1)
    if not isinstance(months, int) or isinstance(months, bool) or not 1 <= months <= MAX_MONTHS:
        yield say("months")
    if not isinstance(raw.get("override_regions", False), bool):
        yield say("flag")
    for table in ("region", "contact", "socialjour"):
        if table in raw and not entries_of(raw, table) and raw[table] != []:
            yield say("entries", field=table)
    yield from _check_no_contact(raw, say)
    answers = any(raw.get(field) for field in ("contact", "region", "socialjour", "no_contact"))
    if not answers and "stale_after_months" not in raw:
        yield say("empty")


def _check_no_contact(raw: Mapping[str, Any], say: Say) -> Iterator[Problem]:
    """The regions of which the list says that there is nobody to call."""
    regions = raw.get("no_contact", [])
    if not isinstance(regions, list) or not all(isinstance(region, str) for region in regions):
        yield say("list", field="no_contact")
        return
    named = [entry.get("region") for entry in entries_of(raw, "contact")]
    for region in regions[:MAX_VALUES]:
        if region not in REGION_IDS:
            yield say("no_region", value=quoted(region), known=", ".join(REGION_IDS))
        elif region in named:
            yield say("no_contact", region=region)
    if len(set(regions)) < len(regions) or len(regions) > MAX_VALUES:
        yield say("regions_twice", field="no_contact")


def overridden(raw: Mapping[str, Any], regions: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The counties of each region with the list's own `[[region]]` entries over them."""
    own = {
        e["id"]: {c for c in e["counties"] if isinstance(c, str)}
        for e in entries_of(raw, "region")
        if e.get("id") in REGION_IDS and isinstance(e.get("counties"), list)
    }
    return {**regions, **own}


def _check_own_regions(
    raw: Mapping[str, Any], line: Callable[[str, int], int], regions: Mapping[str, set[str]]
) -> Iterator[Problem]:
    entries = entries_of(raw, "region")
    if entries and raw.get("override_regions") is not True:
        yield problem("region_override", line("region", 0))
        return
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        where = ("region", index + 1, quoted(entry.get("id", "?")).strip('"'))

        def say(message: str, index: int = index, where: tuple[str, int, str] = where, **values: object) -> Problem:
            return problem(message, line("region", index), where, **values)

        yield from check_fields(entry, REGION_KEYS, ("id", "name", "counties", "source"), say)
        region = entry.get("id")
        if isinstance(region, str) and region:
            if region not in REGION_IDS:
                yield say("choice", field="id", value=quoted(region), known=", ".join(REGION_IDS))
            if region in seen:
                yield say("region_twice", value=quoted(region))
            seen.add(region)
    counties = set().union(*regions.values())
    after = overridden(raw, regions)
    for county in sorted(set().union(*after.values()) | counties):
        owners = [region for region, members in after.items() if county in members]
        if county not in counties:
            yield problem("no_county", line("region", 0), value=quoted(county))
        elif len(owners) != 1:
            message = "two_regions" if owners else "lost_county"
            yield problem(message, line("region", 0), value=county, known=", ".join(owners))


def check_own_list(
    raw: Mapping[str, Any], line: Callable[[str, int], int], regions: Mapping[str, set[str]], today: date
) -> list[Problem]:
    """Every problem of an own list, which may name only some regions.

    Args:
        raw: the parsed list.
        line: (table, index) -> the line on which that entry begins.
        regions: the counties of each region as they are without the list.
        today: the date after which a date lies in the future.
    """
    found = [*_check_head(raw, today), *_check_own_regions(raw, line, regions)]
    entries = [(line("contact", index), entry) for index, entry in enumerate(entries_of(raw, "contact"))]
    found += check_contact_entries(entries, overridden(raw, regions), today)
    if services := entries_of(raw, "socialjour"):
        numbered = [(line("socialjour", index), entry) for index, entry in enumerate(services)]
        found += check_entries(numbered, municipalities(), today)
    return found
