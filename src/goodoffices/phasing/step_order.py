"""An order of steps named by what is done in them, so that it can be kept in an address.

`release.1` is a tranche, `release` all of an undertaking, `release.1~withdrawal.1` several done
at one time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from goodoffices.case.case import Case
from goodoffices.case.errors import DoneTwice, UnknownId
from goodoffices.case.undertakings import Step, Undertaking
from goodoffices.phasing.plan import parts_of

JOINED: Final = "~"
"""Between what is done in one step; it needs no quoting in an address."""

Order = tuple[str, ...]
"""Steps one after the other, each by what is done in it."""


def order_of(phases: Sequence[Sequence[Step]], case: Case) -> Order:
    """Return the steps of a schedule one after the other, phase by phase.

    Parameters
    ----------
    phases : sequences of steps
        `found.as_phases` of a schedule that was found, or the steps of each phase of one that
        was tabled.
    case : Case

    Raises
    ------
    UnknownId
        Where a step does something that the case has not.

    Examples
    --------
    >>> from tests.unit.drafting.phased_cases import withdrawal_for_release
    >>> steps = Step(does=["withdrawal.1"]), Step(does=["release.1", "release.2"])
    >>> order_of([steps, [Step(does=["withdrawal.2"])]], withdrawal_for_release())
    ('withdrawal.1', 'release', 'withdrawal.2')
    """
    known = {one.id: one for one in case.undertakings}
    return tuple(
        _name([part for reference in step.does for part in parts_of(reference, known)], known)
        for steps in phases
        for step in steps
    )


def split_step(case: Case, order: Sequence[str], step: str) -> Order:
    """Return an order in which each tranche of one step is a step of its own.

    Raises
    ------
    UnknownId
        Where the order has no such step, or it does something that the case has not.

    Examples
    --------
    >>> from tests.unit.drafting.phased_cases import withdrawal_for_release
    >>> split_step(withdrawal_for_release(), ["release", "withdrawal"], "release")
    ('release.1', 'release.2', 'withdrawal')
    """
    place = place_of(step, order)
    known = {one.id: one for one in case.undertakings}
    return (*order[:place], *parts_done_in(step, known), *order[place + 1 :])


def place_of(step: str, order: Sequence[str]) -> int:
    """Return where a step stands in an order, from 0.

    Raises
    ------
    UnknownId
        Where it does not.
    """
    if step not in order:
        raise UnknownId("step of the order", step, order)
    return list(order).index(step)


def parts_done_in(step: str, known: Mapping[str, Undertaking]) -> tuple[str, ...]:
    """Return the tranches that are done in a step.

    Raises
    ------
    UnknownId
        Where nobody undertakes one of them.
    """
    return tuple(part for one in step.split(JOINED) for part in parts_of(one, known))


def _name(parts: Sequence[str], known: Mapping[str, Undertaking]) -> str:
    """What is done, with an undertaking in the place of all of its tranches."""
    by_id: dict[str, list[str]] = {}
    for part in parts:
        by_id.setdefault(part.partition(".")[0], []).append(part)
    named: list[str] = []
    for name, some in by_id.items():
        named += [name] if set(some) == set(known[name].parts) else some
    return JOINED.join(named)


def places_of(order: Sequence[str], known: Mapping[str, Undertaking]) -> dict[str, int]:
    """Return by tranche at which place of an order it is done, from 0.

    Raises
    ------
    UnknownId
        Where nobody undertakes one of them.
    DoneTwice
        Where two steps do one tranche.
    """
    found: dict[str, int] = {}
    for place, step in enumerate(order):
        for part in parts_done_in(step, known):
            if part in found:
                raise DoneTwice(part)
            found[part] = place
    return found
