"""What there is to know of this installation and its lists, as JSON has it; `cli.doctor` words it for people."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nmtcli import __version__
from nmtcli.contacts import confirmations
from nmtcli.contacts.book import ContactBook, as_of, first_day, is_stale, months_before, today
from nmtcli.contacts.layers import Layer, hidden_by, is_shadowed, read_layers, regions_of, shadows
from nmtcli.contacts.listerror import ListError
from nmtcli.contacts.own import existing_lists, machine_lists
from nmtcli.contacts.trusted import read_bytes, without_rights
from nmtcli.directory import Directory
from nmtcli.model import Region
from nmtcli.render.terminal import Screen
from nmtcli.system import on_windows
from nmtcli.texts import LANGUAGES

LONGEST_RC = 1_000_000  # bytes of a shell's settings that are looked through


def examine_lists(
    directory: Directory, shipped: ContactBook, option: str | None, language: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Which list answers for each region, and every list that there is with its state and rights.

    Args:
        directory: with the lists in force.
        shipped: the shipped list.
        option: a list named by --contacts.
        language: of the problems.
    """
    _, layers = read_layers(shipped, existing_lists(os.environ, option))
    regions = [_region(directory.book, region, shipped, layers) for region in directory.book.regions]
    found = [_list(shipped, layers, layer, language) for layer in layers]
    for scope, path in confirmations.files(os.environ):
        found.append(_confirmations(scope, path, language))
    if on_windows():
        unread = [path for path in machine_lists() if os.path.lexists(path)]
        found += [_entry("site", path, "unread", None, language) for path in unread]
    return regions, found


def _region(book: ContactBook, region: Region, shipped: ContactBook, layers: list[Layer]) -> dict[str, Any]:
    contacts = book.serving(region, region.counties)
    dates = sorted(filter(None, map(as_of, contacts)), key=first_day)
    answering = [layer for layer in layers if layer.own and region.id in regions_of(layer.own)]
    layer = answering[-1] if answering else None
    own = layer.own if layer else None
    over = [shadow.scope for shadow in shadows(shipped, layers, layer) if shadow.region == region.id] if layer else []
    return {
        "id": region.id,
        "name": region.name,
        "list": layer.scope if layer else "bundled",
        "path": str(layer.path) if layer else None,
        "origin": own.origin if own else "bundled",
        "date": own.date if own else shipped.date,
        "over": over,
        "contacts": len(contacts),
        "oldest": dates[0] if dates else None,
        "undated": len(contacts) - len(dates),
    }


def _list(shipped: ContactBook, layers: list[Layer], layer: Layer, language: str) -> dict[str, Any]:
    own = layer.own
    state = "broken" if own is None else "shadowed" if is_shadowed(layers, layer) else "used"
    hidden = [
        {"region": region, "list": stronger.scope, "path": str(stronger.path)}
        for region, stronger in hidden_by(layers, layer).items()
    ]
    return {
        **_entry(layer.scope, layer.path, state, layer.error, language),
        "name": own.name if own else None,
        "date": own.date if own else None,
        "regions": regions_of(own) if own else [],
        "hides": [
            {"region": found.region, "list": found.scope, "newer": found.newer}
            for found in shadows(shipped, layers, layer)
        ],
        "hidden_by": hidden,
    }


def _confirmations(scope: str, path: Path, language: str) -> dict[str, Any]:
    error = None
    try:
        confirmations.read(path)
    except ListError as found:
        error = found
    return {**_entry(scope, path, "broken" if error else "used", error, language), "confirmations": True}


def _entry(scope: str, path: Path, state: str, error: ListError | None, language: str) -> dict[str, Any]:
    problems = error.texts(language) if error else []
    return {
        "list": scope,
        "path": str(path),
        "state": state,
        "problem": problems[0] if problems else None,
        "problems": len(problems),
        "writers": {"file": writers(path), "folder": writers(path.parent)},
    }


def writers(path: Path) -> dict[str, Any] | None:
    """Who can change a file or what is in a folder, besides root: its owner, its group, everyone.

    `mount`: the file system has no rights of its own. None where nothing is known.
    """
    if sys.platform == "win32":
        return None
    import grp
    import pwd

    try:
        status = path.stat()
    except OSError:
        return None
    try:
        owner = pwd.getpwuid(status.st_uid).pw_name
    except KeyError:
        owner = str(status.st_uid)
    try:
        group = grp.getgrgid(status.st_gid).gr_name
    except KeyError:
        group = str(status.st_gid)
    return {
        "owner": owner,
        "group": group if status.st_mode & 0o020 else None,
        "everyone": bool(status.st_mode & 0o002),
        "mount": without_rights(status.st_dev),
    }


def examine_command(environ: Mapping[str, str]) -> dict[str, Any]:
    """Which `nmt` a shell finds, and whether it is of this installation."""
    found = shutil.which("nmt", path=environ.get("PATH"))
    scripts = Path(sysconfig.get_path("scripts"))
    ours = {scripts.resolve(), Path(sys.executable).parent.resolve()}
    here = found is not None and (
        Path(found).resolve().parent in ours or Path(found).resolve() == Path(sys.argv[0]).resolve()
    )
    return {"path": found, "this_installation": here, "here": str(scripts)}


def examine_completion(environ: Mapping[str, str]) -> dict[str, Any]:
    """Whether completion is set up for the user's shell, as far as can be seen: the file where it is."""
    shell = Path(environ.get("SHELL", "")).name
    home = Path(environ.get("HOME") or os.path.expanduser("~"))
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
    settings = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    places = {
        "bash": (data / "bash-completion/completions/nmt", home / ".bashrc"),
        "zsh": (home / ".zfunc/_nmt_completion", Path(environ.get("ZDOTDIR") or home) / ".zshrc"),
        "fish": (settings / "fish/completions/nmt.fish", settings / "fish/config.fish"),
    }
    if shell not in places:
        return {"shell": None, "seen": None}
    script, rc = places[shell]
    seen = script if os.path.exists(script) else rc if _mentions(rc, b"nmt completion") else None
    return {"shell": shell, "seen": str(seen) if seen else None}


def _mentions(path: Path, words: bytes) -> bool:
    try:
        return words in read_bytes(path, guarded=False, limit=LONGEST_RC)
    except ListError:
        return False


def examine_language(option: str | None, language: str, environ: Mapping[str, str]) -> dict[str, Any]:
    """The language of texts, and what it was taken from: an option, a variable, the system, or (None) nothing."""
    source = next((name for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), None)
    if environ.get("NMT_LANG", "").lower()[:2] in LANGUAGES:
        source = "NMT_LANG"
    if source is None and sys.platform in ("win32", "darwin"):
        source = "system"
    return {"language": language, "from": "--lang" if option else source}


def examine_facts(directory: Directory, shipped: ContactBook) -> dict[str, Any]:
    """How many of the shipped facts are older than the limit, undated ones too."""
    day, months = today(), directory.book.stale_after_months
    dates = [row[4] for row in directory.gazetteer.table("socialjour", "SOCIALJOUR").values()]
    limit = months_before(day, months)
    return {
        "months": months,
        "contacts": len(shipped.contacts),
        "old_contacts": sum(is_stale(contact, day, months) for contact in shipped.contacts),
        "socialjour": len(dates),
        "old_socialjour": sum(not date or first_day(date) < limit for date in dates),
    }


def examine_installation(screen: Screen, encoding: str | None, environ: Mapping[str, str]) -> dict[str, Any]:
    """The version, Python, the command, completion, the terminal."""
    return {
        "version": __version__,
        "python": platform.python_version(),
        "system": sys.platform,
        "command": examine_command(environ),
        "completion": examine_completion(environ),
        "terminal": {
            "width": screen.width,
            "colour": screen.colour,
            "encoding": encoding,
            "term": environ.get("TERM"),
        },
    }
