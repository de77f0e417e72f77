"""The command `doctor`: which list answers where and why, and whether the installation is as it should be."""

from __future__ import annotations

import os
from typing import Any

from nmtcli import errors
from nmtcli.cli.contacts.desk import Desk
from nmtcli.cli.examine import examine_facts, examine_installation, examine_language, examine_lists
from nmtcli.cli.options import EXIT_CODES, color_option, contacts_option, lang_option
from nmtcli.cli.printing import print_json, screen_for
from nmtcli.cli.worded import command, option
from nmtcli.contacts.geography import region as region_name
from nmtcli.contacts.vocabulary import listed
from nmtcli.echo import echo_path
from nmtcli.render.jsontext import SCHEMA
from nmtcli.render.terminal import Fact, show
from nmtcli.streams import stdout, write
from nmtcli.texts.answers import origin_text
from nmtcli.texts.doctor import say


@command(help="command.doctor", epilog=EXIT_CODES)
@option("--json", "as_json", is_flag=True, help="doctor.json")
@lang_option
@color_option
@contacts_option
def doctor(as_json: bool, lang: str | None, color: str, contacts: str | None) -> int:
    """What is in use here: lists, their rights, command, completion, language."""
    desk = Desk(lang, color, contacts)
    worded = "en" if as_json else desk.language
    regions, lists = examine_lists(desk.directory, desk.shipped, contacts, worded)
    screen = screen_for(color)
    found = {
        "schema": SCHEMA,
        "regions": regions,
        "lists": lists,
        **examine_installation(screen, stdout().encoding, os.environ),
        "language": examine_language(lang, desk.language, os.environ),
        "old_facts": examine_facts(desk.directory, desk.shipped),
    }
    sound = all(entry["state"] in ("used", "unread") for entry in lists)
    if as_json:
        print_json(found)
    else:
        broken = any(entry["state"] == "broken" for entry in lists)
        verdict = Fact("", say(worded, "sound"), "head") if sound else Fact("", say(worded, "unsound"), "warn")
        facts = [verdict, *_region_facts(regions, worded, broken), *_list_facts(lists, worded)]
        write(stdout(), show([*facts, *_installation_facts(found, worded)], screen))
    return errors.ANSWERED if sound else errors.BROKEN_DATA


def _head(language: str, name: str) -> list[Fact]:
    return [Fact("", "", "blank"), Fact("", say(language, name), "head")]


def _region_facts(regions: list[dict[str, Any]], language: str, broken: bool) -> list[Fact]:
    facts = _head(language, "regions")
    for region in regions:
        bundled = region["list"] == "bundled"
        own = origin_text(region["origin"], language)
        parts = [say(language, "bundled", date=region["date"]) if bundled else own]
        if not region["contacts"]:
            parts.append(say(language, "nobody"))
        if region["oldest"]:
            parts.append(say(language, "oldest", date=region["oldest"]))
        if region["undated"]:
            parts.append(say(language, "undated", count=region["undated"]))
        over = [say(language, f"list.{scope}") for scope in region["over"]]
        why = "why.broken" if bundled and broken else "why.only" if bundled else "why.over" if over else "why.first"
        parts.append(say(language, why, lists=listed(over, language) if over else ""))
        facts.append(Fact(region["name"], "; ".join(parts)))
    return facts


def _list_facts(lists: list[dict[str, Any]], language: str) -> list[Fact]:
    facts = _head(language, "lists")
    if not lists:
        facts.append(Fact("", say(language, "lists.none"), "edge"))
    for entry in lists:
        title = say(language, f"list.{entry['list']}")
        if entry.get("confirmations"):
            title = f"{say(language, 'confirmations')}, {title}"
        state = say(language, f"state.{entry['state']}")
        own = f"; {entry['name']}, {entry['date']}" if entry.get("name") else ""
        good = entry["state"] == "used"
        facts.append(Fact("", f"{title}: {echo_path(entry['path'])}", "edge"))
        facts.append(Fact("", f"{state}{own}" if good else f"! {state}{own}", "plain" if good else "warn"))
        if entry["problem"]:
            problem = entry["problem"]
            facts.append(Fact("", say(language, "more", problem=problem) if entry["problems"] > 1 else problem, "warn"))
        facts += [Fact("", line) for line in _hidden(entry, language)]
        if entry["state"] != "unread":
            told = {what: _writers(of, language) for what, of in entry["writers"].items()}
            facts.append(Fact("", say(language, "rights", **told), "faint"))
    return facts


def _hidden(entry: dict[str, Any], language: str) -> list[str]:
    """'skyms i Nord och Öst av listan i NMT_CONTACTS: /x/y.toml', a line for each list that hides something."""
    by: dict[tuple[str, str], list[str]] = {}
    for found in entry.get("hidden_by", ()):
        by.setdefault((found["list"], found["path"]), []).append(region_name(found["region"]))
    return [
        say(language, "hidden", regions=listed(regions, language), list=say(language, f"list.{scope}"),
            path=echo_path(path))
        for (scope, path), regions in by.items()
    ]  # fmt: skip


def _writers(found: dict[str, Any] | None, language: str) -> str:
    if found is None:
        return say(language, "rights.unknown")
    if found["mount"]:
        return say(language, "rights.mount")
    told = [found["owner"]]
    if found["group"]:
        told.append(say(language, "rights.group", name=found["group"]))
    if found["everyone"]:
        told.append(say(language, "rights.everyone"))
    return listed(told, language)


def _installation_facts(found: dict[str, Any], language: str) -> list[Fact]:
    facts = _head(language, "installation")
    facts.append(Fact(say(language, "version"), f"{found['version']}, Python {found['python']}, {found['system']}"))
    command = found["command"]
    kind = "ours" if command["this_installation"] else "other" if command["path"] else "none"
    told = say(language, f"command.{kind}", path=echo_path(command["path"]), here=echo_path(command["here"]))
    facts.append(Fact(say(language, "command"), told, "plain" if kind == "ours" else "warn"))
    shell, seen = found["completion"]["shell"], found["completion"]["seen"]
    kind = "unknown" if shell is None else "seen" if seen else "unseen"
    told = say(language, f"completion.{kind}", shell=shell or "", path=echo_path(seen))
    facts.append(Fact(say(language, "completion"), told))
    source = found["language"]["from"]
    told = say(language, "language.from", source=source) if source else say(language, "language.default")
    facts.append(Fact(say(language, "language"), told))
    terminal = found["terminal"]
    width = say(language, "terminal.width", width=terminal["width"]) if terminal["width"] else None
    parts = [width or say(language, "terminal.none"),
             say(language, "terminal.colour" if terminal["colour"] else "terminal.plain"),
             terminal["encoding"], f"TERM={terminal['term']}" if terminal["term"] else None]  # fmt: skip
    facts.append(Fact(say(language, "terminal"), ", ".join(filter(None, parts))))
    old = found["old_facts"]
    facts.append(
        Fact(
            say(language, "facts"),
            say(language, "facts.contacts", old=old["old_contacts"], count=old["contacts"], months=old["months"]),
        )
    )
    facts.append(Fact("", say(language, "facts.socialjour", old=old["old_socialjour"], count=old["socialjour"])))
    return facts
