"""All files of a case in one tar: as they were at one moment, and nothing from outside."""

from __future__ import annotations

import hashlib
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from goodoffices.case.errors import DamagedBackup, NotACase, RecordTampered
from goodoffices.record.archive import Archive
from goodoffices.storage.packing import pack_case, unpack
from tests.packed import listed, make_case, tar_of

TITLE = "Valley"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return make_case(tmp_path / "valley")


def test_everything_is_packed_but_what_is_no_content(case: Path, tmp_path: Path) -> None:
    for name in (".cache/x", "drafts/.lock", "database/case.sqlite3-wal", "archive/heads.json.new"):
        (case / name).parent.mkdir(exist_ok=True)
        (case / name).write_text("x")
    (case / "documents" / "minutes-journal").write_text("kept")
    (case / "own notes.odt").write_text("kept")
    (tmp_path / "elsewhere.txt").write_text("not of the case")
    (case / "documents" / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    (case / "archive" / "heads.json.new").unlink()
    contents, files = unpack(pack_case(case))
    assert list(files) == [
        "archive/heads.json",
        "archive/team.contents",
        "archive/team.jsonl",
        "case.yaml",
        "documents/minutes-journal",
        "documents/report.txt",
        "own notes.odt",
    ]
    assert files["documents/report.txt"] == b"Words."
    assert contents.title == TITLE
    assert contents.head == Archive(case / "archive").head()
    assert contents.files["documents/report.txt"] == hashlib.sha256(b"Words.").hexdigest()


def test_the_same_case_gives_the_same_bytes(case: Path) -> None:
    assert pack_case(case) == pack_case(case)


def test_an_interrupted_write_is_settled_first(case: Path) -> None:
    events = case / "archive" / "team.jsonl"
    whole = events.read_bytes()
    events.write_bytes(whole + b'{"at":"2026')
    assert unpack(pack_case(case))[1]["archive/team.jsonl"] == whole


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_database_in_use_is_packed_as_after_its_last_finished_change(
    case: Path, tmp_path: Path, mode: str
) -> None:
    (case / "database").mkdir()
    with closing(sqlite3.connect(case / "database" / "case.sqlite3")) as used:
        used.execute(f"PRAGMA journal_mode={mode}")
        used.execute("CREATE TABLE seen (by TEXT)")
        used.execute("INSERT INTO seen VALUES ('ana')")
        used.commit()
        used.execute("INSERT INTO seen VALUES ('unfinished')")
        files = unpack(pack_case(case))[1]
        assert [name for name in files if name.startswith("database/")] == ["database/case.sqlite3"]
    restored = tmp_path / "restored.sqlite3"
    restored.write_bytes(files["database/case.sqlite3"])
    with closing(sqlite3.connect(restored)) as copy:
        assert copy.execute("SELECT by FROM seen").fetchall() == [("ana",)]


def test_a_database_that_nobody_uses_is_packed(case: Path) -> None:
    (case / "database").mkdir()
    with closing(sqlite3.connect(case / "database" / "case.sqlite3")) as used:
        used.execute("PRAGMA journal_mode=WAL")
        used.execute("CREATE TABLE seen (by TEXT)")
        used.commit()
    assert unpack(pack_case(case))[1]["database/case.sqlite3"].startswith(b"SQLite format 3")


def test_a_case_without_an_archive_gets_none(case: Path) -> None:
    for path in (case / "archive").iterdir():
        path.unlink()
    (case / "archive").rmdir()
    contents, _ = unpack(pack_case(case))
    assert contents.head == ""
    assert not (case / "archive").exists()


def test_a_damaged_archive_is_no_backup(case: Path) -> None:
    contents = case / "archive" / "team.contents"
    contents.write_bytes(contents.read_bytes().replace(b"No.", b"So."))
    with pytest.raises(RecordTampered):
        pack_case(case)


def test_what_is_no_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match=r"there is no case\.yaml in it"):
        pack_case(tmp_path)


def link(name: str, kind: bytes) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info, b""


@pytest.mark.parametrize(
    "name",
    [
        "../case.yaml",
        "case/../../x",
        "/etc/x",
        "case//x",
        "case/./x",
        "case",
        "other/x",
        "case/a\\..\\x",
        "case/",
    ],
)
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(DamagedBackup, match="which is no file of a case"):
        unpack(tar_of(listed({}), (tarfile.TarInfo(name), b"x")))


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
)
def test_a_link_is_refused(kind: bytes) -> None:
    with pytest.raises(DamagedBackup, match='it holds "case/x", which is no file of a case'):
        unpack(tar_of(listed({}), link("case/x", kind)))


def test_a_name_that_stands_twice_is_refused() -> None:
    twice = [(tarfile.TarInfo("case/case.yaml"), b"x") for _ in range(2)]
    with pytest.raises(DamagedBackup, match="which is no file of a case"):
        unpack(tar_of(listed({"case.yaml": b"x"}), *twice))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is no archive of files"),
        (b"x" * 2000, "it is no archive of files"),
        (tar_of((tarfile.TarInfo("MANIFEST.json"), b"[]")), "the list of its files cannot be read"),
        (
            tar_of((tarfile.TarInfo("MANIFEST.json"), b'{"schema": "other/1"}')),
            'its list is "other/1", where "goodoffices/backup-manifest/1" is read',
        ),
        (tar_of(listed({"case.yaml": b"x"})), "its files are not those that it lists"),
        (
            tar_of(listed({"case.yaml": b"x"}), (tarfile.TarInfo("case/case.yaml"), b"y")),
            "case.yaml is not as it was written",
        ),
        (
            tar_of(listed({"x": b"x"}), (tarfile.TarInfo("case/x"), b"x")),
            "there is no case.yaml in it",
        ),
    ],
)
def test_what_is_not_as_it_was_written_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(DamagedBackup) as refused:
        unpack(data)
    assert refused.value.reason == reason
