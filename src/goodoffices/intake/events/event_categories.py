"""Which category of event a clause reports: its word, what completes it, and how it is put.

The word alone seldom decides. A refusal to release is no release, an agreement to attack is
an agreement, "will strike" is a threat and "must withdraw" a request. Each such rule is a
row of a table here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from goodoffices.intake.drafts import Band
from goodoffices.intake.events.event_clauses import (
    MODIFIERS,
    Modality,
    beside,
    complement_clauses,
    condition_on,
    is_negated,
    is_verb,
    lemma,
    modality,
    stands_with_to,
)
from goodoffices.intake.events.event_moods import LEFT, Status, mood_of
from goodoffices.intake.events.event_turns import asks_a_question, turn_of
from goodoffices.intake.events.event_words import (
    ENDING,
    FRIENDLY,
    HOSTILE,
    INTENDING,
    LIGHT,
    ONGOING,
    choose_frame,
    lexicon,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEPEST: Final = 4
"""How many verbs may complete one another ("began to try to stop ...") before we give up."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act as a clause puts it. `category` is empty where the word names none."""

    trigger: Token
    category: str
    rule: str
    band: Band = Band.HIGH
    status: Status = "occurred"
    is_intended: bool = False
    """It is only wanted or planned, by a word of its own ("is ready to"), not by a tense."""
    is_stance: bool = False
    """It stands as said, whatever its helping verb: "would only accept" asks now."""


def act_of(verb: Token) -> Act | None:
    """Return the act that a clause reports, by its head, as it is put; None where it names none.

    The category is that of the act where the tense alone puts it in the future ("will meet"
    is CONSULT, to come), and of the commitment where a word says so ("agreed to meet" is AGREE).
    """
    act = word_act(verb)
    how, denied = modality(verb), is_negated(verb)
    if act is None:
        if how in {Modality.FACT, Modality.ONGOING, Modality.IMAGINED}:
            return None
        # what one must do is asked, whatever it is; what one will do may be anything
        act = Act(verb, "", str(how), band=Band.MIDDLE if how is Modality.OWED else Band.LOW)
    if act.is_stance:
        return replace(act, status="ongoing")
    if act.is_intended:
        return _intended(act, is_denied=denied)
    if how is Modality.OWED and act.category == "REQUEST":
        how = Modality.ONGOING
    if not denied and how in {Modality.FUTURE, Modality.POSSIBLE}:
        special = _bargained(verb, act, how)
        if special is not None:
            return special
    mood = mood_of(how, act.category, is_negated=denied)
    status: Status = mood.status
    if status == "future" and _depends(verb):
        status = "hypothetical"
    rule = act.rule if not mood.category or not act.category else f"{how}_{act.rule}"
    return replace(act, category=mood.category or act.category, rule=rule, status=status)


def _bargained(verb: Token, act: Act, how: Modality) -> Act | None:
    """An act to come that is a threat for its condition, or a measure for its announcement.

    "Will leave unless" and "could close the border if" press somebody. A state that announces
    that it will stop its aid has thereby stopped it, where it sets no condition.
    """
    word = condition_on(verb)
    presses = (
        act.category in LEFT and word in {"unless", "until"}
        if how is Modality.FUTURE
        else act.category in HOSTILE and word != ""
    )
    if presses:
        return replace(act, category="THREATEN", rule=f"{act.rule}+{word}", status="future")
    above = lemma(verb.head) if verb.dep_ == "ccomp" else ""
    if how is Modality.FUTURE and act.category == "SANCTION" and above == "announce" and not word:
        return replace(act, rule=f"announce_{act.rule}", status="future")
    return None


def counted(act: Act) -> str:
    """Return the category under which the manual counts an act.

    AGREE where it is friendly and yet to come, REJECT where it is friendly and denied.
    What may be done, and has no word of its own, is none. A draft keeps the act's own
    category, and says "future" or "negated" beside it.
    """
    if not act.category and act.status == "hypothetical":
        return ""
    if act.status in {"future", "hypothetical"} and act.category in {*FRIENDLY, ""}:
        return "AGREE"
    if act.status == "negated" and act.category in FRIENDLY:
        return "REJECT"
    return act.category


def word_act(verb: Token, *, depth: int = 0) -> Act | None:
    """Return the act that a word and what completes it name, however it is put."""
    if depth > DEEPEST:
        return None
    if not is_verb(verb):
        return _noun_act(verb)
    if asks_a_question(verb):
        return None
    turn = turn_of(verb)
    if turn is not None:
        return Act(verb, turn.category, turn.rule, is_stance=turn.is_stance)
    chosen = choose_frame(lemma(verb), beside(verb))
    if chosen is not None and chosen[1] > 0:
        return Act(verb, chosen[0].category, chosen[0].rule)
    for read in (_ended, _failed, _carried_on, _intention, _state):
        act = read(verb, depth)
        if act is not None:
            return act
    if chosen is not None:
        return Act(verb, chosen[0].category, chosen[0].rule)
    return _lent(verb)


def _ended(verb: Token, depth: int) -> Act | None:
    """An act that is over: violence that stopped is a retreat, help that stopped a sanction."""
    if lemma(verb) not in ENDING:
        return None
    inner = _completing(verb, depth) or _object_act(verb)
    if inner is None:
        return None
    category = "RETREAT" if inner.category in HOSTILE | {"THREATEN"} else "SANCTION"
    return Act(verb, category, f"{lemma(verb)}_{inner.rule}", band=Band.MIDDLE)


def _failed(verb: Token, depth: int) -> Act | None:
    """What others waited for and somebody did not do."""
    if lemma(verb) != "fail":
        return None
    inner = _completing(verb, depth)
    if inner is None or inner.category not in FRIENDLY:
        return None
    return Act(verb, "REJECT", f"fail_{inner.rule}", band=Band.MIDDLE)


def _carried_on(verb: Token, depth: int) -> Act | None:
    """The act that a verb such as begin, continue or try only leads up to."""
    if lemma(verb) not in ONGOING:
        return None
    return _completing(verb, depth)


def _intention(verb: Token, depth: int) -> Act | None:
    if lemma(verb) not in INTENDING or not _intends_itself(verb):
        return None
    inner = _completing(verb, depth) or _object_act(verb)
    if inner is None:
        if not complement_clauses(verb):
            return None
        inner = Act(verb, "", "to", band=Band.LOW)
    return replace(inner, trigger=verb, rule=f"{lemma(verb)}_{inner.rule}", is_intended=True)


def _state(verb: Token, depth: int) -> Act | None:
    """What somebody is: ready to come, opposed to it."""
    for child in verb.children:
        category = lexicon().adjectives.get(child.lower_)
        if category is None or child.dep_ not in _STATES or child.tag_ == "VB":
            continue
        if category not in {"AGREE", "THREATEN"}:
            return Act(child, category, child.lower_)
        inner = _completing(child, depth) or _completing(verb, depth)
        if inner is None:
            inner = Act(child, "", child.lower_, band=Band.MIDDLE)
        return replace(inner, trigger=child, rule=f"{child.lower_}_{inner.rule}", is_intended=True)
    return None


def _intends_itself(verb: Token) -> bool:
    """Whether who wants is who would act: "wants to leave", not "wants the army to leave"."""
    return lemma(verb) != "want" or any(
        one.dep_ == "xcomp" and stands_with_to(one) for one in verb.children
    )


_STATES: Final = {"acomp", "attr", "oprd", "xcomp"}


def _completing(word: Token, depth: int) -> Act | None:
    for one in complement_clauses(word):
        act = word_act(one, depth=depth + 1)
        if act is not None:
            return act
    for preposition in word.children:
        if preposition.dep_ == "prep":
            for one in preposition.children:
                if one.dep_ == "pcomp":
                    return word_act(one, depth=depth + 1)
    return None


def _lent(verb: Token) -> Act | None:
    """The act of a noun, where its verb only lends it the grammar."""
    return _object_act(verb) if lemma(verb) in LIGHT else None


def _object_act(verb: Token) -> Act | None:
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"} and lemma(child) in lexicon().nouns:
            category = lexicon().nouns[lemma(child)]
            rule = f"{lemma(verb)}_{lemma(child)}"
            return Act(verb, category, rule, band=Band.MIDDLE)
    return None


def _noun_act(noun: Token) -> Act | None:
    category = lexicon().nouns.get(lemma(noun))
    if category is None or noun.pos_ != "NOUN" or noun.dep_ in MODIFIERS:
        return None
    return Act(noun, category, f"noun_{lemma(noun)}", band=Band.MIDDLE)


def _intended(act: Act, *, is_denied: bool) -> Act:
    """What an intention counts as: of harm a threat, of anything else an agreement."""
    if act.category in {"REJECT", "REQUEST", "THREATEN"}:
        return act
    is_harm = act.category in HOSTILE
    if is_denied:
        return replace(act, category="AGREE" if is_harm else "REJECT", status="ongoing")
    return replace(act, category="THREATEN" if is_harm else "AGREE", status="ongoing")


def _depends(verb: Token) -> bool:
    """Whether a future act hangs on another: "would accept, depending on", "will come if"."""
    return condition_on(verb) == "if" or any(
        child.lower_ == "depending" or (child.dep_ == "mark" and child.lower_ == "although")
        for child in verb.children
    )
