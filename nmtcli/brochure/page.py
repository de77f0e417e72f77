"""The directory as one HTML file that asks nothing of a network: for screen, telephone and eight sheets of paper.

All that comes from data or a list is escaped here; the page's policy forbids every request and every script and style
but the three that stand in it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files

from nmtcli.brochure import qrcode
from nmtcli.brochure.leaflet import tel
from nmtcli.brochure.sketch import drawing
from nmtcli.render.jsontext import dumps
from nmtcli.texts.paper import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from nmtcli.brochure.choices import Choice
    from nmtcli.brochure.leaflet import Leaflet, Sheet
    from nmtcli.brochure.sketch import Rings
    from nmtcli.render.card import Block, Card, Entry


def _asset(name: str) -> str:
    return files("nmtcli.brochure").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    """JSON that can stand in a script element."""
    return dumps(value, indent=None).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _said(text: str) -> str:
    """A sentence with its dates unbroken."""
    return re.sub(r"\d{4}-\d\d(-\d\d)?", r'<span class="whole">\g<0></span>', escape(text))


def _number(phone: str, link: str | None = None) -> str:
    return f'<a class="number" href="{escape(link or tel(phone))}">{escape(phone)}</a>'


def _table(caption: str, head: Iterable[str], rows: Iterable[tuple[str, list[str]]], name: str) -> str:
    """A table whose rows, given as HTML with their attributes, begin with a heading.

    The roles are said outright: on a telephone the rows are laid out as blocks, which would take them away.
    """
    head = list(head)
    out = [
        f'<table class="{name}" role="table"><caption>{escape(caption)}</caption><thead role="rowgroup"><tr role="row">'
    ]
    out += [f'<th scope="col" role="columnheader">{escape(word)}</th>' for word in head]
    out.append('</tr></thead><tbody role="rowgroup">')
    for attributes, (first, *rest) in rows:
        out.append(f'<tr role="row"{attributes}><th scope="row" role="rowheader">{first}</th>')
        out += [f'<td role="cell" data-head="{escape(word)}">{cell}</td>' for word, cell in zip(head[1:], rest)]
        out.append("</tr>")
    return "".join(out) + "</tbody></table>"


def _entry(entry: Entry) -> str:
    text = _said(entry.text)
    if entry.number:
        return f'<p class="{entry.role}">{_number(entry.number, entry.link)} <span>{text}</span></p>'
    if entry.link:
        text = f'<a href="{escape(entry.link)}">{text}</a>'
    return f'<p class="{entry.role}">{text}</p>'


def _blocks(blocks: Iterable[Block], language: str, level: int, codes: bool = False) -> str:
    """The numbers of a card under their labels; with `codes` a QR code beside each number that is to be called."""
    out = []
    for block in blocks:
        first = block.entries[0]
        main = first.role == "call"
        drawn = ""
        if codes and main and qrcode.available():
            drawn = qrcode.code(tel(first.number), say(language, "qr", phone=first.number))
        kind = "office" if main else "urgent" if block.urgent else "other"
        # Two headings "RING" would be one to who hears them.
        whose = say(language, "whose.heading", whose=first.text) if main else ""
        heard = f'<span class="unseen">{escape(whose)}</span>' if whose else ""
        out.append(f'<div class="block {kind}"><h{level}>{escape(block.label)}{heard}</h{level}>')
        out.append(f'<div class="entries">{"".join(map(_entry, block.entries))}</div>{drawn}</div>')
    return "".join(out)


def _warnings(lines: Iterable[str]) -> str:
    return "".join(f'<p class="warn">{_said(line)}</p>' for line in lines)


def _foot(content: Leaflet, printed: str, number: int) -> str:
    count = len(content.sheets) + (not content.alone)
    language = content.language
    return (
        f'<footer><p class="printed"><strong>{_said(printed)}</strong></p>'
        f"<p>{escape(content.source)} <span>{escape(say(language, 'renew'))}.</span> "
        f'<span class="leaf" data-page="{escape(say(language, "page", number="{number}", count="{count}"))}">'
        f"{escape(say(language, 'page', number=number, count=count))}</span></p></footer>"
    )


def _answer(key: str, card: Card, language: str) -> str:
    """What the search shows for a county or a region, with the name still to come."""
    foot = "".join(f"<p>{_said(line)}</p>" for line in card.foot)
    return (
        f'<template id="answer-{escape(key)}">{_warnings(card.remarks)}'
        f'{_blocks(card.blocks, language, 3)}<div class="small">{foot}</div></template>'
    )


def _search(content: Leaflet) -> str:
    language = content.language
    said = {
        key: escape(say(language, f"search.{key}"))
        for key in ("label", "hint", "touch", "keys", "scope", "list", "answer", "clear")
    }
    return (
        '<div class="search screen" role="search" id="search" hidden>'
        f'<label for="place">{said["label"]}</label>'
        '<div class="field"><input id="place" type="text" role="combobox" aria-expanded="false" aria-controls="places" '
        'aria-autocomplete="list" aria-describedby="hint" autocomplete="off" autocapitalize="off" autocorrect="off" '
        'spellcheck="false" enterkeyhint="search">'
        f'<button type="button" id="clear">{said["clear"]}</button></div>'
        '<p id="count" role="status" aria-live="polite"></p>'
        f'<ul id="places" role="listbox" aria-label="{said["list"]}" hidden></ul>'
        f'<section id="answer" aria-label="{said["answer"]}" aria-live="polite" hidden></section>'
        f'<p id="hint" class="small">{said["hint"]} <span class="keys">{said["keys"]}</span>'
        f'<span class="touch">{said["touch"]}</span> {said["scope"]}</p></div>'
    )


def _overview(content: Leaflet, rings: Rings, guide: str) -> str:
    language = content.language
    phone, text = content.hotline
    links = [f'<li><a href="#{escape(sheet.id)}">{escape(sheet.name)}</a></li>' for sheet in content.sheets]
    urgent = [f'<p class="plain">{_number(number)} <span>{escape(told)}</span></p>' for number, told in content.urgent]
    rows = [
        (
            ' class="stale"' if row.stale else "",
            [f'<a href="#{escape(sheet.id)}">{escape(row.region)}</a>', escape(row.where), _number(row.phone),
             escape(row.whose), escape(row.group), _said(row.age)],
        )
        for sheet in content.sheets
        for row in sheet.rows
    ]  # fmt: skip
    head = [say(language, f"head.{name}") for name in ("region", "counties", "number", "whose", "group", "age")]
    doubts = dict.fromkeys(remark for sheet in content.sheets for remark in sheet.card.remarks)
    drawn = drawing(content, rings)
    old = any(row.stale for sheet in content.sheets for row in sheet.rows)
    check = f'<p class="small">{escape(say(language, "map.check"))}</p>' if old else ""
    nav = escape(say(language, "regions.nav"))
    return "".join([
        '<section class="sheet" id="overview" aria-labelledby="title">',
        f'<header><h1 id="title">{escape(content.title)}</h1>',
        f"<p>{escape(say(language, 'about'))}</p><p class=\"made\">{_said(content.printed)}</p></header>",
        f'<div class="hotline"><p class="call">{_number(phone)} <span>{escape(text)}</span></p>',
        f"{''.join(urgent)}</div>{_search(content)}",
        f'<nav class="screen" aria-label="{nav}"><ul>{"".join(links)}</ul></nav>',
        f'<div class="first"><div class="chart">{drawn}{check}</div>{guide}</div>',
        f'<div id="numbers" tabindex="-1">{_table(say(language, "numbers"), head, rows, "numbers")}</div>',
        f'<div class="notes">{_warnings(doubts)}<p class="consent">{escape(content.consent)}</p></div>',
        f"{_foot(content, content.printed, 1)}</section>",
    ])  # fmt: skip


def _counties(sheet: Sheet, language: str) -> str:
    rows = []
    for county in sheet.counties:
        name = escape(county.name)
        if county.doubt:
            name += f' <span class="warn">({escape(say(language, "uncertain"))})</span>'
        rows.append(("", [name, escape(", ".join(county.towns))]))
    head = [say(language, "head.county"), say(language, "head.towns")]
    return _table(say(language, "counties"), head, rows, "counties")


def _services(sheet: Sheet, language: str) -> str:
    rows = [
        (
            f' data-towns="{escape(" ".join(service.codes))}"' + (' class="stale"' if service.stale else ""),
            [escape(", ".join(service.towns)), " ".join(map(_number, service.phones)), _said(service.details)],
        )
        for service in sheet.services
    ]
    head = [say(language, f"head.{name}") for name in ("towns", "number", "service")]
    table = _table(say(language, "socialjour"), head, rows, "services") if rows else ""
    title = "" if rows else f"<h3>{escape(say(language, 'socialjour'))}</h3>"
    quoted = f" {escape(say(language, 'socialjour.quoted'))}" if rows else ""
    return f'{title}{table}<p class="small">{escape(say(language, "socialjour.others"))}{quoted}</p>'


def _sheet(content: Leaflet, sheet: Sheet, number: int) -> str:
    language, level = content.language, 1 if content.alone else 2
    title = escape(say(language, "region", region=sheet.name))
    names = escape(", ".join(county.name for county in sheet.counties))
    note = "" if qrcode.available() else f'<p class="small">{escape(say(language, "qr.none"))}</p>'
    offices = [block for block in sheet.card.blocks if block.entries[0].role == "call"]
    others = [block for block in sheet.card.blocks if block.entries[0].role != "call"]
    foot = "".join(f"<p>{escape(line)}</p>" for line in sheet.card.foot if line != content.consent)
    top = "" if content.alone else f'<p class="screen small"><a href="#overview">{escape(say(language, "top"))}</a></p>'
    made = f'<p class="made">{_said(sheet.printed)}</p>' if content.alone else ""
    name = escape(sheet.id)
    return (
        f'<section class="sheet region" id="{name}" aria-labelledby="{name}-title"><header>'
        f'<h{level} id="{name}-title">{title}</h{level}><p>{names}</p>{made}</header>'
        f"{_warnings([*sheet.card.remarks, *sheet.missing])}"
        f'<div class="offices">{_blocks(offices, language, level + 1, True)}</div>'
        f'<div class="others">{_blocks(others, language, level + 1)}</div>{note}'
        f'<p class="consent">{escape(content.consent)}</p>'
        f"{_counties(sheet, language)}{_services(sheet, language)}"
        f'<div class="small sources">{foot}</div>{top}{_foot(content, sheet.printed, number)}</section>'
    )


def _guide(parts: Iterable[tuple[str, list[str]]], source: str) -> str:
    told = [f"<h2>{escape(head)}</h2><ul>{''.join(map(_item, lines))}</ul>" for head, lines in parts]
    return f'<div class="guide">{"".join(told)}<p class="small">{_said(source)}</p></div>' if told else ""


def _item(line: str) -> str:
    return f"<li>{escape(line)}</li>"


def page(
    content: Leaflet,
    names: Iterable[Choice],
    rings: Rings,
    guide: Iterable[tuple[str, list[str]]] = (),
    source: str = "",
) -> str:
    """The directory as HTML.

    Args:
        content: the directory.
        names: what the search box offers.
        rings: county codes -> outlines, for the map.
        guide: headings with lines: what a regional coordinator does, what to have ready.
        source: where that is from, as a sentence.
    """
    language = content.language
    base, screen, paper, script = map(_asset, ("base.css", "screen.css", "paper.css", "page.js"))
    policy = (
        f"default-src 'none'; style-src {_hash(base)} {_hash(screen)} {_hash(paper)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    out = [
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="robots" content="noindex">\n<meta name="format-detection" content="telephone=no">\n'
        f"<title>{escape(content.title)}</title>\n<style>{base}</style>\n"
        f'<style id="screen-style" media="screen">{screen}</style>\n'
        f'<style id="paper-style" media="print">{paper}</style>\n</head>\n<body>\n'
    ]
    if not content.alone:
        out.append(f'<a class="skip screen" href="#numbers">{escape(say(language, "skip"))}</a>\n')
    out.append(
        f'<main>\n<p id="too-old" class="warn" role="alert" data-until="{content.until}" hidden>'
        f"{_said(content.too_old)}</p>\n"
    )
    if not content.alone:
        out.append(_overview(content, rings, _guide(guide, source)) + "\n")
    first = 1 if content.alone else 2
    out += [_sheet(content, sheet, number) + "\n" for number, sheet in enumerate(content.sheets, first)]
    out.append("</main>\n")
    out += [_answer(key, card, language) + "\n" for key, card in content.answers]
    if not content.alone:
        words = ("none", "one", "some", "choose")
        data = {
            "says": {word: say(language, f"search.{word}", count="{count}") for word in words},
            "socialjour": say(language, "socialjour"),
            "no_row": say(language, "socialjour.no_row"),
            "names": [
                [one.name, one.kind, one.where, one.answer, one.town, one.enter, one.forms, one.notes] for one in names
            ],
        }
        out.append(f'<script type="application/json" id="data">{_json(data)}</script>\n')
    out.append(f"<script>{script}</script>\n</body>\n</html>\n")
    return "".join(out)
