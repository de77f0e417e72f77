"""Find the places. Owns the look-up tables, loads each group when it is first needed, and turns refs into places."""

from __future__ import annotations

from nmtcli.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from nmtcli.model import Kind, NormalisedName

    Group = dict[str, Any]


def _compiled(group: str) -> Group:
    """A group of the index that the wheel carries.

    Raises:
        ImportError: there is none (a checkout), so that the data files themselves are the only truth.
    """
    return vars(__import__(f"nmtcli.index_{group}", fromlist=["*"]))


class Gazetteer:
    """The places and their names. Built by `load()`, or from `build.make_tables()` for other data."""

    def __init__(self, group: Callable[[str], Group]) -> None:
        self._load = group
        self._groups: dict[str, Group] = {}
        self._places: dict[str, Place] = {}
        self.derived: dict[str, Any] = {}  # what the resolver computes from the tables once

    @classmethod
    def load(cls) -> Gazetteer:
        """The shipped gazetteer: from the compiled index where there is one, else from data/.

        Raises:
            DataError: the data files of a checkout have problems.
        """
        try:
            _compiled("places")
        except ImportError:
            from nmtcli.gazetteer.build import make_tables
            from nmtcli.gazetteer.dataset import load_dataset

            return cls(make_tables(load_dataset()).__getitem__)
        return cls(_compiled)

    def group(self, group: str) -> Group:
        """All tables of a group, loaded on first use."""
        if group not in self._groups:
            self._groups[group] = self._load(group)
        return self._groups[group]

    def table(self, group: str, name: str) -> Any:
        """One table of a group."""
        return (self._groups.get(group) or self.group(group))[name]

    def find(self, name: NormalisedName | str) -> list[tuple[Place, bool]]:
        """The places with this very name, own names first, each with whether the name is only an alias."""
        refs = self.table("places", "NAMES").get(name, "")
        return self.places(refs) if refs else []

    def find_folded(self, folded: str) -> list[tuple[Place, bool]]:
        """The places whose name folds to this text."""
        keys = self.table("loose", "FOLDED").get(folded, folded)
        return [found for name in keys.split("|") for found in self.find(name)]

    def find_twins(self, name: str) -> list[tuple[Place, bool]]:
        """The same for an own name of a municipality or a county, without mere hamlets."""
        keys = self.table("places", "CLOSE").get(name, "") or name
        return [found for twin in keys.split("|") for found in self.find(twin)]

    def places(self, refs: str) -> list[tuple[Place, bool]]:
        """'2584|~2581' -> [(Kiruna, False), (Piteå, True)]."""
        return [(self.place(ref.lstrip("~")), ref[0] == "~") for ref in refs.split("|") if ref]

    def place(self, ref: str) -> Place:
        """The place that a ref of the tables names."""
        place = self._places.get(ref)
        if place is None:
            place = self._places[ref] = self._make_place(ref)
        return place

    def _make_place(self, ref: str) -> Place:
        if "/" in ref:
            code, _, rest = ref.partition("/")
            name, tier, sort, people = rest.rsplit("/", 3)
            return Place("locality", code, name, code, (code[:2],), sort, tier, int(people or 0))
        if ref[0] == "@":
            counties, _, towns = self.table("places", "AREAS")[ref[1:]]
            codes = tuple(counties.split(","))
            town = towns if len(towns) == 4 else None
            return Place("area", town or (codes[0] if len(codes) == 1 else ""), ref[1:], town, codes)
        if not ref.isdigit():
            counties_of = {r["id"]: tuple(r["counties"]) for r in self.table("contacts", "CONTACTS")["region"]}
            return Place("region", ref, self.table("places", "REGIONS")[ref], None, counties_of[ref])
        if len(ref) == 2:
            return Place("county", ref, self.table("places", "COUNTIES")[ref][1], None, (ref,))
        name, _, people = self.table("places", "MUNICIPALITIES")[ref]
        return Place("municipality", ref, name, ref, (ref[:2],), people=people)

    def parts(self, area: Place) -> list[Place]:
        """What an area consists of: its municipalities where they are known, else its counties."""
        counties, _, towns = self.table("places", "AREAS").get(area.name, (",".join(area.counties), "", ""))
        return [self.place(code) for code in (towns or counties).split(",")]

    def municipality_name(self, code: str) -> str:
        """'2584' -> 'Kiruna'."""
        name: str = self.table("places", "MUNICIPALITIES")[code][0]
        return name

    def official_name(self, code: str) -> str:
        """'1407' -> 'Öckerö kommun', '1419' -> 'Tjörns kommun', '0980' -> 'Region Gotland'."""
        name: str = self.table("places", "MUNICIPALITIES")[code][1]
        return name

    def county(self, code: str) -> tuple[str, str]:
        """'25' -> ('BD', 'Norrbottens län')."""
        letter, name, *_ = self.table("places", "COUNTIES")[code]
        return letter, name

    def county_short(self, code: str) -> str:
        """'25' -> 'Norrbotten'."""
        short: str = self.table("places", "COUNTIES")[code][2]
        return short

    def every(self, kind: Kind) -> Iterator[Place]:
        """All places of a kind, by code and name."""
        if kind == "municipality":
            yield from map(self.place, self.table("places", "MUNICIPALITIES"))
        elif kind == "county":
            yield from map(self.place, self.table("places", "COUNTIES"))
        else:
            refs = {ref for refs in self.table("places", "NAMES").values() for ref in refs.split("|") if "/" in ref}
            yield from map(self.place, sorted({ref.lstrip("~") for ref in refs}))
