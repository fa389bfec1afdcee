"""The page of a statement: everything that is on record of it, for one viewer."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.case.errors import InvalidProposition
from goodoffices.case.grammar import parse
from goodoffices.case.grammar import words as words_of
from goodoffices.record.entries import LinkKind, Reading, ReadingStatus, Statement
from goodoffices.record.order import Order
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.record.visibility import Viewer
from goodoffices.record.working_copy import READING
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.pages.page import basis_of
from goodoffices.web.pages.record_entry import (
    Leave,
    ShownHop,
    ShownLink,
    ShownReading,
    StatementPage,
)
from goodoffices.web.queries.record.history import history_of
from goodoffices.web.queries.record.listing import moment_in_words
from goodoffices.web.queries.record.passage import passage_in
from goodoffices.web.queries.record.resting import resting_on
from goodoffices.web.queries.record.seen_entries import case_of
from goodoffices.web.queries.record.wording import (
    grade_in_words,
    handling_in_words,
    hop_in_words,
    said_in_words,
)

ORDER: tuple[ReadingStatus, ...] = (
    ReadingStatus.LEADING,
    ReadingStatus.ALTERNATIVE,
    ReadingStatus.DRAFT,
    ReadingStatus.REJECTED,
)
_TO_THIS = {
    LinkKind.SUPERSEDES: "supersedes this",
    LinkKind.REPEATS: "repeats this",
    LinkKind.CONTRADICTS: "contradicts this",
}
_FROM_THIS = {
    LinkKind.SUPERSEDES: "superseded by this",
    LinkKind.REPEATS: "repeated by this",
    LinkKind.CONTRADICTS: "contradicted by this",
}


def statement_page(desk: Desk, viewer: Viewer, one: Statement, *, leave: Leave) -> StatementPage:
    """Return the page of a statement that the viewer may see."""
    state, seen, case = desk.state(), desk.seen_by(viewer), case_of(desk, viewer)
    speakers, order = Speakers(seen), Order(seen)
    ids = frozenset({one.id, *(reading.id for reading in one.readings)})
    keys = [("statement", one.id), *((READING, reading.id) for reading in one.readings)]
    parties = dict.fromkeys(reading.party for reading in one.readings)
    return StatementPage(
        title=f"Statement {one.id}",
        basis=basis_of(case),
        caution=seen.caution,
        id=one.id,
        version=state.version("statement", one.id),
        words=one.words,
        language=one.language,
        translation=one.translation,
        is_draft=one.draft,
        superseded_by=tuple(
            link.statement
            for link in seen.links
            if link.counts and link.kind is LinkKind.SUPERSEDES and link.other == one.id
        ),
        chain=tuple(_hops(one, speakers)),
        registers=tuple(
            (speakers[party].name, speakers.register(one, party).value) for party in parties
        ),
        passage=passage_in(seen, one),
        facts=tuple(_facts(seen, one, order, speakers)),
        meeting=one.meeting,
        readings=tuple(
            _reading(reading, one, seen, speakers, version=state.version(READING, reading.id))
            for reading in sorted(one.readings, key=lambda each: ORDER.index(each.status))
        ),
        links=tuple(_links(seen, one, state)),
        resting=resting_on(seen, case, ids),
        history=history_of(desk, keys),
        leave=leave,
        keys=(("e", "edit what is known of it"), ("n", "add a reading")),
    )


def _hops(one: Statement, speakers: Speakers) -> Iterator[ShownHop]:
    for hop in one.chain:
        who, how = hop_in_words(hop, speakers)
        yield ShownHop(who, how, hop.grade or "", grade_in_words(hop.grade))


def _facts(
    seen: Record, one: Statement, order: Order, speakers: Speakers
) -> Iterator[tuple[str, str]]:
    yield "Said on", said_in_words(one, order)
    if one.language:
        yield "Language", one.language
    yield "Handling", handling_in_words(one.handling, speakers)
    recorded = seen.recorded.get(("statement", one.id))
    if recorded is not None:
        yield "Recorded", f"{moment_in_words(recorded.at)}, by {recorded.by}"
    if one.note:
        yield "Note", one.note


def _reading(
    reading: Reading, statement: Statement, seen: Record, speakers: Speakers, *, version: str
) -> ShownReading:
    issues = {issue.id: issue for issue in seen.issues}

    def in_words(text: str) -> str:
        try:
            return words_of(parse(text, issues), issues) if text else ""
        except InvalidProposition:
            return text

    is_rival = reading.status is ReadingStatus.ALTERNATIVE
    return ShownReading(
        id=reading.id,
        status=reading.status.value,
        party=speakers[reading.party].name,
        stance=reading.stance.words,
        is_against=reading.stance.is_rejecting,
        proposition=in_words(reading.proposition),
        in_words=reading.in_words,
        condition=in_words(reading.condition),
        offer_status=reading.offer_status.value if reading.offer_status else "",
        authority=reading.authority.value.replace("_", " "),
        elicited_by=reading.elicited_by,
        why=reading.why,
        read=f"{reading.read_by or 'nobody named'}, {reading.read_on or 'no day'}",
        handling=handling_in_words(reading.handling, speakers),
        rivals=reading.alternative_to if is_rival else "",
        may_lead=is_rival and any(one.id == reading.alternative_to for one in statement.readings),
        waits=reading.status is ReadingStatus.DRAFT,
        version=version,
    )


def _links(seen: Record, one: Statement, state: CaseState) -> Iterator[ShownLink]:
    words = {each.id: each.words for each in seen.statements} if seen.links else {}
    for link in seen.links:
        if one.id not in {link.statement, link.other}:
            continue
        is_other = link.other == one.id
        other = link.statement if is_other else link.other
        yield ShownLink(
            id=link.id,
            how=(_TO_THIS if is_other else _FROM_THIS)[link.kind],
            other=other,
            words=words.get(other, ""),
            confirmed_by=link.confirmed_by if link.counts else "",
            why=link.why,
            version=state.version("link", link.id),
        )
