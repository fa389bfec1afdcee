"""What people do with sources: add one, and say who somebody new in a meeting is."""

from __future__ import annotations

from typing import Final

from goodoffices.record.entries import SourceKind
from goodoffices.record.free_ids import FreeIds
from goodoffices.storage.desk import Desk
from goodoffices.web.actions.case_entries import add_entry, is_held
from goodoffices.web.actions.entries import Done, Said

SOURCE: Final = "source"


def add_source(desk: Desk, said: Said, *, by: str) -> Done:
    """Record a new source, called by its name; somebody unnamed, or held by some, by a number.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes.
    """
    is_named = said.get("kind") != SourceKind.UNNAMED.value
    name = str(said.get("description")) if is_named else ""
    return add_entry(desk, SOURCE, said, name=name, by=by)


def new_person(name: str, *, ids: FreeIds, affiliation: str, held_by: str) -> dict[str, object]:
    """Return a person who spoke and is not yet on record.

    Parameters
    ----------
    held_by
        The member who alone shall know who it is; empty for the whole team.
    """
    person: dict[str, object] = {"kind": SourceKind.PERSON.value, "description": name}
    if affiliation:
        person["affiliation"] = affiliation
    if held_by:
        person["handling"] = {"level": "in_confidence", "held_by": [held_by]}
    new_id = ids.next(SOURCE) if is_held(person) else ids.of_name(name, otherwise=SOURCE)
    return {"id": new_id, **person}
