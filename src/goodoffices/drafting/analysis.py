"""The analyses of one case that its texts are made from."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.case.case import Case, CaseSource
from goodoffices.case.enumeration import Progress
from goodoffices.drafting.labels import Labels
from goodoffices.gaps.explanation import explain
from goodoffices.gaps.findings import Explanation
from goodoffices.gaps.matrix import Matrix, build_matrix
from goodoffices.gaps.states import IssueState, find_issue_states
from goodoffices.gaps.unknowns import Unknowns, find_unknowns


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that a brief is made from, computed once."""

    case: Case
    explanation: Explanation
    matrix: Matrix
    states: tuple[IssueState, ...]
    unknowns: Unknowns
    labels: Labels


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
        labels=Labels(case, explanation.positions),
    )
