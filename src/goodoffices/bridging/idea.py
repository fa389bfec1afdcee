"""One idea to test, what it crosses, and what a user may ask of ideas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.bridging.partial import PartialPackage
from goodoffices.bridging.strengths import Strengths
from goodoffices.case.case import Choice
from goodoffices.case.propositions import Proposition


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asks of the ideas.

    Attributes
    ----------
    number
        How many ideas at most.
    fixed
        Propositions that hold in every idea.
    preferred
        Propositions that hold in an idea where what it crosses leaves room for them; the
        first one counts first.
    cross
        Positions that may be crossed although their holder rules that out, by id, reading
        or statement.
    """

    number: int = 5
    fixed: tuple[Proposition, ...] = ()
    preferred: tuple[Proposition, ...] = ()
    cross: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """What an idea crosses under one choice of readings.

    Attributes
    ----------
    crossed
        Ids of positions, in the order of the case.
    strengths
        For each holder the strengths of what is crossed, the strongest first.
    is_lightest
        Whether no other package beats it; None where the search was cut off before that was
        known.
    """

    choice: Choice
    crossed: tuple[str, ...]
    strengths: Mapping[str, Strengths]
    is_lightest: bool | None


@dataclass(frozen=True, slots=True)
class Idea:
    """A partial package to test, and what it crosses under each choice of readings."""

    partial: PartialPackage
    weighed: tuple[Weighed, ...]

    @property
    def under_every_reading(self) -> bool:
        """Whether no package beats it, however words are read."""
        return all(one.is_lightest for one in self.weighed)
