"""Scales: "at least a loose link", "no longer than five years" against options in an order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import eq, ge, gt, le, lt
from typing import Final

from goodoffices.case.issues import Issue, IssueKind
from goodoffices.case.propositions import Comparison, In, Ordered, Proposition
from goodoffices.intake.propositions.object_words import Clause
from goodoffices.intake.propositions.option_words import IssueOptions
from goodoffices.intake.propositions.stems import fold

_SIGNS: Final = (
    ((("at", "least"), ("no", "less", "than"), ("nothing", "less", "than")), Comparison.AT_LEAST),
    ((("at", "most"), ("no", "more", "than"), ("not", "more", "than")), Comparison.AT_MOST),
    ((("more", "than"), ("beyond",)), Comparison.MORE),
    ((("less", "than"), ("short", "of")), Comparison.LESS),
)

_COMPARED: Final[Mapping[Comparison, Callable[[Fraction, Fraction], bool]]] = {
    Comparison.AT_LEAST: ge,
    Comparison.AT_MOST: le,
    Comparison.MORE: gt,
    Comparison.LESS: lt,
    Comparison.EQUAL: eq,
}


@dataclass(frozen=True, slots=True)
class Rungs:
    """The options of a scale that a number means; `is_listed` where it is one of theirs."""

    options: tuple[str, ...]
    said: str
    is_listed: bool


def read_rungs(options: IssueOptions, clause: Clause) -> Rungs | None:
    """Return which options a number of a clause means, None where it counts something else.

    Only for a scale whose titles are numbers of one thing ("three years", "five years").
    """
    if options.issue.kind is not IssueKind.SCALE:
        return None
    rungs = {
        option: amount
        for option, names in options.names.items()
        for name in names
        if name.is_title and len(name.amounts) == 1
        for amount in name.amounts
        if amount.upper is None
    }
    for said in clause.amounts:
        counted = set(said.counted)
        if said.upper is not None or not rungs:
            continue
        if all(counted & set(amount.counted) for amount in rungs.values()):
            meets = _COMPARED[said.comparison or Comparison.EQUAL]
            return Rungs(
                tuple(
                    option.id
                    for option in options.issue.options
                    if option.id in rungs and meets(rungs[option.id].number, said.number)
                ),
                clause.text[said.start : said.end],
                any(amount.number == said.number for amount in rungs.values()),
            )
    return None


def compare_rung(
    issue: Issue, chosen: Sequence[str], clause: Clause, *, places: Collection[int]
) -> Proposition | None:
    """Return the part of a scale that "at least" or "more than" an option means, if any.

    `places` are those of the words that mean the option; the comparison stands right before.
    """
    if issue.kind is not IssueKind.SCALE or len(chosen) != 1:
        return None
    first = next((word.text for word in clause.words if word.at in places), "")
    before = fold(clause.text).partition(fold(first))[0].split()[-4:]
    for signs, comparison in _SIGNS:
        if any(_holds(before, sign) for sign in signs):
            return _side(issue, chosen[0], comparison)
    return None


def _holds(words: Sequence[str], sign: tuple[str, ...]) -> bool:
    size = len(sign)
    return any(tuple(words[at : at + size]) == sign for at in range(len(words) - size + 1))


def _side(issue: Issue, option: str, comparison: Comparison) -> Proposition | None:
    """Return one side of an option, with or without itself; None where nothing is there."""
    listed = tuple(one.id for one in issue.options)
    at = listed.index(option)
    if comparison is Comparison.AT_LEAST:
        return In(issue.id, listed[at:])
    if comparison is Comparison.AT_MOST:
        return In(issue.id, listed[: at + 1])
    above = comparison is Comparison.MORE
    if not (listed[at + 1 :] if above else listed[:at]):
        return None
    return Ordered(issue.id, above=above, option=option)
