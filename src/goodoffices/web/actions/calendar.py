"""What people do with clocks and promises: add one, correct it, note that it is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goodoffices.record.entries import NoteKind
from goodoffices.record.free_ids import FreeIds
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.entries import Done, Said, add_numbered, correct_entry

NOTE = "note"


def add_day(desk: Desk, said: Said, *, kind: str, by: str, held_alone: bool) -> Done:
    """Record a clock or a promise.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes.
    """
    begun: dict[str, object] = {"kind": kind}
    if held_alone:
        begun["handling"] = {"level": "in_confidence", "held_by": [by]}
    if kind == NoteKind.PROMISE.value:
        begun["whose"] = by
    made = add_numbered(desk, NOTE, said, letter="n", by=by, begun=begun)
    return Done(f"Added {kind} {made}.", made)


def edit_day(desk: Desk, note: str, said: Said, *, seen: str, by: str) -> Done:
    """Correct a clock or a promise.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """
    correct_entry(desk, NOTE, note, said, seen=seen, by=by)
    return Done(f"Saved {note}.", note)


def note_over(desk: Desk, note: str, *, by: str) -> Done:
    """Note that a promise was kept, or that a clock has run: an event that rests on it.

    Whoever holds the note alone holds the event alone.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes.
    """
    today = date.today().isoformat()  # noqa: DTZ011 -- the team's day

    def make(state: CaseState) -> Sequence[Change]:
        before = state.content(NOTE, note)
        is_promise = before.get("kind") == NoteKind.PROMISE.value
        event: dict[str, object] = {
            "id": FreeIds(state.record).next("n"),
            "kind": NoteKind.EVENT.value,
            "text": f"{'kept' if is_promise else 'over'} on {today}",
            "rests_on": [note],
        }
        if before.get("handling"):
            event["handling"] = before["handling"]
        return [Change(NOTE, str(event["id"]), event, seen="")]

    desk.change(make, by=by)
    return Done(f"Noted that {note} is over.", note)
