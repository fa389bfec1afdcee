"""Holder clauses: the small questions of syntax that finding a holder asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.intake.positions import holder_words as words
from goodoffices.intake.positions.stance_clauses import SUBJECTS, own_subject, subject_of, verb_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def teller_of(verb: Token) -> Token | None:
    """The subject of the verb that a quoted clause hangs on: "We will pay, A said"."""
    while verb.dep_ in {"ccomp", "xcomp", "conj", "advcl"} and verb.head.i != verb.i:
        subject = own_subject(verb.head)
        verb = verb.head
        if subject is not None and subject.lower_ not in words.FIRST:
            return subject
    return None


def is_the_part(head: Token) -> bool:
    """Whether "the part of A" is A, as translations say it; "part of A" is only some of it."""
    return head.lower_ == "part" and any(t.lower_ == "the" for t in head.children)


def is_within(token: Token, head: Token) -> bool:
    """Whether a token is a head or hangs on it."""
    return token.i == head.i or head.is_ancestor(token)


def subjects_in(sentence: Span) -> Iterator[Token]:
    """The subjects of a sentence: of its main clause first, then the less embedded first.

    Who a sentence is about comes back as a pronoun, rather than who is named last in it.
    """
    main = subject_of(sentence.root)
    if main is not None:
        yield main
    others = [
        token
        for token in sentence
        if token.dep_ in {"nsubj", "nsubjpass"} and (main is None or token.i != main.i)
    ]
    yield from sorted(others, key=lambda token: (_depth(token), token.i))


def told_beside(pronoun: Token) -> Token | None:
    """The subject of the clause before, of two told alike: "that A left, and that it ...".

    Where the parser joined the second to something else, the words that open them tell.
    """
    clause = verb_of(pronoun)
    first = clause.left_edge
    opens = first.lower_ == "that" and first.dep_ == "mark" and first.i > clause.sent.start
    if not opens or first.nbor(-1).dep_ != "cc" or pronoun.lower_ not in words.SINGULAR:
        return None
    if pronoun.head.i != clause.i or pronoun.dep_ not in SUBJECTS:
        return None
    before = [t for t in clause.doc[clause.sent.start : first.i] if t.dep_ in SUBJECTS]
    told = [t for t in before if t.left_edge.i and t.left_edge.nbor(-1).lower_ == "that"]
    return told[-1] if told else None


def _depth(token: Token) -> int:
    """How many words stand above a token."""
    return sum(1 for _ in token.ancestors)
