
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const LEAST = 72;  // per cent of the usual size of print: with less it could not be read on a wall

  // A desk has no telephone that a link could start: there a number is a text to read.
  if (matchMedia("(hover: hover) and (pointer: fine)").matches) {
    const unlink = (root) => root.querySelectorAll('a[href^="tel:"]').forEach((a) => a.removeAttribute("href"));
    unlink(document);
    document.querySelectorAll("template").forEach((one) => unlink(one.content));
  }

  // A saved file does not know what has changed since; its date does.
  const old = byId("too-old");
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
  old.hidden = today.join("-") < old.dataset.until;

  // On how many pages a sheet goes: what is not parted (see paper.css) begins a new one where it would not end in time.
  // The head of a table stands on each of its pages.
  const PARTS = "header, footer, tr, caption, .block, .hotline, .first, p, h3";
  const pages = (sheet, page) => {
    let start = sheet.getBoundingClientRect().top, count = 1;
    for (const part of sheet.querySelectorAll(PARTS)) {
      const { top, bottom, height } = part.getBoundingClientRect();
      if (!height || bottom <= start + page || part.parentElement.closest(PARTS)) continue;
      const head = part.matches("tbody tr") ? part.closest("table").tHead.getBoundingClientRect().height : 0;
      start = top - head;
      count += 1;
    }
    return count;
  };

  // A sheet is one page of paper: measured as it will be printed, and as large as it may be. One that is longer at the
  // least size has more pages, which are counted.
  const fit = () => {
    const screen = byId("screen-style"), paper = byId("paper-style");
    screen.media = "not all";
    paper.media = "all";
    const page = (279 * 96) / 25.4 + 0.5;
    const sheets = Array.from(document.querySelectorAll(".sheet"), (sheet) => {
      let size = 112;
      for (; size > LEAST; size -= 2) {
        sheet.style.setProperty("--fit", String(size / 100));
        if (sheet.getBoundingClientRect().height <= page) return [sheet, 1];
      }
      sheet.style.setProperty("--fit", String(LEAST / 100));
      return [sheet, pages(sheet, page)];
    });
    screen.media = "screen";
    paper.media = "print";
    const count = sheets.reduce((sum, [, some]) => sum + some, 0);
    let number = 1;
    for (const [sheet, some] of sheets) {
      const leaf = sheet.querySelector(".leaf");
      const last = number + some - 1;
      const which = some > 1 ? `${number}\u2013${last}` : String(number);
      leaf.textContent = leaf.dataset.page.replace("{number}", which).replace("{count}", count);
      number = last + 1;
    }
  };
  addEventListener("beforeprint", fit);

  const box = byId("search");
  if (!box) return;
  const input = byId("place"), list = byId("places"), count = byId("count"), answer = byId("answer");
  const data = JSON.parse(byId("data").textContent);
  const says = data.says;

  // A letter typed without its mark stands for any (a: a, å, ä), one typed with a mark for itself.
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ø/g, "o").replace(/æ/g, "a");
  const tidy = (text) =>
    text.normalize("NFC").toLowerCase().replace(/[\s\-\u2010-\u2015]+/g, " ").replace(/[.:'’]/g, "").trimStart();
  const letters = (text) => Array.from(text, (letter) => [letter, bare(letter)]);
  const NAME = 0, KIND = 1, WHERE = 2, ANSWER = 3, TOWN = 4, ENTER = 5, FORMS = 6, NOTES = 7;
  const ONLY_ROW = 1, ONLY_NAME = 2;
  const spelled = (text) => {
    const spaced = letters(tidy(text));
    const tight = (name) => name.filter(([letter]) => letter !== " ");
    const later = spaced.flatMap(([letter], i) => (letter === " " ? [tight(spaced.slice(i))] : []));
    return { spaced, joined: tight(spaced), later };
  };
  const index = data.names.map((row) => ({ row, name: spelled(row[NAME]), forms: row[FORMS].map(spelled) }));

  const at = (name, typed, from) =>
    from + typed.length <= name.length &&
    typed.every(([letter, plain], i) => name[from + i][letter === plain ? 1 : 0] === letter);

  // 0: the very name; 1: the name but for marks; 2: its beginning; 3: the beginning of a later word; -1: not at all.
  const WHOLE = 1;
  const level = (one, typed) => {  // of a name as `spelled`
    const spaced = typed.some(([letter]) => letter === " ");
    const name = spaced ? one.spaced : one.joined;
    const whole = typed[typed.length - 1][0] === " " ? typed.slice(0, -1) : typed;
    if (name.length === whole.length && at(name, whole, 0))
      return whole.every(([letter], i) => letter === name[i][0]) ? 0 : WHOLE;
    if (at(name, typed, 0)) return 2;
    if (spaced) return -1;
    return one.later.some((rest) => at(rest, typed, 0)) ? 3 : -1;
  };

  // How a row is met: [level, the row, what Enter does with it]. Another form of the name means this place alone.
  const met = (one, typed) => {
    let how = level(one.name, typed), enter = one.row[ENTER];
    for (const form of one.forms) {
      const other = level(form, typed);
      if (other >= 0 && (how < 0 || other < how)) {
        how = other;
        enter = other <= WHOLE ? ONLY_NAME : one.row[ENTER];
      }
    }
    return [how, one, enter];
  };

  let shown = [], active = -1;

  const close = () => {
    list.hidden = true;
    list.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    shown = [];
    active = -1;
  };

  const activate = (to) => {
    if (!shown.length) return;
    if (active >= 0) list.children[active].setAttribute("aria-selected", "false");
    active = (to + shown.length) % shown.length;
    const option = list.children[active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  const told = (row) => [row[KIND], row[WHERE]].filter(Boolean).join(", ");

  // What is said of the socialjour: the row of the municipality's sheet, or that none is published.
  const socialjour = (town) => {
    const row = document.querySelector(`tr[data-towns~="${town}"]`);
    if (!row) return element("p", data.no_row);
    const said = element("p", `${data.socialjour}: `);
    const [number, details] = row.querySelectorAll("td");
    said.append(...Array.from(number.childNodes, (node) => node.cloneNode(true)), ` (${details.textContent})`);
    return said;
  };

  const choose = (one) => {
    const row = one.row;
    answer.textContent = "";
    answer.append(element("h2", row[NAME]), element("p", told(row)));
    if (!old.hidden) {
      const warning = element("p", old.textContent);
      warning.className = "warn";
      answer.append(warning);
    }
    for (const note of row[NOTES]) {
      const warning = element("p", note);
      warning.className = "warn";
      answer.append(warning);
    }
    answer.append(byId(`answer-${row[ANSWER]}`).content.cloneNode(true));
    if (row[TOWN]) answer.querySelector(".urgent .entries").lastElementChild.replaceWith(socialjour(row[TOWN]));
    answer.dataset.of = row[ANSWER];
    answer.hidden = false;
    answer.scrollIntoView({ block: "nearest" });
    input.value = row[NAME];
    count.textContent = "";
    close();
  };

  const find = () => {
    const typed = letters(tidy(input.value));
    close();
    answer.hidden = true;
    answer.textContent = "";
    count.textContent = "";
    if (!typed.length) return;
    shown = index.map((one) => met(one, typed)).filter(([how]) => how >= 0);
    shown.sort((a, b) => a[0] - b[0]);  // which keeps the order of the names: municipalities, counties, larger places
    shown.forEach(([, one], i) => {
      const option = element("li", "");
      option.id = `place-${i}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(element("strong", one.row[NAME]), " ", element("span", told(one.row)));
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => choose(one));
      list.append(option);
    });
    list.hidden = !shown.length;
    input.setAttribute("aria-expanded", String(shown.length > 0));
    const said = !shown.length ? says.none : shown.length === 1 ? says.one : says.some;
    count.textContent = said.replace("{count}", shown.length);
  };

  // Of several places that a text may mean none is taken for the one that was meant; nor is a beginning, which may be
  // the whole name of a place that is not in the list.
  const sure = () => {
    if (active >= 0) return shown[active][1];
    const wholes = shown.filter(([how]) => how <= WHOLE);
    if (wholes.length !== 1) return null;
    const [how, one, enter] = wholes[0];
    return enter === ONLY_NAME || (enter === ONLY_ROW && how === 0 && shown.length === 1) ? one : null;
  };

  const clear = () => {
    input.value = "";
    find();
  };

  input.addEventListener("input", find);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) find();
      if (event.key === "ArrowDown") activate(active + 1);
      else activate(active < 0 ? shown.length - 1 : active - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const one = sure();
      if (one) choose(one);
      else if (shown.length) count.textContent = says.choose;
    } else if (event.key === "Escape") {
      event.preventDefault();
      clear();
    }
  });
  byId("clear").addEventListener("click", () => {
    clear();
    input.focus();
  });
  box.hidden = false;
  addEventListener("pagehide", clear);  // nothing of it is there when somebody comes back
})();
