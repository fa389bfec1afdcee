"""A page before it is set: its label, its citations, its labels of positions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.drafting.page import cut_at_labels, label_of
from tests.cases import make_case

CASE = make_case(issues=["gate: open, shut"], parties=["north", "south"])


@pytest.mark.parametrize(
    ("viewer", "label"),
    [
        ("team", "INTERNAL"),
        ("", "INTERNAL"),
        ("north", "INTERNAL: as North may see it; not released"),
        ("vera", "INTERNAL: as vera may see it; not released"),
    ],
)
def test_every_page_is_internal(viewer: str, label: str) -> None:
    """Also one computed for a party: to look at, not to hand over."""
    assert label_of(replace(CASE, viewer=viewer)) == label


def test_labels_are_cut_out_of_words_that_only_look_like_them() -> None:
    pieces = list(cut_at_labels("P1, P10 and P5+1 at P5.", ["P1", "P5", "P10"]))
    assert [text for text, is_label in pieces if is_label] == ["P1", "P10", "P5"]
    assert "".join(text for text, _ in pieces) == "P1, P10 and P5+1 at P5."


def test_without_labels_a_text_is_one_piece() -> None:
    assert list(cut_at_labels("P1 stands", [])) == [("P1 stands", False)]
    assert list(cut_at_labels("", ["P1"])) == []
