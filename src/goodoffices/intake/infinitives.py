"""Infinitives: a bare verb with "to", which is an aim and not yet a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_infinitive(verb: Token) -> bool:
    """Return whether a verb is bare and stands with "to" ("asked them to leave").

    Examples
    --------
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> doc = parse(RepairedText.unchanged("They agreed to leave.", ())).doc
    >>> [word.text for word in doc if is_infinitive(word)]
    ['leave']
    """
    return verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children)
