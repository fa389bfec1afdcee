"""Writers: whose "we" a document's own words are, where a side wrote it.

A mail from a delegate or a ministry's communiqué says "we insist" in its own voice. It is the
party's where the case knows the author or the outlet as of that party, or calls it so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Final

from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.drafts import DraftDocument
from goodoffices.intake.knowledge import Knowledge
from goodoffices.intake.names.naming import folded
from goodoffices.intake.parsing import Parsed, parse
from goodoffices.intake.texts import Extent, RepairedText
from goodoffices.record.entries import SourceKind

WE: Final = frozenset({"we", "our", "ours", "us"})
LETTERS: Final = frozenset({"eml"})
"""Kinds of documents that somebody writes for their own side."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote a document: the name, the party, and the id of a person whom the case knows."""

    name: str = ""
    party: str = ""
    id: str = ""
    is_letter: bool = False

    def questions(self, parsed: Parsed, attributions: Sequence[Attribution]) -> Iterator[str]:
        """Yield what is to be asked where a letter says "we", and nobody knows for whom."""
        if self.party or not self.is_letter or not speaks_of_itself(parsed, attributions):
            return
        who = self.name or "whoever wrote it"
        yield f"for whom does {who} write “we”? no position in it is drafted until that is known"


def find_writer(document: DraftDocument, knowledge: Knowledge) -> Writer:
    """Return who wrote a document in its own voice, as far as the case knows.

    Examples
    --------
    >>> from goodoffices.case.parties import Party
    >>> from goodoffices.record.record import Record
    >>> union = Party(id="union", name="Dockers Union")
    >>> letter = DraftDocument(id="a", file="a", sha256="", outlet="Office of the Dockers Union")
    >>> find_writer(letter, Knowledge(Record(title="", parties=(union,)))).party
    'union'
    """
    is_letter = document.kind in LETTERS
    author = parseaddr(document.author)[0] or document.author
    for name in filter(None, (author, document.outlet)):
        for source in knowledge.record.sources:
            called = {folded(one) for one in (source.description, *source.also_known_as)}
            if folded(name) in called and source.affiliation:
                own = source.id if source.kind is SourceKind.PERSON else ""
                return Writer(name, source.affiliation, own, is_letter)
        parties = _parties_in(name, knowledge)
        if len(parties) == 1:
            return Writer(name, parties.pop(), "", is_letter)
    return Writer(author or document.outlet, is_letter=is_letter)


def _parties_in(name: str, knowledge: Knowledge) -> set[str]:
    named = knowledge.names.find(parse(RepairedText.unchanged(name, ())))
    return {one.party for one in named if one.party}


def speaks_of_itself(parsed: Parsed, attributions: Sequence[Attribution]) -> bool:
    """Return whether a document says "we" outside what it quotes of others."""
    quoted = [one for attribution in attributions for one in attribution.content]
    return any(
        not any(extent.holds(Extent(token.idx, token.idx + len(token))) for extent in quoted)
        for token in parsed.doc
        if token.lower_ in WE
    )
