"""Who says it and who is told: the noun phrases that belong to a word that attributes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.cues import (
    CARRYING_VERBS,
    PERCEIVING_VERBS,
    SOURCE_NOUNS,
    VERBS,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_KEPT_TO_THE_RIGHT: Final = frozenset({"prep", "conj", "cc", "compound", "nummod", "poss"})
_RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
_HIGHEST: Final = 8
"""How many verbs up a subject is looked for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head, and the numbers of its first and last token."""

    head: int
    first: int
    last: int


def noun_phrase(head: Token) -> Phrase:
    """Return the noun phrase of a noun, without what only adds to it.

    Relative clauses, appositions and participles are left out: "the envoys, who met in Oslo"
    are "the envoys". What is coordinated stays in.
    """
    last = head.i
    for child in head.rights:
        if child.is_punct or child.is_space:
            continue
        if child.dep_ not in _KEPT_TO_THE_RIGHT or child.pos_ in ("VERB", "AUX"):
            break
        if child.dep_ == "cc" and child.i + 1 < len(head.doc) and not _joins_nouns(child, head):
            break
        if child.dep_ == "prep" and child.lower_ == "to" and head.pos_ == "PROPN":
            break  # "said Kovač to the delegates": who is told
        last = noun_phrase(child).last if child.dep_ in ("conj", "compound") else child.right_edge.i
        if child.dep_ == "prep":
            last = _before_clauses(child, last)
    first = head.left_edge.i
    while first < head.i and (head.doc[first].is_punct or head.doc[first].is_space):
        first += 1
    return Phrase(head.i, first, last)


def _joins_nouns(conjunction: Token, head: Token) -> bool:
    """Whether an "and" in a noun phrase joins a noun, not a clause in brackets."""
    return any(
        child.dep_ == "conj" and child.i > conjunction.i and child.pos_ not in ("VERB", "AUX")
        for child in head.rights
    )


def _before_clauses(preposition: Token, last: int) -> int:
    """The end of a prepositional phrase whose noun has a relative clause: before the clause."""
    for child in preposition.children:
        if child.dep_ == "pobj":
            return noun_phrase(child).last
    return last


def subject_of(verb: Token) -> Phrase | None:
    """Return who does what a verb says, climbing to the verb that shares its subject.

    The noun of a relative clause stands for its pronoun, the noun of a participle for its
    subject ("a letter stating"), the agent for the subject of a passive.
    """
    perceiver = _perceiver_before(verb)
    if perceiver is not None:
        return noun_phrase(perceiver)
    step: Token = verb
    for _ in range(_HIGHEST):
        if step.i != verb.i and _is_saying_as(verb) and step.lemma_ in ("quote", "cite", "report"):
            quoted = next((each for each in step.rights if each.dep_ == "dobj"), None)
            if quoted is not None:  # "the paper quoted an official as saying"
                return noun_phrase(quoted)
        own = _own_subject(step)
        if own is not None:
            return own
        if _is_passive(step) or _is_reduced_passive(step):
            return _quoted_as(verb, step)
        if step.dep_ in ("acl", "relcl") and step.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return noun_phrase(step.head)
        if step.head.i == step.i or step.dep_ not in _SHARING:
            return None
        step = governor_of(step)
    return None


def _perceiver_before(verb: Token) -> Token | None:
    """Who has seen something and says something, where the parse made one clause of the two.

    In "A diplomat who has seen the text said it is short", "the text said it is short" is
    taken for what was seen. Without "that" it is not.
    """
    seen = verb.head
    if verb.dep_ != "ccomp" or seen.dep_ != "relcl" or seen.lemma_ not in PERCEIVING_VERBS:
        return None
    return None if any(child.dep_ == "mark" for child in verb.lefts) else seen.head


def _is_reduced_passive(verb: Token) -> bool:
    """Whether a participle is passive: "asked whether" at the head of a clause."""
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("advcl", "acl", "relcl")
        and not any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    )


def _quoted_as(verb: Token, passive: Token) -> Phrase | None:
    """The subject of "was quoted as saying" is who says it, though the verb is passive."""
    if not _is_saying_as(verb) or verb.i == passive.i:
        return None
    return next((noun_phrase(each) for each in passive.lefts if each.dep_ == "nsubjpass"), None)


def _is_saying_as(verb: Token) -> bool:
    return verb.tag_ == "VBG" and verb.i > 0 and verb.doc[verb.i - 1].lower_ == "as"


def governor_of(verb: Token) -> Token:
    """Return the verb that another is joined to, the outer one where a parse joined it too low.

    "They claimed the well was dry and claim it still is", "he explained how it would work and
    asked why": the second verb of saying has no subject of its own. It goes with the first,
    not with what the first tells, when its tense is that of the first or its word is the
    same, and its tense is not that of the clause it hangs on.
    """
    clause = verb.head
    if verb.dep_ != "conj" or clause.dep_ != "ccomp" or verb.tag_ == clause.tag_:
        return clause
    cue = clause.head
    word = VERBS.get(verb.lemma_)
    if word is None or not word.quotes or cue.i > clause.i or cue.lemma_ not in VERBS:
        return clause
    if any(child.dep_ in SUBJECTS for child in verb.children):
        return clause
    return cue if verb.tag_ == cue.tag_ or verb.lemma_ == cue.lemma_ else clause


_SHARING: Final = frozenset(
    {"conj", "xcomp", "advcl", "pcomp", "prep", "aux", "ccomp", "acomp", "dep", "dobj", "pobj"}
)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def subject_behind(verb: Token) -> Token | None:
    """Return the subject that stands behind a verb set off by a comma: "..., say envoys".

    The parse may give such a verb a second subject out of the words that it tells.
    """
    if verb.i == 0 or verb.doc[verb.i - 1].text not in (",", "”", '"', "—", "–", "-"):
        return None
    return next((child for child in verb.rights if child.dep_ == "nsubj"), None)


def _own_subject(verb: Token) -> Phrase | None:
    passive = _is_passive(verb)
    behind = None if passive else subject_behind(verb)
    if behind is not None:
        return noun_phrase(behind)
    for child in verb.children:
        if passive and child.dep_ in ("agent", "prep") and child.lower_ == "by":
            return next((noun_phrase(each) for each in child.children if each.dep_ == "pobj"), None)
        if child.dep_ == "nsubj" and not passive:
            if child.lower_ in _RELATIVES and verb.dep_ in ("relcl", "ccomp", "acl"):
                return _antecedent(verb, child)
            return noun_phrase(child)
    return None


def _antecedent(verb: Token, pronoun: Token) -> Phrase:
    """The noun that a relative pronoun stands for."""
    if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return noun_phrase(verb.head)
    return noun_phrase(pronoun)


def noun_phrase_after(verb: Token) -> Phrase:
    """The noun phrase whose head a verb was hung on as a participle, without the verb."""
    whole = noun_phrase(verb.head)
    return Phrase(whole.head, verb.i + 1, whole.last)


def noun_before(verb: Token) -> Phrase | None:
    """Return the noun right before a verb of saying that the parse left without a subject.

    "Speaking for the ministry, Ana Kovač, its envoy, said that": the name is taken for part
    of what precedes it. What stands between commas after the name is passed over.
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ in ("relcl", "conj", "xcomp"):
        return None
    taken = next((child for child in verb.lefts if child.dep_ == "compound"), None)
    if taken is not None and taken.i == verb.i - 1:  # "the opposition claims", taken for a noun
        first = next(each.i for each in verb.lefts if not each.is_punct)
        return Phrase(taken.i, first, taken.i)
    for number in range(verb.i - 1, max(verb.sent.start, verb.i - 12) - 1, -1):
        token = verb.doc[number]
        if token.pos_ == "VERB":
            return None
        if token.pos_ == "PROPN" and token.dep_ not in ("compound", "appos", "pobj", "poss"):
            return noun_phrase(token)
    return None


def hearer_of(verb: Token, before: int, source: Phrase | None) -> Phrase | None:
    """Return who is told: the object of "tell", the noun after "to", the subject of a passive.

    `before` is where the words told begin; what stands behind them is no hearer of a verb
    that precedes them.
    """
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


_NOUNS: Final = frozenset({"NOUN", "PROPN", "PRON"})


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


def holder_of(noun: Token) -> Phrase | None:
    """Return whose a claim, view or warning is: its possessor, its "by", or who makes it."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None and owner.pos_ != "PRON":
        return noun_phrase(owner)
    for child in noun.children:
        if child.lower_ in ("by", "from", "of") and child.dep_ in ("prep", "agent"):
            for each in child.children:
                if each.dep_ == "pobj" and each.pos_ in ("PROPN", "NOUN", "PRON"):
                    return noun_phrase(each)
    verb = noun.head
    if noun.dep_ == "pobj" and verb.dep_ in ("prep", "dative"):
        if verb.lower_ in ("of", "under") and verb.head.lemma_ in ("be", "remain"):
            return subject_of(verb.head)  # "are of the view that"
        verb = verb.head
    if verb.pos_ == "VERB" and verb.lemma_ in CARRYING_VERBS and not _is_passive(verb):
        carrier = subject_of(verb)
        if carrier is not None:
            return carrier
    return None if owner is None else noun_phrase(owner)
