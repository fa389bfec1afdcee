"""A change finds the mistakes that a check of the whole case in files would find."""

# ruff: noqa: E501 -- a sentence that a person reads stands on one line
from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.record.applying import apply_contents
from goodoffices.record.archived import record_of
from goodoffices.record.checking_changes import check_record
from goodoffices.record.checks.check import check
from goodoffices.record.compartments import Content
from goodoffices.record.record import Recorded
from goodoffices.record.replay import Key
from tests.contents import (
    LATER,
    document,
    keyed,
    message,
    party,
    reading,
    statement,
    whole_case,
    write_contents,
)

TODAY = date(2026, 2, 1)
Change = Mapping[Key, Content | None]

CASE = whole_case()
VARIANTS: dict[Key, list[Content | None]] = {key: [None] for key in CASE if key[0] != "reading"}
"""What each entry may become, one at a time: gone, right or wrong."""
for kind, content in (
    party("north"),
    party("north", organs=[{"id": "cabinet", "name": "C"}, {"id": "vera", "name": "V"}]),
    party("north", organs=[{"id": "bureau", "name": "B"}, {"id": "bureau", "name": "B"}]),
    party("south", name="The South"),
    party("south", cites=["s9"]),
    party("s1"),
    party("public"),
    ("member", {"id": "joao"}),
    ("issue", {"id": "corridor", "options": [{"id": "stays"}]}),
    ("issue", {"id": "corridor", "options": [{"id": "stays"}, {"id": "out"}, {"id": "half"}]}),
    ("issue", {"id": "days", "kind": "quantity", "low": 0, "high": 2}),
    ("issue", {"id": "toll", "options": [{"id": "low"}, {"id": "high"}]}),
    ("rule", {"id": "short", "proposition": "if corridor is stays then days <= 0"}),
    ("rule", {"id": "none", "proposition": "days < 1"}),
    ("rule", {"id": "unread", "proposition": "day < 1"}),
    ("norm", {"id": "d1", "proposition": "days >= 1", "source": "law"}),
    ("instrument", {"id": "treaty", "title": "T", "invoked_by": "west", "reason_for": ["r9"]}),
    ("round", {"id": "first", "cause": "s9", "delegations": [{"party": "west"}]}),
    ("meeting", {"id": "m1", "round": "second"}),
    ("meeting", {"id": "m2", "round": "first"}),
    document("d1", LATER),
    document("d1", LATER, sha256="0" * 64),
    document("d2"),
    document("s2"),
    ("source", {"id": "envoy", "kind": "person", "description": "E", "affiliation": "west"}),
    ("source", {"id": "cabinet", "kind": "person", "description": "The cabinet"}),
    statement("s1", document="d1", span={"start": 0, "end": 8}, note="x"),
    statement("s1", document="d1", span={"start": 1, "end": 8}),
    statement("s1", document="d1", words="We stayed."),
    statement("s1", document="d1", span={"start": 0, "end": 80}),
    statement("s2", document="d2", words="Nobody moves."),
    statement("s2", chain=[{"speaker": "cabinett", "to": "team"}], meeting="m2"),
    statement("s3", said_on="2026-03-01"),
    statement("s4"),
    statement("s4", handling={"level": "may_be_conveyed", "to": ["west"]}),
    statement("n1"),
    statement("r1"),
    reading("r1", "s1", party="south"),
    reading("r1", "s2"),
    reading("r1", "s1", status="rejected"),
    reading("r1", "s1", stance="rejects", proposition="corridor in (stays, out)"),
    reading("r1b", "s1"),
    reading("r2", "s2", proposition="corridor is half"),
    reading("r2", "s2", condition="days > 9"),
    reading("r3", "s3", stance="no_longer_insists", withdraws=["r2"], proposition=""),
    reading("r3", "s3", stance="no_longer_insists", withdraws=["r9"], proposition=""),
    reading("r3", "s3", stance="no_longer_insists", withdraws=["r9"], party="west"),
    reading("r9", "s2"),
    reading("g1", "s2"),
    reading("r9", "s1", status="alternative", alternative_to="r2"),
    ("link", {"id": "l1", "kind": "supersedes", "statement": "s1", "other": "s1"}),
    ("link", {"id": "l2", "kind": "repeats", "statement": "s1", "other": "s3"}),
    ("link", {"id": "l2", "kind": "repeats", "statement": "s3", "other": "s2"}),
    ("link", {"id": "l3", "kind": "supersedes", "statement": "s2", "other": "s9"}),
    ("message", message("g1", asked_by="west")),
    ("message", message("g2", meeting="m1")),
    ("note", {"id": "n1", "text": "x", "issues": ["toll"], "rests_on": ["r9", "cabinet"]}),
    ("note", {"id": "n2", "text": "x", "party": "south", "rests_on": ["p1"]}),
    ("preference", {"id": "p1", "party": "north", "weights": {"days": 40, "corridor": 40}}),
    ("preference", {"id": "p2", "party": "north", "order": ["days"]}),
    ("preference", {"id": "p2", "party": "south", "order": ["toll"]}),
    ("undertaking", {"id": "pay", "responsible": "north", "after": ["leave"]}),
    ("undertaking", {"id": "pay", "responsible": "south"}),
    ("undertaking", {"id": "go", "responsible": "west", "beneficiaries": ["north"]}),
    ("linkage", {"id": "k1", "step": "leave", "after": "go", "asked_by": "west"}),
    ("importance", {"id": "i1", "party": "north", "gets": {"numbers": {"pay": 3}}}),
    ("importance", {"id": "i2", "party": "north", "does": {"numbers": {"pay": 3}}}),
    ("importance", {"id": "i1", "party": "north", "does": {"order": ["pay"]}}),
    ("schedule", {"id": "plan", "phases": [{"steps": [{"does": ["go"]}, {"does": ["pay"]}]}]}),
):
    VARIANTS.setdefault((kind, str(content["id"])), []).append(content)
VARIANTS["case", "case"] = [{"title": "Talks"}, {"title": "Talks", "common_unit": "dollar"}]

changes = st.lists(
    st.sampled_from(
        [(key, content) for key, contents in VARIANTS.items() for content in contents]
        + [(key, None) for key in CASE if key[0] == "reading"]
    ),
    min_size=1,
    max_size=3,
).map(dict)


def changed_together(contents: Mapping[Key, Content], change: Change) -> dict[Key, Content | None]:
    """A change as a page makes it: readings go with their statement, and come to one."""
    gone = {
        name for (kind, name), content in change.items() if (kind, content) == ("statement", None)
    }
    there = {name for kind, name in {**contents, **change} if kind == "statement"} - gone
    together: dict[Key, Content | None] = {
        key: content
        for key, content in change.items()
        if key[0] != "reading" or content is None or content["statement"] in there
    }
    return together | {
        key: None
        for key, content in {**contents, **together}.items()
        if key[0] == "reading" and content is not None and content["statement"] in gone
    }


def after_change(contents: Mapping[Key, Content], change: Change) -> dict[Key, Content]:
    after = {**contents, **change}
    return {key: content for key, content in after.items() if content is not None}


def found_in_files(contents: Mapping[Key, Content]) -> set[tuple[str, str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        mistakes = check(write_contents(Path(folder, "case"), contents), today=TODAY).mistakes
    place = re.compile(r"at \w+\.yaml:\d+")
    return {(place.sub("of that name", one.message), one.found, one.allowed) for one in mistakes}


def test_the_case_has_no_mistakes_before() -> None:
    assert found_in_files(CASE) == set()
    assert check_record(CASE, record_of(CASE), changed=CASE, today=TODAY) == []


@given(st.lists(changes, min_size=1, max_size=2))
@settings(max_examples=80, deadline=None)
def test_the_mistakes_of_a_change_are_those_of_a_check_of_the_files(drawn: list[Change]) -> None:
    """As long as there was none before, one change after the other."""
    contents, record = whole_case(), record_of(CASE)
    for one in drawn:
        change = changed_together(contents, one)
        contents = after_change(contents, change)
        record = apply_contents(record, change, contents=contents)
        mistakes = check_record(contents, record, changed=list(change), today=TODAY)
        told = {(each.message, each.found, each.allowed) for each in mistakes}
        assert told == found_in_files(contents)
        if mistakes:
            return


@pytest.mark.parametrize("key", sorted(VARIANTS), ids=" ".join)
def test_each_change_alone_is_found_as_in_the_files(key: Key) -> None:
    for content in VARIANTS[key]:
        change = changed_together(CASE, {key: content})
        contents = after_change(CASE, change)
        record = apply_contents(record_of(CASE), change, contents=contents)
        mistakes = check_record(contents, record, changed=list(change), today=TODAY)
        told = {(each.message, each.found, each.allowed) for each in mistakes}
        assert told == found_in_files(contents)


def told(change: Change) -> list[str]:
    contents = after_change(CASE, change)
    record = apply_contents(record_of(CASE), change, contents=contents)
    return [str(one) for one in check_record(contents, record, changed=change, today=TODAY)]


def test_a_mistake_names_the_entry_and_the_field() -> None:
    change = keyed(statement("s4", meeting="m9"), reading("r4", "s4", proposition="days = 12"))
    assert told(change) == [
        'reading r4, proposition: out of the range of days; found "12"; allowed: 0 to 9',
        'statement s4, meeting: there is no meeting of this name; found "m9"; allowed: m1',
    ]


def test_a_name_that_stands_twice_is_told_by_what_else_has_it() -> None:
    assert told(keyed(document("cabinet"))) == [
        'document cabinet, id: this id stands twice: it is also the organ of that name; found "cabinet"'
    ]


def test_a_reading_needs_its_statement() -> None:
    message = 'statement: there is no statement of this name; found "s'
    assert told(keyed(reading("r7", "s7"))) == [f'reading r7, {message}7"']
    assert f'reading r2, {message}2"' in told({("statement", "s2"): None})


def test_a_changed_statement_keeps_the_day_on_which_it_was_recorded() -> None:
    change = keyed(statement("s3", said_on="2026-01-20"))
    contents = after_change(CASE, change)
    at = datetime(2026, 1, 10, tzinfo=UTC)
    record = record_of(contents).with_(recorded={("statement", "s3"): Recorded(at, "vera")})
    assert [str(one) for one in check_record(contents, record, changed=change, today=TODAY)] == [
        'statement s3, said_on: this was said after it was recorded (2026-01-10); found "2026-01-20"'
    ]
