"""Which drafted statement tells something."""

from __future__ import annotations

import pytest

from goodoffices.intake.drafting.innermost import innermost
from goodoffices.intake.drafts import DraftStatement
from goodoffices.record.entries import Span


def statement(name: str, start: int, end: int) -> DraftStatement:
    return DraftStatement(id=name, span=Span(start=start, end=end), words="")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (12, 15, "inner"),
        (2, 5, "outer"),
        (25, 35, "outer"),  # it only begins in the inner one
        (50, 60, ""),
    ],
)
def test_innermost_is_the_shortest_that_holds_it(start: int, end: int, expected: str) -> None:
    both = [statement("outer", 0, 40), statement("inner", 10, 30)]
    assert innermost(Span(start=start, end=end), both) == expected
