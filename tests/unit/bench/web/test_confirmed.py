"""What is said of writes that were confirmed: each one lost or doubled is counted."""

from __future__ import annotations

from pathlib import Path

from bench.web.confirmed import Outcome, look_at
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.beginning import make_case
from goodoffices.record.folder import ARCHIVE_FOLDER
from goodoffices.record.replay import Json
from goodoffices.web.preparing import prepare_case


def written(path: Path, **said: str) -> None:
    """Record notes with these words, as pages do."""
    events = []
    for name, words in said.items():
        content: Json = {
            "id": name,
            "words": words,
            "chain": [{"speaker": "unknown", "to": "team"}],
        }
        events.append(NewEvent("added", "statement", name, "ana", content))
    Archive(path / ARCHIVE_FOLDER).append("team", events)


def case(path: Path) -> Path:
    make_case(path)
    prepare_case(path, by="ana")
    return path


def test_each_that_is_lost_or_doubled_is_counted(tmp_path: Path) -> None:
    path = case(tmp_path / "case")
    written(path, s1="once", s2="twice", s3="twice")
    found = look_at(path, ["once", "twice", "never"])
    assert (found.confirmed, found.lost, found.twice) == (3, 1, 1)
    assert (found.is_whole, found.is_right) == (True, False)


def test_files_that_cannot_be_read_are_no_agreement(tmp_path: Path) -> None:
    path = case(tmp_path / "case")
    (path / "record.yaml").write_text("statements: [")
    assert look_at(path, []) == Outcome(0, 0, 0, is_whole=True, edits=-1)
