"""Attributions of quotations that no clause rule has found: by a cue beside them, or going on.

The parse often breaks at quotation marks, and most quotations have several sentences of which
the verb of saying governs one. So whose a quotation is, is read off what stands beside it:
after it, before it, or in the sentence before; failing all, it goes on with the last speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.attributing_broken import (
    broken_by_its_cue,
    continues,
    is_told,
    join_beginnings,
    join_paragraphs,
)
from goodoffices.intake.attribution.attributing_floating import another, go_on
from goodoffices.intake.attribution.attributing_found import Found
from goodoffices.intake.attribution.attributing_hearers import hearer_of
from goodoffices.intake.attribution.attributing_merge import join
from goodoffices.intake.attribution.attributing_sources import (
    Phrase,
    noun_phrase,
    noun_phrase_after,
    subject_of,
)
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.cues import (
    QUOTING_PHRASES,
    QUOTING_PLAIN_VERBS,
    SOURCE_NOUNS,
    SPEECH_NOUNS,
    VERBS,
)
from goodoffices.intake.attribution.quotations import Quotation
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Band, Mode
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH: Final = 22
"""Tokens from a quotation to the verb that tells whose it is."""
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_BETWEEN: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})


def by_quotations(report: ReportText, known: Iterable[Attribution]) -> list[Attribution]:
    """Return the attributions already known, with those of the quotations they leave.

    A second part of one quotation ("...," she said, "...") joins the attribution of the
    first; one that begins a sentence of its own after the cue makes another.
    """
    found = Found(report, known)
    join_beginnings(report, found)
    before: Quotation | None = None
    for quotation in report.quotations:
        if before is not None and continues(report, before, quotation):
            join_paragraphs(found, before, quotation)
        before = quotation
        if is_told(quotation, found):
            inner = _cue_before(report, quotation)
            if inner is not None and _is_inner_cue(report, inner, quotation, found):
                _add(report, found, quotation, inner)
        else:
            _attribute(report, quotation, found)
    return found.all()


def _attribute(report: ReportText, quotation: Quotation, found: Found) -> None:
    """Attribute a quotation by the verb after it, the verb or name before it, or going on."""
    cue = _cue_after(report, quotation) or _cue_before(report, quotation)
    if cue is not None:
        _add(report, found, quotation, cue)
        return
    named = _named_before(report, quotation)
    if named is not None:
        found.add(Attribution((quotation.extent,), named, None, Mode.DIRECT, "named", Band.MIDDLE))
        return
    going_on = go_on(report, quotation, found)
    if going_on is None:
        return
    number = broken_by_its_cue(report, going_on, quotation, found)
    if number is None:
        found.add(going_on)
        return
    each = found[number]
    found.put(number, replace(each, content=join([*each.content, quotation.extent])))


def _is_inner_cue(report: ReportText, verb: Token, quotation: Quotation, found: Found) -> bool:
    """Whether a quotation that is told within other words has a nearer verb of its own there.

    As in "The envoy said they had received a letter stating, “...”".
    """
    cue = report.extent_of(verb.i, verb.i)
    near = [found[number] for number in found.near(cue.start)]
    if any(each.cue == cue for each in near):
        return False
    return any(
        stretch.holds(cue) and stretch.holds(quotation.extent)
        for each in near
        for stretch in each.content
    )


def _add(report: ReportText, found: Found, quotation: Quotation, verb: Token) -> None:
    source = subject_of(verb) or _inverted(verb)
    cue = report.extent_of(verb.i, verb.i)
    for number in found.near(cue.start):
        each = found[number]
        if each.cue == cue and each.source is not None:
            if _same_sentence(report, each.content[-1], quotation):
                found.put(number, replace(each, content=join([*each.content, quotation.extent])))
            else:
                found.add(another(each, quotation, rule="quotation-second"))
            return
    if source is None:
        return
    hearer = hearer_of(verb, report.first_token_from(quotation.start), source)
    found.add(
        Attribution(
            (quotation.extent,),
            report.extent_of(source.first, source.last),
            cue,
            Mode.DIRECT,
            "quotation",
            hearer=None if hearer is None else report.extent_of(hearer.first, hearer.last),
        )
    )


def _same_sentence(report: ReportText, last: Extent, quotation: Quotation) -> bool:
    """Whether what was told before and a quotation are parts of one sentence: no stop between."""
    between = report.text[last.end : quotation.start]
    return not re.search(r"[.!?;]\s", between) and "\n\n" not in between


def _inverted(verb: Token) -> Phrase | None:
    """The subject after its verb that the parse took for an object: ", said the envoy"."""
    for child in verb.rights:
        if child.dep_ in ("dobj", "oprd", "attr", "appos", "npadvmod") and child.pos_ in (
            "NOUN",
            "PROPN",
            "PRON",
        ):
            return noun_phrase(child)
    if verb.dep_ in ("amod", "acl") and verb.head.i > verb.i:
        return noun_phrase_after(verb)
    return None


def _is_inverted_participle(verb: Token) -> bool:
    """Whether a verb right after a quotation was taken for a participle: ", added Oslo"."""
    return verb.tag_ == "VBN" and _quotes(verb) and _inverted(verb) is not None


def _quotes(verb: Token) -> bool:
    if verb.lemma_ in QUOTING_PHRASES:
        return any(child.lower_ == QUOTING_PHRASES[verb.lemma_] for child in verb.rights)
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    word = VERBS.get(verb.lemma_)
    return verb.lemma_ in QUOTING_PLAIN_VERBS or (word is not None and word.quotes)


def _cue_after(report: ReportText, quotation: Quotation) -> Token | None:
    """The verb of saying behind a quotation that ends with a comma or stop, or at once."""
    is_loose = quotation.ends_like_a_clause(report.text)
    behind = _behind(report, quotation)
    for place, token in enumerate(behind):
        is_close = place <= 1
        if is_close and _is_inverted_participle(token):
            return token
        if _is_saying_as(token):
            return token if is_loose and subject_of(token) else None
        if token.tag_ in _FINITE and token.dep_ not in ("relcl", "aux", "auxpass"):
            if not _quotes(token) or not (is_loose or is_close):
                return None
            return token if subject_of(token) or _inverted(token) else None
    return None


def _behind(report: ReportText, quotation: Quotation) -> list[Token]:
    """The tokens after a quotation in its sentence, up to "and" or another quotation."""
    doc = report.doc
    first = report.first_token_from(quotation.end)
    last = min(first + _REACH, len(doc))
    paragraph = report.paragraphs[report.paragraph_at(quotation.start)].end
    if not quotation.is_closed or first >= last:
        return []
    if doc[first].text[:1].isupper() and _is_whole_sentence(report, quotation):
        return []
    for number in range(first, last):
        token = doc[number]
        ends = token.idx >= paragraph or token.text == "." or token.tag_ == "CC"
        if ends or report.quotation_at(token.idx) is not None:
            return list(doc[first:number])
        if number > first and token.is_sent_start and doc[number - 1].text in ("!", "?"):
            return list(doc[first:number])
    return list(doc[first:last])


def _is_saying_as(verb: Token) -> bool:
    """Whether a verb is that of "was quoted as telling"."""
    return verb.tag_ == "VBG" and _quotes(verb) and verb.doc[verb.i - 1].lower_ == "as"


def _is_whole_sentence(report: ReportText, quotation: Quotation) -> bool:
    """Whether a full stop ends a quotation: what follows with a capital is a new sentence."""
    return quotation.inner(report.text).endswith(".") and report.text[
        quotation.end : quotation.end + 1
    ] not in (",", ";")


def _cue_before(report: ReportText, quotation: Quotation) -> Token | None:
    """The verb of saying before a quotation, no other verb between.

    The sentence before may announce it with a colon or comma at the end of its paragraph; a
    noun will do there ("Its statement added:", "in a letter:").
    """
    doc, text = report.doc, report.text
    number = report.paragraph_at(quotation.start)
    begin = report.paragraphs[number].start
    if not text[begin : quotation.start].strip():
        if number == 0:
            return None
        before = report.paragraphs[number - 1]
        if text[before.start : before.end].rstrip()[-1:] not in (":", ","):
            return None
        begin = before.start
    is_announced = text[begin : quotation.start].rstrip()[-1:] in (":", ",", ";", "—", "–")
    if not is_announced and len(quotation.inner(text).split()) < 4:
        return None
    first = report.first_token_from(begin)
    last = report.first_token_from(quotation.start)
    for place in range(last - 1, max(first, last - _REACH) - 1, -1):
        token = doc[place]
        if report.quotation_at(token.idx) is not None or token.text in (".", "!", "?"):
            return None
        if token.pos_ in ("VERB", "AUX") and _quotes(token) and token.tag_ != "VB":
            if not text[begin : quotation.start].rstrip().endswith(":") and _is_filled(
                token, quotation
            ):
                return None
            is_free = is_announced or place >= last - 2 or token.tag_ == "VBG"
            return token if is_free and subject_of(token) else None
        if token.tag_ in _BETWEEN and token.dep_ != "relcl":
            is_colon = text[begin : quotation.start].rstrip().endswith(":")
            return token if is_colon and _has_a_speaker(token) else None
    return None


def _has_a_speaker(verb: Token) -> bool:
    """Whether the subject of a verb before a colon can speak: "The note goes on: “...”"."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if verb.tag_ not in _FINITE or subject is None:
        return False
    if subject.lemma_.lower() in SPEECH_NOUNS or subject.lemma_.lower() in SOURCE_NOUNS:
        return True
    if any(child.dep_ == "appos" and child.ent_type_ == "PERSON" for child in subject.rights):
        return True  # "the judge, Ida Holm, seemed unsure: “...”"
    return subject.lower_ in ("he", "she", "they") or subject.ent_type_ == "PERSON"


def _named_before(report: ReportText, quotation: Quotation) -> Extent | None:
    """A name and a colon before a quotation, no verb: "The union's president, Ida Holm: “...”"."""
    begin = report.paragraphs[report.paragraph_at(quotation.start)].start
    before = report.text[begin : quotation.start].rstrip()
    if not before.endswith(":"):
        return None
    last = report.first_token_from(begin + len(before) - 1) - 1
    first = max(report.first_token_from(begin), last - _REACH)
    for place in range(last, first - 1, -1):
        token = report.doc[place]
        if token.tag_ in _BETWEEN or report.quotation_at(token.idx) is not None:
            return None
        if token.text in (".", "!", "?"):
            first = place + 1
            break
    if first > last or not any(token.pos_ == "PROPN" for token in report.doc[first : last + 1]):
        return None
    return report.extent_of(first, last)


def _is_filled(verb: Token, quotation: Quotation) -> bool:
    """Whether a verb has its object before a quotation: "described the list as complete, “...”".

    What stands in the quotation is no such object: "she said, “Not a word of it.”"
    """
    word = VERBS.get(verb.lemma_)
    for child in verb.rights:
        if child.idx >= quotation.start:
            break
        if child.dep_ == "prep" and child.lower_ == "as":
            return True
        if word is None:
            continue
        if child.dep_ == "dobj" and not word.has_hearer and child.lemma_ not in SPEECH_NOUNS:
            return True
    return False
