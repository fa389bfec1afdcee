"""Small questions about a parsed sentence: which verbs a word belongs to, and its phrase."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from goodoffices.intake.infinitives import is_infinitive
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE: Final = frozenset({"conj", "cc", "punct", "appos", "preconj"})
"""What stands beside a noun without being part of what it names."""

_SAID_OF_IT: Final = frozenset({"relcl", "acl", "advcl"})
"""What a clause says of a noun, or of a noun within its phrase."""

_UNREAL: Final = frozenset({"will", "shall", "would", "could", "may", "might", "should", "can"})
_CONDITIONS: Final = frozenset({"if", "unless", "whether", "until", "lest"})


def verbs_over(token: Token) -> tuple[Token, ...]:
    """Return the verb over a word, and the verbs of which that one tells the purpose.

    "Returned to the town to start talks": the talks belong to `start`, and so to `returned`.
    """
    verb = _verb_at_or_over(token)
    found: list[Token] = []
    while verb is not None:
        found.append(verb)
        if not is_infinitive(verb) or verb.head == verb:
            break
        verb = _verb_at_or_over(verb.head)
    return tuple(found)


def _verb_at_or_over(token: Token) -> Token | None:
    while token.pos_ not in {"VERB", "AUX"}:
        if token.head == token:
            return None
        token = token.head
    return token


def is_fact(verb: Token) -> bool:
    """Whether a verb is told as having happened: no modal, no negation, no condition, no aim."""
    if is_infinitive(verb):
        return False
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in _UNREAL):
            return False
        if child.dep_ == "mark" and child.lower_ in _CONDITIONS:
            return False
    return True


def phrase(token: Token) -> Extent:
    """Return what a noun names, without what is only coordinated with it or said about it."""
    inside = [token.i]
    waiting = [child for child in token.children if child.dep_ not in _BESIDE]
    while waiting:
        one = waiting.pop()
        if one.dep_ not in _SAID_OF_IT and not one.is_space:
            inside.append(one.i)
            waiting += one.children
    doc = token.doc
    first, last = min(inside), max(inside)
    while last > token.i and doc[last].is_punct:
        last -= 1
    return Extent(doc[first].idx, doc[last].idx + len(doc[last]))


def whole_phrase(token: Token) -> Extent:
    """Return all that hangs on a word, without the punctuation around it."""
    doc = token.doc
    first, last = token.left_edge.i, token.right_edge.i
    while last > token.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    while first < token.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    return Extent(doc[first].idx, doc[last].idx + len(doc[last]))


def with_conjuncts(token: Token) -> Iterator[Token]:
    """Yield a word and those that are coordinated with it."""
    yield token
    yield from token.conjuncts


def objects_of(preposition: Token) -> Iterator[Token]:
    """Yield the nouns of a preposition, also of a double one ("due to", "because of")."""
    for child in preposition.children:
        if child.dep_ in {"pobj", "dobj"}:
            yield from with_conjuncts(child)
        elif child.dep_ in {"prep", "pcomp"} and child.pos_ in {"ADP", "SCONJ"}:
            yield from objects_of(child)


def after_preposition(head: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """Yield the nouns that stand under a word by one of these prepositions."""
    for child in head.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions:
            yield from objects_of(child)
