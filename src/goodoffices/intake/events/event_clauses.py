"""What the syntax of a clause says of an event: who acts on whom, where, when, how surely.

Reads spaCy's dependency parse and names; knows no categories.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from goodoffices.intake.events.event_words import Beside
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token


class Modality(StrEnum):
    """How a clause puts its act: as a fact, to come, owed by somebody, or only thought of."""

    FACT = "fact"
    ONGOING = "ongoing"
    FUTURE = "future"
    OWED = "owed"
    POSSIBLE = "possible"
    IMAGINED = "imagined"


SUBJECTS: Final = frozenset({"nsubj", "csubj"})
OBJECTS: Final = frozenset({"dobj", "obj", "nsubjpass", "dative", "attr", "oprd"})
CLAUSES: Final = frozenset({"ccomp", "xcomp"})
MODIFIERS: Final = frozenset({"compound", "amod", "nmod"})
CIRCUMSTANCES: Final = frozenset(
    "after before following since during despite amid because as than like until till near pending "
    "without according over under".split()
)
"""Prepositions whose noun says when or why something was done, not what was done."""

FUTURE_WORDS: Final = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"})
OWED_WORDS: Final = frozenset({"must", "should", "ought"})
POSSIBLE_WORDS: Final = frozenset({"may", "might", "could", "can", "ca"})
CONDITIONS: Final = frozenset({"if", "unless", "whether", "provided", "until", "lest"})
NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "hardly"})

ACTOR_NAMES: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})
ACTOR_NOUNS: Final = frozenset(
    "activist administration adviser aide alliance ambassador army assembly authority bloc cabinet "
    "coalition commander commission committee community company council country court crowd "
    "delegate delegation demonstrator diplomat employer envoy faction farmer fighter force "
    "government governor group guerrilla gunman insurgent junta king kingdom leader leadership "
    "mediator military militant militia militiaman minister ministry mission monarch movement "
    "nation navy negotiator official opposition organisation organization parliament party police "
    "premier presidency president prince prisoner protester rebel regime representative republic "
    "senate separatist side soldier spokesman spokesperson spokeswoman state striker student team "
    "tribe troop union villager worker".split()
)
"""Nouns for those who can act in a conflict. A source that is quoted is none of them."""

PLACE_NAMES: Final = frozenset({"GPE", "LOC", "FAC"})
PRONOUNS: Final = frozenset({"he", "she", "it", "they", "we", "i", "both"})
RELATIVES: Final = frozenset({"who", "which", "that", "whom"})


def lemma(token: Token) -> str:
    """Return the dictionary form of a word, in lower case.

    The model's rules take off "-ed" where "-d" was put on, if what is left is a word too.
    """
    found = token.lemma_.lower()
    return _TRUE_FORMS.get(found, found) if token.tag_[:2] == "VB" else found


_TRUE_FORMS: Final = {
    "forgave": "forgive",
    "hop": "hope",
    "lambast": "lambaste",
    "rap": "rape",
    "stag": "stage",
    "wag": "wage",
}


def is_verb(token: Token) -> bool:
    """Whether a token is a verb, or a form of one that the tagger took for something else."""
    return token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in {"aux", "auxpass"})


def complement_clauses(verb: Token) -> list[Token]:
    """Return the heads of the clauses that complete a word, nearest first."""
    found = [child for child in verb.children if child.dep_ in CLAUSES and child.pos_ != "PUNCT"]
    if not found and verb.pos_ in {"NOUN", "ADJ"}:
        found = [child for child in verb.children if child.dep_ == "acl" and stands_with_to(child)]
    return sorted(found, key=lambda child: (child.i < verb.i, child.i))


def stands_with_to(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(child.tag_ == "TO" for child in verb.children)


def particles(verb: Token) -> frozenset[str]:
    """Return the small words that could make a phrasal verb with this one."""
    return frozenset(
        child.lower_
        for child in verb.children
        if child.dep_ in {"prt", "prep", "advmod", "agent", "acomp", "dative"} and child.i > verb.i
    )


def beside(verb: Token) -> Beside:
    """Return the words beside a verb, by what they are to it.

    What kind of name stands there counts as a word too: `#place`, `#person`, `#people`.
    """
    heads = list(_complement_heads(verb))
    states = {"#object"} if any(_is_thing(one) for one in verb.children) else set()
    states |= {lemma(one) for one in verb.children if one.dep_ in {"acomp", "advmod", "prt"}}
    return Beside(
        particles=particles(verb),
        objects=frozenset(lemma(one) for one in heads),
        complements=frozenset(states.union(*(_words_of(one) for one in heads))),
        subjects=frozenset(word for one in subjects(verb) for word in _words_of(one)),
        second_word=next(
            (one.lower_ for one in verb.children if one.dep_ == "prt" and _is_second_word(one)), ""
        ),
    )


def _is_second_word(particle: Token) -> bool:
    """Whether a particle makes another verb ("lift off"), not more of the same ("burn down")."""
    return particle.lower_ in {"off", "over", "away", "on", "through"}


def _is_thing(child: Token) -> bool:
    return child.dep_ in {"dobj", "nsubjpass"} and child.ent_type_ not in {"DATE", "TIME", "GPE"}


def _complement_heads(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in OBJECTS:
            yield child
        elif child.dep_ == "prep" and child.lower_ not in CIRCUMSTANCES:
            yield from _objects_of(child)
        elif child.dep_ in CLAUSES and child.tag_ in {"VB", "VBG", "VBN"}:
            # "allowed inspectors to enter": what is allowed stands in the clause
            yield from (one for one in child.children if one.dep_ in OBJECTS | SUBJECTS)


def _objects_of(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield child
        elif child.dep_ == "prep":
            yield from _objects_of(child)


def _words_of(noun: Token, *, depth: int = 0) -> Iterator[str]:
    yield lemma(noun)
    yield from _kinds_of(noun)
    for child in noun.children:
        if child.dep_ in MODIFIERS:
            yield lemma(child)
            yield from (lemma(one) for one in child.children if one.dep_ in MODIFIERS)
        elif child.dep_ in {"conj", "appos"} and depth < 2:
            yield from _words_of(child, depth=depth + 1)
        elif child.dep_ == "prep" and child.lower_ in {"of", "for"} and depth < 2:
            for one in _objects_of(child):
                yield from _words_of(one, depth=depth + 1)


_KINDS: Final = {"PERSON": "#person", "GPE": "#place", "LOC": "#place", "FAC": "#place"}


def _kinds_of(noun: Token) -> Iterator[str]:
    kind = _KINDS.get(noun.ent_type_)
    if kind is not None:
        yield kind
    if noun.tag_ == "PRP" and noun.lower_ in {"he", "she"}:
        yield "#people"


def subjects(verb: Token) -> list[Token]:
    """Return those who act: the subject, the agent of a passive, or the subject shared above."""
    agents = [
        one
        for child in verb.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        for one in _objects_of(child)
    ]
    if agents and is_passive(verb):
        return _with_conjuncts(agents[0])
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if own:
        return _with_conjuncts(own[0])
    if is_passive(verb):
        return []
    if verb.dep_ in {"xcomp", "conj", "advcl"} and is_verb(verb.head):
        return _controllers(verb)
    return []


def _controllers(verb: Token) -> list[Token]:
    """Who acts in a clause without subject: the object of an order, else the subject above."""
    if verb.dep_ == "xcomp":
        ordered = [one for one in verb.head.children if one.dep_ == "dobj"]
        if ordered and ordered[0].i < verb.i:
            return _with_conjuncts(ordered[0])
    return subjects(verb.head)


def is_passive(verb: Token) -> bool:
    """Whether those who act do not stand as the subject."""
    return (verb.tag_ == "VBN" and verb.dep_ == "acl") or any(
        child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children
    )


def _with_conjuncts(noun: Token) -> list[Token]:
    return [noun, *(one for one in noun.conjuncts if one.i > noun.i)]


def is_negated(verb: Token) -> bool:
    """Whether a clause denies its act."""
    return any(
        child.dep_ == "neg"
        or (child.lower_ in NEGATIONS and child.dep_ in {"advmod", "preconj", "cc"})
        or (child.dep_ in OBJECTS | SUBJECTS and _has_no(child))
        or (child.lower_ == "longer" and any(one.lower_ == "no" for one in child.children))
        for child in verb.children
        if child.i < verb.i or child.dep_ in OBJECTS
    )


def _has_no(noun: Token) -> bool:
    return any(
        child.dep_ in {"det", "neg"} and child.lower_ == "no" and not _bounds(child)
        for child in noun.children
    )


def _bounds(no: Token) -> bool:
    """Whether "no" only bounds a number: "no more than 40", "no fewer than two"."""
    return no.i + 1 < len(no.doc) and no.nbor().lower_ in {"more", "less", "fewer", "later"}


def modality(verb: Token) -> Modality:
    """How a clause puts its act; a condition outweighs its helping verb."""
    if any(child.dep_ == "mark" and child.lower_ in CONDITIONS for child in verb.children):
        return Modality.IMAGINED
    helpers = [child.lower_ for child in verb.children if child.dep_ == "aux"]
    if not OWED_WORDS.isdisjoint(helpers):
        return Modality.OWED
    if not FUTURE_WORDS.isdisjoint(helpers):
        return Modality.FUTURE
    if not POSSIBLE_WORDS.isdisjoint(helpers):
        return Modality.POSSIBLE
    if lemma(verb) in _TO_COME and any(map(stands_with_to, complement_clauses(verb))):
        return _TO_COME[lemma(verb)]
    if not helpers and is_asked_for(verb):
        return Modality.OWED
    if verb.tag_ == "VBG" and "be" in {lemma(one) for one in verb.children if one.dep_ == "aux"}:
        return Modality.ONGOING
    return Modality.ONGOING if verb.tag_ in {"VBZ", "VBP"} else Modality.FACT


def is_asked_for(verb: Token) -> bool:
    """Whether a clause has the bare verb of what is asked for ("insisted that A withdraw")."""
    if verb.dep_ != "ccomp" or verb.tag_ not in {"VB", "VBP"} or stands_with_to(verb):
        return False
    if not any(one.dep_ == "mark" and one.lower_ == "that" for one in verb.children):
        return False
    own = [one for one in verb.children if one.dep_ in {"nsubj", "nsubjpass"}]
    is_one = bool(own) and own[0].tag_ in {"NN", "NNP"}
    return is_one and not any(one.dep_ == "conj" for one in own[0].children)


_TO_COME: Final = {"be": Modality.FUTURE, "have": Modality.OWED, "need": Modality.OWED}
"""Verbs that with "to" say that the act is to come, or owed: "is to visit", "has to leave"."""


def condition_on(verb: Token) -> str:
    """Return the word that sets a condition on a clause ("unless"), or nothing."""
    for child in verb.children:
        if child.dep_ in {"advcl", "ccomp"}:
            for mark in child.children:
                if mark.dep_ in {"mark", "advmod"} and mark.lower_ in CONDITIONS:
                    return mark.lower_
    return ""


def clause_extent(verb: Token) -> Extent:
    """From the first to the last word of a clause, without spaces and stops at its ends."""
    words = [one for one in verb.subtree if not one.is_space]
    while len(words) > 1 and words[-1].is_punct:
        words.pop()
    while len(words) > 1 and words[0].is_punct:
        words.pop(0)
    return Extent(words[0].idx, words[-1].idx + len(words[-1]))


def noun_extent(noun: Token) -> Extent:
    """A noun with what stands before it and names it, without the clauses behind it."""
    start = min((one.i for one in noun.children if one.i < noun.i and _names(one)), default=noun.i)
    first = noun.doc[start]
    first = min(first.subtree, key=lambda one: one.i) if first.i != noun.i else first
    return Extent(first.idx, noun.idx + len(noun))


def _names(child: Token) -> bool:
    return child.dep_ in {"det", "poss", "nummod", "quantmod", *MODIFIERS}


def is_actor(noun: Token) -> bool:
    """Whether a noun is somebody who can act: a country, party, organisation, person or group."""
    if noun.pos_ == "PRON":
        return False
    return noun.ent_type_ in ACTOR_NAMES or lemma(noun) in ACTOR_NOUNS


def find_who_is_meant(noun: Token) -> list[Token]:
    """Return who a subject is: itself, what a relative stands for, or who speaks above.

    "Rebels said they would meet" has "they" for the rebels; a pronoun with no speaker
    above is nobody.
    """
    if is_actor(noun):
        return [noun]
    if noun.lower_ in RELATIVES and noun.head.dep_ == "relcl":
        return [one for one in _antecedents(noun.head) if is_actor(one)]
    if noun.lower_ not in PRONOUNS:
        return []
    above = noun.head
    while above.dep_ != "ROOT":
        above = above.head
        speakers = [one for one in subjects(above) if is_actor(one)]
        if speakers:
            return speakers
    return []


def _antecedents(verb: Token) -> list[Token]:
    """What a relative clause is about: of nouns in a row all, where its verb is plural."""
    noun = verb.head
    finite = [one for one in (*verb.children, verb) if one.tag_ in {"VBP", "VBZ", "VBD"}]
    if any(one.tag_ == "VBP" for one in finite):
        return sorted({noun, *noun.conjuncts}, key=lambda one: one.i)
    return [noun]
