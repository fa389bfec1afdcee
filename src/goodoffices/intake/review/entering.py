"""What entries of the record a draft becomes, as plain data for the files.

Nothing is decided here and nothing is written: which readings a person accepted comes from
`accepting`, and each entry says no more than the draft did.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from goodoffices.case.handling import TEAM_ONLY, Handling, HandlingLevel
from goodoffices.case.model import Model
from goodoffices.case.rounds import Delegation, Outcome, Round
from goodoffices.case.stances import Stance
from goodoffices.intake.drafts import (
    DraftDocument,
    DraftEvent,
    DraftHop,
    DraftReading,
    DraftRound,
    DraftsFile,
    DraftSource,
    DraftStatement,
    HopKind,
)
from goodoffices.record.entries import (
    Document,
    Link,
    LinkKind,
    Note,
    NoteKind,
    Reading,
    ReadingStatus,
    RelayHop,
    Source,
    SourceKind,
    Statement,
)

SOURCE_KINDS: Final[Mapping[HopKind, SourceKind]] = {
    HopKind.PARTY: SourceKind.ORGANISATION,
    HopKind.ORGAN: SourceKind.ORGANISATION,
    HopKind.ORGANISATION: SourceKind.ORGANISATION,
    HopKind.PERSON: SourceKind.PERSON,
    HopKind.UNNAMED: SourceKind.UNNAMED,
    HopKind.OUTLET: SourceKind.OUTLET,
}
"""A body that is no party of the case speaks as an organisation."""

Plain = dict[str, object]


def plain(entry: Model) -> Plain:
    """Return an entry as a person would write it: what is empty left out, handling last.

    Examples
    --------
    >>> plain(Document(id="memo", dated="2025-03-04", handling="public"))
    {'id': 'memo', 'dated': '2025-03-04', 'handling': 'public'}
    """
    data = _short_fields(entry.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    if "handling" in data:
        data["handling"] = data.pop("handling")
    return data


def _short_fields(data: Mapping[str, object]) -> Plain:
    return {name: _short(name, value) for name, value in data.items()}


def _short(name: str, value: object) -> object:
    """Write a day and a bare level in the short form that the files have for them."""
    if isinstance(value, list):
        return [_short("", one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"from", "to"} and value["from"] == value["to"]:
        return value["from"]
    if name == "handling":
        whole = {"level": HandlingLevel.IN_CONFIDENCE.value} | value
        return whole["level"] if whole.keys() == {"level"} else whole
    return _short_fields(value)


def document_entry(document: DraftDocument) -> Document:
    """Return the document that drafts are from, as an entry."""
    shared = ("id", "title", "outlet", "author", "dated", "language", "handling")
    texts = ("file", "sha256", "original", "original_sha256")
    return Document(**{name: getattr(document, name) for name in (*shared, *texts)})


def source_entry(
    source: DraftSource, *, file: DraftsFile, parties: Collection[str], sources: Collection[str]
) -> Source:
    """Return a source that a chain names, as an entry.

    Only parties and sources that the record has can be named in it. What the document calls
    the source is as open as the document itself; to whom a person of the team says that it
    belongs is the team's, or theirs who hold the document.
    """
    handling = file.document.handling
    if source.affiliated_by:
        handling = as_held(handling.held_by)
    apart = {*source.not_the_same_as}
    apart |= {one.id for one in file.sources if source.id in one.not_the_same_as}
    return Source(
        id=source.id,
        kind=SOURCE_KINDS[source.kind],
        description=source.description,
        also_known_as=source.also_known_as,
        affiliation=source.affiliation if source.affiliation in parties else "",
        not_the_same_as=tuple(sorted(apart & {*sources})),
        handling=handling,
    )


def as_held(held_by: tuple[str, ...]) -> Handling:
    """Return the handling of what the team adds to a document: its own, or its holders' alone."""
    return Handling(held_by=held_by) if held_by else TEAM_ONLY


def statement_entry(
    draft: DraftStatement, readings: Sequence[Reading], *, file: DraftsFile, text: str
) -> Statement:
    """Return somebody's words, as an entry with the readings that a person accepted."""
    return Statement(
        id=draft.id,
        words=draft.words,
        document=file.document.id,
        span=draft.span,
        said_on=draft.said_on,
        chain=tuple(_relay_hop(hop) for hop in draft.chain),
        readings=tuple(readings),
        note=" ".join(_remarks(draft, text)),
        handling=file.document.handling,
    )


def _relay_hop(hop: DraftHop) -> RelayHop:
    shared = ("speaker", "capacity", "to", "channel", "grade")
    return RelayHop(**{name: getattr(hop, name) for name in shared})


def _remarks(draft: DraftStatement, text: str) -> Iterator[str]:
    if draft.flags:
        yield f"To mind: {'; '.join(draft.flags)}."
    for span in draft.passages:
        yield f"Said again: “{' '.join(text[span.start : span.end].split())}”"


def reading_entries(
    chosen: Sequence[DraftReading],
    *,
    of: DraftStatement,
    standing: Sequence[Reading],
    withdraws: Mapping[str, tuple[str, ...]],
    by: str,
    on: date,
    held_by: tuple[str, ...] = (),
) -> tuple[Reading, ...]:
    """Return accepted readings as entries: of rivals the first leads, the others name it.

    Parameters
    ----------
    chosen
        What a person accepted, in the order of the draft.
    of
        The statement, for what rivals what.
    standing
        Readings of it that are in the record already.
    withdraws
        By the id of a reading, which readings it takes back.
    by, on
        Who reads it so, and when.
    held_by
        Who alone holds the document.
    """
    leads: dict[str, str] = {}
    for known in standing:
        if known.status is ReadingStatus.LEADING:
            leads.setdefault(rivalry_of(known.id, of), known.id)
    entries: list[Reading] = []
    for draft in chosen:
        leader = leads.setdefault(rivalry_of(draft.id, of), draft.id)
        is_rival = leader != draft.id
        entries.append(
            Reading(
                id=draft.id,
                status=ReadingStatus.ALTERNATIVE if is_rival else ReadingStatus.LEADING,
                alternative_to=leader if is_rival else "",
                party=draft.party,
                stance=draft.stance,
                proposition=draft.proposition,
                condition=draft.condition,
                in_words=draft.in_words,
                withdraws=withdraws.get(draft.id, ()),
                read_by=by,
                read_on=on,
                why=f"Drafted by the rule “{in_words(draft.rule)}”." if draft.rule else "",
                handling=as_held(held_by),
            )
        )
    return tuple(entries)


def rivalry_of(reading: str, of: DraftStatement) -> str:
    """Return the reading that a rivalry of readings began with."""
    above = {one.id: one.alternative_to for one in of.readings}
    seen = {reading}
    while (next_up := above.get(reading, "")) and next_up not in seen:
        reading = next_up
        seen.add(reading)
    return reading


def in_words(rule: str) -> str:
    """Return the name of a rule in plain words.

    Examples
    --------
    >>> in_words("only_if.condition")
    'only if, condition'
    """
    return rule.replace("_", " ").replace(".", ", ")


def takes_back(reading: DraftReading, known: Sequence[Reading]) -> tuple[str, ...]:
    """Return the readings on record that a `no_longer_insists` takes back: the same, of its party.

    The words of a draft name what is no longer insisted on, not which entry; the same
    proposition of the same party is the one that can be meant.
    """
    if reading.stance is not Stance.NO_LONGER_INSISTS:
        return ()
    return tuple(
        one.id
        for one in known
        if one.party == reading.party
        and one.stance.makes_position
        and one.proposition == reading.proposition
    )


def repeats_entry(
    statement: str, other: str, *, id: str, by: str, held_by: tuple[str, ...] = ()
) -> Link:
    """Return the link that says that one statement repeats another."""
    return Link(
        id=id,
        kind=LinkKind.REPEATS,
        statement=statement,
        other=other,
        confirmed_by=by,
        handling=as_held(held_by),
    )


def round_entry(
    draft: DraftRound, *, file: DraftsFile, parties: Collection[str], statements: Collection[str]
) -> Round:
    """Return a round as an entry; delegations of nobody in the case are left out."""
    return Round(
        id=draft.id,
        title=draft.title,
        venue=draft.venue,
        held_on=draft.held_on,
        channel=draft.channel,
        delegations=tuple(_delegations(draft, file, parties)),
        outcome=draft.outcome,
        cause=draft.cause_statement if draft.cause_statement in statements else "",
        cites=(file.document.id,),
        handling=file.document.handling,
    )


def _delegations(
    draft: DraftRound, file: DraftsFile, parties: Collection[str]
) -> Iterator[Delegation]:
    for one in draft.delegations:
        if one.party in parties:
            yield Delegation(
                party=one.party,
                members=one.members,
                level=one.level,
                cites=(file.document.id,),
                handling=file.document.handling,
            )


def missing_in(known: Round, told: Round) -> Plain:
    """Return what a document tells of a round that the case does not say yet.

    Nothing is ever written over: a delegation is added for a party that has none.
    """
    there = {one.party for one in known.delegations}
    new = [one for one in told.delegations if one.party not in there]
    missing: Plain = {}
    if new:
        missing["delegations"] = [plain(one) for one in new]
    if known.outcome is Outcome.UNKNOWN and told.outcome is not Outcome.UNKNOWN:
        missing["outcome"] = told.outcome.value
    data = plain(told)
    for name in ("venue", "held_on", "cause"):
        if not getattr(known, name) and name in data:
            missing[name] = data[name]
    return missing


def event_entry(draft: DraftEvent, *, file: DraftsFile, statements: Collection[str]) -> Note:
    """Return something that happened as a note, with the statement or document that tells it."""
    told_in = draft.told_in if draft.told_in in statements else file.document.id
    return Note(
        id=draft.id,
        kind=NoteKind.EVENT,
        text=event_text(draft),
        rests_on=(told_in,),
        handling=file.document.handling,
    )


def event_text(draft: DraftEvent) -> str:
    """Return an event in one line: category, whether it happened, who, where, when, the words.

    Examples
    --------
    >>> print(event_text(DraftEvent(id="memo_e1", span={"start": 0, "end": 9}, words="They met.",
    ...     category="CONSULT", actors=["North", "South"], happened_on="2025-03-04")))
    CONSULT (occurred; North, South; 2025-03-04): They met.
    """
    who = ", ".join(draft.actors)
    if draft.recipients:
        who = f"{who} to {', '.join(draft.recipients)}".strip()
    said = (draft.status, who, draft.place, str(draft.happened_on or ""))
    return f"{draft.category} ({'; '.join(one for one in said if one)}): {draft.words}"
