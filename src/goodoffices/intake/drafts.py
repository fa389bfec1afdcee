"""Drafts: what one document seems to say, each with its words, its rule and its questions.

The shape of a file in a case's `drafts/` folder (`goodoffices/drafts_file/1`); `goodoffices
read --json` prints the lists of several (`goodoffices/drafts/1`). Nothing of it counts until a
person accepts it. Offsets are code points of the document's text, end exclusive.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal

from pydantic import Field

from goodoffices.case.handling import TEAM_ONLY, Handling
from goodoffices.case.model import Identifier, Model
from goodoffices.case.rounds import Channel, Outcome
from goodoffices.case.stances import Register, Stance
from goodoffices.case.when import When
from goodoffices.record.entries import Capacity, Grade, Span

SCHEMA: Final = "goodoffices/drafts_file/1"


class Band(StrEnum):
    """How sure a rule is of what it drafted; a word in an order, never a share."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


class State(StrEnum):
    """What a person has done with a draft."""

    WAITING = "waiting"
    DEFERRED = "deferred"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Mode(StrEnum):
    """In whose wording something is told: theirs, the report's, or both mixed."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class HopKind(StrEnum):
    """What the speaker of a hop is."""

    PARTY = "party"
    ORGAN = "organ"
    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"
    OUTLET = "outlet"


class Page(Model):
    """Where a page of the document stands in its text; pages are counted from 1."""

    number: int
    start: int
    end: int


class DraftDocument(Model):
    """The document that was read: its text and the file it came from, both by their hash."""

    id: Identifier
    file: str = Field(description="The text, in the case's `documents/` folder.")
    sha256: str = Field(description="Of the text.")
    original: str = Field(default="", description="The file as it came, where it is no plain text.")
    original_sha256: str = Field(default="", description="Of the file as it came.")
    kind: str = Field(default="text", description="text, html, pdf, docx or eml.")
    title: str = ""
    outlet: str = ""
    author: str = ""
    dated: When | None = None
    language: str = ""
    handling: Handling = TEAM_ONLY
    pages: tuple[Page, ...] = ()
    repairs: int = Field(default=0, description="Places that were mended in the copy for parsing.")
    questions: tuple[str, ...] = ()


class DraftHop(Model):
    """One step of a drafted relay chain. `speaker` is an id of the case, or of a new source."""

    speaker: Identifier
    name: str = Field(description="As the text calls it.")
    kind: HopKind
    span: Span | None = Field(default=None, description="Where the text names it, nearest first.")
    capacity: Capacity = Capacity.UNKNOWN
    to: str = "unknown"
    channel: Channel = Channel.UNKNOWN
    grade: Grade | None = None
    why: str = Field(default="", description="Why this grade.")


class DraftReading(Model):
    """One way to take a drafted statement, as a position or permission of a party."""

    id: Identifier
    party: str
    stance: Stance
    span: Span
    proposition: str = Field(default="", description="Empty where no issue of the case fits.")
    condition: str = ""
    in_words: str = ""
    alternative_to: str = Field(default="", description="The draft reading that it rivals.")
    repeats: str = Field(
        default="", description="The draft reading that it says again: one position, two passages."
    )
    new_option: str = Field(default="", description="Words that fit no option or issue yet.")
    new_option_of: str = Field(default="", description="The issue it may be an option of, if any.")
    rule: str = ""
    confidence: Band = Band.MIDDLE
    questions: tuple[str, ...] = ()
    state: State = State.WAITING


class DraftStatement(Model):
    """Somebody's words in the document, with the chain through which they reached it."""

    id: Identifier
    kind: Literal["statement"] = "statement"
    span: Span
    words: str
    passages: tuple[Span, ...] = Field(default=(), description="Where the same is said again.")
    mode: Mode = Mode.INDIRECT
    cue: Span | None = None
    chain: tuple[DraftHop, ...] = ()
    register_: Register = Field(default=Register.ATTRIBUTED, alias="register")
    said_on: When | None = None
    nested_in: str = Field(default="", description="The draft in whose words it is told.")
    repeats: str = Field(default="", description="The draft, or statement, that it says again.")
    readings: tuple[DraftReading, ...] = ()
    flags: tuple[str, ...] = Field(default=(), description="What to mind, such as partisan.")
    rule: str = ""
    confidence: Band = Band.MIDDLE
    questions: tuple[str, ...] = ()
    state: State = State.WAITING


class DraftDelegation(Model):
    """Whom a party sent to a drafted round."""

    party: str
    members: tuple[str, ...] = ()
    level: str = ""
    span: Span


class DraftRound(Model):
    """A round or meeting that the document speaks of."""

    id: Identifier
    kind: Literal["round"] = "round"
    span: Span
    words: str
    title: str = ""
    venue: str = ""
    held_on: When | None = None
    channel: Channel = Channel.UNKNOWN
    delegations: tuple[DraftDelegation, ...] = ()
    outcome: Outcome = Outcome.UNKNOWN
    cause: Span | None = Field(default=None, description="The cause of its end, as reported.")
    cause_statement: str = Field(default="", description="The drafted statement that reports it.")
    same_as: str = Field(default="", description="The round of the case that it seems to be.")
    rule: str = ""
    confidence: Band = Band.MIDDLE
    questions: tuple[str, ...] = ()
    state: State = State.WAITING


class DraftEvent(Model):
    """Something that happened, will happen or is denied, in a category of PLOVER."""

    id: Identifier
    kind: Literal["event"] = "event"
    span: Span
    words: str
    category: str = Field(description="Of the PLOVER manual: AGREE, CONSULT, REJECT...")
    actors: tuple[str, ...] = Field(default=(), description="As the text calls them.")
    recipients: tuple[str, ...] = ()
    place: str = ""
    happened_on: When | None = None
    status: Literal["occurred", "ongoing", "future", "negated", "hypothetical"] = "occurred"
    told_in: str = Field(default="", description="The drafted statement that tells it.")
    rule: str = ""
    confidence: Band = Band.MIDDLE
    questions: tuple[str, ...] = ()
    state: State = State.WAITING


class DraftSource(Model):
    """A source that the chains name and the case does not know yet."""

    id: Identifier
    kind: HopKind
    description: str
    also_known_as: tuple[str, ...] = Field(default=(), description="The bare name of a person.")
    affiliation: str = ""
    affiliated_by: str = Field(
        default="", description="Who of the team says to whom it belongs, where the words do not."
    )
    not_the_same_as: tuple[str, ...] = ()
    perhaps_the_same_as: tuple[str, ...] = ()
    anonymous: bool = False
    spans: tuple[Span, ...] = ()


class DraftsFile(Model):
    """`drafts/DOCUMENT.json`: everything that one document was read to say."""

    schema_: Literal["goodoffices/drafts_file/1"] = Field(default=SCHEMA, alias="schema")
    document: DraftDocument
    extractor: str = Field(default="rules", description="What drafted it.")
    sources: tuple[DraftSource, ...] = ()
    drafts: tuple[DraftStatement, ...] = ()
    rounds: tuple[DraftRound, ...] = ()
    events: tuple[DraftEvent, ...] = ()
