"""When something was said: the date that its cue gives, or earlier, where the cue says "had"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from goodoffices.case.when import When
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.events.dating import DateMention, find_dates, resolve
from goodoffices.intake.parsing import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

EARLIER: Final = "before this report"
SINCE: Final = frozenset({"since", "from"})
HAD: Final = frozenset({"had", "’d", "'d"})

Days = tuple[When | None, tuple[str, ...]]
"""When it was, None for the day of the document; and what is to be asked."""


@dataclass(frozen=True)
class DaysOfSaying:
    """Says when the words of each attribution of one document were said.

    Parameters
    ----------
    published
        The day of the document, if it is known.
    """

    parsed: Parsed
    published: date | None

    def said_on(self, attribution: Attribution | None) -> Days:
        """Return when somebody said it, as the words around the cue tell."""
        if attribution is None or attribution.cue is None:
            return None, ()
        cue = self.parsed.doc.char_span(*attribution.cue, alignment_mode="expand")
        if cue is None:
            return None, ()
        verb = next((one for one in cue if one.pos_ == "VERB"), cue.root)
        for mention, token in self._dates:
            within = any(one.meets(mention.extent) for one in attribution.content)
            if not within and _verb_over(token).i == verb.i:
                return self._resolved(mention, token)
        if any(one.dep_ == "aux" and one.lower_ in HAD for one in verb.children):
            return When(unresolved=EARLIER), ("when was it said? some time before the report",)
        return None, ()

    def _resolved(self, mention: DateMention, token: Token) -> Days:
        when = resolve(mention.words, published=self.published, tense=mention.tense)
        if _is_since(token):
            words = f"since {mention.words.removeprefix('in ').removeprefix('since ')}"
            until = self.published
            begins = when.start if until is None or (when.start and when.start <= until) else None
            when = When(unresolved=words, start=begins, end=until)
        asked = () if when.is_resolved else (f'"{mention.words}": which day was that?',)
        return when, asked

    @cached_property
    def _dates(self) -> list[tuple[DateMention, Token]]:
        found: list[tuple[DateMention, Token]] = []
        for mention in find_dates(self.parsed):
            span = self.parsed.doc.char_span(*mention.extent, alignment_mode="expand")
            if span is not None:
                found.append((mention, span.root))
        return found


def _verb_over(token: Token) -> Token:
    """The verb that a date belongs to."""
    while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token


def _is_since(token: Token) -> bool:
    """Whether a date is the beginning of a time that goes on."""
    verb = _verb_over(token)
    while token.i != verb.i:
        if token.lower_ in SINCE:
            return True
        token = token.head
    return False
