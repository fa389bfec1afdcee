"""The program run in this process, in a folder of its own, by somebody called mira."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from goodoffices.cli.main import main
from tests.briefs import copy_example
from tests.orders import copy_valley_with_orders


@dataclass(frozen=True)
class Shown:
    """What a run of the program gave."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON object that it must be."""
        return json.loads(self.out)


Run = Callable[..., Shown]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program with some words; afterwards its output is taken away."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOODOFFICES_BY", "mira")
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> Shown:
        capsys.readouterr()
        status = main(words)
        return Shown(status, *capsys.readouterr())

    return run


@pytest.fixture
def doha(tmp_path: Path) -> Path:
    """The example doha-round, in the folder in which the program runs."""
    return copy_example("doha-round", tmp_path)


@pytest.fixture
def camp_david(tmp_path: Path) -> Path:
    """The example camp-david-1978, which has numbers on record."""
    return copy_example("camp-david-1978", tmp_path)


@pytest.fixture
def shalit(tmp_path: Path) -> Path:
    """The example shalit-2011, in which something is ruled out."""
    return copy_example("shalit-2011", tmp_path)


@pytest.fixture
def valley_orders(tmp_path: Path) -> Path:
    """The example valley with orders and no-agreement values on record."""
    return copy_valley_with_orders(tmp_path)
