"""Dates as a report words them: where they stand, and which days they stand for.

"Last Sunday" is a day only once it is known when the report appeared. What cannot be told for
certain stays unresolved, in its own words, and a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from goodoffices.case.when import When
from goodoffices.intake.events.date_rules import MONTHS, RULES, WEEKDAYS, Asked, Days, Tense
from goodoffices.intake.infinitives import is_infinitive
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["DateMention", "Tense", "find_dates", "resolve"]

_LEADS: Final = re.compile(
    r"(?P<word>since|from|until|till|by|before|after|on|in|at|during|of|for)\s(?P<rest>.+)"
)
_PART_OF_DAY: Final = re.compile(
    r"(?:(?:early|late|earlier|later)\s(?:on\s)?|(?:the\s)?(?:morning|afternoon|evening|night)\sof\s)?"
    r"(?P<rest>.+?)(?:,?\s(?:at\s)?(?:morning|afternoon|evening|night|noon|midnight))?"
)
_PART_OF_SPAN: Final = re.compile(
    r"(?:the\s)?(?:early|late|mid|middle|end|beginning)[-\s](?:of\s)?(?P<rest>.+)"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words for a date, in the mended copy, and the tense of the verb over them."""

    extent: Extent
    words: str
    tense: Tense


# ---------------------------------------------------------------------------- resolving


def resolve(expression: str, *, published: date | None, tense: Tense = Tense.PAST) -> When:
    """Return the days that words for a date stand for, as far as that is certain.

    Parameters
    ----------
    expression : str
        The words, with or without their preposition: "since October 2023", "last Sunday".
    published : date or None
        The day that the report is dated; without one only absolute dates are resolved.
    tense : Tense
        Of the verb: "on Wednesday" is the nearest one on or before that day under a past or
        present verb, and the one after it under a future one.

    Returns
    -------
    When
        With days and, where they are relative, how they were found; or unresolved, in these
        words: where two days fit, where the weekday does not fit the date, and where a word
        means no certain days ("recently").

    Examples
    --------
    >>> print(resolve("August 12, 2024", published=None))
    2024-08-12
    >>> print(resolve("last Sunday", published=None))
    "last Sunday", not resolved
    >>> when = resolve("last Sunday", published=date(2024, 8, 28))
    >>> print(when, "-", when.basis)
    2024-08-25 - "last Sunday": the Sunday before 2024-08-28, the day the report is dated
    """
    words = " ".join(expression.replace("’", "'").lower().split()).strip(" ,.;:")
    asked = None if published is None else Asked(published, tense)
    days = _read_whole(words, asked)
    if days is not None:
        return _when(days.first, days.last, days.basis, expression)
    lead = _LEADS.fullmatch(words)
    days = _read_whole(lead["rest"], asked) if lead else None
    if lead is None or days is None:
        return When(unresolved=expression)
    first, last = _bounds(lead["word"], days)
    return _when(first, last, days.basis, expression)


def _when(first: date | None, last: date | None, basis: str, expression: str) -> When:
    said = f'"{" ".join(expression.split())}": {basis}' if basis else ""
    return When(start=first, end=last, basis=said)


def _bounds(word: str, days: Days) -> tuple[date | None, date | None]:
    """Return the interval that a preposition makes of days."""
    one = timedelta(days=1)
    return {
        "since": (days.first, None),
        "from": (days.first, None),
        "until": (None, days.last),
        "till": (None, days.last),
        "by": (None, days.last),
        "before": (None, days.first - one),
        "after": (days.last + one, None),
    }.get(word, (days.first, days.last))


def _read_whole(words: str, asked: Asked | None) -> Days | None:
    """Read words that are a date from end to end, without the part of the day or month.

    "Late on Tuesday" is that Tuesday, and "early March" some day of March: how early "early"
    is, nobody says.
    """
    for shorter in _shortened(words):
        for rule in RULES:
            match = rule.pattern.fullmatch(shorter)
            if match is None:
                continue
            days = rule.absolute(match)
            return days if days or asked is None else rule.read(match, asked)
    return None


def _shortened(words: str) -> Iterator[str]:
    yield words
    for pattern in (_PART_OF_DAY, _PART_OF_SPAN):
        match = pattern.fullmatch(words)
        if match is not None and match["rest"] != words:
            yield match["rest"]


def _is_date(words: str) -> bool:
    """Whether words are a date by some rule, resolved or not."""
    plain = " ".join(words.replace("’", "'").lower().split())
    lead = _LEADS.fullmatch(plain)
    forms = [*_shortened(plain), *(_shortened(lead["rest"]) if lead else ())]
    return any(rule.pattern.fullmatch(one) for rule in RULES for one in forms)


# ---------------------------------------------------------------------------- finding

_MONTH_NAME: Final = "|".join(name.capitalize() for name in MONTHS)
_DAY_NAME: Final = "|".join(name.capitalize() for name in WEEKDAYS if len(name) > 5)
_WRITTEN: Final = re.compile(
    # What has one meaning only, wherever it stands: the entities of the model miss some of it.
    rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH_NAME})\b(?:,?\s\d{{4}}\b)?"
    rf"|\b(?:{_MONTH_NAME})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d)(?:,?\s\d{{4}}\b)?"
    rf"|\b(?:(?:last|next|this)\s)?(?:{_DAY_NAME})\b"
    r"|\b(?:today|yesterday|tomorrow)\b(?!['’]s)"
)
_VAGUE: Final = re.compile(
    # A day that hangs on another one, or on no certain one: it cannot be resolved, only asked.
    r"(?:recent|coming|following|next|previous|earlier|later|past|last|same|after|before)\b.*"
    r"\b(?:days?|weeks?|months?|years?)|.*\b(?:days?|weeks?|months?|years?)\s(?:later|earlier|before|after)",
    re.IGNORECASE,
)
_BEFORE: Final = frozenset(
    {"on", "in", "since", "from", "until", "till", "by", "before", "after", "during"}
)
_TO_COME: Final = frozenset(
    # A verb that looks ahead: what stands under it is to come, whatever its own tense.
    {"expect", "plan", "schedule", "set", "due", "intend", "slate", "hope", "aim", "agree"}
)
_MODALS: Final = frozenset({"will", "shall", "would", "could", "may", "might", "should", "can"})
_CONTRACTED: Final = frozenset({"'ll", "’ll"})


def find_dates(parsed: Parsed) -> tuple[DateMention, ...]:
    """Return the dates that a text mentions, in their order, each with the tense over it.

    A length of time ("for three days") or an age is no date. A day that hangs on another one
    ("two days later") is: it cannot be resolved, and so is asked about.

    Returns
    -------
    tuple of DateMention
        No two of them share a character. A preposition that belongs to the date is part of it.
    """
    spans = sorted(_candidates(parsed), key=lambda span: (span.start_char, -span.end_char))
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end > kept[-1].end or not _is_date(kept[-1].text):
            # The model cut "2 August 2024" short, or put other words around a date.
            kept[-1] = span if _is_date(span.text) else kept[-1]
    return tuple(_mention(span) for span in kept)


def _candidates(parsed: Parsed) -> Iterator[Span]:
    doc = parsed.doc
    for entity in doc.ents:
        if entity.label_ in {"DATE", "TIME"}:
            bare = doc[entity.start + 1 : entity.end] if entity[0].lower_ == "the" else entity
            for span in (entity, bare):
                if _is_date(span.text) or (entity.label_ == "DATE" and _VAGUE.fullmatch(span.text)):
                    yield span
                    break
    for match in _WRITTEN.finditer(doc.text):
        written = doc.char_span(*match.span(), alignment_mode="expand")
        if written is not None:
            yield written


def _mention(span: Span) -> DateMention:
    before = span.doc[span.start - 1] if span.start else None
    first = span.start
    if before is not None and before.lower_ in _BEFORE and before.sent == span.root.sent:
        first -= 1
    whole = span.doc[first : span.end]
    return DateMention(Extent(whole.start_char, whole.end_char), whole.text, tense_of(span.root))


def tense_of(token: Token) -> Tense:
    """Return the tense of the nearest verb over a word; present where there is none.

    A participle after a noun ("talks scheduled for Sunday") counts by what it means.
    """
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    while verb.pos_ in {"VERB", "AUX"}:
        if verb.lemma_.lower() in _TO_COME and verb.tag_ in {"VBN", "JJ"}:
            return Tense.FUTURE
        helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
        if any(_is_modal(one) for one in helpers):
            return Tense.FUTURE
        if is_infinitive(verb):
            if verb.head == verb or verb.head.lemma_.lower() in _TO_COME | {"be"}:
                return Tense.FUTURE
            verb = verb.head
            continue
        return _tense_of_forms([verb, *helpers])
    return Tense.PRESENT


def _is_modal(helper: Token) -> bool:
    return helper.lower_ in _MODALS or helper.lower_ in _CONTRACTED


def _tense_of_forms(forms: list[Token]) -> Tense:
    """Return the tense of a verb with its helping verbs: "has met" tells what was."""
    if any("Past" in form.morph.get("Tense", []) for form in forms):
        return Tense.PAST
    return Tense.PRESENT
