"""The example in CONTRIBUTING.md is real: its test passes, and its command runs."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

import goodoffices
import goodoffices.cli
from docs.generate import help_of

ROOT = Path(__file__).parents[2]


def blocks() -> dict[str, str]:
    """The blocks of Python, by the path that their first line names."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return {
        match[1]: match[2]
        for match in re.finditer(r"```python\n# (\S+)\n(.*?)```", text, re.DOTALL)
    }


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The blocks, with those of the package in a place from which they can be imported."""
    found = blocks()
    places = [name for name in found if name.startswith("src/")]
    for name in places:
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(found[name], encoding="utf-8")
    src = tmp_path / "src" / "goodoffices"
    monkeypatch.setattr(goodoffices, "__path__", [*goodoffices.__path__, str(src)])
    monkeypatch.setattr(goodoffices.cli, "__path__", [*goodoffices.cli.__path__, str(src / "cli")])
    yield found
    for name in [name for name in sys.modules if name.endswith(".silences")]:
        del sys.modules[name]
    importlib.invalidate_caches()


def test_the_example_of_an_analysis_works(example: dict[str, str]) -> None:
    names: dict[str, object] = {}
    exec(example["tests/unit/silences/test_silences.py"], names)  # noqa: S102 -- our own document
    tests = [run for name, run in names.items() if name.startswith("test_")]
    assert len(tests) == 1
    for run in tests:
        assert callable(run)
        run()


@pytest.mark.usefixtures("example")
def test_the_example_of_a_command_works() -> None:
    command = importlib.import_module("goodoffices.cli.silences").command
    doha = str(files("goodoffices.examples") / "doha-round")
    shown = CliRunner().invoke(command, [doha, "--json"])
    assert (shown.exit_code, shown.stderr) == (0, "")
    silences = json.loads(shown.stdout)["silences"]
    assert silences[0] == {"issue": "philadelphi", "parties": ["hamas"]}
    assert "Example:\n    goodoffices silences" in help_of(command, name="silences", parent=None)
