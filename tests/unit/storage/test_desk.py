"""The case in memory: one state of it at a time, whoever writes."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from goodoffices.case.errors import ArchiveBusy
from goodoffices.record import durability
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.archived import contents_of, record_of
from goodoffices.record.erasure import erase
from goodoffices.record.verify import LOCK
from goodoffices.record.visibility import THE_TEAM, Viewer, ViewerKind
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.results import STATES
from goodoffices.storage.state import CaseState
from tests.interruptions import Disk, PowerCut

ANA = Viewer(ViewerKind.MEMBER, "ana")
BEN = Viewer(ViewerKind.MEMBER, "ben")


def note(name: str, text: str = "A note.", **more: object) -> Callable[[CaseState], list[Change]]:
    return lambda _: [Change("note", name, {"id": name, "text": text, **more})]


def held_by(who: str) -> dict[str, object]:
    return {"level": "in_confidence", "held_by": [who]}


def assert_as_read_anew(desk: Desk) -> None:
    """What is in memory is what a program that starts now reads from the archive."""
    kept, anew = desk.state(), Desk(desk.path).state()
    assert (kept.head, kept.ends, kept.holders) == (anew.head, anew.ends, anew.holders)
    assert dict(kept.entries) == dict(anew.entries)
    assert kept.record.recorded == anew.record.recorded
    assert kept.record.erased == anew.record.erased
    made = record_of(contents_of(kept.entries))
    same = made.with_(recorded=kept.record.recorded, erased=kept.record.erased)
    assert kept.record == same


def test_change_is_seen_at_once_and_by_who_starts_later(desk: Desk) -> None:
    desk.state()
    desk.change(note("first"), by="ana")
    desk.change(note("first", "Another."), by="ben")
    assert desk.state().content("note", "first")["text"] == "Another."
    assert_as_read_anew(desk)


def test_removed_entry_goes_and_may_come_again(desk: Desk) -> None:
    desk.change(note("first"), by="ana")
    desk.change(lambda _: [Change("note", "first", None)], by="ana")
    assert ("note", "first") not in desk.state().entries
    desk.change(note("first", "Again."), by="ben")
    assert desk.state().entries["note", "first"].recorded_by == "ben"
    assert desk.state().record == Desk(desk.path).state().record


def test_what_another_program_recorded_is_followed(desk: Desk) -> None:
    other = Desk(desk.path)
    desk.state()
    other.change(note("theirs"), by="ben")
    assert desk.state().content("note", "theirs")["text"] == "A note."
    desk.change(note("ours"), by="ana")
    assert other.state().entries.keys() == desk.state().entries.keys()
    assert_as_read_anew(desk)
    assert_as_read_anew(other)


def test_what_another_program_erased_is_gone_from_memory(desk: Desk) -> None:
    desk.change(note("secret", "Not for ever."), by="ana")
    erase(Archive(desk.archive.folder), "note", "secret", by="ana", reason="asked to")
    assert [one.id for one in desk.state().record.erased] == ["secret"]
    assert "Not for ever." not in str(desk.state())
    assert_as_read_anew(desk)


def test_mark_alone_changes_no_entry(desk: Desk) -> None:
    before = desk.state()
    desk.archive.append("team", [NewEvent("mark", by="ana", name="briefed")])
    assert desk.state().entries == before.entries
    assert desk.state().head != before.head


def test_order_is_that_of_the_files_and_what_comes_later_stands_last(desk: Desk) -> None:
    before = [one.id for one in desk.state().record.statements]
    content = {**desk.state().content("statement", before[0]), "note": "looked at"}
    desk.change(lambda _: [Change("statement", before[0], content)], by="ana")
    assert [one.id for one in desk.state().record.statements] == before


# ---------------------------------------------------------------- one look, one state


def test_look_sees_one_state_whoever_writes_meanwhile(desk: Desk) -> None:
    other = Desk(desk.path)
    with desk.looking():
        before = desk.state()
        other.change(note("theirs"), by="ben")
        assert desk.state() is before
        assert "theirs" not in [one.id for one in desk.seen_by(ANA).notes]
    assert "theirs" in [one.id for one in desk.seen_by(ANA).notes]


def test_look_sees_what_its_own_thread_recorded(desk: Desk) -> None:
    with desk.looking():
        desk.state()
        desk.change(note("mine"), by="ana")
        assert "mine" in [one.id for one in desk.seen_by(ANA).notes]


def test_look_that_is_not_fixed_goes_on_with_the_archive(desk: Desk) -> None:
    other = Desk(desk.path)
    with desk.looking(is_fixed=False):
        before = desk.state()
        other.change(note("theirs"), by="ben")
        assert desk.kept("head", lambda: before.head) == before.head
        assert desk.state().head != before.head
        assert desk.kept("head", lambda: desk.state().head) == desk.state().head


# ---------------------------------------------------------------- results


def test_result_is_computed_once_for_a_state_and_never_outlives_it(desk: Desk) -> None:
    computed: list[str] = []

    def compute() -> str:
        computed.append(desk.state().head)
        return desk.state().head

    first = desk.state().head
    assert [desk.kept("head", compute), desk.kept("head", compute)] == [first, first]
    desk.change(note("first"), by="ana")
    second = desk.state().head
    assert [desk.kept("head", compute), desk.kept("head", compute)] == [second, second]
    assert computed == [first, second]


def test_result_of_an_old_look_is_not_taken_for_the_new_state(desk: Desk) -> None:
    other = Desk(desk.path)
    with desk.looking():
        old = desk.state().head
        other.change(note("theirs"), by="ben")
        threading_result: list[str] = []
        thread = threading.Thread(target=lambda: threading_result.append(desk.state().head))
        thread.start()
        thread.join()
        assert desk.kept("head", lambda: old) == old
    new = desk.state().head
    assert threading_result == [new]
    assert desk.kept("head", lambda: new) == new


def test_result_is_shared_by_those_who_still_look_at_the_state_before(desk: Desk) -> None:
    """Otherwise each of them computes it again, while somebody writes every few seconds."""
    other = Desk(desk.path)
    with desk.looking():
        old = desk.state().head
        other.change(note("theirs"), by="ben")
        thread = threading.Thread(target=desk.state)
        thread.start()
        thread.join()
        assert desk.kept("head", lambda: old) == old
        assert desk.kept("head", lambda: "computed again") == old


def test_look_computes_a_result_once_however_many_states_come_meanwhile(desk: Desk) -> None:
    """A page that asks for the same hundreds of times must not compute it hundreds of times."""
    other = Desk(desk.path)
    computed: list[int] = []
    with desk.looking():
        desk.state()
        for number in range(STATES + 1):
            other.change(note(f"theirs{number}"), by="ben")
            thread = threading.Thread(target=desk.state)
            thread.start()
            thread.join()
            desk.kept("part", lambda: computed.append(1))
    assert computed == [1]


def test_results_of_before_an_erasure_are_let_go(desk: Desk) -> None:
    class Shown:
        """What a page shows, words that are to go among it."""

    desk.change(note("secret", "Not for ever."), by="ana")
    shown = weakref.ref(desk.kept("shown", Shown))
    erase(Archive(desk.archive.folder), "note", "secret", by="ana", reason="asked to")
    desk.state()
    gc.collect()
    assert shown() is None


def test_result_that_failed_is_computed_again(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError):
        desk.kept("part", lambda: 1 // 0)
    assert desk.kept("part", lambda: 1) == 1


def test_who_holds_nothing_shares_the_team_s_page_and_who_holds_something_has_an_own(
    desk: Desk,
) -> None:
    nobody = Viewer(ViewerKind.MEMBER, "nobody")
    assert desk.seen_by(nobody) is desk.seen_by(THE_TEAM)
    for who in ("ana", "ben", "cleo", "dina"):
        seen = desk.seen_by(Viewer(ViewerKind.MEMBER, who))
        assert [one.id for one in seen.statements if one.id.startswith("held_")] == [f"held_{who}"]


def test_holding_something_ends_sharing_and_letting_go_begins_it_again(desk: Desk) -> None:
    nobody = Viewer(ViewerKind.MEMBER, "eva")
    desk.change(
        lambda _: [Change("member", "eva", {"id": "eva", "name": "Eva"})],
        by="ana",
    )
    desk.change(note("hers", handling=held_by("eva")), by="eva")
    assert "hers" in [one.id for one in desk.seen_by(nobody).notes]
    assert "hers" not in [one.id for one in desk.seen_by(THE_TEAM).notes]
    desk.change(note("hers"), by="eva")
    assert desk.seen_by(nobody) is desk.seen_by(THE_TEAM)


def test_option_that_one_member_holds_is_seen_by_that_member(desk: Desk) -> None:
    issue = desk.state().record.issues[0].id
    content = dict(desk.state().content("issue", issue))
    told = {"id": "quiet", "title": "A quiet option", "handling": held_by("eva")}
    content["options"] = [*content["options"], told]  # type: ignore[misc]
    member = Change("member", "eva", {"id": "eva", "name": "Eva"})
    desk.change(lambda _: [member, Change("issue", issue, content)], by="ana")

    def options(viewer: Viewer) -> list[str]:
        return [one.id for one in desk.seen_by(viewer).issues[0].options]

    assert "quiet" in options(Viewer(ViewerKind.MEMBER, "eva"))
    assert "quiet" not in options(ANA)


# ---------------------------------------------------------------- several at once


def test_many_readers_and_a_writer_go_on_and_nobody_sees_half(desk: Desk) -> None:
    """Two entries are always written together: whoever sees one sees the other, and alike."""
    other = Desk(desk.path)
    failures: list[object] = []
    is_over = threading.Event()

    def read() -> None:
        try:
            while not is_over.is_set():
                for viewer in (ANA, BEN, THE_TEAM):
                    with desk.looking():
                        seen = {one.id: one.text for one in desk.seen_by(viewer).notes}
                        if seen.get("left") != seen.get("right"):
                            failures.append(seen)
                        desk.fold(viewer).case()
        except BaseException as error:  # noqa: BLE001 -- told by the test
            failures.append(error)

    def write(of: Desk, by: str) -> None:
        try:
            for number in range(15):
                both = [
                    Change("note", name, {"id": name, "text": f"{by} {number}"})
                    for name in ("left", "right")
                ]
                of.change(lambda _, both=both: both, by=by)  # type: ignore[misc]
        except BaseException as error:  # noqa: BLE001 -- the same
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(8)]
    writers = [
        threading.Thread(target=write, args=one)
        for one in ((desk, "ana"), (desk, "ben"), (other, "cleo"))
    ]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    is_over.set()
    for thread in readers:
        thread.join()
    assert failures == []
    assert sum(1 for event in desk.archive.events() if event.id == "left") == 45
    assert_as_read_anew(desk)


def test_writing_while_another_program_does_is_refused_after_a_while(desk: Desk) -> None:
    desk.state()
    desk.archive.wait_s = 0.05
    with (
        durability.locked(desk.archive.folder / LOCK, wait_s=1),
        pytest.raises(ArchiveBusy, match="another program has been writing"),
    ):
        desk.change(note("late"), by="ana")
    assert "late" not in [one.id for one in desk.seen_by(ANA).notes]
    desk.change(note("late"), by="ana")
    assert "late" in [one.id for one in desk.seen_by(ANA).notes]


def test_readers_do_not_wait_for_another_program_that_writes(desk: Desk) -> None:
    desk.state()
    desk.archive.wait_s = 30
    with durability.locked(desk.archive.folder / LOCK, wait_s=1):
        assert desk.seen_by(ANA).title == desk.state().record.title


# ---------------------------------------------------------------- interruptions


def test_interruption_at_any_moment_loses_nothing_confirmed(case: Path) -> None:
    """The power is cut before each operation of the disk in turn; the next start is right."""
    desk, number = Desk(case), 0
    desk.state()
    was_stopped = True
    while was_stopped:
        disk = Disk(stop_at=number, half=True)
        name = f"kept_{number}"
        confirmed = False
        with disk.in_use(desk.archive.folder):
            try:
                desk.change(note(name), by="ana")
                confirmed = True
            except PowerCut:
                pass
        was_stopped = disk.was_stopped
        after = Desk(case)
        is_there = ("note", name) in after.state().entries
        assert is_there or not confirmed
        after.change(note(f"after{number}"), by="ben")
        assert after.archive.verify().is_whole
        assert (("note", name) in after.state().entries) is is_there
        assert_as_read_anew(desk)  # a process that lives on sees the same
        number += 1
    assert number > 8
