"""A stance word at work in a sentence: what the frames hand to the finder of positions.

The shape, and the rules that every frame shares: what "not", "never", "would" and "only" make
of a stance.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from goodoffices.case.stances import REJECTING, Stance
from goodoffices.intake.drafts import Band
from goodoffices.intake.positions import stance_words as words
from goodoffices.intake.positions.conditions import Tie
from goodoffices.intake.positions.modality import HEDGED_QUESTION, PAST_QUESTION, Mood
from goodoffices.intake.positions.stance_clauses import VERBAL
from goodoffices.intake.positions.stance_objects import Object, find_object, without_not
from goodoffices.intake.positions.stance_words import StanceWord

if TYPE_CHECKING:
    from spacy.tokens import Token

LETTING_BE: Final = frozenset({Stance.AGREES, Stance.WOULD_ACCEPT})
PROBING: Final = frozenset(
    "ascertain ask check clarify determine discover establish explore find know learn see".split()
)
"""Asked of somebody with "whether", these feel out and demand nothing."""


@dataclass(frozen=True, slots=True)
class Use:
    """One stance word at work.

    `holder` is the word to be resolved to a party, None where only the party that is quoted
    can be meant (`spoken`). `start` is where the words of the position begin.
    """

    trigger: Token
    stance: Stance
    object: Object
    holder: Token | None
    mood: Mood
    rule: str
    start: int
    band: Band = Band.HIGH
    questions: tuple[str, ...] = ()
    verb: Token | None = None
    spoken: bool = False
    tie: Tie | None = None
    """The condition, where the frame itself says it: "made X conditional on Y"."""
    taken_up: Token | None = None
    """A noun of stance that was taken into this use: "sticks to its demand for X"."""

    @property
    def refuses(self) -> bool:
        """Whether it is against its object."""
        return self.stance in REJECTING

    @property
    def clause(self) -> Token:
        """The word at which the clause of the position hangs together."""
        return self.verb if self.verb is not None else self.trigger


def stance_under(word: StanceWord, mood: Mood) -> Stance | None:
    """The stance that a word says in its mood, or None where it says none.

    Examples
    --------
    >>> accept = words.VERBS_BY_LEMMA["accept"][0]
    >>> stance_under(accept, Mood(modal="would", only=True)).value
    'insists'
    >>> stance_under(accept, Mood(modal="will", negated=True, never=True)).value
    'rules_out'
    >>> stance_under(words.VERBS_BY_LEMMA["reject"][0], Mood(negated=True)) is None
    True
    """
    if mood.is_open or mood.not_yet:
        return None
    if mood.no_longer:
        is_letting = word.stance in LETTING_BE
        return Stance.REJECTS if is_letting else Stance.NO_LONGER_INSISTS
    if mood.negated:
        turned = word.negated
        return (
            Stance.RULES_OUT if turned is Stance.REJECTS and mood.never and mood.would else turned
        )
    if word.stance in LETTING_BE and mood.only and (mood.would or word.bare):
        return Stance.INSISTS  # "would only accept X" holds on to X
    if word.only_ongoing and not (mood.is_ongoing or mood.would):
        return None
    if mood.would and word.modal is not None:
        return word.modal
    return word.stance if word.bare else None


def banded(word: StanceWord, mood: Mood) -> tuple[Band, tuple[str, ...]]:
    """How sure a word in its mood is, and what to ask of it."""
    questions = (word.question,) if word.question else ()
    if mood.hedged:
        return Band.LOW, (*questions, HEDGED_QUESTION)
    if mood.is_past:
        return word.band, (*questions, PAST_QUESTION)
    return word.band, questions


def settled(use: Use) -> Use | None:
    """Return a use with its object's "not", inner verb and wording taken into the stance.

    None where the object is no matter of a negotiation.
    """
    inner = _with_inner_verb(use)
    if inner is None or _is_no_matter(inner):
        return None
    inner = _with_inner_noun(inner)
    return _as_worded(_with_nothing_less(_without_not(inner)))


def _with_inner_verb(use: Use) -> Use | None:
    """Look through an inner verb: "refuses to accept X", "is ready to discuss X" are about X."""
    head = use.object.head
    if use.object.route != words.ACT or head.pos_ not in VERBAL:
        return use
    lemma = head.lemma_.lower()
    if lemma in words.SPEECH:
        return None
    is_met = use.stance in REJECTING | LETTING_BE | {Stance.OFFERS, Stance.FLOATS}
    if lemma not in words.ACCEPTING | words.TALKING_OF or not is_met:
        return use
    if lemma in words.TALKING_OF - {"consider", "entertain"} and use.stance in REJECTING:
        return use
    known = words.VERBS_BY_LEMMA.get(lemma)
    routes = known[0].objects if known else (words.ACT, words.THING)
    inner = find_object(head, routes)
    if inner is None:
        return use
    if use.object.negated or any(t.dep_ == "neg" for t in head.children):
        return use
    stance = use.stance
    if lemma in words.TALKING_OF and stance in LETTING_BE:
        stance = Stance.FLOATS
    if lemma in words.ACCEPTING and any(t.lower_ == "only" for t in head.children):
        stance = Stance.INSISTS if stance in LETTING_BE else stance
    return replace(use, object=inner, stance=stance)


def _with_inner_noun(use: Use) -> Use:
    """Take a noun of stance into the verb's.

    "Sticks to its demand for X" insists on X, "insists on its refusal to X" rejects it, and
    "tabled a proposal for X" proposes X.
    """
    noun = use.object.head
    known = words.NOUNS_BY_LEMMA.get(noun.lemma_.lower())
    is_its_own = any(t.lower_ in {"its", "their"} for t in noun.children)
    is_told = use.stance is Stance.INSISTS and is_its_own
    is_made = use.stance is Stance.PROPOSES and noun.lemma_ in {"proposal", "suggestion"}
    if not known or not (is_told or is_made):
        return use
    inner = find_object(noun, known[0].objects)
    if inner is None:
        return use
    stance = Stance.REJECTS if known[0].stance in REJECTING else use.stance
    return replace(use, object=inner, stance=stance, taken_up=noun)


def _is_no_matter(use: Use) -> bool:
    lemma = use.object.head.lemma_.lower()
    if use.object.head.tag_ in {"WP", "WRB"}:
        return True  # "asked what it wanted"
    if use.stance is Stance.DEMANDS and _is_probing(use.object.head):
        return True
    if use.object.route == words.CLAUSE or use.object.head.pos_ in VERBAL:
        return lemma in words.HARM and use.stance is Stance.WOULD_ACCEPT
    if use.stance is Stance.DENIES:
        return lemma not in words.DENIED and use.object.stands_for is None
    return lemma in words.NO_MATTER


def _is_probing(act: Token) -> bool:
    """Whether somebody is asked to feel out the others: "to find out whether A would pay"."""
    told = next((t for t in act.children if t.dep_ == "ccomp"), None)
    opens = {t.lower_ for t in told.lefts} if told is not None else set()
    return act.lemma_.lower() in PROBING and bool(opens & {"whether", "if"})


def _without_not(use: Use) -> Use:
    """Take a "not" into "insists", which then rejects; other stances keep theirs."""
    if use.stance is not Stance.INSISTS:
        return use
    plain = without_not(use.object)
    if not plain.negated:
        return use
    stance = Stance.RULES_OUT if plain.never else Stance.REJECTS
    return replace(use, object=replace(plain, negated=False), stance=stance)


def _with_nothing_less(use: Use) -> Use:
    """Read "accepts only X", "nothing short of X", "not anything less than X": insists on X."""
    found, doc = use.object, use.trigger.doc
    first = doc[found.start].lower_
    if use.stance in LETTING_BE and first == "only" and found.start + 1 < found.end:
        return replace(use, stance=Stance.INSISTS, object=replace(found, start=found.start + 1))
    is_nothing = first == "nothing" and use.stance in LETTING_BE
    is_anything = first == "anything" and use.stance in REJECTING
    if not (is_nothing or is_anything):
        return use
    for place in range(found.start + 1, min(found.start + 4, found.end - 1)):
        if doc[place].lower_ in {"of", "than", "but", "except"}:
            head = doc[place + 1 : found.end].root
            inner = replace(found, head=head, start=place + 1, stands_for=None)
            return replace(use, stance=Stance.INSISTS, object=inner)
    return use


def _as_worded(use: Use) -> Use:
    """The wording alone is turned down; or it is agreed until those at home approve."""
    doc = use.trigger.doc
    end = min(max(use.object.end, use.trigger.i) + 8, use.trigger.sent.end)
    text = doc[min(use.object.start, use.trigger.i) : end].text.lower()
    own = doc[use.object.start : max(min(use.object.end + 6, end), use.object.end)].text.lower()
    if use.stance is Stance.REJECTS and any(phrase in own for phrase in words.AS_WORDED):
        return replace(use, stance=Stance.REJECTS_AS_FORMULATED)
    if use.stance in LETTING_BE and any(phrase in text for phrase in words.AD_REFERENDUM):
        return replace(use, stance=Stance.AGREES_AD_REFERENDUM)
    return use
