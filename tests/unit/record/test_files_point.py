"""With which point of the archive the files agree."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from goodoffices.case.errors import ArchiveBusy, CannotWrite
from goodoffices.record.files_point import (
    FilesPoint,
    holding_files,
    make_folder,
    read_files_point,
    write_files_point,
)

AGREED = FilesPoint("ab" * 32, datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC))


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write_files_point(tmp_path, AGREED)
    assert read_files_point(tmp_path) == AGREED


def test_nothing_is_agreed_before_pages_were_served(tmp_path: Path) -> None:
    assert read_files_point(tmp_path) is None
    make_folder(tmp_path)
    assert read_files_point(tmp_path) is None


@pytest.mark.parametrize("raw", ["", "{", "[]", "{}", '{"head": "x", "at": "yesterday"}'])
def test_a_damaged_one_stands_for_the_beginning(tmp_path: Path, raw: str) -> None:
    (make_folder(tmp_path) / "files.json").write_text(raw)
    assert read_files_point(tmp_path) == FilesPoint("", datetime.min.replace(tzinfo=UTC))


def test_the_folder_is_closed_to_others_and_to_git(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / ".gitignore").read_text() == "*\n"


def test_one_program_holds_the_files(tmp_path: Path) -> None:
    first, second = holding_files(tmp_path, wait_s=0), holding_files(tmp_path, wait_s=0)
    with first, pytest.raises(ArchiveBusy), second:
        raise AssertionError("two at once")
    with holding_files(tmp_path, wait_s=0):
        assert (tmp_path / "database" / ".files.lock").is_file()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "database").write_text("a file")
    with pytest.raises(CannotWrite, match="database"), holding_files(tmp_path, wait_s=0):
        raise AssertionError("held nothing")
