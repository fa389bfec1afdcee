"""What a merge of two copies of a case would do: plain data that a page can show and keep."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from goodoffices.record.copies import MERGED, Version
from goodoffices.record.replay import Key
from goodoffices.record.verify import format_time


class Choice(StrEnum):
    """What a person decides where both copies changed one entry."""

    OURS = "ours"
    """As it stands here."""
    THEIRS = "theirs"
    """As it stands there."""
    RENAME_THEIRS = "rename_theirs"
    """Both: theirs gets another id, and what they recorded that refers to it follows."""


@dataclass(frozen=True, slots=True)
class News:
    """An entry that only they added, changed, moved or removed.

    Parameters
    ----------
    kind, id
        The entry.
    ours, theirs
        How it stands in each copy; None where a copy never had it, or had it erased.
    file_to
        For a document: the name its file gets here, where another document has that name.
    """

    kind: str
    id: str
    ours: Version | None
    theirs: Version
    file_to: str = ""

    @property
    def key(self) -> Key:
        """The kind and the id of the entry."""
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entry that both copies changed differently, so that a person has to choose.

    Parameters
    ----------
    kind, id
        The entry.
    ours, theirs
        How it stands in each copy, since when and by whom; see `Version.is_there`.
    why
        What makes it a conflict, in words.
    rests
        What would be left resting on an entry that is not there.
    rename_to
        The id that theirs would get; empty where that is not offered.
    file_to
        As for `News`, where theirs is kept beside ours.
    """

    kind: str
    id: str
    ours: Version
    theirs: Version
    why: str
    rests: tuple[Key, ...] = ()
    rename_to: str = ""
    file_to: str = ""

    @property
    def key(self) -> Key:
        """The kind and the id of the entry."""
        return self.kind, self.id

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What may be chosen."""
        both = (Choice.RENAME_THEIRS,) if self.rename_to else ()
        return (Choice.OURS, Choice.THEIRS, *both)

    def chosen(self, choice: Choice) -> Version:
        """Return how the entry of this id stands after a choice."""
        return self.theirs if choice is Choice.THEIRS else self.ours


@dataclass(frozen=True, slots=True)
class PassedErasure:
    """An erasure made there, which is always made here as well.

    `compartments` are those that hold something of the entry here.
    """

    kind: str
    id: str
    on: datetime
    by: str
    reason: str
    compartments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """An entry that they still hold or changed, and that was erased here: it stays erased."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class MarkThere:
    """A mark that only they set. It is told and not taken over.

    What they recorded before it is recorded here only now, so that no moment of this copy is
    the one they marked.
    """

    name: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReadingHere:
    """A reading that goes with its statement, should that not stand after the merge."""

    statement: str
    id: str
    version: Version


@dataclass(frozen=True)
class Merge:
    """What taking in another copy would do.

    Parameters
    ----------
    head_here, head_there
        The heads of the two archives that were compared.
    common
        How many events of each compartment both begin with.
    news
        What only they changed, by kind and id.
    same
        Entries that both changed alike.
    conflicts
        Entries that wait for a person's choice.
    erasures, withheld
        What is erased here because it was there, and what stays erased here.
    marks
        Marks that only they set.
    readings
        Readings here of statements that may be removed.
    """

    head_here: str
    head_there: str
    common: Mapping[str, int]
    news: tuple[News, ...] = ()
    same: tuple[Key, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    erasures: tuple[PassedErasure, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    marks: tuple[MarkThere, ...] = ()
    readings: tuple[ReadingHere, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take in and nothing to decide."""
        return not (self.news or self.conflicts or self.erasures or self.withheld)

    @property
    def mark(self) -> str:
        """The name of the mark by which it is known later that this was done."""
        return f"{MERGED}{self.head_there}"

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data, times as the archive writes them."""
        plain = asdict(replace(self, common=dict(self.common)))
        found: dict[str, Any] = json.loads(json.dumps(plain, default=format_time))
        return found
