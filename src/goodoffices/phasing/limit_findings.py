"""Questions on what a norm, a rule or an instrument may rule out of what a schedule contains.

Only what the case itself decides is asked: limits speak of options, and an undertaking or a
linkage is touched where every option that brings it is ruled out alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goodoffices.case.case import Case
from goodoffices.case.evaluation import truth
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue, Option
from goodoffices.case.propositions import Proposition
from goodoffices.phasing.finding import Finding, FindingKind
from goodoffices.phasing.naming import Naming, listed, unique
from goodoffices.phasing.timetable import Timetable


@dataclass(frozen=True, slots=True)
class _Bound:
    """A limit or an instrument, and how a question names it."""

    id: str
    words: str
    proposition: Proposition
    cites: tuple[str, ...] = ()


def against_limits(case: Case, table: Timetable, naming: Naming) -> Iterator[Finding]:
    """Yield a question for each undertaking and linkage whose options a limit rules out."""
    bounds = list(_bounds(case, naming))
    there = {part.partition(".")[0] for part in table.entries}
    carried = {
        one.id: (naming.reference(one.id), one.cites)
        for one in case.undertakings
        if one.id in there
    }
    carried |= {one.id: (f"the linkage “{one.name}”", one.cites) for one in case.linkages}
    for name, (words, cites) in carried.items():
        bringing = [
            (issue, option)
            for issue in case.issues.values()
            for option in issue.options
            if name in option.brings
        ]
        crossed = [
            [bound for bound in bounds if _rules_out(bound, issue, option, case.issues)]
            for issue, option in bringing
        ]
        if not bringing or not all(crossed):
            continue
        against = list(dict.fromkeys(bound for some in crossed for bound in some))
        options = listed([f"“{option.name}” on {issue.name}" for issue, option in bringing], "or")
        yield Finding(
            FindingKind.AGAINST_A_LIMIT,
            (name, *(bound.id for bound in against)),
            f"{words[0].upper()}{words[1:]} comes with {options}, and "
            f"{listed([bound.words for bound in against])} may not allow that: how do they go "
            "together?",
            "What a limit rules out can be contested later, whatever was signed.",
            cites=unique((*cites, *(cite for bound in against for cite in bound.cites))),
        )


def _bounds(case: Case, naming: Naming) -> Iterator[_Bound]:
    for limit in case.limits:
        kind = "norm" if limit.is_norm else "rule"
        source = f" ({limit.source})" if limit.source else ""
        yield _Bound(limit.id, f"the {kind} “{limit.title}”{source}", limit.proposition)
    for one in case.instruments:
        if one.proposition and one.id not in case.instruments_off:
            said = [one.clause] if one.clause else []
            said.append(f"invoked by {naming.party(one.invoked_by)}")
            if one.contested_by:
                said.append(f"contested by {naming.parties(one.contested_by)}")
            words = f"“{one.title}” ({', '.join(said)})"
            yield _Bound(one.id, words, parse(one.proposition, case.issues), one.cites)


def _rules_out(bound: _Bound, issue: Issue, option: Option, issues: Mapping[str, Issue]) -> bool:
    return truth(bound.proposition, {issue.id: option.id}, issues=issues) is False
