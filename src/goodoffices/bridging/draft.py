"""A draft as somebody writes it down, read as a package.

Imports no NumPy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goodoffices.bridging.results import Package
from goodoffices.case.errors import IncompleteDraft
from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, Value
from goodoffices.case.propositions import And, Proposition, issues_of


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
    said: dict[str, list[Proposition]] = {}
    several: list[str] = []
    for part in _parts(propositions):
        about = issues_of(part)
        if len(about) == 1:
            said.setdefault(next(iter(about)), []).append(part)
        else:
            several += [one for one in about if one not in several]
    package: dict[str, Value] = {}
    for issue in issues.values():
        left = [value for value in issue.values if _holds(said.get(issue.id, ()), issue, value)]
        if len(left) == 1:
            package[issue.id] = left[0]
    wrong = [issue for issue in said if issue not in package]
    missing = [issue for issue in issues if issue not in package and issue not in wrong]
    if missing or wrong:
        raise IncompleteDraft([one for one in missing if one not in several], [*wrong, *several])
    return package


def _parts(propositions: Sequence[Proposition]) -> Iterator[Proposition]:
    for one in propositions:
        if isinstance(one, And):
            yield from _parts(one.parts)
        else:
            yield one


def _holds(said: Sequence[Proposition], issue: Issue, value: Value) -> bool:
    return all(truth(one, {issue.id: value}, issues={issue.id: issue}) is True for one in said)
