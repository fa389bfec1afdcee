"""Attributions by a label and a colon: the turns of a transcript, and notes by party.

"MS. KOVAČ: We cannot sign without a date." A text is a transcript when a label comes again,
or half of its paragraphs have one; there a turn goes on until the next label. Elsewhere a
label attributes its own paragraph, and only if it names somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.cues import SOURCE_NOUNS
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Band, Mode
from goodoffices.intake.texts import Extent

_LABEL: Final = re.compile(
    r"(?P<name>(?:(?:Mr|Ms|Mrs|Dr|Prof|Amb|Gen|Col|H\.E)\.?\s+)?[^\W\d_][\w.'’\-]*"
    r"(?:[ ,]+(?:of|the|for|and|de|al|van|von|bin|[^\W\d_][\w.'’\-]*)){0,6})"
    r"(?:\s*\([^)]{1,60}\))?\s*:\s+(?=\S)"
)
_NO_SPEAKERS: Final = frozenset(
    "image photo photograph picture credit source sources note update date subject from to cc bcc "
    "agenda re time place venue present participants summary contact categories video map graphic "
    "file caption correction background example read more attachment attachments title author"
    " related also ps p.s".split()
)
_SMALL_WORDS: Final = frozenset("of the for and de al van von bin".split())
_REPORTS: Final = frozenset({"report", "study", "survey", "poll", "police"})
_SPEAKERS: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})


class _Label(NamedTuple):
    """A label: its name, and where what it labels begins and ends."""

    name: Extent
    said: Extent


def by_labels(report: ReportText) -> Iterator[Attribution]:
    """Yield the turns of a transcript, or the notes that have a party for their label."""
    labels = [_label(report, paragraph) for paragraph in report.paragraphs]
    if _is_transcript(report, [label for label in labels if label is not None]):
        yield from _turns(report, labels)
        return
    for label in labels:
        if label is not None and _names_a_speaker(report, label.name):
            yield Attribution((label.said,), label.name, None, Mode.INDIRECT, "label", Band.MIDDLE)


def _is_transcript(report: ReportText, labels: list[_Label]) -> bool:
    names = [report.text[label.name.start : label.name.end] for label in labels]
    comes_again = len(set(names)) < len(names)
    return len(names) > 1 and (comes_again or len(names) * 2 >= len(report.paragraphs))


def _turns(report: ReportText, labels: list[_Label | None]) -> Iterator[Attribution]:
    turn: list[Extent] = []
    speaker: Extent | None = None
    for label, paragraph in zip(labels, report.paragraphs, strict=True):
        if label is None:
            turn.append(paragraph)
            continue
        yield from _turn(speaker, turn)
        speaker, turn = label.name, [label.said]
    yield from _turn(speaker, turn)


def _turn(speaker: Extent | None, turn: list[Extent]) -> Iterator[Attribution]:
    if speaker is not None and turn:
        yield Attribution(tuple(turn), speaker, None, Mode.DIRECT, "transcript")


def _label(report: ReportText, paragraph: Extent) -> _Label | None:
    """The name before a colon at the head of a paragraph that is no title in capitals."""
    match = _LABEL.match(report.text, paragraph.start, paragraph.end)
    if match is None or report.text[match.end() : paragraph.end].isupper():
        return None
    words = [word for word in re.split(r"[ ,]+", match["name"]) if word]
    if words[0].lower().rstrip(".") in _NO_SPEAKERS or words[-1].lower() in _NO_SPEAKERS:
        return None
    if not all(word[0].isupper() or word in _SMALL_WORDS for word in words):
        return None
    return _Label(Extent(*match.span("name")), Extent(match.end(), paragraph.end))


def _names_a_speaker(report: ReportText, name: Extent) -> bool:
    """Whether a label is a name of a person, a body or a country, or says what a source is.

    The last as in a headline: "Minister: talks to resume", "Report: bridge unsafe".
    """
    first, last = report.first_token_from(name.start), report.first_token_from(name.end)
    tokens = report.doc[first:last]
    if any(token.ent_type_ in _SPEAKERS for token in tokens):
        return True
    lemma = tokens[-1].lemma_.lower() if len(tokens) else ""
    return lemma in SOURCE_NOUNS or lemma in _REPORTS
