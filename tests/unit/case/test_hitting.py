"""Minimal hitting sets: the edges, and each against every subset."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.case.hitting import find_minimal_hitting_sets


def test_hitting_nothing_takes_nothing() -> None:
    assert find_minimal_hitting_sets([], "abc") == (frozenset(),)


def test_hitting_an_empty_set_is_impossible() -> None:
    assert find_minimal_hitting_sets([{"a"}, set()], "abc") == ()


def test_hitting_sets_come_smallest_first_then_in_the_order_given() -> None:
    found = find_minimal_hitting_sets([{"a", "b"}, {"c", "b"}, {"d", "b"}, {"e", "b"}], "edcba")
    assert found == (frozenset("b"), frozenset("edca"))
    assert find_minimal_hitting_sets(["ab"], "ba") == (frozenset("b"), frozenset("a"))


def test_hitting_stops_at_most() -> None:
    assert len(find_minimal_hitting_sets(["abc", "def"], "abcdef", most=4)) == 4


@given(st.lists(st.frozensets(st.integers(0, 6)), max_size=7))
def test_hitting_sets_are_those_of_every_subset(sets: list[frozenset[int]]) -> None:
    hitting: list[frozenset[int]] = []
    for size in range(8):
        for members in map(frozenset, combinations(range(7), size)):
            hits = all(members & some for some in sets)
            if hits and not any(smaller < members for smaller in hitting):
                hitting.append(members)
    assert find_minimal_hitting_sets(sets, range(7)) == tuple(hitting)
