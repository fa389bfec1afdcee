"""An archive is whole, or the first event that is not is named; and it only grew, or not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from goodoffices.record import verify
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.erasure import erase
from goodoffices.record.verify import (
    GREW,
    REWRITTEN,
    SAME,
    UNTOLD,
    Malformed,
    canonical,
    main,
    parse_content,
    parse_event,
    parse_time,
    sha256,
    verify_archive,
)

T0 = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="module")
def quick_disk() -> Iterator[None]:
    """Do not wait for a real disk: no test of this file switches one off."""
    with patch.object(os, "fsync", lambda _: None):
        yield


def note(id: str) -> NewEvent:
    return NewEvent("added", "statement", id, "ana", {"words": f"words of {id}"})


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Five statements and a mark in one compartment, one statement in another."""
    archive = Archive(tmp_path / "case" / "archive")
    for number in range(5):
        archive.append("team", [note(f"s{number}")], at=T0 + timedelta(hours=number))
    archive.append("team", [NewEvent("mark", by="ana", name="briefed")])
    archive.append("north", [note("s9")])
    return archive


Lines = list[bytes]


def edit(path: Path, change: Callable[[Lines], Lines]) -> None:
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))


def at(place: int, old: bytes, new: bytes) -> Callable[[Lines], Lines]:
    def change(lines: Lines) -> Lines:
        assert old in lines[place]
        lines[place] = lines[place].replace(old, new, 1)
        return lines

    return change


def previous_of(line: bytes) -> bytes:
    return parse_event(line, "team").previous.encode()


EVENT_DAMAGE: dict[str, tuple[Callable[[Lines], Lines], str]] = {
    "a name": (at(2, b"ana", b"eva"), "3: event 2 is altered: its hash is not the next's"),
    "a name in the last": (at(5, b"ana", b"eva"), "6: event 5 is altered: heads.json names"),
    "a height": (at(2, b'"n":2', b'"n":7'), "3: event 2 is altered: its height says 7"),
    "a link": (
        lambda lines: [
            *lines[:2],
            lines[2].replace(previous_of(lines[2]), previous_of(lines[1])),
            *lines[3:],
        ],
        "3: event 2 (statement s2) is altered: it does not name the one before",
    ),
    "a first link": (
        at(0, b'"previous":""', b'"previous":"%s"' % sha256(b"").encode()),
        "1: event 0 (statement s0) is altered: it does not name the one before",
    ),
    "an earlier time": (
        lambda lines: relink(at(2, b"T11:", b"T08:")(lines), 2),
        "3: event 2 (statement s2) is earlier than the one before it",
    ),
    "a space": (at(1, b'{"at"', b'{ "at"'), "2: event 1 is altered: it is not canonical JSON"),
    "no JSON": (at(1, b'{"at"', b'("at"'), "2: event 1 is altered: it is not valid JSON"),
    "no UTF-8": (at(1, b"ana", b"\xff\xfe"), "2: event 1 is altered: it is not valid JSON"),
    "another field": (
        at(1, b'"what":', b'"that":'),
        "2: event 1 is altered: it does not have the fields of an event",
    ),
    "another schema": (at(1, b"event/1", b"event/2"), '2: event 1 is altered: its schema is not "'),
    "another deed": (at(1, b'"added"', b'"adder"'), "2: event 1 is altered: what happened is none"),
    "a reason": (at(1, b'"reason":""', b'"reason":"x"'), "2: event 1 is altered: the fields fill"),
    "no date": (at(1, b"2026-01", b"2026-13"), "2: event 1 is altered: its time does not exist"),
    "no time": (at(1, b"2026-01", b"2026.01"), "2: event 1 is altered: its time is not a UTC"),
    "a word for a height": (at(1, b'"n":1', b'"n":"1"'), "2: event 1 is altered: a field is no"),
    "true for a height": (at(1, b'"n":1', b'"n":true'), "2: event 1 is altered: a field is no"),
    "below nothing": (at(1, b'"n":1', b'"n":-1'), "2: event 1 is altered: its height is below 0"),
    "no hash": (
        at(1, b'"previous":"', b'"previous":"x'),
        "2: event 1 is altered: its digest, or the hash of the event before, is no hash",
    ),
    "nesting": (at(1, b'{"at"', b"[" * 200_000), "2: event 1 is altered: it is not valid JSON"),
    "one missing": (
        lambda lines: lines[:2] + lines[3:],
        "3: event 2 is missing: event 3 (statement s3) stands here",
    ),
    "the first missing": (lambda lines: lines[1:], "1: event 0 is missing"),
    "the last missing": (lambda lines: lines[:-1], "6: event 5 is missing: 6 were confirmed"),
    "two swapped": (
        lambda lines: [lines[0], lines[3], lines[2], lines[1], *lines[4:]],
        "2: event 1 is not in its place: it stands on line 4",
    ),
    "one doubled": (lambda lines: [*lines[:3], *lines[2:]], "4: event 3 is not in its place: it"),
    "a torn line": (
        lambda lines: [*lines[:-1], lines[-1][:-9]],
        "6: event 5 is altered: the line is cut off, as a power cut leaves it",
    ),
    "one more": (
        lambda lines: relink([*lines, lines[4].replace(b'"n":4', b'"n":6')], 6),
        "7: event 6 is earlier",
    ),
}


def relink(lines: Lines, start: int) -> Lines:
    """Make the links fit again, as somebody would who knows how they are made."""
    for place in range(start, len(lines)):
        value = json.loads(lines[place])
        value["previous"] = sha256(lines[place - 1]) if place else ""
        lines[place] = canonical(value) + b"\n"
    return lines


@pytest.mark.parametrize("name", EVENT_DAMAGE)
def test_damaged_chain_names_the_first_event_concerned(archive: Archive, name: str) -> None:
    change, expected = EVENT_DAMAGE[name]
    edit(archive.folder / "team.jsonl", change)
    found = archive.verify()
    first = str(found.findings[0])
    if name == "one more":
        expected = expected.replace("event 6", "event 6 (statement s4)")
    assert first.startswith(f"team.jsonl:{expected}"), first
    assert found.damage == found.findings[0]
    assert {each.file for each in found.findings} == {"team.jsonl"}


def digest_of(line: bytes) -> bytes:
    return parse_content(line).digest.encode()


CONTENT_DAMAGE: dict[str, tuple[Callable[[Lines], Lines], list[str]]] = {
    "a word": (
        at(2, b"words of", b"wordy of"),
        ["team.contents:3: the content of event 2 (statement s2) is altered: it is not what"],
    ),
    "a digest": (
        lambda lines: [
            *lines[:2],
            lines[2].replace(digest_of(lines[2]), digest_of(lines[3])),
            *lines[3:],
        ],
        ["team.contents:3: the content of event 2 (statement s2) is altered"],
    ),
    "a field": (
        at(2, b'"salt"', b'"sale"'),
        ["team.contents:3: the content of event 2 (statement s2) is altered: it is not a content"],
    ),
    "one missing": (
        lambda lines: lines[:2] + lines[3:],
        ["team.jsonl:3: the content of event 2 (statement s2) is missing"],
    ),
    "two swapped": (
        lambda lines: [*lines[:2], lines[3], lines[2], lines[4]],
        ["team.contents:4: the content of event 2 (statement s2) is not in its place"],
    ),
    "one doubled": (
        lambda lines: [*lines, lines[2]],
        ["team.contents:6: the content of event 2 (statement s2) stands here a second time"],
    ),
    "a stranger": (
        lambda lines: [
            *lines,
            b'{"content":1,"digest":"%s","salt":"%s"}\n'
            % (sha256(bytes(16) + b"1").encode(), b"0" * 32),
        ],
        ["team.contents:6: a content stands here, and no event names it"],
    ),
    "a damaged stranger": (
        lambda lines: [*lines, b"{}\n"],
        ["team.contents:6: a content is altered: it is not a content with its digest and salt"],
    ),
    "a torn line": (
        lambda lines: [*lines[:-1], lines[-1][:-1]],
        ["team.contents:5: the content of event 4 (statement s4) is altered: the line is cut off"],
    ),
    "all missing": (
        lambda _: [],
        [f"team.jsonl:{n + 1}: the content of event {n} (statement s{n}) is m" for n in range(5)],
    ),
}


@pytest.mark.parametrize("name", CONTENT_DAMAGE)
def test_damaged_contents_name_each_event_concerned(archive: Archive, name: str) -> None:
    change, expected = CONTENT_DAMAGE[name]
    edit(archive.folder / "team.contents", change)
    found = [str(each) for each in archive.verify().findings]
    assert [line[: len(want)] for line, want in zip(found, expected, strict=True)] == expected


def test_missing_contents_file_is_one_finding(archive: Archive) -> None:
    (archive.folder / "team.contents").unlink()
    assert [str(each) for each in archive.verify().findings] == [
        "team.contents: missing: 5 contents, the first of event 0 (statement s0)"
    ]


def test_content_that_two_events_name_is_found(archive: Archive) -> None:
    def name_it_twice(lines: Lines) -> Lines:
        value = json.loads(lines[1])
        value["digest"] = json.loads(lines[0])["digest"]
        return relink([lines[0], canonical(value) + b"\n", *lines[2:]], 2)

    edit(archive.folder / "team.jsonl", name_it_twice)
    findings = [str(each) for each in archive.verify().findings]
    assert "team.jsonl:2: event 1 (statement s1) names a content named before" in findings


def test_content_that_is_no_json_is_found_even_with_its_digest(tmp_path: Path) -> None:
    digest = sha256(bytes(16) + b"{")
    line = b'{"content":{,"digest":"%s","salt":"%s"}\n' % (digest.encode(), b"00" * 16)
    with pytest.raises(Malformed, match="it is not valid JSON"):
        parse_content(line).value()


HEADS_DAMAGE = {
    "missing": (None, "heads.json: missing: nothing vouches for the last events"),
    "another count": (b'"events":7', "heads.json:1: altered: it does not"),
    "no JSON": (b"{", "heads.json:1: altered: it is not valid JSON"),
    "no heads": (b"[]\n", "heads.json:1: altered: it does not have the fields"),
    "empty": (b"", "heads.json:1: altered: it is not valid JSON"),
}


@pytest.mark.parametrize("name", HEADS_DAMAGE)
def test_damaged_heads_are_named_as_such(archive: Archive, name: str) -> None:
    data, expected = HEADS_DAMAGE[name]
    path = archive.folder / "heads.json"
    if data is None:
        path.unlink()
    elif name == "another count":
        path.write_bytes(path.read_bytes().replace(b'"head":"', b'"head":"x', 1))
    else:
        path.write_bytes(data)
    assert [str(each)[: len(expected)] for each in archive.verify().findings] == [expected]


def test_heads_and_chains_must_name_each_other(archive: Archive) -> None:
    (archive.folder / "north.jsonl").unlink()
    assert str(archive.verify().findings[0]) == (
        "north.jsonl:1: event 0 is missing: 1 were confirmed"
    )
    shutil.copy(archive.folder / "team.jsonl", archive.folder / "south.jsonl")
    (archive.folder / "west.jsonl").touch()
    assert [str(each) for each in archive.verify().findings][1:] == [
        "south.jsonl:1: event 0 was never confirmed: heads.json ends before it",
        "west.jsonl: the chain has no events",
    ]


def test_whole_archive_says_what_it_holds(archive: Archive) -> None:
    erase(archive, "statement", "s1", by="ben", reason="asked")
    found = archive.verify()
    assert found.is_whole
    assert [(c.compartment, c.events, c.contents, c.erased) for c in found.chains] == [
        ("north", 1, 1, 0),
        ("team", 7, 4, 1),
    ]
    assert found.head == archive.head()
    assert found.head == verify.archive_head(
        {name: sha256(last_line(archive.folder / f"{name}.jsonl")) for name in ("north", "team")}
    )


def last_line(path: Path) -> bytes:
    return path.read_bytes().splitlines(keepends=True)[-1]


# ---------------------------------------------------------------------- earlier heads


def test_head_is_the_same_until_something_is_recorded_and_then_only_grew(
    archive: Archive,
) -> None:
    """Every head there ever was is found again, that of nothing at all included."""
    heads = [Archive(archive.folder / "none").head(), archive.head()]
    for number in range(3):
        for compartment in ("team", "north", "south"):
            archive.append(compartment, [note(f"t{number}")], at=T0)
            heads.append(archive.head())
    erase(archive, "statement", "s2", by="ben", reason="asked")
    heads.append(archive.head())
    checks = archive.verify(heads).heads
    assert [check.result for check in checks] == [GREW] * (len(heads) - 1) + [SAME]
    assert archive.verify(heads).is_confirmed


def test_head_of_one_chain_is_the_same_or_only_grew(archive: Archive) -> None:
    first = sha256((archive.folder / "team.jsonl").read_bytes().splitlines(keepends=True)[0])
    last = sha256(last_line(archive.folder / "team.jsonl"))
    assert results(archive, f"team:{first}", f"team:{last.upper()}") == [GREW, SAME]
    assert results(archive, f"north:{first}", f"west:{first}") == [REWRITTEN, REWRITTEN]


def test_rewritten_archive_that_is_whole_in_itself_is_told_by_a_head(archive: Archive) -> None:
    head, team = archive.head(), sha256(last_line(archive.folder / "team.jsonl"))
    shutil.rmtree(archive.folder)
    for number in range(5):
        archive.append("team", [note(f"s{number}")], at=T0 + timedelta(hours=number))
    assert archive.verify().is_whole
    assert results(archive, head, f"team:{team}") == [REWRITTEN, REWRITTEN]
    assert not archive.verify([head]).is_confirmed


def test_archive_without_one_of_its_chains_did_not_only_grow(archive: Archive) -> None:
    head = archive.head()
    shutil.rmtree(archive.folder)
    archive.append("team", [note("s1")])
    assert results(archive, head) == [REWRITTEN]


def test_damaged_archive_cannot_tell_whether_it_grew(archive: Archive) -> None:
    head = archive.head()
    chain = archive.folder / "team.jsonl"
    team, north = (sha256(last_line(archive.folder / f"{c}.jsonl")) for c in ("team", "north"))
    edit(chain, lambda lines: lines[1:])
    assert results(archive, head, f"team:{team}", f"north:{north}") == [UNTOLD, UNTOLD, SAME]


def test_head_that_is_none_is_refused(archive: Archive) -> None:
    with pytest.raises(ValueError, match='"abc" is no head: 64 hexadecimal digits'):
        archive.verify(["abc"])


def results(archive: Archive, *heads: str) -> list[str]:
    return [check.result for check in archive.verify(heads).heads]


# ---------------------------------------------------------------------- the bare file


def run(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    script = folder / "verify.py"
    shutil.copy(verify.__file__, script)
    command = [sys.executable, "-I", "-S", "-W", "error", str(script), *map(str, arguments)]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_bare_file_verifies_from_another_folder(archive: Archive, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = run(archive.folder.parent, folder=elsewhere)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "whole"
    assert f"head {archive.head()}" in done.stdout.splitlines()
    archive.append("team", [note("s8")])
    head = next(line[5:] for line in done.stdout.splitlines() if line.startswith("head "))
    again = run(archive.folder, "--head", head, folder=elsewhere)
    assert again.returncode == 0
    assert again.stdout.splitlines()[-1].startswith(f"only grew: {head}: it had this head at")


def test_bare_file_says_what_is_not_whole(archive: Archive, tmp_path: Path) -> None:
    edit(archive.folder / "team.contents", at(2, b"words of", b"wordy of"))
    done = run(archive.folder, folder=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    what = "the content of event 2 (statement s2) is altered: it is not what its digest says"
    assert done.stdout.splitlines()[:2] == ["not whole: 1 finding", f"  team.contents:3: {what}"]
    as_json = json.loads(run(archive.folder, "--json", folder=tmp_path).stdout)
    assert as_json["schema"] == "goodoffices/verification/1"
    assert not as_json["whole"]
    assert as_json["findings"] == [
        {
            "file": "team.contents",
            "line": 3,
            "event": 2,
            "kind": "damage",
            "what": what,
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "nowhere is no folder"),
        ((".",), ". holds no archive"),
        (("case", "--head", "abc"), '"abc" is no head'),
        (("case", "--heed"), "unrecognized arguments: --heed"),
        ((), "the following arguments are required: folder"),
    ],
)
def test_bare_file_used_wrongly_exits_with_2(
    archive: Archive, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = run(*arguments, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_main_lists_twenty_findings_and_counts_the_rest(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.append("team", [note(f"t{number}") for number in range(25)])
    edit(archive.folder / "team.contents", lambda _: [])
    assert main([str(archive.folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "not whole: 30 findings"
    assert lines[21] == "  and 10 more (--json lists all)"


def test_verify_finds_the_archive_of_a_case(archive: Archive) -> None:
    assert verify_archive(archive.folder.parent) == verify_archive(archive.folder)


def test_time_is_read_only_as_it_is_written() -> None:
    assert parse_time("2026-01-05T09:00:00.000000Z") == T0
    for text in ("2026-01-05T09:00:00Z", "2026-01-05T09:00:00.000000+00:00", "٢026-01-05"):
        with pytest.raises(Malformed):
            parse_time(text)


def test_event_line_of_another_encoding_is_malformed() -> None:
    with pytest.raises(Malformed):
        parse_event('{"at":""}\n'.encode("utf-16"), "team")
