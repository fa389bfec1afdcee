"""Attributions of what is said without a clause: an act urged, promised or owned up to.

"The union urged members to stay away", "both promised to pay", "he denied taking money",
"officials warned of floods", "she called the offer “an insult”". What is told is no clause
with a finite verb, but it is told all the same. Verbs of wanting and trying tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.intake.attribution.attributing_contents import going_on, is_finite, without_glosses
from goodoffices.intake.attribution.attributing_hearers import hearer_of
from goodoffices.intake.attribution.attributing_making import make
from goodoffices.intake.attribution.attributing_sources import (
    noun_phrase,
    subject_of,
)
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.cues import (
    ACCUSING_VERBS,
    ASKING_VERBS,
    DESCRIBING_VERBS,
    DIRECTING_VERBS,
    EXPECTING_VERBS,
    NOBODY,
    OWNING_VERBS,
    PROMISING_VERBS,
    WARNING_VERBS,
)
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Band

if TYPE_CHECKING:
    from spacy.tokens import Token


def by_acts(report: ReportText) -> Iterator[Attribution]:
    """Yield what verbs of urging, promising, expecting, owning up, accusing and naming tell."""
    for token in report.doc:
        if token.pos_ == "VERB" and token.lemma_ in _VERBS and _is_done(token):
            numbers = _numbers(report, token)
            if numbers:
                yield from _told(report, token, numbers)


_VERBS = (
    DIRECTING_VERBS
    | PROMISING_VERBS
    | EXPECTING_VERBS
    | OWNING_VERBS
    | ACCUSING_VERBS
    | DESCRIBING_VERBS
    | WARNING_VERBS
)


def _is_done(verb: Token) -> bool:
    """Whether somebody does what a verb says: no infinitive, no "not", nobody's passive.

    "The plan to urge members" and "has not promised to pay" tell nobody's words. A participle
    ("before agreeing to work there") tells of an act in passing, not of what was said.
    """
    for child in verb.children:
        if child.dep_ in ("neg", "auxpass", "nsubjpass"):
            return False
        if child.dep_ == "aux" and (child.tag_ == "TO" or child.lemma_ in _UNDONE):
            return False
        if child.dep_ == "nsubj" and child.left_edge.lower_ in NOBODY:
            return False
    if verb.tag_ == "VB":  # the plain plural, taken for an infinitive: "Aides describe him as"
        return any(child.dep_ == "nsubj" for child in verb.lefts) and not any(
            child.dep_ == "aux" for child in verb.lefts
        )
    has_helper = any(child.dep_ == "aux" for child in verb.lefts)
    return verb.tag_ in ("VBD", "VBZ", "VBP") or (verb.tag_ in ("VBG", "VBN") and has_helper)


_UNDONE = frozenset({"can", "could", "may", "might", "must", "should", "would", "will", "ca"})


def _numbers(report: ReportText, verb: Token) -> list[int]:
    lemma = verb.lemma_
    if lemma in ACCUSING_VERBS:
        return _accusation(verb)
    if lemma in DESCRIBING_VERBS:
        return _description(report, verb) or _call(verb)
    for child in verb.rights:
        if _tells_an_act(child, lemma):
            return [*_words_of_act(child), *going_on(verb, child)]
        if lemma in WARNING_VERBS and child.dep_ == "prep" and child.lower_ in ("of", "against"):
            return list(range(child.left_edge.i, child.right_edge.i + 1))
    return []


def _words_of_act(act: Token) -> range:
    """The tokens of an act, without a finite verb that the parse joined to it.

    "He admitted meeting her but denied taking money": "denied" goes with "admitted".
    """
    last = act.right_edge.i
    for child in act.rights:
        if child.dep_ == "conj" and is_finite(child):
            last = child.left_edge.i - 1
            while last > act.i and act.doc[last].dep_ in ("cc", "punct"):
                last -= 1
            break
    return range(act.left_edge.i, last + 1)


def _tells_an_act(child: Token, lemma: str) -> bool:
    """Whether a clause without a finite verb is what its verb tells.

    With "to" for most ("promised to pay", "expects prices to fall"); a participle for what is
    owned up to or denied ("denied taking money").
    """
    if child.dep_ not in ("xcomp", "ccomp", "pcomp"):
        return False
    if lemma in ASKING_VERBS and not _has_an_addressee(child):
        return False
    if child.tag_ == "VBG" or any(each.tag_ == "VBG" for each in child.lefts if each.dep_ == "aux"):
        return lemma in OWNING_VERBS
    if child.tag_ == "VBN" and lemma == "order":  # "ordered the men released"
        return any(each.dep_ in ("nsubj", "nsubjpass") for each in child.lefts)
    has_to = any(each.tag_ == "TO" and each.dep_ == "aux" for each in child.lefts)
    return has_to and lemma in DIRECTING_VERBS | PROMISING_VERBS | EXPECTING_VERBS


def _has_an_addressee(act: Token) -> bool:
    """Whether an act is asked of somebody: "asked not to be named" is asked for oneself."""
    if any(child.dep_ == "nsubj" for child in act.lefts):
        return True
    return any(child.dep_ in ("dobj", "dative") and child.i < act.i for child in act.head.rights)


def _accusation(verb: Token) -> list[int]:
    """Whom a verb accuses, and "of" what."""
    accused = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if accused is None:
        return []
    for child in [*verb.rights, *accused.rights]:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i > accused.i:
            return list(range(accused.left_edge.i, child.right_edge.i + 1))
    return []


def _description(report: ReportText, verb: Token) -> list[int]:
    """What a verb describes and as what, in quoted words: "called the offer “an insult”".

    Without a quotation it may be a name given to something ("they call the hill Old Man") or
    the narrator's own summary ("described it as a loan").
    """
    thing = next((child for child in verb.rights if child.dep_ in ("dobj", "nsubj")), None)
    if thing is None:
        return []
    for child in verb.rights:
        is_said_of_it = child.dep_ in ("oprd", "ccomp") and child.pos_ in ("NOUN", "ADJ")
        is_as = child.dep_ == "prep" and child.lower_ == "as"
        if child.i > thing.i and (is_said_of_it if verb.lemma_ == "call" else is_as):
            quoted = report.quotation_at(child.idx) or report.quotation_at(child.right_edge.idx)
            if quoted is not None and quoted.start > verb.idx:
                return list(range(thing.left_edge.i, child.right_edge.i + 1))
    return []


def _call(verb: Token) -> list[int]:
    """What a call is for: "called on both sides to wait", "called for the list to be closed"."""
    prep = next((child for child in verb.rights if child.lower_ in ("on", "for", "upon")), None)
    if verb.lemma_ != "call" or prep is None or prep.dep_ != "prep":
        return []
    for child in [*verb.rights, *prep.children]:
        is_verb = child.i > prep.i and child.pos_ in ("VERB", "AUX")
        if is_verb and any(each.tag_ == "TO" for each in child.lefts):
            return list(range(prep.i, child.right_edge.i + 1))
    return []


def _told(report: ReportText, verb: Token, numbers: list[int]) -> Iterator[Attribution]:
    source = subject_of(verb)
    if source is None:
        return
    numbers = without_glosses(report, numbers, cue=verb.i)
    hearer = hearer_of(verb, numbers[0], source)
    if hearer is None and verb.lemma_ in DIRECTING_VERBS:
        hearer = next((noun_phrase(each) for each in verb.rights if each.dep_ == "dobj"), None)
    cue = report.extent_of(verb.i, verb.i)
    yield from make(
        report, numbers, cue=cue, source=source, rule="act", hearer=hearer, band=Band.MIDDLE
    )
