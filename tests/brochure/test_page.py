"""The page as text: whole and well-formed HTML whose every foreign text is escaped, and a map of the seven regions."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

import pytest
from leaflets import STRANGE, directory_with, squares

from nmtcli.brochure import page as page_module
from nmtcli.brochure import qrcode
from nmtcli.brochure.choices import choices
from nmtcli.brochure.leaflet import leaflet
from nmtcli.brochure.page import page
from nmtcli.brochure.wiki import text, wiki
from nmtcli.render.coordinator import source, what_a_coordinator_does

DAY = "2026-11-29"
VOID = {"meta", "input", "br", "img", "link"}


class Elements(HTMLParser):
    """Collects the elements, and refuses what is not closed in the order in which it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def made(language: str = "sv", own: str = "", region: str = "") -> str:
    directory = directory_with(own)
    content = leaflet(directory, language, DAY, directory.book.region(region) if region else None)
    names = [] if region else choices(directory, language, DAY)
    return page(content, names, squares, what_a_coordinator_does(language), source(language))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Elements()
    parser.feed(html)
    assert parser.open == []
    return parser.found


@pytest.mark.parametrize("own", ["", STRANGE], ids=["shipped", "strange"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_is_well_formed_and_has_only_its_own_elements(language, own):
    found = elements(made(language, own))
    tags = {tag for tag, _ in found}
    assert not tags & {"img", "iframe", "object", "embed", "form", "link", "base", "b", "audio", "video"}
    assert [attrs for tag, attrs in found if tag == "html"] == [{"lang": language}]
    assert [tag for tag, _ in found].count("script") == 2
    assert [tag for tag, _ in found].count("style") == 3
    assert [tag for tag, _ in found].count("main") == 1
    assert [tag for tag, _ in found].count("h1") == 1
    for _tag, attrs in found:
        assert not [name for name in attrs if name.startswith("on") or name in ("src", "style", "srcset", "action")]
        href = attrs.get("href")
        assert href is None or re.fullmatch(r"#[a-z-]+|tel:\+?[0-9]+|mailto:[^?&%=#/:]+", href), href


@pytest.mark.parametrize("own", ["", STRANGE], ids=["shipped", "strange"])
def test_ids_are_unique_and_all_that_is_referred_to_is_there(own):
    found = elements(made(own=own))
    ids = [attrs["id"] for _, attrs in found if "id" in attrs]
    assert len(set(ids)) == len(ids)
    named = ("aria-labelledby", "aria-controls", "aria-describedby", "for")
    asked = [word for _, attrs in found for name in named for word in (attrs.get(name) or "").split()]
    links = [attrs.get("href") or "" for _, attrs in found]
    asked += [link[1:] for link in links if link.startswith("#")]
    assert set(asked) <= set(ids)


def test_the_policy_allows_the_styles_and_the_script_of_the_page_and_nothing_else():
    html = made()
    policy = next(a["content"] for _, a in elements(html) if a.get("http-equiv") == "Content-Security-Policy")
    assert policy
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules.keys() == {"default-src", "style-src", "script-src", "base-uri", "form-action"}

    def hashes(pattern: str) -> list[str]:
        texts = re.findall(pattern, html, re.S)
        return [f"'sha256-{b64encode(sha256(found.encode()).digest()).decode()}'" for found in texts]

    assert rules["style-src"].split() == hashes(r"<style[^>]*>(.*?)</style>")
    assert rules["script-src"].split() == hashes(r"<script>(.*?)</script>")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nothing_in_the_page_names_an_address_that_could_be_fetched(language):
    html = made(language)
    assert "http://" not in html
    assert "https://" not in html
    assert "url(" not in html
    assert "@import" not in html


def test_what_a_list_says_is_escaped_everywhere():
    html = made(own=STRANGE)
    assert "<script>planted" not in html
    assert "<iframe" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;planted=1&lt;/script&gt;" in html
    assert "&quot;&gt;&lt;img src=x onerror=planted=1&gt;" in html


def test_the_map_has_a_shape_a_name_and_numbers_for_each_region():
    html = made()
    drawn = html[html.index('<svg class="map"') :]
    drawn = drawn[: drawn.index("</svg>")]
    assert drawn.count('class="land ') == 7
    words = re.findall(r"<tspan[^>]*>([^<]*)</tspan>", drawn)
    content = leaflet(directory_with(), "sv", DAY)
    for sheet in content.sheets:
        assert sheet.name in words
        for row in sheet.rows:
            assert (f"{row.phone} *" if row.stale else row.phone) in words
    assert " ".join(words).count("växel") == sum(row.switchboard for sheet in content.sheets for row in sheet.rows) > 2
    assert "* Kontrollera: uppgiften är odaterad eller gammal" in html
    assert "Gotland" in " ".join(words)
    assert '<title id="map-name">Karta över de sju regionerna</title>' in drawn


def test_neighbours_on_the_map_differ_in_shade_wherever_their_borders_run():
    from itertools import combinations

    from nmtcli.brochure.sketch import shades_of
    from nmtcli.position.outlines import outlines_of

    directory = directory_with()
    gazetteer = directory.gazetteer
    lines = gazetteer.table("outlines", "LINES")
    usual = [region.counties for region in directory.book.regions]
    other = [("22", "03"), ("19", "21", "23"), ("17", "18"), ("01", "09", "20"), ("04", "05", "06", "24"),
             ("07", "08", "10", "12", "25"), ("13", "14")]  # fmt: skip
    for regions in (usual, other):
        shades = shades_of([outlines_of(gazetteer).rings(counties) for counties in regions])
        beside = 0
        for (one, here), (two, there) in combinations(enumerate(regions), 2):
            if any({a, b} & set(here) and {a, b} & set(there) for a, b, _ in lines if b):
                beside += 1
                assert shades[one] != shades[two], (here, there)
        assert beside >= 8


def test_a_code_stands_beside_every_number_that_is_to_be_called():
    segno = pytest.importorskip("segno")
    html = made()
    labels = [a["aria-label"] for tag, a in elements(html) if tag == "svg" and a.get("class") == "qr"]
    content = leaflet(directory_with(), "sv", DAY)
    wanted = [block.entries[0].number for sheet in content.sheets for block in sheet.card.blocks
              if block.entries[0].role == "call"]  # fmt: skip
    assert labels == [f"QR-kod som ringer {number}" for number in wanted]
    drawn = qrcode.code("tel:+4690161000", "x")
    modules = sum(map(sum, segno.make("tel:+4690161000", error="m", micro=False).matrix))
    assert sum(int(run) for run in re.findall(r"h(\d+)v1h", drawn)) == modules


def test_without_segno_the_page_says_how_to_get_the_codes(monkeypatch):
    monkeypatch.setitem(sys.modules, "segno", None)
    monkeypatch.setattr(page_module.qrcode, "available", lambda: False)
    html = made()
    assert 'class="qr"' not in html
    assert html.count("installera nmtcli[directory]") == 7


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_says_where_its_text_on_coordinators_is_from_and_when_it_was_made(language):
    html = made(language)
    plain = unescape(re.sub(r"<[^>]*>", "", html[html.index("<main>") : html.index("<template")]))
    assert source(language) in plain
    content = leaflet(directory_with(), language, DAY)
    assert plain.index(content.printed) < plain.index(content.hotline[1])
    for _, card in content.answers:
        assert card.foot[-1] in {sheet.printed for sheet in content.sheets}


def test_two_headings_of_one_label_are_told_apart_by_who_hears_them():
    heard = re.findall(r"<h3>RING<span class=\"unseen\">(.*?)</span></h3>", made())
    assert any("barn och unga" in one for one in heard) and any("vuxna" in one for one in heard)


def test_a_region_alone_is_one_sheet_without_search_and_map():
    html = made(region="syd")
    found = elements(html)
    assert sum(attrs.get("class") == "sheet region" for _, attrs in found) == 1
    assert not [attrs for tag, attrs in found if tag == "input" or attrs.get("class") == "map"]
    assert [attrs["id"] for tag, attrs in found if tag == "h1"] == ["syd-title"]
    assert "Blad 1 av 1" in html


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a|b", r"a\|b"),
        ("*x* _y_ `z`", r"\*x\* \_y\_ \`z\`"),
        ("[a](https://b.example) <b>", r"\[a\](`https://b.example`) \<b\>"),
        ("skriv till x.y@b.example nu", "skriv till `x.y@b.example` nu"),
        ("se www.b.example/_a_*", "se `www.b.example/_a_*`"),
        ("mailto:a|b", r"`mailto:a`\|b"),
        ("ftp://x`y", r"`ftp://x`\`y"),
        ("1. först", r"1\. först"),
        ("- punkt", r"\- punkt"),
        ("+46 20", r"\+46 20"),
        ("# rubrik", r"\# rubrik"),
        ("två\nrader", "två rader"),
        ("~~x~~ &amp; ![y]", r"\~\~x\~\~ \&amp; \!\[y\]"),
        ("Umeå kommuns växel", "Umeå kommuns växel"),
    ],
)
def test_signs_of_markup_are_shown_as_they_are(given, shown):
    assert text(given) == shown


@pytest.mark.parametrize("own", ["", STRANGE], ids=["shipped", "strange"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_wiki_has_what_the_page_has_in_tables_of_even_rows(language, own):
    directory = directory_with(own)
    content = leaflet(directory, language, DAY)
    written = wiki(content, what_a_coordinator_does(language), source(language))
    for block in re.findall(r"(?:^\|.*\n)+", written, re.M):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(widths) == 1, block
    assert "<" not in written.replace(r"\<", "")
    plain = re.sub(r"`[^`]*`", "", written.replace(r"\`", ""))
    assert not re.search(r"://|@|www\.|mailto:", plain)
    assert written.index(text(content.printed)) < written.index("## ")
    for sheet in content.sheets:
        assert re.search(
            f"^## Regionkoordinator: region {sheet.name}$|^## Regional coordinator: region {sheet.name}$", written, re.M
        )
        for row in sheet.rows:
            assert row.phone in written
        for county in sheet.counties:
            assert all(town in written for town in county.towns)
        assert text(sheet.printed) in written
    assert text(source(language)) in written
    for head, lines in what_a_coordinator_does(language):
        assert head in written and all(text(line) in written for line in lines)
