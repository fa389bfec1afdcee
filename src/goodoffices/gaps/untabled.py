"""Untabled options: issues on which a formula that nobody has tabled could help.

The question behind it: is there an issue where another idea, not more pressure, would do,
and whose positions would have to let it count? It proposes no formula and knows none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.case.case import Case
from goodoffices.case.errors import NothingLeft
from goodoffices.case.issues import IssueKind
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition
from goodoffices.case.stances import Stance
from goodoffices.gaps.findings import Admission, ReadingSets, Untabled
from goodoffices.gaps.problems import Problems, in_order
from goodoffices.gaps.untabled_forms import (
    named_by,
    refuses_about,
    stated_about,
    widened_about,
    with_formula,
)


@dataclass(frozen=True, slots=True)
class _Admitting:
    """The minimal sets whose widening leaves a package, and whether these are all."""

    sets: tuple[frozenset[str], ...]
    complete: bool


class UntabledOptions:
    """Finds the issues on which a formula not tabled could remove every incompatibility.

    Parameters
    ----------
    problems : Problems
        Holds the limits of the case, the deadline, and how many sets are looked for.

    Notes
    -----
    For each choice issue i, a fresh option f is taken as settled. Each position asks what
    `stated_about` leaves of it, or, widened, what `widened_about` leaves; widening never asks
    for more. So the widened constraints hold in any case, beside the rules and norms as they
    speak of f, and the minimal sets to widen are the minimal sets to withdraw from the stated
    ones: the same search as for movement.

    Two shortcuts change no answer. Where there is no incompatibility nothing is looked for.
    And an issue is passed over where some incompatible set has no position that names it:
    that set stays incompatible, for f makes rules and norms only stricter.

    Choices of readings that come down to one problem are answered once.

    Source: ours; design, section 4, "Untabled options"; `docs/book` has the proofs.
    """

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._known: dict[object, _Admitting] = {}

    def find(self, case: Case, sets: ReadingSets) -> tuple[tuple[Untabled, ...], bool]:
        """Return the untabled options under one choice of readings, and whether all were tried.

        Parameters
        ----------
        case : Case
            Under that choice: the forms in which its positions were stated matter here.
        sets : ReadingSets
            What cannot all stand in it.

        Returns
        -------
        tuple of Untabled
            In the order of the issues; those without any admitting set are left out.
        bool
            False where the time was up first, or a search stopped at its most.
        """
        if not sets.incompatible:
            return (), sets.complete
        found: list[Untabled] = []
        all_tried = True
        members = {one for some in sets.incompatible for one in some}
        named = {one.id: named_by(one) for one in case.positions if one.id in members}
        for issue in case.issues.values():
            if issue.kind is not IssueKind.CHOICE or not _may_help(issue.id, named, sets):
                continue
            if self._problems.deadline.is_over:
                return tuple(found), False
            admitting = self._admitting(issue.id, case)
            all_tried &= admitting.complete
            if admitting.sets:
                found.append(self._untabled(issue.id, admitting, case, sets))
        return tuple(found), all_tried

    def _admitting(self, issue: str, case: Case) -> _Admitting:
        stated = {position.id: stated_about(position, issue) for position in case.positions}
        widened = {position.id: widened_about(position, issue) for position in case.positions}
        problem = (issue, frozenset(stated.items()), frozenset(widened.items()))
        known = self._known.get(problem)
        if known is None:
            limits = [with_formula(limit, issue, admits=False) for limit in self._problems.limits]
            known = self._search(stated, [*limits, *dict.fromkeys(widened.values())])
            self._known[problem] = known
        return known

    def _search(
        self, stated: dict[str, Proposition], in_any_case: Sequence[Proposition]
    ) -> _Admitting:
        """Return the minimal sets of stated constraints without which the rest can hold.

        The limits of the case are left out on purpose: with the formula only what is left of
        them counts, and that is part of `in_any_case`.
        """
        try:
            found = self._problems.solve_under(stated, in_any_case)
        except NothingLeft:
            return _Admitting((), complete=True)
        return _Admitting(found.movement, found.movement_complete)

    def _untabled(
        self, issue: str, admitting: _Admitting, case: Case, sets: ReadingSets
    ) -> Untabled:
        order = [position.id for position in case.positions]
        refusing = [one for one in case.positions if refuses_about(one, issue)]
        return Untabled(
            issue=issue,
            choice=sets.choice,
            admitted_by=tuple(
                Admission(some, withdrawing_suffices=self._suffices(some, sets))
                for some in in_order(admitting.sets, order)
            ),
            ask_first=tuple(one.id for one in refusing),
            wording_only=tuple(one.id for one in refusing if _refuses_wording(one, issue)),
            complete=admitting.complete,
        )

    def _suffices(self, withdrawn: Iterable[str], sets: ReadingSets) -> bool:
        """Tell whether withdrawing these positions leaves a package, without any formula."""
        gone = frozenset(withdrawn)
        if any(gone.issuperset(some) for some in sets.movement):
            return True
        if any(gone.isdisjoint(some) for some in sets.incompatible):
            return False
        kept = (one.proposition for one in sets.positions if one.id not in gone)
        return sets.complete or self._problems.leave_a_package(kept)


def _may_help(issue: str, named: Mapping[str, frozenset[str]], sets: ReadingSets) -> bool:
    """Tell whether every incompatible set has a position that names the issue."""
    return all(any(issue in named[one] for one in some) for some in sets.incompatible)


def _refuses_wording(position: Position, issue: str) -> bool:
    stances = {form.stance for form in refuses_about(position, issue)}
    return stances == {Stance.REJECTS_AS_FORMULATED}
