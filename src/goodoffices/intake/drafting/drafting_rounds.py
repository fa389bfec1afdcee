"""Rounds as drafts: where talks were held, who came, how they ended, and why as reported."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.case.rounds import Outcome, Round
from goodoffices.case.when import When
from goodoffices.intake.drafting.innermost import innermost
from goodoffices.intake.drafts import (
    Band,
    DraftDelegation,
    DraftDocument,
    DraftRound,
    DraftStatement,
)
from goodoffices.intake.events.dating import Tense, resolve
from goodoffices.intake.events.publishing import published_on
from goodoffices.intake.events.rounds import FoundRound, find_rounds
from goodoffices.intake.knowledge import Knowledge
from goodoffices.intake.names.naming import folded
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.texts import Extent
from goodoffices.record.entries import Span


def draft_rounds(
    parsed: Parsed,
    text: str,
    *,
    document: DraftDocument,
    knowledge: Knowledge,
    statements: Sequence[DraftStatement],
) -> tuple[DraftRound, ...]:
    """Return the rounds and meetings that a document speaks of, tied to those of the case.

    A round of the case is proposed as the same where the venue is, and the days can be.
    """
    published = published_on(document)
    found = find_rounds(parsed, names=knowledge.names.parties, published=published)
    return tuple(
        _draft(f"{document.id}_m{number}", one, parsed, text, document, knowledge, statements)
        for number, one in enumerate(found, 1)
    )


def _draft(
    name: str,
    one: FoundRound,
    parsed: Parsed,
    text: str,
    document: DraftDocument,
    knowledge: Knowledge,
    statements: Sequence[DraftStatement],
) -> DraftRound:
    extent = parsed.extent(*one.extent)
    held_on, questions = _held_on(one, document)
    cause = _span(parsed, one.cause)
    same = _same(one, held_on, knowledge.record.rounds)
    if same is not None:
        questions.append(f"is this {same.name}, {same.id} of the case?")
    if one.outcome is Outcome.UNKNOWN and not _is_to_come(one, held_on, document):
        questions.append("how did it end? the report does not say")
    return DraftRound(
        id=name,
        span=Span(start=extent.start, end=extent.end),
        words=text[extent.start : extent.end],
        title=one.title,
        venue=one.venue,
        held_on=held_on,
        channel=one.channel,
        delegations=tuple(
            DraftDelegation(
                party=sent.party,
                members=sent.members,
                level=sent.level,
                span=_span(parsed, sent.extent) or Span(start=extent.start, end=extent.end),
            )
            for sent in one.delegations
        ),
        outcome=one.outcome,
        cause=cause,
        cause_statement=innermost(cause, statements) if cause is not None else "",
        same_as=same.id if same is not None else "",
        rule="round",
        confidence=Band.MIDDLE if one.venue else Band.LOW,
        questions=tuple(questions),
    )


def _is_to_come(one: FoundRound, held_on: When | None, document: DraftDocument) -> bool:
    """Whether a round had not begun when the report was written, so that none asks how it ended."""
    published = published_on(document)
    if held_on is not None and held_on.start is not None and published is not None:
        return held_on.start > published
    return one.date is not None and one.date.tense is Tense.FUTURE


def _held_on(one: FoundRound, document: DraftDocument) -> tuple[When | None, list[str]]:
    if one.date is None:
        return None, ["when was it? the report gives no day"]
    when = resolve(one.date.words, published=published_on(document), tense=one.date.tense)
    asked = [] if when.is_resolved else [f'"{one.date.words}": which day was that?']
    return when, asked


def _same(one: FoundRound, held_on: When | None, rounds: Sequence[Round]) -> Round | None:
    """The round of the case at the same venue whose days, where both are known, meet."""
    for known in rounds:
        if not one.venue or folded(one.venue) != folded(known.venue):
            continue
        if _may_meet(held_on, known.held_on):
            return known
    return None


def _may_meet(one: When | None, other: When | None) -> bool:
    if one is None or other is None:
        return True
    begins_after = one.start and other.end and one.start > other.end
    ends_before = one.end and other.start and one.end < other.start
    return not (begins_after or ends_before)


def _span(parsed: Parsed, extent: Extent | None) -> Span | None:
    if extent is None:
        return None
    found = parsed.extent(*extent)
    return Span(start=found.start, end=found.end) if found.end > found.start else None
