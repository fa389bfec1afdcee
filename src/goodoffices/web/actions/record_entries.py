"""What people do with entries of the record: each deed is one step of the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from goodoffices.case.errors import NotConfirmed
from goodoffices.record.entries import LinkKind, Reading, ReadingStatus, Statement
from goodoffices.record.free_ids import FreeIds
from goodoffices.record.working_copy import READING
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.entries import Done, Said, add_numbered, correct_entry, merged
from goodoffices.web.actions.undisclosed import seen_by_member, with_others, with_undisclosed

LINK: Final = "link"
STATEMENT: Final = "statement"


def add_statement(desk: Desk, said: Said, *, by: str) -> Done:
    """Record a new statement.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes.
    """
    made = add_numbered(desk, STATEMENT, said, letter="s", by=by)
    return Done(f"Recorded statement {made}.", made)


def supersede(desk: Desk, statement: str, said: Said, *, by: str) -> Done:
    """Record a statement in the place of another; both are kept, with a link between them.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes.
    """
    made: list[str] = []
    eyes = seen_by_member(desk, by)

    def make(state: CaseState) -> Sequence[Change]:
        ids = FreeIds(state.record)
        made[:] = [ids.next("s"), ids.next("l")]
        link = _link(made[1], LinkKind.SUPERSEDES.value, made[0], statement, by=by)
        whole = with_undisclosed(said, state.content(STATEMENT, statement), seen=eyes)
        return [
            Change(STATEMENT, made[0], merged({"id": made[0]}, whole), seen=""),
            Change(LINK, made[1], link, seen=""),
        ]

    desk.change(make, by=by)
    return Done(f"Recorded {made[0]} in the place of {statement}; both are kept.", made[0])


def edit_statement(desk: Desk, statement: str, said: Said, *, seen: str, by: str) -> Done:
    """Correct what is known of a statement beside its words.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """
    correct_entry(desk, STATEMENT, statement, said, seen=seen, by=by)
    return Done(f"Corrected what is known of {statement}.", statement)


def link_statements(desk: Desk, statement: str, said: Mapping[str, Any], *, by: str) -> Done:
    """Say how one statement stands to another; who says so has confirmed it.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes, such as two statements that supersede each other.
    """
    made: list[str] = []

    def make(state: CaseState) -> Sequence[Change]:
        made[:] = [FreeIds(state.record).next("l")]
        link = _link(made[0], said["kind"], statement, said["other"], by=by)
        return [Change(LINK, made[0], merged(link, {"why": said["why"].strip() or None}), seen="")]

    desk.change(make, by=by)
    return Done(f"Recorded that {statement} {said['kind']} {said['other']}.", statement)


def confirm_entry(
    desk: Desk, kind: str, entry: str, *, statement: str, seen: str | None, by: str
) -> Done:
    """Let a draft count, or a link, or a draft reading: a person has looked at it.

    Parameters
    ----------
    seen
        The version that the person looked at; None where it is not known.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    NotConfirmed
        Where it is no draft any more.
    """

    def make(state: CaseState) -> Sequence[Change]:
        before = dict(state.content(kind, entry))
        after = {name: value for name, value in before.items() if name != "draft"}
        if kind == LINK:
            after["confirmed_by"] = before.get("confirmed_by") or by
        if kind == READING and before.get("status") == ReadingStatus.DRAFT.value:
            is_rival = bool(before.get("alternative_to"))
            status = ReadingStatus.ALTERNATIVE if is_rival else ReadingStatus.LEADING
            after |= {"status": status.value, "read_by": by, "read_on": _today()}
        if after == before:
            raise NotConfirmed(f"{kind} {entry}", "it is no draft any more")
        return [Change(kind, entry, after, seen=seen)]

    desk.change(make, by=by)
    return Done(f"Confirmed {kind} {entry}.", statement or entry)


def save_reading(
    desk: Desk, statement: Statement, said: Said, *, reading: str, seen: str, by: str
) -> Done:
    """Record how somebody takes a statement: a new reading, or a change of one.

    Parameters
    ----------
    reading
        The one that is changed; empty for a new one.
    seen
        The version of the reading that was before the person's eyes.

    Raises
    ------
    ChangedMeanwhile
        Where the reading is no more what it was.
    InvalidCase
        Where the case would have mistakes.
    """
    made: list[str] = [reading]
    eyes = seen_by_member(desk, by)
    known = frozenset(one.id for each in eyes.statements for one in each.readings)

    def make(state: CaseState) -> Sequence[Change]:
        state.content(STATEMENT, statement.id)
        if not reading:
            made[:] = [FreeIds(state.record).next("r")]
        before = state.content(READING, reading) if reading else {}
        start = {**before, "id": made[0], "statement": statement.id}
        stamped = with_undisclosed(said, before, seen=eyes)
        stamped["withdraws"] = with_others(said.get("withdraws"), before.get("withdraws"), known)
        stamped |= {"read_by": by, "read_on": _today()}
        version = seen if reading else ""
        return [Change(READING, made[0], merged(start, stamped), seen=version)]

    desk.change(make, by=by)
    how = "Changed" if reading else "Added"
    return Done(f"{how} reading {made[0]} of {statement.id}.", statement.id)


def lead_reading(desk: Desk, statement: Statement, reading: Reading, *, by: str) -> Done:
    """Let a rival reading lead: what led before becomes another way to read the words.

    Raises
    ------
    NotConfirmed
        Where it rivals nothing any more.
    """

    def make(state: CaseState) -> Sequence[Change]:
        chosen = dict(state.content(READING, reading.id))
        led = str(chosen.pop("alternative_to", ""))
        if not led or chosen.get("status") != ReadingStatus.ALTERNATIVE.value:
            raise NotConfirmed(f"reading {reading.id}", "it rivals no other reading any more")
        chosen |= {"status": ReadingStatus.LEADING.value}
        changes = [Change(READING, reading.id, chosen)]
        for key, entry in state.entries.items():
            content = entry.content
            if key[0] != READING or key[1] == reading.id or not isinstance(content, dict):
                continue
            if key[1] == led or content.get("alternative_to") == led:
                rival = {"status": _status_beside(content), "alternative_to": reading.id}
                changes.append(Change(*key, {**content, **rival}))
        return changes

    desk.change(make, by=by)
    return Done(f"Reading {reading.id} leads now; the other is kept as a rival.", statement.id)


def _status_beside(content: Mapping[str, object]) -> object:
    """The status of a reading beside a leading one: what led is a rival, a draft stays one."""
    status = content.get("status", ReadingStatus.LEADING.value)
    return ReadingStatus.ALTERNATIVE.value if status == ReadingStatus.LEADING.value else status


def _link(link: str, kind: str, statement: str, other: str, *, by: str) -> dict[str, object]:
    return {
        "id": link,
        "kind": kind,
        "statement": statement,
        "other": other,
        "confirmed_by": by,
    }


def _today() -> str:
    return date.today().isoformat()  # noqa: DTZ011 -- the team's day
