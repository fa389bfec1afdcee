"""The words that a page rests on: statements with their chains, and the texts they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.case.case import Case
from goodoffices.case.passages import Hop, Passage, ReadingView, SourceText


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """One statement as a page shows it: words, when, through whom, and how it is read."""

    id: str
    words: str
    translation: str
    said_on: str
    through: str
    readings: tuple[str, ...]
    repeats: str
    document: str
    document_title: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text: the statements that stand in it, and those that begin there."""

    text: str
    statements: tuple[str, ...]
    begins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A document with the statements that were taken from it marked in its words."""

    id: str
    title: str
    about: str
    note: str
    segments: tuple[Segment, ...]


def cite_passages(case: Case) -> tuple[CitedPassage, ...]:
    """Return every statement of a case for a page, in the order of the record."""
    return tuple(cite_passage(passage, case) for passage in case.passages.values())


def cite_passage(passage: Passage, case: Case) -> CitedPassage:
    """Return one statement for a page."""
    text = case.texts.get(passage.document)
    return CitedPassage(
        id=passage.statement,
        words=passage.words,
        translation=passage.translation,
        said_on=passage.said_on,
        through=chain_in_words(passage.chain),
        readings=tuple(_reading(one, case) for one in passage.readings),
        repeats=passage.repeats,
        document=passage.document if text is not None and passage.start is not None else "",
        document_title=text.title if text is not None else _meeting(passage, case),
    )


def _meeting(passage: Passage, case: Case) -> str:
    meeting = case.meetings.get(passage.meeting)
    return f"meeting in {meeting.where}, {meeting.held_on}" if meeting is not None else ""


def chain_in_words(chain: Iterable[Hop]) -> str:
    """Say a relay chain, origin first, each hop with its grade: never an average.

    Examples
    --------
    >>> chain_in_words([Hop("egypt", "Egypt", to_name="Israel", grade="F3")])
    'Egypt to Israel (F3)'
    """
    said = []
    for hop in chain:
        text = f"{hop.speaker_name} to {hop.to_name}" if hop.to_name else hop.speaker_name
        said.append(f"{text} ({hop.grade})" if hop.grade else text)
    return "; ".join(said)


def _reading(reading: ReadingView, case: Case) -> str:
    """A reading in the team's words, where it gave them, and in those that are computed with."""
    party = case.parties[reading.party].name if reading.party in case.parties else reading.party
    said = f"{reading.id} ({reading.status}): {party} "
    said += f"{reading.in_words}; that is, " if reading.in_words else ""
    said += reading.stance.words
    if reading.proposition:
        said += f" {reading.proposition}"
    if reading.condition:
        said += f", if {reading.condition}"
    if reading.alternative_to:
        said += f"; instead of {reading.alternative_to}"
    if reading.read_by:
        said += f"; read so by {reading.read_by}"
    return said


def is_dated(text: SourceText) -> bool:
    """Whether any day is known for a document, printed on it or set by the team."""
    return bool(text.dated) and not text.dated.endswith("not resolved")


def mark_texts(case: Case) -> tuple[MarkedText, ...]:
    """Return the documents of a case, cut where statements begin and end."""
    by_document: dict[str, list[Passage]] = {}
    for one in case.passages.values():
        by_document.setdefault(one.document, []).append(one)
    return tuple(
        _marked(text, by_document.get(text.id, ())) for text in case.texts.values() if text.text
    )


def mark_text(text: SourceText, case: Case) -> MarkedText:
    """Return one document, cut where statements begin and end."""
    return _marked(text, [one for one in case.passages.values() if one.document == text.id])


def _marked(text: SourceText, passages: Iterable[Passage]) -> MarkedText:
    spans = [
        (one.start, one.end, one.statement)
        for one in passages
        if one.start is not None and one.end is not None
    ]
    cuts = sorted({0, len(text.text), *(place for span in spans for place in span[:2])})
    segments = []
    for start, end in pairwise(cuts):
        inside = tuple(name for low, high, name in spans if low <= start and end <= high)
        begins = tuple(name for low, _, name in spans if low == start)
        segments.append(Segment(text.text[start:end], inside, begins))
    about = ", ".join(part for part in (text.outlet, text.author) if part)
    dated = f"dated {text.dated}" if is_dated(text) else "not dated"
    basis = text.date_basis.rstrip(".")
    basis = f" ({basis})" if basis not in {"", "as printed", "not dated"} else ""
    return MarkedText(
        id=text.id,
        title=text.title,
        about=f"{about}, {dated}{basis}" if about else f"{dated}{basis}",
        note=text.note,
        segments=tuple(segments),
    )
