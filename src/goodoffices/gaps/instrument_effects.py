"""What each instrument that a party invokes changes: the sets with it and without it.

An earlier treaty or law may be contested. A mediator asks what would follow if it were set
aside, without anyone having to say that it is.
"""

from __future__ import annotations

from goodoffices.case.case import Case, CaseSource
from goodoffices.case.limits import Instrument
from goodoffices.gaps.comparison import sets_with_others
from goodoffices.gaps.findings import InstrumentEffect
from goodoffices.gaps.problems import Problems


def instrument_effects(
    source: CaseSource, leading: Case, problems: Problems
) -> tuple[InstrumentEffect, ...]:
    """Return for each instrument with a proposition the sets with it and without it.

    Parameters
    ----------
    source : CaseSource
        Gives the case with an instrument on or off.
    leading : Case
        The case under the leading readings; its other instruments stay as they are there.
    problems : Problems

    Returns
    -------
    tuple of InstrumentEffect
        In the order of the case; those not reached within the time allowed are left out, as
        are instruments that are only a reason for other positions.
    """
    effects: list[InstrumentEffect] = []
    with problems.deadline.stopping():
        effects.extend(
            _effect(instrument, source, leading, problems)
            for instrument in leading.instruments
            if instrument.proposition and not problems.deadline.is_over
        )
    return tuple(effects)


def _effect(
    instrument: Instrument, source: CaseSource, leading: Case, problems: Problems
) -> InstrumentEffect:
    off = leading.instruments_off
    on_case = source.case(leading.choice, instruments_off=off - {instrument.id})
    off_case = source.case(leading.choice, instruments_off=off | {instrument.id})
    with_it, without_it = problems.sets_of(on_case), problems.sets_of(off_case)
    return InstrumentEffect(
        instrument=instrument.id,
        title=instrument.title,
        invoked_by=instrument.invoked_by,
        is_on=instrument.id not in off,
        positions=tuple(one.id for one in on_case.positions if instrument.id in one.readings),
        with_it=with_it,
        without_it=without_it,
        only_with=sets_with_others(with_it, without_it),
        only_without=sets_with_others(without_it, with_it),
    )
