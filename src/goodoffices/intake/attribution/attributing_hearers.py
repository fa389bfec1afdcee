"""Who is told: the object of "tell", the noun after "to", the subject of a passive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.attributing_sources import Phrase, lets_know, noun_phrase
from goodoffices.intake.attribution.cues import SOURCE_NOUNS, VERBS

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS: Final = frozenset({"NOUN", "PROPN", "PRON"})


def hearer_of(verb: Token, before: int, source: Phrase | None) -> Phrase | None:
    """Return who is told: the object of "tell", the noun after "to", the subject of a passive.

    `before` is where the words told begin; what stands behind them is no hearer of a verb
    that precedes them.
    """
    if lets_know(verb) is not None:
        told = next((each for each in verb.children if each.dep_ == "nsubj"), None)
        return None if told is None or told.lower_ == "it" else noun_phrase(told)
    word = VERBS.get(verb.lemma_)
    has_hearer = word is not None and word.has_hearer
    for child in verb.children:
        if source is not None and child.i == source.head:
            continue
        if child.dep_ == "nsubjpass" and has_hearer:
            return noun_phrase(child)
        is_late = verb.i < before < child.i
        if child.i < verb.i or is_late:
            continue
        if child.dep_ in ("dobj", "dative") and has_hearer and child.pos_ in _NOUNS:
            return noun_phrase(child)
        if child.lower_ == "to" and child.dep_ in ("prep", "dative"):
            found = next((each for each in child.children if each.dep_ == "pobj"), None)
            if found is not None:
                return noun_phrase(found)
    return None if source is None else _hearer_beside(verb.doc[source.head], verb)


def _hearer_beside(source: Token, verb: Token) -> Phrase | None:
    """Who is told, where "to" hangs on the name of the source: "said Kovač to the delegates"."""
    if source.i < verb.i or source.pos_ != "PROPN":
        return None
    for child in source.rights:
        if child.dep_ == "prep" and child.lower_ == "to":
            return next((noun_phrase(each) for each in child.children if each.dep_ == "pobj"), None)
    return None


def split_postposed(verb: Token, pronoun: Phrase, end: int) -> tuple[Phrase, Phrase | None] | None:
    """Return the source that follows its verb though a pronoun stands before it, and the hearer.

    A translation keeps the order of its language: "..., they said to Reuters Kenyan
    diplomats". The noun phrase that ends the sentence is the source when it is headed by a
    noun that names sources and agrees in number with the pronoun; names straight after "to"
    are the hearer. `end` is the number of the token after the last.
    """
    doc = verb.doc
    last = end - 1
    while last > verb.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    head = doc[last]
    if pronoun.last >= verb.i or doc[pronoun.head].pos_ != "PRON":
        return None
    if head.lemma_.lower() not in SOURCE_NOUNS or head.pos_ not in ("NOUN", "PROPN"):
        return None
    if (head.tag_ in ("NNS", "NNPS")) != (doc[pronoun.head].lower_ == "they"):
        return None
    first = verb.i + 1
    hearer: Phrase | None = None
    word = VERBS.get(verb.lemma_)
    has_hearer = word is not None and word.has_hearer
    if doc[first].lower_ == "to" or has_hearer:
        begin = first = first if has_hearer else first + 1
        while (
            first < last and doc[first].tag_ in ("NNP", "NNPS") and not _is_of_a_people(first, head)
        ):
            first += 1
        if first == begin:
            return None
        hearer = Phrase(first - 1, begin, first - 1)
    if any(token.pos_ in ("VERB", "ADP", "AUX", "SCONJ") for token in doc[first:last]):
        return None
    return Phrase(head.i, first, last), hearer


def _is_of_a_people(number: int, head: Token) -> bool:
    return head.doc[number].ent_type_ == "NORP" or head.doc[number].pos_ == "ADJ"
