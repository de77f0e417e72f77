"""The page in a real browser: who types finds, no request leaves, it prints on eight sheets, it can be read."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import browser
import pypdf
import pytest
from leaflets import LONG, STRANGE, directory_with, squares

from nmtcli.brochure.choices import choices
from nmtcli.brochure.leaflet import leaflet
from nmtcli.brochure.page import page
from nmtcli.contacts.book import number_of
from nmtcli.directory import Directory
from nmtcli.model import replaced
from nmtcli.normalise import fold, key
from nmtcli.position.outlines import outlines_of
from nmtcli.render.coordinator import source, what_a_coordinator_does

pytestmark = pytest.mark.skipif(not browser.PROGRAM, reason="there is no Chromium here")
DAY = "2026-11-29"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    found = browser.Browser(tmp_path_factory.mktemp("profile"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Writes a page: (language, own list or "", whether only of Stockholm) -> its path."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[tuple[str, str, bool], Path] = {}

    def file(language: str, own: str = "", alone: bool = False):
        if (language, own, alone) not in made:
            directory = directory_with(own)
            region = directory.book.region("stockholm") if alone else None
            names = [] if alone else choices(directory, language, DAY)
            content = leaflet(directory, language, DAY, region)
            text = page(content, names, squares, what_a_coordinator_does(language), source(language))
            path = folder / f"{len(made)}.html"
            path.write_text(text, encoding="utf-8")
            made[language, own, alone] = path
        return made[language, own, alone]

    return file


@pytest.fixture
def opened(chromium, files):
    """The Swedish page on a desk's screen."""
    chromium.size(1200, 900)
    chromium.scheme("light")
    chromium.requests.clear()
    chromium.complaints.clear()
    chromium.open(files("sv"))
    return chromium


OPTIONS = "Array.from(document.querySelectorAll('#places li'), (one) => one.textContent)"
ANSWER = "document.getElementById('answer').innerText"


def type_in(chromium, text: str) -> None:
    chromium.run("document.getElementById('place').focus()")
    chromium.press("Escape")
    chromium.type(text)


def test_every_municipality_is_found_without_marks_and_leads_to_its_numbers(opened):
    directory = directory_with()
    asked, expected = [], {}
    for place in directory.gazetteer.every("municipality"):
        answer = directory.route(f"{place.name} kommun", exact=True)
        assert answer.resolution.place == place
        typed = " ".join(map(fold, key(place.name).split()))
        assert typed.isascii()
        asked.append([place.code, place.name, typed])
        expected[place.code] = [one.phone for one in answer.contacts] or [number_of(answer).phone]
    found = opened.run(f"""(() => {{
      const input = document.getElementById("place"), found = {{}};
      for (const [code, name, typed] of {json.dumps(asked)}) {{
        input.value = typed;
        input.dispatchEvent(new Event("input"));
        const option = Array.from(document.querySelectorAll("#places li")).find((one) =>
          one.querySelector("strong").textContent === name && one.querySelector("span").textContent.startsWith("kommun"));
        if (option) option.click();
        found[code] = Array.from(document.querySelectorAll("#answer .office .number"), (one) => one.textContent);
      }}
      return found;
    }})()""")
    assert found == expected
    assert len(found) == 290


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Osteraker", "Österåker kommun, Stockholms län, region Stockholm"),
        ("malmo", "Malmö kommun, Skåne län, region Syd"),
        ("MALMÖ", "Malmö kommun, Skåne län, region Syd"),
        ("upplandsbro", "Upplands-Bro kommun, Stockholms län, region Stockholm"),
        ("upplands bro", "Upplands-Bro kommun, Stockholms län, region Stockholm"),
        ("habo", "Habo kommun, Jönköpings län, region Öst"),
        ("håbo", "Håbo kommun, Uppsala län, region Mitt"),
        ("gävle kommun", "Gävle kommun, Gävleborgs län, region Mitt"),
        ("Malmö stad", "Malmö kommun, Skåne län, region Syd"),
        ("bergs kommun", "Berg kommun, Jämtlands län, region Nord"),
        ("Region Skåne", "Skåne län region Syd"),
        ("skåne", "Skåne län region Syd"),
        ("region stockholm", "Stockholms län region Stockholm"),
        ("S:t Olof", "Sankt Olof ort i Simrishamn, Skåne län, region Syd"),
        ("st olof", "Sankt Olof ort i Simrishamn, Skåne län, region Syd"),
        ("rinkeby", "Rinkeby ort i Stockholm, Stockholms län, region Stockholm"),
        ("gotlands lan", "Gotlands län region Stockholm"),
        ("region syd", "Regionkoordinator: region Syd Kronoberg, Kalmar, Blekinge, Skåne"),
    ],
)  # fmt: skip
def test_what_is_typed_puts_this_place_first(opened, typed, first):
    type_in(opened, typed)
    assert opened.run(OPTIONS)[0] == first


def test_places_of_one_name_all_stand_in_the_list_and_enter_takes_none_of_them(opened):
    type_in(opened, "berg")
    listed = [row for row in opened.run(OPTIONS) if row.startswith("Berg ")]
    assert len(listed) > 2
    assert len(set(listed)) == len(listed)
    assert all("region" in row for row in listed)
    opened.press("Enter")
    assert opened.run("document.getElementById('answer').hidden")
    assert opened.run("document.getElementById('count').innerText") == "Namnet räcker inte: välj rätt plats i listan."


# Types each text, presses Enter, and gives the county or region of the answer, "" where there is none.
ENTERED = """(() => {
  const input = document.getElementById("place"), answer = document.getElementById("answer"), found = [];
  for (const typed of %s) {
    input.value = typed;
    input.dispatchEvent(new Event("input"));
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    found.push(answer.hidden ? "" : answer.dataset.of);
  }
  return found;
})()"""


def test_enter_on_a_name_gives_the_answer_of_a_look_up_or_none(opened):
    directory = directory_with()
    names = choices(directory, "sv", DAY)
    typed = list(dict.fromkeys(one for name in names for one in (name.name, *name.forms)))
    refused = ["Danmark", "Pello", "Björneborg", "Nyborg", "Skansen", "Se", "Hätte", "Maran", "Stenis", "Malm"]
    assert set(refused) < set(typed)
    answered, wrong = [], []
    for text, code in zip(typed, opened.run(ENTERED % json.dumps(typed))):
        if not code or ":" in text:  # "Regionkoordinator: region Syd" is said by the page alone
            continue
        answered.append(text)
        found = directory.resolve(text)
        place = found.place
        if found.twins or place is None:
            wrong.append(text)
        elif place.kind == "region" or not code.isdigit():
            if place.code != code:
                wrong.append(text)
        elif directory.routes[code] != directory.routes[place.counties[0]]:
            wrong.append(text)
    assert wrong == []
    assert len(answered) > 2000


def test_enter_on_any_name_of_the_gazetteer_or_of_abroad_gives_the_answer_of_a_look_up_or_none(opened):
    """Most of these are not in the list: some are the beginning of a name that is."""
    directory = directory_with()
    gazetteer = directory.gazetteer
    names = [*gazetteer.table("places", "NAMES"), *gazetteer.table("elsewhere", "FOREIGN")][::5]
    wrong = []
    for text, code in zip(names, opened.run(ENTERED % json.dumps(names))):
        if code:
            place = directory.resolve(text).place
            found = "" if place is None else place.code if place.kind == "region" else place.counties[0]
            if directory.routes.get(found, found) != directory.routes.get(code, code):
                wrong.append((text, code))
    assert wrong == []


def test_where_a_look_up_asks_or_warns_every_place_of_another_route_stands_in_the_list_and_is_named():
    directory = directory_with()
    names = choices(directory, "sv", DAY)
    by_place = {(one.name, one.town, one.answer): one for one in names}
    asked = 0
    for name in {one.name for one in names}:
        found = directory.resolve(name)
        if found.status != "ambiguous" and not found.twins:
            continue
        asked += 1
        places = [found.place] if found.place else []
        places += [*found.twins, *(one.place for one in found.candidates if found.status == "ambiguous")]
        for place in places:
            if place.kind in ("municipality", "county", "locality"):
                row = by_place[place.name, place.municipality or "", place.counties[0]]
                if place.name == name:  # and not "Bohus-Björkö" of "Björkö"
                    assert row.enter == 0
                    assert any(note.startswith("Inte ") for note in row.notes), row
    assert asked > 250


@pytest.mark.parametrize(
    ("typed", "row", "says"),
    [
        ("Dalby", "Lund,", ["Inte Dalby (Uppsala kommun", "Inte Dalby (Torsby kommun", "Inte Dalby (Orusts kommun"]),
        ("Nora", "kommun,", ["Inte Nora (Heby kommun", "Inte Nora (Kramfors kommun"]),
        ("Nora", "Heby,", ["Inte Nora (Örebro län, region Bergslagen)?"]),
        ("Danmark", "Uppsala,", ["Ortens namn kan betyda något annat", "Namnet finns utomlands: Danmark."]),
        ("Viken", "Karlstad", ["Inte Viken (Höganäs kommun"]),
    ],
)
def test_what_else_a_name_may_mean_is_said_above_the_number(opened, typed, row, says):
    type_in(opened, typed)
    opened.press("Enter")
    assert opened.run("document.getElementById('answer').hidden")
    opened.run(f"""Array.from(document.querySelectorAll("#places li")).find((one) =>
      one.querySelector("strong").textContent === {json.dumps(typed)} && one.textContent.includes({json.dumps(row)})
    ).click()""")
    said = opened.run(ANSWER)
    for sentence in says:
        assert said.index(sentence) < said.index("Ring".upper())


def test_a_long_list_is_counted_in_sight_and_all_of_it_can_be_reached(opened):
    type_in(opened, "s")
    count = opened.run("document.querySelectorAll('#places li').length")
    assert count > 200
    assert f"{count} platser" in opened.run("document.getElementById('count').innerText")
    assert opened.run("document.getElementById('count').getBoundingClientRect().height") > 10
    opened.press("ArrowUp")
    assert opened.run("""(() => {
      const list = document.getElementById("places"), row = list.lastElementChild.getBoundingClientRect();
      const room = list.getBoundingClientRect();
      return list.scrollHeight > list.clientHeight && row.bottom <= room.bottom + 1 && row.top >= room.top;
    })()""")


def test_a_button_and_one_escape_clear(opened):
    type_in(opened, "hab")
    opened.press("Escape")
    assert opened.run("document.getElementById('place').value") == ""
    assert opened.run("document.getElementById('places').hidden")
    type_in(opened, "habo")
    opened.press("ArrowDown", "Enter")
    opened.run("document.getElementById('clear').click()")
    assert opened.run("document.getElementById('place').value") == ""
    assert opened.run("document.getElementById('answer').hidden")
    assert opened.run("document.activeElement.id") == "place"


def test_a_letter_with_its_mark_stands_for_itself(opened):
    type_in(opened, "håbo")
    assert not [row for row in opened.run(OPTIONS) if row.startswith("Habo")]


def test_what_is_no_name_is_said_to_be_none(opened):
    type_in(opened, "xyzzy")
    assert opened.run(OPTIONS) == []
    assert "Inget namn börjar så" in opened.run("document.getElementById('count').innerText")


def test_the_keyboard_chooses_and_clears(opened):
    type_in(opened, "hab")
    assert opened.run("document.getElementById('place').getAttribute('aria-expanded')") == "true"
    opened.press("ArrowDown", "ArrowDown", "ArrowUp")
    chosen = opened.run("document.querySelector('#places [aria-selected=true]')")
    assert chosen is not None
    active = "document.getElementById(document.getElementById('place').getAttribute('aria-activedescendant'))"
    assert opened.run(f"{active}.getAttribute('aria-selected')") == "true"
    name = opened.run(f"{active}.querySelector('strong').textContent")
    opened.press("Enter")
    assert opened.run("document.querySelector('#answer h2').textContent") == name
    assert opened.run("document.getElementById('places').hidden")
    opened.press("Escape")
    assert opened.run("document.getElementById('place').value") == ""
    assert opened.run("document.getElementById('answer').hidden")


def test_a_place_that_looks_like_another_is_answered_by_a_choice_with_a_warning(opened):
    type_in(opened, "Håbo")
    opened.press("Enter")
    assert opened.run("document.getElementById('answer').hidden")
    opened.press("ArrowDown", "Enter")
    said = opened.run(ANSWER)
    assert "Inte Habo (Jönköpings län, region Öst)?" in said
    assert said.index("Habo") < said.index("020-39 00 00")


@pytest.mark.parametrize(
    ("place", "holds", "holds_not"),
    [
        ("Jönköping", ["036-10 50 00", "Jönköpings kommuns växel", "Socialjouren", "112"], ["013-20 60 00"]),
        ("Linköping", ["013-20 60 00", "013-20 75 26"], ["036-10 50 00"]),
        ("Gotland", ["020-39 00 00", "ingen sida om regionkoordinatorerna nämner Gotland"], ["08-508"]),
        ("Halmstad", ["020-39 00 00", "ingen sida om regionkoordinatorerna nämner Halland"], ["031-365 00 00"]),
        ("Uppsala", ["020-39 00 00", "fråga kommunen eller ring 112"], ["018-15 00 00"]),
        ("Solna", ["08-508 437 26", "barn och unga", "08-508 256 69", "vuxna", "samtycke"], []),
    ],
)  # fmt: skip
def test_the_answer_is_of_the_county_and_the_socialjour_of_the_municipality(opened, place, holds, holds_not):
    type_in(opened, place)
    opened.press("ArrowDown", "Enter")
    said = opened.run(ANSWER)
    assert opened.run("document.querySelector('#answer h2').textContent") == place
    assert [text for text in holds if text not in said] == []
    assert [text for text in holds_not if text in said] == []


def test_nothing_is_asked_of_a_network_and_nothing_is_kept(opened, files):
    for text in ("kiruna", "malmo"):
        type_in(opened, text)
        opened.press("Enter")
    opened.pdf()
    opened.run("try { fetch('https://example.invalid/'); } catch { }")
    assert [address for address in opened.requests if not address.startswith("file:")] == []
    assert opened.requests == [files("sv").as_uri()]
    assert opened.run("location.href") == files("sv").as_uri()
    stores = opened.run("[localStorage.length, sessionStorage.length]")
    assert stores == [0, 0]
    before = opened.run("history.length")
    type_in(opened, "kalix")
    opened.press("Enter")
    assert opened.run("history.length") == before


def test_the_page_itself_breaks_none_of_its_own_rules(opened):
    type_in(opened, "kiruna")
    opened.press("Enter")
    assert opened.complaints == []


@pytest.mark.parametrize("own", ["", STRANGE, LONG], ids=["shipped", "strange", "long"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_prints_a_sheet_for_each_region_and_numbers_the_pages(chromium, files, language, own):
    chromium.open(files(language, own))
    pages = [" ".join(one.extract_text().split()) for one in pypdf.PdfReader(io.BytesIO(chromium.pdf())).pages]
    if not own:
        assert len(pages) == 8
    book = directory_with(own).book
    sheets, begun = [], 0
    for number, text in enumerate(pages, 1):
        if found := re.search(r"(?:Blad|Sheet) (?:(\d+)\u2013)?(\d+) (?:av|of) (\d+)", text):
            first, last, count = found.groups()
            assert (int(first or last), int(last), int(count)) == (begun + 1, number, len(pages))
            sheets.append(" ".join(pages[begun:number]))
            begun = number
    assert begun == len(pages)
    assert len(sheets) == 8
    for region, text in zip(book.regions, sheets[1:]):
        assert f"region {region.name}" in text
        for contact in book.serving(region, region.counties):
            assert contact.phone in text
            assert contact.phone in sheets[0]


@pytest.mark.parametrize("own", ["", LONG], ids=["shipped", "long"])
def test_no_print_is_smaller_than_seven_and_a_half_points(chromium, files, own):
    chromium.open(files("sv", own))
    chromium.pdf()
    chromium.run("document.getElementById('screen-style').media = 'not all'")
    chromium.run("document.getElementById('paper-style').media = 'all'")
    least = chromium.run("""(() => {
      const sizes = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const one = walker.currentNode.parentElement;
        if (!walker.currentNode.textContent.trim() || !one.getClientRects().length || one.closest(".unseen")) continue;
        const map = one.closest("svg.map");
        const scale = map ? map.getBoundingClientRect().width / map.viewBox.baseVal.width : 1;
        sizes.push([parseFloat(getComputedStyle(one).fontSize) * scale * 0.75, one.textContent]);
      }
      return sizes.sort((a, b) => a[0] - b[0])[0];
    })()""")
    assert least[0] >= 7.45, least


def test_a_file_that_has_grown_old_says_so_above_all_and_in_every_answer(chromium, files, tmp_path):
    path = tmp_path / "old.html"
    text = files("sv").read_text(encoding="utf-8")
    path.write_text(re.sub(r'data-until="[0-9-]+"', 'data-until="2020-01-01"', text), encoding="utf-8")
    chromium.size(1200, 900)
    chromium.open(path)
    says = "Filen är för gammal: den framställdes 2026-11-29"
    assert says in chromium.run("document.getElementById('too-old').innerText")
    type_in(chromium, "Kiruna")
    chromium.press("Enter")
    assert says in chromium.run(ANSWER)
    path.write_text(re.sub(r'data-until="[0-9-]+"', 'data-until="2990-01-01"', text), encoding="utf-8")
    chromium.open(path)
    assert chromium.run("document.getElementById('too-old').hidden")
    type_in(chromium, "Kiruna")
    chromium.press("Enter")
    said = chromium.run(ANSWER)
    assert says not in said
    assert "Framställd 2026-11-29. Kontrollera nu" in said


def test_on_a_telephone_the_hotline_stands_before_the_search_and_the_map_does_not_take_room(chromium, files):
    chromium.size(390, 844)
    chromium.open(files("sv"))
    low = chromium.run("document.querySelector('.hotline').getBoundingClientRect().bottom")
    assert low < chromium.run("document.getElementById('place').getBoundingClientRect().top") < 844
    assert chromium.run("document.querySelector('.map').getClientRects().length") == 0


def test_each_line_of_the_map_ends_in_its_own_region_whatever_counties_that_has(chromium, tmp_path):
    directory = directory_with()
    moved = {
        "vast": ("08", "10"),
        "syd": ("07", "12", "13", "14"),
        "nord": ("22", "23"),
        "mitt": ("03", "19", "21", "24", "25"),
    }
    regions = tuple(
        replaced(one, counties=moved.get(one.id, one.counties), uncertain=()) for one in directory.book.regions
    )
    book = replaced(directory.book, regions=regions)
    for number, found in enumerate((directory, Directory(directory.gazetteer, book))):
        content = leaflet(found, "sv", DAY)
        path = tmp_path / f"{number}.html"
        path.write_text(page(content, [], outlines_of(directory.gazetteer).rings), encoding="utf-8")
        chromium.size(1200, 900)
        chromium.open(path)
        inside = chromium.run("""(() => {
          const map = document.querySelector(".map"), dots = Array.from(map.querySelectorAll(".dot"));
          const lands = Array.from(map.querySelectorAll(".land"));
          return dots.map((dot) => {
            const point = map.createSVGPoint();
            point.x = dot.cx.baseVal.value;
            point.y = dot.cy.baseVal.value;
            return lands.filter((land) => land.isPointInFill(point)).map((land) => land.dataset.region).join(" ");
          });
        })()""")
        names = chromium.run("Array.from(document.querySelectorAll('.map .name'), (one) => one.textContent)")
        ids = {region.name: region.id for region in book.regions}
        assert inside == [ids[name] for name in names]
        assert len(inside) == 7
        over = chromium.run("""(() => {
          const map = document.querySelector(".map"), room = map.viewBox.baseVal;
          return Array.from(map.querySelectorAll("text"), (text) => text.getBBox()).filter((box) =>
            box.x < room.x || box.x + box.width > room.x + room.width || box.y + box.height > room.y + room.height + 4).map((box) =>
            [box.x, box.y, box.width, box.height, room.x, room.width, room.height]);
        })()""")
        assert over == []


def test_a_region_alone_prints_on_one_sheet(chromium, files):
    chromium.open(files("sv", alone=True))
    assert len(pypdf.PdfReader(io.BytesIO(chromium.pdf())).pages) == 1


def test_without_scripts_the_shipped_list_prints_on_eight_sheets_too(chromium, files):
    """A viewer of attachments runs no script."""
    chromium.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        chromium.open(files("sv"))
        assert len(pypdf.PdfReader(io.BytesIO(chromium.pdf())).pages) == 8
    finally:
        chromium.call("Emulation.setScriptExecutionDisabled", value=False)


def test_what_a_list_says_is_shown_and_never_run(chromium, files):
    chromium.complaints.clear()
    chromium.open(files("sv", STRANGE))
    assert chromium.run("document.title").startswith("Vem du ringer")
    assert chromium.run("window.planted === undefined")
    assert "<script>planted=1</script>" in chromium.run("document.getElementById('nord').innerText")
    assert chromium.run("document.querySelectorAll('img, script:not([type]), iframe, b').length") == 1
    assert chromium.complaints == []


# The least contrast of texts with what is behind them (WCAG 2.2: 4.5 to 1).
CONTRAST = """(() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || element.closest("script, template, title, desc, svg")) continue;
    if (element.getClientRects().length) found.push(ratio(rgb(getComputedStyle(element).color), behind(element)));
  }
  const lands = Array.from(document.querySelectorAll(".land"), (land) => rgb(getComputedStyle(land).fill));
  for (const text of document.querySelectorAll(".map tspan"))
    for (const land of [...lands, behind(document.body)]) found.push(ratio(rgb(getComputedStyle(text).fill), land));
  return [found.length, Math.min(...found)];
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_in_both_colour_schemes(opened, scheme):
    opened.scheme(scheme)
    type_in(opened, "berg")
    opened.press("ArrowDown")
    texts, least = opened.run(CONTRAST)
    assert texts > 500
    assert least >= 4.5
    opened.press("Enter")
    texts, least = opened.run(CONTRAST)
    assert least >= 4.5


@pytest.mark.parametrize("width", [320, 390, 1200])
@pytest.mark.parametrize("own", ["", STRANGE], ids=["shipped", "strange"])
def test_nothing_is_wider_than_the_window(chromium, files, width, own):
    chromium.size(width, 900)
    chromium.open(files("sv", own))
    type_in(chromium, "umea")
    chromium.press("ArrowDown", "Enter")
    assert chromium.run("document.documentElement.scrollWidth") <= width


def test_on_a_telephone_a_row_has_the_whole_width(chromium, files):
    chromium.size(390, 900)
    chromium.open(files("sv"))
    widths = chromium.run("""Array.from(document.querySelectorAll("tbody tr"), (row) =>
      Array.from(row.children, (cell) => cell.clientWidth / row.clientWidth)).flat()""")
    assert len(widths) > 100
    assert min(widths) > 0.99
