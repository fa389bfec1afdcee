"""A draft as a person reads it before deciding: its passage in the document, and what was read.

Words and places only; how they look is for the screen, the terminal or the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from goodoffices.case.errors import InvalidProposition
from goodoffices.case.grammar import parse, words
from goodoffices.intake.drafts import (
    DraftEvent,
    DraftHop,
    DraftReading,
    DraftRound,
    DraftsFile,
    DraftStatement,
)
from goodoffices.intake.review.entering import in_words, rivalry_of
from goodoffices.intake.review.storing import Draft
from goodoffices.record.entries import Span
from goodoffices.record.record import Record

PARAGRAPHS: Final = 3
"""How many paragraphs are shown before and after the words."""
LONGEST_SIDE: Final = 2_000
"""Characters shown at most on either side."""


class MarkKind(StrEnum):
    """What a stretch of the passage is."""

    WORDS = "words"
    SOURCE = "source"
    CUE = "cue"
    READING = "reading"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the passage that means something; places are within the passage."""

    kind: MarkKind
    start: int
    end: int
    number: int = 0
    """Of the reading, from 1."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a draft with some paragraphs around them, and what stands where."""

    text: str
    marks: tuple[Mark, ...]
    is_begin: bool
    is_end: bool

    @property
    def words(self) -> Mark | None:
        """The stretch of the draft's own words; None where the text is shorter than they were."""
        return next((one for one in self.marks if one.kind is MarkKind.WORDS), None)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of what is shown of a draft: a word for it, and its lines."""

    title: str
    lines: tuple[str, ...]


def passage_of(text: str, draft: Draft) -> Passage:
    r"""Return the paragraphs around a draft's words, with its words, source, cue and readings.

    Examples
    --------
    >>> said = DraftStatement(id="memo_s1", span={"start": 7, "end": 12}, words="Never")
    >>> passage_of("Memo.\n\nNever, she said.\n", said).marks
    (Mark(kind=<MarkKind.WORDS: 'words'>, start=7, end=12, number=0),)
    """
    start = _paragraphs_before(text, min(draft.span.start, len(text)))
    end = _paragraphs_after(text, min(draft.span.end, len(text)))
    marks = [
        Mark(kind, max(span.start, start) - start, min(span.end, end) - start, number)
        for kind, span, number in _spans(draft)
        if start < span.end and span.start < end
    ]
    return Passage(text[start:end], tuple(marks), start == 0, end == len(text))


def _spans(draft: Draft) -> Iterator[tuple[MarkKind, Span, int]]:
    yield MarkKind.WORDS, draft.span, 0
    if isinstance(draft, DraftStatement):
        for hop in draft.chain:
            if hop.span is not None:
                yield MarkKind.SOURCE, hop.span, 0
        if draft.cue is not None:
            yield MarkKind.CUE, draft.cue, 0
        for number, reading in enumerate(draft.readings, start=1):
            yield MarkKind.READING, reading.span, number
        for span in draft.passages:
            yield MarkKind.AGAIN, span, 0
    if isinstance(draft, DraftRound):
        for delegation in draft.delegations:
            yield MarkKind.SOURCE, delegation.span, 0
        if draft.cause is not None:
            yield MarkKind.CUE, draft.cause, 0


def _paragraphs_before(text: str, place: int) -> int:
    start = place
    for _ in range(PARAGRAPHS + 1):
        found = text.rfind("\n", 0, max(start - 1, 0))
        while found > 0 and text[found - 1] == "\n":
            found -= 1
        start = found + 1 if found >= 0 else 0
        if start == 0:
            break
    start = max(start, place - LONGEST_SIDE)
    while start < place and text[start].isspace():
        start += 1
    return start


def _paragraphs_after(text: str, place: int) -> int:
    end = place
    for _ in range(PARAGRAPHS + 1):
        found = text.find("\n", end)
        if found < 0:
            end = len(text)
            break
        end = found
        while end < len(text) and text[end] == "\n":
            end += 1
    return min(end, place + LONGEST_SIDE)


def sections_of(draft: Draft, file: DraftsFile, record: Record) -> tuple[Section, ...]:
    """Return what was drafted, in sections; a statement's readings are shown by `lines_of`."""
    shown = {
        DraftStatement: _statement_sections,
        DraftRound: _round_sections,
        DraftEvent: _event_sections,
    }[type(draft)]
    first, *others = shown(draft, file, record)  # type: ignore[operator]
    questions = Section("Open questions", (*draft.questions, *file.document.questions))
    rule = f"rule “{in_words(draft.rule)}”, {draft.confidence} confidence"
    sections = [first, questions, *others, Section("Drafted by", (rule,))]
    return tuple(one for one in sections if one.lines)


def rivalries_of(draft: Draft) -> tuple[tuple[int, ...], ...]:
    """Return the readings of a draft by their numbers, those that rival each other together."""
    if not isinstance(draft, DraftStatement):
        return ()
    groups: dict[str, list[int]] = {}
    for number, reading in enumerate(draft.readings, start=1):
        groups.setdefault(rivalry_of(reading.id, draft), []).append(number)
    return tuple(tuple(numbers) for numbers in groups.values())


def _statement_sections(
    draft: DraftStatement, file: DraftsFile, record: Record
) -> Iterator[Section]:
    del record
    yield Section("Said", (f"“{_line(draft.words)}”",))
    yield Section("To mind", draft.flags)
    yield Section("Through", tuple(_hop_lines(draft, file)))
    said = str(draft.said_on) if draft.said_on is not None else _document_day(file)
    known = f"{draft.register_.value}; {draft.mode.value} speech; said on {said}"
    yield Section("Known as", (known,))
    tied = []
    if draft.nested_in:
        tied.append(f"told in {draft.nested_in}")
    if draft.repeats:
        tied.append(f"repeats {draft.repeats}")
    tied += [f"said again at {span.start}-{span.end}" for span in draft.passages]
    yield Section("Tied to", tuple(tied))


def _document_day(file: DraftsFile) -> str:
    dated = file.document.dated
    return f"{dated} (of the document)" if dated is not None else "no date known"


def _hop_lines(draft: DraftStatement, file: DraftsFile) -> Iterator[str]:
    new = {source.id: source for source in file.sources}
    for number, hop in enumerate(draft.chain, start=1):
        yield f"{number}. {_hop(hop)}"
        source = new.get(hop.speaker)
        if source is not None:
            of = f", of {source.affiliation}" if source.affiliation else ""
            yield f"   a source of this document: {source.description}{of}"
            if source.perhaps_the_same_as:
                yield f"   perhaps the same as {', '.join(source.perhaps_the_same_as)}"
        if hop.why:
            yield f"   graded so: {hop.why}"


def _hop(hop: DraftHop) -> str:
    named = f"{hop.name} ({hop.speaker})" if hop.name != hop.speaker else hop.speaker
    parts = [named, f"to {hop.to}"]
    parts += [hop.capacity.value] if hop.capacity.value != "unknown" else []
    parts += [hop.channel.value] if hop.channel.value != "unknown" else []
    return f"{', '.join(parts)}: {hop.grade or 'no grade'}"


def _round_sections(draft: DraftRound, file: DraftsFile, record: Record) -> Iterator[Section]:
    del file, record
    named = (
        ("title", draft.title),
        ("venue", draft.venue),
        ("held on", str(draft.held_on or "")),
        ("channel", draft.channel.value),
        ("outcome", draft.outcome.value),
        ("cause, as reported in", draft.cause_statement),
    )
    yield Section("Round", tuple(f"{name}: {value}" for name, value in named if value))
    lines = [
        f"{one.party}: {', '.join(one.members) or 'nobody named'}"
        + (f" ({one.level})" if one.level else "")
        for one in draft.delegations
    ]
    yield Section("Delegations", tuple(lines))
    if draft.same_as:
        yield Section("Seems to be", (f"{draft.same_as}; what it lacks is added to it",))


def _event_sections(draft: DraftEvent, file: DraftsFile, record: Record) -> Iterator[Section]:
    del file, record
    named = (
        ("category", f"{draft.category}, {draft.status}"),
        ("who", ", ".join(draft.actors)),
        ("to whom", ", ".join(draft.recipients)),
        ("where", draft.place),
        ("when", str(draft.happened_on or "")),
        ("told in", draft.told_in),
    )
    yield Section("Event", tuple(f"{name}: {value}" for name, value in named if value))


def lines_of(reading: DraftReading, record: Record, *, again: str = "") -> tuple[str, ...]:
    """Return what a reading says, a line each: who holds what, when, what is open, which rule.

    Parameters
    ----------
    again
        The statement that it only says again, if any.
    """
    proposition = reading.proposition or "no proposition yet"
    lines = [f"{reading.party} {reading.stance.words}: {proposition}"]
    said = _in_english(reading.proposition, record)
    if said:
        lines.append(f"that is: {said}")
    if reading.condition:
        lines.append(f"if {reading.condition}")
    if reading.in_words:
        lines.append(f"in a brief: {_name_of(reading.party, record)} {reading.in_words}")
    if reading.new_option:
        of = f" for the issue {reading.new_option_of}" if reading.new_option_of else ""
        lines.append(f"perhaps a new option{of}: “{_line(reading.new_option)}”")
    if again:
        lines.append(f"accepted, it is one more passage of what {again} says")
    lines += [f"? {question}" for question in reading.questions]
    lines.append(f"rule “{in_words(reading.rule)}”, {reading.confidence} confidence")
    return tuple(lines)


def _name_of(party: str, record: Record) -> str:
    return next((one.name for one in record.parties if one.id == party), party)


def _in_english(proposition: str, record: Record) -> str:
    """A proposition in words; empty where it has none, or cannot be read."""
    issues = {issue.id: issue for issue in record.issues}
    try:
        return words(parse(proposition, issues), issues) if proposition else ""
    except InvalidProposition:
        return ""


def _line(text: str) -> str:
    return " ".join(text.split())
