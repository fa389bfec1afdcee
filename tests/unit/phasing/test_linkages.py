"""Effects of linkages, which of them cannot all hold, and which would have to give way.

The twins try every order of tranches, with sums of their own; they share no code with the
searches.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

import pytest

from goodoffices.case.case import Case
from goodoffices.case.deadline import Deadline
from goodoffices.case.enumeration import Stopped
from goodoffices.case.status import Status
from goodoffices.case.undertakings import Importance, Linkage, Step, Undertaking
from goodoffices.phasing.linkage_oracle import is_kept
from goodoffices.phasing.linkages import find_incompatible_linkages, weigh_linkages
from goodoffices.phasing.loosenings import (
    MOST_WAYS,
    GivesWay,
    LooseningSet,
    _Finder,
    find_loosenings,
)
from goodoffices.phasing.plan import Plan, compile_plan
from goodoffices.phasing.reachable import Search, WithinBounds, find_order, order_of_phases
from goodoffices.phasing.results import Objective, PlannedPhase, PlannedStep, ScheduleSearch
from goodoffices.phasing.schedules import find_schedule
from tests.cases import make_case

Order = tuple[str, ...]
SIDES = {"north": "south", "south": "north"}

# ---------------------------------------------------------------------------- cases


@dataclass(frozen=True)
class Given:
    """An undertaking with what a tranche costs its giver and is worth to the other side."""

    id: str
    giver: str
    tranches: int
    cost: int
    worth: int
    after: tuple[str, ...] = ()


def case_of(given: Sequence[Given], linkages: Sequence[Linkage] = ()) -> Case:
    """Both sides weigh by exact numbers of their own."""
    importance = []
    for party in SIDES:
        does = {one.id: one.cost * one.tranches for one in given if one.giver == party}
        gets = {one.id: one.worth * one.tranches for one in given if one.giver != party}
        importance.append(
            Importance.model_validate(
                {
                    "id": party,
                    "party": party,
                    "does": {"numbers": {name: [n, n] for name, n in does.items()}},
                    "gets": {"numbers": {name: [n, n] for name, n in gets.items()}},
                }
            )
        )
    return replace(
        make_case(issues=[], parties=["north", "south"]),
        undertakings=tuple(
            Undertaking(
                id=one.id,
                responsible=one.giver,
                beneficiaries=(SIDES[one.giver],),
                tranches=one.tranches,
                after=one.after,
            )
            for one in given
        ),
        linkages=tuple(linkages),
        importance=tuple(importance),
    )


def link(id: str, step: str, after: str, **loosenings: Mapping[str, str]) -> Linkage:
    forms = [{"id": name, **said} for name, said in loosenings.items()]
    return Linkage.model_validate({"id": id, "step": step, "after": after, "loosenings": forms})


# ---------------------------------------------------------------------------- by brute force


def parts(given: Sequence[Given]) -> list[str]:
    return [f"{one.id}.{n}" for one in given for n in range(1, one.tranches + 1)]


def meant(reference: str, every: Sequence[str]) -> set[str]:
    return {one for one in every if one == reference or one.split(".")[0] == reference}


def is_kept_by(order: Order, step: str, after: str) -> bool:
    first = min(order.index(one) for one in meant(step, order))
    last = max(order.index(one) for one in meant(after, order))
    return first > last


def orders(given: Sequence[Given], linkages: Sequence[tuple[str, str]]) -> Iterator[Order]:
    """Every order of tranches that keeps prerequisites, linkages and the order of tranches."""
    waits = [*linkages, *((one.id, after) for one in given for after in one.after)]
    for order in permutations(parts(given)):
        ranks = [
            [int(one.split(".")[1]) for one in order if one.split(".")[0] == name.id]
            for name in given
        ]
        in_turn = all(rank == sorted(rank) for rank in ranks)
        if in_turn and all(is_kept_by(order, *wait) for wait in waits):
            yield order


def largest(
    given: Sequence[Given], order: Order
) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """Each party's largest shortfall and exposure on an order of tranches, in shares."""
    known = {one.id: one for one in given}
    shortfall = dict.fromkeys(SIDES, Fraction())
    exposure = dict.fromkeys(SIDES, Fraction())
    for done in range(len(order)):
        for party in SIDES:
            total = sum(one.worth * one.tranches for one in given if one.giver != party)
            sums = []
            for some in (order[done:], order[:done]):
                items = [known[one.split(".")[0]] for one in some]
                given_up = sum(one.cost for one in items if one.giver == party)
                received = sum(one.worth for one in items if one.giver != party)
                sums.append(Fraction(given_up - received, total))
            shortfall[party] = max(shortfall[party], sums[0])
            exposure[party] = max(exposure[party], sums[1])
    return shortfall, exposure


def smallest(given: Sequence[Given], linkages: Sequence[tuple[str, str]]) -> list[Fraction] | None:
    """The leximax smallest shortfalls, the largest first; None where no order is left."""
    found = [
        sorted(largest(given, one)[0].values(), reverse=True) for one in orders(given, linkages)
    ]
    return min(found, default=None)


def is_possible(
    given: Sequence[Given],
    linkages: Sequence[tuple[str, str]],
    at_most: Fraction,
    exposure: Fraction | None,
) -> bool:
    for order in orders(given, linkages):
        short, exposed = largest(given, order)
        if max(short.values()) <= at_most and (
            exposure is None or max(exposed.values()) <= exposure
        ):
            return True
    return False


def minimal(sets: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [one for one in sets if not any(set(other) < set(one) for other in sets)]


def every_order(given: Sequence[Given]) -> Search:
    """A search by brute force, in the place of `find_schedule`."""

    def search(plan: Plan, *, deadline_s: float | None = None) -> ScheduleSearch:
        waits = [(one.step, one.after) for one in plan.linkages]
        best = min(
            orders(given, waits),
            key=lambda one: sorted(largest(given, one)[0].values(), reverse=True),
        )
        short, exposed = largest(given, best)
        steps = [
            PlannedPhase(n, n, n, (PlannedStep((part,), ("x",), ("x",), ("x",), n, n, n, n),))
            for n, part in enumerate(best, 1)
        ]
        return ScheduleSearch(
            phases=tuple(steps),
            moments=(),
            largest_shortfall={party: (share, share) for party, share in short.items()},
            largest_exposure={party: (share, share) for party, share in exposed.items()},
            objective=Objective.SHARES,
            status=Status.PROVEN,
            method="every order",
            value=max(short.values()),
            bound=max(short.values()),
        )

    return search


def random_given(chance: random.Random) -> list[Given]:
    found = []
    left = 6
    for number in range(chance.randint(2, 4)):
        count = chance.randint(1, 2 if left > 3 else 1)
        left -= count
        giver = "north" if number == 0 else "south" if number == 1 else chance.choice(list(SIDES))
        cost, worth = chance.randint(0, 6), chance.randint(1, 9)
        found.append(Given(f"u{number}", giver, count, cost, worth))
    return found


def random_linkages(chance: random.Random, given: Sequence[Given]) -> list[Linkage]:
    names = [*(one.id for one in given), *parts(given)]
    found = []
    for number in range(chance.randint(1, 4)):
        step, after = chance.choice(names), chance.choice(names)
        if step.split(".")[0] == after.split(".")[0]:
            continue
        other = chance.choice([one for one in names if one.split(".")[0] != step.split(".")[0]])
        found.append(link(f"l{number}", step, after, looser={"after": other}))
    return found


# ---------------------------------------------------------------------------- effects

TWO_PHASES = [
    Given("prisoners", "north", 2, 8, 10),
    Given("withdraw1", "north", 1, 10, 14),
    Given("withdraw2", "north", 1, 20, 26),
    Given("captives", "south", 2, 10, 16),
]


def test_each_linkage_is_weighed_with_without_and_loosened() -> None:
    linkages = [
        link("all", "withdraw2", "captives", one={"after": "captives.1"}),
        link("last", "captives.2", "withdraw1"),
    ]
    case = case_of(TWO_PHASES, linkages)
    effects = weigh_linkages(case, search=every_order(TWO_PHASES))
    assert [one.linkage.id for one in effects] == ["all", "last"]

    def shares(*waits: tuple[str, str]) -> dict[str, Fraction]:
        found = min(
            orders(TWO_PHASES, waits),
            key=lambda one: sorted(largest(TWO_PHASES, one)[0].values(), reverse=True),
        )
        return largest(TWO_PHASES, found)[0]

    def highs(found: ScheduleSearch) -> dict[str, Fraction]:
        return {party: high for party, (_, high) in found.largest_shortfall.items()}

    every, last = ("withdraw2", "captives"), ("captives.2", "withdraw1")
    first, second = effects
    assert highs(first.with_it) == highs(second.with_it) == shares(every, last)
    assert highs(first.without) == shares(last)
    assert [(one.loosening.id, highs(one.found)) for one in first.loosened] == [
        ("one", shares(("withdraw2", "captives.1"), last))
    ]
    assert highs(second.without) == shares(every)
    assert second.loosened == ()
    assert all(one.is_proven for one in effects)


def test_a_linkage_in_a_circle_leaves_nothing_with_it_and_something_without() -> None:
    given = [Given("a", "north", 1, 1, 2), Given("b", "south", 1, 1, 2)]
    case = case_of(given, [link("there", "a", "b"), link("back", "b", "a")])
    effects = weigh_linkages(case, search=every_order(given))
    assert [(one.with_it.status, one.without.status) for one in effects] == [
        (Status.INFEASIBLE, Status.PROVEN)
    ] * 2
    assert effects[0].with_it.assumptions == (
        (
            "these wait for each other in a circle, so none can begin: a.1 waits for b.1 (linkage "
            "there); b.1 waits for a.1 (linkage back)"
        ),
    )


def test_a_schedule_that_is_known_is_not_searched_again() -> None:
    given = [Given("a", "north", 1, 1, 2), Given("b", "south", 1, 1, 2)]
    case = case_of(given, [link("there", "a", "b")])
    known = every_order(given)(compile_plan(case))
    searched: list[int] = []

    def search(plan: Plan, *, deadline_s: float | None = None) -> ScheduleSearch:
        searched.append(len(plan.linkages))
        return known

    (effect,) = weigh_linkages(case, search=search, with_all=known)
    assert effect.with_it is known
    assert searched == [0]


# ---------------------------------------------------------------------------- circles


def test_linkages_in_a_circle_with_a_prerequisite_are_explained() -> None:
    given = [
        Given("a", "north", 2, 1, 2),
        Given("b", "south", 1, 1, 2, after=("a.1",)),
        Given("c", "south", 1, 1, 2),
    ]
    case = case_of(given, [link("one", "a", "c"), link("two", "c", "b"), link("free", "a.2", "c")])
    found = find_incompatible_linkages(case)
    assert [one.linkages for one in found.incompatible] == [("one", "two")]
    assert found.incompatible[0].circle == (
        ("a.1", "c.1", "one"),
        ("c.1", "b.1", "two"),
        ("b.1", "a.1", ""),
    )
    assert [name for name, _ in found.incompatible[0].orders] == ["one", "two"]
    assert found.movement == (("one",), ("two",))
    assert found.status is Status.PROVEN


def test_linkages_that_can_all_hold_need_not_move() -> None:
    given = [Given("a", "north", 1, 1, 2), Given("b", "south", 1, 1, 2)]
    found = find_incompatible_linkages(case_of(given, [link("one", "a", "b")]))
    assert (found.incompatible, found.movement, found.status) == ((), ((),), Status.PROVEN)


def test_prerequisites_in_a_circle_leave_nothing_whatever_linkages_do() -> None:
    given = [Given("a", "north", 1, 1, 2, ("b",)), Given("b", "south", 1, 1, 2, ("a",))]
    case = case_of(given, [link("one", "a", "b")])
    found = find_incompatible_linkages(case)
    assert found.status is Status.INFEASIBLE
    assert found.circle == (("a.1", "b.1", ""), ("b.1", "a.1", ""))
    assert find_loosenings(case, at_most=Fraction(1)).status is Status.INFEASIBLE


def test_a_joint_step_cannot_wait_for_a_part_of_itself() -> None:
    given = [Given("a", "north", 1, 1, 2), Given("b", "south", 1, 1, 2)]
    case = case_of(given, [link("one", "a", "b")])
    joint = [Step(does=("a", "b"), held_by="east")]
    found = find_incompatible_linkages(case, joint=joint)
    assert [one.linkages for one in found.incompatible] == [("one",)]
    assert found.movement == (("one",),)


@pytest.mark.parametrize("seed", range(60))
def test_incompatible_linkages_as_every_order_has_them(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- small cases, no secrets
    given = random_given(chance)
    linkages = random_linkages(chance, given)
    found = find_incompatible_linkages(case_of(given, linkages))
    waits = {one.id: (one.step, one.after) for one in linkages}
    ids = list(waits)
    subsets = [some for size in range(len(ids) + 1) for some in combinations(ids, size)]
    holds = {
        some: any(True for _ in orders(given, [waits[one] for one in some])) for some in subsets
    }
    cannot = minimal([some for some in subsets if not holds[some]])
    moved = minimal(
        [some for some in subsets if holds[tuple(one for one in ids if one not in some)]]
    )
    assert [one.linkages for one in found.incompatible] == cannot
    assert list(found.movement) == moved
    assert found.status is Status.PROVEN
    for one in found.incompatible:
        for left_out, order in one.orders:
            done = tuple(sorted(order, key=order.__getitem__))
            for name in set(one.linkages) - {left_out}:
                assert is_kept_by(done, *waits[name])


# ---------------------------------------------------------------------------- loosenings


@pytest.mark.parametrize("seed", range(120))
def test_loosenings_as_every_order_has_them(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- small cases, no secrets
    given = random_given(chance)
    linkages = random_linkages(chance, given)
    waits = {one.id: (one.step, one.after) for one in linkages}
    looser = {one.id: (one.step, str(one.loosenings[0].after)) for one in linkages}
    ids = list(waits)
    best = smallest(given, [])
    assert best is not None
    at_most = best[0] + Fraction(chance.randint(0, 3), 10)
    exposure = Fraction(chance.randint(3, 10), 10) if chance.random() < 0.4 else None
    found = find_loosenings(case_of(given, linkages), at_most=at_most, exposure=exposure)

    def suffices(dropped: Sequence[str], loosened: Sequence[str] = ()) -> bool:
        left = [waits[one] for one in ids if one not in dropped and one not in loosened]
        left += [looser[one] for one in loosened]
        return is_possible(given, left, at_most, exposure)

    if not suffices(ids):
        assert (found.sets, found.status) == ((), Status.INFEASIBLE)
        return
    subsets = [some for size in range(len(ids) + 1) for some in combinations(ids, size)]
    sets = minimal([some for some in subsets if suffices(some)])
    assert found.status is Status.PROVEN
    assert [one.linkages for one in found.sets] == sets
    for one in found.sets:
        done = tuple(sorted(one.order, key=one.order.__getitem__))
        assert all(is_kept_by(done, *waits[name]) for name in set(ids) - set(one.linkages))
        assert max(largest(given, done)[0].values()) <= at_most
        gentle = [
            some
            for size in range(len(one.linkages) + 1)
            for some in combinations(one.linkages, size)
            if suffices([name for name in one.linkages if name not in some], some)
        ]
        best_ways = [some for some in gentle if not any(set(some) < set(more) for more in gentle)]
        ways = [tuple(way.linkage for way in ways if way.loosening) for ways in one.ways]
        assert sorted(ways) == sorted(best_ways)


def test_nothing_has_to_give_way_where_all_linkages_can_hold() -> None:
    case = case_of(TWO_PHASES, [link("last", "captives.2", "withdraw1")])
    found = find_loosenings(case, at_most=Fraction(2))
    assert [(one.linkages, one.ways) for one in found.sets] == [((), ((),))]
    assert (found.blocking, found.status) == ((), Status.PROVEN)


def test_a_looser_form_stands_in_the_place_of_none() -> None:
    given = [Given("a", "north", 2, 4, 5), Given("b", "south", 2, 4, 5)]
    whole = link("whole", "a", "b", half={"step": "a.2"}, other={"after": "b.1"})
    case = case_of(given, [whole])
    best = smallest(given, [])
    assert best is not None
    found = find_loosenings(case, at_most=best[0])
    assert found.blocking == (("whole",),)
    assert [(one.linkages, one.ways) for one in found.sets] == [
        (("whole",), ((GivesWay("whole", "half"),), (GivesWay("whole", "other"),)))
    ]


def test_without_time_nothing_is_claimed() -> None:
    case = case_of(TWO_PHASES, [link("all", "withdraw2", "captives")])
    none = find_loosenings(case, at_most=Fraction(1), deadline_s=0)
    assert (none.sets, none.status) == ((), Status.OUT_OF_TIME)
    some = find_incompatible_linkages(case, deadline_s=0)
    assert some.status is Status.BEST_FOUND


def test_the_search_for_schedules_is_asked_where_states_are_too_many() -> None:
    case = case_of(TWO_PHASES)
    plan = compile_plan(case)
    best = smallest(TWO_PHASES, [])
    assert best is not None

    def finder(at_most: Fraction, **more: Any) -> _Finder:
        within = WithinBounds(plan, at_most=at_most, exposure=more.get("exposure"))
        return _Finder(within, every_order(TWO_PHASES), Deadline(more.get("time")), most=1)

    found = finder(best[0])(plan)
    assert found is not None
    done = tuple(sorted(found, key=found.__getitem__))
    assert sorted(largest(TWO_PHASES, done)[0].values(), reverse=True) == best
    assert finder(best[0] - Fraction(1, 1000))(plan) is None
    with pytest.raises(Stopped):
        finder(best[0], time=0)(plan)
    with pytest.raises(Stopped):
        finder(best[0], exposure=Fraction(1))(plan)


def test_an_order_within_bounds_is_none_where_the_beginning_is_beyond_them() -> None:
    given = [Given("a", "north", 1, 9, 2), Given("b", "south", 1, 1, 2)]
    plan = compile_plan(case_of(given))
    tight = WithinBounds(plan, at_most=Fraction(3), exposure=None)
    wide = WithinBounds(plan, at_most=Fraction(9, 2), exposure=None)
    assert find_order(plan, tight) is None
    assert find_order(plan, wide) is not None


def test_a_set_says_how_it_may_give_way() -> None:
    assert LooseningSet(("l",), ((GivesWay("l"),),), {"a.1": 1}).ways == ((GivesWay("l", ""),),)


# ---------------------------------------------------------------------------- with the engine


@pytest.mark.parametrize("seed", range(40))
def test_effects_of_the_engine_are_those_of_every_order(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- small cases, no secrets
    given = random_given(chance)
    linkages = random_linkages(chance, given)
    waits = {one.id: (one.step, one.after) for one in linkages}
    effects = weigh_linkages(case_of(given, linkages))

    def shares(found: ScheduleSearch) -> list[Fraction] | None:
        if found.status is Status.INFEASIBLE:
            return None
        return sorted((high for _, high in found.largest_shortfall.values()), reverse=True)

    assert [one.linkage.id for one in effects] == list(waits)
    for one in effects:
        others = [wait for name, wait in waits.items() if name != one.linkage.id]
        looser = one.linkage.step, str(one.linkage.loosenings[0].after)
        assert one.is_proven
        assert shares(one.with_it) == smallest(given, list(waits.values()))
        assert shares(one.without) == smallest(given, others)
        assert shares(one.loosened[0].found) == smallest(given, [*others, looser])


def test_effects_take_no_longer_than_they_are_given() -> None:
    case = case_of(TWO_PHASES, [link("all", "withdraw2", "captives")])
    (effect,) = weigh_linkages(case, deadline_s=0)
    assert {effect.with_it.status, effect.without.status} <= set(Status)


# ---------------------------------------------------------------------------- edges


def test_more_ways_than_are_tried_are_not_said_to_be_all() -> None:
    given = [Given("a", "north", 1, 4, 5), Given("b", "south", 1, 4, 5)]
    forms = {f"form{number}": {"after": "b.1"} for number in range(MOST_WAYS)}
    best = smallest(given, [("b", "a")])
    assert best is not None
    case = case_of(given, [link("some", "a", "b", **forms), link("back", "b", "a")])
    found = find_loosenings(case, at_most=best[0])
    some = next(one for one in found.sets if one.linkages == ("some",))
    assert found.status is Status.BEST_FOUND
    assert some.ways == ((GivesWay("some"),),)
    fewer = dict(list(forms.items())[1:])
    case = case_of(given, [link("some", "a", "b", **fewer), link("back", "b", "a")])
    assert find_loosenings(case, at_most=best[0]).status is Status.PROVEN


def test_what_a_search_leaves_open_is_not_decided() -> None:
    plan = compile_plan(case_of(TWO_PHASES))
    found = every_order(TWO_PHASES)(plan)
    value = found.value
    assert value is not None

    def decides(at_most: Fraction, exposure: Fraction | None = None, **other: Any) -> bool | None:
        within = WithinBounds(plan, at_most=at_most, exposure=exposure)
        return within.decides(replace(found, **other))

    assert decides(value) is True
    assert decides(value / 2) is False
    assert decides(value / 2, bound=value / 3) is None
    assert decides(value, Fraction(9)) is None
    assert decides(value / 2, Fraction(9)) is False
    assert decides(value, value=None) is None
    assert decides(value, bound=None) is None
    assert decides(value, objective=Objective.EACH) is None


def test_a_joint_step_is_one_place_in_an_order() -> None:
    def step(*does: str, held_by: str = "") -> PlannedStep:
        return PlannedStep(does, ("x",), ("x",), ("x",), 1, 0, 1, 1, held_by)

    phases = [
        PlannedPhase(1, 0, 1, (step("a.1", "a.2"), step("b.1", "c.1", held_by="east"))),
        PlannedPhase(2, 1, 2, (step("d.1"),)),
    ]
    assert order_of_phases(phases) == {"a.1": 1, "a.2": 2, "b.1": 3, "c.1": 3, "d.1": 4}


def test_a_linkage_to_what_is_not_in_an_order_is_kept() -> None:
    known = {name: Undertaking(id=name, responsible="north") for name in ("a", "b")}
    linkage = link("l", "a", "b")
    assert is_kept(linkage, {"a.1": 1}, undertakings=known)
    assert is_kept(linkage, {"b.1": 1}, undertakings=known)
    assert not is_kept(linkage, {"a.1": 1, "b.1": 2}, undertakings=known)


def test_time_is_shared_among_the_searches_that_are_left() -> None:
    case = case_of(TWO_PHASES, [link("all", "withdraw2", "captives", one={"after": "captives.1"})])
    known = every_order(TWO_PHASES)(compile_plan(case))
    shares: list[float] = []

    def search(plan: Plan, *, deadline_s: float | None = None) -> ScheduleSearch:
        assert deadline_s is not None
        shares.append(round(deadline_s / 600, 2))
        return known

    weigh_linkages(case, search=search, deadline_s=600)
    assert shares == [0.33, 0.5, 1.0]
    weigh_linkages(case, search=search, with_all=known, deadline_s=600)
    assert shares[3:] == [0.5, 1.0]


def test_looking_for_an_order_stops_after_so_many_states() -> None:
    plan = compile_plan(case_of(TWO_PHASES))
    within = WithinBounds(plan, at_most=Fraction(9), exposure=None)
    assert find_order(plan, within, most=len(parts(TWO_PHASES))) is not None
    with pytest.raises(Stopped):
        find_order(plan, within, most=len(parts(TWO_PHASES)) - 1)


def test_which_of_two_equal_orders_is_come_upon_is_no_effect_of_a_linkage() -> None:
    """Each of two opposite linkages leaves one of two equally good orders."""
    given = [Given("a", "north", 1, 1, 2), Given("b", "south", 1, 1, 2)]
    for step, awaited in (("a", "b"), ("b", "a")):
        case = case_of(given, [link("asked", step, awaited)])
        (effect,) = weigh_linkages(case)
        assert effect.without.largest_shortfall == effect.with_it.largest_shortfall
        is_other = find_schedule(case_of(given, [])).largest_shortfall != (
            effect.with_it.largest_shortfall
        )
        assert effect.opens_equals is is_other
