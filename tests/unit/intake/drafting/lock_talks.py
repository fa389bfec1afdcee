"""A little case for the tests of drafting: two banks of a canal, a mediator, a dockers' union."""

from __future__ import annotations

from datetime import date

from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.parties import Party, Role
from goodoffices.case.when import When
from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.drafting.drafting import draft_document
from goodoffices.intake.drafts import DraftDocument, DraftReading, DraftsFile
from goodoffices.intake.knowledge import Knowledge
from goodoffices.intake.parsing import parse
from goodoffices.intake.repair.repairing import repair
from goodoffices.record.entries import Source, SourceKind
from goodoffices.record.record import Record

RECORD = Record(
    title="The lock",
    parties=(
        Party(id="east", name="Ostravia", roles=(Role.NEGOTIATING,)),
        Party(id="league", name="Canal League", roles=(Role.NEGOTIATING,)),
        Party(id="umpire", name="Medland", roles=(Role.MEDIATOR,)),
    ),
    issues=(
        Issue(
            id="toll",
            title="Toll at the lock",
            short="Toll",
            kind=IssueKind.QUANTITY,
            low=0,
            high=100,
            unit="crowns",
        ),
        Issue(
            id="guards",
            title="Who guards the lock",
            short="Guards",
            also_known_as=("the lock",),
            options=(
                Option(id="stay", title="Ostravian guards stay"),
                Option(id="mixed", title="mixed patrols"),
                Option(id="nobody", title="no guards"),
            ),
        ),
    ),
    sources=(
        Source(
            id="ida_holm",
            kind=SourceKind.PERSON,
            description="Ida Holm",
            affiliation="league",
        ),
    ),
)
KNOWLEDGE = Knowledge(RECORD)
DAY = date(2025, 4, 9)
"""A Wednesday."""


def drafts_of(text: str, **about: object) -> DraftsFile:
    """What a document with this text is drafted to say; dated, and printed by the Gazette."""
    known = {"outlet": "Lock Gazette", "dated": When(start=DAY, end=DAY)}
    document = DraftDocument.model_validate(
        {"id": "memo", "file": "memo.txt", "sha256": "", **known, **about}
    )
    parsed = parse(repair(convert(text.encode(), "memo.txt"), names=()))
    return draft_document(parsed, text, document=document, knowledge=KNOWLEDGE)


def readings_of(text: str, **about: object) -> list[DraftReading]:
    """All readings of a document, in order."""
    return [one for said in drafts_of(text, **about).drafts for one in said.readings]


def held(text: str, **about: object) -> list[tuple[str, str, str, str]]:
    """Party, stance, proposition and condition of each reading."""
    return [
        (one.party, one.stance.value, one.proposition, one.condition)
        for one in readings_of(text, **about)
    ]
