"""Noun and adjective frames: "the union's refusal to sign", "is opposed to night shifts".

Also what is said of the matter itself: "the toll is unacceptable to the union", "a red line".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from goodoffices.case.stances import Stance
from goodoffices.intake.drafts import Band
from goodoffices.intake.positions import stance_words as words
from goodoffices.intake.positions.modality import Mood, mood_of
from goodoffices.intake.positions.stance_clauses import (
    SUBJECTS,
    VERBAL,
    agent_of,
    child,
    own_subject,
    subject_of,
    verb_of,
)
from goodoffices.intake.positions.stance_objects import Object, find_object, taken
from goodoffices.intake.positions.stance_use import Use, banded, stance_under
from goodoffices.intake.positions.stance_words import StanceWord
from goodoffices.intake.positions.verb_frames import lets_go_of

if TYPE_CHECKING:
    from spacy.tokens import Token

LIGHT: Final = frozenset(
    """affirm announce confirm convey declare express give have indicate issue maintain make
    manifest present put reaffirm reiterate renew repeat restate send show signal state stress
    submit underline voice lodge raise""".split()
)
"""Verbs that only carry a noun of stance: "voiced its opposition to the toll"."""
NAMES_THE_MATTER: Final = {
    "demand": Stance.DEMANDS,
    "condition": Stance.INSISTS,
    "requirement": Stance.INSISTS,
    "request": Stance.DEMANDS,
    "proposal": Stance.PROPOSES,
    "preference": Stance.PREFERS,
}
"""Nouns that a copula fills: "its main demand is a ceasefire"."""
SOFTENED: Final = "This is told as softened: what of it still stands?"
CALLING: Final = frozenset("call consider deem regard find declare describe view see".split())
"""Verbs that pass a verdict: "called the toll unacceptable"."""


def find_noun_use(token: Token) -> Use | None:
    """Return the stance that a noun says where it stands, or None."""
    named = _names_the_matter(token)
    if named is not None:
        return named
    for word in words.NOUNS_BY_LEMMA.get(token.lemma_.lower(), ()):
        found = find_object(token, word.objects) or _behind_its_agent(token, word)
        if found is None or found.end <= token.i or lets_go_of(token):
            continue
        holder, mood = _holder_of(token)
        stance = _stance_of(word, token, mood)
        if holder is None or stance is None:
            continue
        band, questions = banded(word, mood)
        if token.dep_ == "dobj" and token.head.lemma_.lower() in words.SOFTENING:
            band, questions = Band.LOW, (*questions, SOFTENED)
        start = min(holder.left_edge.i, token.i) if token.i - holder.i < 12 else token.left_edge.i
        return Use(
            token, stance, found, holder, mood, f"{word.lemma}, noun", start, band, questions
        )
    return None


def _behind_its_agent(noun: Token, word: StanceWord) -> Object | None:
    """Read "the acceptance by A of joint patrols", where a parser hangs "of" on A.

    A name ("the government of Ruritania") is the agent's own.
    """
    agent = agent_of(noun)
    if agent is None or "of" not in word.objects:
        return None
    of = next((t for t in agent.rights if t.lower_ == "of" and t.dep_ == "prep"), None)
    head = child(of, "pobj") if of is not None and agent.pos_ == "PROPN" else None
    if head is None or head.pos_ == "PROPN":
        return None
    return taken(head, trigger=noun, route="of")


def _stance_of(word: StanceWord, token: Token, mood: Mood) -> Stance | None:
    if any(t.lower_ in {"no", "any"} for t in token.children):
        is_none = any(t.lower_ == "no" for t in token.children) or mood.negated
        return word.negated if is_none else None
    return stance_under(word, mood)


def _holder_of(noun: Token) -> tuple[Token | None, Mood]:
    """Whose stance it is: an owner, an adjective, "by A", or the subject of a light verb."""
    for one in noun.children:
        if one.dep_ == "poss" or (one.dep_ in {"amod", "compound", "nmod"} and one.ent_type_):
            return one, _mood_around(noun)
    agent = agent_of(noun)
    if agent is not None:
        return agent, Mood()
    of = next((t for t in noun.children if t.lower_ == "of" and t.dep_ == "prep"), None)
    if of is not None and find_object(noun, (words.ACT, words.CLAUSE)) is not None:
        return child(of, "pobj"), Mood()
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in LIGHT:
        return subject_of(verb), mood_of(verb)
    return None, Mood()


def _mood_around(noun: Token) -> Mood:
    """A stance that somebody has is presupposed; only the verb that carries it can take it back."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in LIGHT:
        return mood_of(verb)
    return Mood()


def _names_the_matter(noun: Token) -> Use | None:
    """Read "its main demand is a ceasefire", "the condition of A is that it be paid"."""
    stance = NAMES_THE_MATTER.get(noun.lemma_.lower())
    be = noun.head
    if stance is None or noun.dep_ not in SUBJECTS or be.lemma_ != "be":
        return None
    head = next(
        (t for t in be.children if t.dep_ in {"attr", "ccomp", "xcomp"} and t.i > be.i), None
    )
    holder = child(noun, "poss")
    if holder is None:
        of = next((t for t in noun.children if t.lower_ == "of"), None)
        holder = child(of, "pobj") if of is not None else None
    mood = mood_of(be)
    if head is None or holder is None or mood.negated or mood.is_open:
        return None
    found = taken(head, trigger=be, route=words.CLAUSE if head.pos_ in VERBAL else words.THING)
    return Use(
        noun, stance, found, holder, mood, f"{noun.lemma_} is", noun.left_edge.i, Band.MIDDLE
    )


# ------------------------------------------------------------------ adjectives


def find_adjective_use(token: Token) -> Use | None:
    """Return the stance that an adjective (or "against", "in favour of") says, or None."""
    for word in words.ADJECTIVES_BY_LEMMA.get(token.lower_, ()):
        verb = _copula_of(token, word)
        if verb is None:
            continue
        mood = mood_of(verb)
        if any(t.dep_ == "neg" for t in token.children) or _has_nothing(token) is not None:
            mood = replace(mood, negated=not mood.negated)  # "was “not against” a toll"
        stance = stance_under(word, mood)
        found = find_object(token, word.objects)
        holder = subject_of(verb)
        if stance is None or found is None or holder is None or found.end <= token.i:
            continue
        if not found.stands_for and found.head.ent_type_ in {"PERSON", "GPE"}:
            continue
        band, questions = banded(word, mood)
        own = own_subject(verb)
        start = holder.left_edge.i if own is not None and own.i == holder.i else verb.i
        rule = f"{word.lemma}, adjective"
        return Use(token, stance, found, holder, mood, rule, start, band, questions, verb)
    return None


def _has_nothing(token: Token) -> Token | None:
    """The "has" of "has nothing against a toll", on whichever of the two a parser hung it."""
    having = token.head.head if token.head.lower_ == "nothing" else token.head
    held = child(having, "dobj")
    is_nothing = held is not None and held.lower_ == "nothing" and held.i == token.i - 1
    return having if token.lower_ == "against" and having.lemma_ == "have" and is_nothing else None


def _copula_of(token: Token, word: StanceWord) -> Token | None:
    """The "is" that an adjective stands with."""
    if child(token, "auxpass") is not None:  # "is prepared to" read as a passive
        return token if agent_of(token) is None else None
    head = token.head
    having = _has_nothing(token)
    if having is not None:
        return having
    if word.particle:
        if head.lower_ != word.particle or token.dep_ != "pobj":
            return None
        token, head = head, head.head
    if token.dep_ == "conj" and head.pos_ == "ADJ":
        token, head = head, head.head
    if token.dep_ == "prep" and head.lemma_ in {"be", "come", "remain", "speak", "vote", "stand"}:
        return head
    is_predicate = token.dep_ in {"acomp", "attr", "oprd"} and head.pos_ in VERBAL
    return head if is_predicate else None


# ------------------------------------------------------------------ verdicts


def find_verdict_use(token: Token) -> Use | None:
    """Return the stance that a verdict on a matter says, for "to A", or for whoever says it."""
    verdict = words.VERDICTS_BY_LEMMA.get(token.lemma_.lower())
    if verdict is None or not _is_whole(token):
        return None
    called = _calling(token)
    matter: Token | None
    if called is not None:
        verb, matter = called
        holder = subject_of(verb)
    else:
        verb = verb_of(token)
        if verb.lemma_ not in {"be", "remain"} or verb.i > token.i:
            return None
        matter, holder = _matter(verb), _party_after(token)
    mood = mood_of(verb)
    if matter is None or mood.is_open:
        return None
    stance = verdict.negated if mood.negated else verdict.stance
    if stance is None:
        return None
    word = StanceWord(verdict.lemma, stance, (), band=verdict.band, question=verdict.question)
    band, questions = banded(word, mood)
    found = taken(matter, trigger=verb, route=words.THING)
    if called is not None:  # a parser hangs "the" of "called the toll unacceptable" too high
        found = replace(found, start=min(found.start, verb.i + 1))
    rule = f"{verdict.lemma}, of the matter"
    use = Use(token, stance, found, holder, mood, rule, found.start, band, questions, verb)
    return replace(use, spoken=holder is None)


def _is_whole(token: Token) -> bool:
    if token.lemma_ == "line":
        return any(t.lower_ == "red" for t in token.children)
    if token.lemma_ == "question":
        before = token.doc[max(0, token.i - 3) : token.i].text.lower()
        return before == "out of the"
    return True


def _calling(token: Token) -> tuple[Token, Token] | None:
    """The verb and X of "called X unacceptable", "regards X as unacceptable"."""
    verb = verb_of(token) if token.dep_ != "ccomp" else token.head
    if verb.lemma_.lower() not in CALLING or verb.i > token.i:
        return None
    matter = child(token, "nsubj", "npadvmod") or child(verb, "dobj")
    return (verb, matter) if matter is not None else None


def _matter(be: Token) -> Token | None:
    """What is judged: the subject, or the clause that "it" announces."""
    subject = own_subject(be)
    if subject is not None and subject.lower_ == "it":
        announced = child(be, "ccomp", "xcomp", "csubj", "advcl")
        if announced is not None and announced.i > be.i:
            return announced
    return subject or child(be, "csubj", "csubjpass")


def _party_after(token: Token) -> Token | None:
    """The party of "unacceptable to A", "a red line for A", "A's red line"."""
    for prep in (*token.children, *token.head.children):
        if prep.lower_ in {"to", "for"} and prep.dep_ == "prep" and prep.i > token.i:
            return child(prep, "pobj")
    return child(token, "poss")
