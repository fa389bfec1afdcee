"""The files of a case follow what the pages record, in the background."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from goodoffices.record.write_back import is_behind
from goodoffices.storage import files
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(files, "PAUSE_S", 0.01)
    monkeypatch.setattr(files, "LOOK_S", 0.05)
    yield
    monkeypatch.setattr(files.Started, "following", None)


def write(desk: Desk, name: str) -> None:
    desk.change(lambda _: [Change("note", name, {"id": name, "text": "A note."})], by="ana")


def start(desk: Desk, said: list[str]) -> tuple[files.Following, threading.Event]:
    """Following, with an event for each time that it has done what there was."""
    done = threading.Event()
    return files.start(desk, say=said.append, also=done.set), done


def wait(done: threading.Event) -> None:
    """Wait until what was there when this was called has been done."""
    for _ in range(2):
        done.clear()
        assert done.wait(20)


def text_of(desk: Desk) -> str:
    return (desk.path / "record.yaml").read_text()


def test_files_follow_a_change_soon_after(desk: Desk) -> None:
    following, done = start(desk, [])
    write(desk, "followed")
    wait(done)
    following.stop()
    assert "id: followed" in text_of(desk)


def test_files_follow_what_another_program_recorded(desk: Desk) -> None:
    following, done = start(desk, [])
    write(Desk(desk.path), "theirs")
    wait(done)
    following.stop()
    assert "id: theirs" in text_of(desk)


def test_files_are_brought_up_to_date_at_the_end(desk: Desk) -> None:
    following, _ = start(desk, [])
    following.stop()
    following, _ = start(desk, [])
    write(desk, "last")
    following.stop()
    assert ("id: last" in text_of(desk), is_behind(desk.path)) == (True, False)


def test_what_cannot_be_written_is_said_once_kept_as_a_notice_and_tried_again(desk: Desk) -> None:
    whole = text_of(desk)
    (desk.path / "record.yaml").write_text("statements: [")
    said: list[str] = []
    following, done = start(desk, said)
    write(desk, "later")
    wait(done)
    wait(done)
    assert len(said) == 1
    assert said[0].startswith("The files could not follow; the archive has everything: ")
    assert files.notice() == said[0]
    (desk.path / "record.yaml").write_text(whole)
    wait(done)
    following.stop()
    assert (files.notice(), "id: later" in text_of(desk)) == ("", True)


def test_there_is_no_notice_where_nothing_follows() -> None:
    assert files.notice() == ""
