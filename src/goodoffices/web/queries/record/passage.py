"""Words in their document, with the text around them, cut where something begins or ends."""

from __future__ import annotations

from itertools import pairwise

from goodoffices.intake.drafts import DraftStatement
from goodoffices.intake.review.showing import MarkKind, Passage, passage_of
from goodoffices.record.entries import Statement
from goodoffices.record.record import Record
from goodoffices.web.pages.record_entry import Piece, ShownPassage


def passage_in(seen: Record, statement: Statement) -> ShownPassage | None:
    """Return where a statement's words stand in its document; None where that is not known."""
    text = seen.texts.get(statement.document, "")
    span = statement.span
    if not text or span is None or span.end > len(text):
        return None
    title = next((one.title for one in seen.documents if one.id == statement.document), "")
    found = passage_of(text, DraftStatement(id=statement.id, span=span, words=statement.words))
    return shown_passage(found, document=statement.document, title=title)


def shown_passage(passage: Passage, *, document: str, title: str) -> ShownPassage:
    """Return a passage as pieces, those of the words marked, the rest of the marks named."""
    cuts = sorted({0, len(passage.text), *(p for m in passage.marks for p in (m.start, m.end))})
    pieces = []
    for start, end in pairwise(cuts):
        inside = [mark for mark in passage.marks if mark.start <= start and end <= mark.end]
        kinds = {mark.kind for mark in inside}
        begins = [mark.number for mark in inside if mark.start == start and mark.number]
        pieces.append(
            Piece(
                text=passage.text[start:end],
                is_marked=MarkKind.WORDS in kinds,
                name=" ".join(sorted(kind.value for kind in kinds - {MarkKind.WORDS})),
                begins=tuple(begins),
            )
        )
    return ShownPassage(
        document=document,
        title=title or document,
        pieces=tuple(pieces),
        is_begin=passage.is_begin,
        is_end=passage.is_end,
    )
