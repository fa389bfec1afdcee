"""The command `new`."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import Run


def test_a_new_case_has_no_mistakes(run: Run, tmp_path: Path) -> None:
    shown = run("new", "river-talks", "--title", 'Water: "upper" valley # 1')
    assert shown.status == 0
    assert shown.out.splitlines()[0] == (
        "Made river-talks with case.yaml, record.yaml, rounds.yaml."
    )
    assert (tmp_path / "river-talks" / "documents").is_dir()
    assert run("check", "river-talks").status == 0
    assert 'Water: "upper" valley # 1' in run("brief", "river-talks").out


def test_title_is_the_name_of_the_folder_where_none_is_given(run: Run, tmp_path: Path) -> None:
    run("new", "river_talks-2")
    assert "river talks 2" in (tmp_path / "river_talks-2" / "case.yaml").read_text("utf-8")


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "river"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("river", "file"):
        shown = run("new", name)
        assert (shown.status, shown.out) == (2, "")
        assert f"{name} is there already, and nothing is overwritten" in shown.err
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "river").mkdir()
    assert run("new", "river").status == 0


def test_json_lists_the_files(run: Run) -> None:
    assert run("new", "river", "--json").json == {
        "schema": "goodoffices/made/1",
        "path": "river",
        "files": ["case.yaml", "record.yaml", "rounds.yaml"],
    }
