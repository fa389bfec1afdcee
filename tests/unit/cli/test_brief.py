"""The command `brief`."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.drafting.html import to_html
from goodoffices.drafting.markdown import to_markdown
from tests.briefs import EXAMPLES, brief_of, copy_example
from tests.unit.cli.conftest import Run

ESCAPE = "\x1b["


@pytest.mark.parametrize("example", EXAMPLES)
def test_page_is_plain_where_it_is_no_terminal(run: Run, tmp_path: Path, example: str) -> None:
    """No colour, no trailing blanks, 100 columns at most."""
    copy_example(example, tmp_path)
    shown = run("brief", example, "--detail")
    assert (shown.status, shown.err) == (0, "")
    lines = shown.out.splitlines()
    assert ESCAPE not in shown.out
    assert [line for line in lines if line != line.rstrip() or len(line) > 100] == []
    assert "The words this rests on" in lines


def test_without_detail_only_the_first_page(run: Run, doha: Path) -> None:
    out = run("brief", "doha-round").out
    assert "The words this rests on" not in out
    assert "Issue by issue" not in out


def test_html_and_markdown_are_written_by_their_ending(run: Run, doha: Path) -> None:
    for name, expected in (
        ("a.html", to_html(brief_of("doha-round"))),
        ("a.md", to_markdown(brief_of("doha-round"))),
    ):
        assert run("brief", "doha-round", "-o", name).out == f"Wrote {name}.\n"
        assert Path(name).read_text("utf-8") == expected


@pytest.mark.parametrize("name", ["brief.docx", "brief", "brief.HTML.txt"])
def test_another_ending_is_refused(run: Run, doha: Path, name: str) -> None:
    shown = run("brief", "doha-round", "-o", name)
    assert (shown.status, shown.out) == (2, "")
    assert "a brief is written as .html or .md, not " in shown.err
    assert not Path(name).exists()


def test_json_is_one_object(run: Run, doha: Path) -> None:
    found = run("brief", "doha-round", "--json").json
    assert found["schema"] == "goodoffices/brief/1"
    assert found["label"] == "INTERNAL"


def test_page_for_a_party_is_computed_from_what_it_may_see(run: Run, doha: Path) -> None:
    out = run("brief", "doha-round", "--for", "egypt").out
    assert "INTERNAL: as Egypt may see it; not released" in out
    assert "refuses to withdraw" not in out
    assert (
        "The second reading of s10"
        not in run("brief", "doha-round", "--for", "egypt", "--detail").out
    )


def test_changes_come_first(run: Run, doha: Path) -> None:
    out = run("brief", "doha-round", "--since", "cairo_round").out
    assert out.index("What changed") < out.index("Status")


def test_colour_is_forced_and_refused_by_the_environment(
    run: Run, doha: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    coloured = run("brief", "doha-round").out
    assert ESCAPE in coloured
    monkeypatch.delenv("FORCE_COLOR")
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE not in run("brief", "doha-round").out
