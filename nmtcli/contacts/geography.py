"""The names of counties, regions and municipalities for messages about a list, read when a message first needs one."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nmtcli.gazetteer import Gazetteer


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer. Once: a checkout makes its own anew for each that asks."""
    from nmtcli.gazetteer import Gazetteer

    return Gazetteer.load()


def county(code: str) -> str:
    """'12' -> 'Skåne'; anything that is no county's code as it is."""
    known = gazetteer().table("places", "COUNTIES")
    return gazetteer().county_short(code) if code in known else code


def region(region_id: str) -> str:
    """'ost' -> 'Öst'; anything that is no region's id as it is."""
    return str(gazetteer().table("places", "REGIONS").get(region_id, region_id))


def municipalities() -> Container[str]:
    """The codes of all municipalities."""
    found: Container[str] = gazetteer().table("places", "MUNICIPALITIES")
    return found
