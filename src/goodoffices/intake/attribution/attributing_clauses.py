"""Attributions by a clause that a verb of saying governs, or that stands around it.

Each word of the text is looked up once; nouns and adjectives go to `attributing_nouns`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.intake.attribution.attributing_contents import (
    going_on,
    is_finite,
    is_question,
    to_the_stop,
    without_glosses,
    words_of,
)
from goodoffices.intake.attribution.attributing_governed import (
    clauses_of,
    joined_too_low,
    lost_subject,
    mended_clauses_of,
)
from goodoffices.intake.attribution.attributing_hearers import hearer_of, split_postposed
from goodoffices.intake.attribution.attributing_making import make
from goodoffices.intake.attribution.attributing_nouns import by_adjective, by_noun
from goodoffices.intake.attribution.attributing_sources import (
    Phrase,
    inserted_subject,
    noun_before,
    noun_phrase,
    subject_behind,
    subject_of,
)
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.cues import (
    ADJECTIVES,
    IMPERSONAL_VERBS,
    MADE_ADJECTIVES,
    NOBODY,
    NOUNS,
    REFUSING_VERBS,
    VERBS,
    VerbClass,
)
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Band

if TYPE_CHECKING:
    from spacy.tokens import Token


def by_clauses(report: ReportText) -> Iterator[Attribution]:
    """Yield the attributions of a text whose words are a clause that a cue governs."""
    for token in report.doc:
        word = VERBS.get(token.lemma_)
        if token.lower_ in MADE_ADJECTIVES and token.head.lemma_ == "make":
            yield from by_adjective(report, token)  # "made it known", where "known" is no verb
        elif word is not None and (token.pos_ in ("VERB", "AUX") or _acts_as_verb(token)):
            yield from _by_verb(report, token, word)
        elif token.pos_ == "NOUN" and token.lemma_ in NOUNS:
            yield from by_noun(report, token)
        elif token.lower_ in ADJECTIVES or token.lower_ in MADE_ADJECTIVES:
            yield from by_adjective(report, token)
        elif token.lemma_ == "put":
            yield from _as_they_put_it(report, token)


def _acts_as_verb(token: Token) -> bool:
    """Whether the tagger took a verb for a noun ("The ministry notes, ..."): it has a subject."""
    is_noun = token.tag_ in ("NN", "NNS")
    return is_noun and any(child.dep_ == "nsubj" for child in token.lefts)


def _by_verb(report: ReportText, verb: Token, word: VerbClass) -> Iterator[Attribution]:
    clauses = clauses_of(report, verb, word)
    if subject_behind(verb) is not None and word.quotes:
        yield from _by_verb_behind(report, verb, clauses)
        return
    if not clauses:
        clauses = mended_clauses_of(verb, word)
    if not clauses:
        yield from _by_inserted_verb(report, verb, word)
        yield from _by_closing_verb(report, verb)
        return
    if _is_left_unsaid(verb, clauses[0], word):
        return
    numbers: list[int] = []
    for clause in clauses:
        numbers += words_of(clause, without=joined_too_low(clause))
    if verb.dep_ == "parataxis" and verb.head.i < verb.i:
        numbers += words_of(verb.head, without=verb)  # "There is no doubt, he adds, that..."
    if clauses[-1].i > verb.i:
        numbers += going_on(verb, clauses[-1])
        numbers += lost_subject(verb, clauses[0])
        numbers = to_the_stop(report, sorted(numbers))
    else:
        numbers = list(range(_sentence_start(verb, clauses[0]), numbers[-1] + 1))
    if inserted_subject(verb) is not None:
        numbers += _fronted_subject(verb)
    aside = _own_words(verb)
    numbers = [number for number in sorted(set(numbers)) if number not in aside]
    numbers = without_glosses(report, numbers, cue=verb.i)
    yield from _told(report, verb, numbers, rule="verb")


def _by_verb_behind(report: ReportText, verb: Token, clauses: list[Token]) -> Iterator[Attribution]:
    """A verb and its subject behind the words: all of the sentence before them is told.

    "The talks, say two envoys, will resume": what the verb governs behind its subject is too.
    """
    first = verb.sent.start if verb.dep_ == "ROOT" else verb.left_edge.i
    numbers = list(range(first, verb.i))
    for clause in clauses:
        if clause.i > verb.i:
            numbers += words_of(clause)
    if numbers:
        numbers = without_glosses(report, numbers, cue=verb.i)
        yield from _told(report, verb, numbers, rule="verb-behind")


def _own_words(verb: Token) -> set[int]:
    """The verb, its auxiliaries and its subject: they are no part of what it tells.

    They stand within it where a question word or relative pronoun was moved to the front
    ("which Oslo says is too late").
    """
    found = {verb.i}
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg"):
            found.add(child.i)
        elif child.dep_ in ("nsubj", "nsubjpass"):
            found.update(range(child.left_edge.i, child.right_edge.i + 1))
    return found.difference(_fronted_subject(verb)) if inserted_subject(verb) else found


def _fronted_subject(verb: Token) -> range:
    """The subject of what is told, where the parse gave it to the verb set in behind it."""
    first = next(child for child in verb.lefts if child.dep_ == "nsubj")
    return range(first.left_edge.i, first.right_edge.i + 1)


def _is_left_unsaid(verb: Token, clause: Token, word: VerbClass) -> bool:
    """Whether a negated verb says that something was not said: no statement then.

    "It did not say when" and "it has not announced that" tell nobody's words; "it does not
    believe that" tells what somebody holds.
    """
    negated = _is_negated(verb)
    return negated and not (word.may_be_denied and not is_question(clause))


def _is_negated(verb: Token) -> bool:
    """Whether a verb is negated, by itself or by its subject ("nobody", "neither side")."""
    for child in verb.children:
        if child.dep_ == "neg":
            return True
        if child.dep_ in ("nsubj", "nsubjpass"):
            first = child.left_edge.lower_
            if first in NOBODY:
                return True
    return False


def _sentence_start(verb: Token, clause: Token) -> int:
    """Where words that precede their verb begin: with the sentence, if the verb rules it."""
    first = clause.left_edge.i
    if verb.dep_ != "ROOT":
        return first
    start = verb.sent.start
    between = verb.doc[start:first]
    is_fronted = all(token.head.i >= start for token in between) and verb.i > clause.right_edge.i
    return start if is_fronted else first


def _by_inserted_verb(report: ReportText, verb: Token, word: VerbClass) -> Iterator[Attribution]:
    """A verb of saying set within or beside the words: "It is, she said, too late", "As X said"."""
    governor = verb.head
    if governor.i == verb.i or governor.pos_ not in ("VERB", "AUX"):
        return
    inserted = verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and verb.left_edge.lower_ == "as")
    if not inserted or not is_finite(governor) or not _has_no_object(verb):
        return
    if not any(child.dep_ in ("nsubj", "compound") for child in verb.children):
        return
    if verb.dep_ == "parataxis" and not (word.quotes or word.may_be_denied):
        return
    numbers = words_of(governor, without=verb)
    numbers = without_glosses(report, numbers, cue=verb.i)
    rule = "inserted" if verb.dep_ == "parataxis" else "as-said"
    yield from _told(report, verb, numbers, rule=rule)


def _as_they_put_it(report: ReportText, verb: Token) -> Iterator[Attribution]:
    """As in "As the mediator put it, the parties are close": the clause beside it is told."""
    has_it = any(child.dep_ == "dobj" and child.lower_ == "it" for child in verb.rights)
    governor = verb.head
    if (
        verb.dep_ != "advcl"
        or not has_it
        or verb.left_edge.lower_ != "as"
        or not is_finite(governor)
    ):
        return
    source = subject_of(verb)
    if source is not None:
        numbers = without_glosses(report, words_of(governor, without=verb), cue=verb.i)
        cue = report.extent_of(verb.i, verb.i)
        yield from make(report, numbers, cue=cue, source=source, rule="as-said")


def _has_no_object(verb: Token) -> bool:
    """Whether a verb leaves room for what is told: no object but who hears it, no "as much"."""
    word = VERBS[verb.lemma_]
    if any(child.lower_ in ("much", "so") for child in verb.rights):
        return False
    objects = [child for child in verb.children if child.dep_ in ("dobj", "xcomp", "ccomp")]
    return not objects or word.has_hearer


def _by_closing_verb(report: ReportText, verb: Token) -> Iterator[Attribution]:
    """The verb and source that close a headline: "Talks to resume on Monday, say envoys".

    The parse takes the source for an object. A comma stands before the verb, and nothing
    follows the source.
    """
    doc = report.doc
    if verb.lemma_ != "say" or verb.i < 3 or doc[verb.i - 1].text != "," or verb.tag_ == "VBG":
        return
    source = next((noun_phrase(child) for child in verb.rights if child.dep_ == "dobj"), None)
    if source is None or source.first != verb.i + 1:
        return
    after = source.last + 1
    if after < verb.sent.end and not (doc[after].is_punct or doc[after].is_space):
        return
    around = report.quotation_at(verb.idx)
    first = verb.sent.start
    if around is not None:
        first = max(first, report.first_token_from(around.start + 1))
    cue = report.extent_of(verb.i, verb.i)
    numbers = list(range(first, verb.i - 1))
    yield from make(report, numbers, cue=cue, source=source, rule="headline", band=Band.MIDDLE)


def _told(
    report: ReportText, verb: Token, numbers: list[int], *, rule: str
) -> Iterator[Attribution]:
    """Yield the attribution of some tokens to the subject of a verb."""
    if not numbers:
        return
    source = subject_of(verb) or noun_before(verb)
    if _is_nobodys(verb, source):
        return
    hearer = hearer_of(verb, numbers[0], source)
    band = Band.HIGH
    if source is None:
        if not _is_impersonal(verb):
            return
        rule, band = f"{rule}-unnamed", Band.LOW
    else:
        moved = split_postposed(verb, source, verb.sent.end)
        if moved is not None:
            source, hearer = moved
            numbers = [number for number in numbers if number < verb.i]
    if _is_negated(verb):
        rule, band = f"{rule}-negated", Band.LOW
    cue = report.extent_of(verb.i, verb.i)
    yield from make(report, numbers, cue=cue, source=source, rule=rule, hearer=hearer, band=band)


def _is_nobodys(verb: Token, source: Phrase | None) -> bool:
    """Whether nobody says it: a question, nobody's purpose, or "it would be wrong to say".

    "Did he know that it leaks?" asks, it does not tell. "He declined to say" leaves it unsaid.
    """
    if source is None:
        return False
    doc = verb.doc
    subject = doc[source.head]
    is_purpose = any(child.tag_ == "TO" for child in verb.lefts)
    if is_purpose and verb.dep_ == "xcomp" and _leaves_unsaid(verb.head):
        return True
    if is_purpose and (subject.lower_ == "it" or doc[source.first].lower_ in NOBODY):
        return True
    asks = any(child.dep_ == "aux" and child.i < source.first for child in verb.lefts)
    end = verb.sent.end - 1
    while end > verb.i and (doc[end].is_space or doc[end].is_quote):
        end -= 1
    return asks and subject.head.i == verb.i and doc[end].text == "?"


def _leaves_unsaid(verb: Token) -> bool:
    """Whether what a verb governs is not done: "declined to say", "have yet to say"."""
    return verb.lemma_ in REFUSING_VERBS or (
        verb.lemma_ == "have" and any(child.lower_ == "yet" for child in verb.children)
    )


def _is_impersonal(verb: Token) -> bool:
    """Whether nobody is named as the speaker: "it was announced that", "they were told that"."""
    word = VERBS[verb.lemma_]
    for child in verb.children:
        if child.dep_ == "nsubjpass":
            is_speech = word.quotes or verb.lemma_ in IMPERSONAL_VERBS
            return word.has_hearer or (child.lower_ == "it" and is_speech)
    return False
