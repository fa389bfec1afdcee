"""Who may see what: the record as one viewer may see it.

`as_seen_by` is the only gate. Everything shown to a viewer is computed from what it
returns, never filtered afterwards, so that nothing one side confided can reach another
through a count, a chart, or an absence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Protocol, TypeVar

from goodoffices.case.errors import InvalidProposition, UnknownId
from goodoffices.case.grammar import parse
from goodoffices.case.handling import Consent, Handling, HandlingLevel
from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.limits import Instrument, Norm, Rule
from goodoffices.case.parties import Party
from goodoffices.case.rounds import Delegation, Round
from goodoffices.record.entries import (
    EVERYONE,
    TEAM,
    UNKNOWN,
    Document,
    Link,
    Meeting,
    Message,
    Note,
    Reading,
    ReadingStatus,
    RelayHop,
    Source,
    Statement,
)
from goodoffices.record.record import Record, Recorded
from goodoffices.record.speakers import UNDISCLOSED, Speakers


class ViewerKind(StrEnum):
    """For whom a page is computed."""

    TEAM = "team"
    MEMBER = "member"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Viewer:
    """The whole team, a named member or mediator of it, or a party."""

    kind: ViewerKind
    id: str = ""

    @property
    def is_party(self) -> bool:
        """Whether a party looks: nothing internal may be shown."""
        return self.kind is ViewerKind.PARTY

    def __str__(self) -> str:
        return self.id or self.kind.value


THE_TEAM = Viewer(ViewerKind.TEAM)


def viewer_named(name: str, record: Record) -> Viewer:
    """Return the viewer with this name: `team`, a member's id, or a party's id.

    Raises
    ------
    UnknownId
        Where nobody of that name is in the case.
    """
    if name in {"", ViewerKind.TEAM.value}:
        return THE_TEAM
    if any(member.id == name for member in record.team):
        return Viewer(ViewerKind.MEMBER, name)
    if any(party.id == name for party in record.parties):
        return Viewer(ViewerKind.PARTY, name)
    members = [member.id for member in record.team]
    raise UnknownId("viewer", name, ["team", *members, *(party.id for party in record.parties)])


def may_see(handling: Handling, viewer: Viewer, *, on: date) -> bool:
    """Return whether this handling lets the viewer see an entry on a day.

    Examples
    --------
    >>> north = Viewer(ViewerKind.PARTY, "north")
    >>> conveyed = Handling(level="may_be_conveyed", to=["north"])
    >>> may_see(conveyed, north, on=date(2026, 1, 1)), may_see(Handling(), north, on=date(2026, 1, 1))
    (True, False)
    """
    if viewer.kind is ViewerKind.TEAM:
        return not handling.held_by
    if viewer.kind is ViewerKind.MEMBER:
        return not handling.held_by or viewer.id in handling.held_by
    if handling.consent is not Consent.GIVEN:
        return False
    if handling.until is not None and on > handling.until:
        return False
    if handling.level is HandlingLevel.PUBLIC:
        return True
    return handling.level is HandlingLevel.MAY_BE_CONVEYED and viewer.id in handling.to


class _Citing(Protocol):
    @property
    def cites(self) -> tuple[str, ...]: ...
    @property
    def handling(self) -> Handling: ...
    @property
    def model_fields_set(self) -> set[str]: ...


CitingT = TypeVar("CitingT", bound=_Citing)


def as_seen_by(record: Record, viewer: Viewer, *, on: date | None = None) -> Record:
    """Return the record as a viewer may see it; everything shown to the viewer comes from it.

    The question: what may this person, or this side, be shown at all? The team and its
    members see what is not held by others. A party sees its own statements, and what
    handling lets it see; it never sees drafts, or the team's notes on an entry.

    Parameters
    ----------
    on
        The day on which leaves that end are judged; today where omitted.
    """
    return _Gate(record, viewer, on or date.today()).record()  # noqa: DTZ011 -- the team's day


class _Gate:
    """One pass over the record for one viewer, in the order in which parts need each other."""

    def __init__(self, record: Record, viewer: Viewer, on: date) -> None:
        self.whole = record
        self.viewer = viewer
        self.on = on
        self.speakers = Speakers(record)
        self.seen_ids: set[str] = set()
        self.erased = frozenset(one.id for one in record.erased)

    def record(self) -> Record:
        whole = self.whole
        parties_first = self._parties_named()
        documents = self._entries(whole.documents, self._document)
        sources = self._entries(whole.sources, self._source)
        meetings = self._entries(whole.meetings, self._meeting)
        self.parties = parties_first
        self.disclosed = {UNKNOWN, TEAM, EVERYONE, *parties_first, *(one.id for one in sources)}
        statements = self._entries(whole.statements, self._statement)
        parties = tuple(self._party(party) for party in whole.parties if party.id in parties_first)
        self.issues = tuple(
            shown for issue in whole.issues if (shown := self._issue(issue)) is not None
        )
        self.readable = self._readable()
        statements = self._read(statements)
        return whole.with_(
            title="" if self.viewer.is_party else whole.title,
            caution="" if self.viewer.is_party else whole.caution,
            outcome="" if self.viewer.is_party else whole.outcome,
            team=() if self.viewer.is_party else whole.team,
            parties=parties,
            issues=self.issues,
            rules=self._limits(whole.rules),
            norms=self._limits(whole.norms),
            instruments=self._instruments(statements),
            rounds=self._rounds(),
            meetings=meetings,
            documents=documents,
            sources=sources,
            statements=statements,
            links=self._entries(whole.links, self._link),
            messages=self._entries(whole.messages, self._message),
            notes=self._entries(whole.notes, self._note),
            erased=() if self.viewer.is_party else whole.erased,
            texts={one.id: whole.texts[one.id] for one in documents if one.id in whole.texts},
            recorded=self._recorded(),
            unrecorded=0 if self.viewer.is_party else whole.unrecorded,
        )

    def _allows(self, handling: Handling) -> bool:
        return may_see(handling, self.viewer, on=self.on)

    def _allows_citing(self, thing: _Citing) -> bool:
        """A thing that cites entries is as open as they are, and never more than it says.

        A citation of what was erased since closes nothing that the thing's own handling opens.
        """
        hidden = [entry for entry in thing.cites if entry not in self.seen_ids]
        if self.viewer.is_party and thing.cites and "handling" not in thing.model_fields_set:
            return not hidden
        return all(entry in self.erased for entry in hidden) and self._allows(thing.handling)

    def _entries(
        self, entries: Iterable[EntryT], show: Callable[[EntryT], EntryT | None]
    ) -> tuple[EntryT, ...]:
        shown = tuple(seen for entry in entries if (seen := show(entry)) is not None)
        self.seen_ids.update(entry.id for entry in shown)
        return shown

    def _is_hidden_draft(self, draft: bool) -> bool:  # noqa: FBT001 -- an entry's own field
        return draft and self.viewer.is_party

    def _parties_named(self) -> set[str]:
        """Parties the viewer may know of: itself, and those whose handling lets it."""
        if not self.viewer.is_party:
            return {party.id for party in self.whole.parties if self._allows(party.handling)}
        return {
            party.id
            for party in self.whole.parties
            if party.id == self.viewer.id or self._allows(party.handling)
        }

    def _party(self, party: Party) -> Party:
        if not self.viewer.is_party or party.id == self.viewer.id:
            return party
        return party.model_copy(update={"organs": ()})

    def _document(self, document: Document) -> Document | None:
        if self._is_hidden_draft(document.draft) or not self._allows(document.handling):
            return None
        if self.viewer.is_party:
            return document.model_copy(update={"note": "", "date_set_by": ""})
        return document

    def _source(self, source: Source) -> Source | None:
        if self._is_hidden_draft(source.draft) or not self._allows(source.handling):
            return None
        return source

    def _meeting(self, meeting: Meeting) -> Meeting | None:
        if self._is_hidden_draft(meeting.draft):
            return None
        was_there = self.viewer.is_party and self.viewer.id in meeting.present
        if not (was_there or self._allows(meeting.handling)):
            return None
        return meeting.model_copy(update={"note": ""}) if self.viewer.is_party else meeting

    def _is_own(self, statement: Statement) -> bool:
        """Whether the viewer is the party that told us: the speaker of the first hop to us."""
        if not self.viewer.is_party:
            return False
        for hop in statement.chain:
            if hop.to == TEAM:
                return self.speakers.speaks_for(hop.speaker, hop.capacity) == self.viewer.id
        return False

    def _statement(self, statement: Statement) -> Statement | None:
        if self._is_hidden_draft(statement.draft):
            return None
        is_own = self._is_own(statement)
        place = [part for part in (statement.document, statement.meeting) if part]
        place_is_seen = all(part in self.seen_ids for part in place)
        if not is_own and not (self._allows(statement.handling) and place_is_seen):
            return None
        changes: dict[str, object] = {"chain": tuple(self._hop(hop) for hop in statement.chain)}
        if self.viewer.is_party:
            changes["note"] = ""
        if not place_is_seen:
            changes |= {"document": "", "span": None, "meeting": ""}
        return statement.model_copy(update=changes)

    def _hop(self, hop: RelayHop) -> RelayHop:
        """Hide in a hop whoever the viewer may not know; a party stands for its organs."""
        speaker, to = self._disclose(hop.speaker), self._disclose(hop.to)
        grade = None if self.viewer.is_party else hop.grade
        if (speaker, to, grade) == (hop.speaker, hop.to, hop.grade):
            return hop
        return hop.model_copy(update={"speaker": speaker, "to": to, "grade": grade})

    def _disclose(self, speaker: str) -> str:
        known = self.speakers[speaker]
        if known.kind == "organ" and known.party in self.parties:
            return speaker if not self.viewer.is_party else known.party
        return speaker if speaker in self.disclosed else UNDISCLOSED

    def _issue(self, issue: Issue) -> Issue | None:
        if not self._allows_citing(issue):
            return None
        options = tuple(option for option in issue.options if self._allows_citing(option))
        if issue.kind is not IssueKind.QUANTITY and not options:
            return None
        if self.viewer.is_party:
            options = tuple(self._option(option) for option in options)
            return issue.model_copy(update={"options": options, "gap": None, "affects": ()})
        return issue if options == issue.options else issue.model_copy(update={"options": options})

    def _option(self, option: Option) -> Option:
        own = {
            party: text for party, text in option.interpretations.items() if party == self.viewer.id
        }
        return option.model_copy(update={"interpretations": own, "affects": (), "brings": ()})

    def _readable(self) -> Callable[[str], bool]:
        """Whether a proposition names only issues and options that the viewer may see."""
        if self.issues == self.whole.issues:
            return lambda _text: True
        issues = {issue.id: issue for issue in self.issues}

        @cache
        def is_readable(text: str) -> bool:
            try:
                parse(text, issues)
            except InvalidProposition:
                return False
            return True

        return lambda text: not text or is_readable(text)

    def _read(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        """Keep of each statement the readings that the viewer may see."""
        kept = [self._readings(statement.readings) for statement in statements]
        ids = {reading.id for readings in kept for reading in readings}
        self.seen_ids |= ids
        return tuple(
            statement
            if not statement.readings
            else statement.model_copy(
                update={"readings": tuple(self._cut(reading, ids) for reading in readings)}
            )
            for statement, readings in zip(statements, kept, strict=True)
        )

    def _readings(self, readings: Sequence[Reading]) -> tuple[Reading, ...]:
        seen = [reading for reading in readings if self._sees_reading(reading)]
        leading = {reading.id for reading in seen}
        return tuple(
            reading
            for reading in seen
            if not reading.alternative_to or reading.alternative_to in leading
        )

    def _sees_reading(self, reading: Reading) -> bool:
        if self.viewer.is_party and reading.status in {ReadingStatus.DRAFT, ReadingStatus.REJECTED}:
            return False
        return (
            self._allows(reading.handling)
            and reading.party in self.parties
            and self.readable(reading.proposition)
            and self.readable(reading.condition)
        )

    def _cut(self, reading: Reading, seen: set[str]) -> Reading:
        if all(one in seen for one in reading.withdraws):
            return reading
        kept = tuple(one for one in reading.withdraws if one in seen)
        return reading.model_copy(update={"withdraws": kept})

    def _limits(self, limits: Sequence[LimitT]) -> tuple[LimitT, ...]:
        shown = tuple(
            limit
            for limit in limits
            if self._allows_citing(limit) and self.readable(limit.proposition)
        )
        self.seen_ids.update(limit.id for limit in shown)
        return shown

    def _instruments(self, statements: Sequence[Statement]) -> tuple[Instrument, ...]:
        readings = {reading.id for one in statements for reading in one.readings}
        shown: list[Instrument] = []
        for instrument in self.whole.instruments:
            if not (self._allows_citing(instrument) and instrument.invoked_by in self.parties):
                continue
            if not self.readable(instrument.proposition):
                continue
            changes = {
                "reason_for": tuple(one for one in instrument.reason_for if one in readings),
                "contested_by": tuple(
                    one for one in instrument.contested_by if one in self.parties
                ),
            }
            shown.append(instrument.model_copy(update=changes))
        self.seen_ids.update(instrument.id for instrument in shown)
        return tuple(shown)

    def _rounds(self) -> tuple[Round, ...]:
        shown: list[Round] = []
        for held in self.whole.rounds:
            if not self._allows_citing(held):
                continue
            delegations = tuple(
                self._delegation(one)
                for one in held.delegations
                if one.party in self.parties and self._allows_citing(one)
            )
            changes: dict[str, object] = {
                "delegations": delegations,
                "cause": held.cause if held.cause in self.seen_ids else "",
            }
            shown.append(held.model_copy(update=changes))
        self.seen_ids.update(held.id for held in shown)
        return tuple(shown)

    def _delegation(self, delegation: Delegation) -> Delegation:
        issues = {issue.id for issue in self.issues}
        settles = delegation.may_settle
        changes = {
            "may_settle": None if settles is None else tuple(i for i in settles if i in issues),
            "refers": {i: whom for i, whom in delegation.refers.items() if i in issues},
        }
        return delegation.model_copy(update=changes)

    def _link(self, link: Link) -> Link | None:
        both = link.statement in self.seen_ids and link.other in self.seen_ids
        if self._is_hidden_draft(link.draft) or not (both and self._allows(link.handling)):
            return None
        return link

    def _message(self, message: Message) -> Message | None:
        if self._is_hidden_draft(message.draft):
            return None
        if self._allows(message.handling) and {message.asked_by, message.to} <= self.parties:
            return (
                message
                if message.meeting in self.seen_ids
                else message.model_copy(update={"meeting": ""})
            )
        if self.viewer.is_party and message.asked_by == self.viewer.id:
            return Message(
                id=message.id,
                handling=message.handling,
                asked_by=message.asked_by,
                to=message.to if message.to in self.parties else UNDISCLOSED,
                words=message.words,
                asked_on=message.asked_on,
            )
        return None

    def _note(self, note: Note) -> Note | None:
        rests = all(entry in self.seen_ids for entry in note.rests_on)
        if self._is_hidden_draft(note.draft) or not (rests and self._allows(note.handling)):
            return None
        return note

    def _recorded(self) -> dict[tuple[str, str], Recorded]:
        """When what is seen was recorded; a party is not told by whom."""
        kept = {
            key: recorded
            for key, recorded in self.whole.recorded.items()
            if key[1] in self.seen_ids
        }
        if not self.viewer.is_party:
            return kept
        return {key: Recorded(recorded.at) for key, recorded in kept.items()}


EntryT = TypeVar("EntryT", Document, Source, Meeting, Statement, Link, Message, Note)
LimitT = TypeVar("LimitT", Rule, Norm)
