"""The record as light rows, so that a hundred thousand entries are looked through at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Final, NamedTuple

from goodoffices.case.errors import InvalidProposition
from goodoffices.case.grammar import parse
from goodoffices.case.propositions import issues_of
from goodoffices.case.when import When
from goodoffices.record.collecting import collector_paused
from goodoffices.record.entries import Entry, Reading, Statement
from goodoffices.record.order import Order
from goodoffices.record.record import Record, Recorded
from goodoffices.record.speakers import Speakers

KINDS: Final[Mapping[str, str]] = {
    "statement": "statements",
    "meeting": "meetings",
    "message": "messages",
    "note": "notes",
    "document": "documents",
    "source": "sources",
    "link": "links",
    "round": "rounds",
}
"""The kinds of entries in the list, and where a record has them."""

BEHIND_ROWS: Final = ("parties", "issues", "sources", "documents", "meetings")
"""Lists whose entries stand in the rows of others: by name, or by their day."""

SHOWN_WORDS: Final = 220
NEVER: Final = Recorded()


class Row(NamedTuple):
    """One entry in the list, and what it can be found by.

    `said` and `recorded` are for the order; empty where no day is known, or nothing recorded.
    """

    kind: str
    id: str
    words: str
    who: str
    said: str
    said_in_words: str
    recorded: str
    recorded_at: datetime | None
    parties: frozenset[str]
    registers: frozenset[str]
    issues: frozenset[str]
    stances: frozenset[str]
    place: frozenset[str]
    is_draft: bool
    held_by: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """Every row that a viewer may see, by id, and what they were made from."""

    record: Record
    by_id: Mapping[str, Row]
    by_said: tuple[Row, ...]
    by_recorded: tuple[Row, ...]
    changed: frozenset[str]
    """The entries whose row was made anew; the others were known before."""
    gone: frozenset[str]
    is_anew: bool = True


def rows_of(record: Record, before: Rows | None = None) -> Rows:
    """Return the rows of a record as a viewer may see it, the latest said first.

    Parameters
    ----------
    record
        From the one gate, `Desk.seen_by`.
    before
        The rows of an earlier state for the same eyes: what did not change is taken over.
    """
    with collector_paused():
        kept = _unchanged(record, before) if before is not None else {}
        make = _Maker(record)
        made = {
            one.id: kept.get(one.id) or make.row(kind, one)
            for kind, name in KINDS.items()
            for one in getattr(record, name)
        }
        known = before.by_id if before is not None else {}
        rows = [*made.values()][::-1]
        # Of what was recorded at once, the last of the record comes first.
        by_recorded = sorted(rows, key=attrgetter("recorded"), reverse=True)
        return Rows(
            record,
            made,
            by_said=tuple(sorted(by_recorded, key=attrgetter("said"), reverse=True)),
            by_recorded=tuple(by_recorded),
            changed=frozenset(made.keys() - kept.keys()),
            gone=frozenset(known.keys() - made.keys()),
            is_anew=not kept,
        )


def _unchanged(record: Record, before: Rows) -> dict[str, Row]:
    """The rows of entries that are the same as before; none where others changed behind them."""
    old = before.record
    for name in BEHIND_ROWS:
        now = {one.id: one for one in getattr(record, name)}
        if any(now.get(one.id) is not one for one in getattr(old, name)):
            return {}
    kept: dict[str, Row] = {}
    for kind, name in KINDS.items():
        known = {one.id: one for one in getattr(old, name)}
        for one in getattr(record, name):
            key = (kind, one.id)
            is_same = known.get(one.id) is one
            if is_same and old.recorded.get(key, NEVER).at == record.recorded.get(key, NEVER).at:
                kept[one.id] = before.by_id[one.id]
    return kept


class _Maker:
    """Makes the rows of one record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._order = Order(record)
        self._speakers = Speakers(record)
        issues = {issue.id: issue for issue in record.issues}

        @cache
        def named(text: str) -> tuple[str, ...]:
            try:
                return issues_of(parse(text, issues))
            except InvalidProposition:
                return ()

        self._named = named
        self._made: Mapping[str, Callable[..., Row]] = {
            "statement": self._statement,
            "meeting": lambda one: self._row(
                "meeting",
                one,
                words=f"Meeting in {one.where or 'a place not noted'}",
                who=", ".join(map(self._speakers.name_of, one.present)),
                said=one.held_on,
                parties=self._parties(one.present),
            ),
            "message": lambda one: self._row(
                "message",
                one,
                words=one.words,
                who=f"{self._speakers[one.asked_by].name}, for {self._speakers[one.to].name}",
                said=one.asked_on,
                parties=self._parties((one.asked_by, one.to)),
                place=(one.meeting,),
            ),
            "note": lambda one: self._row(
                "note",
                one,
                words=one.text,
                who=f"note of the team: {one.kind.value.replace('_', ' ')}",
                said=one.due,
                parties=self._parties((one.party,)),
                issues=one.issues,
                place=one.rests_on,
            ),
            "document": lambda one: self._row(
                "document",
                one,
                words=one.title or one.id,
                who=", ".join(filter(None, (one.outlet, one.author))),
                said=one.dated,
                place=(one.id,),
            ),
            "source": lambda one: self._row(
                "source",
                one,
                words=one.description,
                who=self._speakers[one.affiliation].name if one.affiliation else "",
                parties=self._parties((one.affiliation,)),
            ),
            "link": lambda one: self._row(
                "link",
                one,
                words=f"{one.statement} {one.kind.value} {one.other}",
                who="" if one.confirmed_by else "not confirmed",
                is_draft=not one.counts,
            ),
            "round": lambda one: self._row(
                "round",
                one,
                words=one.title or one.id,
                who=one.venue,
                said=one.held_on,
                parties=self._parties(each.party for each in one.delegations),
            ),
        }

    def row(self, kind: str, entry: Entry) -> Row:
        """The row of an entry."""
        return self._made[kind](entry)

    def _statement(self, one: Statement) -> Row:
        about = self._parties(reading.party for reading in one.readings)
        first = self._speakers[one.chain[0].speaker] if one.chain else None
        told = about or frozenset(filter(None, (first.party if first else "",)))
        return self._row(
            "statement",
            one,
            words=one.words,
            who=first.name if first else "nobody named",
            said=self._order.said_on(one),
            parties=about | told,
            registers=(self._speakers.register(one, party).value for party in told),
            issues=(issue for each in one.readings for issue in self._issues(each)),
            stances=(each.stance.value for each in one.readings),
            place=(one.document, one.meeting),
        )

    def _issues(self, reading: Reading) -> Iterator[str]:
        for text in (reading.proposition, reading.condition):
            yield from self._named(text) if text else ()

    def _parties(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(filter(None, (self._speakers[one].party for one in names if one)))

    def _row(  # noqa: PLR0913 -- a row has as many parts as somebody may look for
        self,
        kind: str,
        entry: Entry,
        *,
        words: str,
        who: str,
        said: When | None = None,
        parties: frozenset[str] = frozenset(),
        registers: Iterable[str] = (),
        issues: Iterable[str] = (),
        stances: Iterable[str] = (),
        place: Iterable[str] = (),
        is_draft: bool = False,
    ) -> Row:
        at = self._record.recorded.get((kind, entry.id), NEVER).at
        day = (said.end or said.start) if said is not None else None
        return Row(
            kind=kind,
            id=entry.id,
            words=_short(words),
            who=who,
            said=day.isoformat() if day is not None else "",
            said_in_words=str(said) if said is not None else "",
            recorded=at.isoformat() if at is not None else "",
            recorded_at=at,
            parties=parties,
            registers=frozenset(registers),
            issues=frozenset(issues),
            stances=frozenset(stances),
            place=frozenset(filter(None, place)),
            is_draft=is_draft or bool(getattr(entry, "draft", False)),
            held_by=entry.handling.held_by,
        )


def _short(words: str) -> str:
    """Words on one line, cut after a word where they are long."""
    line = " ".join(words.split())
    if len(line) <= SHOWN_WORDS:
        return line
    return f"{line[:SHOWN_WORDS].rsplit(' ', 1)[0]} …"
