"""A case with a secret of each of the team, served by nobody yet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.web.ready import make_ready

make_ready()  # models cannot be imported before

from goodoffices.storage.desk import Desk  # noqa: E402 -- after Django is ready
from tests.web.cast import write_case  # noqa: E402 -- the same


@pytest.fixture(scope="session")
def served_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example with its cast, ready to be served; copied for each test."""
    return write_case(tmp_path_factory.mktemp("served") / "doha-round")


@pytest.fixture
def case(served_case: Path, tmp_path: Path) -> Path:
    """A case of the test's own."""
    return Path(shutil.copytree(served_case, tmp_path / "doha-round"))


@pytest.fixture
def desk(case: Path) -> Desk:
    """The desk of that case."""
    return Desk(case)
