"""What `nmt hotline` and `nmt regions` show: all lines of help, and the seven regions with their numbers."""

from __future__ import annotations

from nmtcli.contacts.book import as_of, e164, is_stale
from nmtcli.render.coordinator import source, what_a_coordinator_does
from nmtcli.render.tables import rich_table
from nmtcli.render.terminal import Fact, show
from nmtcli.render.text import kind_of_number, without_contact
from nmtcli.render.unanswered import show_with_help
from nmtcli.texts import pick
from nmtcli.texts.answers import say as say_answer
from nmtcli.texts.commands import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.contacts.book import ContactBook
    from nmtcli.directory import Directory
    from nmtcli.model import Contact, Line, Region
    from nmtcli.render.terminal import Screen


WIDE = 72  # columns from which the table breaks no word


def _line_facts(line: Line, language: str) -> list[Fact]:
    name = pick(line.name, language) or ""
    hours = pick(line.hours, language)
    tail = f" ({hours})" if hours else ""
    if line.phone:
        number = Fact(name, line.phone, "call", f"tel:{e164(line.phone)}", tail)
    else:
        number = Fact(name, say(language, "hotline.no_number") + tail)
    facts = [number, Fact("", pick(line.purpose, language) or "")]
    if abroad := line.phone_abroad:
        remark = pick(line.phone_abroad_note, language)
        tail = f" ({remark})" if remark else ""
        facts.append(Fact(say(language, "hotline.abroad"), abroad, "plain", f"tel:{e164(abroad)}", tail))
    return facts


def lines_of_help(book: ContactBook, language: str, *, others: bool, closed: str = "") -> list[Fact]:
    """The hotline and what to do outside office hours; with `others` the helplines of other organisations too.

    `closed`: outside office hours the sentence that says so; what answers then comes first.
    """
    phone = book.hotline.phone or ""
    hotline = [
        Fact(
            say(language, "hotline.name"),
            phone,
            "call",
            f"tel:{e164(phone)}",
            f" ({pick(book.hotline.hours, language)})",
        ),
        Fact("", pick(book.hotline.purpose, language) or ""),
        Fact(say(language, "hotline.abroad"), book.hotline.phone_abroad or ""),
        Fact(say(language, "hotline.source"), f"{book.hotline.source}", "faint"),
    ]
    urgent = [Fact("", say(language, "hotline.urgent"), "head")]
    for line in book.urgent:
        urgent += _line_facts(line, language)
    blank = Fact("", "", "blank")
    facts = [Fact("", closed, "warn"), *urgent, blank, *hotline] if closed else [*hotline, blank, *urgent]
    if others:
        facts += [Fact("", "", "blank"), Fact("", say(language, "hotline.others"), "head")]
        for line in book.other_lines:
            facts += _line_facts(line, language)
    return facts


def about_the_coordinator(language: str) -> list[Fact]:
    """What a regional coordinator does and what holds before a call, to stand below the numbers."""
    facts = []
    for heading, lines in what_a_coordinator_does(language):
        facts += [Fact("", "", "blank"), Fact("", heading, "head"), *(Fact("", line) for line in lines)]
    return [*facts, Fact("", source(language), "faint")]


def where_the_role_is_told(language: str) -> list[Fact]:
    """How to see what `about_the_coordinator` says, where it has no room."""
    return [Fact("", "", "blank"), Fact("", say(language, "hotline.role"), "edge")]


def about(contact: Contact, region: Region, directory: Directory, language: str, day: str) -> str:
    """What is to be known of a number in a list: 'Umeå kommuns växel; 2018: kontrollera'."""
    parts = [kind_of_number(contact, language)]
    if contact.serves != "all":
        parts.append(say_answer(language, f"serves.{contact.serves}"))
    if not set(region.counties) <= set(contact.counties):
        parts += map(directory.gazetteer.county_short, contact.counties)
    date = as_of(contact)
    age = date[:4] if date else say_answer(language, "asof.undated")
    if is_stale(contact, day, directory.book.stale_after_months):
        age = say(language, "regions.check", age=age)
    return f"{', '.join(parts)}; {age}"


def regions_text(directory: Directory, language: str, day: str, screen: Screen) -> str:
    """The seven regions: a table, a row for each number; on a narrow screen blocks, in a pipe a line for each."""
    nobody = say(language, "regions.hotline")
    rows, blocks, lines = [], [], []
    for region in directory.book.regions:
        counties = ", ".join(
            directory.gazetteer.county_short(code) + ("*" if code in region.uncertain else "")
            for code in region.counties
        )
        found = [(contact.phone, about(contact, region, directory, language, day))
                 for contact in directory.book.serving(region, region.counties)]  # fmt: skip
        blocks += [Fact("", region.name, "head"), Fact("", counties)]
        blocks += [Fact("", phone, "call", f"tel:{e164(phone)}", f" ({told})") for phone, told in found]
        if without := without_contact(region, directory, language):
            blocks.append(Fact("", f"{nobody} ({without})" if found else nobody))
            found.append((nobody, without if found else ""))
        first, *others = found
        rows += [[region.name, counties, *first], *(["", "", *other] for other in others)]
        blocks.append(Fact("", "", "blank"))
        numbers = ", ".join(f"{phone} ({told})" if told else phone for phone, told in found)
        lines.append(Fact(region.name, f"{counties}: {numbers}"))
    if screen.width and screen.width >= WIDE:
        head = [say(language, f"regions.{name}") for name in ("region", "counties", "call", "who")]
        shown = rich_table(head, rows, screen, whole=(0, 2))
    else:
        shown = show(blocks if screen.width else lines, screen)
    return shown + show_with_help([Fact("", say(language, "regions.uncertain"), "faint")], screen, directory, language)
