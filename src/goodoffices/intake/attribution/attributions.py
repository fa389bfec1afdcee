"""Attributions: which words of a document are whose, as found; drafts are made of them later.

The shape only. All offsets are into the mended copy (`texts.RepairedText`), end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.intake.drafts import Band, Mode
from goodoffices.intake.texts import Extent


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words, who is said to have said them, and the words that say so.

    `content` has several stretches where the words are interrupted ("..., he said, ...").
    `source` is the nearest mention of whoever said them, None where it is not found; the
    mention may be a pronoun. `hearer` is who was told, where the text says so. `parent` is
    the place in the list of the attribution in whose content this one is told, or -1.
    """

    content: tuple[Extent, ...]
    source: Extent | None
    cue: Extent | None
    mode: Mode
    rule: str
    band: Band = Band.HIGH
    hearer: Extent | None = None
    parent: int = -1

    @property
    def extent(self) -> Extent:
        """From the first of its words to the last."""
        return Extent(self.content[0].start, self.content[-1].end)
