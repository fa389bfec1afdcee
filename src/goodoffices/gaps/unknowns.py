"""What the record does not tell, and what to ask next: both computed, neither invented.

Here the two lists are put together; what is missing is found in `silences`, the questions
are put in `questions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.case.case import Case
from goodoffices.gaps.conflicts import Conflicts
from goodoffices.gaps.matrix import Matrix, build_matrix
from goodoffices.gaps.questions import find_questions
from goodoffices.gaps.silences import find_silences
from goodoffices.gaps.unknown import Unknown, UnknownKind

__all__ = ["Unknown", "UnknownKind", "Unknowns", "find_unknowns"]


@dataclass(frozen=True, slots=True)
class Unknowns:
    """What is not reported, the most general first; and what to ask next, by whom to ask."""

    not_reported: tuple[Unknown, ...]
    ask_next: tuple[Unknown, ...]

    def by_addressee(self) -> tuple[tuple[tuple[str, ...], tuple[Unknown, ...]], ...]:
        """Return the questions by the parties to ask, in their order."""
        groups: dict[tuple[str, ...], list[Unknown]] = {}
        for one in self.ask_next:
            groups.setdefault(one.parties, []).append(one)
        return tuple((parties, tuple(found)) for parties, found in groups.items())


def find_unknowns(
    case: Case, sets: Sequence[Sequence[str]], *, matrix: Matrix | None = None
) -> Unknowns:
    """Return what the record does not tell, and what to ask next.

    What do I not know when I walk into the room, and what should I ask whom first? Only what
    follows from the record is listed; what else a mediator wonders about is not.

    Parameters
    ----------
    case : Case
    sets : sequence of sequences of position ids
        The minimal incompatible sets; they decide what a question could change.
    matrix : Matrix, optional
        Of the same case, where the caller has it already.

    Returns
    -------
    Unknowns
        Each item one line; each names its parties, issues, statements and positions.

    Notes
    -----
    The order of questions is argued in `find_questions`.
    """
    conflicts = Conflicts(case, sets)
    matrix = matrix or build_matrix(case)
    return Unknowns(
        not_reported=find_silences(case, conflicts, matrix),
        ask_next=find_questions(case, conflicts, matrix),
    )
