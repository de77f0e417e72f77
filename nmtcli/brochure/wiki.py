"""The directory as Markdown for a wiki: GitHub's tables, and nothing in it that a wiki would read as markup."""

from __future__ import annotations

import re

from nmtcli.texts.paper import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from nmtcli.brochure.leaflet import Leaflet, Sheet
    from nmtcli.render.card import Block, Entry

# Whatever has the look of an address, as far as code can hold it: without what ends a cell or the code.
_ADDRESS = re.compile(r"([^\s`|<>()\[\]]*(?:://|@|\bwww\.|mailto:|xmpp:)[^\s`|<>()\[\]]*)", re.I)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def text(words: str) -> str:
    """Words that a wiki shows as they are: signs of markup are escaped, addresses stand as code.

    GitHub makes links of addresses whatever is escaped in them, but not within code.
    """
    pieces = []
    for number, piece in enumerate(_ADDRESS.split(" ".join(words.split()))):
        pieces.append(f"`{piece}`" if number % 2 else _MARKUP.sub(r"\\\1", piece))
    escaped = "".join(pieces)
    # A number or a dash at the beginning of a line would make it an item of a list, "+" as well.
    escaped = re.sub(r"^(\d+)([.)])", r"\1\\\2", escaped)
    return re.sub(r"^([-+=])", r"\\\1", escaped)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(map(text, head))
    lines = [head, ["---"] * len(head), *([text(cell) for cell in row] for row in rows)]
    return "".join("| " + " | ".join(cells) + " |\n" for cells in lines) + "\n"


def _entry(entry: Entry) -> str:
    return f"**{text(entry.number)}** {text(entry.text)}" if entry.number else text(entry.text)


def _block(block: Block) -> str:
    lines = "".join(f"- {_entry(entry)}\n" for entry in block.entries)
    return f"**{text(block.label)}**\n\n{lines}\n"


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"{text(line)}\n\n" for line in lines)


def _warnings(lines: Iterable[str]) -> str:
    return "".join(f"> {text(line)}\n\n" for line in lines)


def _sheet(content: Leaflet, sheet: Sheet) -> str:
    language, marks = content.language, "#" if content.alone else "##"
    counties = []
    for county in sheet.counties:
        doubt = f" ({say(language, 'uncertain')})" if county.doubt else ""
        counties.append((county.name + doubt, ", ".join(county.towns)))
    services = [(", ".join(one.towns), ", ".join(one.phones), one.details) for one in sheet.services]
    quoted = [say(language, "socialjour.quoted")] if services else []
    out = [
        f"{marks} {text(say(language, 'region', region=sheet.name))}\n\n",
        _paragraphs([sheet.printed] if content.alone else []),
        _warnings([*sheet.card.remarks, *sheet.missing]),
        *map(_block, sheet.card.blocks),
        f"**{text(content.consent)}**\n\n",
        f"{marks}# {text(say(language, 'counties'))}\n\n",
        _table([say(language, "head.county"), say(language, "head.towns")], counties),
        f"{marks}# {text(say(language, 'socialjour'))}\n\n",
    ]
    if services:
        out.append(_table([say(language, f"head.{name}") for name in ("towns", "number", "service")], services))
    out.append(_paragraphs([say(language, "socialjour.others"), *quoted, *sheet.card.foot[1:], sheet.printed]))
    return "".join(out)


def wiki(content: Leaflet, guide: Iterable[tuple[str, list[str]]] = (), source: str = "") -> str:
    """The directory as Markdown. Arguments as in `page.page`."""
    language = content.language
    out = []
    if not content.alone:
        phone, words = content.hotline
        head = [say(language, f"head.{name}") for name in ("region", "counties", "number", "whose", "group", "age")]
        rows = [
            (row.region, row.where, row.phone, row.whose, row.group, row.age)
            for sheet in content.sheets
            for row in sheet.rows
        ]
        out += [
            f"# {text(content.title)}\n\n",
            _paragraphs([say(language, "about"), content.printed]),
            "".join(f"- **{text(number)}** {text(told)}\n" for number, told in [(phone, words), *content.urgent])
            + "\n",
            f"## {text(say(language, 'numbers'))}\n\n",
            _table(head, rows),
            f"**{text(content.consent)}**\n\n",
        ]
        for title, lines in guide:
            out.append(f"## {text(title)}\n\n" + "".join(f"- {text(line)}\n" for line in lines) + "\n")
        out.append(_paragraphs([source] if source else []))
    out += [_sheet(content, sheet) for sheet in content.sheets]
    return "".join([*out, _paragraphs([content.printed, content.source])])
