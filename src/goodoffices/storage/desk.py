"""The case in memory, as one process serves it: what each viewer may see, and every change.

`Desk.seen_by` is the only way from the record to a page. A change is confirmed by the archive:
whatever happens after that to the database, to the memory or to the files is made good from it.

Locks are taken in one order: first `_writing` or `_catching`, then that of the archive. Whoever
writes never takes `_catching`; whoever catches up never writes. So nobody waits in a circle.
"""

from __future__ import annotations

import contextlib
import gc
import threading
from collections.abc import Callable, Hashable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypeVar, cast

from goodoffices.case.errors import ArchiveBusy, GoodOfficesError
from goodoffices.record.archive import Archive
from goodoffices.record.archived import Archived
from goodoffices.record.collecting import collector_paused
from goodoffices.record.fold import Fold
from goodoffices.record.folder import ARCHIVE_FOLDER, Folder
from goodoffices.record.following import follow_unlocked, start_following_unlocked
from goodoffices.record.looking_back import as_seen_back
from goodoffices.record.record import Record
from goodoffices.record.verify import Event, reading
from goodoffices.record.view import View, fold_of
from goodoffices.record.visibility import Viewer, as_seen_by
from goodoffices.storage.changing import Maker, record_changes
from goodoffices.storage.loading import order_of_files, state_after, state_from
from goodoffices.storage.looks import Looks
from goodoffices.storage.results import Results
from goodoffices.storage.state import CaseState

LARGE: Final = 5_000
"""Entries from which on a case is left out of the search for cycles, once it is read."""

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
        self._catching = threading.Lock()
        self._writing = threading.Lock()
        self._results = Results()
        self._looks = Looks()
        self._after_change: Callable[[], None] | None = None

    # ------------------------------------------------------------------ what stands

    def state(self) -> CaseState:
        """Return the case as it stands in the archive now, whoever wrote it.

        Within a fixed look it is the same each time; see `looking`.

        Raises
        ------
        RecordTampered
            Where the archive is not whole.
        """
        look = self._looks.current
        if look is not None and look.is_fixed and look.state is not None:
            return look.state
        state = self._latest()
        if look is not None:
            look.state = state
        return state

    @contextlib.contextmanager
    def looking(self, *, is_fixed: bool = True) -> Iterator[None]:
        """See one state of the case for as long as this lasts, whatever is recorded meanwhile.

        So a page is of one piece. What this thread itself records with `change`, it sees.

        Parameters
        ----------
        is_fixed
            Whether `state` stays the same. Where it does not, such as while a form is taken,
            it is looked for anew each time, and `kept` belongs to the one given last.
        """
        with self._looks.looking(is_fixed=is_fixed):
            yield

    def _latest(self) -> CaseState:
        state = self._state
        if state is not None and state.head == self.archive.head():
            return state
        with self._catching, reading(self.archive.folder, wait_s=self.archive.wait_s):
            return self._caught_up()

    def _caught_up(self) -> CaseState:
        """The state of the archive now, for who holds off all that would write to it."""
        state = self._state
        if state is not None and state.head == self.archive.head():
            return state
        after = self._followed(state) if state is not None else None
        is_read_again = after is None
        if after is None:
            order = tuple(state.entries) if state is not None else order_of_files(self.path)
            with collector_paused():
                after = state_from(start_following_unlocked(self.archive), order)
                if len(after.entries) > LARGE:
                    gc.freeze()
        self._results.begin(after.head, forgets=is_read_again)
        self._state = after
        return after

    def _followed(self, state: CaseState) -> CaseState | None:
        """The state after what is new; None where all is to be read again."""
        news = follow_unlocked(self.archive, state.ends)
        return None if news.must_reread else state_after(state, news)

    # ------------------------------------------------------------------ what is changed

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
        with self._one_writer(), self.archive.writing():
            state = self._caught_up()
            events = record_changes(self.archive, state, make, by=by)
            # It is confirmed. Where memory cannot follow now, the next look makes it good.
            with contextlib.suppress(GoodOfficesError, OSError):
                state = self._caught_up()
        look = self._looks.current
        if look is not None:
            look.state = state
        if self._after_change is not None:
            self._after_change()
        return events

    def after_change(self, call: Callable[[], None] | None) -> None:
        """Have something called after each change that is made here; it must not take long."""
        self._after_change = call

    @contextlib.contextmanager
    def _one_writer(self) -> Iterator[None]:
        """Let the threads of this process write one after the other."""
        if not self._writing.acquire(timeout=self.archive.wait_s):
            raise ArchiveBusy(str(self.archive.folder), self.archive.wait_s)
        try:
            yield
        finally:
            self._writing.release()

    # ------------------------------------------------------------------ what a viewer may see

    def seen_by(self, viewer: Viewer, *, known_at: str = "") -> Record:
        """Return the record as a viewer may see it: the one gate to every page.

        Parameters
        ----------
        known_at
            A time, day or mark: as it was known then, and may be seen today.
        """
        with self.looking():
            state = self.state()
            eyes = _eyes(state, viewer, known_at)
            day = date.today()  # noqa: DTZ011 -- the team's day

            def look() -> Record:
                if not known_at:
                    return as_seen_by(state.record, eyes, on=day)
                archived = Archived(
                    Folder(self.path), self.archive, bool(state.ends), state.entries
                )
                then = archived.known_at(archived.moment(known_at))
                removed = self.kept("removed contents", archived.archive.removed)
                return as_seen_back(then, state.record, eyes, removed=removed, on=day)

            return self.kept(("seen", eyes, known_at, day), look)

    def fold(self, viewer: Viewer, view: View | None = None) -> Fold:
        """Return the fold of what a viewer may see."""
        wanted = view or View()
        with self.looking():
            seen = self.seen_by(viewer, known_at=wanted.known_at)
            eyes = _eyes(self.state(), viewer, wanted.known_at)
            return self.kept(
                ("fold", eyes, wanted, date.today()),  # noqa: DTZ011 -- the team's day
                lambda: fold_of(seen, wanted, viewer=eyes),
            )

    def kept(self, key: Hashable, compute: Callable[[], ResultT]) -> ResultT:
        """Return a result for the state at hand, computed once however many ask at once.

        Within a look the state at hand is the one that `state` gave last, so that what was
        computed from it can never be taken for a later one's.

        Parameters
        ----------
        key
            Names what is computed and, by `CaseState.same_eyes`, for whom.
        """
        look = self._looks.current
        state = look.state if look is not None else None
        head = (state or self.state()).head
        found = look.found if look is not None else {}
        if (head, key) not in found:
            found[head, key] = self._results.of(head, key, compute)
        return cast("ResultT", found[head, key])

    def latest(self) -> datetime:
        """Return when the last step was recorded."""
        return max(entry.changed_at for entry in self.state().entries.values())


def _eyes(state: CaseState, viewer: Viewer, known_at: str) -> Viewer:
    """Who sees the same; of what was known once, who held something then is not known here."""
    return viewer if known_at else state.same_eyes(viewer)
