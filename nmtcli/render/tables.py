"""Answers -> rows for CSV and TSV, single fields for `--get`, and rich tables for the lists of the other commands."""

from __future__ import annotations

from nmtcli.echo import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.directory import Directory
    from nmtcli.model import Answer
    from nmtcli.render.terminal import Screen

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that begins so

# The columns of `--format csv|tsv`.
COLUMNS = (
    "query", "status", "kind", "code", "name", "how", "score", "municipality", "county_code", "county", "region_id",
    "region", "phone", "phone_kind", "email", "host", "hotline", "candidates",
)  # fmt: skip


def field(answer: Answer, directory: Directory, name: str) -> str:
    """One value of an answer, or "" where there is none. Nothing at all is given for an unresolved text."""
    place, region = answer.resolution.place, answer.region
    if place is None or region is None:
        return ""
    first = answer.contacts[0] if answer.contacts else None
    gazetteer = directory.gazetteer
    one_county = len(place.counties) == 1
    if name == "region":
        return region.name
    if name == "region_id":
        return region.id
    if name == "county":
        return gazetteer.county(place.counties[0])[1] if one_county else ""
    if name == "county_code":
        return place.counties[0] if one_county else ""
    if name == "municipality":
        return gazetteer.municipality_name(place.municipality) if place.municipality else ""
    if name == "code":
        return place.code
    if name == "phone":
        return first.phone if first else answer.hotline.phone or ""
    if name == "phone_kind":
        return first.kind if first else "hotline"
    if name == "email":
        return first.email or "" if first else ""
    if name == "host":
        return first.host if first else ""
    if name == "hotline":
        return answer.hotline.phone or ""
    raise KeyError(name)


def row(answer: Answer, directory: Directory) -> list[str]:
    """The values of COLUMNS for one answer; of an unresolved one only the query, the status and the candidates."""
    resolution, place = answer.resolution, answer.resolution.place
    found = {
        "query": " ".join(plain(resolution.query).split()),
        "status": resolution.status,
        "kind": place.kind if place else "",
        "name": place.name if place else "",
        "how": resolution.how or "" if place else "",
        "score": str(resolution.score) if place else "",
        "candidates": " ".join(c.place.code or c.place.name for c in resolution.candidates),
        "hotline": answer.hotline.phone or "",
    }
    cells = [found[name] if name in found else field(answer, directory, name) for name in COLUMNS]
    return list(map(no_formula, cells))


def no_formula(cell: str) -> str:
    """A cell that no spreadsheet runs: 00 for the plus of a telephone number, an apostrophe before anything else."""
    if cell.startswith("+") and cell[1:].replace(" ", "").replace("-", "").isdigit():
        return "00" + cell[1:]
    return "'" + cell if cell.startswith(FORMULA) else cell


def tsv(rows: list[list[str]]) -> str:
    """Tab-separated lines; tabs and newlines inside a cell become spaces, control characters are left out."""
    return "".join("\t".join(" ".join(plain(cell).split()) for cell in cells) + "\n" for cells in rows)


def csv_text(rows: list[list[str]]) -> str:
    """Comma-separated lines, quoted as RFC 4180 has it; control characters are left out."""
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([plain(cell) for cell in cells] for cells in rows)
    return out.getvalue()


def rich_table(head: list[str], rows: list[list[str]], screen: Screen) -> str:
    """A table for a screen, by rich: columns wrapped to the width, bold heads where there is colour."""
    import io

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in head:
        table.add_column(Text(name), overflow="fold")
    for cells in rows:
        table.add_row(*(Text("\n".join(map(plain, cell.split("\n")))) for cell in cells))
    console = Console(file=io.StringIO(), width=screen.width or 200, force_terminal=screen.colour, highlight=False,
                      color_system="standard" if screen.colour else None, legacy_windows=False)  # fmt: skip
    with console.capture() as capture:
        console.print(table)
    return capture.get()
