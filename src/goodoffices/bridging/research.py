"""What a researcher may add to ideas: what numbers and orders on record say of them.

Never part of a brief. Every view says what it rests on, or why it is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.bridging.by_numbers import ByNumbers, weigh_by_numbers
from goodoffices.bridging.ideas import Ideas
from goodoffices.case.deadline import Deadline
from goodoffices.case.enumeration import Progress
from goodoffices.case.errors import NoPreferences, NotExact, TooPrecise, TooWide
from goodoffices.case.propositions import Proposition


@dataclass(frozen=True, slots=True)
class Study:
    """Research views of ideas to test.

    Attributes
    ----------
    numbers
        By exact numbers; None where some are missing.
    no_numbers
        Why not.
    seed
        Of all that was drawn.
    """

    numbers: ByNumbers | None
    no_numbers: str
    seed: int


def study_ideas(
    ideas: Ideas,
    *,
    fixed: Sequence[Proposition] = (),
    seed: int = 0,
    deadline_s: float | None = None,
    progress: Progress | None = None,
) -> Study:
    """Return what preferences on record say, under the leading readings.

    Parameters
    ----------
    ideas : Ideas
    fixed : sequence of Proposition
        Limits that the user set.
    seed : int
    deadline_s : float, optional
    progress : callable, optional
    """
    leading = ideas.readings[0]
    limits = (*(one.proposition for one in leading.never_crossed), *fixed)
    deadline = Deadline(deadline_s)
    numbers, no_numbers = None, ""
    try:
        numbers = weigh_by_numbers(
            leading.case,
            limits=limits,
            seed=seed,
            deadline_s=deadline.left(),
            progress=progress,
        )
    except (NoPreferences, NotExact, TooPrecise, TooWide) as error:
        no_numbers = str(error)
    return Study(numbers, no_numbers, seed)
