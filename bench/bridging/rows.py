"""What is measured, and what was promised: one goal a row. Imports nothing that is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Goal:
    """One row of the table: the work, and what it must keep.

    Attributes
    ----------
    id
        By which it is asked for.
    work
        In the words of the table.
    times
        At least so many times as fast as the peer.
    seconds, megabytes
        At most; megabytes above what imports hold.
    a_second
        At least so many evaluations (package x profile x party) a second.
    share
        At least this share of the best known.
    is_proven
        Whether the answer has to be proven.
    is_bounded
        Whether it has to come with a bound that nothing exceeds.
    """

    id: str
    work: str
    times: float | None = None
    seconds: float | None = None
    megabytes: float | None = None
    a_second: float | None = None
    share: float | None = None
    is_proven: bool = False
    is_bounded: bool = False

    @property
    def words(self) -> str:
        """The goal in words; a dash where a row is only for comparison.

        Examples
        --------
        >>> Goal("x", "", times=10_000, megabytes=100).words
        'at least 10,000 times as fast, at most 100 MB'
        """
        said = []
        if self.times is not None:
            said.append(f"at least {self.times:,.0f} times as fast")
        if self.seconds is not None:
            said.append(f"at most {seconds_in_words(self.seconds)}")
        if self.megabytes is not None:
            said.append(f"at most {self.megabytes:,.0f} MB")
        if self.a_second is not None:
            said.append(f"at least {billions(self.a_second)} a second")
        if self.share is not None:
            said.append(f"at least {self.share:.2f} of the best known")
        if self.is_proven:
            said.append("proven")
        if self.is_bounded:
            said.append("with a proven bound")
        return ", ".join(said) or "–"


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured for a goal.

    Attributes
    ----------
    instance, found, peer
        In words: what it was measured on, what came out, and what the peer took.
    seconds, megabytes, times, a_second, share, is_proven, is_bounded
        As in `Goal`, measured; None where it was not.
    absent
        Why nothing was measured; empty else.
    """

    goal: Goal
    instance: str = ""
    found: str = ""
    peer: str = "–"
    seconds: float | None = None
    runs: int = 0
    megabytes: float | None = None
    times: float | None = None
    a_second: float | None = None
    share: float | None = None
    is_proven: bool | None = None
    is_bounded: bool | None = None
    absent: str = ""

    @property
    def missed(self) -> tuple[str, ...]:
        """What of the goal was not kept, in words.

        Examples
        --------
        >>> Row(Goal("x", "", seconds=0.005, times=10), seconds=0.0061, times=9).missed
        ('9.0 times as fast, not 10', '6.1 ms, not 5 ms')
        """
        goal = self.goal
        said = []
        if goal.times is not None and self.times is not None and self.times < goal.times:
            said.append(f"{number_in_words(self.times)} times as fast, not {goal.times:,.0f}")
        if goal.seconds is not None and self.seconds is not None and self.seconds > goal.seconds:
            limit = seconds_in_words(goal.seconds)
            said.append(f"{seconds_in_words(self.seconds)}, not {limit}")
        if (
            goal.megabytes is not None
            and self.megabytes is not None
            and self.megabytes > goal.megabytes
        ):
            said.append(f"{self.megabytes:,.0f} MB, not {goal.megabytes:,.0f} MB")
        rate = goal.a_second
        if rate is not None and self.a_second is not None and self.a_second < rate:
            said.append(f"{billions(self.a_second)} a second, not {billions(rate)}")
        if goal.share is not None and self.share is not None and self.share < goal.share:
            said.append(f"{self.share:.3f} of the best known, not {goal.share:.2f}")
        if goal.is_proven and self.is_proven is False:
            said.append("not proven")
        if goal.is_bounded and self.is_bounded is False:
            said.append("without a bound")
        return tuple(said)

    @property
    def unmeasured(self) -> tuple[str, ...]:
        """What of the goal nothing was measured for, in words."""
        pairs = {
            "times as fast": (self.goal.times, self.times),
            "seconds": (self.goal.seconds, self.seconds),
            "memory": (self.goal.megabytes, self.megabytes),
            "a second": (self.goal.a_second, self.a_second),
            "share": (self.goal.share, self.share),
        }
        return tuple(
            name for name, (goal, found) in pairs.items() if goal is not None and found is None
        )

    @property
    def verdict(self) -> str:
        """In one word or a few: met, missed and by how much, not measured and why."""
        if self.absent:
            return f"not measured: {self.absent}"
        if self.goal.words == "–":
            return "–"
        if self.missed:
            return f"**missed**: {'; '.join(self.missed)}"
        if self.unmeasured:
            return f"not measured: {', '.join(self.unmeasured)}"
        return "met"


_GOALS: Final = (
    Goal(
        "energy",
        "additive, 390,625 packages, 2 parties: frontier and all points",
        times=1000,
        is_proven=True,
    ),
    Goal("robot", "additive, 240,000 packages, 5 parties: frontier", times=300, is_proven=True),
    Goal("ten", "10 issues x 5, 2 parties: frontier", times=10_000, megabytes=100, is_proven=True),
    Goal("twenty-2", "20 issues x 5, opposed, 2 parties: frontier", seconds=0.005, is_proven=True),
    Goal("twenty-3", "20 issues x 5, opposed, 3 parties: frontier", seconds=0.1, is_proven=True),
    Goal(
        "twenty-4",
        "20 issues x 5, opposed, 4 parties, 100 points: frontier",
        seconds=0.5,
        is_proven=True,
    ),
    Goal("sixty", "60 issues x 5, opposed, 2 parties: frontier", seconds=0.005, is_proven=True),
    Goal("forty-3", "40 issues x 5, opposed, 3 parties: frontier", seconds=0.5, is_proven=True),
    Goal(
        "pairs",
        "60 issues x 5, 60 pairs, treewidth 4, 2 parties: frontier",
        seconds=0.5,
        is_proven=True,
    ),
    Goal(
        "linked",
        "16 issues x 5, 4 parties, linked groups, forbidden cells, floors: frontier",
        seconds=2,
        is_proven=True,
    ),
    Goal("linked-one", "the same with one group of 14 issues", seconds=2, is_proven=True),
    Goal("hundred", "100 issues x 5, opposed, 2 parties: frontier", seconds=0.02, is_proven=True),
    Goal(
        "nash",
        "100 issues x 5, 4 parties, 50 pairs, 50 rules: Nash point directly",
        seconds=2,
        is_proven=True,
    ),
    Goal(
        "smorodinsky",
        "100 issues x 5, 4 parties, 50 pairs, 50 rules: Kalai-Smorodinsky point directly",
        seconds=2,
        is_proven=True,
    ),
    Goal(
        "leximin",
        "100 issues x 5, 4 parties, 50 pairs, 50 rules: leximin point directly",
        seconds=2,
        is_proven=True,
    ),
    Goal("twelve-nash", "100 issues x 5, 12 parties: Nash point directly", is_bounded=True),
    Goal(
        "twelve-smorodinsky",
        "100 issues x 5, 12 parties: Kalai-Smorodinsky point directly",
        is_bounded=True,
    ),
    Goal(
        "profiles", "200 sampled profiles of 12 issues x 5, 3 parties: a frontier each", seconds=3
    ),
    Goal("gather", "acceptability, 20 issues: against a NumPy gather", times=20),
    Goal("rate", "acceptability, 20 issues: package x profile x party", a_second=2e9),
    Goal(
        "acceptable",
        "most acceptable package, 20 issues x 5, 1,000 profiles, 3 parties",
        seconds=0.5,
        is_proven=True,
    ),
    Goal(
        "acceptable-open",
        "the same where no order of issues is known",
        seconds=0.5,
        is_proven=True,
    ),
    Goal(
        "acceptable-30",
        "most acceptable package, 30 issues x 5, 1,000 profiles, 3 parties (a long shot)",
        is_proven=True,
    ),
    *(
        Goal(
            f"welfare-{parties}",
            f"100 binary issues, every pair matters, {parties} parties: welfare",
            share=0.97,
            is_bounded=True,
        )
        for parties in (2, 3, 4, 5)
    ),
    Goal("filter-2", "60 issues x 5, opposed, 2 parties: our sums against a library's filter"),
    Goal("filter-3", "20 issues x 5, opposed, 3 parties: our sums against a library's filter"),
    Goal(
        "filter-4",
        "20 issues x 5, opposed, 4 parties, 100 points: our sums against a library's filter",
    ),
    Goal("contrary-2", "60 issues x 5, contrary, 2 parties: frontier"),
    Goal("contrary-3", "20 issues x 5, contrary, 3 parties: frontier"),
    Goal("correlated", "20 issues x 5, correlated, 3 parties: frontier"),
)

GOALS: Final[Mapping[str, Goal]] = {goal.id: goal for goal in _GOALS}
"""The goals as they were set, then rows for comparison alone; by id."""


def seconds_in_words(seconds: float) -> str:
    """Return a duration with two digits and a fitting unit.

    Examples
    --------
    >>> [seconds_in_words(one) for one in (0.00012, 0.005, 0.02, 2, 112.3)]
    ['0.12 ms', '5 ms', '20 ms', '2 s', '112 s']
    """
    if seconds < 0.1:
        return f"{number_in_words(1000 * seconds).removesuffix('.0')} ms"
    return f"{number_in_words(seconds).removesuffix('.0')} s"


def number_in_words(number: float) -> str:
    """Return a number with two digits or all before the point.

    Examples
    --------
    >>> [number_in_words(one) for one in (0.123, 6.14, 61.4, 12345.6)]
    ['0.12', '6.1', '61', '12,346']
    """
    if number < 1:
        return f"{number:.2f}"
    return f"{number:.1f}" if number < 10 else f"{number:,.0f}"


def billions(number: float) -> str:
    """Return a number in thousands of millions.

    Examples
    --------
    >>> billions(2.04e9)
    '2.0 × 10⁹'
    """
    return f"{number / 1e9:.1f} × 10⁹"
