"""What is tried against brute force: the case without the positions, solved anew."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.case.case import Case
from goodoffices.case.evaluation import truth
from goodoffices.gaps.explanation import explain
from goodoffices.gaps.trying import TriedReading, try_movement
from tests.property.test_explanation import as_sets, cases, sources
from tests.unit.gaps import brute_force
from tests.unit.gaps.small_source import SmallSource


@st.composite
def tries(draw: st.DrawFn) -> tuple[SmallSource, frozenset[str]]:
    """A source, and some positions that stand under some choice of readings."""
    source = draw(sources(most=5))
    known = [one.id for case in cases(source) for one in case.positions]
    return source, draw(st.frozensets(st.sampled_from(known), max_size=3))


def without(case: Case, moved: frozenset[str]) -> Case:
    return replace(case, positions=tuple(one for one in case.positions if one.id not in moved))


@settings(max_examples=60)
@given(tried=tries())
def test_what_is_tried_is_the_case_without_these_positions(
    tried: tuple[SmallSource, frozenset[str]],
) -> None:
    source, moved = tried
    explanation = explain(source, fragile=False)
    found = try_movement(source.case(), explanation, moved=moved, deadline_s=None)
    assert found.not_looked_at == 0
    assert frozenset(found.moved) == moved
    for case, before, reading in zip(
        cases(source), explanation.readings, found.readings, strict=True
    ):
        rest = without(case, moved)
        incompatible, movement = brute_force.sets_of(rest)
        assert as_sets(reading.remaining) == incompatible
        assert as_sets(reading.gone) == as_sets(before.incompatible) - incompatible
        assert as_sets(reading.still) == movement
        assert reading.has_package == (not incompatible)
        assert keeps_everything(reading, rest)
        assert {
            one.issue: {
                frozenset(way.positions): way.withdrawing_suffices for way in one.admitted_by
            }
            for one in reading.untabled
        } == brute_force.untabled(rest)


def keeps_everything(reading: TriedReading, case: Case) -> bool:
    """Whether the package, where there is one, crosses no position that is left, nor a limit."""
    asked = [one.proposition for one in case.positions]
    asked += [one.proposition for one in case.limits]
    return not reading.has_package or all(
        truth(one, reading.package, issues=case.issues) is True for one in asked
    )
