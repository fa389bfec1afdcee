"""What falls on which day: clocks, promises, rounds, meetings, steps of tabled schedules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.urls import reverse

from goodoffices.case.undertakings import Schedule, Step
from goodoffices.case.when import When
from goodoffices.gaps.sentences import listed
from goodoffices.record.entries import Note, NoteKind
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.pages.calendar import DayLine

REAL = {True: "real", False: "declared only", None: "not known whether real"}
DUE = frozenset({NoteKind.CLOCK, NoteKind.PROMISE})


def days_of(desk: Desk, viewer: Viewer) -> tuple[DayLine, ...]:
    """Return everything with a day that a viewer may see, in the order of days."""
    eyes = desk.state().same_eyes(viewer)
    return desk.kept(("calendar", eyes), lambda: _sorted(desk.seen_by(viewer)))


def _sorted(seen: Record) -> tuple[DayLine, ...]:
    lines = [*_notes(seen), *_rounds(seen), *_meetings(seen), *_schedules(seen)]
    return tuple(sorted(lines, key=lambda one: (one.last or date.max, one.first or date.max)))


def _notes(seen: Record) -> Iterator[DayLine]:
    speakers = Speakers(seen)
    names = {one.id: one.name for one in seen.team}
    over = {
        rests: note
        for note in seen.notes
        if note.kind is NoteKind.EVENT and not note.draft
        for rests in note.rests_on
    }
    for note in seen.notes:
        if note.kind not in DUE:
            continue
        ended = over.get(note.id)
        yield DayLine(
            id=note.id,
            kind=note.kind.value,
            words=note.text,
            about=_about(note, speakers, names) + (f"; {ended.text}" if ended is not None else ""),
            first=_first(note.due),
            last=_last(note.due),
            when=str(note.due) if note.due is not None else "no day noted",
            url=reverse("entry", args=[note.id]),
            is_due=ended is None,
            is_draft=note.draft,
        )


def _about(note: Note, speakers: Speakers, names: Mapping[str, str]) -> str:
    party = speakers[note.party].name if note.party else ""
    whose = names.get(note.whose, note.whose)
    if note.kind is NoteKind.PROMISE:
        return f"promised {f'to {party} ' if party else ''}by {whose or 'the team'}"
    holders = " and ".join(filter(None, (party, whose)))
    return f"clock {f'of {holders}' if holders else 'of nobody named'}: {REAL[note.is_real]}"


def _rounds(seen: Record) -> Iterator[DayLine]:
    for held in seen.rounds:
        if held.held_on is not None:
            url = reverse("round", args=[held.id])
            yield _plain(held.id, "round", held.name, held.held_on, url)


def _meetings(seen: Record) -> Iterator[DayLine]:
    for one in seen.meetings:
        if one.held_on is not None:
            words = f"Meeting in {one.where}" if one.where else "Meeting"
            url = reverse("read-back", args=[one.id])
            yield _plain(one.id, "meeting", words, one.held_on, url, is_draft=one.draft)


def _plain(
    id: str, kind: str, words: str, when: When, url: str, *, is_draft: bool = False
) -> DayLine:
    return DayLine(
        id=id,
        kind=kind,
        words=words,
        about="",
        first=_first(when),
        last=_last(when),
        when=str(when),
        url=url,
        is_due=False,
        is_draft=is_draft,
    )


def _schedules(seen: Record) -> Iterator[DayLine]:
    titles = {one.id: one.title or one.id.replace("_", " ") for one in seen.undertakings}
    for schedule in seen.schedules:
        for phase in schedule.phases:
            for step in phase.steps:
                yield from _steps(schedule, step, titles)


def _steps(schedule: Schedule, step: Step, titles: dict[str, str]) -> Iterator[DayLine]:
    words = listed(_done(one, titles) for one in step.does)
    for day, how in ((step.day, ""), (step.due, "; last day")):
        if day is None:
            continue
        on = schedule.day_zero + timedelta(days=day) if schedule.day_zero is not None else None
        yield DayLine(
            id=schedule.id,
            kind="schedule",
            words=words,
            about=f"D+{day} of {schedule.name}, as tabled{how}",
            first=on,
            last=on,
            when=str(on) if on is not None else f"D+{day}; no day zero is set",
            url=reverse("entry", args=[schedule.id]),
            is_due=False,
            is_draft=False,
        )


def _done(reference: str, titles: dict[str, str]) -> str:
    """A reference in words: what is done, and which part of it.

    Examples
    --------
    >>> _done("release.3", {"release": "release of prisoners"})
    'release of prisoners (3)'
    """
    name, _, part = reference.partition(".")
    title = titles.get(name, name.replace("_", " "))
    return f"{title} ({part.replace('_', ' ')})" if part else title


def _first(when: When | None) -> date | None:
    return (when.start or when.end) if when is not None else None


def _last(when: When | None) -> date | None:
    return (when.end or when.start) if when is not None else None
