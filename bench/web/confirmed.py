"""What became of writes that somebody was told are done: each once, or it is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from goodoffices.case.errors import GoodOfficesError
from goodoffices.record.archive import Archive
from goodoffices.record.checks.check import load
from goodoffices.record.folder import ARCHIVE_FOLDER
from goodoffices.record.replay import Entry
from goodoffices.record.write_back import is_behind, write_back


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case holds after many writes.

    Attributes
    ----------
    confirmed
        Entries that somebody was told are recorded.
    lost, twice
        Of them, those that the archive lacks, and those that it holds more than once.
    is_whole
        Whether `verify` finds the archive whole.
    edits
        Entries of the files that say something else than the archive; -1 where the files
        cannot be read.
    """

    confirmed: int
    lost: int
    twice: int
    is_whole: bool
    edits: int

    @property
    def is_right(self) -> bool:
        """Whether nothing that was confirmed is lost or doubled, and the files agree."""
        return self.is_whole and not (self.lost or self.twice or self.edits)

    def __str__(self) -> str:
        whole = "whole" if self.is_whole else "NOT whole"
        return (
            f"{self.confirmed} entries confirmed, {self.lost} lost, {self.twice} twice;"
            f" archive {whole}; {self.edits} entries of the files differ"
        )


def look_at(case: Path, tokens: Sequence[str]) -> Outcome:
    """Return what became of writes, each known by words of its own, once nobody serves the case."""
    archive = Archive(case / ARCHIVE_FOLDER)
    held = Counter[str]()
    for entry in archive.replay().values():
        held.update(_words_of(entry))
    whole = archive.verify()
    counts = [held[token] for token in tokens]
    return Outcome(
        confirmed=len(tokens),
        lost=counts.count(0),
        twice=sum(1 for count in counts if count > 1),
        is_whole=whole.is_whole,
        edits=_edits(case),
    )


def _words_of(entry: Entry) -> list[str]:
    content = entry.content
    return [str(content["words"])] if isinstance(content, dict) and "words" in content else []


def _edits(case: Path) -> int:
    """How many entries of the files differ, once they have followed, as any command lets them."""
    try:
        if is_behind(case):
            write_back(case)
        return len(load(case).archived.edits)
    except GoodOfficesError:
        return -1
