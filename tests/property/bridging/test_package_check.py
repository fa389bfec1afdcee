"""What a package does to positions against brute force: every completion is listed."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.bridging.bearings import Bearing
from goodoffices.bridging.package_check import look_at_package
from goodoffices.case.case import Case
from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Value
from goodoffices.case.propositions import Proposition
from tests.property.test_explanation import cases, sources
from tests.strategies import every_package
from tests.unit.gaps.small_source import SmallSource


@st.composite
def picks(draw: st.DrawFn) -> tuple[SmallSource, dict[str, Value]]:
    """A source, and options for some of its issues."""
    source = draw(sources(most=5))
    issues = draw(st.lists(st.sampled_from(sorted(source.issues)), unique=True))
    return source, {one: draw(st.sampled_from(source.issues[one].values)) for one in issues}


def completions(case: Case, picked: Mapping[str, Value]) -> list[dict[str, Value]]:
    """Every whole package with these options; within the limits, where any is."""
    every = [one for one in every_package(case.issues) if one.items() >= picked.items()]
    within = [
        one for one in every if all(holds(limit.proposition, one, case) for limit in case.limits)
    ]
    return within or every


def holds(said: Proposition, package: Mapping[str, Value], case: Case) -> bool:
    return truth(said, package, issues=case.issues) is True


def bearing_of(said: Proposition, packages: list[dict[str, Value]], case: Case) -> Bearing:
    found = {holds(said, one, case) for one in packages}
    if len(found) == 2:
        return Bearing.LEAVES_OPEN
    return Bearing.KEEPS if found == {True} else Bearing.CROSSES


@settings(max_examples=80)
@given(picked=picks())
def test_bearings_are_those_of_every_completion(
    picked: tuple[SmallSource, dict[str, Value]],
) -> None:
    source, choices = picked
    by_reading = cases(source)
    look = look_at_package(by_reading, choices)
    within = [
        one
        for one in every_package(source.issues)
        if one.items() >= choices.items()
        and all(holds(limit.proposition, one, by_reading[0]) for limit in source.limits)
    ]
    assert look.is_within_limits == bool(within)
    for case, reading in zip(by_reading, look.readings, strict=True):
        packages = completions(case, choices)
        by_hand = {one.id: bearing_of(one.proposition, packages, case) for one in case.positions}
        assert [(one.party, one.position, one.bearing) for one in reading.lines] == [
            (party, one.id, by_hand[one.id])
            for party in case.parties
            for one in case.positions
            if party in one.holders
        ]
        asked = [
            one.proposition for one in case.positions if by_hand[one.id] is not Bearing.CROSSES
        ]
        assert reading.can_all_stand == any(
            all(holds(one, package, case) for one in asked) for package in packages
        )
