"""Attributions put together: whole quotations, no repeats, each in the one that tells it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from goodoffices.intake.attribution.attributing_found import Found
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.quotations import Quotation
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Mode
from goodoffices.intake.texts import Extent


def close_quotations(report: ReportText, found: Attribution) -> Attribution | None:
    """Return an attribution whose words and quotation marks agree, or None if nothing is left.

    Words told from outside a quotation take in the whole of each that they touch; words told
    from inside one end where it ends.
    """
    cue = found.cue or found.source
    content = list(found.content)
    for stretch in found.content:
        content += [
            quotation.extent
            for quotation in report.quotations_meeting(stretch)
            if cue is None or not quotation.extent.meets(cue)
        ]
    if cue is not None:
        around = report.quotation_at(cue.start)
        if around is not None and around.extent.holds(cue):
            content = [part for part in (_within(one, around) for one in content) if part]
    joined = _without(join(content), cue)
    return replace(found, content=joined) if joined else None


def _within(stretch: Extent, quotation: Quotation) -> Extent | None:
    start = max(stretch.start, quotation.start)
    end = min(stretch.end, quotation.end)
    return Extent(start, end) if start < end else None


def _without(content: tuple[Extent, ...], cue: Extent | None) -> tuple[Extent, ...]:
    """The stretches without one that swallowed the cue; closing a quotation never needs it."""
    if cue is None:
        return content
    return tuple(one for one in content if not one.holds(cue))


def join(stretches: Iterable[Extent]) -> tuple[Extent, ...]:
    """Return stretches in order, those that meet or touch made one.

    Examples
    --------
    >>> join([Extent(5, 9), Extent(0, 6), Extent(12, 13)])
    (Extent(start=0, end=9), Extent(start=12, end=13))
    """
    joined: list[Extent] = []
    for one in sorted(stretches):
        if joined and one.start <= joined[-1].end:
            joined[-1] = Extent(joined[-1].start, max(joined[-1].end, one.end))
        else:
            joined.append(one)
    return tuple(joined)


def overlap(one: Sequence[Extent], other: Sequence[Extent]) -> int:
    """How many characters two lists of stretches share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def length(content: Sequence[Extent]) -> int:
    """How many characters some stretches have."""
    return sum(one.end - one.start for one in content)


def is_same(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions tell the same words (seven tenths) by the same cue or source."""
    shared = overlap(one.content, other.content)
    if shared < 0.7 * max(length(one.content), length(other.content)):
        return False
    if one.cue is not None and other.cue is not None:
        return one.cue.meets(other.cue)
    return one.source is not None and other.source is not None and one.source.meets(other.source)


def settle(report: ReportText, found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return attributions in text order, each once, with its mode and the one it is told in."""
    once = Found(report)
    for each in found:
        near = once.near(each.content[0].start)
        if not any(is_same(each, once[number]) for number in near):
            once.add(each)
    kept = Found(report, sorted(once.all(), key=_order))
    return tuple(
        replace(each, mode=mode_of(report, each), parent=_parent(kept, number))
        for number, each in enumerate(kept.all())
    )


def _order(found: Attribution) -> tuple[int, int, int]:
    cue = found.cue or found.source or found.content[0]
    return (found.content[0].start, -found.content[-1].end, cue.start)


def _parent(kept: Found, number: int) -> int:
    """The shortest attribution whose words hold the cue and most of the words of this one."""
    this = kept[number]
    cue = this.cue or this.source
    if cue is None:
        return -1
    best, shortest = -1, 0
    for place in kept.near(cue.start):
        other = kept[place]
        size = length(other.content)
        if place == number or size <= length(this.content):
            continue
        if not any(one.holds(cue) for one in other.content):
            continue
        is_inside = overlap(this.content, other.content) * 2 >= length(this.content)
        if is_inside and (best < 0 or size < shortest):
            best, shortest = place, size
    return best


def mode_of(report: ReportText, found: Attribution) -> Mode:
    """Return in whose wording something is told, by how much of it is quoted."""
    if found.mode is Mode.DIRECT:
        return Mode.DIRECT
    quoted = 0
    cue = found.cue or found.source
    for stretch in found.content:
        for one in report.quotations_meeting(stretch):
            if cue is None or not one.extent.holds(cue):
                quoted += overlap([one.extent], [stretch])
    if quoted == 0:
        return Mode.INDIRECT
    return Mode.DIRECT if quoted >= 0.9 * length(found.content) else Mode.MIXED
