"""A whole case in one encrypted file, and back.

The file is in the age format, locked by a passphrase, so that the standard program opens it
too: `age -d doha-round.age | tar x`. It holds everything, what single members hold in
confidence included, and the accounts of the pages with their password hashes: it is for the
team alone. Without the passphrase nobody can open it, the team neither.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Final

from goodoffices.case.errors import (
    CannotWrite,
    DamagedBackup,
    MissingExtra,
    WeakPassphrase,
    WrongPassphrase,
)
from goodoffices.case.safe_write import write_bytes
from goodoffices.record.whole_folder import refuse_taken
from goodoffices.storage.packing import BackupContents, pack_case, unpack
from goodoffices.storage.placing import place_case

LEAST_PASSPHRASE: Final = 12
"""Characters. The format makes each try slow; fewer characters can still all be tried."""
PRIVATE_FILE: Final = 0o600
WRONG: Final = "Decryption failed"
"""What the library says where the file is whole and the passphrase does not open it."""

TOO_SLOW: Final = "Excessive work parameter"
"""What it says where trying the passphrase would take this machine far too long, as it looks."""
TRIES: Final = 5
"""It measures the machine for a moment each time, and a busy one seems slower than it is."""


def make_backup(case: Path, *, passphrase: str) -> bytes:
    """Return a whole case as one encrypted file.

    The answer to "the laptop may be lost at the border tonight". Everything in the folder is
    in it but the cache and what begins with a dot. Two backups of one case differ, as each is
    encrypted with a key of its own.

    Raises
    ------
    WeakPassphrase
        Where the passphrase has fewer than 12 characters.
    MissingExtra
        Where the part of the program that encrypts is not installed.
    NotACase, InvalidCase, RecordTampered, ArchiveBusy, CannotWrite
        As for `pack_case`.
    """
    pyrage = _encryption("a backup")
    if len(passphrase.strip()) < LEAST_PASSPHRASE:
        raise WeakPassphrase(LEAST_PASSPHRASE)
    encrypted: bytes = pyrage.passphrase.encrypt(pack_case(case), passphrase)
    return encrypted


def write_backup(case: Path, to: Path, *, passphrase: str) -> None:
    """Write a whole case into one encrypted file that its owner alone may read.

    Raises
    ------
    CannotWrite
        Where the file would lie inside the case, or cannot be written.
    WeakPassphrase, MissingExtra, NotACase, InvalidCase, RecordTampered, ArchiveBusy
        As for `make_backup`.
    """
    if to.resolve().is_relative_to(case.resolve()):
        raise CannotWrite(str(to), "it lies inside the case that it shall outlast")
    write_bytes(to, make_backup(case, passphrase=passphrase), mode=PRIVATE_FILE)


def read_backup(data: bytes, *, passphrase: str) -> BackupContents:
    """Return what a backup holds, every file checked, without writing anything.

    Raises
    ------
    WrongPassphrase
        Where it does not open.
    DamagedBackup
        Where it is no backup of a case, or not as it was written.
    MissingExtra
        Where the part of the program that decrypts is not installed.
    """
    return unpack(_decrypt(data, passphrase))[0]


def restore_backup(data: bytes, *, passphrase: str, into: Path) -> BackupContents:
    """Restore a case from a backup: all of it, checked, or nothing.

    Every file is compared with the list, and the archive is verified, before the folder gets
    its name.

    Parameters
    ----------
    data, passphrase
        The backup, and what opens it.
    into
        The folder of the case, which must not exist or be empty.

    Raises
    ------
    CannotWrite
        Where there is something already, or the disk refuses.
    WrongPassphrase, DamagedBackup, MissingExtra
        As for `read_backup`; also where the archive in it is damaged.
    """
    refuse_taken(into)
    return place_case(_decrypt(data, passphrase), into=into)


def is_encrypted(data: bytes) -> bool:
    """Return whether a file is in the format of a backup, as it says itself.

    Examples
    --------
    >>> is_encrypted(b"age-encryption.org/v1"), is_encrypted(b"PK")
    (True, False)
    """
    return data.startswith((b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----"))


def _decrypt(data: bytes, passphrase: str) -> bytes:
    pyrage = _encryption("a backup")
    for _ in range(TRIES):
        try:
            opened: bytes = pyrage.passphrase.decrypt(data, passphrase)
        except pyrage.DecryptError as error:
            if str(error) == WRONG:
                raise WrongPassphrase from error
            if not str(error).startswith(TOO_SLOW):
                raise DamagedBackup("it is no backup, or it was cut off or altered") from error
        else:
            return opened
    raise DamagedBackup(
        "it was made on a faster machine, or this one is busy; end other programs and try again"
    )


def _encryption(what: str) -> ModuleType:
    try:
        import pyrage  # noqa: PLC0415 -- optional dependency
    except ImportError as error:
        raise MissingExtra(what, "web") from error
    return pyrage  # type: ignore[no-any-return,unused-ignore]
