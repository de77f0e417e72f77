"""The nouns: places, contacts, resolutions. Frozen values without behaviour.

`dataclasses`, `enum` and `typing` cost more to import (17, 8 and 14 ms) than the rest of a look-up takes, so the nouns
are `Record`s: declared like frozen, slotted dataclasses (and checked as such by mypy), made by the thirty lines below.
"""

from __future__ import annotations

from _operator import itemgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Literal, NewType, TypeVar

    from typing_extensions import dataclass_transform

    Kind = Literal["municipality", "county", "region", "locality", "postcode", "area"]
    Status = Literal["resolved", "ambiguous", "not_found"]
    Group = Literal["adults", "children"]
    How = Literal["exact", "alias", "folded", "code", "postcode", "prefix", "fuzzy", "areacode", "text", "position"]
    # Made by normalise.key() alone, so that mypy finds every comparison of raw text.
    NormalisedName = NewType("NormalisedName", str)
    R = TypeVar("R", bound="Record")
    _Tuple = object  # for mypy a record has its fields and no index
else:

    def dataclass_transform(**_: object):
        return lambda cls: cls

    NormalisedName = str
    _Tuple = tuple


@dataclass_transform(frozen_default=True)
class _RecordType(type):
    """Turns the annotations of a class body into fields, in order; values in the body are defaults."""

    def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _RecordType:
        fields = tuple(body.get("__annotations__", ()))
        if bases[-1:] != (_Tuple,) and not fields:  # Python 3.14 keeps annotations back unless asked not to
            raise TypeError(f"{name} has no fields: does its module lack `from __future__ import annotations`?")
        body["_defaults"] = {field: body.pop(field) for field in fields if field in body}
        body["_fields"] = fields
        body["__slots__"] = ()
        body.update((field, property(itemgetter(number))) for number, field in enumerate(fields))
        return super().__new__(mcs, name, bases, body)


class Record(_Tuple, metaclass=_RecordType):
    """Base of the nouns: built by position or name, compared by value, never changed. A tuple, for its speed."""

    if TYPE_CHECKING:
        _fields: ClassVar[tuple[str, ...]]
    else:

        def __new__(cls, *values, **named):
            fields = cls._fields
            if named or len(values) != len(fields):
                given = dict(zip(fields, values))
                if len(values) > len(fields) or named.keys() - set(fields) or named.keys() & given.keys():
                    raise TypeError(f"{cls.__name__}: wrong fields {sorted(named)}")
                given = {**cls._defaults, **given, **named}
                if len(given) != len(fields):
                    raise TypeError(f"{cls.__name__}: missing {sorted(set(fields) - given.keys())}")
                values = [given[field] for field in fields]
            return tuple.__new__(cls, values)

        def __reduce__(self):
            return type(self), tuple(self)

    def __repr__(self) -> str:
        inside = ", ".join(f"{field}={getattr(self, field)!r}" for field in self._fields)
        return f"{type(self).__name__}({inside})"


def replaced(record: R, **fields: object) -> R:
    """A copy of a record with some fields changed."""
    return type(record)(**{**{field: getattr(record, field) for field in record._fields}, **fields})


class Place(Record):
    """A place that can be routed.

    `code` is the municipality's four digits or the county's two (a locality and a postal code carry their
    municipality's), a region's id, or "" for an area of several counties. `counties` are the counties it lies in.
    A locality has a `sort` (tatort, distrikt, hamlet ...: data/places.tsv), a `tier` (how sure it is and how much it
    may answer, A to D) and the `people` who live there, 0 where nobody says; a municipality those of its largest town.
    """

    kind: Kind
    code: str
    name: str
    municipality: str | None
    counties: tuple[str, ...]
    sort: str = ""
    tier: str = ""
    people: int = 0


class Candidate(Record):
    """A place that the text may mean, with its score from 0 to 1 (1: the very name)."""

    place: Place
    score: float


class Step(Record):
    """One line of an explanation: what was tried and what came of it."""

    rule: str
    detail: str


class Resolution(Record):
    """What a text means: one of three outcomes.

    `resolved`: `place` is set; `candidates` are the others that it may also have meant, all on the same route, or those
    on another route that the caller should hear of (then `twins` names them). `ambiguous`: the candidates route
    differently. `not_found`: nothing, or a text known to be no Swedish place (`reason` says why).
    """

    query: str
    status: Status
    place: Place | None = None
    how: How | None = None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    twins: tuple[Place, ...] = ()
    # (message key, value) pairs, worded by the renderer in the user's language.
    notes: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
    # Of a list of places ("Kiruna, Malmö") what each of them means.
    parts: tuple[Resolution, ...] = ()


class Contact(Record):
    """Someone to call for some counties of one region. `published` is an ISO date, possibly only a year or a month."""

    region: str
    counties: tuple[str, ...]
    kind: str
    host: str
    phone: str
    source: str
    confidence: str
    serves: str = "all"
    unit: str | None = None
    persons: tuple[str, ...] = ()
    email: str | None = None
    published: str | None = None
    published_note: tuple[tuple[str, str], ...] = ()
    note: tuple[tuple[str, str], ...] = ()
    confirmed: str | None = None
    confirmed_by: str | None = None
    origin: str = "bundled"


class Region(Record):
    """One of the network's seven regions and the whole counties that it consists of."""

    id: str
    name: str
    counties: tuple[str, ...]
    source: str
    uncertain: tuple[str, ...] = ()
    uncertain_reason: tuple[tuple[str, str], ...] = ()
    note: tuple[tuple[str, str], ...] = ()


class Line(Record):
    """A telephone line of another kind than a coordinator: the hotline, the police, a helpline. Texts by language."""

    id: str
    name: tuple[tuple[str, str], ...]
    phone: str | None
    purpose: tuple[tuple[str, str], ...]
    hours: tuple[tuple[str, str], ...]
    source: str
    published: str | None = None
    phone_abroad: str | None = None
    phone_abroad_note: tuple[tuple[str, str], ...] = ()  # how sure that number is


class Socialjour(Record):
    """The social services of some municipalities out of hours: another service than the coordinators.

    `phone` is "112" where the municipality answers through it; of several numbers `Directory.socialjour` makes as many
    records. `hours` are as printed, in Swedish; `as_of` is an ISO date, possibly only a year or a month, None of an
    undated page. `confidence` is "H" or, where the page is another's or old, "M".
    """

    area: str
    phone: str
    hours: str
    source: str
    as_of: str | None
    confidence: str
    municipalities: tuple[str, ...] = ()
    origin: str = "bundled"


class Answer(Record):
    """A resolution with where it routes: the region, whom to call (best first, maybe nobody) and the hotline.

    `serves` is the group that was asked about, where one was. Where there is nobody to call although the region is
    known, `nobody` says why: ("unpublished", ""), ("own_list", its origin), ("group", the group asked about) or
    ("age", the months asked about).
    """

    resolution: Resolution
    region: Region | None
    contacts: tuple[Contact, ...]
    hotline: Line
    serves: Group | None = None
    nobody: tuple[str, str] | None = None


class Number(Record):
    """The one number for an answer: what `phone` means in `--get`, CSV, TSV and batch.

    `kind` is that of the contact ("coordinator", "switchboard"); "hotline" where there is no contact; "several" where
    the contacts serve different people or counties and nothing says which is wanted: then `phone` is the hotline's.
    `contacts` are those behind it: one, all of the several, or none.
    """

    phone: str
    kind: str
    contacts: tuple[Contact, ...] = ()


# The values that `--get` prints, by name.
FIELDS = (
    "region",
    "region_id",
    "county",
    "county_code",
    "municipality",
    "code",
    "phone",
    "phone_kind",
    "email",
    "host",
    "hotline",
    "phones",
    "serves",
    "as_of",
    "stale",
    "origin",
    "confidence",
)
