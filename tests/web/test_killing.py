"""The server or its worker killed while people write: a small run of `bench.web.killing`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.web.killing import kill_and_see

pytestmark = pytest.mark.slow

WRITES = 36
EVERY = 6


def test_nothing_confirmed_is_lost_to_kill_9_and_the_next_start_is_right(tmp_path: Path) -> None:
    """Each entry once, no step half, the files agree, and all long work has ended."""
    found = kill_and_see(tmp_path, writes=WRITES, every=EVERY, seed=3)
    assert found.is_right, str(found)
    assert found.server > found.worker > 0
    assert found.outcome.confirmed > 0
