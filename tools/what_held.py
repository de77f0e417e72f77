"""Attack the command line anew: `python tools/what_held.py` in an environment with the tests' packages.

Each attack is tried as often as it was when version 0.1.0 was reviewed, or more often; `--share 0.02` makes a short
run, `--only NAME` one attack, `--list` names them. Prints a line for each: how often it was tried and whether it held;
the exit code is 1 when one did not. What needs a program or a right that is missing (strace, a file system of its own
for root) says so and is passed over.
"""

from __future__ import annotations

import argparse
import copy
import io
import json
import os
import pickle
import random
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import hostile  # type: ignore[import-not-found]  # noqa: E402

from nmtcli import Directory  # noqa: E402
from nmtcli import main as entry  # noqa: E402
from nmtcli.contacts.book import today  # noqa: E402
from nmtcli.failure import report  # noqa: E402
from nmtcli.gazetteer import Gazetteer  # noqa: E402
from nmtcli.render.jsontext import answer_object, dumps  # noqa: E402

NMT = [sys.executable, "-m", "nmtcli"]
OWN = """name = "X"
date = 2026-11-01
[[contact]]
region = "ost"
counties = ["04", "05", "06"]
kind = "coordinator"
host = "H{number}"
phone = "010-10 10 {number:02d}"
source = "us"
confidence = "confirmed"
"""
CODES = {0, 1, 2, 3, 4, 5}


class Missing(Exception):
    """What an attack needs is not here."""


Attack = Callable[[float], int]  # the share -> how often it was tried; AssertionError when it did not hold
ATTACKS: dict[str, tuple[str, Attack]] = {}


def attack(name: str, what: str) -> Callable[[Attack], Attack]:
    """Enter an attack in the table."""

    def enter(function: Attack) -> Attack:
        ATTACKS[name] = (what, function)
        return function

    return enter


def times(full: int, share: float) -> int:
    return max(1, round(full * share))


def environment(home: str, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    # What is installed is tried, as everywhere in this file: a checkout has no ready-made tables and is slow.
    return {**kept, "HOME": home, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONSAFEPATH": "1", **more}


def call(*arguments: str, home: str = "/dev/null/none", data: bytes = b"", **more: str) -> tuple[int, bytes, bytes]:
    """A call of nmt: exit code, stdout, stderr."""
    run = subprocess.run(
        [*NMT, *arguments], input=data, capture_output=True, env=environment(home, **more), timeout=600, check=False
    )
    assert b"Traceback" not in run.stderr, run.stderr
    return run.returncode, run.stdout, run.stderr


def tests(*arguments: str, **counts: str) -> None:
    """Run tests of this repository."""
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-o", "addopts=--import-mode=importlib", *arguments],
        cwd=ROOT,
        env={**os.environ, **counts},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3000:]


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def lists(where: Path) -> Path:
    """A home with three lists to import: l1.toml, l2.toml, l3.toml."""
    for number in (1, 2, 3):
        (where / f"l{number}.toml").write_text(OWN.format(number=number), encoding="utf-8")
    return where


def strace(*options: str) -> list[str]:
    if not shutil.which("strace"):
        raise Missing("strace")
    return ["strace", "-f", "-qq", *options]


@attack("texts", "hostile texts through the look-up, JSON and text, in both languages")
def _texts(share: float) -> int:
    directory, day, count = Directory.load(), today(), times(25_000, share)
    for number, text in enumerate(hostile.texts(11, count)):
        answer = directory.route(text)
        written = dumps(answer_object(answer, directory, day))
        # Halves side by side are one character to whoever reads JSON.
        assert json.loads(written)["query"] == json.loads(json.dumps(text)), ascii(text)
        assert not hostile.FORBIDDEN & set(written), ascii(text)
        if number % 10 == 0:
            for language in ("sv", "en"):
                code, said = _inside("lookup", "-p", text, "--lang", language, "--why")
                assert code in (0, 3, 4), ascii(text)
                assert not hostile.FORBIDDEN & set(said), ascii(text)
    return count


_TABLES = Gazetteer.load()


def _inside(*arguments: str, encoding: str = "utf-8", errors: str = "strict") -> tuple[int, str]:
    """A call in this process: the exit code, and all that it shows."""
    kept = sys.stdin, sys.stdout, sys.stderr, Gazetteer.load
    raw = [io.BytesIO(), io.BytesIO()]
    sys.stdin = io.StringIO()
    sys.stdout = io.TextIOWrapper(raw[0], encoding=encoding, errors=errors, newline="\n", write_through=True)
    sys.stderr = io.TextIOWrapper(
        raw[1], encoding=encoding, errors="backslashreplace", newline="\n", write_through=True
    )
    Gazetteer.load = lambda: _TABLES  # type: ignore[method-assign]
    try:
        code = entry.main(list(arguments))
    except BaseException as error:
        code = report(error)
    finally:
        said = b"".join(stream.getvalue() for stream in raw)  # before the streams end, and close these
        sys.stdin, sys.stdout, sys.stderr = kept[:3]
        Gazetteer.load = kept[3]  # type: ignore[method-assign]
    return code, said.decode(encoding, "replace")


@attack("lines", "random command lines, on streams of several encodings")
def _lines(share: float) -> int:
    choice, count = random.Random(5), times(3200, share)
    words = [
        "lookup",
        "regions",
        "places",
        "hotline",
        "about",
        "contacts",
        "show",
        "check",
        "path",
        "history",
        "batch",
        "completion",
        "bash",
        "--json",
        "--get",
        "phone",
        "--format",
        "csv",
        "tsv",
        "vcard",
        "json",
        "--why",
        "--exact",
        "--candidates",
        "--lang",
        "sv",
        "--color",
        "always",
        "never",
        "-p",
        "--place",
        "--region",
        "--county",
        "--kind",
        "Kiruna",
        "Kirunna",
        "Habo",
        "Oslo",
        "nord",
        "BD",
        "--",
        "-",
        "",
        "--help",
        "--version",
        "--contacts",
        "nowhere",
        "--strict-contacts",
        "-o",
        "/dev/null",
        "--column",
        "1",
        "--encoding",
        "utf-16",
        "--jobs",
        "0",
    ]
    texts = list(hostile.texts(6, 200))
    for _ in range(count):
        arguments = [
            choice.choice(words) if choice.random() < 0.85 else choice.choice(texts).replace("\0", "")
            for _ in range(choice.randrange(7))
        ]
        encoding, errors = choice.choice(
            [("utf-8", "strict"), ("ascii", "strict"), ("latin-1", "strict"), ("utf-8", "surrogateescape")]
        )
        code, said = _inside(*arguments, encoding=encoding, errors=errors)
        assert code in CODES, arguments
        assert "unexpected failure: " not in said or "UnicodeEncodeError" in said, (arguments, said)
        painted = "always" in arguments
        assert painted or not (hostile.FORBIDDEN - {"\r"}) & set(said), (arguments, ascii(said))
    return count


@attack("own lists", "own lists with bytes changed at random (TOML, JSON, CSV, CSV of Excel)")
def _own_lists(share: float) -> int:
    count = times(180_000, share)
    each = str(max(1, count // 2))
    tests(
        "tests/contacts/test_check.py", "tests/contacts/test_exchange.py", "-k", "random or changed", NMT_MUTATIONS=each
    )
    return count


@attack("fields", "fields of contacts that are wrong in one way: numbers, dates, mailboxes, hosts, regions")
def _fields(share: float) -> int:
    tests("tests/contacts/test_check.py", "tests/contacts/test_exchange.py", "tests/contacts/test_own.py")
    return 150


@attack("kills", "SIGKILL of import, rollback and confirm while they are at work")
def _kills(share: float) -> int:
    count = times(220, share)
    tests("tests/contacts/test_store.py", NMT_KILLS=str(count))
    return count


@attack("faults", "import and confirm with a system call that fails or kills, by strace")
def _faults(share: float) -> int:
    tried = 0
    calls = [
        (call_, fault)
        for call_ in ("flock", "fsync", "rename", "unlink", "write")
        for fault in ("error=EIO", "error=ENOSPC", "error=EDQUOT", "error=ENOLCK", "signal=KILL")
    ]
    plan = [(*pair, when) for when in (1, 2, 3, 4) for pair in calls]
    with folder() as where:
        lists(where)
        own = where / ".config" / "nmtcli" / "contacts.toml"
        for name, fault, when in plan[: times(len(plan), share)]:
            call("contacts", "import", str(where / "l1.toml"), "--yes", home=str(where))
            before = own.read_bytes()
            change = ["contacts", "import", str(where / "l2.toml"), "--yes"]
            subprocess.run(
                [
                    *strace(
                        "-o",
                        os.devnull,
                        "-e",
                        f"inject={name}:{fault}:when={when}",
                        "-P",
                        str(own.parent),
                        "-P",
                        str(own) + ".new",
                    ),
                    *NMT,
                    *change,
                ],
                capture_output=True,
                env=environment(str(where)),
                check=False,
            )
            assert own.read_bytes() in (before, (where / "l2.toml").read_bytes()), (name, fault, when)
            assert call("lookup", "Linköping", "--strict-contacts", home=str(where))[0] == 0
            tried += 1
    return tried


@attack("order", "the order of system calls in an import: write, fsync, rename, fsync of the folder")
def _order(share: float) -> int:
    with folder() as where:
        lists(where)
        call("contacts", "import", str(where / "l1.toml"), "--yes", home=str(where))
        log = where / "log"
        subprocess.run(
            [
                *strace("-o", str(log), "-e", "trace=write,fsync,rename,renameat,renameat2"),
                *NMT,
                "contacts",
                "import",
                str(where / "l2.toml"),
                "--yes",
            ],
            capture_output=True,
            env=environment(str(where)),
            check=True,
        )
        called = [line.split("(")[0].split()[-1] for line in log.read_text().splitlines() if "(" in line]
        last = [name for name in called if name != "write" or called[called.index(name) + 1 :]]
        names = [name[:6] for name in last]
        found = "".join({"write": "w", "fsync": "s", "rename": "r"}.get(name, "") for name in names)
        assert "wsrswsrs" in found, found  # the history, then the list
    return 1


@attack("at once", "imports at one time")
def _at_once(share: float) -> int:
    count = max(3, times(20, share))
    with folder() as where:
        for number in range(count):
            (where / f"n{number}.toml").write_text(OWN.format(number=number + 10), encoding="utf-8")
        running = [
            subprocess.Popen(
                [*NMT, "contacts", "import", str(where / f"n{number}.toml"), "--yes"],
                env=environment(str(where)),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for number in range(count)
        ]
        assert {process.wait() for process in running} == {0}
        kept = list((where / ".config" / "nmtcli" / "history").iterdir())
        assert len(kept) == count
        own = (where / ".config" / "nmtcli" / "contacts.toml").read_bytes()
        seen = [path.read_bytes().split(b"\n", 1)[1] for path in kept] + [own]
        for number in range(count):
            assert sum((where / f"n{number}.toml").read_bytes() == content for content in seen) == 1, number
    return count


@attack("full disk", "a file system with 0 to 320 kB free")
def _full_disk(share: float) -> int:
    if sys.platform == "win32" or os.geteuid() != 0:
        raise Missing("a file system of its own, which root may make")
    tried = 0
    with folder() as where:
        home = where / "home"
        home.mkdir()
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=512k", "t", str(home)], capture_output=True, check=False
        )
        if made.returncode:
            raise Missing("the right to mount")
        try:
            lists(where)
            call("contacts", "import", str(where / "l1.toml"), "--yes", home=str(home))
            own = home / ".config" / "nmtcli" / "contacts.toml"
            for free in range(0, 320, max(40, round(40 / max(share, 0.1)) // 10 * 10)):
                fill = home / "fill"
                fill.unlink(missing_ok=True)
                status = os.statvfs(home)
                fill.write_bytes(bytes(max(0, status.f_bavail * status.f_frsize - free * 1024)))
                for command in (
                    ["contacts", "import", str(where / "l2.toml"), "--yes"],
                    ["contacts", "confirm", "ost"],
                    ["contacts", "rollback", "--yes"],
                ):
                    before = own.read_bytes()
                    code, _, _ = call(*command, home=str(home))
                    assert code in (0, 1), command
                    assert code == 0 or own.read_bytes() == before
                    assert call("lookup", "Linköping", "--strict-contacts", home=str(home))[0] == 0
                    tried += 1
                code, _, said = call("places", home=str(home))
                assert code == 0, said
        finally:
            subprocess.run(["umount", str(home)], check=True)
    return tried


@attack("modes", "umasks, and modes of the list and its folder")
def _modes(share: float) -> int:
    tried = 0
    for umask in (0o000, 0o002, 0o022, 0o077):
        with folder() as where:
            lists(where)
            subprocess.run(
                [*NMT, "contacts", "import", str(where / "l1.toml"), "--yes"],
                check=True,
                capture_output=True,
                env=environment(str(where)),
                umask=umask,
            )
            own = where / ".config" / "nmtcli" / "contacts.toml"
            assert own.stat().st_mode & 0o022 == 0
            asked = ("lookup", "Linköping", "--strict-contacts")
            for path, mode, code in (
                (own, 0o644, 0),
                (own, 0o600, 0),
                (own, 0o666, 5),
                (own.parent, 0o2755, 0),
                (own.parent, 0o777, 5),
                (own.parent, 0o1777, 0),
            ):
                kept = path.stat().st_mode & 0o7777
                path.chmod(mode)
                assert call(*asked, home=str(where))[0] == code, oct(mode)
                path.chmod(kept)
                tried += 1
    return tried


@attack("bombs", "TOML and JSON that are small and cost much")
def _bombs(share: float) -> int:
    bombs = {
        "toml": ["a = " + "[" * n + "]" * n for n in (1_000, 100_000, 490_000)]
        + ["a" + ".a" * n + " = 1" for n in (1_000, 20_000)]
        + [f"a = {'9' * n}" for n in (5_000, 900_000)]
        + [f"a = 1e{'9' * n}" for n in (10, 5_000)]
        + ['a = """' + '"' * n for n in (10, 900_000)]
        + ["[" + "a." * n + "a]" for n in (1_000, 20_000)]
        + ["{" * n for n in (1_000, 20_000, 400_000)],
        "json": ["[" * n for n in (1_000, 100_000, 900_000)]
        + ['{"a":' * n for n in (1_000, 100_000)]
        + [f'{{"a": {"9" * n}}}' for n in (5_000, 900_000)],
        "csv": [";" * 900_000, '"' * 900_001, "a;" * 400_000, "\n" * 900_000, '"a\n' * 200_000],
    }
    tried = 0
    with folder() as where:
        for suffix, texts in bombs.items():
            for text in texts:
                path = where / f"x.{suffix}"
                path.write_text(text, encoding="utf-8")
                began = time.monotonic()
                assert call("contacts", "check", str(path), home=str(where))[0] == 5, text[:30]
                assert time.monotonic() - began < 60, text[:30]
                tried += 1
    return tried


@attack("network", "sockets, and files that are written, of nine commands, by strace")
def _network(share: float) -> int:
    commands = [
        ["lookup", "Kirunna"],
        ["lookup", "Kiruna", "--json"],
        ["regions"],
        ["places"],
        ["hotline", "--all"],
        ["about"],
        ["contacts", "show"],
        ["batch", "rows", "-o", "out"],
        ["batch", "rows", "--jobs", "2"],
    ]
    for arguments in commands:
        with folder() as where:
            (where / "rows").write_text("Kiruna\nLund\n")
            log = where / "log"
            subprocess.run(
                [*strace("-o", str(log), "-e", "trace=socket,connect,openat"), *NMT, *arguments],
                cwd=where,
                capture_output=True,
                env=environment(str(where)),
                check=True,
            )
            lines = log.read_text(errors="replace").splitlines()
            assert not [line for line in lines if "AF_INET" in line], arguments
            opened = [line for line in lines if ("O_WRONLY" in line or "O_RDWR" in line) and "= -1" not in line]
            alien = [line for line in opened if not any(part in line for part in ("/dev/", ".out.", "/proc/"))]
            assert not alien, alien
            assert {path.name for path in where.iterdir()} <= {"rows", "log", "out"}, arguments
    return len(commands)


@attack("planted", "modules of every name in the current folder")
def _planted(share: float) -> int:
    tests("tests/test_planted.py")
    return 24


@attack("completion", "what is typed is never run")
def _completion(share: float) -> int:
    bash = shutil.which("bash")
    if not bash:
        raise Missing("bash")
    typed = [
        "$(touch X)",
        "`touch X`",
        "; touch X",
        "[red",
        "'$(touch X)",
        '"`touch X`',
        "*",
        "~",
        "\\$(touch X)",
        "|touch X",
    ]
    with folder() as where:
        script = call("completion", "bash")[1]
        (where / "c.bash").write_bytes(script)
        (where / "nmt").write_text(f'#!/bin/sh\nexec {shlex.join(NMT)} "$@"\n')
        (where / "nmt").chmod(0o755)
        searched = {**os.environ, "PATH": f"{where}{os.pathsep}{os.environ['PATH']}"}
        for text in typed:
            for words in (f"(nmt lookup {_quoted(text)})", f"(nmt places --region {_quoted(text)})"):
                line = f"source ./c.bash; COMP_WORDS={words}; COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); "
                line += "_nmt_completion nmt"
                subprocess.run(
                    [bash, "--norc", "-c", line], cwd=where, capture_output=True, check=False, timeout=60, env=searched
                )
        assert sorted(path.name for path in where.iterdir()) == ["c.bash", "nmt"]
    return 2 * len(typed)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


@attack("batch", "random bytes in every format, very wide rows, stray quotes, an open quote, rows without an end")
def _batch(share: float) -> int:
    choice, tried = random.Random(9), 0
    noise = choice.randbytes(times(400_000, share))
    for source in ("lines", "csv", "tsv", "jsonl"):
        head = b'{"ort": "x"}\n' if source == "jsonl" else b"ort\n"
        code, out, _ = call(
            "batch", "--force-text", "--input-format", source, "--column", "ort", "--exact", data=head + noise
        )
        assert code in (0, 3, 4), source
        if source in ("lines", "tsv"):
            assert out.count(b"\n") == head.count(b"\n") + noise.count(b"\n") + (not noise.endswith(b"\n"))
        tried += 1
        assert call("batch", "--input-format", source, data=noise)[0] == 2  # refused
        tried += 1
    wide = b"ort" + b",x" * times(100_000, share) + b"\nKiruna\n"
    assert call("batch", "--input-format", "csv", "--column", "1", data=wide)[0] == 0
    rows = times(60_000, share)
    code, out, _ = call("batch", "--input-format", "csv", "--column", "1", data=b"ort,b\n" + b'"a"b"c,"Kiruna\n' * rows)
    assert (code, out.count(b"\n")) == (4, rows + 1)
    rows = times(3_000_000, share)
    code, out, _ = call(
        "batch", "--input-format", "csv", "--column", "2", data=b'a,ort\n1,"Kiruna\n' + b"1,Kiruna\n" * rows
    )
    assert out.count(b"\n") == rows + 2
    code, out, said = call("batch", data=b"x" * times(200_000_000, max(share, 0.1)))
    assert (code, len(out) < 17_000_000, b"longer than 16 MB" in said) == (4, True, True)
    return tried + 4


@attack(
    "inputs", "encodings without a mark, zeros, mixed rows, a pipe, a growing file, a folder, the input as the output"
)
def _inputs(share: float) -> int:
    if sys.platform == "win32":
        raise Missing("named pipes")
    text = "Göteborg\nMalmö\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1250"):
        named = [] if encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252") else ["--encoding", encoding]
        code, out, _ = call("batch", *named, data=text.encode(encoding))
        assert (code, out.count(b"resolved")) == (0, 2), encoding
    assert call("batch", data=text.encode() + text.encode("cp1252"))[0] == 0
    assert call("batch", "--input-format", "csv", data=b"ort\nKir\0una\n")[0] == 0
    assert call("batch", "/")[0] == 2
    with folder() as where:
        rows, pipe = where / "rows", where / "pipe"
        rows.write_text(text, encoding="utf-8")
        assert call("batch", str(rows), "-o", str(rows), "--force")[0] == 2
        os.mkfifo(pipe)
        with subprocess.Popen(["sh", "-c", 'cat "$0" > "$1"', str(rows), str(pipe)]):
            assert call("batch", str(pipe))[0] == 0
        outs = [
            subprocess.Popen(
                [*NMT, "batch", str(rows), "-o", str(where / "out"), "--force"],
                env=environment(str(where)),
                stderr=subprocess.DEVNULL,
            )
            for _ in range(2)
        ]
        assert [process.wait() for process in outs] == [0, 0]
        assert sorted(path.name for path in where.iterdir()) == ["out", "pipe", "rows"]
    return 14


@attack("streams", "closed, full and unread streams, limits of size, Ctrl-C at any moment, signals, outputs")
def _streams(share: float) -> int:
    tests("tests/test_streams.py", "tests/render/test_output.py")
    return 190


@attack("limits", "few open files, little memory, locales, time zones, no home")
def _limits(share: float) -> int:
    tried = 0
    for name, value in (("n", 8), ("n", 12), ("v", 60_000), ("v", 150_000), ("v", 400_000)):
        for arguments in ("lookup Kirunna", "batch"):
            line = f"ulimit -{name} {value}; echo Kiruna | {' '.join(NMT)} {arguments}"
            run = subprocess.run(
                ["bash", "-c", line], capture_output=True, env=environment("/dev/null/none"), timeout=120, check=False
            )
            # Python itself may be unable to start: then it is not ours to say.
            assert run.returncode in (0, 1, 127) or b"Fatal Python error" in run.stderr, (line, run)
            tried += 1
    for locale in ("C", "POSIX", "sv_SE.UTF-8", "en_US.ISO-8859-1", "tr_TR.UTF-8", "ja_JP.eucJP", "", "nonsense"):
        assert call("lookup", "Östersund", LC_ALL=locale)[0] == 0, locale
        tried += 1
    for zone in ("UTC", "Europe/Stockholm", "Pacific/Kiritimati", "Etc/GMT+12", "nonsense", "", ":x"):
        assert call("lookup", "Kirunna", TZ=zone)[0] == 0, zone
        tried += 1
    run = subprocess.run(
        [*NMT, "lookup", "Kiruna"],
        capture_output=True,
        check=False,
        env={"PATH": os.environ["PATH"], **({"PYTHONPATH": p} if (p := os.environ.get("PYTHONPATH")) else {})},
    )
    assert run.returncode == 0, run.stderr
    return tried + 1


@attack("nesting", "JSON lines nested 900 to 100,000 deep")
def _nesting(share: float) -> int:
    depths = [900, 990, 1000, 1100, 5_000, 20_000, 50_000, 99_999, 100_000]
    for depth in depths:
        for begin, end in (("[", "]"), ('{"a":', "}")):
            row = begin * depth + ("1" if begin != "[" else "") + end * depth
            data = f'{{"ort": "Kiruna"}}\n{row}\n{{"ort": {row}}}\n{{"ort": "Lund"}}\n'.encode()
            for target in ("jsonl", "csv"):
                code, out, _ = call("batch", "--input-format", "jsonl", "--format", target, data=data)
                assert code == 4
                assert out.count(b"resolved") == 2, (depth, begin, target)
    return 4 * len(depths)


@attack("threads", "threads with a short turn, fork, pickle, deep copies")
def _threads(share: float) -> int:
    directory = Directory.load()
    names = [place.name + "x" * (n % 2) for n, place in enumerate(directory.gazetteer.every("municipality"))]
    wanted = [directory.route(name) for name in names]
    turn = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    found: dict[int, list[object]] = {}
    fresh = Directory.load()

    def run(number: int) -> None:
        found[number] = [fresh.route(name) for name in names]

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(turn)
    for number in range(8):
        assert found[number] == wanted
    assert pickle.loads(pickle.dumps(wanted)) == wanted
    assert copy.deepcopy(wanted[0]) == wanted[0]
    if hasattr(os, "fork"):
        child = os.fork()
        if not child:
            os._exit(0 if [directory.route(name) for name in names] == wanted else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    return 8 * len(names)


@attack("flags", "flags of the interpreter and seeds of its hash")
def _flags(share: float) -> int:
    flags = [
        ["-W", "error"],
        ["-X", "dev"],
        ["-bb"],
        ["-O"],
        ["-OO"],
        ["-X", "warn_default_encoding", "-W", "error"],
        ["-X", "utf8=0"],
        ["-X", "utf8"],
        ["-B"],
        ["-u"],
        ["-s"],
    ]
    tried, expected = 0, call("lookup", "Kirunna", "--json")[1]
    seen = set()
    for flag in flags:
        run = subprocess.run(
            [sys.executable, *flag, "-m", "nmtcli", "lookup", "Kirunna", "--json"],
            capture_output=True,
            env=environment("/dev/null/none"),
            check=False,
        )
        assert (run.returncode, run.stdout, run.stderr) == (0, expected, b""), (flag, run)
        tried += 1
    names = "".join(f"{name}x\n" for name in ("Kiruna", "Malm", "Habo", "Berg", "Nora", "Sala", "Ystad")).encode() * 50
    for seed in ("0", "1", "2", "3", "4", "5", "6", "7", "random"):
        seen.add(call("batch", data=names, PYTHONHASHSEED=seed)[1])
        tried += 1
    assert len(seen) == 1
    return tried


@attack("wheel", "two wheels of one tree, and what is in them")
def _wheel(share: float) -> int:
    tests("tests/test_wheel.py")
    return 6


@attack("lowest", "the test suite with the lowest versions that pyproject.toml allows")
def _lowest(share: float) -> int:
    with folder() as where:
        python = where / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", str(where)], check=True)
        lowest = ["click==8.1.3", "rich==13.0.0", "tomli==2.0.0", "rapidfuzz==3.0.0", "platformdirs==3.0.0"]
        made = subprocess.run(
            [str(python), "-m", "pip", "install", "-q", *lowest, f"{ROOT}[test]"], capture_output=True, check=False
        )
        if made.returncode:
            raise Missing(f"the lowest versions for Python {sys.version.split()[0]}")
        chosen = ["-m", "not slow"] if share >= 1 else ["tests/cli/test_commands.py", "tests/cli/test_help.py"]
        run = subprocess.run(
            [str(python), "-m", "pytest", "-q", *chosen], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stdout[-3000:]
    return 1


def main() -> int:
    """Run the attacks; returns the exit code."""
    parser = argparse.ArgumentParser(description="Attack the command line anew.")
    parser.add_argument("--share", type=float, default=1.0, help="how much of the full counts (0.02: a short run)")
    parser.add_argument("--only", action="append", choices=sorted(ATTACKS), help="only this attack; may be repeated")
    parser.add_argument("--list", action="store_true", help="name the attacks")
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    failed = 0
    for name, (what, function) in ATTACKS.items():
        if options.list:
            print(f"{name:<12}{what}")
        if options.list or (options.only and name not in options.only):
            continue
        began = time.monotonic()
        try:
            said = f"{function(options.share):>8,}  held"
        except Missing as error:
            said = f"{'-':>8}  passed over: needs {error}"
        except (AssertionError, subprocess.SubprocessError) as error:
            failed += 1
            said = f"{'':>8}  DID NOT HOLD: {str(error)[:2000]}"
        print(f"{name:<12}{said}  ({time.monotonic() - began:.0f} s)  {what}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
