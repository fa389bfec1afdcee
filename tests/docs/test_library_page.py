"""The example of docs/reference/api.md runs."""

from __future__ import annotations

import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"


def test_example_prints_the_sets_under_every_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_file(files("goodoffices.examples") / "doha-round") as source:
        shutil.copytree(source, tmp_path / "doha-round", ignore=shutil.ignore_patterns(".cache"))
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(
        r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert len(blocks) == 1
    exec(blocks[0], {})  # noqa: S102 -- our own page
    assert [line.count("'p") for line in capsys.readouterr().out.splitlines()] == [3, 3]
