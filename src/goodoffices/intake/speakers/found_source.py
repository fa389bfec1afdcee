"""Found sources: one speaker of a document as found, and who speaks in each attribution."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from goodoffices.intake.drafts import HopKind
from goodoffices.intake.texts import Extent

OF_ONE: Final = frozenset({"he", "she", "him", "her", "his"})
OF_MANY: Final = frozenset({"they", "them", "their", "both", "these", "those"})


@dataclass
class FoundSource:
    """One speaker of a document, with the places where the text names it.

    `id` is the case's where the case knows it; `name` is what it is called by without its
    office. Extents are in the mended copy.
    """

    id: str
    kind: HopKind
    description: str
    affiliation: str = ""
    name: str = ""
    is_known: bool = False
    is_plural: bool = False
    is_anonymous: bool = False
    mentions: list[Extent] = field(default_factory=list)
    not_the_same_as: list[str] = field(default_factory=list)
    perhaps_the_same_as: list[str] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        """Whether "they" may be said of it."""
        return self.is_plural or self.kind in {HopKind.ORGANISATION, HopKind.ORGAN, HopKind.OUTLET}

    def fits(self, pronoun: str) -> bool:
        """Whether a pronoun may be said of it."""
        is_one = self.kind is HopKind.UNNAMED and not self.is_plural
        if pronoun in OF_ONE:
            return self.kind is HopKind.PERSON or is_one
        if pronoun in OF_MANY:
            return self.is_group
        bodies = {HopKind.PARTY, HopKind.ORGAN, HopKind.ORGANISATION, HopKind.OUTLET}
        return self.kind in bodies and not self.is_plural


@dataclass(frozen=True, slots=True)
class FoundSources:
    """Every speaker of a document; `of` gives the place of each attribution's, or -1."""

    sources: tuple[FoundSource, ...]
    of: tuple[int, ...]

    def speaker(self, attribution: int) -> FoundSource | None:
        """Who is said to have said an attribution's words, where it is known."""
        place = self.of[attribution]
        return self.sources[place] if place >= 0 else None
