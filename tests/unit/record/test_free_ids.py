"""The next free id: never one that is taken, or was."""

from __future__ import annotations

from goodoffices.record.entries import Erased
from goodoffices.record.free_ids import FreeIds
from tests.records import make_record, said


def test_an_id_is_given_once() -> None:
    ids = FreeIds(make_record(issues=()))
    assert [ids.next("s"), ids.next("s"), ids.next("m")] == ["s1", "s2", "m1"]


def test_what_is_taken_or_was_erased_is_passed_over() -> None:
    gone = Erased(kind="note", id="s3", on="2026-01-01", by="vera", reason="told in error")
    record = make_record(
        issues=["corridor: stays, goes"],
        statements=[said("s1", "s2 north insists: corridor is stays")],
        erased=(gone,),
    )
    assert FreeIds(record).next("s") == "s4"
