"""What the case knows, prepared once for reading many documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from goodoffices.intake.names.naming import Names
from goodoffices.intake.propositions.proposing import Proposer
from goodoffices.intake.speakers.grading import Track
from goodoffices.record.entries import EVERYONE, TEAM, UNKNOWN, SourceKind
from goodoffices.record.record import ENTRY_LISTS, Record
from goodoffices.record.speakers import Speakers


@dataclass(frozen=True)
class Knowledge:
    """A case as reading needs it: its names, its issues, what it has been told so far.

    `taken` are ids beside those of the record that nothing new may have.
    """

    record: Record
    taken: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> Names:
        """Finds its parties, organs, persons and issues in a text."""
        return Names.from_record(self.record)

    @cached_property
    def proposer(self) -> Proposer:
        """Finds its options in words."""
        return Proposer(self.record.issues, parties=self.record.parties)

    @cached_property
    def track(self) -> Track:
        """The grades given so far, and which side told what."""
        return Track.from_record(self.record)

    @cached_property
    def sides(self) -> Mapping[str, str]:
        """By speaker, the party that it is or belongs to."""
        speakers = Speakers(self.record)
        return {name: speakers[name].party for name in speakers.ids() if speakers[name].party}

    @cached_property
    def mediators(self) -> frozenset[str]:
        """Parties that mediate."""
        return frozenset(party.id for party in self.record.parties if party.is_mediator)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id of the case, and of what was erased from it: that is never used again."""
        found = {str(one.id) for name in ENTRY_LISTS for one in getattr(self.record, name)}
        found |= {organ.id for party in self.record.parties for organ in party.organs}
        found |= {one.id for said in self.record.statements for one in said.readings}
        found |= {one.id for one in self.record.erased}
        found |= {TEAM, EVERYONE, UNKNOWN}
        return frozenset(found) | self.taken

    def outlet_named(self, name: str) -> str:
        """The id of the outlet that the case knows under this name, or an empty string."""
        wanted = _without_article(name)
        for source in self.record.sources:
            called = (source.description, source.id, *source.also_known_as)
            if source.kind is SourceKind.OUTLET and wanted in map(_without_article, called):
                return source.id
        return ""


def _without_article(name: str) -> str:
    return name.casefold().removeprefix("the ")
