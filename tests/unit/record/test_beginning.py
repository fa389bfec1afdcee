"""A case is begun in a free folder, and never over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.case.errors import CannotWrite
from goodoffices.examples import EXAMPLES
from goodoffices.record.beginning import copy_example, make_case
from goodoffices.record.checks.check import check


def test_an_empty_case_has_no_mistakes(tmp_path: Path) -> None:
    made = make_case(tmp_path / "river", title='Water: "upper" # 1')
    assert made == ("case.yaml", "record.yaml", "rounds.yaml")
    checked = check(tmp_path / "river")
    assert (checked.mistakes, checked.record.title) == ((), 'Water: "upper" # 1')


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_can_be_copied(tmp_path: Path, name: str) -> None:
    copy_example(tmp_path / "copy", name)
    assert check(tmp_path / "copy").mistakes == ()


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CannotWrite, match="nothing is overwritten"):
        make_case(tmp_path)
    with pytest.raises(CannotWrite, match="nothing is overwritten"):
        copy_example(tmp_path, EXAMPLES[0])
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]
