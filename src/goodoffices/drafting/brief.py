"""The brief: one page that a senior mediator reads first, then everything behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.case.case import Case, CaseSource
from goodoffices.case.enumeration import Progress
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.explaining import (
    conflict_section,
    fragile_section,
    instrument_section,
    movement_section,
    position_section,
    set_sections,
    untabled_section,
)
from goodoffices.drafting.labels import Labels, in_words_of
from goodoffices.drafting.page import Page, Section, Sentence, label_of
from goodoffices.drafting.passages import cite_passages, mark_texts
from goodoffices.drafting.record_parts import message_section, note_section, round_section
from goodoffices.drafting.stating import state_section
from goodoffices.figures.matrix_map import draw_matrix
from goodoffices.gaps.changes import Changes, sentences_of
from goodoffices.gaps.explanation import explain
from goodoffices.gaps.findings import Explanation
from goodoffices.gaps.flexibility import Flexibility, FlexibilityKind, find_flexibility
from goodoffices.gaps.matrix import Matrix, build_matrix
from goodoffices.gaps.reasons import find_reasons
from goodoffices.gaps.states import IssueState, find_issue_states
from goodoffices.gaps.status import latest_status
from goodoffices.gaps.unknowns import Unknowns, find_unknowns

MOST_UNKNOWN: Final = 6
"""Lines of "not reported" on the first page; the rest stand in the detail."""
MOST_QUESTIONS: Final = 3
"""Questions to one addressee on the first page."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that a brief is made from, computed once."""

    case: Case
    explanation: Explanation
    matrix: Matrix
    states: tuple[IssueState, ...]
    unknowns: Unknowns
    labels: Labels


def analyse(
    source: CaseSource, *, deadline_s: float | None = None, progress: Progress | None = None
) -> Analysis:
    """Return the analyses of a case that a brief needs, each computed once."""
    case = source.case()
    explanation = explain(source, deadline_s=deadline_s, progress=progress)
    matrix = build_matrix(case)
    sets = explanation.leading.incompatible
    return Analysis(
        case=case,
        explanation=explanation,
        matrix=matrix,
        states=find_issue_states(case, sets, matrix=matrix),
        unknowns=find_unknowns(case, sets, matrix=matrix),
        labels=Labels(case, explanation.positions),
    )


def build_brief(analysis: Analysis, *, changes: Changes | None = None) -> Page:
    """Return the brief of a case: the first page, the detail, and the words it rests on.

    The question: what do I need to know before I walk in? Everything on it follows from the
    record as the viewer may see it; nothing says who should move.

    Parameters
    ----------
    changes
        What changed since a date, a round or a mark; shown first where given.
    """
    case, labels, explanation = analysis.case, analysis.labels, analysis.explanation
    first = [
        *([_changed(changes, case)] if changes is not None else []),
        _status(case),
        position_section(case, analysis.labels),
        conflict_section(explanation, labels, case),
        *_if_any(movement_section(explanation, labels, case)),
        _flexibility(case),
        _reasons(case),
        _not_reported(analysis, most=MOST_UNKNOWN),
        _ask_next(analysis, most=MOST_QUESTIONS),
    ]
    return Page(
        title=case.title or "What is on record",
        label=label_of(case),
        basis=say_basis(case),
        caution=case.caution,
        sections=tuple(first),
        detail=tuple(_detail(analysis)),
        passages=cite_passages(case),
        texts=mark_texts(case),
    )


def _if_any(*sections: Section) -> list[Section]:
    """Those sections that have something in them."""
    return [section for section in sections if not section.is_empty]


def _changed(changes: Changes, case: Case) -> Section:
    return Section(
        id="changed",
        title="What changed",
        sentences=sentences_of(changes, case),
        empty="Nothing changed.",
    )


def _status(case: Case) -> Section:
    return Section(
        id="status",
        title="Status",
        sentences=latest_status(case),
        is_list=False,
        empty="No round is on record.",
    )


def _flexibility(case: Case) -> Section:
    return Section(
        id="flexibility",
        title="Possible flexibility",
        sentences=tuple(_leaves_room(one, case) for one in find_flexibility(case)),
        empty="None on record.",
    )


def _leaves_room(one: Flexibility, case: Case) -> Sentence:
    """Something that leaves room, in the team's words for that reading where it gave them."""
    given = next((text for cite in one.cites if (text := in_words_of(one.reading, cite, case))), "")
    if not given:
        return Sentence(one.text, one.cites)
    lead = "Read otherwise, " if one.kind is FlexibilityKind.OTHER_READING else ""
    return Sentence(f"{lead}{case.parties[one.party].name} {given}", one.cites)


def _reasons(case: Case) -> Section:
    reasons = find_reasons(case)
    sentences = [Sentence(one.text, one.cites) for one in reasons.given]
    if reasons.none_on_record:
        names = ", ".join(case.parties[one].name for one in reasons.none_on_record)
        sentences.append(Sentence(f"None on record: {names}."))
    return Section(
        id="reasons", title="Reasons given", sentences=tuple(sentences), empty="None on record."
    )


def _not_reported(analysis: Analysis, *, most: int | None = None) -> Section:
    found = analysis.unknowns.not_reported
    shown = found if most is None else found[:most]
    more = len(found) - len(shown)
    return Section(
        id="not-reported" if most else "all-not-reported",
        title="Not reported" if most else "Everything not reported",
        sentences=tuple(Sentence(one.text, one.cites) for one in shown),
        empty="Every negotiating party is on record on every issue.",
        footnote=f"And {more} more, in the detail." if more else "",
    )


def _ask_next(analysis: Analysis, *, most: int | None = None) -> Section:
    case = analysis.case
    groups = []
    left_out = 0
    for parties, questions in analysis.unknowns.by_addressee():
        shown = questions if most is None else questions[:most]
        left_out += len(questions) - len(shown)
        sentences = tuple(Sentence(one.text, one.cites) for one in shown)
        groups.append((_addressee(case, parties), sentences))
    return Section(
        id="ask-next" if most else "all-questions",
        title="Ask next" if most else "Everything to ask",
        groups=tuple(groups),
        empty="Nothing follows from the record.",
        footnote=f"And {left_out} more, in the detail." if left_out else "",
    )


def _addressee(case: Case, parties: Sequence[str]) -> str:
    names = [case.parties[one].name if one in case.parties else one for one in parties]
    return ", ".join(names) or "Ourselves"


def _detail(analysis: Analysis) -> list[Section]:
    case, labels, explanation = analysis.case, analysis.labels, analysis.explanation
    unknowns = analysis.unknowns
    sections = [
        Section(id="map", title="Matrix", figures=(draw_matrix(analysis.matrix),)),
        state_section(analysis.states, case, labels),
        *set_sections(explanation, labels, case),
    ]
    if any(reading.incompatible for reading in explanation.readings):
        sections += [untabled_section(explanation, labels, case), fragile_section(explanation)]
    sections += _if_any(instrument_section(explanation, labels, case))
    if len(unknowns.not_reported) > MOST_UNKNOWN:
        sections.append(_not_reported(analysis))
    if any(len(asked) > MOST_QUESTIONS for _, asked in unknowns.by_addressee()):
        sections.append(_ask_next(analysis))
    sections += _if_any(
        round_section(case), message_section(case), note_section(case), _afterwards(case)
    )
    sections.append(_how(analysis))
    return sections


def _afterwards(case: Case) -> Section:
    said = (Sentence(case.outcome),) if case.outcome else ()
    return Section(id="afterwards", title="What happened afterwards", sentences=said, is_list=False)


def _how(analysis: Analysis) -> Section:
    explanation, case = analysis.explanation, analysis.case
    readings = len(explanation.readings)
    every = "every combination of readings" if explanation.complete else "those readings tried"
    said = [
        Sentence(
            f"Positions from the stance `{case.threshold}` up must stand; weaker ones are shown only."
        ),
        Sentence(f"Sets were computed for {readings} choice{'' if readings == 1 else 's'} of readings ({every})."),
        Sentence(f"Method: {explanation.method}. Status: {explanation.status.value.replace('_', ' ')}."),
    ]
    said += [
        Sentence(f"{'Norm' if limit.is_norm else 'Rule'} {limit.id}: {limit.title}. {limit.source}".strip())
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
            *([_changed(changes, case)] if changes is not None else []),
            position_section(case, analysis.labels),
            state_section(analysis.states, case, analysis.labels),
            _not_reported(analysis),
            _ask_next(analysis),
        ),
    )
