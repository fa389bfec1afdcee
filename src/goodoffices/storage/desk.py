"""The case in memory, as one process serves it: what each viewer may see, and every change.

`Desk.seen_by` is the only way from the record to a page. A change is confirmed by the archive:
whatever happens after that to the database, to the memory or to the files is made good from it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypeVar, cast

from goodoffices.record.archive import Archive
from goodoffices.record.archived import read_archived
from goodoffices.record.fold import Fold
from goodoffices.record.folder import ARCHIVE_FOLDER, Folder
from goodoffices.record.looking_back import as_seen_back
from goodoffices.record.record import Record
from goodoffices.record.verify import Event
from goodoffices.record.view import View, fold_of
from goodoffices.record.visibility import Viewer, as_seen_by
from goodoffices.storage.changing import Maker, record_changes
from goodoffices.storage.loading import load_state, order_of_files
from goodoffices.storage.state import CaseState

KEPT: Final = 96
"""Results that are kept of the state at hand."""

ResultT = TypeVar("ResultT")


class Desk:
    """One case, open in this process; safe to use from several threads.

    Parameters
    ----------
    path
        The folder of the case, whose archive has been started.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.archive = Archive(path / ARCHIVE_FOLDER)
        self._state: CaseState | None = None
        self._lock = threading.RLock()
        self._results: OrderedDict[Hashable, object] = OrderedDict()
        self._busy: dict[Hashable, threading.Lock] = {}

    def state(self) -> CaseState:
        """Return the case as it stands in the archive now, whoever wrote it.

        Raises
        ------
        RecordTampered
            Where the archive is not whole.
        """
        with self._lock:
            if self._state is None or self.archive.head() != self._state.head:
                self._state = self._loaded()
                self._results.clear()
            return self._state

    def _loaded(self) -> CaseState:
        order = tuple(self._state.entries) if self._state is not None else order_of_files(self.path)
        return load_state(self.archive, order)

    def change(self, make: Maker, *, by: str) -> list[Event]:
        """Make changes to the record as one step, confirmed by the archive.

        Parameters
        ----------
        make
            Is given the state at the moment of writing, while nobody else writes, and
            returns the changes; so it may give new ids.
        by
            Who makes them; it stays in the record.

        Raises
        ------
        ChangedMeanwhile
            Where an entry is no more what somebody had before their eyes.
        InvalidCase
            Where the case would have mistakes, all of them named; nothing is changed then.
        ArchiveBusy, CannotWrite, CannotRecord, RecordTampered
            As for `Archive.append_step`; nothing is changed then.
        """
        with self._lock, self.archive.writing():
            events = record_changes(self.archive, self.state(), make, by=by)
        return events

    # ------------------------------------------------------------------ what a viewer may see

    def seen_by(self, viewer: Viewer, *, known_at: str = "") -> Record:
        """Return the record as a viewer may see it: the one gate to every page.

        Parameters
        ----------
        known_at
            A time, day or mark: as it was known then, and may be seen today.
        """
        state = self.state()
        eyes = state.same_eyes(viewer)
        day = date.today()  # noqa: DTZ011 -- the team's day

        def look() -> Record:
            if not known_at:
                return as_seen_by(state.record, eyes, on=day)
            archived = read_archived(Folder(self.path))
            then = archived.known_at(archived.moment(known_at))
            return as_seen_back(then, state.record, eyes, on=day)

        return self.kept(("seen", eyes, known_at, day), look)

    def fold(self, viewer: Viewer, view: View | None = None) -> Fold:
        """Return the fold of what a viewer may see."""
        wanted = view or View()
        seen = self.seen_by(viewer, known_at=wanted.known_at)
        eyes = self.state().same_eyes(viewer)
        return self.kept(
            ("fold", eyes, wanted, date.today()),  # noqa: DTZ011 -- the team's day
            lambda: fold_of(seen, wanted, viewer=eyes),
        )

    def kept(self, key: Hashable, compute: Callable[[], ResultT]) -> ResultT:
        """Return a result for the state at hand, computed once however many ask at once."""
        head = self.state().head
        with self._lock:
            if (head, key) in self._results:
                self._results.move_to_end((head, key))
                return cast("ResultT", self._results[head, key])
            busy = self._busy.setdefault((head, key), threading.Lock())
        with busy:
            with self._lock:
                if (head, key) in self._results:
                    return cast("ResultT", self._results[head, key])
            result = compute()
            with self._lock:
                self._results[head, key] = result
                self._busy.pop((head, key), None)
                while len(self._results) > KEPT:
                    self._results.popitem(last=False)
        return result

    def latest(self) -> datetime:
        """Return when the last step was recorded."""
        return max(entry.changed_at for entry in self.state().entries.values())
