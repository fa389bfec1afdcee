"""What stands before positions are made of it: readings in use, instruments, permissions.

For the fold alone. Rule by rule it is `fold` that decides; here is what it decides about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from goodoffices.case.positions import Form, Permission
from goodoffices.case.stances import Register
from goodoffices.record.entries import Reading
from goodoffices.record.order import OrderKey

Body = tuple[int, int, bool]
"""What tells constraints apart before they are relaxed: proposition, condition, whether refused."""

NO_BODY: Final[Body] = (0, 0, False)
"""Of a reading that asks nothing."""


def body_of(form: Form) -> Body:
    """Return what tells a form apart from others before it is relaxed."""
    return id(form.proposition), id(form.condition), form.refuses


@dataclass(eq=False, slots=True)
class Stood:
    """A reading in use, with where it stands in the order and what it rests on.

    `root` is its statement, or the one that its statements repeat. `form` is what it asks and
    `permission` what it lets be, where it does.
    """

    reading: Reading
    root: str
    key: OrderKey
    statements: tuple[str, ...]
    registers: tuple[tuple[str, Register], ...]
    form: Form | None
    permission: Permission | None
    body: Body


@dataclass(frozen=True, slots=True)
class Invoked:
    """What an instrument rests on: the statements it cites, in their order, those that count."""

    statements: tuple[str, ...]
    registers: tuple[tuple[str, Register], ...]
    body: Body


@dataclass(slots=True)
class Leave:
    """Equal permissions of one party, in their order: the first of them, and where each stands."""

    first: Permission
    issues: frozenset[str]
    keys: list[OrderKey] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    given: list[Permission] = field(default_factory=list)


class Leaves:
    """The permissions of one party, found by the issues they name and by when they were given."""

    def __init__(self) -> None:
        self._leaves: dict[tuple[int, int], Leave] = {}
        self._about: dict[str, dict[int, Leave]] = {}
        self._clashing: dict[int, tuple[tuple[Leave, ...], list[OrderKey]]] = {}
        self._after: dict[tuple[int, int], tuple[Permission, ...]] = {}
        self._count = 0

    def add(self, stood: Stood, permission: Permission, issues: frozenset[str]) -> None:
        """Add the next permission in the order of the record."""
        body = (id(permission.proposition), id(permission.condition))
        leave = self._leaves.get(body)
        if leave is None:
            leave = self._leaves[body] = Leave(permission, issues)
            for issue in issues:
                self._about.setdefault(issue, {})[id(leave)] = leave
        leave.keys.append(stood.key)
        leave.places.append(self._count)
        leave.given.append(permission)
        self._count += 1

    def all(self) -> Iterable[Leave]:
        """Every permission, equal ones once."""
        return self._leaves.values()

    def about(self, issues: Iterable[str]) -> Iterable[Leave]:
        """Those permissions that name any of these issues, equal ones once."""
        found: dict[int, Leave] = {}
        for issue in issues:
            found |= self._about.get(issue, {})
        return found.values()

    def after(
        self, key: OrderKey | None, stated: int, clashing: Callable[[], Iterable[Leave]]
    ) -> tuple[Permission, ...]:
        """Those that a constraint contradicts, not given before it: of equal ones the first."""
        known = self._clashing.get(stated)
        if known is None:
            leaves = tuple(clashing())
            keys = sorted(one for leave in leaves for one in leave.keys)
            known = self._clashing[stated] = (leaves, keys)
        leaves, keys = known
        if not keys:
            return ()
        before = 0 if key is None else bisect_left(keys, key)
        found = self._after.get((stated, before))
        if found is None:
            later: list[tuple[int, Permission]] = []
            for leave in leaves:
                first = 0 if key is None else bisect_left(leave.keys, key)
                if first < len(leave.keys):
                    later.append((leave.places[first], leave.given[first]))
            later.sort(key=itemgetter(0))
            found = self._after[stated, before] = tuple(one for _, one in later)
        return found


Ground = Stood | Invoked
"""What a form stands on: a reading in use, or an instrument as invoked."""
