"""A draft as somebody writes it down: read as a package, and improved step by step.

Imports no NumPy, unless numbers are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.bridging.results import Package
from goodoffices.bridging.single_text import SingleText
from goodoffices.bridging.single_text_strengths import improve_by_strengths, refuse_outside
from goodoffices.case.case import Case
from goodoffices.case.errors import IncompleteDraft, NoPreferences, NotExact, TooPrecise, TooWide
from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue
from goodoffices.case.narrowing import narrow
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition


def read_draft(propositions: Sequence[Proposition], issues: Mapping[str, Issue]) -> Package:
    """Return the one package that propositions settle.

    Parameters
    ----------
    propositions : sequence of Proposition
        Each about one issue, or such joined by "and".
    issues : mapping of issue id to Issue

    Raises
    ------
    IncompleteDraft
        Where an issue is not settled, or not with one option.

    Examples
    --------
    >>> from goodoffices.case.grammar import parse
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}])}
    >>> read_draft([parse("a is y", issues)], issues)
    {'a': 'y'}
    """
    narrowed = narrow(propositions, issues)
    said, several = narrowed.left, narrowed.several
    package = {issue: left[0] for issue, left in said.items() if len(left) == 1}
    wrong = [issue for issue in said if issue not in package]
    missing = [issue for issue in issues if issue not in package and issue not in wrong]
    if missing or wrong:
        raise IncompleteDraft([one for one in missing if one not in several], [*wrong, *several])
    return package


def improve_draft(
    case: Case,
    draft: Package,
    *,
    fixed: Sequence[Proposition] = (),
    never: Sequence[Position] = (),
    by_numbers: bool = False,
    seed: int = 0,
    deadline_s: float | None = None,
) -> SingleText:
    """Return how a draft becomes better by the smallest changes, until none helps.

    Parameters
    ----------
    case : Case
    draft : package
        A value for every issue, within rules, norms and what is fixed.
    fixed : sequence of Proposition
        Limits that the user set.
    never : sequence of Position
        What holders rule out; it is never crossed by a change that did not find it crossed.
    by_numbers : bool
        Whether exact numbers on record come first. Where there are none, positions alone.
    seed : int
        Of the solver; with numbers alone.
    deadline_s : float, optional
        Seconds.

    Raises
    ------
    OutsideLimits
        Where the draft breaks a limit.

    Examples
    --------
    >>> from importlib.resources import files
    >>> from pathlib import Path
    >>> from goodoffices.record.fold import Fold
    >>> from goodoffices.record.folder import read_folder
    >>> folder = Path(str(files("goodoffices.examples") / "doha-round"))
    >>> case = Fold(read_folder(folder).record()).case()
    >>> draft = {"philadelphi": "stays", "management": "force"}
    >>> draft = {name: issue.values[0] for name, issue in case.issues.items()} | draft
    >>> [step.better for step in improve_draft(case, draft).steps]
    [('egypt', 'hamas')]
    """
    limits = (*(one.proposition for one in case.limits), *fixed)
    refuse_outside(limits, draft, issues=case.issues)
    if by_numbers:
        kept = [
            one.proposition
            for one in never
            if truth(one.proposition, draft, issues=case.issues) is True
        ]
        try:
            return _by_numbers(case, draft, limits, (*fixed, *kept), seed, deadline_s)
        except (NoPreferences, NotExact, TooPrecise, TooWide):
            pass  # the page of research says which
    return improve_by_strengths(
        case.positions, draft, issues=case.issues, limits=limits, deadline_s=deadline_s
    )


def _by_numbers(
    case: Case,
    draft: Package,
    limits: Sequence[Proposition],
    beside: Sequence[Proposition],
    seed: int,
    deadline_s: float | None,
) -> SingleText:
    from goodoffices.bridging.compile import compile_case  # noqa: PLC0415 -- optional dependency
    from goodoffices.bridging.single_text_worths import (  # noqa: PLC0415 -- optional dependency
        Opposition,
        improve_by_worths,
    )

    return improve_by_worths(
        compile_case(case, limits=beside),
        draft,
        issues=case.issues,
        opposition=Opposition(case.positions, limits),
        deadline_s=deadline_s,
        seed=seed,
    )
