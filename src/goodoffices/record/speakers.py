"""Who speaks in a relay chain, and in which register a party's words are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.case.stances import Register
from goodoffices.record.entries import (
    EVERYONE,
    TEAM,
    UNKNOWN,
    Capacity,
    RelayHop,
    SourceKind,
    Statement,
)
from goodoffices.record.record import Record

UNDISCLOSED = "undisclosed"
"""Stands in a chain for a source whose identity the viewer may not know."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody named in a relay chain; `party` is what it is, or belongs to."""

    id: str
    name: str
    party: str
    kind: str

    @property
    def is_named(self) -> bool:
        """Whether it is known who this is."""
        return self.kind not in {SourceKind.UNNAMED.value, UNDISCLOSED}


class Speakers:
    """Everybody who may stand in the relay chains of a record."""

    def __init__(self, record: Record) -> None:
        self._short: dict[tuple[str, Capacity, str, str], Register] = {}  # chains of one hop
        self._known: dict[str, Speaker] = {
            TEAM: Speaker(TEAM, "us", "", "team"),
            EVERYONE: Speaker(EVERYONE, "the public", "", "public"),
            UNKNOWN: Speaker(UNKNOWN, "someone not named", "", UNKNOWN),
            UNDISCLOSED: Speaker(UNDISCLOSED, "a source not disclosed", "", UNDISCLOSED),
        }
        for party in record.parties:
            self._known[party.id] = Speaker(party.id, party.name, party.id, "party")
            for organ in party.organs:
                self._known[organ.id] = Speaker(organ.id, organ.name, party.id, "organ")
        for source in record.sources:
            self._known[source.id] = Speaker(
                source.id, source.description, source.affiliation, source.kind.value
            )

    def __getitem__(self, speaker: str) -> Speaker:
        return self._known.get(speaker, self._known[UNDISCLOSED])

    def __contains__(self, speaker: object) -> bool:
        return speaker in self._known

    def name_of(self, one: str) -> str:
        """Return a name; who was written down by name alone is called that."""
        return self._known[one].name if one in self._known else one

    def ids(self) -> tuple[str, ...]:
        """Every id that may stand in a chain."""
        return tuple(self._known)

    def speaks_for(self, speaker: str, capacity: Capacity) -> str:
        """Return the party whose own words these are, or an empty string.

        A party, its organs, and a named person of it speak for it, unless the person does
        so in a personal capacity.
        """
        known = self[speaker]
        if known.kind in {"party", "organ"}:
            return known.party
        if known.kind == SourceKind.PERSON and capacity is not Capacity.PERSONAL:
            return known.party
        return ""

    def register(self, statement: Statement, party: str) -> Register:
        """Return in which register the statement makes a party's position known.

        The words are the party's own where the chain starts with it and is unbroken: each hop
        is told by the one who was told, or by an outlet what was said in public. Else, and
        where it is not known who was told last, the position is attributed. Own words are
        public where any hop was; confided where the party told us and nobody else, through
        whichever of its organs; conveyed where they went through or to another.
        """
        chain = statement.chain
        if len(chain) != 1:
            return self._register(chain, party)
        short = (chain[0].speaker, chain[0].capacity, chain[0].to, party)
        found = self._short.get(short)
        if found is None:
            found = self._short[short] = self._register(chain, party)
        return found

    def _register(self, chain: Sequence[RelayHop], party: str) -> Register:
        if not chain or self.speaks_for(chain[0].speaker, chain[0].capacity) != party:
            return Register.ATTRIBUTED
        told = chain[0].to
        is_public = told == EVERYONE
        for hop in chain[1:]:
            kind = self[hop.speaker].kind
            follows = hop.speaker == told or (told == EVERYONE and kind == SourceKind.OUTLET)
            if not follows or not self[hop.speaker].is_named:
                return Register.ATTRIBUTED
            told = hop.to
            is_public = is_public or told == EVERYONE
        if is_public:
            return Register.PUBLIC
        if told == UNKNOWN:
            return Register.ATTRIBUTED
        if told == TEAM and all(self[hop.speaker].party == party for hop in chain):
            return Register.CONFIDED
        return Register.CONVEYED
