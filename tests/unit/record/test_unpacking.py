"""A zip of a case is unpacked whole or not at all; see also tests/web/test_start.py."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from goodoffices.case.errors import CannotWrite, NotACase
from goodoffices.record.beginning import copy_example
from goodoffices.record.exporting import export_folder
from goodoffices.record.folder import read_folder
from goodoffices.record.unpacking import unpack_case


@pytest.fixture
def packed(tmp_path: Path) -> bytes:
    """An example as `export` packs it."""
    copy_example(tmp_path / "doha", "doha-round")
    return export_folder(tmp_path / "doha")


def test_a_case_comes_out_as_it_went_in(packed: bytes, tmp_path: Path) -> None:
    unpack_case(packed, tmp_path / "new" / "again")
    again = read_folder(tmp_path / "new" / "again").record()
    assert again == read_folder(tmp_path / "doha").record()
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["again"]


def test_an_empty_folder_is_used_and_a_full_one_left_alone(packed: bytes, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    unpack_case(packed, tmp_path / "empty")
    assert (tmp_path / "empty" / "case.yaml").is_file()
    with pytest.raises(CannotWrite, match="nothing is overwritten"):
        unpack_case(packed, tmp_path / "empty")


def test_a_damaged_zip_leaves_nothing(packed: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        inside = archive.getinfo("doha/record.yaml").header_offset + 200
    damaged = packed[:inside] + b"\xff" * 50 + packed[inside + 50 :]
    with pytest.raises(NotACase, match="it is no zip that can be read"):
        unpack_case(damaged, tmp_path / "again")
    assert [one.name for one in tmp_path.iterdir()] == ["doha"]


@pytest.mark.parametrize("name", ["database/case.sqlite3", "database/secret", ".cache/case.yaml"])
def test_a_database_or_a_cache_from_elsewhere_is_left_out(
    packed: bytes, tmp_path: Path, name: str
) -> None:
    added = io.BytesIO(packed)
    with zipfile.ZipFile(added, "a") as archive:
        archive.writestr(f"doha/{name}", "accounts of others")
    unpack_case(added.getvalue(), tmp_path / "again")
    assert (tmp_path / "again" / "case.yaml").is_file()
    assert not (tmp_path / "again" / name).parent.exists()
