"""Laws of merging, on random histories of two copies with a common beginning."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.record.archive import Archive
from goodoffices.record.erasure import erase
from goodoffices.record.merges import Choice, Merge
from goodoffices.record.merging import apply_merge, plan_merge
from goodoffices.record.recording import diff, record
from goodoffices.record.replay import Json, Key
from goodoffices.record.verify import Event, canonical
from tests.merging import copy_of, standing

Place = tuple[str, dict[str, Json]]

compartments = st.sampled_from(["team", "north"])
statement_ids = st.sampled_from(["s1", "s2", "s3"])
words = st.sampled_from(["yes", "no", "perhaps"])


def statement(entry_id: str, where: str, said: str) -> tuple[Key, Place]:
    return ("statement", entry_id), (where, {"id": entry_id, "words": said})


def reading(entry_id: str, where: str, of: str, why: str) -> tuple[Key, Place]:
    return ("reading", entry_id), (where, {"id": entry_id, "statement": of, "why": why})


def note(entry_id: str, text: str, on: list[str]) -> tuple[Key, Place]:
    rests: list[Json] = [*on]
    return ("note", entry_id), ("team", {"id": entry_id, "text": text, "rests_on": rests})


entries = (
    st.builds(statement, statement_ids, compartments, words)
    | st.builds(reading, st.sampled_from(["r1", "r2"]), compartments, statement_ids, words)
    | st.builds(note, st.sampled_from(["n1", "n2"]), words, st.lists(statement_ids, max_size=2))
)


@dataclass(frozen=True)
class Step:
    """Some entries written, others taken out of the files, and statements erased."""

    written: Sequence[tuple[Key, Place]]
    removed: Sequence[Key]
    erased: Sequence[str]

    def apply(self, archive: Archive, *, by: str) -> None:
        """Record it; a statement takes its readings with it."""
        after: dict[Key, tuple[str, Json]] = {**standing(archive), **dict(self.written)}
        for key in self.removed:
            after.pop(key, None)
        after = without_orphans(after)
        record(archive, diff(after, archive.replay()), by=by, again=list(after))
        for one in self.erased:
            stands = standing(archive)
            readings = [key for key, (_, content) in stands.items() if is_of(content, one)]
            for key in [("statement", one), *readings]:
                if key in stands:
                    erase(archive, *key, by=by, reason="asked")


def is_of(content: Json, one: str) -> bool:
    return isinstance(content, dict) and content.get("statement") == one


def without_orphans(entries: Mapping[Key, tuple[str, Json]]) -> dict[Key, tuple[str, Json]]:
    """Leave out the readings of statements that are not there."""
    statements = {key[1] for key in entries if key[0] == "statement"}
    return {
        key: (where, content)
        for key, (where, content) in entries.items()
        if key[0] != "reading" or any(is_of(content, one) for one in statements)
    }


steps = st.builds(
    Step,
    st.lists(entries, max_size=3),
    st.lists(entries.map(lambda one: one[0]), max_size=2),
    st.lists(statement_ids, max_size=1),
)
histories = st.lists(steps, max_size=3)


@dataclass(frozen=True)
class Talks:
    """Two copies: what both begin with, and what each does afterwards."""

    together: Step
    here: Sequence[Step]
    there: Sequence[Step]

    def run(self, folder: str, *, names: tuple[str, str]) -> tuple[Archive, Archive]:
        """Return the two archives."""
        ours = Archive(Path(folder, "ours"))
        first = Step([statement("s1", "team", "yes"), *self.together.written], [], [])
        first.apply(ours, by="both")
        theirs = copy_of(ours, Path(folder, "theirs"))
        for archive, history, by in ((ours, self.here, names[0]), (theirs, self.there, names[1])):
            for step in history:
                step.apply(archive, by=by)
        return ours, theirs


talks = st.builds(Talks, steps, histories, histories)
names = st.sampled_from([("ana", "ben"), ("ana", "ana")])
MIRRORED = {
    Choice.OURS: Choice.THEIRS,
    Choice.THEIRS: Choice.OURS,
    Choice.RENAME_THEIRS: Choice.RENAME_THEIRS,
}


@pytest.fixture(autouse=True, scope="module")
def quick_disk() -> Iterator[None]:
    """Do not wait for a real disk."""
    with patch.object(os, "fsync", lambda _: None):
        yield


def choose(merge: Merge, numbers: Sequence[int]) -> dict[Key, Choice]:
    """Choose by numbers, each taken for one conflict in turn."""
    return {
        conflict.key: conflict.choices[numbers[place % len(numbers)] % len(conflict.choices)]
        for place, conflict in enumerate(merge.conflicts)
    }


def without_ids(archive: Archive) -> Counter[str]:
    """What stands, ids and what refers to them left out."""
    found: Counter[str] = Counter()
    for (kind, _), (where, content) in standing(archive).items():
        assert isinstance(content, dict)
        said = {k: v for k, v in content.items() if k not in {"id", "statement", "rests_on"}}
        found[f"{kind} {where} {canonical(said).decode()}"] += 1
    return found


some_numbers = st.lists(st.integers(0, 2), min_size=1, max_size=5)


@given(talks, names, some_numbers)
@settings(max_examples=400, deadline=None)
def test_both_ways_give_the_same_with_mirrored_choices(
    one: Talks, by: tuple[str, str], numbers: Sequence[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = one.run(folder, names=by)
        here, there = plan_merge(ours, theirs), plan_merge(theirs, ours)
        choices = choose(here, numbers)
        assert [c.key for c in here.conflicts] == [c.key for c in there.conflicts]
        apply_merge(ours, here, choices=choices, by=by[0])
        mirrored = {key: MIRRORED[choice] for key, choice in choices.items()}
        apply_merge(theirs, there, choices=mirrored, by=by[1])
        assert without_ids(ours) == without_ids(theirs)
        if Choice.RENAME_THEIRS not in choices.values():
            assert standing(ours) == standing(theirs)
        assert ours.verify().is_whole
        assert theirs.verify().is_whole
        assert standing(ours) == without_orphans(standing(ours))


@given(talks, names, some_numbers)
@settings(max_examples=40, deadline=None)
def test_what_was_decided_is_asked_nowhere_again(
    one: Talks, by: tuple[str, str], numbers: Sequence[int]
) -> None:
    """Merging again does nothing, and the other copy takes in the result as it is."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = one.run(folder, names=by)
        merge = plan_merge(ours, theirs)
        choices = choose(merge, numbers)
        apply_merge(ours, merge, choices=choices, by=by[0])
        head, stands = ours.head(), standing(ours)
        assert apply_merge(ours, merge, choices=choices, by=by[0]) == []
        again = plan_merge(ours, theirs)
        assert (again.news, again.conflicts, again.erasures) == ((), (), ())
        assert ours.head() == head
        back = plan_merge(theirs, ours)
        assert back.conflicts == ()
        apply_merge(theirs, back, choices={}, by=by[1])
        assert standing(theirs) == stands
        assert theirs.verify().is_whole


@given(talks, some_numbers)
@settings(max_examples=40, deadline=None)
def test_an_erasure_of_either_copy_holds(one: Talks, numbers: Sequence[int]) -> None:
    """No version of it that was recorded before is left here, whoever recorded it."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = one.run(folder, names=("ana", "ben"))
        doomed = {event.digest for event in erased_versions(ours)}
        erased_there = {
            event.entry for event in theirs.events() if event.what == "erased" and event.by == "ben"
        }
        doomed |= {
            event.digest for event in ours.events() if event.digest and event.entry in erased_there
        }
        merge = plan_merge(ours, theirs)
        apply_merge(ours, merge, choices=choose(merge, numbers), by="ana")
        held = b"".join(path.read_bytes() for path in ours.folder.glob("*.contents")).decode()
        assert [digest for digest in doomed if digest in held] == []


def erased_versions(archive: Archive) -> Iterator[Event]:
    """The events whose content an erasure of this archive destroyed."""
    events = list(archive.events())
    for event in events:
        later = [
            other
            for other in events
            if other.what == "erased" and other.entry == event.entry and other.at > event.at
        ]
        if event.digest and later:
            yield event
