"""What only some of the team hold stays theirs: in review, and in all that accepting writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from goodoffices.case.errors import NotConfirmed
from goodoffices.case.handling import PUBLIC, Handling
from goodoffices.intake.drafts import DraftsFile
from goodoffices.intake.review.accepting import accept
from goodoffices.intake.review.deciding import edit
from goodoffices.intake.review.new_options import NewOption, add_option
from goodoffices.intake.review.reviewing import Review
from goodoffices.intake.review.storing import drafts_in
from goodoffices.record.checks.check import load
from goodoffices.record.visibility import as_seen_by, viewer_named
from tests.records import write_case
from tests.reviews import CASE, ROUNDS, TEXT, drafts_file, write_reviewed_case

HELD = {"level": "in_confidence", "held_by": ["vera"]}
TEAM = CASE.replace(
    "team:\n", "team:\n  - {id: vera, name: Vera Lund}\n  - {id: joao, name: Joao}\n", 1
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return held_case(tmp_path)


def held_case(folder: Path, *, rounds: str = ROUNDS, drafts: DraftsFile | None = None) -> Path:
    """The docks, where vera alone holds the report."""
    path = write_reviewed_case(folder, drafts or drafts_file(handling=HELD))
    return write_case(
        path, case=TEAM, rounds=rounds, documents={"post.txt": TEXT, "post.html": "<p>"}
    )


def test_who_does_not_hold_a_document_reviews_nothing_of_it(case: Path) -> None:
    review = Review.open(case, by="joao")
    assert (review.current, review.counts.total, review.held_back) == (None, 0, 1)
    with pytest.raises(NotConfirmed, match="only some of the team hold it, and joao is not"):
        Review.open(case, by="joao", document="post")
    with pytest.raises(NotConfirmed, match="only some of the team hold it"):
        accept(case, "post_s1", by="joao")


@pytest.mark.parametrize("name", ["vera", "Vera Lund", "vera lund"])
def test_who_holds_it_reviews_it_by_id_or_by_name(case: Path, name: str) -> None:
    assert Review.open(case, by=name, document="post").counts.total == 7


def test_all_that_accepting_writes_is_as_narrow_as_the_document(case: Path) -> None:
    """Every entry alone, so that one that is moved or cited elsewhere is still held."""
    add_option(case, "post_r5", option=NewOption("clinic", "at_gate"), by="vera")
    review = Review.open(case, by="vera")
    while review.current is not None:
        review.accept()
    record = load(case).record
    held = Handling.model_validate(HELD)
    new: list[Any] = [*record.documents, *record.statements, *record.links, *record.notes]
    new += [one for one in record.sources if one.id != "harbour_post"]
    new += [reading for one in record.statements for reading in one.readings]
    new += [one for one in record.issues if one.id == "clinic"]
    new += [one for one in record.rounds if one.id != "first_round"]
    assert len(new) >= 12
    assert {one.handling for one in new} == {held}
    others = as_seen_by(record, viewer_named("joao", record))
    assert (others.documents, others.statements, others.notes, others.links) == ((), (), (), ())
    assert {one.id for one in others.issues} == {"night_shift", "crews"}


@pytest.mark.parametrize(
    ("round_handling", "document", "is_told"),
    [
        ("", HELD, False),  # the team sees the round, and vera alone the report
        (", handling: public", "in_confidence", False),
        (", handling: {held_by: [vera]}", HELD, True),
        ("", "in_confidence", True),
        ("", "public", True),
        (", handling: public", "public", True),
    ],
)
def test_a_round_learns_only_what_all_who_see_it_may_know(
    tmp_path: Path, round_handling: str, document: object, is_told: bool
) -> None:
    """Where, when and how a round ended has no handling of its own: who sees it sees that."""
    rounds = ROUNDS.replace("held_on: 2026-02-02", f"held_on: 2026-02-02{round_handling}")
    drafts = drafts_file(handling=document)
    same = drafts.rounds[0].model_copy(update={"same_as": "first_round"})
    case = held_case(tmp_path, rounds=rounds, drafts=drafts.model_copy(update={"rounds": (same,)}))
    deed = accept(case, "post_round", by="vera")
    (known,) = load(case).record.rounds
    assert known.venue == ("Westport" if is_told else "")
    assert ("The venue of first_round was left out" in deed.words) is not is_told


def test_an_option_from_a_report_of_the_team_has_no_handling(tmp_path: Path) -> None:
    case = held_case(tmp_path, drafts=drafts_file(handling=PUBLIC))
    add_option(case, "post_r5", option=NewOption("night_shift", "clinic"), by="joao")
    options = {one.id: one for one in load(case).record.issues[0].options}
    assert options["clinic"].handling == Handling()
    assert len(drafts_in(drafts_file())) == 7


@pytest.mark.parametrize(
    ("document", "handling"),
    [("public", Handling()), ("in_confidence", Handling()), (HELD, Handling.model_validate(HELD))],
)
def test_to_whom_a_person_says_that_a_source_belongs_is_not_as_open_as_the_report(
    tmp_path: Path, document: object, handling: Handling
) -> None:
    """The paper names nobody; the team knows. A public report must not tell what the team knows."""
    case = held_case(tmp_path, drafts=drafts_file(handling=document))
    edit(case, "post_s2", field="hop1.affiliation", value="union", by="vera")
    accept(case, "post_s2", by="vera")
    source = next(one for one in load(case).record.sources if one.id == "close_to_port")
    assert (source.affiliation, source.handling) == ("union", handling)
