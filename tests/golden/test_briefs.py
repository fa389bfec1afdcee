"""The briefs of the examples, word for word: Markdown, and the terminal at 100 columns.

On a mismatch the new text is written beside the old one, as `<name>.new`: read the two side by
side, and where the new one is right, let it take the old one's place.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from goodoffices.drafting.markdown import to_markdown
from goodoffices.drafting.terminal import plain_spaces, print_page
from tests.briefs import EXAMPLES, brief_of

BRIEFS = Path(__file__).parent / "briefs"


def on_terminal(name: str) -> str:
    out = io.StringIO()
    console = Console(file=out, width=100, highlight=False, emoji=False, color_system=None)
    print_page(brief_of(name), console)
    lines = plain_spaces(out.getvalue()).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def compare(file: str, found: str) -> None:
    expected = BRIEFS / file
    new = expected.with_name(f"{file}.new")
    new.unlink(missing_ok=True)
    if not expected.is_file() or expected.read_text(encoding="utf-8") != found:
        new.write_text(found, encoding="utf-8")
    assert found == (expected.read_text(encoding="utf-8") if expected.is_file() else ""), new


@pytest.mark.parametrize("example", EXAMPLES)
def test_brief_as_markdown(example: str) -> None:
    compare(f"{example}.md", to_markdown(brief_of(example)))


@pytest.mark.parametrize("example", EXAMPLES)
def test_brief_on_the_terminal(example: str) -> None:
    compare(f"{example}.txt", on_terminal(example))
