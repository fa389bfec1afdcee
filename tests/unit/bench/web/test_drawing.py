"""Drawn cases: the same for the same seed, as large as they say, and fit for use."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bench.web.drawing import draw_case, draw_entries
from goodoffices.record.archive import Archive
from goodoffices.record.archived import contents_of, record_of
from goodoffices.record.checking_changes import check_record
from goodoffices.record.fold import Fold
from goodoffices.record.folder import ARCHIVE_FOLDER

SMALL = 300


def test_entries_follow_from_their_seed() -> None:
    assert draw_entries(SMALL).contents == draw_entries(SMALL).contents
    assert draw_entries(SMALL, seed=2).contents != draw_entries(SMALL).contents


def test_entries_are_of_every_kind_in_their_shares() -> None:
    kinds = Counter(kind for kind, _ in draw_entries(1_000).contents)
    assert kinds == {
        "statement": 400,
        "reading": 403,
        "note": 60,
        "message": 50,
        "meeting": 40,
        "document": 30,
        "link": 20,
    }


@pytest.mark.slow
def test_a_drawn_case_has_no_mistake_and_positions_that_stand(tmp_path: Path) -> None:
    """What pages would refuse must not be measured on."""
    path = draw_case(tmp_path / "drawn", SMALL)
    contents = contents_of(Archive(path / ARCHIVE_FOLDER).replay())
    record = record_of(contents)
    today = date(2026, 1, 1)
    assert check_record(contents, record, changed=contents.keys(), today=today) == []
    assert (len(record.parties), len(record.issues)) == (12, 60)
    assert len(Fold(record).case().positions) == 65
