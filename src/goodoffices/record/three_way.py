"""What the files should say, from what they say and from how the archive grew.

An entry in the files that stands as it was recorded at some time since they last agreed was
not edited by hand: it follows the archive. Any other keeps what the hand wrote, and shows as
an edit that is not recorded. An erasure is carried out whatever the files say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from goodoffices.record.compartments import READING, Content
from goodoffices.record.growth import ABSENT, Growth, State, is_written_the_same
from goodoffices.record.replay import Key
from goodoffices.record.working_copy import HEAD, KINDS


@dataclass(frozen=True)
class Decision:
    """What is to be written into the files, and what stays because a hand wrote it.

    Parameters
    ----------
    written
        The new content of each entry that follows the archive; None for one that goes.
    kept
        Entries that were recorded otherwise since, and keep what the files say.
    """

    written: Mapping[Key, Content | None]
    kept: frozenset[Key]


def decide(growth: Growth, files: Mapping[Key, Content]) -> Decision:
    """Return what of the growth of the archive the files take over, and what they do not.

    A reading cannot stand without its statement, so a statement stays where a reading by hand
    needs it, and a reading stays where it is when its new statement is not in the files.
    """
    written: dict[Key, Content | None] = {}
    kept: set[Key] = set()
    for key in growth.states:
        said = cast("State", files[key]) if key in files else ABSENT
        wanted = _wanted(growth, key)
        if is_written_the_same(said, wanted):
            continue
        is_known = key in growth.destroyed or _was_recorded(key, said, growth.states[key])
        if is_known and _fits(key, wanted):
            written[key] = wanted if isinstance(wanted, dict) else None
        else:
            kept.add(key)
    _keep_readings_with_statements(growth, files, written, kept)
    return Decision(written, frozenset(kept))


def _wanted(growth: Growth, key: Key) -> State:
    entry = growth.now.get(key)
    return ABSENT if entry is None or entry.erased is not None else entry.content  # type: ignore[return-value]


def _fits(key: Key, wanted: State) -> bool:
    """Whether the files have a place for it."""
    if wanted is ABSENT:
        return key != HEAD
    return isinstance(wanted, dict) and (key == HEAD or key[0] in {*KINDS, READING})


def _was_recorded(key: Key, said: State, states: Sequence[State]) -> bool:
    """Whether the files say what was recorded at some time, each file for itself.

    An entry in two files may be half written after an interruption.
    """
    return all(
        any(is_written_the_same(part, _parts(key, state)[place]) for state in states)
        for place, part in enumerate(_parts(key, said))
    )


def _parts(key: Key, state: State) -> tuple[State, State]:
    """What of an entry stands in its list, and what in another file."""
    apart = "text" if key[0] == "document" else "common_unit" if key == HEAD else ""
    if not isinstance(state, dict) or not apart:
        return state, ABSENT
    listed: State = {name: value for name, value in state.items() if name != apart}
    return listed, state.get(apart, ABSENT)


def _keep_readings_with_statements(
    growth: Growth,
    files: Mapping[Key, Content],
    written: dict[Key, Content | None],
    kept: set[Key],
) -> None:
    def stands(statement: Key) -> bool:
        return (written[statement] if statement in written else files.get(statement)) is not None

    for key, content in [*written.items()]:
        if key[0] == READING and content is not None and not stands(_statement_of(content)):
            del written[key]
            kept.add(key)
    for key, content in [*written.items()]:
        if key[0] != "statement" or content is not None:
            continue
        left = [*_readings_under(key, files, written)]
        if key in growth.erased:
            written.update(dict.fromkeys(left))
        elif left:
            del written[key]
            kept.add(key)


def _readings_under(
    statement: Key, files: Mapping[Key, Content], written: Mapping[Key, Content | None]
) -> Iterator[Key]:
    """The readings that would stand in the files under a statement."""
    for key in {**files, **written}:
        content = written[key] if key in written else files.get(key)
        if key[0] == READING and content is not None and _statement_of(content) == statement:
            yield key


def _statement_of(reading: Content) -> Key:
    return "statement", str(reading.get("statement"))
