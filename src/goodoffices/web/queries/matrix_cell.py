"""One cell of the matrix, with every statement that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.urls import reverse

from goodoffices.case.case import Case
from goodoffices.case.passages import Hop, Passage
from goodoffices.drafting.passages import cite_passage
from goodoffices.gaps.cells import Cell, CellEntry, EntryKind
from goodoffices.gaps.sentences import listed
from goodoffices.web.pages.matrix import (
    CellPage,
    EntryShown,
    HopShown,
    ReadOtherwise,
    StatementShown,
)
from goodoffices.web.queries.choosing import Looking, address, say_view
from goodoffices.web.queries.matrix import (
    contradicting_statements,
    gap_of,
    marks_of,
    matrix_of,
    states_of,
    words_of,
)

MOST_STATEMENTS: Final = 50
"""Statements that one page shows in full; the rest are counted."""

KINDS: Final = {
    EntryKind.POSITION: "",
    EntryKind.LIGHTER: "below the stance from which positions are counted here",
    EntryKind.PERMISSION: "lets something be",
    EntryKind.RESERVATION: "noted",
    EntryKind.DENIAL: "noted: accounts differ",
}


def cell_page(look: Looking, issue: str, party: str, *, may_keep: bool) -> CellPage:
    """Return the page of a cell.

    Raises
    ------
    KeyError
        Where the viewer has no such issue or party before them.
    """
    case, matrix = look.case(), matrix_of(look)
    cell = matrix.cell(issue, party)
    state = states_of(look)[0][issue]
    shown = [case.passages[one] for one in cell.statements if one in case.passages]
    return CellPage(
        title=f"{matrix.parties[party]}: {matrix.issues[issue]}",
        basis=look.basis(),
        caution=case.caution,
        shows=say_view(look),
        state=state.state.words,
        gap=gap_of(state),
        marks=marks_of(cell, contradicting_statements(case)),
        registers=tuple(
            (register.value, tuple(_entry(one, case) for one in entries))
            for register, entries in cell.entries.items()
        ),
        others=_others(cell),
        history=_history(cell),
        statements=tuple(
            _statement(one, case, party, may_keep=may_keep) for one in shown[:MOST_STATEMENTS]
        ),
        more_statements=max(len(shown) - MOST_STATEMENTS, 0),
        back=f"{address(reverse('matrix'), look.view)}#{issue}",
        note_url=reverse("meeting-note") if may_keep else "",
    )


def _entry(entry: CellEntry, case: Case) -> EntryShown:
    instruments = {one.id: one.title for one in case.instruments}
    widening = {
        one.reading: one.statement for one in case.permissions if one.reading in entry.relaxed_by
    }
    return EntryShown(
        stance=entry.stance.words,
        is_against=entry.stance.is_rejecting,
        words=words_of(entry, case),
        kind=KINDS[entry.kind],
        shared_with=listed(case.parties[one].name for one in entry.shared_with),
        first_stated=entry.original_words,
        widened_to=entry.constraint_words if entry.is_relaxed else "",
        instrument=instruments.get(entry.instrument, ""),
        depends_on_reading=bool(entry.rivals),
        statements=entry.statements,
        widened_by=tuple(dict.fromkeys(widening.values())),
    )


def _others(cell: Cell) -> tuple[ReadOtherwise, ...]:
    return tuple(
        ReadOtherwise(
            one.register.value,
            one.stance.words,
            one.stance.is_rejecting,
            _with_condition(one.words, one.condition_words),
            f"{one.reading} in the place of {one.in_place_of}",
            one.statement,
        )
        for one in cell.others
    )


def _history(cell: Cell) -> tuple[ReadOtherwise, ...]:
    return tuple(
        ReadOtherwise(
            one.register.value,
            one.stance.words,
            one.stance.is_rejecting,
            _with_condition(one.words, one.condition_words),
            one.why,
            one.statement,
        )
        for one in cell.history
    )


def _with_condition(words: str, condition: str) -> str:
    return f"{words}, if {condition}" if condition else words


def _statement(passage: Passage, case: Case, party: str, *, may_keep: bool) -> StatementShown:
    cited = cite_passage(passage, case)
    name = passage.statement
    return StatementShown(
        id=name,
        words=cited.words,
        translation=cited.translation,
        said_on=cited.said_on,
        where=cited.document_title,
        repeats=cited.repeats,
        hops=tuple(_hops(passage.chain)),
        readings=cited.readings,
        contradicts=tuple(
            other if one == name else one
            for kind, one, other in case.links
            if kind == "contradicts" and name in {one, other}
        ),
        new_reading=f"/record/{name}/readings/new/?party={party}" if may_keep else "",
    )


def _hops(chain: Iterable[Hop]) -> Iterable[HopShown]:
    for hop in chain:
        how = [f"to {hop.to_name}"] if hop.to_name else []
        how += [hop.channel] if hop.channel not in {"", "unknown"} else []
        how += [f"{hop.capacity} capacity"] if hop.capacity != "unknown" else []
        yield HopShown(hop.speaker_name, ", ".join(how), hop.grade)
