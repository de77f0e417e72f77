"""The public face: a text -> a place -> its region -> whom to call. Joins the gazetteer and the contact book."""

from __future__ import annotations

import os

from nmtcli.contacts.book import ContactBook, from_table
from nmtcli.contacts.where import own_list_may_exist
from nmtcli.gazetteer import Gazetteer
from nmtcli.model import Answer, Region, Resolution, Socialjour, replaced
from nmtcli.normalise import MAX_LENGTH
from nmtcli.resolve import resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from nmtcli.model import Group, Place


_REMEMBERED = 8192  # resolutions kept in memory: the names that a program asks for again and again


class Directory:
    """Routes texts. Make one with `Directory.load()` and keep it: loading costs more than many look-ups.

    >>> Directory.load().route("Kirunna").region.name
    'Nord'
    """

    def __init__(self, gazetteer: Gazetteer, book: ContactBook) -> None:
        self.gazetteer = gazetteer
        self.book = book
        self.routes = book.routes()
        self._resolved: dict[str, Resolution] = {}

    @classmethod
    def load(cls, contacts: str | Path | None = None, *, strict: bool = False, language: str = "en") -> Directory:
        """The shipped directory, with the organisation's own contact list over the shipped one where there is one.

        Args:
            contacts: a contact list to use before all others (as the option --contacts).
            strict: whether a broken own list is an error; else the shipped list answers and `book.problems` says why.
            language: of those problems.

        Raises:
            DataError: the data files are broken, or an own list is and `strict` is set.
        """
        gazetteer = Gazetteer.load()
        book = from_table(gazetteer.table("contacts", "CONTACTS"))
        if contacts is not None or own_list_may_exist(os.environ):
            from nmtcli.contacts.layers import apply_own_lists

            book = apply_own_lists(book, contacts, strict=strict, language=language)
        return cls(gazetteer, book)

    def resolve(self, text: str, *, exact: bool = False) -> Resolution:
        """What place the text means, without the contacts. See `nmtcli.resolve.resolve`."""
        if exact or len(text) > MAX_LENGTH:  # long ones are not remembered: a server must not be driven to gigabytes
            return resolve(text, self.gazetteer, self.routes, exact)
        found = self._resolved.get(text)
        if found is None:
            if len(self._resolved) >= _REMEMBERED:
                self._resolved.clear()
            found = self._resolved[text] = resolve(text, self.gazetteer, self.routes)
        return found

    def route(
        self, text: str, *, exact: bool = False, serves: Group | None = None, max_age: int | None = None
    ) -> Answer:
        """Where a text routes: the resolution, its region and contacts (empty unless resolved), and the hotline.

        Never raises for a text that is no place: `answer.resolution.status` is "resolved", "ambiguous" or "not_found".

        Args:
            text: as typed.
            exact: no guessing.
            serves: only contacts who serve "adults" or "children".
            max_age: only contacts attested within so many months.
        """
        return self.answer(self.resolve(text, exact=exact), serves, max_age)

    def route_each(
        self, text: str, *, exact: bool = False, serves: Group | None = None, max_age: int | None = None
    ) -> list[Answer]:
        """The answers to a text that may be a list of places: "Kiruna, Malmö" is two, "Berg, Jämtland" one."""
        whole = self.resolve(text, exact=exact)
        return [self.answer(part, serves, max_age) for part in whole.parts or (whole,)]

    def answer(self, resolution: Resolution, serves: Group | None = None, max_age: int | None = None) -> Answer:
        """The region and the contacts of a resolution. See `route`."""
        place = resolution.place
        if place is None:
            return Answer(resolution, None, (), self.book.hotline, serves)
        region = self.book.region(place.code) if place.kind == "region" else self.region_of(place.counties[0])
        counties = region.counties if place.kind == "region" else place.counties  # as the list in force has them
        contacts, nobody = self.book.whom_to_call(region, counties, serves, max_age)
        return Answer(resolution, region, contacts, self.book.hotline, serves, nobody)

    def socialjour(self, place: Place | None) -> tuple[Socialjour, ...]:
        """The social services out of hours where the place is, a record for each number; "112" where that is it.

        () where nothing is published, and for what is not in one municipality: a county, a region, an area, nothing.
        """
        if place is None or place.municipality is None or place.kind not in ("municipality", "locality", "postcode"):
            return ()
        town = place.municipality
        found = next((own for own in self.book.socialjour if town in own.municipalities), None)
        if found is None:
            fields = self.gazetteer.table("socialjour", "SOCIALJOUR").get(town)
            if fields is None:
                return ()
            area, phone, hours, source, as_of, confidence = fields
            found = Socialjour(area, phone, hours, source, as_of, confidence, (town,))
        return tuple(replaced(found, phone=number) for number in found.phone.split("; "))

    def regions_of(self, place: Place) -> list[Region]:
        """The regions in which a place lies: one, or several of an area such as Småland."""
        return list(dict.fromkeys(self.region_of(county) for county in place.counties))

    def region_of(self, county: str) -> Region:
        """The region of a county, by its two digits."""
        return self.book.region_of(county)
