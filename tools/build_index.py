"""Build hook: compile data/ into the index that the wheel carries, as modules of Python literals and files of lines.

The index exists in built wheels only. A checkout has none and reads data/ itself, so that no index can be stale; a
build always makes it anew from the data files that go into the same wheel, byte for byte the same from the same data.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the package that is being built, not one that is installed
from nmtcli.gazetteer.build import make_tables  # noqa: E402
from nmtcli.gazetteer.dataset import load_dataset  # noqa: E402
from nmtcli.gazetteer.packed import lexicon_lines  # noqa: E402

HEADER = '"""Made by tools/build_index.py from data/. Do not edit."""\n'
LARGE = 200  # entries from which a table of texts is kept as lines
LARGE_BYTES = 65_536


def literal(value: Any, name: str, files: dict[str, bytes]) -> str:
    """A value as Python writes it; large tables of texts and large bytes go into files of their own."""
    if isinstance(value, dict) and len(value) >= LARGE and all(isinstance(v, str) for v in value.values()):
        files[name] = lexicon_lines(value)
        return f"Lexicon(mapped({name!r}))"
    if isinstance(value, bytes) and len(value) >= LARGE_BYTES:
        files[name] = value
        return f"mapped({name!r})"
    if isinstance(value, dict):
        stem = name.removesuffix(".bin")
        inner = [f"{k!r}: {literal(v, f'{stem}_{k}.bin', files)}" for k, v in value.items()]
        return "{" + ", ".join(inner) + "}"
    return repr(value)


def index_files() -> dict[str, bytes]:
    """The files of the index: a module for each group of tables, and what it maps into memory.

    Raises:
        nmtcli.errors.DataError: the data files have problems.
    """
    groups = make_tables(load_dataset(ROOT / "data"))
    files: dict[str, bytes] = {}
    for group, tables in groups.items():
        lines = [f"{name} = {literal(value, f'index_{group}_{name}.bin', files)}\n" for name, value in tables.items()]
        used = [name for name in ("Lexicon", "mapped") if any(f"{name}(" in line for line in lines)]
        head = f"from nmtcli.gazetteer.packed import {', '.join(used)}\n" if used else ""
        files[f"index_{group}.py"] = (HEADER + head + "".join(lines)).encode()
    return files


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts the index into the wheel; an editable install has none and reads data/."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory()
        for name, content in index_files().items():
            path = Path(self.folder.name, name)
            path.write_bytes(content)
            build_data["force_include"][str(path)] = f"nmtcli/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.folder.cleanup()


if __name__ == "__main__":
    for file_name, written in index_files().items():
        print(f"{file_name}: {len(written)} bytes")
