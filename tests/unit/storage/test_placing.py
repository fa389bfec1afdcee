"""A packed case is put in place whole, or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from goodoffices.case.errors import CannotWrite, DamagedBackup
from goodoffices.storage.packing import pack_case, unpack
from goodoffices.storage.placing import place_case
from tests.packed import files_of, make_case, packed_of


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    case, into = make_case(tmp_path / "case"), tmp_path / "valley"
    into.mkdir()
    place_case(pack_case(case), into=into)
    assert files_of(into) == files_of(case)
    assert into.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "valley"]


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_is_written_over(tmp_path: Path, kind: str) -> None:
    packed = pack_case(make_case(tmp_path / "case"))
    shutil.rmtree(tmp_path / "case")
    into = tmp_path / "valley"
    if kind == "folder":
        into.mkdir()
        (into / "mine").write_text("mine")
    elif kind == "file":
        into.write_text("mine")
    else:
        into.symlink_to(tmp_path / "nowhere")
    with pytest.raises(CannotWrite, match="nothing is overwritten"):
        place_case(packed, into=into)
    assert [path.name for path in tmp_path.iterdir()] == ["valley"]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("contents", "its archive is damaged: team.contents:1: "),
        ("head", "its archive is another one than it says"),
        ("missing", "its archive is missing"),
    ],
)
def test_an_archive_that_does_not_verify_leaves_nothing(
    tmp_path: Path, damage: str, reason: str
) -> None:
    """The list of files fits each time; the archive is not the one that it names."""
    case = make_case(tmp_path / "case")
    contents, files = unpack(pack_case(case))
    head = contents.head
    if damage == "contents":
        name = "archive/team.contents"
        files[name] = files[name].replace(b"No.", b"So.")
    elif damage == "head":
        head = head[::-1]
    else:
        files = {name: data for name, data in files.items() if not name.startswith("archive/")}
    with pytest.raises(DamagedBackup) as refused:
        place_case(packed_of(files, head=head), into=tmp_path / "valley")
    assert refused.value.reason.startswith(reason)
    assert [path.name for path in tmp_path.iterdir()] == ["case"]
