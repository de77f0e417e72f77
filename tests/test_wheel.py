"""What is shipped: the wheel, built from this tree, alone in a clean environment, run from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CLEAN = {"PATH": os.environ["PATH"], "HOME": "/dev/null/none", "LC_ALL": "C.UTF-8"}


def build(folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True, capture_output=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
    )  # fmt: skip
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def nmt(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of the wheel, installed alone; its dependencies come from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", str(wheel)],
        check=True, capture_output=True,
    )  # fmt: skip
    import click

    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text(str(Path(click.__file__).parent.parent) + "\n")
    return folder / "bin" / "nmt"


def test_the_wheel_holds_the_data_the_index_the_licence_and_the_man_page(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "nmtcli/data/regions.toml", "nmtcli/data/municipalities.toml", "nmtcli/index_places.py", "nmtcli/index_fuzzy.py",
        "nmtcli/py.typed", "licenses/LICENSE", "licenses/NOTICE", "share/man/man1/nmt.1",
        "share/man/sv/man1/nmt.1", "nmtcli/locale/sv/LC_MESSAGES/nmtcli.mo",
    ):  # fmt: skip
        assert any(name.endswith(part) for name in names), part
    assert not [name for name in names if name.startswith(("data/", "tests/", "tools/"))]


def test_the_wheel_is_below_four_megabytes(wheel):
    assert wheel.stat().st_size < 4_000_000


def test_two_builds_of_the_same_tree_are_the_same_bytes(wheel, tmp_path):
    assert build(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_index_in_the_wheel_is_in_step_with_the_data(wheel):
    script = """
import sys
sys.path.insert(0, "tools")
import build_index, json, zlib
print(json.dumps({name: zlib.crc32(content) for name, content in build_index.index_files().items()}))
"""
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT)
    archive = zipfile.ZipFile(wheel)
    sums = {Path(info.filename).name: info.CRC for info in archive.infolist() if "/index_" in info.filename}
    assert sums == json.loads(run.stdout)


def test_the_wheel_answers_without_being_unpacked(wheel, tmp_path):
    script = (
        f"import sys; sys.path.insert(0, {str(wheel)!r})\nimport nmtcli\n"
        + """
answers = map(nmtcli.Directory.load().route, ("Kirunna", "Nora, Y", "Xyzzyq"))
print(nmtcli.__file__, *[answer.region and answer.region.id for answer in answers])
"""
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert run.stdout == f"{wheel}/nmtcli/__init__.py nord nord None\n", run.stderr


def test_the_installed_command_answers_from_another_folder(nmt, tmp_path):
    run = subprocess.run(
        [nmt, "lookup", "Kirunna", "--get", "region"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=CLEAN,
        check=False,
    )
    assert (run.stdout, run.returncode) == ("Nord\n", 0), run.stderr


def test_a_checkout_whose_data_was_edited_answers_from_the_edited_data(tmp_path):
    for part in ("nmtcli", "data"):
        subprocess.run(["cp", "-r", str(ROOT / part), str(tmp_path / part)], check=True)
    for index in (tmp_path / "nmtcli").glob("index_*"):
        index.unlink()
    path = tmp_path / "data" / "municipalities.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('name = "Kiruna"', 'name = "Kirunastaden"'), encoding="utf-8"
    )
    run = subprocess.run(
        [sys.executable, "-m", "nmtcli", "lookup", "Kirunastaden", "--get", "code"],
        capture_output=True, text=True, cwd=tmp_path, env={**CLEAN, "PYTHONPATH": str(tmp_path)}, check=False,
    )  # fmt: skip
    assert run.stdout == "2584\n", run.stderr


def test_every_name_and_code_routes_to_its_region_through_the_installed_command(nmt, tmp_path):
    """290 names and official names, 21 county names in both forms, all codes: by `lookup --json`, many at a time."""
    from nmtcli.gazetteer.dataset import load_dataset

    data = load_dataset()
    region = {county: r["id"] for r in data.contacts["region"] for county in r["counties"]}
    asked: list[tuple[str, str, str]] = []
    for town in data.municipalities:
        for text in (town["name"], town["official_name"], town["code"]):
            asked.append((text, town["code"], region[town["county"]]))
    for county in data.counties:
        letter = county["letter"] if len(county["letter"]) > 1 else f"{county['letter']} län"  # "K" alone is a question
        for text in (county["name"], county["code"], letter, f"SE-{county['letter']}", county["nuts3"]):
            asked.append((text, county["code"], region[county["code"]]))
        asked.append((county["short_name"], "", region[county["code"]]))
    arguments = [part for text, _, _ in asked for part in ("-p", text)]
    run = subprocess.run(
        [nmt, "lookup", "--json", *arguments], capture_output=True, text=True, cwd=tmp_path, env=CLEAN, check=False
    )
    assert run.returncode == 0, run.stderr
    for (text, code, region_id), found in zip(asked, json.loads(run.stdout), strict=True):
        assert found["region"]["id"] == region_id, text
        assert not code or found["match"]["code"] == code, text


def test_a_checkout_with_broken_data_exits_5_and_names_every_problem(tmp_path):
    for part in ("nmtcli", "data"):
        subprocess.run(["cp", "-r", str(ROOT / part), str(tmp_path / part)], check=True)
    for file, before, after in (
        ("municipalities.toml", 'code = "2584"', 'code = "258"'),
        ("regions.toml", 'phone = "090-16 10 00"', 'phone = "9"'),
    ):
        path = tmp_path / "data" / file
        path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "nmtcli", "lookup", "Kiruna"],
        capture_output=True, text=True, cwd=tmp_path, env={**CLEAN, "PYTHONPATH": str(tmp_path)}, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (5, "")
    assert "municipalities.toml:" in run.stderr
    assert "regions.toml" in run.stderr
    assert "Traceback" not in run.stderr
