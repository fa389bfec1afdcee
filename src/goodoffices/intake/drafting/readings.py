"""Readings: found positions as drafted readings, with propositions of the case's issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.case.stances import Stance
from goodoffices.intake.drafts import Band, DraftReading
from goodoffices.intake.knowledge import Knowledge
from goodoffices.intake.names.naming import Named, NamedKind
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.positions.found_position import ConditionKind, FoundPosition, Modality
from goodoffices.intake.propositions.proposing import Proposal
from goodoffices.intake.propositions.same_position import (
    ReadingFacts,
    Repeat,
    find_repeats,
    lemmas_of,
)
from goodoffices.intake.propositions.saying import in_words
from goodoffices.intake.texts import Extent
from goodoffices.record.entries import Span

_ORDER = (Band.LOW, Band.MIDDLE, Band.HIGH)
_ASKED = {
    Modality.HYPOTHETICAL: "the words put it as possible only: is it a position at all?",
    Modality.FUTURE: "the words speak of what is to come: is it held now?",
    Modality.PAST: "the words speak of the past: does it still stand?",
}


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
                condition=_condition(one, proposals[place]),
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
        condition = _condition(one, proposal)
        extent = self.parsed.extent(*one.extent)
        questions = [*one.questions, *proposal.questions]
        questions += [_ASKED[one.modality]] if one.modality in _ASKED else []
        if one.condition is not None and not condition:
            words = _words(self.parsed, one.condition)
            questions.append(f'its condition, "{words}", fits no option: how is it written?')
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
                words=_words(self.parsed, one.object),
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


def _condition(one: FoundPosition, proposal: Proposal) -> str:
    """The condition as a proposition; "unless B" is "if not B"."""
    if not proposal.condition:
        return ""
    if one.condition_kind is ConditionKind.UNLESS and one.stance is not Stance.DENIES:
        return f"not ({proposal.condition})"
    return proposal.condition


def _words(parsed: Parsed, extent: Extent) -> str:
    """Words of the copy, on one line."""
    return " ".join(parsed.repaired.text[extent.start : extent.end].split())
