"""A few ideas out of many: as different in kind as can be, and unranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.bridging.difference import choose_different
from goodoffices.bridging.idea import Idea
from goodoffices.case.issues import Issue, Value


def choose_ideas(
    candidates: Sequence[Idea], issues: Mapping[str, Issue], *, number: int
) -> tuple[Idea, ...]:
    """Return at most so many ideas, as different in kind as can be.

    Parameters
    ----------
    candidates : sequence of Idea
        One after the other as they were found.
    issues : mapping of issue id to Issue
    number : int
        At least 1.

    Returns
    -------
    tuple of Idea
        In the order of the case's options; issues left open last.

    Notes
    -----
    First one idea for each crossing that nothing beats under the leading readings, then
    others, then those that are beaten under the leading readings but not under all. In each
    group those that nothing beats under any reading come first; among more than fit, those
    whose smallest difference is largest are taken.

    Source: ours, argued in `docs/book/bridging.md`.
    """
    ordered = sorted(candidates, key=lambda one: not one.under_every_reading)
    leading = [one for one in ordered if one.weighed[0].is_lightest]
    by_crossing: dict[tuple[str, ...], Idea] = {}
    for idea in leading:
        by_crossing.setdefault(idea.weighed[0].crossed, idea)
    firsts = list(by_crossing.values())
    further = [one for one in leading if one not in firsts]
    others = [one for one in ordered if one not in leading]
    chosen: list[Idea] = []
    for ideas in (firsts, further, others):
        chosen += _most_different(ideas, issues, number - len(chosen))
    return tuple(sorted(chosen, key=lambda one: _place(one, issues)))


def _most_different(
    ideas: Sequence[Idea], issues: Mapping[str, Issue], number: int
) -> Sequence[Idea]:
    """So many of these, as different as can be; what is open counts as settled alike."""
    if len(ideas) <= number or number <= 0:
        return ideas[: max(number, 0)]
    filled = ideas[0].partial.package
    packages = [{**filled, **_settled(one)} for one in ideas]
    chosen = choose_different(packages, issues, k=number).places
    return [ideas[place] for place in chosen]


def _settled(idea: Idea) -> dict[str, Value]:
    return {issue: setting.value for issue, setting in idea.partial.settled.items()}


def _place(idea: Idea, issues: Mapping[str, Issue]) -> tuple[int, ...]:
    settled = _settled(idea)
    return tuple(
        issue.values.index(settled[name]) if name in settled else len(issue.values)
        for name, issue in issues.items()
    )
