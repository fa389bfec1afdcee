"""Modality: whether a clause says that something is so, is not so, may be so, or was so once.

A hypothetical is no fact: "if it withdraws", "whether it accepts" and "to make it accept" give
no stance at all; "could reject" and "is expected to accept" give one that is only possible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from goodoffices.intake.positions.found_position import Modality
from goodoffices.intake.positions.stance_clauses import SUBJECTS, child, top_of
from goodoffices.intake.positions.stance_words import ADJECTIVES_BY_LEMMA, CLAIMS

if TYPE_CHECKING:
    from spacy.tokens import Token

THROUGH: Final = frozenset(
    """begin choose come continue decide go keep start proceed remain dare persist manage
    opt""".split()
)
"""Verbs whose infinitive is done: "continues to reject", "decided to accept"."""
EXPECTED: Final = frozenset(
    """appear consider expect hope intend likely mean need plan prepare say seem set suppose think
    threaten believe report poise bind wish want""".split()
)
"""Words whose infinitive may yet be done: "is expected to accept", "threatens to reject"."""
TOLD_AS_FACT: Final = frozenset({"say", "report", "believe", "know", "understand", "appear"})
"""Passives that tell a fact at second hand: "is said to reject"."""
DOUBTING: Final = frozenset(
    """deny doubt hope fear expect wish imagine pretend assume speculate predict wonder
    ask want demand require propose urge suggest recommend beg pray insist prefer think
    believe hop""".split()
)
"""Verbs whose clause is not said to be so; the tagger takes "hopes" for a form of "hop"."""
WISHING: Final = frozenset(
    "demand require propose urge suggest recommend insist ask prefer want request".split()
)
"""Verbs whose clause is wanted when its verb is bare: "demands that it accept"."""
SUPPOSING: Final = frozenset({"if", "unless", "whether", "until", "till", "before", "lest"})
"""Words that open a clause which is not said to be so."""
POSSIBLE: Final = frozenset({"may", "might", "could"})
WOULD: Final = frozenset({"would", "will", "'d", "'ll", "’d", "’ll", "wo", "shall"})
OUGHT: Final = frozenset({"must", "should", "ought"})
DENYING: Final = frozenset({"deny", "dismiss", "dispute", "rebut", "refute", "reject"})
"""Verbs that say of a report that it is not so: "rejected reports that it accepts"."""
HOPES: Final = frozenset("hope fear possibility chance risk likelihood prospect wish".split())
UNSURE: Final = frozenset({"perhaps", "possibly", "probably", "maybe", "reportedly", "allegedly"})
ONCE: Final = frozenset({"earlier", "previously", "initially", "formerly", "once", "originally"})
LONG_AGO: Final = re.compile(
    r"\b(last (?:week|month|year)|years? ago|months? ago|in (?:19|20)\d\d)\b"
)

PAST_QUESTION: Final = "Does this still hold?"
HEDGED_QUESTION: Final = "This is only said to be possible; is it a position?"


@dataclass(frozen=True, slots=True)
class Mood:
    """How the clause of a stance word is put.

    `is_open` says that nothing is asserted: such a clause gives no stance.
    """

    negated: bool = False
    never: bool = False
    no_longer: bool = False
    not_yet: bool = False
    only: bool = False
    modal: str = ""
    hedged: bool = False
    is_past: bool = False
    is_future: bool = False
    is_ongoing: bool = False
    is_open: bool = False

    @property
    def would(self) -> bool:
        """Whether it is what would, will or can be."""
        return self.modal in WOULD or self.modal in {"can", "ca"} or self.modal in POSSIBLE

    @property
    def modality(self) -> Modality:
        """The one word for it."""
        if self.hedged:
            return Modality.HYPOTHETICAL
        if self.is_past:
            return Modality.PAST
        if self.negated:
            return Modality.NEGATED
        return Modality.FUTURE if self.is_future else Modality.ASSERTED


def mood_of(verb: Token) -> Mood:
    """Return how a clause is put, read from its verb and the verbs that it hangs on.

    Parameters
    ----------
    verb
        The verb of the stance, or the "is" of an adjective.

    Examples
    --------
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> doc = parse(RepairedText.unchanged("The union would never accept night shifts.", ())).doc
    >>> mood = mood_of(doc[4])
    >>> mood.negated, mood.never, mood.modal
    (True, True, 'would')
    """
    chain, hedged, is_open = _chain(verb)
    around = [t for one in chain for t in one.children if t.i < one.i or t.dep_ == "neg"]
    around += [t for one in around if one.dep_ in {"advmod", "neg"} for t in one.children]
    lowered = {t.lower_ for t in around}
    modal = next((t.lower_ for t in around if t.tag_ == "MD"), "")
    top = chain[-1]
    has_past = any(t.lower_ == "had" and t.dep_ in {"aux", "auxpass"} for t in around)
    no_longer = "longer" in lowered and bool({"no", "not", "n't", "n’t"} & _near(around))
    negated = any(t.dep_ == "neg" for t in around) or bool({"never", "neither"} & lowered)
    negated = negated or _has_negative_subject(top)
    unsure = bool(lowered & UNSURE)
    # "Would have accepted" tells what did not happen.
    unreal = bool(modal) and any(
        t.lower_ in {"have", "'ve", "’ve"} and t.dep_ == "aux" for t in around
    )
    return Mood(
        negated=negated and not no_longer,
        never="never" in lowered,
        no_longer=no_longer,
        not_yet="yet" in _near(around) or _has_not_yet(chain, around, negated=negated),
        only=_is_only(chain),
        modal=modal,
        # "Could not accept" refuses; "could accept" is only possible.
        hedged=hedged or (modal in POSSIBLE and not (negated and modal == "could")) or unsure,
        is_past=has_past or bool(lowered & ONCE) or bool(LONG_AGO.search(_clause_text(top))),
        is_future=modal in {"will", "shall", "wo", "'ll", "’ll"},
        is_ongoing=verb.tag_ == "VBG",
        is_open=is_open or unreal or modal in OUGHT or is_supposed(top) or _is_asked(top),
    )


def _chain(verb: Token) -> tuple[list[Token], bool, bool]:
    """The verbs from a stance word outwards that share its subject; hedged or open by them."""
    chain, hedged = [verb], False
    while chain[-1].dep_ == "xcomp" and child(chain[-1], *SUBJECTS) is None:
        outer = chain[-1].head
        lemma = outer.lemma_.lower()
        if outer.lower_ in ADJECTIVES_BY_LEMMA:
            return chain, hedged, True  # "is prepared to accept" is said by "prepared"
        if (lemma in TOLD_AS_FACT and child(outer, "auxpass") is not None) or (
            lemma in EXPECTED and lemma not in {"want", "need"}
        ):
            hedged = True
        elif lemma in THROUGH or outer.pos_ == "AUX":
            pass
        else:
            return chain, hedged, True
        chain.append(outer)
        if outer.pos_ == "ADJ" and outer.head.pos_ == "AUX":
            chain.append(outer.head)
    top = chain[-1]
    has_to = any(t.lower_ == "to" and t.tag_ == "TO" for t in top.children)
    is_open = has_to and top.tag_ == "VB" and not _is_decision(top)
    return chain, hedged, is_open


def _is_decision(verb: Token) -> bool:
    """Whether an infinitive hangs on a decision: "its decision to accept"."""
    return verb.dep_ == "acl" and verb.head.lemma_ in {"decision", "choice", "announcement"}


def _near(around: list[Token]) -> set[str]:
    return {t.lower_ for t in around}


def _has_not_yet(chain: list[Token], around: list[Token], *, negated: bool) -> bool:
    """Whether it is open still: "has not agreed", other than "does not agree"."""
    has = any(t.lower_ in {"has", "have", "'ve", "had"} and t.dep_ == "aux" for t in around)
    return (
        negated and has and chain[0].tag_ == "VBN" and not any(t.lower_ == "never" for t in around)
    )


def _has_negative_subject(verb: Token) -> bool:
    """Whether the subject says "not": "neither side accepts", "neither A nor B accepts"."""
    subject = child(top_of(verb), *SUBJECTS)
    if subject is None:
        return False
    return subject.lower_ == "neither" or any(
        t.lower_ in {"neither", "no"} for t in subject.children
    )


def _is_only(chain: list[Token]) -> bool:
    """Whether "only" stands at the verb: "would only accept"."""
    verb = chain[0]
    if any(t.lower_ in {"only", "solely"} and t.i < verb.i for t in verb.children):
        return True
    # A parser may hang it on the auxiliary between: "will only then".
    return verb.i > 0 and verb.nbor(-1).lower_ == "only"


def _clause_text(verb: Token) -> str:
    """The words that hang on a verb itself, without the clauses below it."""
    parts = []
    for one in verb.children:
        if one.dep_ in {"npadvmod", "advmod", "prep"}:
            parts += [t.lower_ for t in one.subtree]
    return " ".join(parts)


def _is_asked(verb: Token) -> bool:
    """Whether the sentence asks."""
    sentence = verb.sent
    return verb.i == sentence.root.i and any(t.text == "?" for t in sentence[-3:])


def is_supposed(verb: Token) -> bool:
    """Whether a clause stands where nothing is said to be so: after "if", in a hope, a demand."""
    while verb.head.i != verb.i:
        marks = {t.lower_ for t in verb.children if t.dep_ in {"mark", "advmod"} and t.i < verb.i}
        if marks & SUPPOSING and verb.dep_ not in {"ROOT", "relcl"}:
            return True
        if verb.dep_ == "pcomp" and verb.head.lower_ in {"without", "before", "against", "whether"}:
            return True
        outer = verb.head
        if verb.dep_ in {"acl", "relcl"} and outer.lemma_ in HOPES:
            return True
        if verb.dep_ in {"acl", "relcl"} and _is_denied_report(outer):
            return True  # what a denied report tells is nobody's stance
        if verb.dep_ == "relcl":
            return _would_be(verb)
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            return False  # "a plan rejected by A" takes for granted that it was
        lemma = outer.lemma_.lower()
        is_doubted = verb.dep_ in {"ccomp", "xcomp"} and lemma in DOUBTING
        if is_doubted and (lemma not in WISHING or is_wanted(verb)):
            return True
        verb = outer
    return False


def _is_denied_report(noun: Token) -> bool:
    """Whether a noun is a report that somebody denies: "dismissed claims that A gave in"."""
    verb = noun.head
    is_denied = noun.dep_ == "dobj" and verb.lemma_.lower() in DENYING
    return noun.lemma_.lower() in CLAIMS and is_denied and child(verb, "neg") is None


def _would_be(relative: Token) -> bool:
    """Whether a relative clause only describes what is looked for: "a plan that A would accept".

    Otherwise a relative clause takes for granted what it says, whatever it stands in.
    """
    is_apart = relative.left_edge.i > 0 and relative.left_edge.nbor(-1).is_punct
    return not is_apart and any(t.tag_ == "MD" for t in relative.children)


def is_wanted(verb: Token) -> bool:
    """Whether a clause wants something rather than tells something.

    "That the pumps stop", "that it be stopped", "that it must stop" want; "that the pumps
    stopped" and "that it is stopping them" tell.
    """
    modals = {t.lower_ for t in verb.children if t.tag_ == "MD"}
    if modals:
        return bool(modals & (OUGHT | {"can", "ca", "could", "shall"}))
    auxiliaries = [t for t in verb.children if t.dep_ in {"aux", "auxpass"}]
    if any(t.lower_ in {"has", "have", "needs", "had"} for t in auxiliaries):
        return any(t.lower_ == "to" for t in auxiliaries)
    if any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in auxiliaries):
        return False
    if any(t.tag_ == "VB" for t in auxiliaries):
        return True
    if verb.tag_ in {"VB", "VBG"}:
        return True
    # "That the pumps stop" and "that they stop": the bare form of a plural looks like a present.
    return verb.tag_ == "VBP" and verb.lemma_ not in {"be", "have"}
