"""Answers -> rows for CSV and TSV, single fields for `--get`, and rich tables for the lists of the other commands."""

from __future__ import annotations

from nmtcli.contacts.book import as_of, is_stale, number_of, today
from nmtcli.echo import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nmtcli.directory import Directory
    from nmtcli.model import Answer, Contact
    from nmtcli.render.terminal import Screen

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that begins so

# The columns of `--format csv|tsv`. What was added later stands last.
COLUMNS = (
    "query", "status", "kind", "code", "name", "how", "score", "municipality", "county_code", "county", "region_id",
    "region", "phone", "phone_kind", "email", "host", "hotline", "candidates",
    "phones", "serves", "as_of", "stale", "origin", "confidence",
)  # fmt: skip


def field(answer: Answer, directory: Directory, name: str) -> str:
    """One value of an answer, or "" where there is none. Nothing at all is given for an unresolved text."""
    place, region = answer.resolution.place, answer.region
    if place is None or region is None:
        return ""
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
    if name == "hotline":
        return answer.hotline.phone or ""
    number = number_of(answer)
    if name in ("phone", "phone_kind"):
        return number.phone if name == "phone" else number.kind
    if name == "phones":
        return joined(c.phone for c in answer.contacts)
    if name == "host":
        return joined(c.host for c in number.contacts)
    if name == "email":  # of several nobody can say whose is meant
        return number.contacts[0].email or "" if len(number.contacts) == 1 else ""
    return about(number.contacts, name, directory.book.stale_after_months)


def joined(texts: Iterable[str]) -> str:
    """Texts in one cell, each once."""
    return "; ".join(dict.fromkeys(texts))


def about(contacts: Sequence[Contact], name: str, months: int) -> str:
    """What is to be known of the contacts behind one number: `serves`, `as_of`, `stale`, `origin`, `confidence`.

    Of several the oldest and the least sure counts. "" where there is no contact, and `as_of` where one is undated.
    """
    if not contacts:
        return ""
    if name == "serves":
        return joined(c.serves for c in contacts)
    if name == "as_of":
        return min(as_of(c) or "" for c in contacts)
    if name == "stale":
        day = today()
        return "true" if any(is_stale(c, day, months) for c in contacts) else "false"
    if name == "origin":
        return joined(c.origin for c in contacts)
    if name == "confidence":
        return max(c.confidence for c in contacts)  # "indicated" comes after "confirmed"
    raise KeyError(name)


def row(answer: Answer, directory: Directory) -> list[str]:
    """The values of COLUMNS for one answer; of an unresolved one the query, the status, the candidates, the hotline."""
    resolution, place = answer.resolution, answer.resolution.place
    number = number_of(answer)
    found = {
        "query": " ".join(plain(resolution.query).split()),
        "status": resolution.status,
        "kind": place.kind if place else "",
        "name": place.name if place else "",
        "how": resolution.how or "" if place else "",
        "score": str(resolution.score) if place else "",
        "candidates": " ".join(c.place.code or c.place.name for c in resolution.candidates),
        "phone": number.phone,
        "phone_kind": number.kind,
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


def rich_table(head: list[str], rows: list[list[str]], screen: Screen, whole: Sequence[int] = ()) -> str:
    """A table for a screen, by rich: columns wrapped to the width, bold heads where there is colour.

    `whole`: the numbers of columns that are not wrapped, counted from 0.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from nmtcli.render.screen import console_of, joined, separated

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, name in enumerate(head):
        table.add_column(Text(name), overflow="fold", no_wrap=number in whole)
    for cells in rows:
        table.add_row(*(Text("\n".join(joined(plain(line)) for line in cell.split("\n"))) for cell in cells))
    console = console_of(screen)
    with console.capture() as capture:
        console.print(table)
    return separated(capture.get())
