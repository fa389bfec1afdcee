"""Attributions by a noun or an adjective that governs a clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.attributing_contents import (
    is_finite,
    is_question,
    that_of,
    without_glosses,
    words_of,
)
from goodoffices.intake.attribution.attributing_making import make
from goodoffices.intake.attribution.attributing_sources import (
    Phrase,
    holder_of,
    noun_phrase,
    subject_of,
)
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.cues import MADE_ADJECTIVES
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Band

if TYPE_CHECKING:
    from spacy.tokens import Token


def by_noun(report: ReportText, noun: Token) -> Iterator[Attribution]:
    """Yield what a noun governs with "that", where somebody holds it: "its claim that"."""
    for clause in _clauses_of(noun):
        if clause.i < noun.i or that_of(clause) is None or not is_finite(clause):
            continue
        source = holder_of(noun)
        if source is None or source.head == noun.i:
            continue
        numbers = without_glosses(report, words_of(clause), cue=noun.i)
        cue = report.extent_of(noun.i, noun.i)
        yield from make(report, numbers, cue=cue, source=source, rule="noun", band=Band.MIDDLE)


def _clauses_of(noun: Token) -> list[Token]:
    """The clauses of a noun, also behind a verb that links them: "its answer was that"."""
    found = [child for child in noun.children if child.dep_ in ("acl", "ccomp", "relcl")]
    if noun.dep_ == "nsubj" and noun.head.lemma_ in ("be", "remain"):
        found += [child for child in noun.head.rights if child.dep_ == "ccomp"]
    return found


def by_adjective(report: ReportText, adjective: Token) -> Iterator[Attribution]:
    """Yield what somebody is certain, aware or sorry of: "is certain that", ", confident that"."""
    for clause in (*adjective.children, *_told_to_somebody(adjective)):
        is_told = clause.dep_ == "ccomp" or (
            clause.dep_ in ("csubj", "advcl", "relcl") and _is_made(adjective)
        )
        if not is_told or clause.i < adjective.i or not is_finite(clause):
            continue
        source = _who_is(adjective)
        asks = clause.dep_ != "relcl" and is_question(clause)  # a relative "that" asks nothing
        if source is None or asks or _is_of_degree(adjective, clause):
            continue
        numbers = without_glosses(report, words_of(clause), cue=adjective.i)
        cue = report.extent_of(adjective.i, adjective.i)
        yield from make(report, numbers, cue=cue, source=source, rule="adjective", band=Band.MIDDLE)


def _is_made(adjective: Token) -> bool:
    """Whether somebody makes it so: "has made clear that"."""
    return adjective.lower_ in MADE_ADJECTIVES and adjective.head.lemma_ == "make"


def _told_to_somebody(adjective: Token) -> list[Token]:
    """The clause that a parser hung on who is told: "made it known to the owners that A left".

    It has a subject of its own, so that "that" stands for nobody.
    """
    if not _is_made(adjective):
        return []
    told = [one for to in adjective.rights if to.lower_ == "to" for one in to.children]
    return [
        clause
        for hearer in told
        for clause in hearer.rights
        if clause.dep_ == "relcl"
        and clause.left_edge.lower_ == "that"
        and clause.left_edge.dep_ not in ("nsubj", "nsubjpass")
        and any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.lefts)
    ]


def _is_of_degree(adjective: Token, clause: Token) -> bool:
    """Whether a clause says how far ("so angry that they left") or stands apart by a comma."""
    degree = any(child.lower_ in ("so", "too", "such") for child in adjective.lefts)
    is_apart = clause.doc[clause.left_edge.i - 1].text == ","
    has_aside = clause.doc[adjective.i + 1].text == ","  # "convinced, as ever, that"
    is_lone = not has_aside or clause.left_edge.i == adjective.i + 2
    return degree or (is_apart and is_lone)


_LINKING_VERBS: Final = frozenset("be become feel remain seem appear sound look stay grow".split())


def _who_is(adjective: Token) -> Phrase | None:
    """Whom an adjective is said of: the subject of "is", or the noun it stands beside."""
    governor = adjective.head
    convinced = next((child for child in adjective.lefts if child.dep_ == "nsubjpass"), None)
    if convinced is not None:  # "they are convinced", taken for a passive
        return noun_phrase(convinced)
    if adjective.lower_ in MADE_ADJECTIVES:
        return subject_of(governor) if _is_made(adjective) else None
    if adjective.dep_ in ("amod", "acl", "appos") and governor.pos_ in ("NOUN", "PROPN", "PRON"):
        return noun_phrase(governor)
    is_said_of_subject = adjective.dep_ in ("advcl", "acomp", "conj", "ccomp", "ROOT")
    if adjective.dep_ == "acomp" and governor.lemma_ not in _LINKING_VERBS:
        return None  # "make sure that"
    if governor.pos_ in ("VERB", "AUX") and is_said_of_subject:
        return subject_of(governor)
    return None
