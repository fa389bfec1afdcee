"""Ctrl-C, or somebody who asks to stop: what was found is kept, and nothing new is begun."""

from __future__ import annotations

from itertools import count

import pytest

from goodoffices.case.conflicts import find_conflicts
from goodoffices.case.deadline import stopping_when
from goodoffices.case.positions import Form
from goodoffices.case.propositions import In
from goodoffices.case.stances import Stance
from goodoffices.gaps.explanation import Explanation, explain
from tests.cases import make_issue
from tests.unit.drafting.made import RIVALS
from tests.unit.gaps.small_source import Said, SmallSource


def interrupt(_search: object) -> None:
    raise KeyboardInterrupt


def test_search_says_that_a_person_stopped_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asked for the sets is told, so as to stop as well."""
    monkeypatch.setattr("goodoffices.case.conflicts.Search.find_rest", interrupt)
    issues = {"a": make_issue("a: x, y")}
    found = find_conflicts({"p": In("a", ("x",)), "q": In("a", ("y",))}, issues=issues)
    assert (found.interrupted, found.complete) == (True, False)


def test_explanation_begins_nothing_new_after_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other readings are not looked at, and the explanation says it is not complete."""
    calls: list[int] = []

    def count_and_interrupt(_search: object) -> None:
        calls.append(1)
        raise KeyboardInterrupt

    monkeypatch.setattr("goodoffices.case.conflicts.Search.find_rest", count_and_interrupt)
    issues = {"a": make_issue("a: x, y, z")}
    wants_x = Form("r1", "s1", "north", Stance.INSISTS, In("a", ("x",)))
    wants_z = Form("r1b", "s1", "north", Stance.INSISTS, In("a", ("z",)))
    wants_y = Form("r2", "s2", "south", Stance.INSISTS, In("a", ("y",)))
    source = SmallSource(issues, (Said("s1", (wants_x, wants_z)), Said("s2", (wants_y,))))
    explanation = explain(source)
    assert (len(calls), explanation.complete) == (1, False)


def stopped_after(looks: int) -> Explanation:
    """The explanation of a case in which somebody asks to stop, at the look of that number."""
    seen = count()
    with stopping_when(lambda: next(seen) >= looks, every_s=0):
        return explain(RIVALS)


def test_explanation_that_somebody_stopped_says_nothing_that_is_not_so() -> None:
    """At whichever moment: only sets that are there, and complete only where all of them are."""
    whole = explain(RIVALS)
    for looks in range(120):
        found = stopped_after(looks)
        for some, every in zip(found.readings, whole.readings, strict=True):
            assert set(some.incompatible) <= set(every.incompatible)
            assert set(some.movement) <= set(every.movement)
            if some.complete:
                assert some.incompatible == every.incompatible
        if found.complete and found.untabled_complete:
            assert found.readings == whole.readings
    assert found == whole


def test_explanation_that_is_stopped_at_once_says_that_it_is_not_complete() -> None:
    found = stopped_after(0)
    assert (found.complete, found.status.words) == (False, "out of time")
