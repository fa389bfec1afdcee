"""Writing files: whole or not at all, whatever the disk does."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from goodoffices.case.errors import CannotWrite
from goodoffices.case.safe_write import explain_failure, write_bytes, write_files, write_text


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "record.yaml"
    path.write_bytes(b"old\n")
    return path


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def refusing(number: int) -> Callable[..., object]:
    """A call of the system that fails."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_new_content_takes_the_place_of_the_old(old: Path) -> None:
    write_bytes(old, b"new\n")
    assert (old.read_bytes(), names(old.parent)) == (b"new\n", ["record.yaml"])


def test_text_is_utf_8_with_its_own_line_ends(old: Path) -> None:
    write_text(old, "أ\r\n")
    assert old.read_bytes() == b"\xd8\xa3\r\n"


def test_existing_file_keeps_its_mode(old: Path) -> None:
    old.chmod(0o640)
    write_bytes(old, b"new")
    assert old.stat().st_mode & 0o777 == 0o640


def test_new_file_obeys_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_bytes(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_mode_asked_for_is_given(old: Path) -> None:
    write_bytes(old, b"new", mode=0o600)
    assert old.stat().st_mode & 0o777 == 0o600


def test_link_stays_a_link(old: Path) -> None:
    link = old.parent / "link.yaml"
    link.symlink_to(old.name)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"


def test_readers_never_see_half_a_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new content reaches the disk, the old one is still there under the name."""
    seen = []
    fsync = os.fsync

    def watch(descriptor: int) -> None:
        seen.append(old.read_bytes())
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watch)
    write_bytes(old, b"new")
    assert seen == [b"old\n", b"new"]


@pytest.mark.parametrize(
    ("call", "number", "reason"),
    [
        ("fsync", errno.ENOSPC, "the disk is full"),
        ("open", errno.EROFS, "the disk is read-only"),
        ("open", errno.EACCES, "permission is missing"),
        ("fsync", errno.EDQUOT, "the disk quota is used up"),
        ("fsync", errno.EIO, "the disk reports an error"),
    ],
)
def test_failing_disk_changes_nothing(
    old: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, reason: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refusing(number))
        with pytest.raises(CannotWrite) as caught:
            write_bytes(old, b"new")
    assert str(caught.value) == f"cannot write {old}: {reason}; nothing was changed"
    assert (old.read_bytes(), names(old.parent)) == (b"old\n", ["record.yaml"])


def test_disk_full_in_the_middle_changes_nothing(old: Path) -> None:
    with disk_of(4096), pytest.raises(CannotWrite) as caught:
        write_bytes(old, b"x" * 1_000_000)
    assert str(caught.value) == (
        f"cannot write {old}: the file would be larger than this disk allows; nothing was changed"
    )
    assert (old.read_bytes(), names(old.parent)) == (b"old\n", ["record.yaml"])


def test_failing_rename_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refusing(errno.EIO))
        with pytest.raises(CannotWrite):
            write_bytes(old, b"new")
    assert (old.read_bytes(), names(old.parent)) == (b"old\n", ["record.yaml"])


def test_interruption_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_bytes(old, b"new")
    assert (old.read_bytes(), names(old.parent)) == (b"old\n", ["record.yaml"])


def test_read_only_file_is_respected(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(CannotWrite, match="permission is missing; nothing was changed"):
        write_bytes(old, b"new")


def test_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as caught:
        write_bytes(tmp_path, b"new")
    assert str(caught.value) == (
        f"cannot write {tmp_path}: a folder has this name; nothing was changed"
    )


def test_missing_folder_is_told(tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.yaml"
    with pytest.raises(CannotWrite) as caught:
        write_bytes(path, b"new")
    assert str(caught.value) == (
        f"cannot write {path}: the folder does not exist; nothing was changed"
    )


def test_folder_that_cannot_be_synced_is_no_failure(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The content is in place by then; some network shares refuse this for folders."""
    fsync = os.fsync

    def only_files(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").is_dir():
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    write_bytes(old, b"new")
    assert old.read_bytes() == b"new"


class TestSeveralFiles:
    @pytest.fixture
    def new(self, old: Path) -> Path:
        return old.parent / "rounds.yaml"

    def test_all_are_written(self, old: Path, new: Path) -> None:
        write_files({old: b"1", new: b"2"})
        assert (old.read_bytes(), new.read_bytes()) == (b"1", b"2")
        assert names(old.parent) == ["record.yaml", "rounds.yaml"]

    def test_none_are_nothing(self) -> None:
        write_files({})

    def test_full_disk_changes_none(self, old: Path, new: Path) -> None:
        with disk_of(4096), pytest.raises(CannotWrite) as caught:
            write_files({old: b"small", new: b"x" * 1_000_000})
        assert caught.value.path == str(new)
        assert (old.read_bytes(), names(old.parent)) == (b"old\n", ["record.yaml"])

    @pytest.mark.parametrize("links", [True, False])
    def test_files_renamed_before_a_failure_are_put_back(
        self, old: Path, new: Path, monkeypatch: pytest.MonkeyPatch, links: bool
    ) -> None:
        """Also where the disk has no hard links, and where a file was not there before."""
        third = old.parent / "third.yaml"
        replace = Path.replace

        def fail_for_third(self: Path, target: Path) -> Path:
            if target == third:
                raise OSError(errno.EIO, "Input/output error")
            return replace(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", fail_for_third)
            if not links:
                patch.setattr(os, "link", refusing(errno.EPERM))
            with pytest.raises(CannotWrite) as caught:
                write_files({old: b"1", new: b"2", third: b"3"})
        assert str(caught.value) == (
            f"cannot write {third}: the disk reports an error; nothing was changed"
        )
        assert (old.read_bytes(), names(old.parent)) == (b"old\n", ["record.yaml"])

    def test_what_cannot_be_put_back_is_told_and_kept(
        self, old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        replace = Path.replace
        calls: list[Path] = []

        def fail_after_one(self: Path, target: Path) -> Path:
            calls.append(target)
            if len(calls) > 1:
                raise OSError(errno.EIO, "Input/output error")
            return replace(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", fail_after_one)
            with pytest.raises(CannotWrite) as caught:
                write_files({old: b"1", new: b"2"})
        kept = next(each for each in old.parent.iterdir() if each.suffix == ".old")
        assert kept.read_bytes() == b"old\n"
        assert str(caught.value) == (
            f"cannot write {new}: the disk reports an error; these were changed and could not be"
            f" put back: {old} (its old content is in {kept.name})"
        )


def test_unknown_reason_is_the_system_s_own() -> None:
    assert explain_failure(OSError(errno.EBUSY, "Device or resource busy")) == (
        "device or resource busy"
    )
