"""Which places a name may mean, each with its weight: how many people would mean it.

A municipality outweighs everything of its name, a county stands beside it; a locality weighs what it has in people. A
name that is only an alias, or that lacks its rings and dots, weighs less. Weights of one route are added up; `decide`
compares the sums.
"""

from __future__ import annotations

from nmtcli.model import Record
from nmtcli.normalise import fold, key, undigraph, with_marks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from nmtcli.gazetteer import Gazetteer
    from nmtcli.model import How, Place

ADMINISTRATIVE = 1_000_000.0  # what a municipality or a county weighs
NO_FIGURE = 300.0  # a locality of which nobody says how many people it has
HAMLET = 30.0
MERE_HAMLET = 10.0  # one that a single list has
DOUBTFUL = 5.0  # a hamlet of which it is doubtful whether it lies where the table says
ALIAS = 0.0005  # of an administrative name's weight; "Ore" is once Åre and once a parish of that name
ALIAS_LOCALITY = 0.1
FOLDED = 0.05  # of an administrative name's weight, where a text in plain letters has another place's very spelling
FOLDED_LOCALITY = 0.2
GENITIVE = 0.05
TWIN = 0.0001  # a name with other rings and dots than those that were typed: named, not meant
ABROAD = 0.02  # of the people of a place abroad
ABROAD_NORDIC = 0.1
NORDIC = frozenset(("NO", "DK", "FI", "AX", "IS", "FO"))
SHORTEST_GENITIVE = 4  # letters of the genitive of a name abroad
SHORTEST_JOINED = 3  # letters of a word that may be a part of a name written as one word


class Found(Record):
    """A place that a name may mean: how it was found and with what weight."""

    place: Place
    how: How
    weight: float


def weight_of(place: Place) -> float:
    """What a place weighs under its own name."""
    if place.kind != "locality":
        return ADMINISTRATIVE
    if place.tier in ("C", "D"):
        return MERE_HAMLET if place.tier == "C" else DOUBTFUL
    if place.people:
        return float(place.people)
    return HAMLET if place.sort == "hamlet" else NO_FIGURE


def lost_its_marks(name: str, place: Place) -> bool:
    """Whether a key can be a place's name without its rings and dots: "hällnäs" cannot be Hållnäs.

    Who writes some å, ä and ö has them on the keyboard; a hamlet's name that lacks only some of them is another one.
    """
    marks = [letter for letter in name if letter in "åäö"]
    left = [letter for letter in place.name.casefold() if letter in "åäö"]
    if marks and place.kind == "locality" and len(marks) < len(left):
        return False
    if len(name) == len(place.name):  # "måla" is not Malå
        return all(letter == own for letter, own in zip(name, place.name.casefold()) if letter in "åäö")
    return all(marks.count(letter) <= left.count(letter) for letter in marks)


class Lexis:
    """What the tables say of words and names. Made once for a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._roles: Mapping[str, str] | None = None

    def roles(self, name: str) -> str:
        """The signs of what a word or phrase does in a text (see compile.ROLE_LISTS)."""
        if self._roles is None:
            self._roles = self.gazetteer.table("words", "ROLES")
        return self._roles.get(name, "")

    def common(self, name: str) -> float:
        """How common a word is (Zipf: the logarithm of how often it occurs in a thousand million), 0 if it is not."""
        return int(self.gazetteer.table("words", "COMMON").get(name, "") or 0) / 10

    def abroad(self, name: str) -> str:
        """The countries in which a place of this name lies, or ""."""
        return self._foreign(name).partition("/")[0]

    def _foreign(self, name: str) -> str:
        """The entry of a name abroad, in the genitive as well: "lomzas kommun"."""
        table = self.gazetteer.table("elsewhere", "FOREIGN")
        found: str = table.get(name, "")
        if not found and name[-1:] == "s" and len(name) > SHORTEST_GENITIVE and not self.gazetteer.find(name):
            found = table.get(name[:-1], "")
        return found

    def abroad_weight(self, name: str) -> float:
        """What a place abroad of this name weighs beside Swedish ones: of its people those who are asked about here."""
        found = self._foreign(name)
        codes, _, people = found.partition("/")
        if not people:
            return 0.0
        nordic = any(code in NORDIC for code in codes.split(","))
        return int(people) * (ABROAD_NORDIC if nordic else ABROAD)

    def names(self, name: str) -> list[Found]:
        """All places that a key may name, without guessing: own names, aliases, folded ones, in other scripts."""
        gazetteer = self.gazetteer
        found = [_own(place, alias) for place, alias in gazetteer.find(name)]
        marked = with_marks(name)
        if marked != name:
            found += [Found(p, "folded", weight_of(p)) for p, alias in gazetteer.find(marked) if not alias]
        plain = fold(name)
        if not plain.isascii():
            if not found:
                pairs = gazetteer.places(gazetteer.table("scripts", "SCRIPTS").get(name, ""))
                found = [_own(place, alias) for place, alias in pairs]
            return found
        own = any(one.how == "exact" for one in found)
        heavy = own and any(one.place.kind in ("municipality", "county") and one.how == "exact" for one in found)
        words = name.split(" ")
        known = {one.place: one for one in found}
        for form, typed in ((plain, name), (fold(undigraph(name)), marked)):
            if form == plain and typed != name:
                continue
            for place, alias in gazetteer.find_twins(name) if heavy and form == plain else gazetteer.find_folded(form):
                before = known.get(place)
                if (before and (alias or before.how != "alias")) or (alias and own):
                    continue
                if place.kind == "region" and len(words) == 1:  # "vast" is not Väst
                    continue
                if lost_its_marks(typed, place):
                    if len(words) > 1 + key(place.name).count(" ") and not self.joinable(words):
                        continue
                    administrative = place.kind != "locality"
                    share = (FOLDED if administrative else FOLDED_LOCALITY) * (
                        (ALIAS if administrative else ALIAS_LOCALITY) if alias else 1.0
                    )
                    if before:  # its own name in plain letters, which a list has as another one
                        found.remove(before)
                    how: How = "alias" if alias or before else "folded"
                    found.append(Found(place, how, share * weight_of(place)))
                elif own and not alias and typed == name:
                    found.append(Found(place, "folded", TWIN * weight_of(place)))
                else:
                    continue
                known[place] = found[-1]
        if not found and name[-1] == "s" and len(name) > SHORTEST_JOINED and not self.common(name[:-1]):
            found = [
                Found(place, "alias", GENITIVE * _own(place, alias).weight)
                for place, alias in gazetteer.find(name[:-1])
                if place.tier not in ("C", "D") and (alias != (place.kind == "locality") or name[-2] == "s")
            ]
        return found

    def joinable(self, words: list[str]) -> bool:
        """Whether words may be parts of one name written apart: "Holm A/S" is not Holma, "Karl Holm" not Karlholm."""
        roles = self.roles(words[-1])
        return (
            min(map(len, words)) >= SHORTEST_JOINED
            and not ("b" in roles or "x" in roles)
            and "g" not in self.roles(words[0])
        )


def _own(place: Place, alias: bool) -> Found:
    if not alias:
        return Found(place, "exact", weight_of(place))
    return Found(place, "alias", weight_of(place) * (ALIAS_LOCALITY if place.kind == "locality" else ALIAS))


def of_kind(gazetteer: Gazetteer, found: list[Found], hints: str) -> list[Found]:
    """The places of the kind that the words beside the name call for, or all where there are none of it."""
    if "c" in hints or "h" in hints:
        counties = [one for one in found if one.place.kind == "county"]
        if not counties:  # "エレブルー県": the town's name is the county's as well
            counties = [
                Found(county, one.how, one.weight) for one in found for county in namesakes(gazetteer, one.place)
            ]
        return counties or found
    if "q" in hints:
        return [one for one in found if one.place.kind == "locality"] or found
    if "k" in hints or "t" in hints:
        return [one for one in found if one.place.kind == "municipality"] or found
    return found


def namesakes(gazetteer: Gazetteer, place: Place) -> list[Place]:
    """The county that is named after this municipality."""
    if place.kind != "municipality":
        return []
    _, _, short, _ = gazetteer.table("places", "COUNTIES")[place.counties[0]]
    return [gazetteer.place(place.counties[0])] if short == place.name else []
