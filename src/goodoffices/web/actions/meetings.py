"""What people do with a meeting note: record it, confirm it, and put answers on record."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from goodoffices.case.errors import NotConfirmed
from goodoffices.case.stances import Stance
from goodoffices.record.archived import contents_of
from goodoffices.record.entries import TEAM, LinkKind, Source
from goodoffices.record.free_ids import FreeIds
from goodoffices.record.meeting_note import MeetingNote, entries_of
from goodoffices.record.replay import Key
from goodoffices.record.speakers import Speakers
from goodoffices.record.working_copy import READING, Content
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.entries import Done
from goodoffices.web.actions.sources import new_person

HOW: Final = {
    LinkKind.REPEATS: "confirmed",
    LinkKind.SUPERSEDES: "corrected; both wordings are kept",
    LinkKind.CONTRADICTS: "disputed; both accounts are kept",
}
WHY: Final = "said when it was read back"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said when a sentence was read back: how, in what words, and when.

    Without words of their own they said the sentence itself: it was read to them, and they
    confirmed it.
    """

    kind: LinkKind
    who: str
    words: str
    said_on: date


def record_note(
    desk: Desk,
    note: MeetingNote,
    *,
    by: str,
    held_alone: bool,
    newcomers: Mapping[str, str] | None = None,
) -> Done:
    """Record a meeting with what was said, asked and promised in it, as drafts, in one step.

    Parameters
    ----------
    newcomers
        By name, who spoke and is not on record, with the party they belong to, if any: they
        become sources in the same step.

    Raises
    ------
    UnknownId
        Where somebody named is no party, organ or source of the case.
    InvalidCase
        Where the case would have mistakes.
    """
    made: list[str] = []

    def make(state: CaseState) -> Sequence[Change]:
        people = _new_people(state, newcomers or {}, held_by=by if held_alone else "")
        sources = [Source.model_validate(one) for one in people.values()]
        record = state.record.with_(sources=(*state.record.sources, *sources))
        ids = {name: str(one["id"]) for name, one in people.items()}
        said = [replace(one, speaker=ids.get(one.speaker, one.speaker)) for one in note.said]
        entries = entries_of(replace(note, said=said), record, by=by)
        made[:] = [str(entry["id"]) for _, entry in entries]
        if held_alone:
            entries = [(kind, _held(entry, [by])) for kind, entry in entries]
        return [
            Change(kind, id, entry, seen="")
            for id, (kind, entry) in zip(made, entries, strict=True)
        ] + [Change("source", str(one["id"]), one, seen="") for one in people.values()]

    desk.change(make, by=by)
    return Done(f"Recorded {len(made)} entries, as drafts. Read them back, then confirm.", made[0])


def _new_people(
    state: CaseState, newcomers: Mapping[str, str], *, held_by: str
) -> dict[str, dict[str, object]]:
    """A source for each who spoke and is not on record, by name."""
    ids = FreeIds(state.record)
    return {
        name: new_person(name, ids=ids, affiliation=party, held_by=held_by)
        for name, party in newcomers.items()
    }


def confirm_meeting(desk: Desk, meeting: str, keys: Collection[Key], *, by: str) -> Done:
    """Let a meeting and what was noted in it count: it was read back.

    Parameters
    ----------
    keys
        The entries that somebody had before their eyes; those that are no drafts stay.

    Raises
    ------
    NotConfirmed
        Where none of them is a draft any more.
    """
    confirmed: list[str] = []

    def make(state: CaseState) -> Sequence[Change]:
        contents = contents_of({key: state.entries[key] for key in keys if key in state.entries})
        waiting = [(key, content) for key, content in contents.items() if content.get("draft")]
        confirmed[:] = [key[1] for key, _ in waiting]
        if not waiting:
            raise NotConfirmed(f"meeting {meeting}", "nothing in it is a draft any more")
        return [Change(*key, _counting(content)) for key, content in waiting]

    desk.change(make, by=by)
    return Done(f"Confirmed {', '.join(confirmed)}.", meeting)


def record_answer(desk: Desk, statement: str, answer: Answer, *, seen: str, by: str) -> Done:
    """Put on record what somebody said when a statement was read back to them.

    A confirmation repeats the statement, a correction supersedes it, and both let it count; a
    dispute contradicts it, with a reading that denies, and it stays as it is.

    Raises
    ------
    ChangedMeanwhile
        Where the statement is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """

    def make(state: CaseState) -> Sequence[Change]:
        before = state.content("statement", statement)
        ids, held_by = FreeIds(state.record), _holders(state, before)
        said = _said(ids.next("s"), answer, state.record.meetings, before)
        link = {
            "id": ids.next("l"),
            "kind": answer.kind.value,
            "statement": said["id"],
            "other": statement,
            "confirmed_by": by,
            "why": WHY,
        }
        changes = [
            Change("statement", str(said["id"]), _held(said, held_by), seen=""),
            Change("link", str(link["id"]), _held(link, held_by), seen=""),
        ]
        is_denied = answer.kind is LinkKind.CONTRADICTS
        party = Speakers(state.record)[answer.who].party
        if is_denied and party:
            reading = _denial(ids.next("r"), str(said["id"]), party, by=by)
            changes.append(Change(READING, str(reading["id"]), _held(reading, held_by), seen=""))
        after = before if is_denied else _counting(before)
        return [*changes, Change("statement", statement, after, seen=seen)]

    desk.change(make, by=by)
    return Done(f"Put on record: {statement} {HOW[answer.kind]}.", statement)


def _said(
    id: str, answer: Answer, meetings: Sequence[object], before: Content
) -> dict[str, object]:
    day = answer.said_on.isoformat()
    meeting = str(before.get("meeting") or "")
    said: dict[str, object] = {
        "id": id,
        "words": answer.words or before["words"],
        "said_on": day,
        "chain": [{"speaker": answer.who, "to": TEAM}],
        "handling": {"level": "in_confidence", "given_by": answer.who, "given_on": day},
    }
    held = next((one for one in meetings if getattr(one, "id", "") == meeting), None)
    if held is not None and str(getattr(held, "held_on", "")) == day:
        said["meeting"] = meeting
    return said


def _denial(id: str, statement: str, party: str, *, by: str) -> dict[str, object]:
    today = date.today().isoformat()  # noqa: DTZ011 -- the team's day
    return {
        "id": id,
        "statement": statement,
        "party": party,
        "stance": Stance.DENIES.value,
        "read_by": by,
        "read_on": today,
        "why": WHY,
    }


def _counting(content: Content) -> dict[str, object]:
    return {name: value for name, value in content.items() if name != "draft"}


def _holders(state: CaseState, statement: Content) -> list[str]:
    """Who alone sees a statement: who holds it, else who holds where it was said."""
    places = [(kind, str(statement.get(kind) or "")) for kind in ("meeting", "document")]
    stand = [state.content(*key) for key in places if key in state.entries]
    return next((held for one in (statement, *stand) if (held := _held_by(one))), [])


def _held_by(content: Content) -> list[str]:
    handling = content.get("handling")
    held_by = handling.get("held_by") if isinstance(handling, dict) else None
    return list(held_by) if isinstance(held_by, list) else []


def _held(entry: dict[str, object], held_by: list[str]) -> dict[str, object]:
    """An entry that only some members see, as they alone see what it is about."""
    if not held_by:
        return entry
    handling = entry.get("handling")
    before = handling if isinstance(handling, dict) else {"level": "in_confidence"}
    return {**entry, "handling": {**before, "held_by": held_by}}
