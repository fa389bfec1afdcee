"""What has been attributed so far, looked up by paragraph so that long texts stay fast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.report_text import ReportText


class Found:
    """Attributions in the order they were found, each with a number, by paragraph."""

    def __init__(self, report: ReportText, found: Iterable[Attribution] = ()) -> None:
        self._report = report
        self._all: list[Attribution] = []
        self._numbers: dict[int, list[int]] = defaultdict(list)
        for each in found:
            self.add(each)

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, number: int) -> Attribution:
        return self._all[number]

    def add(self, each: Attribution) -> None:
        """Put one more behind the others."""
        self._all.append(each)
        self._enter(len(self._all) - 1)

    def put(self, number: int, each: Attribution) -> None:
        """Put an attribution in the place of another."""
        self._all[number] = each
        self._enter(number)

    def _enter(self, number: int) -> None:
        for paragraph in self._paragraphs(self._all[number]):
            if number not in self._numbers[paragraph]:
                self._numbers[paragraph].append(number)

    def _paragraphs(self, each: Attribution) -> list[int]:
        places = [place for stretch in each.content for place in (stretch.start, stretch.end - 1)]
        places += [one.start for one in (each.cue, each.source) if one is not None]
        held = [self._report.paragraph_at(place) for place in places]
        return list(range(min(held), max(held) + 1))

    def near(self, place: int, *, before: int = 0, after: int = 0) -> list[int]:
        """The numbers of those whose words, cue or source stand in the paragraph of a character.

        `before` and `after` are how many more paragraphs count on either side.
        """
        middle = self._report.paragraph_at(place)
        numbers: set[int] = set()
        for paragraph in range(middle - before, middle + after + 1):
            numbers.update(self._numbers.get(paragraph, ()))
        return sorted(numbers)

    def all(self) -> list[Attribution]:
        """All of them, in their order."""
        return list(self._all)
