"""Check the contact list that is shipped, data/regions.toml: complete, with regions, hotline and other lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nmtcli.contacts.problem import problem, quoted
from nmtcli.contacts.rules import REGION_IDS, check_contact_entries, check_date, is_phone
from nmtcli.gazetteer.read import entry_lines


def _check_region(entry: Mapping[str, Any], where: str, counties: set[str]) -> list[str]:
    problems = [f'{where}: "{f}" is missing' for f in ("id", "name", "counties", "source") if not entry.get(f)]
    if entry.get("id") not in REGION_IDS:
        problems.append(f"{where}: the id must be one of {', '.join(REGION_IDS)}")
    for county in [*entry.get("counties", ()), *entry.get("uncertain", ())]:
        if county not in counties:
            problems.append(f'{where}: there is no county "{county}"')
    if set(entry.get("uncertain", ())) - set(entry.get("counties", ())):
        problems.append(f"{where}: an uncertain county is not among its counties")
    return problems


def _check_line(entry: Mapping[str, Any], where: str, required: tuple[str, ...], today: date) -> list[str]:
    problems = [f'{where}: "{f}" is missing' for f in required if not entry.get(f)]
    for field in ("phone", "phone_abroad"):
        if field in entry and not is_phone(entry[field]):
            problems.append(f'{where}: "{entry[field]}" is not a Swedish telephone number')
    if "published" in entry and (wrong := check_date(entry["published"], today)):
        text = problem(wrong, field="published", value=quoted(entry["published"])).text(where, "en")
        problems.append(text)
    return problems


def check_contacts(raw: Mapping[str, Any], text: str, name: str, counties: set[str], today: date) -> list[str]:
    """Every problem of a complete contact list such as data/regions.toml: regions, contacts, hotline, other lines."""
    problems: list[str] = []
    line = entry_lines(text)
    regions: dict[str, set[str]] = {}
    owners: dict[str, str] = {}
    for index, entry in enumerate(raw.get("region", ())):
        where = f"{name}:{line('region', index)}: region {entry.get('id', '?')}"
        problems += _check_region(entry, where, counties)
        if entry.get("id") in regions:
            problems.append(f"{where}: stands there twice")
        regions[str(entry.get("id"))] = set(entry.get("counties", ()))
        for county in entry.get("counties", ()):
            if county in owners:
                problems.append(f"{where}: county {county} is also in region {owners[county]}")
            owners[county] = str(entry.get("id"))
    for county in sorted(counties - owners.keys()):
        problems.append(f"{name}: county {county} is in no region")
    entries = [(line("contact", index), entry) for index, entry in enumerate(raw.get("contact", ()))]
    problems += [p.text(name, "en") for p in check_contact_entries(entries, regions, today)]
    problems += _check_line(raw.get("hotline", {}), f"{name}:{line('hotline', 0)}: hotline",
                            ("phone", "phone_abroad", "hours_sv", "hours_en", "source"), today)  # fmt: skip
    for table in ("urgent", "other_line"):
        for index, entry in enumerate(raw.get(table, ())):
            where = f"{name}:{line(table, index)}: {table} {entry.get('id', '?')}"
            problems += _check_line(entry, where, ("id", "name_sv", "name_en", "for_sv", "for_en", "source"), today)
    return problems
