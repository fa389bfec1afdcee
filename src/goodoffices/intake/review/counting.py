"""How far a review is: how many drafts stand how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.intake.drafts import State
from goodoffices.intake.review.storing import Draft, is_open


@dataclass(frozen=True, slots=True)
class Counts:
    """How many drafts stand how, and how many accepted statements have a reading left over."""

    total: int
    waiting: int
    deferred: int
    accepted: int
    rejected: int
    left_over: int

    @property
    def open(self) -> int:
        """How many still wait for a person, in whole or in a reading."""
        return self.waiting + self.deferred + self.left_over

    @classmethod
    def of(cls, drafts: Sequence[Draft]) -> Counts:
        """Count some drafts."""
        states = Counter(draft.state for draft in drafts)
        accepted = [draft for draft in drafts if draft.state is State.ACCEPTED]
        return cls(
            total=len(drafts),
            waiting=states[State.WAITING],
            deferred=states[State.DEFERRED],
            accepted=len(accepted),
            rejected=states[State.REJECTED],
            left_over=sum(1 for draft in accepted if is_open(draft)),
        )
