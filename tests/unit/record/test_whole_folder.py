"""A folder is there whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.case.errors import CannotWrite
from goodoffices.record.whole_folder import is_free, whole_folder, write_whole


def names_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_an_empty_folder_is_free_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    (tmp_path / "astray").symlink_to(tmp_path / "nowhere")
    asked = ("empty", "file", "nothing", ".", "link", "astray")
    assert [one for one in asked if is_free(tmp_path / one)] == ["empty", "nothing", "link"]


@pytest.mark.parametrize("into", ["new", "far/away", "empty", "link"])
def test_what_was_written_gets_its_name_and_nothing_stays_beside_it(
    tmp_path: Path, into: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    with whole_folder(tmp_path / into) as made:
        write_whole(made, [("case.yaml", b"title: A"), ("documents/d1.txt", b"No.")])
    assert names_in(tmp_path / into) == ["case.yaml", "documents", "documents/d1.txt"]
    assert (tmp_path / into).stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.rglob(".*")) == []


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "case.yaml", b"title: A"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), whole_folder(tmp_path / "new") as made:
        write_whole(made, files())
    assert names_in(tmp_path) == []


def test_nothing_is_written_where_something_is(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(CannotWrite, match="nothing is overwritten"), whole_folder(tmp_path):
        pytest.fail("it was given a folder")
    assert names_in(tmp_path) == ["mine"]


def test_a_place_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CannotWrite), whole_folder(tmp_path / "file" / "new"):
        pytest.fail("it was given a folder")
