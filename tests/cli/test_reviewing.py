"""Keeping a list fresh: what is asked at an import, the review with the telephone, regions without anybody."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from contacts_desk import X, edited, in_force

from nmtcli.cli.contacts import desk, reviewing
from nmtcli.contacts.book import today
from nmtcli.contacts.own import OwnList, own_list_from_toml
from nmtcli.contacts.review import Verdict, corrected_list
from nmtcli.contacts.store import Store
from nmtcli.directory import Directory
from nmtcli.model import replaced

TABLE = "Region;Län;Typ;Vem svarar;Telefon;Källa;Säkerhet\nÖst;E;växel;Linköpings kommun;{phone};vi;bekräftad\n"


def contacts(nmt) -> dict[tuple[str, int], dict]:
    return {(c["region"], c["number"]): c for c in json.loads(nmt("contacts", "show", "--json")[1])}


def own_files(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "user/nmtcli").glob("*.toml"))


def test_mistakes_in_a_table_are_shown_before_anything_is_asked(nmt, typing):
    Path("k.csv").write_text(TABLE.format(phone="132060000"), encoding="utf-8")
    typing(X, "j", "j")
    code, out, err = nmt("contacts", "import", "k.csv")
    assert code == 5 and "Vem har gjort listan" not in err + out and "börjar inte med noll" in err


def test_a_new_contact_that_was_checked_today_is_not_born_stale(nmt, typing):
    Path("k.csv").write_text(TABLE.format(phone="013-20 60 01"), encoding="utf-8")
    typing(X, "j", "j")
    code, out, err = nmt("contacts", "import", "k.csv")
    assert code == 0 and err.index("kontrollerade i dag? [j/N]") < err.index("Ta listan i bruk?")
    assert f"1 kontakt: kontrollerade {today()}." in out
    found = contacts(nmt)["ost", 1]
    assert found["confirmed"] == today() and found["stale"] is False
    edited("k.csv", "013-20 60 01", "013-20 60 02")
    typing("j")  # to the only question left after no: nothing is put in force
    code, _, err = nmt("contacts", "import", "k.csv")
    assert code == 1 and "kontrollerade i dag" in err
    assert contacts(nmt)["ost", 1]["phone"] == "013-20 60 01"


def test_what_is_dated_is_not_asked_about(nmt, typing):
    fresh = TABLE.replace("Säkerhet", "Säkerhet;Bekräftad").replace("bekräftad\n", f"bekräftad;{today()}\n")
    Path("k.csv").write_text(fresh.format(phone="013-20 60 01"), encoding="utf-8")
    typing(X, "j")
    code, _, err = nmt("contacts", "import", "k.csv")
    assert code == 0 and "kontrollerade i dag" not in err


@pytest.mark.parametrize("day", ["today", "2026-10-31"])
def test_the_day_of_the_check_may_be_given_and_a_list_keeps_its_comments(nmt, home, day):
    nmt("contacts", "export", "--name", X, "-o", "k.toml")
    text = Path("k.toml").read_text(encoding="utf-8") + "# our own remark\n"
    Path("k.toml").write_text(text, encoding="utf-8")
    code, out, err = nmt("contacts", "import", "k.toml", "--yes", "--confirmed", day)
    assert code == 0 and "7 kontakter: kontrollerade" in out and "i dag?" not in err
    assert (home / "user/nmtcli/contacts.toml").read_text(encoding="utf-8") == text
    assert {c["confirmed"] for c in contacts(nmt).values()} == {today() if day == "today" else day}
    # The same list again changes nothing but the day.
    code, out, _ = nmt("contacts", "import", "k.toml", "--yes", "--confirmed", "today")
    assert code == 0 and "7 kontakter" in out if day != "today" else code == 0
    assert {c["confirmed"] for c in contacts(nmt).values()} == {today()}


def test_what_the_list_dates_later_than_the_check_keeps_its_own_date(nmt):
    fresh = TABLE.replace("Säkerhet", "Säkerhet;Bekräftad").replace("bekräftad\n", "bekräftad;2026-11-01\n")
    Path("k.csv").write_text(fresh.format(phone="013-20 60 01"), encoding="utf-8")
    assert nmt("contacts", "import", "k.csv", "--yes", "--name", X, "--confirmed", "2026-10-01")[0] == 0
    assert contacts(nmt)["ost", 1]["confirmed"] == "2026-11-01"
    assert not Path("user/nmtcli/confirmations.toml").exists()


def test_what_is_confirmed_already_is_not_asked_about(nmt, typing):
    for region in ("nord", "stockholm", "ost", "syd", "vast"):
        nmt("contacts", "confirm", region)
    nmt("contacts", "export", "--name", X, "-o", "k.toml")
    typing("j")
    code, _, err = nmt("contacts", "import", "k.toml")
    assert code == 0 and "kontrollerade i dag" not in err


@pytest.mark.parametrize("day", ["2099-01-01", "2026-02-30", "yesterday", "2026"])
def test_a_day_that_cannot_have_been_is_refused(nmt, home, day):
    nmt("contacts", "export", "--name", X, "-o", "k.toml")
    assert nmt("contacts", "import", "k.toml", "--yes", "--confirmed", day)[0] == 2
    assert own_files(home) == []


def test_check_of_a_file_tells_of_personal_numbers_as_import_does(nmt):
    Path("k.csv").write_text(TABLE.format(phone="070-123 45 67"), encoding="utf-8")
    said = "ser ut som ett mobilnummer"
    assert said in nmt("contacts", "check", "k.csv")[2]
    assert said in nmt("contacts", "import", "k.csv", "--yes", "--name", X)[2]


def test_the_review_needs_a_terminal(nmt):
    code, _, err = nmt("contacts", "review")
    assert code == 2 and "behöver en terminal" in err


# The stale contacts come oldest first: Stockholm twice, Syd (undated), Väst 2017, Nord 2018, Öst 06 2018, Öst 04 2023.
def test_the_review_confirms_corrects_and_skips(nmt, typing, home):
    typing("j", "", "n", "040-34 10 00", "031-365 00 01", "n", "", "kul", "j", "q", "j")
    code, out, err = nmt("contacts", "review", "--by", "socialjouren")
    assert code == 0, err
    assert "1 av 7. Region Stockholm" in err and "för barn och unga i Stockholm?" in err
    assert "Ring och fråga: Når man regionkoordinatorn mot prostitution och människohandel här, för" in err
    assert "2017-07-01, för 9 år sedan" in err and '"kul" är varken' in err
    assert "telefon: 020-35 40 40 → 040-34 10 00" in out and "- bort\tNord" in out
    found = contacts(nmt)
    assert found["stockholm", 1]["confirmed"] == today() and found["stockholm", 1]["origin"] == "bundled"
    assert found["stockholm", 2]["confirmed"] is None
    assert (found["syd", 1]["phone"], found["syd", 1]["published"]) == ("040-34 10 00", today())
    assert found["syd", 1]["source"] == f"kontrollerad per telefon {today()}"
    assert found["vast", 1]["phone"] == "031-365 00 01"
    assert ("nord", 1) not in found
    assert found["ost", 2]["confirmed"] == today() and found["ost", 1]["confirmed"] is None
    assert "av socialjouren" in nmt("lookup", "Jönköping")[1]
    assert Directory.load().book.emptied == (("nord", f"egna rättelser {today()}"),)
    assert nmt("lookup", "Umeå", "--get", "phone")[1] == "020-39 00 00\n"
    assert own_files(home) == ["confirmations.toml", "contacts.toml"]
    assert nmt("contacts", "rollback", "--yes")[0] == 0
    assert contacts(nmt)["nord", 1]["phone"] == "090-16 10 00"


def test_a_review_keeps_the_rest_of_the_list_that_is_there(nmt, typing, home):
    in_force(nmt)
    typing("", "", "", "", "n", "", "q", "j")
    assert nmt("contacts", "review")[0] == 0
    own = own_list_from_toml((home / "user/nmtcli/contacts.toml").read_bytes(), "x", Directory.load().book)
    assert own.name == X and own.no_contact == ("nord",) and len(own.contacts) == 6
    assert contacts(nmt)["ost", 1]["phone"] == "013-20 61 99"


def test_a_contact_that_the_machine_s_list_has_is_corrected_over_it(nmt, typing, home):
    in_force(nmt)
    (home / "site").mkdir()
    (home / "user/nmtcli").rename(home / "site/nmtcli")
    typing("08-508 437 27", "q", "j")
    assert nmt("contacts", "review")[0] == 0
    found = contacts(nmt)
    assert found["stockholm", 1]["phone"] == "08-508 437 27"
    assert found["ost", 1]["origin"].startswith(X) and found["stockholm", 2]["phone"] == "08-508 256 69"


@pytest.mark.parametrize("typed", [("q",), (), ("j", "n", "", "q", "n"), ("j", "q"), ("n",), ("n", "q"), ("",) * 7])
def test_without_a_yes_at_the_end_nothing_is_written(nmt, typing, home, typed):
    typing(*typed)
    assert nmt("contacts", "review")[0] in (0, 1)
    assert own_files(home) == [] and not (home / "user/nmtcli/history").exists()


def test_ctrl_c_in_the_middle_writes_nothing(nmt, typing, home, monkeypatch):
    typing("j", "n", "040-34 10 00")
    answers = iter(["j", "n", "040-34 10 00"])

    def typed(self, question):
        if (answer := next(answers, None)) is None:
            raise KeyboardInterrupt
        return answer

    monkeypatch.setattr(desk.Desk, "typed", typed)
    assert nmt("contacts", "review")[0] == 130
    assert own_files(home) == []


@pytest.mark.parametrize("number", ["08-50843726", "0850843726", "08–508 437 26", "+46 8 508 437 26"])
def test_the_number_that_is_there_typed_once_more_is_a_confirmation(nmt, typing, home, number):
    typing(number, "n", number.replace("37 26", "56 69").replace("3726", "5669"), "q", "j")
    assert nmt("contacts", "review")[0] == 0
    found = contacts(nmt)
    assert found["stockholm", 1]["confirmed"] == today()
    assert own_files(home)[0] == "confirmations.toml"


def test_two_persons_behind_one_number_have_one_answer(nmt, typing, home):
    nmt("contacts", "export", "--region", "Nord", "--name", X, "-o", "k.toml")
    text = Path("k.toml").read_text(encoding="utf-8")
    entry = text[text.rindex("[[contact]]") :].replace("Eva Norlin", "Another Person")
    Path("k.toml").write_text(text + "\n" + entry, encoding="utf-8")
    assert nmt("contacts", "import", "k.toml", "--yes")[0] == 0
    typing("", "", "", "", "090-16 10 01", "", "", "", "j")
    assert nmt("contacts", "review")[0] == 0
    assert {c["phone"] for (region, _), c in contacts(nmt).items() if region == "nord"} == {"090-16 10 01"}


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
@pytest.mark.parametrize(("keys", "code"), [(b"j\nn\n\x03", 130), (b"j\nq\nn\n", 1), (b"j\nq\nj\n", 0)], ids=str)
def test_on_a_real_terminal_ctrl_c_writes_nothing_and_a_yes_does(home, keys, code):
    import fcntl
    import pty
    import termios

    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "nmtcli", "contacts", "review"],
        stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(slave)
    assert process.stderr is not None
    for part in keys.splitlines(keepends=True):
        seen = b""
        while b": " not in seen[-2:] and b"] " not in seen[-2:]:  # the question is there
            seen += process.stderr.read(1)
        os.write(master, part)
    process.communicate(timeout=30)
    os.close(master)
    assert process.returncode == code
    assert own_files(home) == (["confirmations.toml"] if code == 0 else [])


def test_what_is_typed_is_masked_where_it_is_repeated(nmt, typing):
    typing("19121212-1212", "q")
    assert "1212-1212" not in nmt("contacts", "review")[2]


def test_a_wrong_number_is_asked_for_again(nmt, typing):
    typing("n", "13-20", "08-508 437 27", "q", "j")
    code, _, err = nmt("contacts", "review")
    assert code == 0 and '"13-20" är inget svenskt telefonnummer' in err
    assert contacts(nmt)["stockholm", 1]["phone"] == "08-508 437 27"


def test_a_personal_number_in_a_review_needs_a_yes_of_its_own(nmt, typing, home):
    typing("070-123 45 67", "q", "n")
    assert nmt("contacts", "review")[0] == 1
    assert own_files(home) == []
    typing("070-123 45 67", "q", "j", "j")
    assert nmt("contacts", "review")[0] == 0


def test_personal_numbers_that_were_agreed_to_are_not_asked_about_again(nmt, typing):
    assert in_force(nmt, "013-20 60 00", "070-123 45 67", "--allow-personal")[0] == 0
    typing("08-508 437 27", "q", "j")
    code, _, err = nmt("contacts", "review")
    assert code == 0 and "Ta med de personliga" not in err


def test_a_corrected_contact_has_the_date_of_the_call_and_none_of_the_older_ones():
    book = Directory.load().book
    nord = replaced(book.serving(book.region("nord"), ("25",))[0], confirmed="2020-01-01", confirmed_by="jouren")
    lists = replaced(book, contacts=(nord,))
    old = OwnList("Ours", "2020-01-01", (), no_contact=("nord", "mitt"))
    own = corrected_list(old, "x", lists, [Verdict(nord, False, "090-16 10 01")], "2026-11-20", "a call")
    assert own is not None and own.no_contact == ("mitt",) and own.name == "Ours" and own.date == "2026-11-20"
    found = own.contacts[0]
    assert (found.published, found.confirmed, found.confirmed_by, found.source) == ("2026-11-20", None, None, "a call")
    assert corrected_list(old, "x", lists, [Verdict(nord, True)], "2026-11-20", "a call") is None


def test_a_list_that_somebody_else_changed_meanwhile_stays(nmt, typing, home, monkeypatch):
    ask = desk.Desk.ask

    def meanwhile(self, question):
        (home / "user/nmtcli").mkdir(exist_ok=True)
        (home / "user/nmtcli/contacts.toml").write_bytes(b"# somebody else\n")
        return ask(self, question)

    monkeypatch.setattr(reviewing.Desk, "ask", meanwhile)
    typing("08-508 437 27", "q", "j")
    code, _, err = nmt("contacts", "review")
    assert code == 1 and "ändrats av någon annan" in err
    assert own_files(home) == ["contacts.toml"]


def test_when_nothing_is_old_there_is_nothing_to_ask(nmt, typing):
    nmt("contacts", "export", "--name", X, "-o", "k.toml")
    nmt("contacts", "import", "k.toml", "--yes", "--confirmed", "today")
    typing()
    code, out, _ = nmt("contacts", "review")
    assert code == 0 and "kontrollerade för högst 12 månader sedan" in out


def test_a_review_stops_at_a_broken_list_before_the_telephoning(nmt, typing, home):
    (home / "user/nmtcli").mkdir()
    (home / "user/nmtcli/contacts.toml").write_text("kul", encoding="utf-8")
    typing("j", "q", "j")
    assert nmt("contacts", "review")[0] == 5


EMPTY = 'name = "X"\ndate = 2026-11-01\nno_contact = ["nord"]\n'


@pytest.mark.parametrize("format_", ["toml", "json"])
def test_a_region_without_anybody_goes_out_and_in_again(nmt, format_):
    Path("k.toml").write_text(EMPTY, encoding="utf-8")
    assert nmt("contacts", "import", "k.toml", "--yes")[0] == 0
    assert "inga fel. 0 kontakter i 1 region: Nord." in nmt("contacts", "check")[1]
    assert "skymmer den medföljande listan i Nord" in nmt("contacts", "check")[1]
    assert nmt("contacts", "export", "--format", format_, "-o", f"n.{format_}")[0] == 0
    code, out, _ = nmt("contacts", "import", f"n.{format_}", "--yes")
    assert code == 0 and out.startswith("Kontakterna blir desamma")
    assert Directory.load().book.emptied[0][0] == "nord"


def test_a_table_leaves_a_region_without_anybody_as_it_was_unless_it_names_it(nmt):
    Path("k.toml").write_text(EMPTY, encoding="utf-8")
    nmt("contacts", "import", "k.toml", "--yes")
    Path("k.csv").write_text(TABLE.format(phone="013-20 60 01"), encoding="utf-8")
    assert nmt("contacts", "import", "k.csv", "--yes")[0] == 0
    assert Directory.load().book.emptied[0][0] == "nord"
    row = "Nord;Y;växel;Umeå kommun;090-16 10 00;vi;bekräftad\n"
    Path("k.csv").write_text(TABLE.format(phone="013-20 60 01") + row, encoding="utf-8")
    assert nmt("contacts", "import", "k.csv", "--yes")[0] == 0
    assert Directory.load().book.emptied == ()


def test_a_stronger_list_that_has_somebody_ends_the_emptiness(nmt, home):
    (home / "site/nmtcli").mkdir(parents=True)
    (home / "site/nmtcli/contacts.toml").write_text(EMPTY, encoding="utf-8")
    assert Directory.load().book.emptied == (("nord", "X 2026-11-01"),)
    row = "Nord;Y;växel;Umeå kommun;090-16 10 00;vi;bekräftad\n"
    Path("k.csv").write_text(TABLE.split("\n")[0] + "\n" + row, encoding="utf-8")
    assert nmt("contacts", "import", "k.csv", "--yes", "--name", X)[0] == 0
    assert Directory.load().book.emptied == ()


def test_history_is_told_in_local_time(nmt, home, monkeypatch):
    in_force(nmt)
    entry = Store(home / "user/nmtcli/contacts.toml").history()[0]
    when = nmt("contacts", "history")[1].split("\t")[1]
    assert re.fullmatch(r"20\d\d-\d\d-\d\d \d\d:\d\d", when)
    file = entry.path
    text = re.sub(rb"20\d\d-[^ ]+Z", b"2026-07-01T12:00:00Z", file.read_bytes(), count=1)
    file.write_bytes(text)
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    import time

    time.tzset()
    try:
        assert nmt("contacts", "history")[1].split("\t")[1] == "2026-07-01 14:00"
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
