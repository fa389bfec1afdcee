"""Readings: found positions as drafted readings, with propositions of the case's issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.case.grammar import parse as parse_proposition
from goodoffices.case.grammar import show
from goodoffices.case.propositions import Not
from goodoffices.case.stances import Stance
from goodoffices.intake.drafts import Band, DraftReading
from goodoffices.intake.knowledge import Knowledge
from goodoffices.intake.names.naming import Named, NamedKind
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.positions.conditions import opening_before
from goodoffices.intake.positions.found_position import ConditionKind, FoundPosition, Modality
from goodoffices.intake.positions.holder_words import FIRST
from goodoffices.intake.positions.modality import HEDGED_QUESTION, PAST_QUESTION
from goodoffices.intake.positions.stance_clauses import SUBJECTS, VERBAL
from goodoffices.intake.propositions.proposing import Proposal
from goodoffices.intake.propositions.same_position import (
    ReadingFacts,
    Repeat,
    find_repeats,
    lemmas_of,
)
from goodoffices.intake.propositions.saying import in_words, is_only_reserving
from goodoffices.intake.texts import Extent
from goodoffices.record.entries import Span

_ORDER = (Band.LOW, Band.MIDDLE, Band.HIGH)
_ASKED: Final = {
    Modality.HYPOTHETICAL: HEDGED_QUESTION,
    Modality.FUTURE: "This speaks of what is to come: is it held now?",
    Modality.PAST: PAST_QUESTION,
}


_RESERVED: Final = "On which issue does it reserve its position?"


@dataclass(frozen=True)
class ReadingsDrafter:
    """Drafts the readings of one document.

    Parameters
    ----------
    named
        Where the text names issues of the case, so that "that corridor" can point back.
    """

    parsed: Parsed
    named: Sequence[Named]
    knowledge: Knowledge

    def draft(
        self, positions: Sequence[FoundPosition], ids: Sequence[str]
    ) -> tuple[DraftReading, ...]:
        """Return a drafted reading for each position; what says the same again names the first.

        `ids` are those of the readings, in the order of the positions.
        """
        proposals = [self._propose(place, positions) for place in range(len(positions))]
        repeats = self._repeats(positions, proposals, ids)
        return tuple(
            self._reading(
                one, proposals[place], ids, repeats=repeats.get(ids[place]), id=ids[place]
            )
            for place, one in enumerate(positions)
        )

    def _propose(self, place: int, positions: Sequence[FoundPosition]) -> Proposal:
        one = positions[place]
        words = _words(self.parsed, one.object)
        if one.stance is Stance.RESERVES and is_only_reserving(words):
            return Proposal(questions=(_RESERVED,))
        begin = one.extent.start
        before = [named.extent for named in self.named if named.kind is NamedKind.ISSUE]
        before += [other.object for other in positions[:place]]
        before = sorted({extent for extent in before if extent.end <= begin})
        return self.knowledge.proposer.propose(
            self.parsed, one.object, condition=one.condition, before=before
        )

    def _repeats(
        self, positions: Sequence[FoundPosition], proposals: Sequence[Proposal], ids: Sequence[str]
    ) -> dict[str, Repeat]:
        facts = [
            ReadingFacts(
                id=ids[place],
                party=one.party,
                stance=one.stance,
                proposition=proposals[place].proposition,
                condition=self._condition(one, proposals[place]),
                lemmas=lemmas_of(self.parsed, one.object),
                extent=one.extent,
            )
            for place, one in enumerate(positions)
            if one.rivals < 0
        ]
        return dict(find_repeats(facts, self.knowledge.record.issues))

    def _reading(
        self,
        one: FoundPosition,
        proposal: Proposal,
        ids: Sequence[str],
        *,
        id: str,
        repeats: Repeat | None,
    ) -> DraftReading:
        condition = self._condition(one, proposal)
        extent = self.parsed.extent(*one.extent)
        words = object_words(self.parsed, one.object)
        questions = [*one.questions, *proposal.questions]
        questions += [_ASKED[one.modality]] if one.modality in _ASKED else []
        if repeats is not None and repeats.question:
            questions.append(repeats.question)
        return DraftReading(
            id=id,
            party=one.party,
            stance=one.stance,
            span=Span(start=extent.start, end=extent.end),
            proposition=proposal.proposition,
            condition=condition,
            in_words=in_words(
                one.stance,
                proposition=proposal.proposition,
                condition=condition,
                words=words,
                tie=_tie(self.parsed, one),
                issues=self.knowledge.record.issues,
            ),
            alternative_to=ids[one.rivals] if one.rivals >= 0 else "",
            repeats=repeats.of if repeats is not None else "",
            new_option=proposal.new_option,
            new_option_of=proposal.new_option_of,
            rule=one.rule,
            confidence=min(one.band, proposal.band, key=_ORDER.index),
            questions=tuple(dict.fromkeys(questions)),
        )

    def _condition(self, one: FoundPosition, proposal: Proposal) -> str:
        """The condition as a proposition; "unless B" is "if not B"."""
        is_turned = one.condition_kind is ConditionKind.UNLESS and one.stance is not Stance.DENIES
        if not proposal.condition or not is_turned:
            return proposal.condition
        read = parse_proposition(
            proposal.condition, {issue.id: issue for issue in self.knowledge.record.issues}
        )
        return show(read.body if isinstance(read, Not) else Not(read))


def _words(parsed: Parsed, extent: Extent) -> str:
    """Words of the copy, on one line."""
    return " ".join(parsed.repaired.text[extent.start : extent.end].split())


def object_words(parsed: Parsed, extent: Extent) -> str:
    """Return the words of an object as a sentence goes on with them after its verb.

    An act gets its "to" and a clause its "that"; what is neither, nor a thing, stands between
    quotation marks.

    Examples
    --------
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> parsed = parse(RepairedText.unchanged("The union will not leave the yard.", ()))
    >>> object_words(parsed, Extent(19, 33))
    'to leave the yard'
    """
    words = _words(parsed, extent)
    span = parsed.doc.char_span(*extent, alignment_mode="expand")
    if span is None or not words or span[0].lower_ in {"to", "that"}:
        return words
    root = span.root
    subject = next((one for one in root.children if one.dep_ in SUBJECTS and one in span), None)
    if root.pos_ in VERBAL and subject is not None:
        return f"that {words}"
    is_act = root.tag_ == "VB" and root.i - span.start <= 1 and len(span) > 1
    if is_act:
        return f"to {words}"
    is_thing = root.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "SYM"} or root.tag_ == "VBG"
    begins_well = span[0].pos_ not in {"ADP", "CCONJ", "SCONJ", "PUNCT", "PART"}
    return words if is_thing and begins_well else f"“{words}”"


def _tie(parsed: Parsed, one: FoundPosition) -> str:
    """The condition in its own words, with what opens it."""
    if one.condition is None or one.condition_kind is None:
        return ""
    span = parsed.doc.char_span(*one.condition, alignment_mode="expand")
    words = _words(parsed, one.condition)
    if span is None or not words:
        return ""
    opening = opening_before(parsed.doc, span.start, one.condition_kind)
    is_theirs = any(token.lower_ in FIRST for token in span)
    return f"{opening} “{words}”" if is_theirs else f"{opening} {words}".strip()
