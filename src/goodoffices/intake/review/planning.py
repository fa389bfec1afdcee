"""What accepting drafts adds to a case and changes in it, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from goodoffices.case.errors import NotConfirmed, UnknownId
from goodoffices.case.handling import Handling
from goodoffices.case.rounds import Round
from goodoffices.intake.drafts import (
    DraftReading,
    DraftRound,
    DraftsFile,
    DraftStatement,
    State,
)
from goodoffices.intake.review.deeds import Action, Added, Changed, Deed
from goodoffices.intake.review.entering import (
    Plain,
    document_entry,
    event_entry,
    missing_in,
    plain,
    reading_entries,
    repeats_entry,
    round_entry,
    source_entry,
    statement_entry,
)
from goodoffices.intake.review.readiness import check_reading, explain_refusal, taken_back
from goodoffices.intake.review.repeating import said_again
from goodoffices.intake.review.storing import OPEN, Draft, text_of
from goodoffices.record.entries import LinkKind
from goodoffices.record.entries import Statement as Known
from goodoffices.record.folder import DRAFTS_FOLDER, Folder
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.record.visibility import THE_TEAM, Viewer, ViewerKind, as_seen_by, may_see

LONGEST_ID: Final = 64
_OPEN_WITH_ITS_ROUND: Final = frozenset({"outcome", "venue", "held_on"})
"""What stands in a round without a handling of its own; who sees the round sees it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is accepted of one draft.

    `readings` are those that a person accepts; None stands for every one that can be.
    `others` is what becomes of the other readings that could be accepted; one that cannot yet
    is deferred in any case.
    """

    draft: str
    readings: frozenset[str] | None = None
    others: State = State.REJECTED


@dataclass
class Plan:
    """What one step adds to a case and changes in it, as it grows draft by draft."""

    folder: Folder
    record: Record
    by: str
    on: date
    added: list[tuple[str, Plain]] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def size(self) -> tuple[int, int, int]:
        """How much there is so far."""
        return len(self.added), len(self.changed), len(self.remarks)

    def deed(self, before: tuple[int, int, int], document: str, draft: Draft, new: Draft) -> Deed:
        """What one draft brought, as something that can be taken back."""
        added, changed, remarks = before
        return Deed(
            action=Action.ACCEPT,
            on=self.on,
            by=self.by,
            document=document,
            draft=draft.id,
            before=(draft,),
            after=(new,),
            added=tuple(
                Added(list=name, id=str(entry["id"])) for name, entry in self.added[added:]
            ),
            changed=tuple(self.changed[changed:]),
            remarks=tuple(self.remarks[remarks:]),
        )

    def take(self, file: DraftsFile, draft: Draft, wanted: Wanted) -> Draft:
        """Plan what a draft becomes, and return it as accepted."""
        self._document(file)
        if isinstance(draft, DraftStatement):
            return self._statement(file, draft, wanted)
        if isinstance(draft, DraftRound):
            self._round(file, draft)
        elif draft.id not in self._ids("notes"):
            entry = event_entry(draft, file=file, statements=self._ids("statements"))
            self._add("notes", plain(entry))
        return draft.model_copy(update={"state": State.ACCEPTED})

    def tie(self, file: DraftsFile, draft: Draft) -> None:
        """Plan the links and causes that a statement makes possible by being there."""
        if not isinstance(draft, DraftStatement):
            return
        repeating = {one.statement for one in self.record.links if one.kind is LinkKind.REPEATS}
        repeating |= {str(entry["statement"]) for name, entry in self.added if name == "links"}
        statements = self._ids("statements")
        for one in file.drafts:
            if draft.id not in {one.id, one.repeats} or one.id in repeating:
                continue
            if one.id in statements and one.repeats in statements:
                link = repeats_entry(
                    one.id,
                    one.repeats,
                    id=self._link_id(one.id),
                    by=self.by,
                    held_by=file.document.handling.held_by,
                )
                self._add("links", plain(link))
        for told in file.rounds:
            if told.cause_statement == draft.id and told.state is State.ACCEPTED:
                self._cause(told.same_as or told.id, draft.id)
        for event in file.events:
            if event.told_in == draft.id and event.state is State.ACCEPTED:
                self._rest(event.id, file.document.id, draft.id)

    def _add(self, name: str, entry: Plain) -> None:
        self.added.append((name, entry))

    def _ids(self, name: str) -> set[str]:
        """Every id of one list, what is planned included."""
        known = {str(entry.id) for entry in getattr(self.record, name)}
        return known | {str(entry["id"]) for listed, entry in self.added if listed == name}

    @cached_property
    def _parties(self) -> set[str]:
        return {party.id for party in self.record.parties}

    def _link_id(self, statement: str) -> str:
        suffix = "_repeats"
        return statement[: LONGEST_ID - len(suffix)] + suffix

    def _document(self, file: DraftsFile) -> None:
        if file.document.id not in self._ids("documents"):
            self._add("documents", plain(document_entry(file.document)))

    def _statement(self, file: DraftsFile, draft: DraftStatement, wanted: Wanted) -> DraftStatement:
        chosen = self._chosen(file, draft, wanted)
        known = next((one for one in self.record.statements if one.id == draft.id), None)
        is_there = known is not None and (known.words, known.document) == (
            draft.words,
            file.document.id,
        )
        standing = known.readings if known is not None and is_there else ()
        new = reading_entries(
            [one for one in chosen if one.id not in {each.id for each in standing}],
            of=draft,
            standing=standing,
            withdraws={one.id: taken_back(one, self.record) for one in chosen},
            by=self.by,
            on=self.on,
            held_by=file.document.handling.held_by,
        )
        if known is not None and is_there:
            self._more_readings(known, [plain(one) for one in new])
        else:
            self._sources(file, draft)
            text = text_of(self.folder.path, file)
            entry = statement_entry(draft, new, file=file, text=text)
            self._add("statements", plain(entry))
        accepted = {one.id for one in chosen} | {one.id for one in standing}
        accepted |= {
            one.id
            for one in draft.readings
            if one.state in OPEN and said_again(one, draft, file.drafts)
        }
        readings = tuple(self._settled(one, accepted, wanted) for one in draft.readings)
        return draft.model_copy(update={"state": State.ACCEPTED, "readings": readings})

    def _settled(self, reading: DraftReading, accepted: set[str], wanted: Wanted) -> DraftReading:
        """A reading as it stands after its statement was accepted."""
        if reading.id in accepted:
            state = State.ACCEPTED
        elif reading.state not in OPEN:
            state = reading.state
        else:
            is_ready = not explain_refusal(reading, self.record)
            state = wanted.others if is_ready else State.DEFERRED
        return reading.model_copy(update={"state": state})

    def _chosen(
        self, file: DraftsFile, draft: DraftStatement, wanted: Wanted
    ) -> list[DraftReading]:
        """The readings that are accepted, each looked at before anything is written."""
        names = wanted.readings
        for name in names or ():
            if name not in {one.id for one in draft.readings}:
                raise UnknownId(f"reading of {draft.id}", name, [one.id for one in draft.readings])
        if names is None:
            names = frozenset(
                one.id
                for one in draft.readings
                if one.state in OPEN and not explain_refusal(one, self.record)
            )
        chosen = [
            one
            for one in draft.readings
            if one.id in names and not said_again(one, draft, file.drafts)
        ]  # what is said again is a passage of another's position
        for reading in chosen:
            refusal = explain_refusal(reading, self.record)
            if refusal:
                raise NotConfirmed(f"reading {reading.id}", refusal)
            check_reading(reading, self.record, place=f"{DRAFTS_FOLDER}/{file.document.id}.json")
        return chosen

    def _more_readings(self, known: Known, new: Sequence[Plain]) -> None:
        if new:
            self._add_to("statements", known.id, "readings", new)

    def _sources(self, file: DraftsFile, draft: DraftStatement) -> None:
        drafted = {source.id: source for source in file.sources}
        known = {*Speakers(self.record).ids(), *self._ids("sources")}
        named = dict.fromkeys(name for hop in draft.chain for name in (hop.speaker, hop.to))
        for name in named:
            if name in known:
                continue
            if name not in drafted:
                raise UnknownId("party, organ or source", name, sorted({*known, *drafted}))
            sources = {*self._ids("sources"), *(one for one in named if one in drafted)}
            entry = source_entry(
                drafted[name], file=file, parties=self._parties, sources=sources - {name}
            )
            self._add("sources", plain(entry))

    def _round(self, file: DraftsFile, draft: DraftRound) -> None:
        told = round_entry(
            draft, file=file, parties=self._parties, statements=self._ids("statements")
        )
        self.remarks += [
            f"The delegation of {one.party} was left out: no party of the case has this id."
            for one in draft.delegations
            if one.party not in self._parties
        ]
        if not draft.same_as:
            if draft.id not in self._ids("rounds"):
                self._add("rounds", plain(told))
            return
        known = next((one for one in self.record.rounds if one.id == draft.same_as), None)
        if known is None:
            raise UnknownId("round", draft.same_as, [one.id for one in self.record.rounds])
        missing = missing_in(known, told)
        is_wider = not self._is_as_narrow(known, file.document.handling)
        for name, value in missing.items():
            if is_wider and name in _OPEN_WITH_ITS_ROUND:
                self.remarks.append(
                    f"The {name.replace('_', ' ')} of {known.id} was left out: more people see "
                    "that round than this document."
                )
            elif isinstance(value, list):
                self._add_to("rounds", known.id, name, value)
            else:
                before = self._written("rounds", known.id, name)
                self._change("rounds", known.id, name, before, value)

    def _is_as_narrow(self, known: Round, handling: Handling) -> bool:
        """Whether everybody who sees a round may see a document: what it tells may stand there."""
        every = [THE_TEAM, *(Viewer(ViewerKind.MEMBER, one.id) for one in self.record.team)]
        every += [Viewer(ViewerKind.PARTY, one.id) for one in self.record.parties]
        days = [self.on]
        if handling.until is not None:
            days.append(handling.until + timedelta(days=1))
        return all(
            may_see(handling, viewer, on=day)
            for day in days
            for viewer in every
            if known.id in {one.id for one in as_seen_by(self.record, viewer, on=day).rounds}
        )

    def _cause(self, round_id: str, statement: str) -> None:
        known = next((one for one in self.record.rounds if one.id == round_id), None)
        if known is not None and not known.cause:
            before = self._written("rounds", round_id, "cause")
            self._change("rounds", round_id, "cause", before, statement)

    def _rest(self, note: str, document: str, statement: str) -> None:
        """Let a note rest on the statement that tells it, in the place of the whole document."""
        known = next((one for one in self.record.notes if one.id == note), None)
        if known is not None and known.rests_on == (document,):
            before = self._written("notes", note, "rests_on")
            self._change("notes", note, "rests_on", before, [statement])

    def _add_to(self, name: str, id: str, field: str, new: Sequence[object]) -> None:
        before = self._written(name, id, field)
        there = before if isinstance(before, list) else []
        self._change(name, id, field, before, [*there, *new])

    def _written(self, name: str, id: str, field: str) -> object:
        """What a field of an entry says in the files, None where it is not there."""
        found = (entry.get(field) for _, _, entry in self.folder.raw(name) if entry["id"] == id)
        return next(found, None)

    def _change(self, name: str, id: str, field: str, before: object, after: object) -> None:
        self.changed.append(Changed(list=name, id=id, field=field, before=before, after=after))
