"""The command `demo`."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.drafting.html import to_html
from tests.briefs import EXAMPLES, brief_of
from tests.unit.cli.conftest import Run


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_is_copied_briefed_and_written(run: Run, tmp_path: Path, example: str) -> None:
    shown = run("demo", example)
    assert (shown.status, shown.err) == (0, "")
    assert brief_of(example).title in shown.out
    written = (tmp_path / example / "brief.html").read_text("utf-8")
    assert written == to_html(brief_of(example))
    assert not list((tmp_path / example).rglob("__pycache__"))
    assert max(map(len, shown.out.splitlines())) <= 100


def test_what_to_try_next_works(run: Run) -> None:
    """Every command that the demo names does what it should."""
    lines = run("demo").out.partition("What to try next:\n")[2].splitlines()
    assert lines[0].split()[:3] == ["goodoffices", "serve", "doha-round"]
    for line in lines:
        words = line.partition("goodoffices ")[2].partition("   ")[0].split()
        words = [word for word in words if word]
        if words[0] not in {"serve", "note"}:  # one stays, the other asks
            assert run(*words[: words.index("doha-round") + 1], *options(words)).status == 0


def options(words: list[str]) -> list[str]:
    """The options among some words, each with its value."""
    return [
        word
        for place, word in enumerate(words)
        if word.startswith("--") or words[place - 1].startswith("--")
    ]


def test_a_folder_that_is_there_is_used_as_it_is(run: Run, tmp_path: Path) -> None:
    run("demo")
    case = tmp_path / "doha-round" / "case.yaml"
    text = case.read_text("utf-8").replace("title: Gaza truce", "title: My own truce", 1)
    case.write_text(text, "utf-8")
    shown = run("demo")
    assert shown.out.startswith("doha-round is there already; it is used as it is.\n")
    assert "My own truce" in shown.out
    assert case.read_text("utf-8") == text


def test_something_else_of_that_name_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "doha-round").write_text("mine")
    shown = run("demo", "--json")
    assert (shown.status, shown.out) == (2, "")
    assert (tmp_path / "doha-round").read_text() == "mine"


def test_json_says_where_it_is(run: Run) -> None:
    found = {"schema": "goodoffices/demo/1", "path": "doha-round", "brief": "doha-round/brief.html"}
    assert run("demo", "--json").json == {**found, "is_new": True}
    assert run("demo", "--json").json == {**found, "is_new": False}


def test_another_example_is_refused(run: Run) -> None:
    shown = run("demo", "doha-rond")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith(
        'goodoffices: EXAMPLE: there is no "doha-rond"; did you mean "doha-round"? (there are: '
    )
