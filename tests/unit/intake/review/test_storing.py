"""Where drafts wait: written whole, read back the same, refused where damaged."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from goodoffices.case.errors import InvalidCase, UnknownId
from goodoffices.intake.drafts import State
from goodoffices.intake.review.storing import (
    drafts_path,
    find_draft,
    open_drafts,
    read_drafts,
    read_drafts_of,
    text_of,
    with_parts,
    write_drafts,
)
from goodoffices.record.checks.check import check
from goodoffices.record.draft_files import count_open
from tests.interruptions import Disk, PowerCut
from tests.reviews import TEXT, drafts_file, with_draft, write_reviewed_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_reviewed_case(tmp_path)


def test_what_is_written_is_read_back_the_same(case: Path) -> None:
    assert read_drafts(case) == (drafts_file(),)
    assert read_drafts_of(case, "post") == drafts_file()


def test_the_same_drafts_give_the_same_bytes(case: Path) -> None:
    before = drafts_path(case, "post").read_bytes()
    write_drafts(case, read_drafts_of(case, "post"))
    assert drafts_path(case, "post").read_bytes() == before


def test_files_come_by_the_name_of_their_document(case: Path) -> None:
    write_drafts(case, drafts_file(id="memo"))
    assert [one.document.id for one in read_drafts(case)] == ["memo", "post"]


def test_folder_and_file_are_closed_to_others(case: Path) -> None:
    file = drafts_path(case, "post")
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_power_cut_leaves_the_old_file_or_the_new(case: Path) -> None:
    old, new = drafts_file(), drafts_file(title="Another title")
    steps = 0
    while True:
        write_drafts(case, old)
        disk = Disk(stop_at=steps)
        try:
            with disk.in_use(case):
                write_drafts(case, new)
        except PowerCut:
            assert read_drafts_of(case, "post") in (old, new)
            steps += 1
            continue
        break
    assert steps > 1


@pytest.mark.parametrize(
    ("found", "put", "told"),
    [
        ('"state": "waiting"', '"state": "maybe"', "none of the words that may stand here"),
        ('"start": 50', '"start": "x"', "this has to be a whole number"),
        ('"rounds": [', '"rounds": ', "is never closed"),
        ('"kind": "statement"', '"kind": "statement", "mood": 1', "there is no such field"),
    ],
)
def test_a_damaged_file_is_refused_with_its_name_and_place(
    case: Path, found: str, put: str, told: str
) -> None:
    file = drafts_path(case, "post")
    file.write_text(file.read_text().replace(found, put, 1))
    with pytest.raises(InvalidCase) as refused:
        read_drafts(case)
    (mistake,) = refused.value.mistakes
    assert mistake.file == "drafts/post.json"
    assert mistake.line >= 1
    assert told in str(mistake)


def test_a_file_under_another_name_is_refused(case: Path) -> None:
    drafts_path(case, "post").rename(drafts_path(case, "memo"))
    with pytest.raises(InvalidCase, match="of another document than the file is named after"):
        read_drafts(case)


def test_a_document_never_read_has_no_drafts(case: Path) -> None:
    with pytest.raises(UnknownId, match='no document read "pots"; did you mean "post"'):
        read_drafts_of(case, "pots")


def test_what_waits_comes_in_the_order_of_the_text(case: Path) -> None:
    waiting = [one.draft.id for one in open_drafts(read_drafts(case))]
    assert waiting == [
        "post_s1",
        "post_s2",
        "post_s3",
        "post_round",
        "post_s4",
        "post_e1",
        "post_s5",
    ]


def test_deferred_drafts_wait_and_decided_ones_do_not(case: Path) -> None:
    drafts = with_draft(drafts_file(), "post_s1", state="rejected")
    drafts = with_draft(drafts, "post_s2", state="deferred")
    waiting = [one.draft.id for one in open_drafts([drafts])]
    assert "post_s1" not in waiting
    assert "post_s2" in waiting


def test_an_accepted_statement_waits_while_a_reading_does(case: Path) -> None:
    drafts = with_draft(drafts_file(), "post_s5", state="accepted")
    assert "post_s5" in [one.draft.id for one in open_drafts([drafts])]
    drafts = with_draft(drafts_file(), "post_s4", state="accepted")
    assert "post_s4" not in [one.draft.id for one in open_drafts([drafts])]


def test_the_record_counts_what_waits_as_intake_does(case: Path) -> None:
    """It knows nothing of intake, and reads the same files as plain data."""
    for state in State:
        for name in ("post_s1", "post_s4", "post_s5"):
            drafts = with_draft(drafts_file(), name, state=state.value)
            write_drafts(case, drafts)
            assert count_open(case) == {"post": len(open_drafts([drafts]))}


def test_check_asks_for_the_review_of_what_waits(case: Path) -> None:
    checked = check(case)
    assert checked.mistakes == ()
    waiting = [one for one in checked.questions if one.kind == "waiting"]
    assert [str(one) for one in waiting] == ["7 drafts of post wait: goodoffices review CASE post"]


def test_nothing_of_a_draft_is_in_the_record_or_asked_of_it(case: Path) -> None:
    record = check(case).record
    assert [*record.statements, *record.documents, *record.notes] == []
    assert TEXT not in record.texts.values()


def test_a_draft_is_found_by_its_reading(case: Path) -> None:
    file, draft = find_draft(read_drafts(case), "post_r1b")
    assert (file.document.id, draft.id) == ("post", "post_s1")
    with pytest.raises(UnknownId, match="there is no draft"):
        find_draft(read_drafts(case), "post_r9")


def test_parts_take_the_place_of_those_of_their_id() -> None:
    drafts = drafts_file()
    new = drafts.rounds[0].model_copy(update={"venue": "Eastport"})
    changed = with_parts(drafts, [new])
    assert changed.rounds == (new,)
    assert changed.drafts == drafts.drafts


def test_the_text_is_read_from_the_documents_folder_only(case: Path) -> None:
    assert text_of(case, drafts_file()) == TEXT
    (case.parent / "secret.txt").write_text("elsewhere")
    with pytest.raises(InvalidCase, match="cannot be read"):
        text_of(case, drafts_file(file="../../secret.txt"))
    with pytest.raises(InvalidCase, match="cannot be read"):
        text_of(case, drafts_file(file="gone.txt"))
