"""The review log: only where asked for, nothing finer than a day, gone with what is erased."""

from __future__ import annotations

import json
import stat
from datetime import date
from pathlib import Path

import pytest

from goodoffices.case.errors import InvalidCase
from goodoffices.intake.review.deeds import Action
from goodoffices.intake.review.review_log import is_kept, keep_log, log_path, read_log
from goodoffices.intake.review.reviewing import Review
from tests.reviews import write_reviewed_case

DAY = date(2026, 3, 4)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_reviewed_case(tmp_path)


def start(case: Path) -> Review:
    return Review.open(case, by="mira", on=DAY)


def test_nothing_is_logged_unless_asked_for(case: Path) -> None:
    start(case).accept()
    assert not is_kept(case)
    assert read_log(case) == ()


def test_each_decision_is_a_line_with_the_draft_before_and_after(case: Path) -> None:
    keep_log(case)
    review = start(case)
    review.edit("reading1.stance", "insists")
    review.accept()
    review.reject()
    edited, accepted, rejected = read_log(case)
    assert [one.action for one in (edited, accepted, rejected)] == [
        Action.EDIT,
        Action.ACCEPT,
        Action.REJECT,
    ]
    assert edited.before[0].readings[0].stance == "rules_out"  # type: ignore[union-attr]
    assert accepted.before == edited.after
    assert accepted.after[0].state == "accepted"  # type: ignore[union-attr]
    assert stat.S_IMODE(log_path(case).stat().st_mode) == 0o600


def test_no_time_but_the_day_is_kept(case: Path) -> None:
    keep_log(case)
    start(case).reject()
    line = json.loads(log_path(case).read_text())
    assert line["on"] == "2026-03-04"
    assert {*line} == {
        "schema", "action", "on", "by", "document", "draft", "before", "after",
        "added", "changed", "remarks",
    }  # fmt: skip


def test_what_is_taken_back_leaves_the_log(case: Path) -> None:
    keep_log(case)
    review = start(case)
    review.accept()
    review.reject()
    review.undo()
    assert [one.draft for one in read_log(case)] == ["post_s1"]


def test_the_last_decision_of_another_review_is_taken_back_by_the_log(case: Path) -> None:
    keep_log(case)
    start(case).accept()
    review = start(case)
    deed = review.undo()
    assert deed is not None
    assert deed.draft == "post_s1"
    assert review.current is not None
    assert review.current.draft.id == "post_s1"
    assert read_log(case) == ()
    assert review.undo() is None


def test_beginning_it_again_keeps_its_lines(case: Path) -> None:
    keep_log(case)
    start(case).accept()
    keep_log(case)
    assert len(read_log(case)) == 1


def test_a_damaged_line_is_named(case: Path) -> None:
    keep_log(case)
    start(case).accept()
    log_path(case).write_text(log_path(case).read_text() + "{oops\n")
    with pytest.raises(InvalidCase, match=r"drafts/log\.jsonl:2:1: this line of the review log"):
        read_log(case)
