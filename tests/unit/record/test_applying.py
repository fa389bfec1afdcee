"""A record with some entries changed is the record of all contents after the change."""

# ruff: noqa: E501 -- a sentence that a person reads stands on one line
from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.case.errors import InvalidCase
from goodoffices.record.applying import apply_contents, apply_entries
from goodoffices.record.archived import contents_of, erased_of, record_of, recorded_of
from goodoffices.record.compartments import Content
from goodoffices.record.record import Record
from goodoffices.record.replay import Entry, Erased, Key
from tests.contents import LATER, document, keyed, party, reading, statement, whole_case

STATEMENTS, READINGS = ("s1", "s2", "s3", "s4", "s5"), ("r1", "r1b", "r2", "r3", "r4", "r5")
FIRST = datetime(2026, 1, 10, tzinfo=UTC)


@st.composite
def _contents(draw: st.DrawFn) -> tuple[Key, Content | None]:
    """One entry as it may become; a reading of any statement."""
    words = draw(st.sampled_from(("x", "y")))
    kind, content = draw(
        st.sampled_from(
            (
                statement(draw(st.sampled_from(STATEMENTS)), note=words),
                reading(
                    draw(st.sampled_from(READINGS)), draw(st.sampled_from(STATEMENTS)), why=words
                ),
                document(draw(st.sampled_from(("d1", "d2"))), LATER, title=words),
                ("document", {"id": "d1", "title": words}),
                ("note", {"id": draw(st.sampled_from(("n1", "n2"))), "text": words}),
                party(draw(st.sampled_from(("north", "east"))), name=words),
                ("issue", {"id": "toll", "options": [{"id": "low"}], "title": words}),
                ("case", {"id": "case", "title": words, "common_unit": words}),
            )
        )
    )
    if kind == "case":
        return ("case", "case"), {"title": words, "common_unit": words}
    return (kind, content["id"]), draw(st.sampled_from((content, content, None)))


changes = st.lists(_contents(), min_size=1, max_size=5).map(dict)


def as_made(
    contents: Mapping[Key, Content], change: Mapping[Key, Content | None], *, first: bool
) -> tuple[dict[Key, Content | None], dict[Key, Content]]:
    """A change without a reading that has no statement, and the contents after it.

    What is new stands last, or where `first` is true before all else.
    """
    after = {**contents, **change}
    there = {name for (kind, name), content in after.items() if kind == "statement" and content}
    homeless = [
        key
        for key, content in after.items()
        if key[0] == "reading" and content is not None and content["statement"] not in there
    ]
    made = {**change, **dict.fromkeys(homeless)}
    new = {key: content for key, content in made.items() if key not in contents}
    after = {**new, **contents, **made} if first else {**contents, **made}
    return made, {key: content for key, content in after.items() if content is not None}


@given(st.lists(st.tuples(changes, st.booleans()), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_applying_changes_equals_making_the_record_anew(
    drawn: list[tuple[Mapping[Key, Content | None], bool]],
) -> None:
    contents: Mapping[Key, Content] = whole_case()
    record = record_of(contents)
    for change, first in drawn:
        made, contents = as_made(contents, change, first=first)
        record = apply_contents(record, made, contents=contents)
        assert record == record_of(contents)


def test_what_came_before_something_else_that_changed_stands_before_it() -> None:
    """Here a note is new, and a reading comes from another statement, before the last ones."""
    last = keyed(reading("r9", "s2"), ("note", {"id": "n9", "text": "x"}))
    before = {**whole_case(), **keyed(reading("r8", "s1")), **last}
    came = keyed(reading("r8", "s2"), ("note", {"id": "n8", "text": "x"}))
    changed = keyed(reading("r9", "s2", why="y"), ("note", {"id": "n9", "text": "y"}))
    change = {**came, **changed}
    contents = {**whole_case(), **change}
    after = apply_contents(record_of(before), change, contents=contents)
    assert after == record_of(contents)
    assert [one.id for one in after.notes] == ["n1", "n8", "n9"]
    assert [one.id for one in after.statements[1].readings] == ["r2", "r8", "r9"]


def test_what_is_not_touched_is_shared() -> None:
    before = record_of(whole_case())
    change = keyed(statement("s2", note="x"))
    after = apply_contents(before, change, contents={**whole_case(), **change})
    assert after.statements[0] is before.statements[0]
    assert (after.issues is before.issues, after.texts is before.texts) == (True, True)


def mistakes(change: Mapping[Key, Content | None]) -> list[str]:
    contents = {**whole_case(), **{key: one for key, one in change.items() if one is not None}}
    with pytest.raises(InvalidCase) as caught:
        apply_contents(record_of(whole_case()), change, contents=contents)
    return [str(one) for one in caught.value.mistakes]


def test_an_entry_that_does_not_fit_is_named_with_its_field() -> None:
    change = {
        **keyed(reading("r2", "s2", stance="insist"), ("note", {"id": "n1", "txt": "x"})),
        ("case", "case"): {"title": 3},
    }
    assert mistakes(change) == [
        'case: case case, title: this has to be words: put them in quotes; found "3"',
        'notes: note n1, text: "text" is missing in "n1"',
        (
            'notes: note n1, txt: there is no such field in "n1": did you mean "text"?; found "txt"; '
            "allowed: id, handling, draft, kind, text, party, issues, rests_on, due, whose, is_real"
        ),
        (
            "statements: reading r2, stance: this is none of the words that may stand here: "
            'did you mean "insists"?; found "insist"; allowed: rules_out, insists, rejects, '
            "rejects_as_formulated, demands, proposes, offers, prefers, floats, agrees, "
            "agrees_ad_referendum, does_not_object, would_accept, no_longer_insists, reserves, denies"
        ),
    ]


def test_an_entry_is_kept_under_its_own_id() -> None:
    assert mistakes({("note", "n2"): {"id": "n3", "text": "x"}}) == [
        (
            "notes: note n2, id: this is not the id under which the entry is kept; "
            'found "n3"; allowed: n2'
        )
    ]


# ---------------------------------------------------------------------------- of the archive


def entry(key: Key, content: object, *, day: int, by: str = "vera") -> Entry:
    at = FIRST + timedelta(days=day)
    return Entry(*key, "team", content, at, by, at, by, ())  # type: ignore[arg-type]


def whole(entries: Mapping[Key, Entry]) -> Record:
    return record_of(contents_of(entries)).with_(
        recorded=recorded_of(entries), erased=erased_of(entries)
    )


def test_entries_of_the_archive_come_with_when_and_by_whom_and_what_was_erased() -> None:
    entries = {key: entry(key, content, day=0) for key, content in whole_case().items()}
    record = whole(entries)
    said, read = keyed(statement("s4")), keyed(reading("r4", "s4"))
    gone = Erased(FIRST, "ana", "asked")
    link, note = ("link", "l1"), ("note", "n1")
    steps: list[dict[Key, Entry | None]] = [
        {key: entry(key, content, day=1, by="joao") for key, content in {**said, **read}.items()},
        {note: entry(note, gone, day=0), link: None},
        {note: entry(note, {"id": "n1", "text": "again"}, day=2)},
    ]
    for step in steps:
        entries = {key: one for key, one in {**entries, **step}.items() if one is not None}
        record = apply_entries(record, step, entries=entries)
        assert record == whole(entries)
