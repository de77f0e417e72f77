"""Where batch writes: never into its input, over a file only when somebody says so, and nothing is left behind."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ENVIRONMENT = {"PYTHONSAFEPATH": "1", "PATH": os.environ["PATH"], "HOME": "/dev/null/none", "LC_ALL": "C.UTF-8"}
if "PYTHONPATH" in os.environ:
    ENVIRONMENT["PYTHONPATH"] = os.environ["PYTHONPATH"]
BATCH = [sys.executable, "-m", "nmtcli", "batch"]


@pytest.fixture(autouse=True)
def rows(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("rows").write_text("Kiruna\nLund\n")
    return tmp_path / "rows"


def batch(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BATCH, *arguments], capture_output=True, encoding="utf-8", env=ENVIRONMENT, check=False, timeout=120, **more
    )


def answered(answer: str, *arguments: str) -> tuple[int, str]:
    """The exit code of a call on a terminal where somebody types the answer, and what the terminal shows."""
    main, side = pty.openpty()
    with subprocess.Popen([*BATCH, *arguments], stdin=side, stdout=side, stderr=side, env=ENVIRONMENT) as process:
        os.close(side)
        os.write(main, answer.encode())
        out = b""
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:
                break
            if not piece:
                break
            out += piece
    os.close(main)
    return process.returncode, out.decode()


def test_an_existing_file_needs_force_where_nobody_can_be_asked():
    Path("out").write_text("before")
    run = batch("rows", "-o", "out")
    assert (run.returncode, run.stdout, Path("out").read_text()) == (2, "", "before")
    assert "out exists already" in run.stderr
    assert "--force" in run.stderr
    assert batch("rows", "-o", "out", "--force").returncode == 0
    assert Path("out").read_text().startswith("Kiruna\tresolved")


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("ja\n", 0), ("n\n", 1), ("\n", 1), ("\x04", 1)])
def test_on_a_terminal_it_is_asked(answer, code):
    Path("out").write_text("before")
    found, said = answered(answer, "rows", "-o", "out")
    assert found == code
    assert "out exists already. Replace it? [y/N]" in said
    assert (Path("out").read_text() == "before") == (code == 1)
    assert sorted(os.listdir()) == ["out", "rows"]


def test_a_read_only_file_is_not_replaced_without_a_word():
    Path("out").write_text("before")
    Path("out").chmod(0o444)
    run = batch("rows", "-o", "out")
    assert (run.returncode, Path("out").read_text()) == (2, "before")
    assert "write-protected" in run.stderr
    assert answered("n\n", "rows", "-o", "out")[0] == 1
    assert "write-protected" in answered("n\n", "rows", "-o", "out")[1]
    assert Path("out").read_text() == "before"
    assert batch("rows", "-o", "out", "--force").returncode == 0
    assert Path("out").stat().st_mode & 0o777 == 0o444


@pytest.mark.parametrize("name", ["rows", "./rows", "link", "hard"])
def test_the_input_is_never_the_output(name, rows):
    Path("link").symlink_to("rows")
    os.link("rows", "hard")
    for arguments in ([], ["--force"]):
        run = batch("rows", "-o", name, *arguments)
        assert run.returncode == 2
        assert "the file that is read" in run.stderr
    assert rows.read_text() == "Kiruna\nLund\n"


@pytest.mark.parametrize("call", ["batch rows >> rows", "batch < rows >> rows", "batch - < rows >> rows",
                                  "batch rows --jobs 2 >> rows"])  # fmt: skip
def test_a_file_is_not_appended_to_itself(call, rows):
    run = subprocess.run(["bash", "-c", f"ulimit -f 10; {sys.executable} -B -m nmtcli {call}"], capture_output=True,
                         env=ENVIRONMENT, check=False, timeout=60)  # fmt: skip
    assert run.returncode == 2
    assert b"the file that is read" in run.stderr
    assert rows.read_text() == "Kiruna\nLund\n"


def test_an_unset_variable_is_no_file():
    run = batch("rows", "-o", "")
    assert (run.returncode, run.stdout) == (2, "")
    assert "-o" in run.stderr


def test_devices_pipes_and_standard_output_are_written_to_directly():
    assert batch("rows", "-o", os.devnull).returncode == 0
    assert batch("rows", "-o", "-").stdout.count("\n") == 2
    os.mkfifo("pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, encoding="utf-8") as reader:
        assert batch("rows", "-o", "pipe").returncode == 0
        assert reader.communicate()[0].count("\n") == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("before", [None, "before"])
def test_a_signal_leaves_no_file_with_clients_rows(number, jobs, before, tmp_path):
    if before:
        Path("out").write_text(before)
    source, feeding = os.pipe()
    with subprocess.Popen(
        [*BATCH, "-o", "out", "--force", "--jobs", jobs, "--line-buffered"], stdin=source, stderr=subprocess.PIPE,
        env=ENVIRONMENT, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:  # fmt: skip
        os.close(source)
        os.write(feeding, b"Kiruna\n" * 5000)
        until = time.monotonic() + 60
        while not any(path.stat().st_size for path in tmp_path.glob(".out.*")):
            assert time.monotonic() < until
            time.sleep(0.02)
        process.send_signal(number)
        said = process.communicate(timeout=60)[1]
    os.close(feeding)
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    assert list(tmp_path.glob(".out.*")) == []
    assert (Path("out").read_text() if before else Path("out").exists()) == (before or False)
    assert b"Traceback" not in said
    assert b"leaked" not in said


def test_nohup_goes_on():
    source, feeding = os.pipe()
    with subprocess.Popen([*BATCH, "-o", "out"], stdin=source, stderr=subprocess.PIPE, env=ENVIRONMENT,
                          preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) as process:  # fmt: skip
        os.close(source)
        os.write(feeding, b"Kiruna\n")
        while not list(Path().glob(".out.*")):
            time.sleep(0.02)
        process.send_signal(signal.SIGHUP)
        os.write(feeding, b"Lund\n")
        os.close(feeding)
        assert process.wait() == 0
    assert Path("out").read_text().count("\n") == 2


def test_no_worker_outlives_the_process_that_was_told_to_end():
    source, feeding = os.pipe()
    with subprocess.Popen([*BATCH, "-o", "out", "--jobs", "2", "--line-buffered"], stdin=source, stderr=subprocess.PIPE,
                          env=ENVIRONMENT, start_new_session=True) as process:  # fmt: skip
        os.close(source)
        os.write(feeding, b"Kiruna\n" * 5000)
        while not any(path.stat().st_size for path in Path().glob(".out.*")):
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    os.close(feeding)
    until = time.monotonic() + 60
    with pytest.raises(ProcessLookupError):
        while time.monotonic() < until:  # the process that tidies up semaphores ends a moment later
            os.killpg(process.pid, 0)
            time.sleep(0.02)


def test_the_rows_are_readable_by_others_only_when_the_file_is_complete(tmp_path):
    source, feeding = os.pipe()
    with subprocess.Popen([*BATCH, "-o", "out"], stdin=source, stderr=subprocess.PIPE, env=ENVIRONMENT,
                          umask=0o022) as process:  # fmt: skip
        os.close(source)
        os.write(feeding, b"Kiruna\n")
        while not (found := list(Path().glob(".out.*"))):
            time.sleep(0.02)
        assert found[0].stat().st_mode & 0o777 == 0o600
        os.close(feeding)
        assert process.wait() == 0
    assert Path("out").stat().st_mode & 0o777 == 0o644
