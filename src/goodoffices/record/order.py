"""The order in which statements were made, as far as the record tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from goodoffices.case.when import When
from goodoffices.record.entries import Document, Meeting, Statement
from goodoffices.record.record import Record

OrderKey = tuple[date, date, datetime, str, int, datetime, str]
"""End and start of `said_on`, the document with its place in it, when recorded, id."""

UNRECORDED = datetime.max.replace(tzinfo=UTC)


class Order:
    """Puts statements in order: end of `said_on`, start, place, when recorded, id.

    An unresolved date counts as its document's or meeting's; where that is unknown too, as
    earlier than any known date. Places compare within a document; documents of the same
    dates come in the order in which their first statement was recorded, and a statement
    without a document where it was recorded itself.
    """

    def __init__(self, record: Record) -> None:
        self._documents: Mapping[str, Document] = {one.id: one for one in record.documents}
        self._meetings: Mapping[str, Meeting] = {one.id: one for one in record.meetings}
        self._recorded = record.recorded
        self._first: dict[str, datetime] = {}
        for statement in record.statements:
            at = self.recorded_at(statement)
            if statement.document and at < self._first.get(statement.document, UNRECORDED):
                self._first[statement.document] = at

    def recorded_at(self, statement: Statement) -> datetime:
        """When the statement was recorded; an unrecorded one counts as now, so as last."""
        recorded = self._recorded.get(("statement", statement.id))
        return UNRECORDED if recorded is None or recorded.at is None else recorded.at

    def said_on(self, statement: Statement) -> When | None:
        """When it was said, or else when its document is dated or its meeting was held."""
        said = statement.said_on
        if said is not None and (said.end is not None or said.start is not None):
            return said
        document = self._documents.get(statement.document)
        if document is not None and document.dated is not None and document.dated.is_resolved:
            return document.dated
        meeting = self._meetings.get(statement.meeting)
        if meeting is not None and meeting.held_on is not None and meeting.held_on.is_resolved:
            return meeting.held_on
        return said

    def key(self, statement: Statement) -> OrderKey:
        """The statement's place in the order."""
        said = self.said_on(statement)
        end = start = date.min
        if said is not None:
            end = said.end or said.start or date.min
            start = said.start or end
        place = statement.span.start if statement.span else -1
        recorded = self.recorded_at(statement)
        first = self._first.get(statement.document, UNRECORDED) if statement.document else recorded
        return (end, start, first, statement.document, place, recorded, statement.id)
