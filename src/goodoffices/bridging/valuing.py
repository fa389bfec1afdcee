"""What a preference says of each issue and option: bounds, exactly, and nothing made up.

Imports no NumPy: dominance under orders needs it too.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from goodoffices.case.issues import Issue
from goodoffices.case.preferences import Preference

Between = tuple[Fraction, Fraction]
"""A lower and an upper bound."""

NOTHING: Between = (Fraction(0), Fraction(0))
_ANYTHING: Between = (Fraction(0), Fraction(1))


def values_of(preference: Preference, issue: Issue) -> list[Between]:
    """Return bounds of the value of each option of an issue, in the order of `issue.values`.

    Parameters
    ----------
    preference : Preference
    issue : Issue

    Returns
    -------
    list of pairs
        Between 0 and 1. A number between two stated ones of a quantity lies on a line; where
        only an order is known, its best option is worth 1 and its last one 0.

    Examples
    --------
    >>> days = Issue(id="days", kind="quantity", low=0, high=4)
    >>> said = Preference(id="a", party="a", values={"days": {0: 0, 4: 1}})
    >>> [str(low) for low, high in values_of(said, days)]
    ['0', '1/4', '1/2', '3/4', '1']
    """
    stated = preference.values.get(issue.id, {})
    if stated:
        return [_value(stated, option) for option in issue.values]
    levels = preference.options.get(issue.id, ())
    if not levels:
        return [_ANYTHING] * len(issue.values)
    best, last = set(levels[0]), set(levels[-1])
    one: Between = (Fraction(1), Fraction(1))
    if len(levels) == 1:
        return [NOTHING if option in best else _ANYTHING for option in issue.values]
    return [
        one if option in best else NOTHING if option in last else _ANYTHING
        for option in issue.values
    ]


def _value(stated: Mapping[str | int, Between], option: str | int) -> Between:
    if option in stated:
        return stated[option]
    if not isinstance(option, int):
        return _ANYTHING
    numbers = sorted(number for number in stated if isinstance(number, int))
    below = [number for number in numbers if number < option]
    above = [number for number in numbers if number > option]
    if not below or not above:
        return _ANYTHING
    left, right = below[-1], above[0]
    share = Fraction(option - left, right - left)
    low, high = ((1 - share) * stated[left][end] + share * stated[right][end] for end in (0, 1))
    return low, high
