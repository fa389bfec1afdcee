"""Issues and their options: what a package has to settle.

A choice has named options, a scale has named options in an order (lowest first), and a
quantity has whole numbers in a range. Any issue may also be deferred, left unstated, or
settled without prejudice, where the case says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Final, NewType, Self

from pydantic import Field, model_validator

from goodoffices.case.handling import TEAM_ONLY, Handling
from goodoffices.case.model import Identifier, Model

IssueId = NewType("IssueId", str)
OptionId = NewType("OptionId", str)
PartyId = NewType("PartyId", str)

Value = str | int
"""What a package assigns to an issue: an option's id, or a whole number for a quantity."""

RESERVED = frozenset(
    {"is", "in", "not", "and", "or", "if", "then", "above", "below", "true", "false"}
)


LARGEST_NUMBER: Final = 10**15
"""Up to this, and down to its negative, a quantity may go."""


class IssueKind(StrEnum):
    """How the options of an issue hang together."""

    CHOICE = "choice"
    SCALE = "scale"
    QUANTITY = "quantity"


class Unsettled(StrEnum):
    """Ways in which an agreement may leave an issue unsettled, where the case allows them."""

    DEFERRED = "deferred"
    LEFT_UNSTATED = "left_unstated"
    WITHOUT_PREJUDICE = "without_prejudice"


class Option(Model):
    """One named way to settle an issue."""

    id: Identifier
    title: str = ""
    also_known_as: tuple[str, ...] = Field(
        default=(), description="Other words for it, by which `read` finds it in a report."
    )
    text: str = Field(default="", description="Clause text, where there is one.")
    brings: tuple[str, ...] = Field(default=(), description="Undertakings and linkages it carries.")
    interpretations: Mapping[str, str] = Field(
        default_factory=dict, description="What a party takes it to mean, by party id."
    )
    affects: tuple[str, ...] = Field(default=(), description="Parties or groups it affects.")
    cites: tuple[str, ...] = Field(default=(), description="Entries it rests on.")
    handling: Handling = TEAM_ONLY

    @property
    def name(self) -> str:
        """The title, or the id in words where there is no title."""
        return self.title or self.id.replace("_", " ")


class GapType(StrEnum):
    """What kind of gap an issue shows, as far as it is known."""

    QUANTITY = "quantity"
    SEQUENCE = "sequence"
    PRINCIPLE = "principle"
    VERIFICATION = "verification"
    WORDING = "wording"
    MANDATE = "mandate"
    UNKNOWN = "unknown"


class Issue(Model):
    """Something that an agreement has to settle.

    Examples
    --------
    >>> force = Issue(id="management", options=[{"id": "none"}, {"id": "force"}])
    >>> force.values
    ('none', 'force')
    >>> Issue(id="days", kind="quantity", low=0, high=90, step=30, unit="day").values
    (0, 30, 60, 90)
    """

    id: Identifier
    title: str = ""
    short: str = Field(default="", description="A short name for running text.")
    also_known_as: tuple[str, ...] = Field(
        default=(), description="Other words for it, by which `read` finds it in a report."
    )
    kind: IssueKind = IssueKind.CHOICE
    options: tuple[Option, ...] = ()
    low: int | None = None
    high: int | None = None
    step: Annotated[int, Field(ge=1)] = 1
    unit: str = ""
    allows: tuple[Unsettled, ...] = Field(
        default=(), description="deferred, left_unstated, without_prejudice where allowed."
    )
    gap: GapType | None = Field(default=None, description="Type of gap, where the team says so.")
    affects: tuple[str, ...] = ()
    cites: tuple[str, ...] = Field(default=(), description="Entries it rests on.")
    handling: Handling = TEAM_ONLY

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind is IssueKind.QUANTITY:
            if self.options:
                raise ValueError("a quantity has low, high and step, and no options")
            if self.low is None or self.high is None or self.low > self.high:
                raise ValueError("a quantity needs low and high, with low not above high")
            if max(abs(self.low), abs(self.high)) > LARGEST_NUMBER:
                raise ValueError(
                    f"low and high lie between -{LARGEST_NUMBER:,} and {LARGEST_NUMBER:,}"
                )
            if (self.high - self.low) % self.step:
                raise ValueError("high must be low plus a whole number of steps")
        else:
            if self.low is not None or self.high is not None:
                raise ValueError("low and high belong to a quantity")
            if not self.options:
                raise ValueError("a choice or scale needs at least one option")
        ids = [option.id for option in self.options]
        if len(set(ids)) < len(ids):
            raise ValueError("an option id stands twice")
        clash = [name for name in [self.id, *ids] if name in RESERVED]
        clash += [name for name in ids if name in set(Unsettled)]
        if clash:
            raise ValueError(f'"{clash[0]}" is a word of the proposition language')
        return self

    @property
    def name(self) -> str:
        """The short name, or the title, or the id in words."""
        return self.short or self.full_name

    @property
    def full_name(self) -> str:
        """The title, or the id in words where there is no title."""
        return self.title or self.id.replace("_", " ")

    @cached_property
    def numbers(self) -> range:
        """The whole numbers a quantity may take; empty for choices and scales."""
        if self.low is None or self.high is None:
            return range(0)
        return range(self.low, self.high + 1, self.step)

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """Everything a package may assign to this issue, in the case's own order."""
        listed: tuple[Value, ...] = tuple(option.id for option in self.options)
        return listed + tuple(self.numbers) + tuple(str(word) for word in self.allows)

    def option_name(self, value: Value) -> str:
        """The words for one value of this issue."""
        for option in self.options:
            if option.id == value:
                return option.name
        if isinstance(value, int):
            return f"{value} {self.unit}".strip()
        return str(value).replace("_", " ")
