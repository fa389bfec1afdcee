"""The state of a case from its archive, in the order of its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from goodoffices.case.errors import GoodOfficesError
from goodoffices.record.archive import Archive
from goodoffices.record.archived import record_of
from goodoffices.record.folder import read_folder
from goodoffices.record.record import Recorded
from goodoffices.record.replay import Entry, Key
from goodoffices.record.working_copy import current_entries
from goodoffices.storage.state import CaseState, contents_of, gone_of


def load_state(archive: Archive, order: Iterable[Key] = ()) -> CaseState:
    """Return what stands in an archive, which is verified on the way.

    Parameters
    ----------
    order
        Entries in the order in which they shall stand; all others follow as recorded.

    Raises
    ------
    RecordTampered
        Where the archive is not whole.
    """
    head = archive.head()
    return state_of(head, in_order(archive.replay(), order))


def state_of(head: str, entries: Mapping[Key, Entry]) -> CaseState:
    """Return the state that entries make."""
    record = record_of(contents_of(entries)).with_(
        recorded={key: Recorded(one.recorded_at, one.recorded_by) for key, one in entries.items()},
        erased=gone_of(entries),
    )
    return CaseState(head, entries, record)


def in_order(entries: Mapping[Key, Entry], order: Iterable[Key]) -> dict[Key, Entry]:
    """Return entries in an order; those it does not name follow in their own."""
    sorted_entries = {key: entries[key] for key in order if key in entries}
    return sorted_entries | {key: one for key, one in entries.items() if key not in sorted_entries}


def order_of_files(path: Path) -> tuple[Key, ...]:
    """Return the entries of the files in their order; none where the files cannot be read."""
    try:
        return tuple(current_entries(read_folder(path)))
    except GoodOfficesError:
        return ()
