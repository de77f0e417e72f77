"""The texts: the same values in both languages, and each text used under a key that can be found in the source."""

from __future__ import annotations

import ast
import errno
import importlib
import os
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import nmtcli
from nmtcli.cli.nmt import COMMANDS
from nmtcli.console.frame import HELP
from nmtcli.directory import Directory
from nmtcli.model import Contact
from nmtcli.render.coordinator import DOES
from nmtcli.resolve.coordinates import PROBLEMS
from nmtcli.texts import LANGUAGES, countries, legend

PACKAGE = Path(nmtcli.__file__).parent
SOURCES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
    if not path.name.startswith("index_")
}
CATALOGUES = {
    path.stem: importlib.import_module(f"nmtcli.texts.{path.stem}").TEXTS
    for path in sorted((PACKAGE / "texts").glob("[a-z]*.py"))
    if path.stem not in ("countries", "legend", "listhelp", "paperhelp")  # which are no catalogues, or a part of one
}


def calls(folder: str, *functions: str) -> Iterator[tuple[ast.Call, ast.Module]]:
    """The calls of functions and methods with these names in a part of the package, each with its module."""
    for name, module in SOURCES.items():
        for node in ast.walk(module) if name.startswith(folder) else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in functions:
                yield node, module


def written(node: ast.expr, module: ast.Module) -> set[str]:
    """The texts that an argument may be: of a variable those that the module assigns to it, "{}" for an unknown part."""
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.JoinedStr):
        return {"".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)}
    if isinstance(node, ast.IfExp):
        return written(node.body, module) | written(node.orelse, module)
    if isinstance(node, ast.Tuple):
        return set().union(*(written(part, module) for part in node.elts))
    if isinstance(node, ast.Name):
        found = [
            n.value for n in ast.walk(module) if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == node.id
        ]
        return set().union(*(written(value, module) for value in found if not isinstance(value, ast.Name)))
    return set()


def first_arguments(folder: str, *functions: str) -> set[str]:
    """What stands first in the calls of these functions."""
    return set().union(*(written(call.args[0], module) for call, module in calls(folder, *functions) if call.args))


def worded() -> set[str]:
    """The keys of the texts that commands, options and arguments are declared with (nmtcli.cli.worded)."""
    found = {"option.help"}
    for call, module in calls("cli/", "command", "group", "option", "argument", "version_option"):
        for given in call.keywords:
            if given.arg in ("help", "short_help", "epilog", "metavar"):
                found |= written(given.value, module)
    for module in SOURCES.values():
        for node in ast.walk(module):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EXIT_CODES":
                found |= written(node.value, module)
    groups = [click.Group(None, invoke_without_command=alone) for alone in (False, True)]
    return found | {str(click.Command(None).options_metavar), *(str(group.subcommand_metavar) for group in groups)}


# What the system says: in each of these words on Linux, most of them elsewhere too.
SYSTEM = [errno.ENOENT, errno.EACCES, errno.EPERM, errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY, errno.ENOSPC,
          errno.EDQUOT, errno.EFBIG, errno.ENAMETOOLONG, errno.EROFS, errno.EIO, errno.ELOOP, errno.EMFILE, errno.ENOMEM,
          errno.EBUSY, errno.EBADF, errno.ENXIO, errno.ESTALE, errno.ETIMEDOUT, errno.EINVAL]  # fmt: skip
PYTHON = {"embedded null byte", "line contains NUL", "field larger than field limit (131072)"}


def second_arguments(function: str) -> set[str]:
    """What stands second in the calls of this function, anywhere."""
    return set().union(*(written(call.args[1], module) for call, module in calls("", function) if len(call.args) > 1))


def keys_said(catalogue: str) -> set[str]:
    """The keys, and the patterns of keys, with which the package asks for texts of a catalogue."""
    found = set()
    for name, module in SOURCES.items():
        imported = {
            alias.asname or alias.name
            for node in ast.walk(module)
            if isinstance(node, ast.ImportFrom) and node.module == f"nmtcli.texts.{catalogue}"
            for alias in node.names
        }
        if name == f"texts/{catalogue}.py":
            imported.add("say")
        for call, _ in calls(name, *imported):
            if isinstance(call.func, ast.Name):  # not a method of that name
                found |= written(call.args[1], module)
    return found


GROUPS = {"adults", "children"}
SCOPES = {"site", "user", "environment", "option"}
# Keys that are put together, each with all that can stand for its "{}".
FAMILIES = {
    "cards": {"urgent.{}": {"sos", "police"}, "age.{}": {"month", "months", "year", "years"}},
    "answers": {
        "kind.{}": {"municipality", "region", "locality", "postcode", "area"},  # a county's name says what it is
        "call.{}": {"coordinator", "switchboard"},
        "serves.{}": GROUPS,
        "nobody.{}": {"unpublished", "own_list", "group", "age"},
        "note.{}": first_arguments("resolve/", "note", "refuse") - {"position_{}"}
        | {f"position_{problem}" for problem in PROBLEMS},
    },
    "commands": {
        "regions.{}": {"region", "counties", "call", "who"},
        "about.{}": {"date", "source", "licence"},
        "batch.{}": first_arguments("batch/", "Problem") | {"workbook", "compressed", "binary"},
        "batch.status.{}": {"resolved", "ambiguous", "not_found"},
        "batch.head.{}": {"status", "region", "rows", "share"},
    },
    "console": {
        "help.{}": set(HELP),
        "help.{}.text": set(HELP),
        "urgent.{}": {line.id for line in Directory.load().book.urgent if line.phone},
    },
    "hours": {
        "weekday.{}": set("0123456"),
        "closed.{}": {"switchboard", "coordinator", "hotline"},
    },
    "lists": {
        # The heads of columns: views.table, not that of the gazetteer.
        "contacts.{}": first_arguments("cli/contacts/", "table") - {"contacts", "places"},
        "contacts.one.{}": first_arguments("cli/contacts/", "count"),
        "contacts.many.{}": first_arguments("cli/contacts/", "count"),
        "contacts.scope.{}": {"site", "user", "environment"},
        "contacts.hidden.{}": {"bundled", "site", "user"},  # nothing is stronger than the environment's
        "contacts.personal.{}": {"mobile", "mailbox"},
        "contacts.group.{}": {"all", *GROUPS},
        "contacts.review.question.{}": {"all", *GROUPS},
        "contacts.sign.{}": set("+-~"),
        "contacts.field.{}": {*Contact._fields} - {"region", "origin"},
    },
    "coordination": {
        "does.{}": set(DOES),
    },
    "paper": {
        "fact.{}": {"contact", "hotline", "socialjour"},
        "hotline.{}": {"unpublished", "nobody_named", "own_list", "group"},
        "head.{}": {"region", "counties", "number", "whose", "group", "age", "towns", "service"},
        "kind.{}": {"municipality", "locality"},
        "search.{}": {
            "label",
            "hint",
            "keys",
            "touch",
            "scope",
            "list",
            "answer",
            "clear",
            "none",
            "one",
            "some",
            "choose",
        },
    },
    "failures": {},
    "help": {"overview.{}": {*COMMANDS}},
    "problems": {},
    "doctor": {
        "list.{}": {"bundled", *SCOPES},
        "state.{}": {"used", "shadowed", "broken", "unread"},
        "command.{}": {"ours", "other", "none"},
        "completion.{}": {"seen", "unseen", "unknown"},
    },
}
# Keys that come out of a variable.
NAMED = {
    "doctor": {"regions", "lists", "installation"},  # cli.doctor._head
    "failures": {os.strerror(number) for number in SYSTEM} | PYTHON | second_arguments("OSError"),
    "help": worded(),
    "lists": first_arguments("cli/contacts/", "say"),  # Desk.say
    "problems": first_arguments("contacts/", "problem", "say", "Refused")
    | {"date", "calendar", "future"}  # of contacts.rules.check_date
    | {"contact", "region", "socialjour", "head"},  # kinds of entries
}


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_text_is_used_and_every_key_has_one(name):
    said = keys_said(name) | NAMED.get(name, set())
    if name == "failures" and not sys.platform.startswith("linux"):
        pytest.skip("other systems word some errors otherwise")
    patterns = {key for key in said if "{}" in key}
    assert patterns == FAMILIES.get(name, {}).keys()
    possible = said - patterns | {p.format(value) for p in patterns for value in FAMILIES.get(name, {})[p]}
    assert possible == CATALOGUES[name].keys()


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("name", CATALOGUES)
def test_both_languages_have_the_same_values(name):
    for key, pair in CATALOGUES[name].items():
        assert fields(pair[0]) == fields(pair[1]), key
        assert all(pair), key


def test_the_legend_and_the_countries_are_in_both_languages():
    assert [fields(text) for text in legend.LEGEND] == [{"regions"}] * len(LANGUAGES)
    assert all(len(pair) == len(LANGUAGES) and all(pair) for pair in countries.COUNTRIES.values())
    assert [countries.countries(language, "NO,XX") for language in LANGUAGES] == ["Norge, XX", "Norway, XX"]
