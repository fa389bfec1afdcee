"""The basis of a page: how much it rests on, whose words, from when to when."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.case.passages import Basis
from goodoffices.case.stances import Register
from goodoffices.record.entries import SourceKind, Statement
from goodoffices.record.order import Order
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers


def basis_of(
    record: Record, statements: Sequence[Statement], speakers: Speakers, order: Order
) -> Basis:
    """Return what a page computed from these statements rests on.

    The question: how thin is this? Own words are statements that reach us unbroken from a
    party; everything else is hearsay. An affiliation is the party of whoever is nearest to
    us in a chain and is no outlet.
    """
    own: dict[str, int] = {}
    spoken_of: set[str] = set()
    affiliations: dict[str, None] = {}
    registers: set[Register] = set()
    hearsay, unnamed = 0, 0
    days = []
    for statement in statements:
        speaker = statement.chain[0] if statement.chain else None
        party = speakers.speaks_for(speaker.speaker, speaker.capacity) if speaker else ""
        register = speakers.register(statement, party) if party else Register.ATTRIBUTED
        registers.add(register)
        spoken_of |= {reading.party for reading in statement.readings}
        if register is Register.ATTRIBUTED:
            hearsay += 1
            unnamed += _rests_on_unnamed(statement, speakers)
        else:
            own[party] = own.get(party, 0) + 1
        nearest = _nearest_affiliation(statement, speakers)
        if nearest:
            affiliations[nearest] = None
        said = order.said_on(statement)
        if said is not None:
            days += [day for day in (said.start, said.end) if day is not None]
    cited = {one.document for one in statements} | {""}
    negotiating = [party.id for party in record.parties if party.is_negotiating]
    used = [document for document in record.documents if document.id in cited]
    return Basis(
        documents=len(used),
        meetings=len({one.meeting for one in statements} - {""}),
        statements=len(statements),
        affiliations=tuple(affiliations),
        own_words=sum(own.values()),
        hearsay=hearsay,
        earliest=str(min(days)) if days else "",
        latest=str(max(days)) if days else "",
        undated=tuple(
            one.id for one in used if one.dated is None or one.date_set_by or not one.dated.is_resolved
        ),
        speaks_for_itself=tuple(party for party in negotiating if party in own),
        hearsay_only=tuple(p for p in negotiating if p not in own and p in spoken_of),
        unheard=tuple(p for p in negotiating if p not in own and p not in spoken_of),
        registers=tuple(register for register in Register if register in registers),
        unnamed_only=hearsay > 0 and unnamed == hearsay,
        drafts=sum(1 for one in record.statements if one.draft),
        unrecorded=record.unrecorded,
        languages=tuple(dict.fromkeys(one.language for one in used if one.language)),
        notes=tuple(one.note for one in used if one.note),
    )


def _rests_on_unnamed(statement: Statement, speakers: Speakers) -> bool:
    """Whether no hop but an outlet's has a named source."""
    kinds = [speakers[hop.speaker].kind for hop in statement.chain]
    named = {SourceKind.PERSON.value, "party", "organ"}
    return SourceKind.UNNAMED in kinds or not named & set(kinds)


def _nearest_affiliation(statement: Statement, speakers: Speakers) -> str:
    """The party of whoever is nearest to us in the chain and is no outlet."""
    for hop in reversed(statement.chain):
        speaker = speakers[hop.speaker]
        if speaker.kind == SourceKind.OUTLET:
            continue
        return speaker.party or speaker.name
    return speakers[statement.chain[0].speaker].name if statement.chain else ""
