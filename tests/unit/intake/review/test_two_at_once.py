"""Two people who review at once, and a review that is cut off: no decision is lost."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

import pytest

from goodoffices.case.errors import CannotWrite, NotConfirmed
from goodoffices.intake.drafts import State
from goodoffices.intake.review import accepting
from goodoffices.intake.review.accepting import accept
from goodoffices.intake.review.deciding import reject
from goodoffices.intake.review.review_log import keep_log, read_log
from goodoffices.intake.review.reviewing import Review
from goodoffices.intake.review.storing import read_drafts_of
from goodoffices.record import draft_files
from goodoffices.record.checks.check import check, load
from goodoffices.record.draft_files import alone
from goodoffices.record.erasing import erase_entry
from tests.interruptions import Disk, PowerCut
from tests.reviews import write_reviewed_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_reviewed_case(tmp_path)


def reviewed(folder: Path) -> Path:
    folder.mkdir()
    return write_reviewed_case(folder)


def states(case: Path) -> dict[str, State]:
    return {one.id: one.state for one in read_drafts_of(case, "post").drafts}


def test_what_another_decided_meanwhile_is_seen_before_it_is_decided_again(case: Path) -> None:
    mine, theirs = Review.open(case, by="mira"), Review.open(case, by="joao")
    theirs.reject()
    with pytest.raises(NotConfirmed, match="somebody else has changed it meanwhile"):
        mine.accept()
    assert load(case).record.statements == ()
    shown = mine.current
    assert shown is not None
    assert (shown.draft.id, shown.draft.state) == ("post_s1", State.REJECTED)
    mine.accept()  # now they know, and mean it
    assert [one.id for one in load(case).record.statements] == ["post_s1"]


def test_what_another_accepted_is_known_to_my_next_action(case: Path) -> None:
    mine, theirs = Review.open(case, by="mira"), Review.open(case, by="joao")
    theirs.accept()
    with pytest.raises(NotConfirmed):
        mine.reject()
    assert [one.id for one in mine.record.statements] == ["post_s1"]
    assert states(case)["post_s1"] is State.ACCEPTED


@pytest.mark.parametrize("gone", ["post_s1", "post"])
def test_what_was_erased_meanwhile_is_there_no_more(case: Path, gone: str) -> None:
    mine = Review.open(case, by="mira")
    erase_entry(case, gone, by="joao", reason="They asked for it.")
    with pytest.raises(NotConfirmed, match="it is there no more"):
        mine.accept()
    assert load(case).record.statements == ()
    shown = mine.current
    assert (shown.draft.id if shown else "") == ("" if gone == "post" else "post_s2")


def test_decisions_at_the_same_moment_are_all_kept(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one accepts, another rejects: the later one waits, and writes onto the first."""
    keep_log(case)
    apart, begun = load, threading.Event()
    other = threading.Thread(target=lambda: (begun.wait(), reject(case, "post_s2", by="joao")))
    other.start()

    def slowly(path: Path) -> object:
        begun.set()
        other.join(timeout=0.2)
        assert other.is_alive()
        return apart(path)

    monkeypatch.setattr(accepting, "load", slowly)
    accept(case, "post_s1", by="mira")
    other.join()
    found = states(case)
    assert (found["post_s1"], found["post_s2"]) == (State.ACCEPTED, State.REJECTED)


def test_a_folder_that_another_keeps_busy_is_refused(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_files, "WAIT_S", 0.05)
    with alone(case), pytest.raises(CannotWrite, match="another program is at work in it"):
        reject(case, "post_s1", by="mira")
    assert states(case)["post_s1"] is State.WAITING


def test_accepting_that_was_cut_off_is_finished_by_accepting_and_by_nothing_else(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words are in the record, the draft still waits: rejecting it would hide that."""

    def off(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(accepting, "write_drafts", off)
        with pytest.raises(PowerCut):
            accept(case, "post_s1", by="mira")
    review = Review.open(case, by="mira")
    for act in (review.reject, review.defer, lambda: review.edit("said_on", "")):
        with pytest.raises(NotConfirmed, match="accepting it was interrupted: accept it again"):
            act()
    review.accept()
    assert states(case)["post_s1"] is State.ACCEPTED
    (statement,) = load(case).record.statements
    assert [one.id for one in statement.readings] == ["post_r1", "post_r1b"]


@pytest.mark.parametrize("full", [False, True])
def test_accepting_that_fails_at_any_moment_leaves_a_case_that_holds(
    tmp_path: Path, *, full: bool
) -> None:
    whole = reviewed(tmp_path / "whole")
    with Disk().in_use(tmp_path) as disk:
        accept(whole, "post_s1", by="mira")
    for stop in range(disk.operations):
        case = reviewed(tmp_path / str(stop))
        with (
            contextlib.suppress(PowerCut, CannotWrite),
            Disk(stop_at=stop, full=full).in_use(tmp_path),
        ):
            accept(case, "post_s1", by="mira")
        assert check(case, ask=False).mistakes == ()
        accept(case, "post_s1", by="mira")
        assert [one.id for one in load(case).record.statements] == ["post_s1"]
        assert states(case)["post_s1"] is State.ACCEPTED


def test_the_log_of_two_reviews_has_the_decisions_of_both(case: Path) -> None:
    keep_log(case)
    mine, theirs = Review.open(case, by="mira"), Review.open(case, by="joao")
    mine.reject()
    theirs.next()
    theirs.reject()
    assert {(one.by, one.draft) for one in read_log(case)} == {
        ("mira", "post_s1"),
        ("joao", "post_s2"),
    }
