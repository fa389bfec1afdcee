"""A position as found: whose it is, how it is held, of what, under which condition.

The shape only. All offsets are into the mended copy (`texts.RepairedText`), end exclusive;
`stance_finding` makes these, and drafts are made of them later.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from goodoffices.case.stances import Stance
from goodoffices.intake.drafts import Band
from goodoffices.intake.texts import Extent


class Modality(StrEnum):
    """How the words put the stance: as held, read from a "not", as possible, past, or to come."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    PAST = "past"
    FUTURE = "future"


class Polarity(StrEnum):
    """Whether the words of the object carry a "not" of their own ("agrees not to build").

    A "not" that the stance already says ("insists that they must not stay" is `rejects`) is
    left out of the object, so the object is always to be taken as its words stand.
    """

    POSITIVE = "positive"
    NEGATIVE = "negative"


class ConditionKind(StrEnum):
    """How a condition is put."""

    IF = "if"
    ONLY_IF = "only_if"
    PROVIDED = "provided"
    DEPENDING_ON = "depending_on"
    AFTER = "after"
    UNLESS = "unless"
    PHASES = "phases"


@dataclass(frozen=True, slots=True)
class FoundPosition:
    """One stance of one party, with the words that say so.

    `extent` is the position with its frame, `object` what it is about, `trigger` the word that
    carries the stance. `attribution` is the place in the list of the attribution whose cue
    makes it or in whose content it stands, -1 for the narrator's. `targets` and `rivals` are
    places in the list of found positions: whose object this one is about, and which one it is
    another reading of; -1 for none. Positions with one `group` share one set of words.
    """

    party: str
    stance: Stance
    extent: Extent
    object: Extent
    trigger: Extent
    rule: str
    band: Band = Band.HIGH
    condition: Extent | None = None
    condition_kind: ConditionKind | None = None
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    attribution: int = -1
    targets: int = -1
    rivals: int = -1
    group: int = -1
    questions: tuple[str, ...] = ()
