"""A document read again: what was decided on stays, what waited gives way."""

from __future__ import annotations

from goodoffices.intake.drafts import (
    DraftDocument,
    DraftReading,
    DraftsFile,
    DraftStatement,
    State,
)
from goodoffices.intake.reading_again import join_again

ZERO = {"start": 0, "end": 9}
MEMO = DraftDocument(id="memo", file="memo.txt", sha256="ab")


def statement(number: int, start: int, end: int, **more: object) -> DraftStatement:
    data = {"id": f"memo_s{number}", "span": {"start": start, "end": end}, "words": "x"}
    return DraftStatement.model_validate(data | more)


def file(*drafts: DraftStatement) -> DraftsFile:
    return DraftsFile(document=MEMO, drafts=drafts)


def spans(joined: DraftsFile) -> list[tuple[str, int]]:
    return [(one.id, one.span.start) for one in joined.drafts]


def test_what_waited_gives_way_and_what_was_decided_stays() -> None:
    before = file(statement(1, 0, 10, state=State.REJECTED), statement(2, 20, 30))
    after = file(statement(1, 0, 10), statement(2, 40, 50))
    joined = join_again(before, after)
    assert spans(joined) == [("memo_s1", 0), ("memo_s4", 40)]
    assert joined.drafts[0].state is State.REJECTED


def test_new_ids_never_are_those_of_the_earlier_reading() -> None:
    before = file(statement(7, 0, 10, state=State.ACCEPTED))
    joined = join_again(before, file(statement(7, 20, 30)))
    assert spans(joined) == [("memo_s7", 0), ("memo_s14", 20)]


def test_new_draft_that_names_a_decided_one_names_it_by_its_id() -> None:
    before = file(statement(3, 0, 40, state=State.ACCEPTED))
    after = file(statement(1, 0, 40), statement(2, 10, 30, nested_in="memo_s1"))
    joined = join_again(before, after)
    assert [(one.id, one.nested_in) for one in joined.drafts] == [
        ("memo_s3", ""),
        ("memo_s5", "memo_s3"),
    ]


def test_readings_follow_the_new_id_of_their_statement() -> None:
    first = {"id": "memo_s1_r1", "party": "north", "stance": "insists", "span": ZERO}
    rival = {**first, "id": "memo_s1_r2", "alternative_to": "memo_s1_r1"}
    readings = [DraftReading.model_validate(one) for one in (first, rival)]
    before = file(statement(1, 50, 60, state=State.DEFERRED))
    joined = join_again(before, file(statement(1, 0, 10, readings=readings)))
    (new,) = [one for one in joined.drafts if one.span.start == 0]
    assert [(one.id, one.alternative_to) for one in new.readings] == [
        ("memo_s2_r1", ""),
        ("memo_s2_r2", "memo_s2_r1"),
    ]


def test_date_and_outlet_given_now_are_taken() -> None:
    after = DraftsFile(document=MEMO.model_copy(update={"outlet": "The Herald"}))
    assert join_again(file(), after).document.outlet == "The Herald"
