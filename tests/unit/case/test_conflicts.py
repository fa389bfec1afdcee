"""The result as a whole: its order, its caps, what it says of them, what stops it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable

import pytest

from bench.generate import generate
from goodoffices.case import rechecking
from goodoffices.case.certificates import check_conflicts
from goodoffices.case.conflicts import Conflicts, check_limits, find_conflicts, is_possible
from goodoffices.case.enumeration import Budget
from goodoffices.case.errors import EnginesDisagree, NothingLeft, UnknownId
from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.oracles import LogicOracle
from goodoffices.case.propositions import FALSE, TRUE, Comparison, If, In, Not, Proposition, Sum
from goodoffices.case.status import Status

ISSUES = {
    name: Issue(id=name, options=tuple(Option(id=option) for option in ("x", "y", "z")))
    for name in ("a", "b")
} | {"n": Issue(id="n", kind=IssueKind.QUANTITY, low=0, high=10**6)}


def sets(found: Iterable[frozenset[str]]) -> list[str]:
    return ["".join(sorted(members)) for members in found]


def test_conflicts_without_any_constraint_need_no_movement() -> None:
    found = find_conflicts({}, issues=ISSUES)
    assert (found.incompatible, found.movement) == ((), (frozenset(),))
    assert (found.status, found.complete) == (Status.PROVEN, True)


def test_conflicts_where_all_can_stand_need_no_movement() -> None:
    found = find_conflicts({"p": In("a", ("x",)), "q": TRUE}, issues=ISSUES)
    assert (found.incompatible, found.movement) == ((), (frozenset(),))
    assert found.witnesses == {frozenset(): {"a": "x", "b": "x", "n": 0}}


def test_conflict_of_a_position_with_itself_has_one_member() -> None:
    found = find_conflicts({"p": FALSE, "q": In("a", ("x",))}, issues=ISSUES)
    assert (sets(found.incompatible), sets(found.movement)) == (["p"], ["p"])


def test_conflicts_come_smallest_first_then_in_the_order_of_the_constraints() -> None:
    constraints: dict[str, Proposition] = {
        "z": In("a", ("x",)),
        "y": In("a", ("y",)),
        "x": In("b", ("x",)),
        "w": If(In("b", ("x",)), In("a", ("z",))),
    }
    found = find_conflicts(constraints, issues=ISSUES)
    assert sets(found.incompatible) == ["yz", "wxz", "wxy"]
    assert sets(found.movement) == ["yz", "xz", "wz", "xy", "wy"]


def test_conflicts_are_under_the_limits_and_name_none() -> None:
    found = find_conflicts(
        {"p": In("a", ("x",)), "q": In("b", ("x",))},
        issues=ISSUES,
        limits=[If(In("a", ("x",)), Not(In("b", ("x",))))],
    )
    assert sets(found.incompatible) == ["pq"]
    assert sets(found.movement) == ["p", "q"]


def test_conflicts_of_wide_ranges_are_found_at_once() -> None:
    constraints: dict[str, Proposition] = {
        "p": Sum(((1, "n"),), Comparison.AT_LEAST, 500_001),
        "q": Sum(((1, "n"),), Comparison.AT_MOST, 500_000),
        "r": Not(In("n", (7,))),
    }
    found = find_conflicts(constraints, issues=ISSUES)
    assert (sets(found.incompatible), found.rechecked_by_search) == (["pq"], 1)


def test_conflicts_say_that_limits_leave_nothing() -> None:
    with pytest.raises(NothingLeft, match="limit 1, limit 2 cannot all hold"):
        find_conflicts({}, issues=ISSUES, limits=[In("a", ("x",)), In("a", ("y",))])


def test_conflicts_say_which_issue_is_not_there() -> None:
    with pytest.raises(UnknownId, match='there is no issue "c"'):
        find_conflicts({"p": In("c", ("x",))}, issues=ISSUES)


# ---------------------------------------------------------------------------- limits alone


def test_check_limits_names_a_smallest_set_first_in_order() -> None:
    named: dict[str, Proposition] = {
        "r1": In("a", ("x",)),
        "r2": In("b", ("x",)),
        "r3": If(In("a", ("x",)), In("b", ("y",))),
        "r4": In("b", ("z",)),
        "r5": In("b", ("y",)),
    }
    with pytest.raises(NothingLeft) as raised:
        check_limits(named, ISSUES)
    assert raised.value.names == ("r2", "r4")
    del named["r4"], named["r5"]
    with pytest.raises(NothingLeft) as raised:
        check_limits(named, ISSUES)
    assert raised.value.names == ("r1", "r2", "r3")


def test_check_limits_accepts_what_leaves_a_package() -> None:
    check_limits({}, ISSUES)
    check_limits({"r1": In("a", ("x",))}, ISSUES)


def test_is_possible_gives_a_package_or_none() -> None:
    assert is_possible([], ISSUES) == {"a": "x", "b": "x", "n": 0}
    assert is_possible([In("a", ("z",)), Not(In("n", (0,)))], ISSUES) == {
        "a": "z",
        "b": "x",
        "n": 1,
    }
    assert is_possible([FALSE], ISSUES) is None


# ---------------------------------------------------------------------------- caps and stops


def check(found: Conflicts, seed: int) -> list[str]:
    case = generate(20, 50, seed=seed)
    return check_conflicts(case.constraints, case.limits, case.issues, found)


def conflicts_of(seed: int, **options: object) -> Conflicts:
    case = generate(20, 50, seed=seed)
    return find_conflicts(
        case.constraints,
        issues=case.issues,
        limits=case.limits,
        **options,  # type: ignore[arg-type]
    )


def test_conflicts_capped_list_the_smallest_and_say_how_far_that_goes() -> None:
    whole = conflicts_of(2, most=None)
    assert (len(whole.incompatible), len(whole.movement), whole.complete) == (39, 46, True)
    assert (whole.incompatible_up_to, whole.movement_up_to) == (50, 50)
    part = conflicts_of(2, most=20)
    assert (part.status, part.complete) == (Status.BEST_FOUND, False)
    assert (len(part.incompatible), len(part.movement)) == (20, 20)
    assert part.smallest_movement_proven
    for kind, up_to in (
        ("incompatible", part.incompatible_up_to),
        ("movement", part.movement_up_to),
    ):
        small = [some for some in getattr(whole, kind) if len(some) <= up_to]
        assert small == [some for some in getattr(part, kind) if len(some) <= up_to]
        assert kind == "incompatible" or small
    assert check(part, 2) == []


def test_conflicts_beyond_a_cap_of_movement_sets_are_still_complete() -> None:
    """Movement sets beyond the cap are not looked into, and the others are not lost by it."""
    whole, part = conflicts_of(2, most=None), conflicts_of(2, most=40)
    assert part.incompatible == whole.incompatible
    assert (part.incompatible_complete, part.movement_complete) == (True, False)


@pytest.mark.parametrize("work", [0, 1, 5, 20, 60, 120])
def test_conflicts_within_a_budget_are_right_and_the_same_each_time(work: int) -> None:
    found = conflicts_of(2, budget=Budget(work=work))
    assert found == conflicts_of(2, budget=Budget(work=work))
    assert not found.complete
    assert found.status is (Status.BEST_FOUND if found.incompatible else Status.OUT_OF_TIME)
    assert check(found, 2) == []


@pytest.mark.parametrize("work", [66, 75, 85])
def test_conflicts_stopped_before_a_smallest_set_is_kept_do_not_call_it_proven(work: int) -> None:
    """Its size is known by then, but the smallest of the sets that are listed is another."""
    found = conflicts_of(2, budget=Budget(work=work))
    assert not found.smallest_movement_proven
    assert check(found, 2) == []


def test_conflicts_past_the_deadline_are_out_of_time() -> None:
    found = conflicts_of(2, budget=Budget(deadline_s=0))
    assert (found.status, found.incompatible, found.movement) == (Status.OUT_OF_TIME, (), ())
    assert not found.smallest_movement_proven


@pytest.mark.parametrize("after", [1, 4, 30, 70])
def test_conflicts_after_ctrl_c_are_the_best_so_far(after: int) -> None:
    told: list[tuple[str, int]] = []

    def interrupt(what: str, found: int, most: int | None) -> None:
        del most
        told.append((what, found))
        if len(told) == after:
            raise KeyboardInterrupt

    found = conflicts_of(2, progress=interrupt)
    assert (found.status, found.complete, found.interrupted) == (Status.BEST_FOUND, False, True)
    assert len(found.incompatible) + len(found.movement) == after
    assert check(found, 2) == []


def test_conflicts_after_ctrl_c_in_the_second_way_are_those_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    confirm = rechecking.SecondWay.confirm_incompatible
    confirmed = 0

    def interrupted(second: rechecking.SecondWay, members: frozenset[str]) -> None:
        nonlocal confirmed
        confirmed += 1
        if confirmed == 6:
            raise KeyboardInterrupt
        confirm(second, members)

    monkeypatch.setattr(rechecking.SecondWay, "confirm_incompatible", interrupted)
    found = conflicts_of(2)
    assert (len(found.incompatible), found.movement) == (5, ())
    assert (found.status, found.complete, found.interrupted) == (Status.BEST_FOUND, False, True)
    assert not found.smallest_movement_proven
    assert check(found, 2) == []


def test_conflicts_of_an_engine_that_errs_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that forgets a clause finds packages that are none."""
    start = LogicOracle.__init__

    def forgetful(oracle: LogicOracle, encoding: object, engine: str = "cadical153") -> None:
        start(oracle, encoding, engine)  # type: ignore[arg-type]
        oracle._solver.delete()
        oracle._solver = type(oracle._solver)(
            name=engine,
            bootstrap_with=encoding.clauses[:-1],  # type: ignore[attr-defined]
        )

    monkeypatch.setattr(LogicOracle, "__init__", forgetful)
    with pytest.raises(EnginesDisagree):
        find_conflicts({"p": In("a", ("x",)), "q": In("a", ("y",))}, issues=ISSUES)


PRINTED = """
import json, sys
from bench.generate import generate
from goodoffices.case.conflicts import find_conflicts
case = generate(12, 30, seed=5)
found = find_conflicts(case.constraints, issues=case.issues, limits=case.limits, most=15)
print(json.dumps([
    [sorted(members) for members in (*found.incompatible, *found.movement)],
    [list(package.items()) for package in found.witnesses.values()],
    [list(one.items()) for each in found.left_out.values() for one in each.values()],
    [[name, sorted(core)] for each in found.reasons.values() for name, core in each.items()],
    found.method, found.work, found.rechecked_by_search,
]))
"""


def test_conflicts_are_the_same_byte_for_byte_whatever_the_hash_seed() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINTED],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "12345")
    }
    assert len(printed) == 1
    assert json.loads(printed.pop())[0]
