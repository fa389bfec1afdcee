"""An option or an issue that the case gets because a reading needs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.case.errors import CannotRecord, InvalidCase, NotConfirmed
from goodoffices.intake.drafts import DraftStatement
from goodoffices.intake.review.accepting import accept
from goodoffices.intake.review.deeds import undo
from goodoffices.intake.review.new_options import NewOption, add_option
from goodoffices.intake.review.storing import find_draft, read_drafts
from goodoffices.record.checks.check import check
from tests.records import yaml_data
from tests.reviews import drafts_file, write_reviewed_case

CLINIC = NewOption("clinic", "at_gate", "a clinic at the gate", issue_title="A clinic")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_reviewed_case(tmp_path)


def proposition(case: Path) -> str:
    _, draft = find_draft(read_drafts(case), "post_r5")
    assert isinstance(draft, DraftStatement)
    return draft.readings[0].proposition


def test_a_new_issue_has_two_options(case: Path) -> None:
    add_option(case, "post_r5", option=CLINIC, by="mira")
    assert yaml_data(case / "case.yaml")["issues"][-1] == {
        "id": "clinic",
        "title": "A clinic",
        "options": [{"id": "at_gate", "title": "a clinic at the gate"}, {"id": "otherwise"}],
    }
    assert proposition(case) == "clinic is at_gate"
    assert check(case).mistakes == ()


def test_a_reading_can_be_accepted_then(case: Path) -> None:
    accept(case, "post_s5", by="mira")
    add_option(case, "post_r5", option=CLINIC, by="mira")
    accept(case, "post_s5", by="mira", readings=["post_r5"])
    (reading,) = yaml_data(case / "record.yaml")["statements"][0]["readings"]
    assert reading["proposition"] == "clinic is at_gate"


def test_an_issue_gets_one_option_more_and_keeps_the_others(case: Path) -> None:
    option = NewOption("night_shift", "by_turns", "shared by turns")
    deed = add_option(case, "post_r5", option=option, by="mira")
    issue = yaml_data(case / "case.yaml")["issues"][0]
    assert [one["id"] for one in issue["options"]] == ["kept", "ended", "paid_double", "by_turns"]
    assert issue["options"][0]["title"] == "kept as it is"
    undo(case, deed)
    assert len(yaml_data(case / "case.yaml")["issues"][0]["options"]) == 3
    assert read_drafts(case) == (drafts_file(),)


def test_an_option_that_is_there_is_only_named(case: Path) -> None:
    before = (case / "case.yaml").read_bytes()
    add_option(case, "post_r5", option=NewOption("night_shift", "ended"), by="mira")
    assert (case / "case.yaml").read_bytes() == before
    assert proposition(case) == "night_shift is ended"


def test_a_quantity_is_changed_by_hand(case: Path) -> None:
    with pytest.raises(CannotRecord, match=r"crews is a quantity: change it in case\.yaml"):
        add_option(case, "post_r5", option=NewOption("crews", "nine"), by="mira")


@pytest.mark.parametrize(
    "option",
    [
        NewOption("clinic", "At The Gate"),
        NewOption("clinic", "is"),
        NewOption("A clinic", "gate"),
        NewOption("clinic", "otherwise"),
    ],
)
def test_an_id_that_cannot_be_one_changes_nothing(case: Path, option: NewOption) -> None:
    before = (case / "case.yaml").read_bytes()
    with pytest.raises(InvalidCase):
        add_option(case, "post_r5", option=option, by="mira")
    assert (case / "case.yaml").read_bytes() == before
    assert proposition(case) == ""


def test_an_option_other_positions_rest_on_is_not_taken_back(case: Path) -> None:
    deed = add_option(case, "post_r5", option=CLINIC, by="mira")
    accept(case, "post_s5", by="mira")
    with pytest.raises(NotConfirmed, match="something else rests on it"):
        undo(case, deed)


def test_it_is_for_a_reading_that_waits(case: Path) -> None:
    with pytest.raises(CannotRecord, match="name the reading that it is for"):
        add_option(case, "post_s5", option=CLINIC, by="mira")
    accept(case, "post_s2", by="mira")
    with pytest.raises(NotConfirmed, match="edit it there"):
        add_option(case, "post_r2", option=CLINIC, by="mira")
