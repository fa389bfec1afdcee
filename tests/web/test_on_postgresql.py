"""The tests of the pages and of what they store hold on PostgreSQL as on SQLite."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.web.postgresql import is_there, running
from goodoffices.web.environment import CASE, DATABASE

ROOT = Path(__file__).parents[2]
FOLDERS = ("tests/web", "tests/unit/storage")
LEFT_OUT = (
    Path(__file__).relative_to(ROOT).as_posix(),
    "tests/web/test_serve.py",  # each starts the command on a database file of its own
    "tests/web/test_switching.py",
    "tests/unit/storage/test_killing.py",
)

IN_NO_TRANSACTION = "tests/web/test_backups.py::test_case_is_destroyed_by_its_title_alone"
"""It empties the database, which PostgreSQL does in no transaction; each test is in one."""


@pytest.mark.slow
@pytest.mark.skipif(not is_there(), reason="PostgreSQL (initdb, pg_ctl) is not installed")
def test_the_same_tests_pass_on_postgresql() -> None:
    own = {CASE, "DJANGO_SETTINGS_MODULE", "PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST"}
    with running() as address:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q"),
                *(f"--ignore={one}" for one in LEFT_OUT),
                f"--deselect={IN_NO_TRANSACTION}",
                *FOLDERS,
            ],
            cwd=ROOT,
            env={name: one for name, one in os.environ.items() if name not in own}
            | {DATABASE: address},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
