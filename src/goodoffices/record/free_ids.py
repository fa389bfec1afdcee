"""The next free id of an entry: s1, s2 and so on, never one that is taken or was erased."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from goodoffices.case.issues import RESERVED
from goodoffices.record.entries import EVERYONE, TEAM, UNKNOWN
from goodoffices.record.record import Record
from goodoffices.record.speakers import UNDISCLOSED

LONGEST: Final = 40
WORDS_OF_CHAINS: Final = frozenset({TEAM, EVERYONE, UNKNOWN, UNDISCLOSED})
"""What stands in relay chains for nobody in particular."""
NO_IDS: Final = WORDS_OF_CHAINS | RESERVED
"""Words that mean something of their own wherever an id may stand."""


class FreeIds:
    """Gives ids that nothing in a record has, each once.

    Give it the whole record, not what a viewer sees of it: an id that somebody else holds is
    taken too.

    Examples
    --------
    >>> ids = FreeIds(Record(title="A case"))
    >>> ids.next("s"), ids.next("s"), ids.next("r")
    ('s1', 's2', 'r1')
    """

    def __init__(self, record: Record) -> None:
        lists: Sequence[Iterable[object]] = (
            record.meetings,
            record.statements,
            record.messages,
            record.notes,
            record.documents,
            record.sources,
            record.links,
            record.parties,
            record.issues,
            record.rounds,
            record.team,
            record.erased,
            record.rules,
            record.norms,
            record.instruments,
            record.preferences,
            record.undertakings,
            record.linkages,
            record.importance,
            record.schedules,
        )
        self._taken = {str(getattr(entry, "id", "")) for entries in lists for entry in entries}
        self._taken |= {one.id for statement in record.statements for one in statement.readings}
        self._taken |= {organ.id for party in record.parties for organ in party.organs}

    @classmethod
    def beside(cls, taken: Iterable[str]) -> FreeIds:
        """Return what gives ids that are none of these: of options within their issue.

        Examples
        --------
        >>> FreeIds.beside(["open"]).of_name("Open", otherwise="option")
        'option1'
        """
        ids = cls(Record(title=""))
        ids._taken |= set(taken)
        return ids

    def next(self, prefix: str) -> str:
        """Return the first id with a prefix that is free, and take it."""
        number = 1
        while f"{prefix}{number}" in self._taken:
            number += 1
        self._taken.add(f"{prefix}{number}")
        return f"{prefix}{number}"

    def of_name(self, name: str, *, otherwise: str) -> str:
        """Return a name as an id, if that is free, and take it; else the next with a prefix.

        For what is called by its id in files that people read: parties, organs, issues.

        Examples
        --------
        >>> ids = FreeIds(Record(title="A case"))
        >>> ids.of_name("Côte d'Ivoire", otherwise="party"), ids.of_name("دولة", otherwise="party")
        ('cote_d_ivoire', 'party1')
        """
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        wanted = "_".join(re.findall("[a-z0-9]+", plain))[:LONGEST]
        is_id = wanted[:1].isalpha() and wanted not in NO_IDS
        if not is_id or wanted in self._taken:
            return self.next(otherwise)
        self._taken.add(wanted)
        return wanted
