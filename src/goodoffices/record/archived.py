"""What the archive tells of a case folder: when things were recorded, and what is not yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import cast

from goodoffices.case.errors import NotRecorded, UnknownId
from goodoffices.record.archive import Archive
from goodoffices.record.compartments import Content
from goodoffices.record.entries import (
    CaseFile,
    PreferencesFile,
    RecordFile,
    RoundsFile,
    UndertakingsFile,
)
from goodoffices.record.entries import Erased as Gone
from goodoffices.record.folder import ARCHIVE_FOLDER, Folder
from goodoffices.record.record import Record, Recorded
from goodoffices.record.recording import Edit, diff
from goodoffices.record.replay import Entry, Json, Key
from goodoffices.record.working_copy import as_files, current_entries, texts_of


@dataclass(frozen=True)
class Archived:
    """The archive beside the working files of one case."""

    folder: Folder
    archive: Archive
    is_started: bool
    entries: Mapping[tuple[str, str], Entry]

    @cached_property
    def edits(self) -> Sequence[Edit]:
        """What stands in the working files and not yet so in the archive."""
        current = cast("Mapping[Key, tuple[str, Json]]", current_entries(self.folder))
        return diff(current, self.entries)

    def onto(self, record: Record) -> Record:
        """The record of the working files, with when and by whom each entry was recorded.

        An entry edited since counts as recorded when it was first; its edit as now.
        """
        if not self.is_started:
            return record
        return record.with_(recorded=recorded_of(self.entries), unrecorded=len(self.edits))

    def known_at(self, when: datetime) -> Record:
        """The record as it was known at a moment, whatever the working files say now.

        It is not yet cut down to any viewer; `looking_back.as_seen_back` does that, by what is
        open now.

        Raises
        ------
        NotRecorded
            Where there is no archive.
        """
        if not self.is_started:
            raise NotRecorded(str(self.folder.path))
        known = self.archive.replay(when)
        return record_of(contents_of(known)).with_(
            recorded=recorded_of(known), erased=erased_of(known)
        )

    def moment(self, name_or_time: str) -> datetime:
        """The moment of a mark, or of an ISO date or time.

        Raises
        ------
        UnknownId
            Where it is neither.
        """
        marks = self.archive.marks() if self.is_started else {}
        if name_or_time in marks:
            return marks[name_or_time]
        try:
            moment = datetime.fromisoformat(name_or_time)
        except ValueError:
            raise UnknownId("mark, date or time", name_or_time, marks) from None
        if len(name_or_time) <= len("2026-01-01"):
            moment = moment.replace(hour=23, minute=59, second=59, microsecond=999999)
        return moment if moment.tzinfo else moment.astimezone()


def read_archived(folder: Folder) -> Archived:
    """Return what the archive of a case tells; an empty one where it has not been started.

    Raises
    ------
    RecordTampered
        Where the archive is not whole.
    """
    archive = Archive(folder.path / ARCHIVE_FOLDER)
    is_started = (folder.path / ARCHIVE_FOLDER).is_dir() and bool(archive.compartments())
    return Archived(folder, archive, is_started, archive.replay() if is_started else {})


def contents_of(entries: Mapping[Key, Entry]) -> dict[Key, Content]:
    """Return the contents of the entries that were not erased."""
    return {
        key: cast("Content", entry.content)
        for key, entry in entries.items()
        if isinstance(entry.content, dict)
    }


def recorded_of(entries: Mapping[Key, Entry]) -> dict[Key, Recorded]:
    """Return when and by whom each entry was recorded, those erased included."""
    return {key: Recorded(one.recorded_at, one.recorded_by) for key, one in entries.items()}


def erased_of(entries: Mapping[Key, Entry]) -> tuple[Gone, ...]:
    """Return what stays of the entries that were erased."""
    return tuple(
        Gone(kind=kind, id=name, on=f"{one.on:%Y-%m-%d}", by=one.by, reason=one.reason)
        for (kind, name), entry in entries.items()
        if (one := entry.erased) is not None
    )


def record_of(contents: Mapping[Key, Content]) -> Record:
    """Return a record from the contents of its entries, as the archive holds them."""
    files = as_files(contents)
    case = CaseFile.model_validate(files["case.yaml"])
    rounds = RoundsFile.model_validate(files["rounds.yaml"])
    record = RecordFile.model_validate(files["record.yaml"])
    preferences = PreferencesFile.model_validate(files["preferences.yaml"])
    undertakings = UndertakingsFile.model_validate(files["undertakings.yaml"])
    return Record(
        title=case.title,
        caution=case.caution,
        outcome=case.outcome,
        common_unit=undertakings.common_unit,
        team=case.team,
        parties=case.parties,
        issues=case.issues,
        rules=case.rules,
        norms=case.norms,
        instruments=case.instruments,
        rounds=rounds.rounds,
        meetings=rounds.meetings,
        documents=record.documents,
        sources=record.sources,
        statements=record.statements,
        links=record.links,
        messages=record.messages,
        notes=record.notes,
        preferences=preferences.preferences,
        undertakings=undertakings.undertakings,
        linkages=undertakings.linkages,
        importance=undertakings.importance,
        schedules=undertakings.schedules,
        erased=record.erased,
        texts=texts_of(contents),
    )
