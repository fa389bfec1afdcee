"""No word of one compartment stands on a page of a viewer to whom it is closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli.main import cli
from goodoffices.record.checks.check import check
from tests.records import write_case
from tests.walls import compartments
from tests.walls.compartments import ALL, MAY_SEE, TEAM, VERA, pages, words_in


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("walls") / "talks"
    return write_case(
        folder,
        case=compartments.CASE,
        rounds=compartments.ROUNDS,
        record=compartments.RECORD,
        preferences=compartments.PREFERENCES,
        undertakings=compartments.UNDERTAKINGS,
        documents=compartments.TEXTS,
    )


def test_the_case_of_the_walls_has_no_mistakes(case: Path) -> None:
    assert [str(one) for one in check(case).mistakes] == []


@pytest.mark.parametrize("viewer", MAY_SEE)
def test_no_page_holds_a_word_closed_to_its_viewer(case: Path, viewer: str, tmp_path: Path) -> None:
    leaks = {
        (name, word)
        for name, text in pages(case, viewer, tmp_path).items()
        for word in words_in(text) - MAY_SEE[viewer]
    }
    assert leaks == set()


@pytest.mark.parametrize("viewer", MAY_SEE)
def test_pages_hold_every_word_open_to_their_viewer(
    case: Path, viewer: str, tmp_path: Path
) -> None:
    """A leak test must have data that could leak: all that is open is shown on some page."""
    shown = frozenset().union(*map(words_in, pages(case, viewer, tmp_path).values()))
    assert shown == MAY_SEE[viewer]


def test_the_brief_of_the_team_and_of_a_member_could_leak(case: Path, tmp_path: Path) -> None:
    """The words of the compartments stand on the brief itself, not only in an export."""
    team, vera = (pages(case, one, tmp_path)["brief md"] for one in ("team", "vera"))
    assert words_in(team) >= ALL - {VERA, compartments.IDEA}
    assert VERA in vera
    assert TEAM in team


def test_the_research_of_vera_could_leak(case: Path, tmp_path: Path) -> None:
    """Numbers that two parties told us stand on it, and on nobody else's page."""
    shown = pages(case, "vera", tmp_path)["bridge html"]
    assert words_in(shown) >= {compartments.NORTH, compartments.SOUTH, VERA}
    for party in ("north", "south", "egypt"):
        assert "Not shown" in pages(case, party, tmp_path)["bridge --research"]


@pytest.mark.parametrize("viewer", ["north", "south", "egypt"])
@pytest.mark.parametrize(
    "words",
    [
        ["explain", "--reading", f"r_{compartments.SOUTH}=x"],
        ["explain", "--without-instrument", "accord"],
        ["gaps", "--since", "no such mark"],
    ],
)
def test_a_refusal_names_nothing_that_its_viewer_may_not_know(
    case: Path, viewer: str, words: list[str]
) -> None:
    result = CliRunner().invoke(cli, [words[0], str(case), *words[1:], "--for", viewer])
    assert result.exit_code != 0
    said = result.output + str(result.exception)
    typed = words_in(" ".join(words))
    assert words_in(said) - typed <= MAY_SEE[viewer]


def test_the_whole_folder_is_for_the_team(case: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "all.zip")
    result = CliRunner().invoke(cli, ["export", str(case), "-o", out, "--for", "north"])
    assert (result.exit_code, Path(out).exists()) == (2, False)
