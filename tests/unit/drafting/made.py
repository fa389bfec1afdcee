"""Small cases under rival readings, for tests of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from goodoffices.case.case import Case, Choice
from goodoffices.drafting.analysis import Analysis, analyse
from goodoffices.drafting.labels import Labels
from goodoffices.gaps.explanation import explain
from goodoffices.gaps.findings import Explanation
from tests.cases import Said, make_case


@dataclass(frozen=True)
class Made:
    """A source of cases that `make_case` makes, under each of some choices of readings."""

    said: Sequence[Said]
    issues: Sequence[str] = ("gate: open, shut", "days: 0..90/30 days")
    parties: Sequence[str] = ("north", "south")
    rivals: Sequence[Choice] = ({},)
    is_all: bool = True
    more: dict[str, Any] = field(default_factory=dict)

    def choices(self) -> tuple[Sequence[Choice], bool]:
        """The choices of readings, the leading one first."""
        return self.rivals, self.is_all

    def case(
        self,
        choice: Choice | None = None,
        *,
        without: frozenset[str] = frozenset(),
        instruments_off: frozenset[str] | None = None,  # noqa: ARG002 -- the protocol's
    ) -> Case:
        """The case under a choice of readings."""
        kept = [one for one in self.said if one.statement not in without]
        return make_case(
            issues=self.issues, parties=self.parties, said=kept, choice=choice, **self.more
        )

    def explained(self) -> tuple[Explanation, Labels, Case]:
        """The explanation, the labels of its page, and the case under the leading readings."""
        explanation = explain(self)
        case = self.case()
        return explanation, Labels(case, explanation.positions), case

    def analysed(self) -> Analysis:
        """All analyses."""
        return analyse(self)


CLASH = Made(
    [Said("p1 s1 north insists", "gate is open"), Said("p2 s2 south rejects", "gate is open")]
)
"""Two positions that cannot both stand."""

AGREED = Made(
    [Said("p1 s1 north insists", "gate is open"), Said("p2 s2 south demands", "days >= 30")]
)
"""Two that can."""

RIVALS = Made(
    [
        Said("p1 s1 north insists", "gate is open"),
        Said("p2 s2 south rejects", "gate is open", reading="hard"),
        Said("- s2 south would_accept", "gate is open", reading="soft", alternative_to="hard"),
    ],
    rivals=({}, {"hard": "soft"}),
)
"""One refusal that may also be read as consent."""

OWN = Made(
    [
        Said("p1 s1 north insists", "gate is open"),
        Said("p2 s2 north rejects", "gate is open", register="public"),
        Said("p3 s3 south insists", "days >= 30"),
    ]
)
"""A party that holds both."""
