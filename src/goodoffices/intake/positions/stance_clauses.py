"""Clauses as the stance rules see them: subjects, agents, conjuncts and clause heads in a parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS: Final = ("nsubj", "nsubjpass")
VERBAL: Final = frozenset({"VERB", "AUX"})
PASSED_ON: Final = frozenset({"xcomp", "conj", "advcl", "ccomp", "acomp"})
"""A clause without a subject of its own may have that of the clause around it."""
TELLING_PASSIVELY: Final = frozenset({"tell", "inform", "notify", "assure", "warn"})
OUTERMOST: Final = 10
"""Clauses that are gone outwards at most."""


def child(token: Token, *deps: str) -> Token | None:
    """The first child of a token with one of these relations."""
    return next((one for one in token.children if one.dep_ in deps), None)


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on a verb or, where a parser put it there, on its auxiliary."""
    found = child(verb, *SUBJECTS)
    if found is not None:
        return found
    auxiliaries = [one for one in verb.children if one.dep_ in {"aux", "auxpass"}]
    return next((own for one in auxiliaries if (own := child(one, *SUBJECTS)) is not None), None)


def conjuncts(token: Token) -> tuple[Token, ...]:
    """What is joined to a noun or an adjective by "and" or "or", in order."""
    found: list[Token] = []
    for one in token.children:
        if one.dep_ == "conj" and one.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"}:
            found += [one, *conjuncts(one)]
    return tuple(found)


def verb_of(token: Token) -> Token:
    """The verb of the clause that a token stands in."""
    while token.pos_ not in VERBAL and token.head.i != token.i:
        token = token.head
    return token


def top_of(verb: Token) -> Token:
    """The verb at whose subject a chain of infinitives ends: "decided to begin to pay"."""
    while verb.dep_ in {"xcomp", "acomp"} and verb.head.i != verb.i and own_subject(verb) is None:
        verb = verb.head
    return verb


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb, through joined and dependent clauses without their own.

    In "was told by A", whoever told is the subject: A.

    Examples
    --------
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> text = "The union met on Monday and decided to accept the offer."
    >>> doc = parse(RepairedText.unchanged(text, ())).doc
    >>> subject_of(doc[8]).text
    'union'
    """
    for _ in range(OUTERMOST):
        own = own_subject(verb)
        if own is not None:
            agent = agent_of(verb)
            is_told = own.dep_ == "nsubjpass" and verb.lemma_ in TELLING_PASSIVELY
            return agent if is_told and agent is not None else own
        if verb.dep_ in {"acl", "relcl"} and verb.tag_ in {"VBG", "VBN", "VB"}:
            return verb.head if verb.head.pos_ in {"NOUN", "PROPN", "PRON"} else None
        if verb.dep_ not in PASSED_ON or verb.head.i == verb.i:
            return None
        if verb.dep_ in {"advcl", "ccomp"} and verb.tag_ not in {"VBG", "VB", "VBN"}:
            return None
        verb = verb.head
    return None


def agent_of(verb: Token) -> Token | None:
    """Whoever a passive says did it: "rejected by A"."""
    for one in verb.children:
        if one.lower_ == "by" and one.dep_ in {"agent", "prep"}:
            return child(one, "pobj")
    return None


def limit_of(trigger: Token) -> int:
    """The token before which the clause of a stance word ends: the next clause joined to it."""
    limit, verb = trigger.sent.end, trigger
    while True:
        for one in verb.children:
            is_tied = any(t.dep_ == "mark" and t.lower_ in {"if", "unless"} for t in one.children)
            is_tied = is_tied or _is_provided(one, trigger)
            if one.dep_ == "conj" and one.pos_ in VERBAL and one.i > trigger.i and not is_tied:
                limit = min(limit, one.left_edge.i)
        if verb.head.i == verb.i:
            return limit
        verb = verb.head


def _is_provided(verb: Token, trigger: Token) -> bool:
    """Whether a verb stands behind "provided" with nothing between that would join it."""
    between = verb.doc[trigger.i + 1 : verb.i]
    after = next((t.i + 1 for t in between if t.lower_ == "provided"), None)
    if after is None:
        return False
    return not any(t.is_punct or t.dep_ == "cc" for t in verb.doc[after : verb.i])
