"""Axes: round numbers along a range, and where in the picture a number lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10

_ROUND = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Axis:
    """A range from one round number to another, with the ticks on it, both ends included."""

    ticks: tuple[Fraction, ...]

    @classmethod
    def over(cls, numbers: Iterable[Fraction], *, most: int = 6) -> Axis:
        """Return an axis that covers some numbers with at most so many ticks, at least 2.

        Ticks lie at multiples of 1, 2 or 5 times a power of ten.

        Examples
        --------
        >>> [str(tick) for tick in Axis.over([Fraction(3), Fraction(17)]).ticks]
        ['0', '5', '10', '15', '20']
        >>> [str(tick) for tick in Axis.over([Fraction(1)]).ticks]
        ['0', '1', '2']
        """
        found = list(numbers) or [Fraction(0)]
        low, high = min(found), max(found)
        if low == high:
            return cls(tuple(Fraction(n) for n in range(ceil(low) - 1, floor(low) + 2)))
        span = high - low
        power = floor(log10(span.numerator) - log10(span.denominator)) - 1
        for factor in (factor * scale for scale in (1, 100) for factor in _ROUND):
            step = factor * Fraction(10) ** power
            first, last = floor(low / step), ceil(high / step)
            if last - first < max(most, 3):
                break
        return cls(tuple(step * place for place in range(first, last + 1)))

    def place(self, number: Fraction, start: float, end: float) -> float:
        """Return where a number lies between the places of the first and the last tick.

        Examples
        --------
        >>> Axis.over([Fraction(0), Fraction(10)]).place(Fraction(5), 100, 0)
        50.0
        """
        low, high = self.ticks[0], self.ticks[-1]
        return start + (end - start) * float((number - low) / (high - low))


def written(number: Fraction) -> str:
    """Return a number as people read it; "about" where it is not said in full.

    Examples
    --------
    >>> [written(one) for one in (Fraction(1200), Fraction(5, 4), Fraction(395, 6))]
    ['1,200', '1.25', 'about 65.83']
    >>> written(Fraction(-2, 10**7)), written(Fraction(10**16))
    ('-2×10^-7', '1×10^16')
    """
    if number.denominator == 1 and abs(number) < 10**9:
        return f"{number.numerator:,}"
    text = f"{float(number):.6g}"
    about = "" if Fraction(text) == number else "about "
    mantissa, _, power = (f"{float(number):.4g}" if about else text).partition("e")
    return f"{about}{mantissa}×10^{int(power)}" if power else f"{about}{mantissa}"


def percent(share: Fraction) -> str:
    """Return a share in whole percent; a share is called none or all only where it is.

    Examples
    --------
    >>> [percent(one) for one in (Fraction(1, 2), Fraction(1, 300), Fraction(299, 300))]
    ['50 %', '<1 %', '>99 %']
    """
    if 0 < share < Fraction(1, 100):
        return "<1 %"
    if Fraction(99, 100) < share < 1:
        return ">99 %"
    if 1 < share < Fraction(101, 100):
        return ">100 %"
    return f"{round(100 * share)} %"
