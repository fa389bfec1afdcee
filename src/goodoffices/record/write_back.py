"""The files follow the archive, where pages have recorded something they do not say yet.

While pages are served, what is recorded there reaches the archive first. `write_back` brings
the files up to date: soon after, or when the case is next opened by the command line. What a
hand wrote into them meanwhile and nobody recorded is never lost; it shows as an edit that is
not recorded. `three_way` says how that is told.

Everything is decided from the archive and the files alone, so that an interruption anywhere
leaves nothing to remember: doing it again finishes.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, cast

from goodoffices.case.errors import CannotWrite, GoodOfficesError, InvalidCase, NotConfirmed
from goodoffices.case.yaml_cache import drop_cache
from goodoffices.record.archive import Archive
from goodoffices.record.compartments import READING, Content
from goodoffices.record.erasing import erase_beside
from goodoffices.record.files_point import (
    FilesPoint,
    holding_files,
    read_files_point,
    write_files_point,
)
from goodoffices.record.folder import ARCHIVE_FOLDER, FILES, Folder, read_folder
from goodoffices.record.growth import Growth, growth_since
from goodoffices.record.one_step import edit_in_one_step, hand_over_cache
from goodoffices.record.recording import diff
from goodoffices.record.replay import Json, Key
from goodoffices.record.three_way import Decision, decide
from goodoffices.record.working_copy import current_entries
from goodoffices.record.written_entries import note_erased, put_into_files
from goodoffices.record.written_texts import plan_texts, remove_old_texts, write_texts

WAIT_S: Final = 30.0
"""How long to wait for another program that brings the files up to date."""


@dataclass(frozen=True, slots=True)
class WrittenBack:
    """What the files took over from the archive, and where they kept what a hand wrote.

    Parameters
    ----------
    written
        The entries that were written into the files, or taken out of them.
    kept
        The entries that were recorded otherwise, while the files have an edit of their own.
    """

    written: tuple[Key, ...] = ()
    kept: tuple[Key, ...] = ()


def begin(path: Path, *, wait_s: float = WAIT_S) -> None:
    """Let the files follow the archive from now on; nothing is done where they do already.

    Raises
    ------
    NotConfirmed
        Where the files have edits that are not recorded.
    InvalidCase, NotACase, RecordTampered
        Where the case cannot be used.
    ArchiveBusy, CannotWrite
        As for `write_back`.
    """
    with holding_files(path, wait_s=wait_s):
        if read_files_point(path) is not None:
            return
        folder = read_whole(path)
        grown = growth_since(Archive(path / ARCHIVE_FOLDER), datetime.now(UTC))
        current = cast("Mapping[Key, tuple[str, Json]]", current_entries(folder))
        edits = diff(current, grown.now)
        if edits:
            what = f"{len(edits)} edit{'' if len(edits) == 1 else 's'} of the files"
            raise NotConfirmed(what, f"record them first: goodoffices record {path}")
        write_files_point(path, FilesPoint(grown.head, grown.at))


def write_back(path: Path, *, wait_s: float = WAIT_S) -> WrittenBack:
    """Bring the files of a case up to what was recorded in the pages, in one step.

    Nothing is done where no pages were ever served, or the files are up to date.

    Parameters
    ----------
    path
        The case.
    wait_s
        How long to wait for another program that does the same.

    Raises
    ------
    InvalidCase
        Where a file cannot be read.
    CannotWrite
        Where a file cannot be written, would become larger than what is read, or was changed
        by somebody else meanwhile; the files are as they were then, and the archive has it all.
    ArchiveBusy
        Where another program does the same for longer.
    RecordTampered
        Where the archive is not whole.
    """
    if not is_behind(path):
        return WrittenBack()
    with holding_files(path, wait_s=wait_s):
        return write_back_alone(path)


def is_behind(path: Path) -> bool:
    """Whether the archive has got ahead of the files; a look at two small files.

    Raises
    ------
    RecordTampered
        Where the archive does not say where it ends.
    """
    agreed = read_files_point(path)
    return agreed is not None and Archive(path / ARCHIVE_FOLDER).head() != agreed.head


def write_back_alone(path: Path) -> WrittenBack:
    """Do what `write_back` does, for a caller that holds the files (`holding_files`)."""
    agreed = read_files_point(path)
    archive = Archive(path / ARCHIVE_FOLDER)
    if agreed is None or archive.head() == agreed.head:
        return WrittenBack()
    grown = growth_since(archive, agreed.at)
    decision = _carried_out(path, grown)
    write_files_point(path, FilesPoint(grown.head, grown.at))
    return WrittenBack(tuple(sorted(decision.written)), tuple(sorted(decision.kept)))


def _carried_out(path: Path, grown: Growth) -> Decision:
    """Make the files say what was decided, and return that."""
    folder = read_whole(path)
    files = {key: content for key, (_, content) in current_entries(folder).items()}
    decision = decide(grown, files)
    texts, unplaced = plan_texts(path, files, decision.written, grown.states)
    written = {key: said for key, said in decision.written.items() if key not in unplaced}
    decision = Decision(written, decision.kept | unplaced)
    gone = _erased_lines(grown, files, written)

    def edit(copies: Path) -> None:
        _refuse_changed(copies, folder)
        hand_over_cache(path, copies)
        note_erased(copies, folder, gone)
        put_into_files(copies, folder, files, written)
        for key in gone:
            erase_beside(path, key, files.get(key, {}))
        write_texts(path, texts)

    if written or gone:
        edit_in_one_step(path, edit)
        remove_old_texts(path, texts)
    if gone:
        drop_cache(path)
    return decision


def read_whole(path: Path) -> Folder:
    """Return the files of a case, or refuse where one of them cannot be read as YAML.

    Raises
    ------
    InvalidCase
        Where a file cannot be read.
    NotACase
        Where there is no case at the path.
    """
    folder = read_folder(path)
    if not folder.is_read:
        raise InvalidCase(folder.mistakes)
    return folder


def _erased_lines(
    grown: Growth, files: Mapping[Key, Content], written: Mapping[Key, Content | None]
) -> dict[Key, dict[str, str]]:
    """What the files shall say of each entry that was erased; readings go with their statement."""
    erased = dict(grown.erased)
    for key, content in written.items():
        statement = ("statement", str(files.get(key, {}).get("statement")))
        if key[0] == READING and content is None and statement in grown.erased:
            erased.setdefault(key, grown.erased[statement])
    return {
        key: {"on": f"{one.on:%Y-%m-%d}", "by": one.by, "reason": one.reason}
        for key, one in sorted(erased.items())
    }


def _refuse_changed(copies: Path, folder: Folder) -> None:
    """Refuse copies that are not of the files from which everything was decided."""
    for name in FILES:
        source = folder.sources.get(name)
        raw = (copies / name).read_bytes()
        is_begun = source is None and raw.count(b"\n") == 1
        if not is_begun and (source is None or hashlib.sha256(raw).hexdigest() != source.digest):
            raise CannotWrite(str(copies / name), "it was changed by somebody else meanwhile")


def main(words: list[str]) -> int:
    """Bring the files of a case up to date; what cannot be done is said in one sentence."""
    try:
        write_back(Path(words[0]))
    except (GoodOfficesError, OSError) as error:
        sys.stdout.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
