"""Relaying: the chain through which drafted words reached the document, origin first.

Words told within somebody's words came through that somebody. The last hop is the outlet
that prints it all; where nobody is named, it is the only one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.case.rounds import Channel
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.drafts import DraftHop, HopKind, Mode
from goodoffices.intake.names.naming import Named
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.speakers.found_source import FoundSource, FoundSources
from goodoffices.intake.texts import Extent
from goodoffices.record.entries import EVERYONE, UNKNOWN, Span

IN_PUBLIC = frozenset({HopKind.PERSON, HopKind.PARTY, HopKind.ORGAN, HopKind.ORGANISATION})
"""Who, quoted by name, is taken to have spoken in public."""


def relay(
    place: int,
    attributions: Sequence[Attribution],
    *,
    found: FoundSources,
    outlet: FoundSource,
    named: Sequence[Named],
    parsed: Parsed,
) -> tuple[DraftHop, ...]:
    """Return the relay chain of one attribution, origin first, ungraded.

    Somebody unnamed is taken to have told the outlet; somebody named and quoted, the public;
    of somebody named whose words are only reported it is not known whom they told.

    Parameters
    ----------
    place
        Of the attribution in the list; -1 for what the outlet says in its own voice.
    """
    hops: list[DraftHop] = []
    outward = list(_outward(place, attributions))
    for step, one in enumerate(outward):
        speaker = found.speaker(one)
        if speaker is None or (hops and hops[-1].speaker == speaker.id):
            continue
        attribution = attributions[one]
        told = _hearer(attribution, named, parsed, outlet)
        is_last = step == len(outward) - 1
        if told == UNKNOWN and is_last:
            told = _told(speaker, attribution, outlet)
        in_press = told in {EVERYONE, outlet.id}
        hops.append(_hop(speaker, attribution.source, told, parsed, in_press=in_press))
    if not hops or hops[-1].speaker != outlet.id:
        mention = outlet.mentions[0] if outlet.mentions else None
        hops.append(_hop(outlet, mention, EVERYONE, parsed, in_press=True))
    return tuple(hops)


def _outward(place: int, attributions: Sequence[Attribution]) -> Iterator[int]:
    seen: set[int] = set()
    while place >= 0 and place not in seen:
        seen.add(place)
        yield place
        place = attributions[place].parent


def _told(speaker: FoundSource, attribution: Attribution, outlet: FoundSource) -> str:
    if speaker.id == outlet.id:
        return EVERYONE
    if speaker.kind is HopKind.UNNAMED:
        return outlet.id
    is_quoted = attribution.mode is not Mode.INDIRECT
    return EVERYONE if is_quoted and speaker.kind in IN_PUBLIC else UNKNOWN


def _hearer(
    attribution: Attribution, named: Sequence[Named], parsed: Parsed, outlet: FoundSource
) -> str:
    """Who was told, where the text says so: a party, an organ, or the outlet."""
    if attribution.hearer is None:
        return UNKNOWN
    for one in named:
        if one.party and one.extent.meets(attribution.hearer):
            return one.id
    words = parsed.doc.text[attribution.hearer.start : attribution.hearer.end]
    return outlet.id if outlet.name and outlet.name in words else UNKNOWN


def _hop(
    speaker: FoundSource, mention: Extent | None, told: str, parsed: Parsed, *, in_press: bool
) -> DraftHop:
    words = parsed.doc.text[mention.start : mention.end] if mention else speaker.description
    span = parsed.extent(*mention) if mention else None
    return DraftHop(
        speaker=speaker.id,
        name=" ".join(words.split()),
        kind=speaker.kind,
        span=Span(start=span.start, end=span.end) if span and span.end > span.start else None,
        to=told,
        channel=Channel.PRESS if in_press else Channel.UNKNOWN,
    )
