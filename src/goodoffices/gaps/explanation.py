"""Why there is no agreement in what was said: what cannot all stand, and where movement matters.

Under every choice of readings, with what hangs on how a statement is read, on a statement
being right, on an instrument, and with the issues on which another formula could help. The
method is argued in `docs/book/what-cannot-all-stand.md`. It says nothing of who should move.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goodoffices.case.case import Case, CaseSource, Choice
from goodoffices.case.deadline import Deadline, say_nothing
from goodoffices.case.enumeration import Progress
from goodoffices.case.positions import once
from goodoffices.case.status import Status
from goodoffices.gaps.comparison import sets_differ, under_every_reading
from goodoffices.gaps.findings import (
    CAVEAT,
    Admission,
    Explanation,
    InstrumentEffect,
    OwnConflict,
    PositionSets,
    ReadingSets,
    UnderEveryReading,
    Untabled,
)
from goodoffices.gaps.fragility import Fragility, find_fragility, in_record_order
from goodoffices.gaps.instrument_effects import instrument_effects
from goodoffices.gaps.own_conflicts import own_conflicts
from goodoffices.gaps.problems import MOST_SETS, Problems
from goodoffices.gaps.untabled import UntabledOptions

__all__ = [
    "CAVEAT",
    "Admission",
    "Explanation",
    "InstrumentEffect",
    "OwnConflict",
    "PositionSets",
    "ReadingSets",
    "UnderEveryReading",
    "Untabled",
    "explain",
]


def explain(
    source: CaseSource,
    *,
    most: int | None = MOST_SETS,
    deadline_s: float | None = None,
    progress: Progress | None = None,
    fragile: bool = True,
    untabled: bool = True,
) -> Explanation:
    """Return what cannot all stand and where movement would matter, under every reading.

    A mediator asks: which few positions are in the way of each other, on which few would
    movement be enough, and how much of that hangs on one sentence? Not to be asked: who
    should move, or whether anyone will.

    Parameters
    ----------
    source : CaseSource
        Gives the case under each choice of readings, and without a statement.
    most : int, optional
        How many sets of each kind are listed at most under one choice; None lists all.
    deadline_s : float, optional
        Seconds after which it stops with what there is. Ctrl-C does the same.
    progress : callable, optional
        Told what is being done, how far it is, and how far it goes.
    fragile : bool
        Whether to look for statements without which the answer would be another.
    untabled : bool
        Whether to look for issues on which a formula nobody has tabled could help.

    Returns
    -------
    Explanation
        The same for the same input, unless a deadline or Ctrl-C stopped it. What was left
        out on request is empty, and said not to be complete.

    Raises
    ------
    NothingLeft
        Where rules and norms alone leave no package; it names them.
    EnginesDisagree
        Where a second way of computing contradicts the first.

    Notes
    -----
    Under a deadline a third of the time goes to the leading readings; each step after them
    has at most half of what is left, and every choice of readings an equal share. Choices
    that leave the same constraints are solved once. Ids tell positions apart across
    readings: they name the holders and the set of choices allowed.

    Source: design, section 4, points 1 and 2; the sets themselves: `case.conflicts`.
    """
    told = progress or say_nothing
    choices, all_choices = source.choices()
    leading = source.case(choices[0])
    problems = Problems(leading, most=most, deadline=Deadline(deadline_s), progress=told)
    readings = _under_each(choices, leading, source, problems)
    own = own_conflicts(problems, readings)
    all_tried = untabled and all_choices and len(readings) == len(choices)
    if untabled:
        readings, to_the_end = _with_untabled(readings, problems)
        all_tried &= to_the_end
    sets = [one for _, one in readings]
    sets += (_not_looked_at(choice) for choice in choices[len(sets) :])
    effects = instrument_effects(source, leading, problems)
    fragility = Fragility((), complete=False)
    if fragile:
        fragility = find_fragility(source, leading, sets[0], problems)
    complete = all_choices and all(one.complete for one in sets)
    return Explanation(
        status=_status(sets, complete=complete),
        complete=complete,
        basis=leading.basis,
        positions=once(one for reading in sets for one in reading.positions),
        readings=tuple(sets),
        under_every_reading=under_every_reading(sets),
        depends_on=_depends_on(leading, sets),
        fragile_on=fragility.statements,
        fragile_complete=fragility.complete,
        own=own,
        instruments=effects,
        untabled=tuple(one for reading in sets for one in reading.untabled),
        untabled_complete=all_tried,
        limits=leading.limits,
        method=problems.method,
    )


def _under_each(
    choices: Sequence[Choice], leading: Case, source: CaseSource, problems: Problems
) -> list[tuple[Case, ReadingSets]]:
    """Return the case and its sets under each choice that was reached in time."""
    deadline = problems.deadline
    with deadline.share(1 / 3):
        readings = [(leading, problems.sets_of(leading))]
    with deadline.stopping(), deadline.share(1 / 2):
        for number, choice in enumerate(choices[1:], start=2):
            if deadline.is_over:
                break
            case = source.case(choice)
            with deadline.share(1 / (len(choices) - number + 1)):
                readings.append((case, problems.sets_of(case)))
            problems.progress("choices of readings", number, len(choices))
    return readings


def _with_untabled(
    readings: Sequence[tuple[Case, ReadingSets]], problems: Problems
) -> tuple[list[tuple[Case, ReadingSets]], bool]:
    """Return the readings with their untabled options, and whether all were looked for."""
    options = UntabledOptions(problems)
    found = list(readings)
    to_the_end = False
    with problems.deadline.stopping(), problems.deadline.share(1 / 2):
        tried = []
        for number, (case, sets) in enumerate(readings):
            untabled, all_tried = options.find(case, sets)
            found[number] = case, replace(sets, untabled=untabled)
            tried.append(all_tried)
        to_the_end = all(tried)
    return found, to_the_end


def _not_looked_at(choice: Choice) -> ReadingSets:
    """Return what is known of a choice of readings for which there was no time: nothing."""
    return ReadingSets(
        choice=choice,
        positions=(),
        incompatible=(),
        movement=(),
        untabled=(),
        status=Status.OUT_OF_TIME,
        incompatible_complete=False,
        movement_complete=False,
    )


def _status(sets: Sequence[ReadingSets], *, complete: bool) -> Status:
    if complete:
        return Status.PROVEN
    return Status.OUT_OF_TIME if sets[0].status is Status.OUT_OF_TIME else Status.BEST_FOUND


def _depends_on(leading: Case, sets: Sequence[ReadingSets]) -> tuple[str, ...]:
    """Return the statements one of whose rival readings, changed alone, alters the sets."""
    statements = set()
    for reading in sets[1:]:
        if len(reading.choice) == 1 and sets_differ(sets[0], reading):
            statements.add(_statement_of(next(iter(reading.choice)), leading))
    return in_record_order(statements, leading)


def _statement_of(reading: str, case: Case) -> str:
    """Return the statement that carries a reading; likely ones are looked at first."""
    made = {
        form.reading: (form.statement, *position.statements)
        for position in (*case.lighter, *case.positions)
        for form in position.forms
    }
    made |= {one.reading: (one.statement,) for one in case.permissions}
    likely = made.get(reading, ())
    for statement in (*likely, *case.passages):
        passage = case.passages.get(statement)
        if passage is not None and any(one.id == reading for one in passage.readings):
            return statement
    return likely[0] if likely else reading
