"""The state of a case from its archive: read whole, or brought up to date by what is new in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from goodoffices.case.errors import GoodOfficesError
from goodoffices.record.applying import apply_entries
from goodoffices.record.archived import contents_of, erased_of, record_of, recorded_of
from goodoffices.record.collecting import collector_paused
from goodoffices.record.folder import read_folder
from goodoffices.record.following import Ends, News, Start, fold_news
from goodoffices.record.replay import Entry, Key
from goodoffices.record.verify import archive_head
from goodoffices.record.working_copy import current_entries
from goodoffices.storage.state import CaseState, holders_in


def state_from(start: Start, order: Iterable[Key] = ()) -> CaseState:
    """Return the state that the entries of an archive make.

    Parameters
    ----------
    start
        From `following.start_following`.
    order
        Entries in the order in which they shall stand; all others follow as recorded.
    """
    with collector_paused():
        entries = in_order(start.entries, order)
        record = record_of(contents_of(entries)).with_(
            recorded=recorded_of(entries), erased=erased_of(entries)
        )
        holders = holders_in(entries.values())
    return CaseState(head_of(start.ends), entries, record, start.ends, holders)


def state_after(before: CaseState, news: News) -> CaseState:
    """Return the state after what was recorded since; only that is looked at anew.

    Parameters
    ----------
    news
        From `following.follow` with the ends of that state, and not such as must be read again.

    Raises
    ------
    InvalidCase
        Where what was recorded is not what its kind has to be.
    """
    changed = fold_news(before.entries, news)
    touched = [one for key in changed if (one := before.entries.get(key)) is not None]
    entries = dict(before.entries)
    for key, entry in changed.items():
        if entry is None:
            del entries[key]
        else:
            entries[key] = entry
    record = apply_entries(before.record, changed, entries=entries)
    came = [one for one in changed.values() if one is not None]
    holders = before.holders | holders_in(came)
    if holders_in(touched):  # who held one of these may hold nothing any more
        holders = holders_in(entries.values())
    return CaseState(head_of(news.ends), entries, record, news.ends, holders)


def head_of(ends: Ends) -> str:
    """Return the head of an archive whose chains end so."""
    return archive_head({name: end.head for name, end in ends.items()})


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
