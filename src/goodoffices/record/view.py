"""What of a case is looked at, and for whom: one shape for the command line and the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from goodoffices.case.errors import NotAGrade, NotForParties, UnknownId
from goodoffices.case.stances import Register, Stance
from goodoffices.record.fold import Fold, Include
from goodoffices.record.record import Record
from goodoffices.record.visibility import Viewer

GRADE: Final = re.compile(r"[A-F][1-6]")


@dataclass(frozen=True)
class View:
    """What of a case is looked at, and for whom.

    Parameters
    ----------
    as_of
        Only what was said by this day.
    known_at
        Only what was recorded by this time, day or mark.
    registers
        Only these registers; all where empty.
    min_grade
        Only chains graded at least so at every hop.
    viewer
        `team`, a member, or a party; the whole team where empty.
    readings
        Pairs of a leading reading and the one that is taken in its place.
    threshold
        The weakest stance that counts as a position that must stand.
    instruments_off
        Instruments as invoked whose positions are switched off.
    """

    as_of: date | None = None
    known_at: str = ""
    registers: tuple[str, ...] = ()
    min_grade: str = ""
    viewer: str = ""
    readings: tuple[tuple[str, str], ...] = ()
    threshold: str = "demands"
    instruments_off: tuple[str, ...] = ()


def fold_of(seen: Record, view: View, *, viewer: Viewer) -> Fold:
    """Return the fold of a record that was cut down to a viewer, as a view asks for it.

    Parameters
    ----------
    seen
        From `as_seen_by` or `as_seen_back`: the record as the viewer may see it.

    Raises
    ------
    UnknownId
        Where a reading or an instrument does not exist.
    NotAGrade
        Where the least grade is none.
    NotForParties
        Where a party's view asks for grades, which are the team's own.
    """
    if view.min_grade and viewer.is_party:
        raise NotForParties("grades")
    if view.min_grade and not GRADE.fullmatch(view.min_grade):
        raise NotAGrade(view.min_grade)
    instruments = [one.id for one in seen.instruments]
    for name in view.instruments_off:
        if name not in instruments:
            raise UnknownId("instrument", name, instruments)
    include = Include(
        as_of=view.as_of,
        registers=frozenset(Register(one) for one in view.registers) or None,
        min_grade=view.min_grade,
        threshold=Stance(view.threshold),
        known_at=view.known_at,
        instruments_off=frozenset(view.instruments_off),
    )
    fold = Fold(seen, viewer=str(viewer), include=include)
    settled = tuple(fold.settle(*pair) for pair in view.readings)
    if not settled:
        return fold
    return Fold(seen, viewer=str(viewer), include=replace(include, readings=settled))
