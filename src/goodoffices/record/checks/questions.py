"""What waits for a person: drafts, links to confirm, dates and grades not yet given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue
from goodoffices.case.propositions import issues_of
from goodoffices.case.stances import Stance
from goodoffices.case.undertaking_dates import find_too_late
from goodoffices.case.undertakings import Undertaking
from goodoffices.record.archived import Archived
from goodoffices.record.checks.spans import find_missing_spans
from goodoffices.record.draft_files import count_open
from goodoffices.record.entries import (
    Document,
    Entry,
    Link,
    LinkKind,
    Message,
    Reading,
    ReadingStatus,
    Statement,
)
from goodoffices.record.folder import DRAFTS_FOLDER, Folder, Located
from goodoffices.record.order import Order
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """One thing that only a person can settle, and how."""

    file: str
    line: int
    kind: str
    text: str
    about: tuple[str, ...]

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else ""
        return f"{place}{self.text}"


def find_questions(folder: Folder, record: Record, archived: Archived) -> list[Question]:
    """Return every question that waits for a person, in the order of the files."""
    questions = find_record_questions(folder, record)
    questions += _waiting(folder)
    questions += _unrecorded(archived)
    return sorted(set(questions))


def find_record_questions(folder: Folder, record: Record) -> list[Question]:
    """Return the questions that the entries of a record themselves ask, wherever they stand."""
    questions: list[Question] = []
    questions += _drafts(folder)
    questions += _links(folder)
    questions += _documents(folder)
    questions += _statements(folder, record)
    questions += _messages(folder)
    questions += _supersessions(folder, record)
    questions += _undertakings(folder)
    return sorted(set(questions))


def _ask(located: Located, kind: str, text: str, *about: str, step: str = "id") -> Question:  # type: ignore[type-arg]
    line, _ = located.source.place((*located.where, step))
    return Question(located.source.file, line, kind, text, about)


def _drafts(folder: Folder) -> Iterator[Question]:
    for name in ("documents", "sources", "statements", "links", "messages", "notes", "meetings"):
        for located in folder.located(name, Entry):
            if located.entry.draft:
                what = f"{name[:-1]} {located.entry.id} is a draft and counts nowhere"
                how = f"confirm it: goodoffices confirm CASE {located.entry.id}"
                yield _ask(located, "draft", f"{what}; {how}", located.entry.id)
    for statement in folder.located("statements", Statement):
        for reading in statement.entry.readings:
            if reading.status is ReadingStatus.DRAFT:
                what = f"reading {reading.id} of {statement.entry.id} is a draft and never counts"
                yield _ask(statement, "draft", f"{what} until a person confirms it", reading.id)


def _links(folder: Folder) -> Iterator[Question]:
    for located in folder.located("links", Link):
        link = located.entry
        if not link.counts and not link.draft:
            text = f"does {link.statement} {_verb(link.kind)} {link.other}? nobody has confirmed"
            yield _ask(located, "link", f"{text} link {link.id}", link.id)


def _verb(kind: LinkKind) -> str:
    return {"supersedes": "supersede", "repeats": "repeat", "contradicts": "contradict"}[kind.value]


def _documents(folder: Folder) -> Iterator[Question]:
    for located in folder.located("documents", Document):
        document = located.entry
        if document.dated is None or not document.dated.is_resolved:
            text = f"document {document.id} has no date: when was it published?"
            yield _ask(located, "date", text, document.id)


def _statements(folder: Folder, record: Record) -> Iterator[Question]:
    repeating = {link.statement for link in record.links if link.kind is LinkKind.REPEATS}
    for missing in find_missing_spans(folder):
        statement = missing.statement.entry
        if missing.is_clear:
            text = f"the offsets of {statement.id} are not filled in: goodoffices check --write"
        else:
            text = f"the words of {statement.id} stand {len(missing.places)} times in "
            text += f"{statement.document}: which one is meant? give span: {{start, end}}"
        yield _ask(missing.statement, "span", text, statement.id)
    for located in folder.located("statements", Statement):
        statement = located.entry
        if not statement.chain:
            text = f"through whom do we know {statement.id}? it has no relay chain"
            yield _ask(located, "chain", text, statement.id)
        elif any(hop.grade is None for hop in statement.chain):
            text = f"the chain of {statement.id} has a hop without a grade (A-F, 1-6)"
            yield _ask(located, "grade", text, statement.id, step="chain")
        is_read = bool(statement.readings) or statement.id in repeating
        if not (is_read or statement.draft or statement.document):
            text = f"what does {statement.id} mean? it has no reading, so it counts as silence"
            yield _ask(located, "reading", text, statement.id)
        if statement.said_on is not None and not statement.said_on.is_resolved:
            text = f'when was {statement.id} said? "{statement.said_on.unresolved}" is not resolved'
            yield _ask(located, "date", text, statement.id, step="said_on")


def _messages(folder: Folder) -> Iterator[Question]:
    for located in folder.located("messages", Message):
        message = located.entry
        if message.draft:
            continue
        if message.conveyed_on is None:
            text = f"message {message.id} for {message.to} has not been conveyed"
            yield _ask(located, "message", text, message.id)
        elif message.reply_owed:
            text = f"a reply to message {message.id} is owed to {message.asked_by}"
            yield _ask(located, "message", text, message.id)


def _supersessions(folder: Folder, record: Record) -> Iterator[Question]:
    """Where a later reading of the same party, issues and register might replace an earlier one.

    Nothing replaces anything by date alone: a person says whether it does. Asked of the
    latest reading and the one before it, once for each pair of statements.
    """
    issues = {located.entry.id: located.entry for located in folder.located("issues", Issue)}
    speakers, order = Speakers(record), Order(record)
    tied = {frozenset((link.statement, link.other)) for link in record.links}
    repeating = {link.statement for link in record.links if link.kind is LinkKind.REPEATS}
    latest: dict[tuple[object, ...], tuple[Located[Statement], Reading]] = {}
    statements = [
        one
        for one in folder.located("statements", Statement)
        if not one.entry.draft and one.entry.id not in repeating
    ]
    statements.sort(key=lambda one: order.key(one.entry))
    asked: set[frozenset[str]] = set()
    for located in statements:
        for reading in located.entry.readings:
            if reading.status is not ReadingStatus.LEADING or not reading.stance.makes_position:
                continue
            named = frozenset(issues_of(parse(reading.proposition, issues)))
            key = (reading.party, named, speakers.register(located.entry, reading.party))
            earlier = latest.get(key)
            latest[key] = (located, reading)
            if earlier is None or earlier[0].entry.id == located.entry.id:
                continue
            pair = frozenset((located.entry.id, earlier[0].entry.id))
            same = _says_the_same(reading, earlier[1])
            if pair in tied or pair in asked:
                continue
            asked.add(pair)
            verb = "repeat" if same else "supersede"
            text = f"does {located.entry.id} {verb} {earlier[0].entry.id}? both are positions of "
            text += (
                f"{reading.party} on {', '.join(sorted(named))}; until a link says so, both stand"
            )
            yield _ask(located, "supersedes", text, located.entry.id, earlier[0].entry.id)


def _undertakings(folder: Folder) -> Iterator[Question]:
    """Last days that nobody can keep; it may be meant so, or a day may be wrong."""
    located = {one.entry.id: one for one in folder.located("undertakings", Undertaking)}
    for late in find_too_late({name: one.entry for name, one in located.items()}):
        one = late.undertaking
        text = f"{one.id} is due by D+{one.due}, and is done on D+{late.day} at the earliest"
        if late.waits_for:
            text += f": it waits for {late.waits_for}, verified on D+{late.verified}"
        yield _ask(located[one.id], "day", f"{text}; which day is to move?", one.id, step="due")


def _says_the_same(one: Reading, other: Reading) -> bool:
    return (one.stance, one.proposition, one.condition) == (
        other.stance,
        other.proposition,
        other.condition,
    ) and one.stance is not Stance.NO_LONGER_INSISTS


def _waiting(folder: Folder) -> Iterator[Question]:
    """What was read from documents and is not in the record until a person accepts it."""
    for document, count in count_open(folder.path).items():
        noun = "draft" if count == 1 else "drafts"
        verb = "waits" if count == 1 else "wait"
        text = f"{count} {noun} of {document} {verb}: goodoffices review CASE {document}"
        yield Question(f"{DRAFTS_FOLDER}/{document}.json", 0, "waiting", text, (document,))


def _unrecorded(archived: Archived) -> Iterator[Question]:
    if archived.is_started and archived.edits:
        count = len(archived.edits)
        noun = "edit is" if count == 1 else "edits are"
        text = f"{count} {noun} not in the archive: goodoffices record CASE"
        yield Question(
            "", 0, "unrecorded", text, tuple(sorted(one.id for one in archived.edits)[:20])
        )
