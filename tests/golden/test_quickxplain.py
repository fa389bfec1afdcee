"""The car of Junker's QUICKXPLAIN (AAAI 2004): options, their costs, and a budget."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goodoffices.case.certificates import check_conflicts
from goodoffices.case.conflicts import find_conflicts
from goodoffices.case.issues import Issue, IssueKind
from goodoffices.case.propositions import Comparison, Sum

TABLE = Path(__file__).parents[3] / "shared" / "tables" / "quickxplain_car.json"


@pytest.mark.skipif(not TABLE.exists(), reason="the published table is not beside the project")
def test_quickxplain_sets_are_those_published() -> None:
    pytest.importorskip("ortools", reason="the extra sums is not installed")
    car = json.loads(TABLE.read_text(encoding="utf-8"))
    options = range(1, len(car["costs"]) + 1)
    issues = {f"x{n}": Issue(id=f"x{n}", kind=IssueKind.QUANTITY, low=0, high=1) for n in options}
    wishes = {str(n): Sum(((1, f"x{n}"),), Comparison.AT_LEAST, 1) for n in options}
    costs = tuple((cost, f"x{n}") for n, cost in zip(options, car["costs"], strict=True))
    budget = Sum(costs, Comparison.AT_MOST, car["budget_max"])
    found = find_conflicts(wishes, issues=issues, limits=[budget])
    assert [sorted(map(int, some)) for some in found.incompatible] == car["all_MUS"]
    assert [sorted(map(int, some)) for some in found.movement] == car["all_MCS"]
    assert found.complete
    assert found.rechecked_by_engine == 0
    assert check_conflicts(wishes, [budget], issues, found) == []
