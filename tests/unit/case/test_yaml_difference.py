"""The fewest changes from what an entry says to what it should say."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.case.yaml_change import AddItem, RemoveField, SetField
from goodoffices.case.yaml_difference import changes_between

scalars = st.none() | st.booleans() | st.integers(-2, 2) | st.floats(0, 1) | st.text(max_size=3)
parts = st.fixed_dictionaries(
    {}, optional={"id": st.sampled_from("abcd"), "x": scalars, "y": st.lists(scalars, max_size=2)}
)
values = scalars | st.lists(parts, max_size=4) | parts | st.lists(scalars, max_size=3)
entries = st.dictionaries(st.sampled_from(["id", "words", "chain", "readings"]), values)


def made(old: Any, new: Any) -> Any:
    """What the changes make of the one, made in their order."""
    entry = copy.deepcopy(old)
    for where, change in changes_between(old, new):
        change.apply(entry, where)
    return entry


@given(entries, entries)
def test_the_changes_lead_from_one_to_the_other(old: Any, new: Any) -> None:
    assert json.dumps(made(old, new), sort_keys=True) == json.dumps(new, sort_keys=True)


@given(entries)
def test_what_is_the_same_needs_no_change(entry: Any) -> None:
    assert list(changes_between(entry, copy.deepcopy(entry))) == []


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ({"a": 1}, {"a": True}, [(("a",), SetField(True))]),
        ({"a": 1}, {"b": 1}, [(("b",), SetField(1)), (("a",), RemoveField())]),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 3, "c": 2}}, [(("a", "b"), SetField(3))]),
        ({"a": {"b": 1}}, {"a": {}}, [(("a",), SetField({}))]),
        ({"a": ["x"]}, {"a": ["x", "y"]}, [(("a",), SetField(["x", "y"]))]),
        (
            {"a": [{"id": "p", "n": 1}, {"id": "q"}]},
            {"a": [{"id": "q"}, {"id": "r"}]},
            [(("a", 0), RemoveField()), (("a",), AddItem({"id": "r"}))],
        ),
        (
            {"a": [{"id": "p"}, {"id": "q"}]},
            {"a": [{"id": "q"}, {"id": "p"}]},
            [(("a",), SetField([{"id": "q"}, {"id": "p"}]))],
        ),
        ({"a": [{"x": 1}, {"x": 2}]}, {"a": [{"x": 1}, {"x": 3}]}, [(("a", 1, "x"), SetField(3))]),
        ({"a": [{"x": 1}, {"x": 2}]}, {"a": [{"x": 1}]}, [(("a", 1), RemoveField())]),
    ],
)
def test_only_what_differs_changes(old: Any, new: Any, changes: Any) -> None:
    assert list(changes_between(old, new)) == changes
