"""A case comes back from its backup as it was, or not at all."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest

from goodoffices.case.errors import (
    CannotWrite,
    DamagedBackup,
    WeakPassphrase,
    WrongPassphrase,
)
from goodoffices.record.archive import Archive
from goodoffices.storage.backup import make_backup, read_backup, restore_backup, write_backup
from goodoffices.storage.packing import BackupContents, pack_case, unpack
from tests.packed import files_of, make_case

pytestmark = pytest.mark.slow  # a passphrase is made slow to try, on purpose

WORDS = "five quiet words of ours"


def open_without_us(data: bytes) -> bytes:
    """Decrypt as any program of the format does."""
    opened: bytes = pyrage.passphrase.decrypt(data, WORDS)
    return opened


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_case(tmp_path_factory.mktemp("backup") / "valley")


@pytest.fixture(scope="module")
def backup(case: Path) -> bytes:
    """One backup for all tests: each encryption takes a second or two, on purpose."""
    return make_backup(case, passphrase=WORDS)


def test_a_backup_is_a_tar_in_the_age_format(case: Path, backup: bytes) -> None:
    assert backup.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert open_without_us(backup) == pack_case(case)
    assert b"Words" not in backup


def test_a_restored_case_is_as_it_was(case: Path, backup: bytes, tmp_path: Path) -> None:
    into = tmp_path / "new" / "valley"
    found = restore_backup(backup, passphrase=WORDS, into=into)
    assert files_of(into) == files_of(case)
    assert Archive(into / "archive").verify().is_whole
    assert found == unpack(pack_case(case))[0]
    assert [path.name for path in into.parent.iterdir()] == ["valley"]
    assert into.stat().st_mode & 0o077 == 0


def test_nothing_is_written_over(backup: bytes, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(CannotWrite, match="nothing is overwritten"):
        restore_backup(backup, passphrase=WORDS, into=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_wrong_passphrase_is_refused(backup: bytes, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase) as refused:
        restore_backup(backup, passphrase=WORDS.upper(), into=tmp_path / "valley")
    assert str(refused.value) == "the backup does not open with this passphrase"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["altered", "cut", "no backup", "empty"])
def test_a_damaged_file_is_refused(backup: bytes, damage: str) -> None:
    data = {
        "altered": backup[:-40] + bytes([backup[-40] ^ 1]) + backup[-39:],
        "cut": backup[:-1],
        "no backup": b"PK\x03\x04",
        "empty": b"",
    }[damage]
    with pytest.raises(DamagedBackup) as refused:
        read_backup(data, passphrase=WORDS)
    assert refused.value.reason == "it is no backup, or it was cut off or altered"


@pytest.mark.parametrize("passphrase", ["", "short", "eleven char", "  eleven char  "])
def test_a_short_passphrase_is_refused(case: Path, passphrase: str) -> None:
    with pytest.raises(WeakPassphrase) as refused:
        make_backup(case, passphrase=passphrase)
    assert str(refused.value).startswith("the passphrase has fewer than 12 characters: whoever ")


def test_a_backup_lies_outside_the_case(case: Path) -> None:
    with pytest.raises(CannotWrite, match="it lies inside the case"):
        write_backup(case, case / "documents" / "x.age", passphrase=WORDS)


def test_the_file_is_its_owners_alone(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "valley.age"
    write_backup(case, file, passphrase=WORDS)
    assert file.stat().st_mode & 0o777 == 0o600
    found = read_backup(file.read_bytes(), passphrase=WORDS)
    assert found == BackupContents("Valley", found.head, found.files)
    assert (found.head, sorted(found.files)) == (
        Archive(case / "archive").head(),
        sorted(files_of(case)),
    )
