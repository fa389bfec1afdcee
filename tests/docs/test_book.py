"""The worked examples of the book are right."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[2] / "docs" / "book"
CHAPTERS = sorted(BOOK.glob("*.md"))
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def examples(page: Path) -> str:
    """The blocks of Python of a chapter, one after the other."""
    found = re.findall(r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return "\n".join(found)


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.stem)
def test_examples_of_the_chapter_are_right(page: Path) -> None:
    wrong: list[str] = []
    test = doctest.DocTestParser().get_doctest(examples(page), {}, page.name, str(page), 0)
    doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=wrong.append)
    assert "".join(wrong) == ""


def test_every_chapter_but_the_first_has_an_example_or_says_one() -> None:
    bare = [page.stem for page in CHAPTERS if not examples(page)]
    assert bare == ["how-to-read-this-book", "visibility"]


def test_the_chapters_that_the_code_names_are_there() -> None:
    source = Path(__file__).parents[2] / "src"
    named = {
        name
        for module in source.rglob("*.py")
        for name in re.findall(r"docs/book/([\w-]+)\.md", module.read_text("utf-8"))
    }
    assert named - {page.stem for page in CHAPTERS} == set()
