"""Exit codes and streams tell the truth: with a buffer and without, full disks, closed pipes, Ctrl-C at any moment."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

# A file that may grow to so many bytes only must not be one of Python's own.
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/dev/null/none",
    "LC_ALL": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
}
if "PYTHONPATH" in os.environ:
    ENVIRONMENT["PYTHONPATH"] = os.environ["PYTHONPATH"]
NMT = f"{sys.executable} -m nmtcli"


@pytest.fixture(params=["", "1"], ids=["buffered", "PYTHONUNBUFFERED"])
def environment(request) -> dict[str, str]:
    return {**ENVIRONMENT, "PYTHONUNBUFFERED": request.param}


def shell(line: str, environment: dict[str, str], **more: Any) -> subprocess.CompletedProcess[bytes]:
    """A line of bash in which `nmt` is the command."""
    return subprocess.run(["bash", "-c", f'nmt() {{ {NMT} "$@"; }}\n{line}'], capture_output=True, env=environment,
                          check=False, timeout=120, **more)  # fmt: skip


# The file may grow to so many bytes, then a write ends half-way, as on a full disk or with an exhausted quota.
CUT = [
    ("lookup Kiruna --json", 100),
    ("lookup Kirunna", 10),
    ("lookup Kiruna --get region", 2),
    ("places", 5000),
    ("places --json", 70_000),
    ("completion bash", 300),
    ("contacts export", 3000),
    ("contacts show", 100),
    ("regions", 100),
    ("about", 0),
    ("--help", 50),
    ("--version", 3),
    ("batch rows", 40),
]


@pytest.mark.parametrize(("arguments", "room"), CUT)
def test_half_an_answer_is_never_an_exit_code_of_0(arguments, room, environment, tmp_path):
    (tmp_path / "rows").write_text("Kiruna\n" * 50)
    out = tmp_path / "out"
    with out.open("wb") as file:
        run = subprocess.run(
            [sys.executable, "-m", "nmtcli", *arguments.split()], stdout=file, stderr=subprocess.PIPE, env=environment,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)), cwd=tmp_path, check=False,
        )  # fmt: skip
    assert run.returncode == 1
    assert run.stderr.startswith(b"nmt: File too large"), run.stderr
    assert run.stderr.count(b"\n") == 1
    assert out.stat().st_size <= room


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", ["lookup Kiruna", "lookup Kiruna --json", "places", "--help", "contacts export",
                                       "completion zsh", "batch rows"])  # fmt: skip
def test_a_full_disk_is_said_and_exits_1(arguments, environment, tmp_path):
    (tmp_path / "rows").write_text("Kiruna\n")
    run = shell(f"nmt {arguments} > /dev/full", environment, cwd=tmp_path)
    assert (run.returncode, run.stderr) == (1, b"nmt: No space left on device\n")


# What standard error cannot take is not lost: the exit code says it too, and standard output is as ever.
SILENT = [
    ("lookup Kirunna --get region", 0, b"Nord\n"),
    ("lookup Habo --get region", 0, "Öst\n".encode()),
    ("lookup Kirunna --why --get region", 0, b"Nord\n"),
    ("lookup Småland --get phone", 3, b""),
    ("lookup Xyzzyq", 4, b""),
    ("lookup Kiruna --get telephone", 2, b""),
    ("--nonsense", 2, b""),
    ("regoins", 2, b""),
    ("regions Sydpolen", 4, b""),
    ("places --region norr", 2, b""),
    ("lookup Kiruna --contacts missing.toml --strict-contacts", 5, b""),
    ("lookup Kiruna --contacts missing.toml --get region", 0, b"Nord\n"),
    ("contacts check missing.toml", 5, b"missing.toml: there is no such file\n"),
    ("batch nowhere.csv", 2, b""),
]


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full", "2> >(exec true; sleep 1)"], ids=["closed", "full", "pipe"])
@pytest.mark.parametrize(("arguments", "code", "out"), SILENT, ids=lambda v: v if isinstance(v, str) else "")
def test_a_stderr_that_takes_nothing_changes_no_exit_code(arguments, code, out, closed, environment, tmp_path):
    wait = "sleep 0.1; " if "exec" in closed else ""
    run = shell(f"{{ {wait}nmt {arguments}; }} {closed}", environment, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (code, out)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [("places", 0), ("--help", 0), ("about", 0), ("completion bash", 0), ("contacts export", 0), ("lookup Kiruna", 0),
     ("lookup Kiruna, Oslo", 4), ("lookup Kiruna, Småland --json", 3)],
)  # fmt: skip
def test_a_closed_pipe_ends_quietly_with_the_code_of_the_answer(arguments, code, environment, tmp_path):
    (tmp_path / "rows").write_text("Kiruna\nOslo\n" * 30_000)
    run = shell(f"nmt {arguments} 2>err | exec true; echo ${{PIPESTATUS[0]}}", environment, cwd=tmp_path)
    said = (tmp_path / "err").read_text()
    assert run.stdout == f"{code}\n".encode()
    assert "Traceback" not in said
    assert "roken pipe" not in said


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_batch_ends_quietly_with_the_code_of_what_was_read(jobs, environment, tmp_path):
    (tmp_path / "rows").write_text("Kiruna\nOslo\n" * 100_000)
    run = shell(f"nmt batch rows --jobs {jobs} | head -2 >out; echo ${{PIPESTATUS[0]}}", environment, cwd=tmp_path)
    assert (run.stdout, run.stderr) == (b"4\n", b"")
    assert (tmp_path / "out").read_text().count("\n") == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [("lookup Kiruna", 1), ("lookup Kirunna --json", 1), ("--help", 1), ("places", 1), ("batch rows", 1),
     ("--nonsense", 2), ("lookup Kiruna --get x", 2)],
)  # fmt: skip
def test_a_closed_stdout_is_an_error(arguments, code, environment, tmp_path):
    (tmp_path / "rows").write_text("Kiruna\n")
    run = shell(f"nmt {arguments} >&-", environment, cwd=tmp_path)
    assert run.returncode == code
    assert b"closed" in run.stderr or code == 2


def test_a_file_never_gets_the_number_of_a_closed_stream(tmp_path):
    (tmp_path / "rows").write_text("Kiruna\nOslo\n")
    run = shell("nmt batch rows -o out --jobs 2 <&- 2>&-", ENVIRONMENT, cwd=tmp_path)
    assert run.returncode == 4
    assert (tmp_path / "out").read_text().count("\n") == 2


def test_a_progress_bar_whose_terminal_goes_away_ends_nothing(tmp_path):
    import pty

    file = tmp_path / "rows"
    file.write_text("Kiruna\nMalmö\n" * 200_000)
    main, side = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "nmtcli", "batch", str(file), "-o", str(tmp_path / "out")], stderr=side,
        env={**ENVIRONMENT, "TERM": "xterm"}, start_new_session=True,
    ) as process:  # fmt: skip
        os.close(side)
        os.read(main, 10)
        os.close(main)
        assert process.wait() == 0
    assert (tmp_path / "out").read_bytes().count(b"\n") == 400_000


@pytest.mark.parametrize("arguments", [["lookup", "Kirunna"], ["places"], ["contacts", "show"]], ids=" ".join)
def test_ctrl_c_at_any_moment_is_130_or_comes_too_late(arguments):
    """Before the first line of ours runs Python answers by itself, with a traceback that has nothing of ours in it."""
    codes = set()
    for delay in range(0, 800, 40):
        with subprocess.Popen(
            [sys.executable, "-m", "nmtcli", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        ) as process:  # fmt: skip
            time.sleep(delay / 1000)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate()
        codes.add(process.returncode)
        if process.returncode not in (0, 130):
            assert not re.search(rb'nmtcli.main\.py", line \d+, in (main|_run)', said), said
    assert codes & {0, 130}
