"""Write nmtcli.mo, which gettext reads, from nmtcli.po beside it: `python tools/build_mo.py`.

The .mo is committed and goes into the wheel as it is; a test holds it to the .po. Only the part of the format of .po is
read that the file uses: comments, msgid, msgid_plural, msgstr, and strings over several lines.
"""

from __future__ import annotations

import ast
import re
import struct
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "nmtcli" / "locale" / "sv" / "LC_MESSAGES" / "nmtcli.po"
_MAGIC = 0x950412DE
_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr(?:\[\d\])?) )?(".*")')


def messages(text: str) -> dict[str, str]:
    """The messages of a .po with their translations; the forms of a plural are parted by NUL, as in a .mo.

    Raises:
        ValueError: a line is not understood, or a message stands twice.
    """
    found: dict[str, str] = {}
    for block in re.split(r"\n\n+", text.strip()):
        parts: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if (match := _LINE.fullmatch(line)) is None:
                raise ValueError(line)
            name = match[1] or name
            parts[name] = parts.get(name, "") + ast.literal_eval(match[2])
        key = "\0".join(parts[name] for name in ("msgid", "msgid_plural") if name in parts)
        if key in found:
            raise ValueError(f"twice: {key}")
        found[key] = "\0".join(parts[name] for name in sorted(parts) if name.startswith("msgstr"))
    return found


def compiled(found: dict[str, str]) -> bytes:
    """The messages as a .mo: a head, two tables of (length, place), then the texts, each ended by NUL."""
    pairs = sorted((key.encode(), value.encode()) for key, value in found.items())
    place = 7 * 4 + 2 * 8 * len(pairs)
    tables, texts = [], b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<2I", len(pair[column]), place + len(texts)))
            texts += pair[column] + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(pairs), 7 * 4, 7 * 4 + 8 * len(pairs), 0, place)
    return head + b"".join(tables) + texts


if __name__ == "__main__":
    SOURCE.with_suffix(".mo").write_bytes(compiled(messages(SOURCE.read_text(encoding="utf-8"))))
