"""Passages: the words that results rest on, as a viewer may see them.

The fold puts them into the case, so that analyses and texts can lead back to the words
without knowing the record.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.case.stances import Authority, OfferStatus, Register, Stance


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a relay chain, in words: who said it to whom, and how it is graded.

    `is_named` is False for an unnamed source; `affiliation` is the party it belongs to.
    `grade` is the Admiralty code ("B2"), or empty.
    """

    speaker: str
    speaker_name: str
    affiliation: str = ""
    is_named: bool = True
    is_outlet: bool = False
    capacity: str = "unknown"
    to_name: str = ""
    channel: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class ReadingView:
    """How the team takes a statement, or one of the ways in which it may be taken.

    `counts` says whether it is in use under the choice of readings at hand.
    """

    id: str
    party: str
    stance: Stance
    proposition: str
    condition: str
    status: str
    alternative_to: str
    counts: bool
    register: Register
    read_by: str = ""
    why: str = ""
    condition_judge: str = ""
    offer_status: OfferStatus | None = None
    authority: Authority = Authority.UNKNOWN
    elicited_by: str = ""
    in_words: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One statement with its words, where they stand, when they were said and through whom."""

    statement: str
    words: str
    translation: str
    language: str
    document: str
    start: int | None
    end: int | None
    meeting: str
    said_on: str
    chain: tuple[Hop, ...]
    readings: tuple[ReadingView, ...]
    repeats: str = ""
    order: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as a viewer may see it: what it is, its date and its words."""

    id: str
    title: str
    outlet: str
    author: str
    dated: str
    date_basis: str
    language: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as a viewer may see it."""

    id: str
    where: str
    held_on: str
    channel: str
    present: tuple[str, ...]
    round: str = ""


@dataclass(frozen=True, slots=True)
class NoteView:
    """One of the team's own notes, or a message passed on, with the entries it rests on."""

    id: str
    kind: str
    text: str
    about: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    when: str = ""


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message from one party to another: asked, conveyed, received, reply owed."""

    id: str
    asked_by: str
    to: str
    words: str
    asked_on: str
    conveyed_on: str = ""
    conveyed_words: str = ""
    received: str = ""
    reply_owed: bool = False


@dataclass(frozen=True, slots=True)
class Teller:
    """Who told some statements: its description, the party it belongs to, and how many."""

    name: str
    affiliation: str
    is_named: bool
    is_outlet: bool
    statements: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What a page rests on: how much, from whom, in whose words, from when to when.

    `speaks_for_itself` lists negotiating parties with at least one statement in their own
    words; `hearsay_only` the others of which something is reported; `unheard` those of
    which nothing is. `undated` are documents whose date the team set or does not know.
    `told_by` counts the statements by whoever told them, an outlet only where it names
    nobody.
    """

    documents: int
    meetings: int
    statements: int
    affiliations: tuple[str, ...]
    own_words: int
    hearsay: int
    earliest: str
    latest: str
    undated: tuple[str, ...]
    speaks_for_itself: tuple[str, ...]
    hearsay_only: tuple[str, ...]
    unheard: tuple[str, ...]
    registers: tuple[Register, ...]
    told_by: tuple[Teller, ...]
    drafts: int = 0
    unrecorded: int = 0
    languages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def has_one_affiliation(self) -> bool:
        """Whether all of it comes from one side, whoever printed it."""
        sides = {one.affiliation or one.name for one in self.told_by if not one.is_outlet}
        outlets = {one.name for one in self.told_by if one.is_outlet}
        is_told = bool(sides or outlets)
        return is_told and not self.own_words and len(sides) < 2 and len(outlets) < 2
