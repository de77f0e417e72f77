"""`nmt contacts` from a social worker's side: export, spreadsheet, import, look-up; and what is asked before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from contacts_desk import X, edited, in_force

import nmtcli
from nmtcli.cli.contacts import desk
from nmtcli.contacts.store import Store


def test_from_export_through_a_spreadsheet_to_the_new_number_in_a_look_up(nmt):
    code, out, err = in_force(nmt)
    assert code == 0
    assert "telefon: 013-20 60 00 → 013-20 61 99" in out and out.count("\n") == 2
    assert "nmt contacts rollback" in err
    assert nmt("lookup", "Linköping", "--get", "phone")[1] == "013-20 61 99\n"
    assert "egen lista (Länsstyrelsen X, 20" in nmt("lookup", "Linköping")[1]
    found = json.loads(nmt("lookup", "Linköping", "--json")[1])
    assert found["contacts"][0]["origin"].startswith("Länsstyrelsen X 20")
    said = nmt("contacts", "check")[1]
    assert "inga fel. 7 kontakter i 5 regioner: Nord, Stockholm, Öst, Syd och Väst.\n" in said


def test_without_a_terminal_nothing_happens_without_yes(nmt):
    nmt("contacts", "export", "--format", "csv", "-o", "k.csv")
    code, _, err = nmt("contacts", "import", "k.csv", "--name", X)
    assert code == 2 and "--yes" in err
    assert nmt("contacts", "check")[1] == "Ingen egen lista finns. Den medföljande listan gäller.\n"


def test_a_table_needs_a_name_once_and_keeps_it_afterwards(nmt):
    nmt("contacts", "export", "--format", "csv", "-o", "k.csv")
    code, _, err = nmt("contacts", "import", "k.csv", "--yes")
    assert code == 2 and '--name "Länsstyrelsen X"' in err
    assert in_force(nmt)[0] == 0
    edited("k.csv", "013-20 61 99", "013-20 62 88")
    assert nmt("contacts", "import", "k.csv", "--yes")[0] == 0
    assert "(Länsstyrelsen X, " in nmt("contacts", "show", "Öst")[1]


@pytest.mark.parametrize(
    ("answers", "code"),
    [((X, "n", "j"), 0), ((X, "j", "Ja"), 0), ((X, "", "y"), 0), ((X, "n", ""), 1), ((X, "j", "n"), 1), ((X,), 1)],
)
def test_on_a_terminal_the_name_and_a_yes_are_asked_for(nmt, typing, home, answers, code):
    nmt("contacts", "export", "--format", "csv", "-o", "k.csv")
    typing(*answers)
    got, _, err = nmt("contacts", "import", "k.csv")
    assert got == code
    assert "Vem har gjort listan" in err and "Ta listan i bruk? [j/N]" in err
    assert "Är uppgifterna kontrollerade i dag? [j/N]" in err
    assert (home / "user/nmtcli/contacts.toml").exists() == (code == 0)


def test_what_was_agreed_to_is_what_happens_or_nothing(nmt, typing, home, monkeypatch):
    in_force(nmt)
    edited("k.csv", "013-20 61 99", "013-20 62 88")
    typing("n", "j")
    path = home / "user/nmtcli/contacts.toml"
    ask = desk.Desk.ask

    def meanwhile(self, question):
        path.write_bytes(path.read_bytes() + b"# somebody else\n")
        return ask(self, question)

    monkeypatch.setattr(desk.Desk, "ask", meanwhile)
    code, _, err = nmt("contacts", "import", "k.csv")
    assert code == 1 and "ändrats av någon annan" in err
    assert path.read_bytes().endswith(b"# somebody else\n")


PERSONAL = [
    ("013-20 60 00", "070-123 45 67", "mobilnummer"),
    ("evonhuset@malmo.se", "anna.berg@malmo.se", "egen brevlåda"),
]


@pytest.mark.parametrize(("old", "new", "said"), PERSONAL)
def test_personal_data_need_a_yes_of_their_own_and_the_reason_is_told(nmt, typing, old, new, said):
    code, _, err = in_force(nmt, old, new)
    assert (
        code == 2 and said in err and "funktions nummer eller brevlåda är bättre" in err and "--allow-personal" in err
    )
    typing("n")
    assert nmt("contacts", "import", "k.csv", "--yes", "--name", X)[0] == 1
    typing("j", "n", "j")
    assert nmt("contacts", "import", "k.csv", "--name", X)[0] == 0
    nmt("contacts", "rollback", "--yes")
    assert nmt("contacts", "import", "k.csv", "--yes", "--name", X, "--allow-personal")[0] == 0


def test_a_broken_table_is_told_row_by_row_and_changes_nothing(nmt):
    assert in_force(nmt)[0] == 0
    edited("k.csv", "08-508 437 26", "8,50843726E+08")
    edited("k.csv", "031-365 00 00", "313650000")
    code, out, err = nmt("contacts", "import", "k.csv", "--yes")
    assert code == 5 and out == ""
    assert "k.csv, rad 3, kontakt 2 (Stockholms stad)" in err and "gör om cellen till text" in err
    assert "k.csv, rad 8" in err and "börjar inte med noll" in err
    code, out, err = nmt("contacts", "check", "k.csv")
    assert code == 5 and "rad 3" in out and "2 fel" in err
    assert nmt("lookup", "Linköping", "--get", "phone")[1] == "013-20 61 99\n"


def test_toml_goes_in_as_it_stands_with_its_comments(nmt, home):
    assert nmt("contacts", "export", "--name", X, "-o", "k.toml")[0] == 0
    text = Path("k.toml").read_text(encoding="utf-8") + "# our own remark\n"
    Path("k.toml").write_text("\ufeff" + text, encoding="utf-8")
    assert nmt("contacts", "import", "k.toml", "--yes")[0] == 0
    assert (home / "user/nmtcli/contacts.toml").read_text(encoding="utf-8") == text
    code, out, _ = nmt("contacts", "import", "k.toml", "--yes")
    assert code == 0 and "Inget ändrades" in out


def test_a_name_given_with_toml_or_json_is_the_list_s_name(nmt):
    for format_ in ("toml", "json"):
        nmt("contacts", "export", "--format", format_, "-o", f"k.{format_}")
        assert nmt("contacts", "import", f"k.{format_}", "--yes", "--name", f"We {format_}")[0] == 0
        assert f"(We {format_}, " in nmt("contacts", "show", "Nord")[1]


@pytest.mark.parametrize("format_", ["toml", "json", "csv"])
def test_what_is_exported_can_be_imported_and_changes_nothing(nmt, format_):
    nmt("contacts", "export", "--format", format_, "-o", f"k.{format_}")
    assert nmt("contacts", "check", f"k.{format_}")[0] == 0
    code, out, _ = nmt("contacts", "import", f"k.{format_}", "--yes", "--name", X)
    assert code == 0 and out.startswith("Kontakterna blir desamma som nu.")


def test_export_writes_utf_8_to_a_pipe_and_does_not_overwrite_a_file(nmt):
    code, out, _ = nmt("contacts", "export", "--format", "csv", "--region", "syd")
    assert code == 0 and out.split("\r\n")[1].startswith("syd,") and len(out.split("\r\n")) == 3
    assert nmt("contacts", "export", "--format", "csv", "--excel")[1].startswith("\ufeffregion;counties;")
    assert nmt("contacts", "export", "--format", "vcard", "--region", "Mitt") == (0, "", "")
    assert nmt("contacts", "export", "--format", "vcard")[1].count("BEGIN:VCARD") == 7
    assert nmt("contacts", "export", "-o", "k.toml")[0] == 0
    code, _, err = nmt("contacts", "export", "-o", "k.toml")
    assert code == 2 and "finns redan" in err
    assert nmt("contacts", "export", "-o", "k.toml", "--force")[0] == 0
    assert nmt("contacts", "export", "--excel")[0] == 2
    assert nmt("contacts", "export", "--contacts", "k.toml", "--format", "json")[0] == 0


def test_every_exported_number_of_a_list_is_told_with_its_region(nmt):
    found = json.loads(nmt("contacts", "show", "--json")[1])
    assert [(c["region"], c["number"]) for c in found].count(("ost", 2)) == 1
    assert {c["origin"] for c in found} == {"bundled"}
    assert "Region: Mitt" in nmt("contacts", "show")[1]
    out = nmt("contacts", "show", "region öst")[1]
    assert "medföljande lista" in out and "Kontakt 2: Jönköpings län" in out
    code, _, err = nmt("contacts", "show", "Narnia\x1b[31m")
    assert code == 4 and "Det finns ingen region" in err and "020-39 00 00" in err and "\x1b" not in err


def test_a_confirmed_contact_is_no_longer_old_and_the_others_are(nmt):
    code, out, _ = nmt("contacts", "check", "--stale")
    assert code == 3 and out.count("\n") == 7
    assert out.split("\n")[0].startswith("odaterad\t")  # what is undated comes first
    code, out, _ = nmt("contacts", "confirm", "Nord", "--by", "socialjouren")
    assert code == 0 and out.startswith("Umeå kommun 090-16 10 00: bekräftad 20")
    assert "av socialjouren" in nmt("lookup", "Umeå")[1]
    assert nmt("contacts", "confirm", "stockholm", "--contact", "2", "--on", "2026-01-31")[0] == 0
    code, out, err = nmt("contacts", "check", "--stale")
    assert code == 3 and out.count("\n") == 5 and "Nord" not in out and "5 kontakter är äldre" in err
    for region in ("stockholm", "ost", "syd", "vast"):
        assert nmt("contacts", "confirm", region)[0] == 0
    code, out, _ = nmt("contacts", "check", "--stale")
    assert code == 0 and "kontrollerade" in out
    assert json.loads(nmt("lookup", "Umeå", "--json")[1])["contacts"][0]["stale"] is False


@pytest.mark.parametrize(("months", "said"), [(1, "än 1 månad."), (2, "än 2 månader.")])
def test_a_limit_of_one_month_is_one_month(nmt, home, months, said):
    (home / "user/nmtcli").mkdir()
    own = f'name = "X"\ndate = 2026-11-01\nstale_after_months = {months}\n'
    (home / "user/nmtcli/contacts.toml").write_text(own, encoding="utf-8")
    assert said in nmt("contacts", "check", "--stale")[2]


def test_confirming_dates_only_the_region_that_it_names_and_makes_no_list(nmt, home):
    nmt("contacts", "confirm", "Nord")
    found = json.loads(nmt("contacts", "show", "--json")[1])
    assert {c["region"] for c in found if c["confirmed"]} == {"nord"}
    assert {c["origin"] for c in found} == {"bundled"}
    assert not (home / "user/nmtcli/contacts.toml").exists()


WRONG_CONFIRMATIONS = [
    (("Mitt",), "har ingen kontakt"),
    (("Nord", "--contact", "2"), "har kontakterna 1 till 1, ingen 2"),
    (("Nord", "--contact", "0"), "0"),
    (("Nord", "--on", "2099-01-01"), "inget datum som kan bekräftas"),
    (("Nord", "--on", "2026-02-30"), "inget datum som kan bekräftas"),
    (("Nord", "--on", "2026"), "inget datum som kan bekräftas"),
    (("Narnia",), "Det finns ingen region"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG_CONFIRMATIONS, ids=str)
def test_what_cannot_be_confirmed_is_said_and_nothing_is_written(nmt, home, arguments, said):
    code, _, err = nmt("contacts", "confirm", *arguments)
    assert code == 2 and said in err
    assert not list((home / "user/nmtcli").glob("*.toml"))


def test_a_role_that_could_not_be_read_again_is_refused(nmt, home):
    code, _, err = nmt("contacts", "confirm", "Nord", "--by", "x\u202ey")
    assert code == 5 and "otillåtet tecken" in err
    assert not list((home / "user/nmtcli").glob("*.toml"))


def test_history_and_rollback_go_back_and_forth(nmt):
    assert nmt("contacts", "history")[1] == "Inga tidigare listor.\n"
    assert nmt("contacts", "rollback")[0] == 2
    in_force(nmt)
    edited("k.csv", "013-20 61 99", "013-20 62 88")
    nmt("contacts", "import", "k.csv", "--yes")
    rows = [line.split("\t") for line in nmt("contacts", "history")[1].splitlines()]
    assert [row[0] for row in rows] == ["1", "2"] and rows[0][3] == "import k.csv"
    assert rows[0][4].startswith(X) and rows[1][4] == "ingen egen lista"
    assert nmt("contacts", "rollback")[0] == 2  # asks, and here nobody answers
    assert nmt("contacts", "rollback", "--yes")[0] == 0
    assert nmt("lookup", "Linköping", "--get", "phone")[1] == "013-20 61 99\n"
    assert nmt("contacts", "rollback", "--yes")[0] == 0
    assert nmt("lookup", "Linköping", "--get", "phone")[1] == "013-20 62 88\n"
    code, out, _ = nmt("contacts", "rollback", "4", "--yes")
    assert code == 0 and "borttagen" in out
    assert nmt("lookup", "Linköping", "--get", "phone")[1] == "013-20 60 00\n"
    assert nmt("contacts", "rollback", "99", "--yes")[0] == 2


def test_a_broken_own_list_can_be_replaced_and_is_not_put_back(nmt, home):
    in_force(nmt)
    path = home / "user/nmtcli/contacts.toml"
    path.write_text("kul", encoding="utf-8")
    code, out, err = nmt("lookup", "Linköping")
    assert code == 0 and "013-20 60 00" in out and "kan inte användas" in err
    found = json.loads(nmt("lookup", "Linköping", "--json")[1])
    assert found["contacts"][0]["origin"] == "bundled" and any(str(path) in note for note in found["notes"])
    assert nmt("lookup", "Linköping", "--strict-contacts")[0] == 5
    assert nmt("contacts", "check")[0] == 5
    assert nmt("contacts", "confirm", "Nord")[0] == 5
    for command in ("show", "export"):
        code, out, err = nmt("contacts", command)
        assert code == 0 and "013-20 60 00" in out and "kan inte användas" in err
    assert path.read_text(encoding="utf-8") == "kul"
    assert nmt("contacts", "import", "k.csv", "--yes", "--name", X)[0] == 0
    assert "går inte att läsa" in nmt("contacts", "history")[1]
    assert nmt("contacts", "rollback", "--yes")[0] == 5


def test_an_argument_with_half_a_character_is_refused(nmt, home):
    nmt("contacts", "export", "--format", "csv", "-o", "k.csv")
    assert nmt("contacts", "import", "k.csv", "--yes", "--name", "x\udce5")[0] == 5
    assert nmt("contacts", "confirm", "Nord", "--by", "x\udce5")[0] == 5
    assert not list((home / "user/nmtcli").glob("*.toml"))


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_a_list_put_into_a_folder_that_is_open_to_everyone_is_told_to_be_of_no_use(nmt, home):
    (home / "user/nmtcli").mkdir()
    (home / "user/nmtcli").chmod(0o777)
    code, _, err = in_force(nmt)
    assert code == 5 and "där vem som helst kan byta ut den" in err


def test_a_stronger_list_is_told_of(nmt, home, monkeypatch):
    monkeypatch.setenv("NMT_CONTACTS", str(home / "k.toml"))
    nmt("contacts", "export", "-o", "k.toml")
    _, _, err = in_force(nmt)
    assert "NMT_CONTACTS går före" in err
    lines = nmt("contacts", "path")[1].splitlines()
    assert [line.split("\t")[0] for line in lines] == ["NMT_CONTACTS", "egen lista", "listan för hela datorn"]
    assert [line.split("\t")[2] for line in lines] == ["finns", "finns", "finns inte"]


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_cannot_be_read_is_a_broken_list(nmt, name):
    assert nmt("contacts", "check", name)[0] == 5
    assert nmt("contacts", "import", name, "--yes")[0] == 5


def test_a_full_disk_is_said_and_the_old_list_stays(nmt, monkeypatch):
    in_force(nmt)
    edited("k.csv", "013-20 61 99", "013-20 62 88")

    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Store, "replace", full)
    code, _, err = nmt("contacts", "import", "k.csv", "--yes")
    assert code == 1 and "Disken är full" in err
    assert nmt("lookup", "Linköping", "--get", "phone")[1] == "013-20 61 99\n"


def test_english_is_spoken_too(nmt):
    code, _, err = nmt("contacts", "import", "missing.csv", "--lang", "en")
    assert code == 5 and "there is no such file" in err
    assert nmt("contacts", "check", "--lang", "en")[1] == "You have no list of your own. The built-in list is in use.\n"


def test_a_terminal_sees_a_table(nmt, monkeypatch):
    monkeypatch.setattr(desk, "screen_of", lambda *_: desk.Screen(100, False))
    out = in_force(nmt)[1]
    assert "Ändring" in out and "~ ändrad" in out and "013-20 61 99" in out
    assert "Senast belagd" in nmt("contacts", "check", "--stale")[1]


def test_two_contacts_of_one_host_are_told_apart_in_what_changes(nmt):
    out = in_force(nmt, "08-508 437 26", "08-508 437 27")[1]
    assert "Stockholms stad (Stockholm, barn och unga)\ttelefon: 08-508 437 26 → 08-508 437 27\n" in out
    nmt("contacts", "export", "--format", "json", "-o", "k.json")
    text = Path("k.json").read_text(encoding="utf-8").replace('"switchboard"', '"coordinator"')
    Path("k.json").write_text(text, encoding="utf-8")
    out = nmt("contacts", "import", "k.json", "--yes")[1]
    assert "Umeå kommun (Västernorrland, Jämtland, Västerbotten, Norrbotten)\ttyp: växel → regionkoordinator\n" in out


@pytest.mark.parametrize(("wrong", "said"), [(1, "1 fel. Rätta det,"), (2, "2 fel. Rätta dem,")])
def test_one_mistake_is_one_and_two_are_two(nmt, wrong, said):
    nmt("contacts", "export", "--format", "csv", "--excel", "-o", "k.csv")
    for number in ("013-20 60 00", "036-10 50 00")[:wrong]:
        edited("k.csv", number, "13")
    assert said in nmt("contacts", "check", "k.csv")[2]


def test_a_narrow_terminal_sees_a_block_for_each_row_and_no_word_in_pieces(nmt, monkeypatch):
    monkeypatch.setattr(desk, "screen_of", lambda *_: desk.Screen(40, False))
    out = in_force(nmt)[1]
    assert "Region: Öst\n" in out and "telefon: 013-20 60 00" in " ".join(out.split())
    assert max(map(len, out.splitlines()[:5])) <= 40


def test_eight_imports_at_once_leave_one_of_the_eight_lists_and_a_complete_history(home, nmt):
    nmt("contacts", "export", "--name", X, "-o", "k.toml")
    text = Path("k.toml").read_text(encoding="utf-8")
    lists = {f"# list {n}\n{text}".encode() for n in range(8)}
    for number, content in enumerate(sorted(lists)):
        Path(f"{number}.toml").write_bytes(content)
    arguments = [sys.executable, "-m", "nmtcli", "contacts", "import", "--yes"]
    root = str(Path(nmtcli.__file__).parent.parent)
    environ = {**os.environ, "PYTHONPATH": root}
    running = [
        subprocess.Popen([*arguments, f"{n}.toml"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ)
        for n in range(8)
    ]
    assert [(process.communicate()[1], process.returncode)[1] for process in running] == [0] * 8
    store = Store(home / "user/nmtcli/contacts.toml")
    past = [entry.content for entry in store.history()]
    assert past[-1] is None and len(past) == 8
    assert {*past[:-1], store.current()} == lists
    assert not list(store.folder.rglob("*.new"))
