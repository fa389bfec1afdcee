"""Who says it and who is told: the noun phrases that belong to a word that attributes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.cues import (
    ADDING_VERBS,
    BRINGING_VERBS,
    CARRYING_VERBS,
    DIRECTING_VERBS,
    PERCEIVING_VERBS,
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
    verb = lets_know(verb) or _outer_of_adding(verb)
    perceiver = _perceiver_before(verb)
    if perceiver is not None:
        return noun_phrase(perceiver)
    step: Token = verb
    for _ in range(_HIGHEST):
        if step.i != verb.i and _is_saying_as(verb) and step.lemma_ in ("quote", "cite", "report"):
            quoted = next((each for each in step.rights if each.dep_ == "dobj"), None)
            if quoted is not None:  # "the paper quoted an official as saying"
                return noun_phrase(quoted)
        own = _shared_with_passive(verb, step) or _own_subject(step)
        if own is not None:
            return own
        if _is_passive(step) or _is_reduced_passive(step):
            return None
        if step.dep_ in ("acl", "relcl") and step.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return noun_phrase(step.head)
        if step.head.i == step.i or step.dep_ not in _SHARING:
            return None
        step = governor_of(step)
    return None


def lets_know(verb: Token) -> Token | None:
    """The "let" of "let A know that" and "let it be known that": who lets, says.

    Whoever is let know is told.
    """
    is_let = verb.lemma_ == "know" and verb.head.lemma_ == "let" and verb.dep_ in ("ccomp", "xcomp")
    return verb.head if is_let else None


def _outer_of_adding(verb: Token) -> Token:
    """The verb of saying around a participle that adds, though the parse hung it on what is told.

    In "A lawyer said her client denies it, adding that" the lawyer adds.
    """
    told = verb.head
    adds = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.lemma_ in ADDING_VERBS
    if not adds or verb.doc[verb.left_edge.i - 1].text != "," or told.dep_ != "ccomp":
        return verb
    return told.head if told.head.i < told.i and told.head.lemma_ in VERBS else verb


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
    """Whether a participle is passive: "asked whether" at the head of a clause.

    A tagger may take one that opens the sentence for a past tense; but a finite clause beside
    another has a subject, or a word that joins it.
    """
    if any(child.dep_ in ("aux", "auxpass") for child in verb.children):
        return False
    if verb.tag_ == "VBD":
        opens = verb.dep_ == "advcl" and verb.i == verb.sent.start and verb.head.i > verb.i
        return opens and not any(child.dep_ in SUBJECTS for child in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl", "relcl")


def _shared_with_passive(verb: Token, step: Token) -> Phrase | None:
    """The subject that a verb has from a passive that it is joined to or hangs on.

    "He was moved by the letter and said that", "he was made to admit that" and "he was quoted
    by the paper as saying" tell his words, not the letter's or the paper's. In "he was seized
    and told that" the second verb is passive too: he hears it.
    """
    if verb.i == step.i or not _is_passive(step):
        return None
    is_told = VERBS[verb.lemma_].has_hearer if verb.lemma_ in VERBS else False
    joined = verb.dep_ == "conj" and verb.tag_ != "VBN" and not is_told
    shares = joined or (verb.dep_ == "xcomp" and step.lemma_ in BRINGING_VERBS)
    if not shares and not _is_saying_as(verb):
        return None
    return next((noun_phrase(each) for each in step.lefts if each.dep_ == "nsubjpass"), None)


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
    says = (word is not None and word.quotes) or verb.lemma_ in DIRECTING_VERBS
    if not says or cue.i > clause.i or cue.lemma_ not in VERBS:
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


def inserted_subject(verb: Token) -> Token | None:
    """Return the second of two subjects: the verb of saying is set within what it tells.

    In "The dam, engineers said, will hold" the parse gives "said" both. The one beside the
    verb, after the comma, is its own.
    """
    subjects = [child for child in verb.lefts if child.dep_ == "nsubj"]
    if len(subjects) < 2:
        return None
    last = subjects[-1]
    before = last.left_edge.i - 1
    return last if verb.doc[before].text in (",", "—", "–", "-", "--") else None


def _own_subject(verb: Token) -> Phrase | None:
    passive = _is_passive(verb)
    behind = None if passive else subject_behind(verb)
    if behind is not None:
        return noun_phrase(behind)
    nearest = None if passive else inserted_subject(verb)
    if nearest is not None:
        return noun_phrase(nearest)
    for child in verb.children:
        if passive and child.dep_ in ("agent", "prep") and child.lower_ == "by":
            return next((noun_phrase(each) for each in child.children if each.dep_ == "pobj"), None)
        if child.dep_ == "nsubj" and not passive:
            if child.lower_ in _RELATIVES and verb.dep_ in ("relcl", "ccomp", "acl"):
                return _antecedent(verb, child)
            return noun_phrase(child)
    return None if passive else _subject_before_aside(verb)


def _subject_before_aside(verb: Token) -> Phrase | None:
    """The subject that the parse gave to a participle between commas: "Ida, writing here, says"."""
    for aside in verb.lefts:
        is_aside = aside.dep_ in ("advcl", "ccomp") and aside.tag_ == "VBG"
        if is_aside and verb.doc[aside.i - 1].text == ",":
            subject = next((child for child in aside.lefts if child.dep_ == "nsubj"), None)
            if subject is not None:
                return noun_phrase(subject)
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


def holder_of(noun: Token) -> Phrase | None:
    """Return whose a claim, view or warning is: its possessor, its "by", or who makes it."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None and owner.pos_ != "PRON":
        return noun_phrase(owner)
    for child in noun.children:
        if child.lower_ in ("by", "from", "of", "among") and child.dep_ in ("prep", "agent"):
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
