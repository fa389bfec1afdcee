"""Drafting: one parsed document becomes the file of its drafts.

Each step is a module of its own; here they are put together. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.intake.attribution.attributing import attribute
from goodoffices.intake.drafting.drafting_events import draft_events
from goodoffices.intake.drafting.drafting_rounds import draft_rounds
from goodoffices.intake.drafting.drafting_statements import StatementsDrafter
from goodoffices.intake.drafting.writers import find_writer
from goodoffices.intake.drafts import DraftDocument, DraftsFile, DraftSource
from goodoffices.intake.knowledge import Knowledge
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.positions.stance_finding import find_positions
from goodoffices.intake.repair.repairing import OF_LAYOUT
from goodoffices.intake.speakers.found_source import FoundSource
from goodoffices.intake.speakers.outlets import find_outlet
from goodoffices.intake.speakers.sources import find_sources
from goodoffices.record.entries import Span


def draft_document(
    parsed: Parsed, text: str, *, document: DraftDocument, knowledge: Knowledge
) -> DraftsFile:
    """Return everything that a document seems to say, as drafts that wait.

    Parameters
    ----------
    parsed
        The document's mended copy, parsed.
    text
        Its text as the case keeps it.
    document
        What is known of the document itself.
    knowledge
        The case.

    Examples
    --------
    >>> from goodoffices.case.parties import Party
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> from goodoffices.record.record import Record
    >>> case = Record(title="", parties=(Party(id="north", name="Northland"),))
    >>> text = "Northland rejects a toll, two envoys said."
    >>> made = draft_document(
    ...     parse(RepairedText.unchanged(text, ())),
    ...     text,
    ...     document=DraftDocument(id="memo", file="memo.txt", sha256=""),
    ...     knowledge=Knowledge(case),
    ... )
    >>> [(one.words, one.chain[0].name, one.readings[0].stance.value) for one in made.drafts]
    [('Northland rejects a toll', 'two envoys', 'rejects')]
    """
    named = knowledge.names.teach(parsed)
    attributions = attribute(parsed)
    found = find_sources(
        parsed, attributions, named=named, document=document.id, taken=knowledge.ids
    )
    outlet, question = find_outlet(
        parsed, attributions, document=document, named=named, knowledge=knowledge
    )
    sides = [_side(found.speaker(place), knowledge) for place in range(len(attributions))]
    writer = find_writer(document, knowledge)
    positions = find_positions(
        parsed, attributions, names=knowledge.names, sides=sides, voice=writer.party
    )
    drafter = StatementsDrafter(
        parsed=parsed,
        text=text,
        document=document,
        knowledge=knowledge,
        named=named,
        attributions=attributions,
        found=found,
        outlet=outlet,
        writer=writer,
    )
    statements = drafter.draft(positions)
    speakers = {hop.speaker for one in statements for hop in one.chain}
    asked = (*document.questions, *writer.questions(parsed, attributions))
    if question:
        asked = (*(one for one in asked if not one.startswith("who published")), question)
    return DraftsFile(
        document=document.model_copy(update={"repairs": _mended(parsed), "questions": asked}),
        sources=_sources([*found.sources, outlet], speakers, parsed),
        drafts=statements,
        rounds=draft_rounds(
            parsed, text, document=document, knowledge=knowledge, statements=statements
        ),
        events=draft_events(parsed, text, document=document, named=named, statements=statements),
    )


def _side(speaker: FoundSource | None, knowledge: Knowledge) -> str:
    """The party that a speaker is or belongs to."""
    if speaker is None:
        return ""
    return speaker.affiliation or knowledge.sides.get(speaker.id, "")


def _mended(parsed: Parsed) -> int:
    """How many places a person might want to look at, since the copy has them otherwise."""
    return sum(1 for one in parsed.repaired.repairs if one.kind not in OF_LAYOUT)


def _sources(
    found: Sequence[FoundSource], speakers: set[str], parsed: Parsed
) -> tuple[DraftSource, ...]:
    """The sources that chains name and the case does not know."""
    new: dict[str, DraftSource] = {}
    for source in found:
        if source.is_known or source.id not in speakers or source.id in new:
            continue
        extents = [parsed.extent(*mention) for mention in source.mentions]
        new[source.id] = DraftSource(
            id=source.id,
            kind=source.kind,
            description=source.description,
            also_known_as=(source.name,) if source.name not in {"", source.description} else (),
            affiliation=source.affiliation,
            not_the_same_as=tuple(one for one in source.not_the_same_as if one in speakers),
            perhaps_the_same_as=tuple(one for one in source.perhaps_the_same_as if one in speakers),
            anonymous=source.is_anonymous,
            spans=tuple(
                Span(start=one.start, end=one.end) for one in extents if one.end > one.start
            ),
        )
    return tuple(new.values())
