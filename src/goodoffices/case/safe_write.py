"""Writing files so that an interruption loses nothing.

New content goes into a temporary file beside the old one, reaches the disk, and only then
takes the old one's name. Whoever reads meanwhile sees the old file or the new one, never
half of either. This module imports nothing of the package but the errors.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from goodoffices.case.errors import CannotWrite

NEW_FILE_MODE: Final = 0o666
"""Mode of a file that did not exist before, less what the person's umask takes away."""

REASONS: Final[Mapping[int, str]] = {
    errno.EACCES: "permission is missing",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file would be larger than this disk allows",
    errno.EIO: "the disk reports an error",
    errno.EISDIR: "a folder has this name",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOENT: "the folder does not exist",
    errno.ENOSPC: "the disk is full",
    errno.ENOTDIR: "the folder does not exist",
    errno.EPERM: "permission is missing",
    errno.EROFS: "the disk is read-only",
}
"""What the common failures of a disk are called."""


def write_bytes(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Write a file whole, or leave it as it was.

    Parameters
    ----------
    path
        The file; a symbolic link is followed and stays a link.
    data
        Its whole new content.
    mode
        Permissions to give it. Without it an existing file keeps its own, and a new one
        gets those of any new file.

    Raises
    ------
    CannotWrite
        When it cannot be written; the old content is then untouched and no temporary file
        is left behind.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     note = Path(folder, "note.txt")
    ...     write_bytes(note, b"first")
    ...     write_bytes(note, b"second")
    ...     note.read_bytes(), len(list(Path(folder).iterdir()))
    (b'second', 1)
    """
    write_files({path: data}, mode=mode)


def write_text(path: Path, text: str, *, mode: int | None = None) -> None:
    """Write a file whole as UTF-8, with the line ends of `text`; see `write_bytes`.

    Raises
    ------
    CannotWrite
        When it cannot be written; nothing was changed then.
    """
    write_bytes(path, text.encode(), mode=mode)


def write_files(contents: Mapping[Path, bytes], *, mode: int | None = None) -> None:
    """Write several files as one step, as far as the file system allows.

    All content reaches the disk under temporary names before the first file is renamed, so
    a full disk changes nothing. If a rename fails, those before it are put back. A power
    cut between two renames can leave some files new and others old, each of them whole.

    Parameters
    ----------
    contents
        The whole new content of each file.
    mode
        Permissions for all of them; see `write_bytes`.

    Raises
    ------
    CannotWrite
        When one of them cannot be written; it names that file.
    """
    replacements = [_Replacement(path, Path(os.path.realpath(path))) for path in contents]
    current = None
    try:
        for current, data in zip(replacements, contents.values(), strict=True):
            current.prepare(data, mode)
        for current in replacements if len(replacements) > 1 else ():
            current.keep_old()
        for current in replacements:
            current.finish()
    except OSError as error:
        changed = [each.remains() for each in replacements if not each.put_back()]
        shown = str(current.shown) if current else ""
        raise CannotWrite(shown, explain_failure(error), changed=changed) from error
    except BaseException:
        for each in replacements:
            each.put_back()
        raise
    finally:
        for each in replacements:
            each.tidy()
    _sync_folders({each.target.parent for each in replacements})


def explain_failure(error: OSError) -> str:
    """Say in plain words why a disk refused.

    Examples
    --------
    >>> explain_failure(OSError(errno.ENOSPC, "No space left on device"))
    'the disk is full'
    """
    return REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()


@dataclass
class _Replacement:
    """One file on its way from its old content to its new."""

    shown: Path
    target: Path
    new: Path | None = None
    old: Path | None = None
    existed: bool = False
    done: bool = False
    _token: str = field(default_factory=lambda: secrets.token_hex(6))

    def prepare(self, data: bytes, mode: int | None) -> None:
        """Put the new content on the disk under a temporary name."""
        keep = self._present_mode() if mode is None else mode
        name = self.target.with_name(f".{self._token}.new")
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, NEW_FILE_MODE)
        self.new = name
        with os.fdopen(descriptor, "wb") as stream:
            if keep is not None:
                name.chmod(keep)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())

    def keep_old(self) -> None:
        """Keep the old content under a second name until the whole step is done."""
        if not self.existed:
            return
        self.old = self.target.with_name(f".{self._token}.old")
        try:
            os.link(self.target, self.old)
        except OSError:  # some disks (memory sticks, shares) have no hard links
            shutil.copy2(self.target, self.old)

    def finish(self) -> None:
        """Give the new content the file's name."""
        assert self.new is not None
        self.new.replace(self.target)
        self.new, self.done = None, True

    def put_back(self) -> bool:
        """Undo `finish`, and say whether the file is as it was."""
        if not self.done:
            return True
        try:
            if self.old is not None:
                self.old.replace(self.target)
            else:
                self.target.unlink()
        except OSError:
            return False
        self.old, self.done = None, False
        return True

    def remains(self) -> str:
        """Name the file and where its old content is, after it could not be put back."""
        if self.old is None:
            return str(self.shown)
        kept, self.old = self.old, None
        return f"{self.shown} (its old content is in {kept.name})"

    def tidy(self) -> None:
        """Remove the temporary names that are left."""
        for name in (self.new, self.old):
            if name is not None:
                with contextlib.suppress(OSError):
                    name.unlink(missing_ok=True)

    def _present_mode(self) -> int | None:
        try:
            found = self.target.stat()
        except FileNotFoundError:
            return None
        self.existed = True
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        if not os.access(self.target, os.W_OK):
            raise PermissionError(errno.EACCES, "is read-only")
        return stat.S_IMODE(found.st_mode)


def _sync_folders(folders: Iterable[Path]) -> None:
    """Make the new names last.

    The content is in place already, and some network shares cannot do this for a folder;
    a refusal here is no failed write.
    """
    for folder in folders:
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
