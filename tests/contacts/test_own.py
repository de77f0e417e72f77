"""Own lists over the shipped one: where they are, which goes first, what is refused, and that lookup still answers."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest
from platformdirs.macos import MacOS

from nmtcli.contacts import own as ownlist
from nmtcli.contacts import where as ownpath
from nmtcli.contacts.book import ContactBook
from nmtcli.contacts.confirmations import path_beside
from nmtcli.contacts.layers import apply_own_lists
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.own import (
    existing_lists,
    list_paths,
    overlay,
    own_list_from_toml,
)
from nmtcli.contacts.trusted import MAX_BYTES, read_bytes
from nmtcli.contacts.where import own_list_may_exist
from nmtcli.directory import Directory
from nmtcli.errors import DataError
from nmtcli.gazetteer import Gazetteer

ENTRY = """
[[contact]]
region = "{region}"
counties = [{counties}]
kind = "coordinator"
host = "{host}"
phone = "010-10 10 10"
source = "us"
confidence = "confirmed"
"""
posix = pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
not_root = pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")


def own_text(host: str, region: str = "ost", counties: str = '"04", "05", "06"', head: str = "") -> str:
    return f'name = "{host}"\ndate = 2026-11-01\n{head}' + ENTRY.format(region=region, counties=counties, host=host)


GAZETTEER = Gazetteer.load()


@pytest.fixture(autouse=True)
def _one_gazetteer(monkeypatch):
    """A checkout makes its tables anew at every load; once is enough here."""
    monkeypatch.setattr(Gazetteer, "load", lambda: GAZETTEER)


@pytest.fixture
def folders(tmp_path, monkeypatch) -> dict[str, Path]:
    """A home, a user's and two site folders of their own; the lists in them by scope."""
    for name in ("home", "user/nmtcli", "site1/nmtcli", "site2/nmtcli"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"{tmp_path}/site1:{tmp_path}/site2")
    monkeypatch.delenv("NMT_CONTACTS", raising=False)
    return {name: tmp_path / name / "nmtcli" / "contacts.toml" for name in ("user", "site1", "site2")}


def book(contacts: Path | None = None, *, strict: bool = False) -> ContactBook:
    return Directory.load(contacts, strict=strict).book


def hosts(found, region: str = "ost") -> list[str]:
    return [contact.host for contact in found.contacts if contact.region == region]


SHIPPED_OST = ["Linköpings kommun", "Jönköpings kommun"]


def test_without_an_own_list_the_shipped_one_answers(folders):
    found = book()
    assert hosts(found) == SHIPPED_OST
    assert found.lists == () and found.problems == ()
    assert {contact.origin for contact in found.contacts} == {"bundled"}


def test_each_stronger_list_goes_before_the_weaker_ones(folders, tmp_path, monkeypatch):
    environment, option = tmp_path / "e.toml", tmp_path / "o.toml"
    steps = [(folders["site2"], "Site2"), (folders["site1"], "Site1"), (folders["user"], "User"), (environment, "Env")]
    monkeypatch.setenv("NMT_CONTACTS", "")
    seen: list[str] = []
    for path, host in steps:
        path.write_text(own_text(host))
        if path is environment:
            monkeypatch.setenv("NMT_CONTACTS", str(environment))
        seen.insert(0, f"{host} 2026-11-01")
        found = book()
        assert hosts(found) == [host]
        assert found.lists == tuple(seen)
    option.write_text(own_text("Option"))
    assert hosts(book(option)) == ["Option"]
    assert [scope for scope, _ in list_paths(os.environ, option)] == ["site", "site", "user", "environment", "option"]


def test_a_list_replaces_whole_regions_and_leaves_the_others_alone(folders):
    folders["user"].write_text(own_text("Ours", counties='"04"'))
    found = book()
    assert hosts(found) == ["Ours"]  # county 06 had another contact: never a mixture within a region
    assert hosts(found, "nord") == ["Umeå kommun"]
    ours = next(c for c in found.contacts if c.host == "Ours")
    assert ours.origin == "Ours 2026-11-01"
    answer = Directory.load().route("Jönköping")
    assert answer.contacts == () and answer.hotline.phone


def test_two_lists_that_name_different_regions_both_answer(folders):
    folders["site1"].write_text(own_text("Site", region="syd", counties='"12"'))
    folders["user"].write_text(own_text("User"))
    found = book()
    assert hosts(found) == ["User"] and hosts(found, "syd") == ["Site"]


def test_the_list_may_say_when_its_facts_count_as_old(folders):
    folders["site1"].write_text('name = "Site"\ndate = 2026-11-01\nstale_after_months = 6\n')
    assert book().stale_after_months == 6
    folders["user"].write_text(own_text("User"))
    assert book().stale_after_months == 6
    folders["user"].write_text(own_text("User", head="stale_after_months = 24\n"))
    assert book().stale_after_months == 24


OVERRIDE = """override_regions = true
[[region]]
id = "ost"
name = "Öst"
counties = ["04", "05"]
source = "us"
[[region]]
id = "syd"
name = "Syd"
counties = ["06", "07", "08", "10", "12"]
source = "us"
"""


def test_a_county_moves_to_another_region_only_when_the_list_says_so(folders):
    folders["user"].write_text(own_text("Ours", region="syd", counties='"06", "07", "08", "10", "12"'))
    assert book().problems and hosts(book(), "syd") == ["Malmö stad"]
    folders["user"].write_text(own_text("Ours", region="syd", counties='"06", "07", "08", "10", "12"', head=OVERRIDE))
    found = book()
    assert found.problems == ()
    assert found.region_of("06").id == "syd" and hosts(found, "syd") == ["Ours"]
    # The shipped contact for Jönköping alone has nobody left to serve in its region.
    assert hosts(found) == ["Linköpings kommun"]
    assert Directory.load().route("Jönköping").contacts[0].host == "Ours"


def test_a_list_is_checked_against_the_regions_of_the_lists_below_it(folders):
    folders["site1"].write_text(own_text("Site", head=OVERRIDE, counties='"04"'))
    folders["user"].write_text(own_text("User", region="syd", counties='"06"'))
    assert book().problems == () and hosts(book(), "syd") == ["User"]


BROKEN = {
    "not TOML": b"kul",
    "not UTF-8": "name = 'Länsstyrelsen'".encode("cp1252"),
    "empty": b"",
    "wrong county": own_text("Ours", counties='"12"').encode(),
    "too large": b"#" * (MAX_BYTES + 1),
    "nested": b"a = " + b"[" * 9999,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_list_never_silences_the_tool_and_strict_makes_it_an_error(folders, content):
    folders["user"].write_bytes(content)
    found = book()
    assert hosts(found) == SHIPPED_OST
    assert found.lists == ()
    assert len(found.problems) == 1 and str(folders["user"]) in found.problems[0]
    with pytest.raises(DataError) as caught:
        book(strict=True)
    assert caught.value.exit_code == 5 and caught.value.problems


def test_the_next_weaker_list_answers_for_a_broken_one(folders):
    folders["site1"].write_text(own_text("Site"))
    folders["user"].write_text("kul")
    assert hosts(book()) == ["Site"] and len(book().problems) == 1


def test_the_problem_counts_the_others_and_speaks_the_language_asked_for(folders):
    folders["user"].write_text(own_text("Ours", counties='"12", "14"'))
    shipped = ownlist.replaced(book(), problems=())
    assert apply_own_lists(shipped).problems[0].endswith("(and 1 more: nmt contacts check)")
    assert apply_own_lists(shipped, language="sv").problems[0].endswith("(och 1 fel till: nmt contacts check)")


def test_a_list_that_is_named_but_is_not_there_is_a_problem(folders, tmp_path, monkeypatch):
    missing = tmp_path / "missing.toml"
    assert "no such file" in book(missing).problems[0]
    monkeypatch.setenv("NMT_CONTACTS", str(missing / "below"))
    assert "no such file" in book().problems[0]
    monkeypatch.setenv("NMT_CONTACTS", str(tmp_path))
    assert "not an ordinary file" in book().problems[0]


def test_a_link_to_nothing_is_a_problem_and_not_silence(folders, tmp_path):
    folders["user"].symlink_to(tmp_path / "gone")
    assert "no such file" in book().problems[0]


@posix
def test_a_list_that_anyone_may_write_to_is_refused_with_the_reason(folders):
    folders["user"].write_text(own_text("Ours"))
    folders["user"].chmod(0o666)
    assert "anyone on this computer can change the file" in book().problems[0] and hosts(book()) == SHIPPED_OST
    folders["user"].chmod(0o664)
    assert book().problems == ()
    folders["user"].parent.chmod(0o777)
    assert "a folder where anyone can replace it" in book().problems[0]
    folders["user"].parent.chmod(0o1777)  # sticky, as /tmp: others cannot replace what is mine
    assert book().problems == ()


@posix
def test_the_folder_that_a_link_leads_to_counts_too(folders, tmp_path):
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    (tmp_path / "open" / "list.toml").write_text(own_text("Ours"))
    folders["user"].symlink_to(tmp_path / "open" / "list.toml")
    assert "a folder where anyone can replace it" in book().problems[0]


@posix
def test_a_pipe_in_the_place_of_a_list_does_not_make_a_look_up_wait(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(ListError, match="not an ordinary file"):
            read_bytes(path, guarded=True)


@posix
@not_root
def test_a_list_that_may_not_be_read_is_a_problem(folders):
    folders["user"].write_text(own_text("Ours"))
    folders["user"].chmod(0)
    assert "cannot be read" in book().problems[0]


def test_a_name_that_no_file_can_have_is_a_problem():
    with pytest.raises(ListError, match="cannot be read"):
        read_bytes(Path("a\0b"), guarded=True)


def test_what_word_processors_add_is_tidied(folders):
    messy = own_text("Läns\u00a0styrelsen  X ".replace("ä", "a\u0308")).replace("010-10 10 10", " 010–10 10 10 ")
    own = own_list_from_toml(messy.encode(), "x", book())
    assert own.name == "Läns styrelsen X" and own.contacts[0].phone == "010-10 10 10"


def test_an_empty_overlay_leaves_the_book_as_it_is_but_for_its_name(folders):
    before = book()
    after = overlay(before, ownlist.OwnList("X", "2026-11-01", ()))
    assert after.contacts == before.contacts and after.regions == before.regions and after.lists == ("X 2026-11-01",)


# The quick look (ownpath) and platformdirs must agree on where lists are: what platformdirs finds is never overlooked.
ENVIRONMENTS = [
    {},
    {"XDG_CONFIG_HOME": "{tmp}/xdg"},
    {"XDG_CONFIG_HOME": ""},
    {"XDG_CONFIG_HOME": "  "},
    {"XDG_CONFIG_HOME": "relative"},
    {"XDG_CONFIG_DIRS": "{tmp}/one:{tmp}/two"},
    {"XDG_CONFIG_DIRS": ""},
    {"XDG_CONFIG_DIRS": "relative:{tmp}/two"},
    {"XDG_CONFIG_HOME": "{tmp}/xdg", "XDG_CONFIG_DIRS": "{tmp}/one"},
    {"HOME": ""},
]


@posix
@pytest.mark.parametrize("platform", ["linux", "darwin"])
@pytest.mark.parametrize("environ", ENVIRONMENTS, ids=str)
def test_the_quick_look_sees_every_list_that_platformdirs_finds(environ, platform, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "NMT_CONTACTS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value.format(tmp=tmp_path))
    monkeypatch.setattr(ownpath.sys, "platform", platform)
    if platform == "darwin":
        for name in ("user_config_dir", "site_config_dir"):
            monkeypatch.setattr(
                platformdirs,
                name,
                lambda app, name=name, multipath=False, **_: getattr(MacOS(app, multipath=multipath), name),
            )
    looked = []
    monkeypatch.setattr(ownpath.os.path, "lexists", lambda path: looked.append(os.path.normpath(path)))
    if not own_list_may_exist(os.environ):
        lists = [path for _, path in list_paths(os.environ)]
        paths = {os.path.normpath(path) for list_ in lists for path in (list_, path_beside(list_))}
        assert paths <= set(looked)


def test_elsewhere_and_with_nmt_contacts_the_quick_look_says_yes(monkeypatch):
    assert own_list_may_exist({"NMT_CONTACTS": "x"})
    monkeypatch.setattr(ownpath.sys, "platform", "win32")
    assert own_list_may_exist({})


def test_the_quick_look_finds_what_is_there_and_nothing_where_there_is_nothing(folders):
    assert not own_list_may_exist(os.environ)
    assert existing_lists(os.environ) == []
    folders["site2"].write_text("x")
    assert own_list_may_exist(os.environ)
    assert [scope for scope, _ in existing_lists(os.environ)] == ["site"]
