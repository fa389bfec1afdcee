"""Laws of the fold, on records made at random."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.case.case import Case
from goodoffices.record.entries import LinkKind, Statement
from goodoffices.record.fold import Fold
from goodoffices.record.record import Record
from goodoffices.record.visibility import Viewer, as_seen_by
from tests.strategies import PARTY_IDS, records, viewers

_NAMES = re.compile(r"\b[srl]\d(?:_more|_rival)?\b")


def stands(case: Case) -> list[tuple[object, ...]]:
    """What of a case must not depend on names or on the order of its entries."""
    return [
        (
            one.id,
            one.holders,
            dict(one.strength),
            one.statements,
            one.readings,
            dict(one.registers),
            [form.relaxed_by and [by.reading for by in form.relaxed_by] for form in one.forms],
        )
        for one in (*case.positions, *case.lighter)
    ]


def renamed(thing: Any, names: Mapping[str, str]) -> Any:
    """A model with every id that stands in it under its new name."""
    text = _NAMES.sub(lambda found: names.get(found[0], found[0]), thing.model_dump_json())
    return type(thing).model_validate_json(text)


@given(record=records(), data=st.data())
def test_shuffled_entries_give_the_same_positions(record: Record, data: st.DataObject) -> None:
    shuffled = record.with_(
        **{
            name: tuple(data.draw(st.permutations(getattr(record, name))))
            for name in ("statements", "links", "issues")
        }
    )
    for choice in Fold(record).choices()[0]:
        assert stands(Fold(shuffled).case(choice)) == stands(Fold(record).case(choice))


@given(record=records())
def test_renamed_entries_give_the_same_positions_under_their_new_names(record: Record) -> None:
    readings = [one.id for statement in record.statements for one in statement.readings]
    ids = [*(one.id for one in record.statements), *readings, *(one.id for one in record.links)]
    names = {old: f"{old[0]}{90 - place}_new" for place, old in enumerate(ids)}
    other = record.with_(
        statements=tuple(renamed(one, names) for one in record.statements),
        links=tuple(renamed(one, names) for one in record.links),
    )
    found = stands(Fold(record).case())
    expected = _NAMES.sub(lambda one: names[one[0]], repr(found))
    assert repr(stands(Fold(other).case())) == expected


@given(record=records())
def test_deleting_a_statement_removes_only_positions_that_rest_on_it_alone(record: Record) -> None:
    """Unless it carried a permission, took something away, or superseded something."""
    source = Fold(record)
    before = source.case()
    for statement in record.statements:
        if _does_more(statement, record):
            continue
        after = source.case(without=frozenset({statement.id}))
        gone = {one.allows for one in before.positions} - {one.allows for one in after.positions}
        alone = {one.allows for one in before.positions if one.statements == (statement.id,)}
        assert gone == alone
        assert {one.allows for one in after.positions} <= {one.allows for one in before.positions}


def _does_more(statement: Statement, record: Record) -> bool:
    """Whether it, or what it repeats, permits something, or it supersedes."""
    permits = any(one.stance.is_permission for one in statement.readings)
    ties = [one for one in record.links if statement.id in {one.statement, one.other}]
    return permits or any(one.kind is not LinkKind.CONTRADICTS for one in ties)


@given(record=records())
def test_the_fold_gives_the_same_twice_and_from_a_fold_used_before(record: Record) -> None:
    source = Fold(record)
    for choice in source.choices()[0]:
        source.case(choice)
    assert stands(source.case()) == stands(Fold(record).case())
    assert source.case().withdrawn == Fold(record).case().withdrawn


@given(record=records(), viewer=viewers())
def test_what_a_viewer_sees_rests_only_on_what_is_open(record: Record, viewer: Viewer) -> None:
    """No statement, reading or link that the record did not have, and looking again loses none."""
    view = as_seen_by(record, viewer)
    assert {one.id for one in view.statements} <= {one.id for one in record.statements}
    assert as_seen_by(view, viewer) == view
    names = {one.id for one in view.statements}
    for case in (Fold(view).case(choice) for choice in Fold(view).choices()[0]):
        assert {name for one in case.positions for name in one.statements} <= names
    if viewer.is_party:
        assert viewer.id in PARTY_IDS
