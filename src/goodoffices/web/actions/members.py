"""Members of the team as events of the record: whoever has an account is one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from goodoffices.record.visibility import THE_TEAM
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import AccountRole
from goodoffices.storage.state import CaseState

_LONGEST = 56


def add_member(desk: Desk, name: str, *, wanted: str, is_mediator: bool, by: str) -> str:
    """Add somebody to the team of the case, and return the id that nothing else has.

    Parameters
    ----------
    wanted
        What the id shall be made from, such as a user name.
    by
        Who does it; empty for the new member.

    Raises
    ------
    InvalidCase, ArchiveBusy, CannotWrite, RecordTampered
        As for `Desk.change`.
    """
    found = free_id(desk.state(), wanted)

    def make(_state: CaseState) -> Sequence[Change]:
        content = {"id": found, "name": name} | ({"mediator": True} if is_mediator else {})
        return [Change("member", found, content, seen="")]

    desk.change(make, by=by or found)
    return found


def free_id(state: CaseState, wanted: str) -> str:
    """Return an id like the one wanted that no entry of the case has."""
    taken = {one for _, one in state.entries}
    taken |= {organ.id for party in state.record.parties for organ in party.organs}
    plain = re.sub(r"[^a-z0-9]+", "_", wanted.lower()).strip("_")[:_LONGEST]
    first = plain if plain[:1].isalpha() else f"m_{plain}".rstrip("_")
    number, found = 1, first
    while found in taken:
        number += 1
        found = f"{first}_{number}"
    return found


def invited_member(desk: Desk, chosen: Mapping[str, str], *, by: str) -> tuple[str, str]:
    """Return the member who is invited, new in the team or not, and how they are called.

    Parameters
    ----------
    chosen
        What the form of an invitation has: `member`, or a `name` for somebody new; `role`.

    Raises
    ------
    InvalidCase, ArchiveBusy, CannotWrite, RecordTampered
        As for `Desk.change`.
    """
    name = chosen["name"]
    if chosen["member"]:
        known = {one.id: one.name for one in desk.seen_by(THE_TEAM).team}
        return chosen["member"], name or known.get(chosen["member"], "") or chosen["member"]
    is_mediator = chosen["role"] == AccountRole.MEDIATOR
    return add_member(desk, name, wanted=name, is_mediator=is_mediator, by=by), name
