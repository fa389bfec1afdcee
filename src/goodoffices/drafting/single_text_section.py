"""How a draft is improved, step by step, in words: the report of a single text."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from goodoffices.bridging.single_text import Basis, SingleText, Step
from goodoffices.case.case import Case
from goodoffices.case.issues import Value
from goodoffices.case.status import Status
from goodoffices.drafting.labels import Labels
from goodoffices.drafting.page import Section, Sentence
from goodoffices.figures.axis import written
from goodoffices.gaps.sentences import listed

TITLE = "From the draft, step by step"
CAUTION = (
    "Each step is the smallest change that is worse for nobody and better for somebody, as far as"
    " the record goes. What it is for anybody else, and whether it is wise, is not in this record."
)
"""The words that stand beside every such report; they are fixed."""


def single_text_section(found: SingleText, labels: Labels) -> Section:
    """The steps from a draft, each with what it changes, for whom it is better, and why."""
    return Section(
        id="single-text",
        title=TITLE,
        note=CAUTION,
        sentences=() if found.steps else (Sentence(_end(found)),),
        is_list=False,
        groups=tuple(
            (f"Step {number}", tuple(_step(step, labels)))
            for number, step in enumerate(found.steps, start=1)
        ),
        footnote=_end(found) if found.steps else "",
    )


def _step(step: Step, labels: Labels) -> Iterator[Sentence]:
    case = labels.case
    changed = "; ".join(
        f"{case.issues[one.issue].name}: {_option(case, one.issue, one.before)} becomes"
        f" {_option(case, one.issue, one.after)}"
        for one in step.changes
    )
    yield Sentence(f"{changed}.")
    names = listed(case.parties[one].name for one in step.better)
    if step.basis is Basis.WORTHS:
        yield Sentence(f"Worth more to {names}: {_worths(step, case)}; to nobody less.")
    else:
        yield Sentence(f"Lighter for {names}, heavier for nobody.")
    if step.dropped:
        text = f"No longer crosses {labels.listed(step.dropped)}."
        yield Sentence(text, labels.cites(step.dropped))
    if step.newly_crossed:
        text = f"Crosses {labels.listed(step.newly_crossed)}, which it did not before."
        yield Sentence(text, labels.cites(step.newly_crossed))
    if step.alike:
        other = "one other change" if step.alike == 1 else f"{step.alike} other changes"
        yield Sentence(f"There {'is' if step.alike == 1 else 'are'} {other} as small.")


def _worths(step: Step, case: Case) -> str:
    said = []
    for party in step.better:
        before, after = step.before[party], step.after[party]
        if isinstance(before, Fraction) and isinstance(after, Fraction):
            said.append(f"{written(before)} to {written(after)} for {case.parties[party].name}")
    return listed(said)


def _option(case: Case, issue: str, value: Value) -> str:
    return case.issues[issue].option_name(value)


def _end(found: SingleText) -> str:
    lead = "After that, nothing" if found.steps else "Nothing"
    if found.status is Status.PROVEN:
        return f"{lead} improves it, whatever is changed."
    if found.status is Status.BEST_FOUND:
        count = found.largest_change_tried
        issues = "one issue" if count == 1 else f"up to {count} issues"
        lead = lead.replace("nothing", "no change").replace("Nothing", "No change")
        return f"{lead} of {issues} improves it; larger ones were not looked at."
    return "It was stopped before the end."
