"""Where drafts wait: `CASE/drafts/DOCUMENT.json`, one file for each document that was read.

Nothing of it is in the record until a person accepts it. A file is written whole or not at
all, and what a person has done with each draft stands in it, so that a review goes on where
it stopped.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from pydantic import ValidationError

from goodoffices.case.errors import InvalidCase, Mistake, UnknownId
from goodoffices.case.safe_write import explain_failure, write_bytes
from goodoffices.case.validation import validate
from goodoffices.case.yaml_source import parse_source
from goodoffices.intake.drafts import (
    DraftEvent,
    DraftReading,
    DraftRound,
    DraftsFile,
    DraftSource,
    DraftStatement,
    State,
)
from goodoffices.record.draft_files import PRIVATE_FILE, draft_files, encoded, make_folder
from goodoffices.record.folder import DOCUMENTS_FOLDER, DRAFTS_FOLDER

Draft: TypeAlias = DraftStatement | DraftRound | DraftEvent
"""What a person decides on, one after the other."""
Part: TypeAlias = Draft | DraftSource
"""What an edit may change."""

MOST_KNOWN: Final = 4000
"""Drafts files that are kept in memory as they were last read."""

_KNOWN: Final[dict[Path, tuple[tuple[int, int, int], DraftsFile]]] = {}

OPEN: Final = frozenset({State.WAITING, State.DEFERRED})


def drafts_path(case_path: Path, document: str) -> Path:
    """Return where the drafts of a document wait."""
    return case_path / DRAFTS_FOLDER / f"{document}.json"


def read_drafts(case_path: Path) -> tuple[DraftsFile, ...]:
    """Return every drafts file of a case, by the id of its document.

    Raises
    ------
    InvalidCase
        Where a file is damaged: one sentence that names it and the place in it.
    """
    return tuple(_read(file) for file in draft_files(case_path))


def read_drafts_of(case_path: Path, document: str) -> DraftsFile:
    """Return what was drafted from one document.

    Raises
    ------
    UnknownId
        Where nothing was drafted from it.
    InvalidCase
        As for `read_drafts`.
    """
    file = drafts_path(case_path, document)
    if not file.is_file():
        raise UnknownId("document read", document, [one.stem for one in draft_files(case_path)])
    return _read(file)


def write_drafts(case_path: Path, drafts: DraftsFile) -> Path:
    """Write the drafts of one document, and return the file.

    The folder is closed to others, for what waits in it may have been told in confidence.

    Raises
    ------
    CannotWrite
        Where it cannot be written; what stood there still stands.
    """
    file = drafts_path(case_path, drafts.document.id)
    make_folder(case_path)
    write_bytes(file, encoded(drafts.model_dump(mode="json", by_alias=True)), mode=PRIVATE_FILE)
    return file


def text_of(case_path: Path, drafts: DraftsFile) -> str:
    """Return the words of the document that was read.

    Raises
    ------
    InvalidCase
        Where they are not in the documents folder.
    """
    name = drafts.document.file
    file = case_path / DOCUMENTS_FOLDER / name
    message = "the text that these drafts point into cannot be read"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if file.resolve().is_relative_to((case_path / DOCUMENTS_FOLDER).resolve()):
            return file.read_bytes().decode("utf-8-sig")
    place = f"{DRAFTS_FOLDER}/{drafts.document.id}.json"
    raise InvalidCase([Mistake(place, 0, 0, message, found=f"{DOCUMENTS_FOLDER}/{name}")])


def drafts_in(file: DraftsFile) -> tuple[Draft, ...]:
    """Return what one document gave to decide on, in the order of its text.

    Where they begin together, a statement comes before the event that it tells of.
    """
    listed: tuple[Draft, ...] = (*file.drafts, *file.rounds, *file.events)
    return tuple(sorted(listed, key=lambda one: one.span.start))


def is_open(draft: Draft) -> bool:
    """Whether a draft waits for a person, itself or, once it is accepted, in a reading.

    Examples
    --------
    >>> said = DraftStatement(id="memo_s1", span={"start": 0, "end": 4}, words="Yes.")
    >>> is_open(said), is_open(said.model_copy(update={"state": State.REJECTED}))
    (True, False)
    """
    if draft.state is State.ACCEPTED and isinstance(draft, DraftStatement):
        return any(reading.state in OPEN for reading in draft.readings)
    return draft.state in OPEN


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft that waits, and the document that it is from."""

    document: str
    draft: Draft


def open_drafts(files: Sequence[DraftsFile]) -> tuple[OpenDraft, ...]:
    """Return what still waits for a person, deferred drafts included, in document order."""
    return tuple(
        OpenDraft(file.document.id, draft)
        for file in files
        for draft in drafts_in(file)
        if is_open(draft)
    )


def find_draft(files: Sequence[DraftsFile], draft_id: str) -> tuple[DraftsFile, Draft]:
    """Return a draft by its id, or by the id of one of its readings, with its file.

    Raises
    ------
    UnknownId
        Where there is none.
    """
    for file in files:
        for draft in drafts_in(file):
            if draft_id in {draft.id, *(one.id for one in readings_of(draft))}:
                return file, draft
    raise UnknownId("draft", draft_id, _ids(files))


def readings_of(draft: Draft) -> tuple[DraftReading, ...]:
    """Return the readings of a statement; a round or an event has none."""
    return draft.readings if isinstance(draft, DraftStatement) else ()


def with_parts(file: DraftsFile, parts: Sequence[Part]) -> DraftsFile:
    """Return a drafts file in which some drafts and sources stand as given, by their ids."""
    new = {(type(part), part.id): part for part in parts}
    lists: dict[str, tuple[Part, ...]] = {
        "drafts": file.drafts,
        "rounds": file.rounds,
        "events": file.events,
        "sources": file.sources,
    }
    changed = {
        name: tuple(new.get((type(one), one.id), one) for one in listed)
        for name, listed in lists.items()
    }
    return file.model_copy(update=changed)


def _ids(files: Sequence[DraftsFile]) -> Iterator[str]:
    for waiting in open_drafts(files):
        yield waiting.draft.id


def _read(file: Path) -> DraftsFile:
    """What a file says; one that is as it was when last read is not read again."""
    name = f"{DRAFTS_FOLDER}/{file.name}"
    try:
        found = file.stat()
        stamp = (found.st_ino, found.st_mtime_ns, found.st_size)
        known = _KNOWN.pop(file, None)
        if known is not None and known[0] == stamp:
            _KNOWN[file] = known
            return known[1]
        raw = file.read_bytes()
    except OSError as error:
        _KNOWN.pop(file, None)
        raise InvalidCase([Mistake(name, 0, 0, explain_failure(error))]) from error
    drafts = _parsed(raw, file, name)
    _KNOWN[file] = (stamp, drafts)
    while len(_KNOWN) > MOST_KNOWN:
        _KNOWN.pop(next(iter(_KNOWN)), None)
    return drafts


def _parsed(raw: bytes, file: Path, name: str) -> DraftsFile:
    try:
        drafts = DraftsFile.model_validate_json(raw)
    except ValidationError as error:
        raise InvalidCase([_first_mistake(raw, name)]) from error
    if drafts.document.id != file.stem:
        message = "these drafts are of another document than the file is named after"
        found, allowed = drafts.document.id, file.stem
        raise InvalidCase([Mistake(name, 1, 1, message, found=found, allowed=allowed)])
    return drafts


def _first_mistake(raw: bytes, name: str) -> Mistake:
    """Say what is wrong with a file, and where; JSON is read as the YAML that it also is."""
    damaged = Mistake(name, 0, 0, "this file is damaged: take it away, and read its document again")
    try:
        _, mistakes = validate(DraftsFile, parse_source(raw, name=name))
    except InvalidCase as error:
        mistakes = list(error.mistakes)
    return mistakes[0] if mistakes else damaged
