"""The worked examples: what they cite stands where they say, and nothing in them is copied."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from goodoffices.case.grammar import parse
from goodoffices.record.entries import CaseFile, Entry, RecordFile, RoundsFile
from tests.golden.by_hand import EXAMPLES, read

REPORT = Path(__file__).parents[3] / "shared" / "reports" / "efe-doha.txt"
LONGEST_SHARED_RUN = 7

READINGS = {
    "camp-david-1978": {
        "r_airfields_egypt",
        "r_airfields_egypt_again",
        "r_airfields_israel",
        "r_airfields_until",
        "r_demilitarisation_egypt",
        "r_demilitarisation_israel",
        "r_freeze_agreed",
        "r_freeze_denied",
        "r_freeze_letter",
        "r_freeze_offer",
        "r_freeze_us",
        "r_linkage_egypt",
        "r_linkage_israel",
        "r_linkage_israel_end",
        "r_normalisation_egypt",
        "r_normalisation_israel",
        "r_paper_israel",
        "r_principles_egypt",
        "r_principles_egypt_aides",
        "r_say_egypt",
        "r_say_israel",
        "r_settlements_egypt",
        "r_settlements_egypt_first",
        "r_settlements_israel",
        "r_settlements_israel_buffer",
        "r_settlements_knesset",
        "r_settlements_title",
        "r_title_egypt",
    },
    "doha-round": {
        "r1",
        "r2",
        "r2_offer",
        "r3_egypt",
        "r3_hamas",
        "r4",
        "r4_phases",
        "r5",
    },
    "shalit-2011": {
        "r_all_but_seven",
        "r_exile_accepted",
        "r_exile_expected",
        "r_home",
        "r_leaders_hamas",
        "r_leaders_israel",
        "r_named_hamas",
        "r_named_israel",
        "r_place_israel",
        "r_place_open",
        "r_sequence_egypt",
    },
}
NAMES = sorted(READINGS)


def texts(example: str) -> dict[str, str]:
    folder = EXAMPLES / example / "documents"
    return {
        document.id: (folder / document.file).read_bytes().decode()
        for document in read(example, RecordFile).documents
    }


def test_no_example_is_forgotten_here() -> None:
    """Every folder that cites documents is checked."""
    assert sorted(folder.parent.name for folder in EXAMPLES.glob("*/documents")) == NAMES


@pytest.mark.parametrize("example", NAMES)
def test_words_stand_where_their_span_says(example: str) -> None:
    """Every statement is verbatim in its document, by code points."""
    found = texts(example)
    for statement in read(example, RecordFile).statements:
        assert statement.span is not None
        words = found[statement.document][statement.span.start : statement.span.end]
        assert words == statement.words, statement.id


@pytest.mark.parametrize("example", NAMES)
def test_documents_are_cited_and_unchanged(example: str) -> None:
    """Each text is one that a document names, with its hash."""
    folder = EXAMPLES / example / "documents"
    documents = read(example, RecordFile).documents
    assert {one.file for one in documents} == {path.name for path in folder.iterdir()}
    for document in documents:
        content = (folder / document.file).read_bytes()
        assert hashlib.sha256(content).hexdigest() == document.sha256, document.id


@pytest.mark.parametrize("example", NAMES)
def test_ids_are_unique(example: str) -> None:
    """One id, one thing, over all three files; options are unique within their issue."""
    counted = Counter(_ids(example))
    assert {one: times for one, times in counted.items() if times > 1} == {}


def _ids(example: str) -> Iterable[str]:
    case, record = read(example, CaseFile), read(example, RecordFile)
    yield from (one.id for one in case.team)
    yield from (one.id for one in case.parties)
    yield from (organ.id for one in case.parties for organ in one.organs)
    yield from (one.id for one in case.issues)
    for limits in (case.rules, case.norms, case.instruments):
        yield from (one.id for one in limits)
    rounds = read(example, RoundsFile)
    yield from (one.id for one in rounds.rounds)
    entries: list[tuple[Entry, ...]] = [
        rounds.meetings,
        record.documents,
        record.sources,
        record.statements,
        record.links,
        record.messages,
        record.notes,
    ]
    yield from (one.id for group in entries for one in group)
    yield from (reading.id for one in record.statements for reading in one.readings)


@pytest.mark.parametrize("example", NAMES)
def test_every_name_is_known(example: str) -> None:
    """Chains, readings, citations and rounds name what is there."""
    case, record = read(example, CaseFile), read(example, RecordFile)
    rounds = read(example, RoundsFile)
    ids = set(_ids(example))
    parties = {one.id for one in case.parties}
    cited = [one.cites for one in case.parties] + [one.cites for one in case.issues]
    cited += [one.cites for one in case.rules] + [one.cites for one in case.instruments]
    cited += [option.cites for one in case.issues for option in one.options]
    cited += [one.cites for one in rounds.rounds]
    cited += [group.cites for one in rounds.rounds for group in one.delegations]
    cited += [(one.cause,) for one in rounds.rounds if one.cause]
    cited += [one.reason_for for one in case.instruments]
    cited += [(one.statement, one.other) for one in record.links]
    cited += [(*one.rests_on, *one.issues) for one in record.notes]
    cited += [one.not_the_same_as for one in record.sources]
    assert {name for names in cited for name in names} - ids == set()
    hops = [hop for one in record.statements for hop in one.chain]
    assert {hop.speaker for hop in hops} - ids == set()
    assert {hop.to for hop in hops} - ids - {"team", "public", "unknown"} == set()
    readings = [reading for one in record.statements for reading in one.readings]
    assert {one.party for one in readings} - parties == set()
    assert {group.party for one in rounds.rounds for group in one.delegations} - parties == set()
    assert {one.alternative_to for one in readings if one.alternative_to} - ids == set()


@pytest.mark.parametrize("example", NAMES)
def test_propositions_parse(example: str) -> None:
    """Every proposition and condition is one of the language, about the issues of its case."""
    case, record = read(example, CaseFile), read(example, RecordFile)
    issues = {one.id: one for one in case.issues}
    readings = [reading for one in record.statements for reading in one.readings]
    for text in (part for one in readings for part in (one.proposition, one.condition) if part):
        parse(text, issues)


@pytest.mark.parametrize("example", NAMES)
def test_the_expected_readings_are_there(example: str) -> None:
    record = read(example, RecordFile)
    found = {reading.id for one in record.statements for reading in one.readings}
    assert found == READINGS[example]


@pytest.mark.parametrize("example", NAMES)
def test_every_statement_has_a_graded_chain(example: str) -> None:
    """Hop by hop, origin first, each with its Admiralty grade."""
    for statement in read(example, RecordFile).statements:
        assert statement.chain, statement.id
        assert all(hop.grade for hop in statement.chain), statement.id


@pytest.mark.skipif(
    not REPORT.is_file(), reason="the agency's own report is not beside this checkout"
)
def test_no_sentence_of_the_report_is_copied() -> None:
    """Our rewording of the report shares no run of eight words with it."""
    theirs, ours = _words(REPORT.read_text(encoding="utf-8")), _words(*texts("doha-round").values())
    size = LONGEST_SHARED_RUN + 1
    runs = {tuple(theirs[n : n + size]) for n in range(len(theirs) - size + 1)}
    found = [ours[n : n + size] for n in range(len(ours) - size + 1)]
    assert [" ".join(run) for run in found if tuple(run) in runs] == []


def _words(*passages: str) -> list[str]:
    return [word.lower() for passage in passages for word in re.findall(r"[\w’']+", passage)]
