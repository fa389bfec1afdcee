"""Making an attribution out of tokens: their stretches, its source and its hearer."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.intake.attribution.attributing_sources import Phrase
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Band, Mode
from goodoffices.intake.texts import Extent


def make(
    report: ReportText,
    numbers: list[int],
    *,
    cue: Extent | None,
    source: Phrase | None,
    rule: str,
    hearer: Phrase | None = None,
    band: Band = Band.HIGH,
) -> Iterator[Attribution]:
    """Yield one attribution of some tokens, or none where nothing but punctuation is left."""
    content = report.stretches(numbers)
    if content:
        yield Attribution(
            content,
            _extent(report, source),
            cue,
            Mode.INDIRECT,
            rule,
            band,
            _extent(report, hearer),
        )


def _extent(report: ReportText, phrase: Phrase | None) -> Extent | None:
    return None if phrase is None else report.extent_of(phrase.first, phrase.last)
