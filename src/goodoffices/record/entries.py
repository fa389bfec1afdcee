"""The entries of the record, one shape for the files, their published schema, and the code.

Documents and meetings, statements with relay chains and readings, links, messages, notes,
and the sources that a chain names. Every entry carries its handling; omitted, it is in
confidence to the team. Any entry may be a draft until a person confirms it.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from goodoffices.case.handling import TEAM_ONLY, Handling
from goodoffices.case.issues import Issue
from goodoffices.case.limits import Instrument, Norm, Rule
from goodoffices.case.model import Identifier, Model
from goodoffices.case.parties import Member, Party
from goodoffices.case.preferences import Preference
from goodoffices.case.rounds import Channel, Round
from goodoffices.case.stances import Authority, OfferStatus, Stance
from goodoffices.case.undertakings import Importance, Linkage, Schedule, Undertaking
from goodoffices.case.when import When

TEAM = "team"
"""The `to` of the hop that reaches us."""
EVERYONE = "public"
"""The `to` of a hop that is open to everyone."""
UNKNOWN = "unknown"
"""The `to` of a hop whose hearer is not known."""


class Entry(Model):
    """What every entry of the record has."""

    id: Identifier
    handling: Handling = TEAM_ONLY
    draft: bool = Field(default=False, description="True until a person confirms it.")


class Document(Entry):
    """A text that statements cite. `file` is its name in the case's `documents/` folder."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    dated: When | None = Field(default=None, description="As printed, or as set by the team.")
    date_set_by: str = Field(
        default="", description="Who of the team set the date, if it is not printed."
    )
    language: str = ""
    file: str = ""
    sha256: str = ""
    original: str = Field(
        default="",
        description="The file as it came, in `documents/`, where it is not the text itself.",
    )
    original_sha256: str = Field(default="", description="Of the file as it came.")
    note: str = ""


class Meeting(Entry):
    """A meeting, with who was present. A statement may have been made in it."""

    where: str = ""
    held_on: When | None = None
    round: str = ""
    channel: Channel = Channel.UNKNOWN
    present: tuple[str, ...] = ()
    note: str = ""


class SourceKind(StrEnum):
    """What a source other than a party is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"
    OUTLET = "outlet"


class Source(Entry):
    """A person, organisation, unnamed source with its description, or outlet, for the chains."""

    kind: SourceKind
    description: str
    also_known_as: tuple[str, ...] = ()
    affiliation: str = Field(default="", description="The party it belongs to, if any.")
    not_the_same_as: tuple[str, ...] = ()


class Capacity(StrEnum):
    """In what capacity somebody spoke."""

    OFFICIAL = "official"
    PERSONAL = "personal"
    EXPLORATORY = "exploratory"
    UNKNOWN = "unknown"


Grade = Annotated[str, Field(pattern=r"^[A-F][1-6]$")]


class RelayHop(Model):
    """One step of a relay chain, graded by the Admiralty code (A-F source, 1-6 information)."""

    speaker: str = Field(description="A party, one of its organs, or a source.")
    capacity: Capacity = Capacity.UNKNOWN
    to: str = Field(default=UNKNOWN, description="A party, organ or source; team, public, unknown.")
    channel: Channel = Channel.UNKNOWN
    grade: Grade | None = None


class ReadingStatus(StrEnum):
    """How far the team holds a reading."""

    LEADING = "leading"
    ALTERNATIVE = "alternative"
    REJECTED = "rejected"
    DRAFT = "draft"


class Reading(Model):
    """What the team takes a statement to mean, for one party."""

    id: Identifier
    status: ReadingStatus = ReadingStatus.LEADING
    alternative_to: str = ""
    party: str
    stance: Stance
    proposition: str = ""
    condition: str = ""
    in_words: str = Field(
        default="", description="How a brief says it, after the party's name: a verb and what."
    )
    condition_judge: str = Field(default="", description="Who says that the condition is met.")
    withdraws: tuple[str, ...] = Field(
        default=(), description="Readings that a no_longer_insists takes back."
    )
    offer_status: OfferStatus | None = None
    authority: Authority = Authority.UNKNOWN
    elicited_by: str = Field(
        default="", description="Our own question it answers; a yes to a what-if is no offer."
    )
    read_by: str = ""
    read_on: date | None = None
    why: str = ""
    handling: Handling = TEAM_ONLY

    @model_validator(mode="after")
    def _is_whole(self) -> Reading:
        waits = self.status in {ReadingStatus.DRAFT, ReadingStatus.REJECTED}
        is_rival = self.status is ReadingStatus.ALTERNATIVE
        if not waits and is_rival != bool(self.alternative_to):
            raise ValueError(
                "an alternative reading names in `alternative_to` the leading one it rivals"
            )
        if self.stance is Stance.NO_LONGER_INSISTS:
            if not self.withdraws:
                raise ValueError(
                    "no_longer_insists names in `withdraws` the readings it takes back"
                )
        elif self.withdraws:
            raise ValueError("`withdraws` belongs to no_longer_insists")
        needs = self.stance.makes_position or self.stance.is_permission
        if needs and not self.proposition:
            raise ValueError(f"{self.stance.value} needs a proposition")
        return self


class Span(Model):
    """Where words stand in their document: code points, end exclusive."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class Statement(Entry):
    """Words that somebody said, through whom they reached us, and how the team reads them."""

    words: str
    language: str = ""
    translation: str = ""
    document: str = ""
    span: Span | None = None
    meeting: str = ""
    said_on: When | None = Field(
        default=None, description="Omitted: the day of its document or meeting."
    )
    chain: tuple[RelayHop, ...] = ()
    readings: tuple[Reading, ...] = ()
    note: str = ""


class LinkKind(StrEnum):
    """How one statement stands to another."""

    SUPERSEDES = "supersedes"
    REPEATS = "repeats"
    CONTRADICTS = "contradicts"


class Link(Entry):
    """`statement` supersedes, repeats or contradicts `other`; counts once a person confirms it."""

    kind: LinkKind
    statement: str
    other: str
    confirmed_by: str = ""
    why: str = ""

    @property
    def counts(self) -> bool:
        """Whether a person made or confirmed it."""
        return bool(self.confirmed_by) and not self.draft


class Message(Entry):
    """Words that one party asked us to pass to another, and what became of them."""

    asked_by: str
    to: str
    words: str
    asked_on: When
    meeting: str = ""
    conveyed_on: When | None = None
    conveyed_words: str = ""
    received: str = Field(default="", description="How it was received.")
    reply_owed: bool = False


class NoteKind(StrEnum):
    """What a note of the team is about."""

    INTEREST = "interest"
    ALTERNATIVE_TO_AGREEMENT = "alternative_to_agreement"
    CLOCK = "clock"
    FACE = "face"
    TERM = "term"
    PROMISE = "promise"
    EVENT = "event"
    """Something that happened, as told, with its category."""
    OTHER = "other"


class Note(Entry):
    """The team's own note, with the entries it rests on."""

    kind: NoteKind = NoteKind.OTHER
    text: str
    party: str = ""
    issues: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    due: When | None = Field(default=None, description="A clock's deadline, or a promise's day.")
    whose: str = ""
    is_real: bool | None = Field(default=None, description="A clock: real, or only declared.")


class Erased(Model):
    """What stays of an erased entry: that it was there, when it went, by whom and why."""

    kind: str
    id: str
    on: str
    by: str
    reason: str


class CaseFile(Model):
    """`case.yaml`: what the talks are about, and between whom."""

    schema_: Literal["goodoffices/case/1"] = Field(alias="schema")
    title: str
    caution: str = Field(default="", description="A note shown on every page.")
    outcome: str = Field(default="", description="What happened afterwards, with its source.")
    team: tuple[Member, ...] = ()
    parties: tuple[Party, ...] = ()
    issues: tuple[Issue, ...] = ()
    rules: tuple[Rule, ...] = ()
    norms: tuple[Norm, ...] = ()
    instruments: tuple[Instrument, ...] = ()


class RoundsFile(Model):
    """`rounds.yaml`: rounds with their delegations, and meetings."""

    schema_: Literal["goodoffices/rounds/1"] = Field(alias="schema")
    rounds: tuple[Round, ...] = ()
    meetings: tuple[Meeting, ...] = ()


class PreferencesFile(Model):
    """`preferences.yaml`: what matters how much to a party, where somebody said so."""

    schema_: Literal["goodoffices/preferences/1"] = Field(alias="schema")
    preferences: tuple[Preference, ...] = ()


class UndertakingsFile(Model):
    """`undertakings.yaml`: what a package obliges whom to do, and what waits for what."""

    schema_: Literal["goodoffices/undertakings/1"] = Field(alias="schema")
    common_unit: str = Field(
        default="",
        description="In which all numbers of `importance` are, where the team says so: only then "
        "are amounts of two parties compared. All of them are exact then.",
    )
    undertakings: tuple[Undertaking, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    importance: tuple[Importance, ...] = ()
    schedules: tuple[Schedule, ...] = ()


class RecordFile(Model):
    """`record.yaml`: documents, sources, statements, links, messages and notes."""

    schema_: Literal["goodoffices/record/1"] = Field(alias="schema")
    documents: tuple[Document, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    messages: tuple[Message, ...] = ()
    notes: tuple[Note, ...] = ()
    erased: tuple[Erased, ...] = ()


_GRADE = re.compile(r"^[A-F][1-6]$")


def is_at_least(grade: str | None, wanted: str) -> bool:
    """Return whether an Admiralty grade is at least as good in both of its parts.

    Reliability and credibility are compared each for itself, never averaged; an ungraded
    hop is not good enough.

    Examples
    --------
    >>> is_at_least("B2", "C3"), is_at_least("B4", "C3"), is_at_least(None, "F6")
    (True, False, False)
    """
    if not grade or not _GRADE.match(grade):
        return False
    return grade[0] <= wanted[0] and grade[1] <= wanted[1]
