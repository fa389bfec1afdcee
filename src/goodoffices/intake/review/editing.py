"""Correcting a draft: which of its fields a person may change, and how each is read.

A field is named by the part it belongs to and its name: `said_on`, `hop1.grade`,
`reading2.stance`. The same names serve on the command line, on the screen and on pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from pydantic import ValidationError

from goodoffices.case.errors import InvalidCase, Mistake, NotConfirmed, UnknownId
from goodoffices.case.model import Model
from goodoffices.case.rounds import Channel, Outcome
from goodoffices.case.stances import Stance
from goodoffices.case.when import When
from goodoffices.intake.drafts import (
    DraftEvent,
    DraftHop,
    DraftRound,
    DraftsFile,
    DraftSource,
    DraftStatement,
    State,
)
from goodoffices.intake.review.readiness import check_reading
from goodoffices.intake.review.repeating import with_own_position
from goodoffices.intake.review.storing import Draft, Part
from goodoffices.record.entries import Capacity, Span
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers

PartT = TypeVar("PartT", bound=Model)

_DAY: Final = r"\d{4}-\d{2}-\d{2}"
_DAYS: Final = re.compile(rf"(?P<start>{_DAY})(?: to (?P<end>{_DAY}))?")
_LIKE: Final = {
    "grade": "A to F and then 1 to 6, such as B2",
    "said_on": "a day such as 2026-01-31",
    "held_on": "a day such as 2026-01-31",
    "happened_on": "a day such as 2026-01-31",
}
_SPAN: Final = re.compile(r"(\d+)\s*(?:-|to)\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a person may change: its name, what it is called, and what it says now."""

    name: str
    label: str
    value: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Editable:
    """One kind of field: what it is called, how text is read for it, and the words it may be."""

    name: str
    label: str
    read: Callable[[str, object], object]
    allowed: tuple[str, ...] = ()


def _words(text: str, _: object) -> object:
    return text


def _word_or_nothing(text: str, _: object) -> object:
    return text or None


def _when(text: str, before: object) -> object:
    """A day, an interval, or words that a person resolves later; nothing is no date.

    The words of the document stay beside the day that a person gives for them.
    """
    if not text:
        return None
    found = _DAYS.fullmatch(text)
    if found is None:
        return {"unresolved": text}
    days = {"from": found["start"], "to": found["end"] or found["start"]}
    unresolved = before.unresolved if isinstance(before, When) else ""
    return days | ({"unresolved": unresolved} if unresolved else {})


STATEMENT_FIELDS: Final = (
    Editable("words", "Words", _words),
    Editable("span", "Where they stand (start-end)", _words),
    Editable("said_on", "Said on", _when),
    Editable("repeats", "Says again", _words),
)
HOP_FIELDS: Final = (
    Editable("speaker", "speaker", _words),
    Editable("capacity", "capacity", _words, tuple(Capacity)),
    Editable("to", "told to", _words),
    Editable("channel", "channel", _words, tuple(Channel)),
    Editable("grade", "grade", _word_or_nothing),
    Editable("affiliation", "affiliation", _words),
)
READING_FIELDS: Final = (
    Editable("party", "party", _words),
    Editable("stance", "stance", _words, tuple(Stance)),
    Editable("proposition", "proposition", _words),
    Editable("condition", "condition", _words),
    Editable("in_words", "in words", _words),
    Editable("repeats", "says again", _words),
)
EVENT_STATUSES: Final = ("occurred", "ongoing", "future", "negated", "hypothetical")
ROUND_FIELDS: Final = (
    Editable("title", "Title", _words),
    Editable("venue", "Venue", _words),
    Editable("held_on", "Held on", _when),
    Editable("channel", "Channel", _words, tuple(Channel)),
    Editable("outcome", "Outcome", _words, tuple(Outcome)),
    Editable("same_as", "The same as the round", _words),
)
EVENT_FIELDS: Final = (
    Editable("category", "Category", _words),
    Editable("status", "Status", _words, EVENT_STATUSES),
    Editable("place", "Place", _words),
    Editable("happened_on", "Happened on", _when),
)


def fields_of(draft: Draft, file: DraftsFile) -> tuple[Field, ...]:
    """Return every field of a draft that a person may change, with what it says now."""
    if isinstance(draft, DraftRound):
        return tuple(_fields(draft, ROUND_FIELDS))
    if isinstance(draft, DraftEvent):
        return tuple(_fields(draft, EVENT_FIELDS))
    sources = {source.id: source for source in file.sources}
    found: list[Field] = []
    for place, reading in enumerate(draft.readings, start=1):
        if reading.state is not State.ACCEPTED:
            found += _fields(reading, READING_FIELDS, of=f"reading{place}")
    if draft.state is State.ACCEPTED:
        return tuple(found)
    found += _fields(draft, STATEMENT_FIELDS)
    for place, hop in enumerate(draft.chain, start=1):
        found += _fields(hop, HOP_FIELDS[:-1], of=f"hop{place}")
        if hop.speaker in sources:
            found += _fields(sources[hop.speaker], HOP_FIELDS[-1:], of=f"hop{place}")
    return tuple(found)


def _fields(part: Model, rows: tuple[Editable, ...], *, of: str = "") -> Iterator[Field]:
    for row in rows:
        value = getattr(part, row.name)
        if row.name == "span":
            value = f"{value.start}-{value.end}"
        label = f"{of.capitalize()} {row.label}".strip()
        label = re.sub(r"(?<=[a-z])(?=\d)", " ", label)
        name = f"{of}.{row.name}".lstrip(".")
        allowed = tuple(str(word) for word in row.allowed)
        yield Field(name, label, "" if value is None else _shown(value), allowed)


def _shown(value: object) -> str:
    if isinstance(value, When) and not value.is_resolved:
        return value.unresolved
    return str(value)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction is made in: draft, file, the words of the document, record; and by whom."""

    draft: Draft
    file: DraftsFile
    text: str
    record: Record
    by: str


def correct(where: Correction, field: str, value: str) -> Part:
    """Return a draft, or the source that its chain names, with one field changed.

    Raises
    ------
    UnknownId
        Where there is no such field, or the value names nobody or nothing that is known.
    InvalidCase
        Where the value cannot stand there; the sentence says what may.
    NotConfirmed
        Where what the field belongs to is in the record by now.
    """
    names = [one.name for one in fields_of(where.draft, where.file)]
    if field not in names:
        if where.draft.state is State.ACCEPTED:
            raise NotConfirmed(
                f"a change of {where.draft.id}", "it is in the record: edit it there"
            )
        raise UnknownId("field", field, names)
    part, _, name = field.rpartition(".")
    draft = where.draft
    if isinstance(draft, DraftRound):
        return _round(where, _changed(draft, _row(ROUND_FIELDS, name), value))
    if isinstance(draft, DraftEvent):
        return _changed(draft, _row(EVENT_FIELDS, name), value)
    if part.startswith("reading"):
        return _reading(where, draft, int(part.removeprefix("reading")) - 1, name, value)
    if part.startswith("hop"):
        return _hop(where, draft, int(part.removeprefix("hop")) - 1, name, value)
    if name in {"words", "span"}:
        return _moved(where, draft, name, value)
    new = _changed(draft, _row(STATEMENT_FIELDS, name), value)
    return _repeating(where, new) if name == "repeats" else new


def _row(rows: tuple[Editable, ...], name: str) -> Editable:
    return next(row for row in rows if row.name == name)


def _changed(part: PartT, row: Editable, value: str) -> PartT:
    """A part with one field read anew, or a sentence that says what may stand there."""
    new = row.read(value.strip(), getattr(part, row.name))
    try:
        return type(part).model_validate(part.model_dump(by_alias=True) | {row.name: new})
    except ValidationError as error:
        what = getattr(part, "id", "")
        message = f"this cannot be the {row.name.replace('_', ' ')} of {what}".removesuffix(" of ")
        allowed = ", ".join(row.allowed) or _LIKE.get(row.name, "")
        mistake = Mistake(row.name, 0, 0, message, found=value, allowed=allowed)
        raise InvalidCase([mistake]) from error


def _round(where: Correction, draft: DraftRound) -> DraftRound:
    rounds = [one.id for one in where.record.rounds]
    if draft.same_as and draft.same_as not in rounds:
        raise UnknownId("round", draft.same_as, rounds)
    return draft


def _reading(
    where: Correction, draft: DraftStatement, place: int, name: str, value: str
) -> DraftStatement:
    reading = _changed(draft.readings[place], _row(READING_FIELDS, name), value)
    check_reading(reading, where.record)
    drafted = (each.id for one in where.file.drafts for each in one.readings)
    others = sorted({*drafted} - {one.id for one in draft.readings})
    if reading.repeats and reading.repeats not in others:
        raise UnknownId("reading of another draft", reading.repeats, others)
    readings = (*draft.readings[:place], reading, *draft.readings[place + 1 :])
    return draft.model_copy(update={"readings": readings})


def _repeating(where: Correction, draft: DraftStatement) -> DraftStatement:
    """A draft that says another again, or nothing any more: its readings are its own then."""
    drafted = {one.id for one in where.file.drafts}
    others = sorted((drafted | {one.id for one in where.record.statements}) - {draft.id})
    if draft.repeats and draft.repeats not in others:
        raise UnknownId("statement", draft.repeats, others)
    return draft if draft.repeats else with_own_position(draft)


def _hop(
    where: Correction, draft: DraftStatement, place: int, name: str, value: str
) -> DraftStatement | DraftSource:
    hop = draft.chain[place]
    row = _row(HOP_FIELDS, name)
    if name == "affiliation":
        return _affiliated(where, hop, row, value)
    new = _changed(hop, row, value)
    known = {*Speakers(where.record).ids(), *(one.id for one in where.file.sources)}
    for speaker in (new.speaker, new.to):
        if speaker not in known:
            raise UnknownId("party, organ or source", speaker, sorted(known))
    if new.grade != hop.grade:
        new = new.model_copy(update={"why": "set by a person"})
    return draft.model_copy(
        update={"chain": (*draft.chain[:place], new, *draft.chain[place + 1 :])}
    )


def _affiliated(where: Correction, hop: DraftHop, row: Editable, value: str) -> DraftSource:
    source = next(one for one in where.file.sources if one.id == hop.speaker)
    parties = [party.id for party in where.record.parties]
    if value and value not in parties:
        raise UnknownId("party", value, parties)
    new = _changed(source, row, value)
    if new.affiliation == source.affiliation:
        return source
    return new.model_copy(update={"affiliated_by": where.by if new.affiliation else ""})


def _moved(where: Correction, draft: DraftStatement, name: str, value: str) -> DraftStatement:
    """The draft with other words: by their place, or the nearest place where they stand."""
    start, end = draft.span.start, draft.span.end
    if name == "span":
        found = _SPAN.fullmatch(value.strip())
        start, end = (int(found[1]), int(found[2])) if found else (0, 0)
        if not start < end <= len(where.text):
            allowed = f"start-end, from 0 to {len(where.text)}"
            message = f"no words of {where.file.document.id} stand there"
            raise InvalidCase([Mistake("span", 0, 0, message, found=value, allowed=allowed)])
    else:
        places = [one.start() for one in re.finditer(re.escape(value), where.text)] if value else []
        if not places:
            message = f"these words do not stand in {where.file.document.id}"
            raise InvalidCase([Mistake("words", 0, 0, message, found=value[:60])])
        start = min(places, key=lambda one: (abs(one - draft.span.start), one))
        end = start + len(value)
    return draft.model_copy(
        update={"span": Span(start=start, end=end), "words": where.text[start:end]}
    )
