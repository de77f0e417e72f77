"""The state of a session -> the lines of a screen, as text with the sequences of weight and colour."""

from __future__ import annotations

import re
from collections import Counter

from nmtcli.clock import now
from nmtcli.contacts.book import is_stale, today
from nmtcli.echo import masked
from nmtcli.model import Record
from nmtcli.render.card import card_of, closed
from nmtcli.render.overview import lines_of_help, regions_text
from nmtcli.render.terminal import Fact, Screen, show, show_card
from nmtcli.render.text import broken_lists, note_facts, place_kind, region_names
from nmtcli.render.unanswered import question_facts, refusal_facts
from nmtcli.texts import hours
from nmtcli.texts.console import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.console.finder import Found, Row
    from nmtcli.console.session import Session
    from nmtcli.directory import Directory
    from nmtcli.model import Answer, Place
    from nmtcli.render.card import Card

NAME = 26  # columns of a name, where there is a column of kinds beside it
HELP = ("type", "choose", "copy", "plus", "esc", "pages", "quit")


class Frame(Record):
    """A screen: its lines, and where the cursor stands: in which line, behind what."""

    lines: tuple[str, ...]
    cursor_line: int
    cursor_behind: str


def cards_of(answers: tuple[Answer, ...], directory: Directory, language: str) -> list[Card]:
    """The answers as they are shown at this hour."""
    return [card_of(one, directory, language, today(), closed(one.contacts, directory, language)) for one in answers]


def numbers_of(answers: tuple[Answer, ...], directory: Directory, language: str) -> list[str]:
    """The telephone numbers of the answers, the first one first."""
    return _numbers(cards_of(answers, directory, language))


def _numbers(cards: list[Card]) -> list[str]:
    """The numbers of cards; what answers day and night comes last, though it is shown first at night."""
    blocks = sorted((block for one in cards for block in one.blocks), key=lambda block: block.urgent)
    return list(dict.fromkeys(entry.number for block in blocks for entry in block.entries if entry.number))


def frame(session: Session, directory: Directory, screen: Screen, height: int) -> Frame:
    """The screen of a session. Where its body is longer than the room, `session.scroll` is held within it."""
    width = screen.width or 80
    line, behind = _input_line(session, directory, width)
    top = [*_lines([Fact("", line, "head")], screen), "─" * width]
    foot = _lines(_foot(session, directory), screen)
    body = _body(session, directory, screen)
    room = max(1, height - len(top) - len(foot))
    if len(body) > room:
        session.scroll = min(session.scroll, len(body) - room + 1)
        if session.scroll + room - 1 < len(body):
            foot = [*_lines([Fact("", say(session.language, "below"), "edge")], screen), *foot]
            room = max(1, height - len(top) - len(foot))
        body = body[session.scroll :]
    else:
        session.scroll = 0
    body = body[:room] + [""] * (room - len(body))
    typing = session.asking and not session.page
    return Frame(tuple((top + body + foot)[:height]), 0 if typing else len(top), behind if typing else "")


def _lines(facts: list[Fact], screen: Screen) -> list[str]:
    return _split(show(facts, screen))


def _split(text: str) -> list[str]:
    """Drawn text as lines, without links, which the console cannot show."""
    return re.sub(r"\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)", "", text).rstrip("\n").split("\n")


def _input_line(session: Session, directory: Directory, width: int) -> tuple[str, str]:
    """The line that is typed, with the time on its right where there is room; and what the cursor stands behind."""
    label = say(session.language, "place.more" if session.answers and session.asking else "place")
    text = session.text
    reading = session.found.reading if session.asking else None
    if reading and any(name == "identity" for name, _ in reading.resolution.notes):
        text = masked(text)
    behind = label + text[-(width - len(label) - 1) :] if text else label
    moment = now()
    hour, minute = moment.time.split(":")
    weekday = hours.say(session.language, f"weekday.{moment.weekday}")
    clock = hours.say(session.language, "time", weekday=weekday, hour=hour, minute=minute)
    months, contacts = directory.book.stale_after_months, directory.book.contacts
    stale = sum(is_stale(contact, today(), months) for contact in contacts)
    age = f"{clock} · " + say(session.language, "stale", stale=stale, all=len(contacts))
    for right in (age, clock):
        if len(behind) + len(right) + 2 <= width:
            return behind + right.rjust(width - len(behind)), behind
    return behind, behind


def _body(session: Session, directory: Directory, screen: Screen) -> list[str]:
    language = session.language
    if session.page:
        return _split(page(session.page, directory, language, screen))
    if not session.asking:
        warnings = [Fact("", problem, "warn") for problem in broken_lists(directory, language, session.answers)]
        cards = cards_of(session.answers, directory, language)
        if len(cards) > 1:  # side by side, before the whole of each
            warnings += [Fact("", _summary(one), "head") for one in cards] + [Fact("", "", "blank")]
        drawn = [show_card(one, screen) for one in cards]
        return _split(show(warnings, screen) + ("\n" + "─" * (screen.width or 0) + "\n").join(drawn))
    facts = []
    if session.answers:
        names = ", ".join(answer.resolution.place.name for answer in session.answers if answer.resolution.place)
        facts += [Fact("", say(language, "answered", names=names), "edge"), Fact("", "", "blank")]
    if not session.text.strip():
        facts.append(Fact("", say(language, "empty"), "edge"))
        facts += [Fact("", problem, "warn") for problem in broken_lists(directory, language)]
    facts += heading_facts(session.found, directory, language)
    rows = row_lines(session.found, directory, language, screen)
    digits = session.digits_choose()
    for number, line in enumerate(rows):
        marked = number == session.selected
        sign = (">" if marked else " ") + (f"{number + 1} " if digits else "  ")
        facts.append(Fact("", sign + line, "head" if marked else "edge"))
    if session.found.more:
        facts.append(Fact("", "   " + say(language, "more"), "edge"))
    return _lines(facts, screen) if facts else []


def heading_facts(found: Found, directory: Directory, language: str) -> list[Fact]:
    """What the resolver says of a text before the rows: a question, or why it is no place."""
    if found.reading is None or found.reading.resolution.parts:
        return []
    if found.reading.resolution.status == "ambiguous":
        heading = question_facts(found.reading, directory, language)[:1]
        return [Fact("", fact.text, "edge") for fact in heading]
    notes = note_facts(found.reading, language)
    return notes if found.rows else [*refusal_facts(found.reading, directory, language)[:1], *notes]


def row_lines(found: Found, directory: Directory, language: str, screen: Screen) -> list[str]:
    """The rows without their numbers: name, what and where it is, region; in few columns name and region alone."""
    width = (screen.width or 80) - 3
    names = [_name(row) for row in found.rows]
    regions = [" + ".join(_region(place, directory) for place in row.places) for row in found.rows]
    last = max(map(len, regions), default=0)
    lines = []
    for row, name, region in zip(found.rows, names, regions):
        near = say(language, "near") if row.near else ""
        if screen.narrow:
            if Counter(names)[name] > 1:
                name += f" ({', '.join(map(directory.gazetteer.county_short, row.places[0].counties))})"
            left = _fit(f"{near} {name}".lstrip(), width - len(region) - 1)
        else:
            where = _where(row.places[0], directory, language) if len(row.places) == 1 else ""
            where = " · ".join(filter(None, (near, where)))
            column = NAME if where else width - last - 2
            left = f"{_fit(name, column):{column}} {_fit(where, width - column - last - 2)}"
        lines.append(left.ljust(width - len(region)) + region)
    return lines


def _summary(card: Card) -> str:
    """An answer in one line: 'Kiruna, Norrbottens län · region Nord: 090-16 10 00'."""
    return f"{card.title}: {_numbers([card])[0]}"  # there is always the hotline's


def _fit(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _name(row: Row) -> str:
    names = [f"Region {place.name}" if place.kind == "region" else place.name for place in row.places]
    return " + ".join(names) + (f" ({row.alias})" if row.alias else "")


def _region(place: Place, directory: Directory) -> str:
    return place.name if place.kind == "region" else region_names(place, directory)


def _where(place: Place, directory: Directory, language: str) -> str:
    """'kommun, Norrbottens län', 'ort, Kiruna kommun'; nothing for a county and a region, whose names say it."""
    if place.kind in ("county", "region"):
        return ""
    kind = place_kind(place, directory, language)
    if place.kind in ("locality", "postcode") and place.municipality:
        return kind
    return ", ".join([kind, *(directory.gazetteer.county(code)[1] for code in place.counties)])


def page(name: str, directory: Directory, language: str, screen: Screen) -> str:
    """A page that stands over all else: "help", "lines" or "regions"."""
    if name == "regions":
        return regions_text(directory, language, today(), screen)
    if name == "lines":
        asleep = closed((), directory, language)
        return show(lines_of_help(directory.book, language, others=True, closed=asleep), screen)
    facts = [Fact("", say(language, "help.head"), "head"), Fact("", "", "blank")]
    facts += [Fact(say(language, f"help.{part}"), say(language, f"help.{part}.text")) for part in HELP]
    return show(facts, screen)


def numbers_line(directory: Directory, language: str) -> str:
    """The hotline and what answers day and night, on one line."""
    urgent = [say(language, f"urgent.{line.id}", phone=line.phone) for line in directory.book.urgent if line.phone]
    hotline = say(language, "numbers.hotline", phone=directory.book.hotline.phone or "")
    return " · ".join([*urgent, hotline] if closed((), directory, language) else [hotline, *urgent])


def _foot(session: Session, directory: Directory) -> list[Fact]:
    """The numbers that are always needed, and the keys of the moment."""
    language = session.language
    if session.page:
        return [Fact("", say(language, "keys.page"), "edge")]
    if not session.asking:
        number = session.number
        keys = [say(language, "keys.copy", number=number), say(language, "keys.next"), say(language, "keys.answer")]
        copied = [Fact("", say(language, "copied", number=number), "edge")] if session.copied else []
        return [*copied, Fact("", " · ".join(keys), "edge")]
    keys = []
    if session.found.rows:
        keys.append(say(language, "keys.pick" if session.selected is None else "keys.row"))
        if session.digits_choose():
            keys.append(say(language, "keys.digit"))
    if session.answers:
        keys.append(say(language, "keys.back"))
    keys.append(say(language, "keys.search"))
    return [Fact("", numbers_line(directory, language), "edge"), Fact("", " · ".join(keys), "edge")]
