"""An id is changed wherever it refers, and in nobody's words."""

from __future__ import annotations

import pytest

from goodoffices.record.renaming import (
    find_free_file,
    find_free_id,
    find_references,
    ids_in,
    rename_references,
)
from goodoffices.record.replay import Json

CONTENT: Json = {
    "id": "s1",
    "words": "efe",
    "document": "d1",
    "chain": [{"speaker": "efe", "to": "team"}],
    "handling": {"level": "may_be_conveyed", "to": ["efe", "egypt"]},
    "note": "s1",
}


def test_references_are_renamed_at_any_depth_and_words_are_not() -> None:
    assert rename_references(CONTENT, {"efe": "efe_2", "s1": "s2", "d1": "d4"}) == {
        "id": "s1",
        "words": "efe",
        "document": "d4",
        "chain": [{"speaker": "efe_2", "to": "team"}],
        "handling": {"level": "may_be_conveyed", "to": ["efe_2", "egypt"]},
        "note": "s1",
    }


def test_references_are_those_of_its_fields() -> None:
    assert find_references(CONTENT) == {"d1", "efe", "team", "egypt"}
    assert find_references("s1") == frozenset()


def test_ids_are_those_of_an_entry_and_its_parts() -> None:
    content: Json = {"id": "north", "organs": [{"id": "cabinet"}], "note": "id"}
    assert list(ids_in(content)) == ["north", "cabinet"]


@pytest.mark.parametrize(
    ("taken", "like", "found"),
    [
        ({"s14"}, "s14", "s15"),
        ({"s14", "s15", "s16"}, "s14", "s17"),
        ({"efe", "efe_2"}, "efe", "efe_3"),
        ({"a2b"}, "a2b", "a2b_2"),
    ],
)
def test_a_free_id_is_the_next(taken: set[str], like: str, found: str) -> None:
    assert find_free_id(taken, like) == found


def test_a_free_file_keeps_its_ending() -> None:
    assert find_free_file(["a.b.txt"], "a.b.txt") == "a.b-2.txt"
    assert find_free_file(["minutes", "minutes-2"], "minutes") == "minutes-3"
