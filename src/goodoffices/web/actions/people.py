"""What people do with parties: add one, correct its names, its roles, its organs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.record.free_ids import FreeIds
from goodoffices.record.working_copy import Content
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.entries import Done, Said, merged
from goodoffices.web.forms.people import TypedOrgan

PARTY = "party"


def add_party(desk: Desk, said: Said, organs: Sequence[TypedOrgan], *, by: str) -> Done:
    """Record a new party, with its organs.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes.
    """
    made: list[str] = []

    def make(state: CaseState) -> Sequence[Change]:
        ids = FreeIds(state.record)
        made[:] = [ids.of_name(str(said.get("name")), otherwise="party")]
        party = with_organs(merged({"id": made[0]}, said), organs, ids)
        return [Change(PARTY, made[0], party, seen="")]

    desk.change(make, by=by)
    return Done("Added the party.", made[0])


def edit_party(
    desk: Desk, party: str, said: Said, organs: Sequence[TypedOrgan], *, seen: str, by: str
) -> Done:
    """Correct the names, the roles or the organs of a party.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes, such as an organ that somebody quotes and is gone.
    """

    def make(state: CaseState) -> Sequence[Change]:
        before = state.content(PARTY, party)
        after = with_organs(merged(before, said), organs, FreeIds(state.record))
        return [Change(PARTY, party, after, seen=seen)]

    desk.change(make, by=by)
    return Done("Saved the party.", party)


def with_organs(party: Content, organs: Sequence[TypedOrgan], ids: FreeIds) -> dict[str, object]:
    """Return a party with organs changed, added and taken out; all others stay as they are."""
    before = party.get("organs")
    by_id = {one.id: one for one in organs if one.id}
    kept: list[Mapping[str, object]] = []
    for organ in before if isinstance(before, list) else ():
        typed = by_id.get(str(organ.get("id")))
        if typed is None:
            kept.append(organ)
        elif typed.name:
            kept.append(merged(organ, typed.fields))
    for typed in organs:
        if not typed.id:
            new = {"id": ids.of_name(typed.name, otherwise="organ"), "name": typed.name}
            kept.append(merged(new, typed.fields))
    return merged(party, {"organs": kept or None})
