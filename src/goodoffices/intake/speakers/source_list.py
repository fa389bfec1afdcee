"""The list of a document's speakers: each once, under an id that nothing else has."""

from __future__ import annotations

import re
from typing import Final

from goodoffices.intake.drafts import HopKind
from goodoffices.intake.names.naming import folded
from goodoffices.intake.speakers.found_source import FoundSource
from goodoffices.intake.speakers.source_phrases import is_same_person
from goodoffices.intake.speakers.source_words import TITLES

LONGEST_ID: Final = 60


class SourceList:
    """The speakers found so far.

    Parameters
    ----------
    taken
        Ids that mean something else in the case.
    """

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self.sources: list[FoundSource] = []

    def known(self, name: str, kind: HopKind, words: str, party: str) -> int:
        """Return the place of somebody whom the case knows by this id."""
        for place, source in enumerate(self.sources):
            if source.id == name:
                return place
        return self.add(FoundSource(name, kind, words, party, words, is_known=True))

    def named_before(self, words: str) -> int:
        """A person whose surname alone this is; the parser takes it for a body at times."""
        plain = [one for one in words.split() if one.lower().strip(".") not in TITLES]
        for place in reversed(range(len(self.sources))):
            other = self.sources[place]
            if other.kind is HopKind.PERSON and is_same_person(" ".join(plain), other.name):
                return place
        return -1

    def add(self, source: FoundSource) -> int:
        """Add a speaker, and return the place."""
        self.sources.append(source)
        return len(self.sources) - 1

    def own_id(self, words: str) -> str:
        """Return an id made of words that nothing else has."""
        own = {source.id for source in self.sources}
        plain = re.sub(r"^(?:the|a|an|some|another|other) ", "", folded(words))
        base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_ID].strip("_")
        base = base if base[:1].isalpha() else f"source_{base}".strip("_")
        name, number = base, 2
        while name in own or name in self._taken:
            name, number = f"{base[: LONGEST_ID - 3]}_{number}", number + 1
        return name
