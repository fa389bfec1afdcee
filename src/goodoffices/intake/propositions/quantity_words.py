"""Numbers of a phrase against the quantities of a case: which one, and in its own unit.

"A rise of 3.5 percent" is 35 where the case counts tenths of a percent. A number that no
quantity can hold is never rounded: it is left to a person, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from goodoffices.case.issues import Issue
from goodoffices.case.propositions import And, Comparison, Not, Proposition, Sum
from goodoffices.intake.propositions.amounts import Amount, find_amounts
from goodoffices.intake.propositions.stems import stem
from goodoffices.intake.propositions.word_families import families

_PARTS: Final = {
    stem("tenth"): Fraction(10),
    stem("hundredth"): Fraction(100),
    stem("thousand"): Fraction(1, 1000),
    stem("million"): Fraction(1, 10**6),
}
"""How many of a case's unit make one, by the first word of the unit."""

_CONVERTED: Final = {
    ("week", "day"): Fraction(7),
    ("fortnight", "day"): Fraction(14),
    ("day", "hour"): Fraction(24),
    ("hour", "minute"): Fraction(60),
    ("year", "month"): Fraction(12),
}
"""What one unit is in another, exactly; months and days have no exact relation."""

MEASURES: Final = frozenset(
    stem(word)
    for word in (
        "minute hour day week fortnight month year percent euro dollar pound metre kilometre "
        "hectare tonne second cubic"
    ).split()
)
"""Units in which things are measured, and not counted one by one."""

_DENIED: Final = {
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.AT_MOST: Comparison.MORE,
    Comparison.MORE: Comparison.AT_MOST,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.EQUAL: Comparison.UNEQUAL,
}


@dataclass(frozen=True, slots=True)
class Fit:
    """A number in the unit of a quantity, and how surely it counts the same."""

    issue: str
    number: Fraction
    upper: Fraction | None
    score: int


class QuantityWords:
    """One quantity of a case: what it counts.

    Parameters
    ----------
    issue : Issue
        Of the kind quantity.
    stems : collection of str
        Of the issue's names.
    """

    def __init__(self, issue: Issue, *, stems: Collection[str]) -> None:
        self.issue = issue
        self._stems = frozenset(stems)
        # A word that is no number stands between, so that "million" stays part of the unit.
        read = find_amounts(f"2 parts {issue.unit}")
        counted = list(read[0].counted[1:])
        self._factor = Fraction(1)
        if len(counted) > 1 and counted[0] in _PARTS:
            self._factor = _PARTS[counted.pop(0)]
        self.unit = tuple(counted)

    def fit(self, amount: Amount, *, is_named: bool) -> Fit | None:
        """Return an amount in this quantity's unit, or None where it counts something else.

        Examples
        --------
        >>> from goodoffices.case.issues import Issue
        >>> wage = Issue(id="wage", kind="quantity", low=0, high=90, unit="tenths of a percent")
        >>> rise, = find_amounts("a rise of 3.5 percent")
        >>> QuantityWords(wage, stems=("wage", "rise")).fit(rise, is_named=True).number
        Fraction(35, 1)
        """
        counted = amount.counted
        factor = self._in_unit(counted, converted=is_named)
        score = 0
        if factor is not None:
            score += 2
        elif set(counted) & MEASURES or not self._may_count(counted, is_named=is_named):
            return None
        if set(counted) & self._stems:
            score += 2
        if is_named:
            score += 3
        if score == 0:
            return None
        factor = (factor or Fraction(1)) * self._factor
        upper = None if amount.upper is None else amount.upper * factor
        return Fit(self.issue.id, amount.number * factor, upper, score)

    def _in_unit(self, counted: tuple[str, ...], *, converted: bool) -> Fraction | None:
        """Return what a number of what is counted is multiplied by, None for another unit."""
        if self.unit and set(self.unit) <= set(counted):
            return Fraction(1)
        if not converted:
            return None
        for (larger, smaller), factor in _CONVERTED.items():
            if self.unit == (smaller,) and larger in counted:
                return factor
            if self.unit == (larger,) and smaller in counted:
                return 1 / factor
        return None

    def _may_count(self, counted: tuple[str, ...], *, is_named: bool) -> bool:
        """Whether what is counted is what this quantity is called by, or is not said.

        Persons and things are counted by what they are: prisoners, workers, ships. What is
        measured (days, cubic metres) has to be said in a unit.
        """
        if not counted:
            return is_named
        if set(self.unit) & MEASURES:
            return False
        mine = {key for word in self._stems for key in (word, *families(word))}
        return any({word, *families(word)} & mine for word in counted)


def compare(fit: Fit, amount: Amount, *, negated: bool) -> Proposition | None:
    """Return what an amount says of a quantity; None where the number is no whole one."""
    numbers = [one for one in (fit.number, fit.upper) if one is not None]
    if any(one.denominator != 1 for one in numbers):
        return None
    terms = ((1, fit.issue),)
    if fit.upper is not None:
        within = And(
            (
                Sum(terms, Comparison.AT_LEAST, int(fit.number)),
                Sum(terms, Comparison.AT_MOST, int(fit.upper)),
            )
        )
        return Not(within) if negated else within
    comparison = amount.comparison or Comparison.EQUAL
    return Sum(terms, _DENIED[comparison] if negated else comparison, int(fit.number))


_YEARS: Final = re.compile(r"(?:1[6-9]|20)\d\d")


def is_year(amount: Amount) -> bool:
    """Whether a bare number is rather a year of the calendar ("in 1978")."""
    bare = not amount.counted and amount.comparison is None
    return bare and _YEARS.fullmatch(str(amount.number)) is not None
