"""Words that do not stand where they are said to stand, and texts that have changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from goodoffices.case.errors import Mistake
from goodoffices.record.entries import Document, Statement
from goodoffices.record.folder import Folder, Located

SHOWN = 40
"""Characters of a passage that a mistake quotes."""


def check_spans(folder: Folder) -> list[Mistake]:
    """Return a mistake for each span that lies outside its document or has other words."""
    mistakes = [
        mistake
        for located in folder.located("documents", Document)
        if (mistake := _changed(folder, located)) is not None
    ]
    for located in folder.located("statements", Statement):
        mistake = _span_mistake(folder, located)
        if mistake is not None:
            mistakes.append(mistake)
    return mistakes


def _changed(folder: Folder, located: Located[Document]) -> Mistake | None:
    """The text of a document no longer has the hash that the record gives."""
    document = located.entry
    text = folder.texts.get(document.id)
    if not document.sha256 or text is None:
        return None
    found = hashlib.sha256(text.encode()).hexdigest()
    if found == document.sha256:
        return None
    message = "the text of this document has changed since its hash was taken"
    return located.mistake("sha256", message=message, found=found, allowed=document.sha256)


def _span_mistake(folder: Folder, located: Located[Statement]) -> Mistake | None:
    statement = located.entry
    text = folder.texts.get(statement.document)
    if text is None:
        return None
    if statement.span is None:
        if statement.words in text:
            return None
        message = f"these words do not stand in document {statement.document}"
        return located.mistake("words", message=message, found=_short(statement.words))
    start, end = statement.span.start, statement.span.end
    if end > len(text) or start >= end:
        message = f"the span lies outside document {statement.document}"
        allowed = f"0 to {len(text)}"
        return located.mistake("span", message=message, found=f"{start} to {end}", allowed=allowed)
    there = text[start:end]
    if there != statement.words:
        message = f"other words stand at this span of document {statement.document}"
        allowed = f'the words of the statement, "{_short(statement.words)}"'
        return located.mistake("span", message=message, found=_short(there), allowed=allowed)
    return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 3] + "..."


@dataclass(frozen=True, slots=True)
class MissingSpan:
    """A statement whose words stand in its document, with the places where they do."""

    statement: Located[Statement]
    places: tuple[int, ...]

    @property
    def is_clear(self) -> bool:
        """Whether the words stand in one place only."""
        return len(self.places) == 1


def find_missing_spans(folder: Folder) -> list[MissingSpan]:
    """Return the statements that cite a document by their words alone, with where these stand.

    `check --write` fills in the offsets of those that stand in one place only.
    """
    found: list[MissingSpan] = []
    for located in folder.located("statements", Statement):
        statement = located.entry
        text = folder.texts.get(statement.document)
        if text is None or statement.span is not None or statement.words not in text:
            continue
        places: list[int] = []
        at = text.find(statement.words)
        while at >= 0:
            places.append(at)
            at = text.find(statement.words, at + 1)
        found.append(MissingSpan(located, tuple(places)))
    return found
