"""Who is in an event, where and when: the parts of a clause beside its act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from goodoffices.intake.events.event_clauses import (
    PLACE_NAMES,
    find_who_is_meant,
    is_actor,
    is_verb,
    lemma,
    noun_extent,
    stands_with_to,
    subjects,
)
from goodoffices.intake.events.event_words import lexicon
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token


def actors_of(verb: Token) -> tuple[Extent, ...]:
    """Return the names of those who act, each once, a pronoun as whom it stands for."""
    found = (one for subject in subjects(verb) for one in find_who_is_meant(subject))
    return tuple(dict.fromkeys(noun_extent(one) for one in found))


def own_words(head: Token) -> Iterator[Token]:
    """Yield the words of a clause, without those of the clauses within it but its completion."""
    yield head
    for child in head.children:
        if child.dep_ not in _OTHER_CLAUSES or stands_with_to(child):
            yield from own_words(child)


_OTHER_CLAUSES: Final = {"acl", "ccomp", "advcl", "relcl", "parataxis"}
_TOWARDS: Final = {"with", "to", "on", "against", "between", "upon", "for", "by"}


def recipients_of(own: list[Token]) -> Iterator[Extent]:
    """Yield the names of those to whom or with whom an act is done."""
    for word in own:
        if is_actor(word) and _is_reached(word):
            yield noun_extent(word)


def _is_reached(noun: Token) -> bool:
    """Whether an act is done to or with somebody, by the place of the noun in its clause.

    Of representatives and the like both they are named and whom they speak for; whose
    withdrawal is demanded has that demanded of it.
    """
    while noun.dep_ == "conj":
        noun = noun.head
    if noun.dep_ in {"dobj", "nsubjpass", "dative"}:
        return True
    if noun.dep_ == "poss":
        return noun.head.dep_ == "dobj" and lemma(noun.head) in lexicon().nouns
    if noun.dep_ != "pobj":
        return False
    above = noun.head.head
    if above.lower_ == "according":
        return False
    if noun.head.lower_ == "of":
        return is_actor(above) and _is_reached(above)
    return noun.head.lower_ in _TOWARDS and (is_verb(above) or _is_deed(above))


def _is_deed(noun: Token) -> bool:
    words = lexicon()
    return lemma(noun) in words.nouns or lemma(noun) in words.classes["@talks"] | _UNDERTAKINGS


_UNDERTAKINGS: Final = {"effort", "round", "mission", "attempt"}


def place_of(own: list[Token], head: Token, *, category: str) -> Extent | None:
    """Where an act took place: "in Doha", and for a journey where somebody went "to".

    Not the places of what it is about: "a solution for the truce in Gaza".
    """
    towards = {"in", "at", "to"} if category == "CONSULT" else {"in", "at"}
    for word in own:
        noun = word.head if word.dep_ == "appos" else word
        if word.ent_type_ not in PLACE_NAMES or noun.dep_ != "pobj":
            continue
        preposition = noun.head
        above = preposition.head
        # "met the rebels in Oslo" may be parsed as of rebels who are in Oslo
        is_with = category == "CONSULT" and above.dep_ == "dobj"
        is_near = above == head or (above.head == head and (is_with or _is_deed(above)))
        if preposition.lower_ in towards and is_near:
            return noun_extent(word)
    return None


def date_of(own: list[Token]) -> Extent | None:
    """Return the first date among the words of a clause, whole, if there is one."""
    dates = [one for one in own if one.ent_type_ == "DATE"]
    if not dates:
        return None
    first = min(dates, key=lambda one: one.i)
    last = first
    while last.i + 1 < len(last.doc) and last.nbor(1).ent_type_ == "DATE":
        if last.nbor(1).ent_iob_ == "B":
            break
        last = last.nbor(1)
    return Extent(first.idx, last.idx + len(last))
