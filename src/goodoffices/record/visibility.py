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
from operator import is_
from typing import Protocol, TypeVar

from goodoffices.case.errors import InvalidProposition, UnknownId
from goodoffices.case.grammar import parse
from goodoffices.case.handling import PUBLIC, Consent, Handling, HandlingLevel
from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.limits import Instrument, Norm, Rule
from goodoffices.case.model import Model
from goodoffices.case.parties import Organ, Party
from goodoffices.case.preference_facts import unknown_names
from goodoffices.case.preferences import Preference
from goodoffices.case.rounds import Delegation, Round
from goodoffices.case.undertakings import Importance, Linkage, Schedule, Undertaking
from goodoffices.case.when import When
from goodoffices.record.entries import (
    EVERYONE,
    TEAM,
    UNKNOWN,
    Capacity,
    Document,
    Link,
    Meeting,
    Message,
    Note,
    Reading,
    ReadingStatus,
    RelayHop,
    Source,
    SourceKind,
    Statement,
)
from goodoffices.record.record import Record, Recorded
from goodoffices.record.seen_undertakings import SeenUndertakings, UndertakingGate
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
    >>> day = date(2026, 1, 1)
    >>> may_see(conveyed, north, on=day), may_see(Handling(), north, on=day)
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
    handling lets it see; it never sees drafts, the team's notes on an entry, who of the team
    did something, or to whom else an entry may be shown.

    Parameters
    ----------
    on
        The day on which leaves that end are judged; today where omitted. It is the day of the
        look, never the day that is looked at: what was open once is not open for ever.
    """
    return _Gate(record, viewer, on or date.today()).record()  # noqa: DTZ011 -- the team's day


def _without_basis(when: When | None) -> When | None:
    """A date without how the team came to it, which is the team's own affair."""
    return when.model_copy(update={"basis": ""}) if when is not None and when.basis else when


class _Gate:
    """One pass over the record for one viewer, in the order in which parts need each other."""

    def __init__(self, record: Record, viewer: Viewer, on: date) -> None:
        self.whole = record
        self.viewer = viewer
        self.on = on
        self.speakers = Speakers(record)
        self.seen_ids: set[str] = set()
        self.erased = frozenset() if viewer.is_party else frozenset(one.id for one in record.erased)

    def record(self) -> Record:
        whole = self.whole
        self.parties = self._parties_named()
        self.seen_ids |= self.parties
        self.unnamed = self._held_by_others()
        if not self.viewer.is_party:
            self.seen_ids.update(member.id for member in whole.team)
        documents = self._entries(whole.documents, self._document)
        sources = self._entries(whole.sources, self._source)
        self.disclosed = {UNKNOWN, TEAM, EVERYONE, *self.parties, *(one.id for one in sources)}
        sources = tuple(self._source_without_others(source) for source in sources)
        meetings = self._entries(whole.meetings, self._meeting)
        statements = self._entries(whole.statements, self._statement)
        links = self._entries(whole.links, self._link)
        messages = self._entries(whole.messages, self._message)
        self.seen_ids.update(organ.id for party in whole.parties for organ in self._organs(party))
        self._see_what_may_be_cited(statements)
        parties = tuple(self._party(party) for party in whole.parties if party.id in self.parties)
        self.issues = tuple(
            shown for issue in whole.issues if (shown := self._issue(issue)) is not None
        )
        self.readable = self._readable()
        statements = self._read(statements)
        rounds = self._rounds()
        held = {one.id for one in rounds}
        undertaken = self._undertaken()
        brought = {one.id for one in undertaken.undertakings}
        brought |= {one.id for one in undertaken.linkages}
        self.issues = tuple(self._without_hidden(issue, brought) for issue in self.issues)
        return whole.with_(
            title="" if self.viewer.is_party else whole.title,
            caution="" if self.viewer.is_party else whole.caution,
            outcome="" if self.viewer.is_party else whole.outcome,
            common_unit="" if self.viewer.is_party else whole.common_unit,
            team=() if self.viewer.is_party else whole.team,
            parties=parties,
            issues=self.issues,
            rules=self._limits(whole.rules),
            norms=self._limits(whole.norms),
            instruments=self._instruments(statements),
            preferences=self._preferences(),
            undertakings=undertaken.undertakings,
            linkages=undertaken.linkages,
            importance=undertaken.importance,
            schedules=undertaken.schedules,
            rounds=rounds,
            meetings=tuple(
                one if not one.round or one.round in held else one.model_copy(update={"round": ""})
                for one in meetings
            ),
            documents=documents,
            sources=sources,
            statements=statements,
            links=links,
            messages=messages,
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

        What was erased closes nothing to the team; to a party it stays as closed as it was.
        """
        is_open = len(self._seen(thing.cites)) == len(thing.cites)
        if self.viewer.is_party and thing.cites and "handling" not in thing.model_fields_set:
            return is_open
        return is_open and self._allows(thing.handling)

    def _entries(
        self, entries: Iterable[EntryT], show: Callable[[EntryT], EntryT | None]
    ) -> tuple[EntryT, ...]:
        shown = tuple(seen for entry in entries if (seen := show(entry)) is not None)
        self.seen_ids.update(entry.id for entry in shown)
        return shown

    def _shown(self, thing: ShownT, **changes: object) -> ShownT:
        """A thing as shown: a party is told of its handling only that it may see it."""
        if self.viewer.is_party and hasattr(thing, "handling"):
            is_public = thing.handling.level is HandlingLevel.PUBLIC
            leave = Handling(level=HandlingLevel.MAY_BE_CONVEYED, to=(self.viewer.id,))
            changes["handling"] = PUBLIC if is_public else leave
        elif self.unnamed and hasattr(thing, "handling"):
            changes["handling"] = self._without_others(thing.handling)
        changes = {name: new for name, new in changes.items() if getattr(thing, name) != new}
        if not changes:
            return thing
        shown = thing.model_copy(update=changes)
        for computed in shown.__dict__.keys() - type(shown).model_fields.keys():
            del shown.__dict__[computed]  # of the whole thing: an issue's values, once asked for
        return shown

    def _see_what_may_be_cited(self, statements: Sequence[Statement]) -> None:
        """Note which readings, limits, instruments, rounds and notes others may rest on.

        They may rest on each other. To the team all are open but those that rest on what is
        held by others; to a party only those that rest, in the end, on what it may see.
        """
        self.seen_ids.update(
            reading.id
            for one in statements
            for reading in one.readings
            if self._allows(reading.handling) and reading.party in self.parties
        )
        whole = self.whole
        things: list[_Resting] = [*whole.rules, *whole.norms, *whole.instruments, *whole.rounds]
        things += [*whole.notes, *whole.preferences, *whole.undertakings, *whole.linkages]
        things += [*whole.importance, *whole.schedules]
        if not self.viewer.is_party:
            self.seen_ids.update(one.id for one in things)
        changes = True
        while changes:
            changes = False
            for one in things:
                is_seen = self._allows_resting(one)
                if is_seen != (one.id in self.seen_ids) and is_seen is self.viewer.is_party:
                    (self.seen_ids.add if is_seen else self.seen_ids.discard)(one.id)
                    changes = True

    def _allows_resting(self, thing: _Resting) -> bool:
        if not isinstance(thing, Note):
            return self._allows_citing(thing)
        rests = len(self._seen(thing.rests_on)) == len(thing.rests_on)
        return rests and self._allows(thing.handling) and not self._is_hidden_draft(thing.draft)

    def _seen(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in ids if one in self.seen_ids or one in self.erased)

    def _is_hidden_draft(self, draft: bool) -> bool:  # noqa: FBT001 -- an entry's own field
        return draft and self.viewer.is_party

    def _held_by_others(self) -> frozenset[str]:
        """Parties with their organs, and sources, that others of the team hold alone."""
        if self.viewer.is_party:
            return frozenset()
        parties = [one for one in self.whole.parties if one.id not in self.parties]
        named = {one.id for one in parties} | {each.id for one in parties for each in one.organs}
        return frozenset(
            named | {one.id for one in self.whole.sources if not self._allows(one.handling)}
        )

    def _without_others(self, handling: Handling) -> Handling:
        """A handling without whom others hold: neither who gave it nor to whom it opens."""
        if self.unnamed.isdisjoint((handling.given_by, *handling.to)):
            return handling
        given_by = UNDISCLOSED if handling.given_by in self.unnamed else handling.given_by
        to = tuple(one for one in handling.to if one not in self.unnamed)
        return handling.model_copy(update={"given_by": given_by, "to": to})

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
        return self._shown(party, organs=self._organs(party), cites=self._seen(party.cites))

    def _organs(self, party: Party) -> tuple[Organ, ...]:
        """A party sees its own organs, and none of another's."""
        is_hidden = party.id != self.viewer.id if self.viewer.is_party else False
        return () if is_hidden or party.id not in self.parties else party.organs

    def _document(self, document: Document) -> Document | None:
        if self._is_hidden_draft(document.draft) or not self._allows(document.handling):
            return None
        if self.viewer.is_party:
            dated = _without_basis(document.dated)
            kept = {"original": "", "original_sha256": ""}  # how it came to us is our affair
            return self._shown(document, dated=dated, note="", date_set_by="", **kept)
        return self._shown(document)

    def _source(self, source: Source) -> Source | None:
        if self._is_hidden_draft(source.draft) or not self._allows(source.handling):
            return None
        return source

    def _source_without_others(self, source: Source) -> Source:
        """A source is not shown with a party or another source that is not."""
        belongs = source.affiliation if source.affiliation in self.parties else ""
        others = tuple(one for one in source.not_the_same_as if one in self.disclosed)
        return self._shown(source, affiliation=belongs, not_the_same_as=others)

    def _meeting(self, meeting: Meeting) -> Meeting | None:
        if self._is_hidden_draft(meeting.draft):
            return None
        was_there = self.viewer.is_party and self.viewer.id in meeting.present
        if not (was_there or self._allows(meeting.handling)):
            return None
        if not self.viewer.is_party:
            named = [
                self._disclose(one) if one in self.speakers else one for one in meeting.present
            ]
            present = tuple(one for one in dict.fromkeys(named) if one != UNDISCLOSED)
            return self._shown(meeting, present=present)
        known = [self._disclose(one) for one in meeting.present if one in self.speakers]
        present = tuple(one for one in dict.fromkeys(known) if one != UNDISCLOSED)
        held_on = _without_basis(meeting.held_on)
        return self._shown(meeting, present=present, held_on=held_on, note="")

    def _is_own(self, statement: Statement) -> bool:
        """Whether the viewer is the party that told us: the speaker of the first hop to us."""
        if not self.viewer.is_party:
            return False
        for hop in statement.chain:
            if hop.to == TEAM:
                return self._is_viewer(hop)
        return False

    def _is_viewer(self, hop: RelayHop) -> bool:
        """Whether the viewer itself speaks: the party, an organ, or whom it knows to speak for it.

        What a person of it told us in no official capacity, or without its knowing who our
        source is, was not said by the party, and may have been said behind its back.
        """
        known = self.speakers[hop.speaker]
        if known.kind == SourceKind.PERSON:
            is_known = hop.capacity is Capacity.OFFICIAL and known.id in self.disclosed
            return is_known and known.party == self.viewer.id
        return known.kind in {"party", "organ"} and known.party == self.viewer.id

    def _statement(self, statement: Statement) -> Statement | None:
        if self._is_hidden_draft(statement.draft):
            return None
        is_own = self._is_own(statement)
        place = [part for part in (statement.document, statement.meeting) if part]
        place_is_seen = len(self._seen(place)) == len(place)
        if not is_own and not (self._allows(statement.handling) and place_is_seen):
            return None
        changes: dict[str, object] = {"chain": tuple(self._hop(hop) for hop in statement.chain)}
        if self.viewer.is_party:
            changes |= {"note": "", "said_on": _without_basis(statement.said_on)}
        if not place_is_seen:
            changes |= {"document": "", "span": None, "meeting": ""}
        return self._shown(statement, **changes)

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
            is_other = self.viewer.is_party and known.party != self.viewer.id
            return known.party if is_other else speaker
        return speaker if speaker in self.disclosed else UNDISCLOSED

    def _issue(self, issue: Issue) -> Issue | None:
        if not self._allows_citing(issue):
            return None
        options = tuple(option for option in issue.options if self._allows_citing(option))
        if issue.kind is not IssueKind.QUANTITY and not options:
            return None
        if self.viewer.is_party:
            options = tuple(self._option(option) for option in options)
            return self._shown(issue, options=options, gap=None, affects=())
        return self._shown(issue, options=options)

    def _without_hidden(self, issue: Issue, brought: set[str]) -> Issue:
        """An issue whose options name no undertaking, linkage or party that is not shown."""
        hidden = {party.id for party in self.whole.parties} - self.parties
        named = {one.id for one in self.whole.undertakings} - brought
        named |= {one.id for one in self.whole.linkages} - brought
        if not (hidden or named or self.unnamed):
            return issue
        options = tuple(
            self._shown(
                option,
                brings=tuple(one for one in option.brings if one not in named),
                affects=tuple(one for one in option.affects if one not in hidden),
                interpretations={
                    party: text
                    for party, text in option.interpretations.items()
                    if party not in hidden
                },
            )
            for option in issue.options
        )
        affects = tuple(one for one in issue.affects if one not in hidden)
        return self._shown(issue, options=options, affects=affects)

    def _option(self, option: Option) -> Option:
        own = {
            party: text for party, text in option.interpretations.items() if party == self.viewer.id
        }
        return self._shown(option, interpretations=own, affects=(), brings=())

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
            self._with_readings(statement, tuple(self._cut(reading, ids) for reading in readings))
            for statement, readings in zip(statements, kept, strict=True)
        )

    @staticmethod
    def _with_readings(statement: Statement, readings: tuple[Reading, ...]) -> Statement:
        """A statement with these of its readings; the same one where none was cut."""
        known = statement.readings
        if len(known) == len(readings) and all(map(is_, known, readings)):
            return statement
        return statement.model_copy(update={"readings": readings})

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
        kept = tuple(one for one in reading.withdraws if one in seen)
        if self.viewer.is_party:
            return self._shown(reading, withdraws=kept, read_by="", read_on=None, why="")
        return self._shown(reading, withdraws=kept)

    def _limits(self, limits: Sequence[LimitT]) -> tuple[LimitT, ...]:
        shown = tuple(
            self._shown(limit)
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
            reasons = tuple(one for one in instrument.reason_for if one in readings)
            contested = tuple(one for one in instrument.contested_by if one in self.parties)
            shown.append(self._shown(instrument, reason_for=reasons, contested_by=contested))
        self.seen_ids.update(instrument.id for instrument in shown)
        return tuple(shown)

    def _preferences(self) -> tuple[Preference, ...]:
        """Preferences that name nothing the viewer may not see; a party is not told who says so."""
        seen = {issue.id: issue for issue in self.issues}
        shown = tuple(
            self._shown(one, source="") if self.viewer.is_party else one
            for one in self.whole.preferences
            if self._allows_citing(one) and one.party in self.parties
            if not unknown_names(one, seen)
            if all(self.readable(each.when) for each in one.interactions)
        )
        self.seen_ids.update(one.id for one in shown)
        return shown

    def _undertaken(self) -> SeenUndertakings:
        """Undertakings and what hangs on them; nothing names what the viewer may not see."""
        gate = UndertakingGate(
            allows=self._allows_citing,
            shows=self._shown,
            parties=self.parties,
            hidden=self._hidden_names(),
            is_party=self.viewer.is_party,
        )
        whole = self.whole
        seen = gate.see(whole.undertakings, whole.linkages, whole.importance, whole.schedules)
        self.seen_ids.update(seen.ids)
        return seen

    def _hidden_names(self) -> frozenset[str]:
        """Parties, their organs, sources and members of whom the viewer may not know."""
        whole = self.whole
        named = {party.id for party in whole.parties} | {source.id for source in whole.sources}
        named |= {organ.id for party in whole.parties for organ in party.organs}
        named |= {member.id for member in whole.team}
        return frozenset(named - self.seen_ids)

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
            cause = held.cause if held.cause in self.seen_ids else ""
            tabled = self._seen(held.documents_tabled)
            shown.append(
                self._shown(held, delegations=delegations, cause=cause, documents_tabled=tabled)
            )
        self.seen_ids.update(held.id for held in shown)
        return tuple(shown)

    def _delegation(self, delegation: Delegation) -> Delegation:
        issues = {issue.id for issue in self.issues}
        settles = delegation.may_settle
        return self._shown(
            delegation,
            may_settle=None if settles is None else tuple(i for i in settles if i in issues),
            refers={i: whom for i, whom in delegation.refers.items() if i in issues},
        )

    def _link(self, link: Link) -> Link | None:
        both = link.statement in self.seen_ids and link.other in self.seen_ids
        if self._is_hidden_draft(link.draft) or not (both and self._allows(link.handling)):
            return None
        if self.viewer.is_party:
            return self._shown(link, why="", confirmed_by=TEAM if link.confirmed_by else "")
        return self._shown(link)

    def _message(self, message: Message) -> Message | None:
        if self._is_hidden_draft(message.draft):
            return None
        sides = {self.speakers[message.asked_by].party, self.speakers[message.to].party}
        if self._allows(message.handling) and sides <= self.parties:
            changes: dict[str, object] = {
                "asked_by": self._disclose(message.asked_by),
                "to": self._disclose(message.to),
                "meeting": message.meeting if message.meeting in self.seen_ids else "",
            }
            if self.viewer.is_party:
                changes |= {"received": "", "reply_owed": False}
            return self._shown(message, **changes)
        if self.viewer.is_party and self.speakers[message.asked_by].party == self.viewer.id:
            own = Message(
                id=message.id,
                handling=message.handling,
                asked_by=message.asked_by,
                to=self._disclose(message.to),
                words=message.words,
                asked_on=message.asked_on,
            )
            return self._shown(own)
        return None

    def _note(self, note: Note) -> Note | None:
        if not self._allows_resting(note) or (note.party and note.party not in self.parties):
            return None
        if not self.viewer.is_party:
            return self._shown(note)
        seen = {issue.id for issue in self.issues}
        return self._shown(note, issues=tuple(one for one in note.issues if one in seen), whose="")

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
ShownT = TypeVar("ShownT", bound=Model)
_Resting = (
    Rule
    | Norm
    | Instrument
    | Round
    | Preference
    | Note
    | Undertaking
    | Linkage
    | Importance
    | Schedule
)
