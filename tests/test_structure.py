"""The house rules that a reader cannot see at a glance: one way for imports, one home per dependency."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import nmtcli

PACKAGE = Path(nmtcli.__file__).parent
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if not p.name.startswith("index_"))

# Who may import a third-party package: a room, or one module of it.
HOMES = {
    "click": {"cli", "commands"},
    "rich": {"render", "commands"},
    "rapidfuzz": {"resolve/candidates.py"},
    "tomli": {"loader", "contacts"},
    "platformdirs": {"contacts"},
}
# From the command line down; a module imports only what stands below it. The data side (compile, loader, contacts) is read
# by the gazetteer when there is no compiled index.
LAYERS = [
    ["__main__"],
    ["plain"],
    ["commands", "cli"],
    ["failure", "lookup", "batch"],
    ["render"],
    ["directory"],
    ["compile"],
    ["names"],
    ["dataset"],
    ["datacheck"],
    ["contacts"],
    ["loader"],
    ["contactbook", "resolve", "texts", "ownpath"],
    ["gazetteer"],
    ["streams", "echo"],
    ["normalise"],
    ["model", "errors", "fields", "lexicon"],
    ["nmtcli"],
]


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "nmtcli" if first == "__init__" else first


def imports(path: Path, *, deferred: bool = True) -> set[str]:
    """The modules that a file imports; without `deferred` only those at its top level."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    nodes = ast.walk(tree) if deferred else tree.body
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_package_is_imported_in_its_home_only(path):
    for name in imports(path):
        top = name.split(".")[0]
        own = {room(path), path.relative_to(PACKAGE).as_posix()}
        assert top not in HOMES or own & HOMES[top], f"{top} in {room(path)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_top_level_imports_point_one_way(path):
    level = {name: number for number, names in enumerate(LAYERS) for name in names}
    own = room(path)
    base = own.split("_")[0] if own not in level else own
    for name in imports(path, deferred=False):
        parts = name.split(".")
        if parts[0] != "nmtcli" or len(parts) < 2 or parts[1] not in level or parts[1] == own:
            continue
        assert level[parts[1]] >= level[base], f"{own} imports {name}"


def modules_of(*arguments: str) -> set[str]:
    """The modules that a call of nmt imports beyond those of the bare interpreter."""
    script = (
        "import sys; before = set(sys.modules); from nmtcli.plain import main; "
        f"main({list(arguments)!r}); print(*sorted(set(sys.modules) - before), sep='\\n', file=sys.stderr)"
    )
    # Without Python's buffer one is put before standard output (nmtcli.streams).
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd="/", env=buffered, check=False
    )
    return set(run.stderr.split("\n"))


wheel_only = pytest.mark.skipif(
    not (PACKAGE / "index_places.py").exists(), reason="a checkout has no compiled index; the wheel has"
)


@wheel_only
@pytest.mark.parametrize("form", ["--json", "--get"])
def test_an_exact_look_up_in_a_pipe_imports_what_finds_a_name_and_nothing_of_what_guesses_or_draws(form):
    ours = modules_of("lookup", "Kiruna", form, *(["region"] if form == "--get" else []))
    assert {name for name in ours if name.startswith("nmtcli.resolve")} == {
        "nmtcli.resolve", "nmtcli.resolve.decide", "nmtcli.resolve.evidence",
    }  # fmt: skip
    assert not {"nmtcli.render.terminal", "nmtcli.render.text", "nmtcli.cli", "nmtcli.contacts"} & ours
    texts = {"nmtcli.texts"} | ({"nmtcli.texts.answers"} if form == "--json" else set())
    assert {name for name in ours if name.startswith("nmtcli.texts")} == texts
    tables = {"nmtcli.index_places", "nmtcli.index_contacts"} | (
        {"nmtcli.index_socialjour"} if form == "--json" else set()
    )
    assert {name for name in ours if name.startswith("nmtcli.index_")} == tables


@wheel_only
@pytest.mark.parametrize("place", ["Kirunna", "Xyzzyq", "Abisko", "Göteborg"])
def test_no_look_up_in_a_pipe_imports_the_heavy_modules(place):
    heavy = {"click", "rich", "rapidfuzz", "platformdirs", "tomli", "json", "dataclasses", "typing", "enum", "datetime",
             "importlib.metadata", "nmtcli.loader", "nmtcli.compile", "nmtcli.contacts.own"}  # fmt: skip
    assert not modules_of("lookup", place, "--json") & heavy


@wheel_only
def test_an_exact_municipality_reads_no_postal_codes_and_no_foreign_names():
    loaded = modules_of("lookup", "Kiruna", "--json", "--exact")
    assert {m for m in loaded if m.startswith("nmtcli.index_")} == {
        "nmtcli.index_places", "nmtcli.index_contacts", "nmtcli.index_socialjour",
    }  # fmt: skip
    loaded = modules_of("lookup", "Kiruna kommun")
    assert "nmtcli.index_postal" not in loaded
    assert not {m for m in loaded if "foreign" in m or "abroad" in m}


def test_the_version_is_that_of_the_installed_package():
    assert importlib.metadata.version("nmtcli") == nmtcli.__version__


@pytest.mark.skipif(sys.version_info < (3, 11), reason="reads TOML with the standard library")
def test_the_lock_file_has_every_requirement_within_its_bounds_and_with_its_hashes():
    import tomllib
    from packaging.requirements import Requirement

    root = Path(__file__).parent.parent
    if not (root / ".ci").exists():
        pytest.skip("an sdist has no lock file")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (root / ".ci" / "requirements.txt").read_text(encoding="utf-8")
    extras = project["project"]["optional-dependencies"]
    asked = [*project["project"]["dependencies"], *extras["test"], *extras["dev"], *project["build-system"]["requires"]]
    pinned: dict[str, list[str]] = {}
    for name, version, hashes in re.findall(
        r"^([\w.-]+)==([\w.]+).*((?:\\\n    --hash=sha256:[0-9a-f]{64} ?)+)$", lock, re.M
    ):
        assert hashes
        pinned.setdefault(name, []).append(version)
    assert sum(map(len, pinned.values())) == len(re.findall(r"^[a-z].*==", lock, re.M))
    for text in asked:
        requirement = Requirement(text)
        name = requirement.name.replace("_", "-").lower()
        if name != "nmtcli":
            assert pinned[name], text
            assert all(requirement.specifier.contains(version) for version in pinned[name]), text
    assert "://" not in lock  # whoever installs says from where


def test_a_noun_without_fields_is_refused_where_it_is_declared():
    """Python 3.14 gives a class body no annotations unless its module asks for them as texts: no fields, silently."""
    from nmtcli.model import Record

    with pytest.raises(TypeError, match="no fields"):
        type(Record)("Empty", (Record,), {})
