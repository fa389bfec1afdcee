"""Why a position stands, in words, said when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from goodoffices.case.positions import Form
from goodoffices.record.standing import Ground, Invoked


class Reasons(Sequence[str]):
    """Why each form of a position stands, said when it is asked for."""

    def __init__(self, members: Sequence[tuple[Form, Ground]]) -> None:
        self._members = members

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        if isinstance(place, slice):
            return tuple(_why(*member) for member in self._members[place])
        return _why(*self._members[place])

    def __len__(self) -> int:
        return len(self._members)

    def __repr__(self) -> str:
        return repr(tuple(self))


def _why(form: Form, ground: Ground) -> str:
    """Say why a form stands, naming the reading, its statements and what relaxed it."""
    if isinstance(ground, Invoked):
        return f"{form.party} invokes instrument {form.reading}"
    status = ground.reading.status.value
    said = f"{form.party} {form.stance.words}: {status} reading {form.reading} of "
    said += ", ".join(ground.statements)
    if form.relaxed_by:
        by = ", ".join(f"{one.reading} ({one.stance.words})" for one in form.relaxed_by)
        said += f"; widened by {by}"
    return f"{said}; nothing on record supersedes or withdraws it"
