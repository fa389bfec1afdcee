"""Events as drafts: what a document tells of parties of the case, in categories of PLOVER."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from goodoffices.case.when import When
from goodoffices.intake.drafting.innermost import innermost
from goodoffices.intake.drafts import DraftDocument, DraftEvent, DraftStatement
from goodoffices.intake.events.dating import Tense, find_dates, resolve
from goodoffices.intake.events.events import Event, find_events
from goodoffices.intake.events.publishing import published_on
from goodoffices.intake.names.naming import Named
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.positions.stance_words import SPEECH
from goodoffices.intake.texts import Extent
from goodoffices.record.entries import Span

HOW_LONG: Final = re.compile(
    r"(?:\d+|[a-z]+)(?: and a half)?[ -](?:hour|day|week|month|year)s?", re.IGNORECASE
)
"""A stretch of time that says how long, and not when."""


def draft_events(
    parsed: Parsed,
    text: str,
    *,
    document: DraftDocument,
    named: Sequence[Named],
    statements: Sequence[DraftStatement],
) -> tuple[DraftEvent, ...]:
    """Return the events in which a party of the case, or one of its organs, acts.

    What is told twice is drafted once: the same category of the same parties, as a fact, as
    something to come, or otherwise.
    """
    drafted: list[DraftEvent] = []
    seen: set[tuple[object, ...]] = set()
    dates = {one.extent: one.tense for one in find_dates(parsed)}
    for event in find_events(parsed):
        parties = _parties(event.actors, named)
        if not parties or _only_declines_to_speak(parsed, event):
            continue
        is_fact = event.status in {"occurred", "ongoing"}
        key = (event.category, parties, is_fact or event.status)
        if key in seen:
            continue
        seen.add(key)
        span = _span(parsed, event.extent)
        drafted.append(
            DraftEvent(
                id=f"{document.id}_e{len(drafted) + 1}",
                span=span,
                words=text[span.start : span.end],
                category=event.category,
                actors=_names(parsed, event.actors),
                recipients=_names(parsed, event.recipients),
                place=_name(parsed, event.place) if event.place else "",
                happened_on=_when(parsed, event, dates, published_on(document)),
                status=event.status,
                told_in=innermost(_span(parsed, event.trigger), statements),
                rule=event.rule,
                confidence=event.band,
            )
        )
    return tuple(drafted)


def _only_declines_to_speak(parsed: Parsed, event: Event) -> bool:
    """Whether somebody "declined to comment", which turns nothing down."""
    trigger = parsed.doc.char_span(*event.trigger, alignment_mode="expand")
    if trigger is None:
        return False
    told = (one for one in trigger.root.children if one.dep_ == "xcomp")
    return any(one.lemma_.lower() in SPEECH for one in told)


def _span(parsed: Parsed, extent: Extent) -> Span:
    found = parsed.extent(*extent)
    return Span(start=found.start, end=found.end)


def _parties(extents: Sequence[Extent], named: Sequence[Named]) -> tuple[str, ...]:
    found = (one.party for extent in extents for one in named if one.extent.meets(extent))
    return tuple(dict.fromkeys(filter(None, found)))


def _names(parsed: Parsed, extents: Sequence[Extent]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_name(parsed, one) for one in extents))


def _name(parsed: Parsed, extent: Extent) -> str:
    return " ".join(parsed.repaired.text[extent.start : extent.end].split())


def _when(
    parsed: Parsed, event: Event, dates: Mapping[Extent, Tense], published: date | None
) -> When | None:
    if event.when is None:
        return None
    words = _name(parsed, event.when)
    if HOW_LONG.fullmatch(words):
        return None  # "a truce of 60 days" lasts so long, and says no day
    tense = next((one for extent, one in dates.items() if extent.meets(event.when)), Tense.PAST)
    return resolve(words, published=published, tense=tense)
