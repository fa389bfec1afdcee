"""A parse with its paragraphs and quotations, as the attribution rules ask of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from goodoffices.intake.attribution.quotations import Quotation, find_quotations
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_JOINING = frozenset({"and", "but", "or"})
_LOOSE_PUNCTUATION = frozenset(",;:.–—-…") | {"--", ":-"}


@dataclass(frozen=True)
class ReportText:
    """What the rules read: tokens, paragraphs and quotations of one mended copy."""

    parsed: Parsed

    @property
    def doc(self) -> Doc:
        """The tokens."""
        return self.parsed.doc

    @property
    def text(self) -> str:
        """The mended copy."""
        return self.parsed.repaired.text

    @cached_property
    def paragraphs(self) -> tuple[Extent, ...]:
        """Where its paragraphs and headings stand."""
        blocks = self.parsed.repaired.blocks
        if not blocks:
            return (Extent(0, len(self.text)),)
        return tuple(sorted(block.extent for block in blocks))

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Its quotations, in their order."""
        return find_quotations(self.text, self.paragraphs)

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [one.start for one in self.quotations]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [one.start for one in self.paragraphs]

    def paragraph_at(self, place: int) -> int:
        """The number of the paragraph that holds a character."""
        return max(bisect_right(self._paragraph_starts, place) - 1, 0)

    def quotation_at(self, place: int) -> Quotation | None:
        """The quotation that holds a character."""
        number = bisect_right(self._quotation_starts, place) - 1
        if number >= 0 and place < self.quotations[number].end:
            return self.quotations[number]
        return None

    def quotations_meeting(self, extent: Extent) -> tuple[Quotation, ...]:
        """The quotations that share a character with a stretch."""
        first = max(bisect_right(self._quotation_starts, extent.start) - 1, 0)
        last = bisect_left(self._quotation_starts, extent.end)
        return tuple(one for one in self.quotations[first:last] if one.extent.meets(extent))

    def first_token_from(self, place: int) -> int:
        """The number of the first token that begins at a character or after it."""
        return bisect_left(self._token_starts, place)

    def sentences(self, first: int, last: int) -> Iterator[Span]:
        """The sentences that begin from one token on and before another."""
        while first < last:
            sentence = self.doc[first].sent
            yield sentence
            first = sentence.end

    def extent_of(self, first: int, last: int) -> Extent:
        """Where the tokens from one to another stand, the last included."""
        end = self.doc[last]
        return Extent(self.doc[first].idx, end.idx + len(end.text))

    def stretches(self, numbers: Iterable[int]) -> tuple[Extent, ...]:
        """The runs that some tokens make, without commas, stops and a last "and" at their ends.

        Punctuation and spaces alone do not part two runs, and make none.
        """
        wanted = sorted(set(numbers))
        runs: list[list[int]] = []
        for number in wanted:
            if runs and all(self._is_loose(between) for between in range(runs[-1][-1] + 1, number)):
                runs[-1].append(number)
            else:
                runs.append([number])
        trimmed = (self._trim(run[0], run[-1]) for run in runs)
        return tuple(self.extent_of(first, last) for first, last in trimmed if first <= last)

    def _is_loose(self, number: int) -> bool:
        token = self.doc[number]
        return token.is_space or token.text in _LOOSE_PUNCTUATION

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        while first <= last and self._is_loose(first):
            first += 1
        while last >= first and (self._is_loose(last) or self.doc[last].lower_ in _JOINING):
            last -= 1
        return first, last
