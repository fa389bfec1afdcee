"""A little case for the tests of stances: two neighbours, a mediator, a union and its employer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.case.parties import Party
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.drafts import Mode
from goodoffices.intake.names.naming import Names
from goodoffices.intake.parsing import Parsed, parse
from goodoffices.intake.positions.found_position import FoundPosition
from goodoffices.intake.positions.stance_finding import find_positions
from goodoffices.intake.texts import Extent, RepairedText
from goodoffices.record.record import Record

PARTIES = (
    Party(id="north", name="Northland"),
    Party(id="south", name="Southland"),
    Party(id="egypt", name="Egypt"),
    Party(id="union", name="Dockers Union", also_known_as=("the union",)),
    Party(id="company", name="Harbour Company", also_known_as=("the company",)),
)
NAMES = Names.from_record(Record(title="Valley and port", parties=PARTIES))


@dataclass(frozen=True)
class Seen:
    """A text with the positions that were found in it, for short tests."""

    text: str
    found: tuple[FoundPosition, ...]

    @property
    def stances(self) -> list[tuple[str, str, str]]:
        """Party, stance and the words of the object, in order."""
        return [(one.party, one.stance.value, self.words(one.object)) for one in self.found]

    @property
    def ties(self) -> list[tuple[str, str]]:
        """Kind and words of each condition; two empty strings where there is none."""
        return [
            ("", "")
            if one.condition is None or one.condition_kind is None
            else (one.condition_kind.value, self.words(one.condition))
            for one in self.found
        ]

    def words(self, extent: Extent) -> str:
        """The words of an extent."""
        return self.text[slice(*extent)]


def parsed(text: str) -> Parsed:
    """The parse of a text in which nothing is mended."""
    return parse(RepairedText.unchanged(text, ()))


def read(text: str, attributions: Sequence[Attribution] = ()) -> Seen:
    """The positions in a text."""
    return Seen(text, find_positions(parsed(text), attributions, names=NAMES))


def said(
    text: str, words: str, *, by: str, cue: str = "", mode: Mode = Mode.DIRECT, parent: int = -1
) -> Attribution:
    """An attribution of some words of a text to a source, each where it first stands."""
    return Attribution(
        content=(_where(text, words),),
        source=_where(text, by),
        cue=_where(text, cue) if cue else None,
        mode=mode,
        rule="given",
        parent=parent,
    )


def _where(text: str, words: str) -> Extent:
    start = text.index(words)
    return Extent(start, start + len(words))
