"""Attributions by a phrase beside a clause: "according to X", "in the words of X", "for X,"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.attributing_contents import (
    closes_with_according,
    is_finite,
    without_glosses,
    words_of,
)
from goodoffices.intake.attribution.attributing_making import make
from goodoffices.intake.attribution.attributing_sources import Phrase, noun_phrase
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.cues import VIEW_NOUNS
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Band

if TYPE_CHECKING:
    from spacy.tokens import Token

_SIDES: Final = frozenset({"GPE", "ORG", "NORP", "PERSON"})
_JUDGING_LINKS: Final = frozenset({"be", "mean", "remain", "represent", "constitute"})


def by_frames(report: ReportText) -> Iterator[Attribution]:
    """Yield the attributions that a phrase makes of the clause it stands in."""
    for token in report.doc:
        word = token.lower_
        if word == "according":
            yield from _according_to(report, token)
        elif word == "in" and token.dep_ == "prep":
            yield from _in_the_words_of(report, token)
        elif word == "per" and token.i == token.sent.start:
            yield from _per(report, token)
        elif word == "for" and token.i == token.sent.start:
            yield from _for_a_side(report, token)


def _according_to(report: ReportText, token: Token) -> Iterator[Attribution]:
    following = token.i + 1
    if following + 1 >= len(report.doc) or report.doc[following].lower_ != "to":
        return
    noun = _object_of(report.doc[following]) or _object_of(token)
    source = _capitalised_after(report, following) if noun is None else noun_phrase(noun)
    if source is None or (noun is not None and noun.tag_ == "WP"):
        return
    yield from _beside(report, token, source, rule="according-to", cue_last=following)


def _per(report: ReportText, token: Token) -> Iterator[Attribution]:
    """As in "Per the note of 4 May, ...": only at the head of a sentence, with a comma after."""
    noun = _object_of(token)
    after = token.right_edge.i + 1
    if noun is not None and after < len(report.doc) and report.doc[after].text == ",":
        yield from _beside(report, token, noun_phrase(noun), rule="according-to", cue_last=token.i)


def _capitalised_after(report: ReportText, number: int) -> Phrase | None:
    """The run of capitalised words after a token, where the parse sees no noun there."""
    last = number
    while last + 1 < len(report.doc) and report.doc[last + 1].text[:1].isupper():
        last += 1
    return Phrase(last, number + 1, last) if last > number else None


def _object_of(preposition: Token) -> Token | None:
    return next((child for child in preposition.children if child.dep_ == "pobj"), None)


def _in_the_words_of(report: ReportText, token: Token) -> Iterator[Attribution]:
    view = _object_of(token)
    if view is None or view.lemma_ not in VIEW_NOUNS:
        return
    if view.lemma_ in ("word", "eye") and view.tag_ != "NNS":
        return
    noun = next((child for child in view.children if child.dep_ == "poss"), None)
    if noun is None:
        of = next((child for child in view.rights if child.lower_ == "of"), None)
        noun = None if of is None else _object_of(of)
    if noun is not None:
        source = noun_phrase(noun)
        yield from _beside(report, token, source, rule="in-the-words-of", cue_last=view.i)


def _for_a_side(report: ReportText, token: Token) -> Iterator[Attribution]:
    """As in "For Cairo, the corridor is a matter of sovereignty": what it is in a side's eyes.

    Only at the head of a sentence, with a name of a side, a comma, and a verb that says what
    something is: elsewhere "for" names who gains, or how long.
    """
    noun = _object_of(token)
    if noun is None or noun.ent_type_ not in _SIDES or noun.pos_ != "PROPN":
        return
    after = token.right_edge.i + 1
    if (
        after >= len(report.doc)
        or report.doc[after].text != ","
        or token.head.lemma_ not in _JUDGING_LINKS
    ):
        return
    source = noun_phrase(noun)
    yield from _beside(report, token, source, rule="for", cue_last=token.i, band=Band.LOW)


def _beside(
    report: ReportText,
    token: Token,
    source: Phrase,
    *,
    rule: str,
    cue_last: int,
    band: Band = Band.HIGH,
) -> Iterator[Attribution]:
    """Yield the attribution of the clause that a phrase stands in, without the phrase."""
    governor = token.head
    while not is_finite(governor) and governor.head.i != governor.i:
        governor = governor.head
    is_whole = report.doc[source.head].pos_ != "VERB"
    if rule == "according-to" and closes_with_according(token):
        governor = _ruling(governor)
    last = max(source.last, token.right_edge.i if is_whole else 0)
    phrase = range(token.i, _past_relative(token, last) + 1)
    numbers = [number for number in words_of(governor) if number not in phrase]
    if governor.i in phrase:
        numbers = _rest_of_sentence(token, phrase)
    numbers = _before_another_clause(report, numbers, phrase)
    numbers = without_glosses(report, numbers, cue=token.i)
    yield from make(
        report,
        numbers,
        cue=report.extent_of(token.i, cue_last),
        source=source,
        rule=rule,
        band=band,
    )


def _past_relative(token: Token, last: int) -> int:
    """The end of a phrase with what is said of its source: "according to X, who had left, ..."."""
    doc, sentence = token.doc, token.sent
    if last + 2 >= sentence.end or doc[last + 1].text != ",":
        return last
    if doc[last + 2].lower_ not in ("who", "whose", "which"):
        return last
    for place in range(last + 3, sentence.end):
        if doc[place].text == ",":
            return place - 1
    return last


def _before_another_clause(report: ReportText, numbers: list[int], phrase: range) -> list[int]:
    """The tokens told, without a clause joined behind the phrase: "It is so, per X, but Y is"."""
    for number in numbers:
        token = report.doc[number]
        if number < phrase.stop or token.is_punct:
            continue
        if token.dep_ != "cc" or numbers[0] > phrase.start:
            return numbers
        joined = [child for child in token.head.rights if child.dep_ == "conj"]
        has_subject = any(
            each.dep_ in ("nsubj", "nsubjpass", "expl")
            for child in joined[:1]
            for each in child.lefts
        )
        return [each for each in numbers if each < number] if has_subject else numbers
    return numbers


def _ruling(governor: Token) -> Token:
    """The verb that rules the sentence, where the parse hung a closing phrase on what it tells.

    "They found that it leaks, according to a study": the study tells that they found it.
    """
    while governor.dep_ == "ccomp" and governor.head.i < governor.i:
        governor = governor.head
    return governor


def _rest_of_sentence(token: Token, phrase: range) -> list[int]:
    """All of the sentence but the phrase, where the parse hangs the sentence on the phrase."""
    return [each.i for each in token.sent if each.i not in phrase]
