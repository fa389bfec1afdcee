"""From what an entry says to what it should say: the fewest changes of its fields.

Whatever stays the same is not touched, so that comments beside it and its layout stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from goodoffices.case.yaml_change import AddItem, Change, RemoveField, SetField
from goodoffices.case.yaml_source import Where
from goodoffices.case.yaml_style import Data


def changes_between(old: Data, new: Data, *, where: Where = ()) -> Iterator[tuple[Where, Change]]:
    """Yield what makes an entry say something else, each change with its place.

    They are made in their order: a place counts what the changes before it did. Parts of a
    list that have an `id` are known by it, others by their place in the list.

    Parameters
    ----------
    old, new
        Plain data; the entry itself is a mapping before and after.
    where
        Where they stand in the entry.

    Examples
    --------
    >>> old = {"id": "s1", "note": "", "readings": [{"id": "r1", "why": "a"}, {"id": "r2"}]}
    >>> new = {"id": "s1", "readings": [{"id": "r1", "why": "b"}, {"id": "r3"}]}
    >>> for where, change in changes_between(old, new):
    ...     print(*where, change)
    readings 1 RemoveField()
    readings 0 why SetField(value='b')
    readings AddItem(value={'id': 'r3'})
    note RemoveField()
    """
    if _is_same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and (new or not where):
        yield from _in_mapping(old, new, where)
    elif isinstance(old, list) and isinstance(new, list) and _goes_part_by_part(old, new):
        yield from _in_list(old, new, where)
    else:
        yield where, SetField(new)


def _in_mapping(
    old: dict[str, Data], new: dict[str, Data], where: Where
) -> Iterator[tuple[Where, Change]]:
    """What comes before what goes: a mapping is never empty on the way."""
    for key, value in new.items():
        if key in old:
            yield from changes_between(old[key], value, where=(*where, key))
        else:
            yield (*where, key), SetField(value)
    for key in old:
        if key not in new:
            yield (*where, key), RemoveField()


def _in_list(old: list[Data], new: list[Data], where: Where) -> Iterator[tuple[Where, Change]]:
    stays = _names(new)
    for index in reversed(range(len(old))):
        if _name(old, index) not in stays:
            yield (*where, index), RemoveField()
    left = [part for index, part in enumerate(old) if _name(old, index) in stays]
    for index, part in enumerate(left):
        yield from changes_between(part, new[index], where=(*where, index))
    for part in new[len(left) :]:
        yield where, AddItem(part)


def _goes_part_by_part(old: list[Data], new: list[Data]) -> bool:
    """Whether what stays of a list of mappings keeps its order, and what comes stands last."""
    if not all(isinstance(part, dict) for part in (*old, *new)):
        return False
    before, after = _names(old), _names(new)
    if len(set(before)) < len(before) or len(set(after)) < len(after):
        return False
    left = [name for name in before if name in after]
    return bool(left) and after[: len(left)] == left


def _names(parts: list[Data]) -> list[object]:
    return [_name(parts, index) for index in range(len(parts))]


def _name(parts: list[Data], index: int) -> object:
    """By what a part of a list is known: its id, or its place."""
    name = parts[index].get("id")
    return name if isinstance(name, str) else index


def _is_same(old: Data, new: Data) -> bool:
    """Whether two values are written the same; 1 and true are not."""
    return json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True)
