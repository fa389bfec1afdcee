"""The tutorial and the how-tos run: every command that a page shows does what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.running import DOCS, FOLDERS, matches, pages, run

ONLY_SHOWN = {
    "back-up-and-merge.md",
    "first-evening.md",
    "install-without-a-network.md",
    "serve-a-team.md",
    "start-here.md",
}
"""Pages whose commands need a network, another machine, a fresh clone, or go on for an evening."""


@pytest.mark.slow
@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_page_shows_what_comes_out(page: Path) -> None:
    """`python docs/running.py --write PAGE` writes what comes out into the page."""
    assert "\n".join(run(page)) == ""


def test_pages_that_only_show_commands_are_known() -> None:
    only_shown = {
        page.name
        for folder in FOLDERS
        for page in (DOCS / folder).glob("*.md")
        if re.search(
            r"^```(\{code-block\} console|shell|bash|sh)", page.read_text("utf-8"), re.MULTILINE
        )
    }
    assert only_shown == ONLY_SHOWN


@pytest.mark.parametrize(
    ("shown", "found", "is_so"),
    [
        ([], [], True),
        (["head ..."], ["head 3f1c"], True),
        (["...", "b"], ["a", "a", "b"], True),
        (["...", "b"], ["b"], True),
        (["a"], ["a", "b"], False),
        (["a.c"], ["abc"], False),
        ([], ["a"], False),
    ],
)
def test_matches_takes_three_dots_for_anything_and_nothing_else(
    shown: list[str], found: list[str], *, is_so: bool
) -> None:
    assert matches(shown, found) is is_so
