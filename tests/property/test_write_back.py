"""Whatever pages record, the files say it after it was written back, and keep their comments."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.case.yaml_edit import set_field
from goodoffices.record.archived import read_archived
from goodoffices.record.folder import read_folder
from goodoffices.record.replay import Key
from goodoffices.record.working_copy import KINDS
from goodoffices.record.write_back import is_behind, write_back
from tests.pages import Pages
from tests.records import write_case

KINDS_OF_ENTRIES = tuple(kind for kind in KINDS if kind not in {"erased", "member"})
FIELD = {
    "party": "name",
    "issue": "title",
    "rule": "says",
    "norm": "says",
    "instrument": "clause",
    "round": "venue",
    "meeting": "where",
    "source": "description",
    "statement": "words",
    "reading": "proposition",
    "link": "why",
    "message": "words",
    "undertaking": "title",
    "importance": "party",
    "note": "text",
}
"""A field with words of each kind; `title` where it is missing here."""
HANDLINGS = (None, "public", {"level": "in_confidence", "given_by": "north"})


def started() -> dict[str, str]:
    """The text of the files: two entries of each kind, each with comments of its own."""
    files: dict[str, str] = {}
    for kind in KINDS_OF_ENTRIES:
        file, name = KINDS[kind]
        text = f"# on {name}\n{name}:\n"
        for one in ("north", "b") if kind == "party" else (f"{kind}_a", f"{kind}_b"):
            text += f"  # before {one}\n  - id: {one}   # about {one}\n"
            text += f"    {FIELD.get(kind, 'title')}: As it was.   # said\n"
            if kind == "document":
                text += f"    file: {one}.txt\n"
            if kind == "statement":
                text += f"    readings:\n      - id: r_{one}   # read\n        why: As it was.\n"
        files[file.removesuffix(".yaml")] = files.get(file.removesuffix(".yaml"), "") + text
    return files


STARTED = started()
COMMENTS = frozenset(
    line.strip()
    for text in STARTED.values()
    for line in text.splitlines()
    if line.strip()[0] == "#"
)
"""The comments that have a line of their own; what goes takes only those on its own lines."""

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=30
).filter(lambda text: not {"\u2028", "\u2029", "\ufeff"} & set(text)) | st.sampled_from(
    ["", "no", "12", "2026-01-02", "a\nb\n", "x" * 200, "- a: b", "# none", " apart "]
)
values = words | st.lists(words, max_size=2) | st.booleans() | st.integers(-9, 9) | st.floats(-1, 1)


@dataclass(frozen=True)
class Deed:
    """Something that pages do: put, remove, erase, move a reading, or write back."""

    what: str
    kind: str
    which: int
    field: str
    value: Any
    handling: Any

    def do(self, pages: Pages) -> None:
        """Do it, to whatever entry of the kind there is."""
        there = [key for key in sorted(pages.contents()) if key[0] == self.kind]
        key = there[self.which % len(there)] if there else None
        if self.what == "write back":
            write_back(pages.path)
        elif self.what == "head":
            pages.put(("case", "case"), caution=self.field or None, common_unit=self.field or None)
        elif self.what == "add":
            self._put(pages, (self.kind, f"{self.kind}_{'cd'[self.which % 2]}"))
        elif self.what == "change" and key is not None:
            self._put(pages, key)
        elif self.what == "remove" and key is not None:
            pages.remove(key, *_readings_of(pages, key))
        elif self.what == "erase" and key is not None and self.kind != "party":
            pages.erase(key, *_readings_of(pages, key))

    def _put(self, pages: Pages, key: Key) -> None:
        fields = {FIELD.get(key[0], "title"): self.field}
        if key[0] != "document":  # which has to hold, or its text is not read
            fields["other"] = self.value
        if key[0] != "reading":
            fields["handling"] = self.handling
        else:
            fields["statement"] = _some(pages, "statement", self.which)
        if key[0] == "document":
            fields |= {"file": f"{key[1]}{self.which % 2}.txt", "text": self.field}
        if key[0] != "reading" or fields["statement"]:
            pages.put(key, **fields)


def _some(pages: Pages, kind: str, which: int) -> str:
    there = [name for what, name in sorted(pages.contents()) if what == kind]
    return there[which % len(there)] if there else ""


def _readings_of(pages: Pages, key: Key) -> list[Key]:
    if key[0] != "statement":
        return []
    contents = pages.contents()
    return [
        one
        for one in sorted(contents)
        if contents[one].get("statement") == key[1] and one[0] == "reading"
    ]


deeds = st.builds(
    Deed,
    st.sampled_from(["add", "change", "change", "remove", "erase", "head", "write back"]),
    st.sampled_from([*KINDS_OF_ENTRIES, "reading", "reading", "statement", "document"]),
    st.integers(0, 5),
    words,
    values,
    st.sampled_from(HANDLINGS),
)


@pytest.fixture(autouse=True, scope="module")
def quick_disk() -> Iterator[None]:
    """Do not wait for a real disk."""
    with patch.object(os, "fsync", lambda _: None):
        yield


def started_in(folder: str) -> Pages:
    documents = {"document_a.txt": "The first.", "document_b.txt": "The second."}
    return Pages.of(write_case(Path(folder, "talks"), **STARTED, documents=documents))


def comments_in(path: Path) -> frozenset[str]:
    lines = (
        line.strip()
        for file in path.glob("*.yaml")
        for line in file.read_text("utf-8").splitlines()
    )
    return frozenset(line for line in lines if line in COMMENTS)


def unrecorded(path: Path) -> list[Key]:
    return [edit.key for edit in read_archived(read_folder(path)).edits]


@given(st.lists(deeds, max_size=8))
@settings(max_examples=60)
def test_files_say_what_pages_recorded_and_keep_their_comments(done: Sequence[Deed]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pages = started_in(folder)
        for deed in done:
            deed.do(pages)
        assert write_back(pages.path).kept == ()
        assert unrecorded(pages.path) == []
        assert comments_in(pages.path) == COMMENTS
        assert not is_behind(pages.path)
        before = {file: file.read_bytes() for file in pages.path.glob("*.yaml")}
        pages.put(("note", "note_a"), text="Something else.")
        pages.remove(("note", "note_a"))
        assert write_back(pages.path).kept == ()
        assert unrecorded(pages.path) == []
        assert {file for file, raw in before.items() if file.read_bytes() != raw} <= {
            pages.path / "record.yaml"
        }


@given(st.lists(deeds, max_size=6), st.sets(st.sampled_from(KINDS_OF_ENTRIES), max_size=3))
@settings(max_examples=40)
def test_an_edit_by_hand_stays_unless_its_entry_was_erased(
    done: Sequence[Deed], by_hand: set[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pages = started_in(folder)
        names = {kind: "b" if kind == "party" else f"{kind}_b" for kind in by_hand}
        for kind, name in names.items():
            file, listed = KINDS[kind]
            set_field(pages.path / file, listed, name, "by_hand", "A word of mine.")
        for deed in done:
            deed.do(pages)
        write_back(pages.path)
        erased = {event.entry for event in pages.archive.events() if event.what == "erased"}
        kept = [(kind, name) for kind, name in sorted(names.items()) if (kind, name) not in erased]
        assert [key for key in unrecorded(pages.path) if key[0] != "reading"] == kept
        said = "".join(file.read_text("utf-8") for file in pages.path.glob("*.yaml"))
        assert said.count("by_hand: A word of mine.") == len(kept)
