"""What erasing takes out of the drafts folder, and what nobody but the team is ever shown of it."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from goodoffices.case.errors import InvalidCase, NotConfirmed, UnknownId
from goodoffices.intake.review.accepting import accept
from goodoffices.intake.review.review_log import keep_log, read_log
from goodoffices.intake.review.reviewing import Review
from goodoffices.intake.review.storing import drafts_path, read_drafts, write_drafts
from goodoffices.record.archive import Archive
from goodoffices.record.archived import read_archived
from goodoffices.record.checks.check import check, load
from goodoffices.record.draft_files import count_open
from goodoffices.record.erasing import erase_entry
from goodoffices.record.exporting import export_csv, export_folder, export_json
from goodoffices.record.folder import read_folder
from goodoffices.record.recording import record as record_edits
from goodoffices.record.visibility import as_seen_by, viewer_named
from tests.reviews import (
    BLAMED,
    DOUBLE,
    NEVER,
    drafts_file,
    with_draft,
    write_reviewed_case,
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The case with a log, in which three statements were accepted and one rejected."""
    path = write_reviewed_case(tmp_path)
    keep_log(path)
    review = Review.open(path, by="mira")
    review.accept()
    review.accept()
    review.reject()
    return path


def erase(case: Path, name: str) -> list[str]:
    return erase_entry(case, name, by="mira", reason="asked by the source")


def holding(case: Path, word: str) -> list[str]:
    """The files anywhere under the case that hold some words."""
    files = sorted(one for one in case.rglob("*") if one.is_file())
    return [str(one.relative_to(case)) for one in files if word.encode() in one.read_bytes()]


@pytest.mark.parametrize("is_recorded", [True, False])
def test_an_erased_statement_leaves_drafts_and_log(case: Path, is_recorded: bool) -> None:
    if is_recorded:
        record_edits(Archive(case / "archive"), read_archived(read_folder(case)).edits, by="mira")
    assert {"drafts/post.json", "drafts/log.jsonl", "record.yaml"} <= {*holding(case, NEVER)}
    done = erase(case, "post_s1")
    left = [one for one in holding(case, NEVER) if not one.startswith("archive/")]
    assert left == ["documents/post.txt"], "the document is an entry of its own"
    assert "Erased what drafts/post.json drafted of post_s1." in done
    assert done[-1] == "Its words still stand in document post, which is an entry of its own."
    assert [one.draft for one in read_log(case)] == ["post_s2", "post_s3"]
    assert check(case).mistakes == ()


def test_lines_that_quote_the_erased_words_leave_the_log_too(case: Path) -> None:
    log = case / "drafts" / "log.jsonl"
    quoting = read_log(case)[1].model_copy(update={"remarks": (f"It answers “{NEVER}”.",)})
    log.write_text(log.read_text() + quoting.model_dump_json(by_alias=True) + "\n")
    erase(case, "post_s1")
    assert NEVER not in log.read_text()


def test_an_erased_document_goes_with_all_that_was_read_from_it(case: Path) -> None:
    with pytest.raises(NotConfirmed, match="erase first what rests on it: post_s1, post_s2"):
        erase(case, "post")
    erase(case, "post_s1")
    erase(case, "post_s2")
    done = erase(case, "post")
    assert "Erased what was drafted from post." in done
    assert list((case / "documents").iterdir()) == []
    assert read_drafts(case) == ()
    assert read_log(case) == ()
    assert check(case).mistakes == ()


def test_a_document_of_which_nothing_was_accepted_is_erased_too(tmp_path: Path) -> None:
    case = write_reviewed_case(tmp_path)
    assert erase(case, "post") == ["Erased what was drafted from post."]
    assert holding(case, NEVER) == []
    assert "erased" not in (case / "record.yaml").read_text(), "it was never in the record"


def test_a_draft_nobody_accepted_is_erased_by_its_id(case: Path) -> None:
    assert erase(case, "post_s3") == ["Erased what drafts/post.json drafted of post_s3."]
    assert DOUBLE not in drafts_path(case, "post").read_text()
    with pytest.raises(UnknownId):
        erase(case, "post_s3")


def test_an_erased_source_goes_with_the_drafts_that_name_it(case: Path) -> None:
    erase(case, "post_s2")
    erase(case, "close_to_port")
    (file,) = read_drafts(case)
    assert file.sources == ()
    assert [one.id for one in file.drafts] == ["post_s1", "post_s4", "post_s5"]
    assert [one.draft for one in read_log(case)] == ["post_s1"]


def test_an_erased_draft_of_another_document_stays(case: Path) -> None:
    other = drafts_file(id="memo")
    kept = [one.model_copy(update={"id": f"memo_{one.id}"}) for one in other.drafts]
    write_drafts(case, other.model_copy(update={"drafts": tuple(kept), "rounds": (), "events": ()}))
    erase(case, "post_s2")
    assert [one.id for one in read_drafts(case)[0].drafts] == [one.id for one in kept]


def test_a_file_outside_the_documents_folder_is_left_alone(tmp_path: Path) -> None:
    case = write_reviewed_case(tmp_path, drafts_file(original="../../outside.txt"))
    outside = tmp_path / "outside.txt"
    outside.write_text("not of this case")
    erase(case, "post")
    assert outside.read_text() == "not of this case"


def test_a_damaged_drafts_file_stops_an_erasure_by_name(case: Path) -> None:
    drafts_path(case, "post").write_text("{")
    with pytest.raises(InvalidCase, match=r"drafts/post\.json:1:2: this file is damaged"):
        erase(case, "post_s1")


def test_a_damaged_drafts_file_is_not_counted_and_hides_no_other(case: Path) -> None:
    write_drafts(case, drafts_file(id="memo"))
    drafts_path(case, "post").write_text("{")
    assert count_open(case) == {"memo": 7}


def test_drafts_are_in_a_whole_copy_and_in_nothing_else(case: Path) -> None:
    """Words that wait are given to nobody, whoever looks at the record."""
    accept(case, "post_s4", by="mira")
    record = load(case).record
    assert DOUBLE in drafts_path(case, "post").read_text()
    for name in ("team", "port", "union"):
        seen = as_seen_by(record, viewer_named(name, record))
        seen = seen.with_(texts={})  # the document itself is the team's to see
        given = json.dumps(export_json(seen), ensure_ascii=False) + export_csv(seen)
        assert (BLAMED in given) == (name == "team")
        assert DOUBLE not in given
    with zipfile.ZipFile(io.BytesIO(export_folder(case))) as packed:
        assert {"docks/drafts/post.json", "docks/drafts/log.jsonl"} <= {*packed.namelist()}


def test_what_tells_of_the_erased_words_goes_with_them(tmp_path: Path) -> None:
    """The event that the statement tells of has the same words, so it holds them too."""
    case = write_reviewed_case(tmp_path)
    erase(case, "post_s4")
    (file,) = read_drafts(case)
    assert ([one.id for one in file.drafts], file.events) == (
        ["post_s1", "post_s2", "post_s3", "post_s5"],
        (),
    )
    assert [one.id for one in file.rounds] == ["post_round"], "its words are its own"


def test_the_same_words_said_elsewhere_in_the_document_stay(tmp_path: Path) -> None:
    drafts = drafts_file()
    short = {"words": "crews", "span": {"start": 158, "end": 163}}
    case = write_reviewed_case(tmp_path, with_draft(drafts, "post_s4", **short))
    erase(case, "post_s4")
    (file,) = read_drafts(case)
    assert {one.id for one in file.drafts} >= {"post_s1", "post_s3", "post_s5"}


def test_entries_that_hold_the_erased_words_are_named(tmp_path: Path) -> None:
    case = write_reviewed_case(tmp_path)
    for one in ("post_s4", "post_e1"):
        accept(case, one, by="mira")
    (case / "record.yaml").write_text(
        (case / "record.yaml").read_text().replace("rests_on: [post_s4]", "rests_on: [post]")
    )
    assert erase(case, "post_s4")[-1] == (
        "Its words still stand in document post, note post_e1, which are entries of their own."
    )


def test_other_sources_name_an_erased_source_no_more(tmp_path: Path) -> None:
    drafts = drafts_file()
    other = drafts.sources[0].model_copy(
        update={
            "id": "another",
            "not_the_same_as": ("close_to_port",),
            "perhaps_the_same_as": ("port", "close_to_port"),
        }
    )
    case = write_reviewed_case(
        tmp_path, drafts.model_copy(update={"sources": (*drafts.sources, other)})
    )
    accept(case, "post_s2", by="mira")
    for one in ("post_s2", "close_to_port"):
        erase(case, one)
    (file,) = read_drafts(case)
    assert [(one.id, one.not_the_same_as, one.perhaps_the_same_as) for one in file.sources] == [
        ("another", (), ("port",))
    ]


def test_an_erased_source_that_another_was_held_apart_from_leaves_no_mistake(case: Path) -> None:
    """The other source names it still; what was erased may be named, for the file says so."""
    record = case / "record.yaml"
    apart = "  - {id: rival, kind: outlet, description: Rival, not_the_same_as: [close_to_port]}\n"
    record.write_text(record.read_text().replace("sources:\n", f"sources:\n{apart}", 1))
    for one in ("post_s2", "close_to_port"):
        erase(case, one)
    assert check(case, ask=False).mistakes == ()


def test_what_an_interrupted_write_left_goes_when_anything_is_erased(case: Path) -> None:
    """Nobody knows what it holds, and nobody would ever look for it."""
    for name in ("drafts", "documents"):
        (case / name / ".0123456789ab.new").write_text(NEVER)
    assert ".0123456789ab.new" not in export_folder(case).decode("latin-1")
    erase(case, "post_s1")
    assert not list(case.glob("d*/.*.new"))


def test_the_zip_has_no_lock_of_the_drafts_folder(case: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(export_folder(case))) as packed:
        assert [one for one in packed.namelist() if one.endswith("drafts/.lock")] == []
        assert "docks/drafts/post.json" in packed.namelist()
