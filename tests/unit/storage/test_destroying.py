"""A case goes from this machine, and nothing of anybody else goes with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.case.errors import ArchiveBusy, NotACase, NotConfirmed
from goodoffices.record import durability
from goodoffices.storage import destroying
from goodoffices.storage.destroying import destroy_case

TITLE = "Water of the valley"
OURS = (
    ".cache/case.yaml.jsonl",
    "archive/team.jsonl",
    "case.yaml",
    "database/case.sqlite3",
    "documents/deep/report.txt",
    "drafts/report.json",
    "preferences.yaml",
    "record.yaml",
    "rounds.yaml",
    "undertakings.yaml",
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "valley"
    for name in OURS:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text("x")
    (path / "case.yaml").write_text(f"title: {TITLE}\n", "utf-8")
    return path


def test_nothing_is_left(case: Path, tmp_path: Path) -> None:
    done = destroy_case(case, title=TITLE)
    assert (done.left, done.is_complete) == ((), True)
    assert list(tmp_path.iterdir()) == []


def test_files_of_others_stay_and_are_named(case: Path) -> None:
    (case / "own notes.odt").write_text("mine")
    (case / "photos").mkdir()
    done = destroy_case(case, title=TITLE)
    assert (done.left, done.is_complete) == (("own notes.odt", "photos"), False)
    assert (case / "own notes.odt").read_text() == "mine"
    assert sorted(one.name for one in case.iterdir()) == ["own notes.odt", "photos"]


@pytest.mark.parametrize("title", ["", "water of the valley", "Water"])
def test_another_title_destroys_nothing(case: Path, title: str) -> None:
    with pytest.raises(NotConfirmed, match=r"give the title that stands in its case\.yaml"):
        destroy_case(case, title=title)
    assert (
        tuple(sorted(p.relative_to(case).as_posix() for p in case.rglob("*") if p.is_file()))
        == OURS
    )


def test_a_case_without_a_title_is_not_destroyed_by_none(case: Path) -> None:
    (case / "case.yaml").write_text("title:\n")
    with pytest.raises(NotConfirmed):
        destroy_case(case, title="")


def test_a_folder_that_is_no_case_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(NotACase, match=r"there is no case\.yaml in it"):
        destroy_case(tmp_path, title="")
    assert (tmp_path / "mine").read_text() == "mine"


def test_what_a_link_leads_to_outside_stays(case: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine").write_text("mine")
    (case / "documents" / "link").symlink_to(outside)
    durability.remove(case / ".cache" / "case.yaml.jsonl")
    (case / ".cache").rmdir()
    (case / ".cache").symlink_to(outside)
    assert destroy_case(case, title=TITLE).is_complete
    assert [one.name for one in outside.iterdir()] == ["mine"]


def test_a_case_reached_through_a_link_goes_with_the_link(case: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(case)
    assert destroy_case(tmp_path / "link", title=TITLE).is_complete
    assert list(tmp_path.iterdir()) == []


def test_a_case_that_is_being_written_waits(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(destroying, "WAIT_S", 0)
    with durability.locked(case / "archive" / ".lock", wait_s=1), pytest.raises(ArchiveBusy):
        destroy_case(case, title=TITLE)
    assert (case / "case.yaml").is_file()
