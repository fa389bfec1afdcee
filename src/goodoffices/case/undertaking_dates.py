"""The days of undertakings by themselves: which are due before they can be done at all.

Days are counted in the widest way: what takes 2 days and may begin on day 3 is done on day 4, and
what waits for something may begin on the day on which that is verified. Groups may be done at
the same time. What is late here is late under any narrower count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from goodoffices.case.undertakings import Undertaking


@dataclass(frozen=True, slots=True)
class TooLate:
    """An undertaking that is due before it can be done.

    `day` is the earliest on which all of it can be done; `waits_for` is the reference that
    holds it up, which is verified on day `verified` (empty where its own days are too many).
    """

    undertaking: Undertaking
    day: int
    waits_for: str = ""
    verified: int = 0


def find_too_late(every: Mapping[str, Undertaking]) -> Iterator[TooLate]:
    """Give each undertaking that is due before what it waits for, and itself, can be done.

    The question: which days were agreed that nobody can keep? Linkages play no part here: some
    of them may fall.

    Parameters
    ----------
    every : mapping of id to Undertaking
        Each waits only for what is there, and none in a circle.

    Examples
    --------
    >>> money = Undertaking(id="money", responsible="south", days=10, verified_in=3)
    >>> release = Undertaking(id="release", responsible="north", after=["money"], due=11)
    >>> [(late.day, late.waits_for) for late in find_too_late({"money": money, "release": release})]
    [(12, 'money')]
    """
    begins: dict[str, tuple[int, str]] = {}
    graph = {one.id: [_id(each) for each in one.after] for one in every.values()}
    for name in TopologicalSorter(graph).static_order():
        waits = ((_verified(each, every, begins), each) for each in every[name].after)
        begins[name] = max(waits, key=lambda one: one[0], default=(0, ""))
    for one in every.values():
        verified, waits_for = begins[one.id]
        day = _done(one, len(one.parts), verified)
        if one.due is not None and one.due < day:
            # By its own days alone it might be late as well.
            is_held_up = _done(one, len(one.parts), 0) < day
            yield TooLate(one, day, *((waits_for, verified) if is_held_up else ()))


def _id(reference: str) -> str:
    return reference.partition(".")[0]


def _verified(
    reference: str, every: Mapping[str, Undertaking], begins: Mapping[str, tuple[int, str]]
) -> int:
    """The earliest day on which what a reference names is verified."""
    id, _, part = reference.partition(".")
    one = every[id]
    count = int(part) if part.isdigit() else len(one.parts)
    return _done(one, count, begins[id][0]) + one.verified_in


def _done(one: Undertaking, count: int, begins: int) -> int:
    """The earliest day on which so many tranches are done, if it may begin on a day."""
    length = max(0, one.days - 1)
    if one.groups:
        count = 1
    return max(begins + count * length, one.earliest + (count - 1) * length)
