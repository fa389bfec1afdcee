"""What "that corridor", "both" or "it" points back to, among the issues named before.

The earlier words of the same document, oldest first, each with the issues that it names or
points to itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.intake.propositions.issue_words import IssueMatch, IssueNames
from goodoffices.intake.propositions.object_words import Clause, Reference
from goodoffices.intake.propositions.word_families import families


@dataclass(frozen=True, slots=True)
class Pointed:
    """The issues that a reference points to, and the question that is left."""

    reference: Reference
    issues: tuple[str, ...]
    question: str = ""


class EarlierIssues:
    """The issues named so far, group by group.

    Parameters
    ----------
    names : IssueNames
    titles : mapping of issue id to its short name
    """

    def __init__(self, names: IssueNames, titles: Mapping[str, str]) -> None:
        self._names, self._titles = names, titles
        self.groups: list[tuple[str, ...]] = []

    def read(self, clauses: Iterable[Clause]) -> None:
        """Add the issues that some earlier words name or point to."""
        for clause in clauses:
            named = self._names.find(clause)
            pointed = [issue for one in self.point(clause, named) for issue in one.issues]
            group = tuple(dict.fromkeys((*pointed, *(one.issue for one in named))))
            if group:
                self.groups.append(group)

    def point(self, clause: Clause, named: Sequence[IssueMatch]) -> list[Pointed]:
        """Return what the nouns of a clause that point back stand for.

        A noun points back to issues whose own leading noun it is ("that corridor"); others
        ("these strategic points") and pronouns say too little and are left to what follows.
        """
        used = {place for one in named for place in one.places}
        taken = {one.issue for one in named}
        found = []
        for reference in clause.references:
            if reference.noun and reference.at not in used:
                pointed = self._pointed(reference, taken)
                if pointed.issues or pointed.question:
                    found.append(pointed)
                    taken |= set(pointed.issues)
        return found

    def _pointed(self, reference: Reference, taken: set[str]) -> Pointed:
        headed = [issue for issue in self._names.heads if self._is_headed(issue, reference.noun)]
        earlier = [
            issue
            for issue in self._last_first()
            if issue in headed and (issue not in taken or reference.count > 1)
        ]
        if not earlier and reference.count == len(headed) > 1:
            return Pointed(reference, tuple(headed))
        if not earlier:
            asked = f'What does "{reference.text}" mean?' if headed and reference.is_pointed else ""
            return Pointed(reference, (), asked)
        count = reference.count or len(self._last_group(earlier))
        chosen = tuple(reversed(earlier[:count]))
        if len(chosen) < count and count == len(headed):
            chosen = tuple(headed)
        question = ""
        if len(earlier) > count or len(chosen) < count:
            listed = ", ".join(self._titles[issue] for issue in chosen)
            question = f'Does "{reference.text}" mean {listed}?'
        return Pointed(reference, chosen, question)

    def _is_headed(self, issue: str, noun: str) -> bool:
        of_noun = families(noun)
        return any(noun == head or of_noun & families(head) for head in self._names.heads[issue])

    def _last_first(self) -> list[str]:
        """Return all issues named before, the last one first."""
        return list(
            dict.fromkeys(issue for group in reversed(self.groups) for issue in reversed(group))
        )

    def _last_group(self, issues: Sequence[str]) -> list[str]:
        """Return those of these issues that a plural without a number means.

        The last group that names several of them, or else the last two.
        """
        for group in reversed(self.groups):
            inside = [issue for issue in issues if issue in group]
            if len(inside) > 1:
                return inside
        return list(issues[:2])
