"""One reading: `lookup`, `batch` and the Python API make the same of every text of the case table, and of more.

The command runs as `python -m nmtcli` does, in this process, so that thousands of texts can be asked. Apart stand lists
of places, each of which `lookup` answers, and numbers that are a code and an area code, about which its text form asks.
"""

from __future__ import annotations

import io
import json
import os
import re
import runpy
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

import nmtcli
from nmtcli import Directory
from nmtcli.gazetteer import Gazetteer
from nmtcli.model import Resolution

# Beside the case table: texts that a comma, a slash, a bracket or a number might make two of.
TEXTS = (
    """
Rosenlundsgatan 7, Stockholm|Storgatan 3, Lundd|Storgatan 12 Lund|Kirunna, Norrbotten|Kungsgatan, Kirunna|Linkopng, Skåne
Nora, Västernorrlands län|Nora, Y|Nora (Y)|Fors, Söderhamns kommun|Harg (Norrtälje kommun)|Dalby socken, S län|Toarp, Vg
22:22, Falkenberg|12 oktober, Luleå|12:12 Norrköping|14 personer, Kiruna|18 år, Umeå|12 oktober 08.15, Rån, Umeå
Kvinna från Nigeria i Gävle|From Romania, currently in Uppsala|två män från Bulgarien, nu i Ystad|från Rumänien, nu i Malmö
Stockholm, Wisconsin|Malmo, Nebraska|Gothenburg, NE 69138|Malta, NY, USA|Mora, Spain|Haparanda/Torneå|Malmö–Köpenhamn
c/o Andersson, Storgatan 3, Lund|Centrumhuset, Sälen|Storgatan 1, 385 96 Upplands Väsby|Upplands Väsby 38596|981 31, Kiruna
S:t Olof|V:a Torup|L:a Edet|📍Malmö|ort=Sala|se41516|SE-98131|0980-12 34 56|+46 980 123 45|59.33, 18.06|6580822, 674032
Torget, Köping|Ljusdal, Gävleborg, Sverige|Kiruna, qqqqqqq|qqqqqqq, Kiruna|Kiruna kommun, Norrbottens län, Sverige|Lund, Sverige
Upplands Väsby, Södermanlands län|Södermanlands län, Upplands Väsby|Solna, Stockholm|Kista, Stockholm|Visby, Gotland
N|Y|BD|N län|ej Stockholm|inte Kiruna|Lilla Malmö|112|114 14|020-39 00 00|19121212-1212|=Malmö|'Malmö'|"Malmö"|Malmö;Sverige
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
# Places side by side: text -> how many.
LISTS = {
    "Kiruna, Malmö": 2, "Malmö, Kiruna": 2, "Kiruna, Malmö, Lund": 3, "Göteborg, Stockholm, Malmö": 3, "Gävle, Växjö": 2,
    "Kirunna, Malmöö": 2,
}  # fmt: skip
JOINED = ["Göteborg/Stockholm/Malmö", "Umeå; Göteborg", "Malmö och Luleå", "Malmö eller Luleå", "Gävle & Växjö"]
ALIKE = ["Karlstad/Kristinehamn", "Herrljunga/Vårgårda", "Malmö, Lund", "Luleå, Piteå", "Malmö och Lund"]
AREA_CODE = re.compile(r"\s*0\d{1,3}\s*")  # of these the text form of `lookup` asks whether the telephone is meant


@pytest.fixture(scope="module")
def directory(gazetteer: Gazetteer) -> Directory:
    """The shipped directory, from the tables that are made already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Gazetteer, "load", classmethod(lambda cls: gazetteer))
        return Directory.load()


@pytest.fixture(scope="module")
def nmt(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A function: arguments -> exit code, stdout and stderr of the command, run in this process."""

    def run(*arguments: str) -> tuple[int, str, str]:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
        err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
        with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
            for name in list(os.environ):
                if name.startswith(("NMT_", "LC_", "LANG", "XDG_", "FORCE_COLOR", "NO_COLOR")):
                    patch.delenv(name)
            patch.setenv("HOME", str(tmp_path_factory.getbasetemp()))
            patch.setattr(Gazetteer, "load", classmethod(lambda cls: gazetteer))
            patch.setattr(sys, "argv", ["nmt", *arguments])
            patch.setattr(sys, "path", [os.getcwd(), *sys.path])  # as -m has it; what the command does to it ends here
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            try:
                runpy.run_module("nmtcli", run_name="__main__")
                code: Any = 0
            except SystemExit as end:
                code = end.code or 0
        return code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()

    return run


def texts_of_cases() -> list[str]:
    lines = (Path(__file__).parent.parent / "cases.tsv").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    column = rows[0].index("text")
    return [row[column].encode("latin-1", "backslashreplace").decode("unicode_escape") for row in rows[1:]]


EVERY = list(dict.fromkeys([*texts_of_cases(), *TEXTS, *LISTS, *JOINED, *ALIKE]))
EXIT = {"resolved": 0, "ambiguous": 3, "not_found": 4}


def parts(found: Resolution) -> tuple[Resolution, ...]:
    return getattr(found, "parts", ())


def said(found: Resolution, directory: Directory) -> dict[str, Any]:
    """A resolution in the words that `lookup --json` and `batch` have in common."""
    place = found.place
    return {
        "status": found.status,
        "kind": place and place.kind,
        "code": place and (place.code or None),
        "name": place and place.name,
        "how": found.how if place else None,
        "score": round(found.score, 3) if place else None,
        "region": place and directory.region_of(place.counties[0]).id,
        "candidates": [(c.place.code or None, directory.region_of(c.place.counties[0]).id) for c in found.candidates],
    }


def said_by_lookup(answer: dict[str, Any]) -> dict[str, Any]:
    match = answer["match"] or {}
    return {
        "status": answer["status"],
        **{field: match.get(field) for field in ("kind", "code", "name", "how")},
        "score": round(match["score"], 3) if match else None,
        "region": answer["region"] and answer["region"]["id"],
        "candidates": [(candidate["code"], candidate["region"]) for candidate in answer["candidates"]],
    }


def said_by_batch(row: dict[str, Any]) -> dict[str, Any]:
    here = row["nmt_status"] == "resolved"
    return {
        "status": row["nmt_status"],
        **{field: row[f"nmt_{field}"] for field in ("kind", "code", "name")},
        "how": row["nmt_how"] if here else None,
        "score": round(float(row["nmt_score"]), 3) if here else None,
        "region": row["nmt_region"],
        "candidates": [(candidate["code"], candidate["region"]) for candidate in row["nmt_candidates"]],
    }


@pytest.mark.parametrize("exact", [False, True], ids=["guessing", "exact"])
def test_batch_reads_every_text_as_the_api_does(exact: bool, directory: Directory, nmt: Any, tmp_path: Path) -> None:
    source, target = tmp_path / "texts.jsonl", tmp_path / "routed.jsonl"
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in EVERY), encoding="utf-8")
    options = ["--exact"] if exact else []
    code, _, err = nmt("batch", str(source), "--column", "text", "--format", "jsonl", "-o", str(target), *options)
    assert code == 4, err
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in rows] == EVERY
    differing = [
        (row["text"], batch, api)
        for row in rows
        if (batch := said_by_batch(row)) != (api := said(directory.resolve(row["text"], exact=exact), directory))
    ]
    assert differing == []


@pytest.mark.parametrize("exact", [False, True], ids=["guessing", "exact"])
def test_lookup_reads_every_text_as_the_api_does(exact: bool, directory: Directory, nmt: Any) -> None:
    differing = []
    for text in EVERY:
        found = directory.resolve(text, exact=exact)
        code, out, _ = nmt("lookup", "--json", *(["--exact"] if exact else []), "--", text)
        answer = json.loads(out)
        meant = [said(part, directory) for part in parts(found)] or [said(found, directory)]
        given = [said_by_lookup(each) for each in (answer if isinstance(answer, list) else [answer])]
        if given != meant or code != max(EXIT[each["status"]] for each in meant):
            differing.append((text, code, given, meant))
    assert [text for text, *_ in differing] == [], differing[:3]


def test_lookup_joins_words_into_one_text(directory: Directory, nmt: Any) -> None:
    for text in TEXTS:
        words = text.split(" ")
        if all(words) and not any(word.startswith("-") for word in words):
            assert nmt("lookup", "--json", *words) == nmt("lookup", "--json", "--", text), text


@pytest.mark.parametrize("field", ["region", "phone"])
def test_a_field_is_printed_once_for_each_place_and_for_nothing_else(
    field: str, directory: Directory, nmt: Any
) -> None:
    """`--get` prints a line for every place that a text names; where nothing is sure it prints nothing and tells so."""
    differing = []
    for text in EVERY:
        found = directory.resolve(text)
        code, out, _ = nmt("lookup", "--get", field, "--", text)
        count = len(parts(found)) or (1 if found.status == "resolved" else 0)
        status = max(EXIT[each.status] for each in (parts(found) or (found,)))
        if (out.count("\n"), code) != (count, status):
            differing.append((text, out, code, count, status))
    assert differing == []


def test_the_text_form_has_the_same_exit_code_but_for_area_codes(directory: Directory, nmt: Any) -> None:
    differing = []
    for text in EVERY:
        found = directory.resolve(text)
        code, out, err = nmt("lookup", "--lang", "sv", "--", text)
        status = max(EXIT[each.status] for each in (parts(found) or (found,)))
        if code != status and not (AREA_CODE.fullmatch(text) and code == 3):
            differing.append((text, code, status))
        hotline = "020-39 00 00"
        assert hotline in out + err, text
    assert differing == []


@pytest.mark.parametrize("text", LISTS)
def test_a_list_of_places_is_a_reading_of_its_own(text: str, directory: Directory, nmt: Any, tmp_path: Path) -> None:
    """`lookup` answers each; `batch` and the API report a question with all of them."""
    found = directory.resolve(text)
    assert found.status == "ambiguous"
    assert len(parts(found)) == LISTS[text]
    routes = [directory.routes[part.place.counties[0]] for part in parts(found) if part.place]
    assert len(set(routes)) > 1
    asked = {candidate.place for candidate in found.candidates}
    assert {part.place for part in parts(found)} <= asked
    code, out, _ = nmt("lookup", "--get", "region_id", "--", text)
    assert (code, out.split()) == (0, [route.split()[0] for route in routes])


@pytest.mark.parametrize("text", JOINED)
def test_places_joined_by_a_word_or_a_sign_are_asked_about(text: str, directory: Directory) -> None:
    found = directory.resolve(text)
    regions = {directory.region_of(candidate.place.counties[0]).id for candidate in found.candidates}
    assert (found.status, len(regions) > 1) == ("ambiguous", True)


@pytest.mark.parametrize("text", ALIKE)
def test_a_list_of_places_with_one_route_is_an_answer(text: str, directory: Directory) -> None:
    found = directory.resolve(text)
    assert found.status == "resolved"
    assert found.place is not None


def test_the_package_offers_the_same_resolver(directory: Directory, gazetteer: Gazetteer) -> None:
    from nmtcli.resolve import resolve

    assert nmtcli.Directory is Directory
    for text in EVERY:
        for explain in (False, True):
            plain = resolve(text, gazetteer, directory.routes, explain=explain)
            assert said(plain, directory) == said(directory.route(text).resolution, directory), text
