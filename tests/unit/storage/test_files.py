"""The files of a case follow what the pages record, in the background."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

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


def wait_until(is_done: Callable[[], bool]) -> None:
    """Wait until the thread has done something; give up after a long while."""
    for _ in range(1000):
        if is_done():
            return
        time.sleep(0.02)
    pytest.fail("the thread did not do it")


def text_of(desk: Desk) -> str:
    return (desk.path / "record.yaml").read_text()


def test_files_follow_a_change_soon_after(desk: Desk) -> None:
    following = files.start(desk, say=print)
    write(desk, "followed")
    wait_until(lambda: "id: followed" in text_of(desk))
    following.stop()


def test_files_follow_what_another_program_recorded(desk: Desk) -> None:
    following = files.start(desk, say=print)
    write(Desk(desk.path), "theirs")
    wait_until(lambda: "id: theirs" in text_of(desk))
    following.stop()


def test_files_are_brought_up_to_date_at_the_end(desk: Desk) -> None:
    following = files.start(desk, say=print)
    write(desk, "last")
    following.stop()
    assert ("id: last" in text_of(desk), is_behind(desk.path)) == (True, False)


def test_what_cannot_be_written_is_said_once_kept_as_a_notice_and_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = text_of(desk)
    tried: list[Path] = []
    write_it = files._written_back

    def try_again(path: Path) -> str:
        tried.append(path)
        return write_it(path)

    monkeypatch.setattr(files, "_written_back", try_again)
    (desk.path / "record.yaml").write_text("statements: [")
    said: list[str] = []
    following = files.start(desk, say=said.append)
    write(desk, "later")
    wait_until(lambda: len(tried) > 2)
    assert len(said) == 1
    assert said[0].startswith("The files could not follow; the archive has everything: ")
    assert files.notice() == said[0]
    (desk.path / "record.yaml").write_text(whole)
    wait_until(lambda: "id: later" in text_of(desk) and not files.notice())
    following.stop()


def test_there_is_no_notice_where_nothing_follows() -> None:
    assert files.notice() == ""
