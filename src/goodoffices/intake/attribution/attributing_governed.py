"""The clauses that a verb of saying governs, also where the parse joined them to another word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.attributing_contents import (
    is_bare,
    is_finite,
    is_question,
    is_relative,
    that_of,
)
from goodoffices.intake.attribution.attributing_sources import governor_of
from goodoffices.intake.attribution.cues import (
    NEEDING_VERBS,
    NOUNS,
    OTHER_NOUNS,
    PERCEIVING_VERBS,
    VERBS,
    VerbClass,
)
from goodoffices.intake.attribution.report_text import ReportText

if TYPE_CHECKING:
    from spacy.tokens import Token


def clauses_of(report: ReportText, verb: Token, word: VerbClass) -> list[Token]:
    """Return the heads of the clauses that a verb governs as what it tells, in their order."""
    return [
        child for child in verb.children if child.dep_ == "ccomp" and _fits(report, child, word)
    ]


def mended_clauses_of(verb: Token, word: VerbClass) -> list[Token]:
    """Return the clause that a verb must govern though the parse joined it elsewhere."""
    return _unmarked_clause(verb, word) or _hung_too_low(verb, word)


def _is_parted(clause: Token) -> bool:
    """Whether a stop or semicolon parts a clause from the verb of saying after it.

    Then they are two sentences, which the parse took for one ("... was lost.” She says").
    """
    doc = clause.doc
    return any(token.text in (".", ";") for token in doc[clause.i : clause.head.i])


def _unmarked_clause(verb: Token, word: VerbClass) -> list[Token]:
    """A clause that the parse joined to the verb of saying, without a word that joins.

    "They estimated by 2040, demand would double": a verb of saying with no object, and a
    clause with a subject of its own after it but no "and".
    """
    if not word.quotes or any(child.dep_ in ("cc", "dobj", "xcomp") for child in verb.rights):
        return []
    return [
        child
        for child in verb.rights
        if child.dep_ == "conj"
        and is_finite(child)
        and any(each.dep_ in ("nsubj", "nsubjpass", "csubj") for each in child.lefts)
    ][:1]


def _hung_too_low(verb: Token, word: VerbClass) -> list[Token]:
    """A clause with "that" which the parse hung on a noun between it and its verb of saying.

    "They said on condition of anonymity that...": the noun before is none that governs a
    clause, or does not stand right before "that".
    """
    if not word.quotes:
        return []
    for child in verb.rights:
        if child.dep_ not in ("prep", "dobj", "dative", "npadvmod"):
            continue
        for token in child.subtree:
            mark = that_of(token) if token.dep_ in ("acl", "ccomp", "relcl") else None
            if mark is None and child.dep_ == "prep" and _is_no_relative(token, verb):
                return [token]
            if mark is None or not is_finite(token) or token.head.pos_ not in _NOUN_LIKE:
                continue
            governs = token.head.lemma_ in NOUNS or token.head.lemma_ in OTHER_NOUNS
            if not governs or mark.i > token.head.i + 1:
                return [token]
            return []
    return []


def _is_no_relative(clause: Token, verb: Token) -> bool:
    """Whether a clause taken for a relative is what a verb tells that must tell something.

    "She said through a friend that she feared the worst": without the clause "said" would
    be left with nothing.
    """
    first = clause.left_edge
    is_late = clause.dep_ == "relcl" and first.lower_ == "that" and is_finite(clause)
    has_subject = any(
        child.dep_ in ("nsubj", "nsubjpass") and child.i > first.i for child in clause.lefts
    )
    return is_late and has_subject and verb.lemma_ in NEEDING_VERBS


_NOUN_LIKE: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def lost_subject(verb: Token, clause: Token) -> list[int]:
    """The tokens of a noun phrase that the parse took for the object of the verb of saying.

    In "The figures show prices rise" it is the subject of what is told. The object of a verb
    that has a hearer is the hearer.
    """
    if clause.i < verb.i or VERBS[verb.lemma_].has_hearer or not is_bare(clause):
        return []
    if any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.children):
        return []
    for child in verb.rights:
        if child.dep_ == "dobj" and child.i < clause.i:
            return list(range(child.left_edge.i, clause.left_edge.i))
    return []


def joined_too_low(clause: Token) -> Token | None:
    """A verb of saying in a clause that goes with the verb that tells the clause."""
    for child in clause.rights:
        if child.dep_ != "conj":
            continue
        if governor_of(child).i != clause.i or _is_another_report(clause, child):
            return child
    return None


def _is_another_report(clause: Token, joined: Token) -> bool:
    """Whether a clause joined to what is told is the narrator's, who reports somebody else.

    "Doctors believe it harms, and a panel recommended that it be dropped": after a comma, with
    a subject of its own, a verb of saying and what that tells, and no "that" to join it.
    """
    word = VERBS.get(joined.lemma_)
    if word is None or not word.quotes or that_of(joined) is not None:
        return False
    doc = clause.doc
    subject = next((child for child in joined.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ == "PRON" or doc[subject.left_edge.i - 1].dep_ != "cc":
        return False
    tells = any(child.dep_ == "ccomp" for child in joined.rights)
    return tells and doc[subject.left_edge.i - 2].text == ","


def _fits(report: ReportText, clause: Token, word: VerbClass) -> bool:
    if clause.i < clause.head.i and _is_parted(clause):
        return False
    if is_relative(clause) and clause.left_edge.i > clause.head.i:
        return False
    if clause.head.lemma_ in PERCEIVING_VERBS and that_of(clause) is None:
        return False
    if not is_finite(clause) and not (is_bare(clause) and not word.may_be_denied):
        quoted = report.quotation_at(clause.idx)
        return word.quotes and quoted is not None and quoted.ends_like_a_clause(report.text)
    return word.questions or not is_question(clause)
