"""The examples of docs/at-scale.md for Spark, on a local Spark where PySpark and Java are installed."""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

import nmtcli

pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed: pip install pyspark pandas pyarrow")
pytest.importorskip("pandas", reason="mapInPandas needs pandas: pip install pandas pyarrow")
pytest.importorskip("pyarrow", reason="mapInPandas needs pyarrow: pip install pyarrow")
pytestmark = [
    pytest.mark.skipif(not (shutil.which("java") or os.environ.get("JAVA_HOME")), reason="Spark needs Java"),
    pytest.mark.filterwarnings("default"),  # those of Spark and its libraries are not ours
]

PAGE = Path(__file__).parent.parent / "docs" / "at-scale.md"
FENCED = re.compile(r"<!-- (\w+) -->\n```python\n(.*?)```", re.S)
EXAMPLES = {found[1]: found[2] for found in FENCED.finditer(PAGE.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def spark():
    os.environ["PYTHONPATH"] = os.pathsep.join(
        [str(Path(nmtcli.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    )
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        session = builder.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def rows(spark) -> Any:
    return spark.createDataFrame([(1, "Kirunna"), (2, "Malmö"), (3, "Småland"), (4, ""), (5, None)], ["id", "ort"])


def test_map_in_pandas_routes_a_column(spark):
    names: dict[str, Any] = {"spark": spark, "frame": rows(spark)}
    exec(EXAMPLES["map_in_pandas"], names)
    routed = names["routed"]
    found = {row["id"]: (row["nmt_status"], row["nmt_region"], row["nmt_phone"]) for row in routed.collect()}
    assert found[1] == ("resolved", "nord", "090-16 10 00")
    assert found[2] == ("resolved", "syd", "020-35 40 40")
    assert found[3][0] == "ambiguous"
    assert found[4][0] == found[5][0] == "not_found"
    assert len(found) == 5


def test_pipe_gives_a_line_for_each_line(spark):
    python = sys.executable
    example = EXAMPLES["pipe"].replace("nmt batch", f"{python} -m nmtcli batch")
    names: dict[str, Any] = {"spark": spark, "frame": rows(spark)}
    exec(example, names)
    found = names["routed"].collect()
    assert [line.split("\t")[:2] for line in found] == [
        ["Kirunna", "resolved"], ["Malmö", "resolved"], ["Småland", "ambiguous"], ["", "not_found"], ["", "not_found"],
    ]  # fmt: skip
