"""A meeting note: drafts that count nowhere until a person confirms them."""

# ruff: noqa: E501 -- a sentence that a person reads stands on one line
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.case.errors import CannotWrite, InvalidCase, UnknownId
from goodoffices.case.handling import Handling
from goodoffices.cli.main import cli
from goodoffices.record.checks.check import check, load
from goodoffices.record.confirming import confirm_drafts
from goodoffices.record.meeting_note import Asked, MeetingNote, Promised, Said, write_note
from goodoffices.record.visibility import Viewer, ViewerKind, as_seen_by
from tests.interruptions import Disk
from tests.records import write_case

DAY = date(2026, 1, 2)
CASE = """\
parties:
  - id: north
    name: North
    roles: [negotiating]
    organs: [{id: cabinet, name: Cabinet}]
    handling: public
  - {id: south, name: South, roles: [negotiating], handling: public}
issues:
  - {id: corridor, options: [{id: stays}, {id: out}]}
"""
ROUNDS = "rounds:\n  - {id: first, title: First round}\n"
RECORD = "statements:\n  - {id: s1, words: Before., chain: [{speaker: north, to: team}]}\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "talks", case=CASE, rounds=ROUNDS, record=RECORD)


def a_note(**changes: object) -> MeetingNote:
    fields: dict[str, object] = {
        "where": "Geneva",
        "held_on": DAY,
        "present": ("north",),
        "channel": "shuttle",
        "round": "first",
        "said": [Said("north", "We might leave."), Said("cabinet", "Never.")],
        "asked": [Asked("north", "south", "Ask them.")],
        "promised": [Promised("north", "A map.", date(2026, 1, 9)), Promised("", "Nothing else.")],
    }
    return MeetingNote(**(fields | changes))  # type: ignore[arg-type]


def test_a_note_becomes_a_meeting_with_what_was_said_asked_and_promised(case: Path) -> None:
    assert write_note(case, a_note(), by="vera") == ["m1", "s2", "s3", "msg1", "n1", "n2"]
    record = load(case).record
    [meeting] = record.meetings
    assert (meeting.where, str(meeting.held_on), meeting.channel, meeting.round) == (
        "Geneva",
        "2026-01-02",
        "shuttle",
        "first",
    )
    assert [(one.id, one.words, one.meeting) for one in record.statements] == [
        ("s1", "Before.", ""),
        ("s2", "We might leave.", "m1"),
        ("s3", "Never.", "m1"),
    ]
    assert [(hop.speaker, hop.to) for one in record.statements[1:] for hop in one.chain] == [
        ("north", "team"),
        ("cabinet", "team"),
    ]
    [message] = record.messages
    assert (message.asked_by, message.to, message.words, message.reply_owed) == (
        "north",
        "south",
        "Ask them.",
        True,
    )
    assert [(one.kind, str(one.due or ""), one.rests_on) for one in record.notes] == [
        ("promise", "2026-01-09", ("m1",)),
        ("promise", "", ("m1",)),
    ]


def test_every_entry_is_a_draft_in_confidence_to_the_team(case: Path) -> None:
    write_note(case, a_note(), by="vera")
    record = load(case).record
    entries = [*record.meetings, *record.statements[1:], *record.messages, *record.notes]
    assert [one.draft for one in entries] == [True] * 6
    assert {one.handling.level for one in entries} == {Handling().level}
    assert [one.handling.given_by for one in record.statements[1:]] == ["north", "cabinet"]
    for party in ("north", "south"):
        seen = as_seen_by(record, Viewer(ViewerKind.PARTY, party))
        assert [one.id for one in (*seen.meetings, *seen.messages, *seen.notes)] == []
        assert [one.id for one in seen.statements] == (["s1"] if party == "north" else [])


def test_drafts_are_listed_by_check_until_they_are_confirmed(case: Path) -> None:
    ids = write_note(case, a_note(), by="vera")
    waiting = [one.about for one in check(case).questions if one.kind == "draft"]
    assert sorted(waiting) == sorted((one,) for one in ids)
    confirm_drafts(case, ids, by="vera")
    assert [one for one in check(case).questions if one.kind == "draft"] == []


def test_new_ids_are_none_that_was_ever_used(case: Path) -> None:
    """Not of another list, not of a reading, not of what was erased."""
    text = (case / "record.yaml").read_text()
    text += "erased:\n  - {kind: statement, id: s2, on: 2026-01-01, by: vera, reason: asked}\n"
    text += "sources:\n  - {id: s3, kind: person, description: X}\n  - {id: m1, kind: person, description: Y}\n"
    (case / "record.yaml").write_text(text)
    assert write_note(case, a_note(asked=[], promised=[]), by="vera") == ["m2", "s4", "s5"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"said": [Said("norht", "x")]},
            'there is no party, organ or source "norht"; did you mean "north"?',
        ),
        ({"asked": [Asked("north", "west", "x")]}, 'there is no party, organ or source "west"'),
        ({"promised": [Promised("west", "x")]}, 'there is no party, organ or source "west"'),
        ({"round": "frist"}, 'there is no round "frist"; did you mean "first"?'),
    ],
)
def test_a_name_that_is_not_in_the_case_is_refused_and_nothing_written(
    case: Path, changes: dict[str, object], message: str
) -> None:
    before = (case / "record.yaml").read_bytes()
    with pytest.raises(UnknownId) as caught:
        write_note(case, a_note(**changes), by="vera")
    assert str(caught.value).startswith(message)
    assert (case / "record.yaml").read_bytes() == before


def test_a_case_of_one_file_gets_the_others(tmp_path: Path) -> None:
    case = write_case(tmp_path / "talks", case=CASE)
    assert write_note(case, a_note(round=""), by="vera")[:2] == ["m1", "s1"]
    assert (case / "rounds.yaml").read_text().startswith("schema: goodoffices/rounds/1\n")
    assert (case / "record.yaml").read_text().startswith("schema: goodoffices/record/1\n")
    assert check(case).mistakes == ()


def test_a_case_with_mistakes_takes_no_note(case: Path) -> None:
    (case / "case.yaml").write_text("schema: goodoffices/case/1\n")
    with pytest.raises(InvalidCase):
        write_note(case, a_note(), by="vera")


@pytest.mark.slow
def test_a_full_disk_leaves_the_case_as_it_was(case: Path) -> None:
    """At each moment in turn: all of the note is there, or nothing of it and a refusal."""
    before = {one: one.read_bytes() for one in case.glob("*.yaml")}
    for moment in range(0, 100, 2):
        for path, raw in before.items():
            path.write_bytes(raw)
        disk = Disk(stop_at=moment, full=True)
        written = False
        try:
            with disk.in_use(case):
                written = bool(write_note(case, a_note(), by="vera"))
        except CannotWrite:
            pass
        assert load(case).mistakes == ()
        assert len(load(case).record.statements) == (3 if written else 1), moment
        assert len(load(case).record.meetings) == written, moment
        if not disk.was_stopped:
            return
    pytest.fail("it never came to its end")


# ---------------------------------------------------------------------------- the command


def run(case: Path, *options: str, answers: str = "") -> tuple[int, str]:
    words = ["note", str(case), "--by", "vera", "--on", "2026-01-02", *options]
    result = CliRunner().invoke(cli, words, input=answers)
    return result.exit_code, result.output + str(result.exception or "")


def test_the_command_takes_a_whole_note_in_its_options(case: Path) -> None:
    status, said = run(
        case,
        *("--where", "Geneva", "--present", "north, Somebody", "--channel", "phone"),
        *("--said", "north: We might: leave.", "--asked", "north>south:Ask them."),
        *("--promised", "north:A map."),
    )
    assert (status, "Wrote 4 drafts: m1, s2, msg1, n1." in said) == (0, True)
    record = load(case).record
    assert record.statements[1].words == "We might: leave."
    assert record.meetings[0].present == ("north", "Somebody")


def test_the_command_asks_one_line_at_a_time(case: Path) -> None:
    """An unknown name is asked again with the nearest; an empty line goes on."""
    answers = [
        *("Geneva", "north, Somebody", "phone"),
        *("norht", "north", "We might leave.", "cabinet", "Never.", ""),
        *("north", "south", "Ask them.", ""),
        *("A map.", "north", "2026-13-01", "2026-01-09", ""),
    ]
    status, said = run(case, answers="\n".join(answers) + "\n")
    assert status == 0, said
    assert 'There is no "norht" here. Did you mean "north"?' in said
    assert '"2026-13-01" is no day' in said
    record = load(case).record
    assert [one.words for one in record.statements[1:]] == ["We might leave.", "Never."]
    assert [(one.asked_by, one.to) for one in record.messages] == [("north", "south")]
    assert [str(one.due) for one in record.notes] == ["2026-01-09"]


def test_an_end_of_the_answers_keeps_what_was_given(case: Path) -> None:
    status, said = run(case, answers="Geneva\n\nphone\nnorth\nWe might leave.\n")
    assert (status, "Stopped; keeping what was given." in said) == (0, True)
    assert [one.words for one in load(case).record.statements[1:]] == ["We might leave."]


def test_an_empty_note_writes_nothing(case: Path) -> None:
    before = (case / "rounds.yaml").read_bytes()
    status, said = run(case, answers="Geneva\n\nphone\n\n\n\n")
    assert (status, "Nothing noted; nothing written." in said) == (0, True)
    assert (case / "rounds.yaml").read_bytes() == before
