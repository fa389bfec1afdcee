"""A view reads what was asked, calls what knows it, and answers: nothing more fits into it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import goodoffices

VIEWS: Final = Path(goodoffices.__file__).parent / "web" / "views"
MOST_LINES: Final = 15


def body_lines(source: str) -> Iterator[tuple[str, int]]:
    """Yield each function with the lines of its body, without its docstring and empty lines."""
    written = source.splitlines()
    for one in ast.walk(ast.parse(source)):
        if isinstance(one, ast.FunctionDef):
            body = one.body[1:] if ast.get_docstring(one) is not None else one.body
            lines = written[body[0].lineno - 1 : body[-1].end_lineno] if body else []
            yield one.name, sum(bool(line.strip()) for line in lines)


@pytest.mark.parametrize("name", sorted(path.name for path in VIEWS.glob("*.py")))
def test_each_function_of_a_view_has_at_most_fifteen_lines(name: str) -> None:
    found = body_lines((VIEWS / name).read_text(encoding="utf-8"))
    assert [one for one in found if one[1] > MOST_LINES] == []


def test_lines_are_those_of_the_body() -> None:
    source = 'def view():\n    """One line."""\n    first()\n\n    second()\n'
    assert list(body_lines(source)) == [("view", 2)]
