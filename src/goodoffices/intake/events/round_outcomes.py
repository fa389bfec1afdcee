"""How a round is said to have ended, and the cause that is given for it.

Only what is told as a fact counts: a round that might fail, or is hoped to succeed, has not
ended. The cause is what the text gives as one, never what we make of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from goodoffices.case.rounds import Outcome
from goodoffices.intake.events.round_clauses import is_fact, objects_of, whole_phrase
from goodoffices.intake.infinitives import is_infinitive
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Ending:
    """An outcome, the word that tells it, and where its cause stands, if one is given."""

    outcome: Outcome
    word: Token
    cause: Extent | None = None


_BY_VERB: Final = {
    # What a round does by itself: "the talks collapsed". Stalled talks may still go on.
    "fail": Outcome.ENDED_WITHOUT_AGREEMENT,
    "collapse": Outcome.ENDED_WITHOUT_AGREEMENT,
    "founder": Outcome.ENDED_WITHOUT_AGREEMENT,
    "break": Outcome.ENDED_WITHOUT_AGREEMENT,
    "stall": Outcome.INCONCLUSIVE,
    "stalemate": Outcome.INCONCLUSIVE,
    "succeed": Outcome.AGREEMENT,
}
_STOPPED: Final = frozenset(
    # What is done to a round, or what it does: it may be taken up again.
    "suspend postpone adjourn pause interrupt halt freeze delay".split()
)
_PARTICLES: Final = {
    # Verbs that tell an outcome only with one of these: "broke down", "called off".
    "break": frozenset({"down", "up", "off"}),
    "call": frozenset({"off"}),
}
_ENDED: Final = frozenset("end conclude close finish wrap break adjourn".split())
_PARTED: Final = frozenset(
    # What those who met do together at its end (one of them alone can leave, and talks go on);
    # it tells an outcome only with "without a deal".
    "part separate disperse".split()
)
_BROUGHT: Final = frozenset("produce yield bring reach achieve make secure strike sign".split())
_DEALS: Final = frozenset("agreement deal accord breakthrough settlement consensus result".split())
_DEADLOCKS: Final = frozenset("deadlock stalemate failure impasse acrimony".split())
_BY_ADJECTIVE: Final = {
    "failed": Outcome.ENDED_WITHOUT_AGREEMENT,
    "collapsed": Outcome.ENDED_WITHOUT_AGREEMENT,
    "fruitless": Outcome.ENDED_WITHOUT_AGREEMENT,
    "unsuccessful": Outcome.ENDED_WITHOUT_AGREEMENT,
    "suspended": Outcome.SUSPENDED,
    "stalled": Outcome.INCONCLUSIVE,
    "inconclusive": Outcome.INCONCLUSIVE,
    "successful": Outcome.AGREEMENT,
}
_BY_NOUN: Final = {
    # "The collapse of the talks" tells it as a fact, whatever the verb says of the collapse.
    "collapse": Outcome.ENDED_WITHOUT_AGREEMENT,
    "failure": Outcome.ENDED_WITHOUT_AGREEMENT,
    "breakdown": Outcome.ENDED_WITHOUT_AGREEMENT,
    "suspension": Outcome.SUSPENDED,
    "postponement": Outcome.SUSPENDED,
    "interruption": Outcome.SUSPENDED,
    "success": Outcome.AGREEMENT,
}
_NO_FACT: Final = frozenset("avoid prevent fear risk threaten warn avert want seek".split())
"""Under these a noun names what may come: "to prevent the collapse of the talks"."""

_CAUSE_CUES: Final = (
    ("due", "to"),
    ("owing", "to"),
    ("because", "of"),
    ("as", "a", "result", "of"),
    ("on", "account", "of"),
    ("over",),
)
_TIMES: Final = frozenset({"DATE", "TIME"})


def find_ending(talks: Token, verbs: tuple[Token, ...]) -> Ending | None:
    """Return how the round ended that a word stands for, by the rest of its sentence.

    Parameters
    ----------
    talks : Token
        The noun for the round, or the verb of a meeting.
    verbs : tuple of Token
        The verbs that it belongs to, the nearest first.
    """
    for found in _endings(talks, verbs):
        return Ending(found.outcome, found.word, find_cause(found.word))
    return None


def _endings(talks: Token, verbs: tuple[Token, ...]) -> Iterator[Ending]:
    over = talks.head
    if over.lower_ == "of" and over.head.lemma_.lower() in _BY_NOUN:
        noun = over.head
        if noun.head.lemma_.lower() not in _NO_FACT:
            yield Ending(_BY_NOUN[noun.lemma_.lower()], noun)
    for verb in _of_the_talks(talks):
        outcome = _by_verb(verb)
        if outcome is not None:
            yield Ending(outcome, verb)
    if over.lemma_.lower() in _STOPPED and talks.dep_ == "dobj" and is_fact(over):
        yield Ending(Outcome.SUSPENDED, over)
    beside = [one for verb in verbs for one in verb.conjuncts]
    for verb in (*verbs, *beside):
        outcome = _by_those_who_met(verb)
        if outcome is not None:
            yield Ending(outcome, verb)
    for child in talks.children:
        if child.dep_ == "amod" and child.lower_ in _BY_ADJECTIVE:
            yield Ending(_BY_ADJECTIVE[child.lower_], child)


def _of_the_talks(talks: Token) -> Iterator[Token]:
    """Yield the verbs whose subject a round is: its own, coordinated ones, and of "which ..."."""
    if talks.dep_ in {"nsubj", "nsubjpass"}:
        yield talks.head
        yield from (one for one in talks.head.conjuncts if _goes_on(one))
    for child in talks.children:
        if child.dep_ in {"relcl", "acl"}:
            yield child


def _goes_on(verb: Token) -> bool:
    """Whether a coordinated verb has the same subject: none of its own, or "it" or "they"."""
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    return all(one.lower_ in {"it", "they"} for one in subjects)


def _by_verb(verb: Token) -> Outcome | None:
    """Return the outcome that a verb tells whose subject is the round."""
    lemma = verb.lemma_.lower()
    brings = lemma in _BROUGHT | {"lead", "result", "end"}
    if brings and _without_a_deal(verb):
        return Outcome.ENDED_WITHOUT_AGREEMENT
    if not is_fact(verb) or (lemma in _PARTICLES and not _particle(verb, _PARTICLES[lemma])):
        return None
    if lemma in _STOPPED or lemma == "call":
        return Outcome.SUSPENDED
    if lemma in _ENDED and (ended := _by_what_it_ended_in(verb)):
        return ended
    if brings and _has_a_deal(verb):
        return Outcome.AGREEMENT
    if lemma == "be":
        states = (child.lower_ for child in verb.children if child.dep_ == "acomp")
        return next((_BY_ADJECTIVE[one] for one in states if one in _BY_ADJECTIVE), None)
    return _BY_VERB.get(lemma)


def _particle(verb: Token, words: frozenset[str]) -> bool:
    return any(child.lower_ in words for child in verb.children)


def _by_what_it_ended_in(verb: Token) -> Outcome | None:
    """Read "ended without a deal", "in deadlock", "with an agreement", "inconclusively"."""
    for child in verb.children:
        if child.lower_ == "inconclusively":
            return Outcome.INCONCLUSIVE
        if child.dep_ != "prep":
            continue
        words = {one.lemma_.lower() for one in objects_of(child)}
        words |= {one.lemma_.lower() for one in child.subtree if one.dep_ == "pcomp"}
        if child.lower_ == "without" and words & (_DEALS | {"agree", "reach"}):
            return Outcome.ENDED_WITHOUT_AGREEMENT
        if child.lower_ == "without" and "progress" in words:
            return Outcome.INCONCLUSIVE
        if child.lower_ == "in" and words & _DEADLOCKS:
            return Outcome.ENDED_WITHOUT_AGREEMENT
        if child.lower_ in {"in", "with"} and words & _DEALS:
            return Outcome.AGREEMENT
    return None


def _deals(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"} and child.lemma_.lower() in _DEALS:
            yield child
        if child.dep_ == "prep" and child.lower_ in {"to", "in", "on"}:
            yield from (one for one in objects_of(child) if one.lemma_.lower() in _DEALS)


def _has_a_deal(verb: Token) -> bool:
    return any(not _is_none(deal) for deal in _deals(verb))


def _without_a_deal(verb: Token) -> bool:
    """Whether a verb tells that no deal came of it: "produced no deal", "did not produce one"."""
    negated = any(child.dep_ == "neg" for child in verb.children)
    modal = any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children)
    return not modal and any(negated or _is_none(deal) for deal in _deals(verb))


def _is_none(noun: Token) -> bool:
    return any(child.lower_ == "no" for child in noun.children)


def _by_those_who_met(verb: Token) -> Outcome | None:
    """Return the outcome that the verb of the people tells: "they failed to reach a deal"."""
    lemma = verb.lemma_.lower()
    aims = [child for child in verb.children if child.dep_ == "xcomp" and is_infinitive(child)]
    if lemma == "fail" and is_fact(verb):
        reached = any(one.lemma_.lower() == "agree" or any(_deals(one)) for one in aims)
        return Outcome.ENDED_WITHOUT_AGREEMENT if reached else None
    if lemma in _PARTED and is_fact(verb):
        # "Parted without a deal" ends the round as "ended without a deal" does.
        ended = _by_what_it_ended_in(verb)
        return ended if ended is Outcome.ENDED_WITHOUT_AGREEMENT else None
    if lemma in {"reach", "sign", "strike", "secure"}:
        if _without_a_deal(verb):
            return Outcome.ENDED_WITHOUT_AGREEMENT
        return Outcome.AGREEMENT if is_fact(verb) and _has_a_deal(verb) else None
    return None


# ---------------------------------------------------------------------------- the cause


def find_cause(word: Token) -> Extent | None:
    """Return what is given as the cause of what a word tells: "due to", "because of", "over".

    The extent is of the cause alone, without the words that introduce it.
    """
    doc = word.doc
    # "The collapse was due to": the cause hangs on "was".
    over = word.head if word.pos_ == "NOUN" and word.head.lemma_ == "be" else word
    for start in range(word.i + 1, word.sent.end):
        if not _hangs_on(doc[start], word) and not _hangs_on(doc[start], over):
            continue
        for cue in _CAUSE_CUES:
            words = doc[start : start + len(cue)]
            if tuple(one.lower_ for one in words) == cue:
                held = next((noun for one in words for noun in objects_of(one)), None)
                if held is not None and held.i >= words.end and held.ent_type_ not in _TIMES:
                    return whole_phrase(held)
    for child in word.children:
        is_reason = any(one.lower_ == "because" and one.dep_ == "mark" for one in child.children)
        if child.dep_ == "advcl" and is_reason:
            extent = whole_phrase(child)
            mark = next(one for one in child.children if one.lower_ == "because")
            first = doc[mark.i + 1]
            return Extent(first.idx, extent.end) if mark.idx == extent.start else extent
    return None


def _hangs_on(cue: Token, word: Token) -> bool:
    """Whether a preposition belongs to a word, also through a noun or a preposition."""
    head = cue.head
    for _ in range(3):
        if head == word:
            return True
        if head.pos_ in {"VERB", "AUX"} or head.head == head:
            return False
        head = head.head
    return False
