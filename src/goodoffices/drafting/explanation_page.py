"""The explanation alone, as a page."""

from __future__ import annotations

from goodoffices.case.case import Case
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.explaining import (
    conflict_section,
    fragile_section,
    instrument_section,
    movement_section,
    position_section,
    untabled_section,
)
from goodoffices.drafting.labels import Labels
from goodoffices.drafting.page import Page, label_of
from goodoffices.gaps.findings import Explanation


def build_explanation_page(case: Case, explanation: Explanation) -> Page:
    """Return what cannot all stand as a page, with what it hangs on."""
    labels = Labels(case, explanation.positions)
    sections = [
        position_section(explanation, labels, case),
        conflict_section(explanation, labels, case),
        movement_section(explanation, labels, case),
        untabled_section(explanation, labels, case),
        fragile_section(explanation),
        instrument_section(explanation, labels, case),
    ]
    return Page(
        title=case.title or "What is on record",
        label=label_of(case),
        basis=say_basis(case),
        caution=case.caution,
        sections=(*sections[:2], *(one for one in sections[2:] if not one.is_empty)),
        labels=labels.all,
    )
