"""A meeting note: who, where, what was said, asked to convey, and promised, as drafts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from goodoffices.case.errors import UnknownId
from goodoffices.case.yaml_edit import append_entries
from goodoffices.record.checks.check import load
from goodoffices.record.entries import TEAM
from goodoffices.record.free_ids import FreeIds
from goodoffices.record.one_step import edit_in_one_step
from goodoffices.record.record import Record
from goodoffices.record.working_copy import KINDS


@dataclass(frozen=True, slots=True)
class Said:
    """Words that somebody said to us in the meeting."""

    speaker: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that a party asked us to pass to another."""

    by: str
    to: str
    words: str


@dataclass(frozen=True, slots=True)
class Promised:
    """What we promised, to whom, and by when if a day was named."""

    to: str
    text: str
    due: date | None = None


@dataclass
class MeetingNote:
    """What a person notes of one meeting in three minutes."""

    where: str
    held_on: date
    present: tuple[str, ...]
    channel: str = "unknown"
    round: str = ""
    said: list[Said] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    promised: list[Promised] = field(default_factory=list)


def write_note(path: Path, note: MeetingNote, *, by: str) -> list[str]:
    """Add a meeting and what was said in it to the files of a case, and return the new ids.

    Every entry is a draft, in confidence to the team, until a person confirms it. All are
    written, or none.

    Raises
    ------
    UnknownId
        Where somebody named is no party, organ or source of the case.
    CannotWrite
        Where the files cannot be written; nothing is changed then.
    """
    made = entries_of(note, load(path).record, by=by)

    def append(copies: Path) -> None:
        for kind in dict.fromkeys(kind for kind, _ in made):
            file, name = KINDS[kind]
            append_entries(copies / file, name, [entry for of, entry in made if of == kind])

    edit_in_one_step(path, append)
    return [str(entry["id"]) for _, entry in made]


def entries_of(
    note: MeetingNote, record: Record, *, by: str
) -> list[tuple[str, dict[str, object]]]:
    """Return the entries that a note makes, each with its kind: the meeting first.

    Parameters
    ----------
    record
        The whole record, so that no id is given twice.
    by
        Who promised what was promised.

    Raises
    ------
    UnknownId
        Where somebody named is no party, organ or source of the case.

    Examples
    --------
    >>> note = MeetingNote("Geneva", date(2026, 1, 2), (), promised=[Promised("", "A map.")])
    >>> [(kind, entry["id"]) for kind, entry in entries_of(note, Record(title="A"), by="vera")]
    [('meeting', 'm1'), ('note', 'n1')]
    """
    check_names(note, record)
    ids = FreeIds(record)
    meeting = ids.next("m")
    return [
        ("meeting", _meeting(meeting, note)),
        *(("statement", _statement(ids, meeting, one, note)) for one in note.said),
        *(("message", _message(ids, meeting, one, note)) for one in note.asked),
        *(("note", _promise(ids, meeting, one, by, record)) for one in note.promised),
    ]


def speakers_of(record: Record) -> tuple[str, ...]:
    """Return who may have said something in a meeting: parties, organs, persons."""
    parties = [party.id for party in record.parties]
    organs = [organ.id for party in record.parties for organ in party.organs]
    return (*parties, *organs, *(source.id for source in record.sources))


def check_names(note: MeetingNote, record: Record) -> None:
    """Look whether everybody named in a note is in the case.

    Raises
    ------
    UnknownId
        For the first who is not.
    """
    speakers = speakers_of(record)
    parties = tuple(party.id for party in record.parties)
    named = [(one.speaker, speakers) for one in note.said]
    named += [(side, parties) for one in note.asked for side in (one.by, one.to)]
    named += [(one.to, speakers) for one in note.promised if one.to]
    for name, allowed in named:
        if name not in allowed:
            raise UnknownId("party, organ or source", name, allowed)
    if note.round and note.round not in [one.id for one in record.rounds]:
        raise UnknownId("round", note.round, [one.id for one in record.rounds])


def _meeting(meeting: str, note: MeetingNote) -> dict[str, object]:
    entry: dict[str, object] = {
        "id": meeting,
        "where": note.where,
        "held_on": note.held_on.isoformat(),
        "channel": note.channel,
        "present": list(note.present),
        "draft": True,
    }
    if note.round:
        entry["round"] = note.round
    return entry


def _confided(speaker: str, note: MeetingNote) -> dict[str, object]:
    day = note.held_on.isoformat()
    return {"level": "in_confidence", "given_by": speaker, "given_on": day}


def _statement(ids: FreeIds, meeting: str, said: Said, note: MeetingNote) -> dict[str, object]:
    return {
        "id": ids.next("s"),
        "words": said.words,
        "meeting": meeting,
        "chain": [{"speaker": said.speaker, "to": TEAM, "channel": note.channel}],
        "handling": _confided(said.speaker, note),
        "draft": True,
    }


def _message(ids: FreeIds, meeting: str, asked: Asked, note: MeetingNote) -> dict[str, object]:
    return {
        "id": ids.next("msg"),
        "asked_by": asked.by,
        "to": asked.to,
        "words": asked.words,
        "asked_on": note.held_on.isoformat(),
        "meeting": meeting,
        "reply_owed": True,
        "handling": _confided(asked.by, note),
        "draft": True,
    }


def _promise(
    ids: FreeIds, meeting: str, promised: Promised, by: str, record: Record
) -> dict[str, object]:
    entry: dict[str, object] = {
        "id": ids.next("n"),
        "kind": "promise",
        "text": promised.text,
        "rests_on": [meeting],
        "whose": by,
        "draft": True,
    }
    if promised.to in {party.id for party in record.parties}:
        entry["party"] = promised.to
    elif promised.to:
        entry["text"] = f"To {promised.to}: {promised.text}"
    if promised.due is not None:
        entry["due"] = promised.due.isoformat()
    return entry
