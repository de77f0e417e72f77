"""The texts: the same values in both languages, and each text used under a key that can be found in the source."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import nmtcli
from nmtcli.model import Contact
from nmtcli.texts import LANGUAGES, answers, commands, countries, legend, lists, problems

PACKAGE = Path(nmtcli.__file__).parent
SOURCES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
    if not path.name.startswith("index_")
}
CATALOGUES = {"answers": answers.TEXTS, "commands": commands.TEXTS, "lists": lists.TEXTS, "problems": problems.TEXTS}


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
# Keys that are put together, each with all that can stand for its "{}".
FAMILIES = {
    "answers": {
        "kind.{}": {"municipality", "region", "locality", "postcode", "area"},  # a county's name says what it is
        "call.{}": {"coordinator", "switchboard"},
        "serves.{}": GROUPS,
        "nobody.{}": {"unpublished", "own_list", "group", "age"},
        "note.{}": first_arguments("resolve/", "note", "refuse"),
    },
    "commands": {
        "regions.{}": {"region", "counties", "call"},
        "about.{}": {"date", "source", "licence"},
        "batch.{}": first_arguments("batch/", "Problem") | {"workbook", "compressed", "binary"},
        "batch.status.{}": {"resolved", "ambiguous", "not_found"},
        "batch.head.{}": {"status", "region", "rows", "share"},
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
    "problems": {},
}
# Keys that come out of a variable.
NAMED = {
    "lists": first_arguments("cli/contacts/", "say"),  # Desk.say
    "problems": first_arguments("contacts/", "problem", "say")
    | {"date", "calendar", "future"}  # of contacts.rules.check_date
    | {"contact", "region", "socialjour", "head"},  # kinds of entries
}


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_text_is_used_and_every_key_has_one(name):
    said = keys_said(name) | NAMED.get(name, set())
    patterns = {key for key in said if "{}" in key}
    assert patterns == FAMILIES[name].keys()
    possible = said - patterns | {p.format(value) for p in patterns for value in FAMILIES[name][p]}
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
