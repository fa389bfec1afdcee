"""A small case with drafts that wait, as `goodoffices read` would have left them.

A harbour, its fees, two sides, and a report of what they said; all of it invented.
"""

# ruff: noqa: E501 -- one entry of the case stands on one line
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from goodoffices.intake.drafts import DraftsFile, DraftStatement
from goodoffices.intake.review.storing import write_drafts
from tests.records import write_case

CASE = """\
title: The docks (invented)
team:
  - {id: mira, name: Mira}
parties:
  - {id: port, name: Port Authority, roles: [negotiating]}
  - {id: union, name: Dockers' Union, roles: [negotiating]}
issues:
  - id: night_shift
    title: Work at night
    options:
      - {id: kept, title: kept as it is}
      - {id: ended, title: ended}
      - {id: paid_double, title: kept and paid double}
  - {id: crews, title: Men in a crew, kind: quantity, low: 2, high: 8, unit: men}
"""
ROUNDS = """\
rounds:
  # our own note of it
  - {id: first_round, title: First round, held_on: 2026-02-02}
"""
RECORD = """\
sources:
  - {id: harbour_post, kind: outlet, description: Harbour Post}
"""
TEXT = """\
Harbour Post, 3 March 2026

Talks over the docks

The union will never work at night again, its chairman said on Monday.
A person close to the port said that crews of four would do.
The union could live with double pay, the person added, if crews stay at six.

The two sides met in Westport on 2 March and parted without agreement. The chairman blamed the crews.
The union insists on a clinic at the gate, he said.
"""
QUESTION = "Is the person close to the port the one who spoke in January?"


def span(words: str, *, after: str = "") -> dict[str, int]:
    """Where words stand in the text, the first time after some others."""
    start = TEXT.index(words, TEXT.index(after))
    return {"start": start, "end": start + len(words)}


def place(words: str, **more: Any) -> dict[str, Any]:
    """The fields of a draft that say which words it is about."""
    return {"words": words, "span": span(words), **more}


def reading(name: str, line: str, words: str, **more: Any) -> dict[str, Any]:
    """A drafted reading from a line: "union rejects: night_shift is kept"."""
    head, _, proposition = line.partition(":")
    party, stance = head.split()
    data = {"id": f"post_{name}", "party": party, "stance": stance, "span": span(words)}
    return data | {"proposition": proposition.strip(), "rule": "plain_stance", **more}


def hop(speaker: str, to: str, name: str, grade: str = "B2", **more: Any) -> dict[str, Any]:
    """A step of a drafted chain."""
    kind = {"union": "party", "port": "party", "harbour_post": "outlet"}.get(speaker, "unnamed")
    data = {"speaker": speaker, "to": to, "name": name, "kind": kind, "grade": grade}
    return data | {"span": span(name), "why": "usually right", **more}


NEVER = "The union will never work at night again"
FOUR = "crews of four would do"
DOUBLE = "The union could live with double pay"
SIX = "if crews stay at six"
MET = "The two sides met in Westport on 2 March and parted without agreement."
BLAMED = "blamed the crews"
CLINIC = "The union insists on a clinic at the gate"

PAPER = hop("harbour_post", "public", "Harbour Post", "B3", channel="press")
INSIDER = hop("close_to_port", "harbour_post", "A person close to the port", "C3")
CHAIRMAN = hop("union", "harbour_post", "its chairman", "A2", capacity="official")


def drafts_file(**document: Any) -> DraftsFile:
    """What was drafted from the report."""
    return DraftsFile.model_validate(
        {
            "document": {
                "id": "post",
                "file": "post.txt",
                "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
                "original": "post.html",
                "original_sha256": hashlib.sha256(b"<p>").hexdigest(),
                "kind": "html",
                "title": "Talks over the docks",
                "outlet": "Harbour Post",
                "dated": "2026-03-03",
                "language": "en",
            }
            | document,
            "sources": [
                {
                    "id": "close_to_port",
                    "kind": "unnamed",
                    "description": "A person close to the port",
                    "affiliation": "port",
                    "anonymous": True,
                    "perhaps_the_same_as": ["port"],
                }
            ],
            "drafts": [
                place(
                    NEVER,
                    id="post_s1",
                    cue=span("said on Monday"),
                    chain=[CHAIRMAN, PAPER],
                    register="public",
                    said_on="2026-03-02",
                    rule="said_after",
                    readings=[
                        reading(
                            "r1",
                            "union rules_out: night_shift is kept",
                            NEVER,
                            in_words="rules out work at night",
                        ),
                        reading(
                            "r1b",
                            "union insists: night_shift is ended",
                            NEVER,
                            alternative_to="post_r1",
                        ),
                    ],
                ),
                place(
                    FOUR,
                    id="post_s2",
                    chain=[INSIDER, PAPER],
                    flags=["partisan"],
                    rule="said_that",
                    readings=[reading("r2", "port proposes: crews >= 4", FOUR)],
                    questions=[QUESTION],
                ),
                place(
                    DOUBLE,
                    id="post_s3",
                    chain=[INSIDER, PAPER],
                    rule="floating",
                    passages=[span(SIX)],
                    repeats="post_s2",
                    readings=[
                        reading(
                            "r3",
                            "union would_accept: night_shift is paid_double",
                            DOUBLE,
                            condition="crews >= 6",
                        )
                    ],
                ),
                place(BLAMED, id="post_s4", chain=[CHAIRMAN, PAPER], rule="blame"),
                place(
                    CLINIC,
                    id="post_s5",
                    chain=[CHAIRMAN, PAPER],
                    rule="said_after",
                    readings=[
                        reading("r5", "union insists:", CLINIC, new_option="a clinic at the gate")
                    ],
                ),
            ],
            "rounds": [
                place(
                    MET,
                    id="post_round",
                    venue="Westport",
                    held_on="2026-03-02",
                    rule="met_in",
                    outcome="ended_without_agreement",
                    cause=span(BLAMED),
                    cause_statement="post_s4",
                    delegations=[
                        {
                            "party": "union",
                            "members": ["the chairman"],
                            "span": span("its chairman"),
                        },
                        {"party": "nobody_known", "span": span("two sides")},
                    ],
                )
            ],
            "events": [
                place(
                    BLAMED,
                    id="post_e1",
                    category="ACCUSE",
                    actors=["The chairman"],
                    rule="verb",
                    recipients=["the crews"],
                    told_in="post_s4",
                )
            ],
        }
    )


def write_reviewed_case(folder: Path, drafts: DraftsFile | None = None) -> Path:
    """Write the case and its drafts into a folder, and return it."""
    texts = {"post.txt": TEXT, "post.html": "<p>"}
    path = write_case(folder / "docks", case=CASE, rounds=ROUNDS, record=RECORD, documents=texts)
    write_drafts(path, drafts or drafts_file())
    return path


def with_draft(drafts: DraftsFile, draft_id: str, **update: Any) -> DraftsFile:
    """The same drafts, with fields of one statement as given."""
    changed = tuple(
        DraftStatement.model_validate(one.model_dump(by_alias=True) | update)
        if one.id == draft_id
        else one
        for one in drafts.drafts
    )
    return drafts.model_copy(update={"drafts": changed})
