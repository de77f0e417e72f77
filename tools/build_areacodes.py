"""Write data/areacodes.tsv, the Swedish telephone area codes, from the package phonenumbers.

Usage: python tools/build_areacodes.py    (with phonenumbers installed: pip install phonenumbers)

phonenumbers names the area of each code ("Töreboda-Hova"). Each part of that name is a municipality, else the most
populous urban area of that name in data/places.tsv, else the only other place of tier A, else a line of BY_HAND.
"""

from __future__ import annotations

import sys
from importlib.metadata import version

from tablefile import rewrite

from nmtcli.gazetteer.dataset import Dataset, load_dataset

NAMES = {"Gothenburg": "Göteborg"}  # where phonenumbers has the English name
# Parts that are no municipality and stand for several, or whose largest namesake lies elsewhere.
BY_HAND = {
    "Lakaträsk": ("2582",),
    "Öland": ("0840", "0885"),
}


def areas() -> dict[str, str]:
    """Area code with its leading 0 -> name of the area."""
    from phonenumbers.geodata import GEOCODE_DATA

    found = {}
    for prefix, names in GEOCODE_DATA.items():
        if prefix.startswith("46"):
            code = "0" + prefix[2:]
            # phonenumbers splits Umeå's 090 by the first digit of the subscriber's number.
            found["090" if code.startswith("090") else code] = NAMES.get(names["sv"], names["sv"])
    return found


def municipalities(area: str, data: Dataset) -> list[str]:
    """The codes of the municipalities that an area's name names, in its order."""
    codes = {town["name"]: (town["code"],) for town in data.municipalities}
    found: dict[str, None] = {}
    for part in area.split("-"):
        match = BY_HAND.get(part) or codes.get(part)
        if not match:
            places = [row for row in data.tables["places"] if row["name"] == part and row["tier"] == "A"]
            places = [row for row in places if row["kind"] == "tatort"] or places
            populous = max(places, key=lambda row: int(row["population"] or 0), default=None)
            if populous is None or (len(places) > 1 and not populous["population"]):
                raise SystemExit(f"{area}: which municipality {part} is, is not known: add it to BY_HAND")
            match = (populous["municipality"],)
        found |= dict.fromkeys(match)
    return list(found)


def main(arguments: list[str]) -> int:
    """Write the table."""
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    data = load_dataset()
    rows = [(code, area, ",".join(municipalities(area, data))) for code, area in areas().items()]
    rewrite("areacodes.tsv", rows, {"phonenumbers": version("phonenumbers")})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
