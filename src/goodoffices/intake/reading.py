"""Reading: files become drafts that wait in the case, one file after the other.

Each document is finished and written before the next is begun, so that a run that is stopped
goes on where it stopped: what has been read is known by its hash and drafts nothing new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from goodoffices.case.errors import UnreadableDocument
from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.documents import Known, Library, Told, describe, keep, read_file
from goodoffices.intake.drafting.drafting import draft_document
from goodoffices.intake.drafts import DraftDocument, DraftsFile
from goodoffices.intake.extractors.extracting import Extractor, run_extractor
from goodoffices.intake.knowledge import Knowledge
from goodoffices.intake.parsing import LONGEST, parse
from goodoffices.intake.reading_again import join_again
from goodoffices.intake.repair.repairing import repair
from goodoffices.intake.review.storing import drafts_in, is_open, read_drafts, write_drafts
from goodoffices.intake.texts import PlainText
from goodoffices.record.record import Record

HIDDEN: Final = "."

Progress = Callable[[str, int, int], None]


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
        if path.is_dir():
            inside = (one for one in path.rglob("*") if one.is_file())
            found += sorted(
                one
                for one in inside
                if not any(part.startswith(HIDDEN) for part in one.relative_to(path).parts)
            )
        else:
            found.append(path)
    return list(dict.fromkeys(found))


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
    """

    case_path: Path
    record: Record
    told: Told = field(default_factory=Told)
    extractor: Extractor | None = None
    again: bool = False

    def __post_init__(self) -> None:
        self._knowledge = Knowledge(self.record)
        self._library = Library(
            self.record.documents, read_drafts(self.case_path), self._knowledge.ids
        )

    def read(self, paths: Sequence[Path], *, progress: Progress | None = None) -> Iterator[Outcome]:
        """Yield what became of each file, when its drafts are on the disk."""
        for number, path in enumerate(paths):
            if progress is not None:
                progress(path.name, number, len(paths))
            try:
                yield self._read(path)
            except UnreadableDocument as error:
                yield Outcome(path, refused=str(error))

    def _read(self, path: Path) -> Outcome:
        raw = read_file(path)
        known = self._library.with_hash(hashlib.sha256(raw).hexdigest())
        if known is not None and known.drafts is None and known.entry is None and not self.again:
            return Outcome(path, known=f"{path}: already read as {known.id}")
        if known is not None and known.drafts is not None and not self.again:
            waiting = sum(1 for one in drafts_in(known.drafts) if is_open(one))
            waits = f"; {waiting} of its drafts wait in review" if waiting else ""
            return Outcome(path, known=f"{path}: already read as {known.id}{waits}")
        plain = convert(raw, path.name)
        if len(plain.text) > LONGEST:
            size = f"{len(plain.text):,} characters, where {LONGEST:,} are read at most"
            raise UnreadableDocument(str(path), f"its text has {size}; split it into parts")
        known = known or self._lying_there(path, plain)
        name = known.id if known is not None else self._library.new_id(path.stem)
        document = describe(path, raw, plain, document=name, known=known, told=self.told)
        drafts, dropped = self._draft(plain, document)
        if known is not None and known.drafts is not None:
            drafts = join_again(known.drafts, drafts)
        kept = keep(self.case_path, drafts.document, raw, plain.text)
        drafts = drafts.model_copy(update={"document": kept})
        write_drafts(self.case_path, drafts)
        self._library.add(kept)
        return Outcome(path, drafts=drafts, dropped=dropped)

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
