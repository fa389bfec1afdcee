"""What propositions about single issues leave of the options of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, Value
from goodoffices.case.propositions import And, Proposition, issues_of


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is left of each issue that something was said of.

    Attributes
    ----------
    left
        By issue, in the order of the case: the values that are left, perhaps none.
    several
        Issues that a proposition about several issues names: nothing was read from it.
    """

    left: Mapping[str, tuple[Value, ...]]
    several: tuple[str, ...]


def narrow(propositions: Sequence[Proposition], issues: Mapping[str, Issue]) -> Narrowed:
    """Return which values propositions leave for each issue that they are about.

    Parameters
    ----------
    propositions : sequence of Proposition
        Each about one issue, or such joined by "and".
    issues : mapping of issue id to Issue

    Examples
    --------
    >>> from goodoffices.case.grammar import parse
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}, {"id": "z"}])}
    >>> dict(narrow([parse("not a is y", issues)], issues).left)
    {'a': ('x', 'z')}
    """
    said: dict[str, list[Proposition]] = {}
    several: list[str] = []
    for part in _parts(propositions):
        about = issues_of(part)
        if len(about) == 1:
            said.setdefault(next(iter(about)), []).append(part)
        else:
            several += [one for one in about if one not in several]
    return Narrowed(
        {
            issue.id: tuple(value for value in issue.values if _holds(said[issue.id], issue, value))
            for issue in issues.values()
            if issue.id in said
        },
        tuple(several),
    )


def _parts(propositions: Sequence[Proposition]) -> Iterator[Proposition]:
    for one in propositions:
        if isinstance(one, And):
            yield from _parts(one.parts)
        else:
            yield one


def _holds(said: Sequence[Proposition], issue: Issue, value: Value) -> bool:
    return all(truth(one, {issue.id: value}, issues={issue.id: issue}) is True for one in said)
