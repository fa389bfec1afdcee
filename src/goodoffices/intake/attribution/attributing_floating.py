"""Quotations with no cue of their own: they go on with the last speaker, or take the next."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from goodoffices.intake.attribution.attributing_found import Found
from goodoffices.intake.attribution.attributing_sources import subject_of
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.cues import SPEECH_NOUNS
from goodoffices.intake.attribution.quotations import Quotation
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Band, Mode
from goodoffices.intake.texts import Extent

_NO_SPEAKERS: Final = ("credit", "signed", "set-off", "author")
"""Rules of the layout: whom they name does not go on speaking in the text."""
_FEWEST_WORDS: Final = 4
"""Of a quotation that stands by itself; two do after another in its paragraph."""


def go_on(report: ReportText, quotation: Quotation, found: Found) -> Attribution | None:
    """Return the attribution of a quotation of whole sentences that has no cue of its own.

    It goes on with the last speaker: the last source that the report itself cites in this
    paragraph or the one before, or whose statement, letter or speech the sentence before
    tells of. Where there is none, it takes the next.
    """
    if not _is_free_standing(report, quotation):
        return None
    speaker = _speaker_before(report, quotation)
    if speaker is not None:
        return Attribution(
            (quotation.extent,), speaker, None, Mode.DIRECT, "quotation-after-speech", Band.MIDDLE
        )
    near = [
        (_where_cited(each), each)
        for number in found.near(quotation.start, before=1, after=1)
        if (each := found[number]).source is not None
        and not each.rule.startswith(_NO_SPEAKERS)
        and report.quotation_at(_where_cited(each)) is None
        and not _is_within(each, found)
    ]
    start = report.paragraph_at(quotation.start)
    earlier = [
        (place, each)
        for place, each in near
        if place < quotation.start
        and each.content[0].start < quotation.start
        and report.paragraph_at(place) >= start - 1
    ]
    if earlier:
        _, last = max(earlier, key=lambda pair: pair[0])
        return another(last, quotation, rule="quotation-goes-on")
    later = [each for _, each in near if each.content[0].start >= quotation.end]
    if later:
        following = min(later, key=lambda each: each.content[0].start)
        return another(following, quotation, rule="quotation-before")
    return None


def another(each: Attribution, quotation: Quotation, *, rule: str) -> Attribution:
    """Return an attribution of a quotation to the same source as another; it has no cue."""
    return replace(each, content=(quotation.extent,), rule=rule, band=Band.MIDDLE, cue=None)


def _where_cited(each: Attribution) -> int:
    return (each.cue or each.source or each.extent).start


def _is_within(each: Attribution, found: Found) -> bool:
    """Whether an attribution is told within the words of another."""
    cue = each.cue or each.source
    if cue is None:
        return False
    others = (found[number] for number in found.near(cue.start))
    return any(
        stretch.holds(cue) for other in others if other is not each for stretch in other.content
    )


def _is_free_standing(report: ReportText, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence or more by itself, not words within one."""
    text = report.text
    paragraph = report.paragraphs[report.paragraph_at(quotation.start)]
    before = text[paragraph.start : quotation.start].rstrip()
    if before and before[-1] not in '.!?”"…:':
        return False
    inner = quotation.inner(text)
    follows = any(one.end <= quotation.start for one in report.quotations_meeting(paragraph))
    if len(inner.split()) < (2 if follows else _FEWEST_WORDS):
        return False
    if quotation.is_closed and inner[-1:] not in ".!?…":
        return False
    after = text[quotation.end : paragraph.end].lstrip()
    return not after or after[0].isupper() or after[0] in '“"('


def _speaker_before(report: ReportText, quotation: Quotation) -> Extent | None:
    """Whose statement or letter the sentence just before tells of, if it is in the paragraph."""
    number = report.paragraph_at(quotation.start)
    first = report.first_token_from(report.paragraphs[number].start)
    last = report.first_token_from(quotation.start) - 1
    if last < first or report.quotation_at(report.doc[last].idx) is not None:
        return None
    for token in report.doc[last].sent:
        if token.lemma_ in SPEECH_NOUNS and token.dep_ in ("dobj", "pobj") and token.i <= last:
            verb = token.head if token.dep_ == "dobj" else token.head.head
            found = subject_of(verb) if verb.pos_ == "VERB" else None
            if found is not None:
                return report.extent_of(found.first, found.last)
    return None
