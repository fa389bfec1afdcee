"""Positions made of a proposition alone, for tests of searches that look at nothing else."""

from __future__ import annotations

from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition
from goodoffices.case.stances import Stance


def position(name: str, said: Proposition, **strength: Stance) -> Position:
    """A position held by the parties named, each with its stance."""
    return Position(
        id=name,
        allows=name,
        holders=tuple(strength),
        strength=strength,
        proposition=said,
        forms=(),
        statements=(f"s_{name}",),
    )
