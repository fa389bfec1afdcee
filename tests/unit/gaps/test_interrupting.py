"""Ctrl-C in the middle of a search: what was found is kept, and nothing new is begun."""

from __future__ import annotations

import pytest

from goodoffices.case.conflicts import find_conflicts
from goodoffices.case.positions import Form
from goodoffices.case.propositions import In
from goodoffices.case.stances import Stance
from goodoffices.gaps.explanation import explain
from tests.cases import make_issue
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
