"""The brief: one page that a senior mediator reads first, then everything behind it."""

from __future__ import annotations

from goodoffices.case.case import Case
from goodoffices.case.errors import CyclicOrder, NoPackage
from goodoffices.case.stances import Stance
from goodoffices.drafting.analysis import Analysis
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.explaining import (
    fragile_section,
    instrument_section,
    position_section,
    untabled_section,
)
from goodoffices.drafting.first_page import (
    Room,
    change_section,
    first_sections,
    left_out_of_first,
    question_section,
    unknown_section,
)
from goodoffices.drafting.idea_sections import idea_section, nothing_left_section
from goodoffices.drafting.page import Page, Section, Sentence, label_of
from goodoffices.drafting.passages import cite_passages, mark_texts
from goodoffices.drafting.phase_page import given_sections, no_order_section, phase_sections
from goodoffices.drafting.record_parts import message_section, note_section, round_section
from goodoffices.drafting.sets import set_sections
from goodoffices.drafting.stating import state_section
from goodoffices.figures.matrix_map import draw_matrix
from goodoffices.gaps.changes import Changes


def build_brief(analysis: Analysis, *, changes: Changes | None = None) -> Page:
    """Return the brief of a case: the first page, the detail, and the words it rests on.

    The question: what do I need to know before I walk in? Everything on it follows from the
    record as the viewer may see it; nothing says who should move.

    Parameters
    ----------
    changes
        What changed since a date, a round or a mark; shown first where given.
    """
    case = analysis.case
    basis = say_basis(case)
    first, room = first_sections(analysis, basis, changes)
    return Page(
        title=case.title or "What is on record",
        label=label_of(case),
        basis=basis,
        caution=case.caution,
        sections=first,
        detail=tuple(_detail(analysis, room, changes)),
        passages=cite_passages(case),
        texts=mark_texts(case),
        labels=analysis.labels.all,
    )


def _detail(analysis: Analysis, room: Room, changes: Changes | None) -> list[Section]:
    case, labels, explanation = analysis.case, analysis.labels, analysis.explanation
    sections = [
        *left_out_of_first(analysis, room, changes),
        Section(id="map", title="Matrix", figures=(draw_matrix(analysis.matrix),)),
        state_section(analysis.states, case, labels),
        *set_sections(explanation, labels, case),
    ]
    if any(reading.incompatible for reading in explanation.readings):
        sections += [untabled_section(explanation, labels, case), fragile_section(explanation)]
    sections += _ideas(analysis)
    sections += _phases(analysis)
    sections += _if_any(instrument_section(explanation, labels, case))
    sections += _if_any(
        round_section(case), message_section(case), note_section(case), _afterwards(case)
    )
    sections.append(_how(analysis))
    return sections


def _ideas(analysis: Analysis) -> list[Section]:
    if analysis.ideas is None:
        return []
    if isinstance(analysis.ideas, NoPackage):
        return [nothing_left_section(analysis.ideas)]
    return [idea_section(analysis.ideas, analysis.labels)]


def _phases(analysis: Analysis) -> list[Section]:
    if analysis.phased is None:
        return []
    if isinstance(analysis.phased, CyclicOrder):
        return [no_order_section(analysis.phased)]
    return [*given_sections(analysis.case), *phase_sections(analysis.phased)]


def _if_any(*sections: Section) -> list[Section]:
    """Those sections that have something in them."""
    return [section for section in sections if not section.is_empty]


def _afterwards(case: Case) -> Section:
    said = (Sentence(case.outcome),) if case.outcome else ()
    return Section(id="afterwards", title="What happened afterwards", sentences=said, is_list=False)


def _how(analysis: Analysis) -> Section:
    explanation, case = analysis.explanation, analysis.case
    kinds = {True: "Norm", False: "Rule"}
    readings = len(explanation.readings)
    every = "every combination of readings" if explanation.complete else "those readings tried"
    said = [
        Sentence(
            f"Positions from the stance “{Stance(case.threshold).words}” up must stand; "
            "weaker ones are only shown."
        ),
        Sentence(
            f"Sets were computed for {readings} choice{'' if readings == 1 else 's'} of readings: "
            f"{every}."
        ),
        Sentence(
            f"Method: {explanation.method}. Status: {explanation.status.value.replace('_', ' ')}."
        ),
    ]
    said += [
        Sentence(f"{kinds[limit.is_norm]} {limit.id}: {limit.title}. {limit.source}".strip())
        for limit in explanation.limits
    ]
    said.append(
        Sentence("Strength is a word in an order; it is never summed or compared between parties.")
    )
    return Section(id="how", title="How this was computed", sentences=tuple(said))


def build_gaps_page(analysis: Analysis, *, changes: Changes | None = None) -> Page:
    """Return the gaps alone as a page: what changed, issue by issue, not reported, ask next."""
    case = analysis.case
    return Page(
        title=case.title or "What is on record",
        label=label_of(case),
        basis=say_basis(case),
        caution=case.caution,
        sections=(
            *([change_section(changes, case)] if changes is not None else []),
            position_section(analysis.explanation, analysis.labels, case),
            state_section(analysis.states, case, analysis.labels),
            unknown_section(analysis),
            question_section(analysis),
        ),
        labels=analysis.labels.all,
    )
