"""Confirming drafts: what a person has looked at counts from then on, all of it or none."""

# ruff: noqa: E501 -- one entry of the case stands on one line
from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.case.errors import CannotWrite, UnknownId
from goodoffices.record.checks.check import load
from goodoffices.record.confirming import confirm_drafts
from goodoffices.record.fold import Fold
from tests.interruptions import Disk, PowerCut
from tests.records import write_case, yaml_data

CASE = """\
parties:
  - {id: north, name: North, roles: [negotiating]}
  - {id: south, name: South, roles: [negotiating]}
issues:
  - {id: corridor, options: [{id: stays}, {id: out}, {id: half}]}
"""
RECORD = """\
statements:
  - id: s1
    words: We stay.
    chain: [{speaker: north, to: team}]
    readings: [{id: r1, party: north, stance: insists, proposition: corridor is stays}]
    draft: true   # from the meeting
  - id: s2
    words: Half, perhaps.
    said_on: 2026-01-02
    chain: [{speaker: north, to: team}]
    readings:
      - {id: r2, party: north, stance: insists, proposition: corridor is half, status: draft}
      - {id: r3, party: north, stance: demands, proposition: corridor is out}
      - {id: r4, party: north, stance: insists, proposition: corridor is stays, status: draft, alternative_to: r3}
links:
  - {id: l1, kind: supersedes, statement: s2, other: s1, draft: true}
  - {id: l2, kind: contradicts, statement: s2, other: s1}
  - {id: l3, kind: contradicts, statement: s1, other: s2, confirmed_by: joao}
"""
ROUNDS = """\
meetings:
  - {id: m1, where: Here, held_on: 2026-01-02, draft: true}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "talks", case=CASE, record=RECORD, rounds=ROUNDS)


def standing(case: Path) -> list[tuple[str, ...]]:
    return [one.readings for one in Fold(load(case).record).case().positions]


def files(case: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in case.glob("*") if one.is_file()}


def test_a_draft_counts_from_its_confirmation_on(case: Path) -> None:
    assert standing(case) == [("r3",)]
    assert confirm_drafts(case, ["s1"], by="vera") == ["Confirmed statement s1."]
    assert standing(case) == [("r1",), ("r3",)]  # undated: earlier than any day
    assert "draft" not in yaml_data(case / "record.yaml")["statements"][0]


def test_a_draft_reading_becomes_leading_or_the_rival_of_what_it_names(case: Path) -> None:
    assert confirm_drafts(case, ["r2", "r4"], by="vera") == [
        "Reading r2 of s2 is now leading.",
        "Reading r4 of s2 is now alternative.",
    ]
    assert standing(case) == [("r2",), ("r3",)]
    source = Fold(load(case).record)
    assert source.choices() == ([{}, {"r3": "r4"}], True)
    readings = yaml_data(case / "record.yaml")["statements"][1]["readings"]
    assert [one.get("read_by") for one in readings] == ["vera", None, "vera"]


def test_a_link_counts_once_it_has_who_confirmed_it(case: Path) -> None:
    done = confirm_drafts(case, ["s1", "l1", "l2"], by="vera")
    assert done == ["Confirmed statement s1.", "Confirmed link l1.", "Confirmed link l2."]
    assert standing(case) == [("r3",)]
    links = load(case).record.links
    assert [(one.confirmed_by, one.counts) for one in links] == [
        ("vera", True),
        ("vera", True),
        ("joao", True),
    ]


@pytest.mark.parametrize("ids", [["s1", "s9"], ["s1", "s2"], ["s1", "l3"], ["s1", "r3"]])
def test_all_are_confirmed_or_none(case: Path, ids: list[str]) -> None:
    """An id that is unknown, or of no draft, changes nothing."""
    before = files(case)
    with pytest.raises(UnknownId, match="there is no draft"):
        confirm_drafts(case, ids, by="vera")
    assert files(case) == before


def test_the_same_id_twice_is_confirmed_once(case: Path) -> None:
    assert confirm_drafts(case, ["s1", "s1"], by="vera") == ["Confirmed statement s1."]


def test_comments_and_the_rest_of_the_file_stay(case: Path) -> None:
    before = (case / "record.yaml").read_text().splitlines()
    confirm_drafts(case, ["l1"], by="vera")
    after = (case / "record.yaml").read_text().splitlines()
    assert [line for line in before if "l1" not in line] == [
        line for line in after if "l1" not in line
    ]


@pytest.mark.slow
@pytest.mark.parametrize("full", [True, False])
def test_a_full_disk_or_a_power_cut_leaves_all_confirmed_or_none(case: Path, full: bool) -> None:
    """At each moment in turn, over two files."""
    before = files(case)
    for moment in range(0, 100, 2):
        for name, raw in before.items():
            (case / name).write_bytes(raw)
        disk = Disk(stop_at=moment, full=full)
        try:
            with disk.in_use(case):
                confirm_drafts(case, ["s1", "l1", "m1"], by="vera")
        except (PowerCut, CannotWrite):
            record = load(case).record
            drafts = [record.statements[0].draft, record.links[0].draft, record.meetings[0].draft]
            if full:
                assert drafts == [True, True, True], moment
            assert drafts[0] == drafts[1], moment  # one file is written whole or not at all
        if not disk.was_stopped:
            break
    else:
        pytest.fail("it never came to its end")
    assert not load(case).record.statements[0].draft
