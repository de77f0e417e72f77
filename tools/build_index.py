"""Build hook: compile data/ into the index that the wheel carries, as modules of Python literals.

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
HEADER = '"""Made by tools/build_index.py from data/. Do not edit."""\n'
LARGE = 200  # entries from which a table of texts is kept as one text


def module_text(tables: dict[str, Any]) -> str:
    """A group of tables as a Python module: one assignment for each."""
    from nmtcli.lexicon import lexicon_text

    lines = []
    for name, value in tables.items():
        if isinstance(value, dict) and len(value) >= LARGE and all(isinstance(v, str) for v in value.values()):
            lines.append(f"{name} = Lexicon({lexicon_text(value)!r})\n")
        else:
            lines.append(f"{name} = {value!r}\n")
    head = "from nmtcli.lexicon import Lexicon\n" if any("= Lexicon(" in line for line in lines) else ""
    return HEADER + head + "".join(lines)


def index_texts() -> dict[str, str]:
    """The text of each module of the index, by its file name.

    Raises:
        nmtcli.errors.DataError: the data files have problems.
    """
    from nmtcli.compile import make_tables
    from nmtcli.contactbook import from_table
    from nmtcli.directory import Directory
    from nmtcli.gazetteer import Gazetteer
    from nmtcli.instant import make_instant
    from nmtcli.loader import load_dataset

    data = load_dataset(ROOT / "data")
    groups = make_tables(data)
    directory = Directory(Gazetteer(groups.__getitem__), from_table(groups["contacts"]["CONTACTS"]))
    # As on the day of the contact list, not of the build, so that the same data gives the same bytes.
    groups["instant"] = make_instant(directory, data.heads["regions.toml"]["date"])
    return {f"index_{name}.py": module_text(tables) for name, tables in groups.items()}


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts the index into the wheel; an editable install has none and reads data/."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory()
        for name, text in index_texts().items():
            path = Path(self.folder.name, name)
            path.write_text(text, encoding="utf-8", newline="\n")
            build_data["force_include"][str(path)] = f"nmtcli/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.folder.cleanup()


if __name__ == "__main__":
    for file_name, module in index_texts().items():
        print(f"{file_name}: {len(module)} characters")
