"""The analyses of one case that its texts are made from."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.bridging.ideas import Ideas, find_ideas
from goodoffices.case.case import Case, CaseSource
from goodoffices.case.enumeration import Progress
from goodoffices.case.errors import CyclicOrder, NoPackage
from goodoffices.drafting.labels import Labels
from goodoffices.gaps.explanation import explain
from goodoffices.gaps.findings import Explanation
from goodoffices.gaps.matrix import Matrix, build_matrix
from goodoffices.gaps.states import IssueState, find_issue_states
from goodoffices.gaps.unknowns import Unknowns, find_unknowns
from goodoffices.phasing.phased import Phased, phase_case


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that a brief is made from, computed once."""

    case: Case
    explanation: Explanation
    matrix: Matrix
    states: tuple[IssueState, ...]
    unknowns: Unknowns
    ideas: Ideas | NoPackage | None
    labels: Labels
    phased: Phased | CyclicOrder | None = None


def analyse(
    source: CaseSource, *, deadline_s: float | None = None, progress: Progress | None = None
) -> Analysis:
    """Return the analyses of a case that a brief needs, each computed once."""
    case = source.case()
    explanation = explain(source, deadline_s=deadline_s, progress=progress)
    matrix = build_matrix(case)
    sets = explanation.leading.incompatible
    return Analysis(
        case=case,
        explanation=explanation,
        matrix=matrix,
        states=find_issue_states(case, sets, matrix=matrix),
        unknowns=find_unknowns(case, sets, matrix=matrix),
        ideas=_ideas(source, case, deadline_s=deadline_s, progress=progress),
        labels=Labels(case, explanation.positions),
        phased=_phased(case, deadline_s=deadline_s, progress=progress),
    )


def _phased(
    case: Case, *, deadline_s: float | None, progress: Progress | None
) -> Phased | CyclicOrder | None:
    """An order for what is undertaken, or why there is none; None where nothing is undertaken."""
    if not case.undertakings:
        return None
    try:
        return phase_case(case, deadline_s=deadline_s, progress=progress)
    except CyclicOrder as error:
        return error


def _ideas(
    source: CaseSource, case: Case, *, deadline_s: float | None, progress: Progress | None
) -> Ideas | NoPackage | None:
    """Ideas to test, or why no package is left; None where there is nothing to bridge."""
    if len(case.negotiating) < 2 or not case.issues:
        return None
    try:
        return find_ideas(source, deadline_s=deadline_s, progress=progress)
    except NoPackage as error:
        return error
