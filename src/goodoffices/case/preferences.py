"""Preferences: what matters how much to a party, where somebody said so.

Optional, and uncertain where the file is: orders, intervals, or exact numbers. Nothing is
ever filled in. A party's numbers are in units of its own and are compared with nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema

from goodoffices.case.handling import TEAM_ONLY, Handling
from goodoffices.case.issues import Value
from goodoffices.case.model import Identifier, Model

_NUMBER: Final = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?|-?[0-9]{1,18}/[0-9]{1,18}")

_MOST_PLACES: Final = 9

_NUMBER_SCHEMA: Final[dict[str, Any]] = {
    "anyOf": [
        {"type": "number"},
        {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+|/[0-9]+)?$"},
    ]
}


def read_exact(value: object) -> Fraction:
    """Return a number as it was written, exactly: 35, 0.35, or "1/3".

    Raises
    ------
    ValueError
        Where it is no such number.

    Examples
    --------
    >>> read_exact(0.35), read_exact("1/3")
    (Fraction(7, 20), Fraction(1, 3))
    """
    if isinstance(value, Fraction):
        return value
    text = repr(value) if isinstance(value, int | float) else value
    if isinstance(value, bool) or not isinstance(text, str) or not _NUMBER.fullmatch(text):
        raise ValueError('a number is written 35, 0.35 or "1/3"')
    if re.search(r"/0+$", text):
        raise ValueError("a fraction is not divided by 0")
    return Fraction(text)


def read_bounds(value: object) -> tuple[Fraction, Fraction]:
    """Return a number or an interval as its lower and upper bound.

    Raises
    ------
    ValueError
        Where it is neither, or an interval that is upside down.

    Examples
    --------
    >>> read_bounds(35), read_bounds([30, 40])
    ((Fraction(35, 1), Fraction(35, 1)), (Fraction(30, 1), Fraction(40, 1)))
    """
    if not isinstance(value, list | tuple):
        exact = read_exact(value)
        return exact, exact
    if len(value) != 2:
        raise ValueError("an interval is two numbers, [30, 40]")
    low, high = read_exact(value[0]), read_exact(value[1])
    if low > high:
        shown = said_exactly(low), said_exactly(high)
        raise ValueError(f"the interval is upside down: {shown[0]} is above {shown[1]}")
    return low, high


def write_exact(number: Fraction) -> int | str:
    """Return an exact number as a file or JSON holds it: a whole number, or "1/3"."""
    return number.numerator if number.denominator == 1 else str(number)


def said_exactly(number: Fraction) -> str:
    """Return an exact number as a person writes it: 1.5 where a decimal says it all, else 1/3.

    Examples
    --------
    >>> [said_exactly(Fraction(text)) for text in ("3/2", "1/3", "40")]
    ['1.5', '1/3', '40']
    """
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
        if places > _MOST_PLACES:
            return str(number)
    return f"{number.numerator / number.denominator:.{places}f}" if places else str(number)


def _write_bounds(bounds: tuple[Fraction, Fraction]) -> object:
    low, high = bounds
    return write_exact(low) if low == high else [write_exact(low), write_exact(high)]


def _read_levels(value: object) -> object:
    """An order as levels: each item alone, or a list of items that are equal."""
    if not isinstance(value, list | tuple):
        return value
    return [one if isinstance(one, list | tuple) else [one] for one in value]


def _read_numbers(value: object) -> object:
    """Options of one issue by name; those of a quantity as the numbers that they are."""
    if not isinstance(value, Mapping):
        return value
    return {
        int(key) if isinstance(key, str) and re.fullmatch(r"-?[0-9]{1,18}", key) else key: one
        for key, one in value.items()
    }


Exact = Annotated[
    Fraction,
    PlainValidator(read_exact),
    PlainSerializer(write_exact),
    WithJsonSchema({"title": "Exact", **_NUMBER_SCHEMA}),
]
"""A number kept exactly as it was written."""

Bounds = Annotated[
    tuple[Fraction, Fraction],
    PlainValidator(read_bounds),
    PlainSerializer(_write_bounds),
    WithJsonSchema(
        {
            "title": "Bounds",
            "anyOf": [
                *_NUMBER_SCHEMA["anyOf"],
                {"type": "array", "items": _NUMBER_SCHEMA, "minItems": 2, "maxItems": 2},
            ],
        }
    ),
]
"""A lower and an upper bound, the same where the number is known exactly."""

_NAME_SCHEMA: Final[dict[str, Any]] = {"anyOf": [{"type": "string"}, {"type": "integer"}]}

Order = Annotated[
    tuple[tuple[Value, ...], ...],
    BeforeValidator(_read_levels),
    WithJsonSchema(
        {
            "title": "Order",
            "type": "array",
            "items": {"anyOf": [*_NAME_SCHEMA["anyOf"], {"type": "array", "items": _NAME_SCHEMA}]},
        }
    ),
]
"""From the most to the least; those on one level are equal. Written `[a, [b, c], d]`."""


Values = Annotated[Mapping[Value, Bounds], BeforeValidator(_read_numbers)]
"""By option, or number of a quantity."""


class Interaction(Model):
    """What options of several issues together are worth, beyond what each is worth alone."""

    when: str = Field(description="A proposition; the worth counts where it holds.")
    worth: Bounds = Field(description="In the party's own units; it may be below 0.")


class Comparison(Model):
    """The party said that it would rather have some options than others, all else equal."""

    better: Mapping[Identifier, Value] = Field(description="An option for some issues.")
    than: Mapping[Identifier, Value] = Field(description="An option for the same issues.")


class Preference(Model):
    """What matters how much to one party, as far as somebody said so.

    A package is worth to the party: for each issue its weight times the value of the option,
    and what interactions add.

    Examples
    --------
    >>> said = Preference(
    ...     id="north_points",
    ...     party="north",
    ...     weights={"water": 60, "border": [30, 50]},
    ...     options={"border": ["open", ["guarded", "closed"]]},
    ... )
    >>> said.options["border"]
    (('open',), ('guarded', 'closed'))
    """

    id: Identifier
    party: Identifier
    total: Exact = Field(default=Fraction(100), description="What the weights sum to.")
    weights: Mapping[Identifier, Bounds] = Field(
        default_factory=dict, description="By issue: a number, or an interval."
    )
    order: Order = Field(default=(), description="Issues, the one that matters most first.")
    values: Mapping[Identifier, Values] = Field(
        default_factory=dict,
        description="By issue and option: from 0, the option is worth nothing, to 1, the whole "
        "weight. Between two numbers of a quantity values lie on a line.",
    )
    options: Mapping[Identifier, Order] = Field(
        default_factory=dict, description="By issue: its options, the best one first."
    )
    interactions: tuple[Interaction, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    no_agreement: Bounds | None = Field(
        default=None, description="What no agreement is worth, in the units of the weights."
    )
    source: str = Field(default="", description="Who says so.")
    cites: tuple[str, ...] = Field(default=(), description="Entries it rests on.")
    handling: Handling = TEAM_ONLY
