"""Attributions by a verb that stands before its subject, as translations leave it.

"Affirmed a source of the ministry that the talks go on"; "the talks go on, informed on Monday
two envoys". Arabic and Spanish put the verb first; a parser then takes the subject for an
object. What is asked of the words around keeps it from English order: nothing before the verb
could be its subject, and what follows it is somebody who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.attributing_contents import without_glosses
from goodoffices.intake.attribution.attributing_making import make
from goodoffices.intake.attribution.attributing_sources import SUBJECTS, Phrase
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.cues import SOURCE_NOUNS, VERBS
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Band

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PAST: Final = frozenset({"VBD", "VBN", "VBZ"})
_LONGEST: Final = 20
"""Words that a subject behind its verb has at most."""
_LONGEST_INTRODUCTION: Final = 6
_WHEN: Final = frozenset({"DATE", "TIME"})
_TOLD_TO: Final = frozenset({"to", "in", "on", "during", "through", "via"})
"""Prepositions behind a source that say to whom, where and when it spoke."""


def by_inverted(report: ReportText) -> Iterator[Attribution]:
    """Yield the attributions by a verb of saying that stands before its subject."""
    for sentence in report.doc.sents:
        yield from _by_opening_verb(report, sentence)
        yield from _by_last_verb(report, sentence)


def _by_opening_verb(report: ReportText, sentence: Span) -> Iterator[Attribution]:
    """As in "Affirmed a source that ...", "For his part, revealed an official that ..."."""
    verb = _opening_verb(sentence)
    if verb is None:
        return
    doc, stop = report.doc, min(verb.i + _LONGEST, sentence.end)
    that = next((n for n in range(verb.i + 1, stop) if doc[n].lower_ == "that"), None)
    source = _source(verb, that) if that is not None else None
    if that is None or source is None or that + 1 >= sentence.end:
        return
    numbers = without_glosses(report, list(range(that, sentence.end)), cue=verb.i)
    yield from _inverted(report, verb, numbers, source)


def _opening_verb(sentence: Span) -> Token | None:
    """The verb of saying at the head of a sentence, or behind the comma of an introduction."""
    words = [token for token in sentence if not token.is_space]
    if not words or _speaks(words[0]):
        return words[0] if words else None
    for place, token in enumerate(words[: _LONGEST_INTRODUCTION + 1]):
        if token.pos_ in {"VERB", "AUX"} or token.is_quote:
            return None
        if token.text == "," and place + 1 < len(words):
            is_introduction = words[0].pos_ in {"ADP", "ADV", "SCONJ"}
            return words[place + 1] if is_introduction and _speaks(words[place + 1]) else None
    return None


def _by_last_verb(report: ReportText, sentence: Span) -> Iterator[Attribution]:
    """As in "..., informed on Monday sources close to the table.": nothing else follows."""
    for token in sentence:
        is_behind = token.i > sentence.start + 2 and report.doc[token.i - 1].text == ","
        if not is_behind or token.dep_ in {"amod", "compound"} or not _speaks(token):
            continue
        source = _source(token, sentence.end)
        if source is not None:
            numbers = list(range(sentence.start, token.i - 1))
            yield from _inverted(report, token, numbers, source)
            return


def _inverted(
    report: ReportText, verb: Token, numbers: list[int], source: Phrase
) -> Iterator[Attribution]:
    cue = report.extent_of(verb.i, verb.i)
    yield from make(report, numbers, cue=cue, source=source, rule="inverted", band=Band.MIDDLE)


def _speaks(token: Token) -> bool:
    """Whether a word is a verb of saying in the past, with nothing before it as its subject."""
    word = VERBS.get(token.lemma_.lower())
    if word is None or not (word.questions or word.quotes) or token.tag_ not in _PAST:
        return False
    return not any(
        one.dep_ in {*SUBJECTS, "aux", "auxpass", "mark"} and one.i < token.i
        for one in token.children
    )


def _source(verb: Token, stop: int) -> Phrase | None:
    """Who stands between a verb and the end of the stretch, where that is somebody who speaks."""
    doc, first = verb.doc, verb.i + 1
    if first < stop and doc[first].lower_ in {"on", "this", "last"} | {"yesterday", "today"}:
        while first < stop and (doc[first].ent_type_ in _WHEN or first == verb.i + 1):
            first += 1
    stretch = doc[first:stop]
    if any((t.tag_ in _FINITE and not _is_noun(t)) or t.is_quote for t in stretch):
        return None
    head = next((t for t in stretch if _is_noun(t) and _is_last_noun(t)), None)
    if head is None or not _may_speak(head):
        return None
    if any(t.pos_ == "ADP" or t.is_punct for t in doc[first : head.i]):
        return None
    last = head.i
    while last + 1 < stop and not _ends_source(doc[last + 1]):
        last += 1
    return Phrase(head.i, first, last)


def _is_noun(token: Token) -> bool:
    """Whether a word is a noun; behind its verb a tagger may take "sources" for one."""
    return token.pos_ in {"NOUN", "PROPN"} or token.lower_ == "sources"


def _is_last_noun(token: Token) -> bool:
    """Whether a noun is no mere part of the next: "ministry" in "a ministry official"."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is None or following.pos_ not in {"NOUN", "PROPN", "PART"}


def _may_speak(head: Token) -> bool:
    return (
        head.lemma_.lower() in SOURCE_NOUNS
        or head.lower_ == "sources"
        or head.ent_type_ == "PERSON"
    )


def _ends_source(token: Token) -> bool:
    is_told_to = token.lower_ in _TOLD_TO and token.nbor(-1).lower_ not in {"close", "party"}
    return token.is_punct or token.is_space or is_told_to or token.lower_ == "that"
