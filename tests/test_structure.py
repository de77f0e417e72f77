"""The house rules that a reader cannot see at a glance: one way for imports, one home per dependency."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import types
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import nmtcli

PACKAGE = Path(nmtcli.__file__).parent
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if not p.name.startswith("index_"))

# Who may import a third-party package: a room, or one module of it.
HOMES = {
    "click": {"cli"},
    "rich": {"render", "cli"},
    "rapidfuzz": {"resolve/candidates.py"},
    "tomli": {"gazetteer", "contacts"},
    "platformdirs": {"contacts"},
    "prompt_toolkit": {"console"},
    "segno": {"brochure/qrcode.py"},
}
# From the command line down: a room imports only what stands on its own line or below. The data is checked by what checks
# own lists, whose messages name places: `contacts` and `gazetteer` share a line, but no two modules are in a circle.
LAYERS = (
    ("__main__",),
    ("main",),
    ("cli",),
    ("console",),
    ("failure", "request", "batch", "brochure"),
    ("render",),
    ("directory",),
    ("contacts", "gazetteer"),
    ("resolve", "texts", "clock"),
    ("position", "streams", "echo", "system", "interface"),
    ("normalise",),
    ("model", "errors"),
)
LONGEST = 350  # lines of a file


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path): path for path in MODULES}


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that a piece of code imports when it runs, functions within it too; not what only mypy reads."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            yield whole if whole in NAMES else node.module
    for inner in ast.iter_child_nodes(node):
        yield from imported(inner)


IMPORTS = {name: set(imported(ast.parse(path.read_text("utf-8")))) for name, path in NAMES.items()}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_package_is_imported_in_its_home_only(name):
    path = NAMES[name].relative_to(PACKAGE)
    for module in IMPORTS[name]:
        top = module.split(".")[0]
        assert top not in HOMES or {path.parts[0], path.as_posix()} & HOMES[top], f"{top} in {path}"


@pytest.mark.parametrize("name", sorted(NAMES.keys() - {"nmtcli"}))  # which hands on the public names
def test_imports_point_one_way(name):
    level = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
    for module in (IMPORTS[name] & NAMES.keys()) - {"nmtcli"}:
        own, other = (full.split(".")[1] for full in (name, module))
        assert level[own] <= level[other], f"{name} imports {module}"


def test_no_modules_import_each_other_in_a_circle():
    """At the top of a file or in a function, within a room or across: below each stands only what does not need it."""
    left = {name: IMPORTS[name] & NAMES.keys() - {name} for name in NAMES}
    while free := {name for name, needs in left.items() if not needs & left.keys()}:
        left = {name: needs for name, needs in left.items() if name not in free}
    assert not left, {name: sorted(needs & left.keys()) for name, needs in left.items()}


def test_no_two_files_have_one_name():
    """But for a command, which is called like what it drives: `cli/batch.py`, `batch/`."""
    stems = Counter(path.stem for path in MODULES if path.stem != "__init__" and "cli" not in path.parts)
    commands = Counter(path.stem for path in MODULES if path.stem != "__init__" and "cli" in path.parts)
    assert {stem for stem, times in (stems.items() | commands.items()) if times > 1} == set()


@pytest.mark.parametrize("name", sorted(NAMES))
def test_no_file_is_long(name):
    assert len(NAMES[name].read_text("utf-8").splitlines()) <= LONGEST


def test_the_tests_mirror_the_package():
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    folders = {path.parent.name for path in Path(__file__).parent.glob("*/test_*.py")}
    assert folders <= rooms | {"tools"}


def modules_of(*arguments: str) -> set[str]:
    """The modules that a call of nmt imports beyond those of the bare interpreter."""
    script = (
        "import sys; before = set(sys.modules); from nmtcli.main import main; "
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
    assert not {"nmtcli.render.terminal", "nmtcli.render.text", "nmtcli.cli", "nmtcli.contacts.own"} & ours
    texts = {"nmtcli.texts"} | ({"nmtcli.texts.answers"} if form == "--json" else set())
    assert {name for name in ours if name.startswith("nmtcli.texts")} == texts
    tables = {"nmtcli.index_places", "nmtcli.index_contacts"} | (
        {"nmtcli.index_socialjour", "nmtcli.index_clock"} if form == "--json" else set()
    )
    assert {name for name in ours if name.startswith("nmtcli.index_")} == tables


@wheel_only
@pytest.mark.parametrize("place", ["Kirunna", "Xyzzyq", "Abisko", "Göteborg"])
def test_no_look_up_in_a_pipe_imports_the_heavy_modules(place):
    heavy = {"click", "rich", "rapidfuzz", "platformdirs", "tomli", "json", "dataclasses", "typing", "enum", "datetime",
             "importlib.metadata", "nmtcli.gazetteer.read", "nmtcli.gazetteer.build", "nmtcli.contacts.own"}  # fmt: skip
    assert not modules_of("lookup", place, "--json") & heavy


@wheel_only
def test_an_exact_municipality_reads_no_postal_codes_and_no_foreign_names():
    loaded = modules_of("lookup", "Kiruna", "--json", "--exact")
    assert {m for m in loaded if m.startswith("nmtcli.index_")} == {
        "nmtcli.index_places", "nmtcli.index_contacts", "nmtcli.index_socialjour", "nmtcli.index_clock",
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
        types.new_class("Empty", (Record,))
