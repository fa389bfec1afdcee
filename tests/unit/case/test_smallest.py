"""Movement sets in the order of their size, and the smallest held to be one."""

from __future__ import annotations

from bench.generate import generate
from goodoffices.case.encoding import encode
from goodoffices.case.smallest import LIMITED_ENGINE, SECOND_LIMITED_ENGINE, movement_by_size


def told_nobody(work: int) -> None:
    del work


def sizes(seed: int, *, issues: int, positions: int, engine: str = LIMITED_ENGINE) -> list[int]:
    case = generate(issues, positions, seed=seed)
    problem = encode(list(case.constraints.values()), issues=case.issues, limits=case.limits)
    found = movement_by_size(problem, told_nobody, engine=engine)
    return [len(movement) for movement, _ in zip(found, range(60), strict=False)]


def test_movement_sets_come_by_size_whatever_the_engine() -> None:
    found = sizes(2, issues=20, positions=50)
    assert len(found) == 46
    assert found == sorted(found)
    assert found == sizes(2, issues=20, positions=50, engine=SECOND_LIMITED_ENGINE)


def test_smallest_movement_set_is_one_where_the_solver_gives_up_within_its_limits() -> None:
    """An answer that was given up must not pass for "impossible": that made it one too large."""
    engines = (LIMITED_ENGINE, SECOND_LIMITED_ENGINE)
    assert [sizes(5, issues=100, positions=300, engine=each)[0] for each in engines] == [52, 52]


def test_work_is_reported_before_it_is_done() -> None:
    case = generate(4, 8, seed=0)
    problem = encode(list(case.constraints.values()), issues=case.issues, limits=case.limits)
    told: list[int] = []
    list(movement_by_size(problem, told.append))
    assert set(told) == {1}
