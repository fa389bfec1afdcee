"""Statements as drafts: whose words, through whom, read as what, graded how, to be asked what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from goodoffices.case.stances import Register
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.rule_words import rule_in_words
from goodoffices.intake.drafting.days_of_saying import DaysOfSaying
from goodoffices.intake.drafting.minding import only_asks, role_flags, told_in_full, turned_flags
from goodoffices.intake.drafting.readings import ReadingsDrafter
from goodoffices.intake.drafting.told_words import (
    is_quoted_mail,
    whole_parts,
    without_end,
)
from goodoffices.intake.drafting.writers import WE, Writer
from goodoffices.intake.drafts import (
    Band,
    DraftDocument,
    DraftHop,
    DraftReading,
    DraftStatement,
    HopKind,
    Mode,
)
from goodoffices.intake.events.publishing import published_on
from goodoffices.intake.knowledge import Knowledge
from goodoffices.intake.names.naming import Named
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.positions.found_position import FoundPosition
from goodoffices.intake.speakers.found_source import FoundSource, FoundSources
from goodoffices.intake.speakers.grading import grade_chain
from goodoffices.intake.speakers.relaying import relay
from goodoffices.intake.speakers.source_words import WHOEVER
from goodoffices.intake.texts import Extent
from goodoffices.record.entries import RelayHop, Source, SourceKind, Span, Statement
from goodoffices.record.speakers import Speakers

NARRATED: Final = "a position told in the outlet's own voice"
OWN_WORDS: Final = "a position that the document's writer tells of their own side"
FEWEST_WORDS: Final = 3
"""Words below which somebody's words are drafted only where they say a position."""
NO_STATEMENTS: Final = frozenset({"credit", "author"})
"""Rules that find picture credits and lists of articles: nobody's statement."""
ACTS: Final = frozenset({"act"})
"""Rules whose words only finish a verb ("agreed to meet"): no statement without a position."""


@dataclass
class _Told:
    """Words that become one draft: an attribution's, or the outlet's own (`place` -1)."""

    place: int
    content: tuple[Extent, ...]
    positions: list[int] = field(default_factory=list)

    @property
    def extent(self) -> Extent:
        return Extent(self.content[0].start, self.content[-1].end)


@dataclass(frozen=True)
class StatementsDrafter:
    """Drafts the statements of one document, from what was found in it."""

    parsed: Parsed
    text: str
    document: DraftDocument
    knowledge: Knowledge
    named: Sequence[Named]
    attributions: Sequence[Attribution]
    found: FoundSources
    outlet: FoundSource
    writer: Writer

    def draft(self, positions: Sequence[FoundPosition]) -> tuple[DraftStatement, ...]:
        """Return the statements in the order of the text, each with its readings."""
        told = sorted(self._told(positions), key=lambda one: (one.extent.start, -one.extent.end))
        names = [f"{self.document.id}_s{number}" for number in range(1, len(told) + 1)]
        ids = [""] * len(positions)
        for name, one in zip(names, told, strict=True):
            for number, place in enumerate(one.positions, 1):
                ids[place] = f"{name}_r{number}"
        drafted = ReadingsDrafter(self.parsed, self.named, self.knowledge).draft(positions, ids)
        places: dict[int, list[tuple[str, Extent]]] = {}
        for name, one in zip(names, told, strict=True):
            places.setdefault(one.place, []).append((name, one.extent))
        statements = [
            self._statement(name, one, [drafted[place] for place in one.positions], places)
            for name, one in zip(names, told, strict=True)
        ]
        return _with_passages(statements)

    # ------------------------------------------------------------- which words

    def _told(self, positions: Sequence[FoundPosition]) -> Iterator[_Told]:
        owners = [self._owner(one) for one in positions]
        for place, attribution in enumerate(self.attributions):
            content = self._content(attribution, place, positions, owners)
            own = [one for one, owner in enumerate(owners) if owner == place]
            for part in whole_parts(content, self.parsed.repaired.text):
                end = part[-1].end if part[-1] != content[-1] else len(self.parsed.repaired.text)
                here = [one for one in own if positions[one].extent.start < end]
                own = [one for one in own if one not in here]
                if here or self._is_worth(place, part):
                    yield _Told(place, part, here)
        narrated: list[_Told] = []
        for one, owner in enumerate(owners):
            if owner >= 0:
                continue
            extent = positions[one].extent
            same = next((told for told in narrated if told.extent.meets(extent)), None)
            if same is None:
                narrated.append(_Told(-1, (extent,), [one]))
                continue
            both = (*same.content, extent)
            first, last = min(e.start for e in both), max(e.end for e in both)
            same.content = (Extent(first, last),)
            same.positions.append(one)
        yield from narrated

    def _owner(self, position: FoundPosition) -> int:
        """Whose words a position stands in.

        What another party holds of somebody's words is not told by that somebody, though it
        hangs on them as "something that X rejects": it is told by whoever tells those words.
        """
        place = position.attribution
        while place >= 0 and self._says_itself(place):
            place = self.attributions[place].parent
        if place < 0 or position.targets < 0:
            return place
        speaker = self.found.speaker(place)
        if speaker is not None and speaker.kind is HopKind.PARTY and speaker.id != position.party:
            return self.attributions[place].parent
        return place

    def _content(
        self,
        attribution: Attribution,
        place: int,
        positions: Sequence[FoundPosition],
        owners: Sequence[int],
    ) -> tuple[Extent, ...]:
        """The words of an attribution, without what another party is said to hold of them."""
        end = attribution.extent.end
        for one, owner in zip(positions, owners, strict=True):
            is_aside = one.targets >= 0 and owner == attribution.parent != place
            if (
                is_aside
                and attribution.content[-1].start < one.extent.start < end <= one.extent.end + 1
            ):
                end = without_end(self.parsed.repaired.text, one.extent.start)
        *first, last = attribution.content
        return (*first, Extent(last.start, end))

    def _is_worth(self, place: int, part: Sequence[Extent]) -> bool:
        """Whether words that say no position are a statement to keep all the same."""
        attribution = self.attributions[place]
        if attribution.rule in NO_STATEMENTS | ACTS or attribution.source is None:
            return False
        text = self.parsed.repaired.text
        words = " ".join(text[one.start : one.end] for one in part).split()
        if len(words) < FEWEST_WORDS or is_quoted_mail(text, part[0].start):
            return False
        return not only_asks(" ".join(words)) and not self._says_itself(place)

    def _says_itself(self, place: int) -> bool:
        """Whether somebody tells in their own words what they said: "We told them that ..."."""
        parent = self.attributions[place].parent
        if parent < 0:
            return False
        speaker = self.found.speaker(place)
        return speaker is not None and speaker is self.found.speaker(parent)

    # ------------------------------------------------------------- one draft

    def _statement(
        self,
        name: str,
        told: _Told,
        readings: Sequence[DraftReading],
        places: dict[int, list[tuple[str, Extent]]],
    ) -> DraftStatement:
        attribution = self.attributions[told.place] if told.place >= 0 else None
        extent = self.parsed.extent(*told.extent)
        chain = relay(
            told.place,
            self.attributions,
            found=self.found,
            outlet=self.outlet,
            named=self.named,
            parsed=self.parsed,
        )
        is_own = told.place < 0 and self._is_in_its_own_words(told.extent)
        if is_own and (writer := self._writer_hop()) is not None:
            chain = (writer, *chain)
        held = [(one.party, one.proposition) for one in readings if not one.alternative_to]
        graded = grade_chain(
            chain,
            held,
            track=self.knowledge.track,
            sides=self._sides,
            descriptions=self._descriptions,
        )
        parties = tuple(dict.fromkeys(one.party for one in readings))
        said_on, asked = self._days.said_on(attribution)
        return DraftStatement(
            id=name,
            span=Span(start=extent.start, end=extent.end),
            words=self.text[extent.start : extent.end],
            mode=attribution.mode if attribution is not None else Mode.INDIRECT,
            cue=self._span(attribution.cue) if attribution is not None else None,
            chain=graded.chain,
            register_=self._register(graded.chain, parties[0] if parties else ""),
            said_on=said_on,
            nested_in=self._outer(attribution, places),
            readings=tuple(readings),
            flags=(
                *graded.flags,
                *role_flags(parties, self.knowledge.mediators),
                *turned_flags(attribution, self.parsed),
            ),
            rule=(
                rule_in_words(attribution.rule)
                if attribution is not None
                else (OWN_WORDS if is_own else NARRATED)
            ),
            confidence=attribution.band if attribution is not None else Band.MIDDLE,
            questions=(*(() if is_own else self._questions(told.place)), *asked),
        )

    def _is_in_its_own_words(self, extent: Extent) -> bool:
        """Whether a side that wrote the document speaks of itself: "we insist on ..."."""
        span = self.parsed.doc.char_span(*extent, alignment_mode="expand")
        is_first = span is not None and any(token.lower_ in WE for token in span)
        return is_first and bool(self.writer.party)

    def _writer_hop(self) -> DraftHop | None:
        """The hop of the author, where that is not the outlet itself."""
        writer = self.writer
        if not writer.id or writer.id == self.outlet.id:
            return None
        return DraftHop(speaker=writer.id, name=writer.name, kind=HopKind.PERSON, to=self.outlet.id)

    def _span(self, extent: Extent | None) -> Span | None:
        if extent is None:
            return None
        found = self.parsed.extent(*extent)
        return Span(start=found.start, end=found.end) if found.end > found.start else None

    def _outer(
        self, attribution: Attribution | None, places: dict[int, list[tuple[str, Extent]]]
    ) -> str:
        outer = attribution.parent if attribution is not None else -1
        while outer >= 0 and outer not in places:
            outer = self.attributions[outer].parent
        if attribution is None or outer < 0:
            return ""
        around = [name for name, one in places[outer] if one.holds(attribution.content[0])]
        return around[0] if around else places[outer][0][0]

    @cached_property
    def _days(self) -> DaysOfSaying:
        return DaysOfSaying(self.parsed, published_on(self.document))

    @cached_property
    def _sides(self) -> dict[str, str]:
        own = {one.id: one.affiliation for one in self.found.sources if one.affiliation}
        return {**own, **self.knowledge.sides}

    @cached_property
    def _descriptions(self) -> dict[str, str]:
        return {one.id: one.name or one.description for one in self.found.sources}

    @cached_property
    def _speakers(self) -> Speakers:
        new = [
            Source(
                id=one.id,
                kind=SourceKind(one.kind.value),
                description=one.description,
                affiliation=one.affiliation,
            )
            for one in (*self.found.sources, self.outlet)
            if not one.is_known
        ]
        record = self.knowledge.record
        return Speakers(record.with_(sources=(*record.sources, *new)))

    def _register(self, chain: Sequence[DraftHop], party: str) -> Register:
        hops = tuple(
            RelayHop(speaker=one.speaker, capacity=one.capacity, to=one.to) for one in chain
        )
        side = party or (self._sides.get(hops[0].speaker, "") if hops else "")
        return self._speakers.register(Statement(id="draft", words="", chain=hops), side)

    def _questions(self, place: int) -> Iterator[str]:
        if place < 0:
            yield "the report says this in its own voice: from whom does it know?"
            return
        speaker = self.found.speaker(place)
        if speaker is None:
            yield "who said this?"
            return
        is_first = speaker.mentions[:1] == [self.attributions[place].source]
        if speaker.description == WHOEVER and is_first:
            yield "who answers here, and for whom? no “we” of the answers is drafted until then"
        if is_first:
            for other in speaker.perhaps_the_same_as:
                yield f"is {speaker.id} the same as {other}? the label returns"


def _with_passages(statements: Sequence[DraftStatement]) -> tuple[DraftStatement, ...]:
    """Tie statements that only repeat another: one position, two passages."""
    of = {reading.id: one.id for one in statements for reading in one.readings}
    repeated: dict[str, str] = {}
    for one in statements:
        own = [reading for reading in one.readings if not reading.alternative_to]
        targets = {of.get(reading.repeats, "") for reading in own}
        if own and len(targets) == 1 and "" not in targets and targets != {one.id}:
            repeated[one.id] = targets.pop()
    passages: dict[str, list[Span]] = {}
    for one in statements:
        for reading in one.readings:
            if reading.repeats and of.get(reading.repeats, one.id) != one.id:
                passages.setdefault(of[reading.repeats], []).append(one.span)
    return tuple(
        one.model_copy(
            update={
                "repeats": repeated.get(one.id, ""),
                "passages": tuple(dict.fromkeys(passages.get(one.id, ()))),
                "flags": (*one.flags, *told_in_full(one, statements)),
            }
        )
        for one in statements
    )
