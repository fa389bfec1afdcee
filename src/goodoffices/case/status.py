"""How sure a result is."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How sure a result is: each result of an analysis carries one.

    Examples
    --------
    >>> Status.BEST_FOUND.words
    'best found'
    """

    PROVEN = "proven"
    BEST_FOUND = "best_found"
    INFEASIBLE = "infeasible"
    OUT_OF_TIME = "out_of_time"

    @property
    def words(self) -> str:
        """The status in plain words: "best found"."""
        return self.value.replace("_", " ")
