"""Reading: files become drafts that wait in the case, one file after the other.

Each document is finished and written before the next is begun, so that a run that is stopped
goes on where it stopped: what has been read is known by its hash and drafts nothing new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from goodoffices.case.errors import UnreadableDocument
from goodoffices.case.yaml_cache import CACHE_FOLDER
from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.documents import Known, Library, Told, describe, keep, read_file, shown
from goodoffices.intake.drafting.drafting import draft_document
from goodoffices.intake.drafts import DraftDocument, DraftsFile
from goodoffices.intake.extractors.extracting import Extractor, run_extractor
from goodoffices.intake.knowledge import Knowledge
from goodoffices.intake.parsing import parse
from goodoffices.intake.reading_again import join_again
from goodoffices.intake.repair.repairing import repair
from goodoffices.intake.review.storing import (
    drafts_in,
    drafts_path,
    is_open,
    read_drafts,
    read_drafts_of,
    write_drafts,
)
from goodoffices.intake.texts import PlainText
from goodoffices.record.draft_files import alone
from goodoffices.record.folder import ARCHIVE_FOLDER, DRAFTS_FOLDER, FILES
from goodoffices.record.record import Record

_HIDDEN: Final = "."
_WRITTEN_FOLDERS: Final = frozenset({ARCHIVE_FOLDER, CACHE_FOLDER, DRAFTS_FOLDER})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its drafts, or one sentence why there are none."""

    path: Path
    drafts: DraftsFile | None = None
    known: str = ""
    refused: str = ""
    dropped: tuple[str, ...] = ()
    """What an extractor gave that does not stand in the text, each with why."""


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files that are meant: those given, and those in folders given, in order.

    Hidden files and folders inside a folder are left out. A path where nothing is stays in
    the list, so that reading refuses it by name.
    """
    found: list[Path] = []
    for path in paths:
        if _is_folder(path):
            inside = (one for one in path.rglob("*") if one.is_file() or _leads_nowhere(one))
            found += sorted(
                one
                for one in inside
                if not any(part.startswith(_HIDDEN) for part in one.relative_to(path).parts)
            )
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long is refused when it is read
        return False


def _leads_nowhere(path: Path) -> bool:
    return path.is_symlink() and not path.exists()


@dataclass
class Reader:
    """Reads files into the drafts of one case.

    Parameters
    ----------
    case_path, record
        The case, and its record as loaded.
    told
        What the person says of the files.
    extractor
        Drafts in the place of the rules, where one is given.
    again
        Read also what was read before, and keep what a person has decided on.
    taken
        Ids that nothing new may have, beside those of the record: of what others hold, where
        the record given is what somebody may see.
    knows
        Whether the person may know of a document that was read before; of all, where not given.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from goodoffices.record.checks.check import load
    >>> with TemporaryDirectory() as folder:
    ...     case, memo = Path(folder), Path(folder, "memo.txt")
    ...     _ = (case / "case.yaml").write_text("{schema: goodoffices/case/1, title: A bridge}")
    ...     _ = memo.write_text("The bridge stays closed, said Mara Toll, the mayor.")
    ...     for outcome in Reader(case, load(case).record).read([memo]):
    ...         [(draft.id, draft.words) for draft in outcome.drafts.drafts]
    [('memo_s1', 'The bridge stays closed')]
    """

    case_path: Path
    record: Record
    told: Told = field(default_factory=Told)
    extractor: Extractor | None = None
    again: bool = False
    taken: frozenset[str] = frozenset()
    knows: Callable[[DraftDocument], bool] | None = None

    def __post_init__(self) -> None:
        self._knowledge = Knowledge(self.record, self.taken)
        drafts = read_drafts(self.case_path)
        known = [one for one in drafts if self.knows is None or self.knows(one.document)]
        taken = {*self._knowledge.ids, *(one.document.id for one in drafts)}
        self._library = Library(self.record.documents, self.record.texts, known, taken)

    def read(self, paths: Iterable[Path]) -> Iterator[Outcome]:
        """Yield what became of each file, when its drafts are on the disk."""
        for path in paths:
            try:
                yield self._read(path)
            except UnreadableDocument as error:  # by its whole path: names return in folders
                yield Outcome(path, refused=f"{shown(path)}: {error.reason}")

    def _read(self, path: Path) -> Outcome:
        self._refuse_files_of_the_case(path)
        raw = read_file(path)
        known = self._library.with_hash(hashlib.sha256(raw).hexdigest())
        self._refuse_wider(path, known)
        if known is not None and known.drafts is None and known.entry is None and not self.again:
            return _read_before(path, known)
        if known is not None and known.drafts is not None and not self.again:
            return _read_before(path, known)
        plain = convert(raw, path.name)
        if known is None:
            known = self._lying_there(path, plain)
            self._refuse_wider(path, known)
        while True:
            name = known.id if known is not None else self._library.new_id(path.stem)
            document = describe(path, raw, plain, document=name, known=known, told=self.told)
            self._refuse_to_send(path, document)
            drafts, dropped = self._draft(plain, document)
            with alone(self.case_path):
                standing = self._standing(name)
                if known is not None or standing is None:
                    drafts = self._written(drafts, standing, raw, plain)
                    return Outcome(path, drafts=drafts, dropped=dropped)
            # Another program gave this id to another file meanwhile: ours gets the next one.
            self._library.add(standing.document)
            known = self._library.with_hash(document.sha256)
            if known is not None:
                return _read_before(path, known)

    def _standing(self, document: str) -> DraftsFile | None:
        """What stands on the disk now: a person may have decided since this run began."""
        is_there = drafts_path(self.case_path, document).is_file()
        return read_drafts_of(self.case_path, document) if is_there else None

    def _written(
        self, drafts: DraftsFile, standing: DraftsFile | None, raw: bytes, plain: PlainText
    ) -> DraftsFile:
        """Keep the file and its text, then the drafts, joined with what was decided on before."""
        if standing is not None:
            drafts = join_again(standing, drafts)
        kept = keep(self.case_path, drafts.document, raw, plain.text)
        drafts = drafts.model_copy(update={"document": kept})
        write_drafts(self.case_path, drafts)
        self._library.add(kept)
        return drafts

    def _refuse_files_of_the_case(self, path: Path) -> None:
        """What the program writes is no report: read, its own words would be drafted again."""
        case, file = self.case_path.resolve(), path.resolve()
        if not file.is_relative_to(case):
            return
        first, *rest = file.relative_to(case).parts or ("",)
        if first in FILES if not rest else first in _WRITTEN_FOLDERS:
            raise UnreadableDocument(str(path), "this is a file of the case itself, and no report")

    def _refuse_wider(self, path: Path, known: Known | None) -> None:
        """What others know of cannot be closed to them by reading it."""
        if known is not None and known.is_wider_than(self.told.handling):
            reason = (
                f"it is in the case as {known.id}, and not for those alone whom --held-by names; "
                "change its handling there, or erase it and read it anew"
            )
            raise UnreadableDocument(str(path), reason)

    def _refuse_to_send(self, path: Path, document: DraftDocument) -> None:
        """What only some of us hold is told to no other program, wherever that runs."""
        if self.extractor is not None and document.handling.held_by:
            reason = "only some of the team hold it, so it is read by our own rules alone"
            raise UnreadableDocument(str(path), f"{reason}: leave out --extractor")

    def _lying_there(self, path: Path, plain: PlainText) -> Known | None:
        """A document of the record whose text this is, by where the file lies or by its text."""
        found = self._library.with_hash(hashlib.sha256(plain.text.encode()).hexdigest())
        if found is not None:
            return found
        inside = (self.case_path / "documents").resolve()
        return self._library.with_file(path.name) if path.resolve().parent == inside else None

    def _draft(
        self, plain: PlainText, document: DraftDocument
    ) -> tuple[DraftsFile, tuple[str, ...]]:
        if self.extractor is not None:
            found = run_extractor(
                self.extractor,
                plain.text,
                record=self.record,
                document_id=document.id,
                document=document.file,
            )
            drafts = DraftsFile(
                document=document,
                extractor=self.extractor.name,
                sources=found.sources,
                drafts=found.drafts,
            )
            return drafts, found.dropped
        repaired = repair(plain, names=[form.text for form in self._knowledge.names.forms])
        drafts = draft_document(
            parse(repaired), plain.text, document=document, knowledge=self._knowledge
        )
        return drafts, ()


def _read_before(path: Path, known: Known) -> Outcome:
    drafts = drafts_in(known.drafts) if known.drafts is not None else ()
    waiting = sum(1 for one in drafts if is_open(one))
    waits = f"; {waiting} of its drafts wait in review" if waiting else ""
    return Outcome(path, known=f"{shown(path)}: already read as {known.id}{waits}")
