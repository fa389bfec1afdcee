"""A review without a screen: order, choices, undo, and going on where it stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.case.errors import NotConfirmed, UnknownId
from goodoffices.case.yaml_edit import set_field
from goodoffices.intake.drafts import State
from goodoffices.intake.review.counting import Counts
from goodoffices.intake.review.deciding import defer, reject
from goodoffices.intake.review.new_options import NewOption
from goodoffices.intake.review.reviewing import Review
from goodoffices.intake.review.storing import read_drafts, write_drafts
from goodoffices.record.checks.check import check, load
from goodoffices.record.recording_files import record_files
from tests.records import yaml_data
from tests.reviews import drafts_file, write_reviewed_case

ORDER = ["post_s1", "post_s2", "post_s3", "post_round", "post_s4", "post_e1", "post_s5"]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_reviewed_case(tmp_path)


def start(case: Path, document: str = "") -> Review:
    return Review.open(case, by="mira", document=document)


def at(review: Review) -> str:
    return review.current.draft.id if review.current is not None else ""


def test_all_are_looked_at_in_the_order_of_the_text(case: Path) -> None:
    review, seen = start(case), []
    while review.current is not None:
        seen.append(at(review))
        review.accept()
    assert seen == ORDER
    assert review.counts == Counts(7, waiting=0, deferred=0, accepted=7, rejected=0, left_over=1)
    assert review.counts.open == 1
    assert review.progress == "7 drafts; 7 accepted, 1 with a reading left"
    assert check(case).mistakes == ()


def test_progress_says_where_the_review_is(case: Path) -> None:
    review = start(case)
    assert review.progress == "1 of 7; 0 accepted"
    review.accept()
    review.reject()
    review.defer()
    assert review.progress == "4 of 7; 1 accepted, 1 rejected, 1 deferred"


def test_nothing_of_a_rejected_draft_enters_the_record(case: Path) -> None:
    review = start(case)
    for _ in ORDER:
        review.reject()
    assert (review.current, review.counts.rejected) == (None, 7)
    assert "statements" not in yaml_data(case / "record.yaml")


def test_a_review_goes_on_where_it_stopped(case: Path) -> None:
    review = start(case)
    review.accept()
    review.defer()
    review = start(case)
    assert at(review) == "post_s3"
    for _ in range(5):
        review.reject()
    assert at(review) == "post_s2", "deferred drafts come after those nobody has looked at"
    review.defer()
    assert review.current is None, "once in a review"
    assert at(start(case)) == "post_s2", "and again in the next"


def test_only_one_document_is_looked_at_where_it_is_named(case: Path) -> None:
    write_drafts(case, drafts_file(id="memo").model_copy(update={"drafts": (), "events": ()}))
    assert start(case).counts.total == 8
    assert start(case, document="memo").counts.total == 1
    with pytest.raises(UnknownId, match='no document read "meno"'):
        start(case, document="meno")


def test_readings_that_can_be_accepted_are_chosen_at_first(case: Path) -> None:
    review = start(case)
    assert review.chosen == {"post_r1", "post_r1b"}
    assert review.toggle(2) == ""
    assert review.chosen == {"post_r1"}
    review.accept()
    (only,) = yaml_data(case / "record.yaml")["statements"][0]["readings"]
    assert only["id"] == "post_r1"
    assert review.toggle(2) == "There is no reading 2 here."


def test_a_reading_that_lacks_something_is_not_chosen(case: Path) -> None:
    review = start(case)
    review.previous()
    for _ in range(6):
        review.next()
    assert at(review) == "post_s5"
    assert review.chosen == set()
    assert "cannot be accepted yet: it has no proposition" in review.toggle(1)
    review.edit("reading1.proposition", "night_shift is ended")
    assert review.chosen == {"post_r5"}, "what a correction makes fit is chosen"


def test_a_correction_keeps_what_was_left_out(case: Path) -> None:
    review = start(case)
    review.toggle(2)
    review.edit("reading1.in_words", "wants no nights")
    assert at(review) == "post_s1"
    assert review.chosen == {"post_r1"}


def test_an_option_is_added_for_a_reading(case: Path) -> None:
    review = start(case)
    while at(review) != "post_s5":
        review.next()
    review.add_option(1, NewOption("clinic", "at_gate"))
    assert review.chosen == {"post_r5"}
    review.accept()
    assert review.counts.accepted == 1
    assert [one.id for one in review.record.issues][-1] == "clinic"


def test_all_can_be_undone_back_to_the_beginning(case: Path) -> None:
    review = start(case)
    before = read_drafts(case)
    review.edit("said_on", "2026-03-01")
    review.accept()
    review.reject()
    review.defer()
    review.accept()
    assert [deed.draft for _ in range(5) if (deed := review.undo()) is not None] == [
        "post_round",
        "post_s3",
        "post_s2",
        "post_s1",
        "post_s1",
    ]
    assert at(review) == "post_s1"
    assert review.undo() is None
    assert read_drafts(case) == before
    assert not check(case).record.statements


def test_next_and_previous_look_at_what_is_done_too(case: Path) -> None:
    review = start(case)
    review.accept()
    review.previous()
    assert review.current is not None
    assert review.current.draft.state is State.ACCEPTED
    review.previous()
    assert at(review) == "post_s1"
    for _ in range(9):
        review.next()
    assert at(review) == "post_s5"


def test_an_empty_review_has_nothing_to_do(case: Path) -> None:
    write_drafts(case, drafts_file().model_copy(update={"drafts": (), "rounds": (), "events": ()}))
    review = start(case)
    assert review.current is None
    assert (review.accept(), review.reject(), review.defer(), review.undo()) == (None,) * 4
    review.next()
    review.previous()
    assert (review.fields, review.progress) == ((), "0 drafts; 0 accepted")


def test_what_is_in_the_record_is_neither_rejected_nor_deferred(case: Path) -> None:
    review = start(case)
    review.accept()
    for act in (reject, defer):
        with pytest.raises(NotConfirmed, match="edit or erase it there"):
            act(case, "post_s1", by="mira")


def test_readings_left_over_are_rejected_alone(case: Path) -> None:
    review = start(case, document="post")
    while at(review) != "post_s5":
        review.next()
    review.accept()
    reject(case, "post_s5", by="mira")
    draft = next(one for one in read_drafts(case)[0].drafts if one.id == "post_s5")
    assert (draft.state, draft.readings[0].state) == (State.ACCEPTED, State.REJECTED)


def recorded_review(case: Path) -> Review:
    """The review of a case of which each deed is recorded at once, as the pages have it."""
    return Review.open(case, by="mira", record=load(case).record)


def record_all(case: Path, by: str = "mira") -> None:
    record_files(case, by=lambda: by)


def test_what_is_recorded_is_taken_back_only_where_deeds_are_recorded(case: Path) -> None:
    record_all(case)
    review = recorded_review(case)
    review.accept()
    record_all(case)
    plain = start(case)
    plain.remember(review.deeds)
    with pytest.raises(NotConfirmed, match="in the archive by now"):
        plain.undo()
    assert review.undo() is not None
    assert yaml_data(case / "record.yaml")["statements"] == []
    assert {edit.what for edit in load(case).archived.edits} == {"removed"}


def test_what_somebody_changed_since_is_not_taken_back(case: Path) -> None:
    record_all(case)
    review = recorded_review(case)
    review.accept()
    record_all(case)
    set_field(case / "record.yaml", "statements", "post_s1", ("readings", 0, "why"), "So.")
    record_all(case, by="joao")
    with pytest.raises(NotConfirmed, match="post_r1 was changed since"):
        review.undo()


def test_one_stands_at_a_draft_by_its_id(case: Path) -> None:
    review = start(case)
    assert (review.around, review.stand_at("post_round"), review.around) == (
        ("", "post_s2"),
        True,
        ("post_s3", "post_s4"),
    )
    assert (review.stand_at("nothing"), at(review)) == (False, "post_round")
