"""The rows of the database mirror the archive, however far behind they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from goodoffices.case.errors import CompartmentBreach
from goodoffices.record.archive import Archive
from goodoffices.record.erasure import erase
from goodoffices.storage.changing import Change
from goodoffices.storage.compartments import Compartments
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import StoredChain, StoredEntry
from goodoffices.storage.rows import bring_rows, opened_rows


@pytest.fixture(autouse=True)
def _database_as_it_was() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def assert_mirrored(desk: Desk) -> None:
    entries = desk.state().entries
    assert list(opened_rows().items()) == [
        (key, None if one.erased is not None else one.content) for key, one in entries.items()
    ]
    told = StoredEntry.objects.values_list(
        "compartment", "recorded_at", "recorded_by", "changed_at", "changed_by", "erased_why"
    )
    assert list(told.order_by("place")) == [
        (
            one.compartment,
            one.recorded_at,
            one.recorded_by,
            one.changed_at,
            one.changed_by,
            one.erased.reason if one.erased is not None else "",
        )
        for one in entries.values()
    ]
    assert {one.compartment: one.head for one in StoredChain.objects.all()} == {
        name: head for name, (_, head) in desk.archive.ends().items()
    }


def write(desk: Desk, name: str, text: str) -> None:
    desk.change(lambda _: [Change("note", name, {"id": name, "text": text})], by="ana")


def test_rows_are_written_once_and_then_left_alone(desk: Desk) -> None:
    assert bring_rows(desk) == len(desk.state().entries)
    assert_mirrored(desk)
    assert bring_rows(desk) == 0


def test_rows_take_what_is_new_alone(desk: Desk) -> None:
    bring_rows(desk)
    write(desk, "one", "One.")
    write(desk, "two", "Two.")
    write(desk, "one", "One more.")
    assert bring_rows(desk) == 2
    assert_mirrored(desk)


def test_rows_go_with_what_is_removed(desk: Desk) -> None:
    write(desk, "one", "One.")
    bring_rows(desk)
    desk.change(lambda _: [Change("note", "one", None)], by="ana")
    assert bring_rows(desk) == 1
    assert_mirrored(desk)


def test_row_of_an_erased_entry_keeps_no_words(desk: Desk) -> None:
    write(desk, "one", "Not for ever.")
    bring_rows(desk)
    erase(Archive(desk.archive.folder), "note", "one", by="ana", reason="asked to")
    assert bring_rows(desk) == 1
    assert_mirrored(desk)
    row = StoredEntry.objects.get(entry_id="one")
    assert (bytes(row.sealed), row.erased_by, row.erased_why) == (b"", "ana", "asked to")


def test_rows_of_another_archive_are_written_anew(desk: Desk) -> None:
    bring_rows(desk)
    StoredEntry.objects.filter(kind="statement").update(changed_at=desk.latest(), place=7)
    StoredChain.objects.update(head="0" * 64)
    bring_rows(desk)
    assert_mirrored(desk)


def test_rows_that_were_interrupted_are_finished(desk: Desk) -> None:
    bring_rows(desk)
    StoredChain.objects.all().delete()
    StoredEntry.objects.filter(kind="statement").delete()
    bring_rows(desk)
    assert_mirrored(desk)


def test_words_lie_in_their_compartment_alone(desk: Desk) -> None:
    bring_rows(desk)
    compartments = {one.compartment for one in desk.state().entries.values()}
    assert compartments == {"team", "hamas"}
    with pytest.raises(CompartmentBreach, match="hamas"):
        opened_rows(Compartments(open_to=["team"]))


def test_change_of_three_entries_takes_no_more_steps_than_a_row_each(desk: Desk) -> None:
    bring_rows(desk)
    counts = []
    for number in (1, 3):
        changes = [
            Change("note", f"n{number}{one}", {"id": f"n{number}{one}", "text": "A note."})
            for one in range(number)
        ]
        desk.change(lambda _, changes=changes: changes, by="ana")  # type: ignore[misc]
        with CaptureQueriesContext(connection) as queries:
            bring_rows(desk)
        counts.append(len(queries))
    assert counts[1] - counts[0] == 2
