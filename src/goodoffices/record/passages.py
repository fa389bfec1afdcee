"""What a page shows of the record: passages, texts, meetings, notes and messages.

Built as they are asked for, so that the fold of a large record stays fast.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from goodoffices.case.case import Choice
from goodoffices.case.passages import (
    Hop,
    MeetingView,
    MessageView,
    NoteView,
    Passage,
    ReadingView,
    SourceText,
)
from goodoffices.record.entries import (
    Document,
    Meeting,
    Reading,
    ReadingStatus,
    SourceKind,
    Statement,
)
from goodoffices.record.order import Order
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers


class Passages(Mapping[str, Passage]):
    """The passages of some statements, in the order of the record, each made when asked for."""

    def __init__(
        self,
        views: Views,
        statements: Sequence[Statement],
        choice: Choice,
        roots: Mapping[str, str],
    ) -> None:
        self._views = views
        self._statements = {one.id: one for one in statements}
        self._choice = choice
        self._roots = roots
        self._made: dict[str, Passage] = {}

    def __getitem__(self, statement: str) -> Passage:
        made = self._made.get(statement)
        if made is None:
            made = self._views.passage(
                self._statements[statement], self._choice, self._roots.get(statement, "")
            )
            self._made[statement] = made
        return made

    def __contains__(self, statement: object) -> bool:
        return statement in self._statements  # without making its passage

    def __iter__(self) -> Iterator[str]:
        return iter(self._statements)

    def __len__(self) -> int:
        return len(self._statements)


class Views:
    """Turns the entries of a record into what a page shows of them."""

    def __init__(self, record: Record, speakers: Speakers, order: Order) -> None:
        self._record = record
        self._speakers = speakers
        self._order = order

    def passages(
        self, statements: Sequence[Statement], choice: Choice, roots: Mapping[str, str]
    ) -> Mapping[str, Passage]:
        """The passages of these statements; `roots` says which repeats which."""
        return Passages(self, statements, choice, roots)

    def passage(self, statement: Statement, choice: Choice, repeats: str) -> Passage:
        """One statement as a page shows it."""
        said = statement.said_on or self._order.said_on(statement)
        used = {choice.get(one.id, one.id) for one in statement.readings}
        return Passage(
            statement=statement.id,
            words=statement.words,
            translation=statement.translation,
            language=statement.language,
            document=statement.document,
            start=statement.span.start if statement.span else None,
            end=statement.span.end if statement.span else None,
            meeting=statement.meeting,
            said_on=str(said) if said else "",
            chain=tuple(self._hop(statement, place) for place in range(len(statement.chain))),
            readings=tuple(self._reading(statement, one, used) for one in statement.readings),
            repeats=repeats,
            order=self._order.key(statement),
        )

    def _hop(self, statement: Statement, place: int) -> Hop:
        hop = statement.chain[place]
        speaker = self._speakers[hop.speaker]
        return Hop(
            speaker=speaker.id,
            speaker_name=speaker.name,
            affiliation=speaker.party,
            is_named=speaker.is_named,
            is_outlet=speaker.kind == SourceKind.OUTLET,
            capacity=hop.capacity.value,
            to_name=self._speakers[hop.to].name,
            channel=hop.channel.value,
            grade=hop.grade or "",
        )

    def _reading(self, statement: Statement, reading: Reading, used: set[str]) -> ReadingView:
        counted = {ReadingStatus.LEADING, ReadingStatus.ALTERNATIVE}
        return ReadingView(
            id=reading.id,
            party=reading.party,
            stance=reading.stance,
            proposition=reading.proposition,
            condition=reading.condition,
            status=reading.status.value,
            alternative_to=reading.alternative_to,
            counts=self._is_used(reading, used) and reading.status in counted,
            register=self._speakers.register(statement, reading.party),
            read_by=reading.read_by,
            why=reading.why,
            condition_judge=reading.condition_judge,
            offer_status=reading.offer_status,
            authority=reading.authority,
            elicited_by=reading.elicited_by,
            in_words=reading.in_words,
        )

    @staticmethod
    def _is_used(reading: Reading, used: set[str]) -> bool:
        if reading.status is ReadingStatus.ALTERNATIVE:
            return reading.id in used and reading.alternative_to not in used
        return reading.id in used

    @cached_property
    def texts(self) -> Mapping[str, SourceText]:
        """The documents as pages show them."""
        return {one.id: self._text(one) for one in self._record.documents}

    def _text(self, document: Document) -> SourceText:
        return SourceText(
            id=document.id,
            title=document.title or document.id,
            outlet=document.outlet,
            author=document.author,
            dated=str(document.dated) if document.dated else "",
            date_basis=self._date_basis(document),
            language=document.language,
            text=self._record.texts.get(document.id, ""),
            note=document.note,
        )

    @staticmethod
    def _date_basis(document: Document) -> str:
        if document.dated is None:
            return "not dated"
        basis = document.dated.basis
        if document.date_set_by:
            return f"set by {document.date_set_by}" + (f": {basis}" if basis else "")
        return basis or "as printed"

    @cached_property
    def meetings(self) -> Mapping[str, MeetingView]:
        """The meetings as pages show them."""
        return {one.id: self._meeting(one) for one in self._record.meetings}

    def _meeting(self, meeting: Meeting) -> MeetingView:
        return MeetingView(
            id=meeting.id,
            where=meeting.where,
            held_on=str(meeting.held_on) if meeting.held_on else "",
            channel=meeting.channel.value,
            present=tuple(
                self._speakers[one].name if one in self._speakers else one
                for one in meeting.present
            ),
            round=meeting.round,
        )

    @cached_property
    def notes(self) -> tuple[NoteView, ...]:
        """The team's notes as pages show them; drafts are left out."""
        return tuple(
            NoteView(
                id=one.id,
                kind=one.kind.value,
                text=one.text,
                about=tuple(filter(None, (one.party, *one.issues))),
                rests_on=one.rests_on,
                when=str(one.due) if one.due else "",
            )
            for one in self._record.notes
            if not one.draft
        )

    @cached_property
    def messages(self) -> tuple[MessageView, ...]:
        """Messages as pages show them; drafts are left out."""
        return tuple(
            MessageView(
                id=one.id,
                asked_by=self._speakers[one.asked_by].name,
                to=self._speakers[one.to].name,
                words=one.words,
                asked_on=str(one.asked_on),
                conveyed_on=str(one.conveyed_on) if one.conveyed_on else "",
                conveyed_words=one.conveyed_words,
                received=one.received,
                reply_owed=one.reply_owed,
            )
            for one in self._record.messages
            if not one.draft
        )
