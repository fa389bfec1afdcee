"""Correcting drafts: each field as text, refused with a sentence where it cannot stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.case.errors import GoodOfficesError, NotConfirmed, UnknownId
from goodoffices.case.when import When
from goodoffices.intake.drafts import DraftEvent, DraftRound, DraftStatement
from goodoffices.intake.review.accepting import accept
from goodoffices.intake.review.deciding import edit
from goodoffices.intake.review.deeds import undo
from goodoffices.intake.review.editing import fields_of
from goodoffices.intake.review.storing import (
    Draft,
    drafts_in,
    find_draft,
    read_drafts,
    read_drafts_of,
)
from tests.reviews import FOUR, TEXT, drafts_file, with_draft, write_reviewed_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_reviewed_case(tmp_path)


def correct(case: Path, name: str, field: str, value: str) -> Draft:
    edit(case, name, field=field, value=value, by="mira")
    return find_draft(read_drafts(case), name)[1]


def statement(case: Path, name: str, field: str, value: str) -> DraftStatement:
    draft = correct(case, name, field, value)
    assert isinstance(draft, DraftStatement)
    return draft


def test_every_field_that_is_listed_can_be_given_what_it_says(case: Path) -> None:
    file = read_drafts_of(case, "post")
    for draft in drafts_in(file):
        for field in fields_of(draft, file):
            edit(case, draft.id, field=field.name, value=field.value, by="mira")
    assert read_drafts_of(case, "post") == file


def test_fields_are_named_by_their_part(case: Path) -> None:
    file = read_drafts_of(case, "post")
    names = [one.name for one in fields_of(file.drafts[1], file)]
    assert names[:5] == [
        f"reading1.{name}" for name in ("party", "stance", "proposition", "condition", "in_words")
    ]
    assert {"words", "span", "said_on", "hop1.grade", "hop1.affiliation", "hop2.to"} <= {*names}
    assert "hop2.affiliation" not in names, "the outlet is in the case, and not drafted"


def test_a_reading_gets_another_stance_and_proposition(case: Path) -> None:
    statement(case, "post_s2", "reading1.stance", "offers")
    draft = statement(case, "post_s2", "reading1.proposition", "crews >= 5")
    assert (draft.readings[0].stance.value, draft.readings[0].proposition) == (
        "offers",
        "crews >= 5",
    )


def test_words_are_moved_to_where_they_stand_nearest(case: Path) -> None:
    draft = statement(case, "post_s2", "words", "The union")
    assert draft.words == TEXT[draft.span.start : draft.span.end] == "The union"
    nearest = min(
        (place for place in range(len(TEXT)) if TEXT.startswith("The union", place)),
        key=lambda place: abs(place - TEXT.index(FOUR)),
    )
    assert draft.span.start == nearest


def test_a_span_takes_its_words_from_the_text(case: Path) -> None:
    draft = statement(case, "post_s2", "span", "0-12")
    assert (draft.words, draft.span.start, draft.span.end) == ("Harbour Post", 0, 12)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-01", {"from": "2026-03-01", "to": "2026-03-01"}),
        ("2026-03-01 to 2026-03-02", {"from": "2026-03-01", "to": "2026-03-02"}),
        ("last Monday", {"unresolved": "last Monday"}),
        ("", None),
    ],
)
def test_a_date_is_a_day_an_interval_or_words(
    case: Path, value: str, expected: dict[str, str] | None
) -> None:
    draft = statement(case, "post_s1", "said_on", value)
    assert draft.said_on == (When.model_validate(expected) if expected else None)


def test_a_day_given_for_words_keeps_the_words(tmp_path: Path) -> None:
    drafts = with_draft(drafts_file(), "post_s1", said_on={"unresolved": "Monday"})
    case = write_reviewed_case(tmp_path, drafts)
    said = statement(case, "post_s1", "said_on", "2026-03-02").said_on
    assert said is not None
    assert (str(said), said.unresolved) == ("2026-03-02", "Monday")


def test_a_grade_set_by_a_person_says_so(case: Path) -> None:
    hop = statement(case, "post_s2", "hop1.grade", "D4").chain[0]
    assert (hop.grade, hop.why) == ("D4", "set by a person")
    assert statement(case, "post_s2", "hop1.grade", "").chain[0].grade is None


def test_an_affiliation_is_the_source_s_and_can_be_undone(case: Path) -> None:
    deed = edit(case, "post_s2", field="hop1.affiliation", value="union", by="mira")
    assert read_drafts_of(case, "post").sources[0].affiliation == "union"
    undo(case, deed)
    assert read_drafts_of(case, "post") == drafts_file()


def test_rounds_and_events_are_corrected_too(case: Path) -> None:
    held = correct(case, "post_round", "venue", "Eastport")
    assert isinstance(held, DraftRound)
    assert held.venue == "Eastport"
    event = correct(case, "post_e1", "status", "negated")
    assert isinstance(event, DraftEvent)
    assert event.status == "negated"


@pytest.mark.parametrize(
    ("name", "field", "value", "told"),
    [
        ("post_s2", "reading1.stance", "insist", 'found "insist"; allowed: rules_out, insists'),
        ("post_s2", "reading1.party", "prt", 'did you mean "port"'),
        ("post_s2", "reading1.proposition", "crews are 4", "cannot be read"),
        ("post_s2", "reading1.condition", "night_shift is out", "condition of post_r2 cannot"),
        ("post_s2", "reading2.party", "port", 'no field "reading2.party"'),
        ("post_s2", "said_on", "2026-03-02 to 2026-03-01", "allowed: a day such as"),
        ("post_s2", "hop1.grade", "G7", "A to F and then 1 to 6"),
        ("post_s2", "hop1.speaker", "harbor_post", 'did you mean "harbour_post"'),
        ("post_s2", "hop1.affiliation", "nobody", "no party"),
        ("post_s2", "words", "crews of nine", "these words do not stand in post"),
        ("post_s2", "span", "5-4", "no words of post stand there"),
        ("post_s2", "span", "0-99999", "no words of post stand there"),
        ("post_round", "same_as", "frist_round", 'did you mean "first_round"'),
        ("post_round", "outcome", "peace", "allowed: agreement"),
        ("post_e1", "status", "maybe", "allowed: occurred"),
    ],
)
def test_what_cannot_stand_there_is_refused(
    case: Path, name: str, field: str, value: str, told: str
) -> None:
    with pytest.raises(GoodOfficesError, match=told):
        correct(case, name, field, value)
    assert read_drafts_of(case, "post") == drafts_file()


def test_what_is_in_the_record_is_edited_there(case: Path) -> None:
    accept(case, "post_s2", by="mira")
    with pytest.raises(NotConfirmed, match="it is in the record: edit it there"):
        correct(case, "post_s2", "reading1.stance", "offers")
    with pytest.raises(UnknownId):
        correct(case, "post_s9", "span", "0-1")
