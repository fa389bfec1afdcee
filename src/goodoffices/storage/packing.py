"""The files of a case as one tar, with a list of what they are, and back into a folder.

No clock and no owner is written, and the files stand in the order of their names. The tar is a
plain one: where this program is not at hand, any `tar` unpacks it.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import sqlite3
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from goodoffices.case.errors import CannotWrite, DamagedBackup
from goodoffices.case.safe_write import explain_failure
from goodoffices.record import durability
from goodoffices.record.archive import Archive
from goodoffices.record.files_point import DATABASE_FOLDER
from goodoffices.record.folder import ARCHIVE_FOLDER, CASE_FILE
from goodoffices.record.verify import Reader
from goodoffices.storage.titles import read_title

SCHEMA: Final = "goodoffices/backup-manifest/1"
MANIFEST: Final = "MANIFEST.json"
"""Comes first in the tar: the title, the head of the archive, and the SHA-256 of each file."""
FOLDER: Final = "case"
"""The folder in the tar in which the files of the case lie."""
DATABASE: Final = ".sqlite3"
PASSING: Final[Mapping[str, tuple[str, ...]]] = {
    ARCHIVE_FOLDER: (durability.NEW,),
    DATABASE_FOLDER: ("-wal", "-shm", "-journal"),
}
"""By folder, the endings of files that come and go with a write, and that are no content."""


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a backup holds.

    Parameters
    ----------
    title
        Of the case.
    head
        Of its archive; empty where it has none.
    files
        The SHA-256 of each file, by its name within the case.
    """

    title: str
    head: str
    files: Mapping[str, str]


def pack_case(case: Path) -> bytes:
    """Return all files of a case as one tar, taken at one moment.

    Nothing is recorded meanwhile. A database in use is copied as it was after its last
    finished change. Left out are the cache and what else begins with a dot, and links that
    lead out of the case.

    Raises
    ------
    NotACase, InvalidCase
        Where the path holds no case that can be read.
    RecordTampered
        Where its archive is damaged: a backup of it could not be restored.
    ArchiveBusy, CannotWrite
        Where another program is writing, or a file cannot be read.
    """
    title = read_title(case)
    with contextlib.ExitStack() as stack:
        head = ""
        if (case / ARCHIVE_FOLDER).is_dir():
            archive = Archive(case / ARCHIVE_FOLDER)
            stack.enter_context(archive.writing())
            head = archive.scan_unlocked(Reader()).head
        try:
            files = {name: _read(name, path) for name, path in _files(case)}
        except (OSError, sqlite3.Error) as error:
            reason = explain_failure(error) if isinstance(error, OSError) else str(error)
            raise CannotWrite("a backup", f"{case} cannot be read: {reason}") from error
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    manifest = {"schema": SCHEMA, "title": title, "head": head, "files": hashes}
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as packed:
        _add(packed, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        for name, data in files.items():
            _add(packed, f"{FOLDER}/{name}", data)
    return out.getvalue()


def unpack(data: bytes) -> tuple[BackupContents, dict[str, bytes]]:
    """Return what a tar of a case holds, each file checked against the list.

    Raises
    ------
    DamagedBackup
        Where it is no such tar, holds anything but files within the case, or a file is not as
        the list says.
    """
    members: dict[str, bytes] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as packed:
            for member in packed:
                _check_member(member, members)
                stream = packed.extractfile(member)
                members[member.name] = stream.read() if stream is not None else b""
    except (tarfile.TarError, OSError, ValueError) as error:
        raise DamagedBackup("it is no archive of files") from error
    contents = _read_manifest(members.pop(MANIFEST, b""))
    files = {name.removeprefix(f"{FOLDER}/"): data for name, data in members.items()}
    if files.keys() != contents.files.keys():
        raise DamagedBackup("its files are not those that it lists")
    for name, file in files.items():
        if hashlib.sha256(file).hexdigest() != contents.files[name]:
            raise DamagedBackup(f"{name} is not as it was written")
    if CASE_FILE not in files:
        raise DamagedBackup(f"there is no {CASE_FILE} in it")
    return contents, files


def _files(case: Path) -> Iterator[tuple[str, Path]]:
    """The files to pack with their names, in the order of the names."""
    inside = case.resolve()
    for path in sorted(case.rglob("*"), key=lambda one: one.relative_to(case).parts):
        name = path.relative_to(case)
        is_passing = path.name.endswith(PASSING.get(name.parts[0], ()))
        if is_passing or any(part.startswith(".") for part in name.parts):
            continue
        if path.is_file() and path.resolve().is_relative_to(inside):
            yield name.as_posix(), path


def _read(name: str, path: Path) -> bytes:
    is_database = name.startswith(f"{DATABASE_FOLDER}/") and path.suffix == DATABASE
    return _copy_database(path) if is_database else path.read_bytes()


def _copy_database(path: Path) -> bytes:
    """A database as it was after its last finished change, whoever uses it meanwhile."""
    with (
        contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as used,
        contextlib.closing(sqlite3.connect(":memory:")) as copy,
    ):
        used.backup(copy)
        return copy.serialize()


def _add(packed: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), 0o600
    packed.addfile(info, io.BytesIO(data))


def _check_member(member: tarfile.TarInfo, known: Mapping[str, bytes]) -> None:
    """Refuse whatever could end up outside the folder it is unpacked into."""
    parts = PurePosixPath(member.name).parts
    is_plain = member.isreg() and "\\" not in member.name and "\0" not in member.name
    is_inside = member.name == MANIFEST or (len(parts) > 1 and parts[0] == FOLDER)
    is_as_written = "/".join(parts) == member.name and not {"..", ".", "/"} & set(parts)
    if not (is_plain and is_inside and is_as_written) or member.name in known:
        raise DamagedBackup(f'it holds "{member.name}", which is no file of a case')


def _read_manifest(data: bytes) -> BackupContents:
    try:
        found = json.loads(data)
        if found["schema"] != SCHEMA:
            raise DamagedBackup(f'its list is "{found["schema"]}", where "{SCHEMA}" is read')
        files = {str(name): str(digest) for name, digest in found["files"].items()}
        return BackupContents(str(found["title"]), str(found["head"]), files)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise DamagedBackup("the list of its files cannot be read") from error
