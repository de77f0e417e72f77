"""The regions and whom to call for them: the shipped list, with an organisation's own list over it where there is one.

Owns the staleness policy. The own list itself is read by `contacts.own`, imported only when such a list exists.
"""

from __future__ import annotations

import os
import time

from nmtcli.model import Answer, Contact, Line, Number, Record, Region, Socialjour

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from nmtcli.model import Group

STALE_AFTER_MONTHS = 12


NOT_BEFORE = "2026-11-25"  # the date of the shipped list; a test holds it to the data


def today() -> str:
    """Today's date in ISO form, without the cost of importing datetime; that of NMT_NOW where it is set.

    A clock that is before the program's own data is wrong: old facts would look fresh.

    Raises:
        UsageError: NMT_NOW is not a time.
    """
    if os.environ.get("NMT_NOW"):
        from nmtcli.clock import now

        return max(now().day, NOT_BEFORE)
    return max(time.strftime("%Y-%m-%d"), NOT_BEFORE)


def latest_day() -> date:
    """The last day that does not lie in the future, here or in Sweden, which is at most two hours ahead of UTC."""
    from datetime import date

    return max(date.fromisoformat(day) for day in (today(), time.strftime("%Y-%m-%d", time.gmtime(time.time() + 7200))))


def months_before(day: str, months: int) -> str:
    """The ISO date `months` months before an ISO date; on a day that the month lacks, one that sorts the same."""
    year, month, rest = int(day[:4]), int(day[5:7]) - 1 - months, day[7:]
    return f"{year + month // 12:04d}-{month % 12 + 1:02d}{rest}"


def first_day(date: str) -> str:
    """The day from which a date counts: "2017" and "2017-01" from "2017-01-01"."""
    return date + "-01-01"[len(date) - 4 :]


def as_of(contact: Contact) -> str | None:
    """When a contact was last attested, as it is written: "2018-06-20", "2017-07", "2017". None: it is undated."""
    return max(filter(None, (contact.published, contact.confirmed)), key=first_day, default=None)


def last_checked(contact: Contact) -> str | None:
    """The same as a day."""
    date = as_of(contact)
    return date and first_day(date)


def is_stale(contact: Contact, day: str, months: int = STALE_AFTER_MONTHS) -> bool:
    """Whether a contact was last checked more than `months` months before `day`. An undated one counts as stale.

    An own list may trust its own contacts for longer than the shipped ones are trusted, but not these.
    """
    return is_older(contact, day, fresh_for(contact.origin, months))


def fresh_for(origin: str, months: int) -> int:
    """For how many months a fact of a list is fresh where the list in force says `months`: see `is_stale`."""
    return min(months, STALE_AFTER_MONTHS) if origin == "bundled" else months


def is_older(contact: Contact, day: str, months: int) -> bool:
    """Whether a contact was last attested more than `months` months before `day`, or nobody knows when."""
    return is_old(last_checked(contact), day, months)


def is_old(date: str | None, day: str, months: int) -> bool:
    """The same of any fact by its date: "2018-06-20", "2017-07", "2017", None."""
    return date is None or first_day(date) < months_before(day, months)


def e164(phone: str) -> str:
    """'090-16 10 00' -> '+4690161000'; short numbers such as 112 and 114 14 stay as they are, without spaces."""
    digits = "".join(c for c in phone if c.isdigit())
    if phone.startswith("+"):
        return "+" + digits
    return "+46" + digits[1:] if digits.startswith("0") else digits


class ContactBook(Record):
    """The list in force. `lists` says which lists answer, strongest first; `problems` what is wrong with one.

    `socialjour` is what own lists say of it; the shipped rows stay in the index, since few look-ups need them.
    `emptied` are the regions of which an own list says that there is nobody to call: (region id, that list's origin).
    """

    regions: tuple[Region, ...]
    contacts: tuple[Contact, ...]
    hotline: Line
    urgent: tuple[Line, ...]
    other_lines: tuple[Line, ...]
    date: str
    stale_after_months: int = STALE_AFTER_MONTHS
    lists: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    socialjour: tuple[Socialjour, ...] = ()
    emptied: tuple[tuple[str, str], ...] = ()

    def region(self, region_id: str) -> Region:
        """The region with this id ("nord").

        Raises:
            KeyError: there is none.
        """
        for region in self.regions:
            if region.id == region_id:
                return region
        raise KeyError(region_id)

    def region_of(self, county: str) -> Region:
        """The region in which a county lies, by the county's two digits."""
        return next(region for region in self.regions if county in region.counties)

    def serving(self, region: Region, counties: tuple[str, ...]) -> tuple[Contact, ...]:
        """The region's contacts that serve any of these counties, coordinators before switchboards."""
        found = [c for c in self.contacts if c.region == region.id and set(c.counties) & set(counties)]
        return tuple(sorted(found, key=lambda c: c.kind != "coordinator"))

    def whom_to_call(
        self, region: Region, counties: tuple[str, ...], serves: Group | None = None, max_age: int | None = None
    ) -> tuple[tuple[Contact, ...], tuple[str, str] | None]:
        """The contacts for these counties, best first, and where there are none the reason (see `Answer.nobody`).

        Args:
            region: in which the counties lie.
            counties: their codes.
            serves: only contacts who serve this group; those for it alone before those for everybody.
            max_age: only contacts attested within so many months; an undated one never is.
        """
        there = self.serving(region, counties)
        right = [contact for contact in there if serves is None or contact.serves in ("all", serves)]
        right.sort(key=lambda contact: (contact.kind != "coordinator", contact.serves != serves))
        day = today()
        fresh = [contact for contact in right if max_age is None or not is_older(contact, day, max_age)]
        if fresh:
            return tuple(fresh), None
        if right:
            return (), ("age", str(max_age))
        if there:
            return (), ("group", str(serves))
        own = dict(self.emptied).get(region.id) or next(
            (c.origin for c in self.contacts if c.region == region.id and c.origin != "bundled"), None
        )
        return (), ("own_list", own) if own else ("unpublished", "")

    def without_contact(self, region: Region) -> tuple[tuple[str, Group | None], ...]:
        """The counties of a region that nobody serves, and the groups that nobody serves there: (county, group).

        The group is None where nobody serves anybody.
        """
        found: list[tuple[str, Group | None]] = []
        for county in region.counties:
            served = {contact.serves for contact in self.serving(region, (county,))}
            if not served:
                found.append((county, None))
            elif "all" not in served:
                groups: tuple[Group, ...] = ("adults", "children")
                found += [(county, group) for group in groups if group not in served]
        return tuple(found)

    def routes(self) -> dict[str, str]:
        """County -> route label: counties with one label reach the same contacts of the same region."""
        return {
            county: region.id + "".join(f" {self.contacts.index(c)}" for c in self.serving(region, (county,)))
            for region in self.regions
            for county in region.counties
        }


def number_of(answer: Answer) -> Number:
    """The one number for an answer, which may be used for everybody and everywhere that was asked about."""
    hotline = answer.hotline.phone or ""
    if not answer.contacts or answer.region is None or answer.resolution.place is None:
        return Number(hotline, "hotline")
    place = answer.resolution.place
    counties = set(answer.region.counties if place.kind == "region" else place.counties)
    for contact in answer.contacts:
        if contact.serves in ("all", answer.serves) and counties <= set(contact.counties):
            return Number(contact.phone, contact.kind, (contact,))
    return Number(hotline, "several", answer.contacts)


def _bilingual(entry: Mapping[str, Any], stem: str) -> tuple[tuple[str, str], ...]:
    return tuple((lang, str(entry[f"{stem}_{lang}"])) for lang in ("sv", "en") if f"{stem}_{lang}" in entry)


def make_contact(entry: Mapping[str, Any], origin: str = "bundled") -> Contact:
    """A checked `[[contact]]` entry as a record."""
    return Contact(
        region=entry["region"],
        counties=tuple(entry["counties"]),
        kind=entry["kind"],
        host=entry["host"],
        phone=entry["phone"],
        source=entry["source"],
        confidence=entry["confidence"],
        serves=entry.get("serves", "all"),
        unit=entry.get("unit"),
        persons=tuple(entry.get("persons", ())),
        email=entry.get("email"),
        published=str(entry["published"]) if "published" in entry else None,
        published_note=_bilingual(entry, "published_note"),
        note=_bilingual(entry, "note"),
        confirmed=str(entry["confirmed"]) if "confirmed" in entry else None,
        confirmed_by=entry.get("confirmed_by"),
        origin=origin,
    )


def make_region(entry: Mapping[str, Any]) -> Region:
    """A checked `[[region]]` entry as a record."""
    return Region(
        id=entry["id"],
        name=entry["name"],
        counties=tuple(entry["counties"]),
        source=entry["source"],
        uncertain=tuple(entry.get("uncertain", ())),
        uncertain_reason=_bilingual(entry, "uncertain_reason"),
        note=_bilingual(entry, "note"),
    )


def make_line(entry: Mapping[str, Any], name: str = "") -> Line:
    """A checked hotline, `[[urgent]]` or `[[other_line]]` entry as a record."""
    return Line(
        id=entry.get("id", name),
        name=_bilingual(entry, "name"),
        phone=entry.get("phone"),
        purpose=_bilingual(entry, "for"),
        hours=_bilingual(entry, "hours"),
        source=entry["source"],
        published=str(entry["published"]) if "published" in entry else None,
        phone_abroad=entry.get("phone_abroad"),
        phone_abroad_note=_bilingual(entry, "phone_abroad_note"),
    )


def make_socialjour(entry: Mapping[str, Any], origin: str) -> Socialjour:
    """A checked `[[socialjour]]` entry of an own list as a record."""
    return Socialjour(
        area=entry.get("area", ""),
        phone=entry["phone"],
        hours=entry["hours"],
        source=entry["source"],
        as_of=str(entry["published"]) if "published" in entry else None,
        confidence="H",  # who writes a list answers for it
        municipalities=tuple(entry["municipalities"]),
        origin=origin,
    )


def from_table(table: Mapping[str, Any]) -> ContactBook:
    """The shipped list, from the checked content of data/regions.toml."""
    return ContactBook(
        regions=tuple(map(make_region, table["region"])),
        contacts=tuple(map(make_contact, table["contact"])),
        hotline=make_line(table["hotline"], "hotline"),
        urgent=tuple(map(make_line, table["urgent"])),
        other_lines=tuple(map(make_line, table["other_line"])),
        date=str(table["date"]),
    )
