"""The entries as rows of the database: a mirror of the archive, by compartment.

The rows follow the archive in transactions of their own, after it: whatever interrupts them,
they say how far they got and go on from there. Nothing is computed from them in this process:
the state is read from the archive, which is verified on the way and is no slower.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.db import transaction

from goodoffices.record.following import End, Ends, follow
from goodoffices.record.replay import Entry, Erased, Key
from goodoffices.storage.compartments import ALL, Compartments
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import StoredChain, StoredEntry
from goodoffices.storage.state import CaseState

BATCH: Final = 1_000
"""Rows that are written at once."""
FIELDS: Final = (
    "compartment",
    "place",
    "sealed",
    "recorded_at",
    "recorded_by",
    "changed_at",
    "changed_by",
    "erased_at",
    "erased_by",
    "erased_why",
)
"""What of a row may change."""


def bring_rows(desk: Desk, *, compartments: Compartments = ALL) -> int:
    """Bring the rows up to the archive; return how many were written.

    What is new is written in one transaction. Where there are no rows, or the archive did more
    than grow, such as for an erasure, every row is compared.

    Raises
    ------
    RecordTampered
        Where the archive is not whole.
    """
    known = _ends_of_rows()
    if known and known == desk.state().ends:
        return 0
    news = follow(desk.archive, known)
    state = desk.state()  # it goes as far as the news at least
    if not known or news.must_reread:
        return _write_what_differs(state, compartments)
    keys = dict.fromkeys(event.entry for event in news.events if event.what != "mark")
    with transaction.atomic():
        _write(_places(keys), state, compartments)
        _note_ends(news.ends)
    return len(keys)


def opened_rows(compartments: Compartments = ALL) -> dict[Key, object]:
    """Return the contents of the rows in the order of the entries; None for one erased.

    Raises
    ------
    CompartmentBreach
        Where a compartment is closed here.
    """
    rows = StoredEntry.objects.order_by("place").iterator(BATCH)
    return {
        (row.kind, row.entry_id): None
        if row.erased_at is not None
        else compartments.opened(row.compartment, row.sealed)
        for row in rows
    }


def _write_what_differs(state: CaseState, compartments: Compartments) -> int:
    """Write the rows that are not as their entries, a batch at a time: others write meanwhile.

    Until the last batch is written the rows say that they follow nothing.
    """
    StoredChain.objects.all().delete()
    there = {
        (kind, id): (place, changed_at)
        for kind, id, place, changed_at in StoredEntry.objects.values_list(
            "kind", "entry_id", "place", "changed_at"
        )
    }
    wanted = {
        key: place
        for place, (key, entry) in enumerate(state.entries.items())
        if there.get(key) != (place, entry.changed_at)
    }
    gone = [key for key in there if key not in state.entries]
    for keys in _batches([*gone, *wanted]):
        _write({key: wanted.get(key, 0) for key in keys}, state, compartments)
    _note_ends(state.ends)
    return len(gone) + len(wanted)


def _write(places: Mapping[Key, int], state: CaseState, compartments: Compartments) -> None:
    """Write the rows of these entries, or take them out where an entry is gone."""
    with transaction.atomic():
        for kind, id in places:
            if (kind, id) not in state.entries:
                StoredEntry.objects.filter(kind=kind, entry_id=id).delete()
        StoredEntry.objects.bulk_create(
            (
                _row(key, state.entries[key], place, compartments)
                for key, place in places.items()
                if key in state.entries
            ),
            update_conflicts=True,
            update_fields=FIELDS,
            unique_fields=("kind", "entry_id"),
        )


def _row(key: Key, entry: Entry, place: int, compartments: Compartments) -> StoredEntry:
    erased = entry.erased
    content = None if isinstance(entry.content, Erased) else entry.content
    return StoredEntry(
        kind=key[0],
        entry_id=key[1],
        compartment=entry.compartment,
        place=place,
        sealed=b"" if erased is not None else compartments.sealed(entry.compartment, content),
        recorded_at=entry.recorded_at,
        recorded_by=entry.recorded_by,
        changed_at=entry.changed_at,
        changed_by=entry.changed_by,
        erased_at=erased.on if erased is not None else None,
        erased_by=erased.by if erased is not None else "",
        erased_why=erased.reason[:500] if erased is not None else "",
    )


def _places(keys: Iterable[Key]) -> Mapping[Key, int]:
    """Where each of these entries stands: those that have no row come last."""
    last = StoredEntry.objects.order_by("-place").values_list("place", flat=True).first()
    following = -1 if last is None else last
    found: dict[Key, int] = {}
    for key in keys:
        own = StoredEntry.objects.filter(kind=key[0], entry_id=key[1])
        place = own.values_list("place", flat=True).first()
        if place is None:
            following += 1
            place = following
        found[key] = place
    return found


def _batches(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    return (keys[first : first + BATCH] for first in range(0, len(keys), BATCH))


def _ends_of_rows() -> Ends:
    return {
        chain.compartment: End(chain.count, chain.head, chain.events_size, chain.contents_size)
        for chain in StoredChain.objects.all()
    }


def _note_ends(ends: Ends) -> None:
    StoredChain.objects.exclude(compartment__in=list(ends)).delete()
    StoredChain.objects.bulk_create(
        (
            StoredChain(
                compartment=name,
                count=end.events,
                head=end.head,
                events_size=end.event_bytes,
                contents_size=end.content_bytes,
            )
            for name, end in ends.items()
        ),
        update_conflicts=True,
        update_fields=("count", "head", "events_size", "contents_size"),
        unique_fields=("compartment",),
    )
