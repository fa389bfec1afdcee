"""Circles: what waits for what all round is shown, and nothing else is refused."""

from __future__ import annotations

import pytest

from goodoffices.case.errors import CyclicOrder
from goodoffices.phasing.order import check_order


def test_a_circle_is_shown_with_the_linkages_in_it() -> None:
    chains = [["a.1", "a.2"], ["b.1"], ["c.1"]]
    waits = [("a.1", "b.1", "first"), ("b.1", "c.1", ""), ("c.1", "a.2", "second")]
    with pytest.raises(CyclicOrder) as caught:
        check_order(chains, waits, [])
    assert caught.value.circle == (
        ("a.1", "b.1", "first"),
        ("b.1", "c.1", ""),
        ("c.1", "a.2", "second"),
        ("a.2", "a.1", ""),
    )


def test_tranches_of_one_joint_step_that_wait_for_each_other_are_a_circle() -> None:
    with pytest.raises(CyclicOrder):
        check_order([["a.1"], ["b.1"]], [("a.1", "b.1", "l")], [["a.1", "b.1"]])


def test_tranches_of_one_undertaking_may_be_one_joint_step() -> None:
    check_order([["a.1", "a.2"], ["b.1"]], [("b.1", "a.2", "l")], [["a.1", "a.2"]])


def test_a_joint_step_around_something_else_is_a_circle() -> None:
    with pytest.raises(CyclicOrder):
        check_order([["a.1", "a.2", "a.3"]], [], [["a.1", "a.3"]])
