"""The basis of a page: how much it rests on, whose words, from when to when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from goodoffices.case.passages import Basis, Teller
from goodoffices.case.stances import Register
from goodoffices.record.entries import EVERYONE, UNKNOWN, SourceKind, Statement
from goodoffices.record.order import Order
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers


def basis_of(
    record: Record, statements: Sequence[Statement], speakers: Speakers, order: Order
) -> Basis:
    """Return what a page computed from these statements rests on.

    The question: how thin is this? Own words are statements that reach us unbroken from a
    party; everything else is hearsay. An affiliation is the party of whoever told us, or told
    the outlet that told us; the outlet itself where it names nobody.
    """
    own: dict[str, int] = {}
    spoken_of: set[str] = set()
    affiliations: dict[str, None] = {}
    registers: set[Register] = set()
    tellers: Counter[str] = Counter()
    hearsay = 0
    days: set[date] = set()
    chains: dict[tuple[tuple[str, str, str], ...], list[Statement]] = {}
    for statement in statements:
        way = tuple([(hop.speaker, hop.capacity.value, hop.to) for hop in statement.chain])
        chains.setdefault(way, []).append(statement)
        for reading in statement.readings:
            spoken_of.add(reading.party)
        said = order.said_on(statement)
        if said is not None:
            days |= {day for day in (said.start, said.end) if day is not None}
    for alike in chains.values():  # they are told in the same way
        count, first = len(alike), alike[0]
        speaker = first.chain[0] if first.chain else None
        party = speakers.speaks_for(speaker.speaker, speaker.capacity) if speaker else ""
        register = speakers.register(first, party) if party else Register.ATTRIBUTED
        registers.add(register)
        if register is Register.ATTRIBUTED:
            hearsay += count
        else:
            own[party] = own.get(party, 0) + count
        teller = _teller(first, speakers)
        if teller:
            tellers[teller] += count
            affiliations[speakers[teller].party or speakers[teller].name] = None
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
            one.id
            for one in used
            if one.dated is None or one.date_set_by or not one.dated.is_resolved
        ),
        speaks_for_itself=tuple(party for party in negotiating if party in own),
        hearsay_only=tuple(p for p in negotiating if p not in own and p in spoken_of),
        unheard=tuple(p for p in negotiating if p not in own and p not in spoken_of),
        registers=tuple(register for register in Register if register in registers),
        told_by=tuple(
            Teller(
                name=speakers[teller].name,
                affiliation=speakers[teller].party,
                is_named=speakers[teller].is_named,
                is_outlet=speakers[teller].kind == SourceKind.OUTLET,
                statements=count,
            )
            for teller, count in tellers.items()
        ),
        drafts=_drafts(record),
        unrecorded=record.unrecorded,
        languages=tuple(dict.fromkeys(one.language for one in used if one.language)),
        notes=tuple(one.note for one in used if one.note),
    )


def _drafts(record: Record) -> int:
    """How many entries of any kind wait to be confirmed."""
    lists = (record.documents, record.sources, record.meetings, record.statements)
    others = (record.links, record.messages, record.notes)
    return sum(1 for entries in (*lists, *others) for one in entries if one.draft)


def _teller(statement: Statement, speakers: Speakers) -> str:
    """Whoever told us, or told the outlet that told us; the outlet where it names nobody."""
    teller = ""
    for place in range(len(statement.chain) - 1, -1, -1):
        hop = statement.chain[place]
        teller = hop.speaker
        if speakers[teller].kind != SourceKind.OUTLET:
            break
        told = statement.chain[place - 1].to if place else UNKNOWN
        if told not in {teller, EVERYONE}:
            break
    return teller
