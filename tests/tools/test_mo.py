"""The compiled catalogue of click's sentences is that of its source."""

from __future__ import annotations

import gettext
import io
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
from build_mo import SOURCE, compiled, messages  # noqa: E402

TEXT = SOURCE.read_text(encoding="utf-8")


def test_the_compiled_file_is_in_step_with_its_source():
    assert SOURCE.with_suffix(".mo").read_bytes() == compiled(messages(TEXT)), "run: python tools/build_mo.py"


def test_gettext_reads_it():
    swedish = gettext.GNUTranslations(io.BytesIO(compiled(messages(TEXT))))
    assert swedish.gettext("Choose from:\n\t{choices}") == "Välj något av:\n\t{choices}"
    forms = [swedish.ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", n) for n in (1, 2)]
    assert forms == ["{value!r} är inte {choice}.", "{value!r} är inget av {choices}."]


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's own tools are not installed")
def test_gettext_itself_understands_the_source_alike(tmp_path):
    subprocess.run(["msgfmt", "-o", tmp_path / "a.mo", SOURCE], check=True)
    ours = io.BytesIO(compiled(messages(TEXT)))
    theirs = io.BytesIO((tmp_path / "a.mo").read_bytes())
    assert vars(gettext.GNUTranslations(ours))["_catalog"] == vars(gettext.GNUTranslations(theirs))["_catalog"]


def test_no_value_is_asked_for_that_the_english_sentence_lacks():
    for key, value in messages(TEXT).items():
        english, swedish = (
            {field for _, field, _, _ in string.Formatter().parse(text.replace("\0", " ")) if field}
            for text in (key, value)
        )
        assert swedish <= english, key


@pytest.mark.parametrize("broken", ["msgid nothing", 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"'])
def test_what_is_not_understood_is_refused(broken):
    with pytest.raises(ValueError):
        messages(broken)
