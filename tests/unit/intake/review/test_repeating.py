"""A reading that only says another again is shown as such, and is no position of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.case.errors import UnknownId
from goodoffices.cli.review_lines import box_of
from goodoffices.intake.drafts import State
from goodoffices.intake.review.accepting import accept
from goodoffices.intake.review.deciding import edit, reject
from goodoffices.intake.review.reviewing import Item, Review
from goodoffices.intake.review.showing import lines_of
from goodoffices.intake.review.storing import read_drafts_of
from goodoffices.record.checks.check import load
from tests.reviews import DOUBLE, drafts_file, reading, with_draft, write_reviewed_case

READINGS = [
    reading("r3", "port proposes: crews >= 4", DOUBLE, repeats="post_r2"),
    reading("r3b", "union would_accept: night_shift is paid_double", DOUBLE),
]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The third statement says the second again, and something of its own besides."""
    drafts = with_draft(drafts_file(), "post_s3", repeats="", readings=READINGS)
    return write_reviewed_case(tmp_path, drafts)


def third(case: Path) -> tuple[Review, Item]:
    review = Review.open(case, by="mira")
    while review.current is not None and review.current.draft.id != "post_s3":
        review.next()
    assert review.current is not None
    return review, review.current


def readings(case: Path) -> dict[str, list[str]]:
    return {one.id: [each.id for each in one.readings] for one in load(case).record.statements}


def states(case: Path) -> dict[str, State]:
    (third,) = (one for one in read_drafts_of(case, "post").drafts if one.id == "post_s3")
    return {one.id: one.state for one in third.readings}


def test_what_is_said_again_is_shown_with_where_and_cannot_be_marked(case: Path) -> None:
    review, item = third(case)
    again, own = item.readings
    assert (box_of(review, again), box_of(review, own)) == ("said again: see post_s2", "[x]")
    assert "one more passage of what post_s2 says" in "".join(
        lines_of(again, review.record, again=review.said_again(again))
    )
    assert review.toggle(1) == (
        "Reading 1 says post_s2 again: choose there, or let it repeat nothing."
    )
    assert review.chosen == {"post_r3b"}


@pytest.mark.parametrize("named", [None, ["post_r3", "post_r3b"]])
def test_accepted_it_adds_no_position_and_waits_no_more(
    case: Path, named: list[str] | None
) -> None:
    accept(case, "post_s2", by="mira")
    accept(case, "post_s3", by="mira", readings=named)
    assert readings(case) == {"post_s2": ["post_r2"], "post_s3": ["post_r3b"]}
    assert states(case) == {"post_r3": State.ACCEPTED, "post_r3b": State.ACCEPTED}


def test_where_what_it_repeats_is_rejected_it_waits_as_a_position(case: Path) -> None:
    accept(case, "post_s3", by="mira")
    reject(case, "post_s2", by="mira")
    assert states(case) == {"post_r3": State.WAITING, "post_r3b": State.ACCEPTED}
    accept(case, "post_s3", by="mira")
    assert readings(case) == {"post_s3": ["post_r3b", "post_r3"]}


def test_a_person_may_say_that_it_repeats_nothing_or_another(case: Path) -> None:
    edit(case, "post_s3", field="reading1.repeats", value="", by="mira")
    _, item = third(case)
    assert item.readings[0].repeats == ""
    edit(case, "post_s3", field="reading2.repeats", value="post_r2", by="mira")
    with pytest.raises(UnknownId, match="post_r9"):
        edit(case, "post_s3", field="reading2.repeats", value="post_r9", by="mira")


def test_a_statement_that_only_says_another_again_marks_nothing(tmp_path: Path) -> None:
    review, item = third(write_reviewed_case(tmp_path))
    assert [box_of(review, one) for one in item.readings] == ["said again: see post_s2"]
    assert review.chosen == set()
