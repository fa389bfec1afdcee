"""The explanation against brute force, on small cases made at random."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.case.case import Case, Limit
from goodoffices.case.issues import Issue, IssueKind
from goodoffices.case.limits import Instrument
from goodoffices.case.positions import Form, Permission
from goodoffices.case.propositions import Proposition
from goodoffices.case.stances import Stance
from goodoffices.gaps.explanation import Explanation, PositionSets, ReadingSets, explain
from tests.strategies import every_package, issues_maps, propositions
from tests.twins import Sets
from tests.unit.gaps import brute_force
from tests.unit.gaps.small_source import Said, SmallSource

STANCES = st.sampled_from(
    (
        Stance.INSISTS,
        Stance.DEMANDS,
        Stance.REJECTS,
        Stance.RULES_OUT,
        Stance.REJECTS_AS_FORMULATED,
    )
)
PARTIES = st.sampled_from(("north", "south", "hills"))


def one_quantity_at_most(issues: Mapping[str, Issue]) -> bool:
    """Whether no sum can be over several quantities: those need another engine."""
    return sum(issue.kind is IssueKind.QUANTITY for issue in issues.values()) <= 1


@st.composite
def forms(draw: st.DrawFn, issues: Mapping[str, Issue], reading: str, statement: str) -> Form:
    small = propositions(issues, most_levels=2)
    permissions: tuple[Permission, ...] = ()
    party = draw(PARTIES)
    if draw(st.integers(0, 3)) == 0:
        condition = draw(st.none() | small)
        permissions = (Permission("w", "sw", party, Stance.WOULD_ACCEPT, draw(small), condition),)
    return Form(
        reading=reading,
        statement=statement,
        party=party,
        stance=draw(STANCES),
        proposition=draw(small),
        condition=draw(st.none() | small) if draw(st.booleans()) else None,
        relaxed_by=permissions,
    )


@st.composite
def sources(draw: st.DrawFn, *, most: int = 6, rivals: bool = True) -> SmallSource:
    """Statements with up to two readings each, perhaps a norm and an instrument."""
    issues = draw(issues_maps(most=3).filter(one_quantity_at_most))
    said = []
    for number in range(draw(st.integers(1, most))):
        statement = f"s{number}"
        several = 2 if rivals and draw(st.integers(0, 3)) == 0 else 1
        read = [draw(forms(issues, f"r{number}_{n}", statement)) for n in range(several)]
        said.append(Said(statement, tuple(read)))
    source = SmallSource(issues, tuple(said))
    if draw(st.integers(0, 3)) == 0:
        source = replace(source, limits=_limits(draw(propositions(issues)), issues))
    if draw(st.integers(0, 3)) == 0:
        form = draw(forms(issues, "accord", ""))
        form = replace(form, stance=Stance.INSISTS, condition=None, relaxed_by=())
        accord = Instrument(id="accord", title="", invoked_by=form.party, proposition="as read")
        off = frozenset({"accord"} if draw(st.booleans()) else ())
        source = replace(source, instruments=(accord,), instrument_forms=(form,), off=off)
    return source


def _limits(said: Proposition, issues: Mapping[str, Issue]) -> tuple[Limit, ...]:
    """A norm, unless it leaves no package."""
    every = every_package(issues)
    if not brute_force.allowed(said, every, issues):
        return ()
    return (Limit("norm", "a norm", said, is_norm=True),)


def as_sets(sets: PositionSets) -> Sets:
    return set(map(frozenset, sets))


def cases(source: SmallSource) -> list[Case]:
    return [source.case(choice) for choice in source.choices()[0]]


def by_allows(case: Case, without: str = "") -> set[frozenset[str]]:
    allows = {one.id: one.allows for one in case.positions}
    return {frozenset(allows[one] for one in some) for some in brute_force.sets_of(case)[0]}


@settings(max_examples=60)
@given(source=sources())
def test_the_sets_of_all_readings_are_those_of_brute_force(source: SmallSource) -> None:
    """One explanation a source, for all that follows from the sets: drawing is what takes time."""
    found = explain(source, fragile=False, untabled=False)
    by_hand = [brute_force.sets_of(case) for case in cases(source)]
    assert found.complete
    assert [(as_sets(one.incompatible), as_sets(one.movement)) for one in found.readings] == by_hand
    for one in found.readings:
        assert _hitting_sets(one.incompatible) == as_sets(one.movement)
        assert _hitting_sets(one.movement) == as_sets(one.incompatible)
    everywhere = found.under_every_reading
    assert as_sets(everywhere.incompatible) == set.intersection(*(sets for sets, _ in by_hand))
    assert as_sets(everywhere.movement) == set.intersection(*(sets for _, sets in by_hand))
    assert list(found.depends_on) == _altering_by_reading(source)
    assert {
        (one.party, frozenset(one.positions)): one.under_every_reading for one in found.own
    } == _own_conflicts(source)


def _hitting_sets(sets: PositionSets) -> Sets:
    """All minimal sets that have a member of each of these."""
    hitting: Sets = {frozenset()}
    for some in sets:
        wider = {hit if hit & set(some) else hit | {one} for hit in hitting for one in some}
        hitting = {hit for hit in wider if not any(other < hit for other in wider)}
    return hitting - {frozenset()}


def _altering_by_reading(source: SmallSource) -> list[str]:
    """The statements one of whose other readings, changed alone, alters the sets."""
    leading = brute_force.sets_of(source.case())
    return [
        one.statement
        for one in source.said
        if any(
            brute_force.sets_of(source.case({one.rivals[0].reading: rival.reading})) != leading
            for rival in one.rivals[1:]
        )
    ]


def _own_conflicts(source: SmallSource) -> dict[tuple[str, frozenset[str]], bool]:
    """For each set of one party's positions that cannot all stand, whether it never can."""
    found: Counter[tuple[str, frozenset[str]]] = Counter()
    for case in cases(source):
        for party in case.parties:
            own = tuple(one for one in case.positions if party in one.holders)
            sets, _ = brute_force.sets_of(replace(case, positions=own))
            found.update((party, some) for some in sets)
    every = len(source.choices()[0])
    return {key: count == every for key, count in found.items()}


@settings(max_examples=60)
@given(source=sources(rivals=False))
def test_fragile_on_statements_without_which_the_sets_are_others(source: SmallSource) -> None:
    """Compared by what positions allow: a lost co-holder changes nothing."""
    leading = by_allows(source.case())
    altering = [
        one.statement
        for one in source.said
        if by_allows(source.case(without=frozenset({one.statement}))) != leading
    ]
    found = explain(source, untabled=False)
    assert list(found.fragile_on) == altering
    assert found.fragile_complete


@settings(max_examples=60)
@given(source=sources())
def test_untabled_options_are_those_of_the_definition(source: SmallSource) -> None:
    found = explain(source, fragile=False)
    assert found.untabled_complete
    for reading, case in zip(found.readings, cases(source), strict=True):
        assert admissions(reading) == brute_force.untabled(case)


def admissions(reading: ReadingSets) -> brute_force.Admissions:
    return {
        one.issue: {
            frozenset(each.positions): each.withdrawing_suffices for each in one.admitted_by
        }
        for one in reading.untabled
    }


@settings(max_examples=40)
@given(source=sources(rivals=False))
def test_an_instrument_changes_what_its_absence_changes(source: SmallSource) -> None:
    for effect in explain(source, fragile=False, untabled=False).instruments:
        on, off = (source.case(instruments_off=frozenset(one)) for one in ((), ("accord",)))
        assert as_sets(effect.with_it.incompatible) == brute_force.sets_of(on)[0]
        assert as_sets(effect.without_it.incompatible) == brute_force.sets_of(off)[0]
        assert effect.changes == (by_allows(on) != by_allows(off))
        assert len(effect.only_with) == len(by_allows(on) - by_allows(off))
        assert len(effect.only_without) == len(by_allows(off) - by_allows(on))


@settings(max_examples=40)
@given(source=sources(), most=st.integers(1, 2))
def test_a_cap_is_said_and_what_is_listed_is_true(source: SmallSource, most: int) -> None:
    found = explain(source, most=most)
    for reading, case in zip(found.readings, cases(source), strict=True):
        incompatible, movement = brute_force.sets_of(case)
        assert as_sets(reading.incompatible) <= incompatible
        assert as_sets(reading.movement) <= movement
        assert reading.complete <= (
            (as_sets(reading.incompatible), as_sets(reading.movement)) == (incompatible, movement)
        )
        for issue, admitted in admissions(reading).items():
            assert admitted.items() <= brute_force.untabled(case)[issue].items()
    leading = by_allows(source.case())
    for statement in found.fragile_on:
        assert by_allows(source.case(without=frozenset({statement}))) != leading


@settings(max_examples=40)
@given(source=sources(), order=st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_no_set(source: SmallSource, order: random.Random) -> None:
    changed = replace(source, said=tuple(order.sample(source.said, len(source.said))))
    assert summary(explain(source)) == summary(explain(changed))


def summary(found: Explanation) -> object:
    return (
        as_sets(found.under_every_reading.incompatible),
        as_sets(found.under_every_reading.movement),
        set(found.depends_on),
        set(found.fragile_on),
        {
            frozenset(one.choice.items()): (
                as_sets(one.incompatible),
                as_sets(one.movement),
            )
            for one in found.readings
        },
    )
